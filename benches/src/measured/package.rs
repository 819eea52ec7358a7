//! One generated package: its manifest and its files.

use std::error::Error;
use std::fmt::Write;
use std::fs;
use std::path::Path;

pub(super) struct Package {
    pub(super) name: String,
    /// As in a manifest.
    dependencies: Vec<(String, String)>,
    /// With whether it is on.
    features: Vec<(&'static str, bool)>,
    programs: Vec<(String, &'static str)>,
    files: Vec<(&'static str, String)>,
    /// Whether it has so many registrations that nobody should wait for the optimizer: nothing of it runs in a loop.
    pub(super) is_large: bool,
}

impl Package {
    pub(super) fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            dependencies: Vec::new(),
            features: Vec::new(),
            programs: Vec::new(),
            files: Vec::new(),
            is_large: false,
        }
    }

    /// A dependency on a crate of the registry.
    pub(super) fn needs(mut self, name: &str, requirement: &str) -> Self {
        self.dependencies.push((name.to_owned(), requirement.to_owned()));
        self
    }

    /// A dependency on another package of the workspace, by the name `name`.
    pub(super) fn needs_member(self, name: &str, package: &str) -> Self {
        self.needs(name, &format!("{{ path = \"../{package}\", package = \"{package}\" }}"))
    }

    pub(super) fn needs_core(self) -> Self {
        let core = Path::new(env!("CARGO_MANIFEST_DIR")).join("../registry-core");
        self.needs("registry-core", &format!("{{ path = {:?} }}", core.display().to_string()))
    }

    pub(super) fn feature(mut self, name: &'static str, is_on: bool) -> Self {
        self.features.push((name, is_on));
        self
    }

    pub(super) fn program(mut self, name: String, path: &'static str) -> Self {
        self.programs.push((name, path));
        self
    }

    pub(super) fn file(mut self, path: &'static str, text: impl Into<String>) -> Self {
        self.files.push((path, text.into()));
        self
    }

    pub(super) fn large(mut self, is_large: bool) -> Self {
        self.is_large = is_large;
        self
    }

    pub(super) fn write(&self, workspace: &Path) -> Result<(), Box<dyn Error>> {
        let folder = workspace.join(&self.name);
        write_if_changed(&folder.join("Cargo.toml"), &self.manifest()?)?;
        for (path, text) in &self.files {
            write_if_changed(&folder.join(path), text)?;
        }
        Ok(())
    }

    fn manifest(&self) -> Result<String, Box<dyn Error>> {
        let mut text = format!("[package]\nname = \"{}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n", self.name);
        for (name, path) in &self.programs {
            write!(text, "\n[[bin]]\nname = \"{name}\"\npath = \"{path}\"\n")?;
        }
        let on: Vec<_> = self.features.iter().filter(|(_, is_on)| *is_on).map(|(name, _)| name).collect();
        writeln!(text, "\n[features]\ndefault = {on:?}")?;
        for (name, _) in &self.features {
            writeln!(text, "{name} = []")?;
        }
        text += "\n[dependencies]\n";
        for (name, requirement) in &self.dependencies {
            writeln!(text, "{name} = {requirement}")?;
        }
        Ok(text)
    }
}

/// So that cargo sees no change where there is none.
pub(super) fn write_if_changed(path: &Path, text: &str) -> Result<(), Box<dyn Error>> {
    if fs::read_to_string(path).is_ok_and(|known| known == text) {
        return Ok(());
    }
    let folder = path.parent().ok_or("a file is in a folder")?;
    fs::create_dir_all(folder)?;
    fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()).into())
}
