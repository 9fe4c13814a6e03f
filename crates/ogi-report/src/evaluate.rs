//! Evaluation of linear rules over single values: exact, and never with a missing number taken for zero.

use crate::definition::{Definition, Equation, Guard, Op, Operand, Other, Term};
use crate::exact::Exact;
use crate::leaf::{Leaf, Missing};
use crate::{Outcomes, RuleId};

/// The outcome of one rule at one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// The rule holds.
    Passed,
    /// The rule is violated.
    Failed,
    /// An operand is missing, so the rule cannot be assessed.
    NotAssessed,
}

impl Outcome {
    /// The word used in machine-readable output.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Passed => "passed",
            Self::Failed => "failed",
            Self::NotAssessed => "not_assessed",
        }
    }
}

/// The outcome of one rule at one place, with the operands that led to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The rule.
    pub rule: RuleId,
    /// The outcome.
    pub outcome: Outcome,
    /// JSON Pointer of the place, from the value that was checked; empty for the whole document.
    pub at: String,
    /// The operands, computed side first; empty where the rule holds.
    pub operands: Vec<Examined>,
    /// Named values for the message, such as `computed`, `stated` and `difference`, in plain decimal notation.
    pub arguments: Vec<(&'static str, String)>,
}

/// One operand as a rule read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Examined {
    /// JSON Pointer; it begins with `prev#` or `children#` when the operand stands in another document.
    pub at: String,
    /// Which side it stands on.
    pub side: Side,
    /// Its sign: 1 or −1.
    pub coefficient: i8,
    /// The number, or why there is none.
    pub value: Result<Exact, Missing>,
}

/// Which side of an equation an operand stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The side that is added up.
    Computed,
    /// The side that the sum is compared with.
    Stated,
}

impl Side {
    /// The word used in machine-readable output.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Computed => "computed",
            Self::Stated => "stated",
        }
    }
}

impl Finding {
    /// A finding without operands.
    #[must_use]
    pub fn new(rule: RuleId, outcome: Outcome, at: impl Into<String>) -> Self {
        Self {
            rule,
            outcome,
            at: at.into(),
            operands: Vec::new(),
            arguments: Vec::new(),
        }
    }

    /// The pointers of the operands that are missing.
    pub fn missing(&self) -> impl Iterator<Item = (&str, Missing)> {
        self.operands
            .iter()
            .filter_map(|operand| Some((operand.at.as_str(), operand.value.err()?)))
    }

    /// The value of a named argument.
    #[must_use]
    pub fn argument(&self, name: &str) -> Option<&str> {
        self.arguments
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, value)| value.as_str())
    }
}

/// The single values of one document, and the definition that they follow.
#[derive(Debug, Clone, Copy)]
pub struct Document<'a> {
    /// The definition.
    pub definition: &'static Definition,
    /// The values, in the order of the definition's leaves.
    pub leaves: &'a [Leaf<'a>],
}

impl<'a> Document<'a> {
    /// The value at a JSON Pointer; absent where the definition has none.
    #[must_use]
    pub fn get(&self, pointer: &str) -> Leaf<'a> {
        self.definition
            .leaf(pointer)
            .map_or(Leaf::Absent, |index| self.leaf(index))
    }

    fn leaf(&self, index: usize) -> Leaf<'a> {
        self.leaves.get(index).copied().unwrap_or(Leaf::Absent)
    }
}

/// The other documents that rules may read.
#[derive(Debug, Clone, Copy, Default)]
pub struct Others<'a> {
    /// The report of the prior year.
    pub previous: Option<Document<'a>>,
    /// The reports of all parts, for a roll-up.
    pub children: Option<&'a [Document<'a>]>,
}

/// Evaluates every linear rule of the document, in the order of the published table.
///
/// A rule that reads a document which was not given yields one finding, at the whole document.
#[must_use]
pub fn evaluate(document: Document<'_>, others: Others<'_>) -> Vec<Finding> {
    let mut findings: Vec<Finding> = Vec::new();
    for equation in document.definition.equations() {
        if equation
            .guard
            .is_some_and(|guard| !applies(guard, document))
        {
            continue;
        }
        let absent = equation
            .sum()
            .chain(equation.to())
            .find_map(|term| not_given(term, others));
        let finding = match absent {
            Some(_)
                if findings
                    .last()
                    .is_some_and(|last| last.rule == equation.rule && last.at.is_empty()) =>
            {
                continue;
            }
            Some(other) => whole_document_missing(equation.rule, other),
            None => assess(&equation, document, others),
        };
        findings.push(finding);
    }
    findings
}

/// Counts the outcomes of every linear rule of a document alone, without making findings.
#[must_use]
pub fn count(document: Document<'_>) -> Outcomes {
    let there = |index| document.leaf(index) != Leaf::Absent;
    count_by(document.definition, there, |index| {
        document.leaf(index).number()
    })
}

/// Counts the same over values in another representation: `is_there` tells whether there is a value at an index, and
/// `number` is the number there.
pub(crate) fn count_by(
    definition: &'static Definition,
    there: impl Fn(usize) -> bool,
    number: impl Fn(usize) -> Option<Exact>,
) -> Outcomes {
    let mut outcomes = Outcomes::default();
    let mut last = None;
    for equation in definition.equations() {
        if equation
            .guard
            .is_some_and(|guard| there(usize::from(guard.leaf)) != guard.present)
        {
            continue;
        }
        match (sides(&equation, &number), last == Some(equation.rule)) {
            (Err(NotGiven), true) => {}
            (Err(NotGiven), false) => {
                outcomes.add(equation.rule, Outcome::NotAssessed, 1);
                last = Some(equation.rule);
            }
            (Ok(sides), _) => {
                let holds = |(computed, stated)| {
                    if equation.holds(computed, stated) {
                        Outcome::Passed
                    } else {
                        Outcome::Failed
                    }
                };
                outcomes.add(equation.rule, sides.map_or(Outcome::NotAssessed, holds), 1);
                last = None;
            }
        }
    }
    outcomes
}

/// The other document that an equation reads was not given.
struct NotGiven;

/// Both sides of an equation, unless a number is missing.
fn sides(
    equation: &Equation,
    number: &impl Fn(usize) -> Option<Exact>,
) -> Result<Option<(Exact, Exact)>, NotGiven> {
    let mut complete = true;
    let mut add = |sum: Exact, term: Term| {
        let Operand::Here(index) = term.operand else {
            return Err(NotGiven);
        };
        let Some(value) = number(usize::from(index)) else {
            complete = false;
            return Ok(sum);
        };
        Ok(if term.coefficient < 0 {
            sum - value
        } else {
            sum + value
        })
    };
    let computed = equation
        .sum()
        .try_fold(Exact::from(equation.constant), &mut add)?;
    let stated = equation.to().try_fold(Exact::ZERO, &mut add)?;
    Ok(complete.then_some((computed, stated)))
}

impl Equation {
    fn holds(&self, computed: Exact, stated: Exact) -> bool {
        match self.op {
            Op::Eq => computed == stated,
            Op::Le => computed <= stated,
            Op::Ge => computed >= stated,
        }
    }
}

/// The one finding of a rule that reads a document which was not given.
#[must_use]
pub fn whole_document_missing(rule: RuleId, other: Other) -> Finding {
    let operand = Examined {
        at: other.prefix().to_owned(),
        side: Side::Computed,
        coefficient: 1,
        value: Err(Missing::NotGiven),
    };
    Finding {
        operands: vec![operand],
        ..Finding::new(rule, Outcome::NotAssessed, "")
    }
}

fn applies(guard: Guard, document: Document<'_>) -> bool {
    (document.leaf(usize::from(guard.leaf)) != Leaf::Absent) == guard.present
}

fn not_given(term: Term, others: Others<'_>) -> Option<Other> {
    match term.operand {
        Operand::Other(Other::Previous, _) if others.previous.is_none() => Some(Other::Previous),
        Operand::Other(Other::Children, _) if others.children.is_none() => Some(Other::Children),
        _ => None,
    }
}

fn assess(equation: &Equation, document: Document<'_>, others: Others<'_>) -> Finding {
    let holds = |(computed, stated)| equation.holds(computed, stated);
    if sides(equation, &|index| document.leaf(index).number())
        .is_ok_and(|sides| sides.is_some_and(holds))
    {
        return Finding::new(equation.rule, Outcome::Passed, equation.at());
    }
    let computed = equation
        .sum()
        .map(|term| examine(term, Side::Computed, document, others));
    let stated = equation
        .to()
        .map(|term| examine(term, Side::Stated, document, others));
    let operands: Vec<_> = computed.chain(stated).collect();
    let mut finding = Finding::new(equation.rule, Outcome::NotAssessed, equation.at());
    if operands.iter().any(|operand| operand.value.is_err()) {
        return Finding {
            operands,
            ..finding
        };
    }
    let (mut computed, mut stated) = (Exact::from(equation.constant), Exact::ZERO);
    for operand in &operands {
        let value = operand.value.unwrap_or_default() * operand.coefficient;
        match operand.side {
            Side::Computed => computed = computed + value,
            Side::Stated => stated = stated + value,
        }
    }
    if equation.holds(computed, stated) {
        finding.outcome = Outcome::Passed;
        return finding;
    }
    let arguments = vec![
        ("computed", computed.to_string()),
        ("stated", stated.to_string()),
        ("difference", (computed - stated).to_string()),
    ];
    Finding {
        outcome: Outcome::Failed,
        operands,
        arguments,
        ..finding
    }
}

fn examine(term: Term, side: Side, document: Document<'_>, others: Others<'_>) -> Examined {
    let number = |leaf: Leaf<'_>| {
        leaf.number()
            .ok_or_else(|| leaf.missing().unwrap_or(Missing::Invalid))
    };
    match term.operand {
        Operand::Here(index) => {
            let index = usize::from(index);
            let at = document
                .definition
                .leaves
                .get(index)
                .map_or("", |leaf| leaf.pointer);
            Examined {
                at: at.to_owned(),
                side,
                coefficient: term.coefficient,
                value: number(document.leaf(index)),
            }
        }
        Operand::Other(other, pointer) => {
            let at = format!("{}{pointer}", other.prefix());
            let value = match other {
                Other::Previous => others
                    .previous
                    .map_or(Err(Missing::NotGiven), |report| number(report.get(pointer))),
                Other::Children => others.children.map_or(Err(Missing::NotGiven), |reports| {
                    reports
                        .iter()
                        .map(|report| number(report.get(pointer)))
                        .sum()
                }),
            };
            Examined {
                at,
                side,
                coefficient: term.coefficient,
                value,
            }
        }
    }
}

/// Counts of outcomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Places at which a rule holds.
    pub passed: usize,
    /// Places at which a rule is violated.
    pub failed: usize,
    /// Places at which an operand is missing.
    pub not_assessed: usize,
}

impl Tally {
    /// Counts the findings of the rules that reconcile a single report.
    #[must_use]
    pub fn of_reconciliation(findings: &[Finding]) -> Self {
        Self::of(
            findings
                .iter()
                .filter(|finding| finding.rule.info().reconciles),
        )
    }

    /// Counts findings by outcome.
    #[must_use]
    pub fn of<'a>(findings: impl IntoIterator<Item = &'a Finding>) -> Self {
        let mut tally = Self::default();
        for finding in findings {
            match finding.outcome {
                Outcome::Passed => tally.passed += 1,
                Outcome::Failed => tally.failed += 1,
                Outcome::NotAssessed => tally.not_assessed += 1,
            }
        }
        tally
    }

    /// Places at which a rule could be assessed.
    #[must_use]
    pub fn assessed(self) -> usize {
        self.passed + self.failed
    }

    /// All places.
    #[must_use]
    pub fn total(self) -> usize {
        self.assessed() + self.not_assessed
    }
}
