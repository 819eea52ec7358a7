//! The header of the annotated item: what it is and what it is called. Bodies stay unread.

use crate::docs::Docs;
use crate::header::{Attributes, Header, Parameter};
use crate::tokens::{group, is_punct, is_word};
use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};
use syn::{Error, Result};

pub(crate) struct Item {
    pub(crate) form: Form,
    pub(crate) docs: Docs,
    /// `#[cfg(..)]` attributes, which hold for the registration too
    pub(crate) cfgs: Vec<TokenStream>,
    /// Whether it has the attribute `#[deprecated]`, and so cannot be named without a warning.
    pub(crate) is_deprecated: bool,
}

pub(crate) enum Form {
    /// `struct` or `enum`, with the names of its type and `const` parameters
    Type {
        ident: Ident,
        parameters: Vec<Ident>,
    },
    /// `type Alias = ..;`
    Alias {
        ident: Ident,
    },
    /// `impl Trait for Type`; the span is that of `impl`
    Implementation {
        self_type: TokenStream,
        span: Span,
    },
    /// `fn`; `arguments` are the tokens between its parentheses
    Function {
        ident: Ident,
        arguments: TokenStream,
        has_output: bool,
    },
    Static {
        ident: Ident,
    },
    Const {
        ident: Ident,
        value_type: TokenStream,
    },
}

/// Reads the header of `item`.
pub(crate) fn parse(item: TokenStream) -> Result<Item> {
    let mut header = Header::new(item);
    let Attributes { docs, cfgs, is_deprecated, .. } = header.attributes();
    header.visibility();
    let form = header.form()?;
    Ok(Item { form, docs, cfgs, is_deprecated })
}

impl Header {
    fn form(&mut self) -> Result<Form> {
        let mut after_const = None;
        loop {
            let Some(token) = self.take() else {
                return Err(Error::new(Span::call_site(), "expected an item"));
            };
            let word = match &token {
                TokenTree::Ident(word) => word.to_string(),
                // the ABI of `extern "C" fn`
                TokenTree::Literal(_) => continue,
                other => return Err(unsupported(other.span(), "this")),
            };
            match word.as_str() {
                "struct" | "enum" => return self.type_item(),
                "type" => return self.alias(),
                "impl" => return self.implementation(token.span()),
                "fn" => return self.function(),
                "static" => return self.static_item(),
                "const" => after_const = Some(token.span()),
                "async" | "unsafe" | "extern" | "default" | "safe" => {}
                "trait" => {
                    return Err(Error::new(
                        token.span(),
                        "a trait cannot be registered; register the types that implement it",
                    ));
                }
                _ if after_const.is_some() => {
                    self.next -= 1;
                    return self.const_item();
                }
                other => return Err(unsupported(token.span(), &format!("`{other}`"))),
            }
        }
    }

    fn type_item(&mut self) -> Result<Form> {
        let ident = self.ident()?;
        let parameters = self.generics()?;
        if let Some(lifetime) = parameters.iter().find(|parameter| parameter.is_lifetime) {
            return Err(Error::new_spanned(
                &lifetime.tokens,
                format!("a type that borrows cannot be registered; register `type Alias = {ident}<'static>;` instead"),
            ));
        }
        Ok(Form::Type { ident, parameters: parameters.into_iter().map(|parameter| parameter.ident).collect() })
    }

    fn alias(&mut self) -> Result<Form> {
        let ident = self.ident()?;
        refuse(&self.generics()?, "a type alias with parameters is not one type; give each instance an alias")?;
        Ok(Form::Alias { ident })
    }

    fn implementation(&mut self, span: Span) -> Result<Form> {
        refuse(
            &self.generics()?,
            "a generic `impl` is not one component; register `type Alias = Type<..>;` for each instance",
        )?;
        self.until(|token| is_word(token, "for") || group(token, Delimiter::Brace).is_some());
        if !self.take_word("for") {
            return Err(Error::new(span, "expected `impl Trait for Type`"));
        }
        let last = self.tokens.len();
        let mut self_type: Vec<TokenTree> = self.until(|token| is_word(token, "where")).into_iter().collect();
        if self.next == last {
            self_type.pop(); // the body
        }
        Ok(Form::Implementation { self_type: self_type.into_iter().collect(), span })
    }

    fn function(&mut self) -> Result<Form> {
        let ident = self.ident()?;
        if let Some(parameter) = self.generics()?.iter().find(|parameter| !parameter.is_lifetime) {
            return Err(Error::new_spanned(
                &parameter.tokens,
                "a generic function is not one component; register a function that calls the instance you mean",
            ));
        }
        let arguments = match self.take() {
            Some(TokenTree::Group(arguments)) => arguments.stream(),
            other => {
                let span = other.map_or_else(|| ident.span(), |token| token.span());
                return Err(Error::new(span, "expected the arguments of a function"));
            }
        };
        if let Some(receiver) = arguments.clone().into_iter().take(4).find(|token| is_word(token, "self")) {
            return Err(Error::new(receiver.span(), "a method cannot be registered; register the type or a function"));
        }
        let has_output = self.take_arrow();
        Ok(Form::Function { ident, arguments, has_output })
    }

    fn static_item(&mut self) -> Result<Form> {
        if let Some(token) = self.peek().filter(|token| is_word(token, "mut")) {
            return Err(Error::new(token.span(), "a `static mut` cannot be registered; remove `mut`"));
        }
        Ok(Form::Static { ident: self.ident()? })
    }

    fn const_item(&mut self) -> Result<Form> {
        let ident = self.ident()?;
        if ident == "_" {
            return Err(Error::new(ident.span(), "a constant without a name cannot be registered"));
        }
        self.skip(1); // `:`
        let value_type = self.until(|token| is_punct(token, '='));
        Ok(Form::Const { ident, value_type })
    }
}

fn refuse(parameters: &[Parameter], message: &str) -> Result<()> {
    match parameters.first() {
        Some(parameter) => Err(Error::new_spanned(&parameter.tokens, message)),
        None => Ok(()),
    }
}

fn unsupported(span: Span, what: &str) -> Error {
    Error::new(
        span,
        format!(
            "{what} cannot be registered; `#[register]` takes a struct, an enum, a function, a static, a constant, \
             a type alias or an `impl Trait for Type`"
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(text: &str) -> String {
        match parse(text.parse().unwrap()) {
            Ok(Item { form: Form::Type { ident, parameters }, .. }) => {
                let parameters: Vec<String> = parameters.iter().map(ToString::to_string).collect();
                format!("type {ident} [{}]", parameters.join(", "))
            }
            Ok(Item { form: Form::Alias { ident }, .. }) => format!("alias {ident}"),
            Ok(Item { form: Form::Implementation { self_type, .. }, .. }) => format!("impl {self_type}"),
            Ok(Item { form: Form::Function { ident, arguments, has_output }, .. }) => {
                format!("fn {ident} ({arguments}){}", if has_output { " -> _" } else { "" })
            }
            Ok(Item { form: Form::Static { ident }, .. }) => format!("static {ident}"),
            Ok(Item { form: Form::Const { ident, value_type }, .. }) => format!("const {ident}: {value_type}"),
            Err(error) => format!("error: {error}"),
        }
    }

    #[test]
    fn every_form_is_recognised() {
        for (text, expected) in [
            ("#[derive(Default)] pub struct F1;", "type F1 []"),
            ("pub(crate) enum E { A }", "type E []"),
            ("struct N<T: Into<Vec<u8>>, const W: usize = 3>(T);", "type N [T, W]"),
            ("type A = N<f32, { 1 + 1 }>;", "alias A"),
            ("impl Metric for other::Foreign { fn f() {} }", "impl other :: Foreign"),
            ("unsafe impl a::Tr<B<C>> for Vec<u8> where u8: Copy {}", "impl Vec < u8 >"),
            ("pub const fn f(a: u8) -> Vec<u8> { g() }", "fn f (a : u8) -> _"),
            ("pub unsafe extern \"C\" fn f<'a>() where u8: Copy {}", "fn f ()"),
            ("async fn r#type() {}", "fn r#type ()"),
            ("static S: Foo<Item = u8> = x();", "static S"),
            ("pub const C: Foo<Item = u8> = x();", "const C: Foo < Item = u8 >"),
        ] {
            assert_eq!(form(text), expected, "{text}");
        }
    }

    #[test]
    fn what_cannot_be_registered_is_refused() {
        for (text, expected) in [
            ("trait T {}", "a trait cannot be registered"),
            ("mod m {}", "`mod` cannot be registered"),
            ("struct B<'a>(&'a str);", "type Alias = B<'static>"),
            ("fn f<T>() {}", "a generic function"),
            ("fn f(&mut self) {}", "a method"),
            ("static mut S: u8 = 0;", "static mut"),
            ("impl Foo {}", "impl Trait for Type"),
            ("impl<T> Tr for Vec<T> {}", "a generic `impl`"),
            ("const _: u8 = 0;", "without a name"),
            ("type A<T> = Vec<T>;", "a type alias with parameters"),
        ] {
            let found = form(text);
            assert!(found.starts_with("error: ") && found.contains(expected), "{text}: {found}");
        }
    }

    #[test]
    fn cfgs_are_kept() {
        let item = parse("#[cfg(unix)] #[derive(Debug)] #[cfg(test)] struct S;".parse().unwrap()).unwrap();
        let cfgs: Vec<String> = item.cfgs.iter().map(ToString::to_string).collect();
        assert_eq!(cfgs, ["cfg (unix)", "cfg (test)"]);
    }
}
