//! Replaces `simd` on machines other than x86-64, and with `--cfg ogi_portable`: there are no levels.

use super::search::Word;
use super::tables::{Layout, Numbers, Progress, Skeleton, Track};

/// A level of instructions. There is none, so the type has no value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Level {}

impl Level {
    pub(super) fn best() -> Option<Self> {
        None
    }

    #[cfg(test)]
    pub(super) fn all() -> Vec<Self> {
        Vec::new()
    }

    pub(super) fn valid_run(self, _document: &[u8], _from: usize) -> Option<(usize, bool)> {
        match self {}
    }

    pub(super) fn read_table(
        self,
        _layout: &Layout,
        _progress: &mut Progress<'_>,
        _slots: &mut [i64],
    ) -> Option<()> {
        match self {}
    }

    pub(super) fn follows_skeletons(self) -> bool {
        match self {}
    }

    pub(super) fn follow(
        self,
        _skeleton: &Skeleton,
        _text: &[u8],
        _track: &mut Track,
        _numbers: &mut Numbers,
    ) -> Option<usize> {
        match self {}
    }

    pub(super) fn find<const N: usize>(
        self,
        _text: &[u8],
        _from: usize,
        _words: &[&Word; N],
    ) -> Option<usize> {
        match self {}
    }

    pub(super) fn plain_length(self, _text: &[u8]) -> usize {
        match self {}
    }
}

pub(super) fn prefetch_row(_document: &[u8], _at: usize) {}
