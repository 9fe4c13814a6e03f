//! The layout of a printed report, which each format turns into a file.

mod appendix;
mod table;

use ogi_report::definition::{Definition, Field};
use ogi_report::{Language, Report};
use ogi_schema::Form;

pub(crate) use appendix::List;
pub(crate) use table::{Cell, Content, Figure, Table};

use crate::mark::{Anchors, word};
use crate::source::Source;
use crate::{Mark, Options};

/// A laid-out report.
#[derive(Debug)]
pub(crate) struct Page {
    pub(crate) schema_version: &'static str,
    pub(crate) edition: &'static str,
    pub(crate) title: Heading,
    pub(crate) agency: String,
    pub(crate) preamble: Text,
    pub(crate) sections: Vec<Section>,
    /// The day of publication, such as `2024年1月26日`.
    pub(crate) date: String,
    /// What the form has no place for.
    pub(crate) appendix: Vec<List>,
    /// The marks, numbered from 1 in this order.
    pub(crate) notes: Vec<Note>,
}

/// A heading.
#[derive(Debug)]
pub(crate) struct Heading {
    pub(crate) words: String,
    /// Numbers of the notes about it.
    pub(crate) marks: Vec<usize>,
}

/// One of the six sections.
#[derive(Debug)]
pub(crate) struct Section {
    /// Its property.
    pub(crate) name: &'static str,
    pub(crate) heading: Heading,
    pub(crate) blocks: Vec<Block>,
}

/// A part of a section.
#[derive(Debug)]
pub(crate) enum Block {
    Text(Text),
    Table(Table),
}

/// A text in paragraphs; under section one it has a heading of its own.
#[derive(Debug)]
pub(crate) struct Text {
    pub(crate) pointer: String,
    pub(crate) head: Option<String>,
    pub(crate) paragraphs: Vec<String>,
    /// Numbers of the notes about it.
    pub(crate) marks: Vec<usize>,
}

/// The message of a mark and its place.
#[derive(Debug)]
pub(crate) struct Note {
    pub(crate) pointer: String,
    /// The labels that lead to its place.
    pub(crate) place: String,
    /// The word for its severity in CSS and in Chinese.
    pub(crate) severity: (&'static str, &'static str),
    pub(crate) message: String,
}

impl Page {
    pub(crate) fn new(report: &Report, options: &Options) -> Self {
        let source = Source::new(report);
        let form = form(report);
        let definition = report.edition().definition();
        let mut anchors = Anchors::new(&options.marks);
        let mut layout = Layout {
            source: &source,
            form,
            to_fill: options.to_fill,
            anchors: &mut anchors,
        };
        let preamble = layout.text("/preamble", None);
        let fields = definition
            .fields
            .iter()
            .filter(|field| field.section.is_some());
        let sections: Vec<_> = fields.map(|field| layout.section(field)).collect();
        let agency = report.agency().name.as_str();
        let words = format!("{agency}{}年{}", report.year(), definition.label);
        Self {
            schema_version: report.schema_version().as_str(),
            edition: report.edition().as_str(),
            title: Heading {
                words,
                marks: anchors.rest(),
            },
            agency: agency.to_owned(),
            preamble,
            sections,
            date: report
                .published_on()
                .map_or_else(String::new, |date| spelled_out(date.as_str())),
            appendix: if options.appendix {
                appendix::lists(&source)
            } else {
                Vec::new()
            },
            notes: options
                .marks
                .iter()
                .map(|mark| note(&source, mark))
                .collect(),
        }
    }

    /// The note with a number, as lists of marks name it.
    pub(crate) fn note(&self, number: usize) -> Option<&Note> {
        self.notes.get(number.checked_sub(1)?)
    }

    /// The highest severity among the marks of a cell, as a class of CSS.
    pub(crate) fn severity(&self, marks: &[usize]) -> Option<&'static str> {
        let words = marks
            .iter()
            .filter_map(|number| self.note(*number))
            .map(|note| note.severity.0);
        words.min_by_key(|word| {
            ["error", "warning", "note"]
                .iter()
                .position(|known| known == word)
        })
    }

    /// The messages of the marks of a cell as one text.
    pub(crate) fn explain(&self, marks: &[usize], between: &str) -> String {
        let notes = marks.iter().filter_map(|number| self.note(*number));
        notes
            .map(|note| format!("{}：{}", note.severity.1, note.message))
            .collect::<Vec<_>>()
            .join(between)
    }
}

fn form(report: &Report) -> &'static Form {
    let edition = report.edition().as_str();
    ogi_schema::form(edition).unwrap_or_else(|| unreachable!("every edition has a form: {edition}"))
}

fn note(source: &Source<'_>, mark: &Mark) -> Note {
    let place = if mark.pointer.is_empty() {
        "全文".to_owned()
    } else {
        source.place(&mark.pointer)
    };
    let severity = (mark.severity.as_str(), word(mark.severity));
    Note {
        pointer: mark.pointer.clone(),
        place,
        severity,
        message: mark.message.clone(),
    }
}

/// `2024-01-26` as `2024年1月26日`.
pub(crate) fn spelled_out(date: &str) -> String {
    match date.split('-').collect::<Vec<_>>()[..] {
        [year, month, day] => {
            let (month, day) = (month.trim_start_matches('0'), day.trim_start_matches('0'));
            format!("{year}年{month}月{day}日")
        }
        _ => date.to_owned(),
    }
}

struct Layout<'a, 'm> {
    source: &'a Source<'a>,
    form: &'static Form,
    to_fill: bool,
    anchors: &'a mut Anchors<'m>,
}

impl Layout<'_, '_> {
    fn section(&mut self, field: &'static Field) -> Section {
        let at = format!("/{}", field.name);
        let printed = self
            .form
            .tables
            .iter()
            .find(|table| table.section == field.name);
        let blocks = match (printed, field.target) {
            (Some(table), _) => {
                vec![Block::Table(Table::printed(
                    self.source,
                    self.form,
                    table,
                    (field.label, self.anchors),
                ))]
            }
            (None, Some(target)) => self.parts(&at, target),
            (None, None) => vec![Block::Text(self.text(&at, None))],
        };
        let heading = Heading {
            words: field.label.to_owned(),
            marks: self.anchors.on_section(&at),
        };
        Section {
            name: field.name,
            heading,
            blocks,
        }
    }

    /// The parts of a section without a printed table: its text, texts under heads of their own, and lists of figures.
    fn parts(&mut self, at: &str, definition: &'static Definition) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut heads = 0;
        for (index, field) in definition.fields.iter().enumerate() {
            let at = format!("{at}/{}", field.name);
            let printed = self.source.has(&at);
            match field.target {
                Some(figures) if printed => {
                    blocks.push(Block::Table(Table::figures(
                        self.source,
                        (&at, field.label),
                        figures,
                        self.anchors,
                    )));
                }
                None if index == 0 => blocks.push(Block::Text(self.text(&at, None))),
                None if printed || self.to_fill => {
                    let ordinal =
                        ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"].get(heads);
                    heads += 1;
                    let head = format!(
                        "（{}）{}",
                        ordinal.unwrap_or(&""),
                        field.label(Language::Chinese)
                    );
                    blocks.push(Block::Text(self.text(&at, Some(head))));
                }
                Some(_) | None => {}
            }
        }
        blocks
    }

    fn text(&mut self, pointer: &str, head: Option<String>) -> Text {
        let text = self.source.text(pointer);
        let paragraphs = ogi_schema::appendix::paragraphs(text)
            .map(str::to_owned)
            .collect();
        Text {
            pointer: pointer.to_owned(),
            head,
            paragraphs,
            marks: self.anchors.on_text(pointer),
        }
    }
}
