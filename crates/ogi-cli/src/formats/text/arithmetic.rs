//! The numbers of a violation, set out as a sum.

use ogi_diagnostics::{Finding, Operand};
use ogi_report::Side;
use ogi_report::definition::Op;

use crate::terminal::View;
use crate::terminal::layout::{clean, left, right, width};
use crate::terminal::style::{FAINT, STRONG, paint};
use crate::words::words;

/// Beyond so many operands, those that are zero are only counted.
const MANY: usize = 6;

/// One line of the sum.
struct Line {
    sign: &'static str,
    label: String,
    value: String,
    place: String,
    strong: bool,
}

impl Line {
    fn result(sign: &'static str, label: &str, value: String) -> Self {
        Self {
            sign,
            label: label.to_owned(),
            value,
            place: String::new(),
            strong: true,
        }
    }
}

/// The operands and what they come to.
pub(crate) fn table(finding: &Finding, view: View) -> Vec<String> {
    let lines = match finding.relation {
        Some(relation) => sum(finding, relation, view),
        None => finding
            .operands
            .iter()
            .map(|operand| line("", operand, view))
            .collect(),
    };
    let value_width = lines.iter().map(|line| line.value.len()).max().unwrap_or(0);
    let place_width = lines
        .iter()
        .map(|line| width(&line.place))
        .max()
        .unwrap_or(0);
    let room = view
        .width
        .saturating_sub(value_width + place_width + 12)
        .max(12);
    let label_width = lines
        .iter()
        .map(|line| width(&line.label))
        .max()
        .unwrap_or(0)
        .min(room);
    let draw = |line: &Line| {
        let label = left(&clean(&line.label, label_width), label_width);
        let value = right(&line.value, value_width);
        let (label, value) = if line.strong {
            (paint(STRONG, &label), paint(STRONG, &value))
        } else {
            (label, value)
        };
        let place = paint(FAINT, &line.place);
        format!("    {:1} {label}  {value}  {place}", line.sign)
            .trim_end()
            .to_owned()
    };
    lines.iter().map(draw).collect()
}

fn sum(finding: &Finding, relation: Op, view: View) -> Vec<Line> {
    let of = |side| {
        finding
            .operands
            .iter()
            .filter(move |operand| operand.side == side)
            .collect::<Vec<_>>()
    };
    let (computed, stated) = (of(Side::Computed), of(Side::Stated));
    let mut lines = terms(&computed, finding.constant, view);
    let value = |text: &Option<String>| text.clone().unwrap_or_default();
    if lines.len() > 1 {
        lines.push(Line::result(
            "=",
            view.say(&words().violations.computed),
            value(&finding.computed),
        ));
    }
    match (stated.as_slice(), relation) {
        ([], _) => lines.push(Line::result(
            "",
            view.say(&words().violations.at_least),
            "0".to_owned(),
        )),
        ([one], _) => {
            let operand = line("", one, view);
            let label = if relation == Op::Eq {
                let texts = &words().violations.stated_as;
                view.fill(texts, &[("label", &operand.label)])
            } else {
                operand.label
            };
            lines.push(Line {
                label,
                strong: true,
                ..operand
            });
        }
        (several, _) => {
            lines.extend(terms(several, None, view));
            lines.push(Line::result(
                "=",
                view.say(&words().violations.stated),
                value(&finding.stated),
            ));
        }
    }
    let difference = value(&finding.difference);
    match relation {
        Op::Eq => lines.push(Line::result(
            "",
            view.say(&words().violations.difference),
            with_sign(&difference),
        )),
        Op::Le => lines.push(Line::result(
            "",
            view.say(&words().violations.too_many_by),
            difference,
        )),
        Op::Ge => {}
    }
    lines
}

fn terms(operands: &[&Operand], constant: Option<i64>, view: View) -> Vec<Line> {
    let is_zero = |operand: &Operand| operand.value.as_deref() == Some("0");
    let few = operands.len() <= MANY;
    let shown: Vec<_> = operands
        .iter()
        .filter(|operand| few || !is_zero(operand))
        .collect();
    let mut lines: Vec<Line> = Vec::new();
    for operand in &shown {
        let sign = match (operand.coefficient < 0, lines.is_empty()) {
            (true, _) => "−",
            (false, true) => "",
            (false, false) => "+",
        };
        lines.push(line(sign, operand, view));
    }
    if let Some(constant) = constant {
        lines.push(Line {
            strong: false,
            ..Line::result("+", "", constant.to_string())
        });
    }
    let zeros = operands.len() - shown.len();
    if zeros > 0 {
        let label = view.fill(&words().violations.zeros, &[("count", &zeros)]);
        let sign = if lines.is_empty() { "" } else { "+" };
        lines.push(Line {
            strong: false,
            ..Line::result(sign, &label, "0".to_owned())
        });
    }
    lines
}

fn line(sign: &'static str, operand: &Operand, view: View) -> Line {
    let place = match (operand.position, operand.printed_at) {
        (Some(position), _) => Some(view.line(position.line)),
        (None, Some(printed)) if printed.is_on_a_line() => Some(view.line(printed.line as usize)),
        (None, Some(printed)) => Some(ogi_diagnostics::place(printed, view.language)),
        (None, None) => None,
    };
    let value = operand.value.clone().unwrap_or_else(|| "?".to_owned());
    // What was printed is worth a look where it is more than the number.
    let printed = operand
        .printed
        .as_ref()
        .filter(|printed| **printed != value);
    let printed = printed.map(|printed| {
        let text = clean(printed, 16);
        view.fill(&words().violations.printed, &[("text", &text)])
    });
    let place = place
        .into_iter()
        .chain(printed)
        .collect::<Vec<_>>()
        .join(view.separator());
    Line {
        sign,
        label: operand.label.clone(),
        value,
        place,
        strong: false,
    }
}

fn with_sign(number: &str) -> String {
    if number.starts_with('-') {
        number.to_owned()
    } else {
        format!("+{number}")
    }
}
