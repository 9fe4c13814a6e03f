//! Anchored ASCII patterns of the dialect: classes, counts and groups that one greedy pass decides.

/// A pattern of the schema, taken apart. The dialect admits only patterns that need no going back.
#[derive(Debug)]
pub(crate) enum Pattern {
    /// One ASCII character out of a set: the bit of its number in two halves.
    Class([u64; 2]),
    /// One after the other.
    Sequence(&'static [Pattern]),
    /// At least and at most so many times.
    Repeat(&'static Pattern, u16, u16),
}

impl Pattern {
    /// Whether the whole text fits; what fits is ASCII.
    pub(crate) fn matches(&self, text: &[u8]) -> bool {
        self.eat(text).is_some_and(<[u8]>::is_empty)
    }

    fn eat<'a>(&self, text: &'a [u8]) -> Option<&'a [u8]> {
        match self {
            Self::Class(set) => {
                let (first, rest) = text.split_first()?;
                holds(set, *first).then_some(rest)
            }
            Self::Sequence(parts) => parts.iter().try_fold(text, |rest, part| part.eat(rest)),
            Self::Repeat(Self::Class(set), least, most) => {
                let most = text.len().min(usize::from(*most));
                let count = text[..most].iter().take_while(|byte| holds(set, **byte)).count();
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

#[inline]
fn holds(set: &[u64; 2], byte: u8) -> bool {
    set.get(usize::from(byte >> 6)).is_some_and(|half| half >> (byte & 63) & 1 == 1)
}

/// The characters of ranges, each given by its two ends: `b"09AF"`.
pub(crate) const fn class(ends: &[u8]) -> Pattern {
    let mut set = [0; 2];
    let mut range = 0;
    while range + 1 < ends.len() {
        let mut byte = ends[range];
        while byte <= ends[range + 1] {
            set[(byte >> 6) as usize] |= 1 << (byte & 63);
            byte += 1;
        }
        range += 2;
    }
    Pattern::Class(set)
}
