//! The registry of rules, which a report should satisfy beyond its schema.

use serde::Deserialize;

/// One rule of the registry: `rules/<id>.json`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Readable slug, never reused.
    pub id: String,
    /// Version of the rules that introduced it.
    pub since: String,
    /// Whether it is in force.
    pub status: RuleStatus,
    /// Rules that replace it.
    #[serde(default)]
    pub replaced_by: Vec<String>,
    /// Editions of the form it applies to.
    pub editions: Vec<String>,
    /// What kind of statement it makes.
    pub kind: Kind,
    /// What its authority is.
    pub origin: Origin,
    /// How bad a violation is.
    pub severity: Severity,
    /// The articles and places that it follows from.
    pub source: Vec<Source>,
    /// How it is checked.
    pub check: Check,
    /// Short name.
    pub title: Texts,
    /// What is wrong; a template over the arguments of a finding.
    pub message: Texts,
    /// Why the rule holds.
    pub why: Texts,
    /// What to do about a violation.
    pub fix: Texts,
    /// Codes of the list `exception` under which a violation is legitimate.
    pub exceptions: Vec<String>,
}

/// A text in the two languages of the standard.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Texts {
    /// Simplified Chinese.
    #[serde(rename = "zh-CN")]
    pub zh_cn: String,
    /// English.
    pub en: String,
}

/// A source of a rule.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Articles of the Regulations on Open Government Information, such as `20(1)`.
    #[serde(default)]
    pub article: Vec<String>,
    /// Anything else: the place on the form, another law, a national standard.
    #[serde(default)]
    pub note: Option<Texts>,
}

/// How a rule is checked.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Check {
    /// By sums over cells.
    Linear(Linear),
    /// By a function, which reads the given places.
    Native {
        /// JSON Pointers of what it reads; `prev#` marks another document.
        reads: Vec<String>,
    },
    /// By the schema: faults of these keywords at values of these definitions are violations of the rule.
    Schema {
        /// Names of definitions.
        definitions: Vec<String>,
        /// Keywords of JSON Schema.
        keywords: Vec<String>,
    },
}

/// A compact linear rule: Σ `sum` + `const` `op` Σ `to`, for each value of `{each}`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Linear {
    /// Patterns whose matches `{each}` stands for: `/a/*`, `/a/**`, `/a/**:Definition` give pointers, `Definition/*` names.
    #[serde(default)]
    pub each: Vec<String>,
    /// Terms of the computed side; a leading `-` subtracts, `prev#` and `children#` read other documents.
    pub sum: Vec<String>,
    /// Matches to leave out of the computed side.
    #[serde(default)]
    pub except: Vec<String>,
    /// A decimal added to the computed side.
    #[serde(default, rename = "const")]
    pub constant: Option<String>,
    /// How the computed side relates to the stated side.
    pub op: Op,
    /// Terms of the stated side; without terms, that side is zero.
    pub to: Vec<String>,
    /// The cell that a violation is reported at.
    pub at: String,
}

macro_rules! words {
    ($(#[doc = $doc:literal])* $name:ident { $(#[doc = $variant_doc:literal] $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[doc = $doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
        pub enum $name {
            $(#[doc = $variant_doc] #[serde(rename = $word)] $variant),+
        }

        impl $name {
            /// What the words are for.
            pub const ABOUT: &'static str = concat!($($doc),*);
            /// Every word with what it means, in order.
            pub const WORDS: &'static [(&'static str, &'static str)] = &[$(($word, $variant_doc)),+];

            /// The word used in the files of the standard.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }
    };
}

words! {
    /// How the computed side of a linear rule relates to the stated one.
    Op {
        /// Equal, exactly.
        Eq = "eq",
        /// Computed is at most stated.
        Le = "le",
        /// Computed is at least stated.
        Ge = "ge",
    }
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
}
words! {
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
}
words! {
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
words! {
    /// Where a rule stands in its life.
    RuleStatus {
        /// In force.
        Active = "active",
        /// Still checked, to be removed.
        Deprecated = "deprecated",
        /// No longer checked; the id stays taken.
        Removed = "removed",
    }
}
