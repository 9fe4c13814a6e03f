//! Strings: their end, their escapes, and the rules of their definitions.

use super::cursor::{Cursor, Encoding};
use super::span::{Escapes, Span};
use super::why::Why;
use super::{ABSENT, BLANK, plain};
use crate::decimal::Decimal;
use crate::scalar::TextRule;

impl<'a> Cursor<'a> {
    /// Passes over a string after its first quote.
    pub(super) fn string(&mut self) -> Option<Span> {
        let start = self.at();
        let mut escapes = Escapes::None;
        loop {
            let Some((rest, with_short)) = self.plain() else {
                return self.refuse(Why::Encoding);
            };
            self.rest = rest;
            escapes = escapes.max(if with_short {
                Escapes::Short
            } else {
                Escapes::None
            });
            match rest {
                [b'"', after @ ..] => {
                    let end = self.at();
                    if self.encoding == Encoding::After
                        && simdutf8::basic::from_utf8(self.document.get(start..end)?).is_err()
                    {
                        return self.refuse(Why::Encoding);
                    }
                    self.rest = after;
                    return Some(Span::new(start, end, escapes));
                }
                [b'\\', ..] => {
                    self.escapes()?;
                    escapes = Escapes::Any;
                }
                [_, ..] => return self.refuse(Why::Syntax("no control character in a string")),
                [] => return self.refuse(Why::Syntax("a quote")),
            }
        }
    }

    /// The text from the first quote, backslash or control character on, and whether short escapes were passed on the way.
    /// `None` if the run is not UTF-8.
    #[inline]
    fn plain(&self) -> Option<(&'a [u8], bool)> {
        if let Encoding::With(level) = self.encoding {
            let (end, escaped) = level.valid_run(self.document, self.at())?;
            return Some((self.document.get(end..)?, escaped));
        }
        let (length, escaped) = plain::run::<true>(self.rest);
        Some((self.rest.get(length..)?, escaped))
    }

    /// Passes over consecutive escapes, of which the first is not a short one.
    fn escapes(&mut self) -> Option<()> {
        self.characters();
        while let [b'\\', after @ ..] = self.rest {
            let length = match after {
                [b'u', digits @ ..] => match hexadecimal(digits) {
                    Some(unit) if unit & 0xF800 != 0xD800 => 5,
                    Some(0xD800..=0xDBFF) if is_low_surrogate(digits.get(4..)) => 11,
                    _ => return self.refuse(Why::Syntax("four hexadecimal digits of a character")),
                },
                [escape, ..] if is_short_escape(*escape) => 1,
                _ => return self.refuse(Why::Syntax("an escape")),
            };
            self.rest = after.get(length..)?;
            self.characters();
        }
        Some(())
    }

    /// Passes over `\uXXXX` without surrogates.
    #[inline]
    fn characters(&mut self) {
        while let Some((&[b'\\', b'u', a, b, c, d], rest)) = self.rest.split_first_chunk() {
            let [a, b, c, d] = [a, b, c, d].map(|digit| HEXADECIMAL[usize::from(digit)]);
            if (a | b | c | d) > 0xF || (a == 0xD && b >= 8) {
                break;
            }
            self.rest = rest;
        }
    }

    /// Passes over the first quote of a string; false if there is none.
    #[inline]
    fn quote(&mut self) -> bool {
        self.eat(b"\"") || {
            self.space();
            self.eat(b"\"")
        }
    }

    /// A text, code or date.
    pub(crate) fn text(&mut self, rule: &'static TextRule) -> Option<i64> {
        if !self.quote() {
            return self.refuse(Why::NoText(rule));
        }
        let before = self.rest;
        if let Some(length) = rule.length_of_quoted(before) {
            let start = self.at();
            self.rest = before.get(length + 1..)?;
            return Some(Span::new(start, start + length, Escapes::None).packed());
        }
        let span = self.string()?;
        // A text has at least as many bytes as characters.
        let free = rule.is_free() && span.length as usize <= rule.max_length;
        let fits = match rule.min_length {
            0 if free => true,
            1 if free => span.length > 0,
            _ => rule.allows(&span.text(self.document)),
        };
        if fits {
            Some(span.packed())
        } else {
            self.refuse_string(before, Why::Text(rule))
        }
    }

    /// Passes over a word and the quote after it, if they stand here letter by letter.
    #[inline]
    fn literal(&mut self, word: &str) -> Option<Span> {
        let start = self.at();
        self.rest = self
            .rest
            .strip_prefix(word.as_bytes())?
            .strip_prefix(b"\"")?;
        Some(Span::new(start, start + word.len(), Escapes::None))
    }

    /// One of a closed list of words.
    pub(crate) fn word(&mut self, words: &'static [&'static str]) -> Option<i64> {
        if !self.quote() {
            return self.refuse(Why::Word(words));
        }
        let before = self.rest;
        if let Some(span) = words.iter().find_map(|word| self.literal(word)) {
            return Some(span.packed());
        }
        let span = self.string()?;
        let known = words.contains(&span.text(self.document).as_ref());
        if known {
            Some(span.packed())
        } else {
            self.refuse_string(before, Why::Word(words))
        }
    }

    /// The edition of this reader.
    pub(crate) fn edition(&mut self, code: &'static str) -> Option<i64> {
        if !self.quote() {
            return self.refuse(Why::Edition);
        }
        let before = self.rest;
        if let Some(span) = self.literal(code) {
            self.edition_agrees = true;
            return Some(span.packed());
        }
        let span = self.string()?;
        self.edition_agrees = span.text(self.document) == code;
        if self.edition_agrees {
            Some(span.packed())
        } else {
            self.refuse_string(before, Why::Edition)
        }
    }

    /// Reads an amount of money, or null where it is allowed.
    pub(crate) fn decimal(&mut self, nullable: bool) -> Option<i64> {
        if !self.quote() {
            if nullable && self.eat(b"null") {
                self.blanks += 1;
                return Some(BLANK);
            }
            return self.refuse(Why::Decimal);
        }
        let before = self.rest;
        let span = self.string()?;
        let amount = Decimal::parse(&span.written(self.document).bytes());
        if amount.is_some() {
            Some(span.packed())
        } else {
            self.refuse_string(before, Why::Decimal)
        }
    }

    /// Refuses a string that was read, with its first quote as the place; `before` is the text after that quote.
    #[cold]
    fn refuse_string(&mut self, before: &[u8], why: Why) -> Option<i64> {
        let quote = self.document.len() - before.len() - 1;
        self.rest = self.document.get(quote..)?;
        self.refuse(why)
    }
}

/// Whether a backslash and this character are a whole escape.
#[inline]
pub(super) fn is_short_escape(character: u8) -> bool {
    SHORT_ESCAPES[usize::from(character)]
}

const SHORT_ESCAPES: [bool; 256] = {
    let mut short = [false; 256];
    let mut index = 0;
    while index < 8 {
        short[b"\"\\/bfnrt"[index] as usize] = true;
        index += 1;
    }
    short
};

/// The code unit of the four hexadecimal digits that stand here.
#[inline]
pub(super) fn hexadecimal(text: &[u8]) -> Option<u32> {
    let digits: &[u8; 4] = text.first_chunk()?;
    let [a, b, c, d] = digits.map(|digit| u32::from(HEXADECIMAL[usize::from(digit)]));
    ((a | b | c | d) < 16).then_some(a << 12 | b << 8 | c << 4 | d)
}

const HEXADECIMAL: [u8; 256] = {
    let mut values = [0xFF; 256];
    let mut digit = 0;
    while digit < 16 {
        values[b"0123456789abcdef"[digit as usize] as usize] = digit;
        values[b"0123456789ABCDEF"[digit as usize] as usize] = digit;
        digit += 1;
    }
    values
};

fn is_low_surrogate(text: Option<&[u8]>) -> bool {
    let digits = text.and_then(|text| text.strip_prefix(b"\\u"));
    digits
        .and_then(hexadecimal)
        .is_some_and(|unit| (0xDC00..=0xDFFF).contains(&unit))
}

const _: () = assert!(BLANK < 0 && ABSENT < 0, "no place of a text");

#[cfg(test)]
mod tests {
    use super::super::simd::Level;
    use super::*;

    #[test]
    fn however_the_encoding_is_checked_the_same_strings_are_accepted() {
        let good = [
            "",
            "a",
            "政",
            "\u{1F600}é",
            r#"\n政\""#,
            r"\u653f\ud83d\ude00",
            r"\\",
        ];
        let bad: [&[u8]; 8] = [
            b"\x80",
            b"\xE6\x94",
            b"\xC0\x80",
            b"\xED\xA0\x80",
            b"\xF5\x80\x80\x80",
            b"\x01",
            br"\ud83d",
            br"\x",
        ];
        let good = good.iter().map(|text| (text.as_bytes(), true));
        // Miri is slow: a few of them.
        let step = if cfg!(miri) { 13 } else { 1 };
        let cases = good.chain(bad.map(|text| (text, false)));
        for ((text, is_good), before) in
            cases.flat_map(|case| (0..140).step_by(step).map(move |before| (case, before)))
        {
            let string = [&b"a".repeat(before), text, b"\" and what follows"].concat();
            let levels = Level::all().into_iter().map(Encoding::With);
            for encoding in levels.chain([Encoding::After]) {
                let mut cursor = Cursor::new(&string, encoding);
                let found = cursor.string().map(|span| span.length as usize);
                assert_eq!(
                    found,
                    is_good.then_some(before + text.len()),
                    "{encoding:?} {string:X?}"
                );
            }
        }
    }
}
