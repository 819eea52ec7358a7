//! Workers that do what no worker should: nothing hangs, and each is an error that says what has happened.

use crate::run::{FAULTY, complaint, printed};

fn faulty(more: &[&str], lines: &str) -> String {
    complaint(&[&["run", "--step", "upper", "--worker", FAULTY], more].concat(), lines)
}

#[test]
fn it_does_work() {
    assert_eq!(printed(&["run", "--step", "upper", "--worker", FAULTY], "a\nb"), "A\nB\n");
}

#[test]
fn a_worker_that_ends() {
    let expected =
        "workers: worker 1 died (exit status: 7) when it was asked for line 2; if it said why, that is above\n";
    assert_eq!(faulty(&["--workers", "1"], "a\nexit\nb\n"), expected);
    // with others, any of them may get that line
    let complaint = faulty(&["--workers", "3"], "a\nb\nexit\nc\nd\n");
    assert!(complaint.contains("died (exit status: 7) when it was asked for line 3"), "{complaint}");
}

#[test]
#[cfg(unix)]
fn a_worker_that_is_killed() {
    let complaint = faulty(&["--workers", "1"], "abort\n");
    assert!(complaint.starts_with("workers: worker 1 died (signal: 6 (SIGABRT)"), "{complaint}");
}

#[test]
fn a_worker_that_answers_nonsense() {
    assert_eq!(
        faulty(&["--workers", "1"], "nonsense\n"),
        "workers: worker 1 said \"what?\" when it was asked for line 1: expected value at line 1 column 1; is its program a \
         worker?\n"
    );
}

#[test]
fn a_worker_that_says_nothing() {
    let expected = "workers: worker 1 gave no answer in 1 s when it was asked for line 1, and was stopped; `--patience` gives it \
        more time\n";
    assert_eq!(faulty(&["--workers", "1", "--patience", "1"], "silence\n"), expected);
}

#[test]
fn no_time_at_all_is_refused() {
    let complaint = faulty(&["--patience", "0"], "a\n");
    let expected = "error: invalid value '0' for '--patience <SECONDS>': 0 is not in 1..=86400\n";
    assert!(complaint.starts_with(expected), "{complaint}");
}

#[test]
#[cfg(unix)]
fn a_program_that_is_no_worker() {
    let other =
        |program| complaint(&["run", "--step", "trim", "--workers", "1", "--patience", "5", "--worker", program], "x");
    assert_eq!(
        other("/bin/true"),
        "workers: worker 1 died (exit status: 0) when it was asked for its fingerprint; if it said why, that is above\n"
    );
    let said = other("/bin/echo");
    assert!(said.starts_with("workers: worker 1 said \"worker\" when it was asked for its fingerprint: "), "{said}");
    let missing = other("/no/such/program");
    assert!(missing.starts_with("workers: /no/such/program: "), "{missing}");
    assert!(missing.ends_with("; `--worker` names the program that works\n"), "{missing}");
}
