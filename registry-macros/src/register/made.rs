//! Registrations that another attribute makes.

use super::arguments::Arguments;
use super::expand::all;
use super::item::{Form, Item};
use super::registered::{self, Registered};
use crate::docs::Docs;
use crate::kind::Kind;
use crate::names::Name;
use crate::tokens::Tokens;
use proc_macro2::{Ident, TokenStream};

/// The registration of a value that another attribute made of a function.
pub(crate) struct Made {
    pub(crate) core: Tokens,
    /// The path of a registry of values.
    pub(crate) registry: Tokens,
    /// The function.
    pub(crate) ident: Ident,
    pub(crate) name: Name,
    pub(crate) aliases: Vec<Name>,
    pub(crate) docs: Docs,
    /// A static of the registry's type.
    pub(crate) value: Ident,
}

impl Made {
    /// The registration, as `#[register]` on the value would make it, under the function's path and docs.
    pub(crate) fn registration(self) -> TokenStream {
        let kind = Kind::of_path(self.registry, self.ident.span());
        let arguments = Arguments::of_value(kind, self.name, self.aliases, self.core);
        // it is the function that is registered, which its path identifies
        let (ident, path) = (self.ident.clone(), self.ident.to_string());
        let registered = Registered { ident, path, subject: None, ..registered::of_static(&arguments, &self.value) };
        let item =
            Item { form: Form::Static { ident: self.ident }, docs: self.docs, cfgs: Vec::new(), is_deprecated: false };
        all(&arguments, &item, &registered)
    }
}
