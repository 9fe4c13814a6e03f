//! Which section a line is the heading of.

use crate::form::Section;
use crate::printed::label::{Label, Style, in_common, most_in_common};

/// Headings longer than this are sentences; the longest heading of the corpus has 22 characters (c01).
const LONGEST: usize = 48;

/// How much of a heading must be found in a line, and how much of the line must be spent on it.
struct Shares {
    found: f64,
    spent: f64,
}

/// With the number of the heading. `五、存在问题及改进情况` of c11 has lost a quarter of its words; any value up to 0.75 reads the
/// corpus alike. A line may say much more than that (x41 spends 0.22 on it), since few other lines begin with the number.
const NUMBERED: Shares = Shares {
    found: 0.6,
    spent: 0.2,
};
/// Without it, or with another. At 0.4 sentences of c03 and f06 pass for headings; x09, full of noise, spends 0.8.
const UNNUMBERED: Shares = Shares {
    found: 0.9,
    spent: 0.8,
};
/// The section that a line is the heading of.
pub(crate) fn title(sections: &[Section], printed: &str) -> Option<usize> {
    if printed.chars().nth(LONGEST).is_some() || printed.ends_with(['。', '；', '，']) {
        return None;
    }
    let label = Label::parse(printed);
    let score = |section: &Section| {
        section
            .titles
            .iter()
            .map(|title| title_score(title, &label))
            .fold(0.0, f64::max)
    };
    let best = sections
        .iter()
        .map(score)
        .enumerate()
        .max_by(|a, b| a.1.total_cmp(&b.1))?;
    (best.1 > 0.0).then_some(best.0)
}

/// How well a line fits a heading: its words in order with gaps, and its number; 0 when it does not.
fn title_score(title: &Label, label: &Label) -> f64 {
    if label
        .ordinal
        .is_some_and(|ordinal| ordinal.style != Style::Chinese)
    {
        return 0.0;
    }
    let same_number = match (title.ordinal, label.ordinal) {
        (Some(a), Some(b)) => a.number == b.number,
        _ => false,
    };
    // The share of the heading that is found, and the share of the line that is spent on it.
    let shares = |common: usize| (share(common, &title.words), share(common, &label.words));
    let least = if same_number { NUMBERED } else { UNNUMBERED };
    let is_part = same_number && label.is_within(title);
    let fits =
        |(found, spent): (f64, f64)| is_part || (found >= least.found && spent >= least.spent);
    // Most lines have too few of its characters, in whatever order.
    if !fits(shares(most_in_common(&label.words, &title.words))) {
        return 0.0;
    }
    let (found, spent) = shares(in_common(&title.words, &label.words));
    if fits((found, spent)) {
        found + spent + if same_number { 1.0 } else { 0.0 }
    } else {
        0.0
    }
}

#[expect(clippy::cast_precision_loss, reason = "labels have few characters")]
fn share(part: usize, whole: &[char]) -> f64 {
    part as f64 / whole.len().max(1) as f64
}
