//! The values of a document as a flat table, so that deep documents need no recursion to build or drop.

use std::borrow::Cow;
use std::ops::Range;

use super::text;

/// The kinds of JSON values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names of RFC 8259")]
pub enum Kind {
    Null,
    Boolean,
    Number,
    String,
    Array,
    Object,
}

/// A value or a name.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) kind: Kind,
    /// Bytes of the file.
    pub(super) span: Range<usize>,
    /// Whether it is a string or name with escapes.
    escaped: bool,
    /// Its range in [`Arena::children`]; empty unless it is an array or object.
    children: Range<usize>,
}

impl Node {
    pub(super) fn new(kind: Kind, span: Range<usize>) -> Self {
        Self {
            kind,
            span,
            escaped: false,
            children: 0..0,
        }
    }

    pub(super) fn string(span: Range<usize>, escaped: bool) -> Self {
        Self {
            escaped,
            ..Self::new(Kind::String, span)
        }
    }
}

/// Up to this many members, comparing each name is faster than a sorted index.
pub(super) const FEW: usize = 8;

/// All nodes of a document; the first is the root.
#[derive(Debug, Default)]
pub(super) struct Arena {
    pub(super) nodes: Vec<Node>,
    /// For an array its elements. For an object of n members: name and value of each, then, if they are more than
    /// [`FEW`], n ordinals of members in the order of their names.
    children: Vec<usize>,
}

impl Arena {
    pub(super) fn add(&mut self, node: Node) -> usize {
        self.nodes.push(node);
        self.nodes.len() - 1
    }

    /// Ends an array or object: `children` and, of an object of many members, their ordinals by name.
    pub(super) fn close(
        &mut self,
        node: usize,
        end: usize,
        children: impl IntoIterator<Item = usize>,
        sorted: &[usize],
    ) {
        let start = self.children.len();
        self.children.extend(children);
        self.children.extend_from_slice(sorted);
        self.nodes[node].children = start..self.children.len();
        self.nodes[node].span.end = end;
    }

    /// The elements of an array; none of anything else.
    pub(super) fn elements(&self, node: usize) -> &[usize] {
        if self.nodes[node].kind == Kind::Array {
            &self.children[self.nodes[node].children.clone()]
        } else {
            &[]
        }
    }

    /// The nodes of name and value of each member of an object; none of anything else.
    pub(super) fn members(&self, node: usize) -> &[usize] {
        self.object(node).0
    }

    /// The nodes of name and value of a member.
    pub(super) fn member(&self, node: usize, name: &str, source: &str) -> Option<(usize, usize)> {
        let (members, sorted) = self.object(node);
        if sorted.is_empty() {
            let member = members
                .chunks_exact(2)
                .find(|member| self.string(member[0], source) == name)?;
            return Some((member[0], member[1]));
        }
        let found = sorted
            .binary_search_by(|&ordinal| (*self.string(members[2 * ordinal], source)).cmp(name));
        let ordinal = sorted[found.ok()?];
        Some((members[2 * ordinal], members[2 * ordinal + 1]))
    }

    /// The text of a string or name.
    pub(super) fn string<'a>(&self, node: usize, source: &'a str) -> Cow<'a, str> {
        self.plain(node, source).map_or_else(
            || text::unescape(self.raw(node, source)).into(),
            Cow::Borrowed,
        )
    }

    /// The text of a string or name, if it has no escapes.
    pub(super) fn plain<'a>(&self, node: usize, source: &'a str) -> Option<&'a str> {
        (!self.nodes[node].escaped).then(|| self.raw(node, source))
    }

    fn raw<'a>(&self, node: usize, source: &'a str) -> &'a str {
        let span = &self.nodes[node].span;
        &source[span.start + 1..span.end - 1]
    }

    fn object(&self, node: usize) -> (&[usize], &[usize]) {
        let node = &self.nodes[node];
        let children = if node.kind == Kind::Object {
            &self.children[node.children.clone()]
        } else {
            &[]
        };
        let members = if children.len() <= 2 * FEW {
            children.len()
        } else {
            children.len() / 3 * 2
        };
        children.split_at(members)
    }
}
