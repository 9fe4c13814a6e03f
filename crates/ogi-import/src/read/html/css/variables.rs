//! Variables of style sheets, as if each had one value for all of the page, which is how pages use them.

use std::collections::HashMap;

/// Values by name, with the two dashes before it.
#[derive(Debug, Default)]
pub(super) struct Variables(HashMap<String, String>);

/// Variables within variables that are followed, and bytes of what comes out: more is no value of ours.
const NESTED: usize = 8;
const LONGEST: usize = 500;
const CALL: &str = "var(";

impl Variables {
    /// Collects the variables that a style sheet sets; one that is set again has its last value.
    pub(super) fn gather(&mut self, sheet: &str) {
        for (at, _) in sheet.match_indices("--") {
            let before = sheet[..at].chars().next_back();
            if !before.is_none_or(|c| c.is_whitespace() || matches!(c, '{' | ';' | '/')) {
                continue;
            }
            let declaration = &sheet[at..];
            let mut near = declaration.bytes().take(LONGEST);
            let end = near.position(|byte| matches!(byte, b'}' | b';' | b'{' | b'\n'));
            let rest = (declaration.len() < LONGEST).then_some(declaration.len());
            // A value without an end nearby is no value of ours, and is not looked for any further.
            let Some(end) = end.or(rest) else {
                continue;
            };
            if let Some((name, value)) = declaration[..end].split_once(':') {
                self.0
                    .insert(name.trim().to_owned(), value.trim().to_owned());
            }
        }
    }

    /// A value with its variables filled in; `None` where it has none, or one is not known.
    pub(super) fn fill(&self, value: &str) -> Option<String> {
        if !value.contains(CALL) {
            return None;
        }
        let mut filled = value.to_owned();
        for _ in 0..NESTED {
            let Some(start) = filled.find(CALL) else {
                break;
            };
            let inside = &filled[start + CALL.len()..];
            let length = closing(inside)?;
            let (name, instead) = match inside[..length].split_once(',') {
                Some((name, instead)) => (name, Some(instead)),
                None => (&inside[..length], None),
            };
            let known = self.0.get(name.trim()).map(String::as_str).or(instead)?;
            let end = start + CALL.len() + length + 1;
            filled = [&filled[..start], known, &filled[end..]].concat();
            if filled.len() > LONGEST {
                return None;
            }
        }
        (!filled.contains(CALL)).then_some(filled)
    }
}

/// Where the bracket closes that stands open at the beginning.
fn closing(text: &str) -> Option<usize> {
    let mut open = 1usize;
    for (at, c) in text.char_indices().take(LONGEST) {
        match c {
            '(' => open += 1,
            ')' => open -= 1,
            _ => {}
        }
        if open == 0 {
            return Some(at);
        }
    }
    None
}
