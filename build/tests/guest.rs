//! What C code meets inside the fence: the answers of the stubs, and the traps that stop it.

use crate::support::{Package, bytes};
use ringfence_engine::wasmtime::{Engine, Instance, Module, Store, Trap};

/// Each function returns 1 when the world looks as documented.
const ANSWERS: &str = r#"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

int output(void) { return printf("%s %d\n", "text", 7) == 7 && fputs("x", stderr) >= 0 && fflush(NULL) == 0; }
int input(void) { return getchar() == EOF && feof(stdin) && !ferror(stdin); }
int files(void) {
    struct stat data;
    errno = 0;
    return fopen("/etc/passwd", "r") == NULL && errno != 0 && stat("/", &data) == -1 && remove("a") == -1
        && rename("a", "b") == -1 && mkdir("a", 0700) == -1 && open("a", 0) == -1;
}
int surroundings(void) { return getenv("PATH") == NULL && !isatty(1) && fseek(stdout, 0, SEEK_SET) == -1; }
int heap(void) {
    char *text = malloc(1 << 20);
    if (!text) return 0;
    memset(text, 7, 1 << 20);
    text = realloc(text, 3 << 20);
    int right = text && text[(1 << 20) - 1] == 7;
    free(text);
    char *volatile beyond = malloc(1u << 30); /* volatile: a compiler may assume that an unused malloc succeeds */
    return right && beyond == NULL;
}
"#;

const TRAPS: &str = r#"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

int global = 42;
static volatile int zero = 0;

void leave(void) { exit(0); }
void give_up(void) { abort(); }
void claim(void) { assert(zero == 1); }
static __attribute__((noinline)) void fill(char *text, int length) { for (int i = 0; i < length; i++) text[i] = 'x'; }
int smash(int length) { char text[16]; fill(text, length); return text[zero]; }
static __attribute__((noinline)) int deeper(int n, char *above) {
    char room[1024];
    memset(room, n, sizeof room);
    room[1] = above[0];
    return n == 0 ? room[1] : deeper(n - 1, room) + room[0];
}
int deep(int n) { char top[2] = {1, 1}; return deeper(n, top); }
int look(void) { return global; }
"#;

struct Guest {
    store: Store<()>,
    instance: Instance,
}

impl Guest {
    fn new(source: &str, exports: &[&str]) -> Self {
        let package = Package::new(&[("guest.c", source)]);
        let mut library = package.library("guest").file("guest.c").stack_size(64 << 10);
        for export in exports {
            library = library.export(*export);
        }
        let compiled = library.compile().expect("builds");
        let engine: Engine =
            ringfence_engine::compiler(None, ringfence_engine::Code::default()).expect("engine");
        let module = Module::new(&engine, bytes(&compiled.wasm())).expect("module");
        let mut store = Store::new(&engine, ());
        store.set_epoch_deadline(1);
        let instance = Instance::new(&mut store, &module, &[]).expect("no imports are needed");
        let mut guest = Self { store, instance };
        guest.run("_initialize").expect("initialises");
        guest
    }

    fn run(&mut self, name: &str) -> Result<(), Trap> {
        let function = self.instance.get_typed_func::<(), ()>(&mut self.store, name).expect("function");
        function.call(&mut self.store, ()).map_err(|error| error.downcast().expect("a trap"))
    }

    fn answer(&mut self, name: &str) -> i32 {
        let function = self.instance.get_typed_func::<(), i32>(&mut self.store, name).expect("function");
        function.call(&mut self.store, ()).expect("returns")
    }

    fn call(&mut self, name: &str, argument: i32) -> Result<i32, Trap> {
        let function = self.instance.get_typed_func::<i32, i32>(&mut self.store, name).expect("function");
        function.call(&mut self.store, argument).map_err(|error| error.downcast().expect("a trap"))
    }
}

#[test]
fn the_stubs_answer_as_documented() {
    let names = ["output", "input", "files", "surroundings", "heap"];
    let source = format!("#include <fcntl.h>\n{ANSWERS}");
    let mut guest = Guest::new(&source, &names);
    for name in names {
        assert_eq!(guest.answer(name), 1, "{name}");
    }
}

#[test]
fn exit_abort_and_assert_end_the_call() {
    for name in ["leave", "give_up", "claim"] {
        let mut guest = Guest::new(TRAPS, &[name]);
        assert_eq!(guest.run(name), Err(Trap::UnreachableCodeReached), "{name}");
    }
}

#[test]
fn a_smashed_stack_frame_is_a_trap() {
    let mut guest = Guest::new(TRAPS, &["smash"]);
    assert_eq!(guest.call("smash", 16), Ok(i32::from(b'x')));
    assert_eq!(guest.call("smash", 40), Err(Trap::UnreachableCodeReached));
}

#[test]
fn a_stack_overflow_is_a_trap_and_leaves_variables_alone() {
    let mut guest = Guest::new(TRAPS, &["deep", "look"]);
    guest.call("deep", 20).expect("fits");
    assert_eq!(guest.call("deep", 200), Err(Trap::MemoryOutOfBounds));
    assert_eq!(guest.answer("look"), 42);
}
