//! The smallest question about which implementations still differ.

use super::damage::Dice;
use super::given::Given;
use super::tree::{Layout, Tree};

/// Questions that are tried. Each takes some tens of milliseconds.
const MOST: usize = 4000;

/// Takes away parts as long as what is left still differs: other reports, then members and items, then bytes.
pub(super) fn smallest(
    given: Given,
    differs: &mut dyn FnMut(&Given) -> anyhow::Result<bool>,
) -> anyhow::Result<Given> {
    let mut search = Search {
        smallest: given,
        differs,
        left: MOST,
    };
    search.without_others()?;
    search.without_members()?;
    search.without_bytes()?;
    Ok(search.smallest)
}

struct Search<'a> {
    smallest: Given,
    differs: &'a mut dyn FnMut(&Given) -> anyhow::Result<bool>,
    left: usize,
}

impl Search<'_> {
    /// Keeps a smaller question if it still differs.
    fn keeps(&mut self, candidate: Given) -> anyhow::Result<bool> {
        if self.left == 0 {
            return Ok(false);
        }
        self.left -= 1;
        let differs = (self.differs)(&candidate)?;
        if differs {
            self.smallest = candidate;
        }
        Ok(differs)
    }

    fn without_others(&mut self) -> anyhow::Result<()> {
        let mut candidate = self.smallest.clone();
        candidate.previous = None;
        self.keeps(candidate)?;
        while !self.smallest.children.is_empty() {
            let mut candidate = self.smallest.clone();
            candidate.children.pop();
            if !self.keeps(candidate)? {
                break;
            }
        }
        Ok(())
    }

    /// Works only where the document is JSON, and its numbers differ as the nearest binary64 does, too.
    fn without_members(&mut self) -> anyhow::Result<()> {
        let Ok(mut tree) = serde_json::from_slice::<Tree>(&self.smallest.document) else {
            return Ok(());
        };
        let mut places = Vec::new();
        tree.places("", &mut places);
        for place in places {
            let mut smaller = tree.clone();
            if smaller.remove(&place).is_none() {
                continue;
            }
            let mut candidate = self.smallest.clone();
            candidate.document = smaller.write(&Layout::default(), &mut Dice::new(0, 0));
            if self.keeps(candidate)? {
                tree = smaller;
            }
        }
        Ok(())
    }

    fn without_bytes(&mut self) -> anyhow::Result<()> {
        let mut size = self.smallest.document.len() / 2;
        while size > 0 {
            let mut at = 0;
            while at < self.smallest.document.len() {
                let mut candidate = self.smallest.clone();
                let end = (at + size).min(candidate.document.len());
                candidate.document.drain(at..end);
                if !self.keeps(candidate)? {
                    at += size;
                }
            }
            size /= 2;
        }
        Ok(())
    }
}
