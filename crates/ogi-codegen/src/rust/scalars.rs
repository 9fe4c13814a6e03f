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

/// Macro calls as text, one entry a scalar; vocabularies as tokens.
pub(super) fn render(schema: &Schema) -> Result<String, CodegenError> {
    let (mut integers, mut decimals, mut texts, mut words) =
        (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut empty: Vec<String> = Vec::new();
    for definition in &schema.definitions {
        let (name, about) = (&definition.name, &definition.description);
        let entry = |body: &str| format!("    /// {about}\n    {name}{body};\n");
        match definition.scalar() {
            Some(Scalar::Integer {
                minimum, maximum, ..
            }) => {
                let range = format!("{}..={}", spaced(*minimum), spaced(*maximum));
                integers.push(entry(&format!("({}, {range})", int(*minimum, *maximum))));
            }
            Some(Scalar::Decimal { .. }) => decimals.push(entry("")),
            Some(Scalar::Text {
                min_length,
                pattern,
                ..
            }) => {
                texts.push(entry(&format!(" = {}", text_rule(definition)?)));
                if *min_length == 0 && pattern.is_none() {
                    empty.push(format!("    {name};\n"));
                }
            }
            Some(Scalar::Enum(values)) => words.push(vocabulary(definition, values)),
            None => {}
        }
    }
    let call =
        |path: &str, entries: &[String]| format!("\ncrate::{path}! {{\n{}}}\n", entries.concat());
    Ok([
        HEAD,
        &call("scalar::integers", &integers),
        &call("decimal::decimals", &decimals),
        &call("scalar::texts", &texts),
        &call("scalar::may_be_empty", &empty),
        "\n",
        &unparse("scalars.rs", &quote!(#(#words)*))?,
    ]
    .concat())
}

/// The smallest integer type that holds the range, unsigned where nothing is negative.
fn int(minimum: i64, maximum: i64) -> &'static str {
    match (minimum < 0, u16::try_from(maximum)) {
        (true, _) => "i64",
        (false, Ok(_)) => "u16",
        (false, Err(_)) => "u64",
    }
}

fn text_rule(definition: &Definition) -> Result<String, CodegenError> {
    let Some(Scalar::Text {
        min_length,
        max_length,
        pattern,
        format,
    }) = definition.scalar()
    else {
        return Ok(String::new());
    };
    let pattern = pattern
        .as_deref()
        .map(|text| patterns::render(&definition.name, text))
        .transpose()?;
    let pattern = pattern.map_or_else(|| "None".to_owned(), |pattern| format!("Some({pattern})"));
    let most = max_length.map_or_else(
        || "usize::MAX".to_owned(),
        |most| spaced(i64::try_from(most).unwrap_or(i64::MAX)),
    );
    Ok(format!(
        "TextRule {{\n        definition: {:?},\n        description: {:?},\n        min_length: {min_length},\n        \
         max_length: {most},\n        pattern: {pattern},\n        is_date: {},\n    }}",
        definition.name,
        definition.description,
        format.as_deref() == Some("date"),
    ))
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
    let groups: Vec<_> = digits
        .as_bytes()
        .rchunks(3)
        .rev()
        .map(|group| String::from_utf8_lossy(group))
        .collect();
    let long = if digits.len() > 4 {
        groups.join("_")
    } else {
        digits.clone()
    };
    format!("{}{long}", if number < 0 { "-" } else { "" })
}
