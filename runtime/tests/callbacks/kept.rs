//! Pointers and closures that outlive a scope.

use std::sync::Arc;
use std::sync::atomic::{AtomicI32, Ordering::Relaxed};

use ringfence::{FaultKind, GuestPtr, verify};

use crate::guest::{Calls as _, RowFn, sandbox};

#[test]
fn kept_pointers_serve_later_scopes_of_their_instance_only() {
    let (mut one, mut two) = (sandbox(), sandbox());
    let kept = one.scope(|s| s.object().and_then(|object| s.keep(object))).unwrap();
    one.scope(|s| {
        let object = s.revive(kept)?;
        s.write(object, 99)?;
        verify!(s.read(object)?, in 99..=99)
    })
    .unwrap();
    let elsewhere = two.scope(|s| s.revive(kept).map(drop)).unwrap_err();
    assert_eq!(elsewhere.kind(), FaultKind::Caller);
    assert!(elsewhere.to_string().contains("instance that is gone"), "{elsewhere}");
    one.reset();
    assert_eq!(one.scope(|s| s.revive(kept).map(drop)).unwrap_err().kind(), FaultKind::Caller);
}

#[test]
fn memory_of_a_scope_cannot_be_kept() {
    let fault = sandbox().scope(|s| s.alloc::<u32>().and_then(|mine| s.keep(mine))).unwrap_err();
    assert_eq!(fault.kind(), FaultKind::Caller);
    assert!(fault.to_string().contains("freed with it"), "{fault}");
}

#[test]
fn kept_callbacks_outlive_scopes_until_they_are_revoked() {
    let mut sandbox = sandbox();
    let seen = Arc::new(AtomicI32::new(0));
    let count = seen.clone();
    let kept =
        sandbox
            .scope(|s| {
                let kept = s.keep_callback(RowFn, move |_, (_, n)| {
                    Ok(count.fetch_add(verify!(n, in 0..100)?, Relaxed))
                })?;
                let f = s.revive_fn(kept)?;
                s.store(f)?;
                Ok(kept)
            })
            .unwrap();
    for _ in 0..3 {
        sandbox.scope(|s| s.fire(GuestPtr::NULL, 5).map(drop)).unwrap();
    }
    assert_eq!(seen.load(Relaxed), 15);
    sandbox
        .scope(|s| {
            s.revoke(kept)?;
            // The next closure of this type moves into the same slot; the old handle does not evict it.
            s.lend(
                RowFn,
                |_, _| Ok(0),
                |s, f| {
                    assert_eq!(s.revoke(kept).unwrap_err().kind(), FaultKind::Caller);
                    assert_eq!(s.revive_fn(kept).unwrap_err().kind(), FaultKind::Caller);
                    s.each(f, GuestPtr::NULL, 1).map(drop)
                },
            )
        })
        .unwrap();
    let fault = sandbox.scope(|s| s.fire(GuestPtr::NULL, 5)).unwrap_err();
    assert!(fault.to_string().contains("no longer lent"), "{fault}");
    assert_eq!(Arc::strong_count(&seen), 1);
}
