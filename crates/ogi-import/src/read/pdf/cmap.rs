//! `ToUnicode` maps: which text the codes of a font stand for.

use std::collections::HashMap;

use crate::form::fold::radical;

/// More codes than any font has.
const MOST: usize = 70_000;

/// The text of codes.
#[derive(Default)]
pub(super) struct CMap {
    texts: HashMap<u32, String>,
}

impl CMap {
    pub(super) fn get(&self, code: u32) -> Option<&str> {
        self.texts.get(&code).map(String::as_str)
    }

    /// Reads a map; what cannot be read in it is left out.
    pub(super) fn parse(source: &[u8]) -> Self {
        let mut map = Self::default();
        let mut pending: Vec<Token> = Vec::new();
        for token in (Tokens { source, at: 0 }) {
            match &token {
                Token::Word(word) if word.starts_with(b"begin") => pending.clear(),
                Token::Word(b"endbfchar") => map.characters(&pending),
                Token::Word(b"endbfrange") => map.ranges(&pending),
                _ => pending.push(token),
            }
            if map.texts.len() > MOST || pending.len() > MOST {
                break;
            }
        }
        map
    }

    fn characters(&mut self, tokens: &[Token]) {
        for pair in tokens.chunks_exact(2) {
            if let [Token::Hex(code), Token::Hex(text)] = pair {
                self.texts.insert(number(code), utf16(text, 0));
            }
        }
    }

    fn ranges(&mut self, tokens: &[Token]) {
        let mut rest = tokens;
        while let [Token::Hex(first), Token::Hex(last), after @ ..] = rest {
            let codes = number(first)..=number(last);
            let is_sane = codes.clone().count() <= MOST && self.texts.len() <= MOST;
            match after {
                [Token::Hex(text), after @ ..] => {
                    if is_sane {
                        self.texts.extend(
                            (0u32..)
                                .zip(codes)
                                .map(|(step, code)| (code, utf16(text, step))),
                        );
                    }
                    rest = after;
                }
                [Token::Open, after @ ..] => {
                    let end = after
                        .iter()
                        .position(|token| *token == Token::Close)
                        .unwrap_or(after.len());
                    let texts = after[..end].iter().filter_map(|token| match token {
                        Token::Hex(text) => Some(utf16(text, 0)),
                        _ => None,
                    });
                    if is_sane {
                        self.texts.extend(codes.zip(texts));
                    }
                    rest = after.get(end + 1..).unwrap_or(&[]);
                }
                _ => return,
            }
        }
    }
}

#[derive(Debug, PartialEq)]
enum Token<'a> {
    Hex(Vec<u8>),
    Open,
    Close,
    Word(&'a [u8]),
}

struct Tokens<'a> {
    source: &'a [u8],
    at: usize,
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        let rest = &self.source[self.at..];
        let begins = self.at + rest.iter().position(|byte| !byte.is_ascii_whitespace())?;
        let rest = &self.source[begins..];
        let (token, length) = match rest[0] {
            b'[' => (Token::Open, 1),
            b']' => (Token::Close, 1),
            b'<' if rest.get(1) != Some(&b'<') => {
                let end = rest
                    .iter()
                    .position(|byte| *byte == b'>')
                    .unwrap_or(rest.len());
                (Token::Hex(hex(&rest[1..end])), (end + 1).min(rest.len()))
            }
            _ => {
                let ends =
                    |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'<' | b'[' | b']');
                let end = rest[1..]
                    .iter()
                    .position(ends)
                    .map_or(rest.len(), |end| end + 1);
                (Token::Word(&rest[..end]), end)
            }
        };
        self.at = begins + length;
        Some(token)
    }
}

fn hex(digits: &[u8]) -> Vec<u8> {
    let values: Vec<u8> = digits
        .iter()
        .filter_map(|digit| char::from(*digit).to_digit(16)?.try_into().ok())
        .collect();
    values
        .chunks(2)
        .map(|pair| pair[0] << 4 | pair.get(1).copied().unwrap_or(0))
        .collect()
}

fn number(bytes: &[u8]) -> u32 {
    bytes
        .iter()
        .fold(0, |number, byte| number << 8 | u32::from(*byte))
}

/// The text of big-endian UTF-16 whose last unit is raised by a step.
fn utf16(bytes: &[u8], step: u32) -> String {
    let mut units: Vec<u16> = bytes
        .chunks_exact(2)
        .map(|pair| u16::from_be_bytes([pair[0], pair[1]]))
        .collect();
    if let (Some(last), Ok(step)) = (units.last_mut(), u16::try_from(step)) {
        *last = last.wrapping_add(step);
    }
    char::decode_utf16(units)
        .map(|unit| unit.map_or(char::REPLACEMENT_CHARACTER, radical))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::CMap;

    #[test]
    fn characters_ranges_and_lists() {
        let source = b"/CIDInit /ProcSet findresource begin\n1 begincodespacerange <0000><FFFF> endcodespacerange\n\
            2 beginbfchar\n<0010> <002D>\n<0611><7B2C 0031>\nendbfchar\n\
            2 beginbfrange <0013><0016><0030>\n<0020> <0021> [<89C4> <2F00>]\nendbfrange";
        let map = CMap::parse(source);
        let cases = [
            (0x10, "-"),
            (0x611, "第1"),
            (0x13, "0"),
            (0x16, "3"),
            (0x20, "规"),
            (0x21, "一"),
        ];
        for (code, text) in cases {
            assert_eq!(map.get(code), Some(text), "{code:x}");
        }
        assert_eq!(map.get(0x17), None);
    }

    #[test]
    fn hostile_maps_end() {
        let map = CMap::parse(b"1 beginbfrange <00000000><FFFFFFFF><0030> endbfrange <");
        assert!(map.texts.is_empty());
    }
}
