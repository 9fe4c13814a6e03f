//! The view `reconciliation` on a real PostgreSQL finds what the vectors expect, and the loader refuses what it must.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::PathBuf;

use ogi_schema::{Check, standard};
use serde_json::{Value, json};

use crate::cases::{Case, Folder};
use crate::server::Server;

/// Room for a case, the report before it and its parts among the numbers of reports.
const STEP: usize = 100;
/// Number of the first faulty document.
const FAULTY: usize = 1_000_000;
/// Keywords whose violation the loader sees, outside of lists.
const SEEN: [&str; 5] = [
    "required",
    "additionalProperties",
    "type",
    "minimum",
    "maximum",
];

/// Valid documents given with a faulty one, which cannot be loaded.
const BESIDE_FAULTY: [&str; 4] = [
    "carry-over-continues-prior-broken",
    "in-force-continues-other-edition-extra",
    "prior-report-comparable-nameless-prior",
    "prior-year-adjacent-broken",
];

/// Well-formed documents that jsonb cannot hold: a text with U+0000, or an exponent that `numeric` does not know.
const NO_JSONB: [&str; 6] = [
    "lexeme-tiny",
    "lexeme-zero-exponent",
    "number-tinier",
    "number-zero-exponent",
    "number-zero-small-exponent",
    "syntax-all-escapes",
];

struct Database {
    server: Server,
    folder: Folder,
}

impl Database {
    fn install() -> Option<Self> {
        let server = Server::start()?;
        let base = &standard().manifest.base;
        let artifacts = ogi_codegen::sql::artifacts(standard(), base).expect("the tables");
        let database = Self {
            server,
            folder: Folder::new("sql").with(&artifacts),
        };
        database.run("\\i install.psql");
        Some(database)
    }

    fn sql(&self) -> PathBuf {
        self.folder
            .0
            .join("sql")
            .join(&standard().manifest.schema_version)
    }

    fn run(&self, script: &str) -> String {
        self.server.run(&self.sql(), script)
    }

    fn lines(&self, query: &str) -> Vec<Value> {
        let lines = self.run(query);
        lines
            .lines()
            .map(|line| serde_json::from_str(line).expect("a line of JSON"))
            .collect()
    }

    /// Puts documents beside each other, none of them loaded yet.
    fn put(&self, documents: &[(usize, &str)]) {
        let mut script = "copy report_document from stdin;\n".to_owned();
        for (id, document) in documents {
            let escaped = document
                .replace('\\', "\\\\")
                .replace('\n', "\\n")
                .replace('\r', "\\r")
                .replace('\t', "\\t");
            let _ = writeln!(script, "{id}\t{escaped}");
        }
        self.run(&(script + "\\.\n"));
    }

    fn load(&self, cases: &[Case]) {
        let mut documents = Vec::new();
        let mut links = String::new();
        for (case, id) in cases.iter().zip((STEP..).step_by(STEP)) {
            documents.push((id, case.document.as_str()));
            if let Some(previous) = &case.previous {
                documents.push((id + 1, previous));
                let _ = writeln!(
                    links,
                    "update report set previous_id = {} where report_id = {id};",
                    id + 1
                );
            }
            for (part, child) in (id + 2..).zip(&case.children) {
                documents.push((part, child));
                let _ = writeln!(links, "insert into report_part values ({id}, {part});");
            }
        }
        self.put(&documents);
        let loaded = self.run("select load_reports();");
        assert_eq!(loaded.trim(), documents.len().to_string());
        self.run(&(links + "analyze;"));
    }

    /// What did not pass, by report.
    fn findings(&self) -> BTreeMap<usize, Vec<Value>> {
        let rows = self.lines(
            "select json_build_object('id', report_id, 'outcome', outcome, 'lacks', lacks, 'rule', rule_id, \
             'at', at_pointer, 'computed', trim_scale(computed)::text, 'stated', trim_scale(stated)::text, \
             'difference', trim_scale(difference)::text, 'missing', refs) \
             from reconciliation left join (select report_id, equation_no, json_agg(distinct \
             case doc when 'self' then '' else doc || '#' end || pointer) as refs \
             from operand where operand_value is null group by report_id, equation_no) m \
             using (report_id, equation_no) where outcome <> 'passed';",
        );
        let mut by_report: BTreeMap<usize, Vec<Value>> = BTreeMap::new();
        for row in rows {
            let id = row["id"]
                .as_u64()
                .and_then(|id| usize::try_from(id).ok())
                .expect("a number");
            by_report.entry(id).or_default().push(row);
        }
        by_report
    }

    fn verdicts(&self) -> BTreeMap<u64, Value> {
        let rows = self.lines(
            "select json_build_object('id', report_id, 'reconciled', reconciled, 'assessed', \
             json_build_array(assessed, equations)) from verdict;",
        );
        rows.into_iter()
            .map(|row| (row["id"].as_u64().expect("a number"), row))
            .collect()
    }
}

/// Cases all of whose documents are valid, and the ids of the others.
fn with_valid_others(cases: Vec<Case>) -> (Vec<Case>, Vec<String>) {
    let schema = serde_json::from_str(ogi_schema::file("report.schema.json").expect("the schema"))
        .expect("JSON");
    let validator = jsonschema::options()
        .should_validate_formats(true)
        .build(&schema)
        .expect("a schema");
    let valid = |text: &String| validator.is_valid(&serde_json::from_str(text).expect("JSON"));
    let (kept, left): (Vec<_>, Vec<_>) = cases
        .into_iter()
        .partition(|case| case.previous.iter().chain(&case.children).all(valid));
    (kept, left.into_iter().map(|case| case.id).collect())
}

fn linear() -> BTreeSet<String> {
    let rules = standard()
        .rules
        .iter()
        .filter(|rule| matches!(rule.check, Check::Linear(_)));
    rules.map(|rule| rule.id.clone()).collect()
}

/// Findings of the view in the words of the vectors: those that failed, and those not assessed.
fn in_words(rows: &[Value], about: Option<&str>) -> (BTreeSet<String>, BTreeSet<String>) {
    let (failed, open): (Vec<_>, Vec<_>) = rows.iter().partition(|row| row["outcome"] == "failed");
    let failed = failed.into_iter().map(|row| {
        let args = json!({"computed": row["computed"], "stated": row["stated"], "difference": row["difference"]});
        json!({"rule": row["rule"], "at": row["at"], "args": args}).to_string()
    });
    let listed = open
        .into_iter()
        .filter(|row| row["lacks"].is_null() || row["rule"].as_str() == about);
    let open = listed.map(|row| {
        let missing = row["lacks"]
            .as_str()
            .map_or_else(|| row["missing"].clone(), |doc| json!([format!("{doc}#")]));
        json!({"rule": row["rule"], "at": row["at"], "missing": missing}).to_string()
    });
    (failed.collect(), open.collect())
}

/// What the view and the vectors disagree on.
fn disagreement(
    case: &Case,
    rows: &[Value],
    verdict: &Value,
    linear: &BTreeSet<String>,
) -> Option<String> {
    let found = in_words(rows, case.about.as_deref());
    let expected = (
        case.findings("failed", linear),
        case.findings("not_assessed", linear),
    );
    let assessed = case
        .expect
        .get("assessed")
        .is_none_or(|assessed| *assessed == verdict["assessed"]);
    if found != expected || case.expect["reconciled"] != verdict["reconciled"] || !assessed {
        return Some(format!(
            "{}\n  expected {expected:?}\n  found {found:?}\n  verdict {verdict}",
            case.id
        ));
    }
    None
}

#[test]
fn the_view_finds_what_the_vectors_expect() {
    let Some(database) = Database::install() else {
        return;
    };
    let mut cases = Case::all();
    cases.retain(|case| !NO_JSONB.contains(&case.id.as_str()));
    let (valid, faulty): (Vec<_>, Vec<_>) = cases.into_iter().partition(Case::is_valid);
    let (valid, beside_faulty) = with_valid_others(valid);
    assert_eq!(beside_faulty, BESIDE_FAULTY);
    database.load(&valid);
    let (findings, verdicts, linear) = (database.findings(), database.verdicts(), linear());
    let mut wrong = Vec::new();
    for (case, id) in valid.iter().zip((STEP..).step_by(STEP)) {
        let rows = findings.get(&id).map_or(&[][..], Vec::as_slice);
        wrong.extend(disagreement(case, rows, &verdicts[&(id as u64)], &linear));
    }
    eprintln!(
        "{} passed, {} failed",
        valid.len() - wrong.len(),
        wrong.len()
    );
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(
        valid.len() > 200,
        "{} cases are too few to mean anything",
        valid.len()
    );
    only_linear_rules(&database, &linear);
    faulty_documents(&database, &faulty);
}

/// The rules that the view does not cover are exactly those that are not linear, and the table says so.
fn only_linear_rules(database: &Database, linear: &BTreeSet<String>) {
    let listed = |query: &str| -> BTreeSet<String> {
        database.run(query).lines().map(str::to_owned).collect()
    };
    let covered = listed("select distinct rule_id from reconciliation;");
    assert_eq!(&covered, linear);
    let others = listed("select rule_id from rule_def where checked_by <> 'linear';");
    let all: BTreeSet<_> = standard()
        .rules
        .iter()
        .map(|rule| rule.id.clone())
        .collect();
    assert_eq!(others, all.difference(linear).cloned().collect());
    eprintln!(
        "not covered by the view: {}",
        others.into_iter().collect::<Vec<_>>().join(", ")
    );
}

/// The loader refuses every document that lacks a member, has one too many, or a value of the wrong type or size.
fn faulty_documents(database: &Database, faulty: &[Case]) {
    let documents: Vec<_> = faulty
        .iter()
        .enumerate()
        .map(|(index, case)| (FAULTY + index, case.document.as_str()))
        .collect();
    database.put(&documents);
    let refused =
        database.run("select distinct report_id from document_fault where report_id >= 1000000;");
    let refused: BTreeSet<usize> = refused
        .lines()
        .map(|line| line.parse().expect("a number"))
        .collect();
    for (case, (id, _)) in faulty.iter().zip(&documents) {
        let seen = case.faults().any(|(at, keyword)| {
            let in_a_list = at.starts_with("/cell_notes/") || at.starts_with("/extensions/");
            at == "/edition" || SEEN.contains(&keyword) && !in_a_list
        });
        assert_eq!(
            refused.contains(id),
            seen,
            "{}: {:?}",
            case.id,
            case.faults().collect::<Vec<_>>()
        );
    }
    let unseen = faulty.len() - refused.len();
    eprintln!(
        "{} faulty documents refused by the loader, {unseen} are left to the schema",
        refused.len()
    );
    let output = database
        .server
        .try_run(&database.sql(), "select load_reports();");
    let message = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        !output.status.success() && message.contains("ogi check"),
        "{message}"
    );
    assert_eq!(
        database
            .run("select count(*) from report where report_id >= 1000000;")
            .trim(),
        "0"
    );
}
