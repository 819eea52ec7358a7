//! What `#[plugin]` adds after the function: a type of its name, which has the handle, and inside of a constant the definition,
//! the function that loads, and the registration.

mod hooks;
mod inputs;
mod load;
mod scope;

use super::arguments::Arguments;
use super::function::Function;
use super::output::Output;
use crate::names::Name;
use crate::register::{Made, checked, place};
use crate::tokens::{Tokens, cargo};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::LitStr;

/// All that is added.
pub(crate) fn plugin(arguments: &Arguments, function: Function, output: &Output) -> TokenStream {
    let handle = arguments.handle.as_ref().unwrap_or(&function.ident);
    let name = name(arguments, &function);
    let handle_type = handle_type(&function, handle, &name);
    let impls = impls(&arguments.core, output, handle, &name);
    let definition = definition(arguments, &function, output, &name);
    let load = load::function(arguments, &function, output);
    let scope = scope::check(arguments, &function);
    let Function { attributes, ident, .. } = function;
    let (cfgs, allowed) = (attributes.cfgs, attributes.allowed);
    let registration = (!arguments.anonymous).then(|| {
        let span = Span::call_site();
        let registry =
            arguments.core.clone().marks("::", span).word("plugin", span).marks("::", span).word("PLUGINS", span);
        let made = Made {
            core: arguments.core.clone(),
            registry,
            ident,
            name,
            aliases: arguments.aliases.clone(),
            docs: attributes.docs,
            value: Ident::new("__REGISTRY_PLUGIN", span),
        };
        made.registration()
    });
    let allow_deprecated = attributes.is_deprecated.then(|| quote!(#[allow(deprecated)]));
    quote! {
        #handle_type

        #(#[#cfgs])*
        #(#[allow(#allowed)])*
        #allow_deprecated
        const _: () = {
            #impls
            #definition
            #load
            #registration
            #scope
        };
    }
}

/// The name that was given, or that of the function.
fn name(arguments: &Arguments, function: &Function) -> Name {
    arguments.name.clone().unwrap_or_else(|| {
        let ident = function.ident.to_string();
        Name::Literal(LitStr::new(ident.strip_prefix("r#").unwrap_or(&ident), function.ident.span()))
    })
}

/// An expression of type `&'static str`.
fn text(core: &Tokens, name: &Name) -> TokenStream {
    match name {
        Name::Literal(literal) => literal.to_token_stream(),
        Name::Expression(expression) => checked(core, expression),
    }
}

/// The type beside the function; it is in the namespace of types, so both can have one name.
fn handle_type(function: &Function, handle: &Ident, name: &Name) -> TokenStream {
    let Function { attributes, visibility, .. } = function;
    let cfgs = &attributes.cfgs;
    let docs = match name {
        Name::Literal(name) => format!("Names the plugin `{}`: see [`handle`](Self::handle).", name.value()),
        Name::Expression(_) => "Names a plugin: see [`handle`](Self::handle).".to_owned(),
    };
    quote! {
        #(#[#cfgs])*
        #[doc = #docs]
        #[allow(non_camel_case_types, dead_code)]
        #visibility enum #handle {}
    }
}

fn impls(core: &Tokens, output: &Output, handle: &Ident, name: &Name) -> TokenStream {
    let (instance, name) = (&output.instance, text(core, name));
    quote! {
        impl #handle {
            /// The plugin's name, with the type of its instance.
            #[allow(dead_code)]
            #[must_use]
            pub fn handle() -> #core::plugin::Handle<#instance> {
                #core::plugin::Handle::of(&__REGISTRY_PLUGIN)
            }
        }

        impl #core::__private::plugin::Provides<#instance> for #handle {
            const NAME: &'static ::core::primitive::str = #name;
        }
    }
}

fn definition(arguments: &Arguments, function: &Function, output: &Output, name: &Name) -> TokenStream {
    let core = &arguments.core;
    let name = text(core, name);
    let names = |list: &[Name]| -> Vec<TokenStream> { list.iter().map(|name| text(core, name)).collect() };
    let (aliases, groups) = (names(&arguments.aliases), names(&arguments.groups));
    let docs = function.attributes.docs.expression();
    let origin = origin(core);
    let parameters = function.parameters.iter().map(|parameter| inputs::described(core, parameter));
    let instance = &output.instance;
    let load = Ident::new(if function.is_async { "Later" } else { "Now" }, Span::call_site());
    let hooks = hooks::all(arguments, output);
    quote! {
        static __REGISTRY_PLUGIN: #core::__private::plugin::Definition = #core::__private::plugin::Definition {
            name: #name,
            aliases: &[#(#aliases),*],
            docs: #docs,
            origin: #origin,
            groups: &[#(#groups),*],
            parameters: &[#(#parameters),*],
            output: #core::__private::plugin::TypeOf::of::<#instance>,
            load: #core::__private::plugin::Load::#load(__registry_load),
            hooks: #hooks,
        };
    }
}

fn origin(core: &Tokens) -> TokenStream {
    let (package, version) = (cargo("CARGO_PKG_NAME"), cargo("CARGO_PKG_VERSION"));
    let seen_by_the_compiler = quote!(::core::file!(), ::core::line!(), ::core::column!());
    let place = place().map_or(seen_by_the_compiler, |(file, line, column)| {
        let (line, column) = (u32::try_from(line).unwrap_or(0), u32::try_from(column).unwrap_or(0));
        quote!(#file, #line, #column)
    });
    quote!(#core::__private::plugin::origin(#package, #version, ::core::module_path!(), #place))
}

/// A path below `registry_core::__private::plugin`, at the place of `span`.
fn private(core: &Tokens, span: Span) -> TokenStream {
    let core = core.at(span);
    quote_spanned!(span=> #core::__private::plugin)
}

/// A variable of the expansion, which the user's expressions do not see.
fn local(name: &str) -> Ident {
    Ident::new(name, Span::mixed_site())
}
