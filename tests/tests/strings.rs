//! Strings and lists of strings go in and out, within bounds that the host sets.

use std::ffi::CString;

use ringfence::{Fault, FaultKind, GuestPtr, Limits, Pool, Ptr, Scope, inert, verify};
use ringfence_tests::strings::strings::*;

/// Runs `body` in a scope of its own.
fn scope<R>(body: impl for<'id> FnOnce(&mut Scope<'id, Strings>) -> Result<R, Fault>) -> Result<R, Fault> {
    Pool::<Strings>::new(Limits::default()).unwrap().scope(body)
}

#[test]
fn text_with_a_nul_is_refused_before_it_is_cut() {
    scope(|s| {
        for text in ["\0", "a\0b", "end\0"] {
            assert_eq!(s.copy_str::<i8>(text).unwrap_err().kind(), FaultKind::Caller);
            assert_eq!(s.copy_c_strs::<i8>(&["fine", text]).unwrap_err().kind(), FaultKind::Caller);
        }
        let text = s.copy_str::<u8>("grüße")?;
        assert_eq!(s.c_str(text, 8).and_then(|text| verify!(text, utf8))?, "grüße");
        Ok(())
    })
    .unwrap();
}

#[test]
fn lists_of_strings_go_in() {
    scope(|s| {
        let list = s.copy_c_strs(&["a", "four", ""])?;
        assert_eq!(verify!(s.longest(list)?, in ..)?, 4);
        let owned: Vec<String> = (0..1000).map(|index| "x".repeat(index)).collect();
        let list = s.copy_c_strs(&owned)?;
        assert_eq!(verify!(s.longest(list)?, in ..)?, 999);
        let none: [&str; 0] = [];
        let empty = s.copy_c_strs(&none)?;
        assert_eq!(verify!(s.longest(empty)?, in ..)?, 0);
        Ok(())
    })
    .unwrap();
}

#[test]
fn lists_of_strings_come_out() {
    scope(|s| {
        let list = s.names()?;
        let names = inert!(s.c_strs(list, 3, 6)?);
        assert_eq!(names, [c"alpha", c"", c"gamma"]);
        let names: Vec<CString> = verify!(s.c_strs(list, 100, 100)?, |names| names.len() == 3)?;
        assert_eq!(names.len(), 3);
        // One string too many, one byte too many.
        for (count, length) in [(2, 6), (3, 5), (0, 6), (3, 0)] {
            assert_eq!(s.c_strs(list, count, length).unwrap_err().kind(), FaultKind::Guest);
        }
        Ok(())
    })
    .unwrap();
}

#[test]
fn lists_that_lie_are_faults_of_the_guest() {
    scope(|s| {
        for list in [s.endless()?, s.wild()?, s.unterminated()?, GuestPtr::NULL] {
            let fault = s.c_strs(list, 100, 64).unwrap_err();
            assert_eq!(fault.kind(), FaultKind::Guest, "{fault}");
        }
        // Strings beyond the end of memory are not even looked for.
        let last = s.memory_bytes() as u32;
        let near_end = s.alloc_slice::<u32>(1)?;
        s.write_slice(near_end, &[last])?;
        let list: GuestPtr<'_, Ptr<u8>> = near_end.ptr().cast();
        assert_eq!(s.c_strs(list, usize::MAX, usize::MAX).unwrap_err().kind(), FaultKind::Guest);
        Ok(())
    })
    .unwrap();
}

#[test]
fn copies_of_strings_count_against_the_limit() {
    let pool = Pool::<Strings>::new(Limits::default().copied_out(100)).unwrap();
    let fault = pool
        .scope(|s| {
            let list = s.endless()?;
            s.c_strs(list, 512, 64).map(drop)
        })
        .unwrap_err();
    assert_eq!(fault.kind(), FaultKind::Limit);
}

#[test]
fn out_pointers_are_read_where_they_were_written() {
    scope(|s| {
        let out = s.alloc()?;
        assert_eq!(verify!(s.open_name(2, out)?, in ..)?, 0);
        let name = s.read(out)?;
        assert_eq!(s.c_str(name, 16).and_then(|name| verify!(name, utf8))?, "gamma");
        assert_eq!(verify!(s.open_name(3, out)?, in ..)?, -1);
        Ok(())
    })
    .unwrap();
}
