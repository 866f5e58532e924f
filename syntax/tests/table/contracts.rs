//! Mistakes in contracts.

use ringfence_syntax::messages::*;

use super::Source::{Function, Module, States, Whole};
use super::{Mistake, mistake};

pub(crate) const MISTAKES: &[Mistake] = &[
    // Arguments of the attributes.
    mistake(&CONTRACT_FORM, Function("fn f(#[handle = «1] x: *mut u8);"), "`handle` takes no value"),
    mistake(
        &CONTRACT_FORM,
        Function("fn f(#[input(len = n, «nullable = 1)] x: *const u8, n: usize);"),
        "`nullable` takes no value",
    ),
    mistake(&CONTRACT_VALUE, Function("fn f(#[input(«len)] x: *const u8);"), "`len` needs a value"),
    mistake(&CONTRACT_VALUE, Function("fn f(#[«constant] x: c_int);"), "`constant` needs a value"),
    mistake(
        &CONTRACT_NAME,
        Function("#[status(ok = 0, message = «\"text\")] fn f() -> c_int;"),
        "`message` needs the name of a function",
    ),
    mistake(
        &CONTRACT_PART,
        Function("fn f(#[input(«length = 4)] x: *const u8);"),
        "`length` means nothing in this `input`",
    ),
    mistake(
        &CONTRACT_PART,
        Function("fn f(#[out(in = 1..=2, «owned)] x: *mut c_int);"),
        "`owned` means nothing in this `out`",
    ),
    mistake(
        &CONTRACT_PART,
        Function("#[returns(in = 1..=2, «len = 4)] fn f() -> c_int;"),
        "`len` means nothing in this `returns`",
    ),
    mistake(
        &CONTRACT_TWICE,
        Function("fn f(#[input(len = 4)] #[«out(len = 4)] x: *mut u8);"),
        "there are two contracts about `x`",
    ),
    mistake(
        &CONTRACT_TWICE,
        Function("#[status(ok = 0)] #[«returns(in = 1..=2)] fn f() -> c_int;"),
        "there are two contracts about `result`",
    ),
    mistake(
        &CONTRACT_VARIADIC,
        Function("#[«status(ok = 0)] fn f(#[c_str] x: *const c_char, ...) -> c_int;"),
        "a function of any number of arguments cannot have a contract",
    ),
    // Parameters.
    mistake(
        &CONTRACT_POINTER,
        Function("fn f(#[input(len = 4)] x: *const u8, y: «*mut u8);"),
        "the function has a contract that says nothing about the pointer `y`",
    ),
    mistake(
        &CONTRACT_NOT_POINTER,
        Function("fn f(#[«input(len = 4)] x: u8);"),
        "`input` is about what a pointer points to, and this is no pointer",
    ),
    mistake(
        &CONTRACT_CONST,
        Function("fn f(#[«out(len = 4)] x: *const u8);"),
        "`out` is about something that the function writes, but the pointer is `*const`",
    ),
    mistake(
        &CONTRACT_TARGET,
        Function("fn f(#[«input(len = 4)] x: *const *const u8);"),
        "a pointer to a pointer cannot be a slice",
    ),
    mistake(
        &CONTRACT_TARGET,
        Whole(
            r#"#[ringfence::library("lib")] mod lib { struct Parser;
            extern "C" { fn f(#[«input(len = n)] x: *const Parser, n: usize); } }"#,
        ),
        "a pointer to `Parser` cannot be a slice",
    ),
    mistake(
        &CONTRACT_TARGET,
        Function("fn f(#[«c_str] x: *const c_int);"),
        "a pointer to int cannot be a C string",
    ),
    mistake(
        &CONTRACT_LENGTH,
        Function("fn f(#[«input] x: *const c_void);"),
        "the contract does not say how much is behind the pointer",
    ),
    mistake(
        &CONTRACT_LENGTH,
        Function("fn f(#[«out] x: *mut *mut u8);"),
        "the contract does not say how much is behind the pointer",
    ),
    mistake(
        &CONTRACT_OWNED,
        Function("fn f(#[«out(owned, len = 4)] x: *mut *mut u8);"),
        "`owned` and `free` belong together",
    ),
    mistake(
        &CONTRACT_NULL,
        Function("#[returns(len = 4, null = «panic)] fn f() -> *mut u8;"),
        "`null` is `error` or `none`",
    ),
    mistake(
        &CONTRACT_CONSTANT,
        Function("fn f(#[«constant = 1] x: f64);"),
        "only an integer can be a constant",
    ),
    mistake(
        &CONTRACT_TEXT_BOUND,
        Function("#[returns(«c_str)] fn f() -> *const c_char;"),
        "a string needs a bound in bytes",
    ),
    mistake(
        &CONTRACT_TEXT_BOUND,
        Function("#[returns(c_str(max = «0))] fn f() -> *const c_char;"),
        "a string needs a bound in bytes",
    ),
    // Rules.
    mistake(
        &CONTRACT_NO_RULE,
        Function("fn f(#[«out] x: *mut c_int);"),
        "no rule says which values of `x` may come out",
    ),
    mistake(
        &CONTRACT_NO_RULE,
        Function("fn f(#[«inout] x: *mut c_int);"),
        "no rule says which values of `x` may come out",
    ),
    mistake(
        &CONTRACT_NO_ITEMS_RULE,
        Function("fn f(#[«out(len = 4)] x: *mut i16);"),
        "no rule says which elements of type `i16` may come out",
    ),
    mistake(
        &CONTRACT_TWO_RULES,
        Function("fn f(#[«out(in = 1..=2, with = check)] x: *mut c_int);"),
        "there are two rules about one value",
    ),
    mistake(
        &CONTRACT_REASON,
        Function("fn f(#[out(released, reason = «\"short\")] x: *mut c_int);"),
        "`released` needs a reason of at least 12 characters",
    ),
    mistake(
        &CONTRACT_REASON,
        Function("fn f(#[«out(released)] x: *mut c_int);"),
        "`released` needs a reason of at least 12 characters",
    ),
    mistake(
        &CONTRACT_RANGE,
        Function("fn f(#[out(in = «5..=1)] x: *mut c_int);"),
        "the range `5..=1` is no rule",
    ),
    mistake(&CONTRACT_RANGE, Function("fn f(#[out(in = «..)] x: *mut c_int);"), "the range `..` is no rule"),
    mistake(&CONTRACT_BOUND, Function("fn f(#[out(in = 0..=«256)] x: *mut u8);"), "256 is no value of u8"),
    mistake(&CONTRACT_BOUND, Function("fn f(#[constant = «-1] x: c_uint);"), "-1 is no value of u32"),
    mistake(
        &CONTRACT_FLOAT,
        Function("fn f(#[out(in = «0..=1)] x: *mut f32);"),
        "this is no range of floating-point numbers",
    ),
    mistake(
        &CONTRACT_NOT_ORDERED,
        Function("fn f(#[out(in = «0..=1)] x: *mut bool);"),
        "a range says nothing about this type",
    ),
    mistake(
        &CONTRACT_ALWAYS_VALID,
        Function("fn f(#[«out(valid)] x: *mut c_int);"),
        "every bit pattern is a value of `i32`",
    ),
    mistake(
        &CONTRACT_ALWAYS_VALID,
        Function("#[«returns(valid)] fn f() -> usize;"),
        "every bit pattern is a value of `usize`",
    ),
    // Expressions.
    mistake(
        &CONTRACT_EXPRESSION,
        Function("fn f(#[input(len = «x.len())] x: *const u8);"),
        "contracts cannot calculate this",
    ),
    mistake(
        &CONTRACT_EXPRESSION,
        Function("fn f(#[input(len = n «^ 1)] x: *const u8, n: usize);"),
        "contracts cannot calculate this",
    ),
    mistake(
        &CONTRACT_EXPRESSION,
        Function("fn f(#[input(len = «sqrt(n))] x: *const u8, n: usize);"),
        "contracts cannot calculate this",
    ),
    mistake(
        &CONTRACT_CONDITION,
        Function("#[require(«n + 1)] fn f(n: usize);"),
        "this is no relation between numbers",
    ),
    mistake(
        &CONTRACT_UNKNOWN,
        Function("fn f(#[input(len = «size)] x: *const u8, n: usize);"),
        "`size` is neither a parameter nor a constant of the module",
    ),
    mistake(
        &CONTRACT_UNKNOWN,
        Function("#[require(«result < 4)] fn f(n: usize);"),
        "`result` is neither a parameter nor a constant of the module",
    ),
    mistake(
        &CONTRACT_NOT_INTEGER,
        Function("fn f(#[input(len = «n)] x: *const u8, n: f64);"),
        "`n` is no integer",
    ),
    mistake(
        &CONTRACT_NOT_INTEGER,
        Function("fn f(#[input(len = 4)] x: *const c_int, #[input(len = «x)] y: *const u8);"),
        "`x` is no integer",
    ),
    mistake(
        &CONTRACT_TOO_EARLY,
        Function("fn f(#[input(len = «n)] x: *const u8, #[out(in = 1..=9)] n: *mut c_int);"),
        "`n` is not known yet at this point",
    ),
    mistake(
        &CONTRACT_TOO_EARLY,
        Function("#[returns(in = 0..=«n)] fn f(#[out(in = 1..=9)] n: *mut c_int) -> c_int;"),
        "`n` is not known yet at this point",
    ),
    mistake(
        &CONTRACT_CYCLE,
        Function("fn f(#[out(in = 0..=b)] a: *mut c_int, #[out(in = 0..=«a)] b: *mut c_int);"),
        "`a` depends on itself",
    ),
    mistake(&CONTRACT_CYCLE, Function("fn f(#[constant = «a + 1] a: c_int);"), "`a` depends on itself"),
    // The result.
    mistake(
        &CONTRACT_NO_RESULT,
        Function("#[«status(ok = 0)] fn f();"),
        "`status` is about the result, and `f` returns nothing",
    ),
    mistake(
        &CONTRACT_RESULT,
        Function("fn f(#[input(len = 4)] x: *const u8) -> «c_int;"),
        "the function has a contract that says nothing about the result of `f`",
    ),
    mistake(
        &CONTRACT_RESULT,
        Function("fn f(#[input(len = 4)] x: *const u8) -> «*mut u8;"),
        "the function has a contract that says nothing about the result of `f`",
    ),
    mistake(
        &CONTRACT_STATUS,
        Function("#[«status] fn f() -> c_int;"),
        "`status` does not say what success is",
    ),
    mistake(
        &CONTRACT_STATUS_TYPE,
        Function("#[«status(ok = 0)] fn f() -> *mut u8;"),
        "a status is an integer, `bool` or an enum",
    ),
    mistake(
        &CONTRACT_STATUS_NUMBER,
        Function("#[status(ok = «n)] fn f(n: c_int) -> c_int;"),
        "success must be known while compiling",
    ),
    // Functions.
    mistake(
        &CONTRACT_FUNCTION,
        Function("#[returns(len = 4, owned, free = «give_back)] fn f() -> *mut u8;"),
        "the function `give_back` is not declared in this module",
    ),
    mistake(
        &CONTRACT_FREE,
        Function("#[returns(len = 4, owned, free = «free)] fn f() -> *mut u8; fn free(x: usize);"),
        "`free` cannot free: it must take one pointer and nothing else",
    ),
    mistake(
        &CONTRACT_FREE,
        Function("#[owned(free = «free)] fn f() -> *mut u8; fn free();"),
        "`free` cannot free: it must take one pointer and nothing else",
    ),
    mistake(
        &CONTRACT_MESSAGE,
        Function("#[status(ok = 0, message = «text)] fn f() -> c_int; fn text(x: f64) -> *const c_char;"),
        "`text` cannot explain a failure",
    ),
    mistake(
        &OWNED,
        Function("#[«owned(free = free)] fn f() -> c_int; fn free(x: *mut c_void);"),
        "`owned` belongs on a function without a contract that returns a pointer",
    ),
    mistake(
        &OWNED,
        Function("#[«owned] fn f() -> *mut u8;"),
        "`owned` belongs on a function without a contract that returns a pointer",
    ),
    // Names that a contract needs.
    mistake(
        &METHOD_TAKEN,
        Function("fn f_raw(); fn «f(#[input(len = 4)] x: *const u8);"),
        "`f` would get the method name `f_raw`, which another one has",
    ),
    mistake(
        &NAME_TAKEN,
        Module(
            "struct «Size; extern \"C\" { fn size(#[out(in = 1..=2)] w: *mut u8, #[out(in = 1..=2)] h: *mut u8); }",
        ),
        "the name `Size` is needed for the struct with the outputs of `size`",
    ),
    // States.
    mistake(&STATES_FORM, Module("#[«states] struct Parser;"), "`states` does not name any"),
    mistake(&STATES_FORM, Module("#[«states(Init = 1)] struct Parser;"), "`states` does not name any"),
    mistake(
        &REPEATED_ARGUMENT,
        Module("#[states(Init, Rows, «Init)] struct Parser;"),
        "`Init` is given twice",
    ),
    mistake(
        &UNKNOWN_ATTRIBUTE,
        Module("«#[states(Init)] #[repr(C)] struct S { x: u8 }"),
        "the attribute `states` is not known here",
    ),
    mistake(
        &STATE_PLACE,
        Function("#[«state(Init => Rows)] fn f(x: *mut u8);"),
        "`state` belongs on the parameter that is the handle",
    ),
    mistake(
        &STATE_FORM,
        States("fn f(#[«state] parser: *mut Parser);"),
        "`state` does not say which state is needed",
    ),
    mistake(
        &STATE_FORM,
        States("fn f(#[«state(=> Init)] parser: *mut Parser);"),
        "`state` does not say which state is needed",
    ),
    mistake(
        &CONTRACT_TARGET,
        States("fn f(#[«state(Init)] parser: *mut u8);"),
        "a pointer to uint8_t cannot be a handle with states",
    ),
    mistake(
        &CONTRACT_NOT_POINTER,
        States("fn f(#[«state(Init)] parser: c_int);"),
        "`state` is about what a pointer points to, and this is no pointer",
    ),
    mistake(
        &CONTRACT_PART,
        States("#[returns(state = Init, «null = none)] fn f() -> *mut Parser;"),
        "`null` means nothing in this `returns`",
    ),
    mistake(&STATE_NONE, States("fn f(#[«state(_)] other: *mut Other);"), "`Other` has no states"),
    mistake(&STATE_NONE, States("#[returns(state = «Init)] fn f() -> *mut Other;"), "`Other` has no states"),
    mistake(
        &STATE_UNKNOWN,
        States("fn f(#[state(Init | «Header)] parser: *mut Parser);"),
        "`Parser` has no state `Header`",
    ),
    mistake(
        &STATE_UNKNOWN,
        States("fn f(#[state(Init => «Header)] parser: *mut Parser);"),
        "`Parser` has no state `Header`",
    ),
    mistake(
        &STATE_UNKNOWN,
        States("fn f(#[out(state = «Header)] parser: *mut *mut Parser);"),
        "`Parser` has no state `Header`",
    ),
    mistake(
        &REPEATED_ARGUMENT,
        States("fn f(#[state(Init | «Init)] parser: *mut Parser);"),
        "`Init` is given twice",
    ),
    mistake(
        &STATE_UNREACHED,
        Module("#[states(«Init)] struct Parser;"),
        "no function leaves `Parser` in the state `Init`",
    ),
    mistake(
        &STATE_TWO_ENDS,
        States(
            "fn a(#[state(_ =>)] parser: *mut Parser); fn b(#[«state(Rows | Init =>)] parser: *mut Parser);",
        ),
        "`Parser` is ended in any state by `a` already",
    ),
    mistake(
        &NAME_TAKEN,
        Whole(
            r#"#[ringfence::library("lib")] mod lib { #[states(A)] struct Foo; type «foo_state = u8;
            extern "C" { #[returns(state = A)] fn f() -> *mut Foo; } }"#,
        ),
        "the name `foo_state` is needed for the module with the states of `Foo`",
    ),
];
