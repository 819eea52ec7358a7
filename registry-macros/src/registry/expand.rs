//! What `#[registry]` makes of the static: three things of one name, so that one `use` brings all that `#[register]` needs.
//!
//! - value: the static, with its initialiser
//! - type: the row that the backend collects
//! - macro: the helper through which `#[register]` and `entry!` learn what only the registry knows
//!
//! `linkme` shows that this works across crates.

use super::arguments::{Arguments, Duplicates};
use super::declaration::{Class, Declaration};
use super::secondary_of;
use crate::place;
use crate::symbol::{encode, fingerprint};
use crate::tokens::{Tokens, as_generated, cargo, generated, is_word, ungrouped};
use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::ext::IdentExt;
use syn::spanned::Spanned;

/// The whole expansion.
pub(crate) fn registry(arguments: &Arguments, declaration: &Declaration) -> TokenStream {
    let kind = match &arguments.kind {
        Some(kind) => kind.value(),
        None => declaration.ident.unraw().to_string().to_lowercase(),
    };
    let identity = identity(declaration, &kind);
    let the_static = the_static(arguments, declaration, &kind);
    let row = row(arguments, declaration, &kind, &identity);
    let helper = helper(arguments, declaration, &kind, &identity);
    let configurable = arguments.config.map(|word| configurable(arguments, declaration, word));
    let primary = arguments.primary.as_ref().map(|primary| secondary_of::check(arguments, declaration, primary));
    quote!(#the_static #row #helper #configurable #primary)
}

/// Tells this registry from every other one, also from one of the same name in another module of the crate, and from
/// the same one in another version of the crate, or in the crate itself where it is compiled for its unit tests: those may link
/// it twice. Should two registries share it after all, `__declare!` keeps the crate from
/// building.
fn identity(declaration: &Declaration, kind: &str) -> String {
    fingerprint(&[
        &cargo("CARGO_PKG_NAME"),
        &cargo("CARGO_PKG_VERSION"),
        &declaration.ident.to_string(),
        &declaration.registry_type.to_string(),
        kind,
        &place::text(Span::call_site()),
        &place::text(declaration.ident.span()),
        if is_compiled_for_tests() { "test" } else { "" },
    ])
}

/// Whether the crate has `cfg(test)`, which macros are not told: rustc's arguments are those of this process.
fn is_compiled_for_tests() -> bool {
    let arguments: Vec<_> = std::env::args_os().collect();
    // the second is what cargo passes for targets without a test harness
    arguments.iter().any(|argument| argument == "--test")
        || arguments.windows(2).any(|pair| pair[0] == "--cfg" && pair[1] == "test")
}

fn the_static(arguments: &Arguments, declaration: &Declaration, kind: &str) -> TokenStream {
    let Declaration { attributes, visibility, ident, registry_type, docs, .. } = declaration;
    let core = &arguments.core;
    let docs = docs.expression();
    let policy = match arguments.duplicates {
        Duplicates::Deny => quote!(Deny),
        Duplicates::KeepFirst => quote!(KeepFirst),
        Duplicates::Replace => quote!(Replace),
    };
    let api = arguments.api.as_ref().map_or_else(String::new, syn::LitStr::value);
    let settings = quote! {
        #core::__private::Settings {
            kind: #kind,
            docs: #docs,
            api: #api,
            duplicates: #core::__private::Duplicates::#policy,
        }
    };
    let linked = if let Some(primary) = &arguments.primary {
        let primary = secondary_of::primary(arguments, primary);
        quote!(#core::__private::secondary::<#ident>(#settings, #primary))
    } else {
        quote!(#core::__private::linked::<#ident>(#settings))
    };
    quote! {
        #attributes
        #visibility static #ident: #registry_type = #linked;
    }
}

fn row(arguments: &Arguments, declaration: &Declaration, kind: &str, identity: &str) -> TokenStream {
    let Declaration { cfgs, visibility, ident, item, meta, .. } = declaration;
    let core = &arguments.core;
    let meta = meta.as_ref().map_or_else(|| quote!(()), |meta| quote!(#meta));
    let accepts = accepts(core, declaration, &meta);
    let claim = if arguments.duplicates == Duplicates::Deny { quote!(__declare) } else { quote!(__keep) };
    let no_fields = no_fields(core, declaration);
    let described = described(arguments, declaration, kind);
    let generated_meta = as_generated(meta.clone());
    let fields = quote_spanned!(generated(meta.span())=> <#generated_meta as #core::Metadata>::fields);
    quote! {
        #(#cfgs)*
        #[doc(hidden)]
        #[allow(non_camel_case_types, dead_code)]
        #visibility struct #ident {
            #[doc(hidden)]
            pub entry: #core::Entry<#item, #meta>,
        }

        #(#cfgs)*
        impl #core::__private::Row for #ident {
            type Item = #item;
            type Meta = #meta;
            const REGISTRY: fn() -> &'static #core::Registry<#item, #meta> = || &#ident;
            const FIELDS: #core::__private::ReadFields<#meta> = #fields;

            fn entry(&self) -> &#core::Entry<#item, #meta> {
                &self.entry
            }
        }

        #(#cfgs)*
        impl #ident {
            #[doc(hidden)]
            #[inline]
            pub const fn entry_of(
                component: #core::__private::Component<#item>,
                name: &'static ::core::primitive::str,
                meta: #meta,
                facts: &'static ::core::primitive::str,
            ) -> Self {
                Self { entry: #core::Entry::new(<Self as #core::__private::Row>::OF_ENTRY, component, name, meta, facts) }
            }

            #[doc(hidden)]
            #[must_use]
            pub const fn with_details(self, details: &'static #core::__private::Details) -> Self {
                Self { entry: self.entry.with_details(details) }
            }
        }

        #(#cfgs)*
        #core::__collect!(#ident);

        #(#cfgs)*
        #core::__private::submit_registry! { #core::__private::RegistryRow::of::<#ident>() #described }

        #(#cfgs)*
        #core::#claim!(#identity);

        #no_fields
        #accepts
    }
}

/// What makes entries of components, which depends on what the registry holds.
fn accepts(core: &Tokens, declaration: &Declaration, meta: &TokenStream) -> TokenStream {
    let Declaration { cfgs, ident, item, class, .. } = declaration;
    match class {
        Class::Trait(bounds) => quote! {
            #(#cfgs)*
            impl #ident {
                #[doc(hidden)]
                pub const fn entry_of_default<__Component>(
                    name: &'static ::core::primitive::str,
                    meta: #meta,
                    facts: &'static ::core::primitive::str,
                ) -> Self
                where
                    __Component: #bounds + #core::__private::DefaultConstructor + 'static,
                {
                    let component = #core::__private::Component::Default(Self::construct::<__Component>);
                    Self::entry_of(component, name, meta, facts)
                }

                fn construct<__Component>() -> #core::__private::Box<#item>
                where
                    __Component: #bounds + #core::__private::DefaultConstructor + 'static,
                {
                    #core::__private::Box::new(<__Component as #core::__private::Default>::default())
                }
            }

            #(#cfgs)*
            impl<__Component: #bounds + 'static> #core::__private::Accepts<__Component> for #ident {
                fn boxed(component: __Component) -> #core::__private::Box<#item> {
                    #core::__private::Box::new(component)
                }
            }
        },
        Class::Function | Class::Value => {
            let holds_values = quote_spanned! {item.span()=>
                #(#cfgs)*
                const _: () = #core::__private::holds_values::<#item>();
            };
            quote! {
                #holds_values

                #(#cfgs)*
                impl #ident {
                    #[doc(hidden)]
                    #[must_use]
                    pub const fn entry_of_function(
                        function: &'static #item,
                        name: &'static ::core::primitive::str,
                        meta: #meta,
                        facts: &'static ::core::primitive::str,
                    ) -> Self {
                        #[allow(unused_imports)]
                        use #core::__private::NotCopied as _;
                        let copy = #core::__private::Copied::<#item>::copy;
                        Self::entry_of(#core::__private::Component::Value(function, copy), name, meta, facts)
                    }
                }
            }
        }
    }
}

/// What a host must know of the registry before it opens a library with it.
#[cfg(feature = "dynamic")]
fn described(arguments: &Arguments, declaration: &Declaration, kind: &str) -> TokenStream {
    let core = &arguments.core;
    let facts = match crate::build::facts(&cargo("CARGO_PKG_NAME")) {
        Ok(facts) => facts,
        Err(error) => {
            let error = syn::Error::new(declaration.ident.span(), error).to_compile_error();
            return quote!(.described(#error));
        }
    };
    let api = arguments.api.as_ref().map_or_else(String::new, |api| api.value().escape_default().to_string());
    let name = format!("::{}\t{kind}\t{api}\t{facts}", declaration.ident);
    quote!(.described(#core::__describe!("registry\t", ::core::module_path!(), #name)))
}

#[cfg(not(feature = "dynamic"))]
fn described(_: &Arguments, _: &Declaration, _: &str) -> Option<TokenStream> {
    None
}

/// What a registration without `meta(..)` starts from; nothing where there is no metadata.
fn no_fields(core: &Tokens, declaration: &Declaration) -> Option<TokenStream> {
    let Declaration { cfgs, ident, meta, .. } = declaration;
    // at the metadata's type: that is what lacks the derive if this does not compile
    meta.as_ref().map(|meta| {
        quote_spanned! {generated(meta.span())=>
            #(#cfgs)*
            impl #ident {
                #[doc(hidden)]
                #[allow(dead_code)]
                pub const NO_FIELDS: <#meta as #core::Metadata>::Fields =
                    <<#meta as #core::Metadata>::Fields as #core::__private::MetadataFields>::NONE;
            }
        }
    })
}

/// What lets config name the components: of `dyn Trait` alone, because only that can belong to the crate.
fn configurable(arguments: &Arguments, declaration: &Declaration, word: Span) -> TokenStream {
    if !matches!(declaration.class, Class::Trait(_)) {
        return syn::Error::new(word, "`config` is for registries of `dyn Trait`").to_compile_error();
    }
    let Declaration { cfgs, ident, item, meta, .. } = declaration;
    let core = &arguments.core;
    let meta = meta.as_ref().map_or_else(|| quote!(()), |meta| quote!(#meta));
    let word = Ident::new("config", word);
    quote! {
        #(#cfgs)*
        #core::__configurable! { #word #ident { #item } { #meta } }
    }
}

/// `#[register]` offers an expression for each sort of registry; the helper macro chooses, and adds the rest.
fn helper(arguments: &Arguments, declaration: &Declaration, kind: &str, identity: &str) -> TokenStream {
    let Declaration { cfgs, visibility, ident, .. } = declaration;
    let helper = Ident::new(&format!("__registry_{}_{identity}", ident.unraw()), Span::call_site());
    let symbol = symbol(arguments.duplicates, ident, kind, identity);
    let line = format!("{kind}\n");
    let kind = Literal::string(kind);
    let arms = [quote!(#kind), quote!(_)].map(|tag| arms(arguments, declaration, &line, &symbol, &tag));
    let mismatch = format!("the registry `{ident}` in scope has the name {kind}; write that, or `kind = {ident}`");
    let under_key = arguments.primary.as_ref().map(|_| secondary_of::arm());
    // `macro_rules!` can be re-exported from the crate only under `#[macro_export]`
    let export = is_public(visibility.clone()).then(|| quote!(#[macro_export]));
    quote! {
        #(#cfgs)*
        #[doc(hidden)]
        #export
        #[allow(unused_macros, non_local_definitions)]
        macro_rules! #helper {
            #under_key
            #(#arms)*
            ({ $($core:tt)* } entry $($entry:tt)*) => {
                $($core)*::__entry! { #symbol $($entry)* }
            };
            ({ $($core:tt)* } $other:literal $($registration:tt)*) => {
                $($core)*::__private::error_at! { { $other } #mismatch }
            };
        }

        #(#cfgs)*
        #[doc(hidden)]
        #[allow(unused_imports)]
        #visibility use #helper as #ident;
    }
}

/// `pub` alone; `pub(crate)` and the like are for fewer.
fn is_public(visibility: TokenStream) -> bool {
    matches!(ungrouped(visibility).as_slice(), [only] if is_word(only, "pub"))
}

/// The arms for registrations that call the registry `tag`.
fn arms(
    arguments: &Arguments,
    declaration: &Declaration,
    line: &str,
    symbol: &TokenStream,
    tag: &TokenStream,
) -> TokenStream {
    let case = arguments.rules.case.name();
    let (prefix, suffix) = (&arguments.rules.strip_prefix, &arguments.rules.strip_suffix);
    let (component, not_a_value) = match &declaration.class {
        Class::Trait(_) => (quote!($component:tt $other:tt), TokenStream::new()),
        Class::Function => (
            quote!($other:tt $component:tt),
            no_value(tag, "functions; register a function, or a static or constant of its type"),
        ),
        Class::Value => (
            quote!($other:tt $component:tt),
            no_value(tag, "values; register a static or constant of its type, or a function if it holds those"),
        ),
    };
    let start = quote!({ $($core:tt)* } #tag $row:tt $name:tt $head:tt $ident:ident #component);
    let registration = |meta: TokenStream| {
        quote! {
            $($core)*::__register! {
                #line #symbol { #case #prefix #suffix } $row $name $head $component #meta $facts $details
            }
        }
    };
    if declaration.meta.is_some() {
        let registration = registration(quote!($meta));
        return quote! {
            #not_a_value
            (#start $meta:tt $facts:tt $details:tt $($word:ident)?) => {
                #registration
            };
        };
    }
    let registration = registration(quote!({ () }));
    quote! {
        #not_a_value
        (#start $meta:tt $facts:tt $details:tt) => {
            #registration
        };
        (#start $meta:tt $facts:tt $details:tt $word:ident) => {
            $($core)*::__private::error_at! {
                { $word } "this registry has no metadata; declare it as `Registry<_, YourMetadata>`"
            }
        };
    }
}

/// The arm for what only a registry of `dyn Trait` takes.
fn no_value(tag: &TokenStream, held: &str) -> TokenStream {
    let message = format!("this registry holds {held}");
    quote! {
        ({ $($core:tt)* } #tag $row:tt $name:tt $head:tt $ident:ident $other:tt {} $($rest:tt)*) => {
            $($core)*::__private::error_at! { { $ident } #message }
        };
    }
}

/// `{ start end }` of the symbol that each name gets, or `{}` where names may repeat.
fn symbol(duplicates: Duplicates, ident: &Ident, kind: &str, identity: &str) -> TokenStream {
    if duplicates != Duplicates::Deny {
        return quote!({});
    }
    let words = [cargo("CARGO_CRATE_NAME"), ident.to_string(), kind.to_owned()];
    let words = words.map(|word| encode(&word).readable);
    let start = format!("__registry_unique__{}__", words.join("__"));
    let end = format!("__{identity}");
    quote!({ #start #end })
}
