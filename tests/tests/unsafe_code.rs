//! Every `unsafe` in the sources has its argument in `docs/unsafe.md`, and nothing else is there.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");

const MEMBERS: &[&str] =
    &["benches", "registry-core", "registry-examples", "registry-macros", "registry-runtime", "tests"];

/// What others made: build output, and snapshots of expansions.
const GENERATED: &[&str] = &["target", "expanded"];

/// How often `unsafe` stands in an item of a file.
type Uses = BTreeMap<(String, String), usize>;

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() && !name.starts_with('.') && !GENERATED.contains(&name.as_str()) {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

fn uses_in_sources() -> Uses {
    let mut files = Vec::new();
    for folder in std::fs::read_dir(ROOT).unwrap().map(|entry| entry.unwrap().path()) {
        // build output may be in a folder of any name
        if MEMBERS.iter().any(|member| folder.ends_with(member)) {
            sources(&folder, &mut files);
        }
    }
    assert!(files.len() > 100, "only {} sources", files.len());
    let mut uses = Uses::new();
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        let tokens: TokenStream = text.parse().unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let path = file.strip_prefix(ROOT).unwrap().to_string_lossy().replace('\\', "/");
        count(tokens, "", &mut |item| *uses.entry((path.clone(), item.to_owned())).or_default() += 1);
    }
    uses
}

/// Calls `found` with the item of each `unsafe`: the innermost one with a name that it stands in, or before.
fn count(tokens: TokenStream, outer: &str, found: &mut dyn FnMut(&str)) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut item = outer.to_owned();
    let mut waiting = 0;
    for (place, token) in tokens.iter().enumerate() {
        match token {
            TokenTree::Ident(word) if word == "unsafe" => waiting += 1,
            // what is written inside of a macro belongs to the macro
            TokenTree::Ident(_) if !outer.ends_with('!') => item = named(&tokens, place).unwrap_or(item),
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                (0..std::mem::take(&mut waiting)).for_each(|_| found(&item));
                count(group.stream(), &item, found);
                outer.clone_into(&mut item);
            }
            TokenTree::Group(group) => {
                // an attribute is of the item that follows
                let is_attribute = follows(&tokens, place, &['#']);
                count(group.stream(), &item, &mut |inner| if is_attribute { waiting += 1 } else { found(inner) });
            }
            TokenTree::Punct(mark) if mark.as_char() == ';' => {
                (0..std::mem::take(&mut waiting)).for_each(|_| found(&item));
                outer.clone_into(&mut item);
            }
            _ => {}
        }
    }
    (0..waiting).for_each(|_| found(&item));
}

/// Whether one of these marks stands before the token at `place`.
fn follows(tokens: &[TokenTree], place: usize, marks: &[char]) -> bool {
    let before = place.checked_sub(1).map(|before| &tokens[before]);
    matches!(before, Some(TokenTree::Punct(mark)) if marks.contains(&mark.as_char()))
}

/// The item whose header begins at `place`.
fn named(tokens: &[TokenTree], place: usize) -> Option<String> {
    let word = |after: usize| match tokens.get(place + after) {
        Some(TokenTree::Ident(word)) => Some(word.to_string()),
        _ => None,
    };
    match word(0)?.as_str() {
        "macro_rules" => Some(format!("{}!", word(2)?)),
        "impl" => {
            let is_body =
                |token: &TokenTree| matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace);
            let header = tokens[place..].iter().take_while(|token| !is_body(token)).cloned();
            Some(TokenStream::from_iter(header).to_string())
        }
        // `*const T` and `'static` are no items
        "const" | "static" if follows(tokens, place, &['*', '\'']) => None,
        sort @ ("fn" | "static" | "const" | "struct" | "enum" | "trait" | "mod") => {
            let name = word(1).filter(|next| next != "mut").or_else(|| word(2))?;
            (!["fn", "async", "unsafe", "extern"].contains(&name.as_str())).then(|| format!("{sort} {name}"))
        }
        _ => None,
    }
}

/// What `docs/unsafe.md` says: headings as [`heading`] writes them, each with an argument below; headings in a row share one.
fn uses_in_book() -> Uses {
    let book = std::fs::read_to_string(format!("{ROOT}/docs/unsafe.md")).unwrap();
    let mut uses = Uses::new();
    let mut unexplained = None;
    for section in book.split("\n### ").skip(1) {
        let (heading, argument) = section.split_once('\n').unwrap_or((section, ""));
        let [_, path, _, item, times] = heading.split('`').collect::<Vec<_>>()[..] else {
            panic!("docs/unsafe.md: a heading is \"### `path`: `item`\", and not {heading:?}");
        };
        let times = times.strip_prefix(", ").and_then(|times| times.strip_suffix(" times"));
        let times =
            times.map_or(1, |times| times.parse().unwrap_or_else(|_| panic!("docs/unsafe.md: how often? {heading}")));
        unexplained = if argument.is_empty() { Some(heading) } else { None };
        assert!(argument.is_empty() || argument.trim().len() > 40, "docs/unsafe.md: why is it sound? {heading}");
        assert!(uses.insert((path.to_owned(), item.to_owned()), times).is_none(), "docs/unsafe.md: twice: {heading}");
    }
    assert_eq!(unexplained, None, "docs/unsafe.md: why is it sound?");
    uses
}

fn heading(((path, item), times): (&(String, String), &usize)) -> String {
    let times = if *times == 1 { String::new() } else { format!(", {times} times") };
    format!("### `{path}`: `{item}`{times}\n")
}

/// The headings that `uses` has and `others` has not.
fn missing(uses: &Uses, others: &Uses) -> String {
    uses.iter().filter(|(item, times)| others.get(*item) != Some(*times)).map(heading).collect()
}

#[test]
fn every_unsafe_has_its_argument_in_the_book() {
    let (sources, book) = (uses_in_sources(), uses_in_book());
    let (unexplained, gone) = (missing(&sources, &book), missing(&book, &sources));
    assert!(
        unexplained.is_empty() && gone.is_empty(),
        "docs/unsafe.md and the sources differ.\n\
         In the sources, but not in the book: add these headings, with the argument why it is sound below each.\n{unexplained}\n\
         In the book, but not in the sources: remove these, or correct them.\n{gone}"
    );
}

#[test]
fn items_are_found() {
    let source = r#"
        unsafe impl<T> Sync for A<T> {}
        #[unsafe(no_mangle)]
        pub extern "C" fn f(a: *const u8, b: &'static str) -> u8 {
            let c = a as *const u8; // unsafe
            g("unsafe", || unsafe { *c }) + unsafe { h() }
        }
        impl B { const unsafe fn i() {} }
        macro_rules! j { ($k:ident) => { #[unsafe(no_mangle)] static $k: u8 = 0; fn l() { unsafe {} } }; }
        #[cfg_attr(unix, unsafe(link_section = "a"))]
        static mut M: u8 = 0;
        unsafe extern "C" { fn n(); }
        mod o { fn p() {} unsafe trait Q {} }
    "#;
    let mut found = Vec::new();
    count(source.parse().unwrap(), "", &mut |item| found.push(item.to_owned()));
    let expected =
        ["impl < T > Sync for A < T >", "fn f", "fn f", "fn f", "fn i", "j!", "j!", "static M", "", "trait Q"];
    assert_eq!(found, expected);
}
