//! Lines of text with their numbers.

use evalkit_api::{Input, LoadError};
use std::io::BufRead;

/// The lines of an input, without what ends them, counted from 1. Nothing follows an error of the input itself.
pub(crate) struct NumberedLines {
    input: Input,
    read: u64,
    ended: bool,
}

impl NumberedLines {
    pub(crate) fn new(input: Input) -> Self {
        Self { input, read: 0, ended: false }
    }
}

impl Iterator for NumberedLines {
    type Item = Result<(u64, String), LoadError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let mut bytes = Vec::new();
        let line = self.read + 1;
        match self.input.read_until(b'\n', &mut bytes) {
            Ok(0) => {
                self.ended = true;
                return None;
            }
            Ok(_) => self.read = line,
            Err(source) => {
                self.ended = true;
                return Some(Err(LoadError::Read { line, source }));
            }
        }
        let text = String::from_utf8(bytes).map(|text| (line, without_marks(&text, line).to_owned()));
        Some(text.map_err(|_| LoadError::Malformed { line, problem: "this is not UTF-8".to_owned() }))
    }
}

/// Without the end of the line, and without the byte order mark of the first.
fn without_marks(text: &str, line: u64) -> &str {
    let text = text.strip_suffix('\n').map_or(text, |text| text.strip_suffix('\r').unwrap_or(text));
    if line == 1 { text.strip_prefix('\u{feff}').unwrap_or(text) } else { text }
}
