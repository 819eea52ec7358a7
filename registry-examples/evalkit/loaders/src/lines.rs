//! `lines`

use crate::numbered_lines::NumberedLines;
use evalkit_api::{DATA_LOADERS, DataLoader, Input, Row, Rows};
use registry_core::register;
use std::sync::Arc;

/// Plain text: each line is a row with the one column `text`.
#[register(kind = "data_loaders", name = "lines", stable, meta(extensions = &["txt"]))]
#[derive(Clone, Copy, Debug, Default)]
pub struct Lines;

impl DataLoader for Lines {
    fn rows(&self, input: Input) -> Rows {
        let column: Arc<str> = "text".into();
        Box::new(NumberedLines::new(input).map(move |line| {
            let (line, text) = line?;
            Ok(Row::new(line, [(Arc::clone(&column), text)]))
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{check_broken, message, shown};

    #[test]
    fn every_line_is_a_row() {
        assert_eq!(shown(&Lines, "\u{feff}a b\r\n\nc\rd"), ["1: text=a b", "2: text=", "3: text=c\rd"]);
        assert!(shown(&Lines, "").is_empty());
    }

    #[test]
    fn errors_have_the_line() {
        assert_eq!(message(&Lines, b"a\n\xff\n"), "line 2: this is not UTF-8");
        check_broken(&Lines, "a\nb\n");
    }
}
