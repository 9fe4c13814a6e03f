//! A table with one row of numbers and no label for it, printed in another direction: its columns one below the other, or
//! its groups in rows.
//!
//! What a person sees is a head beside each number or beside each row of numbers, so the page is read as heads and numbers
//! in reading order, and put into the order of the form's header.

use super::found::{FormRow, FoundRows, HeaderCell, KnownBy, PrintedHeader, Width};
use super::is_number_cell;
use super::loose::piece;
use super::split::split_numbers;
use crate::form::{HeaderSpec, Matcher, Role, Table};
use crate::grid::{Cell, Ruling, Strip};

/// More heads and numbers than a table has that is printed a few times over.
const MOST: usize = 200;

/// One of the things that a table is made of, in reading order.
#[derive(Clone)]
enum Token {
    /// A header of one column.
    Leaf(HeaderCell),
    /// A label over several columns, or a head that the form does not have.
    Over(HeaderCell),
    /// What stands where a number would, blank or not.
    Number(Cell),
}

/// Heads with the numbers that belong to them, in the order in which the form has them.
#[derive(Default)]
struct Heads {
    header: Vec<HeaderCell>,
    numbers: Vec<Cell>,
}

/// The row of the table, where it is printed in another direction than on the form.
pub(super) fn find<'a>(
    table: &'a Table,
    matcher: &mut Matcher<'a>,
    strips: &[Strip],
) -> Option<FoundRows> {
    let [spec] = &table.rows[..] else {
        return None;
    };
    if spec.label.is_some() {
        return None;
    }
    let header = &table.headers[spec.header];
    let mut page = Reading {
        header,
        matcher,
        tokens: Vec::new(),
        prose: Vec::new(),
    };
    for strip in strips {
        page.strip(strip)?;
    }
    let tokens = page.tokens;
    let heads = number_after_head(&tokens)
        .or_else(|| row_after_group(&tokens))
        .or_else(|| row_after_head(header, &tokens))?;
    let row = FormRow {
        row: 0,
        label: None,
        known_by: KnownBy::Words,
        cells: heads.numbers,
        strip: [].into(),
        header: Some(0),
        ruling: Ruling::Ruled,
        width: Width::Unknown,
    };
    let header = PrintedHeader {
        cells: heads.header,
        ..PrintedHeader::default()
    };
    Some(FoundRows {
        rows: vec![row],
        headers: vec![header],
        prose: page.prose,
        ..FoundRows::default()
    })
}

/// Takes a page apart.
struct Reading<'t, 'a, 'm> {
    header: &'t HeaderSpec,
    matcher: &'m mut Matcher<'a>,
    tokens: Vec<Token>,
    prose: Vec<Cell>,
}

impl Reading<'_, '_, '_> {
    /// `None` where there is more than any table holds.
    fn strip(&mut self, strip: &Strip) -> Option<()> {
        // The cells of a torn row cannot be told apart.
        if strip.ruling == Ruling::Torn {
            return None;
        }
        let own: Vec<&Cell> = strip.cells.iter().filter(|cell| !cell.continued).collect();
        let last = own
            .iter()
            .rposition(|cell| !cell.is_blank())
            .map_or(0, |last| last + 1);
        let mut has_head = false;
        for (at, cell) in own.into_iter().enumerate() {
            if cell.is_blank() {
                // In a real table a blank cell after a head is a number that is not stated.
                if has_head && strip.ruling == Ruling::Ruled && at >= last {
                    self.tokens.push(Token::Number(cell.clone()));
                }
                continue;
            }
            has_head |= !is_number_cell(&cell.text);
            self.cell(cell);
            if self.tokens.len() > MOST {
                return None;
            }
        }
        Some(())
    }

    fn cell(&mut self, cell: &Cell) {
        let is_line = cell.text.contains(char::is_whitespace) && !cell.text.contains('\n');
        if is_number_cell(&cell.text) {
            self.tokens.push(Token::Number(cell.clone()));
        } else if is_line && split_numbers(&cell.text).is_some() {
            // A head with numbers behind it resembles the head.
            self.line(cell);
        } else if let Some(head) = self.head(cell) {
            self.tokens.push(head);
        } else if cell.text.contains(['。', '，', '；']) {
            self.prose.push(cell.clone());
        } else if is_line {
            self.line(cell);
        } else {
            self.tokens.push(Token::Over(HeaderCell::new(cell, None)));
        }
    }

    /// Heads and numbers side by side in a line of text.
    fn line(&mut self, cell: &Cell) {
        for part in cell.text.split_whitespace().take(MOST) {
            let part = piece(cell, part);
            let token = if is_number_cell(&part.text) {
                Token::Number(part)
            } else {
                self.head(&part)
                    .unwrap_or_else(|| Token::Over(HeaderCell::new(&part, None)))
            };
            self.tokens.push(token);
        }
    }

    fn head(&mut self, cell: &Cell) -> Option<Token> {
        let found = self.matcher.find(&cell.text, None)?;
        if found.role != Role::Header {
            return None;
        }
        let head = HeaderCell::new(cell, Some(found.label));
        let is_leaf = self.header.by_column.contains(&found.label);
        Some(if is_leaf {
            Token::Leaf(head)
        } else {
            Token::Over(head)
        })
    }
}

/// Each head has its number after it: `结果维持 94`, line by line.
fn number_after_head(tokens: &[Token]) -> Option<Heads> {
    let mut heads = Heads::default();
    let mut rest = tokens.iter().peekable();
    while let Some(token) = rest.next() {
        match token {
            Token::Over(over) => {
                if matches!(rest.peek(), Some(Token::Number(_))) {
                    return None;
                }
                // `类别` and `数量` over the columns are no heads of a number.
                if over.known.is_some() || !heads.header.is_empty() {
                    heads.header.push(over.clone());
                }
            }
            Token::Leaf(leaf) => {
                let Some(Token::Number(number)) = rest.next() else {
                    return None;
                };
                heads.header.push(leaf.clone());
                heads.numbers.push(number.clone());
            }
            Token::Number(_) => return None,
        }
    }
    (heads.numbers.len() >= 2).then_some(heads)
}

/// The heads once, then a row of numbers for each group: `行政复议 1 2 3 4 10`.
fn row_after_group(tokens: &[Token]) -> Option<Heads> {
    let first = tokens
        .iter()
        .position(|token| matches!(token, Token::Leaf(_)))?;
    let leaves: Vec<&HeaderCell> = tokens[first..]
        .iter()
        .map_while(|token| match token {
            Token::Leaf(leaf) => Some(leaf),
            Token::Over(_) | Token::Number(_) => None,
        })
        .collect();
    if tokens[..first]
        .iter()
        .any(|token| !matches!(token, Token::Over(over) if over.known.is_none()))
    {
        return None;
    }
    let mut heads = Heads::default();
    let mut rest = &tokens[first + leaves.len()..];
    while !rest.is_empty() {
        let overs = rest
            .iter()
            .take_while(|token| matches!(token, Token::Over(_)))
            .count();
        let (over, after) = rest.split_at(overs);
        let (numbers, next) = after.split_at_checked(leaves.len())?;
        if overs == 0 {
            return None;
        }
        for token in over {
            if let Token::Over(over) = token {
                heads.header.push(over.clone());
            }
        }
        for (leaf, number) in leaves.iter().zip(numbers) {
            let Token::Number(number) = number else {
                return None;
            };
            heads.header.push((*leaf).clone());
            heads.numbers.push(number.clone());
        }
        rest = next;
    }
    (leaves.len() >= 2 && !heads.numbers.is_empty()).then_some(heads)
}

/// The groups side by side, then a row of numbers for each head: `结果维持 1 5 7`.
fn row_after_head(header: &HeaderSpec, tokens: &[Token]) -> Option<Heads> {
    let first = tokens
        .iter()
        .position(|token| matches!(token, Token::Leaf(_)))?;
    let mut groups: Vec<&HeaderCell> = Vec::new();
    for token in &tokens[..first] {
        match token {
            Token::Over(over) if over.known.is_some() => groups.push(over),
            Token::Over(_) => {}
            Token::Leaf(_) | Token::Number(_) => return None,
        }
    }
    let mut rows: Vec<(&HeaderCell, Vec<&Cell>)> = Vec::new();
    for token in &tokens[first..] {
        match (token, rows.last_mut()) {
            (Token::Leaf(leaf), _) => rows.push((leaf, Vec::new())),
            (Token::Number(number), Some((_, numbers))) => numbers.push(number),
            (Token::Number(_), None) | (Token::Over(_), _) => return None,
        }
    }
    let count = rows.first()?.1.len();
    if count < 2 || rows.len() < 2 || rows.iter().any(|(_, numbers)| numbers.len() != count) {
        return None;
    }
    let groups = groups_of_columns(header, groups, count)?;
    let mut heads = Heads::default();
    for (column, group) in groups.into_iter().enumerate() {
        heads.header.push(group.clone());
        for (leaf, numbers) in &rows {
            heads.header.push((*leaf).clone());
            heads.numbers.push((*numbers.get(column)?).clone());
        }
    }
    Some(heads)
}

/// The label over each of the columns: a label over several of the others has no column of its own.
fn groups_of_columns<'h>(
    header: &HeaderSpec,
    groups: Vec<&'h HeaderCell>,
    columns: usize,
) -> Option<Vec<&'h HeaderCell>> {
    if groups.len() == columns {
        return Some(groups);
    }
    let width = |group: &HeaderCell| {
        header
            .spans
            .iter()
            .find(|(label, _)| group.known == Some(*label))
            .map(|(_, at)| at.len())
    };
    let least = groups.iter().filter_map(|group| width(group)).min()?;
    let lowest: Vec<&HeaderCell> = groups
        .into_iter()
        .filter(|group| width(group) == Some(least))
        .collect();
    (lowest.len() == columns).then_some(lowest)
}
