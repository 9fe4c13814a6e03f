//! RTF: hidden, struck, deleted, raised, white and tiny runs, deleted rows, notes.

use std::fmt::Write as _;

use super::file::{File, Packing};
use super::printed::Printed;
use super::{Container, Marks, covering};

pub(super) struct Rtf;

/// Where something unseen stands.
#[derive(Clone, Copy)]
enum Where {
    /// Beside the text of a cell: `T` is the text, `U` what is not seen.
    Cell(&'static str),
    /// A row of its own before the row, with these words.
    Row(&'static str),
    /// A row of its own before the row, all of whose text is hidden, and the ends of its cells as well.
    HiddenRow,
}

use Where::{Cell, HiddenRow, Row};

/// The name of a way, and where it puts what is not seen.
const WAYS: &[(&str, Where)] = &[
    ("hidden", Cell("T{\\v U}")),
    ("hidden before", Cell("\\v U\\v0 T")),
    ("struck", Cell("{\\strike U}T")),
    ("struck twice", Cell("{\\striked1 U}T")),
    ("deleted", Cell("{\\deleted U}T")),
    ("super", Cell("T{\\super U}")),
    ("sub", Cell("T{\\sub U\\nosupersub}")),
    ("moved up", Cell("T{\\up6 U}")),
    ("moved down", Cell("T{\\dn6 U}")),
    ("white", Cell("T{\\cf2 U}")),
    ("same colour", Cell("T{\\cf3\\chcbpat3 U}")),
    ("tiny", Cell("T{\\fs2 U}")),
    ("hidden within", Cell("T{\\v {\\b U}}")),
    ("deleted row", Row("\\trauthdel1")),
    ("hidden row", HiddenRow),
];

/// Colours: black, white, a grey.
const HEAD: &str = "{\\rtf1\\ansi\\ansicpg936{\\fonttbl{\\f0\\fcharset134 SimSun;}}\
    {\\colortbl;\\red0\\green0\\blue0;\\red255\\green255\\blue255;\\red90\\green90\\blue90;}{\\info{\\title 9}}\n";

/// Width of a table, in twentieths of a point.
const WIDTH: u32 = 9_000;

impl Container for Rtf {
    fn name(&self) -> &'static str {
        "RTF"
    }

    fn ways(&self) -> Vec<&'static str> {
        WAYS.iter().map(|(name, _)| *name).collect()
    }

    fn print(&self, tables: &[Printed], marks: &Marks) -> File {
        let mut text = HEAD.to_owned();
        for (at, table) in tables.iter().enumerate() {
            writeln!(text, "\\pard {}\\par", gbk(&table.title)).expect("a string");
            for row in 0..table.rows.len() {
                text += &rows(table, at, row, marks);
            }
        }
        File::new(Packing::Alone, vec![("text", text + "}")])
    }
}

/// A row, and before it the one that is not seen, if any of its cells gets one.
fn rows(table: &Printed, at: usize, row: usize, marks: &Marks) -> String {
    let way = |piece: usize| {
        let mark = marks.get(&(at, row, piece))?;
        Some((WAYS[mark.way].1, mark.text.as_str()))
    };
    let own = |index: usize, text: &str| match way(index) {
        Some((Cell(template), unseen)) => {
            template
                .replace('U', &unicode(unseen))
                .replacen('T', &gbk(text), 1)
        }
        _ => gbk(text),
    };
    let other = |index: usize, text: &str| match way(index) {
        Some((_, unseen)) => gbk(unseen),
        None => gbk(text),
    };
    let words = (0..table.rows[row].len()).find_map(|piece| match way(piece) {
        Some((Row(words), _)) => Some((words, "")),
        Some((HiddenRow, _)) => Some(("", "\\v ")),
        _ => None,
    });
    let before = words.map(|words| one_row(table, row, words, other));
    before.unwrap_or_default() + &one_row(table, row, ("", ""), own)
}

fn one_row(
    table: &Printed,
    row: usize,
    (words, look): (&str, &str),
    text: impl Fn(usize, &str) -> String,
) -> String {
    let (mut shapes, mut cells) = (String::new(), String::new());
    for (begins, index, piece) in covering(table, row) {
        let merge = match (piece.rowspan > 1, begins < row) {
            // A row that is not shown need not go on what stands above it.
            _ if !look.is_empty() => "",
            (_, true) => "\\clvmrg",
            (true, _) => "\\clvmgf",
            _ => "",
        };
        let right = (piece.column + piece.colspan) * WIDTH / table.columns;
        write!(shapes, "{merge}\\cellx{right}").expect("a string");
        let shown = if begins < row {
            String::new()
        } else {
            text(index, &piece.text)
        };
        write!(cells, "\\pard\\intbl {{{look}{shown}\\cell }}").expect("a string");
    }
    format!("\\trowd\\trleft0{words}{shapes}\n{cells}\\row\n")
}

fn unicode(text: &str) -> String {
    let code = |unit: u16| format!("\\u{}?", i32::from(unit.cast_signed()));
    text.encode_utf16().map(code).collect()
}

fn gbk(text: &str) -> String {
    let mut written = String::new();
    for line in text.split_inclusive('\n') {
        let (line, ends) = line
            .strip_suffix('\n')
            .map_or((line, false), |line| (line, true));
        for byte in &*encoding_rs::GBK.encode(line).0 {
            if byte.is_ascii_alphanumeric() {
                written.push(char::from(*byte));
            } else {
                write!(written, "\\'{byte:02x}").expect("a string");
            }
        }
        written += if ends { "\\line " } else { "" };
    }
    written
}
