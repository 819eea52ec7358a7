//! Whether requirements are of the type that the plugin gives which they name, as far as that one is in scope.

use super::private;
use crate::plugin::arguments::Arguments;
use crate::plugin::function::Function;
use crate::plugin::parameter::{Parameter, Role};
use crate::plugin::requirement::{Requirement, Requires};
use crate::tokens::{Tokens, generated, is_word, ungrouped};
use proc_macro2::{Ident, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;

/// A function that is never called: it compiles if all fits. What goes by a path is checked where its name is taken.
pub(super) fn check(arguments: &Arguments, function: &Function) -> Option<TokenStream> {
    let core = &arguments.core;
    let mut fallbacks = Vec::new();
    let mut checks = Vec::new();
    for Parameter { ident, role } in &function.parameters {
        let Role::Requirement(requirement @ Requirement { requires, named: None }) = role else { continue };
        if matches!(requires, Requires::All(_)) {
            continue;
        }
        let mut name = ident.clone();
        name.set_span(generated(ident.span()));
        let private = private(core, name.span());
        fallbacks.push(quote_spanned!(name.span()=> const #name: #private::NotInScope = #private::NotInScope;));
        checks.push(by_name(core, &name, requirement.required()));
    }
    if checks.is_empty() {
        return None;
    }
    let private = quote!(#core::__private::plugin);
    Some(quote! {
        #[allow(deprecated, non_upper_case_globals, dead_code, unused_imports)]
        const _: fn() = || {
            #(#fallbacks)*
            {
                // a function of the module comes before the constant of its name
                use self::*;
                use #private::{DoesNotImplement as _, IsFunction as _, NoFunction as _, NoFuture as _, NoOutcome as _, NotShared as _, WithFuture as _};
                #(#checks)*
            }
        };
    })
}

/// What the function returns, without what the host takes off.
fn by_name(core: &Tokens, name: &Ident, required: &TokenStream) -> TokenStream {
    let span = generated(required.span());
    let private = private(core, span);
    let given = quote_spanned!(span=> (&#private::Scope::of(&#name)).output().awaited().outcome().shared());
    let Some(bounds) = bounds(required) else { return quote_spanned!(span=> #given.gives::<#required>();) };
    // the plugin may say `type = dyn Trait`, which its function does not tell: any type that implements the trait will do
    quote_spanned! {span=> {
        trait __RegistryImplements {
            fn implements<__Trait: ?::core::marker::Sized>(self);
        }
        impl<__Given: ?::core::marker::Sized + #bounds> __RegistryImplements for #private::Given<__Given> {
            fn implements<__Trait: ?::core::marker::Sized>(self) {}
        }
        #given.implements::<#required>();
    }}
}

/// `Trait + Send` of `dyn Trait + Send`
fn bounds(required: &TokenStream) -> Option<TokenStream> {
    let tokens = ungrouped(required.clone());
    let (first, bounds) = tokens.split_first()?;
    is_word(first, "dyn").then(|| bounds.iter().cloned().collect())
}
