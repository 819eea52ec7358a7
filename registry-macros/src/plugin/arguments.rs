//! What stands in the parentheses of `#[plugin(..)]`.

use crate::names::{self, Name};
use crate::path::is_value;
use crate::tokens::{self, Tokens};
use crate::{arguments, core_path};
use proc_macro2::TokenStream;
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::{Error, Ident, Result, Token, Type};

const KNOWN: &[&str] =
    &["name", "aliases", "groups", "anonymous", "check", "ready", "unload", "type", "handle", "crate"];

pub(crate) struct Arguments {
    pub(crate) name: Option<Name>,
    pub(crate) aliases: Vec<Name>,
    pub(crate) groups: Vec<Name>,
    pub(crate) anonymous: bool,
    pub(crate) check: Option<TokenStream>,
    pub(crate) ready: Vec<TokenStream>,
    pub(crate) unload: Option<TokenStream>,
    /// The type of the instance, if the return type does not say it.
    pub(crate) output: Option<TokenStream>,
    /// The identifier of the handle's type, if it is not that of the function.
    pub(crate) handle: Option<Ident>,
    pub(crate) core: Tokens,
}

/// Parses the arguments.
pub(crate) fn parse(tokens: TokenStream) -> Result<Arguments> {
    let mut parsed = Arguments {
        name: None,
        aliases: Vec::new(),
        groups: Vec::new(),
        anonymous: false,
        check: None,
        ready: Vec::new(),
        unload: None,
        output: None,
        handle: None,
        core: core_path::default(),
    };
    arguments::parse_list(tokens, KNOWN, |word, input| {
        match word.to_string().as_str() {
            "name" => parsed.name = Some(names::parse(word, input)?),
            "aliases" => parsed.aliases = list_of_names(word, input)?,
            "groups" => parsed.groups = list_of_names(word, input)?,
            "anonymous" => parsed.anonymous = true,
            "check" => parsed.check = Some(hook(word, input)?),
            "ready" => parsed.ready = hooks(word, input)?,
            "unload" => parsed.unload = Some(hook(word, input)?),
            "type" => parsed.output = Some(output(word, input)?),
            "handle" => parsed.handle = Some(handle(word, input)?),
            _ => parsed.core = core_path::parse(input)?,
        }
        Ok(())
    })?;
    names::check_distinct(parsed.name.as_ref(), &parsed.aliases)?;
    check_groups(&parsed.groups)?;
    Ok(parsed)
}

/// Takes the `=`, after which `form` must follow.
fn equals(word: &Ident, input: ParseStream, form: &str) -> Result<()> {
    if input.peek(Token![=]) {
        input.parse::<Token![=]>()?;
        return Ok(());
    }
    Err(Error::new(word.span(), format!("`{word}` needs a value: `{word} = {form}`")))
}

fn list_of_names(word: &Ident, input: ParseStream) -> Result<Vec<Name>> {
    if !(input.peek(Token![=]) && input.peek2(syn::token::Bracket)) {
        return Err(Error::new(word.span(), format!("`{word}` needs a list: `{word} = [\"..\"]`")));
    }
    names::parse_list(input)
}

fn check_groups(groups: &[Name]) -> Result<()> {
    let mut seen = Vec::new();
    for group in groups {
        let Name::Literal(literal) = group else { continue };
        if seen.contains(&literal.value()) {
            return Err(Error::new(literal.span(), format!("the group {:?} is given twice", literal.value())));
        }
        seen.push(literal.value());
    }
    Ok(())
}

fn hook(word: &Ident, input: ParseStream) -> Result<TokenStream> {
    equals(word, input, "Type::method")?;
    path(word, tokens::expression(input)?)
}

fn hooks(word: &Ident, input: ParseStream) -> Result<Vec<TokenStream>> {
    equals(word, input, "Type::method")?;
    if !input.peek(syn::token::Bracket) {
        return Ok(vec![path(word, tokens::expression(input)?)?]);
    }
    let list;
    syn::bracketed!(list in input);
    let mut hooks = Vec::new();
    while !list.is_empty() {
        hooks.push(path(word, tokens::expression(&list)?)?);
        if !list.is_empty() {
            list.parse::<Token![,]>()?;
        }
    }
    Ok(hooks)
}

fn path(word: &Ident, path: TokenStream) -> Result<TokenStream> {
    if !is_value(path.clone()) {
        return Err(Error::new_spanned(
            path,
            format!("expected the path of a function that takes the instance: `{word} = Type::method`"),
        ));
    }
    Ok(path)
}

/// A type.
fn output(word: &Ident, input: ParseStream) -> Result<TokenStream> {
    equals(word, input, "dyn Trait")?;
    if input.is_empty() || input.peek(Token![,]) {
        return Err(Error::new(word.span(), "`type` needs a type: `type = dyn Trait`"));
    }
    let place = input.span();
    let wrong = "expected a type: `type = dyn Trait`";
    let output = tokens::type_tokens(input)?.ok_or_else(|| Error::new(place, wrong))?;
    match syn::parse2::<Type>(output.clone()) {
        // as the length of an array may be, which `syn` without its feature `full` does not read
        Err(error) if !error.to_string().starts_with("unsupported expression") => {
            Err(Error::new_spanned(output, wrong))
        }
        _ => Ok(output),
    }
}

fn handle(word: &Ident, input: ParseStream) -> Result<Ident> {
    equals(word, input, "identifier")?;
    let ident = input.call(Ident::parse_any)?;
    syn::parse_str::<Ident>(&ident.to_string())
        .map_err(|_| Error::new(ident.span(), "expected an identifier: `handle = DbClient`"))?;
    Ok(ident)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokens::compact;

    fn parsed(text: &str) -> Arguments {
        parse(text.parse().unwrap()).unwrap_or_else(|error| panic!("{text}: {error}"))
    }

    fn fault(text: &str) -> String {
        parse(text.parse().unwrap()).err().map_or_else(|| panic!("{text} is parsed"), |error| error.to_string())
    }

    #[test]
    fn every_argument_is_read() {
        let arguments = parsed(
            "name = \"a.b\", aliases = [\"c\", D], groups = [\"g\"], anonymous, check = A::b, ready = [a, <B<C, D> as E>::f], \
             unload = close, type = dyn Map<u8, u8> + Send, handle = H, crate = a::b",
        );
        assert!(matches!(&arguments.name, Some(Name::Literal(name)) if name.value() == "a.b"));
        assert_eq!((arguments.aliases.len(), arguments.groups.len(), arguments.anonymous), (2, 1, true));
        assert_eq!(compact(&arguments.check.unwrap()), "A::b");
        let ready: Vec<String> = arguments.ready.iter().map(compact).collect();
        assert_eq!(ready, ["a", "<B<C,D>asE>::f"]);
        assert_eq!(compact(&arguments.unload.unwrap()), "close");
        assert_eq!(compact(&arguments.output.unwrap()), "dynMap<u8,u8>+Send");
        assert_eq!(arguments.handle.unwrap(), "H");
        assert_eq!(compact(&arguments.core.into_stream()), "a::b");
        assert_eq!(parsed("ready = a::b").ready.len(), 1);
        assert!(parsed("type = [u8; { 1 + 1 }]").output.is_some());
        assert!(!parsed("").anonymous);
    }

    #[test]
    fn mistakes_are_named() {
        for (text, expected) in [
            ("unlod = a", "unknown argument `unlod`; did you mean `unload`?"),
            ("unload = a, unload = b", "`unload` is given twice"),
            ("name = \"\"", "a name must not be empty"),
            ("name = \"a\", aliases = [\"a\"]", "already has the name \"a\""),
            ("groups = [\"a\", \"a\"]", "the group \"a\" is given twice"),
            ("groups = \"a\"", "`groups` needs a list: `groups = [\"..\"]`"),
            ("unload", "`unload` needs a value: `unload = Type::method`"),
            ("unload = |it| it", "expected the path of a function that takes the instance: `unload = Type::method`"),
            ("type = ", "`type` needs a type: `type = dyn Trait`"),
            ("type = dyn", "expected a type: `type = dyn Trait`"),
            ("type = Map<u8", "this `<` has no `>`"),
            ("type = Map<u8>>, handle = H", "expected a type: `type = dyn Trait`"),
            ("handle = fn", "expected an identifier"),
        ] {
            let found = fault(text);
            assert!(found.contains(expected), "{text}: {found}");
        }
    }
}
