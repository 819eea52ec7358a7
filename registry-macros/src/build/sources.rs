//! What the sources of a crate are.

use crate::symbol::fingerprint;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::{fs, io};

/// 64 bits of all `.rs` files below `src` of `package`, but those of programs: `src/main.rs` and `src/bin`. Files elsewhere, and
/// what a build script writes, are not seen.
pub(super) fn fingerprint_of(package: &Path) -> Result<String, String> {
    let folder = package.join("src");
    let mut files = Vec::new();
    collect(&folder, &mut files)
        .map_err(|error| format!("the sources in {} cannot be read: {error}", folder.display()))?;
    files.retain(|file| {
        let place = file.strip_prefix(&folder).unwrap_or(file);
        place != Path::new("main.rs") && !place.starts_with("bin")
    });
    files.sort();
    let mut parts = Vec::new();
    for file in &files {
        let text = fs::read(file).map_err(|error| format!("{} cannot be read: {error}", file.display()))?;
        let place = file.strip_prefix(&folder).unwrap_or(file).to_string_lossy().replace('\\', "/");
        parts.extend([place, String::from_utf8_lossy(&text).into_owned()]);
    }
    Ok(fingerprint(&parts.iter().map(String::as_str).collect::<Vec<_>>()))
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        entries => entries?,
    };
    for entry in entries {
        let entry = entry?;
        let path = entry.path();
        if entry.file_type()?.is_dir() {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_change_of_a_library_s_sources_is_seen() {
        let package = tempfile::tempdir().unwrap();
        let write = |file: &str, text: &str| {
            let path = package.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
            fingerprint_of(package.path()).unwrap()
        };
        let first = write("src/lib.rs", "mod part;");
        let with_part = write("src/part/mod.rs", "fn f() {}");
        assert_ne!(with_part, first);
        assert_ne!(write("src/part/mod.rs", "fn f() { }"), with_part);
        assert_eq!(write("src/part/mod.rs", "fn f() {}"), with_part);
        fs::rename(package.path().join("src/part/mod.rs"), package.path().join("src/part.rs")).unwrap();
        assert_ne!(fingerprint_of(package.path()).unwrap(), with_part);
    }

    #[test]
    fn programs_and_other_files_are_not_sources_of_a_library() {
        let package = tempfile::tempdir().unwrap();
        let nothing = fingerprint_of(package.path()).unwrap();
        for file in ["src/main.rs", "src/bin/other.rs", "src/notes.txt", "tests/test.rs"] {
            let path = package.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "text").unwrap();
            assert_eq!(fingerprint_of(package.path()).unwrap(), nothing, "{file}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_an_error() {
        let package = tempfile::tempdir().unwrap();
        fs::write(package.path().join("src"), "no folder").unwrap();
        let error = fingerprint_of(package.path()).unwrap_err();
        assert!(error.starts_with("the sources in ") && error.contains("cannot be read: "), "{error}");
    }
}
