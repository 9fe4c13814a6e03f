//! The styles of an `OpenDocument` file, as far as they say what is seen.

use std::collections::HashMap;

use super::KIND;
use crate::error::ImportError;
use crate::read::effects::Effect;
use crate::read::markup::Look;
use crate::read::tags::{self, Piece, Tag};

/// Styles that stand on each other, at most.
const CHAIN: usize = 16;
/// Styles that are kept; a long report has some thousand.
const MOST: usize = 50_000;

/// What a style sets; what it does not set, the one that it stands on does.
#[derive(Debug, Clone, Default)]
struct Style {
    parent: Option<String>,
    hidden: Option<bool>,
    struck: Option<bool>,
    raised: Option<bool>,
    /// Whether the content of a cell is repeated until it is full: 3 is shown as 3333.
    repeated: Option<bool>,
    colour: Option<u32>,
    back: Option<u32>,
    size: Option<u32>,
    /// Whether a table of this style is not shown.
    no_table: bool,
    /// Styles that apply instead where a condition on the cell holds.
    conditional: Vec<(String, String)>,
}

/// More conditions than any style of a report has.
const CONDITIONS: usize = 20;

/// The styles by family and name.
#[derive(Debug, Default)]
pub(super) struct Styles(HashMap<(String, String), Style>);

impl Styles {
    /// Adds the styles of a part.
    pub(super) fn add(&mut self, markup: &str, depth: usize) -> Result<(), ImportError> {
        let mut at: Option<(String, String)> = None;
        tags::read(KIND, markup, depth, |piece| {
            match piece {
                Piece::Open(_, tag) if matches!(tag.name, "style" | "default-style") => {
                    let family = tag.text("family").into_owned();
                    let key = (family, tag.text("name").into_owned());
                    if self.0.len() < MOST {
                        let parent = tag.owned("parent-style-name");
                        self.0.insert(
                            key.clone(),
                            Style {
                                parent,
                                ..Style::default()
                            },
                        );
                        at = Some(key);
                    }
                }
                Piece::Open(_, tag) if tag.name == "map" => {
                    if let Some(style) = at.as_ref().and_then(|at| self.0.get_mut(at))
                        && style.conditional.len() < CONDITIONS
                    {
                        let condition = tag.text("condition").into_owned();
                        let applied = tag.text("apply-style-name").into_owned();
                        style.conditional.push((condition, applied));
                    }
                }
                Piece::Open(_, tag) if tag.name.ends_with("-properties") => {
                    if let Some(style) = at.as_ref().and_then(|at| self.0.get_mut(at)) {
                        style.set(&tag);
                    }
                }
                Piece::Close("style" | "default-style") => at = None,
                _ => {}
            }
            Ok(())
        })
    }

    /// Whether tables of a style are not shown.
    pub(super) fn hides_table(&self, name: &str) -> bool {
        let style = self.0.get(&("table".to_owned(), name.to_owned()));
        style.is_some_and(|style| style.no_table)
    }

    /// The look of characters under a style, or under none, in text that looks like `around`.
    pub(super) fn look(&self, family: &str, name: Option<&str>, around: Look) -> Look {
        let mut chain = Vec::new();
        let mut at = name.map(str::to_owned);
        while let Some(name) = at.take().filter(|_| chain.len() < CHAIN) {
            if let Some(style) = self.0.get(&(family.to_owned(), name)) {
                chain.push(style);
                at.clone_from(&style.parent);
            }
        }
        // The default of a family is the style without a name.
        chain.extend(self.0.get(&(family.to_owned(), String::new())));
        chain
            .into_iter()
            .rev()
            .fold(around, |look, style| style.on(look))
    }

    /// The look of a cell whose style has conditions: that of the style whose condition holds or, where that cannot be
    /// told, of one that would hide the text.
    pub(super) fn judged(&self, name: &str, value: Option<&str>, look: Look) -> Look {
        let style = self.0.get(&(CELL.to_owned(), name.to_owned()));
        let number = value.and_then(|value| value.trim().parse::<f64>().ok());
        for (condition, applied) in style.into_iter().flat_map(|style| &style.conditional) {
            let applies = number.and_then(|number| holds(condition, number));
            let changed = self.look(CELL, Some(applied), look);
            let ground = changed.back.unwrap_or(WHITE);
            let is_unseen = changed.effects.has(Effect::Hidden)
                || changed.effects.has(Effect::Struck)
                || changed.colour == Some(ground);
            match applies {
                Some(true) => return changed,
                None if is_unseen => return changed,
                Some(false) | None => {}
            }
        }
        look
    }
}

/// The family of the styles of cells.
pub(super) const CELL: &str = "table-cell";
const WHITE: u32 = 0x00ff_ffff;

/// Whether a condition such as `cell-content()>=10` holds for a number; `None` for any that is not so simple.
#[expect(
    clippy::float_cmp,
    reason = "programs compare what is stored with what is written"
)]
fn holds(condition: &str, number: f64) -> Option<bool> {
    let comparison = condition.trim().strip_prefix("cell-content()")?.trim();
    let (sign, bound) = ["<=", ">=", "!=", "<", ">", "="]
        .into_iter()
        .find_map(|sign| Some((sign, comparison.strip_prefix(sign)?)))?;
    let bound: f64 = bound.trim().parse().ok()?;
    Some(match sign {
        "<=" => number <= bound,
        ">=" => number >= bound,
        "!=" => number != bound,
        "<" => number < bound,
        ">" => number > bound,
        _ => number == bound,
    })
}

impl Style {
    fn set(&mut self, tag: &Tag) {
        if let Some(display) = tag.get("display") {
            self.hidden = Some(display == "none");
            self.no_table |= tag.name == "table-properties" && display == "false";
        }
        let through = tag
            .get("text-line-through-style")
            .or_else(|| tag.get("text-line-through-type"));
        if let Some(through) = through {
            self.struck = Some(through != "none");
        }
        if let Some(position) = tag.get("text-position") {
            self.raised = Some(!(position.starts_with("0%") || position.starts_with("0 ")));
        }
        if let Some(repeats) = tag.get("repeat-content") {
            self.repeated = Some(repeats == "true");
        }
        if tag.name == "text-properties" {
            if let Some(opacity) = tag.get("opacity") {
                self.hidden = Some(opacity.trim_start().starts_with("0%"));
            }
            self.colour = tag
                .get("color")
                .and_then(|text| colour(&text))
                .or(self.colour);
            self.size = tag
                .get("font-size")
                .and_then(|text| half_points(&text))
                .or(self.size);
        }
        self.back = tag
            .get("background-color")
            .and_then(|text| colour(&text))
            .or(self.back);
    }

    fn on(&self, look: Look) -> Look {
        let settings = [
            (Effect::Hidden, self.hidden),
            (Effect::Struck, self.struck),
            (Effect::Raised, self.raised),
            (Effect::Unreadable, self.repeated),
        ];
        let mut effects = look.effects;
        for (effect, set) in settings {
            effects.set(effect, set.unwrap_or(effects.has(effect)));
        }
        Look {
            effects,
            colour: self.colour.or(look.colour),
            back: self.back.or(look.back),
            size: self.size.or(look.size),
        }
    }
}

fn colour(text: &str) -> Option<u32> {
    let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6)?;
    u32::from_str_radix(digits, 16).ok()
}

fn half_points(text: &str) -> Option<u32> {
    let points: f64 = text.strip_suffix("pt")?.trim().parse().ok()?;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "clamped to sizes of fonts"
    )]
    let half = (points * 2.0).clamp(0.0, 2_000.0).round() as u32;
    Some(half)
}
