//! How long this thread has worked.

use std::time::Duration;

/// Time of the processor for this thread, so that what others do in between does not count.
#[cfg(unix)]
fn now() -> Duration {
    let mut time = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    // SAFETY: the place is a timespec of ours, and the call writes nothing else.
    let status = unsafe { libc::clock_gettime(libc::CLOCK_THREAD_CPUTIME_ID, &raw mut time) };
    assert_eq!(status, 0, "the system has a clock for threads");
    Duration::new(time.tv_sec as u64, time.tv_nsec as u32)
}

/// Time on the wall.
#[cfg(not(unix))]
fn now() -> Duration {
    static START: std::sync::OnceLock<std::time::Instant> = std::sync::OnceLock::new();
    START.get_or_init(std::time::Instant::now).elapsed()
}

/// How long something takes; dropping its answer is not counted.
pub(crate) fn time<T>(work: &mut impl FnMut() -> T) -> Duration {
    let start = now();
    let answer = std::hint::black_box(work());
    let time = now() - start;
    drop(answer);
    time
}
