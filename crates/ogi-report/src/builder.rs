//! Reports in the making: single values set one by one at their JSON Pointers.

use std::fmt;

use crate::decimal::Decimal;
use crate::definition::LeafKind;
use crate::generated::outlines::OUTLINES;
use crate::scalar::ScalarRule;
use crate::scan::{LONGEST_TEXT, Packed};
use crate::{Edition, Exact, Leaf, Refused, Report};

/// A report in the making.
///
/// Single values are set at their JSON Pointers, in any order, and each is checked as [`read`](crate::read) checks it.
/// What is never set states nothing: a number is null, a text that may be empty is empty, and an optional property is
/// absent. Lists are no single values; set them on the finished report, such as by [`Report::cell_notes_mut`].
///
/// ```
/// use ogi_report::{Edition, Leaf, Report};
///
/// let mut builder = Report::builder(Edition::V2021);
/// builder.set("/agency/name", "示例市水务局")?;
/// builder.set("/requests/new_received/natural_persons", 18)?;
/// builder.set("/requests/new_received/total", None::<i64>)?;
/// builder.set("/proactive_disclosure/administrative_fees/amount_10k_yuan", "7730.280")?;
/// assert!(builder.set("/year", 1949).is_err());
/// assert_eq!(builder.missing().collect::<Vec<_>>(), ["/year"]);
///
/// builder.set("/year", 2025)?;
/// let report = builder.build()?;
/// assert_eq!(report.year().get(), 2025);
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct ReportBuilder {
    outline: &'static Outline,
    rules: Vec<&'static ScalarRule>,
    /// What was set, in the order of the leaves.
    values: Vec<Option<Value>>,
    /// Pointers of optional objects that are there whatever they state.
    begun: Vec<&'static str>,
}

/// What the single values of an edition's reports must satisfy.
#[derive(Debug)]
pub(crate) struct Outline {
    pub(crate) edition: Edition,
    /// The rules of the leaves, in their order; each with how many leaves in a row it holds for.
    pub(crate) rules: &'static [(usize, ScalarRule)],
    /// What has a slot after those of the leaves, in their order.
    pub(crate) extras: &'static [Extra],
}

/// What leaves no trace among the leaves of a report.
#[derive(Debug)]
pub(crate) enum Extra {
    /// An optional object that may be empty, by its pointer.
    Object(&'static str),
    /// A list.
    List,
}

/// A legal single value.
#[derive(Debug, Clone)]
enum Value {
    Blank,
    Integer(i64),
    /// A text, code, date, word or decimal number, as documents write it.
    Text(Box<str>),
}

/// What a report in the making says at a leaf.
#[derive(Debug, Clone, Copy)]
enum Stated<'a> {
    /// Nothing; a document may leave the property out.
    Absent,
    /// Nothing yet; a document cannot leave the property out.
    Missing,
    Blank,
    Integer(i64),
    Text(&'a str),
}

/// Why a value was not set.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum SetError {
    /// The edition has nothing that can be set at the JSON Pointer.
    NoPlace {
        /// The JSON Pointer.
        pointer: String,
        /// The edition.
        edition: Edition,
    },
    /// The schema refuses the value.
    Refused {
        /// JSON Pointer of the value.
        pointer: String,
        /// What the schema expects instead.
        reason: Refused,
    },
}

impl fmt::Display for SetError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoPlace { pointer, edition } => {
                write!(f, "nothing can be set at `{pointer}` in edition {edition}")
            }
            Self::Refused { pointer, reason } => write!(f, "{pointer}: {reason}"),
        }
    }
}

impl std::error::Error for SetError {}

/// A report that lacks values that every report must state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incomplete {
    missing: Vec<&'static str>,
}

impl Incomplete {
    /// JSON Pointers of the values that are missing, in form order; at least one.
    #[must_use]
    pub fn missing(&self) -> &[&'static str] {
        &self.missing
    }
}

impl fmt::Display for Incomplete {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the report lacks {}", self.missing.join(", "))
    }
}

impl std::error::Error for Incomplete {}

impl Report {
    /// A report in the making, of which only the edition is known.
    #[must_use]
    pub fn builder(edition: Edition) -> ReportBuilder {
        ReportBuilder::new(edition)
    }
}

impl ReportBuilder {
    fn new(edition: Edition) -> Self {
        let known = OUTLINES.iter().find(|outline| outline.edition == edition);
        let outline = known.unwrap_or_else(|| unreachable!("every edition has an outline"));
        let mut rules = Vec::with_capacity(edition.definition().leaves.len());
        for (count, rule) in outline.rules {
            rules.extend(std::iter::repeat_n(rule, *count));
        }
        let values = vec![None; rules.len()];
        Self {
            outline,
            rules,
            values,
            begun: Vec::new(),
        }
    }

    /// The edition of the form that the report follows.
    #[must_use]
    pub fn edition(&self) -> Edition {
        self.outline.edition
    }

    /// Sets a single value: a number, a text, [`Leaf::Blank`] or `None` for null. An optional object around it is there
    /// from then on. [`Leaf::Absent`] takes a value back.
    ///
    /// Decimal numbers are set as text, whose zeros at the end are kept, or as [`Exact`] numbers without such zeros.
    ///
    /// # Errors
    /// The edition has no single value at the pointer, or the schema refuses the value; what was set before stays.
    pub fn set<'a>(&mut self, pointer: &str, value: impl Into<Leaf<'a>>) -> Result<(), SetError> {
        let index = self.index(pointer)?;
        let checked = self.check(index, value.into());
        self.values[index] = checked.map_err(|reason| SetError::Refused {
            pointer: pointer.to_owned(),
            reason,
        })?;
        Ok(())
    }

    /// What the report says so far at a JSON Pointer; [`Leaf::Absent`] where it says nothing or has no single value.
    #[must_use]
    pub fn get(&self, pointer: &str) -> Leaf<'_> {
        let leaves = self.edition().definition().leaves;
        let Ok(index) = self.index(pointer) else {
            return Leaf::Absent;
        };
        match self.stated(index) {
            Stated::Absent | Stated::Missing => Leaf::Absent,
            Stated::Blank => Leaf::Blank,
            Stated::Integer(number) => Leaf::Number(Exact::from(number)),
            Stated::Text(text) if leaves.kind(index) == Some(LeafKind::Decimal) => {
                text.parse().map_or(Leaf::Invalid, Leaf::Number)
            }
            Stated::Text(text) => Leaf::Text(text),
        }
    }

    /// Begins an optional object: it is there, whether anything in it is stated or not.
    ///
    /// # Errors
    /// The edition has no optional object at the pointer.
    pub fn begin(&mut self, pointer: &str) -> Result<(), SetError> {
        let object = self.objects().find(|object| *object == pointer);
        self.begun
            .push(object.ok_or_else(|| self.no_place(pointer))?);
        Ok(())
    }

    /// The pointers of all optional objects, some of them several times.
    fn objects(&self) -> impl Iterator<Item = &'static str> {
        let extras = self.outline.extras.iter().filter_map(|extra| match extra {
            Extra::Object(pointer) => Some(*pointer),
            Extra::List => None,
        });
        let leaves = self.edition().definition().leaves;
        let parts = leaves.pointers().enumerate().map(move |(index, pointer)| {
            let part = leaves.optional_part(index);
            if part == pointer { "" } else { part }
        });
        extras.chain(parts.filter(|part| !part.is_empty()))
    }

    /// Takes back the value or the object at a JSON Pointer, with all that was set in it.
    pub fn take_back(&mut self, pointer: &str) {
        self.begun.retain(|object| !is_within(object, pointer));
        let leaves = self.edition().definition().leaves;
        for (value, leaf) in self.values.iter_mut().zip(leaves.iter()) {
            if is_within(leaf.pointer, pointer) {
                *value = None;
            }
        }
    }

    /// JSON Pointers of the values without which there is no report, in form order: the year, the name of the agency,
    /// and what an optional object that was begun must state.
    pub fn missing(&self) -> impl Iterator<Item = &'static str> {
        let leaves = self.edition().definition().leaves;
        let is_missing = |index: &usize| matches!(self.stated(*index), Stated::Missing);
        let missing = (0..self.values.len()).filter(is_missing);
        missing.filter_map(move |index| Some(leaves.get(index)?.pointer))
    }

    /// The report.
    ///
    /// # Errors
    /// Values that every report must state were not set.
    pub fn build(&self) -> Result<Report, Incomplete> {
        let mut packed = Packed::new();
        let mut missing = Vec::new();
        let leaves = self.edition().definition().leaves;
        for (index, pointer) in leaves.pointers().enumerate() {
            match self.stated(index) {
                Stated::Absent => packed.push_absent(),
                Stated::Missing => missing.push(pointer),
                Stated::Blank => packed.push_blank(),
                Stated::Integer(number) => packed.push_integer(number),
                Stated::Text(text) => packed.push_text(text),
            }
        }
        if !missing.is_empty() {
            return Err(Incomplete { missing });
        }
        for extra in self.outline.extras {
            match extra {
                Extra::Object(pointer) if self.is_begun(pointer) => packed.push_mark(),
                Extra::Object(_) | Extra::List => packed.push_absent(),
            }
        }
        Ok(packed.report(self.edition()))
    }

    fn index(&self, pointer: &str) -> Result<usize, SetError> {
        let index = self.edition().definition().leaf(pointer);
        index
            .filter(|index| *index < self.values.len())
            .ok_or_else(|| self.no_place(pointer))
    }

    fn no_place(&self, pointer: &str) -> SetError {
        SetError::NoPlace {
            pointer: pointer.to_owned(),
            edition: self.edition(),
        }
    }

    /// A value as a leaf holds it; `None` for nothing.
    fn check(&self, index: usize, leaf: Leaf<'_>) -> Result<Option<Value>, Refused> {
        let is_nullable = self.is_nullable(index);
        let value = match (self.rules[index], leaf) {
            (_, Leaf::Absent) => return Ok(None),
            (_, Leaf::Blank) if is_nullable => Value::Blank,
            (ScalarRule::Integer(rule), Leaf::Number(number)) => {
                Value::Integer(rule.check_exact(number)?)
            }
            (ScalarRule::Decimal(name), Leaf::Number(number)) => {
                decimal(name, &number.to_string())?
            }
            (ScalarRule::Decimal(name), Leaf::Text(text)) => decimal(name, text)?,
            (ScalarRule::Text(rule), Leaf::Text(text)) => {
                rule.check(text)?;
                Value::Text(text.into())
            }
            (ScalarRule::Word(rule), Leaf::Text(text)) if rule.words.contains(&text) => {
                Value::Text(text.into())
            }
            (rule, leaf) => return Err(rule.refuse(leaf)),
        };
        match &value {
            Value::Text(text) if text.len() > LONGEST_TEXT => {
                let expected = format!("at most {LONGEST_TEXT} bytes");
                Err(Refused::new("Report", expected, text))
            }
            _ => Ok(Some(value)),
        }
    }

    fn stated(&self, index: usize) -> Stated<'_> {
        match &self.values[index] {
            Some(Value::Blank) => Stated::Blank,
            Some(Value::Integer(number)) => Stated::Integer(*number),
            Some(Value::Text(text)) => Stated::Text(text),
            None if !self.is_expected(index) => Stated::Absent,
            None if self.is_nullable(index) => Stated::Blank,
            None => self.rules[index]
                .initial()
                .map_or(Stated::Missing, Stated::Text),
        }
    }

    fn is_nullable(&self, index: usize) -> bool {
        let leaf = self.edition().definition().leaves.get(index);
        leaf.is_some_and(|leaf| leaf.nullable)
    }

    /// Whether a document must have a leaf: no property that leads to it is optional, or the innermost of these is an
    /// object that is there.
    fn is_expected(&self, index: usize) -> bool {
        let part = self.optional_part(index);
        part.is_empty() || self.is_begun(part)
    }

    /// The pointer of the innermost optional property that leads to a leaf; empty where none is optional.
    fn optional_part(&self, index: usize) -> &'static str {
        self.edition().definition().leaves.optional_part(index)
    }

    /// Whether something at or below the pointer of an optional property is there.
    fn is_begun(&self, part: &str) -> bool {
        let pointers = self.edition().definition().leaves.pointers();
        let mut values = self.values.iter().zip(pointers);
        self.begun.iter().any(|object| is_within(object, part))
            || values.any(|(value, pointer)| value.is_some() && is_within(pointer, part))
    }
}

fn decimal(definition: &'static str, text: &str) -> Result<Value, Refused> {
    match Decimal::parse(text.as_bytes()) {
        Some(_) => Ok(Value::Text(text.into())),
        None => Err(Refused::new(definition, Decimal::EXPECTED, text)),
    }
}

fn is_within(pointer: &str, object: &str) -> bool {
    pointer
        .strip_prefix(object)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
