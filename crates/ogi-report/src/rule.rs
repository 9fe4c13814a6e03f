//! What the registry says about a rule, as constants.

use std::fmt;

use crate::{Edition, RuleId};

/// The facts about a rule that checking needs; its texts are in the registry of `ogi-schema`.
#[derive(Debug)]
pub struct RuleInfo {
    /// Readable slug, such as `requests-balance`.
    pub id: &'static str,
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

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $word:literal),+ $(,)? })+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$variant_doc])* $variant),+ }

        impl $name {
            /// The word used in machine-readable output.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }
    )+};
}

words! {
    /// What sort of statement a rule makes.
    Kind {
        /// Two sides of an account agree.
        Balance = "balance",
        /// Parts add up to a stated total.
        Sum = "sum",
        /// A value lies within what is possible.
        Range = "range",
        /// This year continues the prior one.
        CrossYear = "cross_year",
        /// The whole is the sum of subordinate reports.
        RollUp = "roll_up",
        /// Unusual enough to look at again.
        Plausibility = "plausibility",
        /// The text agrees with the tables.
        Narrative = "narrative",
    }

    /// Where the authority of a rule comes from.
    Origin {
        /// Printed on the national form.
        Official = "official",
        /// Follows from the word 总计.
        Implied = "implied",
        /// Follows from what the words mean.
        Logical = "logical",
        /// Follows from experience.
        Plausibility = "plausibility",
    }

    /// How bad a violation is, least first.
    Severity {
        /// Worth knowing.
        Note = "note",
        /// Probably wrong.
        Warning = "warning",
        /// Certainly wrong.
        Error = "error",
    }
}
