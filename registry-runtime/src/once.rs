//! A cell that is written once.

#[cfg(feature = "std")]
pub(crate) use std::sync::OnceLock;
#[cfg(not(feature = "std"))]
pub(crate) use without_waiting::OnceLock;

#[cfg(not(feature = "std"))]
mod without_waiting {
    use alloc::boxed::Box;
    use once_cell::race::OnceBox;

    /// What the standard library's has, where there is nobody to make a thread wait: of several that find it empty each makes a
    /// value, and all get the first.
    pub(crate) struct OnceLock<T>(OnceBox<T>);

    impl<T> OnceLock<T> {
        pub(crate) const fn new() -> Self {
            Self(OnceBox::new())
        }

        #[inline]
        pub(crate) fn get(&self) -> Option<&T> {
            self.0.get()
        }

        pub(crate) fn get_or_init(&self, make: impl FnOnce() -> T) -> &T {
            self.0.get_or_init(|| Box::new(make()))
        }
    }

    impl<T> From<T> for OnceLock<T> {
        fn from(value: T) -> Self {
            Self(OnceBox::with_value(Box::new(value)))
        }
    }
}
