//! The fast way of reading: one function for each object, which fills the slots of its single values.

use ogi_schema::{Definition, Property, Scalar, Schema, Shape, Type};
use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

use super::keys;
use super::scalars::spaced;
use crate::CodegenError;
use crate::names::{edition_variant, ident, snake};

/// Most members of an object: a bit each.
const MEMBERS: usize = 31;

pub(super) fn render(schema: &Schema) -> Result<TokenStream, CodegenError> {
    let mut items = Vec::new();
    for definition in schema
        .definitions
        .iter()
        .filter(|definition| !definition.properties().is_empty())
    {
        if definition.properties().len() > MEMBERS {
            return Err(problem(definition, "more properties than there are bits"));
        }
        items.push(keys::render(definition)?);
        items.push(if row(schema, definition).is_some() {
            render_row(schema, definition)
        } else {
            render_record(schema, definition)?
        });
    }
    let readers = schema.editions.iter().map(|edition| {
        let (variant, function) = (edition_variant(&edition.report), function(&edition.report));
        quote! {
            Reader {
                edition: Edition::#variant,
                read: |c, slots| #function(c, part(slots, 0)?),
            }
        }
    });
    let reports = schema
        .editions
        .iter()
        .filter_map(|edition| schema.definition(&edition.report));
    let slots = Literal::usize_unsuffixed(
        reports
            .map(|report| slots(schema, report))
            .max()
            .unwrap_or(0),
    );
    let tables = Literal::usize_unsuffixed(tables(schema).count());
    Ok(quote! {
        use super::records::Edition;
        use super::scalars::*;
        use crate::scan::{Cursor, Keys, Reader, Row, Step, all, part};

        /// Slots of the largest report.
        pub(crate) const SLOTS: usize = #slots;

        /// Objects that hold nothing but many whole numbers.
        pub(crate) const TABLES: usize = #tables;

        /// One reader an edition, in the order of [`Edition::ALL`].
        pub(crate) static READERS: &[Reader] = &[#(#readers),*];

        #(#items)*
    })
}

fn problem(definition: &Definition, problem: &str) -> CodegenError {
    CodegenError::Schema {
        place: format!("$defs/{}", definition.name),
        problem: problem.to_owned(),
    }
}

pub(super) fn function(definition: &str) -> Ident {
    ident(&snake(definition))
}

pub(super) fn constant(definition: &str) -> Ident {
    ident(&snake(definition).to_uppercase())
}

/// How many slots the values of a property take: one a leaf, and none for what [`extras`] holds.
pub(super) fn width(schema: &Schema, property: &Property) -> usize {
    match &property.ty {
        Type::Edition(_) => 1,
        Type::List { .. } => 0,
        Type::Ref(name) => schema
            .definition(name)
            .map_or(0, |target| match target.shape {
                Shape::Record(_) => schema.leaves(target).len(),
                Shape::Scalar(_) => 1,
            }),
    }
}

/// Properties that leave no trace among the leaves: lists, and optional objects that may be empty.
pub(super) fn extras<'a>(
    schema: &'a Schema,
    definition: &'a Definition,
) -> impl Iterator<Item = &'a Property> {
    definition
        .properties()
        .iter()
        .filter(move |property| match &property.ty {
            Type::List { .. } => true,
            Type::Edition(_) => false,
            Type::Ref(name) => {
                !property.required
                    && schema
                        .definition(name)
                        .is_some_and(|target| may_be_empty(schema, target))
            }
        })
}

fn may_be_empty(schema: &Schema, definition: &Definition) -> bool {
    matches!(definition.shape, Shape::Record(_)) && first_required(schema, definition).is_none()
}

/// The first single value that every object of a definition has.
pub(super) fn first_required(schema: &Schema, definition: &Definition) -> Option<usize> {
    schema
        .leaves(definition)
        .iter()
        .position(|leaf| leaf.steps.iter().all(|(_, property)| property.required))
}

/// The slots of a definition: its leaves, then its extras.
pub(super) fn slots(schema: &Schema, definition: &Definition) -> usize {
    schema.leaves(definition).len() + extras(schema, definition).count()
}

/// The range of the numbers of a record that holds nothing else, and whether they may be null.
fn row(schema: &Schema, definition: &Definition) -> Option<(i64, i64, bool)> {
    let mut numbers = definition
        .properties()
        .iter()
        .map(|property| match &property.ty {
            Type::Ref(name) if property.required => {
                match schema.definition(name).and_then(Definition::scalar) {
                    Some(Scalar::Integer {
                        minimum,
                        maximum,
                        nullable,
                    }) => Some((*minimum, *maximum, *nullable)),
                    _ => None,
                }
            }
            _ => None,
        });
    let first = numbers.next()??;
    numbers.all(|number| number == Some(first)).then_some(first)
}

/// Definitions of tables that are worth being read as a whole; some may stand only in others.
fn tables(schema: &Schema) -> impl Iterator<Item = &Definition> {
    const FEW: usize = 10;
    let is_large = |definition: &Definition| schema.leaves(definition).len() > FEW;
    schema
        .definitions
        .iter()
        .filter(move |definition| is_large(definition) && is_table(schema, definition))
}

/// Whether an object holds nothing but whole numbers, among them all of up to eight digits.
fn is_table(schema: &Schema, definition: &Definition) -> bool {
    const USUAL: i64 = 99_999_999;
    let usual = |property: &Property| match &property.ty {
        Type::Ref(name) => schema
            .definition(name)
            .is_some_and(|target| match &target.shape {
                Shape::Scalar(Scalar::Integer {
                    minimum, maximum, ..
                }) => *minimum <= 0 && *maximum >= USUAL,
                Shape::Scalar(_) => false,
                Shape::Record(_) => is_table(schema, target),
            }),
        _ => false,
    };
    !definition.properties().is_empty() && definition.properties().iter().all(usual)
}

/// `{"natural_persons":` for the first member, `,"total":` for others.
fn lead(property: &Property, first: bool) -> Literal {
    let mark = if first { '{' } else { ',' };
    Literal::byte_string(format!("{mark}\"{}\":", property.name).as_bytes())
}

/// `fn period(c, s) { expect a row of zeros; else each name and number in turn; else the rest in any order }`
fn render_row(schema: &Schema, definition: &Definition) -> TokenStream {
    let (function, keys) = (function(&definition.name), constant(&definition.name));
    let row_name = format_ident!("{keys}_ROW");
    let (min, max, nullable) = row(schema, definition).unwrap_or_default();
    let (min, max) = (whole(min), whole(max));
    let count = Literal::usize_unsuffixed(definition.properties().len());
    let zeros: Vec<_> = definition
        .properties()
        .iter()
        .map(|property| format!("\"{}\":0", property.name))
        .collect();
    let zeros = Literal::byte_string(format!("{{{}}}", zeros.join(",")).as_bytes());
    let members = definition
        .properties()
        .iter()
        .enumerate()
        .map(|(index, property)| {
            let lead = lead(property, index == 0);
            let seen = whole((1u32 << index) - 1);
            let index = Literal::usize_unsuffixed(index);
            quote! {
                if !c.eat(#lead) {
                    return c.row(&#row_name, s, #seen);
                }
                s[#index] = c.integer(#min, #max, #nullable)?;
            }
        });
    quote! {
        static #row_name: Row = Row { keys: &#keys, min: #min, max: #max, nullable: #nullable };

        pub(crate) fn #function(c: &mut Cursor<'_>, s: &mut [i64; #count]) -> Option<()> {
            c.prefetch_row();
            if c.eat(#zeros) {
                *s = [0; #count];
                return Some(());
            }
            #(#members)*
            if c.eat(b"}") { Some(()) } else { c.row(&#row_name, s, all(&#keys)) }
        }
    }
}

/// `fn period(c, s) { each name and value in turn }` and `fn period_rest(c, s, seen) { the rest in any order }`
fn render_record(schema: &Schema, definition: &Definition) -> Result<TokenStream, CodegenError> {
    let (function, keys, name) = (
        function(&definition.name),
        constant(&definition.name),
        &definition.name,
    );
    let rest = format_ident!("{function}_rest");
    let count = Literal::usize_unsuffixed(slots(schema, definition));
    let values = values(schema, definition)?;
    let arms = values.iter().enumerate().map(|(index, value)| {
        let index = Literal::usize_unsuffixed(index);
        quote!(#index => { #value })
    });
    let required = definition
        .properties()
        .iter()
        .enumerate()
        .filter(|(_, property)| property.required);
    let required = whole(required.fold(0u32, |bits, (index, _)| bits | 1 << index));
    let in_turn = in_turn(definition, &values, &rest);
    Ok(quote! {
        pub(crate) fn #function(c: &mut Cursor<'_>, s: &mut [i64; #count]) -> Option<()> {
            #in_turn
        }

        fn #rest(c: &mut Cursor<'_>, s: &mut [i64; #count], mut seen: u32) -> Option<()> {
            if seen == 0 {
                c.open(#name)?;
            }
            while let Step::Member(member) = c.step(&#keys, &mut seen)? {
                match member {
                    #(#arms)*
                    _ => return None,
                }
            }
            c.finish(&#keys, seen, #required)
        }
    })
}

/// The members in form order, as far as they stand so.
fn in_turn(definition: &Definition, values: &[TokenStream], rest: &Ident) -> TokenStream {
    // Where all so far may be left out, each may be the first.
    let certain = definition
        .properties()
        .iter()
        .position(|property| property.required);
    let members =
        definition
            .properties()
            .iter()
            .zip(values)
            .enumerate()
            .map(|(index, (property, value))| {
                let lead = lead(property, index == 0);
                let may_be_first = index > 0 && certain.is_none_or(|certain| certain >= index);
                let eat = if may_be_first {
                    quote!(c.lead(seen == 0, #lead))
                } else {
                    quote!(c.eat(#lead))
                };
                let bit = whole(1u32 << index);
                if property.required {
                    quote! {
                        if !#eat {
                            return #rest(c, s, seen);
                        }
                        #value
                        seen |= #bit;
                    }
                } else {
                    quote! {
                        if #eat {
                            #value
                            seen |= #bit;
                        }
                    }
                }
            });
    let end = if certain.is_some() {
        quote!(c.eat(b"}"))
    } else {
        quote!(seen != 0 && c.eat(b"}"))
    };
    quote! {
        let mut seen = 0;
        #(#members)*
        if #end { Some(()) } else { #rest(c, s, seen) }
    }
}

/// How the value of each property is read into its slots.
fn values(schema: &Schema, definition: &Definition) -> Result<Vec<TokenStream>, CodegenError> {
    let mut at = 0;
    let leaves = schema.leaves(definition).len();
    let extras: Vec<_> = extras(schema, definition)
        .map(|property| &property.name)
        .collect();
    let is_report = schema
        .editions
        .iter()
        .any(|edition| edition.report == definition.name);
    let mut values = Vec::new();
    for property in definition.properties() {
        let slot = Literal::usize_unsuffixed(at);
        let extra = extras
            .iter()
            .position(|name| **name == property.name)
            .map(|extra| leaves + extra);
        if extra.is_some() && !is_report {
            return Err(problem(
                definition,
                "a list or an optional object that may be empty, outside of a report",
            ));
        }
        let extra = extra.map(Literal::usize_unsuffixed);
        let value = value(schema, definition, property, &slot)?;
        values.push(match (&property.ty, extra) {
            (Type::List { .. }, Some(extra)) => quote! { s[#extra] = #value?; },
            (_, Some(extra)) => quote! {{
                #value?;
                s[#extra] = 0;
            }},
            (Type::Ref(name), None) if is_record(schema, name) => quote! { #value?; },
            (_, None) => quote! { s[#slot] = #value?; },
        });
        at += width(schema, property);
    }
    Ok(values)
}

/// `-9_007_199_254_740_991`
pub(super) fn whole(number: impl Into<i64>) -> TokenStream {
    spaced(number.into()).parse().unwrap_or_default()
}

fn is_record(schema: &Schema, name: &str) -> bool {
    schema
        .definition(name)
        .is_some_and(|target| matches!(target.shape, Shape::Record(_)))
}

fn value(
    schema: &Schema,
    within: &Definition,
    property: &Property,
    slot: &Literal,
) -> Result<TokenStream, CodegenError> {
    let name = match &property.ty {
        Type::Edition(code) => return Ok(quote!(c.edition(#code))),
        Type::List { of, max_items } => {
            let (item, most) = (function(of), Literal::u64_unsuffixed(*max_items));
            return Ok(quote!(c.list(#most, #item)));
        }
        Type::Ref(name) => name,
    };
    let target = schema
        .definition(name)
        .ok_or_else(|| CodegenError::Schema {
            place: property.name.clone(),
            problem: format!("no definition `{name}`"),
        })?;
    Ok(match &target.shape {
        Shape::Record(_) => {
            let function = function(name);
            let table = tables(schema)
                .position(|table| table.name == *name)
                .filter(|_| !is_table(schema, within));
            if let Some(table) = table.map(Literal::usize_unsuffixed) {
                quote!(c.table(#table, part(s, #slot)?, #function))
            } else {
                quote!(#function(c, part(s, #slot)?))
            }
        }
        Shape::Scalar(Scalar::Integer {
            minimum,
            maximum,
            nullable,
        }) => {
            let (min, max) = (whole(*minimum), whole(*maximum));
            quote!(c.integer(#min, #max, #nullable))
        }
        Shape::Scalar(Scalar::Decimal { nullable }) => quote!(c.decimal(#nullable)),
        Shape::Scalar(Scalar::Enum(words)) => quote!(c.word(&[#(#words),*])),
        Shape::Scalar(Scalar::Text { .. }) => {
            let ty = ident(name);
            quote!(c.text(&#ty::RULE))
        }
    })
}
