//! The parameters: what the definition says of them, and how their values are taken.

use crate::plugin::parameter::{Argument, Named, Parameter, Role};
use crate::plugin::requirement::{Requirement, Requires};
use crate::tokens::{Tokens, generated, type_text};
use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::LitStr;
use syn::spanned::Spanned;

/// A `Parameter` of the definition.
pub(super) fn described(core: &Tokens, parameter: &Parameter) -> TokenStream {
    let name = parameter.name();
    let role = match &parameter.role {
        Role::Context => quote!(Other),
        Role::Requirement(requirement) => requirement_role(core, requirement, &name),
        Role::Argument(argument) => argument_role(core, argument),
    };
    quote! {
        #core::__private::plugin::Parameter {
            name: #core::__private::plugin::Cow::Borrowed(#name),
            role: #core::__private::plugin::Role::#role,
        }
    }
}

fn requirement_role(core: &Tokens, requirement: &Requirement, parameter: &LitStr) -> TokenStream {
    let required = requirement.required();
    let name = match &requirement.named {
        None => parameter.to_token_stream(),
        Some(Named::Text(name)) => name.to_token_stream(),
        Some(Named::Path(path)) => {
            let span = generated(path.span());
            let core = core.at(span);
            quote_spanned!(span=> <#path as #core::__private::plugin::Provides<#required>>::NAME)
        }
        Some(Named::Kind(_)) => return quote!(Other),
    };
    let name = quote!(#core::__private::plugin::Cow::Borrowed(#name));
    let output = quote!(#core::__private::plugin::TypeOf::of::<#required>);
    match &requirement.requires {
        Requires::One(_) => quote!(One { plugin: #name, output: #output, optional: false }),
        Requires::Optional(_) => quote!(One { plugin: #name, output: #output, optional: true }),
        Requires::All(_) => quote!(All { group: #name, output: #output }),
        Requires::Lazy(_) => quote!(Lazy { plugin: #name, output: #output }),
    }
}

fn argument_role(core: &Tokens, argument: &Argument) -> TokenStream {
    let Argument { value_type, optional, default } = argument;
    let span = generated(value_type.span());
    let name = type_text(value_type);
    let required = optional.is_none() && default.is_none();
    let accepts = match optional {
        None => quote_spanned!(span=> #core::__accepts!(#value_type)),
        Some(inner) => quote_spanned! {span=>
            |__value| match __value {
                #core::plugin::Value::Null => #core::__private::plugin::Result::Ok(()),
                __value => (#core::__accepts!(#inner))(__value),
            }
        },
    };
    quote! {
        Argument(#core::__private::plugin::ArgumentType {
            name: #name,
            required: #required,
            accepts: #accepts,
        })
    }
}

/// The value of the parameter, taken from `inputs`.
pub(super) fn value(core: &Tokens, parameter: &Parameter, inputs: &Ident) -> TokenStream {
    let name = parameter.name();
    match &parameter.role {
        Role::Context => quote!(#inputs.context()),
        Role::Requirement(requirement @ Requirement { named: Some(Named::Kind(registry)), .. }) => {
            let required = requirement.required();
            let span = generated(registry.span());
            let core = core.at(span);
            quote_spanned!(span=> #core::__private::plugin::components::<#required, _>(&#registry)?)
        }
        Role::Requirement(Requirement { requires, .. }) => match requires {
            Requires::One(required) => quote!(#inputs.dep::<#required>(#name)?),
            Requires::Optional(required) => quote!(#inputs.optional::<#required>(#name)?),
            Requires::All(required) => quote!(#inputs.all::<#required>(#name)?),
            Requires::Lazy(required) => quote!(#inputs.lazy::<#required>(#name)?),
        },
        Role::Argument(argument) => argument_value(core, argument, &name, inputs),
    }
}

fn argument_value(core: &Tokens, argument: &Argument, name: &LitStr, inputs: &Ident) -> TokenStream {
    let Argument { value_type, optional, default } = argument;
    let span = generated(value_type.span());
    let some = quote!(#core::__private::plugin::Option::Some);
    let none = quote!(#core::__private::plugin::Option::None);
    let given = match optional {
        None => quote_spanned!(span=> #some(__value) => #core::__argument!(#value_type, __value)?,),
        Some(inner) => quote_spanned! {span=>
            #some(#core::plugin::Value::Null) => #none,
            #some(__value) => #some(#core::__argument!(#inner, __value)?),
        },
    };
    let missing = match (default, optional) {
        (Some(default), _) => default.clone(),
        (None, Some(_)) => none.clone(),
        (None, None) => quote!(return #core::__private::plugin::missing(#name)),
    };
    quote! {
        match #inputs.value(#name) {
            #given
            #none => #missing,
        }
    }
}
