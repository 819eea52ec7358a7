//! Opera Phenix, by Revvity, formerly `PerkinElmer`.

use crate::handler::{MICROSCOPES, MicroscopeHandler, Place, number_after};
use crate::metadata::{BY_VENDOR, METADATA_HANDLERS, MetadataHandler};
use registry_core::register;

/// High-content imaging by Revvity.
#[register(
    kind = "microscopes",
    aliases = ["phenix"],
    secondary(
        metadata_handlers = OperaPhenixMetadata,
        by_vendor["revvity"] = OperaPhenixMetadata,
        by_vendor["perkin elmer"] = OperaPhenixMetadata,
    )
)]
#[derive(Default)]
struct OperaPhenixHandler;

impl MicroscopeHandler for OperaPhenixHandler {
    fn example(&self) -> &'static str {
        "r02c03f02p01-ch1sk1fk1fl1.tiff"
    }

    fn locate(&self, file: &str) -> Option<Place> {
        let (row, rest) = number_after(file, "r")?;
        let (column, rest) = number_after(rest, "c")?;
        let (field, rest) = number_after(rest, "f")?;
        let (_, rest) = number_after(rest, "p")?;
        let (channel, rest) = number_after(rest, "-ch")?;
        rest.strip_suffix(".tiff").map(|_| Place { row, column, field, channel })
    }
}

#[derive(Default)]
struct OperaPhenixMetadata;

impl MetadataHandler for OperaPhenixMetadata {
    fn file(&self) -> &'static str {
        "Index.xml"
    }

    /// What stands in `<ChannelName>` elements, each once: every image has one.
    fn channels(&self, text: &str) -> Vec<String> {
        let mut channels = Vec::new();
        for element in text.split("<ChannelName>").skip(1) {
            let name = element.split('<').next().unwrap_or_default().to_owned();
            if !channels.contains(&name) {
                channels.push(name);
            }
        }
        channels
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read() {
        let place = Place { row: 2, column: 3, field: 2, channel: 1 };
        assert_eq!(OperaPhenixHandler.locate("r02c03f02p01-ch1sk1fk1fl1.tiff"), Some(place));
        for other in ["r02c03f02-ch1.tiff", "r02c03f02p01-ch1.png", "B03_s2_w1.tif"] {
            assert_eq!(OperaPhenixHandler.locate(other), None, "{other}");
        }
    }

    #[test]
    fn channels_are_read_once() {
        let text = "<ChannelName>DAPI</ChannelName><ChannelName>GFP</ChannelName><ChannelName>DAPI</ChannelName>";
        assert_eq!(OperaPhenixMetadata.channels(text), ["DAPI", "GFP"]);
    }
}
