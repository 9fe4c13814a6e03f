//! Patterns of the schema. The dialect admits only anchored ASCII patterns that match without backtracking.

/// Which bytes belong to a class of characters.
pub(crate) type Set = [bool; 256];

/// A parsed pattern of the schema. It matches in one pass, without backtracking.
#[derive(Debug)]
pub(crate) enum Pattern {
    /// One character of each class.
    Each(&'static [&'static Set]),
    /// A run of characters of one class; the numbers are its least and greatest length.
    Run(&'static Set, u16, u16),
    /// One after the other.
    Sequence(&'static [Pattern]),
    /// A pattern repeated; the numbers are the least and greatest count.
    Repeat(&'static Pattern, u16, u16),
}

impl Pattern {
    /// Whether the whole text matches. A text that matches is ASCII.
    pub(crate) fn matches(&self, text: &[u8]) -> bool {
        self.eat(text).is_some_and(<[u8]>::is_empty)
    }

    /// The text after a match at the start. A match holds no quote, backslash or control character.
    pub(crate) fn eat<'a>(&self, text: &'a [u8]) -> Option<&'a [u8]> {
        match self {
            Self::Each(sets) => {
                let (start, rest) = text.split_at_checked(sets.len())?;
                let fits = |(set, byte): (&&Set, &u8)| set[usize::from(*byte)];
                sets.iter()
                    .zip(start)
                    .map(fits)
                    .fold(true, |all, fits| all & fits)
                    .then_some(rest)
            }
            Self::Run(set, least, most) => {
                let count = run(set, text.get(..usize::from(*most)).unwrap_or(text));
                if count < usize::from(*least) {
                    None
                } else {
                    text.get(count..)
                }
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

/// How many bytes at the start belong to a set. Most runs are long, so eight bytes are tested at a time.
fn run(set: &Set, text: &[u8]) -> usize {
    const MANY: usize = 8;
    let belongs = |byte: &u8| set[usize::from(*byte)];
    let all_belong = |bytes: &&[u8; MANY]| {
        bytes
            .iter()
            .map(belongs)
            .fold(true, |all, belongs| all & belongs)
    };
    let many = MANY * text.as_chunks().0.iter().take_while(all_belong).count();
    many + text
        .iter()
        .skip(many)
        .take_while(|byte| belongs(byte))
        .count()
}

/// The characters of ranges, each given by its two ends: `b"09AF"`.
pub(crate) const fn characters_of(ends: &[u8]) -> Set {
    let mut set = [false; 256];
    let mut range = 0;
    while range + 1 < ends.len() {
        let mut byte = ends[range];
        while byte <= ends[range + 1] {
            set[byte as usize] = true;
            byte += 1;
        }
        range += 2;
    }
    set
}

/// The characters of ranges, as a constant: `set!(b"09AF")`.
macro_rules! set {
    ($ends:literal) => {
        const { &crate::pattern::characters_of($ends) }
    };
}
pub(crate) use set;
