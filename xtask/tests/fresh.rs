//! What is committed is what `schema/` makes: no generated file is stale, missing or claimed by nobody.

use xtask::generate::generate;
use xtask::tree::Mode;

#[test]
fn generated_files_are_fresh() {
    if let Err(error) = generate(&xtask::root(), Mode::Check) {
        panic!("{error:#}");
    }
}

#[test]
fn the_workspace_breaks_no_law() {
    let complaints = xtask::lint::lint(&xtask::root()).expect("the workspace can be read");
    let lines: Vec<_> = complaints.iter().map(ToString::to_string).collect();
    assert!(lines.is_empty(), "{}", lines.join("\n"));
}
