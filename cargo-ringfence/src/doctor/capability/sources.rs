//! The few lines that compilers are tried with. Each is small, and each fails for one reason.

/// The function that every probe exports.
pub(super) const FUNCTION: &str = "ringfence_probe";

/// A jump out of a function. The declarations stand here because most C libraries for WebAssembly lack the header.
pub(super) const JUMP: &str = r"
typedef struct { unsigned long words[8]; } jmp_buf[1];
int setjmp(jmp_buf) __attribute__((returns_twice));
void longjmp(jmp_buf, int) __attribute__((noreturn));
static jmp_buf place;
static void __attribute__((noinline)) jump(int value) { longjmp(place, value); }
int ringfence_probe(int value) {
    int answer = setjmp(place);
    if (!answer) jump(value);
    return answer;
}
";

/// What the compiler calls for `setjmp` and `longjmp`, by its published convention.
pub(super) const JUMP_SUPPORT: &str = r"
struct buffer { void *id; unsigned label; struct { void *env; int value; } argument; };
void __wasm_setjmp(void *env, unsigned label, void *id) {
    struct buffer *buffer = env;
    buffer->id = id;
    buffer->label = label;
}
unsigned __wasm_setjmp_test(void *env, void *id) {
    struct buffer *buffer = env;
    return buffer->id == id ? buffer->label : 0;
}
void __wasm_longjmp(void *env, int value) {
    struct buffer *buffer = env;
    buffer->argument.env = env;
    buffer->argument.value = value ? value : 1;
    __builtin_wasm_throw(1, &buffer->argument);
}
";

/// The tag that jumps are thrown with.
pub(super) const JUMP_TAG: &str = "\t.tagtype __c_longjmp i32\n\t.globl __c_longjmp\n__c_longjmp:\n";

/// Two containers and an allocation.
pub(super) const CONTAINERS: &str = r#"
#include <string>
#include <vector>
extern "C" int ringfence_probe(int count) {
    std::vector<std::string> all;
    for (int i = 0; i < count; i++) all.push_back(std::string(i, 'x'));
    int sum = 0;
    for (auto &one : all) sum += one.size();
    return sum;
}
"#;

/// A value thrown and caught. No headers: the language alone is asked for.
pub(super) const THROW: &str = r#"
struct Failure { int code; };
static void __attribute__((noinline)) fail(int code) { throw Failure{code}; }
extern "C" int ringfence_probe(int code) {
    try { fail(code); } catch (const Failure &failure) { return failure.code; }
    return 0;
}
"#;

/// In the edition that every rustc takes without a flag.
pub(super) const RUST: &str = r#"
#[no_mangle]
pub extern "C" fn ringfence_probe(count: u32) -> u32 {
    let all: Vec<u32> = (0..count).collect();
    all.iter().sum()
}
"#;
