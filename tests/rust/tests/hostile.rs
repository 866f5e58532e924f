//! Guests that panic, hang and hoard, and modules that answer with nonsense: each is a fault, and the next request
//! is served.

use std::time::Duration;

use ringfence::{Fault, FaultKind, Limits, Pool, Scope, Trap, inert, verify};
use ringfence_tests_rust::guest::{Guest, GuestCalls as _, Kind, Nest, Sample};

fn pool() -> Pool<Guest> {
    Pool::new(Limits::default()).unwrap()
}

/// The fault of `body`, after which an honest request is served.
fn fault_of<R>(
    pool: &Pool<Guest>,
    body: impl for<'id> FnOnce(&mut Scope<'id, Guest>) -> Result<R, Fault>,
) -> Fault {
    let Err(fault) = pool.scope(body) else { panic!("no fault") };
    assert_eq!(pool.scope(|s| Ok(inert!(s.shout("next")?))).unwrap(), "NEXT");
    fault
}

#[test]
fn a_panic_is_a_fault_with_message_and_place() {
    let fault = fault_of(&pool(), |s| s.index(&[1, 2, 3], 3));
    assert_eq!((fault.kind(), fault.trap()), (FaultKind::Guest, Some(Trap::Unreachable)));
    assert_eq!(fault.message(), Some("index out of bounds: the len is 3 but the index is 3"));
    let place = fault.panicked_at().unwrap();
    let line =
        include_str!("../guest/src/lib.rs").lines().position(|line| line == "    list[at]").unwrap() + 1;
    assert_eq!(place, format!("src/lib.rs:{line}:5"));
    assert_eq!(
        fault.to_string(),
        format!(
            "guest::index: the guest panicked at {place}: index out of bounds: the len is 3 but the index is 3"
        )
    );
}

#[test]
fn last_words_are_cut_short_and_harmless_to_a_terminal() {
    let fault = fault_of(&pool(), |s| s.despair(&format!("\u{1b}[2J\n{}", "x".repeat(5000))));
    let message = fault.message().unwrap();
    assert!(message.starts_with("\u{fffd}[2J\u{fffd}xxx"), "{message}");
    assert!(message.len() < 1100, "{}", message.len());
    let fault = fault_of(&pool(), |s| s.despair(""));
    assert_eq!(fault.message(), Some(""));
}

#[test]
fn endless_loops_recursion_and_hoarding_end_at_limits() {
    let short = Pool::new(Limits::default().deadline(Duration::from_millis(100))).unwrap();
    assert_eq!(fault_of(&short, |s| s.spin()).kind(), FaultKind::Limit);
    let fault = fault_of(&pool(), |s| s.recurse(u64::from(u32::MAX)));
    assert!(matches!(fault.kind(), FaultKind::Limit | FaultKind::Guest), "{fault}");
    let fault = fault_of(&pool(), |s| s.hoard());
    assert_eq!(fault.kind(), FaultKind::Guest, "{fault}");
    assert!(fault.memory_was_refused(), "{fault}");
}

#[test]
fn what_takes_more_room_on_the_host_is_counted_there() {
    let tight = Pool::new(Limits::default().copied_out(1 << 20)).unwrap();
    assert!(tight.scope(|s| verify!(s.empty_texts(1000)?, |texts| texts.len() == 1000)).is_ok());
    // Fewer than 100 KiB in the fence, and more than 1 MiB of `String`s here.
    let fault = fault_of(&tight, |s| s.empty_texts(50_000));
    assert_eq!(fault.kind(), FaultKind::Limit, "{fault}");
}

#[test]
fn nesting_ends_before_the_hosts_stack_does() {
    let depth = |depth| pool().scope(|s| verify!(s.nest(depth)?, as Nest));
    assert!(depth(5).is_ok());
    assert_eq!(depth(5000).unwrap_err().kind(), FaultKind::Guest);
}

/// A module in which every function that gives a struct or text leads to these words, at address 16.
fn lying(words: [u32; 5], data: &str) -> Pool<Guest> {
    let words: String =
        words.iter().flat_map(|word| word.to_le_bytes()).map(|byte| format!("\\{byte:02x}")).collect();
    let module = format!(
        r#"(module (memory (export "memory") 1 16)
            (data (i32.const 16) "{words}")
            (data (i32.const 64) "{data}")
            (func (export "rust:shout") (param i32 i32) (result i32) i32.const 16)
            (func (export "rust:echo") (param i32 i32) (result i32) i32.const 16)
            (func (export "rust:nest") (param i32) (result i32) local.get 0)
            (func (export "rust:half") (param i32) (result i32) i32.const 16))"#
    );
    Pool::from_wasm(&wat::parse_str(module).unwrap(), Limits::default().copied_out(1 << 20)).unwrap()
}

fn sample() -> Sample {
    Sample {
        count: 1,
        kind: Kind::Small,
        letter: 'x',
        name: String::new(),
        bytes: Vec::new(),
        weights: Vec::new(),
        parts: Vec::new(),
        best: None,
        pair: (0, true),
    }
}

/// The kinds of fault with which `shout`, `echo` and `half` end.
fn kinds(pool: &Pool<Guest>) -> [Option<FaultKind>; 3] {
    let kind = |result: Result<(), Fault>| result.err().map(|fault| fault.kind());
    [
        kind(pool.scope(|s| s.shout("").map(drop))),
        kind(pool.scope(|s| s.echo(&sample()).map(drop))),
        kind(pool.scope(|s| s.half(2).map(drop))),
    ]
}

#[test]
fn a_place_out_of_bounds_is_a_fault() {
    let guest = Some(FaultKind::Guest);
    for place in [
        [0, u32::MAX, 4, u32::MAX, 1],
        [0, 64, u32::MAX, 64, u32::MAX],
        [0, u32::MAX - 1, 2, u32::MAX - 3, 1],
    ] {
        assert_eq!(kinds(&lying(place, "")), [guest; 3], "{place:?}");
    }
    // An address that leads nowhere at all.
    let pool = lying([0; 5], "");
    for address in [0, 65_520, u32::MAX] {
        let fault = pool.scope(|s| s.nest(address).map(drop)).unwrap_err();
        assert_eq!(fault.kind(), FaultKind::Guest, "{address}: {fault}");
    }
}

#[test]
fn a_status_that_does_not_exist_is_a_fault() {
    assert_eq!(kinds(&lying([2, 64, 1, 64, 1], "")), [Some(FaultKind::Guest); 3]);
    // An error, where the function promised that there is none.
    let told = kinds(&lying([1, 64, 4, 0, 0], "oh\\ff!"));
    assert_eq!(told, [Some(FaultKind::Guest), Some(FaultKind::Guest), Some(FaultKind::Refused)]);
}

#[test]
fn an_error_whose_text_lies_nowhere_is_a_fault() {
    let fault = lying([1, u32::MAX, 9, 0, 0], "").scope(|s| s.half(2).map(drop)).unwrap_err();
    assert_eq!(fault.kind(), FaultKind::Guest, "{fault}");
}

#[test]
fn text_that_is_no_text_is_a_fault() {
    // The table at 64 leads to two bytes at 72.
    let pool = lying([0, 0, 0, 64, 1], "\\48\\00\\00\\00\\02\\00\\00\\00\\ff\\fe");
    let fault = pool.scope(|s| s.shout("").map(drop)).unwrap_err();
    assert!(fault.to_string().contains("text that is not UTF-8"), "{fault}");
}

#[test]
fn no_bytes_decode_to_more_than_they_are() {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    for _ in 0..2000 {
        let mut data = String::new();
        for _ in 0..48 {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            // Many high bytes make long numbers, and those long lists.
            let byte = if state.is_multiple_of(3) { 0xff } else { state as u8 };
            data.push_str(&format!("\\{byte:02x}"));
        }
        let pool = lying([0, 64, 48, 64, 3], &data);
        let result = pool.scope(|s| verify!(s.echo(&sample())?, as Sample));
        assert!(!matches!(result.map_err(|fault| fault.kind()), Err(FaultKind::Host | FaultKind::Caller)));
    }
}
