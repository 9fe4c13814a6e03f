//! Typed values made from the slots that the fast way of reading has filled.

use ogi_schema::{Definition, Property, Scalar, Schema, Shape, Type};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::records::bare_type;
use super::scan::{extras, first_required, function, slots, width};
use crate::names::{edition_variant, ident, pascal};

pub(super) fn render(schema: &Schema) -> TokenStream {
    let items = schema
        .definitions
        .iter()
        .filter_map(|definition| match &definition.shape {
            Shape::Record(_) => Some(record(schema, definition)),
            Shape::Scalar(Scalar::Enum(words)) => Some(vocabulary(&definition.name, words)),
            Shape::Scalar(_) => None,
        });
    let variants: Vec<_> = schema
        .editions
        .iter()
        .map(|edition| edition_variant(&edition.report))
        .collect();
    let reports: Vec<_> = schema
        .editions
        .iter()
        .map(|edition| ident(&edition.report))
        .collect();
    quote! {
        use super::records::*;
        use super::scalars::*;
        use super::scan;
        use crate::scan::{Build, Slots};

        /// The report of an edition.
        pub(crate) fn report(edition: Edition, slots: &Slots<'_>) -> Report {
            match edition { #(Edition::#variants => Report::#variants(#reports::build(slots, 0)),)* }
        }

        #(#items)*
    }
}

/// `impl Build for Period { fn build(slots, at) -> Self { Self { start: slots.value(at), end: slots.value(at + 1) } } }`
fn record(schema: &Schema, definition: &Definition) -> TokenStream {
    let name = ident(&definition.name);
    let mut at = 0;
    let fields = definition.properties().iter().map(|property| {
        let (field, value) = (
            ident(&property.name),
            value(schema, definition, property, at),
        );
        at += width(schema, property);
        quote!(#field: #value)
    });
    quote! {
        impl Build for #name {
            #[inline(never)]
            fn build(slots: &Slots<'_>, at: usize) -> Self {
                Self { #(#fields),* }
            }
        }
    }
}

/// The value of a property whose slots start `offset` after those of the record.
fn value(
    schema: &Schema,
    definition: &Definition,
    property: &Property,
    offset: usize,
) -> TokenStream {
    let extra = extras(schema, definition).position(|extra| extra.name == property.name);
    let extra = extra.map(|extra| place(schema.leaves(definition).len() + extra));
    let at = place(offset);
    let target = property
        .ty
        .target()
        .and_then(|name| schema.definition(name));
    match (&property.ty, target) {
        (Type::List { .. }, Some(item)) => {
            let (reader, count) = (
                function(&item.name),
                Literal::usize_unsuffixed(slots(schema, item)),
            );
            quote!(slots.list::<#count, _>(#extra, scan::#reader))
        }
        (Type::Ref(_), Some(target)) => match (&target.shape, property.required) {
            (Shape::Record(_), true) => quote!(Build::build(slots, #at)),
            (Shape::Record(_), false) => {
                let first = first_required(schema, target).map(|first| place(offset + first));
                let mark = extra.or(first);
                quote!(slots.is_there(#mark).then(|| Build::build(slots, #at)))
            }
            (Shape::Scalar(scalar), required) => {
                let code = property
                    .codes
                    .is_some()
                    .then(|| quote!(.map(|code: Code| code.into())));
                let optional = quote!(slots.value(#at)#code);
                match (required && !scalar.is_nullable(), &property.codes) {
                    (false, _) => optional,
                    (true, None) => quote!(Build::build(slots, #at)),
                    (true, Some(_)) => quote!(Code::build(slots, #at).into()),
                }
            }
        },
        // The edition: a type of one value.
        _ => {
            let ty = bare_type(schema, definition, property);
            quote!(#ty::default())
        }
    }
}

/// `at`, `at + 3`
fn place(offset: usize) -> TokenStream {
    if offset == 0 {
        return quote!(at);
    }
    let offset = Literal::usize_unsuffixed(offset);
    quote!(at + #offset)
}

fn vocabulary(name: &str, words: &[String]) -> TokenStream {
    let name = ident(name);
    let (last, others) = words
        .split_last()
        .map_or((None, &[][..]), |(last, others)| (Some(last), others));
    let last = last.map(|word| ident(&pascal(word)));
    let variants = others.iter().map(|word| ident(&pascal(word)));
    let (slots, at, body) = if others.is_empty() {
        (quote!(_), quote!(_), quote!(Self::#last))
    } else {
        let body = quote! {
            match slots.text(at).as_ref() {
                #(#others => Self::#variants,)*
                _ => Self::#last,
            }
        };
        (quote!(slots), quote!(at), body)
    };
    quote! {
        impl Build for #name {
            fn build(#slots: &Slots<'_>, #at: usize) -> Self {
                #body
            }
        }
    }
}
