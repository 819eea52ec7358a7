//! `ImageXpress`, by Molecular Devices.

use crate::handler::{MICROSCOPES, MicroscopeHandler, Place, number_after};
use crate::metadata::{BY_VENDOR, METADATA_HANDLERS, MetadataHandler};
use registry_core::register;

/// High-content imaging by Molecular Devices.
#[register(
    kind = "microscopes",
    secondary(metadata_handlers = ImageXpressMetadata, by_vendor["molecular devices"] = ImageXpressMetadata)
)]
#[derive(Default)]
struct ImageXpressHandler;

impl MicroscopeHandler for ImageXpressHandler {
    fn example(&self) -> &'static str {
        "B03_s2_w1.tif"
    }

    fn locate(&self, file: &str) -> Option<Place> {
        let letter = file.chars().next().filter(char::is_ascii_uppercase)?;
        let (column, rest) = number_after(&file[1..], "")?;
        let (field, rest) = number_after(rest, "_s")?;
        let (channel, rest) = number_after(rest, "_w")?;
        (rest == ".tif").then_some(Place { row: u32::from(letter) - u32::from('A') + 1, column, field, channel })
    }
}

#[derive(Default)]
struct ImageXpressMetadata;

impl MetadataHandler for ImageXpressMetadata {
    fn file(&self) -> &'static str {
        "*.HTD"
    }

    /// Lines such as `"WaveName1", "DAPI"`.
    fn channels(&self, text: &str) -> Vec<String> {
        let values = text.lines().filter_map(|line| line.strip_prefix("\"WaveName")?.split_once(','));
        values.map(|(_, name)| name.trim().trim_matches('"').to_owned()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read() {
        let place = Place { row: 2, column: 3, field: 2, channel: 1 };
        assert_eq!(ImageXpressHandler.locate("B03_s2_w1.tif"), Some(place));
        for other in ["b03_s2_w1.tif", "B_s2_w1.tif", "B03_s2.tif", "B03_s2_w1.tiff", ""] {
            assert_eq!(ImageXpressHandler.locate(other), None, "{other}");
        }
    }

    #[test]
    fn channels_are_read() {
        let text = "\"XWells\", 12\r\n\"WaveName1\", \"DAPI\"\r\n\"WaveName2\", \"Cy5\"\r\n";
        assert_eq!(ImageXpressMetadata.channels(text), ["DAPI", "Cy5"]);
    }
}
