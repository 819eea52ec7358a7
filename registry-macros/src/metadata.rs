//! `#[derive(Metadata)]`.
//!
//! A registration gives some of the fields. They are collected in a struct of the same name with an `Option` for each
//! field, so that a misspelt or ill-typed field is reported by the compiler in the words of the user's own struct, and
//! so that a required field needs no default.

use crate::arguments::parse_stream;
use crate::core_path;
use crate::header::Header;
use crate::tokens::{Tokens, enclosed_expression, group, is_punct};
use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};
use quote::{quote, quote_spanned};
use syn::ext::IdentExt;
use syn::parse::{ParseStream, Parser};
use syn::spanned::Spanned;
use syn::{Error, Result, Token};

/// The implementation of `Metadata`, or the error.
pub(crate) fn expand(item: TokenStream) -> TokenStream {
    match parse(item) {
        Ok((core, ident, fields)) => implementation(&core, &ident, &fields),
        Err(error) => error.to_compile_error(),
    }
}

struct Field {
    ident: Ident,
    /// Its type.
    declared: TokenStream,
    missing: Missing,
}

/// What a registration that leaves the field out gets.
enum Missing {
    Default,
    Value(TokenStream),
    Refused,
}

/// Where `registry_core` is, the name of the struct, and its fields.
fn parse(item: TokenStream) -> Result<(Tokens, Ident, Vec<Field>)> {
    let mut header = Header::new(item);
    let core = struct_attributes(&header.attributes().metadata)?;
    header.visibility();
    let is_struct = header.take_word("struct");
    header.skip(usize::from(!is_struct));
    let ident = header.ident()?;
    if !is_struct {
        return Err(Error::new(ident.span(), "metadata is a struct with named fields"));
    }
    if let Some(parameter) = header.generics()?.first() {
        let message = "the metadata of a registry is one type, without parameters";
        return Err(Error::new_spanned(&parameter.tokens, message));
    }
    if header.take_word("where") {
        header.until(|token| group(token, Delimiter::Brace).is_some() || is_punct(token, ';'));
    }
    let fields = match header.peek() {
        Some(token) if group(token, Delimiter::Parenthesis).is_some() => {
            return Err(Error::new_spanned(token, "the fields of metadata need names: `meta(name = value)`"));
        }
        Some(TokenTree::Group(fields)) => named_fields(fields.stream())?,
        _ => Vec::new(),
    };
    Ok((core, ident, fields))
}

fn named_fields(list: TokenStream) -> Result<Vec<Field>> {
    let mut header = Header::new(list);
    let mut fields = Vec::new();
    while header.peek().is_some() {
        let missing = missing(&header.attributes().metadata)?;
        header.visibility();
        let ident = header.ident()?;
        header.skip(1); // `:`
        let declared = header.until(|token| is_punct(token, ','));
        header.skip(1);
        fields.push(Field { ident, declared, missing });
    }
    Ok(fields)
}

fn implementation(core: &Tokens, ident: &Ident, fields: &[Field]) -> TokenStream {
    let names: Vec<&Ident> = fields.iter().map(|field| &field.ident).collect();
    let texts: Vec<String> = names.iter().map(|name| name.to_string().trim_start_matches("r#").to_owned()).collect();
    let types: Vec<&TokenStream> = fields.iter().map(|field| &field.declared).collect();
    let values: Vec<TokenStream> = fields.iter().map(|field| value(core, field)).collect();
    let defaults = defaults(core, ident, fields);
    quote! {
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
    }
}

/// Where no field is required.
fn defaults(core: &Tokens, ident: &Ident, fields: &[Field]) -> Option<TokenStream> {
    let is_complete = !fields.iter().any(|field| matches!(field.missing, Missing::Refused));
    is_complete.then(|| {
        quote! {
            impl #core::DefaultMetadata for __RegistryMetadata {
                fn defaults() -> Self {
                    #ident::NONE.build()
                }
            }
        }
    })
}

/// `#[metadata(crate = path)]` on the struct.
fn struct_attributes(attributes: &[Vec<TokenTree>]) -> Result<Tokens> {
    let mut core = core_path::default();
    for attribute in attributes {
        parse_arguments(attribute, &["crate"], |_, input| {
            core = core_path::parse(input)?;
            Ok(())
        })?;
    }
    Ok(core)
}

/// The value of the field when the metadata is built.
fn value(core: &Tokens, field: &Field) -> TokenStream {
    let Field { ident, declared, missing } = field;
    let missing = match missing {
        Missing::Value(value) => value.clone(),
        Missing::Default => quote_spanned!(declared.span()=> <#declared as #core::ConstDefault>::DEFAULT),
        Missing::Refused => {
            let message = format!("the metadata field `{ident}` is required; add `meta({ident} = ..)`");
            quote!(#core::__private::panic!(#message))
        }
    };
    quote! {
        match #ident {
            #core::__private::Option::Some(given) => given,
            #core::__private::Option::None => #missing,
        }
    }
}

/// `#[metadata(required)]` or `#[metadata(default = value)]` on a field.
fn missing(attributes: &[Vec<TokenTree>]) -> Result<Missing> {
    let mut missing = None;
    for attribute in attributes {
        parse_arguments(attribute, &["default", "required"], |word, input| {
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
        })?;
    }
    Ok(missing.unwrap_or(Missing::Default))
}

/// Parses the list in the parentheses of an attribute.
fn parse_arguments(
    attribute: &[TokenTree],
    known: &[&str],
    argument: impl FnMut(&Ident, ParseStream) -> Result<()>,
) -> Result<()> {
    let tokens: TokenStream = attribute.iter().cloned().collect();
    let missing = Error::new_spanned(&tokens, "expected arguments in parentheses: `#[metadata(..)]`");
    let parser = |input: ParseStream| {
        input.call(Ident::parse_any)?;
        if !input.peek(syn::token::Paren) {
            return Err(missing);
        }
        let list;
        syn::parenthesized!(list in input);
        parse_stream(&list, known, argument)
    };
    parser.parse2(tokens)
}
