//! Anchored ASCII patterns of the dialect: classes, counts and groups that one greedy pass decides.

/// A pattern of the schema, taken apart. The dialect admits only patterns that need no going back.
#[derive(Debug)]
pub(crate) enum Pattern {
    /// One ASCII character out of a set: the bit of its number.
    Class(u128),
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
            Self::Class(set) => {
                let (first, rest) = text.split_first()?;
                holds(*set, *first).then_some(rest)
            }
            Self::Sequence(parts) => parts.iter().try_fold(text, |rest, part| part.eat(rest)),
            Self::Repeat(Self::Class(set), least, most) => {
                let most = text.len().min(usize::from(*most));
                let count = text[..most].iter().take_while(|byte| holds(*set, **byte)).count();
                (count >= usize::from(*least)).then(|| &text[count..])
            }
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

fn holds(set: u128, byte: u8) -> bool {
    byte.is_ascii() && set >> byte & 1 == 1
}

/// The characters of ranges, each given by its two ends: `b"09AF"`.
pub(crate) const fn class(ends: &[u8]) -> Pattern {
    let mut set = 0;
    let mut range = 0;
    while range + 1 < ends.len() {
        let mut byte = ends[range];
        while byte <= ends[range + 1] {
            set |= 1 << byte;
            byte += 1;
        }
        range += 2;
    }
    Pattern::Class(set)
}
