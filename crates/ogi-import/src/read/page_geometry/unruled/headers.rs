//! The headers above columns of numbers: one label over each column, and labels over several.

use super::labels::Labels;
use super::words::{Row, Word};
use super::{Block, Piece};
use crate::printed::value;
use crate::read::page_geometry::lines::begins_outline;

/// How many lines of headers a table has at most.
const MOST: usize = 14;
/// Distance of lines that belong to one header at most, in parts of their size.
const PITCH: f64 = 1.75;
/// Distance to the lines above that belong to a table at most, in parts of their size.
const APART: f64 = 7.0;
/// More words than any headers have.
const MOST_WORDS: usize = 400;

/// The headers of a block.
pub(super) struct Headers {
    /// What stands over the labels of rows, labels over several columns, and one label over each column.
    pub(super) lines: Vec<Vec<Piece>>,
}

/// The headers above a block; `None` where there is not one over each column.
pub(super) fn of(block: &Block, rows: &[Row], free: usize, labels: &Labels) -> Option<Headers> {
    let words: Vec<&Word> = lines(rows, free, labels.first)
        .iter()
        .flat_map(|line| &line.words)
        .collect();
    if words.len() > MOST_WORDS {
        return None;
    }
    let pitch = least_pitch(&words);
    let mut columns: Vec<Piece> = Vec::new();
    let mut over: Vec<Piece> = Vec::new();
    for word in words.iter().rev() {
        let below: Vec<usize> = (0..columns.len())
            .filter(|at| word.overlaps(columns[*at].edges()))
            .collect();
        match below[..] {
            [] => columns.push(Piece {
                words: vec![(*word).clone()],
            }),
            [one] if is_next(word, &columns[one], pitch) => {
                columns[one].words.push((*word).clone());
            }
            _ => over.push(Piece {
                words: vec![(*word).clone()],
            }),
        }
    }
    columns.sort_by(|a, b| a.edges().0.total_cmp(&b.edges().0));
    let beside: Vec<Piece> = columns
        .drain(..columns.len().checked_sub(block.columns.len())?)
        .collect();
    let is_beside = |piece: &Piece| {
        labels
            .edges()
            .is_some_and(|(left, right)| piece.overlaps((left, right)))
    };
    if !beside.iter().all(is_beside) || !columns.iter().zip(&block.columns).all(stands_over(block))
    {
        return None;
    }
    over.reverse();
    let left = columns.first()?.edges().0;
    let (mut beside_over, over): (Vec<Piece>, Vec<Piece>) =
        over.into_iter().partition(|piece| piece.edges().1 <= left);
    beside_over.extend(beside);
    let beside: Vec<Word> = beside_over
        .into_iter()
        .flat_map(|piece| piece.words)
        .collect();
    let beside = if beside.is_empty() {
        Vec::new()
    } else {
        vec![Piece { words: beside }]
    };
    let lines = [beside, over, columns]
        .into_iter()
        .filter(|line| !line.is_empty())
        .collect();
    Some(Headers { lines })
}

/// The lines above a block that may be its headers, from above.
fn lines(rows: &[Row], free: usize, first: usize) -> &[Row] {
    let mut from = first;
    while from > free && first - from < MOST {
        let (line, below) = (&rows[from - 1], &rows[from]);
        let text: String = line.words.iter().map(|word| word.text.as_str()).collect();
        let numbers = line
            .words
            .iter()
            .filter(|word| value::is_value(&word.text))
            .count();
        let is_apart = below.base - line.base > APART * line.size.min(below.size);
        if is_apart || numbers > 0 || text.contains('。') || begins_outline(&text) {
            break;
        }
        from -= 1;
    }
    &rows[from..first]
}

fn least_pitch(words: &[&Word]) -> f64 {
    let mut least = f64::INFINITY;
    for (at, word) in words.iter().enumerate() {
        for below in words[at + 1..]
            .iter()
            .filter(|below| below.overlaps((word.left, word.right)))
        {
            let distance = below.base - word.base;
            if distance > 0.9 * word.size {
                least = least.min(distance);
            }
        }
    }
    least
}

/// Whether a word is the line above a label.
fn is_next(word: &Word, label: &Piece, pitch: f64) -> bool {
    let top = label
        .words
        .iter()
        .map(|word| word.base)
        .fold(f64::INFINITY, f64::min);
    let distance = top - word.base;
    distance < 0.1 || distance <= (pitch * 1.2).min(PITCH * word.size)
}

/// Whether a header is no farther from its column than half the way to the next.
fn stands_over(block: &Block) -> impl Fn((&Piece, &(f64, f64))) -> bool + '_ {
    let middle = |(left, right): (f64, f64)| f64::midpoint(left, right);
    let steps = block
        .columns
        .windows(2)
        .map(move |pair| middle(pair[1]) - middle(pair[0]));
    let step = steps.fold(f64::INFINITY, f64::min);
    move |(header, column)| {
        let edges = header.edges();
        (edges.0 < column.1 && column.0 < edges.1)
            || (middle(edges) - middle(*column)).abs() < step * 0.75
    }
}
