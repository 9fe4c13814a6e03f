//! A law: text that a person does not see, put into random cells of a report, changes no value and is noted; for every
//! container and every way to hide, strike or raise text that it has. And files made by recipe, as the fuzz target
//! `container` makes them.
//!
//! `UNSEEN_ALL` tries twenty files for each way in each edition of the form instead of one in one of them, and ten times
//! as many recipes; it takes minutes. `RECIPES=100,7` tries a hundred rounds of recipes from the seventh on.

#[path = "support/containers/mod.rs"]
mod containers;

use containers::printed::{Printed, numbers, score, tables};
use containers::recipe::{self, UNSEEN};
use containers::shapes::Random;
use containers::{Container, Mark, Marks, Seen, named};
use ogi_import::{Hints, Note};

/// Cells of each report that get something unseen.
const CELLS: usize = 12;

/// Random cells, each with something unseen.
fn marks(tables: &[Printed], way: usize, random: &mut Random) -> Marks {
    let mut marks = Marks::new();
    while marks.len() < CELLS {
        let table = random.below(tables.len());
        let row = random.below(tables[table].rows.len());
        let cells = tables[table].rows[row].len();
        let text = UNSEEN[random.below(UNSEEN.len())].to_owned();
        if cells > 0 {
            let spot = (table, row, random.below(cells));
            marks.insert(spot, Mark { way, text });
        }
    }
    marks
}

/// Whether more than a sample is tried.
fn tries_all() -> bool {
    std::env::var_os("UNSEEN_ALL").is_some()
}

fn check(container: &dyn Container) {
    let runs = if tries_all() { 20 } else { 1 };
    let mut random = Random::new(20_261_130);
    let mut complaints = Vec::new();
    let forms = &ogi_schema::standard().forms;
    for (at, form) in forms.iter().enumerate() {
        let page = tables(form);
        for (way, name) in container.ways().iter().enumerate() {
            if way % forms.len() != at && !tries_all() {
                continue;
            }
            for _ in 0..runs {
                let marks = marks(&page, way, &mut random);
                let complaint = complaint(container, &page, &marks);
                let place = format!("{} {name} {}", container.name(), form.edition);
                complaints.extend(complaint.map(|said| format!("{place}: {said} {marks:?}")));
            }
        }
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

/// What is wrong with the reading of a page, if anything is.
fn complaint(container: &dyn Container, page: &[Printed], marks: &Marks) -> Option<String> {
    let hints = Hints {
        agency: Some("某局".to_owned()),
        year: Some(2022),
        ..Hints::default()
    };
    let expected = numbers(page);
    let file = container.print(page, marks).pack();
    let imported = match ogi_import::read_with(&file, &hints) {
        Ok(imported) => imported,
        Err(error) => return Some(error.to_string()),
    };
    let (right, wrong) = score(&imported, &expected);
    let is_noted = |note: &Note| matches!(note, Note::SetAside { .. } | Note::NotRead { .. });
    if !wrong.is_empty() {
        Some(format!("{wrong:?}"))
    } else if right < expected.len() {
        Some(format!("{right} of {} read", expected.len()))
    } else if !imported.notes.iter().any(is_noted) {
        Some("no note".to_owned())
    } else {
        None
    }
}

macro_rules! laws {
    ($($test:ident: $container:literal),* $(,)?) => {
        $(
            #[test]
            fn $test() {
                check(named($container));
            }
        )*

        #[test]
        fn every_container_has_its_law() {
            let laws = [$($container),*];
            let with_ways = containers::ALL.iter().filter(|container| !container.ways().is_empty());
            let names: Vec<&str> = with_ways.map(|container| container.name()).collect();
            assert_eq!(names, laws);
        }
    };
}

laws! {
    saved_pages: "MHT",
    mails: "mail",
    rich_text: "RTF",
    open_documents: "ODT",
    open_sheets: "ODS",
    flat_open_documents: "flat ODT",
    ofd: "OFD",
    flat_word: "flat Word",
    pdf: "PDF",
    word: "Word",
    excel: "Excel",
    html: "HTML",
    old_excel: "XLS",
}

/// The law is one that text can break: this text is seen.
#[test]
#[should_panic(expected = "HTML with seen text")]
fn text_that_is_seen_changes_values() {
    check(&Seen);
}

/// Recipes of random bytes, the same in every run; `RECIPES` says how many rounds of them, and from which on.
#[test]
fn files_made_by_recipe() {
    let wanted = std::env::var("RECIPES").unwrap_or_default();
    let wanted: Vec<u64> = wanted.split(',').filter_map(|n| n.parse().ok()).collect();
    let (rounds, first) = match wanted[..] {
        [rounds] => (rounds, 7),
        [rounds, first] => (rounds, first),
        _ => (if tries_all() { 10 } else { 1 }, 7),
    };
    for round in first..first + rounds {
        let mut random = Random::new(round);
        for length in [1, 4, 6, 8, 16, 32, 64, 300] {
            for container in 0..containers::ALL.len() {
                let mut recipe: Vec<u8> = (0..length)
                    .map(|_| u8::try_from(random.below(256)).expect("a byte"))
                    .collect();
                recipe[0] = u8::try_from(container).expect("few") | (recipe[0] & 0x80);
                recipe::check(&recipe);
            }
        }
    }
}

/// What must hold for an input.
type Law = fn(&[u8]);

/// The saved inputs of the fuzz targets, through the same functions.
#[test]
fn saved_inputs() {
    let laws: [(&str, Law); 2] = [("import", recipe::read), ("container", recipe::check)];
    for (target, law) in laws {
        let saved = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fuzz/corpus-saved");
        let inputs = std::fs::read_dir(std::path::Path::new(saved).join(target));
        let mut count = 0;
        for input in inputs.expect("saved inputs") {
            let path = input.expect("an input").path();
            // Shown where the law fails.
            println!("{}", path.display());
            law(&std::fs::read(&path).expect("an input"));
            count += 1;
        }
        assert!(count > 0, "no saved inputs of {target}");
    }
}
