//! Reads strings, numbers and words.

use std::ops::Range;

use super::arena::{Kind, Node};
use super::fault::Fault;
use super::reader::Reader;
use super::{LexicalKind, text};
use ogi_report::Spelled;

/// A number without an exponent and with fewer bytes than this is within the range of a binary64, which has 308 digits.
const CERTAINLY_FINITE: usize = 300;
/// Bytes of a string that are tested together.
const BLOCK: usize = 32;

impl Reader<'_> {
    /// Reads a string that starts here; the span includes the quotes.
    pub(super) fn string(&mut self) -> Result<Node, Fault> {
        let (start, mut escaped) = (self.at, false);
        self.at += 1;
        loop {
            self.skip_plain();
            match self.peek() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(Node::string(start..self.at, escaped));
                }
                Some(b'\\') => {
                    escaped = true;
                    self.escape()?;
                }
                Some(control @ ..0x20) => {
                    let found = format!("U+{control:04X}");
                    return Err(
                        Fault::new(LexicalKind::ControlCharacter, self.at..self.at + 1)
                            .with("found", found),
                    );
                }
                _ => {
                    let fault = Fault::new(LexicalKind::UnexpectedEnd, self.at..self.at)
                        .with("expected", "quote");
                    return Err(fault.related_to(Some(start..start + 1)));
                }
            }
        }
    }

    /// Passes over plain characters of a string: byte by byte in short strings, block by block in long ones.
    fn skip_plain(&mut self) {
        let mut rest = &self.source.as_bytes()[self.at..];
        if !rest.iter().take(BLOCK).any(|byte| is_special(*byte)) {
            let blocks = rest.chunks_exact(BLOCK);
            let plain = blocks.take_while(|block| is_plain(block)).count() * BLOCK;
            self.at += plain;
            rest = &rest[plain..];
        }
        self.at += rest
            .iter()
            .position(|byte| is_special(*byte))
            .unwrap_or(rest.len());
    }

    fn escape(&mut self) -> Result<(), Fault> {
        let rest = self.rest();
        let length = match rest.as_bytes().get(1) {
            Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => 2,
            Some(b'u') => match text::code_unit(rest) {
                Some(0xD800..=0xDBFF) if is_low_surrogate(rest) => 12,
                Some(0xD800..=0xDFFF) => {
                    let span = self.at..self.at + 6;
                    self.note(
                        Fault::new(LexicalKind::LoneSurrogate, span).with("found", &rest[..6]),
                    );
                    6
                }
                Some(_) => 6,
                None => return Err(self.invalid_escape(6)),
            },
            _ => return Err(self.invalid_escape(2)),
        };
        self.at += length;
        Ok(())
    }

    /// The fault of an escape that should have `length` characters.
    fn invalid_escape(&self, length: usize) -> Fault {
        let found: String = self
            .rest()
            .chars()
            .take(length)
            .take_while(|&character| character != '\n')
            .collect();
        let span = self.at..self.at + found.len();
        Fault::new(LexicalKind::InvalidEscape, span).with("found", text::excerpt(&found))
    }

    /// Reads a number that starts here with a minus sign or a digit.
    pub(super) fn number(&mut self) -> Result<Range<usize>, Fault> {
        let start = self.at;
        if self.peek() == Some(b'-') {
            self.at += 1;
        }
        let leading_zero = self.peek() == Some(b'0');
        let mut valid = match self.digits() {
            0 => false,
            1 => true,
            _ => !leading_zero,
        };
        if valid && self.peek() == Some(b'.') {
            self.at += 1;
            valid = self.digits() > 0;
        }
        let exponent = valid && matches!(self.peek(), Some(b'e' | b'E'));
        if exponent {
            self.at += 1;
            if matches!(self.peek(), Some(b'+' | b'-')) {
                self.at += 1;
            }
            valid = self.digits() > 0;
        }
        let span = start..self.at;
        let lexeme = &self.source[span.clone()];
        if !valid {
            return Err(
                Fault::new(LexicalKind::InvalidNumber, span).with("found", text::excerpt(lexeme))
            );
        }
        if (exponent || lexeme.len() > CERTAINLY_FINITE) && Spelled::of(lexeme).is_beyond_binary64()
        {
            self.note(
                Fault::new(LexicalKind::NumberTooLarge, span.clone())
                    .with("found", text::excerpt(lexeme)),
            );
        }
        Ok(span)
    }

    /// Reads digits and counts them.
    fn digits(&mut self) -> usize {
        let start = self.at;
        while let Some(b'0'..=b'9') = self.peek() {
            self.at += 1;
        }
        self.at - start
    }

    /// Reads `true`, `false` or `null`.
    pub(super) fn word(&mut self) -> Result<(Kind, Range<usize>), Fault> {
        let rest = self.rest();
        let length = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
        let span = self.at..self.at + length;
        let kind = match &rest[..length] {
            "null" => Kind::Null,
            "true" | "false" => Kind::Boolean,
            other => {
                return Err(
                    Fault::new(LexicalKind::UnknownWord, span).with("found", text::excerpt(other))
                );
            }
        };
        self.at += length;
        Ok((kind, span))
    }
}

/// Whether no byte of a block is special. It looks at all bytes, so that it compiles to vector instructions.
fn is_plain(block: &[u8]) -> bool {
    !block
        .iter()
        .fold(false, |found, byte| found | is_special(*byte))
}

/// Whether a byte of a string is special: a quote, a backslash or a control character.
#[expect(
    clippy::needless_bitwise_bool,
    reason = "without an early end, a block is looked at as a whole"
)]
fn is_special(byte: u8) -> bool {
    (byte < 0x20) | (byte == b'"') | (byte == b'\\')
}

/// Whether the second escape of `rest` is the second half of a surrogate pair.
fn is_low_surrogate(rest: &str) -> bool {
    rest.get(6..)
        .and_then(text::code_unit)
        .is_some_and(|unit| (0xDC00..=0xDFFF).contains(&unit))
}
