//! Documents as text.

#[cfg(any(feature = "json", feature = "yaml"))]
mod entries;
#[cfg(feature = "json")]
mod json;
mod source;
#[cfg(feature = "toml")]
mod toml;
#[cfg(feature = "yaml")]
mod yaml;

use super::problem::Problems;
use super::value::Value;
use source::Source;
use std::path::Path;

/// The format of a document.
///
/// All are here whatever the features; one whose feature is off reads nothing, and says which feature it needs.
///
/// ```
/// use registry_core::config::Format;
///
/// assert_eq!(Format::of_path("conf/eval.yml")?, Format::Yaml);
/// assert_eq!(
///     Format::of_path("eval.ini").unwrap_err().to_string(),
///     "`eval.ini` has none of the extensions that tell a format: .toml, .yaml, .yml, .json",
/// );
/// # Ok::<(), registry_core::config::Problems>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// TOML 1.1, with the feature `toml`. Dates become text.
    Toml,
    /// YAML 1.2, one document with the core schema, with the feature `yaml`. Anchors and aliases are resolved; there are no
    /// merge keys (`<<`). An empty document is an empty table.
    Yaml,
    /// JSON, with the feature `json`.
    Json,
}

impl Format {
    /// The format that the extension of a file tells: `.toml`, `.yaml`, `.yml` or `.json`.
    ///
    /// ```
    /// use registry_core::config::Format;
    ///
    /// assert_eq!(Format::of_path("eval.toml")?, Format::Toml);
    /// # Ok::<(), registry_core::config::Problems>(())
    /// ```
    ///
    /// # Errors
    /// The extension is another one, or there is none.
    pub fn of_path(path: impl AsRef<Path>) -> Result<Self, Problems> {
        let path = path.as_ref();
        let extension = path.extension().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
        match extension.as_str() {
            "toml" => Ok(Self::Toml),
            "yaml" | "yml" => Ok(Self::Yaml),
            "json" => Ok(Self::Json),
            _ => {
                let tell = "has none of the extensions that tell a format: .toml, .yaml, .yml, .json";
                Err(Problems::one(None, "", format!("`{}` {tell}", path.display())))
            }
        }
    }

    /// The value that `text` says, in which every value knows where it stands.
    pub(super) fn parse(self, text: &str, file: &str) -> Result<Value, Problems> {
        let source = Source::new(text, file);
        match self {
            #[cfg(feature = "toml")]
            Self::Toml => toml::parse(&source),
            #[cfg(feature = "yaml")]
            Self::Yaml => yaml::parse(&source),
            #[cfg(feature = "json")]
            Self::Json => json::parse(&source),
            #[cfg(not(feature = "toml"))]
            Self::Toml => Err(needs(&source, "TOML", "toml")),
            #[cfg(not(feature = "yaml"))]
            Self::Yaml => Err(needs(&source, "YAML", "yaml")),
            #[cfg(not(feature = "json"))]
            Self::Json => Err(needs(&source, "JSON", "json")),
        }
    }
}

#[cfg(not(all(feature = "toml", feature = "yaml", feature = "json")))]
fn needs(source: &Source<'_>, format: &str, feature: &str) -> Problems {
    source.problem(0, format!("{format} needs the feature `{feature}` of registry-core"))
}

#[cfg(any(feature = "toml", feature = "yaml", feature = "json"))]
const OUT_OF_RANGE: &str = "the number is out of range";

/// What is wrong with a repeated key.
#[cfg(any(feature = "toml", feature = "yaml", feature = "json"))]
fn twice(key: &str) -> String {
    format!("the key {key:?} is there twice")
}

/// What is wrong with values in values in values.
#[cfg(any(feature = "yaml", feature = "json"))]
fn too_deep(deepest: usize) -> String {
    format!("more than {deepest} tables and lists stand in one another")
}

/// The text of a file, which must be UTF-8.
pub(super) fn decode(bytes: Vec<u8>, file: &str) -> Result<String, Problems> {
    String::from_utf8(bytes).map_err(|error| {
        let valid = String::from_utf8_lossy(&error.as_bytes()[..error.utf8_error().valid_up_to()]);
        Source::new(&valid, file).problem(valid.len(), "the text is not UTF-8")
    })
}

#[cfg(all(test, feature = "toml", feature = "yaml", feature = "json"))]
mod tests;
