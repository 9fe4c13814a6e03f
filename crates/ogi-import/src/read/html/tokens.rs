//! Feeds the HTML parser in steps, and counts the work that long tags make for it.
//!
//! The tokenizer compares every attribute of a tag with all before it: a tag with a million of them would take hours.

use std::cell::{Cell, Ref};

use html5ever::TokenizerResult;
use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts, TreeSink};

use super::dom::Dom;
use super::sink::{Handle, Sink};
use crate::error::{Bound, ImportError};
use crate::limits::{ATTRIBUTES, Limits, TOKENS};

/// How much text is parsed between two looks at the bounds.
const STEP: usize = 16 << 10;
/// Parses a text as if `before` stood before it.
pub(super) fn parse(before: &str, text: &str, limits: &Limits) -> Result<Dom, ImportError> {
    let mut parser = Parser::new();
    parser.feed(before)?;
    let mut rest = text;
    while !rest.is_empty() {
        let end = (STEP..rest.len())
            .find(|at| rest.is_char_boundary(*at))
            .unwrap_or(rest.len());
        let (step, after) = rest.split_at(end);
        parser.feed(step)?;
        parser.dom().check(limits)?;
        rest = after;
    }
    let dom = parser.finish();
    dom.check(limits)?;
    dom.check_depth(limits)?;
    Ok(dom)
}

/// The parser with the text that it has been given so far.
struct Parser {
    tokenizer: Tokenizer<Watched>,
    input: BufferQueue,
    /// Where the text may stand in the tag that has not ended yet; empty after the end of a tag, and in what is none.
    guesses: Vec<Guess>,
    /// Whether the last part of the text ended no tag, and no text between tags.
    is_open: bool,
    /// Comparisons that tags may have cost that have not ended yet.
    compared: usize,
}

/// The tree builder, with a count of what it is given.
struct Watched {
    tree: TreeBuilder<Handle, Sink>,
    tokens: Cell<usize>,
    /// Comparisons that the tags so far have cost.
    compared: Cell<usize>,
}

impl Parser {
    fn new() -> Self {
        let watched = Watched {
            tree: TreeBuilder::new(Sink::new(), TreeBuilderOpts::default()),
            tokens: Cell::new(0),
            compared: Cell::new(0),
        };
        Self {
            tokenizer: Tokenizer::new(watched, TokenizerOpts::default()),
            input: BufferQueue::default(),
            guesses: Vec::new(),
            is_open: false,
            compared: 0,
        }
    }

    /// Parses the next part of a text.
    ///
    /// # Errors
    ///
    /// There are more tags and texts, or more attributes in the tags, than in any page.
    pub(super) fn feed(&mut self, text: &str) -> Result<(), ImportError> {
        let watched = &self.tokenizer.sink;
        let before = watched.tokens.get();
        self.input.push_back(StrTendril::from_slice(text));
        // Scripts are not run: the parser goes on behind them.
        while !matches!(self.tokenizer.feed(&self.input), TokenizerResult::Done) {}
        if watched.tokens.get() > before {
            self.is_open = false;
        } else {
            if !self.is_open {
                self.guesses = Place::ALL.map(Guess::new).into();
            }
            self.is_open = true;
            self.guesses.retain_mut(|guess| guess.goes_on(text));
            let compared = self.guesses.iter().map(|guess| guess.compared).max();
            self.compared = self.compared.saturating_add(compared.unwrap_or(0));
        }
        if watched.tokens.get() > TOKENS {
            return Err(ImportError::Beyond {
                bound: Bound::Tokens,
                limit: TOKENS,
            });
        }
        if self.compared.saturating_add(watched.compared.get()) > ATTRIBUTES {
            return Err(ImportError::Beyond {
                bound: Bound::Attributes,
                limit: ATTRIBUTES,
            });
        }
        Ok(())
    }

    /// The tree so far.
    pub(super) fn dom(&self) -> Ref<'_, Dom> {
        self.tokenizer.sink.tree.sink.dom()
    }

    /// The whole tree.
    pub(super) fn finish(self) -> Dom {
        self.tokenizer.end();
        self.tokenizer.sink.tree.sink.finish()
    }
}

/// A place in a tag, as the standard of HTML names them (13.2.5.32 to 13.2.5.39).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    BeforeName,
    Name,
    AfterName,
    BeforeValue,
    DoubleQuoted,
    SingleQuoted,
    Unquoted,
}

impl Place {
    const ALL: [Self; 7] = [
        Self::BeforeName,
        Self::Name,
        Self::AfterName,
        Self::BeforeValue,
        Self::DoubleQuoted,
        Self::SingleQuoted,
        Self::Unquoted,
    ];

    /// The place after a byte; `None` where the tag ends.
    fn after(self, byte: u8) -> Option<Self> {
        let is_blank = byte.is_ascii_whitespace();
        Some(match (self, byte) {
            (Self::DoubleQuoted, b'"')
            | (Self::SingleQuoted, b'\'')
            | (Self::BeforeName | Self::Name | Self::AfterName, b'/') => Self::BeforeName,
            (Self::DoubleQuoted | Self::SingleQuoted, _) => self,
            (_, b'>') => return None,
            (Self::BeforeName | Self::AfterName | Self::BeforeValue, _) if is_blank => self,
            (Self::Name | Self::AfterName, b'=') => Self::BeforeValue,
            (Self::Name, _) if is_blank => Self::AfterName,
            (Self::BeforeName | Self::Name | Self::AfterName, _) => Self::Name,
            (Self::BeforeValue, b'"') => Self::DoubleQuoted,
            (Self::BeforeValue, b'\'') => Self::SingleQuoted,
            (Self::Unquoted, _) if is_blank => Self::BeforeName,
            (Self::BeforeValue | Self::Unquoted, _) => Self::Unquoted,
        })
    }
}

/// What a part of a text is if it began at some place in a tag. The parser does not say where it is.
struct Guess {
    place: Place,
    attributes: usize,
    /// Comparisons that the attributes of the last part may have cost.
    compared: usize,
}

impl Guess {
    fn new(place: Place) -> Self {
        Self {
            place,
            attributes: 0,
            compared: 0,
        }
    }

    /// Counts the attributes that begin in the next part; false where the tag would have ended, so that the guess is wrong.
    fn goes_on(&mut self, text: &str) -> bool {
        let before = self.attributes;
        for byte in text.bytes() {
            let Some(next) = self.place.after(byte) else {
                return false;
            };
            let is_new = next == Place::Name && self.place != Place::Name;
            self.attributes += usize::from(is_new);
            self.place = next;
        }
        self.compared = (self.attributes - before).saturating_mul(self.attributes);
        true
    }
}

impl TokenSink for Watched {
    type Handle = Handle;

    fn process_token(&self, token: Token, line_number: u64) -> TokenSinkResult<Handle> {
        if let Token::TagToken(tag) = &token {
            let attributes = tag.attrs.len();
            let compared = attributes.saturating_mul(attributes) / 2;
            self.compared
                .set(self.compared.get().saturating_add(compared));
        }
        if !matches!(token, Token::ParseError(_)) {
            self.tokens.set(self.tokens.get() + 1);
        }
        self.tree.process_token(token, line_number)
    }

    fn end(&self) {
        self.tree.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.tree
            .adjusted_current_node_present_but_not_in_html_namespace()
    }
}
