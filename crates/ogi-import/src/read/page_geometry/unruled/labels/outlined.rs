//! Labels that begin with the number of an outline: each goes on until the next begins, wherever the numbers stand
//! beside it.

use super::{Finder, PITCH, Part};
use crate::printed::label::Label;

/// How far the lines of a label may be from its left edge, in parts of their size: ordinals hang.
const INDENT: std::ops::Range<f64> = -0.6..3.2;

impl Finder<'_> {
    /// The label of each line of numbers, if every one has a label of its own that begins with a number of the outline,
    /// or stands at its height.
    pub(super) fn outlined(&self, own: &[usize]) -> Option<Vec<Vec<Part>>> {
        let (first, last) = (*own.first()?, *own.last()?);
        let lines = self.last_parts();
        let starts: Vec<usize> = (0..lines.len())
            .filter(|at| lines[*at].0 <= last && self.is_start(lines[*at]))
            .collect();
        // What begins above the first numbers are headings, but for the label that the first numbers stand in.
        let above = starts.iter().rposition(|at| lines[*at].0 <= first)?;
        let starts = &starts[above..];
        if starts.len() < 2 || starts.len() * 2 < own.len() {
            return None;
        }
        let is_top = starts.iter().all(|at| own.contains(&lines[*at].0));
        let starts: Vec<usize> = if is_top {
            (0..lines.len())
                .filter(|at| own.contains(&lines[*at].0))
                .collect()
        } else {
            starts.to_vec()
        };
        if starts.len() != own.len() {
            return None;
        }
        let mut labels = Vec::new();
        for (number, (start, row)) in starts.iter().zip(own).enumerate() {
            let end = starts.get(number + 1).copied().unwrap_or(lines.len());
            let mut label = self.label_at(&lines[*start..end]);
            let begins = label.first()?.0;
            let is_last = number + 1 == starts.len();
            if is_last && !is_top {
                // Below the last numbers nothing tells where the label ends, but that it is centred on them.
                let above = label.iter().filter(|part| part.0 < *row).count();
                label.truncate(2 * above + 1);
            }
            let ends = label.last()?.0;
            if !(begins..=ends).contains(row) {
                return None;
            }
            labels.push(label);
        }
        Some(labels)
    }

    /// The rightmost part of each line.
    fn last_parts(&self) -> Vec<Part> {
        let mut lines: Vec<Part> = Vec::new();
        for part in &self.parts {
            match lines.last_mut() {
                Some(last) if last.0 == part.0 => *last = *part,
                _ => lines.push(*part),
            }
        }
        lines
    }

    fn is_start(&self, part: Part) -> bool {
        Label::parse(&self.text(part)).ordinal.is_some()
    }

    /// A label from the line that it begins with, as far as lines follow each other below it.
    fn label_at(&self, lines: &[Part]) -> Vec<Part> {
        let mut label: Vec<Part> = Vec::new();
        for part in lines {
            let Some(before) = label.last().copied() else {
                label.push(*part);
                continue;
            };
            let size = self.rows[part.0].size;
            let distance = (self.base(*part) - self.base(before)) / size;
            let indent = (self.edges(*part).0 - self.edges(label[0]).0) / size;
            if self.is_start(*part) || distance > PITCH.end * 1.5 {
                break;
            }
            // A label of several rows may have a line where this one has none.
            if INDENT.contains(&indent) {
                label.push(*part);
            }
        }
        label
    }
}
