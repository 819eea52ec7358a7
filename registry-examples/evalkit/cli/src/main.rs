//! The evaluator with the metrics and loaders of this repository.

registry_core::link!(evalkit_metrics, evalkit_loaders);

fn main() -> std::process::ExitCode {
    evalkit::main()
}
