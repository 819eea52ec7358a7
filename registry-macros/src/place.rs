//! Places in the sources, as texts that tell them apart.

use proc_macro2::Span;

/// A text for a span that no other span of its crate has, but for what one macro makes several times.
pub(crate) fn text(span: Span) -> String {
    let start = span.start();
    format!("{}:{}:{} {}", within_crate(&span.file()), start.line, start.column, bytes(span))
}

/// The bytes of a span in the sources of the crate, from its debug text: there is no other way to them, and before Rust 1.88
/// none to line and column. What comes before them, the macro call, is not the same in every folder.
fn bytes(span: Span) -> String {
    let text = format!("{span:?}");
    text.find("bytes(").map_or_else(String::new, |start| text[start..].to_owned())
}

/// The last two parts of a path, which do not depend on where the crate lies.
fn within_crate(file: &str) -> String {
    let mut parts: Vec<&str> = file.rsplit(['/', '\\']).take(2).collect();
    parts.reverse();
    parts.join("/")
}
