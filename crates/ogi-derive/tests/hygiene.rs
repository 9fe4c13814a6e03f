//! The expansion names nothing that its surroundings may lack: no prelude, and `ogi_report` is called otherwise.

#![no_implicit_prelude]

extern crate ogi_report as annual_report;
// From here on `::ogi_report` is another crate, so that an expansion which still names it does not compile.
extern crate core as ogi_report;

use ::annual_report::Conform;

/// Names that an expansion might take for those of the standard library.
#[expect(dead_code, reason = "they are here to be in the way")]
mod in_the_way {
    pub(super) struct Some;
    pub(super) struct Leaves;
    pub(super) trait AnyRange {
        const HELD: () = ();
    }
}
#[expect(unused_imports, reason = "they are here to be in the way")]
use in_the_way::*;

type Cell = ::core::option::Option<u64>;

#[derive(Conform)]
#[conform("DocumentCounts2021", crate = ::annual_report)]
struct Documents<'a, 'leaf, N> {
    issued: ::core::option::Option<N>,
    repealed: ::core::option::Option<&'a Number<'leaf>>,
    in_force: Cell,
}

struct Number<'leaf>(&'leaf u64);

impl ::annual_report::conform::HoldsInteger for &Number<'_> {
    const MIN: i128 = 0;
    const MAX: i128 = u64::MAX as i128;
    fn exact(&self) -> ::annual_report::Exact {
        ::core::convert::From::from(*self.0)
    }
}

#[derive(Conform)]
#[conform("BlankCells", rename_all = "lowercase")]
#[conform(crate = annual_report)]
enum Blank {
    Unknown,
    Zero,
}

macro_rules! agency {
    ($name:ident, $($field:ident: $ty:ty),+) => {
        #[derive(Conform)]
        #[conform("Agency", crate = annual_report)]
        struct $name {
            $($field: $ty,)+
            uscc: ::core::option::Option<&'static str>,
        }
    };
}
agency!(Body, name: &'static str, division_code: ::core::option::Option<&'static str>, kind: ::core::option::Option<&'static str>);

#[::core::prelude::v1::test]
fn expansions_stand_on_their_own() {
    let mut leaves = <::annual_report::Leaves as ::core::default::Default>::default();
    let documents = Documents {
        issued: Cell::None.or(::core::option::Option::Some(1)),
        repealed: ::core::option::Option::None,
        in_force: Cell::None,
    };
    documents.leaves(&mut leaves);
    ::core::assert_eq!(leaves.as_slice().len(), 3);
    let words = [Blank::Unknown, Blank::Zero]
        .each_ref()
        .map(::annual_report::conform::Vocabulary::word);
    ::core::assert_eq!(words, ["unknown", "zero"]);
    let body = Body {
        name: "",
        division_code: ::core::option::Option::None,
        kind: ::core::option::Option::None,
        uscc: ::core::option::Option::None,
    };
    body.leaves(&mut leaves);
    ::core::assert_eq!(leaves.as_slice().len(), 7);
}
