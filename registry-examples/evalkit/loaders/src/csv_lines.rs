//! On which line a record of a CSV file stands.

use std::collections::VecDeque;
use std::io::{self, Read};

/// Remembers where the lines end in what is read ahead. (The position that the `csv` crate reports is that of the end of
/// the record before, which is another line if that ended in `\r\n` or if blank lines lie between.)
pub(crate) struct LineLog<R> {
    input: R,
    read: u64,
    /// The offsets of line ends that no record has passed.
    ahead: VecDeque<u64>,
    passed: u64,
}

impl<R> LineLog<R> {
    pub(crate) fn new(input: R) -> Self {
        Self { input, read: 0, ahead: VecDeque::new(), passed: 0 }
    }

    /// The line of the last character before `end`, counted from 1. `end` must not decrease from call to call.
    pub(crate) fn line_before(&mut self, end: u64) -> u64 {
        while self.ahead.front().is_some_and(|offset| *offset + 1 < end) {
            self.ahead.pop_front();
            self.passed += 1;
        }
        self.passed + 1
    }
}

impl<R: Read> Read for LineLog<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.input.read(buffer)?;
        for (offset, byte) in (self.read..).zip(&buffer[..length]) {
            if *byte == b'\n' {
                self.ahead.push_back(offset);
            }
        }
        self.read += length as u64;
        Ok(length)
    }
}
