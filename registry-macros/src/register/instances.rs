//! The instances of a generic type that `types(..)` lists, each with names of its own.

use super::arguments::Arguments;
use super::secondary::Secondary;
use crate::name;
use crate::names::Name;
use crate::tokens::{as_generated, compact, substituted};
use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use syn::{Error, LitStr, Result};

/// One registration: a type and its names.
pub(crate) struct Instance {
    pub(crate) component: TokenStream,
    pub(crate) name: Option<Name>,
    pub(crate) aliases: Vec<Name>,
    pub(crate) secondaries: Vec<Secondary>,
}

impl Instance {
    /// The component of an item that is not generic.
    pub(crate) fn only(arguments: &Arguments, component: TokenStream) -> Self {
        Self {
            component,
            name: arguments.name.clone(),
            aliases: arguments.aliases.clone(),
            secondaries: arguments.secondaries.clone(),
        }
    }
}

/// The registrations of the type `ident` with these type and `const` parameters.
pub(crate) fn instances(arguments: &Arguments, ident: &Ident, parameters: &[Ident]) -> Result<Vec<Instance>> {
    let component = as_generated(ident.to_token_stream());
    let Some(types) = &arguments.types else {
        if let Some(first) = parameters.first() {
            return Err(Error::new(
                ident.span(),
                format!(
                    "`{ident}` is generic, so it is not one component; list the instances, \
                     `types(..), name = \"..{{{first}}}\"`, or register `type Alias = {ident}<..>;` for each"
                ),
            ));
        }
        return Ok(vec![Instance::only(arguments, component)]);
    };
    if parameters.is_empty() {
        return Err(Error::new(types.span, format!("`{ident}` is not generic, so it has no instances to list")));
    }
    let name = template(arguments.name.as_ref(), types.span, &parameters[0])?;
    let mut instances = Vec::new();
    let mut seen = Vec::new();
    for values in types.instances(parameters.len())? {
        let filled = fill(name, parameters, &values)?;
        if seen.contains(&filled.value()) {
            return Err(Error::new(
                name.span(),
                format!("two instances would have the name {:?}; use every parameter in it", filled.value()),
            ));
        }
        seen.push(filled.value());
        let aliases = arguments.aliases.iter().map(|alias| {
            let alias = template(Some(alias), types.span, &parameters[0])?;
            fill(alias, parameters, &values).map(Name::Literal)
        });
        let secondaries = arguments.secondaries.iter().map(|secondary| of_instance(secondary, parameters, &values));
        instances.push(Instance {
            aliases: aliases.collect::<Result<_>>()?,
            secondaries: secondaries.collect::<Result<_>>()?,
            component: quote!(#component<#(#values),*>),
            name: Some(Name::Literal(filled)),
        });
    }
    Ok(instances)
}

fn template<'a>(name: Option<&'a Name>, types: proc_macro2::Span, parameter: &Ident) -> Result<&'a LitStr> {
    match name {
        Some(Name::Literal(literal)) => Ok(literal),
        _ => Err(Error::new(types, format!("each instance needs a name of its own: `name = \"..{{{parameter}}}\"`"))),
    }
}

/// The component that stands beside this instance: it may use the parameters, and its key their placeholders.
fn of_instance(secondary: &Secondary, parameters: &[Ident], values: &[TokenStream]) -> Result<Secondary> {
    let mut secondary = secondary.clone();
    secondary.component = substituted(secondary.component, parameters, values);
    if let Some(Name::Literal(key)) = &mut secondary.key {
        *key = filled(key, parameters, values);
        name::check_key(key)?;
    }
    Ok(secondary)
}

fn fill(template: &LitStr, parameters: &[Ident], values: &[TokenStream]) -> Result<LitStr> {
    let filled = filled(template, parameters, values);
    name::check(&filled)?;
    Ok(filled)
}

/// Puts the text of each value in the place of `{Parameter}`.
fn filled(template: &LitStr, parameters: &[Ident], values: &[TokenStream]) -> LitStr {
    let mut filled = template.value();
    for (parameter, value) in parameters.iter().zip(values) {
        filled = filled.replace(&format!("{{{parameter}}}"), &compact(value));
    }
    LitStr::new(&filled, template.span())
}
