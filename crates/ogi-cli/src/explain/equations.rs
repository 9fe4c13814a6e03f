//! The equations of a linear rule in words: what its places have in common is said once, and the places are listed.

use std::collections::BTreeMap;

use ogi_diagnostics::{Labels, document, shared, split_document};
use ogi_report::definition::{Definition, Equation, Op, Operand, Term};
use ogi_report::{Edition, Language, RuleId};
use ogi_schema::texts;

use crate::words::{say, words};

/// Places that are listed by name.
const MOST: usize = 8;

/// Equations that read the same.
struct Form {
    /// One term a line, with its sign.
    terms: Vec<String>,
    /// Where it holds, by edition.
    places: BTreeMap<&'static str, Vec<String>>,
}

/// The equations of a rule, each form once.
pub(crate) fn in_words(rule: RuleId, language: Language) -> Vec<String> {
    let mut forms: Vec<Form> = Vec::new();
    for edition in rule.info().editions.iter().rev() {
        let definition = edition.definition();
        for equation in definition
            .equations()
            .filter(|equation| equation.rule == rule)
        {
            let (terms, place) = Words {
                definition,
                edition: *edition,
                language,
            }
            .of(&equation);
            let known = forms
                .iter()
                .position(|form| form.terms == terms)
                .unwrap_or_else(|| {
                    forms.push(Form {
                        terms,
                        places: BTreeMap::new(),
                    });
                    forms.len() - 1
                });
            let places = forms[known].places.entry(edition.as_str()).or_default();
            if !places.contains(&place) {
                places.push(place);
            }
        }
    }
    let first = forms
        .first()
        .map(|form| form.terms.clone())
        .unwrap_or_default();
    let said = |(index, form): (usize, &Form)| {
        let terms = if index == 0 {
            form.terms.clone()
        } else {
            form.changes(&first, language)
        };
        terms
            .into_iter()
            .chain(form.places(index == 0, language))
            .collect::<Vec<_>>()
    };
    forms.iter().enumerate().flat_map(said).collect()
}

impl Form {
    /// The terms, or only those in which they differ from the first form, where these are few.
    fn changes(&self, first: &[String], language: Language) -> Vec<String> {
        let missing_in = |terms: &[String], other: &[String]| -> Vec<String> {
            terms
                .iter()
                .filter(|term| !other.contains(term))
                .map(|term| term.trim_start().to_owned())
                .collect()
        };
        let (without, with) = (
            missing_in(first, &self.terms),
            missing_in(&self.terms, first),
        );
        if 2 * (without.len() + with.len()) > first.len() {
            return std::iter::once(String::new())
                .chain(self.terms.iter().cloned())
                .collect();
        }
        let mut lines = vec![
            String::new(),
            say(&words().explain.instead_of, language).to_owned(),
        ];
        lines.extend(without);
        lines.push(say(&words().explain.instead, language).to_owned());
        lines.extend(with);
        lines
    }

    fn places(&self, by_name: bool, language: Language) -> Vec<String> {
        let mut said: Vec<(Vec<&str>, &[String])> = Vec::new();
        for (edition, places) in &self.places {
            match said
                .iter_mut()
                .find(|(_, known)| *known == places.as_slice())
            {
                Some((editions, _)) => editions.push(edition),
                None => said.push((vec![edition], places)),
            }
        }
        let line = |(editions, places): &(Vec<&str>, &[String])| {
            let editions = editions.join(say(&texts::phrases().words.comma, language));
            let count = words().explain.places.of(places.len(), language);
            let by_name =
                by_name && places.len() <= MOST && places.iter().any(|place| !place.is_empty());
            let names = if by_name {
                places.join(say(&texts::phrases().words.comma, language))
            } else {
                String::new()
            };
            let colon = say(&texts::phrases().words.colon, language);
            format!(
                "{editions}{colon}{count}{}{names}",
                if by_name { colon } else { "" }
            )
        };
        said.iter().map(line).collect()
    }
}

/// What is needed to say one equation.
#[derive(Clone, Copy)]
struct Words {
    definition: &'static Definition,
    edition: Edition,
    language: Language,
}

impl Words {
    /// One equation without what all its operands share, and what that is.
    fn of(self, equation: &Equation) -> (Vec<String>, String) {
        let terms: Vec<Term> = equation.sum().chain(equation.to()).collect();
        let paths: Vec<Vec<String>> = terms.iter().map(|term| self.path(*term)).collect();
        let slices: Vec<&[String]> = paths.iter().map(Vec::as_slice).collect();
        let first = slices.first().copied().unwrap_or_default();
        let (front, back) = if slices.iter().all(|path| *path == first) {
            (first.len(), 0)
        } else {
            shared(&slices)
        };
        let labels = terms
            .iter()
            .zip(&slices)
            .map(|(term, path)| self.label(*term, &path[front..path.len() - back]));
        let labels: Vec<(i8, String)> = terms
            .iter()
            .map(|term| term.coefficient)
            .zip(labels)
            .collect();
        let (sum, to) = labels.split_at(equation.sum().count());
        let op = match equation.op {
            Op::Eq => "=",
            Op::Le => "≤",
            Op::Ge => "≥",
        };
        let mut lines = side(" ", sum);
        lines.extend((equation.constant != 0).then(|| format!("+ {}", equation.constant)));
        lines.extend(if to.is_empty() {
            vec![format!("{op} 0")]
        } else {
            side(op, to)
        });
        let place = if back > 0 {
            &first[first.len() - back..]
        } else {
            &first[..front]
        };
        (lines, place.join(" · "))
    }

    fn path(self, term: Term) -> Vec<String> {
        let pointer = match term.operand {
            Operand::Here(leaf) => self
                .definition
                .leaves
                .get(usize::from(leaf))
                .map_or("", |leaf| leaf.pointer),
            Operand::Other(_, pointer) => pointer,
        };
        let pointer = split_document(pointer).1;
        Labels::of(Some(self.edition), pointer, self.language)
            .below_section()
            .to_vec()
    }

    fn label(self, term: Term, own: &[String]) -> String {
        let own = if own.is_empty() {
            say(&words().explain.same_item, self.language).to_owned()
        } else {
            own.join(" · ")
        };
        match term.operand {
            Operand::Here(_) => own,
            Operand::Other(other, _) => {
                let document = document(other.prefix(), self.language);
                format!("{} · {own}", document.unwrap_or_default())
            }
        }
    }
}

/// Terms with signs, the first with what stands before it.
fn side(first: &str, terms: &[(i8, String)]) -> Vec<String> {
    let sign = |index: usize, coefficient: i8| match (index, coefficient < 0) {
        (0, false) => first.to_owned(),
        (_, false) => "+".to_owned(),
        (_, true) => "−".to_owned(),
    };
    terms
        .iter()
        .enumerate()
        .map(|(index, (coefficient, label))| format!("{} {label}", sign(index, *coefficient)))
        .collect()
}
