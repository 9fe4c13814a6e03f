//! Tests of the macro as a plain function: its expansions, and its messages for types by their spelling.

use std::path::Path;

use proc_macro2::TokenStream;
use quote::quote;

use crate::{derive, model, parse};

/// The messages for the mistakes in a type.
fn mistakes(input: TokenStream) -> Vec<String> {
    let input = parse::input(input).expect("a type");
    let errors = model::Item::new(&input).err();
    errors
        .into_iter()
        .flatten()
        .map(|error| error.to_string())
        .collect()
}

/// Compares the expansion of the types in a file of `tests/expansion/` with the file `.expanded` beside it, which
/// `TRYBUILD=overwrite` writes anew.
fn check_expansion(name: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/expansion");
    let input = std::fs::read_to_string(folder.join(name).with_extension("rs")).expect("an input");
    let types = syn::parse_file(&input)
        .expect("Rust")
        .items
        .into_iter()
        .filter_map(|item| match item {
            syn::Item::Struct(item) => Some(quote!(#item)),
            syn::Item::Enum(item) => Some(quote!(#item)),
            _ => None,
        });
    let expanded = types
        .map(|item| derive(item).expect("no mistake"))
        .collect();
    let expanded = prettyplease::unparse(&syn::parse2(expanded).expect("Rust"));
    let file = folder.join(name).with_extension("expanded");
    if std::env::var("TRYBUILD").is_ok_and(|mode| mode == "overwrite") {
        std::fs::write(&file, &expanded).expect("a writable file");
    }
    assert_eq!(
        expanded,
        std::fs::read_to_string(file).expect("an expansion")
    );
}

#[test]
fn a_row_expands() {
    check_expansion("row");
}

#[test]
fn generic_structs_expand() {
    check_expansion("generic");
}

#[test]
fn a_report_expands() {
    check_expansion("report");
}

#[test]
fn words_expand() {
    check_expansion("words");
}

#[test]
fn types_are_judged_by_their_spelling() {
    let check = |ty: TokenStream, expect: Option<&str>| {
        let found = mistakes(quote! {
            #[conform("FeeItems2019")]
            struct Fees { items_prior_year: #ty, items_change: Option<i64> }
        });
        match expect {
            None => assert!(found.is_empty(), "{ty}: {found:?}"),
            Some(reason) => assert!(
                found.len() == 1 && found[0].ends_with(reason),
                "{ty}: {found:?}"
            ),
        }
    };
    for ty in [
        quote!(Option<u64>),
        quote!(core::option::Option<i64>),
        quote!(Option<i64>),
        quote!(Option<usize>),
        quote!(Option<ogi_report::Count>),
        quote!(Cell),
        quote!(Cell<u8>),
        quote!(<Row as Columns>::Cell),
    ] {
        check(ty, None);
    }
    check(
        quote!(i64),
        Some("without `Option` there is no place for null"),
    );
    check(quote!(Option<u32>), Some("this type ends at 4294967295"));
    check(quote!(Option<i32>), Some("this type ends at 2147483647"));
    check(
        quote!((Option<&'static str>)),
        Some("a text cannot hold it"),
    );
    check(quote!(Option<&[u8]>), Some("a list cannot hold it"));
    check(
        quote!([u64; 1]),
        Some("without `Option` there is no place for null, and a list cannot hold it"),
    );
}

#[test]
fn every_mistake_is_reported_at_once() {
    let found = mistakes(quote! {
        #[conform("Procurement2019", omit("tenders"))]
        struct Row { id: u64, projects: String, #[serde(flatten)] rest: Rest }
    });
    assert_eq!(found.len(), 5, "{found:#?}");
}
