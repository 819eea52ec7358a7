//! `registry-examples/dynamic`: a host and plugins that are built separately, and libraries that differ from what the host was built
//! with in one thing each: copies of the plugin with other bytes in its description.

#![cfg(target_os = "linux")]

#[path = "support/fixture.rs"]
mod fixture;

use fixture::{built, cargo_in, run};
use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt as _;
use std::path::Path;
use std::process::Command;
use std::sync::OnceLock;

const EXAMPLE: &str = "registry-examples/dynamic";

/// The plugin that fits, the one that does not, and the first one built with an API crate of other settings.
struct Plugins {
    current: Vec<u8>,
    outdated: Vec<u8>,
    other_settings: Vec<u8>,
}

/// Builds each part of the example for itself, once.
fn plugins() -> &'static Plugins {
    static PLUGINS: OnceLock<Plugins> = OnceLock::new();
    PLUGINS.get_or_init(|| {
        let build = |part: &str, settings: &[&str]| {
            let outcome = cargo_in(&format!("{EXAMPLE}/{part}"), &[&["build"], settings].concat());
            assert!(outcome.success, "{}", outcome.stderr);
        };
        let read = |name: &str| fs::read(built(name)).expect("it was built");
        build("host", &[]);
        build("plugins/outdated", &[]);
        let outdated = read("liboutdated.so");
        build("plugins/current", &["--config", "profile.dev.package.filters-api.opt-level=1"]);
        let other_settings = read("libcurrent.so");
        build("plugins/current", &[]);
        Plugins { current: read("libcurrent.so"), outdated, other_settings }
    })
}

/// The library with `new` in place of `old` in its description.
fn with(library: &[u8], old: &str, new: &str) -> Vec<u8> {
    assert_eq!(old.len(), new.len());
    let mut bytes = library.to_vec();
    let places: Vec<_> = bytes.windows(old.len()).enumerate().filter(|(_, part)| *part == old.as_bytes()).collect();
    let [(place, _)] = places[..] else { panic!("{old:?} is there {} times", places.len()) };
    bytes[place..place + new.len()].copy_from_slice(new.as_bytes());
    bytes
}

/// A field of the line of its description that has `word`.
fn field(library: &[u8], word: &str, number: usize) -> String {
    let start = format!("registry-core 1\t{word}\t");
    let place = library.windows(start.len()).position(|part| part == start.as_bytes());
    let line = &library[place.expect("there is such a line")..];
    let line = line.split(|byte| *byte == b'\n').next().expect("there is a line");
    std::str::from_utf8(line).expect("it is text").split('\t').nth(number).expect("there is such a field").to_owned()
}

/// The same number of other digits.
fn other(digits: &str) -> String {
    digits.chars().map(|digit| if digit == '0' { '1' } else { '0' }).collect()
}

/// What the host says of a folder, without the folder's name, and what it prints.
fn host(folder: &Path, text: &str) -> (String, String, bool) {
    let outcome = run(Command::new(built("filters")).arg(folder).arg(text));
    (
        outcome.stderr.replace(folder.to_str().expect("a folder with a plain name"), "FOLDER"),
        outcome.stdout,
        outcome.success,
    )
}

#[test]
fn the_current_plugin_works_and_the_outdated_one_is_refused() {
    let plugins = plugins();
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("libcurrent.so"), &plugins.current).unwrap();
    fs::write(folder.path().join("liboutdated.so"), &plugins.outdated).unwrap();
    let (report, printed, complete) = host(folder.path(), "Hello");
    let expected = r#"FOLDER: 1 loaded, 1 refused, 0 passed over
loaded   libcurrent.so   current 1.0.0: filters reverse, upper
refused  liboutdated.so  was built for API "v1" of "filters", and this program has "v2": build the library with the program's version of the crate that declares it
"#;
    assert_eq!((report.as_str(), complete), (expected, false));
    let expected = "\
plain    Hello  (The text as it is. src/main.rs:11 (filters@1.0.0))
reverse  olleH  (From the last letter to the first. src/lib.rs:20 (current@1.0.0))
upper    HELLO  (Capital letters. src/lib.rs:9 (current@1.0.0))
";
    assert_eq!(printed, expected);
}

#[test]
fn what_is_different_is_said() {
    let plugins = plugins();
    let folder = tempfile::tempdir().unwrap();
    let [compiler, target, features, settings, sources] =
        [2, 3, 6, 7, 8].map(|number| field(&plugins.current, "framework", number));
    let [api_settings, api_sources] = [8, 9].map(|number| field(&plugins.current, "registry", number));
    let framework = |version: &str, features: &str, settings: &str, sources: &str| {
        format!("registry-core\t{version}\t{features}\t{settings}\t{sources}\n")
    };
    let as_it_is = framework("0.1.0", &features, &settings, &sources);
    let versions = |version: &str| framework(version, &features, &settings, &sources);
    let end = |settings: &str, sources: &str| {
        format!("filters-api\t0.2.0\t{}\t{settings}\t{sources}\n", field(&plugins.current, "registry", 7))
    };
    let api = |settings: &str, sources: &str| (end(&api_settings, &api_sources), end(settings, sources));
    let changes = [
        ("api", ("filters_api::FILTERS\tfilters\tv2".into(), "filters_api::FILTERS\tfilters\tv9".into())),
        ("api-settings", api(&other(&api_settings), &api_sources)),
        ("api-sources", api(&api_settings, &other(&api_sources))),
        ("api-version", ("filters-api\t0.2.0".into(), "filters-api\t0.3.0".into())),
        ("compiler", (format!("framework\t{compiler}"), format!("framework\t9{}", &compiler[1..]))),
        (
            "features",
            (as_it_is.clone(), framework("0.1.0", &features.replace("dynamic", "static-"), &settings, &sources)),
        ),
        ("format", ("registry-core 1\tplugin".into(), "registry-core 2\tplugin".into())),
        ("fields", ("registry-core 1\tplugin\t".into(), "registry-core 1\tplugin-".into())),
        ("newer", (as_it_is.clone(), versions("0.2.0"))),
        ("paths", ("filters_api::FILTERS\tfilters".into(), "filters_bpi::FILTERS\tfilters".into())),
        ("settings", (as_it_is.clone(), framework("0.1.0", &features, &other(&settings), &sources))),
        ("sources", (as_it_is.clone(), framework("0.1.0", &features, &settings, &other(&sources)))),
        ("target", (format!("\t{target}\t"), format!("\t{}\t", target.replace("linux", "xenix")))),
    ];
    for (name, (old, new)) in changes {
        fs::write(folder.path().join(name), with(&plugins.current, &old, &new)).unwrap();
    }
    let (report, printed, complete) = host(folder.path(), "x");
    let settings = "its profile, its folder or its dependencies are not the same; build both with the same profile, from the same \
        place, and with the same versions in Cargo.lock";
    let expected = format!(
        r#"FOLDER: 0 loaded, 13 refused, 0 passed over
refused  api           was built for API "v9" of "filters", and this program has "v2": build the library with the program's version of the crate that declares it
refused  api-settings  was built with another filters-api: {settings}
refused  api-sources   was built with another filters-api: its sources have changed; build both from the same sources
refused  api-version   was built with another filters-api: the library has filters-api 0.3.0, this program has filters-api 0.2.0; build both with the same version
refused  compiler      was built by Rust 9{}, and this program by Rust {compiler}: build both with the same compiler
refused  features      was built with another registry-core: the library has the features "{}", this program "{features}"; build both with the same features
refused  fields        is damaged: its description has a line without meaning: "registry-core 1\tplugin-current\t1.0.0"; build or copy it again
refused  format        is damaged: its description has a line that this version does not know: "registry-core 2\tplugin\tcurrent\t1.0.0"; build or copy it again
refused  newer         was built with another registry-core: the library has registry-core 0.2.0, this program has registry-core 0.1.0; build both with the same version
refused  paths         has no registry in common with this program: the library has filters_bpi::FILTERS, the program has filters_api::FILTERS; link the crate that declares the registries into both
refused  settings      was built with another registry-core: {settings}
refused  sources       was built with another registry-core: its sources have changed; build both from the same sources
refused  target        was built for {}, and this program for {target}: build both for the same target
"#,
        &compiler[1..],
        features.replace("dynamic", "static-"),
        target.replace("linux", "xenix"),
    );
    assert_eq!((report.as_str(), complete), (expected.as_str(), false));
    assert_eq!(printed.lines().count(), 1, "the host's own filter is there: {printed}");
}

#[test]
fn a_library_that_lies_about_its_build_is_found_out_by_its_types() {
    let plugins = plugins();
    let folder = tempfile::tempdir().unwrap();
    let [own, other] = [&plugins.current, &plugins.other_settings].map(|library| field(library, "registry", 8));
    fs::write(folder.path().join("honest.so"), &plugins.other_settings).unwrap();
    fs::write(folder.path().join("liar.so"), with(&plugins.other_settings, &other, &own)).unwrap();
    let (report, printed, _) = host(folder.path(), "x");
    let expected = r#"FOLDER: 0 loaded, 2 refused, 0 passed over
refused  honest.so  was built with another filters-api: its profile, its folder or its dependencies are not the same; build both with the same profile, from the same place, and with the same versions in Cargo.lock
refused  liar.so    is not what it says: its types for "filters_api::FILTERS" are those of another build; build it again
"#;
    assert_eq!(report, expected);
    assert_eq!(printed.lines().count(), 1, "the host's own filter is there: {printed}");
}

#[test]
fn files_of_all_sorts_are_no_danger() {
    let plugins = plugins();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    fs::create_dir(path.join("a-folder.so")).unwrap();
    fs::write(path.join("an-empty-file.so"), "").unwrap();
    fs::write(path.join("archive.a"), "!<arch>\n").unwrap();
    // another machine in the header of the file, and all else as it was
    let mut foreign = plugins.current.clone();
    foreign[18..20].copy_from_slice(&183_u16.to_le_bytes());
    fs::write(path.join("foreign.so"), foreign).unwrap();
    fs::write(path.join("\u{16a0} 'odd' name\n.so"), &plugins.current).unwrap();
    fs::hard_link(path.join("\u{16a0} 'odd' name\n.so"), path.join("\u{16a1}-the-same.so")).unwrap();
    std::os::unix::fs::symlink("\u{16a0} 'odd' name\n.so", path.join("\u{16a2}-a-link.so")).unwrap();
    fs::write(path.join("\u{16a3}-a-copy.so"), &plugins.current).unwrap();
    std::os::unix::fs::symlink("nowhere", path.join("to-nowhere.so")).unwrap();
    fs::write(path.join("text.so"), "not a library").unwrap();
    fs::write(path.join(OsStr::from_bytes(b"\xff.so")), "\u{7f}ELF").unwrap();
    let pipe = Command::new("mkfifo").arg(path.join("pipe.so")).status().unwrap();
    assert!(pipe.success());
    let (report, _, complete) = host(path, "x");
    let cannot_open =
        report.lines().find(|line| line.contains("foreign.so")).unwrap().split("cannot be opened: ").nth(1);
    let expected = format!(
        r#"FOLDER: 3 loaded, 3 refused, 6 passed over
passed   a-folder.so        is a folder; `load_dir` loads the libraries in one
passed   an-empty-file.so   is no library
passed   archive.a          is no library
refused  foreign.so         cannot be opened: {}
passed   pipe.so            is no library
passed   text.so            is no library
refused  to-nowhere.so      cannot be read: No such file or directory (os error 2)
loaded   ᚠ 'odd' name\n.so  current 1.0.0: filters reverse, upper
loaded   ᚡ-the-same.so      current 1.0.0: filters reverse, upper (loaded before)
loaded   ᚢ-a-link.so        current 1.0.0: filters reverse, upper (loaded before)
refused  ᚣ-a-copy.so        is not taken in: "reverse" is registered twice in "filters": by current::Reverse at src/lib.rs:20 (current@1.0.0) and by current::Reverse at src/lib.rs:20 (current@1.0.0); rename one of them, or write `replaces = current::Reverse` on the one that is meant
         "upper" is registered twice in "filters": by current::Upper at src/lib.rs:9 (current@1.0.0) and by current::Upper at src/lib.rs:9 (current@1.0.0); rename one of them, or write `replaces = current::Upper` on the one that is meant
passed   {}.so               is no library
"#,
        cannot_open.unwrap(),
        char::REPLACEMENT_CHARACTER,
    );
    assert_eq!((report.as_str(), complete), (expected.as_str(), false));
}

#[test]
fn a_part_of_a_library_is_damaged_wherever_it_ends() {
    let plugins = plugins();
    let folder = tempfile::tempdir().unwrap();
    let whole = plugins.current.len();
    for part in 1..32 {
        fs::write(folder.path().join(format!("{part:02}.so")), &plugins.current[..whole * part / 32]).unwrap();
    }
    fs::write(folder.path().join("almost.so"), &plugins.current[..whole - 1]).unwrap();
    let (report, _, _) = host(folder.path(), "x");
    assert!(report.starts_with("FOLDER: 0 loaded, 32 refused, 0 passed over\n"), "{report}");
    assert!(report.lines().skip(1).all(|line| line.contains(".so") && line.contains(" is damaged: ")), "{report}");
}

#[test]
fn a_folder_that_is_not_there_is_an_error_and_no_panic() {
    plugins();
    let (report, _, complete) = host(Path::new("/no/such/folder"), "x");
    let expected = "FOLDER: 0 loaded, 1 refused, 0 passed over\nrefused  folder  cannot be read: No such file or directory (os error 2)\n";
    assert_eq!((report.as_str(), complete), (expected, false));
}
