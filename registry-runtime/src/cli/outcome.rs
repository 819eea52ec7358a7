//! What a command came to.

use super::failure::Failure;
use std::io::{self, Write};
use std::process::ExitCode;

/// What a [`Command`](super::Command) came to: what it prints, and its exit code.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
#[must_use]
pub struct Outcome {
    /// What standard output gets; it ends with a line break.
    pub output: String,
    /// What standard error gets: why there is no output. Empty, or it ends with a line break.
    pub complaint: String,
    /// 0; 1 if a check found problems or a comparison differences; 2 if what was asked for cannot be done.
    pub code: u8,
}

const FAILED: u8 = 2;

impl Outcome {
    pub(super) fn of(output: String, code: u8) -> Self {
        Self { output, complaint: String::new(), code }
    }

    /// Writes both texts. A reader that has seen enough is no error.
    ///
    /// # Errors
    /// What else keeps the writers from taking them.
    pub fn write(&self, output: impl Write, complaint: impl Write) -> io::Result<()> {
        write(output, &self.output)?;
        write(complaint, &self.complaint)
    }

    /// Writes to standard output and standard error.
    #[must_use]
    pub fn print(&self) -> ExitCode {
        match self.write(io::stdout().lock(), io::stderr().lock()) {
            Ok(()) => self.code.into(),
            Err(error) => {
                // there is nobody to tell if this fails
                let _ = writeln!(io::stderr(), "error: the result could not be written: {error}");
                FAILED.into()
            }
        }
    }
}

fn write(mut writer: impl Write, text: &str) -> io::Result<()> {
    match writer.write_all(text.as_bytes()).and_then(|()| writer.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error),
        _ => Ok(()),
    }
}

/// Text without its last line break, or why there is none.
impl From<Result<String, Failure>> for Outcome {
    fn from(result: Result<String, Failure>) -> Self {
        match result {
            Ok(text) => Self::of(format!("{text}\n"), 0),
            Err(failure) => Self { output: String::new(), complaint: format!("error: {failure}\n"), code: FAILED },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Broken(io::ErrorKind);

    impl Write for Broken {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(self.0.into())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_reader_that_left_is_no_error() {
        let outcome = Outcome::of("text\n".to_owned(), 0);
        assert!(outcome.write(Broken(io::ErrorKind::BrokenPipe), io::sink()).is_ok());
        let full = outcome.write(Broken(io::ErrorKind::StorageFull), io::sink()).unwrap_err();
        assert_eq!(full.kind(), io::ErrorKind::StorageFull);
    }
}
