//! The arguments of a load.

use super::value::Value;
use std::borrow::Cow;
use std::fmt;

/// Arguments of a plugin, by name: [`Args`].
///
/// A value is whatever can become a [`Value`](crate::plugin::Value), or else anything that is `PartialEq + Send + Sync + 'static`: that is
/// taken by parameters of exactly its type. An `Arc` stands for an instance, so a requirement can be given instead of loaded. A name is an
/// identifier or a text. The same name twice does not compile.
///
/// ```
/// use registry_core::plugin::{Host, NewPlugin, args};
/// use std::sync::Arc;
///
/// #[derive(Clone, PartialEq)]
/// struct Limits {
///     rows: u32,
/// }
///
/// let args = args! {
///     url: "sqlite::memory:",
///     size: 4,
///     r#type: Some('x'),
///     "read-only": true,
///     limits: Limits { rows: 10 },
/// };
/// assert_eq!(args.iter().count(), 5);
/// assert_eq!(args! { size: 4, url: "db" }, args! { url: "db", size: 4 });
///
/// let host = Host::empty();
/// host.add(NewPlugin::new("double", |inputs| Ok(*inputs.dep::<u32>("base")? * 2)).requires::<u32>("base"))?;
/// // "base" is not loaded, it need not even exist
/// let double = host.load_with("double", args! { base: Arc::new(21_u32) })?;
/// assert_eq!(*double.downcast::<u32>()?, 42);
/// # Ok::<(), registry_core::plugin::Error>(())
/// ```
///
/// ```compile_fail,E0080
/// registry_core::plugin::args! { size: 1, r#size: 2 };
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! __args {
    (@name $name:ident) => {
        const { $crate::__private::argument::plain_name($crate::__private::stringify!($name)) }
    };
    (@name $name:literal) => {
        $name
    };
    ($($name:tt: $value:expr),* $(,)?) => {{
        const _: () = $crate::__private::argument::check_names(&[$((
            $crate::__args!(@name $name),
            $crate::__private::concat!("the argument `", $crate::__private::stringify!($name), "` is given twice"),
        )),*]);
        $crate::plugin::Args::new()$(.with($crate::__args!(@name $name), $crate::__given!($value)))*
    }};
}

/// The name of an argument as its identifier is written: `type` for `r#type`.
#[must_use]
pub const fn plain_name(identifier: &'static str) -> &'static str {
    match identifier.as_bytes() {
        [b'r', b'#', name @ ..] => match std::str::from_utf8(name) {
            Ok(name) => name,
            Err(_) => identifier,
        },
        _ => identifier,
    }
}

/// Each name, with what is said if it is there twice.
///
/// # Panics
/// If one is: at compile time, where the arguments of `args!` are written.
pub const fn check_names(names: &[(&str, &str)]) {
    let mut one = 0;
    while one < names.len() {
        let mut other = one + 1;
        while other < names.len() {
            let differ = !is_equal(names[one].0.as_bytes(), names[other].0.as_bytes());
            assert!(differ, "{}", names[other].1);
            other += 1;
        }
        one += 1;
    }
}

const fn is_equal(one: &[u8], other: &[u8]) -> bool {
    let mut place = 0;
    while place < one.len() && place < other.len() && one[place] == other[place] {
        place += 1;
    }
    place == one.len() && place == other.len()
}

/// Named arguments of a load: see [`args!`](super::args). Their order does not matter.
///
/// ```
/// use registry_core::plugin::{Args, args};
///
/// let args: Args = [("size", 4), ("depth", 1)].into_iter().collect();
/// assert_eq!(args, args! { depth: 1, size: 4 });
/// assert_eq!(format!("{:?}", args.with("size", 5)), r#"{"size": 5, "depth": 1}"#);
/// ```
#[derive(Clone, Default)]
pub struct Args {
    /// Each name once.
    values: Vec<(Cow<'static, str>, Value)>,
}

impl Args {
    /// None.
    #[must_use]
    pub const fn new() -> Self {
        Self { values: Vec::new() }
    }

    /// With one more; one of the same name is replaced.
    #[must_use]
    pub fn with(mut self, name: impl Into<Cow<'static, str>>, value: impl Into<Value>) -> Self {
        let (name, value) = (name.into(), value.into());
        match self.values.iter_mut().find(|(known, _)| *known == name) {
            Some((_, present)) => *present = value,
            None => self.values.push((name, value)),
        }
        self
    }

    /// What is given for the parameter with this name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.values.iter().find(|(known, _)| known == name).map(|(_, value)| value)
    }

    /// Whether all of `others` are among these.
    pub(super) fn contains(&self, others: &Self) -> bool {
        others.iter().all(|(name, value)| self.get(name) == Some(value))
    }

    /// These with `others` on top.
    pub(super) fn overlaid(&self, others: &Self) -> Self {
        let mut all = self.clone();
        for (name, value) in &others.values {
            all = all.with(name.clone(), value.clone());
        }
        all
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// Names and values.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.values.iter().map(|(name, value)| (&**name, value))
    }
}

impl PartialEq for Args {
    fn eq(&self, other: &Self) -> bool {
        self.values.len() == other.values.len()
            && self.values.iter().all(|(name, value)| other.get(name) == Some(value))
    }
}

/// One of a name that is there is replaced, as by [`with`](Args::with).
impl<N: Into<Cow<'static, str>>, V: Into<Value>> Extend<(N, V)> for Args {
    fn extend<I: IntoIterator<Item = (N, V)>>(&mut self, values: I) {
        for (name, value) in values {
            *self = std::mem::take(self).with(name, value);
        }
    }
}

impl<N: Into<Cow<'static, str>>, V: Into<Value>> FromIterator<(N, V)> for Args {
    fn from_iter<I: IntoIterator<Item = (N, V)>>(values: I) -> Self {
        let mut args = Self::new();
        args.extend(values);
        args
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Args {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter())
    }
}

impl fmt::Debug for Args {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_map().entries(self.iter()).finish()
    }
}
