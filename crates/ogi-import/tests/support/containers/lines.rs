//! Plain text, in which all that stands there is seen.

use super::file::{File, Packing};
use super::printed::{Layout, Printed, print};
use super::{Container, Marks};

/// A text in one layout.
pub(super) struct Lines(pub(super) Layout);

impl Container for Lines {
    fn name(&self) -> &'static str {
        match self.0 {
            Layout::Csv => "CSV",
            Layout::Tabs => "tabs",
            Layout::Markdown => "Markdown",
            _ => "text",
        }
    }

    fn ways(&self) -> Vec<&'static str> {
        Vec::new()
    }

    fn print(&self, tables: &[Printed], _: &Marks) -> File {
        File::new(Packing::Alone, vec![("text", print(tables, self.0))])
    }
}
