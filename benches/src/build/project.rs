//! A generated crate, compiled by cargo.

use crate::valgrind;
use std::error::Error;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::{Duration, Instant};

/// A folder for the projects of one measurement, which share what is compiled; gone in the end.
pub(super) struct Workshop {
    folder: tempfile::TempDir,
    compiler: PathBuf,
}

impl Workshop {
    pub(super) fn new() -> Result<Self, Box<dyn Error>> {
        Ok(Self { folder: tempfile::Builder::new().prefix("registry-benches-").tempdir()?, compiler: compiler()? })
    }

    /// A project whose crate is called `name`.
    pub(super) fn project(&self, name: &str) -> Project {
        Project {
            name: name.to_owned(),
            folder: self.folder.path().join(name),
            target: self.folder.path().join("target"),
            compiler: self.compiler.clone(),
            dependencies: String::new(),
            manifest: "",
            kind: Kind::Library,
            files: Vec::new(),
        }
    }
}

/// What a project is compiled to.
#[derive(Clone, Copy)]
pub(super) enum Kind {
    Library,
    Program,
}

pub(super) struct Project {
    name: String,
    folder: PathBuf,
    target: PathBuf,
    compiler: PathBuf,
    dependencies: String,
    manifest: &'static str,
    kind: Kind,
    files: Vec<(String, String)>,
}

impl Project {
    /// Lines of the manifest.
    pub(super) fn dependencies(mut self, dependencies: impl Into<String>) -> Self {
        self.dependencies = dependencies.into();
        self
    }

    /// More lines of the manifest.
    pub(super) fn manifest(mut self, manifest: &'static str) -> Self {
        self.manifest = manifest;
        self
    }

    /// With a target folder of its own.
    pub(super) fn apart(mut self) -> Self {
        self.target = self.folder.join("target");
        self
    }

    /// The source, as a library.
    pub(super) fn library(self, source: impl Into<String>) -> Self {
        self.file("src/lib.rs", source)
    }

    /// The source, as a program.
    pub(super) fn program(mut self, source: impl Into<String>) -> Self {
        self.kind = Kind::Program;
        self.file("src/main.rs", source)
    }

    /// Another file, by its path from the project's folder.
    pub(super) fn file(mut self, path: impl Into<String>, source: impl Into<String>) -> Self {
        self.files.push((path.into(), source.into()));
        self
    }

    /// Writes it all down. Versions are those of this workspace.
    pub(super) fn write(self) -> Result<Self, Box<dyn Error>> {
        fs::create_dir_all(self.folder.join("src"))?;
        let mut manifest = String::new();
        writeln!(manifest, "[package]\nname = \"{}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n", self.name)?;
        writeln!(manifest, "[workspace]\n\n{}\n[dependencies]\n{}", self.manifest, self.dependencies)?;
        fs::write(self.folder.join("Cargo.toml"), manifest)?;
        let lock = workspace().join("Cargo.lock");
        if lock.exists() {
            fs::copy(lock, self.folder.join("Cargo.lock"))?;
        }
        for (path, source) in &self.files {
            let path = self.folder.join(path);
            if let Some(folder) = path.parent() {
                fs::create_dir_all(folder)?;
            }
            fs::write(path, source)?;
        }
        Ok(self)
    }

    /// Runs cargo in it, and gives what cargo printed.
    ///
    /// Without incremental compilation, which nobody has for a dependency from a registry.
    pub(super) fn cargo(&self, arguments: &[&str]) -> Result<String, Box<dyn Error>> {
        let output = Command::new(env!("CARGO"))
            .args(arguments)
            .env("CARGO_INCREMENTAL", "0")
            .env("CARGO_TARGET_DIR", &self.target)
            .current_dir(&self.folder)
            .output()?;
        let output = self.succeeded("cargo", output)?;
        Ok(String::from_utf8(output.stdout)?)
    }

    /// Has rustc alone compile the library, as far as `emit` says, and takes the time; what it depends on has been built by cargo.
    pub(super) fn compile(&self, emit: &str) -> Result<Duration, Box<dyn Error>> {
        let mut rustc = Command::new(&self.compiler);
        rustc.args(self.rustc_arguments(emit)).current_dir(&self.folder);
        let started = Instant::now();
        let output = rustc.output()?;
        let took = started.elapsed();
        self.succeeded("rustc", output)?;
        Ok(took)
    }

    /// How many instructions the compiler executes for the library; what it depends on has been built by cargo.
    pub(super) fn compiler_instructions(&self, emit: &str) -> Result<f64, Box<dyn Error>> {
        let arguments = self.rustc_arguments(emit);
        valgrind::instructions(&self.compiler, &arguments.iter().map(String::as_str).collect::<Vec<_>>())
    }

    /// What cargo would tell rustc of the library, as far as it matters.
    fn rustc_arguments(&self, emit: &str) -> Vec<String> {
        let mut arguments = vec![self.folder.join("src/lib.rs").display().to_string(), format!("--emit={emit}")];
        let fixed = ["--crate-type=lib", "--edition=2024", "-Cdebuginfo=2", "-Cembed-bitcode=no"];
        arguments.extend(fixed.map(str::to_owned));
        arguments.push(format!("--crate-name={}", self.name));
        arguments.push(format!("--out-dir={}", self.folder.display()));
        arguments.push(format!("-L{}", self.target.join("debug/deps").display()));
        for dependency in ["registry_core", "unchanged", "linkme", "inventory", "scattered_collect", "typetag", "serde"]
        {
            arguments.push(format!("--extern={dependency}"));
        }
        arguments
    }

    fn succeeded(&self, program: &str, output: Output) -> Result<Output, Box<dyn Error>> {
        if output.status.success() {
            return Ok(output);
        }
        let text = String::from_utf8_lossy(&output.stderr);
        let start: String = text.chars().take(2000).collect();
        Err(format!("{program} in {}:\n{start}", self.folder.display()).into())
    }

    /// Forgets all that was compiled.
    pub(super) fn clean(&self) -> Result<(), Box<dyn Error>> {
        if self.target.exists() {
            fs::remove_dir_all(&self.target)?;
        }
        Ok(())
    }

    /// The file that cargo makes of a program.
    pub(super) fn executable(&self, profile: &str) -> PathBuf {
        self.target.join(profile).join(format!("{}{}", self.name, std::env::consts::EXE_SUFFIX))
    }

    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }
}

/// The compiler, and not what may stand in its place to choose a toolchain.
fn compiler() -> Result<PathBuf, Box<dyn Error>> {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let output = Command::new(rustc).args(["--print", "sysroot"]).output()?;
    if !output.status.success() {
        return Err(format!("rustc does not say where it is:\n{}", String::from_utf8_lossy(&output.stderr)).into());
    }
    Ok(Path::new(std::str::from_utf8(&output.stdout)?.trim()).join("bin/rustc"))
}

/// The folder of this workspace.
fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The line of a manifest that depends on `registry-core`; `more` goes on after its path.
pub(super) fn registry_core(more: &str) -> String {
    format!("registry-core = {{ path = '{}'{more} }}", workspace().join("registry-core").display())
}
