//! A process to which lines go and from which lines come, and for which nobody waits for ever.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

/// Whoever says more than this without a line break does not speak in lines.
const LONGEST_LINE: u64 = 1 << 26;

/// It is a moment between the end of the output and that of the process.
const BLINK: Duration = Duration::from_millis(5);

pub(super) struct Process {
    child: Child,
    input: Sender<String>,
    output: Receiver<io::Result<String>>,
}

/// Why there is no answer.
pub(super) enum NoAnswer {
    /// It has closed its output.
    Closed,
    /// Not in time.
    Late,
    /// It is no text.
    Unreadable(io::Error),
}

impl Process {
    pub(super) fn start(program: &Path) -> io::Result<Self> {
        let mut child = Command::new(program).arg("worker").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let (input, to_write) = channel();
        let (read, output) = channel();
        // threads that nobody waits for: they end with the pipes, which a process may leave to others when it dies
        if let (Some(stdin), Some(stdout)) = (child.stdin.take(), child.stdout.take()) {
            thread::spawn(move || write_lines(stdin, &to_write));
            thread::spawn(move || read_lines(stdout, &read));
        }
        Ok(Self { child, input, output })
    }

    /// The line that it answers to `line`.
    pub(super) fn ask(&mut self, line: String, patience: Duration) -> Result<String, NoAnswer> {
        // one that does not listen any more does not answer either
        let _ = self.input.send(line);
        match self.output.recv_timeout(patience) {
            Ok(answer) => answer.map_err(NoAnswer::Unreadable),
            Err(RecvTimeoutError::Timeout) => Err(NoAnswer::Late),
            Err(RecvTimeoutError::Disconnected) => Err(NoAnswer::Closed),
        }
    }

    /// How it ended; none if it goes on without its output.
    pub(super) fn ended(&mut self, patience: Duration) -> Option<ExitStatus> {
        let start = Instant::now();
        while start.elapsed() < patience {
            if let Ok(Some(status)) = self.child.try_wait() {
                return Some(status);
            }
            thread::sleep(BLINK);
        }
        None
    }
}

/// Nothing more is wanted from it.
impl Drop for Process {
    fn drop(&mut self) {
        // fails only if it has ended
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn write_lines(mut stdin: ChildStdin, lines: &Receiver<String>) {
    for line in lines {
        if writeln!(stdin, "{line}").is_err() {
            return;
        }
    }
}

fn read_lines(stdout: ChildStdout, lines: &Sender<io::Result<String>>) {
    let mut stdout = BufReader::new(stdout);
    loop {
        let mut line = String::new();
        let result = match stdout.by_ref().take(LONGEST_LINE).read_line(&mut line) {
            Ok(0) => return,
            Ok(_) => Ok(line),
            Err(error) => Err(error),
        };
        let is_last = result.is_err();
        if lines.send(result).is_err() || is_last {
            return;
        }
    }
}
