//! Wrong uses and what the compiler says of them, one file for each in `tests/ui`.
//!
//! `TRYBUILD=overwrite cargo test -p registry-tests --test ui` writes the `.stderr` files anew; read them before they are
//! committed.

#[path = "support/compiler.rs"]
mod compiler;

#[test]
fn wrong_uses_are_explained() {
    let cases = trybuild::TestCases::new();
    // with a case that passes, all are built and not just checked, and only then are duplicates found
    cases.pass("ui/pass/*.rs");
    if !compiler::has_the_words_of_the_snapshots() {
        return;
    }
    cases.compile_fail("ui/*.rs");
    cases.compile_fail("ui/plugin/*.rs");
    // errors of `const` evaluation name the static that is evaluated, which stands in one of the backend's
    if !cfg!(feature = "linkme") {
        cases.compile_fail("ui/evaluated/*.rs");
    }
}
