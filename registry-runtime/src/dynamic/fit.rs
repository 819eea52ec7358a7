//! Whether a library fits this program.

use super::describe::{Build, Described, Description, Framework};
use super::error::{Difference, Reason};

/// The first reason for which `found` does not fit the program that is `own`.
pub(super) fn check(found: &Description, own: &Description) -> Result<(), Reason> {
    let framework = match (&found.plugin, &found.framework) {
        (None, None) if found.registries.is_empty() => return Err(Reason::NoPlugin),
        (None, _) => return Err(Reason::NotExported),
        (Some(_), None) => return Err(Reason::Shared),
        (Some(_), Some(framework)) => framework,
    };
    if let Some(own) = &own.framework {
        check_framework(framework, own)?;
    }
    let mut shares_any = false;
    for registry in &found.registries {
        shares_any |= check_registry(registry, &own.registries)?;
    }
    if shares_any { Ok(()) } else { Err(Reason::NothingInCommon { library: paths(found), program: paths(own) }) }
}

fn check_framework(found: &Framework, own: &Framework) -> Result<(), Reason> {
    if found.compiler != own.compiler {
        return Err(Reason::Compiler { library: found.compiler.clone(), program: own.compiler.clone() });
    }
    if found.target != own.target {
        return Err(Reason::Target { library: found.target.clone(), program: own.target.clone() });
    }
    check_build(&found.build, &own.build)
}

/// Whether the program has it too.
fn check_registry(found: &Described, own: &[Described]) -> Result<bool, Reason> {
    let namesakes: Vec<_> = own.iter().filter(|own| own.path == found.path).collect();
    let Some(own) = namesakes.first() else { return Ok(false) };
    if namesakes.contains(&found) {
        return Ok(true);
    }
    if found.api != own.api {
        let (kind, library, program) = (own.kind.clone(), found.api.clone(), own.api.clone());
        return Err(Reason::Api { kind, library, program });
    }
    check_build(&found.build, &own.build)?;
    Err(Reason::Build { package: own.build.package.clone(), difference: Difference::Sources })
}

fn check_build(found: &Build, own: &Build) -> Result<(), Reason> {
    let two = |found: &str, own: &str| (found.to_owned(), own.to_owned());
    let difference = if (&found.package, &found.version) != (&own.package, &own.version) {
        let named = |build: &Build| format!("{} {}", build.package, build.version);
        Difference::Version { library: named(found), program: named(own) }
    } else if found.features != own.features {
        let (library, program) = two(&found.features, &own.features);
        Difference::Features { library, program }
    } else if found.sources != own.sources {
        Difference::Sources
    } else if found.settings != own.settings {
        Difference::Settings
    } else {
        return Ok(());
    };
    Err(Reason::Build { package: own.package.clone(), difference })
}

fn paths(description: &Description) -> Vec<String> {
    let mut paths: Vec<_> = description.registries.iter().map(|registry| registry.path.clone()).collect();
    paths.sort();
    paths
}
