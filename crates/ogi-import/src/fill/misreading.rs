//! Whether one misread digit would explain why numbers do not add up.

use ogi_report::Edition;
use serde::Serialize;

use crate::fill::evidence::{Evidence, Imported};
use crate::form::FormIndex;
use crate::printed::reading::How;

/// An operand of an equation between numbers of an imported document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Operand<'a> {
    /// JSON Pointer of the number.
    pub at: &'a str,
    /// What it is multiplied with; the products of an equation that holds come to zero.
    pub coefficient: i64,
    /// The number that the document states.
    pub value: i64,
}

/// One misreading that would explain the difference of an equation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Misreading {
    /// JSON Pointer of the number, for digits of two cells that of the first.
    pub pointer: String,
    /// What was read.
    pub read: String,
    /// With what the equation would hold.
    pub would_be: String,
    /// What would have happened to the digits.
    pub why: Why,
}

/// What may happen to digits on the way from print to data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Why {
    /// One number was read as two, so that those after it slid by a column: 10 as 1 and 0.
    Split,
    /// One number was read as two, and the last of its group was lost, so that what stands in its place is no total.
    Slid,
    /// A digit was lost: 10 read as 1.
    Dropped,
    /// A digit was added: 1 read as 10.
    Added,
    /// A digit was read as another that looks like it: 8 as 3.
    Alike,
}

/// Pairs of digits that text recognition takes for each other.
const ALIKE: [(char, char); 8] = [
    ('0', '8'),
    ('0', '6'),
    ('1', '7'),
    ('3', '8'),
    ('5', '6'),
    ('6', '8'),
    ('8', '9'),
    ('1', '4'),
];

/// The misreadings of a single number that would make an equation hold, in the order of the operands; empty where it
/// holds, or where every number was read as printed.
///
/// Only readings that are in doubt are questioned: those that [`Evidence::repaired`] marks, and those of print that is
/// no plain number. That a misreading would explain a fault does not prove that there was one.
#[must_use]
pub fn misreadings(
    edition: Edition,
    evidence: &[Evidence],
    operands: &[Operand<'_>],
) -> Vec<Misreading> {
    let difference = total(operands, |operand| Some(operand.value));
    let Some(difference) = difference.filter(|difference| *difference != 0) else {
        return Vec::new();
    };
    let mut found: Vec<Misreading> = operands
        .iter()
        .filter_map(|operand| misread_alone(operand, difference, evidence))
        .collect();
    let rows = Row::all(edition, evidence, operands);
    found.extend(rows.iter().flat_map(|row| row.splits(operands)));
    if found.is_empty() {
        found.extend(rows.iter().flat_map(|row| row.slides(operands)));
    }
    found
}

/// The misreading of one number alone that would take the difference away.
fn misread_alone(operand: &Operand, difference: i64, evidence: &[Evidence]) -> Option<Misreading> {
    if difference.checked_rem(operand.coefficient)? != 0 {
        return None;
    }
    let would_be = operand
        .value
        .checked_sub(difference / operand.coefficient)
        .filter(|would_be| *would_be >= 0)?;
    let (read, would_be) = (operand.value.to_string(), would_be.to_string());
    let why = Why::of(&read, &would_be)?;
    let printed = evidence.iter().find(|one| one.pointer == operand.at)?;
    is_doubtful(printed).then(|| Misreading {
        pointer: operand.at.to_owned(),
        read,
        would_be,
        why,
    })
}

impl Imported {
    /// The misreadings of a single number of this import that would make an equation hold; see [`misreadings`].
    #[must_use]
    pub fn misreadings(&self, operands: &[Operand<'_>]) -> Vec<Misreading> {
        misreadings(self.report.edition(), &self.evidence, operands)
    }
}

impl Why {
    /// What happened to the digits of a printed number that were read as others.
    fn of(read: &str, printed: &str) -> Option<Self> {
        let (a, b): (Vec<char>, Vec<char>) = (read.chars().collect(), printed.chars().collect());
        if read != "0" && is_without_one(&a, &b) {
            return Some(Self::Dropped);
        }
        if is_without_one(&b, &a) {
            return Some(Self::Added);
        }
        let mut differing = a.iter().zip(&b).filter(|(a, b)| a != b);
        let (x, y) = differing.next().filter(|_| a.len() == b.len())?;
        let alike = ALIKE.contains(&(*x, *y)) || ALIKE.contains(&(*y, *x));
        (alike && differing.next().is_none()).then_some(Self::Alike)
    }
}

/// Whether digits are others without one of them.
fn is_without_one(short: &[char], long: &[char]) -> bool {
    long.len() == short.len() + 1
        && (0..long.len()).any(|at| long[..at] == short[..at] && long[at + 1..] == short[at..])
}

/// Whether a reading is in doubt: it rests on a repair, or what is printed is no plain number.
fn is_doubtful(evidence: &Evidence) -> bool {
    let plain = evidence
        .printed
        .trim()
        .bytes()
        .all(|byte| byte.is_ascii_digit());
    evidence.repaired || matches!(evidence.how, How::SplitDigits | How::Lookalikes) || !plain
}

fn total(operands: &[Operand<'_>], value: impl Fn(&Operand) -> Option<i64>) -> Option<i64> {
    operands.iter().try_fold(0i64, |sum, operand| {
        sum.checked_add(operand.coefficient.checked_mul(value(operand)?)?)
    })
}

/// A row of the form that operands stand in, as it was read.
struct Row<'a> {
    pointers: Vec<String>,
    cells: Vec<Option<&'a Evidence>>,
    read: Vec<Option<i64>>,
}

impl<'a> Row<'a> {
    fn all(edition: Edition, evidence: &'a [Evidence], operands: &[Operand<'_>]) -> Vec<Self> {
        let forms = FormIndex::all();
        let tables = forms
            .iter()
            .filter(|form| form.edition == edition)
            .flat_map(|form| &form.tables);
        let rows = tables.flat_map(|table| &table.rows).map(|row| {
            let pointers: Vec<String> = row.slots.iter().map(|slot| slot.pointer.clone()).collect();
            let at = |pointer: &String| evidence.iter().find(|one| one.pointer == *pointer);
            let cells: Vec<Option<&Evidence>> = pointers.iter().map(at).collect();
            let read = cells
                .iter()
                .map(|cell| cell.and_then(|cell| cell.printed.trim().parse().ok()))
                .collect();
            Self {
                pointers,
                cells,
                read,
            }
        });
        rows.filter(|row| operands.iter().any(|operand| row.place(operand).is_some()))
            .collect()
    }

    fn place(&self, operand: &Operand) -> Option<usize> {
        self.pointers
            .iter()
            .position(|pointer| pointer == operand.at)
    }

    /// The number that two neighbours would be if they were one whose reading is in doubt.
    fn joined(&self, first: usize) -> Option<i64> {
        let doubtful = self.cells[first].is_some_and(is_doubtful);
        let second = self.read.get(first + 1).copied().flatten();
        self.read[first]
            .zip(second)
            .and_then(joined)
            .filter(|_| doubtful)
    }

    fn misreading(&self, first: usize, joined: i64, why: Why) -> Misreading {
        let read = [self.read[first], self.read[first + 1]]
            .map(|part| part.unwrap_or_default().to_string())
            .join(" | ");
        Misreading {
            pointer: self.pointers[first].clone(),
            read,
            would_be: joined.to_string(),
            why,
        }
    }

    /// Numbers that were read as two, where the rest of the row slid by a column and then adds up.
    fn splits(&self, operands: &[Operand<'_>]) -> Vec<Misreading> {
        (0..self.pointers.len())
            .filter_map(|first| self.split(first, operands))
            .collect()
    }

    /// The number that was read as two from a place on, if the operands then add up.
    fn split(&self, first: usize, operands: &[Operand<'_>]) -> Option<Misreading> {
        let joined = self.joined(first)?;
        let row = [
            &self.read[..first],
            &[Some(joined)],
            &self.read[first + 2..],
            &[None],
        ]
        .concat();
        let value = |operand: &Operand| match self.place(operand) {
            Some(at) => row[at],
            None => Some(operand.value),
        };
        (total(operands, value) == Some(0)).then(|| self.misreading(first, joined, Why::Split))
    }

    /// Numbers that were read as two in a group that ends with a total smaller than one of its parts: the total itself
    /// fell off the end.
    fn slides(&self, operands: &[Operand<'_>]) -> Vec<Misreading> {
        let Some((total, parts)) = operands.split_last() else {
            return Vec::new();
        };
        let places: Option<Vec<usize>> =
            operands.iter().map(|operand| self.place(operand)).collect();
        let is_group = places
            .as_ref()
            .is_some_and(|places| places.windows(2).all(|pair| pair[0] + 1 == pair[1]));
        let is_sum = total.coefficient < 0 && parts.iter().all(|part| part.coefficient > 0);
        let is_no_total = parts.iter().any(|part| part.value > total.value);
        let within = places
            .filter(|_| is_group && is_sum && is_no_total)
            .unwrap_or_default();
        let firsts = within.iter().copied().take(parts.len().saturating_sub(1));
        firsts
            .filter_map(|first| Some(self.misreading(first, self.joined(first)?, Why::Slid)))
            .collect()
    }
}

/// Two numbers as the digits of one.
fn joined((first, second): (i64, i64)) -> Option<i64> {
    (first > 0 && second >= 0)
        .then(|| format!("{first}{second}").parse().ok())
        .flatten()
}

#[cfg(test)]
mod tests {
    use ogi_report::Edition;

    use super::{Misreading, Operand, Why, misreadings};
    use crate::fill::evidence::Evidence;
    use crate::grid::Origin;
    use crate::printed::reading::How;

    const REVIEW: [&str; 5] = ["upheld", "corrected", "other_result", "pending", "total"];

    /// Checks what would explain the sum of the first row of table four, of which the numbers are given.
    fn check(numbers: &[i64], repaired: bool, expected: &[(&str, &str, &str, Why)]) {
        let groups = ["reconsideration", "litigation_direct"];
        let pointers = groups
            .iter()
            .flat_map(|group| REVIEW.map(|name| format!("/review_and_litigation/{group}/{name}")));
        let pointers: Vec<String> = pointers.collect();
        let (how, origin) = (How::Verbatim, Origin::Line { line: 1 });
        let evidence: Vec<Evidence> = pointers
            .iter()
            .zip(numbers)
            .map(|(pointer, number)| {
                let (pointer, printed) = (pointer.clone(), number.to_string());
                Evidence {
                    pointer,
                    origin,
                    printed,
                    how,
                    repaired,
                }
            })
            .collect();
        let coefficients = [1, 1, 1, 1, -1];
        let operands: Vec<Operand> = (0..5)
            .map(|at| Operand {
                at: &pointers[at],
                coefficient: coefficients[at],
                value: numbers[at],
            })
            .collect();
        let found = misreadings(Edition::V2021, &evidence, &operands);
        let expected: Vec<Misreading> = expected
            .iter()
            .map(|(name, read, would_be, why)| {
                let pointer = format!("/review_and_litigation/reconsideration/{name}");
                Misreading {
                    pointer,
                    read: (*read).to_owned(),
                    would_be: (*would_be).to_owned(),
                    why: *why,
                }
            })
            .collect();
        assert_eq!(found, expected, "{numbers:?}");
    }

    #[test]
    fn one_digit_explains_a_difference() {
        check(
            &[2, 0, 1, 0, 0, 12, 0, 0, 0, 12],
            true,
            &[("other_result", "1 | 0", "10", Why::Split)],
        );
        check(
            &[7, 0, 1, 0, 17, 0, 0, 0, 0, 0],
            true,
            &[("other_result", "1", "10", Why::Dropped)],
        );
        check(
            &[30, 0, 1, 0, 81, 0, 0, 0, 0, 0],
            true,
            &[
                ("upheld", "30", "80", Why::Alike),
                ("other_result", "1", "51", Why::Dropped),
                ("total", "81", "31", Why::Alike),
            ],
        );
        check(
            &[2, 0, 1, 0, 0, 0, 0, 0, 0, 0],
            true,
            &[
                ("upheld", "2 | 0", "20", Why::Slid),
                ("other_result", "1 | 0", "10", Why::Slid),
            ],
        );
        check(
            &[3, 0, 10, 0, 4, 0, 0, 0, 0, 0],
            true,
            &[("other_result", "10", "1", Why::Added)],
        );
    }

    #[test]
    fn what_was_read_as_printed_is_not_questioned() {
        check(&[2, 0, 1, 0, 0, 12, 0, 0, 0, 12], false, &[]);
        check(&[2, 0, 1, 0, 3, 0, 0, 0, 0, 0], true, &[]);
        check(&[2, 0, 1, 0, 95, 0, 0, 0, 0, 0], true, &[]);
    }
}
