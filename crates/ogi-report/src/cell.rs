//! Cells: numbers of a report by their JSON Pointer, with label, unit and article.

use std::fmt;

use crate::definition::{Definition, Field, LeafInfo, Unit};
use crate::leaf::Leaf;
use crate::{Edition, Language, Report};

/// The place of one number in the reports of an edition. Only places that exist can be made.
///
/// ```
/// use ogi_report::{Cell, Edition, Language};
///
/// let cell = Cell::parse(Edition::V2021, "/requests/new_received/total").unwrap();
/// assert_eq!(cell.label(Language::Chinese), "总计");
/// assert_eq!(cell.unit().unwrap().label, "件");
/// assert_eq!(cell.article(), ["27", "29", "31"]);
/// assert!(Cell::parse(Edition::V2021, "/requests/new_recieved/total").is_err());
/// ```
#[derive(Clone, Copy)]
pub struct Cell {
    edition: Edition,
    index: usize,
}

/// A JSON Pointer at which the edition has no number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoCell {
    pointer: String,
    edition: Edition,
}

impl fmt::Display for NoCell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "`{}` is no number of edition {}",
            self.pointer, self.edition
        )
    }
}

impl std::error::Error for NoCell {}

impl Cell {
    /// The cell at a JSON Pointer.
    ///
    /// # Errors
    /// The edition has no number there.
    pub fn parse(edition: Edition, pointer: &str) -> Result<Self, NoCell> {
        let found = Self::all(edition).find(|cell| cell.pointer() == pointer);
        found.ok_or_else(|| NoCell {
            pointer: pointer.to_owned(),
            edition,
        })
    }

    /// All numbers of an edition in form order: those of the three tables, and the fee figures of section six.
    pub fn all(edition: Edition) -> impl Iterator<Item = Self> {
        let leaves = edition.definition().leaves.iter().enumerate();
        leaves
            .filter(|(_, leaf)| leaf.nullable)
            .map(move |(index, _)| Self { edition, index })
    }

    fn info(self) -> LeafInfo {
        let info = self.edition.definition().leaves.get(self.index);
        info.unwrap_or_else(|| unreachable!("a cell is a leaf of its edition"))
    }

    /// Its JSON Pointer.
    #[must_use]
    pub fn pointer(self) -> &'static str {
        self.info().pointer
    }

    /// The edition it belongs to.
    #[must_use]
    pub fn edition(self) -> Edition {
        self.edition
    }

    /// Whether it is a cell of one of the three printed tables.
    #[must_use]
    pub fn is_printed(self) -> bool {
        self.info().printed
    }

    /// The properties that lead to it, outermost first.
    #[must_use]
    pub fn path(self) -> Vec<&'static Field> {
        Definition::path(self.edition.definition(), self.pointer())
    }

    /// The label of its column.
    #[must_use]
    pub fn label(self, language: Language) -> &'static str {
        self.path().last().map_or("", |field| field.label(language))
    }

    /// The labels that lead to it, from the section to the column.
    #[must_use]
    pub fn labels(self, language: Language) -> Vec<&'static str> {
        self.path()
            .into_iter()
            .map(|field| field.label(language))
            .collect()
    }

    /// Its unit.
    #[must_use]
    pub fn unit(self) -> Option<&'static Unit> {
        self.path().last().and_then(|field| field.unit)
    }

    /// The articles of the Regulations on Open Government Information that ask for it.
    #[must_use]
    pub fn article(self) -> &'static [&'static str] {
        self.path()
            .iter()
            .rev()
            .map(|field| field.article)
            .find(|article| !article.is_empty())
            .unwrap_or(&[])
    }
}

impl fmt::Debug for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Cell({} {})", self.edition, self.pointer())
    }
}

impl PartialEq for Cell {
    fn eq(&self, other: &Self) -> bool {
        (self.edition, self.index) == (other.edition, other.index)
    }
}

impl Eq for Cell {}

impl Report {
    /// The number at a place; `Leaf::Absent` for a place of another edition.
    #[must_use]
    pub fn get(&self, cell: Cell) -> Leaf<'_> {
        self.cells()
            .find(|(known, _)| *known == cell)
            .map_or(Leaf::Absent, |(_, leaf)| leaf)
    }

    /// All numbers of the report with their places, in form order.
    pub fn cells(&self) -> impl Iterator<Item = (Cell, Leaf<'_>)> {
        let values = self.leaves().as_slice().to_vec();
        Cell::all(self.edition()).map(move |cell| {
            (
                cell,
                values.get(cell.index).copied().unwrap_or(Leaf::Absent),
            )
        })
    }
}
