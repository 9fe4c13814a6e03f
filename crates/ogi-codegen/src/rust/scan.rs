//! The fast way of reading: one function for each object, which fills the slots of its single values.

use ogi_schema::{Definition, Property, Scalar, Schema, Type};
use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

use super::keys;
use super::scalars::spaced;
use super::slots::{extras, slots, width};
use crate::names::{edition_variant, ident, snake};
use crate::{CodegenError, lookup};

/// Most members of an object: the reader marks each that it has met with a bit of an `u32`, and one bit stays free so
/// that the mask of all members can be computed by a shift.
const MEMBERS: usize = 31;

pub(super) fn render(schema: &Schema) -> Result<TokenStream, CodegenError> {
    let mut items = Vec::new();
    for definition in &schema.definitions {
        if definition.properties().is_empty() {
            continue;
        }
        if definition.properties().len() > MEMBERS {
            let problem = format!("more than {MEMBERS} properties: the reader has no bit for them");
            return Err(CodegenError::at_definition(definition, problem));
        }
        items.push(keys::render(definition)?);
        items.push(match row_numbers(schema, definition)? {
            Some(numbers) => render_row(definition, numbers)?,
            None => render_record(schema, definition)?,
        });
    }
    let mut readers = Vec::new();
    let mut largest = 0;
    for edition in &schema.editions {
        let report = lookup::report(schema, edition)?;
        largest = largest.max(slots(schema, report)?);
        let (variant, function) = (edition_variant(&report.name), function(&report.name));
        readers.push(quote! {
            Reader {
                edition: Edition::#variant,
                read: |c, slots| #function(c, part(slots, 0)?),
            }
        });
    }
    let slots = Literal::usize_unsuffixed(largest);
    let tables = Literal::usize_unsuffixed(tables(schema)?.len());
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

/// The name of the function that reads a definition.
pub(super) fn function(definition: &str) -> Ident {
    ident(&snake(definition))
}

/// `ApplicantCounts` is `APPLICANT_COUNTS` among constants.
pub(super) fn constant(definition: &str) -> Ident {
    ident(&snake(definition).to_uppercase())
}

/// The numbers that all properties of a row hold.
#[derive(Clone, Copy, PartialEq, Eq)]
struct RowNumbers {
    minimum: i64,
    maximum: i64,
    nullable: bool,
}

/// The numbers of an object that holds nothing but required numbers of one range; `None` for other objects.
fn row_numbers(
    schema: &Schema,
    definition: &Definition,
) -> Result<Option<RowNumbers>, CodegenError> {
    let mut all = None;
    for property in definition.properties() {
        let target = lookup::target(schema, definition, property)?;
        let (
            Type::Ref(_),
            Some(Scalar::Integer {
                minimum,
                maximum,
                nullable,
            }),
        ) = (&property.ty, target.and_then(Definition::scalar))
        else {
            return Ok(None);
        };
        let numbers = RowNumbers {
            minimum: *minimum,
            maximum: *maximum,
            nullable: *nullable,
        };
        if !property.required || *all.get_or_insert(numbers) != numbers {
            return Ok(None);
        }
    }
    Ok(all)
}

/// Objects that are read as a whole where their layout was seen before. Some of them stand only in others.
fn tables(schema: &Schema) -> Result<Vec<&Definition>, CodegenError> {
    // Up to ten numbers, reading member by member is as quick as comparing the layout.
    const FEW: usize = 10;
    let mut tables = Vec::new();
    for definition in &schema.definitions {
        if schema.leaves(definition).len() > FEW && is_table(schema, definition)? {
            tables.push(definition);
        }
    }
    Ok(tables)
}

/// Whether an object holds nothing but whole numbers, at any depth, and these may be any of up to eight digits.
///
/// Numbers of a table are read without a look at their range, so every number of eight digits must be allowed.
fn is_table(schema: &Schema, definition: &Definition) -> Result<bool, CodegenError> {
    const EIGHT_DIGITS: i64 = 99_999_999;
    for property in definition.properties() {
        let target = match &property.ty {
            Type::Ref(_) => lookup::target(schema, definition, property)?,
            Type::List { .. } | Type::Edition(_) => None,
        };
        let Some(target) = target else {
            return Ok(false);
        };
        let holds_numbers = match target.scalar() {
            Some(Scalar::Integer {
                minimum, maximum, ..
            }) => *minimum <= 0 && *maximum >= EIGHT_DIGITS,
            Some(_) => false,
            None => is_table(schema, target)?,
        };
        if !holds_numbers {
            return Ok(false);
        }
    }
    Ok(!definition.properties().is_empty())
}

/// `{"natural_persons":` for the first member, `,"total":` for others.
fn lead(property: &Property, first: bool) -> Literal {
    let mark = if first { '{' } else { ',' };
    Literal::byte_string(format!("{mark}\"{}\":", property.name).as_bytes())
}

/// `fn period(c, s) { expect a row of zeros; else each name and number in turn; else the rest in any order }`
fn render_row(definition: &Definition, numbers: RowNumbers) -> Result<TokenStream, CodegenError> {
    let (function, keys) = (function(&definition.name), constant(&definition.name));
    let row_name = format_ident!("{keys}_ROW");
    let (min, max) = (whole(numbers.minimum)?, whole(numbers.maximum)?);
    let nullable = numbers.nullable;
    let count = Literal::usize_unsuffixed(definition.properties().len());
    let mut zeros = Vec::new();
    let mut members = Vec::new();
    for (index, property) in definition.properties().iter().enumerate() {
        zeros.push(format!("\"{}\":0", property.name));
        let lead = lead(property, index == 0);
        let seen = whole((1u32 << index) - 1)?;
        let index = Literal::usize_unsuffixed(index);
        members.push(quote! {
            if !c.eat(#lead) {
                return c.row(&#row_name, s, #seen);
            }
            s[#index] = c.integer(#min, #max, #nullable)?;
        });
    }
    let zeros = Literal::byte_string(format!("{{{}}}", zeros.join(",")).as_bytes());
    Ok(quote! {
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
    })
}

/// `fn period(c, s) { each name and value in turn }` and `fn period_rest(c, s, seen) { the rest in any order }`
fn render_record(schema: &Schema, definition: &Definition) -> Result<TokenStream, CodegenError> {
    let name = &definition.name;
    let (function, keys) = (function(name), constant(name));
    let rest = format_ident!("{function}_rest");
    let count = Literal::usize_unsuffixed(slots(schema, definition)?);
    let values = values(schema, definition)?;
    let mut arms = Vec::new();
    let mut required = 0u32;
    for (index, property) in definition.properties().iter().enumerate() {
        if property.required {
            required |= 1 << index;
        }
        let value = &values[index];
        let index = Literal::usize_unsuffixed(index);
        arms.push(quote!(#index => { #value }));
    }
    let required = whole(required)?;
    let in_turn = in_turn(definition, &values, &rest)?;
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

/// The members in form order, up to the first that stands elsewhere.
fn in_turn(
    definition: &Definition,
    values: &[TokenStream],
    rest: &Ident,
) -> Result<TokenStream, CodegenError> {
    let properties = definition.properties();
    let first_required = properties.iter().position(|property| property.required);
    let mut members = Vec::new();
    for (index, property) in properties.iter().enumerate() {
        let lead = lead(property, index == 0);
        // Where all members before it are optional, it may be the first, after a brace rather than a comma.
        let may_be_first = index > 0 && first_required.is_none_or(|first| first >= index);
        let eat = if may_be_first {
            quote!(c.lead(seen == 0, #lead))
        } else {
            quote!(c.eat(#lead))
        };
        let bit = whole(1u32 << index)?;
        let value = &values[index];
        members.push(if property.required {
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
        });
    }
    let end = if first_required.is_some() {
        quote!(c.eat(b"}"))
    } else {
        quote!(seen != 0 && c.eat(b"}"))
    };
    Ok(quote! {
        let mut seen = 0;
        #(#members)*
        if #end { Some(()) } else { #rest(c, s, seen) }
    })
}

/// How the value of each property is read into its slots.
fn values(schema: &Schema, definition: &Definition) -> Result<Vec<TokenStream>, CodegenError> {
    let leaves = schema.leaves(definition).len();
    let extras = extras(schema, definition)?;
    let is_report = schema
        .editions
        .iter()
        .any(|edition| edition.report == definition.name);
    if !is_report && let Some(property) = extras.first() {
        let problem = "a list or an optional object that may be empty, outside of a report";
        return Err(CodegenError::at_property(definition, property, problem));
    }
    let mut at = 0;
    let mut values = Vec::new();
    for property in definition.properties() {
        let slot = Literal::usize_unsuffixed(at);
        let value = value(schema, definition, property, &slot)?;
        let extra = extras.iter().position(|extra| extra.name == property.name);
        values.push(match (&property.ty, extra) {
            (Type::List { .. }, Some(extra)) => {
                let mark = Literal::usize_unsuffixed(leaves + extra);
                quote! { s[#mark] = #value?; }
            }
            (_, Some(extra)) => {
                let mark = Literal::usize_unsuffixed(leaves + extra);
                quote! {{
                    #value?;
                    s[#mark] = 0;
                }}
            }
            // An object fills its slots itself.
            (Type::Ref(_), None) if holds_object(schema, definition, property)? => {
                quote! { #value?; }
            }
            (_, None) => quote! { s[#slot] = #value?; },
        });
        at += width(schema, definition, property)?;
    }
    Ok(values)
}

fn holds_object(
    schema: &Schema,
    owner: &Definition,
    property: &Property,
) -> Result<bool, CodegenError> {
    let target = lookup::target(schema, owner, property)?;
    Ok(target.is_some_and(lookup::is_record))
}

/// A number as tokens, such as `-9_007_199_254_740_991`.
pub(super) fn whole(number: impl Into<i64>) -> Result<TokenStream, CodegenError> {
    let text = spaced(number.into());
    text.parse()
        .map_err(|error| CodegenError::at(text, format!("not a number in Rust: {error}")))
}

fn value(
    schema: &Schema,
    owner: &Definition,
    property: &Property,
    slot: &Literal,
) -> Result<TokenStream, CodegenError> {
    let target = lookup::target(schema, owner, property)?;
    Ok(match (&property.ty, target) {
        (Type::Edition(code), _) => quote!(c.edition(#code)),
        (Type::List { of, max_items }, _) => {
            let (item, most) = (function(of), Literal::u64_unsuffixed(*max_items));
            quote!(c.list(#most, #item))
        }
        (Type::Ref(name), None) => {
            let problem = format!("no definition `{name}`");
            return Err(CodegenError::at_property(owner, property, problem));
        }
        (Type::Ref(_), Some(target)) => match target.scalar() {
            Some(scalar) => single(target, scalar)?,
            None => object(schema, owner, target, slot)?,
        },
    })
}

fn single(definition: &Definition, scalar: &Scalar) -> Result<TokenStream, CodegenError> {
    Ok(match scalar {
        Scalar::Integer {
            minimum,
            maximum,
            nullable,
        } => {
            let (min, max) = (whole(*minimum)?, whole(*maximum)?);
            quote!(c.integer(#min, #max, #nullable))
        }
        Scalar::Decimal { nullable } => quote!(c.decimal(#nullable)),
        Scalar::Enum(words) => quote!(c.word(&[#(#words),*])),
        Scalar::Text { .. } => {
            let ty = ident(&definition.name);
            quote!(c.text(&#ty::RULE))
        }
    })
}

fn object(
    schema: &Schema,
    owner: &Definition,
    target: &Definition,
    slot: &Literal,
) -> Result<TokenStream, CodegenError> {
    let function = function(&target.name);
    let tables = tables(schema)?;
    let index = tables.iter().position(|table| table.name == target.name);
    // A table within a table is read with the outer one.
    Ok(match index {
        Some(index) if !is_table(schema, owner)? => {
            let table = Literal::usize_unsuffixed(index);
            quote!(c.table(#table, part(s, #slot)?, #function))
        }
        _ => quote!(#function(c, part(s, #slot)?)),
    })
}
