//! The parent, and with the command `worker` each of its workers.

fn main() -> std::process::ExitCode {
    workers::main()
}
