//! The names of a record's members, found by their first four bytes.

/// The names of a record in form order, as a document writes them after the first quote: `total":`.
#[derive(Debug)]
pub(crate) struct Keys {
    pub(crate) definition: &'static str,
    pub(crate) names: &'static [&'static str],
    /// The first four bytes times this factor, shifted right by `shift`, are the index into `table`.
    pub(crate) factor: u32,
    pub(crate) shift: u32,
    /// The member at each index. Names with the same first four bytes share one.
    pub(crate) table: &'static [u8],
}

impl Keys {
    /// The member whose name stands here, and the text after its colon. `None` decides nothing: the name may have escapes.
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
