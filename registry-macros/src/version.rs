//! Versions that `registry-core` compares: numbers with dots between them.

use syn::{Error, LitStr, Result};

/// Refuses what is no version to compare with.
pub(crate) fn check(literal: &LitStr) -> Result<()> {
    let version = literal.value();
    if version.split('.').all(is_number) {
        return Ok(());
    }
    let fault =
        format!("{version:?} is not a version to compare with: write numbers with dots between them, as \"2.0\"");
    Err(Error::new(literal.span(), fault))
}

fn is_number(part: &str) -> bool {
    part.bytes().all(|byte| byte.is_ascii_digit()) && part.parse::<u64>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proc_macro2::Span;

    fn is_right(version: &str) -> bool {
        check(&LitStr::new(version, Span::call_site())).is_ok()
    }

    #[test]
    fn numbers_with_dots_are_versions() {
        assert!(["2", "2.0", "0.10.3", "1.2.3.4"].into_iter().all(is_right));
    }

    #[test]
    fn nothing_else_is() {
        let wrong = ["", ".", "2.", ".2", "v2", "2.x", "+2", "-1", "2.0-rc.1", "2.0.0+1", "2 ", "99999999999999999999"];
        for version in wrong {
            assert!(!is_right(version), "{version}");
        }
    }
}
