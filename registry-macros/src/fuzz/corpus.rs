//! What the inputs are made of: valid calls of each macro, and tokens that are seldom seen.

use super::Macro;
use proc_macro2::{Delimiter, Group, Ident, Literal, Punct, Spacing, Span, TokenStream, TokenTree};

/// A call of a macro: what stands in its parentheses, and the item below it, which a function-like macro does not have.
#[derive(Clone)]
pub(super) struct Call {
    pub(super) called: Macro,
    pub(super) arguments: TokenStream,
    pub(super) item: TokenStream,
}

/// Everything that inputs are made of, as tokens.
pub(super) struct Corpus {
    pub(super) calls: Vec<Call>,
    pub(super) odd: Vec<Vec<TokenTree>>,
}

impl Corpus {
    pub(super) fn new() -> Self {
        let calls = CALLS.iter().map(|(called, arguments, item)| call(*called, arguments, item)).collect();
        let mut odd: Vec<Vec<TokenTree>> = ODD.iter().map(|text| tokens(text).into_iter().collect()).collect();
        odd.extend(not_written().map(|mut token| {
            token.set_span(somewhere());
            vec![token]
        }));
        Self { calls, odd }
    }
}

pub(super) fn call(called: Macro, arguments: &str, item: &str) -> Call {
    Call { called, arguments: tokens(arguments), item: tokens(item) }
}

fn tokens(text: &str) -> TokenStream {
    text.parse().unwrap_or_else(|error| panic!("{error}: {text}"))
}

/// The place of a token that stands in a source, unlike that of a macro call.
pub(super) fn somewhere() -> Span {
    tokens("here").into_iter().next().map_or_else(Span::call_site, |token| token.span())
}

/// Tokens that other macros make, and that nobody can write.
fn not_written() -> impl Iterator<Item = TokenTree> {
    let invisible = |text: &str| Group::new(Delimiter::None, tokens(text)).into();
    [
        Literal::i64_unsuffixed(-1).into(),
        Literal::i8_suffixed(-128).into(),
        Literal::f64_unsuffixed(-0.5).into(),
        Literal::string(&"n".repeat(128)).into(),
        Literal::string(&"n".repeat(129)).into(),
        Literal::string("nul\0 and \u{202e}").into(),
        Punct::new('=', Spacing::Joint).into(),
        Punct::new('\'', Spacing::Joint).into(),
        Punct::new('\'', Spacing::Alone).into(),
        Punct::new(':', Spacing::Joint).into(),
        Ident::new_raw("fn", Span::call_site()).into(),
        invisible(""),
        invisible("\"in_a_group\""),
        invisible("a::B"),
        invisible("dyn Metric + Send"),
        invisible("pub(crate)"),
        invisible("1 + 2"),
        invisible("struct Inside;"),
    ]
    .into_iter()
}

const ODD: &[&str] = &[
    "r#type",
    "r#kind",
    "r#struct",
    "_",
    "self",
    "Self",
    "crate",
    "super",
    "dyn",
    "impl",
    "where",
    "mut",
    "const",
    "async",
    "unsafe",
    "extern",
    "fn",
    "static",
    "for",
    "Größe",
    "数",
    "T",
    "N",
    "name",
    "aliases",
    "meta",
    "api",
    "config",
    "deprecated",
    "stable",
    "new",
    "factory",
    "secondary",
    "replaces",
    "types",
    "duplicates",
    "case",
    "strip_prefix",
    "strip_suffix",
    "secondary_of",
    "groups",
    "anonymous",
    "check",
    "ready",
    "unload",
    "type",
    "handle",
    "required",
    "default",
    "dep",
    "arg",
    "since",
    "note",
    "remove_in",
    "kind =",
    "name =",
    "crate =",
    ",",
    ";",
    "=",
    "::",
    ":",
    "<",
    ">",
    "<<",
    ">>",
    "->",
    "=>",
    "..",
    "..=",
    "&",
    "&&",
    "*",
    "!",
    "?",
    "#",
    "$",
    "@",
    "+",
    "-",
    "|",
    "'a",
    "'static",
    "'_",
    "()",
    "[]",
    "{}",
    "(,)",
    "[[[]]]",
    "({[()]})",
    "\"\"",
    "\" \"",
    "\"\\0\"",
    "\"\\u{10ffff}\"",
    "\"a b\"",
    "\"::\"",
    "\"a::\"",
    "\"::a\"",
    "\"a::b\"",
    "\"a::b::\"",
    "\"<A>::b\"",
    "\"_\"",
    "\"1\"",
    "\"r#type\"",
    "\"self\"",
    "\"ß\"",
    "\"İ\"",
    "\"{T}\"",
    "\"{}\"",
    "\"metrics\"",
    "\"-\"",
    "\"a-b\"",
    "\"a.b\"",
    "r#\"raw \"quoted\"\"#",
    "b\"bytes\"",
    "c\"c string\"",
    "\"suffix\"usize",
    "'c'",
    "b'b'",
    "0",
    "1u8",
    "99999999999999999999999999999999999999999999",
    "0xffff_ffff_ffff_ffff_ffff_ffff_ffff_ffff_ffu128",
    "1e999",
    "1.5f32",
    "true",
    "1 + 2",
    "a::<b, c>::D",
    "<A as B<C>>::d",
    "&[1, 2]",
    "|x| x",
    "{ 1 }",
    "if a { b } else { c }",
    "[u8; { 1 + 1 }]",
    "fn(u8) -> u8",
    "dyn for<'a> Fn(&'a str) -> Vec<u8>",
    "impl Trait",
    "Dep<T>",
    "Option<Dep<T>>",
    "Vec<Dep<dyn T>>",
    "Lazy<T>",
    "LoadContext",
    "Option<Option<u8>>",
    "Result<Arc<T>, E>",
    "Box<dyn T>",
    "#[doc = \"text\"]",
    "#[doc(hidden)]",
    "#[doc]",
    "#[doc = include_str!(\"a.md\")]",
    "#[doc = 1]",
    "#[cfg(unix)]",
    "#[cfg_attr(unix, doc = \"x\")]",
    "#[deprecated]",
    "#[allow(dead_code)]",
    "#[allow]",
    "#[metadata(required)]",
    "#[metadata(default = 1)]",
    "#[metadata(crate = a::b)]",
    "#[metadata]",
    "#[dep(\"a\")]",
    "#[dep(a::b)]",
    "#[dep(kind = A)]",
    "#[arg(default = 1)]",
    "#[tool::path(x)]",
    "#![inner]",
    "#[]",
    "#",
    "pub",
    "pub(crate)",
    "pub(in a::b)",
    "<T>",
    "<'a>",
    "<const N: usize>",
    "<T: Into<Vec<u8>>>",
    "/// a comment\n",
    "/** a block\n * of lines */",
];

const CALLS: &[(Macro, &str, &str)] = &[
    (Macro::Register, r#"kind = "metrics""#, "#[derive(Default)] pub struct F1;"),
    (
        Macro::Register,
        r#"kind = "metrics", name = "f1""#,
        "/// Docs.\n#[cfg(unix)] pub(crate) enum F1 { #[default] A, B(u8) }",
    ),
    (
        Macro::Register,
        r#"kind = "api::data-loaders", name = NAME, aliases = ["a", B], meta(category = "x", many = &[1, 2]), api = "v1", stable"#,
        "#[deprecated] #[doc = include_str!(\"a.md\")] struct Loader where u8: Copy { a: &'static u8 }",
    ),
    (
        Macro::Register,
        r#"kind = evalkit::METRICS, deprecated(since = "1.0", note = "n", remove_in = "2.0"), new = <A as B<C, D>>::f"#,
        "pub struct Other { field: Vec<u8> }",
    ),
    (
        Macro::Register,
        r#"kind = "metrics", factory, crate = a::registry_core"#,
        "pub fn make(config: Config) -> Result<Box<dyn Metric>, E> { body() }",
    ),
    (
        Macro::Register,
        r#"kind = "commands""#,
        "pub const unsafe extern \"C\" fn f<'a>(a: &'a u8) -> Vec<u8> where u8: Copy { g(a) }",
    ),
    (Macro::Register, r#"kind = "limits", replaces = a::Other"#, "static LARGE: Foo<Item = u8> = x();"),
    (Macro::Register, r#"kind = "limits", name = concat!("a", "b")"#, "pub const ONE: &'static [u8; 3] = &[1, 2, 3];"),
    (
        Macro::Register,
        r#"kind = "metrics", config, secondary(metadata_handlers = Meta, by_vendor["a b"] = a::X meta(n = 1))"#,
        "struct Micro {}",
    ),
    (
        Macro::Register,
        r#"kind = "norms", name = "norm_{T}_{N}", types((f32, 1), (Vec<f64>, 2)), aliases = ["n{T}{N}"], secondary(a["{T}{N}"] = S<T, N>)"#,
        "struct Norm<T: Into<Vec<u8>>, const N: usize = 3>(T);",
    ),
    (Macro::Register, r#"kind = "norms", name = "{T}", types(f32, [u8; 4])"#, "enum Norm<T> { A(T) }"),
    (Macro::Register, r#"kind = "metrics""#, "type Alias = Norm<f32, { 1 + 1 }>;"),
    (
        Macro::Register,
        r#"kind = "metrics""#,
        "unsafe impl a::Tr<B<C>> for other::Foreign<u8> where u8: Copy { fn f() {} }",
    ),
    (Macro::Registry, "", "/// Docs.\npub static METRICS: Registry<dyn Metric>;"),
    (
        Macro::Registry,
        r#"kind = "storage-backends", case = "kebab-case", strip_prefix = "Disk", strip_suffix = "Backend", duplicates = "keep_first", api = "v1""#,
        "#[cfg(unix)] #[allow(dead_code)] pub(crate) static STORAGE: a::Registry<dyn Tr<u8> + Send + 'static, Info>;",
    ),
    (Macro::Registry, r#"secondary_of = "stores", config, crate = a::b"#, "static r#LABELS: Registry<dyn Label, ()>;"),
    (
        Macro::Registry,
        r#"secondary_of = a::STORES, duplicates = "replace""#,
        "static FUNCTIONS: Registry<fn(u8, &str) -> Vec<u8>, Info>;",
    ),
    (Macro::Registry, "", "static VALUES: Registry<[u8; 4]>;"),
    (
        Macro::Metadata,
        "",
        "#[metadata(crate = a::b)] pub struct Info { #[metadata(required)] pub a: &'static str, #[metadata(default = 1 + 2)] b: u8, r#type: Option<u8>, }",
    ),
    (Macro::Metadata, "", "pub(crate) struct Unit;"),
    (Macro::Entry, r#"METRICS, "f1""#, ""),
    (Macro::Entry, r#"a::METRICS, "größe.v2/α", crate = a::b,"#, ""),
    (
        Macro::DerivedName,
        r#"{ ::registry_core } "snake_case" "Disk" "Handler" { "metrics" {} } "ImageHandler" { { rest } "more" }"#,
        "",
    ),
    (Macro::ErrorAt, r#"{ "token" more } "what is wrong""#, ""),
    (Macro::SameKind, "\"microscopes\\n\" { a::MICROSCOPES } \"microscopes\"", ""),
    #[cfg(feature = "plugin")]
    (
        Macro::Plugin,
        "",
        "/// Docs.\npub fn db_client(#[arg(default = \"a\".into())] url: String) -> Result<Arc<DbClient>, E> { f(url) }",
    ),
    #[cfg(feature = "plugin")]
    (
        Macro::Plugin,
        r#"name = "a.b", aliases = ["c", D], groups = ["g"], check = A::b, ready = [a, <B<C, D> as E>::f], unload = close, type = dyn Map<u8, u8> + Send, handle = H, crate = a::b"#,
        "#[cfg(unix)] #[allow(clippy::x)] pub(crate) async fn r#type(a: Dep<A<B, C>>, #[dep(\"n\")] b: Option<Dep<dyn T>>, #[dep(kind = K)] c: Vec<Dep<D>>, #[dep(p::q)] d: Lazy<X>, mut e: Option<u8>, context: LoadContext) -> io::Result<Box<dyn T + Send>> where u8: Copy { g() }",
    ),
    #[cfg(feature = "plugin")]
    (Macro::Plugin, "anonymous, ready = a::b", "const fn nothing(list: Vec<(u8, [T; 4])>,) {}"),
];
