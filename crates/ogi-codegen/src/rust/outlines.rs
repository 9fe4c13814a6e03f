//! What the single values of each edition's reports must satisfy, for building a report value by value.

use ogi_schema::{Definition, Leaf, Scalar, Schema, Type};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::records::tag_name;
use super::slots::extras;
use crate::names::{edition_variant, ident};
use crate::{CodegenError, lookup};

pub(super) fn render(schema: &Schema) -> Result<TokenStream, CodegenError> {
    let mut outlines = Vec::new();
    for edition in &schema.editions {
        let report = lookup::report(schema, edition)?;
        let variant = edition_variant(&report.name);
        let rules = runs(report, &schema.leaves(report))?;
        let mut extra = Vec::new();
        for property in extras(schema, report)? {
            let pointer = format!("/{}", property.name);
            extra.push(match property.ty {
                Type::List { .. } => quote!(Extra::List),
                Type::Ref(_) | Type::Edition(_) => quote!(Extra::Object(#pointer)),
            });
        }
        outlines.push(quote! {
            Outline {
                edition: Edition::#variant,
                rules: &[#(#rules),*],
                extras: &[#(#extra),*],
            }
        });
    }
    Ok(quote! {
        use super::records::*;
        use super::scalars::*;
        use crate::builder::{Extra, Outline};
        use crate::scalar::ScalarRule;

        /// One outline an edition, in the order of [`Edition::ALL`].
        pub(crate) static OUTLINES: &[Outline] = &[#(#outlines),*];
    })
}

/// `(182, ScalarRule::Integer(&Count::RULE))`: a rule, with how many leaves in a row it holds for.
fn runs(report: &Definition, leaves: &[Leaf]) -> Result<Vec<TokenStream>, CodegenError> {
    let mut runs: Vec<(usize, String, TokenStream)> = Vec::new();
    for leaf in leaves {
        let rule = rule(report, leaf)?;
        let spelled = rule.to_string();
        match runs.last_mut() {
            Some((count, known, _)) if *known == spelled => *count += 1,
            _ => runs.push((1, spelled, rule)),
        }
    }
    let run = |(count, _, rule): (usize, String, TokenStream)| {
        let count = Literal::usize_unsuffixed(count);
        quote!((#count, #rule))
    };
    Ok(runs.into_iter().map(run).collect())
}

/// `ScalarRule::Text(&Name::RULE)`
fn rule(report: &Definition, leaf: &Leaf) -> Result<TokenStream, CodegenError> {
    let property = leaf.property();
    let name = match &property.ty {
        Type::Edition(_) => tag_name(&report.name),
        Type::Ref(name) | Type::List { of: name, .. } => ident(name),
    };
    match (&property.ty, leaf.scalar) {
        (Type::Edition(_), _) | (_, Some(Scalar::Enum(_))) => {
            Ok(quote!(ScalarRule::Word(&#name::RULE)))
        }
        (_, Some(Scalar::Integer { .. })) => Ok(quote!(ScalarRule::Integer(&#name::RULE))),
        (_, Some(Scalar::Decimal { .. })) => {
            let name = name.to_string();
            Ok(quote!(ScalarRule::Decimal(#name)))
        }
        (_, Some(Scalar::Text { .. })) => Ok(quote!(ScalarRule::Text(&#name::RULE))),
        (_, None) => {
            let problem = format!("no rule for the value at `{}`", leaf.pointer);
            Err(CodegenError::at_definition(report, problem))
        }
    }
}
