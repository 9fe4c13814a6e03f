//! The fast way of reading accepts exactly the documents that the full way finds valid, however they are laid out.

use crate::damage::{Damage, Dice, PIECES, Style, by_recipe, canonical, enrich, write};
use crate::vectors::Vectors;
use ogi_conformance::{Checker, Others};
use ogi_report::{Outcome, Outcomes, Report, Scan};
use proptest::prelude::*;
use serde_json::{Value, json};

const BASES: [&str; 4] = [
    "2019-60",
    "2021-30",
    "2021-30-undivided",
    "report-hongze-2023",
];

fn compare(checker: &Checker, bytes: &[u8]) -> Result<(), TestCaseError> {
    let full = checker.check_fully(bytes, Others::default());
    let valid = full.is_schema_valid() == Some(true);
    let shown = || String::from_utf8_lossy(bytes).into_owned();
    let scan = Scan::read(bytes);
    prop_assert_eq!(scan.is_some(), valid, "{:?}: {}", &full.structure, shown());
    let clean = valid && full.with_outcome(Outcome::Failed).next().is_none();
    let found: Outcomes = full.findings.iter().collect();
    prop_assert_eq!(checker.quick(bytes), clean.then_some(found), "{}", shown());
    if let Some(scan) = scan {
        let linear: Outcomes = scan.report().reconcile().iter().collect();
        prop_assert_eq!(scan.outcomes(), linear, "{}", shown());
        let generic: Report =
            serde_json::from_slice(bytes).expect("the generic reader accepts the same");
        prop_assert_eq!(scan.report(), generic, "{}", shown());
    }
    Ok(())
}

#[test]
fn every_vector_is_accepted_or_refused_as_the_full_way_does() {
    let vectors = Vectors::read();
    let checker = Checker::default();
    let mut accepted = 0;
    for case in vectors.cases() {
        let bytes = vectors.bytes(case);
        compare(&checker, &bytes).unwrap_or_else(|error| panic!("{}: {error}", case["id"]));
        accepted += usize::from(Scan::read(&bytes).is_some());
        if bytes.len() > 100_000 {
            continue;
        }
        let pretty = serde_json::from_slice::<Value>(&bytes)
            .and_then(|value| serde_json::to_vec_pretty(&value));
        compare(&checker, &pretty.unwrap_or_default())
            .unwrap_or_else(|error| panic!("{}: {error}", case["id"]));
    }
    assert!(accepted > 200, "only {accepted} are accepted");
}

fn style() -> impl Strategy<Value = Style> {
    (
        any::<u64>(),
        any::<bool>(),
        any::<bool>(),
        prop::sample::select(vec![0, 0, 3, 100]),
    )
        .prop_map(|(seed, shuffle, space, escape)| Style {
            seed,
            shuffle,
            space,
            escape,
        })
}

fn damage() -> impl Strategy<Value = Damage> {
    let inserted = prop_oneof![
        prop::sample::select(PIECES).prop_map(|piece| piece.as_bytes().to_vec()),
        prop::collection::vec(any::<u8>(), 1..3),
    ];
    prop_oneof![
        any::<u8>().prop_map(Damage::Set),
        (b' '..b'~').prop_map(Damage::Set),
        (b'0'..=b'9').prop_map(Damage::Set),
        inserted.prop_map(Damage::Insert),
        (1usize..9).prop_map(Damage::Remove),
        Just(Damage::Cut),
        (1usize..200).prop_map(Damage::Repeat),
    ]
}

fn base(name: &str) -> Value {
    thread_local!(static VECTORS: Vectors = Vectors::read());
    let bytes = VECTORS.with(|vectors| vectors.document(&json!({ "base": name })));
    serde_json::from_slice(&bytes).expect("bases are JSON")
}

fn rich(name: &str) -> Value {
    let mut document = base(name);
    enrich(&mut document);
    document
}

thread_local!(static CHECKER: Checker = Checker::default());

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_layout_is_read(name in prop::sample::select(BASES.to_vec()), rich_one in any::<bool>(), style in style()) {
        let document = if rich_one { rich(name) } else { base(name) };
        let mut text = String::new();
        write(&document, style, &mut Dice(style.seed), &mut text);
        prop_assert!(Scan::read(text.as_bytes()).is_some(), "{}", text);
        CHECKER.with(|checker| compare(checker, text.as_bytes()))?;
    }

    #[test]
    fn damaged_documents_are_refused_exactly_when_they_are_not_valid(
        name in prop::sample::select(BASES.to_vec()),
        style in prop::option::of(style()),
        damages in prop::collection::vec((any::<usize>(), damage()), 1..3),
    ) {
        let document = rich(name);
        let mut bytes = match style {
            None => canonical(&document),
            Some(style) => {
                let mut text = String::new();
                write(&document, style, &mut Dice(style.seed), &mut text);
                text.into_bytes()
            }
        };
        for (place, damage) in &damages {
            damage.apply(&mut bytes, *place);
        }
        CHECKER.with(|checker| compare(checker, &bytes))?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn documents_made_by_recipe_are_judged_alike(recipe in prop::collection::vec(any::<u8>(), 0..24)) {
        let bases: Vec<_> = BASES.iter().map(|name| base(name)).collect();
        CHECKER.with(|checker| compare(checker, &by_recipe(&bases, &recipe)))?;
    }
}

#[test]
fn a_document_cut_off_anywhere_is_refused() {
    let whole = canonical(&rich("2021-30"));
    assert!(Scan::read(&whole).is_some());
    for end in 0..whole.len() {
        assert!(Scan::read(&whole[..end]).is_none(), "cut at {end}");
    }
}
