//! Verified values that are good for one thing, made of what a guest said.

use ringfence::{AllocSize, Fault, FaultKind, FileName, Index, Limits, Pool, Scope, Tainted, verify};
use ringfence_tests::shapes::shapes::*;

fn with<R>(body: impl for<'id> FnOnce(&mut Scope<'id, Shapes>) -> Result<R, Fault>) -> R {
    Pool::<Shapes>::new(Limits::default()).unwrap().scope(body).unwrap()
}

/// The text as a guest would hand it out.
fn text(s: &mut Scope<'_, Shapes>, bytes: &[u8]) -> Result<Tainted<Vec<u8>>, Fault> {
    let slice = s.copy_in(bytes)?;
    s.read_slice(slice)
}

#[test]
fn an_index_reaches_the_object_it_was_checked_against() {
    let rows = vec!["first", "second", "third"];
    with(|s| {
        let row: Index<&&str> = verify!(s.echo_i64(2)?, index of &rows)?;
        assert_eq!((row.position(), *row.get()), (2, "third"));
        assert_eq!(*verify!(s.echo_u8(0)?, index of &[7, 8])?.get(), 7);
        assert_eq!(*verify!(s.echo_size(1)?, index of &rows[1..])?.get(), "third");
        Ok(())
    });
}

#[test]
fn an_index_of_something_mutable_can_write() {
    let mut counts = [0u32; 4];
    with(|s| {
        for value in [3, 1, 3] {
            *verify!(s.echo_u16(value)?, index of &mut counts)?.get() += 1;
        }
        Ok(())
    });
    assert_eq!(counts, [0, 1, 0, 2]);
}

#[test]
fn an_index_beyond_or_below_is_rejected_with_its_place() {
    let rows = [1, 2, 3];
    with(|s| {
        for value in [3, -1, i64::MIN, i64::MAX, 1 << 32] {
            let fault = verify!(s.echo_i64(value)?, index of &rows).unwrap_err();
            assert_eq!(fault.kind(), FaultKind::Rejected);
            assert_eq!(fault.site().unwrap().rule(), "index of &rows");
            assert!(
                fault.to_string().starts_with("index out of range rejected by `index of &rows`"),
                "{fault}"
            );
        }
        let nothing: &[u8] = &[];
        assert!(verify!(s.echo_u8(0)?, index of nothing).is_err());
        Ok(())
    });
}

#[test]
fn a_size_allocates_what_it_says_and_no_more_than_its_bound() {
    const MAX: usize = 1 << 16;
    with(|s| {
        let size: AllocSize<MAX> = verify!(s.echo_u32(65_536)?, alloc up to MAX)?;
        assert_eq!((size.bytes(), size.zeroed()?.len()), (MAX, MAX));
        let small = verify!(s.echo_i32(0)?, alloc up to 10)?.reserved()?;
        assert!(small.is_empty());
        for value in [-1, 65_537, i64::MAX, i64::MIN] {
            let fault = verify!(s.echo_i64(value)?, alloc up to MAX).unwrap_err();
            assert_eq!(
                (fault.kind(), fault.site().unwrap().rule()),
                (FaultKind::Rejected, "alloc up to MAX")
            );
        }
        Ok(())
    });
}

/// An absurd bound is the application's mistake, and still no panic.
#[test]
fn a_size_that_the_host_does_not_have_is_an_error() {
    with(|s| {
        let size = verify!(s.echo_i64(i64::MAX)?, alloc up to usize::MAX)?;
        assert_eq!(size.zeroed().unwrap_err().kind(), FaultKind::Host);
        Ok(())
    });
}

#[test]
fn a_file_name_stays_in_its_directory() {
    with(|s| {
        let name: FileName = verify!(text(s, "fünf.png".as_bytes())?, file name)?;
        assert_eq!(std::path::Path::new("out").join(&name), std::path::Path::new("out/fünf.png"));
        let pointer = s.copy_c_str::<u8>(c"a.txt")?;
        assert_eq!(verify!(s.c_str(pointer, 16)?, file name)?.as_str(), "a.txt");
        for bad in [&b"../../etc/passwd"[..], b"/etc/passwd", b"..", b"", b"a\0.txt", b"\xff", b"NUL.png"] {
            let fault = verify!(text(s, bad)?, file name).unwrap_err();
            assert_eq!(fault.kind(), FaultKind::Rejected, "{bad:?}");
            assert!(!fault.to_string().contains("etc"), "guest data in a message: {fault}");
        }
        Ok(())
    });
}

/// The words of the purposes are not reserved.
#[test]
fn rules_may_have_the_names_of_purposes() {
    with(|s| {
        let (index, alloc, file) = (|v: &i32| *v == 1, |v: &i32| *v == 1, |v: &i32| *v == 1);
        assert!(verify!(s.echo_i32(1)?, index).is_ok());
        assert!(verify!(s.echo_i32(1)?, alloc).is_ok());
        assert!(verify!(s.echo_i32(2)?, file).is_err());
        Ok(())
    });
}
