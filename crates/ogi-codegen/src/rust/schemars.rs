//! The canonical subschema of every generated type, for the optional feature `schemars`.

use std::collections::BTreeSet;

use ogi_schema::Schema;
use proc_macro2::TokenStream;
use quote::quote;

use crate::names::ident;

pub(super) fn render(schema: &Schema) -> TokenStream {
    let entries = schema.definitions.iter().map(|definition| {
        let (name, text) = (ident(&definition.name), &definition.name);
        let targets: BTreeSet<&str> = definition
            .properties()
            .iter()
            .filter_map(|property| property.ty.target())
            .collect();
        let types = targets.iter().map(|target| ident(target));
        let targets = targets.iter();
        quote!(#name = #text { #(#targets => #types),* })
    });
    let (reports, types): (Vec<_>, Vec<_>) = schema
        .editions
        .iter()
        .map(|edition| (&edition.report, ident(&edition.report)))
        .unzip();
    quote! {
        use super::records::*;
        use super::scalars::*;

        crate::schemars::subschemas! { #(#entries;)* }
        crate::schemars::union! { Report { #(#reports => #types),* } }
    }
}
