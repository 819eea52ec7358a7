//! What the book says that evalkit prints.

use crate::run::evalkit;

const BOOK: &str = include_str!("../../../../../docs/inspection.md");

/// What stands below the prompt in the block of the book that begins with this command.
fn block(command: &str) -> &'static str {
    let begin = format!("```console\n$ {command}\n");
    let (_, rest) = BOOK.split_once(&begin).unwrap_or_else(|| panic!("docs/inspection.md has no block {command:?}"));
    rest.split_once("```\n").unwrap_or_else(|| panic!("the block {command:?} in docs/inspection.md does not end")).0
}

#[test]
fn a_component_is_shown_as_in_the_book() {
    let output = evalkit(&["registry", "show", "f1"]);
    let printed = String::from_utf8(output.stdout).unwrap();
    assert_eq!(block("evalkit registry show f1"), printed, "docs/inspection.md must have what is printed now");
}
