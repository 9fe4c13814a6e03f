//! Text within a paragraph: runs with their looks, revisions, fields, controls, formulas, reading aids.

use std::borrow::Cow;

use super::field::{Field, Shown};
use super::look::{Ground, Levels, Properties};
use super::styles::Styles;
use crate::grid::Elsewhere;
use crate::grid::seen::{Cause, Look};
use crate::read::office::colour;
use crate::read::office::xml::{Tag, is_yes};

/// Fields and controls that may stand within each other.
const NESTED: usize = 400;
/// Parts of formulas that place their text above, below or around other text.
const BUILT: [&str; 19] = [
    "sSup",
    "sSub",
    "sSubSup",
    "sPre",
    "f",
    "rad",
    "nary",
    "acc",
    "bar",
    "limLow",
    "limUpp",
    "m",
    "eqArr",
    "func",
    "groupChr",
    "borderBox",
    "phant",
    "d",
    "box",
];

/// What a piece of text is pushed as.
pub(super) type Piece<'t> = (Look, Cause, Cow<'t, str>);

/// Where in a paragraph the reader is.
pub(super) struct Run<'a> {
    styles: &'a Styles,
    pub(super) grounds: Grounds,
    pub(super) elsewhere: Elsewhere,
    /// Whether a revision deletes the cell.
    pub(super) cell_is_deleted: bool,
    /// Text boxes that are open: their ground is not known.
    pub(super) boxes: usize,
    paragraph: Option<String>,
    /// Why nothing of the paragraph is seen, wherever that is so.
    pub(super) unseen: Option<(Look, Cause)>,
    character: Option<String>,
    table: Option<String>,
    direct: Properties,
    /// The look of the run, once it is known.
    look: Option<(Look, Cause)>,
    reads: Reads,
    deleted: usize,
    moved: usize,
    aids: usize,
    formulas: usize,
    built: usize,
    turned: Vec<bool>,
    fields: Vec<Field>,
    /// For each control that is open, whether it shows its placeholder.
    controls: Vec<bool>,
}

/// What characters are at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reads {
    /// Nothing that is read.
    Nothing,
    Text,
    /// The instructions of a field.
    Code,
}

/// What text stands on, from the page to the paragraph.
#[derive(Debug, Default)]
pub(super) struct Grounds {
    page: Option<Ground>,
    tables: Vec<Option<Ground>>,
    pub(super) cell: Option<Ground>,
    pub(super) paragraph: Option<Ground>,
}

impl Grounds {
    /// The colour of the page; whether it is shown is a setting of the program.
    pub(super) fn set_page(&mut self, tag: Tag) {
        let is_white = colour::parse(&tag.text("color")) == Some([255; 3]);
        self.page = (!is_white).then_some(Ground::Unknown);
    }

    pub(super) fn set_table(&mut self, ground: Ground) {
        if let Some(last) = self.tables.last_mut() {
            *last = Some(ground);
        }
    }

    pub(super) fn begin_table(&mut self) {
        self.tables.push(None);
        self.cell = None;
    }

    pub(super) fn end_table(&mut self) {
        self.tables.pop();
        self.cell = None;
    }

    fn below(&self, paragraph_style: Option<Ground>) -> Ground {
        let tables = self.tables.iter().rev().copied();
        let own = [self.paragraph, paragraph_style, self.cell].into_iter();
        own.chain(tables)
            .flatten()
            .find(|ground| *ground != Ground::Clear)
            .or(self.page)
            .unwrap_or(Ground::Colour([255; 3]))
    }
}

impl<'a> Run<'a> {
    pub(super) fn new(styles: &'a Styles) -> Self {
        Self {
            styles,
            grounds: Grounds::default(),
            elsewhere: Elsewhere::default(),
            cell_is_deleted: false,
            boxes: 0,
            paragraph: None,
            unseen: None,
            character: None,
            table: None,
            direct: Properties::default(),
            look: None,
            reads: Reads::Nothing,
            deleted: 0,
            moved: 0,
            aids: 0,
            formulas: 0,
            built: 0,
            turned: Vec::new(),
            fields: Vec::new(),
            controls: Vec::new(),
        }
    }

    pub(super) fn begin_paragraph(&mut self) {
        self.paragraph = None;
        self.unseen = None;
        self.grounds.paragraph = None;
        self.begin();
    }

    fn begin(&mut self) {
        self.direct = Properties::default();
        self.character = None;
        self.look = None;
    }

    pub(super) fn property(&mut self, name: &str, tag: Tag) {
        if name == "rStyle" {
            self.character = tag.get("val").map(Into::into);
        } else {
            self.direct.set(name, tag);
        }
        self.look = None;
    }

    pub(super) fn paragraph_style(&mut self, name: &str) {
        self.paragraph = Some(name.to_owned());
        self.look = None;
    }

    pub(super) fn table_style(&mut self, name: &str) {
        self.table = Some(name.to_owned()).filter(|name| !name.is_empty());
        if self
            .styles
            .table(self.table.as_deref())
            .is_some_and(|style| style.paints)
        {
            self.grounds.set_table(Ground::Unknown);
        }
    }

    pub(super) fn is_placeholder(&mut self, tag: Tag) {
        if let Some(last) = self.controls.last_mut() {
            *last = tag.get("val").is_none_or(|value| is_yes(&value));
        }
    }

    /// A tag within a paragraph; what it shows.
    pub(super) fn opened(&mut self, name: &str, tag: Tag) -> Option<Piece<'static>> {
        match name {
            "r" => self.begin(),
            "t" | "delText" => self.reads = Reads::Text,
            "instrText" | "delInstrText" => self.reads = Reads::Code,
            "del" => self.deleted += 1,
            "moveFrom" => self.moved += 1,
            "rt" => self.aids += 1,
            "oMath" => self.formulas += 1,
            "bdo" => self.turned.push(tag.text("val") == "rtl"),
            "sdt" if self.controls.len() < NESTED => self.controls.push(false),
            "fldChar" => return self.field(&tag.text("fldCharType")),
            "fldSimple" if self.fields.len() < NESTED => {
                self.fields.push(Field::simple(&tag.text("instr")));
            }
            "listEntry" | "result" | "default" => {
                if let Some(field) = self.fields.last_mut() {
                    field.setting(name, tag);
                }
            }
            "tab" | "ptab" => return self.shown(" ".into()),
            "br" | "cr" => return self.shown("\n".into()),
            "noBreakHyphen" => return self.shown("-".into()),
            "sym" => return self.symbol(tag),
            "footnoteReference" | "endnoteReference" => {
                let is_own = !tag.is_on("customMarkFollows");
                let mark = tag.text("id").into_owned();
                if !is_own {
                    // The text of this run is the mark.
                    self.look = Some((Look::Annotation, Cause::Note));
                }
                return is_own.then(|| (Look::Annotation, Cause::Note, mark.into()));
            }
            name if self.formulas > 0 && BUILT.contains(&name) => self.built += 1,
            _ => {}
        }
        None
    }

    pub(super) fn closed(&mut self, name: &str) -> Option<Shown> {
        let less = |count: &mut usize| *count = count.saturating_sub(1);
        match name {
            "t" | "delText" | "instrText" | "delInstrText" => self.reads = Reads::Nothing,
            "del" => less(&mut self.deleted),
            "moveFrom" => less(&mut self.moved),
            "rt" => less(&mut self.aids),
            "oMath" => less(&mut self.formulas),
            "bdo" => drop(self.turned.pop()),
            "sdt" => drop(self.controls.pop()),
            "fldSimple" => return self.fields.pop().and_then(Field::end),
            name if self.formulas > 0 && BUILT.contains(&name) => less(&mut self.built),
            _ => {}
        }
        None
    }

    /// Characters; what they are to be pushed as, if they are text.
    pub(super) fn text<'t>(&mut self, text: &'t str) -> Option<Piece<'t>> {
        match self.reads {
            Reads::Nothing => None,
            Reads::Text => self.shown(text.into()),
            Reads::Code => {
                if let Some(field) = self.fields.last_mut() {
                    field.instruct(text);
                }
                None
            }
        }
    }

    fn shown<'t>(&mut self, text: Cow<'t, str>) -> Option<Piece<'t>> {
        if self.fields.iter().any(|field| field.in_code) {
            return None;
        }
        if !text.trim().is_empty() {
            self.fields
                .iter_mut()
                .for_each(|field| field.has_result = true);
        }
        let (look, cause) = self.look();
        Some((look, cause, text))
    }

    /// The begin, middle or end of a field.
    fn field(&mut self, kind: &str) -> Option<Piece<'static>> {
        match kind {
            "begin" if self.fields.len() < NESTED => self.fields.push(Field::begin()),
            "separate" => {
                if let Some(field) = self.fields.last_mut() {
                    field.in_code = false;
                }
            }
            "end" => {
                let shown = self.fields.pop().and_then(Field::end)?;
                if self.fields.iter().any(|field| field.in_code) {
                    return None;
                }
                return match shown {
                    Shown::Text(text) => self.shown(text.into()),
                    Shown::Thing(look, cause, text) => Some((look, cause, text.into())),
                };
            }
            _ => {}
        }
        None
    }

    /// A character by its code in a font: that of `Symbol` has the usual digits and signs, others have pictograms.
    fn symbol(&mut self, tag: Tag) -> Option<Piece<'static>> {
        let code = u32::from_str_radix(&tag.text("char"), 16).unwrap_or(0);
        let is_private = (0xf000..=0xf0ff).contains(&code);
        let is_usual = tag.text("font").eq_ignore_ascii_case("symbol");
        let character = match code {
            0xf020..=0xf03f if is_usual => char::from_u32(code - 0xf000),
            code if !is_private => char::from_u32(code),
            _ => None,
        };
        match character {
            Some(character) => self.shown(character.to_string().into()),
            None => Some((
                Look::NotText,
                Cause::Font,
                tag.text("char").into_owned().into(),
            )),
        }
    }

    fn look(&mut self) -> (Look, Cause) {
        if self.deleted > 0 || self.cell_is_deleted {
            (Look::Struck, Cause::Deleted)
        } else if self.moved > 0 {
            (Look::Struck, Cause::Moved)
        } else if self.controls.contains(&true) {
            (Look::NotText, Cause::Control)
        } else if self.aids > 0 {
            (Look::Annotation, Cause::Ruby)
        } else if self.built > 0 {
            (Look::NotText, Cause::Drawing)
        } else if self.turned.contains(&true) {
            (Look::NotText, Cause::Turned)
        } else if let Some(unseen) = self.unseen {
            unseen
        } else if let Some(look) = self.look {
            look
        } else {
            let look = self.by_properties();
            self.look = Some(look);
            look
        }
    }

    fn by_properties(&self) -> (Look, Cause) {
        let paragraph = self.styles.paragraph(self.paragraph.as_deref());
        let ground = self.grounds.below(paragraph.and_then(|style| style.ground));
        let ground = match ground {
            Ground::Colour(_) if self.boxes > 0 && self.grounds.paragraph.is_none() => {
                Ground::Unknown
            }
            ground => ground,
        };
        let table = if self.grounds.tables.is_empty() {
            None
        } else {
            self.styles.table(self.table.as_deref())
        };
        let character = self
            .character
            .as_deref()
            .and_then(|name| self.styles.get(name));
        let levels = Levels {
            defaults: self.styles.defaults,
            table: table.map(|style| style.text).unwrap_or_default(),
            paragraph: paragraph.map(|style| style.text).unwrap_or_default(),
            character: character.map(|style| style.text).unwrap_or_default(),
            direct: self.direct,
        };
        levels.look(ground)
    }
}

/// Whether Word understands the extensions that a choice between contents requires, by the prefixes that it writes.
pub(super) fn is_understood(required: &str) -> bool {
    const PREFIXES: [&str; 8] = ["w1", "wp", "a1", "cx", "am3d", "aink", "v", "wne"];
    let is_known = |prefix: &str| PREFIXES.iter().any(|known| prefix.starts_with(known));
    required.split_whitespace().all(is_known)
}
