//! A module that keeps its debug information names C files and lines in a fault.

use ringfence::{FaultKind, Limits, Pool};
use ringfence_tests::traced::traced::{Traced, TracedCalls as _};

#[test]
fn a_trap_names_the_c_file_and_line_of_every_frame() {
    let pool = Pool::<Traced>::new(Limits::default()).unwrap();
    let fault = pool.scope(|s| s.enter(1).map(drop)).unwrap_err();
    assert_eq!(fault.kind(), FaultKind::Guest);
    let frames: Vec<_> = fault.frames().iter().map(|f| (f.function(), f.file(), f.line())).collect();
    let file = Some("guests/traced.c");
    let expected =
        [(Some("inner"), file, Some(3)), (Some("outer"), file, Some(7)), (Some("enter"), file, Some(9))];
    assert_eq!(frames, expected, "{fault:#}");
    assert_eq!(
        format!("{fault:#}"),
        "traced::enter: the guest trapped: unreachable code or abort() in `inner` (guests/traced.c:3)\n  \
         called by `outer` (guests/traced.c:7)\n  called by `enter` (guests/traced.c:9)"
    );
}
