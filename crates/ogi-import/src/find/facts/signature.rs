//! The end of a report: who signs it, and when; and what pages print around an article.

use crate::find::dates::{self, Date};
use crate::find::words::words;
use crate::grid::{Cell, Strip, trim};
use crate::printed::fold;

use super::Said;
use super::name::looks_like_agency;

/// Longest line of page furniture, in characters; what is longer is text that mentions such words. Any value from 4 reads
/// the corpus alike.
const FURNITURE: usize = 80;

/// The end of a report.
#[derive(Debug, Default)]
pub(crate) struct Signature {
    pub(crate) agency: Option<Said<String>>,
    pub(crate) date: Option<Said<Date>>,
    /// Index of the first strip that belongs to it, among those given.
    pub(crate) begins: Option<usize>,
}

/// Finds the signature at the end of a report: a date on a line of its own, and the agency beside it. What pages print
/// below an article is not part of it.
pub(crate) fn signature(strips: &[Strip]) -> Signature {
    let furniture = strips
        .iter()
        .position(|strip| strip.sole().is_some_and(|cell| is_furniture(&cell.text)));
    let signature = signature_within(&strips[..furniture.unwrap_or(strips.len())]);
    Signature {
        begins: signature.begins.or(furniture),
        ..signature
    }
}

/// Whether a line is one that pages print around an article.
pub(crate) fn is_furniture(line: &str) -> bool {
    let folded: String = line
        .chars()
        .take(FURNITURE + 1)
        .map(fold::character)
        .collect();
    if folded.chars().nth(FURNITURE).is_some() || folded.ends_with('。') {
        return false;
    }
    let squeezed: String = folded.chars().filter(|c| !c.is_whitespace()).collect();
    let bare = squeezed.trim_start_matches(['(', '[', '>', '·', '|', '*', '-']);
    let words = &words().furniture;
    words.begins.iter().any(|word| bare.starts_with(word))
        || words.contains.iter().any(|word| squeezed.contains(word))
}

fn signature_within(strips: &[Strip]) -> Signature {
    let line = |at: usize| strips.get(at).and_then(Strip::sole);
    let said = |value: &str, cell: &Cell| Said {
        value: trim(value).to_owned(),
        cell: cell.clone(),
    };
    let mut signature = Signature::default();
    for at in 0..strips.len() {
        let Some(cell) = line(at) else { continue };
        let Some((date, before)) = dates::trailing(&cell.text) else {
            continue;
        };
        if !(before.is_empty() || looks_like_agency(before)) {
            continue;
        }
        signature.date = Some(Said {
            value: date,
            cell: cell.clone(),
        });
        signature.begins = Some(at);
        let above = at
            .checked_sub(1)
            .and_then(line)
            .filter(|cell| looks_like_agency(&cell.text));
        if !before.is_empty() {
            signature.agency = Some(said(before, cell));
        } else if let Some(above) = above {
            signature.agency = Some(said(&above.text, above));
            signature.begins = Some(at - 1);
        } else if let Some(below) = line(at + 1).filter(|cell| looks_like_agency(&cell.text)) {
            signature.agency = Some(said(&below.text, below));
        }
        return signature;
    }
    let last = strips
        .len()
        .checked_sub(1)
        .and_then(line)
        .filter(|cell| strips.len() > 1 && looks_like_agency(&cell.text));
    if let Some(cell) = last {
        signature.agency = Some(said(&cell.text, cell));
        signature.begins = Some(strips.len() - 1);
    }
    signature
}
