//! The rules that need code of their own: one file each, of the same name as in the registry.

use ogi_report::definition::Other;
use ogi_report::{
    Edition, Exact, Examined, Finding, Missing, Others, Outcome, RuleId, Side, evaluate, whole_document_missing,
};

use crate::facts::View;
use crate::generated::NATIVE;

pub(crate) mod codes_listed;
pub(crate) mod fee_is_accounted_for;
pub(crate) mod fee_not_before_2021;
pub(crate) mod narrative_agrees_on_requests;
pub(crate) mod prior_report_comparable;
pub(crate) mod rules_need_rulemaking_power;
pub(crate) mod undivided_stands_alone;
pub(crate) mod uscc_check_digits;

/// How a rule with code of its own is called: with the report, the report of the prior year, and where to say what it found.
pub(crate) type Native = fn(View<'_>, Option<View<'_>>, &mut Findings<'_>);

/// Where a rule says what it found.
pub(crate) struct Findings<'a> {
    rule: RuleId,
    found: &'a mut Vec<Finding>,
}

impl<'a> Findings<'a> {
    pub(crate) fn new(rule: RuleId, found: &'a mut Vec<Finding>) -> Self {
        Self { rule, found }
    }

    pub(crate) fn passed(&mut self, at: &str) {
        self.found.push(Finding::new(self.rule, Outcome::Passed, at));
    }

    pub(crate) fn failed(&mut self, at: &str, arguments: Vec<(&'static str, String)>) -> &mut Finding {
        self.found.push(Finding { arguments, ..Finding::new(self.rule, Outcome::Failed, at) });
        let last = self.found.len() - 1;
        &mut self.found[last]
    }

    /// Not assessed, at the first operand that is missing.
    pub(crate) fn not_assessed(&mut self, missing: &[(&str, Missing)]) {
        let at = missing.first().map_or("", |(at, _)| at);
        let operand = |(at, missing): &(&str, Missing)| examined(at, Err(*missing));
        let operands = missing.iter().map(operand).collect();
        self.found.push(Finding { operands, ..Finding::new(self.rule, Outcome::NotAssessed, at) });
    }

    pub(crate) fn other_not_given(&mut self, other: Other) {
        self.found.push(whole_document_missing(self.rule, other));
    }
}

pub(crate) fn examined(at: &str, value: Result<Exact, Missing>) -> Examined {
    Examined { at: at.to_owned(), side: Side::Stated(1), value }
}

/// Every linear rule of the edition, and every one with code of its own, over one document.
pub(crate) fn assess<'a>(
    edition: Edition,
    document: View<'a>,
    previous: Option<View<'a>>,
    children: Option<&[View<'a>]>,
) -> Vec<Finding> {
    let children: Option<Vec<_>> = children.map(|views| views.iter().map(|view| view.document()).collect());
    let others = Others { previous: previous.map(View::document), children: children.as_deref() };
    let mut findings = evaluate(document.document(), others);
    for (rule, check) in NATIVE.iter().filter(|(rule, _)| rule.info().editions.contains(&edition)) {
        check(document, previous, &mut Findings::new(*rule, &mut findings));
    }
    findings
}
