//! What a granted capability gives, and that it gives no more.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use ringfence::{
    Capabilities, Clock, Fault, FaultKind, GuestPtr, Lifecycle, Limits, OnPanic, Pool, Sandbox, Scope,
    Stream, inert, release,
};
use ringfence_tests::capable::capable::*;
use ringfence_tests::shapes::shapes::Shapes;

fn pool(capabilities: Capabilities) -> Pool<Capable> {
    Pool::new(Limits::default()).unwrap().provide(capabilities).unwrap()
}

/// Runs `body` with files and variables to find.
fn with<R>(body: impl for<'id> FnOnce(&mut Scope<'id, Capable>) -> Result<R, Fault>) -> R {
    let capabilities = Capabilities::new()
        .variable("HOME", "/home")
        .file("/greeting", *b"hello, world")
        .file("/folder/inner/deep", *b"deep")
        .file("/folder/one", *b"1");
    pool(capabilities).scope(body).unwrap()
}

macro_rules! number {
    ($value:expr) => {
        release!($value, reason = "the test compares it")
    };
}

/// A C function that fills a buffer, and what it filled it with.
fn text<'id>(
    s: &mut Scope<'id, Capable>,
    fill: impl FnOnce(&mut Scope<'id, Capable>, GuestPtr<'id, i8>, i32) -> Result<i32, Fault>,
) -> Result<Result<Vec<u8>, i32>, Fault> {
    let buffer = s.alloc_slice::<u8>(256)?;
    let length = fill(s, buffer.ptr().cast(), 256)?;
    match usize::try_from(length) {
        Ok(length) => Ok(Ok(inert!(s.read_slice(buffer.prefix(length).unwrap())?))),
        Err(_) => Ok(Err(-length)),
    }
}

fn read<'id>(
    s: &mut Scope<'id, Capable>,
    path: &str,
    offset: i32,
    from: i32,
) -> Result<Result<Vec<u8>, i32>, Fault> {
    let path = s.copy_str(path)?;
    text(s, |s, out, length| Ok(number!(s.read_at(path, offset, from, out, length)?)))
}

#[test]
fn clocks_show_what_the_application_says() {
    let fixed = pool(Capabilities::new().clock(Clock::Fixed(Duration::from_secs(1_234))));
    fixed
        .scope(|s| {
            assert_eq!(number!(s.now_seconds()?), 1_234);
            assert_eq!(number!(s.clock_ns(1)?), 1_234_000_000_000);
            Ok(())
        })
        .unwrap();
    with(|s| {
        let now = std::time::SystemTime::UNIX_EPOCH.elapsed().unwrap().as_secs();
        assert!(number!(s.now_seconds()?).abs_diff(now as i64) < 60);
        assert_eq!(number!(s.clock_ns(0)?) % 1_000_000, 0, "the default clock is coarse");
        assert_eq!(number!(s.clock_step_ns()?), 1_000_000);
        let before = number!(s.clock_ns(1)?);
        assert!(number!(s.clock_ns(1)?) >= before);
        Ok(())
    });
}

#[test]
fn a_seed_makes_random_numbers_repeatable() {
    let draw = |capabilities: Capabilities| {
        pool(capabilities)
            .scope(|s| {
                let bytes = s.alloc_slice::<u8>(64)?;
                assert_eq!(number!(s.roll(bytes.ptr(), 64)?), 0);
                Ok(inert!(s.read_slice(bytes)?))
            })
            .unwrap()
    };
    assert_eq!(draw(Capabilities::new().seed(7)), draw(Capabilities::new().seed(7)));
    let different = [
        draw(Capabilities::new().seed(7)),
        draw(Capabilities::new().seed(8)),
        draw(Capabilities::new()),
        draw(Capabilities::new()),
    ];
    assert_eq!(different.iter().collect::<BTreeSet<_>>().len(), 4);
}

type Lines = Arc<Mutex<Vec<(Stream, String)>>>;

fn recorder() -> (Capabilities, Lines) {
    let lines = Lines::default();
    let copy = lines.clone();
    let capabilities = Capabilities::new()
        .output(move |stream, line| copy.lock().unwrap().push((stream, line.to_owned())))
        .output_limit(1_000);
    (capabilities, lines)
}

#[test]
fn output_arrives_line_by_line() {
    let (capabilities, lines) = recorder();
    pool(capabilities)
        .scope(|s| {
            let text = s.copy_str("one\ntwo \x1b[31m\n")?;
            s.say(text)?;
            assert_eq!(lines.lock().unwrap().len(), 2, "a line is handed on when it is complete");
            let text = s.copy_str("no end")?;
            s.complain(text)
        })
        .unwrap();
    let lines = lines.lock().unwrap();
    let texts: Vec<_> = lines.iter().map(|(stream, line)| (*stream, line.as_str())).collect();
    let expected = [(Stream::Stdout, "one"), (Stream::Stdout, "two \\u{1b}[31m"), (Stream::Stderr, "no end")];
    assert_eq!(texts, expected);
}

#[test]
fn endless_output_ends_at_its_limit_and_at_the_deadline() {
    let (capabilities, lines) = recorder();
    let limits = Limits::default().deadline(Duration::from_millis(200));
    let pool = Pool::<Capable>::new(limits).unwrap().provide(capabilities).unwrap();
    let fault = pool.scope(|s| s.say_for_ever()).unwrap_err();
    assert_eq!(fault.kind(), FaultKind::Limit, "{fault}");
    assert!(lines.lock().unwrap().iter().map(|(_, line)| line.len()).sum::<usize>() <= 1_000);
}

#[test]
fn a_panic_in_the_output_closure_is_that_of_a_callback() {
    let capabilities = || Capabilities::new().output(|_, _| panic!("disk full"));
    // Without its end, a line is handed on when the scope ends.
    for line in ["line\n", "line"] {
        let say = |s: &mut Scope<'_, Capable>| {
            let text = s.copy_str(line)?;
            s.complain(text)
        };
        let fault = pool(capabilities()).on_panic(OnPanic::Error).scope(say).unwrap_err();
        assert!(fault.kind() == FaultKind::Host && fault.to_string().contains("disk full"), "{fault}");
        let panicking = pool(capabilities());
        let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| panicking.scope(say)));
        assert_eq!(result.unwrap_err().downcast_ref::<&str>(), Some(&"disk full"));
    }
}

#[test]
fn used_instances_stay_with_the_handle_that_made_them() {
    let plain = pool(Capabilities::new()).lifecycle(Lifecycle::Keep);
    let secret = plain.clone().provide(Capabilities::new().file("/secret", *b"secret")).unwrap();
    for _ in 0..3 {
        assert!(secret.scope(|s| read(s, "/secret", 0, 0)).unwrap().is_ok());
        assert!(plain.scope(|s| read(s, "/secret", 0, 0)).unwrap().is_err());
    }
}

#[test]
fn application_code_finds_enough_stack() {
    let (capabilities, lines) = recorder();
    let pool = pool(capabilities);
    let mut spoke = 0;
    for depth in [0, 100, 1_000, 4_000, 8_000, 12_000, 100_000] {
        match pool.scope(|s| s.speak_deep(depth).map(drop)) {
            Ok(()) => spoke += 1,
            // The stack of C code lies in guest memory, and may end before the thread's.
            Err(fault) => {
                assert!(matches!(fault.kind(), FaultKind::Guest | FaultKind::Limit), "{depth}: {fault}");
            }
        }
    }
    assert!(spoke >= 3 && lines.lock().unwrap().len() == spoke);
}

#[test]
fn variables_are_those_of_the_application_and_no_others() {
    with(|s| {
        let mut get = |name: &str| {
            let name = s.copy_str(name)?;
            text(s, |s, out, length| Ok(number!(s.variable(name, out, length)?)))
        };
        assert_eq!(get("HOME")?, Ok(b"/home".to_vec()));
        assert_eq!(get("PATH")?, Err(1));
        Ok(())
    });
}

#[test]
fn files_are_read_wherever_the_library_starts() {
    with(|s| {
        assert_eq!(read(s, "/greeting", 0, 0)?, Ok(b"hello, world".to_vec()));
        assert_eq!(read(s, "/./folder//one", 0, 0)?, Ok(b"1".to_vec()));
        assert_eq!(read(s, "/greeting", 7, 0)?, Ok(b"world".to_vec()));
        assert_eq!(read(s, "/greeting", -5, 2)?, Ok(b"world".to_vec()));
        assert_eq!(read(s, "/greeting", 1_000, 0)?, Ok(Vec::new()));
        assert!(read(s, "/greeting", -1, 0)?.is_err());
        for (path, size) in [("/greeting", 12), ("/folder", -1000), ("/folder/inner/deep", 4)] {
            let path = s.copy_str(path)?;
            assert_eq!(number!(s.size_of(path)?), size);
        }
        Ok(())
    });
}

#[test]
fn what_is_not_provided_is_not_there() {
    with(|s| {
        for path in ["/missing", "/etc/passwd", "/greeting/x", "/../etc/passwd", "/folder/../../etc/passwd"] {
            assert!(read(s, path, 0, 0)?.is_err(), "{path}");
            let path = s.copy_str(path)?;
            assert!(number!(s.size_of(path)?) < 0);
        }
        assert!(read(s, "/folder", 0, 0)?.is_err(), "a folder has no bytes");
        let path = s.copy_str("/greeting")?;
        for mode in ["w", "a", "r+", "w+"] {
            let mode = s.copy_str(mode)?;
            assert_ne!(number!(s.open_error(path, mode)?), 0);
        }
        assert_eq!(read(s, "/greeting", 0, 0)?, Ok(b"hello, world".to_vec()));
        Ok(())
    });
}

#[test]
fn folders_are_listed() {
    with(|s| {
        let mut names = |path: &str| {
            let path = s.copy_str(path)?;
            let listed = text(s, |s, out, length| Ok(number!(s.list(path, out, length)?)))?;
            Ok::<_, Fault>(listed.map(|names| String::from_utf8(names).unwrap()))
        };
        assert_eq!(names("/")?, Ok("folder/\ngreeting\n".to_owned()));
        assert_eq!(names("/folder")?, Ok("inner/\none\n".to_owned()));
        assert!(names("/missing")?.is_err() && names("/greeting")?.is_err());
        Ok(())
    });
}

#[test]
fn a_library_cannot_open_files_without_end() {
    with(|s| {
        let path = s.copy_str("/greeting")?;
        let opened = number!(s.open_until_refused(path)?);
        assert!((1..=256).contains(&opened), "{opened}");
        Ok(())
    });
}

#[test]
fn a_folder_of_the_system_is_read_and_never_left() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("inside"), "inside").unwrap();
    std::fs::create_dir(folder.path().join("sub")).unwrap();
    std::fs::write(folder.path().join("sub/more"), "more").unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink("/etc/passwd", folder.path().join("way_out")).unwrap();
    let directory = cap_std::fs::Dir::open_ambient_dir(folder.path(), cap_std::ambient_authority()).unwrap();
    let capabilities = Capabilities::new().directory(directory).file("/memory", *b"memory");
    pool(capabilities)
        .scope(|s| {
            assert_eq!(read(s, "/inside", 2, 0)?, Ok(b"side".to_vec()));
            assert_eq!(read(s, "/sub/more", 0, 0)?, Ok(b"more".to_vec()));
            assert_eq!(read(s, "/memory", 0, 0)?, Ok(b"memory".to_vec()));
            for path in ["/way_out", "/../inside", "/sub/../../etc/passwd", "/missing"] {
                assert!(read(s, path, 0, 0)?.is_err(), "{path}");
            }
            let mode = s.copy_str("r+")?;
            let path = s.copy_str("/inside")?;
            assert_ne!(number!(s.open_error(path, mode)?), 0);
            let path = s.copy_str("/")?;
            let names = text(s, |s, out, length| Ok(number!(s.list(path, out, length)?)))?;
            let names = String::from_utf8(names.unwrap()).unwrap();
            assert!(names.contains("inside\n") && names.contains("sub/\n") && names.contains("memory\n"));
            Ok(())
        })
        .unwrap();
}

#[test]
fn wild_arguments_are_answered_with_an_error_number() {
    let wild = [0, 1, 3, 4, 5, 255, 4096, 65_536, i32::MAX, i32::MIN, -1, -8];
    let mut random = 1u64;
    let mut draw = || {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        wild[(random >> 33) as usize % wild.len()]
    };
    let (capabilities, _) = recorder();
    let mut sandbox = Sandbox::<Capable>::new(Limits::default())
        .unwrap()
        .provide(capabilities.file("/a", *b"a").variable("A", "a"))
        .unwrap();
    let mut answered = 0;
    for round in 0..20_000 {
        let [a, b, c, d] = [draw(), draw(), draw(), draw()];
        let wide = i64::from(draw()) << (round % 33);
        // The guest destroys its own memory in the course of this, so a scope may end in any fault but the host's.
        match sandbox.scope(|s| s.raw(round % 17, a, b, c, d, wide)) {
            Ok(number) => answered += i32::from(number!(number) != 0),
            Err(fault) => {
                assert!(matches!(fault.kind(), FaultKind::Guest | FaultKind::Limit), "{fault}");
            }
        }
    }
    assert!(answered > 10_000, "{answered}");
}

#[test]
fn what_was_not_granted_cannot_be_provided() {
    let wrong: [(Capabilities, &str); 5] = [
        (Capabilities::new().clock(Clock::Precise), "Clock"),
        (Capabilities::new().seed(1), "Randomness"),
        (Capabilities::new().output_limit(1), "Output"),
        (Capabilities::new().variable("A", "a"), "Environment"),
        (Capabilities::new().file("/a", []), "Files"),
    ];
    for (capabilities, name) in wrong {
        let fault = Pool::<Shapes>::new(Limits::default()).unwrap().provide(capabilities).unwrap_err();
        assert_eq!(fault.kind(), FaultKind::Caller);
        assert!(fault.to_string().contains(&format!(".grant(Capability::{name})")), "{fault}");
    }
    for unfit in [
        Capabilities::new().variable("A=B", "c"),
        Capabilities::new().variable("A", "a\0"),
        Capabilities::new().file("/../a", []),
    ] {
        let fault = Pool::<Capable>::new(Limits::default()).unwrap().provide(unfit).unwrap_err();
        assert_eq!(fault.kind(), FaultKind::Caller);
    }
}

#[test]
fn a_module_gets_no_more_than_its_library_was_granted() {
    let module = |import: &str| {
        format!("(module (import \"wasi_snapshot_preview1\" {import}) (memory (export \"memory\") 1))")
    };
    let clock = module("\"clock_time_get\" (func (param i32 i64 i32) (result i32))");
    let shapes = Pool::<Shapes>::from_wasm(&wat::parse_str(&clock).unwrap(), Limits::default());
    assert!(shapes.unwrap_err().to_string().contains("`wasi_snapshot_preview1.clock_time_get`"));
    assert!(Pool::<Capable>::from_wasm(&wat::parse_str(&clock).unwrap(), Limits::default()).is_ok());
    for refused in [
        "\"sock_send\" (func)",
        "\"clock_time_get\" (func (param i32) (result i32))",
        "\"clock_time_get\" (memory 1)",
    ] {
        let fault = Pool::<Capable>::from_wasm(&wat::parse_str(module(refused)).unwrap(), Limits::default());
        assert_eq!(fault.unwrap_err().kind(), FaultKind::Module, "{refused}");
    }
}

/// Keeps the text of events.
#[derive(Clone, Default)]
struct Collector(Arc<Mutex<Vec<String>>>);

impl tracing::Subscriber for Collector {
    fn enabled(&self, metadata: &tracing::Metadata<'_>) -> bool {
        metadata.target() == "ringfence::guest"
    }

    fn new_span(&self, _: &tracing::span::Attributes<'_>) -> tracing::Id {
        tracing::Id::from_u64(1)
    }

    fn record(&self, _: &tracing::Id, _: &tracing::span::Record<'_>) {}

    fn record_follows_from(&self, _: &tracing::Id, _: &tracing::Id) {}

    fn event(&self, event: &tracing::Event<'_>) {
        let mut text = event.metadata().level().to_string();
        event.record(&mut |field: &tracing::field::Field, value: &dyn std::fmt::Debug| {
            text += &format!(" {field}={value:?}");
        });
        self.0.lock().unwrap().push(text);
    }

    fn enter(&self, _: &tracing::Id) {}

    fn exit(&self, _: &tracing::Id) {}
}

#[test]
fn output_goes_to_tracing_unless_the_application_takes_it() {
    let collector = Collector::default();
    tracing::subscriber::with_default(collector.clone(), || {
        with(|s| {
            let text = s.copy_str("hello\n")?;
            s.say(text)?;
            s.complain(text)
        });
    });
    let expected = ["INFO message=hello library=\"capable\"", "WARN message=hello library=\"capable\""];
    assert_eq!(*collector.0.lock().unwrap(), expected);
}
