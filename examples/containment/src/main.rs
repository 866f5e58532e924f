//! Triggers four published bugs, without a fence and behind one, and shows what happened.
#![forbid(unsafe_code)]

use containment::native::{self, Build};
use containment::{CASES, Case, Row, table};

fn main() -> anyhow::Result<()> {
    let mut rows = Vec::new();
    for case in CASES {
        eprintln!("{}: {} …", case.id, case.library);
        rows.push(row(case)?);
    }
    println!("{}", table(&rows));
    println!(
        "\nA fence contains and does not detect: where the library answered, its memory may\n\
         be damaged, its answer is tainted until verified, and the instance is discarded."
    );
    Ok(())
}

fn row(case: Case) -> anyhow::Result<Row> {
    let bad = (case.bad)();
    let run = |build| native::program(&case, build).map(|program| native::run(&program, &bad)).transpose();
    Ok(Row { case, plain: run(Build::Plain)?, sanitized: run(Build::Sanitized)?, fenced: case.fenced()? })
}
