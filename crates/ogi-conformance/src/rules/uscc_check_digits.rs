//! `uscc-check-digits`: the two check characters of the unified social credit code (GB 32100-2015, GB 11714; error).

use ogi_report::{Leaf, Missing};

use super::Findings;
use crate::facts::View;

const USCC: &str = "/agency/uscc";
const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
const ORGANIZATION_WEIGHTS: [usize; 8] = [3, 7, 9, 10, 5, 8, 4, 2];

pub(crate) fn check(report: View<'_>, _previous: Option<View<'_>>, findings: &mut Findings<'_>) {
    let code = match report.leaf(USCC) {
        Leaf::Text(code) if code.len() == 18 => code.as_bytes(),
        leaf => return findings.not_assessed(&[(USCC, leaf.missing().unwrap_or(Missing::Invalid))]),
    };
    let expected =
        [("character_17", organization(&code[8..16]), code[16]), ("character_18", whole(&code[..17]), code[17])];
    let mut correct = true;
    for (part, expected, stated) in expected.into_iter().filter(|(_, expected, stated)| expected != stated) {
        correct = false;
        let character = |byte: u8| char::from(byte).to_string();
        findings.failed(
            USCC,
            vec![("part", part.to_owned()), ("expected", character(expected)), ("stated", character(stated))],
        );
    }
    if correct {
        findings.passed(USCC);
    }
}

/// The check character of an organization code (GB 11714), from its eight characters.
fn organization(code: &[u8]) -> u8 {
    let value =
        |byte: u8| usize::from(if byte.is_ascii_digit() { byte - b'0' } else { byte.saturating_sub(b'A') + 10 });
    let sum: usize = code.iter().zip(ORGANIZATION_WEIGHTS).map(|(byte, weight)| value(*byte) * weight).sum();
    b"0X987654321"[sum % 11]
}

/// The check character of the whole code, from the seventeen before it.
fn whole(code: &[u8]) -> u8 {
    let value = |byte: u8| ALPHABET.iter().position(|known| *known == byte).unwrap_or(0);
    let weights = std::iter::successors(Some(1), |weight| Some(weight * 3 % 31));
    let sum: usize = code.iter().zip(weights).map(|(byte, weight)| value(*byte) * weight).sum();
    ALPHABET[(31 - sum % 31) % 31]
}

#[cfg(test)]
mod tests {
    #[test]
    fn codes_of_real_agencies_check() {
        for code in [b"11341702486344515H", b"113325000026455663", b"113306020025825184", b"11370900004341590P"] {
            assert_eq!((super::organization(&code[8..16]), super::whole(&code[..17])), (code[16], code[17]));
        }
    }
}
