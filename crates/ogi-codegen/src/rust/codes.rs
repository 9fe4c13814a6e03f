//! Open code lists as enums with room for codes that are not listed.

use std::collections::BTreeMap;

use ogi_schema::{CodeList, Standard};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::names::{doc, ident, pascal};
use crate::{CodegenError, lookup};

pub(super) fn render(standard: &Standard) -> Result<TokenStream, CodegenError> {
    let mut used = BTreeMap::new();
    for definition in &standard.schema.definitions {
        for property in definition.properties() {
            if let Some(name) = &property.codes {
                let place = format!("$defs/{}/properties/{}", definition.name, property.name);
                used.insert(name, lookup::code_list(standard, name, &place)?);
            }
        }
    }
    let lists = used.into_values().map(list);
    Ok(quote! {
        use serde_core::{Deserialize, Deserializer, Serialize, Serializer};

        use super::scalars::Code;
        use crate::Language;

        #(#lists)*
    })
}

fn list(list: &CodeList) -> TokenStream {
    let name = ident(&pascal(&list.list));
    let about = doc(&format!(
        "The code list `{}` of {}: {}. Lists are open.",
        list.list, list.date, list.label_en
    ));
    let docs = list
        .codes
        .iter()
        .map(|entry| doc(&format!("{}: {}.", entry.label, entry.label_en)));
    let variants: Vec<_> = list
        .codes
        .iter()
        .map(|entry| ident(&pascal(&entry.code)))
        .collect();
    let codes: Vec<_> = list.codes.iter().map(|entry| &entry.code).collect();
    let (zh, en): (Vec<_>, Vec<_>) = list
        .codes
        .iter()
        .map(|entry| (&entry.label, &entry.label_en))
        .unzip();
    let power = rulemaking(list, &variants);
    let conversions = conversions(&name);
    quote! {
        #about
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        pub enum #name {
            #(#docs #variants,)*
            #[doc = " A code that is not in the list."]
            Unlisted(Code),
        }

        impl #name {
            /// The listed codes, in order.
            pub const LISTED: &'static [&'static str] = &[#(#codes),*];

            /// The listed code that is spelled so.
            #[must_use]
            pub fn listed(code: &str) -> Option<Self> {
                Some(match code {
                    #(#codes => Self::#variants,)*
                    _ => return None,
                })
            }

            /// The code.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    #(Self::#variants => #codes,)*
                    Self::Unlisted(code) => code.as_str(),
                }
            }

            /// The label of a listed code.
            #[must_use]
            pub fn label(&self, language: Language) -> Option<&'static str> {
                let (zh, en) = match self {
                    #(Self::#variants => (#zh, #en),)*
                    Self::Unlisted(_) => return None,
                };
                Some(match language {
                    Language::Chinese => zh,
                    Language::English => en,
                })
            }

            #power
        }

        #conversions
    }
}

/// Between a list and the code that documents have.
fn conversions(name: &Ident) -> TokenStream {
    quote! {
        impl From<Code> for #name {
            fn from(code: Code) -> Self {
                Self::listed(code.as_str()).unwrap_or(Self::Unlisted(code))
            }
        }

        impl From<#name> for Code {
            fn from(value: #name) -> Self {
                match value {
                    #name::Unlisted(code) => code,
                    listed => Code::try_from(listed.as_str()).unwrap_or_else(|_| unreachable!("listed codes are codes")),
                }
            }
        }

        impl Serialize for #name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> Deserialize<'de> for #name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                Code::deserialize(deserializer).map(Self::from)
            }
        }

        impl AsRef<str> for #name {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }
    }
}

fn rulemaking(list: &CodeList, variants: &[Ident]) -> Option<TokenStream> {
    let (mut may, mut may_not) = (Vec::new(), Vec::new());
    for (entry, variant) in list.codes.iter().zip(variants) {
        match entry.rulemaking {
            Some(true) => may.push(variant),
            Some(false) => may_not.push(variant),
            None => {}
        }
    }
    if may.is_empty() || may_not.is_empty() {
        return None;
    }
    Some(quote! {
        /// Whether bodies of this kind may make administrative rules (规章); `None` where it depends.
        #[must_use]
        pub fn may_make_rules(&self) -> Option<bool> {
            match self {
                #(Self::#may)|* => Some(true),
                #(Self::#may_not)|* => Some(false),
                _ => None,
            }
        }
    })
}
