//! Every kind of mistake, with the message and the place that the user sees.

use std::process::Command;

/// The compiler whose wording `tests/ui/compiler/*.stderr` quotes.
const WORDED_BY: &str = "rustc 1.95.";

#[test]
fn mistakes_are_reported_at_their_place() {
    let cases = trybuild::TestCases::new();
    cases.compile_fail("tests/ui/*.rs");
}

/// These messages come from the compiler and quote `ogi-report`, so other compilers word them otherwise.
#[test]
fn what_only_the_compiler_can_find_is_shown_at_the_type_of_the_field() {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let version = Command::new(rustc)
        .arg("--version")
        .output()
        .expect("a compiler runs");
    let version = String::from_utf8_lossy(&version.stdout);
    if !version.starts_with(WORDED_BY) {
        println!("skipped: the expected messages are those of {WORDED_BY}x, this is {version}");
        return;
    }
    let cases = trybuild::TestCases::new();
    cases.compile_fail("tests/ui/compiler/*.rs");
}
