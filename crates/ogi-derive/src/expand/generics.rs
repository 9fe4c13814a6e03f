//! Bounds for the generic parameters of the user's type.

use proc_macro2::{TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{Generics, Type, parse_quote};

use crate::model::{Holder, Kind, Presence, Property, Record, inside_option, inside_vec};

/// Whether a type mentions a parameter of the struct, so that it has no meaning outside of it.
pub(super) fn mentions(ty: &Type, generics: &Generics) -> bool {
    let lifetimes = generics
        .lifetimes()
        .map(|parameter| parameter.lifetime.ident.to_string());
    let constants = generics
        .const_params()
        .map(|parameter| parameter.ident.to_string());
    let types = generics
        .type_params()
        .map(|parameter| parameter.ident.to_string());
    spells(
        ty.to_token_stream(),
        &lifetimes.chain(constants).chain(types).collect::<Vec<_>>(),
    )
}

/// The parameters of the struct, with a bound for every field whose type is spelled with one of them.
pub(super) fn with_bounds(record: &Record) -> Generics {
    let mut generics = record.head.input.generics.clone();
    let parameters: Vec<_> = generics
        .type_params()
        .map(|parameter| parameter.ident.to_string())
        .collect();
    for property in &record.properties {
        let Holder::Field(field) = property.holder else {
            continue;
        };
        if spells(field.ty.to_token_stream(), &parameters) {
            let bounds = bounds(record, property, &field.ty);
            generics.make_where_clause().predicates.extend(bounds);
        }
    }
    generics
}

fn bounds(record: &Record, property: &Property, ty: &Type) -> Vec<syn::WherePredicate> {
    let krate = record.head.input.krate();
    let (value, is_option): (Type, bool) = match inside_option(ty) {
        Some(inner) => (inner.clone(), true),
        None if property.definition.expected.presence == Presence::Required => (ty.clone(), true),
        None => (
            parse_quote!(<#ty as #krate::conform::HoldsNone>::Value),
            false,
        ),
    };
    let conform = |name| {
        let definition = super::definition(record.head, name);
        quote!(#krate::Conform<Definition = #definition>)
    };
    let predicate = match property.definition.expected.kind {
        Kind::Integer { .. } => parse_quote!(#value: #krate::conform::HoldsInteger),
        Kind::Decimal => parse_quote!(#value: #krate::conform::HoldsDecimal),
        Kind::Text | Kind::Edition(_) => parse_quote!(#value: #krate::conform::HoldsText),
        Kind::Record(name, _) => {
            let bound = conform(name);
            parse_quote!(#value: #bound)
        }
        Kind::List(name) => {
            let item = inside_vec(inside_option(ty).unwrap_or(ty));
            let bound = conform(name);
            return item
                .map(|item| parse_quote!(#item: #bound))
                .into_iter()
                .collect();
        }
    };
    if is_option {
        vec![predicate]
    } else {
        vec![parse_quote!(#ty: #krate::conform::HoldsNone), predicate]
    }
}

fn spells(tokens: TokenStream, names: &[String]) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(ident) => names.iter().any(|name| ident == name),
        TokenTree::Group(group) => spells(group.stream(), names),
        TokenTree::Punct(_) | TokenTree::Literal(_) => false,
    })
}
