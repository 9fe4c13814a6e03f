//! Anchored ASCII patterns of the dialect: classes, counts and groups that one greedy pass decides.

/// A pattern of the schema, taken apart. The dialect admits only patterns that need no going back.
#[derive(Debug)]
pub(crate) enum Pattern {
    /// One byte out of ranges, each given by its two ends: `b"09AF"`.
    Class(&'static [u8]),
    /// One after the other.
    Sequence(&'static [Pattern]),
    /// At least and at most so many times.
    Repeat(&'static Pattern, u16, u16),
}

impl Pattern {
    /// Whether the whole text fits.
    pub(crate) fn matches(&self, text: &str) -> bool {
        self.eat(text.as_bytes()).is_some_and(<[u8]>::is_empty)
    }

    fn eat<'a>(&self, text: &'a [u8]) -> Option<&'a [u8]> {
        match self {
            Self::Class(ends) => {
                let (first, rest) = text.split_first()?;
                ends.chunks_exact(2).any(|ends| (ends[0]..=ends[1]).contains(first)).then_some(rest)
            }
            Self::Sequence(parts) => parts.iter().try_fold(text, |rest, part| part.eat(rest)),
            Self::Repeat(part, least, most) => {
                let mut rest = text;
                for count in 0..*most {
                    match part.eat(rest) {
                        Some(after) => rest = after,
                        None => return (count >= *least).then_some(rest),
                    }
                }
                Some(rest)
            }
        }
    }
}
