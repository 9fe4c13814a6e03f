//! Rich text (RTF 1.9): what Word and WPS save as `.rtf`, and what many programs save as `.doc`.

mod state;
mod table;
mod tokens;

use crate::error::ImportError;
use crate::grid::Page;
use crate::limits::Limits;
use crate::read::html;
use crate::read::markup::Markup;
use state::{Destination, State, Text};
use table::{CellShape, Row};
use tokens::{Token, Tokens};

/// The bytes that a file begins with.
pub(super) const MAGIC: &[u8] = b"{\\rtf";

const KIND: &str = "RTF";

/// Reads a file.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Page, ImportError> {
    let mut reader = Reader {
        tokens: Tokens::new(bytes),
        limits,
        states: vec![State::default()],
        text: Text::default(),
        markup: Markup::new(KIND, limits.bytes),
        cell: Markup::new(KIND, limits.bytes),
        row: Row::default(),
        shape: CellShape::default(),
        rows: Vec::new(),
        cells: 0,
    };
    while let Some(token) = reader.tokens.next() {
        reader.token(&token)?;
    }
    reader.end_paragraph()?;
    reader.end_table()?;
    let mut page = html::read(&reader.markup.take(), limits)?;
    page.media_type = "application/rtf";
    Ok(page)
}

struct Reader<'a> {
    tokens: Tokens<'a>,
    limits: &'a Limits,
    /// The states of the groups that are open.
    states: Vec<State>,
    text: Text,
    markup: Markup,
    /// The cell or paragraph that is being written.
    cell: Markup,
    row: Row,
    /// What is known of the next cell of the row.
    shape: CellShape,
    rows: Vec<Row>,
    cells: usize,
}

impl Reader<'_> {
    fn state(&mut self) -> &mut State {
        if self.states.is_empty() {
            self.states.push(State::default());
        }
        let last = self.states.len() - 1;
        &mut self.states[last]
    }

    fn token(&mut self, token: &Token) -> Result<(), ImportError> {
        match token {
            Token::Byte(byte) => {
                let state = *self.state();
                return match self.text.byte(*byte, &state) {
                    Some(run) => self.write(&run, &state),
                    None => Ok(()),
                };
            }
            Token::Word("u", Some(code)) => {
                let state = *self.state();
                let before = self.text.flush(&state);
                self.write(&before, &state)?;
                return match self.text.unicode(*code, &state) {
                    Some(run) => self.write(&run, &state),
                    None => Ok(()),
                };
            }
            _ => {}
        }
        let state = *self.state();
        let run = self.text.flush(&state);
        self.write(&run, &state)?;
        match token {
            Token::Open => self.open(),
            Token::Close => {
                self.text.close(&state);
                if self.states.len() > 1 {
                    self.states.pop();
                }
                Ok(())
            }
            Token::Symbol(symbol) => self.symbol(*symbol),
            Token::Word(word, number) => self.word(word, *number),
            Token::Byte(_) => Ok(()),
        }
    }

    fn open(&mut self) -> Result<(), ImportError> {
        if self.states.len() > self.limits.depth {
            return Err(ImportError::TooDeep {
                limit: self.limits.depth,
                line: 1,
            });
        }
        let mut inner = *self.state();
        inner.starred = false;
        self.states.push(inner);
        Ok(())
    }

    fn symbol(&mut self, symbol: u8) -> Result<(), ImportError> {
        let state = *self.state();
        match symbol {
            b'*' => {
                self.state().starred = true;
                Ok(())
            }
            b'~' => self.write("\u{a0}", &state),
            // A hyphen that does not break the line; people type it for minus.
            b'_' => self.write("-", &state),
            b'\\' | b'{' | b'}' => self.write(char::from(symbol).encode_utf8(&mut [0; 4]), &state),
            b'\r' | b'\n' => self.end_paragraph(),
            _ => Ok(()),
        }
    }

    fn word(&mut self, word: &str, number: Option<i32>) -> Result<(), ImportError> {
        let shown = self.state().place == Destination::Body;
        if shown && matches!(word, "pict" | "shptxt") {
            self.cell.tag("<img>");
        }
        let is_known = self.state().destination(word);
        if self.state().starred && !is_known {
            self.state().place = Destination::Skipped;
        }
        self.state().starred = false;
        if word == "bin" {
            self.tokens
                .pass_over(usize::try_from(number.unwrap_or(0)).unwrap_or(0));
        }
        self.text.word(word, number, &mut self.states);
        if self.state().place != Destination::Body {
            return Ok(());
        }
        let state = *self.state();
        match word {
            "par" | "sect" | "page" | "nestcell" | "nestrow" => self.end_paragraph(),
            "line" | "lbr" => {
                self.cell.tag("<br>");
                Ok(())
            }
            "tab" => self.write("\t", &state),
            "emdash" => self.write("—", &state),
            "endash" => self.write("–", &state),
            "lquote" => self.write("‘", &state),
            "rquote" => self.write("’", &state),
            "ldblquote" => self.write("“", &state),
            "rdblquote" => self.write("”", &state),
            "bullet" => self.write("•", &state),
            "emspace" | "enspace" | "qmspace" => self.write(" ", &state),
            "cell" => self.end_cell(),
            "row" => self.end_row(),
            _ => {
                self.table_word(word, number);
                Ok(())
            }
        }
    }

    /// Words that define the rows of tables.
    fn table_word(&mut self, word: &str, number: Option<i32>) {
        let colour = |reader: &Self| reader.text.colour(number);
        match word {
            "trowd" => {
                self.row.shapes.clear();
                self.row.left = 0;
                self.row.deleted = false;
                self.shape = CellShape::default();
            }
            "trleft" => self.row.left = number.unwrap_or(0),
            "trauthdel" | "trdel" => self.row.deleted = true,
            "clmrg" => self.shape.goes_on_across = true,
            "clvmrg" => self.shape.goes_on_down = true,
            "clcbpat" => self.shape.back = colour(self),
            "cellx" if self.row.shapes.len() <= self.limits.columns => {
                self.shape.right = number.unwrap_or(0);
                self.row.shapes.push(std::mem::take(&mut self.shape));
            }
            _ => {}
        }
    }

    /// Adds characters to the cell or paragraph.
    fn write(&mut self, text: &str, state: &State) -> Result<(), ImportError> {
        if text.is_empty() || state.place != Destination::Body {
            return Ok(());
        }
        self.row.has_text |= !state.hides() && !text.trim().is_empty();
        let look = self.text.look(state);
        self.cell.text(text, look)
    }

    fn end_paragraph(&mut self) -> Result<(), ImportError> {
        if self.state().in_table {
            self.cell.tag("<br>");
            return Ok(());
        }
        self.row.has_text = false;
        let paragraph = self.cell.take();
        if !paragraph.is_empty() {
            self.end_table()?;
        }
        self.markup.tag("<p>");
        self.markup.append(&paragraph)?;
        self.markup.tag("</p>\n");
        Ok(())
    }

    fn end_cell(&mut self) -> Result<(), ImportError> {
        self.cells += 1;
        if self.cells > self.limits.cells {
            return Err(ImportError::TooManyCells {
                limit: self.limits.cells,
            });
        }
        self.row.cells.push(self.cell.take());
        let is_hidden = self.state().hides();
        self.row.hidden_ends += usize::from(is_hidden);
        Ok(())
    }

    fn end_row(&mut self) -> Result<(), ImportError> {
        let shapes = self.row.shapes.clone();
        let left = self.row.left;
        let row = std::mem::replace(
            &mut self.row,
            Row {
                left,
                shapes,
                ..Row::default()
            },
        );
        self.cells += row.shapes.len();
        if self.cells > self.limits.cells {
            return Err(ImportError::TooManyCells {
                limit: self.limits.cells,
            });
        }
        self.rows.push(row);
        Ok(())
    }

    fn end_table(&mut self) -> Result<(), ImportError> {
        let rows = std::mem::take(&mut self.rows);
        if rows.is_empty() {
            return Ok(());
        }
        table::write(&rows, &mut self.markup, self.limits)
    }
}
