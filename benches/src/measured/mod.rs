//! The programs that are measured: a workspace of generated crates that register names, and the programs that look them up.

mod names_crates;
mod package;
mod programs;
mod samples;

pub(crate) use samples::Samples;

use crate::effort::Effort;
use crate::names::Names;
use package::{Package, write_if_changed};
use std::error::Error;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// As many names that are not registered, or as many as are.
const MISSING: usize = 4096;

/// Where the workspace is, and what can be built of it.
pub(crate) struct Workspace {
    folder: PathBuf,
}

impl Workspace {
    pub(crate) fn write(effort: Effort) -> Result<Self, Box<dyn Error>> {
        let folder = target_folder()?.join("measured");
        let workspace = Self { folder };
        let mut packages = programs::shared();
        for size in effort.sizes() {
            let names = Names::new(*size, MISSING.max(*size));
            workspace.write_names(*size, &names)?;
            packages.extend(names_crates::of(*size, &names.registered));
            packages.extend(programs::of(*size, &names.registered));
        }
        for package in &packages {
            package.write(&workspace.folder)?;
        }
        workspace.write_manifest(&packages)?;
        let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock");
        if lock.exists() {
            fs::copy(lock, workspace.folder.join("Cargo.lock"))?;
        }
        Ok(workspace)
    }

    /// The folder with the names that are registered and missing, one on each line.
    pub(crate) fn names(&self, size: usize) -> PathBuf {
        self.folder.join("names").join(size.to_string())
    }

    fn write_names(&self, size: usize, names: &Names) -> Result<(), Box<dyn Error>> {
        let folder = self.names(size);
        write_if_changed(&folder.join("registered.txt"), &names.registered.join("\n"))?;
        write_if_changed(&folder.join("missing.txt"), &names.missing.join("\n"))
    }

    fn write_manifest(&self, packages: &[Package]) -> Result<(), Box<dyn Error>> {
        let mut text = String::from("[workspace]\nresolver = \"3\"\nmembers = [\n");
        for package in packages {
            writeln!(text, "    \"{}\",", package.name)?;
        }
        text += "]\n";
        for package in packages.iter().filter(|package| package.is_large) {
            writeln!(text, "\n[profile.release.package.{}]\nopt-level = 0", package.name)?;
        }
        write_if_changed(&self.folder.join("Cargo.toml"), &text)
    }

    /// Compiles a package, and gives the folder of its programs.
    pub(crate) fn build(&self, package: &str) -> Result<PathBuf, Box<dyn Error>> {
        eprintln!("building {package}");
        let target = self.folder.join("target");
        let output = Command::new(env!("CARGO"))
            .args(["build", "--release", "--quiet", "--package", package])
            .env("CARGO_TARGET_DIR", &target)
            .current_dir(&self.folder)
            .output()?;
        if !output.status.success() {
            return Err(format!("{package} does not compile:\n{}", String::from_utf8_lossy(&output.stderr)).into());
        }
        Ok(target.join("release"))
    }

    /// A copy of a program, as it is where it was installed: what the linker wrote lies in smaller pieces in memory.
    pub(crate) fn installed(&self, program: &Path) -> Result<PathBuf, Box<dyn Error>> {
        let folder = self.folder.join("installed");
        fs::create_dir_all(&folder)?;
        let copy = folder.join(program.file_name().ok_or("a program has a name")?);
        // a new file: the old one may be in memory in another way
        if copy.exists() {
            fs::remove_file(&copy)?;
        }
        fs::copy(program, &copy)?;
        Ok(copy)
    }

    /// Runs the programs that look up so many names, each in several processes: each has another layout of memory, and other seeds. The
    /// programs take turns, so that all of them have the same share of what else the machine does.
    pub(crate) fn lookups(
        &self,
        sizes: &[usize],
        what: &str,
        processes: usize,
        rounds: impl Fn(usize) -> &'static str,
    ) -> Result<Vec<(usize, Samples)>, Box<dyn Error>> {
        let mut programs = Vec::new();
        for size in sizes {
            let package = format!("lookup-{size}");
            programs.push(self.build(&package)?.join(package));
        }
        let mut measured: Vec<_> = sizes.iter().map(|size| (*size, Samples::default())).collect();
        for process in 0..processes {
            eprintln!("{what}: {} of {processes}", process + 1);
            for (program, (size, samples)) in programs.iter().zip(&mut measured) {
                let names = self.names(*size).display().to_string();
                samples.run(program, [what, &names, rounds(*size)])?;
            }
        }
        Ok(measured)
    }

    /// The same for one number of names.
    pub(crate) fn lookup(
        &self,
        size: usize,
        what: &str,
        processes: usize,
        rounds: &'static str,
    ) -> Result<Samples, Box<dyn Error>> {
        let measured = self.lookups(&[size], what, processes, |_| rounds)?;
        Ok(measured.into_iter().map(|(_, samples)| samples).next().unwrap_or_default())
    }
}

/// The folder that cargo compiles this program into.
fn target_folder() -> Result<PathBuf, Box<dyn Error>> {
    let program = std::env::current_exe()?;
    let folder = program.ancestors().nth(2).ok_or("this program is in no target folder")?;
    Ok(folder.join("registry-benches"))
}
