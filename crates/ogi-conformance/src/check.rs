//! One document checked: well-formed, of the shape of its edition, and reconciled.

use std::sync::OnceLock;

use ogi_report::{Edition, Finding, Leaf, Outcome, Outcomes, Report, RuleId, Scan, Tally};
use serde::{Serialize, Serializer};

use crate::facts::{Facts, Settled};
use crate::generated::SCHEMA;
use crate::json::{Document, Element, LexicalFault, Limits};
use crate::rules;
use crate::structure::{Fault, Schemas};
use crate::view::View;

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

impl Serialize for Reconciled {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl From<Tally> for Reconciled {
    /// What the outcomes of the rules that reconcile a single report come to.
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

    /// How many places the rules that reconcile a single report were assessed at, and with what outcome.
    #[must_use]
    pub fn tally(&self) -> Tally {
        Tally::of_reconciliation(&self.findings)
    }

    /// Whether the numbers add up.
    #[must_use]
    pub fn reconciled(&self) -> Reconciled {
        self.tally().into()
    }

    /// The findings of an outcome.
    pub fn with_outcome(&self, outcome: Outcome) -> impl Iterator<Item = &Finding> {
        self.findings
            .iter()
            .filter(move |finding| finding.outcome == outcome)
    }
}

/// What [`Checker::examine`] found about one document.
#[derive(Debug)]
pub struct Found<'a> {
    /// Everything found.
    pub checked: Checked,
    /// The document, if it was read for that; it knows where everything stands.
    pub document: Option<Document<'a>>,
}

/// Checks documents against the standard that is embedded; make one and use it for many documents.
pub struct Checker {
    /// Compiled when a document is met that the fast way does not accept.
    schemas: OnceLock<Schemas>,
    limits: Limits,
}

impl Default for Checker {
    fn default() -> Self {
        Self::new(Limits::default())
    }
}

impl Checker {
    /// A checker with bounds of one's own.
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
            let schemas = serde_json::from_str(bundle).map_err(|error| error.to_string());
            let schemas =
                schemas.and_then(|bundle| Schemas::new(&bundle).map_err(|error| error.to_string()));
            schemas.unwrap_or_else(|error| unreachable!("the embedded schema: {error}"))
        })
    }

    /// The bounds it keeps.
    #[must_use]
    pub fn limits(&self) -> Limits {
        self.limits
    }

    /// Checks one document: the fast way first, and where that refuses, everything that is wrong by name.
    #[must_use]
    pub fn check(&self, bytes: &[u8], others: Others<'_>) -> Checked {
        match self.scan(bytes) {
            Some(scan) => check_report(&scan.report(), others),
            None => self.check_fully(bytes, others),
        }
    }

    /// What becomes of every rule over one document by itself, if there is nothing to be found: the document is
    /// well-formed, has the shape of its edition, and violates no rule.
    ///
    /// `None` is no verdict: [`Checker::check`] says what there is. Costs little more than reading the bytes.
    #[must_use]
    pub fn quick(&self, bytes: &[u8]) -> Option<Outcomes> {
        // By reference, as it is large.
        let scan = self.scan(bytes);
        let outcomes = count(scan.as_ref()?);
        if outcomes.has_failures() {
            None
        } else {
            Some(outcomes)
        }
    }

    /// Checks one document by itself and hands it to `sound` where there is nothing to be found, with what became of
    /// every rule by count: for many documents, few of which are at fault.
    ///
    /// # Errors
    /// Everything found otherwise.
    pub fn examine<'a, T>(
        &self,
        bytes: &'a [u8],
        sound: impl FnOnce(&Scan<'a>, &Outcomes) -> T,
    ) -> Result<T, Box<Found<'a>>> {
        let scan = self.scan(bytes);
        let Some(scan) = &scan else {
            return Err(Box::new(self.read_fully(bytes, Others::default())));
        };
        let outcomes = count(scan);
        if outcomes.has_failures() {
            let checked = check_report(&scan.report(), Others::default());
            return Err(Box::new(Found {
                checked,
                document: None,
            }));
        }
        Ok(sound(scan, &outcomes))
    }

    /// The fast way, where the bounds are no narrower than what every valid document keeps to.
    fn scan<'a>(&self, bytes: &'a [u8]) -> Option<Scan<'a>> {
        let usual = Limits::default();
        let wide = self.limits.depth >= usual.depth && self.limits.values >= usual.values;
        if wide && bytes.len() <= self.limits.bytes {
            Scan::read(bytes)
        } else {
            None
        }
    }

    /// Checks one document without the fast way; the answer is the same, which is a law of this package.
    #[must_use]
    pub fn check_fully(&self, bytes: &[u8], others: Others<'_>) -> Checked {
        self.read_fully(bytes, others).checked
    }

    fn read_fully<'a>(&self, bytes: &'a [u8], others: Others<'_>) -> Found<'a> {
        let document = match Document::read(bytes, &self.limits) {
            Ok(document) => document,
            Err(lexical) => {
                let checked = Checked {
                    lexical,
                    structure: Vec::new(),
                    findings: Vec::new(),
                };
                return Found {
                    checked,
                    document: None,
                };
            }
        };
        let structure = self.schemas().faults(&document);
        let structure =
            structure.unwrap_or_else(|error| unreachable!("the embedded schema: {error}"));
        let findings = Facts::of_document(&document, &structure)
            .map(|facts| assess(&facts, &structure, others));
        let checked = Checked {
            lexical: Vec::new(),
            structure,
            findings: findings.unwrap_or_default(),
        };
        Found {
            checked,
            document: Some(document),
        }
    }

    /// What a document says, to be given to the check of another; `None` when its edition cannot be told.
    ///
    /// # Errors
    /// What keeps the bytes from being JSON of the standard.
    pub fn facts(&self, bytes: &[u8]) -> Result<Option<Facts<'static>>, Vec<LexicalFault>> {
        let document = Document::read(bytes, &self.limits)?;
        let structure = self.schemas().faults(&document).unwrap_or_default();
        Ok(Facts::of_document(&document, &structure).map(Facts::into_owned))
    }
}

/// What becomes of every rule over one document by itself, counted.
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

/// What becomes of every rule over the single values of a valid report, in the order of its edition's leaves, with
/// blanks as zero where the report says so. For values that were read in another way, such as from a database.
#[must_use]
pub fn count_outcomes(edition: Edition, leaves: &[Leaf<'_>]) -> Outcomes {
    rules::count(View::Leaves {
        edition,
        stated: leaves,
        leaves,
    })
}

/// Checks a report that is valid by its type.
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
    let children: Option<Vec<_>> = others
        .children
        .map(|children| children.iter().map(Settled::new).collect());
    let views: Option<Vec<_>> = children
        .as_ref()
        .map(|children| children.iter().map(Settled::view).collect());
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
        let failed: Vec<_> = faults
            .iter()
            .filter(theirs)
            .map(|fault| violation(*rule, fault))
            .collect();
        if failed.is_empty() {
            vec![Finding::new(*rule, Outcome::Passed, "")]
        } else {
            failed
        }
    })
}

fn violation(rule: RuleId, fault: &Fault) -> Finding {
    Finding::new(rule, Outcome::Failed, fault.at.as_str())
}

/// The value at a pointer into a document; where there is nothing, the nearest one around it.
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
