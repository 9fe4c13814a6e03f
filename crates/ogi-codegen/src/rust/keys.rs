//! The names of an object's members, with a hash of their first four bytes that tells them apart.

use std::collections::BTreeSet;

use ogi_schema::Definition;
use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::scan::{constant, whole};
use crate::CodegenError;

/// Bits of the longest table that is tried: 256 entries, four lines of the processor's cache.
const BITS: u32 = 8;

/// Factors that are tried for each length. The names of the standard need a few dozen.
const TRIES: usize = 2000;

/// A hash of the first four bytes of a name: `start * factor >> shift` is the index into `table`.
struct NameHash {
    factor: u32,
    shift: u32,
    /// The member that each index stands for.
    table: Vec<u8>,
}

/// `static PERIOD: Keys = Keys { definition: "Period", names: &["start\":", "end\":"], factor: …, shift: …, table: &[…] };`
pub(super) fn render(definition: &Definition) -> Result<TokenStream, CodegenError> {
    let mut names = Vec::new();
    let mut starts = Vec::new();
    for property in definition.properties() {
        let name = format!("{}\":", property.name);
        let Some(start) = name.as_bytes().first_chunk() else {
            let problem =
                "a name needs two letters, so that it has four bytes with its quote and colon";
            return Err(CodegenError::at_property(definition, property, problem));
        };
        starts.push(u32::from_le_bytes(*start));
        names.push(name);
    }
    let Some(NameHash {
        factor,
        shift,
        table,
    }) = hash(&starts)
    else {
        let problem = "no hash tells the names of the properties apart";
        return Err(CodegenError::at_definition(definition, problem));
    };
    let (constant, definition) = (constant(&definition.name), &definition.name);
    let (factor, shift) = (whole(factor)?, whole(shift)?);
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

/// The smallest table in which different starts have different indices. Names with the same start share an index: the
/// reader tries the members from the first on.
fn hash(starts: &[u32]) -> Option<NameHash> {
    let different: BTreeSet<u32> = starts.iter().copied().collect();
    for bits in 1..=BITS {
        let shift = 32 - bits;
        for factor in factors() {
            let indices: BTreeSet<u32> = different
                .iter()
                .map(|start| start.wrapping_mul(factor) >> shift)
                .collect();
            if indices.len() < different.len() {
                continue;
            }
            let mut table = vec![0; 1 << bits];
            let mut filled = BTreeSet::new();
            for (member, start) in (0u8..).zip(starts) {
                let index = start.wrapping_mul(factor) >> shift;
                if filled.insert(index) {
                    table[index as usize] = member;
                }
            }
            return Some(NameHash {
                factor,
                shift,
                table,
            });
        }
    }
    None
}

/// Odd numbers in an order that is the same on every run.
fn factors() -> impl Iterator<Item = u32> {
    let first = 0x9E37_79B1u32;
    let next = |factor: &u32| Some(factor.wrapping_mul(0x0019_660D).wrapping_add(2) | 1);
    std::iter::successors(Some(first), next).take(TRIES)
}
