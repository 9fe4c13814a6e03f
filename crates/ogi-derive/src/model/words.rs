//! Enums: a variant for every word, and a word for every variant.

use syn::Ident;

use super::{Head, Unknown, list};
use crate::case::Case;
use crate::faults::Faults;
use crate::parse::Variant;

/// An enum that follows a closed list of words.
pub(crate) struct Words<'a> {
    pub(crate) head: Head<'a>,
    pub(crate) variants: Vec<(&'a Ident, String)>,
}

impl<'a> Words<'a> {
    pub(super) fn new(
        head: Head<'a>,
        words: &[&'static str],
        variants: &'a [Variant],
    ) -> syn::Result<Self> {
        let mut faults = Faults::default();
        let rename_all = &head.input.container.rename_all;
        let mut found: Vec<(&Ident, String)> = Vec::new();
        for variant in variants {
            check_variant(variant, &mut faults);
            let word = variant.attributes.rename.name(
                rename_all,
                &variant.ident,
                Case::variant,
                &mut faults,
            );
            if let Some((other, _)) = found.iter().find(|(_, stated)| *stated == word) {
                faults.at(
                    &variant.ident,
                    format!("the word `{word}` is that of the variant `{other}` already"),
                );
            }
            found.push((&variant.ident, word));
        }
        let is_missing = |word: &&str| found.iter().all(|(_, stated)| stated != word);
        let mut missing: Vec<&str> = words.iter().copied().filter(is_missing).collect();
        let definition = &head.definition.name;
        for (variant, word) in found
            .iter()
            .filter(|(_, word)| !words.contains(&word.as_str()))
        {
            let hint = match Unknown::new(word, words.iter().copied(), |word| {
                missing.contains(&word)
            }) {
                Unknown::Free(near) => {
                    missing.retain(|word| *word != near);
                    format!(
                        "the nearest is `{near}`, which has no variant: `#[conform(rename = \"{near}\")]`"
                    )
                }
                Unknown::Taken(near) => format!("the nearest is `{near}`, which has a variant"),
                Unknown::Alien => format!("its words are {}", list(words)),
            };
            faults.at(
                variant,
                format!("`{definition}` has no word `{word}`; {hint}"),
            );
        }
        if !missing.is_empty() {
            faults.at(
                &head.input.name,
                format!(
                    "`{definition}` has words without a variant: {}",
                    list(missing)
                ),
            );
        }
        faults.none().map(|()| Self {
            head,
            variants: found,
        })
    }
}

fn check_variant(variant: &Variant, faults: &mut Faults) {
    if !variant.is_unit {
        faults.at(
            &variant.ident,
            "a variant that stands for a word has no fields",
        );
    }
    if let Some(skip) = &variant.attributes.skip {
        faults.at(
            skip,
            "a variant cannot be left out: every value is a word of the standard",
        );
    }
}
