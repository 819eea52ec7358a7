//! The sizes of a program's file and of its sections.

use object::{Object, ObjectSection};
use std::collections::BTreeMap;
use std::error::Error;

/// Bytes, or bytes of one registration.
pub(super) struct Sizes {
    pub(super) file: f64,
    /// By name, those that take room in the file.
    pub(super) sections: BTreeMap<String, f64>,
}

impl Sizes {
    /// Of a program.
    #[allow(clippy::cast_precision_loss, reason = "programs are smaller than that")]
    pub(super) fn of(program: &[u8]) -> Result<Self, Box<dyn Error>> {
        let mut sections = BTreeMap::new();
        for section in object::File::parse(program)?.sections() {
            let bytes = section.file_range().map_or(0, |(_, size)| size);
            *sections.entry(section.name()?.to_owned()).or_default() += bytes as f64;
        }
        Ok(Self { file: program.len() as f64, sections })
    }

    pub(super) fn section(&self, name: &str) -> f64 {
        self.sections.get(name).copied().unwrap_or_default()
    }

    /// All sections together: the file without what its format adds to align them.
    pub(super) fn in_sections(&self) -> f64 {
        self.sections.values().sum()
    }

    pub(super) fn minus(&self, less: &Self) -> Self {
        let section = |(name, size): (&String, &f64)| (name.clone(), size - less.section(name));
        Self { file: self.file - less.file, sections: self.sections.iter().map(section).collect() }
    }

    pub(super) fn divided_by(mut self, number: f64) -> Self {
        self.file /= number;
        self.sections.values_mut().for_each(|size| *size /= number);
        self
    }
}
