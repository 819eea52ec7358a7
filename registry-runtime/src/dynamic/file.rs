//! Reading the description out of a file that is not opened as a library.

use super::describe::{Description, SECTIONS};
use super::error::Reason;
use object::read::{File, FileKind, ReadCache};
use object::{Object as _, ObjectSection as _};
use std::fs;
use std::path::Path;

/// What the library at `path` says about itself.
pub(super) fn described(path: &Path) -> Result<Description, Reason> {
    let sort = fs::metadata(path).map_err(Reason::Unreadable)?.file_type();
    if sort.is_dir() {
        return Err(Reason::Folder);
    }
    // who opens a pipe waits for a writer
    if !sort.is_file() {
        return Err(Reason::NotALibrary);
    }
    let data = ReadCache::new(fs::File::open(path).map_err(Reason::Unreadable)?);
    let kind = FileKind::parse(&data).map_err(|_| Reason::NotALibrary)?;
    if !is_program_or_library(kind) {
        return Err(Reason::NotALibrary);
    }
    let damaged = |error: object::Error| Reason::Damaged(error.to_string());
    let library = File::parse(&data).map_err(damaged)?;
    let mut text = Vec::new();
    for section in library.sections() {
        if section.name().is_ok_and(|name| SECTIONS.contains(&name)) {
            text.extend_from_slice(section.data().map_err(damaged)?);
        }
    }
    Description::read(&text).map_err(Reason::Damaged)
}

/// Archives and the like are others.
fn is_program_or_library(kind: FileKind) -> bool {
    use FileKind::{Elf32, Elf64, MachO32, MachO64, Pe32, Pe64};
    matches!(kind, Elf32 | Elf64 | MachO32 | MachO64 | Pe32 | Pe64)
}
