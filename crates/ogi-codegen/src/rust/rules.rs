//! The registry of rules as an enum, and the table that calls the hand-written ones.

use ogi_schema::{Check, Kind, Origin, Rule, Severity, Standard};
use proc_macro2::TokenStream;
use quote::quote;

use crate::names::{doc, edition_variant, ident, pascal, snake};
use crate::{CodegenError, lookup};

pub(super) fn render(standard: &Standard) -> Result<TokenStream, CodegenError> {
    let rules = &standard.rules;
    let variants: Vec<_> = rules.iter().map(|rule| ident(&pascal(&rule.id))).collect();
    let docs = rules
        .iter()
        .map(|rule| doc(&format!("{}: {}.", rule.title.zh_cn, rule.title.en)));
    let mut infos = Vec::new();
    for rule in rules {
        infos.push(info(standard, rule)?);
    }
    let words = [
        words("Kind", Kind::ABOUT, Kind::WORDS),
        words("Origin", Origin::ABOUT, Origin::WORDS),
        words("Severity", Severity::ABOUT, Severity::WORDS),
    ];
    Ok(quote! {
        use super::records::Edition;
        use crate::rule::RuleInfo;

        /// A rule of the registry `schema/rules/`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum RuleId { #(#docs #variants,)* }

        impl RuleId {
            /// All rules, by id.
            pub const ALL: &'static [Self] = &[#(Self::#variants),*];

            /// What the registry says about the rule.
            #[must_use]
            pub const fn info(self) -> &'static RuleInfo {
                &RULES[self as usize]
            }
        }

        static RULES: &[RuleInfo] = &[#(#infos),*];

        #(#words)*
    })
}

/// An enum of the words that the registry uses for one of its questions.
fn words(name: &str, about: &str, words: &[(&str, &str)]) -> TokenStream {
    let name = ident(name);
    let variants: Vec<_> = words.iter().map(|(word, _)| ident(&pascal(word))).collect();
    let (words, docs): (Vec<_>, Vec<_>) = words.iter().copied().unzip();
    quote! {
        #[doc = #about]
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum #name { #(#[doc = #docs] #variants,)* }

        impl #name {
            /// The word used in machine-readable output.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { #(Self::#variants => #words,)* }
            }
        }
    }
}

fn info(standard: &Standard, rule: &Rule) -> Result<TokenStream, CodegenError> {
    let (id, title, title_en) = (&rule.id, &rule.title.zh_cn, &rule.title.en);
    let kind = ident(&pascal(rule.kind.as_str()));
    let origin = ident(&pascal(rule.origin.as_str()));
    let severity = ident(&pascal(rule.severity.as_str()));
    let reconciles = matches!(rule.check, Check::Linear(_))
        && matches!(rule.kind, Kind::Balance | Kind::Sum | Kind::Range);
    let mut editions = Vec::new();
    for code in &rule.editions {
        let edition = lookup::edition(&standard.schema, code)?;
        editions.push(edition_variant(&edition.report));
    }
    Ok(quote! {
        RuleInfo {
            id: #id,
            title: #title,
            title_en: #title_en,
            kind: Kind::#kind,
            origin: Origin::#origin,
            severity: Severity::#severity,
            editions: &[#(Edition::#editions),*],
            reconciles: #reconciles,
        }
    })
}

/// The table through which hand-written rules are called: a rule without its function does not compile.
pub(super) fn render_native(standard: &Standard) -> TokenStream {
    let (mut native, mut schema) = (Vec::new(), Vec::new());
    for rule in &standard.rules {
        let variant = ident(&pascal(&rule.id));
        match &rule.check {
            Check::Native { .. } => {
                let module = ident(&snake(&rule.id));
                native.push(quote!((RuleId::#variant, rules::#module::check)));
            }
            Check::Schema {
                definitions,
                keywords,
            } => {
                schema.push(quote! {
                    (RuleId::#variant, &[#(#definitions),*], &[#(#keywords),*])
                });
            }
            Check::Linear(_) => {}
        }
    }
    quote! {
        use ogi_report::RuleId;

        use crate::rules::{self, Native};

        /// The rules that are checked by a function of their own.
        pub(crate) const NATIVE: &[(RuleId, Native)] = &[#(#native),*];

        /// The rules that the schema checks: faults of these keywords at values of these definitions.
        pub(crate) const SCHEMA: &[(RuleId, &[&str], &[&str])] = &[#(#schema),*];
    }
}
