//! Meaning → tokens. This step cannot fail: the model has found every mistake.

mod generics;

use proc_macro2::{Group, TokenStream, TokenTree};
use quote::{format_ident, quote};
use syn::spanned::Spanned;
use syn::{Generics, Type};

use crate::model::{Head, Holder, Item, Kind, Presence, Property, Record, Words, inside_option};
use crate::parse::{Field, Input};
use crate::standard::Shape;

/// The implementation for a type that follows its definition.
pub(crate) fn item(item: &Item) -> TokenStream {
    match item {
        Item::Record(record) => self::record(record),
        Item::Words(words) => self::words(words),
    }
}

/// The mistakes as compiler errors, and an empty implementation, so that uses of the type cause no further errors.
pub(crate) fn stub(input: &Input, mistakes: syn::Error) -> TokenStream {
    let mistakes = mistakes.into_compile_error();
    let Some(definition) = input.definition() else {
        return mistakes;
    };
    let head = Head { input, definition };
    let nothing = quote!(::core::unreachable!());
    let (implemented, body) = match definition.shape {
        Shape::Record(_) => (quote!(Conform), leaves(head, &quote!(_), &nothing)),
        Shape::Words(_) => (quote!(conform::Vocabulary), word(&nothing)),
        Shape::Plain => return mistakes,
    };
    let implementation = implement(head, &input.generics, &implemented, &body);
    quote!(#mistakes #implementation)
}

// For two fields, one of them required and one that may be null:
//
// #[automatically_derived]
// impl ::ogi_report::Conform for Row {
//     type Definition = ::ogi_report::definitions::Row;
//     fn leaves<'__leaf>(&'__leaf self, leaves: &mut ::ogi_report::Leaves<'__leaf>) {
//         ::ogi_report::conform::expansion::integer(&self.year, leaves);
//         ::ogi_report::conform::expansion::nullable(&self.total, leaves, ::ogi_report::conform::expansion::integer);
//     }
// }
fn record(record: &Record) -> TokenStream {
    let head = record.head;
    let visits = record
        .properties
        .iter()
        .map(|property| visit(head, property));
    let (inside, outside) = (proofs(record, true), proofs(record, false));
    let body = leaves(
        head,
        &quote!(leaves),
        &quote!(#(const { #inside })* #(#visits)*),
    );
    let implementation = implement(
        head,
        &generics::with_bounds(record),
        &quote!(Conform),
        &body,
    );
    quote!(#implementation #(const _: () = { #outside };)*)
}

/// Adds the single values of one property. Mistakes that only the compiler can find are reported at the field's type.
fn visit(head: Head, property: &Property) -> TokenStream {
    let (krate, width) = (
        head.input.krate(),
        property.definition.expected.kind.width(),
    );
    match (property.holder, property.definition.expected.kind) {
        (Holder::Field(field), kind) => {
            visit_field(head, field, kind, property.definition.expected.presence)
        }
        (Holder::Omitted, Kind::Edition(code)) => quote!(leaves.push(#krate::Leaf::Text(#code));),
        (Holder::Omitted, Kind::List(_)) => TokenStream::new(),
        (Holder::Omitted, _) => quote!(leaves.push_absent(#width);),
    }
}

fn visit_field(head: Head, field: &Field, kind: Kind, presence: Presence) -> TokenStream {
    let krate = head.input.krate();
    let (name, inner, width) = (&field.ident, inside_option(&field.ty), kind.width());
    let each = match kind {
        Kind::Integer { .. } => quote!(integer),
        Kind::Decimal => quote!(decimal),
        Kind::Text | Kind::Edition(_) => quote!(text),
        Kind::Record(name, _) => of_definition(&quote!(record), &definition(head, name)),
        Kind::List(name) => of_definition(&quote!(list), &definition(head, name)),
    };
    let each = located(
        quote!(#krate::conform::expansion::#each),
        inner.unwrap_or(&field.ty),
    );
    let value = located(quote!(&self.#name), &field.ty);
    let function = |name| located(quote!(#krate::conform::expansion::#name), &field.ty);
    match (kind, presence) {
        (Kind::List(_), _) if inner.is_some() => {
            quote!(if let ::core::option::Option::Some(items) = #value { #each(items); })
        }
        (Kind::List(_), _) => quote!(#each(#value);),
        (_, Presence::Required) => quote!(#each(#value, leaves);),
        (_, Presence::Nullable) => {
            let nullable = function(quote!(nullable));
            quote!(#nullable(#value, leaves, #each);)
        }
        (_, Presence::Optional) => {
            let optional = function(quote!(optional));
            quote!(#optional(#value, #width, leaves, #each);)
        }
    }
}

fn of_definition(function: &TokenStream, definition: &TokenStream) -> TokenStream {
    quote!(#function::<#definition, _>)
}

/// Assertions that integer types are large enough, for types whose spelling does not show it. With `inside`, those of
/// types that depend on the struct's parameters; otherwise the rest, which are checked even if the code is never used.
fn proofs(record: &Record, inside: bool) -> Vec<TokenStream> {
    let krate = record.head.input.krate();
    let mut proofs = Vec::new();
    for property in &record.properties {
        let Some((field, (minimum, maximum))) = property.range_to_prove() else {
            continue;
        };
        let message = property.range_message();
        let ty = &field.ty;
        if generics::mentions(ty, &record.head.input.generics) != inside {
            continue;
        }
        let assertion = quote! {
            ::core::assert!(
                #krate::conform::expansion::covers(
                    #krate::conform::expansion::Range::<#ty>::HELD,
                    #minimum,
                    #maximum
                ),
                #message
            );
        };
        let assertion = located(assertion, ty);
        proofs.push(quote! {
            #[allow(unused_imports)]
            use #krate::conform::expansion::AnyRange as _;
            #assertion
        });
    }
    proofs
}

// #[automatically_derived]
// impl ::ogi_report::conform::Vocabulary for Reason {
//     type Definition = ::ogi_report::definitions::MissingReason;
//     fn word(&self) -> &'static str {
//         match self {
//             Self::Blank => "blank",
//             Self::Slash => "slash",
//         }
//     }
// }
fn words(words: &Words) -> TokenStream {
    let arms = words
        .variants
        .iter()
        .map(|(variant, word)| quote!(Self::#variant => #word,));
    implement(
        words.head,
        &words.head.input.generics,
        &quote!(conform::Vocabulary),
        &word(&quote!(match self { #(#arms)* })),
    )
}

fn implement(
    head: Head,
    generics: &Generics,
    implemented: &TokenStream,
    body: &TokenStream,
) -> TokenStream {
    let (krate, name, definition) = (
        head.input.krate(),
        &head.input.name,
        definition(head, head.definition.name),
    );
    let (impl_generics, arguments, bounds) = generics.split_for_impl();
    quote! {
        #[automatically_derived]
        impl #impl_generics #krate::#implemented for #name #arguments #bounds {
            type Definition = #definition;
            #body
        }
    }
}

fn leaves(head: Head, leaves: &TokenStream, body: &TokenStream) -> TokenStream {
    let krate = head.input.krate();
    quote!(fn leaves<'__leaf>(&'__leaf self, #leaves: &mut #krate::Leaves<'__leaf>) { #body })
}

fn word(body: &TokenStream) -> TokenStream {
    quote!(fn word(&self) -> &'static str { #body })
}

/// The type that stands for a definition.
fn definition(head: Head, name: &str) -> TokenStream {
    let (krate, name) = (head.input.krate(), format_ident!("{name}"));
    quote!(#krate::definitions::#name)
}

/// Gives tokens the span of a type, so that errors point there, without changing how their names resolve.
fn located(tokens: TokenStream, ty: &Type) -> TokenStream {
    let span = ty.span();
    let token = |mut token: TokenTree| {
        if let TokenTree::Group(group) = &token {
            token = Group::new(group.delimiter(), located(group.stream(), ty)).into();
        }
        token.set_span(token.span().located_at(span));
        token
    };
    tokens.into_iter().map(token).collect()
}
