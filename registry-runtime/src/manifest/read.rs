//! Reading a manifest: its format comes first, because what else there is depends on it.

use super::{FORMAT, Manifest, ManifestRegistry};
use serde::de::{Deserialize, Deserializer, Error};
use serde_json::Value;

/// What a manifest of this format has besides its number.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Content {
    #[serde(rename = "format")]
    _format: u32,
    registries: Vec<ManifestRegistry>,
}

impl<'de> Deserialize<'de> for Manifest {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = Value::deserialize(deserializer)?;
        match value.get("format") {
            Some(format) if *format == FORMAT => {}
            Some(format) => return Err(D::Error::custom(unknown(format))),
            None => return Err(D::Error::custom("this is not a manifest: it does not say its `format`")),
        }
        let content =
            Content::deserialize(value).map_err(|error| D::Error::custom(format_args!("manifest: {error}")))?;
        Ok(Self::of(content.registries))
    }
}

fn unknown(format: &Value) -> String {
    format!(
        "this is a manifest of format {format}, and this program knows only format {FORMAT}; build both programs with the \
         same version of registry-core"
    )
}
