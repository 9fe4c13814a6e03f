//! Ways in which the same document can be written, and what can be done to its bytes; also used by the fuzz targets
//! `fast` and `lines`.

use serde_json::{Value, json};

/// How a document is written.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Style {
    pub(crate) seed: u64,
    pub(crate) shuffle: bool,
    pub(crate) space: bool,
    /// How many of a hundred characters are escaped.
    pub(crate) escape: u8,
}

/// A generator of numbers that is good enough to choose a layout.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn below(&mut self, most: u64) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % most).expect("small")
    }
}

pub(crate) fn write(value: &Value, style: Style, dice: &mut Dice, text: &mut String) {
    match value {
        Value::Object(members) => {
            let mut members: Vec<_> = members.iter().collect();
            if style.shuffle {
                for index in (1..members.len()).rev() {
                    members.swap(index, dice.below(index as u64 + 1));
                }
            }
            text.push('{');
            for (index, (name, value)) in members.into_iter().enumerate() {
                text.push_str(if index > 0 { "," } else { "" });
                space(style, dice, text);
                string(name, style, dice, text);
                space(style, dice, text);
                text.push(':');
                space(style, dice, text);
                write(value, style, dice, text);
                space(style, dice, text);
            }
            text.push('}');
        }
        Value::Array(items) => {
            text.push('[');
            for (index, value) in items.iter().enumerate() {
                text.push_str(if index > 0 { "," } else { "" });
                space(style, dice, text);
                write(value, style, dice, text);
            }
            space(style, dice, text);
            text.push(']');
        }
        Value::String(content) => string(content, style, dice, text),
        other => text.push_str(&other.to_string()),
    }
}

fn space(style: Style, dice: &mut Dice, text: &mut String) {
    if style.space {
        text.push_str(["", "", " ", "\n  ", "\t", "\r\n                  "][dice.below(6)]);
    }
}

fn string(content: &str, style: Style, dice: &mut Dice, text: &mut String) {
    text.push('"');
    for character in content.chars() {
        let escape = dice.below(100) < usize::from(style.escape);
        match character {
            '"' | '\\' if !escape => text.extend(['\\', character]),
            '\n' if !escape => text.push_str("\\n"),
            other if escape || other < ' ' => {
                let mut units = [0; 2];
                text.extend(
                    other
                        .encode_utf16(&mut units)
                        .iter()
                        .map(|unit| format!("\\u{unit:04x}")),
                );
            }
            other => text.push(other),
        }
    }
    text.push('"');
}

/// What is put into a document to damage it, or not.
pub(crate) const PIECES: &[&str] = &[
    " ",
    "\n",
    ",",
    "{",
    "}",
    "[",
    "]",
    ":",
    "\"",
    "\\",
    "\\n",
    "\\u0031",
    "\\ud800",
    "\\ud83d\\ude00",
    "0",
    "-",
    ".0",
    "e0",
    ".5",
    "e400",
    "9007199254740991",
    "9007199254740992",
    "null",
    "true",
    "\u{FEFF}",
    "\u{1}",
    "\"total\":0,",
    "\"extra\":0,",
    ",\"undivided\":null",
    "政",
    "💡",
];

/// What is done to the bytes of a document.
#[derive(Debug, Clone)]
pub(crate) enum Damage {
    Set(u8),
    Insert(Vec<u8>),
    Remove(usize),
    Cut,
    Repeat(usize),
}

impl Damage {
    pub(crate) fn apply(&self, bytes: &mut Vec<u8>, at: usize) {
        let at = at % bytes.len().max(1);
        match self {
            _ if bytes.is_empty() => {}
            Self::Set(byte) => bytes[at] = *byte,
            Self::Insert(inserted) => drop(bytes.splice(at..at, inserted.iter().copied())),
            Self::Remove(count) => drop(bytes.drain(at..(at + count).min(bytes.len()))),
            Self::Cut => bytes.truncate(at),
            Self::Repeat(count) => bytes.extend_from_within(at..(at + count).min(bytes.len())),
        }
    }
}

/// A document with texts that need escapes and with every optional part.
pub(crate) fn enrich(document: &mut Value) {
    document["preamble"] = json!("一\n“二”\"三\"\\\u{1F4A1}");
    document["source"] = json!({});
    document["cell_notes"] = json!([{ "at": "/year", "missing": "slash" }, { "at": "/requests/new_received", "printed": "／" }]);
    document["extensions"] = json!([{ "label": "甲", "value": "1" }]);
    document["blank_cells"] = json!("zero");
}

pub(crate) fn canonical(document: &Value) -> Vec<u8> {
    let report = ogi_report::read(document.to_string().as_bytes()).expect("bases are valid");
    ogi_report::write(&report).into_bytes()
}

/// A document made from bytes that say how: base, layout, then what is done where.
pub(crate) fn by_recipe(bases: &[Value], recipe: &[u8]) -> Vec<u8> {
    let (head, rest) = recipe.split_at(recipe.len().min(4));
    let byte = |index: usize| head.get(index).copied().unwrap_or(0);
    let mut document = bases[usize::from(byte(0)) % bases.len()].clone();
    if byte(1) & 1 == 1 {
        enrich(&mut document);
    }
    let mut bytes = if byte(1) & 2 == 0 {
        canonical(&document)
    } else {
        let escape = [0, 0, 3, 100][usize::from(byte(1) >> 4) & 3];
        let style = Style {
            seed: byte(2).into(),
            shuffle: byte(1) & 4 == 4,
            space: byte(1) & 8 == 8,
            escape,
        };
        let mut text = String::new();
        write(&document, style, &mut Dice(style.seed), &mut text);
        text.into_bytes()
    };
    for step in rest.chunks(4).take(8) {
        let part = |index: usize| usize::from(step.get(index).copied().unwrap_or(0));
        let at = part(1) << 8 | part(2);
        let damage = match part(0) % 8 {
            0 => Damage::Set(step.get(3).copied().unwrap_or(0)),
            1 => Damage::Set(b'0' + step.get(3).copied().unwrap_or(0) % 10),
            2..5 => Damage::Insert(PIECES[part(3) % PIECES.len()].as_bytes().to_vec()),
            5 => Damage::Remove(1 + part(3) % 8),
            6 => Damage::Repeat(1 + part(3)),
            _ => Damage::Cut,
        };
        damage.apply(&mut bytes, at);
    }
    bytes
}
