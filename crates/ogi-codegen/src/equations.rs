//! Linear rules, expanded from their compact form to equations over the cells of one edition.

use std::collections::{BTreeMap, BTreeSet};

use ogi_schema::{Check, Linear, Op, Rule, Schema, Standard};

use crate::nodes::{Node, Pattern, nodes};
use crate::{CodegenError, lookup};

/// One linear rule at one place: Σ `sum` + `constant` `op` Σ `to`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Equation {
    pub(crate) rule: String,
    /// JSON Pointer of the cell that a violation is reported at.
    pub(crate) at: String,
    pub(crate) sum: Vec<Term>,
    pub(crate) op: Op,
    pub(crate) to: Vec<Term>,
    pub(crate) constant: i64,
    pub(crate) guard: Option<Guard>,
}

/// One operand: a JSON Pointer, with `prev#` or `children#` in front when it stands in another document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Term {
    pub(crate) coefficient: i8,
    pub(crate) operand: String,
}

impl Term {
    /// The other document, `prev` or `children`, that the operand stands in, if it does; and its pointer there.
    pub(crate) fn place(&self) -> (Option<&str>, &str) {
        match self.operand.split_once('#') {
            Some((document, pointer)) => (Some(document), pointer),
            None => (None, &self.operand),
        }
    }
}

/// The equation applies only when the optional object at `pointer` is present, or only when it is absent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Guard {
    pub(crate) pointer: String,
    pub(crate) present: bool,
}

impl Equation {
    pub(crate) fn terms(&self) -> impl Iterator<Item = &Term> {
        self.sum.iter().chain(&self.to)
    }

    /// Whether it reads other documents, such as the report of the prior year.
    pub(crate) fn reads_others(&self) -> bool {
        self.terms().any(|term| term.operand.contains('#'))
    }

    fn touches(&self, prefixes: &[String]) -> bool {
        self.terms().any(|term| is_under(&term.operand, prefixes))
    }

    /// The same without the terms below some pointers.
    fn without(&self, prefixes: &[String]) -> Self {
        Self {
            sum: terms_outside(&self.sum, prefixes),
            to: terms_outside(&self.to, prefixes),
            ..self.clone()
        }
    }

    fn guarded(self, pointer: &str, present: bool) -> Self {
        let guard = Some(Guard {
            pointer: pointer.to_owned(),
            present,
        });
        Self { guard, ..self }
    }
}

fn terms_outside(terms: &[Term], prefixes: &[String]) -> Vec<Term> {
    let mut kept = terms.to_vec();
    kept.retain(|term| !is_under(&term.operand, prefixes));
    kept
}

fn is_under(pointer: &str, prefixes: &[String]) -> bool {
    prefixes
        .iter()
        .any(|prefix| below(pointer, prefix).is_some())
}

/// The pointer from an object to a value below it; `None` for the object itself and for values elsewhere.
fn below<'p>(pointer: &'p str, object: &str) -> Option<&'p str> {
    let rest = pointer.strip_prefix(object)?;
    rest.starts_with('/').then_some(rest)
}

/// The equations of every edition.
pub(crate) struct Equations<'a>(BTreeMap<&'a str, Vec<Equation>>);

impl<'a> Equations<'a> {
    /// Expands the linear rules of a standard.
    pub(crate) fn expand(standard: &'a Standard) -> Result<Self, CodegenError> {
        let mut by_edition = BTreeMap::new();
        for edition in &standard.schema.editions {
            let code = edition.code.as_str();
            by_edition.insert(code, of_edition(standard, code)?);
        }
        Ok(Self(by_edition))
    }

    /// The equations of an edition, by rule and then in form order.
    pub(crate) fn of(&self, edition: &str) -> Result<&[Equation], CodegenError> {
        match self.0.get(edition) {
            Some(equations) => Ok(equations),
            None => Err(CodegenError::edition(edition)),
        }
    }

    /// The editions by code, each with its equations.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&'a str, &[Equation])> {
        self.0
            .iter()
            .map(|(edition, equations)| (*edition, equations.as_slice()))
    }
}

fn of_edition(standard: &Standard, edition: &str) -> Result<Vec<Equation>, CodegenError> {
    let expansion = Expansion::new(&standard.schema, edition)?;
    let mut all = Vec::new();
    for rule in &standard.rules {
        let applies = rule.editions.iter().any(|code| code == edition);
        if let Check::Linear(linear) = &rule.check
            && applies
        {
            all.extend(expansion.rule(rule, linear)?);
        }
    }
    Ok(all)
}

/// An optional object and the rows that the form may print it instead of.
struct Alternative {
    instead: String,
    rows: Vec<String>,
}

/// What the linear rules of an edition are expanded over.
struct Expansion<'a> {
    schema: &'a Schema,
    nodes: Vec<Node>,
    alternatives: Vec<Alternative>,
}

impl<'a> Expansion<'a> {
    fn new(schema: &'a Schema, edition: &str) -> Result<Self, CodegenError> {
        let nodes = nodes(schema, edition)?;
        let alternatives = alternatives(&nodes);
        Ok(Self {
            schema,
            nodes,
            alternatives,
        })
    }

    /// The equations of a rule: one for each value of `{each}`, or two where the form has an alternative.
    fn rule(&self, rule: &Rule, linear: &Linear) -> Result<Vec<Equation>, CodegenError> {
        let mut equations = Vec::new();
        for value in self.each(rule, linear)? {
            let mut except = BTreeSet::new();
            for pattern in &linear.except {
                let pattern = filled(pattern, &value);
                except.extend(Pattern::new(&pattern).numbers(&self.nodes));
            }
            let equation = Equation {
                rule: rule.id.clone(),
                at: filled(&linear.at, &value),
                sum: self.terms(rule, &linear.sum, &value, &except)?,
                op: linear.op,
                to: self.terms(rule, &linear.to, &value, &BTreeSet::new())?,
                constant: constant(rule, linear)?,
                guard: None,
            };
            equations.extend(guarded(equation, &self.alternatives));
        }
        Ok(equations)
    }

    /// The values that `{each}` stands for; one empty value for a rule without it.
    fn each(&self, rule: &Rule, linear: &Linear) -> Result<Vec<String>, CodegenError> {
        if linear.each.is_empty() {
            return Ok(vec![String::new()]);
        }
        let mut values = Vec::new();
        for pattern in &linear.each {
            // `Definition/*` gives names of properties; a pattern that begins with `/` gives pointers.
            match pattern.strip_suffix("/*") {
                Some(name) if !pattern.starts_with('/') => {
                    let Some(definition) = self.schema.definition(name) else {
                        let problem = format!("no definition `{name}`");
                        return Err(CodegenError::rule(&rule.id, problem));
                    };
                    for property in definition.properties() {
                        values.push(property.name.clone());
                    }
                }
                _ => values.extend(Pattern::new(pattern).places(&self.nodes)),
            }
        }
        Ok(values)
    }

    /// The terms of one side, given its patterns and the value of `{each}`.
    fn terms(
        &self,
        rule: &Rule,
        patterns: &[String],
        value: &str,
        except: &BTreeSet<String>,
    ) -> Result<Vec<Term>, CodegenError> {
        let mut terms = Vec::new();
        for pattern in patterns {
            let pattern = filled(pattern, value);
            let (coefficient, pattern) = match pattern.strip_prefix('-') {
                Some(rest) => (-1, rest),
                None => (1, pattern.as_str()),
            };
            for operand in self.operands(rule, pattern, except)? {
                terms.push(Term {
                    coefficient,
                    operand,
                });
            }
        }
        Ok(terms)
    }

    fn operands(
        &self,
        rule: &Rule,
        pattern: &str,
        except: &BTreeSet<String>,
    ) -> Result<Vec<String>, CodegenError> {
        // Another document may be of another edition, so its cell has to exist in any of them.
        if let Some((_, pointer)) = pattern.split_once('#') {
            for report in lookup::reports(self.schema)? {
                if self.schema.resolve(report, pointer).is_some() {
                    return Ok(vec![pattern.to_owned()]);
                }
            }
            let problem = format!("no cell `{pattern}` in any edition");
            return Err(CodegenError::rule(&rule.id, problem));
        }
        let mut found = Pattern::new(pattern).numbers(&self.nodes);
        found.retain(|pointer| !except.contains(pointer));
        if found.is_empty() {
            let problem = format!("no cell `{pattern}`");
            return Err(CodegenError::rule(&rule.id, problem));
        }
        Ok(found)
    }
}

fn filled(pattern: &str, value: &str) -> String {
    pattern.replace("{each}", value)
}

fn constant(rule: &Rule, linear: &Linear) -> Result<i64, CodegenError> {
    match &linear.constant {
        None => Ok(0),
        Some(text) => text
            .parse()
            .map_err(|_| CodegenError::rule(&rule.id, "const is not a whole number")),
    }
}

fn alternatives(nodes: &[Node]) -> Vec<Alternative> {
    let mut alternatives = Vec::new();
    for node in nodes {
        // A pointer of a node begins with a slash, so it has a parent.
        if let Some((parent, _)) = node.pointer.rsplit_once('/')
            && !node.instead_of.is_empty()
        {
            let row = |name: &String| format!("{parent}/{name}");
            alternatives.push(Alternative {
                instead: node.pointer.clone(),
                rows: node.instead_of.iter().map(row).collect(),
            });
        }
    }
    alternatives
}

/// Where the form may print one row instead of several, an equation over both becomes two, one for each case.
fn guarded(equation: Equation, alternatives: &[Alternative]) -> Vec<Equation> {
    for Alternative { instead, rows } in alternatives {
        let whole = std::slice::from_ref(instead);
        match (equation.touches(rows), equation.touches(whole)) {
            (false, false) => {}
            (true, false) => return vec![equation.guarded(instead, false)],
            (false, true) => return vec![equation.guarded(instead, true)],
            (true, true) => {
                return vec![
                    equation.without(whole).guarded(instead, false),
                    equation.without(rows).guarded(instead, true),
                ];
            }
        }
    }
    vec![equation]
}

/// The equations that lie wholly within the object at `place`, with pointers from that object.
pub(crate) fn within(equations: &[Equation], place: &str) -> Vec<Equation> {
    let mut inside = Vec::new();
    for equation in equations {
        inside.extend(relative(equation, place));
    }
    inside
}

/// An equation with pointers from an object; `None` if it reads or reports anything outside of it.
fn relative(equation: &Equation, place: &str) -> Option<Equation> {
    let guard = match &equation.guard {
        Some(guard) => Some(Guard {
            pointer: below(&guard.pointer, place)?.to_owned(),
            present: guard.present,
        }),
        None => None,
    };
    Some(Equation {
        at: below(&equation.at, place)?.to_owned(),
        sum: relative_terms(&equation.sum, place)?,
        to: relative_terms(&equation.to, place)?,
        guard,
        ..equation.clone()
    })
}

fn relative_terms(terms: &[Term], place: &str) -> Option<Vec<Term>> {
    let mut relative = Vec::new();
    for term in terms {
        relative.push(Term {
            coefficient: term.coefficient,
            operand: below(&term.operand, place)?.to_owned(),
        });
    }
    Some(relative)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(edition: &str, test: fn(&Equation) -> bool) -> usize {
        of_edition(ogi_schema::standard(), edition)
            .expect("the rules expand")
            .iter()
            .filter(|e| test(e))
            .count()
    }

    fn inside_one_report(equation: &Equation) -> bool {
        equation.op == Op::Eq && equation.terms().all(|term| !term.operand.contains('#'))
    }

    #[test]
    fn a_form_as_printed_has_the_known_number_of_equalities() {
        let printed = |e: &Equation| {
            inside_one_report(e) && e.guard.as_ref().is_none_or(|guard| !guard.present)
        };
        assert_eq!(
            (count("2019-60", printed), count("2021-30", printed)),
            (40, 42)
        );
    }

    #[test]
    fn other_handling_in_one_row_replaces_three_rows() {
        let undivided = |e: &Equation| {
            inside_one_report(e) && e.guard.as_ref().is_some_and(|guard| guard.present)
        };
        assert_eq!(count("2021-30", undivided), 8);
    }
}
