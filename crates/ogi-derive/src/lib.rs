//! `#[derive(Conform)]`: the compiler proves that a type follows a definition of the ogi-report standard.
//!
//! Use it through `ogi-report`, which re-exports it. The attributes are described at [`macro@Conform`].

mod case;
mod expand;
mod faults;
#[rustfmt::skip]
mod generated;
mod model;
mod parse;
mod standard;
#[cfg(test)]
mod tests;

use proc_macro2::TokenStream;

/// Proves at compile time that a struct or enum follows a definition of the standard, and implements
/// `ogi_report::Conform` (for a struct) or `ogi_report::conform::Vocabulary` (for an enum).
///
/// Every property of the definition needs a field of the same name that can hold it; the variants of an enum are
/// exactly its words. All mismatches are reported at once, each at its place, with the printed label.
///
/// ```
/// use ogi_report::Conform;
///
/// #[derive(Conform)]
/// #[conform("ReviewCounts")]
/// struct CaseRow {
///     #[conform(skip)]
///     agency_id: i64,
///     upheld: Option<u64>,
///     corrected: Option<u64>,
///     other_result: Option<u64>,
///     #[conform(rename = "pending")]
///     still_open: Option<u64>,
///     total: Option<u64>,
/// }
/// ```
///
/// # On the type
/// - `#[conform("Name")]`, required: the definition it follows.
/// - `#[conform(omit("property"))]`: the type has no field for an optional property, so its values never have it; or no
///   field for `edition`, whose value is known.
/// - `#[conform(rename_all = "…")]`: the case that turns Rust names into those of the standard, as in serde.
/// - `#[conform(crate = path)]`: the path of `ogi_report`, if it was renamed.
///
/// # On a field
/// - `#[conform(skip)]`: the field is not a property of the standard.
/// - `#[conform(rename = "…")]`, also on a variant: its name in the standard.
///
/// serde's `rename`, `rename_all` and `skip` are read too; where both are given, `conform` wins.
///
/// # Types
/// A whole number is held by an integer that is large enough for it, an amount by a string or an exact decimal, a text
/// by anything that is `AsRef<str>`, an object by a type that derives `Conform` for it, a list by a `Vec`. A property
/// that may be null or left out is an `Option`.
#[proc_macro_derive(Conform, attributes(conform, serde))]
pub fn conform(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    derive(input.into())
        .unwrap_or_else(syn::Error::into_compile_error)
        .into()
}

fn derive(input: TokenStream) -> syn::Result<TokenStream> {
    let input = parse::input(input)?;
    Ok(match model::Item::new(&input) {
        Ok(item) => expand::item(&item),
        Err(mistakes) => expand::stub(&input, mistakes),
    })
}
