//! The kind `microscopes`.

use registry_core::{Registry, registry};

/// The microscopes whose files can be read. `ImageXpressHandler` is `imagexpress`.
#[registry(kind = "microscopes", case = "lowercase", strip_suffix = "Handler")]
pub(crate) static MICROSCOPES: Registry<dyn MicroscopeHandler>;

/// Knows the files of a microscope. What has no files of its own is no component but this trait: nothing has to be skipped.
pub(crate) trait MicroscopeHandler: Send + Sync {
    /// What the name of an image looks like.
    fn example(&self) -> &'static str;

    /// Where on the plate the image was taken, if this is one.
    fn locate(&self, file: &str) -> Option<Place>;
}

/// Where on a plate an image was taken.
#[derive(Debug, PartialEq)]
pub(crate) struct Place {
    /// The row of the well, from 1.
    pub(crate) row: u32,
    /// The column of the well, from 1.
    pub(crate) column: u32,
    /// The field in the well, from 1.
    pub(crate) field: u32,
    /// The channel, from 1.
    pub(crate) channel: u32,
}

/// The number after `mark`, and what follows it.
pub(crate) fn number_after<'a>(text: &'a str, mark: &str) -> Option<(u32, &'a str)> {
    let text = text.strip_prefix(mark)?;
    let end = text.find(|character: char| !character.is_ascii_digit()).unwrap_or(text.len());
    Some((text[..end].parse().ok()?, &text[end..]))
}
