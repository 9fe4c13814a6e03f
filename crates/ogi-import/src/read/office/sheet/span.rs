//! Rows or columns of which some are hidden.

/// Which numbers are hidden.
#[derive(Debug, Default)]
pub(super) struct Hidden(Vec<Range>);

/// Numbers that follow each other, all of them hidden.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Range {
    first: u32,
    last: u32,
    /// How many are hidden before it; known once the ranges are settled.
    before: u32,
}

impl Range {
    fn len(self) -> u32 {
        self.last - self.first + 1
    }
}

impl Hidden {
    pub(super) fn add(&mut self, first: u32, last: u32) {
        if first <= last && last < u32::MAX {
            self.0.push(Range {
                first,
                last,
                before: 0,
            });
        }
    }

    /// Sorts the ranges, joins those that touch, and counts. To be called before any question.
    pub(super) fn settle(&mut self) {
        self.0.sort_unstable();
        let mut joined: Vec<Range> = Vec::with_capacity(self.0.len());
        for range in self.0.drain(..) {
            match joined.last_mut() {
                Some(above) if range.first <= above.last + 1 => {
                    above.last = above.last.max(range.last);
                }
                _ => joined.push(range),
            }
        }
        let mut before = 0;
        for range in &mut joined {
            range.before = before;
            before += range.len();
        }
        self.0 = joined;
    }

    /// The number that a row or column has among those that are seen; for a hidden one, that of the next.
    pub(super) fn seen(&self, number: u32) -> u32 {
        let above = self.0.partition_point(|range| range.first < number);
        let Some(range) = above.checked_sub(1).map(|at| self.0[at]) else {
            return number;
        };
        number - range.before - (range.last.min(number - 1) - range.first + 1)
    }

    /// The row or column that has a number among those that are seen.
    pub(super) fn real(&self, seen: u32) -> u32 {
        let above = self
            .0
            .partition_point(|range| range.first - range.before <= seen);
        let range = above.checked_sub(1).map(|at| self.0[at]);
        seen.saturating_add(range.map_or(0, |range| range.before + range.len()))
    }

    /// Whether any of a range is seen.
    pub(super) fn shows(&self, first: u32, last: u32) -> bool {
        let above = self.0.partition_point(|range| range.first <= first);
        above.checked_sub(1).is_none_or(|at| self.0[at].last < last)
    }
}

#[cfg(test)]
mod tests {
    use super::Hidden;

    #[test]
    fn numbers_go_on_behind_what_is_hidden() {
        let mut hidden = Hidden::default();
        for (first, last) in [(7, 7), (3, 4), (8, 8), (4, 5)] {
            hidden.add(first, last);
        }
        hidden.settle();
        for (number, seen) in [
            (1, 1),
            (2, 2),
            (3, 3),
            (5, 3),
            (6, 3),
            (7, 4),
            (9, 4),
            (10, 5),
        ] {
            assert_eq!(hidden.seen(number), seen, "{number}");
        }
        for (seen, number) in [(1, 1), (2, 2), (3, 6), (4, 9), (5, 10)] {
            assert_eq!(hidden.real(seen), number, "{seen}");
        }
        assert!(!hidden.shows(3, 5) && hidden.shows(3, 6) && hidden.shows(6, 6));
    }
}
