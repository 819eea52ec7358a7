//! What tells one build of a crate from another: for libraries that are loaded at run time, which must be of the same build.

mod compiler;
mod sources;

pub(crate) use compiler::compiler;

use crate::symbol::fingerprint;
use crate::tokens::cargo;
use std::collections::BTreeSet;
use std::path::Path;

/// Of the crate that is being compiled, with tabs between them: `package`, version, features, what stands for the settings and
/// dependencies that it is built with, and what stands for its sources.
pub(crate) fn facts(package: &str) -> Result<String, String> {
    let arguments: Vec<String> = std::env::args().collect();
    let sources = sources::fingerprint_of(Path::new(&cargo("CARGO_MANIFEST_DIR")))?;
    let [version, features, settings] = [cargo("CARGO_PKG_VERSION"), features(&arguments), settings(&arguments)];
    Ok([package, &version, &features, &settings, &sources].join("\t"))
}

/// Cargo gives the compiler a number for all that it knows of a build but the sources: package, version, features, profile, the
/// same of each dependency, target and compiler. The compiler makes the identities of types from it.
///
/// Nothing can be said where the compiler reads its arguments from a file; the types are compared all the same, when a library is
/// open.
fn settings(arguments: &[String]) -> String {
    let metadata: Vec<&str> = values(arguments, "-C").filter_map(|value| value.strip_prefix("metadata=")).collect();
    fingerprint(&metadata)
}

/// The features that are on, sorted.
fn features(arguments: &[String]) -> String {
    let named = |value: &str| Some(value.strip_prefix("feature=\"")?.strip_suffix('"')?.to_owned());
    let features: BTreeSet<String> = values(arguments, "--cfg").filter_map(named).collect();
    features.into_iter().collect::<Vec<_>>().join(",")
}

/// What follows `option`, apart or in the same word.
fn values<'a>(arguments: &'a [String], option: &'static str) -> impl Iterator<Item = &'a str> {
    let following = arguments.iter().skip(1).map(Some).chain([None]);
    arguments.iter().zip(following).filter_map(move |(argument, next)| match argument.strip_prefix(option)? {
        "" => next.map(String::as_str),
        value => Some(value.trim_start_matches('=')),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(line: &str) -> Vec<String> {
        line.split(' ').map(str::to_owned).collect()
    }

    #[test]
    fn features_are_sorted() {
        let line = words(r#"rustc --cfg feature="json" --cfg docsrs --cfg=feature="dynamic" -C metadata=1 --cfg"#);
        assert_eq!(features(&line), "dynamic,json");
        assert_eq!(features(&words("rustc src/lib.rs")), "");
    }

    #[test]
    fn cargo_s_number_is_seen_however_it_is_written() {
        let apart = settings(&words("rustc -C opt-level=3 -C metadata=eb0e -C extra-filename=-de1f"));
        assert_eq!(settings(&words("rustc -Cmetadata=eb0e")), apart);
        assert_ne!(settings(&words("rustc -C metadata=eb0f")), apart);
        assert_ne!(settings(&words("rustc -C opt-level=3")), apart);
    }
}
