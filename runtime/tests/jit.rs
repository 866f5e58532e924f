//! Modules compiled in the process: the interface is checked at the first call instead of by the macro.
#![cfg(feature = "jit")]

#[path = "support/by_hand.rs"]
mod by_hand;

use by_hand::artefact;
use ringfence::__private::{Artefact, Export, LibraryLimits, call, lift, lower};
use ringfence::{Fault, FaultKind, GuestPtr, Library, Pool, Scope, Tainted, verify};

/// What the macro would write for two functions.
enum Small {}

#[derive(Default)]
struct Functions {
    add: Export<(i32, i32), i32>,
    text: Export<(), i32>,
}

impl Library for Small {
    type Functions = Functions;
    const NAME: &'static str = "small";
    const ARTEFACT: &'static Artefact = &artefact(LibraryLimits {
        memory_bytes: 1 << 20,
        deadline_ms: 1_000,
        table_elements: 10,
        stack_bytes: 256 << 10,
        copied_out_bytes: 1 << 20,
    });
    const FUNCTIONS: &'static [&'static str] = &["add", "text"];
}

fn add(s: &mut Scope<'_, Small>, a: i32, b: i32) -> Result<Tainted<i32>, Fault> {
    let arguments = (lower(a)?, lower(b)?);
    call(s, 0, |functions| &functions.add, arguments).map(lift)
}

fn text<'id>(s: &mut Scope<'id, Small>) -> Result<GuestPtr<'id, u8>, Fault> {
    call(s, 1, |functions| &functions.text, ()).map(lift)
}

const GOOD: &str = r#"
(module
  (memory (export "memory") 1 4)
  (data (i32.const 100) "hello\00")
  (func (export "add") (param i32 i32) (result i32) local.get 0 local.get 1 i32.add)
  (func (export "text") (result i32) i32.const 100))
"#;

/// A library whose sources were not on the machine that built this.
enum Absent {}

impl Library for Absent {
    type Functions = ();
    const NAME: &'static str = "absent";
    const ARTEFACT: &'static Artefact = Small::ARTEFACT;
    const ABSENT: Option<&'static str> = Some("it was built without its sources");
    const FUNCTIONS: &'static [&'static str] = &[];
}

#[test]
fn a_library_without_its_sources_says_so() {
    let fault = Pool::<Absent>::new(ringfence::Limits::default()).unwrap_err();
    assert_eq!(fault.kind(), FaultKind::Module);
    assert!(
        fault.to_string().contains("absent") && fault.to_string().contains("without its sources"),
        "{fault}"
    );
}

fn pool(wat: &str) -> Result<Pool<Small>, Fault> {
    by_hand::pool(wat, ringfence::Limits::default())
}

#[test]
fn a_module_compiled_here_works() {
    let pool = pool(GOOD).unwrap();
    let sum = pool.scope(|s| verify!(add(s, 40, 2)?, in 0..100)).unwrap();
    assert_eq!(sum, 42);
    let text = pool
        .scope(|s| {
            let pointer = text(s)?;
            verify!(s.c_str(pointer, 10)?, utf8)
        })
        .unwrap();
    assert_eq!(text, "hello");
}

#[test]
fn a_module_with_an_import_is_refused() {
    let fault = pool(r#"(module (import "env" "system" (func)) (memory (export "memory") 1))"#).unwrap_err();
    assert_eq!(fault.kind(), FaultKind::Module);
    assert!(fault.to_string().contains("`env.system`"), "{fault}");
}

#[test]
fn an_export_of_another_type_is_found_at_the_call() {
    let other = GOOD.replace("(param i32 i32) (result i32) local.get 0 local.get 1 i32.add", "");
    let fault = pool(&other).unwrap().scope(|s| add(s, 1, 2).map(drop)).unwrap_err();
    assert_eq!(fault.kind(), FaultKind::Module, "{fault}");
    assert_eq!(fault.function(), Some("add"));
}

#[test]
fn a_module_without_memory_is_an_error() {
    let fault = pool("(module)").unwrap().scope(|_| Ok(())).unwrap_err();
    assert_eq!(fault.kind(), FaultKind::Module);
}

#[test]
fn garbage_and_forbidden_proposals_are_refused() {
    for wat in [
        "(module (memory (export \"memory\") i64 1))",
        "(module (memory 1) (memory 1))",
        "(module (memory 1 1 shared))",
        "(module (func (export \"f\") (return_call 0)))",
        "not a module",
    ] {
        assert_eq!(pool(wat).unwrap_err().kind(), FaultKind::Module, "{wat}");
    }
}

#[test]
fn an_endless_start_function_meets_the_deadline() {
    let wat = r#"(module (memory (export "memory") 1) (func (export "_initialize") (loop br 0)))"#;
    let fault = pool(wat).unwrap().scope(|_| Ok(())).unwrap_err();
    assert_eq!(fault.kind(), FaultKind::Limit, "{fault}");
}

#[test]
fn memory_that_the_module_never_offers_is_grown_for_the_scope() {
    let pool = pool(GOOD).unwrap();
    pool.scope(|s| {
        let slice = s.copy_in(&[7u8; 100_000])?;
        assert_eq!(s.memory_bytes(), 3 << 16);
        assert!(verify!(s.view(slice)?, |bytes| bytes.iter().all(|&byte| byte == 7)).is_ok());
        assert_eq!(s.copy_in(&[7u8; 200_000]).unwrap_err().kind(), FaultKind::Limit);
        Ok(())
    })
    .unwrap();
}
