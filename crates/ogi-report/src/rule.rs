//! Facts about the rules of the registry, as constants.

use std::fmt;

use crate::{Edition, Kind, Language, Origin, RuleId, Severity};

/// The facts about a rule that checks need. The registry in `ogi-schema` has the explanations.
#[derive(Debug)]
pub struct RuleInfo {
    /// Readable slug, such as `requests-balance`.
    pub id: &'static str,
    /// Chinese title.
    pub title: &'static str,
    /// English title.
    pub title_en: &'static str,
    /// What sort of statement it makes.
    pub kind: Kind,
    /// Where its authority comes from.
    pub origin: Origin,
    /// How bad a violation is.
    pub severity: Severity,
    /// The editions it applies to.
    pub editions: &'static [Edition],
    /// Whether it is part of the reconciliation of a single report: a balance, sum or range of its own numbers.
    pub reconciles: bool,
}

impl RuleInfo {
    /// Its title in a language.
    #[must_use]
    pub fn title(&self, language: Language) -> &'static str {
        match language {
            Language::Chinese => self.title,
            Language::English => self.title_en,
        }
    }
}

impl RuleId {
    /// The slug of the rule.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        self.info().id
    }

    /// The rule of a slug.
    #[must_use]
    pub fn parse(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|rule| rule.as_str() == id)
    }
}

impl fmt::Display for RuleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
