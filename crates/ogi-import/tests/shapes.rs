//! Every report of the vectors, printed in every shape that offices, converters and crawlers give to its tables, in every
//! layout: nothing is ever misread or invented, and nearly all that a person can read is read.

#[path = "support/printed.rs"]
#[expect(dead_code, reason = "other tests print in more layouts")]
mod printed;
#[path = "support/row_shapes.rs"]
mod row_shapes;
#[path = "support/shapes.rs"]
mod shapes;

use std::collections::BTreeMap;
use std::fmt::Write;

use ogi_schema::Form;
use printed::{Layout, Numbers, Printed, import_as, numbers, print, score, tables, tables_of};
use serde_json::Value;
use shapes::{Change, Random};

/// Layouts that say which places a cell takes.
const SPANS: &[Layout] = &[Layout::Html, Layout::HtmlOneTable];
/// Layouts in which every place of the grid is there.
const GRID: &[Layout] = &[
    Layout::Html,
    Layout::HtmlOneTable,
    Layout::Markdown,
    Layout::Tabs,
    Layout::Csv,
    Layout::Shattered,
];
/// Layouts in which only the order of the cells is left.
const ORDER: &[Layout] = &[
    Layout::Html,
    Layout::HtmlOneTable,
    Layout::Markdown,
    Layout::Tabs,
    Layout::Csv,
    Layout::Shattered,
    Layout::Bars,
    Layout::BarsInside,
    Layout::Spaces,
    Layout::OneCellALine,
    Layout::SparseLines,
    Layout::Words,
];
const LINES: &[Layout] = &[Layout::Words, Layout::Spaces];

/// A shape, what it does, and the layouts in which a person still sees which number is which.
struct Shape {
    name: &'static str,
    change: Change,
    readable: &'static [Layout],
}

/// Where less is read than nearly all, the page does not say it:
///
/// * A line of words with two numbers of three digits, such as `254 267`, may hold one number with a space between its
///   thousands (`Words`, every shape, at most two rows).
/// * The first and the last row of table three without their labels have a known row on one side only, and a line that no
///   label names may be one of the agency's own (`labels lost`).
/// * A line of numbers alone between two rules goes on with the line above it, as cells of drawn tables do (`labels lost`,
///   `Shattered`).
/// * A record with a field more than those around it may have any of its numbers in another column (`begins within three`,
///   `Csv`).
/// * Lines that end within one header and begin within another are those of no header (`heads wrapped` and `labels wrapped`,
///   `Words` and `Spaces`).
const SHAPES: &[Shape] = &[
    shape("as on the form", shapes::as_on_form, ORDER),
    shape("four in ten columns", shapes::ten_columns, ORDER),
    shape("four with totals first", shapes::four_totals_first, ORDER),
    shape("four shuffled", shapes::four_shuffled, ORDER),
    shape("four down", shapes::four_down, ORDER),
    shape("four in three rows", shapes::four_in_rows, ORDER),
    shape("four without heads", shapes::four_without_heads, ORDER),
    shape(
        "four with lowest heads",
        shapes::four_with_lowest_heads,
        ORDER,
    ),
    shape(
        "three with lowest heads",
        shapes::three_with_lowest_heads,
        ORDER,
    ),
    shape("three shuffled", shapes::three_shuffled, ORDER),
    shape("three with total first", shapes::three_total_first, ORDER),
    shape("three across", shapes::three_across, GRID),
    shape("two across", shapes::two_across, GRID),
    shape("ordinals lost", row_shapes::ordinals_lost, ORDER),
    shape("ordinals only", row_shapes::ordinals_only, ORDER),
    shape("labels lost", row_shapes::labels_lost, ORDER),
    shape("labels wrapped", row_shapes::labels_wrapped, ORDER),
    shape(
        "numbers within labels",
        row_shapes::values_within_label,
        LINES,
    ),
    shape("begins within two", row_shapes::begins_within_two, ORDER),
    shape(
        "begins within three",
        row_shapes::begins_within_three,
        ORDER,
    ),
    shape("heads wrapped", row_shapes::heads_wrapped, ORDER),
    shape("labels explained", row_shapes::labels_explained, ORDER),
    shape("local rows", row_shapes::local_rows, ORDER),
    shape(
        "total of organizations",
        row_shapes::total_of_organizations,
        ORDER,
    ),
    shape("column of remarks", row_shapes::remarks_column, GRID),
    shape("percent columns", row_shapes::percent_columns, ORDER),
    shape("heads repeated", row_shapes::heads_repeated, ORDER),
    shape("groups once", row_shapes::groups_once, ORDER),
    shape("groups lost", row_shapes::groups_lost, ORDER),
    shape("labels padded", row_shapes::labels_padded, ORDER),
    shape("numbered", row_shapes::numbered, GRID),
];

const fn shape(name: &'static str, change: Change, readable: &'static [Layout]) -> Shape {
    Shape {
        name,
        change,
        readable,
    }
}

/// What was read of what a person can read.
#[derive(Debug, Default, Clone, Copy)]
struct Tally {
    right: usize,
    readable: usize,
    wrong: usize,
}

/// What came of each shape in each layout.
#[derive(Default)]
struct Figures {
    tallies: BTreeMap<(usize, usize), Tally>,
    names: Vec<String>,
    wrong: Vec<String>,
}

impl Figures {
    fn add(&mut self, shape: usize, layout: usize, page: &Page) {
        let tally = self.tallies.entry((shape, layout)).or_default();
        let (right, wrong) = page.score();
        tally.wrong += wrong.len();
        if page.readable {
            tally.right += right;
            tally.readable += page.expected.len();
        }
        self.wrong.extend(
            wrong
                .into_iter()
                .take(3)
                .map(|cell| format!("{} {cell}", page.name)),
        );
    }

    fn total(&self) -> Tally {
        let mut total = Tally::default();
        for tally in self.tallies.values() {
            total.right += tally.right;
            total.readable += tally.readable;
            total.wrong += tally.wrong;
        }
        total
    }

    /// A line for each shape: the share that was read in each layout, in percent.
    fn table(&self) -> String {
        let mut text = format!("{:24}", "");
        for layout in ORDER {
            write!(
                text,
                "{:>7}",
                format!("{layout:?}").chars().take(6).collect::<String>()
            )
            .expect("a string");
        }
        for (at, name) in self.names.iter().enumerate() {
            write!(text, "\n{name:24}").expect("a string");
            for layout in 0..ORDER.len() {
                let tally = self.tallies.get(&(at, layout)).copied().unwrap_or_default();
                let share = (tally.right * 100)
                    .checked_div(tally.readable)
                    .map_or_else(|| "-".to_owned(), |share| share.to_string());
                let wrong = if tally.wrong > 0 {
                    format!("!{}", tally.wrong)
                } else {
                    String::new()
                };
                write!(text, "{:>7}", share + &wrong).expect("a string");
            }
        }
        let total = self.total();
        write!(
            text,
            "\n{} of {} read, {} wrong",
            total.right, total.readable, total.wrong
        )
        .expect("a string");
        text
    }
}

struct Page {
    name: String,
    edition: String,
    text: String,
    expected: Numbers,
    readable: bool,
}

impl Page {
    fn score(&self) -> (usize, Vec<String>) {
        import_as(&self.text, &self.edition).map_or_else(
            |_| (0, Vec::new()),
            |imported| score(&imported, &self.expected),
        )
    }

    /// The numbers that a document does not state.
    fn missed(&self, document: &Value) -> Vec<String> {
        let mut missed = Vec::new();
        for (pointer, number) in &self.expected {
            if document.pointer(pointer).is_none_or(Value::is_null) {
                missed.push(format!("missed {pointer}: {number}"));
            }
        }
        missed
    }
}

/// Every report of the vectors with its form.
fn reports() -> Vec<(&'static Form, String, Option<Value>)> {
    let standard = ogi_schema::standard();
    let mut reports = Vec::new();
    for form in &standard.forms {
        reports.push((form, "distinct".to_owned(), None));
    }
    let folder =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../schema/vectors/bases");
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .expect("vectors")
        .map(|file| file.expect("a file").path())
        .collect();
    paths.sort();
    for path in paths {
        let report: Value =
            serde_json::from_slice(&std::fs::read(&path).expect("a vector")).expect("JSON");
        let form = report["edition"]
            .as_str()
            .and_then(|edition| standard.form(edition))
            .expect("a form");
        let name = path
            .file_stem()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        reports.push((form, name, Some(report)));
    }
    reports
}

/// The tables of a report; blanks only where the layout keeps them.
fn filled(
    form: &Form,
    report: Option<&Value>,
    layout: Layout,
    random: &mut Random,
) -> Vec<Printed> {
    let keeps_blanks = SPANS.contains(&layout);
    let mut page = match report {
        Some(report) => tables_of(form, report, if keeps_blanks { "" } else { "-" }),
        None => tables(form),
    };
    let pieces = page
        .iter_mut()
        .flat_map(|table| table.rows.iter_mut().flatten());
    for piece in pieces.filter(|piece| !piece.is_label()) {
        match random.below(40) {
            0 => piece.text = "-".to_owned(),
            1 => piece.text = "0".to_owned(),
            2 if keeps_blanks => piece.text.clear(),
            3 => piece.text = "/".to_owned(),
            _ => {}
        }
    }
    page
}

/// One of how many pages is tried: all of them where `SHAPES_ALL` is set, which takes minutes.
fn sample() -> usize {
    if std::env::var_os("SHAPES_ALL").is_some() {
        1
    } else {
        4
    }
}

fn run(
    figures: &mut Figures,
    name: &str,
    changes: &[&Shape],
    reports: &[(&'static Form, String, Option<Value>)],
) {
    let shape = figures.names.len();
    figures.names.push(name.to_owned());
    for (seed, (form, report_name, report)) in reports.iter().enumerate() {
        for (at, layout) in ORDER.iter().enumerate() {
            if !(shape + seed + at).is_multiple_of(sample()) && std::env::var_os("SHAPE").is_none()
            {
                continue;
            }
            let mut random = Random::new(u64::try_from(seed * 100 + at).expect("small"));
            let mut page = filled(form, report.as_ref(), *layout, &mut random);
            for shape in changes {
                (shape.change)(&mut page, &mut random);
            }
            let page = Page {
                name: format!("{name} {report_name} {layout:?}"),
                edition: form.edition.clone(),
                text: print(&page, *layout),
                expected: numbers(&page),
                readable: changes.iter().all(|shape| shape.readable.contains(layout)),
            };
            if std::env::var("SHAPE").is_ok_and(|wanted| page.name.contains(&wanted)) {
                let (right, wrong) = page.score();
                if std::env::var_os("SHAPE_MISS").is_some()
                    && (right == page.expected.len() || !page.readable)
                {
                    continue;
                }
                eprintln!(
                    "==== {}\n{}\n{right} of {} {wrong:?}",
                    page.name,
                    page.text,
                    page.expected.len()
                );
                if let Ok(imported) = import_as(&page.text, &page.edition) {
                    eprintln!("{}", page.missed(&imported.document()).join("\n"));
                    eprintln!("{:?}", imported.notes);
                }
            }
            figures.add(shape, at, &page);
        }
    }
}

#[test]
fn every_shape_of_every_report() {
    let reports = reports();
    let mut figures = Figures::default();
    let wanted = std::env::var("SHAPE").unwrap_or_default();
    for shape in SHAPES
        .iter()
        .filter(|shape| wanted.contains(shape.name) || wanted.is_empty())
    {
        run(&mut figures, shape.name, &[shape], &reports);
    }
    eprintln!("{}", figures.table());
    let total = figures.total();
    assert_eq!(figures.wrong, [""; 0], "wrong or invented");
    assert!(
        total.right * 100 >= total.readable * 97,
        "{} of {}",
        total.right,
        total.readable
    );
}

#[test]
fn two_shapes_at_once() {
    let reports = reports();
    let mut random = Random::new(11);
    let mut figures = Figures::default();
    for _ in 0..40 {
        let (first, second) = (
            &SHAPES[random.below(SHAPES.len())],
            &SHAPES[random.below(SHAPES.len())],
        );
        let report = random.below(reports.len());
        run(
            &mut figures,
            &format!("{} + {}", first.name, second.name),
            &[first, second],
            &reports[report..=report],
        );
    }
    eprintln!("{}", figures.table());
    assert_eq!(figures.wrong, [""; 0], "wrong or invented");
}
