//! The first call, to the honest library and to ones that lie.

use fenced_tally::tally::Tally;
use ringfence::{Limits, Pool, hostile};

#[test]
fn the_library_answers() {
    let pool = Pool::<Tally>::new(Limits::default()).unwrap();
    let answer = fenced_tally::version(&pool).unwrap();
    println!("version: {answer}");
    assert!(!answer.is_empty());
}

/// Twins of the library do the worst they can, and the honest one lies about one value at a time. Everything has to
/// end as `Ok` or as an error.
#[test]
fn a_library_that_lies_is_contained() {
    let report = hostile::attack(fenced_tally::version).rounds(20).run();
    println!("{report}");
    report.assert_contained();
}
