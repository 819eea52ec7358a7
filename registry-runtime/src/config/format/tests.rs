use super::super::value::Data;
use super::*;

/// Each value with its path, place and, if it is a single one, what it says.
fn places(format: Format, text: &str) -> Vec<String> {
    let mut found = Vec::new();
    collect(&format.parse(text, "f").unwrap(), "", &mut found);
    found
}

fn collect(value: &Value, path: &str, found: &mut Vec<String>) {
    let place = value.place().map(|place| format!("{}:{}", place.line, place.column)).unwrap();
    match &value.data {
        Data::List(list) => {
            found.push(format!("{path} {place}"));
            for (index, item) in list.iter().enumerate() {
                collect(item, &format!("{path}[{index}]"), found);
            }
        }
        Data::Table(table) => {
            found.push(format!("{path} {place}"));
            for (key, entry) in table {
                collect(entry, &format!("{path}.{key}"), found);
            }
        }
        _ => found.push(format!("{path} {place} {value:?}")),
    }
}

fn assert_refused(format: Format, cases: &[(&str, &str)]) {
    for (text, problem) in cases {
        let problems = format.parse(text, "f").expect_err(text);
        assert_eq!(problems.to_string(), *problem, "{text}");
        assert_eq!(problems.iter().count(), 1);
    }
}

#[test]
fn toml_places() {
    let text =
        "z = 1\n\n[b]\n\"ä\" = ['ä', { x = 1979-05-27 }]\n[[m]]\nname = 'q'\n[[m]]\n[a.c]\nx = -inf\n y = 0xff\n";
    let expected = [
        " 1:1",
        ".z 1:5 1",
        ".b 3:1",
        ".b.ä 4:7",
        ".b.ä[0] 4:8 \"ä\"",
        ".b.ä[1] 4:13",
        ".b.ä[1].x 4:19 \"1979-05-27\"",
        ".m 5:1",
        ".m[0] 5:1",
        ".m[0].name 6:8 \"q\"",
        ".m[1] 7:1",
        ".a 8:2",
        ".a.c 8:1",
        ".a.c.x 9:5 -inf",
        ".a.c.y 10:6 255",
    ];
    assert_eq!(places(Format::Toml, text), expected);
    assert_eq!(places(Format::Toml, ""), [" 1:1"]);
    assert_eq!(
        places(Format::Toml, "a = 1.5\r\nb = 18446744073709551616")[1..],
        [".a 1:5 1.5", ".b 2:5 18446744073709551616"]
    );
}

#[test]
fn toml_problems() {
    let cases = [
        ("a = 1\na = 2", "f:2:1: the key \"a\" is there twice"),
        ("[a]\n[b]\n[a]", "f:3:2: the key \"a\" is there twice"),
        ("a = { 'x y' = 1, \"x y\" = 2 }", "f:1:18: the key \"x y\" is there twice"),
        ("a = 1\n[a.b]", "f:2:2: cannot extend value of type integer with a dotted key"),
        ("a =\n", "f:1:4: string values must be quoted, expected literal string"),
        ("a = 'ä", "f:1:7: invalid literal string, expected `'`"),
        ("a = 1e999", "f:1:5: the number is out of range"),
    ];
    assert_refused(Format::Toml, &cases);
}

#[test]
fn yaml_places() {
    let text = "z: 1\nb:\n  ä: 'ä'\n  l: [ä, {x: 0x10}]\nm:\n  - name: q\n  -\nn: &a\n  - k: .5\no: *a\n";
    let expected = [
        " 1:1",
        ".z 1:4 1",
        ".b 3:3",
        ".b.ä 3:6 \"ä\"",
        ".b.l 4:6",
        ".b.l[0] 4:7 \"ä\"",
        ".b.l[1] 4:10",
        ".b.l[1].x 4:14 16",
        ".m 6:3",
        ".m[0] 6:5",
        ".m[0].name 6:11 \"q\"",
        ".m[1] 7:4 null",
        ".n 8:4",
        ".n[0] 9:5",
        ".n[0].k 9:8 0.5",
        ".o 10:4",
        ".o[0] 9:5",
        ".o[0].k 9:8 0.5",
    ];
    assert_eq!(places(Format::Yaml, text), expected);
}

#[test]
fn yaml_says_nothing() {
    for text in ["", "# nothing\n", "---\n", "---\n...\n", "~"] {
        assert_eq!(places(Format::Yaml, text), [" 1:1"], "{text}");
    }
}

#[test]
fn yaml_keys_and_tags() {
    let keys = "1.10: a\ntrue: b\n~: c\n'<<': d\n&k key: *k\n*k2 : e".replace("*k2 ", "\"*k2\"");
    let expected =
        [".1.10 1:7 \"a\"", ".true 2:7 \"b\"", ".~ 3:4 \"c\"", ".<< 4:7 \"d\"", ".key 5:9 \"key\"", ".*k2 6:8 \"e\""];
    assert_eq!(places(Format::Yaml, &keys)[1..], expected);
    let tags = "- !!str 1\n- !!int '5'\n- ! 5\n- !<tag:yaml.org,2002:float> 0.5\n- '5'\n- |\n  5\n";
    let expected = ["[0] 1:3 \"1\"", "[1] 2:3 5", "[2] 3:3 \"5\"", "[3] 4:3 0.5", "[4] 5:3 \"5\"", "[5] 7:3 \"5\\n\""];
    assert_eq!(places(Format::Yaml, tags)[1..], expected);
    assert_eq!(places(Format::Yaml, "- &a x\n- *a : 1")[2..], ["[1] 2:3", "[1].x 2:8 1"]);
}

#[test]
fn yaml_problems() {
    let cases = [
        ("a: 1\nb: 2\na: 3", "f:3:1: the key \"a\" is there twice"),
        ("a: {1: x, '1': y}", "f:1:11: the key \"1\" is there twice"),
        ("a: 1\n---\nb: 2", "f:2:1: a second document begins; there can be one in a file"),
        ("a: [1", "f:1:6: while parsing a flow sequence, expected ',' or ']'"),
        ("a: b: c", "f:1:5: mapping values are not allowed in this context"),
        ("a: *b", "f:1:4: while parsing node, found unknown anchor"),
        ("a: &a [*a]", "f:1:8: the alias stands for a value that contains it"),
        ("? [a]\n: b", "f:1:3: a list or a table cannot be a key"),
        ("- &a [1]\n- *a : b", "f:2:3: a key that is an alias must stand for text"),
        (
            "a: &a {}\nb:\n  <<: *a",
            "f:3:3: YAML 1.2 has no merge keys; write out the keys, or put \"<<\" in quotes if it is one",
        ),
        ("a: !foo 1", "f:1:4: the tag `!foo` has no meaning here"),
        ("a: !!set {x}", "f:1:4: the tag `!!set` has no meaning here"),
        ("a: !!int x", "f:1:4: the tag `!!int` has no meaning here"),
        ("a: 12e4567", "f:1:4: the number is out of range; put it in quotes if it is text"),
    ];
    assert_refused(Format::Yaml, &cases);
}

#[test]
fn yaml_aliases_have_a_limit() {
    let mut lines = vec!["a0: &a0 [x, x, x, x, x, x, x, x, x, x]".to_owned()];
    for level in 1..20 {
        let item = format!("*a{}", level - 1);
        lines.push(format!("a{level}: &a{level} [{}]", [item.as_str(); 10].join(", ")));
    }
    let text = lines.join("\n");
    let problems = Format::Yaml.parse(&text, "f").unwrap_err().to_string();
    assert!(problems.ends_with(": the aliases stand for more than 100 MB"), "{problems}");

    let mut lines = vec!["a0: &a0 []".to_owned()];
    lines.extend((1..200).map(|level| format!("a{level}: &a{level} [*a{}]", level - 1)));
    let problems = Format::Yaml.parse(&lines.join("\n"), "f").unwrap_err().to_string();
    assert_eq!(problems, "f:128:14: more than 128 tables and lists stand in one another");
}

#[test]
fn json_places() {
    let text = "{\n  \"z\": 1,\n \"ä\": \"ä\", \"l\": [null, {\"\\u0078\": -2.5e1}],\n \"n\":true}";
    let expected = [
        " 1:1",
        ".z 2:8 1",
        ".ä 3:7 \"ä\"",
        ".l 3:17",
        ".l[0] 3:18 null",
        ".l[1] 3:24",
        ".l[1].x 3:35 -25.0",
        ".n 4:6 true",
    ];
    assert_eq!(places(Format::Json, text), expected);
    let largest = "170141183460469231731687303715884105727";
    assert_eq!(places(Format::Json, &format!("\u{feff} {largest}")), [format!(" 1:2 {largest}")]);
    assert_eq!(places(Format::Json, &format!("{largest}0")), [" 1:1 1.7014118346046923e39"]);
}

#[test]
fn json_problems() {
    let cases = [
        ("{\"a\": 1,\n\"\\u0061\": 2}", "f:2:1: the key \"a\" is there twice"),
        ("", "f:1:1: EOF while parsing a value"),
        ("{\"ä\": 1", "f:1:8: EOF while parsing an object"),
        ("{\"ä\": x}", "f:1:7: expected value"),
        ("{\n\"a\" 1}", "f:2:5: expected `:`"),
        ("{} x", "f:1:4: trailing characters"),
        ("[\"\\ud800\"]", "f:1:2: unexpected end of hex escape"),
        ("[NaN]", "f:1:2: expected value"),
        ("[1e999]", "f:1:2: the number is out of range"),
    ];
    assert_refused(Format::Json, &cases);
}

#[test]
fn deep_documents_are_refused() {
    let deep = 100_000;
    for (format, unit) in [
        (Format::Json, "["),
        (Format::Json, "{\"a\":"),
        (Format::Toml, "a=["),
        (Format::Toml, "a.a."),
        (Format::Toml, "a={"),
        (Format::Yaml, "["),
        (Format::Yaml, "{a: "),
        (Format::Yaml, "- "),
        (Format::Yaml, "? "),
    ] {
        assert!(format.parse(&unit.repeat(deep), "f").is_err(), "{unit}");
    }
    let closed = format!("{}{}", "[".repeat(129), "]".repeat(129));
    let problem = Format::Json.parse(&closed, "f").unwrap_err().to_string();
    assert_eq!(problem, "f:1:129: more than 128 tables and lists stand in one another");
    assert!(Format::Json.parse(&closed[1..258 - 1], "f").is_ok());
    assert!(Format::Yaml.parse(&closed[1..258 - 1], "f").is_ok());
    let toml = format!("[{0}a]\n{0}a={1}1{2}", "a.".repeat(78), "[".repeat(70), "]".repeat(70));
    assert!(Format::Toml.parse(&toml, "f").is_ok());
}

#[test]
fn formats_go_by_extension() {
    assert_eq!(Format::of_path("a.b/c.TOML"), Ok(Format::Toml));
    assert_eq!(Format::of_path("c.yml"), Ok(Format::Yaml));
    assert_eq!(Format::of_path("c.yaml"), Ok(Format::Yaml));
    assert_eq!(Format::of_path("c.toml.json"), Ok(Format::Json));
    assert!(Format::of_path("toml").is_err());
}

#[test]
fn only_utf8_is_text() {
    let problem = decode(b"a = '\xc3\xa4\n\xff'".to_vec(), "f").unwrap_err();
    assert_eq!(problem.to_string(), "f:2:1: the text is not UTF-8");
}

/// Pieces that the three grammars care about.
const PIECES: &[&str] = &[
    "a",
    "b",
    "ä",
    "\u{feff}",
    "0",
    "-1",
    "1e9",
    ".5",
    "0x",
    "\"",
    "'",
    "'''",
    "\"\"\"",
    "\\",
    "\\u",
    "d800",
    "{",
    "}",
    "[",
    "]",
    "[[",
    "]]",
    ":",
    ": ",
    ",",
    "=",
    " = ",
    ".",
    "-",
    "- ",
    "--- ",
    "\n---\n",
    "...",
    "?",
    "? ",
    "|\n",
    ">-\n",
    "&a ",
    "*a",
    "<<: ",
    "!",
    "!!str ",
    "!<",
    "%YAML 1.2\n",
    "%TAG ! x\n",
    "#",
    " ",
    "  ",
    "\t",
    "\n",
    "\r",
    "\r\n",
    "null",
    "true",
    "inf",
    "nan",
    "1979-05-27T07:32:00Z",
    "\0",
    "\u{85}",
    "\u{2028}",
    "\u{10ffff}",
    "@",
    "`",
    "~",
];

/// The next of a fixed sequence of numbers that look like chance.
fn chance(state: &mut u64, below: usize) -> usize {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    usize::try_from(*state % (below as u64)).unwrap()
}

#[test]
fn no_text_makes_a_parser_panic() {
    let mut state = 0x2545_f491_4f6c_dd1d;
    for _ in 0..20_000 {
        let length = chance(&mut state, 24);
        let text: String = (0..length).map(|_| PIECES[chance(&mut state, PIECES.len())]).collect();
        for format in [Format::Toml, Format::Yaml, Format::Json] {
            drop(format.parse(&text, "f"));
        }
    }
}
