//! What a path in `#[dep(..)]` names, and where a plugin comes from.

use crate::entry::Origin;
use crate::error::BoxError;
use crate::plugin::dep::Dep;
use crate::registry::Registry;

/// The type beside a function with `#[plugin]`, whose instance is a `T`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a plugin that gives a `{T}`",
    label = "this must be a function with `#[plugin]` that gives a `{T}`"
)]
pub trait Provides<T: ?Sized> {
    /// The plugin's name.
    const NAME: &'static str;
}

/// What a plugin gives is what a requirement asks for.
#[diagnostic::on_unimplemented(
    message = "the plugin function in scope does not give a `{T}`, but a `{Self}`",
    label = "this requirement does not fit the plugin that it names",
    note = "`#[dep(\"name\")]` goes by the name alone and is not checked here"
)]
pub trait Gives<T: ?Sized> {}

impl<T: ?Sized> Gives<T> for T {}

/// All components of a registry.
///
/// # Errors
/// That of the constructor of one.
pub fn components<T: ?Sized + 'static, M>(registry: &'static Registry<T, M>) -> Result<Vec<Dep<T>>, BoxError> {
    let instances: Result<Vec<_>, _> = registry.iter().map(|entry| entry.instance().map(Dep::from)).collect();
    Ok(instances?)
}

/// Where the attribute stands.
#[must_use]
pub const fn origin(
    crate_name: &'static str,
    version: &'static str,
    module: &'static str,
    file: &'static str,
    line: u32,
    column: u32,
) -> Origin {
    Origin { crate_name, version, module, file, line, column }
}

/// The host calls no function before it has what is required; this is for the compiler.
///
/// # Errors
/// Always.
pub fn missing<T>(argument: &str) -> Result<T, BoxError> {
    Err(format!("the argument `{argument}` is missing").into())
}
