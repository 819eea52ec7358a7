//! Where a registration stands.

use core::fmt;

/// Where a component was registered.
///
/// Origins are ordered by crate, version, module, file and place: by what the programmer wrote, never by link order.
///
/// ```
/// use registry_core::{Registry, register, registry};
///
/// #[registry]
/// static GREETINGS: Registry<&'static str>;
///
/// #[register(kind = "greetings")]
/// const HELLO: &str = "Hello!";
///
/// let origin = GREETINGS.require("hello")?.origin();
/// assert_eq!(origin.module, module_path!());
/// assert_eq!(
///     origin.to_string(),
///     format!("{}:{} ({}@{})", origin.file, origin.line, origin.crate_name, origin.version),
/// );
/// # Ok::<(), registry_core::NotFound>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub struct Origin {
    /// The package, as cargo names it; empty in a build without cargo, and of an entry that was made at run time.
    pub crate_name: &'static str,
    /// The package's version; empty where the package is.
    pub version: &'static str,
    /// The module, as `module_path!()` gives it; empty of an entry that was made at run time.
    pub module: &'static str,
    /// The file, as the compiler was given it.
    pub file: &'static str,
    /// The line of the attribute, or of the call at run time, from 1.
    pub line: u32,
    /// The column of the attribute or call, from 1.
    pub column: u32,
}

impl fmt::Display for Origin {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:{}", self.file, self.line)?;
        if self.crate_name.is_empty() {
            return Ok(());
        }
        write!(formatter, " ({}@{})", self.crate_name, self.version)
    }
}
