//! `docs/import.md` says what the code does: libraries, refusals, limits, and a score that may only get better.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use ogi_import::{Bound, ImportError, Limits};

/// What was read of each file of the corpus: file, right cells, missed cells.
const BASELINE: &str = include_str!("baseline.tsv");

/// Files of kinds that are known and not read.
const REFUSED: [(&str, &[u8]); 6] = [
    ("PNG, JPEG, GIF, TIFF", b"\x89PNG\r\n\x1a\n"),
    ("RAR, 7z, gzip", b"Rar!\x1a\x07"),
    ("XLS that is broken", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
    ("PostScript", b"%!PS-Adobe-3.0"),
    ("PDF that is broken", b"%PDF-1.7 ..."),
    ("text in no known character set", b"abc\xff\xff"),
];

#[test]
fn the_page_says_what_the_code_does() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/import.md");
    let page = std::fs::read_to_string(&path).expect("the page");
    let parts = [
        ("libraries", libraries()),
        ("refused", refused()),
        ("limits", limits()),
        ("score", score()),
    ];
    let fresh = parts
        .iter()
        .fold(page.clone(), |page, (name, text)| put(&page, name, text));
    if std::env::var_os("OGI_BLESS").is_some() {
        assert_eq!(
            worse(part(&page, "score")),
            [""; 0],
            "the score may only get better"
        );
        std::fs::write(&path, &fresh).expect("the page can be written");
    } else {
        assert_eq!(
            page, fresh,
            "run OGI_BLESS=1 cargo test -p ogi-import --test page"
        );
    }
}

/// What stands between the marker of a name and its end.
fn part<'a>(page: &'a str, name: &str) -> &'a str {
    let (_, rest) = page
        .split_once(&format!("<!-- {name}: "))
        .expect("a marker");
    let (_, rest) = rest.split_once("-->\n").expect("a marker");
    rest.split_once("<!-- end -->").expect("its end").0
}

fn put(page: &str, name: &str, text: &str) -> String {
    let (before, rest) = page
        .split_once(&format!("<!-- {name}: "))
        .expect("a marker");
    let (source, rest) = rest.split_once("-->\n").expect("a marker");
    let (_, after) = rest.split_once("<!-- end -->").expect("its end");
    format!(
        "{before}<!-- {name}: {source}-->\n{}\n<!-- end -->{after}",
        text.trim_end()
    )
}

/// The section of the crate's own page, a paragraph a line.
fn libraries() -> String {
    let source = include_str!("../src/lib.rs");
    let lines = source
        .lines()
        .skip_while(|line| *line != "//! # Libraries")
        .skip(1);
    let lines = lines
        .map_while(|line| line.strip_prefix("//!"))
        .take_while(|line| !line.starts_with(" #"));
    let text: String = lines
        .map(|line| if line.is_empty() { "\n\n" } else { line })
        .collect();
    let paragraphs: Vec<&str> = text
        .split("\n\n")
        .map(str::trim)
        .filter(|text| !text.is_empty())
        .collect();
    assert!(paragraphs.len() > 3, "{paragraphs:?}");
    paragraphs.join("\n\n")
}

fn refused() -> String {
    let mut table = "| kind of file | error |\n| --- | --- |\n".to_owned();
    for (kind, bytes) in REFUSED {
        let error = ogi_import::read(bytes, None).expect_err("refused");
        assert!(!matches!(error, ImportError::NoReport), "{kind}");
        writeln!(table, "| {kind} | {error} |").expect("a string");
    }
    table
}

fn limits() -> String {
    let Limits {
        bytes,
        cells,
        columns,
        depth,
        ..
    } = Limits::default();
    format!(
        "| bound | value |\n| --- | --- |\n| bytes of the file, and of what a container unpacks to | {bytes} |\n\
         | cells and lines, spans taken into account | {cells} |\n| columns of a table | {columns} |\n\
         | depth of nesting | {depth} |\n"
    ) + &bounds()
}

/// What else is bounded.
fn bounds() -> String {
    let row = |bound: Bound| {
        let what = match bound {
            Bound::Texts => "texts that differ from each other",
            Bound::TextBytes => "bytes of the texts of all cells, a shared text counted for each",
            Bound::Tokens => "tags of a page and texts between them",
            Bound::Attributes => "comparisons of the attributes of tags with each other",
            Bound::Comparisons => "comparisons of selectors with elements",
            Bound::Painted => "characters, shapes and lines on a page of a PDF or OFD file",
            Bound::Overlaps => "comparisons of these, to find out what lies on top of what",
            other => panic!("{other:?} is not described"),
        };
        format!("| {what} | {} |\n", bound.limit(&Limits::default()))
    };
    Bound::ALL.map(row).concat()
}

/// Right and missed cells by file.
fn baseline() -> BTreeMap<&'static str, (u32, u32)> {
    let line = |line: &'static str| {
        let mut fields = line.split('\t');
        let file = fields.next().expect("a file");
        let mut number = || fields.next().expect("a number").parse().expect("a number");
        (file, (number(), number()))
    };
    BASELINE.lines().map(line).collect()
}

fn score() -> String {
    let mut table = "| file | right | missed |\n| --- | ---: | ---: |\n".to_owned();
    let files = baseline();
    for (file, (right, missed)) in &files {
        writeln!(table, "| {file} | {right} | {missed} |").expect("a string");
    }
    let sum = |of: fn(&(u32, u32)) -> u32| files.values().map(of).sum::<u32>();
    let (right, missed) = (sum(|counts| counts.0), sum(|counts| counts.1));
    writeln!(
        table,
        "| **all {} files** | **{right}** | **{missed}** |",
        files.len()
    )
    .expect("a string");
    table
}

/// Files of a table of scores that are read worse now.
fn worse(table: &str) -> Vec<String> {
    let now = baseline();
    let row = |line: &str| {
        let fields: Vec<&str> = line.split('|').map(str::trim).collect();
        let [_, file, right, missed, _] = fields[..] else {
            return None;
        };
        let (right, missed): (u32, u32) = (right.parse().ok()?, missed.parse().ok()?);
        let is_worse = now
            .get(file)
            .is_none_or(|found| found.0 < right || found.1 > missed);
        is_worse.then(|| format!("{file}: {right} right, {missed} missed before"))
    };
    table.lines().filter_map(row).collect()
}

#[test]
fn a_worse_score_is_noticed() {
    let (file, (right, missed)) = baseline().into_iter().next().expect("a file");
    assert_eq!(worse(&format!("| {file} | {right} | {missed} |")), [""; 0]);
    assert_eq!(
        worse(&format!("| {file} | {} | {missed} |", right + 1)).len(),
        1
    );
    assert_eq!(worse("| gone.html | 0 | 0 |").len(), 1);
    assert_eq!(worse(&score()), [""; 0]);
}
