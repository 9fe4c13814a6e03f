//! A JSON value whose members keep their order and may stand twice, and whose numbers are spelled.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

use super::damage::Dice;

/// A value.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Tree {
    Null,
    Bool(bool),
    Number(String),
    Text(String),
    List(Vec<Tree>),
    Object(Vec<(String, Tree)>),
}

impl Tree {
    pub(super) fn text(text: &str) -> Self {
        Self::Text(text.to_owned())
    }

    /// The value at a pointer without escapes.
    pub(super) fn at(&mut self, pointer: &str) -> Option<&mut Self> {
        let mut here = self;
        for step in pointer.split('/').skip(1) {
            here = match here {
                Self::Object(members) => &mut members.iter_mut().find(|(name, _)| name == step)?.1,
                Self::List(items) => items.get_mut(step.parse::<usize>().ok()?)?,
                _ => return None,
            };
        }
        Some(here)
    }

    /// Puts a member into an object, in the place of one of the same name.
    pub(super) fn set(&mut self, name: &str, value: Self) {
        if let Self::Object(members) = self {
            match members.iter_mut().find(|(known, _)| known == name) {
                Some((_, old)) => *old = value,
                None => members.push((name.to_owned(), value)),
            }
        }
    }

    /// The pointers of everything inside, outer values first.
    pub(super) fn places(&self, at: &str, places: &mut Vec<String>) {
        let mut inside = |name: &str, value: &Self| {
            let at = format!("{at}/{name}");
            places.push(at.clone());
            value.places(&at, places);
        };
        match self {
            Self::Object(members) => members.iter().for_each(|(name, value)| inside(name, value)),
            Self::List(items) => {
                for (index, value) in items.iter().enumerate() {
                    inside(&index.to_string(), value);
                }
            }
            _ => {}
        }
    }

    /// Takes away what stands at a pointer.
    pub(super) fn remove(&mut self, pointer: &str) -> Option<()> {
        let (parent, name) = pointer.rsplit_once('/')?;
        match self.at(parent)? {
            Self::Object(members) => {
                let index = members.iter().position(|(known, _)| known == name)?;
                members.remove(index);
            }
            Self::List(items) => {
                let index: usize = name.parse().ok()?;
                (index < items.len()).then(|| items.remove(index))?;
            }
            _ => return None,
        }
        Some(())
    }

    /// The document in a layout.
    pub(super) fn write(&self, layout: &Layout, dice: &mut Dice) -> Vec<u8> {
        let mut text = String::new();
        self.put(layout, dice, &mut text);
        text.into_bytes()
    }

    fn put(&self, layout: &Layout, dice: &mut Dice, text: &mut String) {
        match self {
            Self::Null => text.push_str("null"),
            Self::Bool(value) => text.push_str(if *value { "true" } else { "false" }),
            Self::Number(spelled) => text.push_str(spelled),
            Self::Text(value) => put_text(value, layout, dice, text),
            Self::List(items) => {
                text.push('[');
                for (index, item) in items.iter().enumerate() {
                    text.push_str(if index > 0 { "," } else { "" });
                    layout.space(dice, text);
                    item.put(layout, dice, text);
                    layout.space(dice, text);
                }
                text.push(']');
            }
            Self::Object(members) => {
                let mut order: Vec<usize> = (0..members.len()).collect();
                if layout.shuffled {
                    for index in (1..order.len()).rev() {
                        order.swap(index, dice.below(index + 1));
                    }
                }
                text.push('{');
                for (index, member) in order.into_iter().enumerate() {
                    let (name, value) = &members[member];
                    text.push_str(if index > 0 { "," } else { "" });
                    layout.space(dice, text);
                    put_text(name, layout, dice, text);
                    layout.space(dice, text);
                    text.push(':');
                    layout.space(dice, text);
                    value.put(layout, dice, text);
                    layout.space(dice, text);
                }
                text.push('}');
            }
        }
    }
}

/// How a document is written.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Layout {
    pub(super) shuffled: bool,
    pub(super) spaced: bool,
    /// How many of a hundred characters are escaped.
    pub(super) escaped: usize,
}

impl Layout {
    fn space(&self, dice: &mut Dice, text: &mut String) {
        if self.spaced {
            text.push_str(dice.one_of(&["", "", " ", "\n  ", "\t", "\r\n"]));
        }
    }
}

fn put_text(value: &str, layout: &Layout, dice: &mut Dice, text: &mut String) {
    text.push('"');
    for character in value.chars() {
        let escaped = dice.below(100) < layout.escaped;
        match character {
            '"' | '\\' if !escaped => text.extend(['\\', character]),
            other if escaped || other < ' ' => {
                for unit in other.encode_utf16(&mut [0; 2]) {
                    text.push_str(&format!("\\u{unit:04x}"));
                }
            }
            other => text.push(other),
        }
    }
    text.push('"');
}

impl<'de> Deserialize<'de> for Tree {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reading)
    }
}

struct Reading;

impl<'de> Visitor<'de> for Reading {
    type Value = Tree;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Tree, E> {
        Ok(Tree::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Tree, E> {
        Ok(Tree::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Tree, E> {
        Ok(Tree::Number(value.to_string()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Tree, E> {
        Ok(Tree::Number(value.to_string()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Tree, E> {
        Ok(Tree::Number(value.to_string()))
    }

    fn visit_str<E>(self, value: &str) -> Result<Tree, E> {
        Ok(Tree::text(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Tree, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Tree::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Tree, A::Error> {
        let mut object = Vec::new();
        while let Some(member) = members.next_entry()? {
            object.push(member);
        }
        Ok(Tree::Object(object))
    }
}
