//! `#[derive(Metadata)]`.
//!
//! A registration gives some of the fields. They are collected in a struct of the same name with an `Option` for each
//! field, so that a misspelt or ill-typed field is reported by the compiler in the words of the user's own struct, and
//! so that a required field needs no default.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Attribute, Data, DeriveInput, Error, Field, Fields, Ident, Result, Token, Type};

use crate::arguments::parse_stream;
use crate::core_path;
use crate::tokens::Tokens;
use crate::tokens::enclosed_expression;

/// The implementation of `Metadata`, or the error.
pub(crate) fn expand(item: TokenStream) -> TokenStream {
    syn::parse2::<DeriveInput>(item)
        .and_then(|input| implementation(&input))
        .unwrap_or_else(|error| error.to_compile_error())
}

/// What a registration that leaves the field out gets.
enum Missing {
    Default,
    Value(TokenStream),
    Refused,
}

fn implementation(input: &DeriveInput) -> Result<TokenStream> {
    if let Some(parameter) = input.generics.params.first() {
        return Err(Error::new_spanned(parameter, "the metadata of a registry is one type, without parameters"));
    }
    let core = struct_attributes(&input.attrs)?;
    let ident = &input.ident;
    let fields = named_fields(input)?;
    let names: Vec<&Ident> = fields.iter().filter_map(|field| field.ident.as_ref()).collect();
    let texts: Vec<String> = names.iter().map(|name| name.to_string().trim_start_matches("r#").to_owned()).collect();
    let types: Vec<&Type> = fields.iter().map(|field| &field.ty).collect();
    let values = fields.iter().map(|field| value(&core, field)).collect::<Result<Vec<_>>>()?;
    let defaults = defaults(&core, ident, &fields)?;
    Ok(quote! {
        const _: () = {
            type __RegistryMetadata = #ident;
            const _: () = {
                #[doc(hidden)]
                pub struct #ident { #(pub #names: #core::__private::Option<#types>,)* }

                impl #ident {
                    #[doc(hidden)]
                    pub const NONE: Self = Self { #(#names: #core::__private::Option::None,)* };

                    #[doc(hidden)]
                    #[allow(clippy::needless_pass_by_value, clippy::must_use_candidate)]
                    pub const fn build(self) -> __RegistryMetadata {
                        let Self { #(#names,)* } = self;
                        __RegistryMetadata { #(#names: #values,)* }
                    }
                }

                impl #core::__private::MetadataFields for #ident {
                    const NONE: Self = Self::NONE;
                }

                impl #core::Metadata for __RegistryMetadata {
                    type Fields = #ident;

                    fn fields(&self) -> #core::__private::Vec<(&'static ::core::primitive::str, #core::MetadataValue)> {
                        #[allow(unused_imports)]
                        use #core::__private::{FieldDebug as _, FieldHidden as _, FieldValue as _};
                        #[allow(unused_mut)]
                        let mut fields = #core::__private::Vec::new();
                        #(if let #core::__private::Option::Some(value) =
                            (&&&#core::__private::FieldProbe(&self.#names)).probe()
                        {
                            fields.push((#texts, value));
                        })*
                        fields
                    }
                }

                #defaults
            };
        };
    })
}

/// Where no field is required.
fn defaults(core: &Tokens, ident: &Ident, fields: &[&Field]) -> Result<Option<TokenStream>> {
    for field in fields {
        if matches!(missing(field)?, Missing::Refused) {
            return Ok(None);
        }
    }
    Ok(Some(quote! {
        impl #core::DefaultMetadata for __RegistryMetadata {
            fn defaults() -> Self {
                #ident::NONE.build()
            }
        }
    }))
}

fn named_fields(input: &DeriveInput) -> Result<Vec<&Field>> {
    match &input.data {
        Data::Struct(data) => match &data.fields {
            Fields::Named(fields) => Ok(fields.named.iter().collect()),
            Fields::Unit => Ok(Vec::new()),
            Fields::Unnamed(fields) => {
                Err(Error::new_spanned(fields, "the fields of metadata need names: `meta(name = value)`"))
            }
        },
        _ => Err(Error::new_spanned(&input.ident, "metadata is a struct with named fields")),
    }
}

/// `#[metadata(crate = path)]` on the struct.
fn struct_attributes(attributes: &[Attribute]) -> Result<Tokens> {
    let mut core = core_path::default();
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("metadata")) {
        attribute.parse_args_with(|input: syn::parse::ParseStream| {
            parse_stream(input, &["crate"], |_, input| {
                core = core_path::parse(input)?;
                Ok(())
            })
        })?;
    }
    Ok(core)
}

/// The value of the field when the metadata is built.
fn value(core: &Tokens, field: &Field) -> Result<TokenStream> {
    let name = &field.ident;
    let missing = match missing(field)? {
        Missing::Value(value) => value,
        Missing::Default => {
            let field_type = &field.ty;
            quote_spanned!(field_type.span()=> <#field_type as #core::ConstDefault>::DEFAULT)
        }
        Missing::Refused => {
            let name = name.as_ref().map(ToString::to_string).unwrap_or_default();
            let message = format!("the metadata field `{name}` is required; add `meta({name} = ..)`");
            quote!(#core::__private::panic!(#message))
        }
    };
    Ok(quote! {
        match #name {
            #core::__private::Option::Some(given) => given,
            #core::__private::Option::None => #missing,
        }
    })
}

fn missing(field: &Field) -> Result<Missing> {
    let mut missing = None;
    for attribute in field.attrs.iter().filter(|attribute| attribute.path().is_ident("metadata")) {
        attribute.parse_args_with(|input: syn::parse::ParseStream| {
            parse_stream(input, &["default", "required"], |word, input| {
                if missing.is_some() {
                    return Err(Error::new(word.span(), "a required field has no default; choose one"));
                }
                missing = Some(if word == "required" {
                    Missing::Refused
                } else {
                    input.parse::<Token![=]>()?;
                    Missing::Value(enclosed_expression(input)?)
                });
                Ok(())
            })
        })?;
    }
    Ok(missing.unwrap_or(Missing::Default))
}
