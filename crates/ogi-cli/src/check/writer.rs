//! Records of faults and findings, with labels, messages and places.

use ogi_conformance::Checked;
use ogi_conformance::json::LexicalFault;
use ogi_report::definition::Equation;
use ogi_report::{Edition, Language, Outcome, RuleId};
use ogi_schema::{Check, Linear, Rule};

use super::operands::{document, operands, split_document};
use super::places::{Places, reads};
use crate::excerpt::Excerpt;
use crate::labels::Labels;
use crate::messages::{self, Said};
use crate::record::{Confidence, Fault, FaultKind, Finding, Misreading, Missing, Severity};

/// Excerpts are drawn for so many faults; no one reads more.
const EXCERPTS: usize = 100;

/// Writes records about one document.
pub(crate) struct Writer<'a> {
    /// The file.
    pub(crate) bytes: &'a [u8],
    /// Edition of the document, where it says it.
    pub(crate) edition: Option<&'a str>,
    /// Where its values stand.
    pub(crate) places: &'a Places<'a>,
    /// Language of labels and messages.
    pub(crate) language: Language,
}

impl Writer<'_> {
    /// What keeps the document from being well-formed or of its shape.
    pub(crate) fn faults(&self, checked: &Checked) -> Vec<Fault> {
        let lexical = checked.lexical.iter().map(|fault| self.lexical(fault));
        let structure = checked
            .structure
            .iter()
            .enumerate()
            .map(|(index, fault)| self.structure(fault, index));
        lexical.chain(structure).collect()
    }

    fn lexical(&self, fault: &LexicalFault) -> Fault {
        let Said { message, fix } = messages::lexical(fault, self.language);
        Fault {
            kind: FaultKind::Lexical,
            keyword: fault.kind.slug().to_owned(),
            at: fault.pointer.clone(),
            labels: Vec::new(),
            section: None,
            args: fault.args.clone(),
            message,
            fix,
            position: Some(fault.span.start.into()),
            related: fault.related.map(|span| span.start.into()),
            excerpt: Excerpt::of(self.bytes, fault.span),
        }
    }

    fn structure(&self, fault: &ogi_conformance::Fault, index: usize) -> Fault {
        let Said { message, fix } = messages::structure(fault, self.edition, self.language);
        let labels = Labels::of(self.edition, &fault.at, self.language);
        let span = match self.places {
            Places::Document(Some(document)) => fault.span(document),
            _ => None,
        };
        Fault {
            kind: FaultKind::Structure,
            keyword: fault.keyword.clone(),
            at: Some(fault.at.clone()),
            labels: labels.path,
            section: labels.section,
            args: fault.args.clone(),
            message,
            fix,
            position: span.map(|span| span.start.into()),
            related: None,
            excerpt: span
                .filter(|_| index < EXCERPTS)
                .and_then(|span| Excerpt::of(self.bytes, span)),
        }
    }

    /// What is violated or not assessed.
    pub(crate) fn findings(&self, checked: &Checked) -> Vec<Finding> {
        let shown = checked
            .findings
            .iter()
            .filter(|finding| finding.outcome != Outcome::Passed);
        shown.map(|finding| self.finding(finding)).collect()
    }

    fn finding(&self, finding: &ogi_report::Finding) -> Finding {
        let (language, info) = (self.language, finding.rule.info());
        let failed = finding.outcome == Outcome::Failed;
        let equation = self.equation(finding.rule);
        // To read a rule of the registry takes a while, and what cannot be assessed needs little of it.
        let needs_rule = failed || equation.is_some_and(|equation| equation.constant != 0);
        let rule = if needs_rule {
            ogi_schema::rule(info.id)
        } else {
            None
        };
        let labels = Labels::of(self.edition, &finding.at, language);
        let message = failed.then(|| messages::finding(finding, &labels, self.edition, language));
        let argument = |name| {
            finding
                .argument(name)
                .filter(|_| equation.is_some())
                .map(str::to_owned)
        };
        Finding {
            rule: info.id,
            title: info.title(language),
            severity: info.severity.into(),
            kind: info.kind.as_str(),
            origin: info.origin.as_str(),
            outcome: finding.outcome.as_str(),
            message,
            fix: failed.then(|| messages::fix(finding.rule, language)),
            operands: operands(&finding.operands, self.edition, self.places, language),
            relation: equation.map(|equation| equation.op.as_str()),
            constant: linear(rule).and_then(|linear| linear.constant.as_deref()),
            computed: argument("computed"),
            stated: argument("stated"),
            difference: argument("difference"),
            args: finding
                .arguments
                .iter()
                .filter(|_| equation.is_none())
                .cloned()
                .collect(),
            missing: finding
                .missing()
                .map(|(at, reason)| self.missing(at, reason))
                .collect(),
            position: self.places.position(&finding.at),
            printed_at: self.places.printed_at(&finding.at),
            confidence: if failed {
                self.confidence(finding)
            } else {
                None
            },
            misreadings: if failed {
                self.misreadings(finding)
            } else {
                Vec::new()
            },
            section: labels.section,
            labels: labels.path,
            at: finding.at.clone(),
            is_fault: rule.is_some_and(|rule| matches!(rule.check, Check::Schema { .. })),
        }
    }

    /// Whether what a rule read is as printed.
    fn confidence(&self, finding: &ogi_report::Finding) -> Option<Confidence> {
        let mut read: Vec<&str> = reads(finding.rule.info().id).collect();
        read.extend(finding.operands.iter().map(|operand| operand.at.as_str()));
        self.places.confidence(&read)
    }

    /// An equation of a linear rule.
    fn equation(&self, rule: RuleId) -> Option<Equation> {
        let definition = self.edition.and_then(Edition::parse)?.definition();
        definition
            .equations()
            .find(|equation| equation.rule == rule)
    }

    /// What could have been misread in a published report, so that an equation fails.
    fn misreadings(&self, finding: &ogi_report::Finding) -> Vec<Misreading> {
        let Places::Printed(reading) = self.places else {
            return Vec::new();
        };
        let is_equation = linear(ogi_schema::rule(finding.rule.as_str()))
            .is_some_and(|linear| linear.op.as_str() == "eq" && linear.constant.is_none());
        let operand = |examined: &'_ ogi_report::Examined| {
            let coefficient = match examined.side {
                ogi_report::Side::Computed(coefficient) => i64::from(coefficient),
                ogi_report::Side::Stated(coefficient) => -i64::from(coefficient),
            };
            let value = examined.value.ok()?.to_string().parse().ok()?;
            Some((examined.at.clone(), coefficient, value))
        };
        let Some(operands) = finding
            .operands
            .iter()
            .map(operand)
            .collect::<Option<Vec<_>>>()
        else {
            return Vec::new();
        };
        if !is_equation || operands.iter().any(|(at, ..)| at.contains('#')) {
            return Vec::new();
        }
        let operands: Vec<ogi_import::Operand> = operands
            .iter()
            .map(|(at, coefficient, value)| ogi_import::Operand {
                at,
                coefficient: *coefficient,
                value: *value,
            })
            .collect();
        let found = ogi_import::misreadings(
            self.edition.unwrap_or_default(),
            &reading.evidence,
            &operands,
        );
        let named = found.into_iter().map(|one| Misreading {
            label: Labels::of(self.edition, &one.pointer, self.language).full(),
            at: one.pointer,
            read: one.read,
            would_be: one.would_be,
            why: messages::word(&one.why),
        });
        named.collect()
    }

    fn missing(&self, at: &str, reason: ogi_report::Missing) -> Missing {
        let (other, pointer) = split_document(at);
        let labels = Labels::of(self.edition, pointer, self.language).full();
        let label = match (document(other, self.language), labels.as_str()) {
            ("", _) => messages::missing(at, self.language).map_or(labels, str::to_owned),
            (other, "") => other.to_owned(),
            (other, label) => format!("{other} · {label}"),
        };
        let definition = self
            .edition
            .and_then(Edition::parse)
            .map(Edition::definition);
        let leaf = definition.and_then(|known| known.leaves.get(known.leaf(pointer)?));
        let is_cell = leaf.is_some_and(|leaf| leaf.printed);
        Missing {
            at: at.to_owned(),
            label,
            reason: reason.as_str(),
            is_cell,
        }
    }
}

/// The equation of a linear rule.
fn linear(rule: Option<&'static Rule>) -> Option<&'static Linear> {
    match &rule?.check {
        Check::Linear(linear) => Some(linear),
        Check::Native { .. } | Check::Schema { .. } => None,
    }
}

impl From<ogi_report::Severity> for Severity {
    fn from(severity: ogi_report::Severity) -> Self {
        match severity {
            ogi_report::Severity::Note => Self::Note,
            ogi_report::Severity::Warning => Self::Warning,
            ogi_report::Severity::Error => Self::Error,
        }
    }
}
