//! The check characters of the unified social credit code: GB 32100-2015, with the organization code of GB 11714 inside.

use crate::Uscc;

const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
const ORGANIZATION_WEIGHTS: [usize; 8] = [3, 7, 9, 10, 5, 8, 4, 2];

impl Uscc {
    /// The seventeenth and eighteenth character, computed from those before them. A code with others is wrong.
    ///
    /// ```
    /// let code: ogi_report::Uscc = "11341702486344515H".parse()?;
    /// assert_eq!(code.check_characters(), ['5', 'H']);
    /// assert!(code.has_right_check_characters());
    /// # Ok::<_, ogi_report::Refused>(())
    /// ```
    #[must_use]
    pub fn check_characters(&self) -> [char; 2] {
        check_characters(self.as_str())
    }

    /// The same for a text; `None` if the text is not a code.
    #[must_use]
    pub fn check_characters_of(text: &str) -> Option<[char; 2]> {
        Self::RULE.allows(text).then(|| check_characters(text))
    }

    /// Whether the last two characters are the computed ones.
    #[must_use]
    pub fn has_right_check_characters(&self) -> bool {
        self.as_str().chars().skip(16).eq(self.check_characters())
    }
}

fn check_characters(code: &str) -> [char; 2] {
    let code = code.as_bytes();
    [organization(&code[8..16]), whole(&code[..17])].map(char::from)
}

/// The check character of an organization code (GB 11714), from its eight characters.
fn organization(code: &[u8]) -> u8 {
    let value = |byte: u8| {
        usize::from(if byte.is_ascii_digit() {
            byte - b'0'
        } else {
            byte.saturating_sub(b'A') + 10
        })
    };
    let sum: usize = code
        .iter()
        .zip(ORGANIZATION_WEIGHTS)
        .map(|(byte, weight)| value(*byte) * weight)
        .sum();
    b"0X987654321"[sum % 11]
}

/// The check character of the whole code, from the seventeen before it.
fn whole(code: &[u8]) -> u8 {
    // By Horner's rule from the last character on: each weight is three times the previous one.
    let value = |byte: u8| u64::from(VALUES[usize::from(byte)]);
    let sum = code
        .iter()
        .rev()
        .fold(0, |sum, byte| sum * 3 + value(*byte))
        % 31;
    ALPHABET[usize::try_from((31 - sum) % 31).unwrap_or_default()]
}

/// The place of each character in the alphabet; zero for others.
const VALUES: [u8; 256] = {
    let mut values = [0; 256];
    let mut place = 0;
    while place < 31 {
        values[ALPHABET[place as usize] as usize] = place;
        place += 1;
    }
    values
};

#[cfg(test)]
mod tests {
    use crate::Uscc;

    #[test]
    fn codes_of_real_agencies_check() {
        for code in [
            "11341702486344515H",
            "113325000026455663",
            "113306020025825184",
            "11370900004341590P",
        ] {
            assert!(
                Uscc::try_from(code)
                    .expect("of the pattern")
                    .has_right_check_characters(),
                "{code}"
            );
        }
    }
}
