//! Reads a document into an arena without recursion, noting faults as it goes.

use std::borrow::Cow;

use super::arena::{Arena, FEW, Kind, Node};
use super::fault::Fault;
use super::{LexicalKind, Limits, pointer, text};

/// The state of reading.
#[derive(Debug)]
pub(super) struct Reader<'a> {
    pub(super) source: &'a str,
    /// Bytes read.
    pub(super) at: usize,
    limits: &'a Limits,
    arena: Arena,
    /// Children of the open objects and arrays, outermost first; the last one may be incomplete.
    pending: Vec<usize>,
    open: Vec<Frame>,
    /// Whether a value has begun that is not among the pending ones yet.
    in_value: bool,
    values: usize,
    faults: Vec<Fault>,
}

/// An open object or array.
#[derive(Clone, Copy, Debug)]
struct Frame {
    node: usize,
    /// Where its children start among the pending ones.
    from: usize,
}

impl<'a> Reader<'a> {
    pub(super) fn new(source: &'a str, limits: &'a Limits) -> Self {
        Self {
            source,
            at: 0,
            limits,
            arena: Arena::default(),
            pending: Vec::new(),
            open: Vec::new(),
            in_value: false,
            values: 0,
            faults: Vec::new(),
        }
    }

    /// Reads the document from its `start`; the arena is complete when there are no faults. Faults come in the order
    /// of the file.
    pub(super) fn run(mut self, start: usize) -> (Arena, Vec<Fault>) {
        self.at = start;
        if let Err(stop) = self.document() {
            let stop = stop.at(self.pointer());
            for depth in 0..self.open.len() {
                self.sort_members(depth);
            }
            self.faults.push(stop);
        }
        self.faults.sort_by_key(|fault| fault.span.start);
        (self.arena, self.faults)
    }

    fn document(&mut self) -> Result<(), Fault> {
        self.skip_whitespace();
        self.begin_value()?;
        while let Some(&frame) = self.open.last() {
            self.go_on(frame)?;
        }
        self.skip_whitespace();
        if self.rest().is_empty() {
            return Ok(());
        }
        let found = text::excerpt(self.rest());
        Err(Fault::new(LexicalKind::TrailingData, self.at..self.source.len()).with("found", found))
    }

    /// Reads the end of the innermost open object or array, or the next child of it.
    fn go_on(&mut self, frame: Frame) -> Result<(), Fault> {
        let object = self.arena.nodes[frame.node].kind == Kind::Object;
        let first = self.pending.len() == frame.from;
        self.skip_whitespace();
        match (self.peek(), object) {
            (Some(b'}'), true) | (Some(b']'), false) => {
                self.at += 1;
                self.close(frame);
                return Ok(());
            }
            (Some(b','), _) if !first => self.at += 1,
            _ if first => {}
            (_, true) => return Err(self.unexpected("comma_or_brace")),
            (_, false) => return Err(self.unexpected("comma_or_bracket")),
        }
        self.skip_whitespace();
        if object {
            self.name()?;
        }
        self.begin_value()
    }

    /// Reads a name, the colon after it and the white space around.
    fn name(&mut self) -> Result<(), Fault> {
        if self.peek() != Some(b'"') {
            return Err(self.unexpected("name"));
        }
        let name = self.string()?;
        self.pending.push(self.arena.add(name));
        self.skip_whitespace();
        if self.peek() != Some(b':') {
            return Err(self.unexpected("colon"));
        }
        self.at += 1;
        self.skip_whitespace();
        Ok(())
    }

    /// Reads a scalar, or the opening of an object or array.
    fn begin_value(&mut self) -> Result<(), Fault> {
        self.in_value = true;
        let start = self.at;
        self.values += 1;
        if self.values > self.limits.values {
            let limit = self.limits.values.to_string();
            return Err(Fault::new(LexicalKind::TooManyValues, start..start).with("limit", limit));
        }
        let node = match self.peek() {
            Some(b'{') => return self.enter(Kind::Object),
            Some(b'[') => return self.enter(Kind::Array),
            Some(b'"') => self.string()?,
            Some(b'-' | b'0'..=b'9') => Node::new(Kind::Number, self.number()?),
            Some(byte) if byte.is_ascii_alphabetic() => {
                let (kind, span) = self.word()?;
                Node::new(kind, span)
            }
            _ => return Err(self.unexpected("value")),
        };
        self.pending.push(self.arena.add(node));
        self.in_value = false;
        Ok(())
    }

    fn enter(&mut self, kind: Kind) -> Result<(), Fault> {
        let span = self.at..self.at + 1;
        if self.open.len() >= usize::from(self.limits.depth) {
            return Err(
                Fault::new(LexicalKind::TooDeep, span).with("limit", self.limits.depth.to_string())
            );
        }
        self.at += 1;
        let node = self.arena.add(Node::new(kind, span));
        self.pending.push(node);
        self.open.push(Frame {
            node,
            from: self.pending.len(),
        });
        self.in_value = false;
        Ok(())
    }

    fn close(&mut self, frame: Frame) {
        let sorted = self.sort_members(self.open.len() - 1);
        self.open.pop();
        self.arena.close(
            frame.node,
            self.at,
            self.pending.drain(frame.from..),
            &sorted,
        );
    }

    /// The ordinals of an open object's members sorted by name, if there are many. Notes duplicate names.
    fn sort_members(&mut self, depth: usize) -> Vec<usize> {
        let frame = self.open[depth];
        if self.arena.nodes[frame.node].kind != Kind::Object {
            return Vec::new();
        }
        let end = self
            .open
            .get(depth + 1)
            .map_or(self.pending.len(), |inner| inner.from);
        if self.are_few_and_distinct(&self.pending[frame.from..end]) {
            return Vec::new();
        }
        let nodes: Vec<usize> = self.pending[frame.from..end]
            .iter()
            .step_by(2)
            .copied()
            .collect();
        let names: Vec<Cow<str>> = nodes
            .iter()
            .map(|&node| self.arena.string(node, self.source))
            .collect();
        let mut sorted: Vec<usize> = (0..names.len()).collect();
        // A stable sort: of equal names, the first in the file comes first.
        sorted.sort_by_key(|&ordinal| &names[ordinal]);
        for equal in sorted.chunk_by(|&left, &right| names[left] == names[right]) {
            for &again in &equal[1..] {
                self.duplicate(depth, nodes[equal[0]], nodes[again]);
            }
        }
        if nodes.len() > FEW {
            sorted
        } else {
            Vec::new()
        }
    }

    /// Whether there are at most [`FEW`] members, with distinct names without escapes.
    fn are_few_and_distinct(&self, members: &[usize]) -> bool {
        if members.len() > 2 * FEW {
            return false;
        }
        let mut names = [""; FEW];
        for (index, member) in members.iter().step_by(2).enumerate() {
            let Some(name) = self.arena.plain(*member, self.source) else {
                return false;
            };
            if names[..index].contains(&name) {
                return false;
            }
            names[index] = name;
        }
        true
    }

    fn duplicate(&mut self, depth: usize, first: usize, second: usize) {
        if self.faults.len() >= self.limits.faults {
            // The first fault of the file decides why it is refused, and a name is compared only once its object ends.
            let start = self.arena.nodes[second].span.start;
            if self.faults.iter().any(|fault| fault.span.start <= start) {
                return;
            }
            self.faults.pop();
        }
        let name = self.arena.string(second, self.source);
        let mut pointer = self.pointer_to(depth);
        pointer::push(&mut pointer, &name);
        let fault = Fault::new(
            LexicalKind::DuplicateKey,
            self.arena.nodes[second].span.clone(),
        )
        .with("name", text::excerpt(&name))
        .related_to(Some(self.arena.nodes[first].span.clone()))
        .at(bounded(pointer));
        self.faults.push(fault);
    }

    /// Notes a fault after which reading goes on.
    pub(super) fn note(&mut self, fault: Fault) {
        if self.faults.len() < self.limits.faults {
            let fault = fault.at(self.pointer());
            self.faults.push(fault);
        }
    }

    /// The fault for a character, or for the end of the file, where something else is expected.
    pub(super) fn unexpected(&self, expected: &'static str) -> Fault {
        let fault = match self.rest().chars().next() {
            None => {
                let opening = self
                    .open
                    .last()
                    .map(|frame| self.arena.nodes[frame.node].span.clone());
                Fault::new(LexicalKind::UnexpectedEnd, self.at..self.at).related_to(opening)
            }
            Some(character) => Fault::new(
                LexicalKind::UnexpectedCharacter,
                self.at..self.at + character.len_utf8(),
            )
            .with("found", text::excerpt(&self.rest()[..character.len_utf8()])),
        };
        fault.with("expected", expected)
    }

    pub(super) fn rest(&self) -> &'a str {
        &self.source[self.at..]
    }

    pub(super) fn peek(&self) -> Option<u8> {
        self.source.as_bytes().get(self.at).copied()
    }

    fn skip_whitespace(&mut self) {
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = self.peek() {
            self.at += 1;
        }
    }

    /// The pointer of the value being read.
    fn pointer(&self) -> Option<String> {
        let mut pointer = self.pointer_to(self.open.len().saturating_sub(1));
        if let Some(&frame) = self.open.last() {
            let children = self.pending.len() - frame.from;
            match self.arena.nodes[frame.node].kind {
                Kind::Object if children % 2 == 1 => {
                    self.push_name(&mut pointer, self.pending.len() - 1);
                }
                Kind::Array if self.in_value => pointer::push(&mut pointer, &children.to_string()),
                _ => {}
            }
        }
        bounded(pointer)
    }

    /// The pointer of the open object or array at a depth, the root being at depth 0.
    fn pointer_to(&self, depth: usize) -> String {
        let mut pointer = String::new();
        for pair in self
            .open
            .iter()
            .take(depth + 1)
            .collect::<Vec<_>>()
            .windows(2)
        {
            let [outer, inner] = [pair[0], pair[1]];
            match self.arena.nodes[outer.node].kind {
                Kind::Object => self.push_name(&mut pointer, inner.from - 2),
                _ => pointer::push(&mut pointer, &(inner.from - 1 - outer.from).to_string()),
            }
        }
        pointer
    }

    fn push_name(&self, pointer: &mut String, pending: usize) {
        pointer::push(
            pointer,
            &self.arena.string(self.pending[pending], self.source),
        );
    }
}

fn bounded(pointer: String) -> Option<String> {
    (pointer.len() <= pointer::LONGEST).then_some(pointer)
}
