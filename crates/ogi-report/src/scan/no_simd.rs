//! What stands in for `simd` on machines that it knows nothing of.

/// No level of such instructions: there is no value of it.
#[derive(Debug, Clone, Copy)]
pub(super) enum Level {}

impl Level {
    pub(super) fn best() -> Option<Self> {
        None
    }

    pub(super) fn valid_run(self, _document: &[u8], _from: usize) -> Option<(usize, bool)> {
        match self {}
    }

    pub(super) fn plain_length(self, _text: &[u8]) -> usize {
        match self {}
    }
}

pub(super) fn prefetch_row(_document: &[u8], _at: usize) {}
