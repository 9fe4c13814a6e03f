//! Finds the name that was probably meant.

/// The most similar name, unless most of its letters differ.
pub(super) fn nearest<'a>(name: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let (distance, nearest) = names
        .map(|other| (distance(name, other), other))
        .min_by_key(|(distance, _)| *distance)?;
    (distance * 2 <= name.chars().count().max(nearest.chars().count())).then_some(nearest)
}

/// Levenshtein distance: how many letters to insert, remove or replace.
fn distance(left: &str, right: &str) -> usize {
    let right: Vec<char> = right.chars().collect();
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (above, a) in left.chars().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], above + 1);
        for (column, b) in right.iter().enumerate() {
            let replaced = diagonal + usize::from(a != *b);
            diagonal = row[column + 1];
            row[column + 1] = replaced.min(diagonal + 1).min(row[column] + 1);
        }
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::{distance, nearest};

    #[test]
    fn distances_are_those_of_levenshtein() {
        for (left, right, expect) in [
            ("", "", 0),
            ("total", "", 5),
            ("kitten", "sitting", 3),
            ("总计", "总数", 1),
        ] {
            assert_eq!(distance(left, right), expect, "{left} {right}");
            assert_eq!(distance(right, left), expect, "{right} {left}");
        }
    }

    #[test]
    fn only_a_near_name_is_nearest() {
        let names = ["natural_persons", "total", "new_received"];
        for (name, expect) in [
            ("natural_person", Some("natural_persons")),
            ("received", Some("new_received")),
            ("id", None),
        ] {
            assert_eq!(nearest(name, names.into_iter()), expect, "{name}");
        }
    }
}
