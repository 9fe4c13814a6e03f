//! Rules with code of their own, one file each, named after the id in the registry.

use ogi_report::definition::Other;
use ogi_report::{
    Edition, Exact, Examined, Finding, Missing, Others, Outcome, Outcomes, RuleId, Side, evaluate,
    whole_document_missing,
};

use crate::generated::{NATIVE, SCHEMA};
use crate::view::View;

pub(crate) mod codes_listed;
pub(crate) mod fee_is_accounted_for;
pub(crate) mod fee_not_before_2021;
pub(crate) mod narrative_agrees_on_requests;
pub(crate) mod prior_report_comparable;
pub(crate) mod rules_need_rulemaking_power;
pub(crate) mod undivided_stands_alone;
pub(crate) mod uscc_check_digits;

/// The function of a rule: it gets the report, the report of the prior year, and a sink for its outcomes.
pub(crate) type Native = fn(View<'_>, Option<View<'_>>, &mut Findings<'_>);

/// The sink for the outcomes of a rule.
pub(crate) struct Findings<'a> {
    rule: RuleId,
    sink: Sink<'a>,
}

/// How outcomes are kept.
enum Sink<'a> {
    /// In full.
    Findings(&'a mut Vec<Finding>),
    /// As counts.
    Outcomes(&'a mut Outcomes),
}

impl Findings<'_> {
    pub(crate) fn passed(&mut self, at: &str) {
        self.add(Outcome::Passed, |rule| {
            Finding::new(rule, Outcome::Passed, at)
        });
    }

    pub(crate) fn failed(&mut self, at: &str, arguments: Vec<(&'static str, String)>) {
        self.failed_over(at, arguments, Vec::new());
    }

    /// Adds a violation with its operands.
    pub(crate) fn failed_over(
        &mut self,
        at: &str,
        arguments: Vec<(&'static str, String)>,
        operands: Vec<Examined>,
    ) {
        self.add(Outcome::Failed, |rule| Finding {
            arguments,
            operands,
            ..Finding::new(rule, Outcome::Failed, at)
        });
    }

    /// Adds that the rule cannot be assessed, at the first missing operand.
    pub(crate) fn not_assessed(&mut self, missing: &[(&str, Missing)]) {
        // Of a thing missing in another report, the same place in this one.
        let first = missing.first().map_or("", |(at, _)| at);
        let at = first.rsplit_once('#').map_or(first, |(_, place)| place);
        self.add(Outcome::NotAssessed, |rule| {
            let mut finding = Finding::new(rule, Outcome::NotAssessed, at);
            for (at, missing) in missing {
                finding.operands.push(examined(at, Err(*missing)));
            }
            finding
        });
    }

    pub(crate) fn other_not_given(&mut self, other: Other) {
        self.add(Outcome::NotAssessed, |rule| {
            whole_document_missing(rule, other)
        });
    }

    fn add(&mut self, outcome: Outcome, finding: impl FnOnce(RuleId) -> Finding) {
        match &mut self.sink {
            Sink::Findings(findings) => findings.push(finding(self.rule)),
            Sink::Outcomes(outcomes) => outcomes.add(self.rule, outcome, 1),
        }
    }
}

pub(crate) fn examined(at: &str, value: Result<Exact, Missing>) -> Examined {
    Examined {
        at: at.to_owned(),
        side: Side::Stated,
        coefficient: 1,
        value,
    }
}

/// The rules of an edition that have code of their own.
fn native(edition: Edition) -> impl Iterator<Item = &'static (RuleId, Native)> {
    NATIVE
        .iter()
        .filter(move |(rule, _)| rule.info().editions.contains(&edition))
}

/// The outcomes of every rule of the edition over one document: linear rules, and rules with code of their own.
pub(crate) fn assess<'a>(
    edition: Edition,
    document: View<'a>,
    previous: Option<View<'a>>,
    children: Option<&[View<'a>]>,
) -> Vec<Finding> {
    let children: Option<Vec<_>> =
        children.map(|views| views.iter().map(|view| view.document()).collect());
    let others = Others {
        previous: previous.map(View::document),
        children: children.as_deref(),
    };
    let mut findings = evaluate(document.document(), others);
    for (rule, check) in native(edition) {
        let mut sink = Findings {
            rule: *rule,
            sink: Sink::Findings(&mut findings),
        };
        check(document, previous, &mut sink);
    }
    findings
}

/// Counts the outcomes of every rule of the edition over one valid document alone.
pub(crate) fn count(document: View<'_>) -> Outcomes {
    let mut outcomes = match document {
        View::Leaves { .. } => ogi_report::count(document.document()),
        View::Scan(scan) => scan.outcomes(),
    };
    let edition = document.edition();
    for (rule, check) in native(edition) {
        let mut sink = Findings {
            rule: *rule,
            sink: Sink::Outcomes(&mut outcomes),
        };
        check(document, None, &mut sink);
    }
    for (rule, ..) in SCHEMA {
        outcomes.add(*rule, Outcome::Passed, 1);
    }
    outcomes
}
