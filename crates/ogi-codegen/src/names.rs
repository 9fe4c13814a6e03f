//! How names of the schema are spelled in Rust.

use proc_macro2::{Ident, Span};

pub(crate) use ogi_schema::snake_case as snake;

/// `carried_over` or `agency-kind` or `2021-30` in `PascalCase`; a leading digit gets a `V`.
pub(crate) fn pascal(name: &str) -> String {
    let mut joined = String::new();
    for word in name
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
    {
        let (first, rest) = word.split_at(1); // ASCII, so one byte
        joined.push_str(&first.to_ascii_uppercase());
        joined.push_str(rest);
    }
    if joined.starts_with(|c: char| c.is_ascii_digit()) {
        format!("V{joined}")
    } else {
        joined
    }
}

/// Whether a name can stand in Rust, as it is or as a raw identifier.
pub(crate) fn is_identifier(name: &str) -> bool {
    // These four have a meaning of their own even as raw identifiers.
    let is_reserved = matches!(name, "" | "_" | "self" | "Self" | "super" | "crate");
    !is_reserved
        && !name.starts_with(|c: char| c.is_ascii_digit())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

/// An identifier, raw where the name is a keyword. `lookup::verify` has checked that [`is_identifier`] holds.
pub(crate) fn ident(name: &str) -> Ident {
    syn::parse_str(name).unwrap_or_else(|_| Ident::new_raw(name, Span::call_site()))
}

/// The name of an edition's variant, from the name of its report: `Report2021` gives `V2021`.
pub(crate) fn edition_variant(report: &str) -> Ident {
    let year = report.trim_start_matches(|c: char| !c.is_ascii_digit());
    ident(&pascal(if year.is_empty() { report } else { year }))
}

/// A documentation attribute, one line.
pub(crate) fn doc(text: &str) -> proc_macro2::TokenStream {
    let text = format!(" {text}");
    quote::quote!(#[doc = #text])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_spelled_as_rust_does() {
        assert_eq!(pascal("uscc-check-digits"), "UsccCheckDigits");
        assert_eq!(pascal("0.1"), "V01");
        assert_eq!(snake("Amount10kYuan"), "amount10k_yuan");
        assert_eq!(edition_variant("Report2021").to_string(), "V2021");
        assert_eq!(ident("type").to_string(), "r#type");
        for name in ["", "2021", "a-b", "self", "政"] {
            assert!(!is_identifier(name), "{name}");
        }
    }
}
