//! RTF as a run of groups, control words and characters.

/// A token.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// A group opens.
    Open,
    /// A group closes.
    Close,
    /// A control word with its number, if it has one.
    Word(&'a str, Option<i32>),
    /// A control symbol.
    Symbol(u8),
    /// A byte of text in the character set of the font, escaped or not.
    Byte(u8),
}

/// The tokens of a file, in their order.
pub(super) struct Tokens<'a> {
    rest: &'a [u8],
}

impl<'a> Tokens<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    /// Passes over bytes that are no RTF.
    pub(super) fn pass_over(&mut self, bytes: usize) {
        self.rest = self.rest.get(bytes..).unwrap_or_default();
    }

    fn control(&mut self) -> Option<Token<'a>> {
        let rest = self.rest;
        let letters = rest
            .iter()
            .take_while(|byte| byte.is_ascii_alphabetic())
            .count();
        if letters > 0 {
            let (word, after) = rest.split_at(letters);
            let sign = usize::from(after.first() == Some(&b'-'));
            let digits = after[sign..]
                .iter()
                .take_while(|byte| byte.is_ascii_digit())
                .count();
            let end = if digits == 0 { 0 } else { sign + digits };
            let number = std::str::from_utf8(&after[..end])
                .ok()
                .and_then(|digits| digits.parse().ok());
            let space = usize::from(after.get(end) == Some(&b' '));
            self.rest = &after[end + space..];
            return Some(Token::Word(
                std::str::from_utf8(word).unwrap_or_default(),
                number,
            ));
        }
        let (symbol, after) = rest.split_first()?;
        self.rest = after;
        if *symbol == b'\'' {
            let hex = after.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
            let byte = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok());
            if let Some(byte) = byte {
                self.rest = &after[2..];
                return Some(Token::Byte(byte));
            }
        }
        Some(Token::Symbol(*symbol))
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let (byte, after) = self.rest.split_first()?;
            self.rest = after;
            return match byte {
                b'{' => Some(Token::Open),
                b'}' => Some(Token::Close),
                b'\\' => self.control(),
                b'\r' | b'\n' | 0 => continue,
                _ => Some(Token::Byte(*byte)),
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Token, Tokens};

    #[test]
    fn words_symbols_and_bytes() {
        let tokens: Vec<Token> = Tokens::new(b"{\\b0 a\\'b1\\u-3 ?\\~\\par\n}").collect();
        assert_eq!(
            tokens,
            [
                Token::Open,
                Token::Word("b", Some(0)),
                Token::Byte(b'a'),
                Token::Byte(0xb1),
                Token::Word("u", Some(-3)),
                Token::Byte(b'?'),
                Token::Symbol(b'~'),
                Token::Word("par", None),
                Token::Close
            ]
        );
    }
}
