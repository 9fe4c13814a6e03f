//! Answers documents one a line, for `cargo xtask differential`, which compares all implementations of the standard.
//!
//! A line in is JSON: `document`, and where a report is given with it `previous` and `children`, each in hexadecimal. A
//! line out is what was found, in the words of the vectors. The argument is the way of checking: `fast` or `full`.

use std::io::{self, BufRead as _, Write as _};

use ogi_conformance::{Checker, Facts, Others};
use serde_json::Value;

#[path = "../tests/standard/expectation.rs"]
mod expectation;

fn main() -> io::Result<()> {
    let way = std::env::args().nth(1).unwrap_or_default();
    let is_fast = match way.as_str() {
        "fast" => true,
        "full" => false,
        other => return Err(mistake(&format!("no way of checking `{other}`"))),
    };
    let checker = Checker::default();
    let mut out = io::stdout().lock();
    for line in io::stdin().lock().lines() {
        let given: Value = serde_json::from_str(&line?)?;
        let found = answer(&checker, is_fast, &given)?;
        writeln!(out, "{found}")?;
        out.flush()?;
    }
    Ok(())
}

fn answer(checker: &Checker, is_fast: bool, given: &Value) -> io::Result<Value> {
    let previous = match given.get("previous") {
        Some(text) => facts(checker, text)?,
        None => None,
    };
    let mut children = Vec::new();
    for text in given["children"].as_array().into_iter().flatten() {
        children.extend(facts(checker, text)?);
    }
    let others = Others {
        previous: previous.as_ref(),
        children: (!children.is_empty()).then_some(children.as_slice()),
    };
    let document = bytes(&given["document"])?;
    let checked = if is_fast {
        checker.check(&document, others)
    } else {
        checker.check_fully(&document, others)
    };
    Ok(expectation::expectation(&checked, None))
}

fn facts(checker: &Checker, text: &Value) -> io::Result<Option<Facts<'static>>> {
    let not_well_formed = |_| mistake("a report that is given with a document is not well-formed");
    checker.facts(&bytes(text)?).map_err(not_well_formed)
}

fn bytes(text: &Value) -> io::Result<Vec<u8>> {
    let digits = text.as_str().unwrap_or_default().as_bytes();
    let byte = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
    let read: Option<Vec<u8>> = digits.chunks(2).map(byte).collect();
    read.ok_or_else(|| mistake("not hexadecimal"))
}

fn mistake(text: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, text)
}
