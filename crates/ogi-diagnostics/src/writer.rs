//! Records of faults and findings, with labels, messages and places.

use ogi_conformance::Checked;
use ogi_conformance::json::LexicalFault;
use ogi_report::definition::{Equation, Op};
use ogi_report::{Edition, Language, Outcome, RuleId, Side};
use ogi_schema::{Check, Rule};

use crate::excerpt::Excerpt;
use crate::labels::Labels;
use crate::operands::{document, operands, split_document};
use crate::places::{DoubtfulCell, Places, reads};
use crate::record::{Doubtful, Fault, FaultKind, Finding, Misreading, MissingOperand};
use crate::say::{self, Said};
use crate::words::in_language;

/// Excerpts are drawn for this many faults at most; no one reads more.
const EXCERPTS: usize = 100;

/// Writes records about one document in one language.
pub(crate) struct Writer<'a> {
    /// The file.
    pub(crate) bytes: &'a [u8],
    /// Edition of the document, where it is one of the standard.
    pub(crate) edition: Option<Edition>,
    /// Where its values stand.
    pub(crate) places: &'a Places<'a>,
    /// Language of labels and messages.
    pub(crate) language: Language,
}

impl Writer<'_> {
    /// What keeps the document from being well-formed or of its shape.
    pub(crate) fn faults(&self, checked: &Checked) -> Vec<Fault> {
        let mut faults: Vec<Fault> = checked
            .lexical
            .iter()
            .map(|fault| self.lexical(fault))
            .collect();
        for (index, fault) in checked.structure.iter().enumerate() {
            let mut record = self.structure(fault);
            if index >= EXCERPTS {
                record.excerpt = None;
            }
            faults.push(record);
        }
        faults
    }

    /// The record of a fault of the bytes.
    pub(crate) fn lexical(&self, fault: &LexicalFault) -> Fault {
        let Said { message, fix } = say::lexical(fault, self.language);
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

    /// The record of a fault of the shape.
    pub(crate) fn structure(&self, fault: &ogi_conformance::Fault) -> Fault {
        let Said { message, fix } = say::structure(fault, self.edition, self.language);
        let labels = Labels::of(self.edition, &fault.at, self.language);
        let span = match self.places {
            Places::Document(Some(document)) => fault.span(document),
            Places::Document(None) | Places::Printed(_) => None,
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
            excerpt: span.and_then(|span| Excerpt::of(self.bytes, span)),
        }
    }

    /// What is violated or not assessed.
    pub(crate) fn findings(&self, checked: &Checked) -> Vec<Finding> {
        checked
            .findings
            .iter()
            .filter(|finding| finding.outcome != Outcome::Passed)
            .map(|finding| self.finding(finding))
            .collect()
    }

    /// The record of a rule at one place.
    pub(crate) fn finding(&self, finding: &ogi_report::Finding) -> Finding {
        let (language, info) = (self.language, finding.rule.info());
        let equation = self.equation(finding.rule);
        // To read a rule of the registry takes a while, and what is not violated needs nothing of it.
        let rule = match finding.outcome {
            Outcome::Failed => ogi_schema::rule(info.id),
            Outcome::Passed | Outcome::NotAssessed => None,
        };
        let labels = Labels::of(self.edition, &finding.at, language);
        let mut record = Finding {
            rule: finding.rule,
            title: info.title(language),
            severity: info.severity,
            kind: info.kind,
            origin: info.origin,
            outcome: finding.outcome,
            message: None,
            fix: None,
            operands: operands(&finding.operands, self.edition, self.places, language),
            relation: None,
            constant: None,
            computed: None,
            stated: None,
            difference: None,
            args: finding.arguments.iter().cloned().collect(),
            missing: finding
                .missing()
                .map(|(at, reason)| self.missing(at, reason))
                .collect(),
            position: self.places.position(&finding.at),
            printed_at: self.places.printed_at(&finding.at),
            confidence: None,
            doubtful: Vec::new(),
            misreadings: Vec::new(),
            section: labels.section,
            labels: labels.path,
            at: finding.at.clone(),
            is_fault: false,
        };
        if let Some(equation) = &equation {
            record.relation = Some(equation.op);
            record.constant = Some(equation.constant).filter(|constant| *constant != 0);
            record.computed = record.args.remove("computed");
            record.stated = record.args.remove("stated");
            record.difference = record.args.remove("difference");
            record.args.clear();
        }
        if let Some(rule) = rule {
            record.message = Some(say::finding(rule, finding, self.edition, language));
            record.fix = Some(in_language(&rule.fix, language));
            let read = read(rule, finding);
            record.confidence = self.places.confidence(&read);
            record.doubtful = self.doubtful(&read);
            record.is_fault = matches!(rule.check, Check::Schema { .. });
            if let Some(equation) = &equation {
                record.misreadings = self.misreadings(equation, finding);
            }
        }
        record
    }

    /// The cells at some places whose reading is in doubt.
    fn doubtful(&self, read: &[&str]) -> Vec<Doubtful> {
        let record = |cell: DoubtfulCell| Doubtful {
            label: Labels::of(self.edition, &cell.at, self.language).full(),
            printed: cell.printed,
            printed_at: cell.printed_at,
        };
        self.places.doubtful(read).into_iter().map(record).collect()
    }

    /// An equation of a linear rule.
    fn equation(&self, rule: RuleId) -> Option<Equation> {
        let definition = self.edition?.definition();
        definition
            .equations()
            .find(|equation| equation.rule == rule)
    }

    /// What could have been misread in a published report, so that an equation fails.
    fn misreadings(&self, equation: &Equation, finding: &ogi_report::Finding) -> Vec<Misreading> {
        let (Places::Printed(reading), Some(edition)) = (self.places, self.edition) else {
            return Vec::new();
        };
        if equation.op != Op::Eq || equation.constant != 0 {
            return Vec::new();
        }
        let mut operands = Vec::new();
        for examined in &finding.operands {
            let Some(operand) = of_this_document(examined) else {
                return Vec::new();
            };
            operands.push(operand);
        }
        let found = ogi_import::misreadings(edition, &reading.evidence, &operands);
        found
            .into_iter()
            .map(|one| Misreading {
                label: Labels::of(self.edition, &one.pointer, self.language).full(),
                at: one.pointer,
                read: one.read,
                would_be: one.would_be,
                why: say::word(&one.why),
            })
            .collect()
    }

    fn missing(&self, at: &str, reason: ogi_report::Missing) -> MissingOperand {
        let (_, pointer) = split_document(at);
        let definition = self.edition.map(Edition::definition);
        let leaf = definition.and_then(|known| known.leaves.get(known.leaf(pointer)?));
        MissingOperand {
            at: at.to_owned(),
            label: missing_label(self.edition, at, self.language),
            reason,
            is_cell: leaf.is_some_and(|leaf| leaf.printed),
        }
    }
}

/// The label of an operand that is missing, with the document in front where it is another.
pub(crate) fn missing_label(edition: Option<Edition>, at: &str, language: Language) -> String {
    let (prefix, pointer) = split_document(at);
    let label = match say::missing(at, language) {
        Some(words) => words.to_owned(),
        None => Labels::of(edition, pointer, language).full(),
    };
    match (document(prefix, language), label.as_str()) {
        (None, _) => label,
        (Some(document), "") => document.to_owned(),
        (Some(document), label) => format!("{document} · {label}"),
    }
}

/// A whole number that an equation reads in the document itself; `None` for any other operand.
fn of_this_document(examined: &ogi_report::Examined) -> Option<ogi_import::Operand<'_>> {
    let coefficient = i64::from(examined.coefficient);
    if examined.at.contains('#') {
        return None;
    }
    Some(ogi_import::Operand {
        at: &examined.at,
        coefficient: match examined.side {
            Side::Computed => coefficient,
            Side::Stated => -coefficient,
        },
        value: examined.value.ok()?.to_string().parse().ok()?,
    })
}

/// The places that a rule read.
fn read<'a>(rule: &'a Rule, finding: &'a ogi_report::Finding) -> Vec<&'a str> {
    let mut read: Vec<&str> = reads(rule).iter().map(String::as_str).collect();
    read.extend(finding.operands.iter().map(|operand| operand.at.as_str()));
    read
}
