//! How much of the current thread's stack is left.
//!
//! Guest code runs on the stack of the host thread that called it. The engine stops it after a fixed number
//! of bytes, which is of no use on a thread that never had as many: the overflow would hit the guard page of
//! the host's own stack and kill the process. So the runtime compares before it enters the guest.

use std::cell::Cell;

thread_local! {
    /// Lowest usable address of this thread's stack: 0 = not asked yet, 1 = not known here.
    static LOWEST: Cell<usize> = const { Cell::new(0) };
}

/// The lowest usable address of the current thread's stack, if the platform tells.
pub(crate) fn lowest() -> Option<usize> {
    if LOWEST.get() == 0 {
        LOWEST.set(ask().unwrap_or(1));
    }
    Some(LOWEST.get()).filter(|&lowest| lowest > 1)
}

/// About where the stack pointer is now.
#[inline(always)]
pub(crate) fn here() -> usize {
    let marker = 0u8;
    (&raw const marker).addr()
}

#[cfg(all(any(target_os = "linux", target_os = "android"), not(miri)))]
fn ask() -> Option<usize> {
    let mut attributes = std::mem::MaybeUninit::<libc::pthread_attr_t>::uninit();
    // SAFETY: takes no arguments and cannot fail.
    let thread = unsafe { libc::pthread_self() };
    // SAFETY: `thread` is the calling thread, which is alive, and `attributes` is valid for writes.
    let status = unsafe { libc::pthread_getattr_np(thread, attributes.as_mut_ptr()) };
    if status != 0 {
        return None;
    }
    let (mut lowest, mut bytes) = (std::ptr::null_mut(), 0);
    // SAFETY: `attributes` was initialised by the successful call above; both results are valid for writes.
    let status = unsafe { libc::pthread_attr_getstack(attributes.as_ptr(), &raw mut lowest, &raw mut bytes) };
    // SAFETY: `attributes` was initialised above and is not used afterwards.
    unsafe { libc::pthread_attr_destroy(attributes.as_mut_ptr()) };
    (status == 0 && bytes != 0).then(|| lowest.addr())
}

#[cfg(all(target_vendor = "apple", not(miri)))]
fn ask() -> Option<usize> {
    // SAFETY: takes no arguments and cannot fail.
    let thread = unsafe { libc::pthread_self() };
    // SAFETY: `thread` is the calling thread, which is alive.
    let highest = unsafe { libc::pthread_get_stackaddr_np(thread) };
    // SAFETY: as above.
    let bytes = unsafe { libc::pthread_get_stacksize_np(thread) };
    highest.addr().checked_sub(bytes)
}

// Under Miri there is no stack to ask for.
#[cfg(any(miri, not(any(target_os = "linux", target_os = "android", target_vendor = "apple"))))]
fn ask() -> Option<usize> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(all(target_os = "linux", not(miri)))]
    fn a_small_thread_knows_that_it_is_small() {
        let left = std::thread::Builder::new()
            .stack_size(256 << 10)
            .spawn(|| here() - lowest().unwrap())
            .unwrap()
            .join()
            .unwrap();
        assert!((64 << 10..=512 << 10).contains(&left), "{left}");
    }

    #[test]
    #[cfg(all(target_os = "linux", not(miri)))]
    fn deeper_frames_have_less() {
        #[inline(never)]
        fn deeper() -> usize {
            let ballast = std::hint::black_box([0u8; 4096]);
            here() - usize::from(ballast[0])
        }
        assert!(deeper() < here());
        assert!(lowest().unwrap() < deeper());
    }
}
