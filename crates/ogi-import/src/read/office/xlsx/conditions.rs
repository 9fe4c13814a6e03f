//! Conditional formats: what they change of what a cell shows, where their conditions can be judged without computing.

use std::rc::Rc;

use super::area;
use super::styles::Difference;
use crate::error::ImportError;
use crate::read::office::sheet::{Area, Place, Style, Value, show};
use crate::read::office::xml::{self, Piece, Tag};

/// Areas with conditional formats beyond these are hostile.
const MOST: usize = 1_000;

/// The conditional formats of a sheet.
#[derive(Debug, Default)]
pub(super) struct Conditions {
    /// From the one that counts least to the one that counts most.
    rules: Vec<Rule>,
    /// Whether there are more than are kept, so that any cell may be meant.
    pub(super) too_many: bool,
}

/// One rule, for some areas.
#[derive(Debug)]
struct Rule {
    areas: Rc<[Area]>,
    test: Test,
    effect: Effect,
    priority: u32,
}

/// When a rule applies.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Test {
    Always,
    /// The number of the cell compares with one or two others so.
    Compares(Comparison, f64, f64),
    /// That would have to be computed.
    Unknown,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Comparison {
    Less,
    LessOrEqual,
    Equal,
    NotEqual,
    GreaterOrEqual,
    Greater,
    Between,
    NotBetween,
}

/// What a rule does to a cell.
#[derive(Debug, Clone)]
enum Effect {
    /// Changes its look.
    Differs(Rc<Difference>),
    /// Shows a bar or a sign instead of its value.
    HidesValue,
    /// Paints its ground, in a colour that depends on its value.
    Paints,
}

/// A cell's look below the conditions of its sheet.
pub(super) enum Judged {
    Look(Style),
    /// Whether it shows its value depends on what is not known here.
    Unknown,
}

/// A rule while it is read.
struct Open {
    kind: String,
    operator: String,
    difference: Option<usize>,
    priority: u32,
    formulas: Vec<String>,
    hides_value: bool,
}

impl Conditions {
    /// Reads them from the markup of a sheet; `differences` are those of the workbook.
    pub(super) fn read(markup: &str, differences: &[Rc<Difference>]) -> Result<Self, ImportError> {
        let mut conditions = Self::default();
        let mut areas: Rc<[Area]> = Rc::default();
        let mut count = 0;
        let mut open: Option<Open> = None;
        let mut in_formula = false;
        xml::read(markup, |piece| {
            match piece {
                Piece::Open("conditionalFormatting", tag) => {
                    let named = tag.text("sqref");
                    areas = named.split_whitespace().filter_map(area).collect();
                    count += areas.len();
                    conditions.too_many |= count > MOST;
                }
                Piece::Open("cfRule", tag) => open = Some(Open::new(tag)),
                Piece::Open("dataBar" | "iconSet", tag) => {
                    if let (Some(open), Some(shows)) = (&mut open, tag.get("showValue")) {
                        open.hides_value |= !xml::is_yes(&shows);
                    }
                }
                Piece::Open("formula", _) => {
                    in_formula = true;
                    if let Some(open) = &mut open {
                        open.formulas.push(String::new());
                    }
                }
                Piece::Text(text) if in_formula => {
                    if let Some(formula) = open.as_mut().and_then(|open| open.formulas.last_mut()) {
                        formula.push_str(&text);
                    }
                }
                Piece::Close("formula") => in_formula = false,
                Piece::Close("cfRule") => {
                    if let Some(open) = open.take().filter(|_| conditions.rules.len() < MOST) {
                        conditions.rules.push(open.rule(&areas, differences));
                    }
                }
                _ => {}
            }
            Ok(())
        })?;
        if conditions.too_many {
            conditions.rules.clear();
        }
        let rules = &mut conditions.rules;
        rules.sort_by_key(|rule| std::cmp::Reverse(rule.priority));
        Ok(conditions)
    }

    /// The look of a cell with the rules that are for it.
    pub(super) fn judge(&self, at: Place, value: &Value, style: Style) -> Judged {
        let mut style = style;
        let here = |rule: &&Rule| rule.areas.iter().any(|area| holds(*area, at));
        for rule in self.rules.iter().filter(here) {
            let holds = rule.test.holds(value);
            let changed = match &rule.effect {
                _ if holds == Some(false) => continue,
                Effect::HidesValue if matches!(value, Value::Number(_)) => return Judged::Unknown,
                Effect::HidesValue => continue,
                Effect::Paints => Style {
                    ground: None,
                    ..style.clone()
                },
                Effect::Differs(difference) => difference.on(&style),
            };
            if holds == Some(true) || matches!(rule.effect, Effect::Paints) {
                style = changed;
                continue;
            }
            let (with, without) = (show(value, &changed, false), show(value, &style, false));
            if with.text != without.text || with.asides != without.asides {
                return Judged::Unknown;
            }
            // It may be the one that makes the text stand out, or not.
            if changed.ground != style.ground {
                style.ground = None;
            }
        }
        Judged::Look(style)
    }
}

impl Open {
    fn new(tag: Tag) -> Self {
        Self {
            kind: tag.text("type").into_owned(),
            operator: tag.text("operator").into_owned(),
            difference: tag.number("dxfId"),
            priority: tag.number("priority").unwrap_or(u32::MAX),
            formulas: Vec::new(),
            hides_value: false,
        }
    }

    fn rule(self, areas: &Rc<[Area]>, differences: &[Rc<Difference>]) -> Rule {
        let difference = self.difference.and_then(|at| differences.get(at));
        let effect = match (difference, self.hides_value) {
            (_, true) => Effect::HidesValue,
            (Some(difference), false) => Effect::Differs(Rc::clone(difference)),
            (None, false) => Effect::Paints,
        };
        Rule {
            areas: Rc::clone(areas),
            test: self.test(),
            effect,
            priority: self.priority,
        }
    }

    fn test(&self) -> Test {
        if matches!(self.kind.as_str(), "dataBar" | "iconSet" | "colorScale") {
            return Test::Always;
        }
        let formula = |at: usize| self.formulas.get(at).map(|formula| formula.trim());
        if self.kind == "expression" {
            return match formula(0) {
                Some("TRUE" | "TRUE()" | "1" | "1=1") => Test::Always,
                _ => Test::Unknown,
            };
        }
        let number = |at: usize| formula(at).and_then(|formula| formula.parse::<f64>().ok());
        let (Some(first), "cellIs") = (number(0), self.kind.as_str()) else {
            return Test::Unknown;
        };
        let comparison = match self.operator.as_str() {
            "lessThan" => Comparison::Less,
            "lessThanOrEqual" => Comparison::LessOrEqual,
            "equal" => Comparison::Equal,
            "notEqual" => Comparison::NotEqual,
            "greaterThanOrEqual" => Comparison::GreaterOrEqual,
            "greaterThan" => Comparison::Greater,
            "between" => Comparison::Between,
            "notBetween" => Comparison::NotBetween,
            _ => return Test::Unknown,
        };
        match (comparison, number(1)) {
            (Comparison::Between | Comparison::NotBetween, None) => Test::Unknown,
            (_, second) => Test::Compares(comparison, first, second.unwrap_or(first)),
        }
    }
}

impl Test {
    /// Whether it holds for a value; `None` where that cannot be judged.
    #[expect(
        clippy::float_cmp,
        reason = "Excel compares what is stored with what is written"
    )]
    fn holds(self, value: &Value) -> Option<bool> {
        let (comparison, first, second) = match self {
            Self::Always => return Some(true),
            Self::Unknown => return None,
            Self::Compares(comparison, first, second) => (comparison, first, second),
        };
        let Value::Number(number) = value else {
            return None;
        };
        let (low, high) = (first.min(second), first.max(second));
        let is_between = (low..=high).contains(number);
        Some(match comparison {
            Comparison::Less => *number < first,
            Comparison::LessOrEqual => *number <= first,
            Comparison::Equal => *number == first,
            Comparison::NotEqual => *number != first,
            Comparison::GreaterOrEqual => *number >= first,
            Comparison::Greater => *number > first,
            Comparison::Between => is_between,
            Comparison::NotBetween => !is_between,
        })
    }
}

fn holds((first, last): Area, at: Place) -> bool {
    (first.0..=last.0).contains(&at.0) && (first.1..=last.1).contains(&at.1)
}
