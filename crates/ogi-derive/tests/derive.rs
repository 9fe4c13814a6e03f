//! What derived types do: their single values in form order, whatever they call and however they hold them.

#[path = "expansion/generic.rs"]
mod generic;
#[path = "expansion/report.rs"]
mod report;
#[path = "expansion/row.rs"]
mod row;
#[path = "expansion/words.rs"]
mod words;

use ogi_report::conform::Vocabulary;
use ogi_report::{
    Agency, Conform, Count, Defined, Leaf, Leaves, OtherMatters, Outcome, ProactiveDisclosure2021,
    Requests2021, ReviewAndLitigation, definitions, reconcile,
};

fn leaves<T: Conform>(value: &T) -> Vec<Leaf<'_>> {
    let mut leaves = Leaves::default();
    value.leaves(&mut leaves);
    assert_eq!(
        leaves.as_slice().len(),
        <T::Definition as Defined>::DEFINITION.leaves.len()
    );
    leaves.as_slice().to_vec()
}

fn report() -> report::Report<'static> {
    report::Report {
        schema_version: "0.1",
        year: 2024,
        agency: Box::new(Agency::new("鞍山市公安局".parse().expect("a name"))),
        scope: None,
        period: None,
        published_on: None,
        preamble: Some("依据".into()),
        overview: Box::leak(Box::default()),
        proactive_disclosure: ProactiveDisclosure2021::default(),
        requests: Requests2021::default(),
        review_and_litigation: ReviewAndLitigation::default(),
        problems_and_improvements: String::new(),
        other_matters: OtherMatters::default(),
        cell_notes: None,
    }
}

fn number(value: u64) -> Leaf<'static> {
    Leaf::Number(value.into())
}

fn case_row() -> row::CaseRow {
    row::CaseRow {
        id: 7,
        total: Some(10),
        upheld: Some(4),
        corrected: Count::try_from(3).ok(),
        r#else: Some(2),
        note: "not a value of the standard".to_owned(),
        open: Some(1),
    }
}

#[test]
fn values_come_in_form_order() {
    let row = case_row();
    assert_eq!(
        (row.id, row.note.as_str()),
        (7, "not a value of the standard")
    );
    assert_eq!(leaves(&row), [4, 3, 2, 1, 10].map(number));
}

#[test]
fn a_row_reconciles_by_itself() {
    let mut row = case_row();
    assert!(
        reconcile(&row)
            .iter()
            .all(|finding| finding.outcome == Outcome::Passed)
    );
    row.total = Some(11);
    assert!(
        reconcile(&row)
            .iter()
            .any(|finding| finding.outcome == Outcome::Failed)
    );
    row.open = None;
    assert!(
        reconcile(&row)
            .iter()
            .all(|finding| finding.outcome == Outcome::NotAssessed)
    );
}

#[test]
fn what_is_omitted_is_absent_and_the_edition_is_known() {
    let report = report();
    let leaves = leaves(&report);
    let definition = definitions::Report2021::DEFINITION;
    let at = |pointer: &str| leaves[definition.leaf(pointer).expect(pointer)];
    assert_eq!(at("/edition"), Leaf::Text("2021-30"));
    assert_eq!(at("/year"), number(2024));
    assert_eq!(at("/source/url"), Leaf::Absent);
    assert_eq!(at("/blank_cells"), Leaf::Absent);
    assert_eq!(at("/preamble"), Leaf::Text("依据"));
    assert_eq!(at("/requests/outcomes/total/total"), Leaf::Blank);
    assert_eq!(at("/other_matters/text"), Leaf::Text(""));
}

#[test]
fn what_is_left_out_is_absent() {
    let fee: generic::Fee<u64> = generic::Fee {
        notices_issued: Some(3),
        amount_noticed_yuan: Some("12.50".to_owned()),
        amount_collected_yuan: None,
        cases: Some(0),
    };
    let exact = "12.5".parse().expect("a decimal");
    let mut expect = vec![
        Leaf::Text("无"),
        number(3),
        Leaf::Number(exact),
        Leaf::Blank,
        number(0),
    ];
    let with = generic::Matters {
        text: "无",
        information_processing_fee: Some(&fee),
    };
    assert_eq!(leaves(&with), expect);
    let without = generic::Matters::<generic::Fee<u64>> {
        text: "无",
        information_processing_fee: None,
    };
    expect[1..].fill(Leaf::Absent);
    assert_eq!(leaves(&without), expect);
}

#[test]
fn a_text_that_is_no_amount_is_invalid() {
    let fee: generic::Fee<u64> = generic::Fee {
        notices_issued: None,
        amount_noticed_yuan: Some("十二元".to_owned()),
        amount_collected_yuan: None,
        cases: None,
    };
    assert_eq!(leaves(&fee)[1], Leaf::Invalid);
}

#[test]
fn words_are_those_of_the_standard() {
    use words::Reason::{
        Cut, Dash, Empty, Illegible, NotPrinted, NotText, Slash, Struck, Text, Unit,
    };
    let words = [
        Empty, Slash, Dash, Text, NotPrinted, Illegible, NotText, Struck, Cut, Unit,
    ]
    .map(|reason| reason.word());
    assert_eq!(
        words,
        [
            "blank",
            "slash",
            "dash",
            "text",
            "not_printed",
            "illegible",
            "not_text",
            "struck",
            "cut",
            "unit"
        ]
    );
}
