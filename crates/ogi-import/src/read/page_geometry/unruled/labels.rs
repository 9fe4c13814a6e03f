//! The labels of rows: lines of text beside numbers, centred on them where they wrap.

mod outlined;

use std::collections::{BTreeSet, HashSet};
use std::sync::LazyLock;

use ogi_schema::CellContent;

use super::words::{Row, Word};
use super::{Block, Numbers, Piece};
use crate::printed::label::Label;

/// Room that divides two labels beside each other, in parts of their size.
const ROOM: f64 = 0.5;
/// How far a line may be from its place, in parts of its size.
const OFF: f64 = 0.2;
/// Distance of lines that may belong to one label, in parts of their size.
const PITCH: std::ops::Range<f64> = 0.95..1.75;
/// How many lines a label has above the middle at most.
const REACH: u32 = 4;

/// The labels beside the numbers of a block.
pub(super) struct Labels {
    /// The label of each row; without words where there is none.
    pub(super) rows: Vec<Piece>,
    /// Words that stand beside several rows.
    pub(super) groups: Vec<Word>,
    /// Index of the first and the last line that they and the numbers stand in.
    pub(super) first: usize,
    pub(super) last: usize,
}

impl Labels {
    /// Left and right edge of all labels.
    pub(super) fn edges(&self) -> Option<(f64, f64)> {
        let labels = self
            .rows
            .iter()
            .filter(|label| !label.words.is_empty())
            .map(Piece::edges);
        labels.reduce(|all, label| (all.0.min(label.0), all.1.max(label.1)))
    }
}

/// Text on one line, by its line and the range of its words.
type Part = (usize, usize, usize);

struct Finder<'a> {
    rows: &'a [Row],
    /// The text on each line left of the numbers, from left to right.
    parts: Vec<Part>,
    /// Lines that hold numbers.
    own: BTreeSet<usize>,
    taken: BTreeSet<Part>,
    pitch: f64,
}

/// Finds the labels; `None` where text is left over that is none.
pub(super) fn of(block: &Block, rows: &[Row], free: usize) -> Option<Labels> {
    let mut finder = Finder::new(block, rows, free)?;
    let own: Vec<usize> = block.numbers.iter().map(|numbers| numbers.row).collect();
    let labels = match finder.outlined(&own) {
        Some(labels) => {
            finder.taken.extend(labels.iter().flatten());
            labels
        }
        None => finder.beside(block),
    };
    let lines = |pick: fn(Option<&usize>, Option<&usize>) -> Option<usize>| {
        let all: BTreeSet<usize> = finder
            .taken
            .iter()
            .map(|part| part.0)
            .chain(finder.own.iter().copied())
            .collect();
        pick(all.first(), all.last())
    };
    let (first, last) = (
        lines(|first, _| first.copied())?,
        lines(|_, last| last.copied())?,
    );
    let left = labels
        .iter()
        .flatten()
        .map(|part| finder.edges(*part).0)
        .fold(f64::NEG_INFINITY, f64::max);
    let mut groups = Vec::new();
    for part in finder
        .parts
        .iter()
        .filter(|part| !finder.taken.contains(part))
    {
        if !(first..=last).contains(&part.0) {
            continue;
        }
        if finder.edges(*part).1 > left + ROOM * rows[part.0].size {
            return None;
        }
        groups.extend_from_slice(finder.words(*part));
    }
    let piece = |parts: &Vec<Part>| Piece {
        words: parts
            .iter()
            .flat_map(|part| finder.words(*part))
            .cloned()
            .collect(),
    };
    Some(Labels {
        rows: labels.iter().map(piece).collect(),
        groups,
        first,
        last,
    })
}

/// The height that the numbers of a line stand on.
fn height(rows: &[Row], numbers: &Numbers) -> f64 {
    rows[numbers.row]
        .words
        .get(numbers.first)
        .map_or(0.0, |word| word.base)
}

impl<'a> Finder<'a> {
    fn new(block: &Block, rows: &'a [Row], free: usize) -> Option<Self> {
        let (first, last) = (block.numbers.first()?.row, block.numbers.last()?.row);
        let reach = REACH as usize * 2;
        let edge = block.columns.first()?.0;
        let mut parts = Vec::new();
        let near = rows
            .iter()
            .enumerate()
            .take(last + reach + 1)
            .skip(free.max(first.saturating_sub(reach)));
        for (line, Row { words, .. }) in near {
            let count = words.iter().take_while(|word| word.right <= edge).count();
            let is_own = block.numbers.iter().any(|numbers| numbers.row == line);
            if count < words.len() && !is_own {
                continue;
            }
            let mut begins = 0;
            for at in 1..=count {
                if at == count || words[at].left - words[at - 1].right > ROOM * words[at].size {
                    parts.push((line, begins, at));
                    begins = at;
                }
            }
        }
        let own = block.numbers.iter().map(|numbers| numbers.row).collect();
        let mut finder = Self {
            rows,
            parts,
            own,
            taken: BTreeSet::new(),
            pitch: 0.0,
        };
        finder.pitch = finder.least_pitch();
        Some(finder)
    }

    /// The labels that stand at the height of their numbers, or are centred on them.
    fn beside(&mut self, block: &Block) -> Vec<Vec<Part>> {
        let height = |numbers: &Numbers| height(self.rows, numbers);
        let heights: Vec<(usize, f64)> = block
            .numbers
            .iter()
            .map(|numbers| (numbers.row, height(numbers)))
            .collect();
        let mut labels: Vec<Vec<Part>> = heights
            .iter()
            .map(|(row, base)| self.centred(*row, *base))
            .collect();
        for (label, (row, base)) in labels.iter_mut().zip(heights) {
            self.hang(label, row, base);
        }
        labels
    }

    fn words(&self, (line, from, to): Part) -> &'a [Word] {
        &self.rows[line].words[from..to]
    }

    fn text(&self, part: Part) -> String {
        let words = self.words(part).iter().map(|word| word.text.as_str());
        words.collect()
    }

    fn base(&self, part: Part) -> f64 {
        self.words(part).first().map_or(0.0, |word| word.base)
    }

    fn edges(&self, part: Part) -> (f64, f64) {
        let words = self.words(part);
        (
            words.first().map_or(0.0, |word| word.left),
            words.last().map_or(0.0, |word| word.right),
        )
    }

    /// The least distance of lines of text that stand below each other; labels that wrap have it.
    fn least_pitch(&self) -> f64 {
        let mut least = f64::INFINITY;
        for part in &self.parts {
            let (base, size) = (self.base(*part), self.rows[part.0].size);
            for below in self
                .parts
                .iter()
                .filter(|below| below.0 > part.0 && self.is_flush(**below, *part))
            {
                let distance = self.base(*below) - base;
                if PITCH.contains(&(distance / size)) {
                    least = least.min(distance);
                }
            }
        }
        least
    }

    /// Whether two parts begin, or have their middle, at the same place.
    fn is_flush(&self, a: Part, b: Part) -> bool {
        let (first, second) = (self.edges(a), self.edges(b));
        let near = self.rows[a.0].size;
        let middle = |(left, right): (f64, f64)| f64::midpoint(left, right);
        (first.0 - second.0).abs() < near || (middle(first) - middle(second)).abs() < near
    }

    /// The rightmost part at a height that nobody has taken; lines of other numbers are not looked at.
    fn at(&self, base: f64, beside: Option<Part>, row: usize) -> Option<Part> {
        let fits = |part: &&Part| {
            let is_other = part.0 != row && self.own.contains(&part.0);
            let in_place = (self.base(**part) - base).abs() <= OFF * self.rows[part.0].size;
            in_place
                && !is_other
                && !self.taken.contains(part)
                && beside.is_none_or(|b| self.is_flush(**part, b))
        };
        self.parts.iter().rev().find(fits).copied()
    }

    /// The text whose middle is at the height of a line of numbers.
    fn centred(&mut self, row: usize, base: f64) -> Vec<Part> {
        let own = self.at(base, None, row);
        let half = self.pitch / 2.0;
        let above = self.at(base - half, None, row);
        let pair = above.and_then(|above| Some((above, self.at(base + half, Some(above), row)?)));
        let is_nearer = |above: Part, own: Part| self.edges(above).0 >= self.edges(own).1;
        let pair = pair.filter(|(above, _)| own.is_none_or(|own| is_nearer(*above, own)));
        let (mut parts, mut reach) = match (pair, own) {
            (Some((above, below)), _) => (vec![above, below], half),
            (None, Some(own)) => (vec![own], 0.0),
            (None, None) => return Vec::new(),
        };
        for _ in 0..REACH {
            reach += self.pitch;
            let beside = Some(parts[0]);
            let (Some(above), Some(below)) = (
                self.at(base - reach, beside, row),
                self.at(base + reach, beside, row),
            ) else {
                break;
            };
            parts.insert(0, above);
            parts.push(below);
        }
        self.taken.extend(&parts);
        parts
    }

    /// Adds the lines below a label that begins beside its numbers.
    fn hang(&mut self, label: &mut Vec<Part>, row: usize, base: f64) {
        let [own] = label[..] else { return };
        for step in 1..=2 * REACH {
            let Some(below) = self.at(base + self.pitch * f64::from(step), Some(own), row) else {
                return;
            };
            // What the form prints in a cell of its own begins something new.
            if is_printed(&self.text(below)) {
                return;
            }
            self.taken.insert(below);
            label.push(below);
        }
    }
}

/// Whether a form prints a text in a cell of its own.
fn is_printed(text: &str) -> bool {
    static PRINTED: LazyLock<HashSet<Vec<char>>> = LazyLock::new(|| {
        let standard = ogi_schema::standard();
        let mut printed = HashSet::new();
        for form in &standard.forms {
            for table in &form.tables {
                for cell in form.place(&standard.schema, &table.rows) {
                    if let CellContent::Text(text) | CellContent::Label { text, .. } = cell.content
                    {
                        printed.insert(Label::parse(text).words);
                    }
                }
            }
        }
        printed
    });
    PRINTED.contains(&Label::parse(text).words)
}
