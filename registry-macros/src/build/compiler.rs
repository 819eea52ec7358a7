//! Which compiler runs this macro.

use std::process::{Command, Stdio};

/// Its version and what it compiles for, with a tab between them. A macro runs inside of the compiler, so the program that runs is
/// the one to ask.
pub(crate) fn compiler() -> Result<String, String> {
    let program = std::env::current_exe().map_err(|error| format!("the compiler cannot be found: {error}"))?;
    let output = Command::new(&program).arg("-vV").stdin(Stdio::null()).output();
    let output = output.map_err(|error| format!("{} cannot be asked for its version: {error}", program.display()))?;
    let said = String::from_utf8_lossy(&output.stdout);
    let version = version(&said).ok_or_else(|| format!("`{} -vV` says no version: {said:?}", program.display()))?;
    let arguments: Vec<String> = std::env::args().collect();
    let target = super::values(&arguments, "--target").last().map(str::to_owned).or_else(|| host(&said));
    Ok(format!("{version}\t{}", target.unwrap_or_default()))
}

/// What follows the name of the program in the first line.
fn version(said: &str) -> Option<&str> {
    let (_, version) = said.lines().next()?.split_once(' ')?;
    version.starts_with(|first: char| first.is_ascii_digit()).then_some(version)
}

fn host(said: &str) -> Option<String> {
    said.lines().find_map(|line| line.strip_prefix("host: ")).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAID: &str = "rustc 1.95.0 (59807616e 2026-04-14)\nbinary: rustc\nhost: x86_64-unknown-linux-gnu\n";

    #[test]
    fn the_version_is_that_of_any_of_the_compiler_s_programs() {
        assert_eq!(version(SAID), Some("1.95.0 (59807616e 2026-04-14)"));
        assert_eq!(version("rustdoc 1.95.0\n"), Some("1.95.0"));
        assert_eq!(host(SAID).as_deref(), Some("x86_64-unknown-linux-gnu"));
    }

    #[test]
    fn another_program_has_none() {
        for said in ["", "usage", "usage: program [options]"] {
            assert_eq!(version(said), None);
        }
    }
}
