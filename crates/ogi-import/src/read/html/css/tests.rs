//! Every way in which a page hides, strikes or raises text that we know of, and what looks like it and is none.

mod bounds;
mod cascade;
mod hiding;
mod marks;
mod whole;

use std::fmt::Write;

use super::super::read;
use crate::grid::seen::Look;
use crate::grid::{Cell, Page};
use crate::limits::Limits;

fn page(html: &str) -> Page {
    read(html, &Limits::default()).unwrap_or_else(|error| panic!("{html}: {error}"))
}

/// What a cell says and what is set aside in it, as `133 [hidden 7]`.
fn said(cell: &Cell) -> String {
    let mut said = cell.text.replace('\n', "/");
    for aside in cell.asides.iter() {
        let look = match aside.look {
            Look::Hidden => "hidden",
            Look::Struck => "struck",
            Look::Raised => "raised",
            Look::Annotation => "note",
            Look::NotText => "not-text",
            Look::Plain => "plain",
        };
        write!(said, " [{look} {}]", aside.text).expect("a string takes text");
    }
    if cell.doubtful {
        said.push('?');
    }
    said
}

/// Checks the second cell of a row, with a style sheet before it.
fn check_with(sheet: &str, cases: &[(&str, &str)]) {
    for (markup, expected) in cases {
        let html = format!(
            "<!DOCTYPE html><style>{sheet}</style><table><tr><td>规章</td><td>{markup}</td></tr></table>"
        );
        let page = page(&html);
        let cell = &page.strips[0].cells[1];
        assert_eq!(said(cell).trim(), *expected, "{sheet} {markup}");
    }
}

fn check(cases: &[(&str, &str)]) {
    check_with("", cases);
}
