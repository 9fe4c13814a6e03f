//! Compact linear rules, written out as equations over the cells of one edition.

use std::collections::{BTreeMap, BTreeSet};

use ogi_schema::{Check, Linear, Op, Rule, Schema, Standard};

use crate::CodegenError;
use crate::nodes::{Node, Pattern, nodes};

/// One linear rule at one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Equation {
    pub(crate) rule: String,
    pub(crate) at: String,
    pub(crate) sum: Vec<Term>,
    pub(crate) op: Op,
    pub(crate) to: Vec<Term>,
    pub(crate) constant: i64,
    pub(crate) guard: Option<Guard>,
}

/// One operand, `prev#` or `children#` in front when it stands in another document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Term {
    pub(crate) coefficient: i8,
    pub(crate) operand: String,
}

/// The equation applies only when the optional object at `pointer` is there, or only when it is not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Guard {
    pub(crate) pointer: String,
    pub(crate) present: bool,
}

impl Equation {
    pub(crate) fn terms(&self) -> impl Iterator<Item = &Term> {
        self.sum.iter().chain(&self.to)
    }

    fn without(&self, prefixes: &[String]) -> Self {
        let keep = |terms: &[Term]| {
            terms
                .iter()
                .filter(|term| !under(&term.operand, prefixes))
                .cloned()
                .collect()
        };
        Self {
            sum: keep(&self.sum),
            to: keep(&self.to),
            ..self.clone()
        }
    }
}

fn under(pointer: &str, prefixes: &[String]) -> bool {
    prefixes.iter().any(|prefix| {
        pointer
            .strip_prefix(prefix.as_str())
            .is_some_and(|rest| rest.starts_with('/'))
    })
}

/// An optional object and the rows it stands instead of.
struct Alternative {
    instead: String,
    rows: Vec<String>,
}

/// All equations of every edition.
pub(crate) fn by_edition(
    standard: &Standard,
) -> Result<BTreeMap<&str, Vec<Equation>>, CodegenError> {
    let editions = standard
        .schema
        .editions
        .iter()
        .map(|edition| edition.code.as_str());
    editions
        .map(|edition| Ok((edition, equations(standard, edition)?)))
        .collect()
}

/// All equations of an edition, by rule and then in form order.
fn equations(standard: &Standard, edition: &str) -> Result<Vec<Equation>, CodegenError> {
    let mut all = Vec::new();
    for rule in standard
        .rules
        .iter()
        .filter(|rule| rule.editions.iter().any(|code| code == edition))
    {
        if let Check::Linear(linear) = &rule.check {
            all.extend(expand(&standard.schema, edition, rule, linear)?);
        }
    }
    Ok(all)
}

fn expand(
    schema: &Schema,
    edition: &str,
    rule: &Rule,
    linear: &Linear,
) -> Result<Vec<Equation>, CodegenError> {
    let nodes = nodes(schema, edition)?;
    let problem = |text: String| CodegenError::Rule {
        rule: rule.id.clone(),
        problem: text,
    };
    let each = each(schema, linear, &nodes).map_err(problem)?;
    let alternatives = alternatives(&nodes);
    let mut equations = Vec::new();
    for value in each {
        let fill = |pattern: &String| pattern.replace("{each}", &value);
        let except: BTreeSet<String> = linear
            .except
            .iter()
            .map(fill)
            .flat_map(|pattern| Pattern::new(&pattern).numbers(&nodes))
            .collect();
        let terms =
            |patterns: &[String], except: &BTreeSet<String>| -> Result<Vec<Term>, CodegenError> {
                let found = patterns
                    .iter()
                    .map(|pattern| terms(schema, &fill(pattern), &nodes, except));
                Ok(found
                    .collect::<Result<Vec<_>, _>>()
                    .map_err(problem)?
                    .concat())
            };
        let constant = linear.constant.as_deref().map_or(Ok(0), str::parse);
        let equation = Equation {
            rule: rule.id.clone(),
            at: fill(&linear.at),
            sum: terms(&linear.sum, &except)?,
            op: linear.op,
            to: terms(&linear.to, &BTreeSet::new())?,
            constant: constant.map_err(|_| problem("const is not a whole number".to_owned()))?,
            guard: None,
        };
        equations.extend(guarded(equation, &alternatives));
    }
    Ok(equations)
}

fn each(schema: &Schema, linear: &Linear, nodes: &[Node]) -> Result<Vec<String>, String> {
    if linear.each.is_empty() {
        return Ok(vec![String::new()]);
    }
    let mut values = Vec::new();
    for pattern in &linear.each {
        match pattern
            .strip_suffix("/*")
            .filter(|_| !pattern.starts_with('/'))
        {
            Some(name) => {
                let definition = schema
                    .definition(name)
                    .ok_or_else(|| format!("no definition `{name}`"))?;
                values.extend(
                    definition
                        .properties()
                        .iter()
                        .map(|property| property.name.clone()),
                );
            }
            None => values.extend(Pattern::new(pattern).places(nodes)),
        }
    }
    Ok(values)
}

fn terms(
    schema: &Schema,
    pattern: &str,
    nodes: &[Node],
    except: &BTreeSet<String>,
) -> Result<Vec<Term>, String> {
    let (coefficient, pattern) = pattern
        .strip_prefix('-')
        .map_or((1, pattern), |rest| (-1, rest));
    let term = |operand: String| Term {
        coefficient,
        operand,
    };
    if let Some((_, pointer)) = pattern.split_once('#') {
        let known = schema
            .editions
            .iter()
            .filter_map(|edition| schema.definition(&edition.report));
        let found = known
            .into_iter()
            .any(|report| schema.resolve(report, pointer).is_some());
        return if found {
            Ok(vec![term(pattern.to_owned())])
        } else {
            Err(format!("no cell `{pattern}` in any edition"))
        };
    }
    let found: Vec<_> = Pattern::new(pattern)
        .numbers(nodes)
        .filter(|pointer| !except.contains(pointer))
        .map(term)
        .collect();
    if found.is_empty() {
        Err(format!("no cell `{pattern}`"))
    } else {
        Ok(found)
    }
}

fn alternatives(nodes: &[Node]) -> Vec<Alternative> {
    let parent = |pointer: &str| {
        pointer
            .rsplit_once('/')
            .map_or(String::new(), |(parent, _)| parent.to_owned())
    };
    nodes
        .iter()
        .filter(|node| !node.instead_of.is_empty())
        .map(|node| Alternative {
            instead: node.pointer.clone(),
            rows: node
                .instead_of
                .iter()
                .map(|name| format!("{}/{name}", parent(&node.pointer)))
                .collect(),
        })
        .collect()
}

/// Where the form may print one row instead of several, an equation that touches them becomes two, each for one case.
fn guarded(equation: Equation, alternatives: &[Alternative]) -> Vec<Equation> {
    for Alternative { instead, rows } in alternatives {
        let instead = std::slice::from_ref(instead);
        let touches =
            |prefixes: &[String]| equation.terms().any(|term| under(&term.operand, prefixes));
        let guard = |present| {
            Some(Guard {
                pointer: instead[0].clone(),
                present,
            })
        };
        return match (touches(rows), touches(instead)) {
            (false, false) => continue,
            (true, false) => vec![Equation {
                guard: guard(false),
                ..equation
            }],
            (false, true) => vec![Equation {
                guard: guard(true),
                ..equation
            }],
            (true, true) => vec![
                Equation {
                    guard: guard(false),
                    ..equation.without(instead)
                },
                Equation {
                    guard: guard(true),
                    ..equation.without(rows)
                },
            ],
        };
    }
    vec![equation]
}

/// The equations that lie wholly within one object at `prefix`, with pointers from that object.
pub(crate) fn within(equations: &[Equation], prefix: &str) -> Vec<Equation> {
    let inside = |pointer: &str| {
        pointer
            .strip_prefix(prefix)
            .filter(|rest| rest.starts_with('/'))
            .map(str::to_owned)
    };
    let relative = |terms: &[Term]| -> Option<Vec<Term>> {
        terms
            .iter()
            .map(|term| {
                Some(Term {
                    operand: inside(&term.operand)?,
                    ..*term
                })
            })
            .collect()
    };
    equations
        .iter()
        .filter_map(|equation| {
            let guard = match &equation.guard {
                Some(guard) => Some(Guard {
                    pointer: inside(&guard.pointer)?,
                    ..*guard
                }),
                None => None,
            };
            Some(Equation {
                at: inside(&equation.at)?,
                sum: relative(&equation.sum)?,
                to: relative(&equation.to)?,
                guard,
                ..equation.clone()
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(edition: &str, test: fn(&Equation) -> bool) -> usize {
        equations(ogi_schema::standard(), edition)
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
