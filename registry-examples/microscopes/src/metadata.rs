//! The kind `metadata_handlers`, beside the microscopes, and the same by maker.

use crate::handler::MICROSCOPES;
use registry_core::{Index, Registry, registry};

/// What reads the settings of a microscope, under the name of the microscope.
#[registry(secondary_of = "microscopes")]
pub(crate) static METADATA_HANDLERS: Registry<dyn MetadataHandler>;

/// The same, under the name of the maker.
#[registry]
pub(crate) static BY_VENDOR: Registry<dyn MetadataHandler>;

/// The makers by the place of the attribute that names them: it is that of the microscope.
pub(crate) static VENDORS: Index<dyn MetadataHandler, (), String> =
    Index::new(&BY_VENDOR, |entry| entry.origin().to_string());

/// Reads the file with the settings.
pub(crate) trait MetadataHandler: Send + Sync {
    /// What that file is called; `*` stands for any text.
    fn file(&self) -> &'static str;

    /// The names of the channels in it.
    fn channels(&self, text: &str) -> Vec<String>;
}
