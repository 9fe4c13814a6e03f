//! Checked newtypes and closed vocabularies, one for each scalar of the schema.

use ogi_schema::{Definition, Scalar, Schema};
use proc_macro2::TokenStream;
use quote::quote;

use super::{patterns, unparse};
use crate::CodegenError;
use crate::names::{doc, ident, pascal};

const HEAD: &str = "\
use crate::pattern::Pattern::{Each, Repeat, Run, Sequence};
use crate::pattern::set;
use crate::scalar::TextRule;
";

/// The entries of each macro call, one a scalar, and the vocabularies as tokens.
#[derive(Default)]
struct Entries {
    integers: Vec<String>,
    decimals: Vec<String>,
    texts: Vec<String>,
    may_be_empty: Vec<String>,
    words: Vec<TokenStream>,
}

/// The scalars as macro calls in text, one line a scalar, so that a change of one reads as a change of its line.
pub(super) fn render(schema: &Schema) -> Result<String, CodegenError> {
    let mut entries = Entries::default();
    for definition in &schema.definitions {
        if let Some(scalar) = definition.scalar() {
            entries.add(definition, scalar)?;
        }
    }
    let words = &entries.words;
    Ok([
        HEAD,
        &call("scalar::integers", &entries.integers),
        &call("decimal::decimals", &entries.decimals),
        &call("scalar::texts", &entries.texts),
        &call("scalar::may_be_empty", &entries.may_be_empty),
        "\n",
        &unparse("scalars.rs", &quote!(#(#words)*))?,
    ]
    .concat())
}

impl Entries {
    fn add(&mut self, definition: &Definition, scalar: &Scalar) -> Result<(), CodegenError> {
        match scalar {
            Scalar::Integer {
                minimum, maximum, ..
            } => {
                let int = int(*minimum, *maximum);
                let range = format!("{}..={}", spaced(*minimum), spaced(*maximum));
                self.integers
                    .push(entry(definition, &format!("({int}, {range})")));
            }
            Scalar::Decimal { .. } => self.decimals.push(entry(definition, "")),
            Scalar::Text {
                min_length,
                max_length,
                pattern,
                format,
            } => {
                let rule = TextRule {
                    min_length: *min_length,
                    max_length: *max_length,
                    pattern: pattern.as_deref(),
                    is_date: format.as_deref() == Some("date"),
                };
                self.texts.push(entry(
                    definition,
                    &format!(" = {}", rule.render(definition)?),
                ));
                if *min_length == 0 && pattern.is_none() {
                    self.may_be_empty
                        .push(format!("    {};\n", definition.name));
                }
            }
            Scalar::Enum(values) => self.words.push(vocabulary(definition, values)),
        }
        Ok(())
    }
}

fn entry(definition: &Definition, body: &str) -> String {
    let (name, about) = (&definition.name, &definition.description);
    format!("    /// {about}\n    {name}{body};\n")
}

fn call(path: &str, entries: &[String]) -> String {
    format!("\ncrate::{path}! {{\n{}}}\n", entries.concat())
}

/// The smallest integer type that holds the range, unsigned where nothing is negative.
fn int(minimum: i64, maximum: i64) -> &'static str {
    match (minimum < 0, u16::try_from(maximum)) {
        (true, _) => "i64",
        (false, Ok(_)) => "u16",
        (false, Err(_)) => "u64",
    }
}

/// What a text has to satisfy.
struct TextRule<'a> {
    min_length: u64,
    max_length: Option<u64>,
    pattern: Option<&'a str>,
    is_date: bool,
}

impl TextRule<'_> {
    fn render(&self, definition: &Definition) -> Result<String, CodegenError> {
        let pattern = match self.pattern {
            Some(text) => format!("Some({})", patterns::render(definition, text)?),
            None => "None".to_owned(),
        };
        let max_length = match self.max_length {
            None => "usize::MAX".to_owned(),
            Some(length) => spaced(i64::try_from(length).map_err(|_| {
                CodegenError::at_definition(definition, format!("maxLength {length} is too large"))
            })?),
        };
        Ok(format!(
            "TextRule {{\n        definition: {:?},\n        description: {:?},\n        min_length: {},\n        \
             max_length: {max_length},\n        pattern: {pattern},\n        is_date: {},\n    }}",
            definition.name, definition.description, self.min_length, self.is_date,
        ))
    }
}

/// A closed list of words as a Rust enum that reads and writes exactly these words.
fn vocabulary(definition: &Definition, values: &[String]) -> TokenStream {
    let name = ident(&definition.name);
    let about = doc(&definition.description);
    let variants: Vec<_> = values.iter().map(|value| ident(&pascal(value))).collect();
    let docs = values.iter().map(|value| doc(&format!("`{value}`")));
    let default = (values.len() == 1).then(|| quote!(, Default));
    let default_variant = (values.len() == 1).then(|| quote!(#[default]));
    quote! {
        #about
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash #default)]
        pub enum #name {
            #(#docs #default_variant #variants,)*
        }

        crate::record::words! { #name { #(#variants = #values),* } }

        impl crate::conform::Vocabulary for #name {
            type Definition = super::definitions::#name;
            fn word(&self) -> &'static str {
                self.as_str()
            }
        }

        impl #name {
            /// The word as documents have it.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { #(Self::#variants => #values,)* }
            }
        }

        impl AsRef<str> for #name {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }
    }
}

/// `9_007_199_254_740_991`, as Rust writes long numbers.
pub(super) fn spaced(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut spaced = String::new();
    if number < 0 {
        spaced.push('-');
    }
    for (index, digit) in digits.chars().enumerate() {
        let left = digits.len() - index;
        if index > 0 && left.is_multiple_of(3) && digits.len() > 4 {
            spaced.push('_');
        }
        spaced.push(digit);
    }
    spaced
}
