//! A reader of HTML pages that forgives nothing: the tokens of `html5ever`, and elements that close in order.

use std::cell::RefCell;
use std::collections::HashSet;

use html5ever::buffer_queue::BufferQueue;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

const VOID: &[&str] = &["meta", "col", "br"];

#[derive(Default)]
pub(crate) struct Page {
    pub(crate) tables: Vec<Table>,
    /// Text by `data-pointer`, in the order of the page.
    pub(crate) texts: Vec<(String, String)>,
    pub(crate) elements: Vec<Element>,
}

pub(crate) struct Element {
    pub(crate) name: String,
    pub(crate) attributes: Vec<(String, String)>,
}

#[derive(Default)]
pub(crate) struct Table {
    pub(crate) cells: Vec<TableCell>,
    rows: usize,
    taken: HashSet<(usize, usize)>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct TableCell {
    pub(crate) row: usize,
    pub(crate) column: usize,
    pub(crate) colspan: usize,
    pub(crate) rowspan: usize,
    pub(crate) text: String,
    pub(crate) pointer: Option<String>,
}

#[derive(Default)]
struct Sink(RefCell<State>);

#[derive(Default)]
struct State {
    page: Page,
    open: Vec<(String, Option<usize>)>,
}

impl Page {
    pub(crate) fn read(html: &str) -> Self {
        let input = BufferQueue::default();
        input.push_back(html.into());
        let options = TokenizerOpts {
            exact_errors: true,
            ..TokenizerOpts::default()
        };
        let tokenizer = Tokenizer::new(Sink::default(), options);
        let _ = tokenizer.feed(&input);
        tokenizer.end();
        let state = tokenizer.sink.0.into_inner();
        assert!(state.open.is_empty(), "left open: {:?}", state.open);
        state.page
    }

    /// The values of an attribute over the whole page.
    pub(crate) fn values(&self, attribute: &str) -> Vec<&str> {
        let all = self.elements.iter().flat_map(|element| &element.attributes);
        all.filter(|(name, _)| name == attribute)
            .map(|(_, value)| value.as_str())
            .collect()
    }
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<()> {
        let mut state = self.0.borrow_mut();
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => {
                state.start(&tag);
                if &*tag.name == "style" {
                    return TokenSinkResult::RawData(RawKind::Rawtext);
                }
            }
            Token::TagToken(tag) => {
                let (open, _) = state.open.pop().expect("something is open");
                assert_eq!(open, &*tag.name, "line {line}");
            }
            Token::CharacterTokens(text) => state.text(&text),
            Token::ParseError(error) => panic!("line {line}: {error}"),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl State {
    fn start(&mut self, tag: &Tag) {
        let attributes = tag
            .attrs
            .iter()
            .map(|attr| (attr.name.local.to_string(), attr.value.to_string()))
            .collect();
        let element = Element {
            name: tag.name.to_string(),
            attributes,
        };
        let get = |wanted: &str| {
            element
                .attributes
                .iter()
                .find(|(name, _)| name == wanted)
                .map(|(_, value)| value)
        };
        let span = |name: &str| get(name).map_or(1, |value| value.parse().expect("a number"));
        let pointer = get("data-pointer").cloned();
        match &*element.name {
            "table" => self.page.tables.push(Table::default()),
            "tr" => self.page.tables.last_mut().expect("a table").rows += 1,
            "td" | "th" => {
                let table = self.page.tables.last_mut().expect("a table");
                table.place((span("rowspan"), span("colspan")), pointer.clone());
            }
            _ => {}
        }
        let index = pointer.map(|pointer| {
            self.page.texts.push((pointer, String::new()));
            self.page.texts.len() - 1
        });
        if !VOID.contains(&&*element.name) {
            self.open.push((element.name.clone(), index));
        }
        self.page.elements.push(element);
    }

    fn text(&mut self, text: &str) {
        for index in self.open.iter().filter_map(|(_, index)| *index) {
            self.page.texts[index].1.push_str(text);
        }
        if self
            .open
            .last()
            .is_some_and(|(name, _)| name == "td" || name == "th")
        {
            let table = self.page.tables.last_mut().expect("a table");
            table.cells.last_mut().expect("a cell").text.push_str(text);
        }
    }
}

impl Table {
    fn place(&mut self, (rowspan, colspan): (usize, usize), pointer: Option<String>) {
        let row = self.rows - 1;
        let column = (0..100)
            .find(|column| !self.taken.contains(&(row, *column)))
            .expect("a free column");
        for below in row..row + rowspan {
            for across in column..column + colspan {
                assert!(
                    self.taken.insert((below, across)),
                    "cells overlap at {below}, {across}"
                );
            }
        }
        self.cells.push(TableCell {
            row,
            column,
            colspan,
            rowspan,
            text: String::new(),
            pointer,
        });
    }

    /// Whether the cells fill a rectangle.
    pub(crate) fn is_full(&self) -> bool {
        let columns = self
            .taken
            .iter()
            .map(|(_, column)| column + 1)
            .max()
            .unwrap_or(0);
        self.taken.len() == self.rows * columns
    }
}
