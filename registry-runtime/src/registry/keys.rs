//! What the key function of an index gives for one entry: no key, one or several.

use alloc::borrow::Cow;
use alloc::{string::String, vec::Vec};

/// The keys of one entry in an [`Index`](crate::Index): text, or an `Option`, list or array of such.
///
/// ```
/// use registry_core::{Index, Registry, register, registry};
///
/// #[registry]
/// static UNITS: Registry<&'static str>;
///
/// /// Length.
/// #[register(kind = "units")]
/// const METRE: &str = "m";
///
/// static BY_DOCS: Index<&str, (), &str> = Index::new(&UNITS, |entry| entry.docs());
/// static BY_INITIAL: Index<&str, (), Option<String>> =
///     Index::new(&UNITS, |entry| entry.name().chars().next().map(String::from));
///
/// assert_eq!((BY_DOCS.get("Length.").len(), BY_INITIAL.get("m").len()), (1, 1));
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not made of keys",
    label = "the key function of an index gives this",
    note = "give `&'static str`, `String`, or an `Option`, `Vec`, array or `&'static [..]` of those"
)]
pub trait Keys: sealed::Sealed {}

mod sealed {
    use super::Cow;

    pub trait Sealed {
        fn each(self, take: &mut dyn FnMut(Cow<'static, str>));
    }
}

impl Keys for &'static str {}
impl sealed::Sealed for &'static str {
    fn each(self, take: &mut dyn FnMut(Cow<'static, str>)) {
        take(Cow::Borrowed(self));
    }
}

impl Keys for String {}
impl sealed::Sealed for String {
    fn each(self, take: &mut dyn FnMut(Cow<'static, str>)) {
        take(Cow::Owned(self));
    }
}

impl Keys for Cow<'static, str> {}
impl sealed::Sealed for Cow<'static, str> {
    fn each(self, take: &mut dyn FnMut(Cow<'static, str>)) {
        take(self);
    }
}

impl<K: Keys> Keys for Option<K> {}
impl<K: Keys> sealed::Sealed for Option<K> {
    fn each(self, take: &mut dyn FnMut(Cow<'static, str>)) {
        if let Some(keys) = self {
            keys.each(take);
        }
    }
}

impl<K: Keys> Keys for Vec<K> {}
impl<K: Keys> sealed::Sealed for Vec<K> {
    fn each(self, take: &mut dyn FnMut(Cow<'static, str>)) {
        for keys in self {
            keys.each(take);
        }
    }
}

impl<K: Keys, const N: usize> Keys for [K; N] {}
impl<K: Keys, const N: usize> sealed::Sealed for [K; N] {
    fn each(self, take: &mut dyn FnMut(Cow<'static, str>)) {
        for keys in self {
            keys.each(take);
        }
    }
}

impl<K: Keys + Clone> Keys for &'static [K] {}
impl<K: Keys + Clone> sealed::Sealed for &'static [K] {
    fn each(self, take: &mut dyn FnMut(Cow<'static, str>)) {
        for keys in self {
            keys.clone().each(take);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(keys: impl Keys) -> Vec<String> {
        let mut all = Vec::new();
        keys.each(&mut |key| all.push(key.into_owned()));
        all
    }

    #[test]
    fn every_shape_gives_its_keys() {
        assert_eq!(keys("a"), ["a"]);
        assert_eq!(keys(String::from("a")), ["a"]);
        assert_eq!(keys(Cow::Borrowed("a")), ["a"]);
        assert_eq!(keys(Some("a")), ["a"]);
        assert!(keys(None::<&str>).is_empty());
        assert_eq!(keys(["a", "b"]), ["a", "b"]);
        assert_eq!(keys(&["a", "b"] as &'static [&'static str]), ["a", "b"]);
        assert_eq!(keys(vec![String::from("a"), String::from("b")]), ["a", "b"]);
        assert_eq!(keys(Some(["a", "b"])), ["a", "b"]);
    }
}
