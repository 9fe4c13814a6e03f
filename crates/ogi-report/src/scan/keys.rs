//! The names of a record's members, found by their first four bytes.

/// The names of a record, in form order, as they stand in a document: without the first quote, with the colon.
#[derive(Debug)]
pub(crate) struct Keys {
    pub(crate) definition: &'static str,
    pub(crate) names: &'static [&'static str],
    /// Multiplied with the first four bytes, the upper bits are the place in `table`.
    pub(crate) factor: u32,
    pub(crate) shift: u32,
    /// The index of a name for each place; names of the same start share one.
    pub(crate) table: &'static [u8],
}

impl Keys {
    /// The member whose name stands here, and what comes after its colon; `None` is no verdict.
    #[inline]
    pub(super) fn find<'a>(&self, text: &'a [u8]) -> Option<(usize, &'a [u8])> {
        let start = u32::from_le_bytes(*text.first_chunk()?);
        let place = start.wrapping_mul(self.factor) >> (self.shift & 31);
        let member = usize::from(*self.table.get(place as usize)?);
        if let Some(rest) = text.strip_prefix(self.names.get(member)?.as_bytes()) {
            return Some((member, rest));
        }
        self.of_same_start(text)
    }

    #[cold]
    fn of_same_start<'a>(&self, text: &'a [u8]) -> Option<(usize, &'a [u8])> {
        let mut names = self.names.iter().enumerate();
        names.find_map(|(member, name)| Some((member, text.strip_prefix(name.as_bytes())?)))
    }

    /// The member of a name.
    pub(super) fn position(&self, name: &str) -> Option<usize> {
        (0..self.names.len()).find(|member| self.name(*member) == name)
    }

    /// The name of a member.
    pub(super) fn name(&self, member: usize) -> &'static str {
        self.names
            .get(member)
            .map_or("", |name| name.trim_end_matches("\":"))
    }
}
