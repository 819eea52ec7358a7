//! What a library says about itself in its file, so that it can be refused before any of its code runs: lines of text in a section
//! of their own.

/// Puts a line into the section, and is a reference to it.
///
/// An array and no `str`, because a reference would have to be found out by the loader of the system.
#[doc(hidden)]
#[macro_export]
macro_rules! __describe {
    ($($text:expr),+ $(,)?) => {{
        const TEXT: &::core::primitive::str = ::core::concat!("registry-core 1\t", $($text,)+ "\n");
        // SAFETY of the attribute: nothing but such bytes is in the section, and no code depends on what else is.
        #[used]
        #[cfg_attr(target_vendor = "apple", unsafe(link_section = "__DATA,__registry"))]
        #[cfg_attr(windows, unsafe(link_section = ".registr"))]
        #[cfg_attr(all(unix, not(target_vendor = "apple")), unsafe(link_section = ".registry_core"))]
        static DESCRIPTION: [::core::primitive::u8; TEXT.len()] = $crate::__private::bytes(TEXT);
        &DESCRIPTION
    }};
}

/// The names of that section: Mach-O, PE, ELF.
pub(super) const SECTIONS: [&str; 3] = ["__registry", ".registr", ".registry_core"];

/// What every line begins with, and the number of the format.
const START: &str = "registry-core ";
const FORMAT: &str = "1";

/// `text` as an array. Not public API.
///
/// # Panics
/// If it has another length.
#[must_use]
pub const fn bytes<const LENGTH: usize>(text: &str) -> [u8; LENGTH] {
    match text.as_bytes().first_chunk() {
        Some(bytes) => *bytes,
        None => panic!("the array has the length of the text"),
    }
}

/// What the framework says of itself, in the program and in each library with a copy of its own.
#[allow(unsafe_code, reason = "its section is for it alone")]
pub(super) const FRAMEWORK: &[u8] = __describe!("framework\t", registry_macros::__framework!());

/// What a file, or this program, is made of.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Description {
    /// Name and version of the package with `export_plugin!()`.
    pub(super) plugin: Option<(String, String)>,
    pub(super) framework: Option<Framework>,
    pub(super) registries: Vec<Described>,
}

/// The framework, as it was built.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Framework {
    pub(super) compiler: String,
    pub(super) target: String,
    pub(super) build: Build,
}

/// A registry, and how the crate that declares it was built.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Described {
    /// Of the static.
    pub(super) path: String,
    pub(super) kind: String,
    pub(super) api: String,
    pub(super) build: Build,
}

/// How a crate was built.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Build {
    pub(super) package: String,
    pub(super) version: String,
    pub(super) features: String,
    pub(super) settings: String,
    pub(super) sources: String,
}

impl Description {
    /// That of this program: the framework, and these registries.
    pub(super) fn own<'a>(registries: impl Iterator<Item = &'a [u8]>) -> Result<Self, String> {
        let lines: Vec<&[u8]> = [FRAMEWORK].into_iter().chain(registries).collect();
        Self::read(&lines.concat())
    }

    /// Reads what is in the section; the error says what is wrong with it.
    pub(super) fn read(section: &[u8]) -> Result<Self, String> {
        let mut description = Self::default();
        let text = std::str::from_utf8(section).map_err(|error| format!("its description is no text: {error}"))?;
        // linkers may fill up
        for line in text.split('\n').map(|line| line.trim_matches('\0')).filter(|line| !line.is_empty()) {
            let fields = line.strip_prefix(START).and_then(|line| line.split_once('\t'));
            let Some((FORMAT, fields)) = fields else {
                return Err(format!("its description has a line that this version does not know: {line:?}"));
            };
            description
                .add(fields)
                .ok_or_else(|| format!("its description has a line without meaning: {line:?}"))??;
        }
        Ok(description)
    }

    fn add(&mut self, line: &str) -> Option<Result<(), String>> {
        let (word, fields) = line.split_once('\t')?;
        let fields: Vec<String> = fields.split('\t').map(str::to_owned).collect();
        match (word, fields.as_slice()) {
            ("plugin", [package, version]) => self.plugin = Some((package.clone(), version.clone())),
            ("registry", [path, kind, api, build @ ..]) => {
                let (path, kind, api) = (path.clone(), kind.clone(), api.clone());
                self.registries.push(Described { path, kind, api, build: Build::of(build)? });
            }
            ("framework", [compiler, target, build @ ..]) => {
                let build = Build::of(build)?;
                if let Some(other) = &self.framework {
                    let versions = format!("{} and {}", other.build.version, build.version);
                    return Some(Err(format!("it has two copies of the framework: {versions}")));
                }
                self.framework = Some(Framework { compiler: compiler.clone(), target: target.clone(), build });
            }
            _ => return None,
        }
        Some(Ok(()))
    }
}

impl Build {
    fn of(fields: &[String]) -> Option<Self> {
        let [package, version, features, settings, sources] = fields else { return None };
        Some(Self {
            package: package.clone(),
            version: version.clone(),
            features: features.clone(),
            settings: settings.clone(),
            sources: sources.clone(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_framework_says_who_built_it() {
        let own = Description::own([].into_iter()).unwrap().framework.unwrap();
        assert!(own.compiler.starts_with(|first: char| first.is_ascii_digit()), "{own:?}");
        assert!(own.target.contains(std::env::consts::ARCH), "{own:?}");
        assert_eq!(
            (own.build.package.as_str(), own.build.version.as_str()),
            ("registry-core", env!("CARGO_PKG_VERSION"))
        );
        assert!(own.build.features.split(',').any(|feature| feature == "dynamic"), "{own:?}");
    }

    #[test]
    fn lines_may_be_filled_up_and_come_in_any_order() {
        let text = "\0\0registry-core 1\tplugin\tp\t1.0\n\0registry-core 1\tregistry\ta::M\tm\tv1\ta\t1\t\tb\ts\n\0";
        let read = Description::read(text.as_bytes()).unwrap();
        assert_eq!(read.plugin, Some(("p".to_owned(), "1.0".to_owned())));
        assert_eq!((read.registries[0].path.as_str(), read.registries[0].build.sources.as_str()), ("a::M", "s"));
        assert_eq!(read.framework, None);
    }

    #[test]
    fn what_is_wrong_with_a_description_is_said() {
        let wrong = |text: &[u8]| Description::read(text).unwrap_err();
        assert!(wrong(b"\xff").starts_with("its description is no text: invalid utf-8"));
        assert_eq!(
            wrong(b"registry-core 2\tplugin\tp\t1.0\n"),
            r#"its description has a line that this version does not know: "registry-core 2\tplugin\tp\t1.0""#
        );
        assert_eq!(
            wrong(b"registry-core 1\tplugin\tp\n"),
            r#"its description has a line without meaning: "registry-core 1\tplugin\tp""#
        );
        let framework = "registry-core 1\tframework\tc\tt\tregistry-core\t0.1.0\t\tb\ts\n";
        assert_eq!(wrong(framework.repeat(2).as_bytes()), "it has two copies of the framework: 0.1.0 and 0.1.0");
    }
}
