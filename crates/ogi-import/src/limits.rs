//! Bounds on what is read, so that hostile files end in an error rather than in an exhausted machine.

/// Bounds on one file. A published report has about 60 kB, 600 cells and a nesting depth of 20. The default bounds are far
/// beyond that, and as high as a machine with 512 MB can bear for a few seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// Size of the file in bytes.
    pub bytes: usize,
    /// Cells of all tables and lines of text, spans taken into account.
    pub cells: usize,
    /// Cells and lines of text that differ from each other.
    pub texts: usize,
    /// Grid columns of one table.
    pub columns: usize,
    /// Depth to which elements may nest.
    pub depth: usize,
    /// Looks at elements while the selectors of a page's style sheets are matched; a saved page with all of a
    /// well-known framework takes one million.
    pub comparisons: usize,
}

/// Tags, texts between them and characters that are written as entities: a page of 32 MB has two million of them.
pub(crate) const TOKENS: usize = 8_000_000;
/// Comparisons of the attributes of tags with each other, half a second of work: a tag with 20,000 of them, where those of
/// pages have 20 at most.
pub(crate) const ATTRIBUTES: usize = 200_000_000;
/// Characters, shapes and lines that are painted on one page; the densest of a report has twenty thousand.
pub(crate) const PAINTED: usize = 500_000;
/// Looks at what is painted on one page, to find out what lies on top of what: far beyond any page, and a second of work.
pub(crate) const OVERLAPS: usize = 20_000_000;

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 32 << 20,
            cells: 200_000,
            texts: 8_000,
            columns: 2_000,
            depth: 400,
            comparisons: 20_000_000,
        }
    }
}
