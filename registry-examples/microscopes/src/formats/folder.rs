//! Images that any microscope may have made. There is no metadata, and so nothing beside it in the secondary registry.

use crate::handler::{MICROSCOPES, MicroscopeHandler, Place, number_after};
use registry_core::register;

/// A folder for each well, with numbered images.
#[register(kind = "microscopes")]
#[derive(Default)]
struct FolderHandler;

impl MicroscopeHandler for FolderHandler {
    fn example(&self) -> &'static str {
        "2-3/2-1.png"
    }

    fn locate(&self, file: &str) -> Option<Place> {
        let (row, rest) = number_after(file, "")?;
        let (column, rest) = number_after(rest, "-")?;
        let (field, rest) = number_after(rest, "/")?;
        let (channel, rest) = number_after(rest, "-")?;
        rest.starts_with('.').then_some(Place { row, column, field, channel })
    }
}
