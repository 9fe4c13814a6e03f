//! Checks one document: is it well-formed, has it the shape of its edition, do its numbers add up.

use std::sync::OnceLock;

use ogi_report::{Edition, Finding, Leaf, Outcome, Outcomes, Report, Scan, Tally};
use serde::{Serialize, Serializer};

use crate::facts::{Facts, Settled};
use crate::generated::SCHEMA;
use crate::json::{Document, Element, LexicalFault, Limits};
use crate::rules;
use crate::structure::{Fault, Schemas};
use crate::view::View;

/// The other reports that rules read. Rules over a report that is not given are not assessed.
#[derive(Debug, Clone, Copy, Default)]
pub struct Others<'a> {
    /// The report of the prior year.
    pub previous: Option<&'a Facts<'a>>,
    /// The reports of all parts, for a roll-up.
    pub children: Option<&'a [Facts<'a>]>,
}

/// Everything found about one document.
///
/// It answers three questions separately: [`Checked::is_well_formed`], [`Checked::is_schema_valid`] and
/// [`Checked::reconciled`].
#[derive(Debug, Clone)]
pub struct Checked {
    /// Lexical faults. If there are any, the other lists are empty.
    pub lexical: Vec<LexicalFault>,
    /// Structural faults against the schema of its edition, in the order of the file.
    pub structure: Vec<Fault>,
    /// The outcomes of every rule of its edition, by rule and then in form order.
    pub findings: Vec<Finding>,
}

/// Whether the numbers of a report add up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reconciled {
    /// Every balance, sum and range holds.
    Yes,
    /// At least one balance, sum or range is violated.
    No,
    /// All that could be assessed hold, and some could not be assessed.
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

impl Serialize for Reconciled {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl From<Tally> for Reconciled {
    /// Sums up the outcomes of the rules that reconcile a single report.
    fn from(tally: Tally) -> Self {
        match tally {
            Tally { failed: 1.., .. } => Self::No,
            Tally { passed: 0, .. } => Self::NotAssessed,
            Tally {
                not_assessed: 0, ..
            } => Self::Yes,
            Tally { .. } => Self::Partly,
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

    /// Counts the outcomes of the rules that reconcile a single report.
    #[must_use]
    pub fn tally(&self) -> Tally {
        Tally::of_reconciliation(&self.findings)
    }

    /// Whether the numbers add up.
    #[must_use]
    pub fn reconciled(&self) -> Reconciled {
        self.tally().into()
    }

    /// The findings with an outcome.
    pub fn with_outcome(&self, outcome: Outcome) -> impl Iterator<Item = &Finding> {
        self.findings
            .iter()
            .filter(move |finding| finding.outcome == outcome)
    }
}

/// What [`Checker::examine`] found about a document with faults or violations.
#[derive(Debug)]
pub struct Diagnosis<'a> {
    /// Everything found.
    pub checked: Checked,
    /// The parsed document with the places of all values; `None` if the fast way accepted it, or if it is not well-formed.
    pub document: Option<Document<'a>>,
}

/// Checks documents against the embedded standard. Make one and use it for many documents, from any thread.
pub struct Checker {
    /// Compiled for the first document that the fast way does not accept, because compiling takes longer than a check.
    schemas: OnceLock<Schemas>,
    limits: Limits,
}

impl Default for Checker {
    fn default() -> Self {
        Self::new(Limits::default())
    }
}

impl Checker {
    /// A checker with other bounds.
    #[must_use]
    pub fn new(limits: Limits) -> Self {
        Self {
            schemas: OnceLock::new(),
            limits,
        }
    }

    fn schemas(&self) -> &Schemas {
        self.schemas.get_or_init(|| {
            let bundle = ogi_schema::file("report.schema.json").unwrap_or_default();
            let bundle: serde_json::Value = certain(serde_json::from_str(bundle));
            certain(Schemas::new(&bundle))
        })
    }

    /// The bounds on what it reads.
    #[must_use]
    pub fn limits(&self) -> Limits {
        self.limits
    }

    /// Checks one document. The fast way goes first; where it refuses, the full way names every fault.
    #[must_use]
    pub fn check(&self, bytes: &[u8], others: Others<'_>) -> Checked {
        match self.scan(bytes) {
            Some(scan) => check_report(&scan.report(), others),
            None => self.check_fully(bytes, others),
        }
    }

    /// Counts the outcomes of every rule over one document alone, if the document is well-formed, has the shape of its
    /// edition and violates no rule.
    ///
    /// `None` decides nothing: [`Checker::check`] says what is wrong, if anything is. This costs little more than reading
    /// the bytes.
    #[must_use]
    pub fn quick(&self, bytes: &[u8]) -> Option<Outcomes> {
        // By reference: a scan is large, and moving it would cost as much as the count.
        let scan = self.scan(bytes);
        let outcomes = count(scan.as_ref()?);
        if outcomes.has_failures() {
            None
        } else {
            Some(outcomes)
        }
    }

    /// Checks one document alone, for runs over many documents of which few have faults.
    ///
    /// A document without faults and violations goes to `sound` as it was scanned, with counts of outcomes.
    ///
    /// # Errors
    /// The document has a fault or violates a rule; the error has everything found.
    pub fn examine<'a, T>(
        &self,
        bytes: &'a [u8],
        sound: impl FnOnce(&Scan<'a>, &Outcomes) -> T,
    ) -> Result<T, Box<Diagnosis<'a>>> {
        let scan = self.scan(bytes);
        let Some(scan) = &scan else {
            return Err(Box::new(self.read_fully(bytes, Others::default())));
        };
        let outcomes = count(scan);
        if outcomes.has_failures() {
            let checked = check_report(&scan.report(), Others::default());
            return Err(Box::new(Diagnosis {
                checked,
                document: None,
            }));
        }
        Ok(sound(scan, &outcomes))
    }

    /// The fast way, which has bounds of its own. It is used only if the bounds of the checker would accept every document
    /// that it accepts.
    fn scan<'a>(&self, bytes: &'a [u8]) -> Option<Scan<'a>> {
        let usual = Limits::default();
        let wide = self.limits.depth >= usual.depth && self.limits.values >= usual.values;
        if wide && bytes.len() <= self.limits.bytes {
            Scan::read(bytes)
        } else {
            None
        }
    }

    /// Checks one document without the fast way. The result is the same; tests compare both ways.
    #[must_use]
    pub fn check_fully(&self, bytes: &[u8], others: Others<'_>) -> Checked {
        self.read_fully(bytes, others).checked
    }

    fn read_fully<'a>(&self, bytes: &'a [u8], others: Others<'_>) -> Diagnosis<'a> {
        let document = match Document::read(bytes, &self.limits) {
            Ok(document) => document,
            Err(lexical) => {
                let checked = Checked {
                    lexical,
                    structure: Vec::new(),
                    findings: Vec::new(),
                };
                return Diagnosis {
                    checked,
                    document: None,
                };
            }
        };
        let structure = certain(self.schemas().faults(&document));
        let findings = Facts::of_document(&document, &structure)
            .map(|facts| assess(&facts, &structure, others));
        let checked = Checked {
            lexical: Vec::new(),
            structure,
            findings: findings.unwrap_or_default(),
        };
        Diagnosis {
            checked,
            document: Some(document),
        }
    }

    /// The values of a document, for the check of another one; `None` if the document states no known edition.
    ///
    /// # Errors
    /// The bytes are not well-formed.
    pub fn facts(&self, bytes: &[u8]) -> Result<Option<Facts<'static>>, Vec<LexicalFault>> {
        let document = Document::read(bytes, &self.limits)?;
        let structure = certain(self.schemas().faults(&document));
        Ok(Facts::of_document(&document, &structure).map(Facts::into_owned))
    }
}

/// What the embedded schema gives; a test of this package proves that it can be used.
fn certain<T, E: std::fmt::Display>(result: Result<T, E>) -> T {
    result.unwrap_or_else(|error| unreachable!("the embedded schema: {error}"))
}

/// Counts the outcomes of every rule over one document alone.
fn count(scan: &Scan<'_>) -> Outcomes {
    if scan.blank_is_zero() {
        check_report(&scan.report(), Others::default())
            .findings
            .iter()
            .collect()
    } else {
        rules::count(View::Scan(scan))
    }
}

/// Counts the outcomes of every rule over the single values of a valid report, such as one from a database.
///
/// The values come in the order of the edition's leaves; blanks are zero where the report says so.
#[must_use]
pub fn count_outcomes(edition: Edition, leaves: &[Leaf<'_>]) -> Outcomes {
    rules::count(View::Leaves {
        edition,
        stated: leaves,
        leaves,
    })
}

/// Checks a report. Its type makes it well-formed and valid, so only rules remain.
#[must_use]
pub fn check_report(report: &Report, others: Others<'_>) -> Checked {
    Checked {
        lexical: Vec::new(),
        structure: Vec::new(),
        findings: assess(&Facts::from(report), &[], others),
    }
}

fn assess(facts: &Facts<'_>, faults: &[Fault], others: Others<'_>) -> Vec<Finding> {
    let report = Settled::new(facts);
    let previous = others.previous.map(Settled::new);
    let mut children = Vec::new();
    for facts in others.children.unwrap_or_default() {
        children.push(Settled::new(facts));
    }
    let views: Vec<_> = children.iter().map(Settled::view).collect();
    let mut findings = rules::assess(
        facts.edition(),
        report.view(),
        previous.as_ref().map(Settled::view),
        others.children.map(|_| views.as_slice()),
    );
    findings.extend(by_schema(faults));
    findings.sort_by_key(|finding| finding.rule);
    findings
}

/// The outcomes of rules that the schema checks: each fault of their keywords is a violation.
fn by_schema(faults: &[Fault]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (rule, definitions, keywords) in SCHEMA {
        let before = findings.len();
        for fault in faults {
            let definition = fault.definition.as_deref().unwrap_or_default();
            if definitions.contains(&definition) && keywords.contains(&fault.keyword.as_str()) {
                findings.push(Finding::new(*rule, Outcome::Failed, fault.at.as_str()));
            }
        }
        if findings.len() == before {
            findings.push(Finding::new(*rule, Outcome::Passed, ""));
        }
    }
    findings
}

/// The value at a pointer into a document, or the nearest value around that place.
#[must_use]
pub fn locate<'d>(document: &'d Document<'_>, pointer: &str) -> Option<Element<'d>> {
    let mut pointer = pointer;
    loop {
        if let Some(element) = document.at(pointer) {
            return Some(element);
        }
        pointer = &pointer[..pointer.rfind('/')?];
    }
}
