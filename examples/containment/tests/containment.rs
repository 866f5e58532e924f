//! The bugs are there, and stay inside.
#![allow(clippy::unwrap_used, reason = "helpers of tests are tests")]

use containment::native::{self, Build, Ending};
use containment::{CASES, Case, Row, table};

/// The program's ending with a file, or nothing where it could not be built.
fn native(case: &Case, build: Build, file: &[u8]) -> Option<Ending> {
    native::program(case, build).map(|program| native::run(&program, file).unwrap())
}

#[test]
fn the_programs_without_a_fence_are_harmed() {
    for case in CASES {
        // The compiler is part of the set-up, so that its absence is a failure.
        let plain = native(&case, Build::Plain, &(case.good)().0).expect("a program");
        assert_eq!(plain, Ending::Answered((case.good)().1), "{case:?}");
        match native(&case, Build::Sanitized, &(case.bad)()) {
            Some(Ending::Found(what)) => println!("{}: {what}", case.id),
            None => println!("{}: no AddressSanitizer on this machine", case.id),
            other => panic!("{case:?}: AddressSanitizer has nothing to say: {other:?}"),
        }
    }
}

#[test]
fn the_fence_holds_and_the_next_request_is_served() {
    let mut rows = Vec::new();
    for case in CASES {
        let fenced = case.fenced().unwrap();
        assert!(fenced.untouched, "{case:?}");
        assert_eq!(fenced.next.as_ref().unwrap(), &(case.good)().1, "{case:?}");
        if let Err(fault) = &fenced.bad {
            use ringfence::FaultKind::{Guest, Limit, Rejected};
            assert!([Guest, Limit, Rejected].contains(&fault.kind()), "{case:?}: {fault}");
        }
        rows.push(Row { case, plain: None, sanitized: None, fenced });
    }
    let table = table(&rows).to_string();
    println!("{table}");
    assert!(table.lines().all(|line| line.chars().count() <= 80), "{table}");
}
