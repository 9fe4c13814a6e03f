//! A law: text that a person does not see, put into random cells of a report, changes no value and is noted.
//!
//! Each kind of container is a [`Container`] in a module of its own below `unseen/`; the law is the same for all.

#[path = "unseen/excel.rs"]
mod excel;
#[path = "unseen/html.rs"]
mod html;
#[path = "support/package.rs"]
mod package;
#[path = "support/printed.rs"]
#[expect(dead_code, reason = "other tests print in more layouts")]
mod printed;

#[path = "unseen/word.rs"]
mod word;

use std::collections::BTreeMap;

use ogi_import::{Hints, Note};
use printed::{Printed, numbers, score, tables};

/// A kind of file in which a report can be printed with something in it that is not seen.
trait Container {
    /// Its name, for messages.
    fn name(&self) -> &'static str;

    /// The ways in which it can hold what is not seen, by name.
    fn ways(&self) -> Vec<&'static str>;

    /// The file of a report, with unseen text in some of its cells, in one of the ways.
    fn print(&self, tables: &[Printed], unseen: &Unseen, way: usize) -> Vec<u8>;
}

/// Unseen text by table, row and cell of the row, each from 0.
type Unseen = BTreeMap<(usize, usize, usize), String>;

/// A generator that gives the same numbers in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % bound
    }
}

/// Cells of each report that get something unseen.
const CELLS: usize = 12;

/// Numbers and words for random cells.
fn unseen(tables: &[Printed], random: &mut Random) -> Unseen {
    let texts = ["7", "99", "0", "12.5", "旧", "合计", "-1"];
    let mut chosen = Unseen::new();
    while chosen.len() < CELLS {
        let table = random.below(tables.len());
        let row = random.below(tables[table].rows.len());
        let cells = tables[table].rows[row].len();
        if cells > 0 {
            let text = texts[random.below(texts.len())];
            chosen.insert((table, row, random.below(cells)), text.to_owned());
        }
    }
    chosen
}

fn check(container: &dyn Container) {
    let mut random = Random(20_261_130);
    let hints = Hints {
        agency: Some("某局".to_owned()),
        year: Some(2022),
        ..Hints::default()
    };
    for form in &ogi_schema::standard().forms {
        let page = tables(form);
        let expected = numbers(&page);
        for (way, name) in container.ways().iter().enumerate() {
            let unseen = unseen(&page, &mut random);
            let place = format!("{} {name} {} {unseen:?}", container.name(), form.edition);
            let file = container.print(&page, &unseen, way);
            let imported = ogi_import::read_with(&file, &hints)
                .unwrap_or_else(|error| panic!("{place}: {error}"));
            let (right, wrong) = score(&imported, &expected);
            assert!(wrong.is_empty(), "{place}: {wrong:?}");
            assert_eq!(right, expected.len(), "{place}: not all is read");
            let is_noted =
                |note: &Note| matches!(note, Note::SetAside { .. } | Note::NotRead { .. });
            assert!(imported.notes.iter().any(is_noted), "{place}: no note");
        }
    }
}

#[test]
fn html() {
    check(&html::Html);
}

#[test]
fn word() {
    check(&word::Word);
}

#[test]
fn excel() {
    check(&excel::Excel);
}

/// The law is one that text can break: this text is seen.
#[test]
#[should_panic(expected = "HTML with seen text")]
fn text_that_is_seen_changes_values() {
    check(&html::Seen);
}
