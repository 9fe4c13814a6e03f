//! Bounds on what is read, so that hostile files end in an error rather than in an exhausted machine.

/// Bounds on one file. A published report has about 60 kB, 600 cells and a nesting depth of 20.
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
