//! Functions that make typed values from the slots that the fast way of reading has filled.

use ogi_schema::{Definition, Property, Scalar, Schema, Shape, Type};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::records::bare_type;
use super::scan::function;
use super::slots::{extras, first_required, slots, width};
use crate::names::{edition_variant, ident, pascal};
use crate::{CodegenError, lookup};

pub(super) fn render(schema: &Schema) -> Result<TokenStream, CodegenError> {
    let mut items = Vec::new();
    for definition in &schema.definitions {
        match &definition.shape {
            Shape::Record(_) => items.push(record(schema, definition)?),
            Shape::Scalar(Scalar::Enum(words)) => items.push(vocabulary(definition, words)?),
            // The other single values have a generic implementation.
            Shape::Scalar(_) => {}
        }
    }
    let (mut variants, mut reports) = (Vec::new(), Vec::new());
    for edition in &schema.editions {
        variants.push(edition_variant(&edition.report));
        reports.push(ident(&edition.report));
    }
    Ok(quote! {
        use super::records::*;
        use super::scalars::*;
        use super::scan;
        use crate::scan::{Build, Slots};

        /// The report of an edition.
        pub(crate) fn report(edition: Edition, slots: &Slots<'_>) -> Report {
            match edition { #(Edition::#variants => Report::#variants(#reports::build(slots, 0)),)* }
        }

        #(#items)*
    })
}

/// `impl Build for Period { fn build(slots, at) -> Self { Self { start: slots.value(at), end: slots.value(at + 1) } } }`
fn record(schema: &Schema, definition: &Definition) -> Result<TokenStream, CodegenError> {
    let name = ident(&definition.name);
    let mut at = 0;
    let mut fields = Vec::new();
    for property in definition.properties() {
        let field = ident(&property.name);
        let value = value(schema, definition, property, at)?;
        fields.push(quote!(#field: #value));
        at += width(schema, definition, property)?;
    }
    Ok(quote! {
        impl Build for #name {
            #[inline(never)]
            fn build(slots: &Slots<'_>, at: usize) -> Self {
                Self { #(#fields),* }
            }
        }
    })
}

/// The value of a property whose slots start `offset` after those of the record.
fn value(
    schema: &Schema,
    owner: &Definition,
    property: &Property,
    offset: usize,
) -> Result<TokenStream, CodegenError> {
    let extra = extra_slot(schema, owner, property)?;
    let at = slot(offset);
    let target = lookup::target(schema, owner, property)?;
    Ok(match (&property.ty, target) {
        (Type::List { .. }, Some(item)) => {
            let reader = function(&item.name);
            let count = Literal::usize_unsuffixed(slots(schema, item)?);
            quote!(slots.list::<#count, _>(#extra, scan::#reader))
        }
        (Type::Ref(_), Some(target)) => match target.scalar() {
            Some(scalar) => single(property, scalar, &at),
            None if property.required => quote!(Build::build(slots, #at)),
            None => {
                // An object is there if the first value that it must have is; one that may be empty has a slot.
                let first = first_required(schema, target).map(|first| slot(offset + first));
                let mark = extra.or(first);
                quote!(slots.is_there(#mark).then(|| Build::build(slots, #at)))
            }
        },
        // The edition: a type of one value.
        _ => {
            let ty = bare_type(schema, owner, property)?;
            quote!(#ty::default())
        }
    })
}

fn single(property: &Property, scalar: &Scalar, at: &TokenStream) -> TokenStream {
    let is_certain = property.required && !scalar.is_nullable();
    match (is_certain, property.codes.is_some()) {
        (true, false) => quote!(Build::build(slots, #at)),
        (true, true) => quote!(Code::build(slots, #at).into()),
        (false, false) => quote!(slots.value(#at)),
        (false, true) => quote!(slots.value(#at).map(|code: Code| code.into())),
    }
}

/// The slot of a property that has none among the leaves.
fn extra_slot(
    schema: &Schema,
    owner: &Definition,
    property: &Property,
) -> Result<Option<TokenStream>, CodegenError> {
    let leaves = schema.leaves(owner).len();
    for (index, extra) in extras(schema, owner)?.into_iter().enumerate() {
        if extra.name == property.name {
            return Ok(Some(slot(leaves + index)));
        }
    }
    Ok(None)
}

/// `at`, `at + 3`
fn slot(offset: usize) -> TokenStream {
    if offset == 0 {
        return quote!(at);
    }
    let offset = Literal::usize_unsuffixed(offset);
    quote!(at + #offset)
}

fn vocabulary(definition: &Definition, words: &[String]) -> Result<TokenStream, CodegenError> {
    let name = ident(&definition.name);
    let Some((last, others)) = words.split_last() else {
        return Err(CodegenError::at_definition(
            definition,
            "an enum needs a word",
        ));
    };
    let last = ident(&pascal(last));
    let variants = others.iter().map(|word| ident(&pascal(word)));
    // A scan has accepted only these words, so what is none of the others is the last one.
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
    Ok(quote! {
        impl Build for #name {
            fn build(#slots: &Slots<'_>, #at: usize) -> Self {
                #body
            }
        }
    })
}
