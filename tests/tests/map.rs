//! Inputs that are mapped into guest memory, and guests that do what they like with them.

use std::fs::{File, OpenOptions};
use std::io::Write as _;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

use ringfence::{Fault, FaultKind, GuestPtr, GuestSlice, Input, Lifecycle, Limits, Pool, Sandbox, Scope};
use ringfence::{inert, verify};
use ringfence_tests::assert_serves;
use ringfence_tests::engines::on_every_engine;
use ringfence_tests::hostile::hostile::*;

const PAGE: usize = 64 << 10;

/// Bytes without a zero among them, so that none that is left behind goes unnoticed.
fn bytes(length: usize) -> Vec<u8> {
    (0..length).map(|i| u8::try_from(i * 31 % 255).unwrap() + 1).collect()
}

fn mapped(bytes: &[u8]) -> Input {
    Input::from_bytes(bytes).unwrap().always_mapped().unwrap()
}

fn expected(bytes: &[u8]) -> u32 {
    bytes.iter().fold(2_166_136_261_u32, |sum, &byte| (sum ^ u32::from(byte)).wrapping_mul(16_777_619))
}

/// What the guest reads.
fn checksum<'id>(s: &mut Scope<'id, Hostile>, slice: GuestSlice<'id, u8>) -> Result<u32, Fault> {
    verify!(s.checksum(slice.ptr(), slice.len())?, in ..)
}

/// What is behind a mapped slice, up to the end of its window.
fn rest_of_window<'id>(s: &mut Scope<'id, Hostile>, slice: GuestSlice<'id, u8>) -> Result<Vec<u8>, Fault> {
    let end = slice.ptr().element(u32::try_from(slice.len()).map_err(Fault::host)?);
    let rest = s.slice(end, slice.len().next_multiple_of(PAGE) - slice.len())?;
    Ok(inert!(s.read_slice(rest)?))
}

fn pool() -> Pool<Hostile> {
    Pool::new(Limits::default()).unwrap()
}

/// Bytes other than zero in the next tenant of the memory that was used last, and in `pages` more than it has.
fn nonzero(pool: &Pool<Hostile>, pages: usize) -> u32 {
    pool.scope(|s| {
        let _ = s.grow_at_once(u32::try_from(pages).map_err(Fault::host)?)?;
        verify!(s.nonzero_bytes()?, in ..)
    })
    .unwrap()
}

#[test]
fn guests_read_inputs_of_any_size_on_every_engine() {
    let around = |size: usize| [size - 1, size, size + 1];
    let sizes = [[0, 1, 2], around(4096), around(PAGE), around(Input::MAPPED_FROM), around(50 * PAGE)];
    for size in sizes.as_flattened() {
        let bytes = bytes(*size);
        let input = || Input::from_bytes(&bytes).unwrap();
        for input in [input(), input().always_mapped().unwrap(), input().always_copied()] {
            assert_eq!((input.len(), input.is_empty()), (*size, *size == 0));
            let read = on_every_engine::<Hostile, _>(|s| {
                let slice = s.map(&input)?;
                assert_eq!(inert!(s.view(slice)?), bytes, "{input:?}");
                checksum(s, slice)
            });
            assert_eq!(read, expected(&bytes), "{input:?}");
        }
    }
}

#[test]
fn behind_a_mapped_input_are_zeroes() {
    let mut sandbox = Sandbox::<Hostile>::new(Limits::default()).unwrap();
    for size in [1, 4095, 4097, PAGE - 1, PAGE, 3 * PAGE + 1, 2 * PAGE + 4096, 1] {
        let input = mapped(&bytes(size));
        sandbox
            .scope(|s| {
                let slice = s.map(&input)?;
                let rest = rest_of_window(s, slice)?;
                assert!(rest.iter().all(|&byte| byte == 0), "{size}");
                // Whatever the guest leaves there is gone when the window is used again.
                let all = s.slice(slice.ptr(), size.next_multiple_of(PAGE))?;
                s.write_slice(all, &vec![0x55; all.len()])
            })
            .unwrap();
    }
}

#[test]
fn what_the_guest_writes_is_its_own() {
    let bytes = bytes(5 * PAGE + 7);
    let input = mapped(&bytes);
    let mut sandbox = pool().sandbox();
    for _ in 0..3 {
        sandbox
            .scope(|s| {
                let (one, other) = (s.map(&input)?, s.map(&input)?);
                s.overwrite_at(one.ptr().cast())?;
                s.write_slice(one.prefix(9).unwrap(), b"the host's".get(..9).unwrap())?;
                assert_ne!(checksum(s, one)?, expected(&bytes));
                assert_eq!(checksum(s, other)?, expected(&bytes));
                Ok(())
            })
            .unwrap();
    }
}

#[test]
fn a_guest_may_fill_all_of_its_memory() {
    let pool = pool();
    let bytes = bytes(Input::MAPPED_FROM + 99);
    let input = Input::from_bytes(&bytes).unwrap();
    for _ in 0..20 {
        pool.scope(|s| {
            let slice = s.map(&input)?;
            let _ = s.overwrite_everything(0x77);
            assert!(inert!(s.view(slice)?).iter().all(|&byte| byte == 0x77));
            Ok(())
        })
        .unwrap();
        assert_eq!(
            pool.scope(|s| s.map(&input).and_then(|slice| checksum(s, slice))).unwrap(),
            expected(&bytes)
        );
    }
}

#[test]
fn the_next_tenant_reads_zeroes() {
    let pool = pool();
    let clean = nonzero(&pool, 500);
    let secret = bytes(400 * PAGE);
    for round in 0..1000_usize {
        // Mostly small; some reach far beyond what stays resident between tenants.
        let most = if round % 50 == 0 { secret.len() } else { 12 * PAGE };
        let size = round.wrapping_mul(2_654_435_761) % most + 1;
        let input = mapped(&secret[..size]);
        pool.scope(|s| {
            let slice = s.map(&input)?;
            if round % 3 == 0 {
                s.write_slice(slice, &secret[secret.len() - size..])?;
            }
            checksum(s, slice).map(drop)
        })
        .unwrap();
        assert_eq!(nonzero(&pool, size / PAGE + 2), clean, "{size} bytes");
    }
}

#[test]
fn however_a_scope_ends_its_input_is_gone() {
    let pool = Pool::<Hostile>::new(Limits::default().deadline(Duration::from_millis(200))).unwrap();
    let clean = nonzero(&pool, 60);
    let input = mapped(&bytes(50 * PAGE));
    for _ in 0..5 {
        let trap = pool.scope(|s| s.map(&input).and_then(|_| s.trap_unreachable()));
        assert_eq!(trap.unwrap_err().kind(), FaultKind::Guest);
        assert_eq!(nonzero(&pool, 60), clean);

        let deadline = pool.scope(|s| s.map(&input).and_then(|_| s.loop_memory()));
        assert_eq!(deadline.unwrap_err().kind(), FaultKind::Limit);
        assert_eq!(nonzero(&pool, 60), clean);

        let error = pool.scope(|s| s.map(&input).and_then(|_| Err::<(), _>(Fault::host("changed my mind"))));
        assert_eq!(error.unwrap_err().kind(), FaultKind::Host);
        assert_eq!(nonzero(&pool, 60), clean);

        let panicked = catch_unwind(AssertUnwindSafe(|| {
            pool.scope::<()>(|s| {
                s.map(&input)?;
                panic!("the host's own mistake");
            })
        }));
        assert!(panicked.is_err());
        assert_eq!(nonzero(&pool, 60), clean);

        let panicked = catch_unwind(AssertUnwindSafe(|| {
            pool.scope(|s| {
                s.lend(
                    HookFn,
                    |s, _| {
                        s.map(&input)?;
                        panic!("in a callback");
                    },
                    |s, hook| s.storm(hook, GuestPtr::NULL, 3).map(drop),
                )
            })
        }));
        assert!(panicked.is_err());
        assert_eq!(nonzero(&pool, 60), clean);

        let mut sandbox = pool.sandbox();
        sandbox.scope(|s| s.map(&input).map(drop)).unwrap();
        drop(sandbox);
        assert_eq!(nonzero(&pool, 60), clean);
    }
    assert_serves(&pool);
}

#[test]
fn a_kept_instance_keeps_no_input() {
    for lifecycle in [Lifecycle::Keep, Lifecycle::Reuse(7)] {
        let pool = pool().lifecycle(lifecycle);
        let clean = nonzero(&pool, 0);
        let input = mapped(&bytes(20 * PAGE));
        for _ in 0..20 {
            pool.scope(|s| s.map(&input).and_then(|slice| checksum(s, slice))).unwrap();
            assert_eq!(nonzero(&pool, 0), clean);
        }
    }
}

#[test]
fn an_input_mapped_by_a_callback_stays_until_the_scope_ends() {
    let bytes = bytes(3 * PAGE);
    let input = mapped(&bytes);
    let (mut calls, mut sums) = (0, Vec::new());
    pool()
        .scope(|s| {
            s.lend(
                HookFn,
                |s, _| {
                    calls += 1;
                    let slice = s.map(&input)?;
                    sums.push(checksum(s, slice)?);
                    Ok(0)
                },
                |s, hook| s.storm(hook, GuestPtr::NULL, 30).map(drop),
            )?;
            let slice = s.map(&input)?;
            sums.push(checksum(s, slice)?);
            Ok(())
        })
        .unwrap();
    assert_eq!(calls, 30);
    assert_eq!(sums, [expected(&bytes); 31]);
}

#[test]
fn what_does_not_fit_is_a_limit_and_costs_nothing() {
    let limits = Limits::default().memory(4 << 20);
    let mut sandbox = Sandbox::<Hostile>::new(limits).unwrap();
    let (small, large) = (mapped(&bytes(PAGE)), mapped(&bytes(5 << 20)));
    let size = sandbox.scope(|s| s.map(&small).map(|_| s.memory_bytes())).unwrap();
    for _ in 0..100 {
        let kinds =
            sandbox.scope(|s| Ok([(); 2].map(|()| s.map(&large).map_err(|fault| fault.kind()).err())));
        assert_eq!(kinds.unwrap(), [Some(FaultKind::Limit); 2]);
    }
    let after = sandbox.scope(|s| {
        let slice = s.map(&small)?;
        assert_eq!(checksum(s, slice)?, expected(&bytes(PAGE)));
        Ok(s.memory_bytes())
    });
    assert_eq!(after.unwrap(), size);
}

#[test]
fn ten_thousand_inputs_use_the_same_memory() {
    let secret = bytes(9 * PAGE);
    let inputs: Vec<_> = (0..40).map(|n| mapped(&secret[..n * 14_000 + 1])).collect();
    let mut sandbox = pool().sandbox();
    let mut map = |rounds: usize| {
        for round in 0..rounds {
            let input = &inputs[round.wrapping_mul(40_503) % inputs.len()];
            sandbox
                .scope(|s| {
                    let slices = [s.map(input)?, s.map(&inputs[0])?];
                    assert_eq!(checksum(s, slices[1])?, expected(&secret[..1]));
                    assert_eq!(inert!(s.view(slices[0])?), &secret[..input.len()]);
                    Ok(())
                })
                .unwrap();
        }
        sandbox.scope(|s| Ok(s.memory_bytes())).unwrap()
    };
    let size = map(200);
    assert_eq!(map(10_000), size);
}

#[test]
fn many_inputs_in_one_scope() {
    let inputs: Vec<_> = (1..=50).map(|n| mapped(&bytes(n))).collect();
    pool()
        .scope(|s| {
            let slices: Vec<_> =
                inputs.iter().cycle().take(1000).map(|input| s.map(input)).collect::<Result<_, _>>()?;
            for (slice, n) in slices.into_iter().zip((1..=50).cycle()) {
                assert_eq!(inert!(s.view(slice)?), bytes(n));
            }
            Ok(())
        })
        .unwrap();
}

#[test]
fn huge_pages_make_no_difference_to_what_is_read() {
    for size in [0, 100, Input::MAPPED_FROM, (2 << 20) - 1, (5 << 20) + 77, 8 << 20] {
        let bytes = bytes(size);
        let input = Input::from_bytes(&bytes).unwrap().in_huge_pages();
        let mut sandbox = pool().sandbox();
        for _ in 0..3 {
            sandbox
                .scope(|s| {
                    let slice = s.map(&input)?;
                    assert_eq!(checksum(s, slice)?, expected(&bytes));
                    s.write_slice(slice, &vec![0; slice.len()])
                })
                .unwrap();
        }
    }
}

#[test]
fn threads_share_an_input() {
    let bytes = bytes(40 * PAGE + 1);
    let (pool, input) = (pool(), mapped(&bytes));
    std::thread::scope(|threads| {
        for thread in 0..2 {
            let (pool, input, bytes) = (&pool, &input, &bytes);
            threads.spawn(move || {
                for round in 0..50 {
                    pool.scope(|s| {
                        let slice = s.map(input)?;
                        assert_eq!(checksum(s, slice)?, expected(bytes));
                        if round % 2 == thread {
                            let _ = s.overwrite_everything(0);
                        }
                        Ok(())
                    })
                    .unwrap();
                }
            });
        }
    });
}

#[test]
fn a_file_is_taken_as_it_was_when_it_was_opened() {
    let bytes = bytes(10 * PAGE + 5);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("input");
    std::fs::write(&path, &bytes).unwrap();
    let input = Input::open(&path).unwrap();
    assert_eq!(input.len(), bytes.len());
    pool()
        .scope(|s| {
            let slice = s.map(&input)?;
            let file = OpenOptions::new().write(true).open(&path).unwrap();
            file.set_len(1).unwrap();
            (&file).write_all(&[0; 9]).unwrap();
            file.set_len(0).unwrap();
            assert_eq!(checksum(s, slice)?, expected(&bytes));
            assert_eq!(inert!(s.view(slice)?), bytes);
            Ok(())
        })
        .unwrap();
    std::fs::remove_file(&path).unwrap();
    assert_eq!(
        pool().scope(|s| s.map(&input).and_then(|slice| checksum(s, slice))).unwrap(),
        expected(&bytes)
    );
}

#[test]
fn a_file_that_its_owner_leaves_alone_is_mapped_itself() {
    for size in [0, 1, 5000, Input::MAPPED_FROM, 10 * PAGE + 5] {
        let bytes = bytes(size);
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(&bytes).unwrap();
        // SAFETY: the file has no name and nobody else has it open.
        let input = unsafe { Input::unchanging_file(file) }.unwrap();
        for input in [input.always_copied(), /* of the same file */ again(&bytes)] {
            let mut sandbox = pool().sandbox();
            for _ in 0..3 {
                sandbox
                    .scope(|s| {
                        let slice = s.map(&input)?;
                        assert_eq!(checksum(s, slice)?, expected(&bytes));
                        s.write_slice(slice, &vec![0; slice.len()])
                    })
                    .unwrap();
            }
        }
    }
    // SAFETY: it is refused.
    assert!(unsafe { Input::unchanging_file(File::open("/").unwrap()) }.is_err());
}

/// Another file with these bytes.
fn again(bytes: &[u8]) -> Input {
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(bytes).unwrap();
    // SAFETY: the file has no name and nobody else has it open.
    unsafe { Input::unchanging_file(file) }.unwrap().always_mapped().unwrap()
}

#[test]
fn a_pointer_into_an_input_cannot_be_kept() {
    let input = mapped(&bytes(2 * PAGE));
    let mut sandbox = pool().sandbox();
    sandbox
        .scope(|s| {
            let slice = s.map(&input)?;
            for pointer in [slice.ptr(), slice.at(slice.len() - 1).unwrap()] {
                assert_eq!(s.keep(pointer).unwrap_err().kind(), FaultKind::Caller);
            }
            Ok(())
        })
        .unwrap();
}

#[test]
fn readers_that_fail_give_their_error() {
    struct Broken(usize);
    impl std::io::Read for Broken {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            let most = buffer.len().min(self.0);
            self.0 -= most;
            buffer[..most].fill(1);
            if most == 0 && !buffer.is_empty() { Err(std::io::Error::other("broken")) } else { Ok(most) }
        }
    }
    for length in [0, 1, Input::MAPPED_FROM, 3 * Input::MAPPED_FROM] {
        assert_eq!(Input::from_reader(Broken(length)).unwrap_err().to_string(), "broken");
    }
    assert!(Input::open("/no/such/file").is_err());
}

/// What the guest made goes to a writer from where it lies.
#[test]
fn a_result_of_many_megabytes_is_written_without_a_copy() {
    let limits = Limits::default().copied_out(0);
    let pool = Pool::<Hostile>::new(limits).unwrap();
    let (bytes, path) = (bytes(32 << 20), tempfile::tempdir().unwrap());
    let path = path.path().join("result");
    let result = pool.scope(|s| {
        let slice = s.map(&mapped(&bytes))?;
        s.overwrite_at(slice.ptr().cast())?;
        let view = inert!(s.view(slice)?);
        let mut file = File::create(&path).map_err(Fault::host)?;
        file.write_all(view).map_err(Fault::host)?;
        // A copy of one byte would be too many.
        assert_eq!(s.read_slice(slice).unwrap_err().kind(), FaultKind::Limit);
        Ok(())
    });
    result.unwrap();
    let written = std::fs::read(path).unwrap();
    assert_eq!(written[..4], 0xdead_beef_u32.to_le_bytes());
    assert!(written[4..] == bytes[4..]);
}
