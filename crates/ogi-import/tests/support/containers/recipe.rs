//! Files made by recipe: bytes say which report is printed in which container, what stands in it unseen, and what is
//! damaged before it is packed; and what must hold for every such file.
//!
//! A file without damage is one of which all that a person sees is known: nothing else may be read, and of the plain
//! form everything. A damaged file is read or refused, and what is read is a legal report.

use ogi_import::{Hints, Imported, Note};
use ogi_report::Edition;
use ogi_schema::Form;

use super::printed::{Numbers, Piece, Printed, numbers, score, tables};
use super::shapes::{self, Change, Random};
use super::{ALL, Container, File, Mark, Marks, row_shapes};

/// A file, and what a person sees of it.
#[derive(Debug)]
pub(crate) struct Made {
    /// What it is, for messages; its container first.
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
    numbers: Numbers,
    marked: bool,
    shaped: bool,
    damaged: bool,
    /// The edition, where the tables that are left do not tell it.
    edition: Option<Edition>,
}

/// Bytes that decide, one after the other; where they end, the first choice is taken.
struct Choices<'a>(&'a [u8]);

impl Choices<'_> {
    fn byte(&mut self) -> usize {
        let Some((first, rest)) = self.0.split_first() else {
            return 0;
        };
        self.0 = rest;
        usize::from(*first)
    }

    fn below(&mut self, bound: usize) -> usize {
        let high = if bound > 256 { self.byte() << 8 } else { 0 };
        (high | self.byte()) % bound.max(1)
    }
}

/// What is done to the tables of the form, apart from nothing.
const SHAPES: &[Change] = &[
    shapes::as_on_form,
    shapes::ten_columns,
    shapes::four_totals_first,
    shapes::four_shuffled,
    shapes::four_down,
    shapes::four_in_rows,
    shapes::four_without_heads,
    shapes::four_with_lowest_heads,
    shapes::three_with_lowest_heads,
    shapes::three_shuffled,
    shapes::three_total_first,
    shapes::three_across,
    shapes::two_across,
    row_shapes::ordinals_lost,
    row_shapes::ordinals_only,
    row_shapes::labels_lost,
    row_shapes::labels_wrapped,
    row_shapes::values_within_label,
    row_shapes::begins_within_two,
    row_shapes::begins_within_three,
    row_shapes::heads_wrapped,
    row_shapes::labels_explained,
    row_shapes::local_rows,
    row_shapes::total_of_organizations,
    row_shapes::remarks_column,
    row_shapes::percent_columns,
    row_shapes::heads_repeated,
    row_shapes::groups_once,
    row_shapes::groups_lost,
    row_shapes::labels_padded,
    row_shapes::numbered,
];

/// What stands where it is not seen.
pub(crate) const UNSEEN: [&str; 8] = ["7", "99", "0", "12.5", "旧", "合计", "-1", "2023年"];

/// The file of a recipe: container, form, tables, numbers, shape, what is unseen, damage.
///
/// With the upper bit of the first byte, what follows the second byte is a part of the file as it is.
pub(crate) fn follow(recipe: &[u8]) -> Made {
    let mut choices = Choices(recipe);
    let first = choices.byte();
    let container = ALL[(first & 0x7f) % ALL.len()];
    if first & 0x80 != 0 {
        return with_part(container, &mut choices);
    }
    let forms = &ogi_schema::standard().forms;
    let form = &forms[choices.below(forms.len())];
    let mut page = filled(form, &mut choices);
    let shape = choices.below(SHAPES.len());
    if shape > 0 {
        SHAPES[shape](&mut page, &mut Random::new(choices.byte() as u64));
        settle(&mut page);
    }
    // Without its place in the order of the tables a change of shape means nothing.
    let keep = choices.below(8);
    let marks = marks(container, &page, &mut choices);
    let mut name = format!(
        "{} {} shape {shape} {marks:?}",
        container.name(),
        form.edition
    );
    let partial = keep > 0 && shape == 0 && marks.is_empty();
    if partial {
        let kept = page.into_iter().enumerate();
        page = kept
            .filter(|(at, _)| (keep >> at) & 1 == 1)
            .map(|(_, table)| table)
            .collect();
    }
    let mut file = container.print(&page, &marks);
    let mut damaged = false;
    while !choices.0.is_empty() {
        let damage = damage(&mut file, &mut choices);
        name += &format!(" {damage}");
        damaged = true;
    }
    Made {
        name,
        bytes: file.pack(),
        numbers: numbers(&page),
        marked: !marks.is_empty(),
        shaped: shape > 0 || container.ways().is_empty(),
        damaged,
        edition: Edition::parse(&form.edition).filter(|_| partial || damaged || shape > 0),
    }
}

/// The plain form, with one of its parts as it is given.
fn with_part(container: &dyn Container, choices: &mut Choices) -> Made {
    let form = &ogi_schema::standard().forms[0];
    let page = tables(form);
    let mut file = container.print(&page, &Marks::new());
    let parts = file.parts();
    let at = choices.byte() % parts.len();
    parts[at].content = choices.0.to_vec();
    Made {
        name: format!("{} with its part {at}", container.name()),
        bytes: file.pack(),
        numbers: Numbers::new(),
        marked: false,
        shaped: true,
        damaged: true,
        edition: Edition::parse(&form.edition),
    }
}

/// The tables of a form with numbers of one kind.
fn filled(form: &Form, choices: &mut Choices) -> Vec<Printed> {
    let mut page = tables(form);
    let kind = choices.below(8);
    let mut random = Random::new(choices.byte() as u64);
    for piece in page
        .iter_mut()
        .flat_map(|table| table.rows.iter_mut().flatten())
    {
        let zero = random.below(3) == 0;
        match kind {
            _ if piece.is_label() => {}
            1 => piece.text = random.below(10).to_string(),
            2 => piece.text = (random.below(1 << 20) * 977).to_string(),
            3 if zero => piece.text = "0".to_owned(),
            4 if zero => piece.text = "-".to_owned(),
            5 if zero => piece.text = "/".to_owned(),
            6 if zero => piece.text.clear(),
            7 => piece.text = "0".to_owned(),
            _ => {}
        }
    }
    page
}

/// Gives every piece the column that it comes to stand in.
fn settle(page: &mut [Printed]) {
    for table in page {
        let mut taken: Vec<u32> = Vec::new();
        for row in &mut table.rows {
            let mut column = 0;
            for piece in row.iter_mut() {
                while taken.get(column).is_some_and(|rows| *rows > 0) {
                    column += 1;
                }
                piece.column = u32::try_from(column).expect("narrow");
                let end = column + piece.colspan as usize;
                taken.resize(taken.len().max(end), 0);
                taken[column..end].fill(piece.rowspan);
                column = end;
            }
            taken
                .iter_mut()
                .for_each(|rows| *rows = rows.saturating_sub(1));
        }
        table.columns = table
            .columns
            .max(u32::try_from(taken.len()).expect("narrow"));
        let rows = table.rows.len();
        for (at, piece) in table
            .rows
            .iter_mut()
            .enumerate()
            .flat_map(|(at, row)| row.iter_mut().map(move |piece| (at, piece)))
        {
            piece.rowspan = piece
                .rowspan
                .min(u32::try_from(rows - at).expect("few rows"));
        }
    }
}

/// What is put where it is not seen, into cells that show something.
fn marks(container: &dyn Container, page: &[Printed], choices: &mut Choices) -> Marks {
    let ways = container.ways().len();
    let count = choices.below(24);
    let mut marks = Marks::new();
    for _ in 0..count {
        let table = choices.below(page.len());
        let row = choices.below(page[table].rows.len());
        let cell = choices.below(page[table].rows.get(row).map_or(1, Vec::len));
        let mark = Mark {
            way: choices.below(ways),
            text: UNSEEN[choices.below(UNSEEN.len())].to_owned(),
        };
        let shows = |piece: &Piece| !piece.text.trim().is_empty();
        let piece = page[table].rows.get(row).and_then(|row| row.get(cell));
        if ways > 0 && piece.is_some_and(shows) {
            marks.insert((table, row, cell), mark);
        }
    }
    marks
}

/// What is put into a part to damage it.
const PIECES: &str = include_str!("pieces.txt");

/// Damages a part of a file in one place.
fn damage(file: &mut File, choices: &mut Choices) -> String {
    let parts = file.parts();
    let part = choices.below(parts.len());
    let name = parts[part].name.clone();
    let content = &mut parts[part].content;
    let kind = choices.below(8);
    let at = (choices.below(1 << 16) << 4 | choices.below(16)) % content.len().max(1);
    let length = (1 << choices.below(12)).min(content.len() - at.min(content.len()));
    let pieces: Vec<&str> = PIECES.lines().collect();
    match kind {
        0 if !content.is_empty() => content[at] = u8::try_from(choices.byte()).expect("a byte"),
        1 => drop(content.drain(at..at + length)),
        2 => {
            let copy = content[at..at + length].to_vec();
            let times = 1 << choices.below(8);
            drop(content.splice(at..at, copy.repeat(times)));
        }
        3 => {
            let to = choices.below(1 << 16) % content.len().max(1);
            let copy = content[at..at + length].to_vec();
            drop(content.splice(to..to, copy));
        }
        4 => content.truncate(at),
        5 => {
            let digits = content[at..]
                .iter()
                .position(u8::is_ascii_digit)
                .map(|digit| at + digit);
            let numbers = [
                "0",
                "-1",
                "65536",
                "2147483648",
                "99999999999999999999",
                "1e308",
                "-0.5",
            ];
            if let Some(digit) = digits {
                let end = content[digit..]
                    .iter()
                    .position(|byte| !byte.is_ascii_digit());
                let end = end.map_or(content.len(), |end| digit + end);
                drop(content.splice(digit..end, numbers[choices.below(numbers.len())].bytes()));
            }
        }
        _ => {
            let piece = pieces[choices.below(pieces.len())];
            let times = 1 << choices.below(12);
            drop(content.splice(at..at, piece.repeat(times).into_bytes()));
        }
    }
    format!("damage {kind} of {name} at {at}")
}

/// Reads the file of a recipe.
///
/// # Panics
/// Where the reading is not what it must be.
pub(crate) fn check(recipe: &[u8]) {
    let made = follow(recipe);
    let hints = Hints {
        agency: Some("某局".to_owned()),
        year: Some(2022),
        edition: made.edition,
        ..Hints::default()
    };
    match ogi_import::read_with(&made.bytes, &hints) {
        Ok(imported) => made.check(&imported),
        Err(error) => assert!(
            made.damaged || made.shaped || made.numbers.is_empty(),
            "{}: {error}",
            made.name
        ),
    }
}

/// Reads a file of any kind; what it does not say itself is given.
///
/// # Panics
/// Where what is read is not a legal report, or evidence points to nothing in it.
pub(crate) fn read(bytes: &[u8]) {
    let hints = Hints {
        agency: Some("某局".to_owned()),
        year: Some(2022),
        edition: Some(Edition::V2021),
        ..Hints::default()
    };
    if let Ok(imported) = ogi_import::read_with(bytes, &hints) {
        is_legal(&imported);
    }
}

fn is_legal(imported: &Imported) {
    let text = ogi_report::write(&imported.report);
    assert_eq!(
        ogi_report::read(text.as_bytes()).as_ref(),
        Ok(&imported.report)
    );
    let document = imported.document();
    for evidence in &imported.evidence {
        let value = document.pointer(&evidence.pointer);
        assert!(value.is_some(), "{evidence:?}");
    }
}

impl Made {
    fn check(&self, imported: &Imported) {
        let name = &self.name;
        is_legal(imported);
        if self.damaged {
            return;
        }
        let (right, wrong) = score(imported, &self.numbers);
        assert!(wrong.is_empty(), "{name}: {wrong:?}");
        if !self.shaped {
            assert_eq!(right, self.numbers.len(), "{name}: not all is read");
        }
        let is_noted = |note: &Note| matches!(note, Note::SetAside { .. } | Note::NotRead { .. });
        let noted = !self.marked || imported.notes.iter().any(is_noted);
        assert!(noted, "{name}: no note");
    }
}
