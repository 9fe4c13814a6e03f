//! One document checked: well-formed, of the shape of its edition, and reconciled.

use ogi_report::{Finding, Outcome, Report, RuleId, Tally};

use crate::facts::{Facts, Settled};
use crate::generated::SCHEMA;
use crate::json::{Document, LexicalFault, Limits, Place};
use crate::rules;
use crate::structure::{Fault, Schemas};

/// The other reports that rules read; those that are not given leave their rules not assessed.
#[derive(Debug, Clone, Copy, Default)]
pub struct Others<'a> {
    /// The report of the prior year.
    pub previous: Option<&'a Facts<'a>>,
    /// The reports of all parts, for a roll-up.
    pub children: Option<&'a [Facts<'a>]>,
}

/// Everything found about one document. There are three answers, never one: see [`Checked::is_well_formed`],
/// [`Checked::is_schema_valid`] and [`Checked::reconciled`].
#[derive(Debug, Clone)]
pub struct Checked {
    /// What keeps it from being JSON of the standard; then nothing else is known.
    pub lexical: Vec<LexicalFault>,
    /// What keeps it from having the shape of its edition, in the order of the file.
    pub structure: Vec<Fault>,
    /// What became of every rule of its edition, by rule and then in form order.
    pub findings: Vec<Finding>,
}

/// Whether the numbers of a report add up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reconciled {
    /// Every balance, sum and range holds.
    Yes,
    /// At least one is violated.
    No,
    /// Those that could be assessed hold.
    Partly,
    /// None could be assessed.
    NotAssessed,
}

impl Reconciled {
    /// The word used in machine-readable output.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::Partly => "partly",
            Self::NotAssessed => "not_assessed",
        }
    }
}

impl Checked {
    /// Whether the bytes are JSON of the standard.
    #[must_use]
    pub fn is_well_formed(&self) -> bool {
        self.lexical.is_empty()
    }

    /// Whether the document has the shape of its edition; `None` when it is not well-formed.
    #[must_use]
    pub fn is_schema_valid(&self) -> Option<bool> {
        self.is_well_formed().then_some(self.structure.is_empty())
    }

    /// How many places the rules that reconcile a single report were assessed at, and with what outcome.
    #[must_use]
    pub fn tally(&self) -> Tally {
        Tally::of_reconciliation(&self.findings)
    }

    /// Whether the numbers add up.
    #[must_use]
    pub fn reconciled(&self) -> Reconciled {
        match self.tally() {
            Tally { failed: 1.., .. } => Reconciled::No,
            Tally { passed: 0, .. } => Reconciled::NotAssessed,
            Tally { not_assessed: 0, .. } => Reconciled::Yes,
            Tally { .. } => Reconciled::Partly,
        }
    }

    /// The findings of an outcome.
    pub fn with_outcome(&self, outcome: Outcome) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(move |finding| finding.outcome == outcome)
    }
}

/// Checks documents against the standard that is embedded; make one and use it for many documents.
pub struct Checker {
    schemas: Schemas,
    limits: Limits,
}

impl Default for Checker {
    fn default() -> Self {
        Self::new(Limits::default())
    }
}

impl Checker {
    /// A checker with bounds of one's own.
    ///
    /// # Panics
    /// Never: that the embedded schema can be used is a test of this package.
    #[must_use]
    pub fn new(limits: Limits) -> Self {
        let bundle = ogi_schema::file("report.schema.json").unwrap_or_default();
        let schemas = serde_json::from_str(bundle).map_err(|error| error.to_string());
        let schemas = schemas.and_then(|bundle| Schemas::new(&bundle).map_err(|error| error.to_string()));
        let schemas = schemas.unwrap_or_else(|error| unreachable!("the embedded schema: {error}"));
        Self { schemas, limits }
    }

    /// The bounds it keeps.
    #[must_use]
    pub fn limits(&self) -> Limits {
        self.limits
    }

    /// Checks one document: the typed reader first, and where that refuses, everything that is wrong by name.
    #[must_use]
    pub fn check(&self, bytes: &[u8], others: Others<'_>) -> Checked {
        if bytes.len() <= self.limits.bytes
            && let Ok(report) = ogi_report::read(bytes)
        {
            return check_report(&report, others);
        }
        self.check_fully(bytes, others)
    }

    /// Checks one document without the typed reader; the answer is the same, which is a law of this package.
    #[must_use]
    pub fn check_fully(&self, bytes: &[u8], others: Others<'_>) -> Checked {
        let document = match Document::read(bytes, &self.limits) {
            Ok(document) => document,
            Err(lexical) => return Checked { lexical, structure: Vec::new(), findings: Vec::new() },
        };
        let structure = self.schemas.faults(&document);
        let structure = structure.unwrap_or_else(|error| unreachable!("the embedded schema: {error}"));
        let findings = Facts::of_document(&document, &structure).map(|facts| assess(&facts, &structure, others));
        Checked { lexical: Vec::new(), structure, findings: findings.unwrap_or_default() }
    }

    /// What a document says, to be given to the check of another; `None` when its edition cannot be told.
    ///
    /// # Errors
    /// What keeps the bytes from being JSON of the standard.
    pub fn facts(&self, bytes: &[u8]) -> Result<Option<Facts<'static>>, Vec<LexicalFault>> {
        let document = Document::read(bytes, &self.limits)?;
        let structure = self.schemas.faults(&document).unwrap_or_default();
        Ok(Facts::of_document(&document, &structure).map(Facts::into_owned))
    }
}

/// Checks a report that is valid by its type.
#[must_use]
pub fn check_report(report: &Report, others: Others<'_>) -> Checked {
    Checked { lexical: Vec::new(), structure: Vec::new(), findings: assess(&Facts::from(report), &[], others) }
}

fn assess(facts: &Facts<'_>, faults: &[Fault], others: Others<'_>) -> Vec<Finding> {
    let report = Settled::new(facts);
    let previous = others.previous.map(Settled::new);
    let children: Option<Vec<_>> = others.children.map(|children| children.iter().map(Settled::new).collect());
    let views: Option<Vec<_>> = children.as_ref().map(|children| children.iter().map(Settled::view).collect());
    let previous = previous.as_ref().map(Settled::view);
    let mut findings = rules::assess(facts.edition(), report.view(), previous, views.as_deref());
    findings.extend(by_schema(faults));
    findings.sort_by_key(|finding| finding.rule);
    findings
}

/// Rules that the schema checks: each fault of theirs is a violation.
fn by_schema(faults: &[Fault]) -> impl Iterator<Item = Finding> {
    SCHEMA.iter().flat_map(|(rule, definitions, keywords)| {
        let theirs = |fault: &&Fault| {
            let definition = fault.definition.as_deref().unwrap_or_default();
            definitions.contains(&definition) && keywords.contains(&fault.keyword.as_str())
        };
        let failed: Vec<_> = faults.iter().filter(theirs).map(|fault| violation(*rule, fault)).collect();
        if failed.is_empty() { vec![Finding::new(*rule, Outcome::Passed, "")] } else { failed }
    })
}

fn violation(rule: RuleId, fault: &Fault) -> Finding {
    Finding::new(rule, Outcome::Failed, fault.at.as_str())
}

/// Where a pointer stands in a document; where there is nothing, the nearest thing around it.
#[must_use]
pub fn locate(document: &Document<'_>, pointer: &str) -> Option<Place> {
    let mut pointer = pointer;
    loop {
        if let Some(place) = document.place(pointer) {
            return Some(place);
        }
        pointer = &pointer[..pointer.rfind('/')?];
    }
}
