//! Reads `#[conform(…)]`, and the parts of `#[serde(…)]` that change names or leave fields out.

use proc_macro2::{TokenStream, TokenTree};
use syn::meta::ParseNestedMeta;
use syn::parse::{ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::{Attribute, LitStr, Path, Token, parenthesized, token};

use super::{Container, Member, Spelling};
use crate::faults::Faults;

/// Reads the attributes of a type.
pub(super) fn container(attributes: &[Attribute], faults: &mut Faults) -> Container {
    let mut container = Container::default();
    for attribute in attributes {
        let read = if attribute.path().is_ident("conform") {
            attribute.parse_args_with(|input: ParseStream| conform_container(input, &mut container))
        } else if attribute.path().is_ident("serde") {
            attribute.parse_nested_meta(|meta| match key(&meta).as_str() {
                "rename_all" => serde_spelling(&meta, &mut container.rename_all),
                _ => pass_over(meta.input),
            })
        } else {
            Ok(())
        };
        read.unwrap_or_else(|fault| faults.add(fault));
    }
    container
}

/// Reads the attributes of a field or variant.
pub(super) fn member(attributes: &[Attribute], faults: &mut Faults) -> Member {
    let mut member = Member::default();
    for attribute in attributes {
        let read = if attribute.path().is_ident("conform") {
            attribute.parse_nested_meta(|meta| conform_member(&meta, &mut member))
        } else if attribute.path().is_ident("serde") {
            attribute.parse_nested_meta(|meta| serde_member(&meta, &mut member))
        } else {
            Ok(())
        };
        read.unwrap_or_else(|fault| faults.add(fault));
    }
    member
}

/// `"Definition", omit("property", …), rename_all = "case", crate = path`; each may be left out or stand alone.
fn conform_container(input: ParseStream, container: &mut Container) -> syn::Result<()> {
    if input.peek(LitStr) {
        let definition: LitStr = input.parse()?;
        if container.definition.is_some() {
            return Err(syn::Error::new_spanned(
                definition,
                "a type follows one definition, and this is the second",
            ));
        }
        container.definition = Some(definition);
        if !input.is_empty() {
            input.parse::<Token![,]>()?;
        }
    }
    let rest: TokenStream = input.parse()?;
    let entries = syn::meta::parser(|meta| {
        match key(&meta).as_str() {
        "crate" => {
            container.krate = Some(meta.value()?.call(Path::parse_mod_style)?);
            Ok(())
        }
        "omit" => {
            let names;
            parenthesized!(names in meta.input);
            container.omitted.extend(Punctuated::<LitStr, Token![,]>::parse_terminated(&names)?);
            Ok(())
        }
        "rename_all" => text(&meta, &mut container.rename_all.conform),
        _ => Err(meta.error(
            "a type takes `#[conform(\"Definition\")]`, `omit(\"property\")`, `rename_all = \"case\"` and `crate = path`; \
             `skip` and `rename` go to its fields",
        )),
    }
    });
    entries.parse2(rest)
}

fn conform_member(meta: &ParseNestedMeta, member: &mut Member) -> syn::Result<()> {
    match key(meta).as_str() {
        "skip" => {
            member.skip = Some(meta.path.clone());
            Ok(())
        }
        "rename" => text(meta, &mut member.rename.conform),
        _ => Err(meta.error("a field takes `#[conform(skip)]` and `#[conform(rename = \"…\")]`")),
    }
}

fn serde_member(meta: &ParseNestedMeta, member: &mut Member) -> syn::Result<()> {
    match key(meta).as_str() {
        "rename" => return serde_spelling(meta, &mut member.rename),
        "skip" => member.skip = Some(meta.path.clone()),
        "flatten" => member.flatten = Some(meta.path.clone()),
        _ => {}
    }
    pass_over(meta.input)
}

/// `rename = "name"` or `rename(serialize = "name", deserialize = "name")`.
fn serde_spelling(meta: &ParseNestedMeta, spelling: &mut Spelling) -> syn::Result<()> {
    if meta.input.peek(token::Paren) {
        return meta.parse_nested_meta(|meta| match key(&meta).as_str() {
            "serialize" => text(&meta, &mut spelling.write),
            "deserialize" => text(&meta, &mut spelling.read),
            _ => pass_over(meta.input),
        });
    }
    text(meta, &mut spelling.write)?;
    spelling.read.clone_from(&spelling.write);
    Ok(())
}

fn key(meta: &ParseNestedMeta) -> String {
    meta.path
        .get_ident()
        .map(ToString::to_string)
        .unwrap_or_default()
}

fn text(meta: &ParseNestedMeta, into: &mut Option<LitStr>) -> syn::Result<()> {
    *into = Some(meta.value()?.parse()?);
    Ok(())
}

/// Skips an argument that only serde reads.
fn pass_over(input: ParseStream) -> syn::Result<()> {
    while !input.is_empty() && !input.peek(Token![,]) {
        input.parse::<TokenTree>()?;
    }
    Ok(())
}
