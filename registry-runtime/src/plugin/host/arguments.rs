//! Whether arguments fit a plugin.

use crate::error::{BoxError, Panicked, nearest};
use crate::plugin::args::Args;
use crate::plugin::definition::{ArgumentType, Blueprint, Role};
use crate::plugin::error::{ArgumentFault, Error, WrongArgument};
use crate::plugin::instance::Instance;
use crate::plugin::value::Value;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

/// Whether the plugin can be loaded with `args`.
///
/// # Errors
/// [`Error::Argument`]: the first argument that is missing, unknown, or not of the parameter's type.
pub(super) fn check(
    plugin: &Arc<str>,
    blueprint: &Blueprint,
    args: &Args,
    path: impl Fn() -> Vec<Arc<str>>,
) -> Result<(), Error> {
    check_given(plugin, blueprint, args)?;
    for parameter in &*blueprint.parameters {
        match &parameter.role {
            Role::Argument(argument) if argument.required && args.get(&parameter.name).is_none() => {
                let fault = ArgumentFault::Missing { type_name: argument.name };
                return Err(wrong(plugin, &parameter.name, fault, path()));
            }
            _ => {}
        }
    }
    Ok(())
}

/// Whether `args` fit, as far as they are given.
///
/// # Errors
/// [`Error::Argument`]: the first argument that is unknown, or not of the parameter's type.
pub(super) fn check_given(plugin: &Arc<str>, blueprint: &Blueprint, args: &Args) -> Result<(), Error> {
    faults(plugin, blueprint, args).next().map_or(Ok(()), |(_, fault)| Err(fault))
}

/// Each argument that is unknown, or not of the parameter's type, with its name.
pub(super) fn faults<'a>(
    plugin: &'a Arc<str>,
    blueprint: &'a Blueprint,
    args: &'a Args,
) -> impl Iterator<Item = (&'a str, Error)> {
    args.iter().filter_map(move |(name, value)| {
        let fault = match blueprint.parameter(name).map(|parameter| &parameter.role) {
            Some(Role::Argument(argument)) => {
                let source = accepted(argument, value).err()?;
                ArgumentFault::Value { type_name: argument.name, source }
            }
            Some(role @ (Role::One { .. } | Role::All { .. })) => {
                return Some((name, check_supplied(plugin, name, role, value, Vec::new).err()?));
            }
            Some(Role::Lazy { .. } | Role::Other) | None => unknown(blueprint, name),
        };
        Some((name, wrong(plugin, name, fault, Vec::new())))
    })
}

/// An argument that is there once more.
#[cfg(feature = "serde")]
pub(super) fn repeated(plugin: &Arc<str>, argument: &str) -> Error {
    wrong(plugin, argument, ArgumentFault::Repeated, Vec::new())
}

/// Whether `value` can stand in for a requirement.
///
/// # Errors
/// [`Error::Argument`]
pub(super) fn check_supplied(
    plugin: &Arc<str>,
    parameter: &str,
    role: &Role,
    value: &Value,
    path: impl Fn() -> Vec<Arc<str>>,
) -> Result<(), Error> {
    let (expected, instances) = match role {
        Role::One { output, optional, .. } => match supplied(value) {
            Some(instances) if instances.len() == 1 || *optional && instances.is_empty() => (output(), Some(instances)),
            _ => (output(), None),
        },
        Role::All { output, .. } => (output(), supplied(value)),
        _ => return Ok(()),
    };
    let found = match &instances {
        None => value.to_string(),
        Some(instances) => match instances.iter().find(|instance| instance.type_of() != expected) {
            None => return Ok(()),
            Some(instance) => format!("a `{}`", instance.type_name()),
        },
    };
    let source = format!("this requirement takes an `Arc` of its type, not {found}").into();
    let fault = ArgumentFault::Value { type_name: expected.name(), source };
    Err(wrong(plugin, parameter, fault, path()))
}

/// The instances that `value` is, if it is nothing else.
pub(super) fn supplied(value: &Value) -> Option<Vec<Instance>> {
    match value {
        Value::Null => Some(Vec::new()),
        Value::Instance(instance) => Some(vec![instance.clone()]),
        Value::List(values) => values
            .iter()
            .map(|value| match value {
                Value::Instance(instance) => Some(instance.clone()),
                _ => None,
            })
            .collect(),
        _ => None,
    }
}

fn wrong(plugin: &Arc<str>, argument: &str, fault: ArgumentFault, path: Vec<Arc<str>>) -> Error {
    Arc::new(WrongArgument { plugin: Arc::clone(plugin), argument: argument.into(), fault, path }).into()
}

fn unknown(blueprint: &Blueprint, name: &str) -> ArgumentFault {
    let takes = |role: &Role| !matches!(role, Role::Lazy { .. } | Role::Other);
    let parameters: Vec<Box<str>> = blueprint
        .parameters
        .iter()
        .filter(|parameter| takes(&parameter.role))
        .map(|parameter| (&*parameter.name).into())
        .collect();
    let nearest = nearest(name, parameters.iter().map(|parameter| &**parameter)).first().map(|near| (*near).into());
    ArgumentFault::Unknown { nearest, parameters }
}

/// Whether the parameter takes `value`: that is up to code of its type, which may panic.
fn accepted(argument: &ArgumentType, value: &Value) -> Result<(), BoxError> {
    catch_unwind(AssertUnwindSafe(|| (argument.accepts)(value)))
        .unwrap_or_else(|payload| Err(Panicked::with(&*payload).into()))
}
