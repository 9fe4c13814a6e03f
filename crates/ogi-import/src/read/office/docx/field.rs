//! Fields of a Word file: instructions with the result that is shown, and fields of forms.

use crate::grid::seen::{Cause, Look};
use crate::read::office::xml::Tag;

/// Longest instruction that is kept, in bytes.
const CODE: usize = 200;

/// A field that is open.
#[derive(Debug, Default)]
pub(super) struct Field {
    code: String,
    /// Whether its result has not begun.
    pub(super) in_code: bool,
    /// Whether its result has any text.
    pub(super) has_result: bool,
    choices: Vec<String>,
    choice: usize,
}

/// What a field shows instead of a result.
#[derive(Debug, PartialEq)]
pub(super) enum Shown {
    Text(String),
    Thing(Look, Cause, String),
}

impl Field {
    /// A field whose instruction follows.
    pub(super) fn begin() -> Self {
        Self {
            in_code: true,
            ..Self::default()
        }
    }

    /// A field with its instruction.
    pub(super) fn simple(code: &str) -> Self {
        let mut field = Self::default();
        field.instruct(code);
        field
    }

    pub(super) fn instruct(&mut self, code: &str) {
        if self.code.len() + code.len() <= CODE {
            self.code.push_str(code);
        }
    }

    /// Takes up a setting of a field of a form.
    pub(super) fn setting(&mut self, name: &str, tag: Tag) {
        match name {
            "listEntry" if self.choices.len() < CODE => {
                self.choices.push(tag.text("val").into_owned());
            }
            "result" | "default" => self.choice = tag.number("val").unwrap_or(self.choice),
            _ => {}
        }
    }

    /// What it shows where it has no result: a choice, or something that Word draws and the file does not hold as text.
    pub(super) fn end(self) -> Option<Shown> {
        let code = self.code.trim();
        let name = code
            .split_whitespace()
            .next()
            .unwrap_or_default()
            .to_uppercase();
        let cause = match name.as_str() {
            "FORMCHECKBOX" | "MACROBUTTON" => Cause::Control,
            "FORMDROPDOWN" => {
                let choice = self
                    .choices
                    .into_iter()
                    .nth(self.choice)
                    .filter(|_| !self.has_result);
                return choice.map(Shown::Text);
            }
            "EQ" | "SYMBOL" | "AUTONUM" | "AUTONUMLGL" | "AUTONUMOUT" | "ADVANCE" => Cause::Drawing,
            name if name.starts_with('=') => Cause::Formula,
            _ => return None,
        };
        (!self.has_result).then(|| Shown::Thing(Look::NotText, cause, code.to_owned()))
    }
}
