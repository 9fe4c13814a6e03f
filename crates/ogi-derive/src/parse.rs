//! Tokens → syntax: reads the attributes and the shape of a type, without comparing them with the schema.

mod attributes;

use proc_macro2::TokenStream;
use syn::{Data, DeriveInput, Fields, Generics, Ident, LitStr, Path, Type};

use crate::faults::Faults;

/// A type that derives `Conform`.
pub(crate) struct Input {
    pub(crate) name: Ident,
    pub(crate) generics: Generics,
    pub(crate) container: Container,
    pub(crate) body: Body,
    /// Attributes that could not be read.
    pub(crate) faults: Faults,
}

/// The attributes of the type.
#[derive(Default)]
pub(crate) struct Container {
    pub(crate) definition: Option<LitStr>,
    pub(crate) krate: Option<Path>,
    pub(crate) omitted: Vec<LitStr>,
    pub(crate) rename_all: Spelling,
}

/// What the type is made of.
pub(crate) enum Body {
    Struct(Vec<Field>),
    Enum(Vec<Variant>),
    /// A shape that no definition has.
    Other(&'static str),
}

/// A named field.
pub(crate) struct Field {
    pub(crate) ident: Ident,
    pub(crate) ty: Type,
    pub(crate) attributes: Member,
}

/// A variant of an enum.
pub(crate) struct Variant {
    pub(crate) ident: Ident,
    pub(crate) is_unit: bool,
    pub(crate) attributes: Member,
}

/// The attributes of a field or variant.
#[derive(Default)]
pub(crate) struct Member {
    /// The attribute that leaves it out, if there is one.
    pub(crate) skip: Option<Path>,
    /// The attribute that flattens it, if there is one.
    pub(crate) flatten: Option<Path>,
    pub(crate) rename: Spelling,
}

/// A `rename` or `rename_all`: that of `conform`, and those of serde for writing and for reading.
#[derive(Default)]
pub(crate) struct Spelling {
    pub(crate) conform: Option<LitStr>,
    pub(crate) write: Option<LitStr>,
    pub(crate) read: Option<LitStr>,
}

/// Reads a type; attributes that cannot be read are kept as [`Input::faults`].
pub(crate) fn input(tokens: TokenStream) -> syn::Result<Input> {
    let input: DeriveInput = syn::parse2(tokens)?;
    let mut faults = Faults::default();
    let container = attributes::container(&input.attrs, &mut faults);
    let body = body(input.data, &mut faults);
    Ok(Input {
        name: input.ident,
        generics: input.generics,
        container,
        body,
        faults,
    })
}

fn body(data: Data, faults: &mut Faults) -> Body {
    match data {
        Data::Struct(data) => match data.fields {
            Fields::Named(fields) => Body::Struct(
                fields
                    .named
                    .into_iter()
                    .filter_map(|f| field(f, faults))
                    .collect(),
            ),
            Fields::Unnamed(_) => Body::Other("a tuple struct"),
            Fields::Unit => Body::Other("a unit struct"),
        },
        Data::Enum(data) => Body::Enum(
            data.variants
                .into_iter()
                .map(|v| variant(v, faults))
                .collect(),
        ),
        Data::Union(_) => Body::Other("a union"),
    }
}

fn field(field: syn::Field, faults: &mut Faults) -> Option<Field> {
    let attributes = attributes::member(&field.attrs, faults);
    Some(Field {
        ident: field.ident?,
        ty: field.ty,
        attributes,
    })
}

fn variant(variant: syn::Variant, faults: &mut Faults) -> Variant {
    let attributes = attributes::member(&variant.attrs, faults);
    Variant {
        is_unit: matches!(variant.fields, Fields::Unit),
        ident: variant.ident,
        attributes,
    }
}
