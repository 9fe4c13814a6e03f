//! Every kind of mistake, with the message and the place that the user sees.

#[test]
fn mistakes_are_reported_at_their_place() {
    let cases = trybuild::TestCases::new();
    cases.compile_fail("tests/ui/*.rs");
}

/// These messages come from the compiler and quote `ogi-report`, so their wording may change with either.
#[test]
fn what_only_the_compiler_can_find_is_shown_at_the_type_of_the_field() {
    let cases = trybuild::TestCases::new();
    cases.compile_fail("tests/ui/compiler/*.rs");
}
