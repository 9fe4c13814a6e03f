//! Web pages saved as one file, and mails: a page of HTML, encoded.

use super::file::{File, Packing};
use super::html::Html;
use super::printed::Printed;
use super::{Container, Marks};

/// A page in quoted-printable, with a picture beside it.
pub(super) struct Saved;

impl Container for Saved {
    fn name(&self) -> &'static str {
        "MHT"
    }

    fn ways(&self) -> Vec<&'static str> {
        Html.ways()
    }

    fn print(&self, tables: &[Printed], marks: &Marks) -> File {
        Html.print(tables, marks).packed_as(Packing::Saved)
    }
}

/// A page in base64, with a text beside it.
pub(super) struct Mail;

impl Container for Mail {
    fn name(&self) -> &'static str {
        "mail"
    }

    fn ways(&self) -> Vec<&'static str> {
        Html.ways()
    }

    fn print(&self, tables: &[Printed], marks: &Marks) -> File {
        Html.print(tables, marks).packed_as(Packing::Mail)
    }
}
