//! The code blocks of the README and of `docs/`, compiled and run as documentation tests.
