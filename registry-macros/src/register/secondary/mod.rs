//! `secondary(metadata_handlers = ImageXpressMetadata)`: components of other registries that stand beside the annotated item.

mod expand;
mod parse;

pub(super) use expand::call;
pub(super) use parse::{check, parse};

use super::arguments::Meta;
use crate::kind::Kind;
use crate::names::Name;
use proc_macro2::{Span, TokenStream};

/// One component and its registry.
#[derive(Clone)]
pub(crate) struct Secondary {
    pub(crate) registry: Kind,
    /// Where the registry was named.
    pub(crate) place: Span,
    /// That of the annotated item if left out.
    pub(crate) key: Option<Name>,
    /// A type, or the path of a value.
    pub(crate) component: TokenStream,
    pub(crate) meta: Option<Meta>,
}
