//! The names of an object's members, with a hash of their first four bytes that tells them apart.

use std::collections::BTreeSet;

use ogi_schema::Definition;
use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::scan::{constant, whole};
use crate::CodegenError;

/// Bits of the longest table that is tried.
const BITS: u32 = 8;

/// `static PERIOD: Keys = Keys { definition: "Period", names: &["start\":", "end\":"], factor: …, shift: …, table: &[…] };`
pub(super) fn render(definition: &Definition) -> Result<TokenStream, CodegenError> {
    let names: Vec<String> = definition
        .properties()
        .iter()
        .map(|property| format!("{}\":", property.name))
        .collect();
    let starts: Option<Vec<u32>> = names.iter().map(|name| start(name)).collect();
    let found = starts.and_then(|starts| table(&starts));
    let (factor, shift, table) = found.ok_or_else(|| CodegenError::Schema {
        place: format!("$defs/{}", definition.name),
        problem: "no hash tells the names of the properties apart".to_owned(),
    })?;
    let (constant, definition) = (constant(&definition.name), &definition.name);
    let (factor, shift) = (whole(factor), whole(shift));
    let table = table.into_iter().map(Literal::u8_unsuffixed);
    Ok(quote! {
        static #constant: Keys = Keys {
            definition: #definition,
            names: &[#(#names),*],
            factor: #factor,
            shift: #shift,
            table: &[#(#table),*],
        };
    })
}

fn start(name: &str) -> Option<u32> {
    name.as_bytes()
        .first_chunk()
        .map(|start| u32::from_le_bytes(*start))
}

/// Factor, shift and table of the smallest table in which different starts have different places.
fn table(starts: &[u32]) -> Option<(u32, u32, Vec<u8>)> {
    let different: BTreeSet<u32> = starts.iter().copied().collect();
    for bits in 1..=BITS {
        for factor in factors() {
            let place = |start: u32| start.wrapping_mul(factor) >> (32 - bits);
            if different
                .iter()
                .map(|start| place(*start))
                .collect::<BTreeSet<_>>()
                .len()
                == different.len()
            {
                let mut table = vec![0; 1 << bits];
                for (member, start) in starts.iter().enumerate().rev() {
                    table[place(*start) as usize] = u8::try_from(member).ok()?;
                }
                return Some((factor, 32 - bits, table));
            }
        }
    }
    None
}

/// Odd numbers in an order that is always the same.
fn factors() -> impl Iterator<Item = u32> {
    std::iter::successors(Some(0x9E37_79B1u32), |factor| {
        Some(factor.wrapping_mul(0x0019_660D).wrapping_add(2) | 1)
    })
    .take(2000)
}
