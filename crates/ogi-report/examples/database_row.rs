//! Database rows of one's own that the compiler keeps in step with the standard: `cargo run -p ogi-report --example database_row`.
//!
//! Rename a column, drop one, or make one too small, and this no longer compiles; the message names the printed label.
#![expect(clippy::print_stdout, reason = "an example shows its result")]

use ogi_report::{Conform, Defined, Language, Leaf, Leaves, Outcome, reconcile};

/// One row of table 三, as `select * from requests` gives it: who asked, and how often.
#[derive(Conform)]
#[conform("ApplicantCounts")]
struct RequestsRow {
    #[conform(skip)]
    agency: &'static str,
    #[conform(skip)]
    year: i32,
    #[conform(skip)]
    line: &'static str,
    natural_persons: Option<i64>,
    commercial_enterprises: Option<i64>,
    research_institutions: Option<i64>,
    public_interest_organizations: Option<i64>,
    legal_service_organizations: Option<i64>,
    other_organizations: Option<i64>,
    #[conform(rename = "total")]
    total_stated: Option<i64>,
}

/// One row of table 四: how the cases of one kind ended.
#[derive(Conform)]
#[conform("ReviewCounts")]
struct CasesRow {
    #[conform(skip)]
    agency: &'static str,
    #[conform(skip)]
    year: i32,
    #[conform(skip)]
    kind: &'static str,
    upheld: Option<i64>,
    corrected: Option<i64>,
    other_result: Option<i64>,
    pending: Option<i64>,
    total: Option<i64>,
}

fn main() {
    let requests = RequestsRow {
        agency: "某市公安局",
        year: 2023,
        line: "本年新收政府信息公开申请数量",
        natural_persons: Some(41),
        commercial_enterprises: Some(6),
        research_institutions: Some(0),
        public_interest_organizations: Some(0),
        legal_service_organizations: Some(3),
        other_organizations: Some(1),
        total_stated: Some(50),
    };
    println!(
        "{} {} · 三 · {}",
        requests.agency, requests.year, requests.line
    );
    show(&requests);

    let cases = CasesRow {
        agency: "某市公安局",
        year: 2023,
        kind: "行政复议",
        upheld: Some(4),
        corrected: Some(1),
        other_result: Some(0),
        pending: None,
        total: Some(7),
    };
    println!("{} {} · 四 · {}", cases.agency, cases.year, cases.kind);
    show(&cases);
}

/// Prints what a row states under the printed labels, and whether it adds up.
fn show<R: Conform>(row: &R) {
    let definition = <R::Definition as Defined>::DEFINITION;
    let mut values = Leaves::default();
    row.leaves(&mut values);
    for (field, value) in definition.fields.iter().zip(values.as_slice()) {
        let value = match value {
            Leaf::Number(number) => number.to_string(),
            _ => "not stated".to_owned(),
        };
        println!("    {value:>10}  {}", field.label(Language::Chinese));
    }
    for finding in reconcile(row) {
        let missing: Vec<_> = finding.missing().map(|(pointer, _)| pointer).collect();
        let argument = |name| finding.argument(name).unwrap_or_default();
        match finding.outcome {
            Outcome::Passed => println!("{}: adds up", finding.rule),
            Outcome::NotAssessed => println!(
                "{}: not assessed, for want of {}",
                finding.rule,
                missing.join(", ")
            ),
            Outcome::Failed => println!(
                "{}: the parts make {}, the total says {}, the difference is {}",
                finding.rule,
                argument("computed"),
                argument("stated"),
                argument("difference")
            ),
        }
    }
    println!();
}
