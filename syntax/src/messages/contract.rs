//! Messages about contracts and `#[owned]`.

use super::Message;

messages! {
    CONTRACT_FORM {
        text: "`{name}` takes no value",
        label: "a value",
        hint: "write `{name}` by itself, or its arguments in parentheses",
    }
    CONTRACT_VALUE {
        text: "`{name}` needs a value",
        label: "no value",
        hint: "write `{name} = …`",
    }
    CONTRACT_NAME {
        text: "`{name}` needs the name of a function",
        label: "not a name",
        hint: "write `{name} = some_function`",
    }
    CONTRACT_PART {
        text: "`{part}` means nothing in this `{name}`",
        label: "unknown here",
        hint: "known here: {known}",
    }
    CONTRACT_TWICE {
        text: "there are two contracts about `{name}`",
        label: "the second one",
        hint: "say it in one attribute",
    }
    CONTRACT_VARIADIC {
        text: "a function of any number of arguments cannot have a contract",
        label: "on a variadic function",
        hint: "call `{name}` without one, or add a C function with fixed parameters",
    }
    CONTRACT_POINTER {
        text: "the function has a contract that says nothing about the pointer `{name}`",
        label: "no contract",
        hint: "add `#[input(len = …)]`, `#[out(…)]`, `#[inout(…)]`, `#[c_str]`, `#[handle]` or `#[null]`",
    }
    CONTRACT_NOT_POINTER {
        text: "`{name}` is about what a pointer points to, and this is no pointer",
        label: "passed by value",
        hint: "remove it; a number can be given with `#[constant = …]`",
    }
    CONTRACT_CONST {
        text: "`{name}` is about something that the function writes, but the pointer is `*const`",
        label: "the function only reads",
        hint: "use `#[input(…)]`, or declare the parameter as `*mut`",
    }
    CONTRACT_TARGET {
        text: "a pointer to {target} cannot be {what}",
        label: "of another type",
        hint: "use a pointer to numbers, or pass it on as it is with `#[handle]`",
    }
    CONTRACT_LENGTH {
        text: "the contract does not say how much is behind the pointer",
        label: "no length",
        hint: "add `len = …`, or `c_str(max = …)` for a string",
    }
    CONTRACT_OWNED {
        text: "`owned` and `free` belong together",
        label: "one of the two is missing",
        hint: "write `owned, free = function`: memory that the caller owns is freed by this function",
    }
    CONTRACT_NULL {
        text: "`null` is `error` or `none`",
        label: "neither",
        hint: "`null = error` makes it a fault, `null = none` makes the output an `Option`",
    }
    CONTRACT_CONSTANT {
        text: "only an integer can be a constant",
        label: "not an integer",
        hint: "use `#[null]` for a null pointer; other values stay arguments",
    }
    CONTRACT_TEXT_BOUND {
        text: "a string needs a bound in bytes",
        label: "not a number from 1 to 16 MiB",
        hint: "write `c_str(max = 256)`: its end is looked for among so many bytes",
    }
    CONTRACT_NO_RULE {
        text: "no rule says which values of `{name}` may come out",
        label: "no rule",
        hint: "add `in = 1..=100`, `valid`, `with = function`, or `released, reason = \"…\"`",
    }
    CONTRACT_NO_ITEMS_RULE {
        text: "no rule says which elements of type `{name}` may come out",
        label: "no rule",
        hint: "add `each = -1..=1`, `with = function`, or `released, reason = \"…\"`; only bytes need none",
    }
    CONTRACT_TWO_RULES {
        text: "there are two rules about one value",
        label: "two rules",
        hint: "keep one; `with = function` can say everything",
    }
    CONTRACT_REASON {
        text: "`released` needs a reason of at least 12 characters",
        label: "no reason",
        hint: "add `reason = \"why no check is needed\"`",
    }
    CONTRACT_RANGE {
        text: "the range `{range}` is no rule",
        label: "accepts everything or nothing",
        hint: "write `1..=100`; a value that needs no check is `released, reason = \"…\"`",
    }
    CONTRACT_BOUND {
        text: "{value} is no value of {kind}",
        label: "out of range",
        hint: "compare with the C header",
    }
    CONTRACT_FLOAT {
        text: "this is no range of floating-point numbers",
        label: "not a range",
        hint: "write it with literals: `0.0..=1.0`",
    }
    CONTRACT_NOT_ORDERED {
        text: "a range says nothing about this type",
        label: "not a number",
        hint: "use `valid`",
    }
    CONTRACT_ALWAYS_VALID {
        text: "every bit pattern is a value of `{kind}`",
        label: "says nothing",
        hint: "use a range, `in = 1..=100`",
    }
    CONTRACT_EXPRESSION {
        text: "contracts cannot calculate this",
        label: "not understood",
        hint: "use integers, parameters, constants of the module, `+ - * / % <<`, `min(a, b)` and `max(a, b)`",
    }
    CONTRACT_CONDITION {
        text: "this is no relation between numbers",
        label: "not a relation",
        hint: "write `width * height <= 1 << 26`; relations are joined by `&&` and `||`",
    }
    CONTRACT_UNKNOWN {
        text: "`{name}` is neither a parameter nor a constant of the module",
        label: "unknown",
        hint: "the parameters are {known}; `result` is what the function returns",
    }
    CONTRACT_NOT_INTEGER {
        text: "`{name}` is no integer",
        label: "not a number to calculate with",
        hint: "contracts calculate with integer parameters and with integers behind `#[input]`, `#[out]`, `#[inout]`",
    }
    CONTRACT_TOO_EARLY {
        text: "`{name}` is not known yet at this point",
        label: "comes later",
        hint: "what goes in is known before the call, then the result, then what comes out",
    }
    CONTRACT_CYCLE {
        text: "`{name}` depends on itself",
        label: "closes a circle",
        hint: "say one of the values without the other",
    }
    CONTRACT_NO_RESULT {
        text: "`{attribute}` is about the result, and `{name}` returns nothing",
        label: "no result",
        hint: "remove it, or declare the result",
    }
    CONTRACT_RESULT {
        text: "the function has a contract that says nothing about the result of `{name}`",
        label: "no contract",
        hint: "add `#[status(ok = 0)]` or `#[returns(…)]`",
    }
    CONTRACT_STATUS {
        text: "`status` does not say what success is",
        label: "incomplete",
        hint: "write `#[status(ok = 0)]`, `#[status(ok = 1..)]` or `#[status(nonzero)]`",
    }
    CONTRACT_STATUS_TYPE {
        text: "a status is an integer, `bool` or an enum",
        label: "the result is neither",
        hint: "use `#[returns(…)]`",
    }
    CONTRACT_STATUS_NUMBER {
        text: "success must be known while compiling",
        label: "depends on a parameter",
        hint: "use numbers and constants of the module, and `#[require(…)]` for relations",
    }
    CONTRACT_FUNCTION {
        text: "the function `{name}` is not declared in this module",
        label: "unknown",
        hint: "declare it in the `extern \"C\"` block",
    }
    CONTRACT_FREE {
        text: "`{name}` cannot free: it must take one pointer and nothing else",
        label: "of another type",
        hint: "name the function whose C prototype is `void {name}(void *pointer)`",
    }
    CONTRACT_MESSAGE {
        text: "`{name}` cannot explain a failure",
        label: "of another type",
        hint: "it must take nothing or the status, and return `*const c_char`",
    }
    OWNED {
        text: "`owned` belongs on a function without a contract that returns a pointer",
        label: "no such result",
        hint: "write `#[owned(free = function)]`; in a contract, `#[returns(owned, free = function, …)]`",
    }
    STATES_FORM {
        text: "`states` does not name any",
        label: "no names",
        hint: "write `#[states(Init, Header, Rows)]`",
    }
    STATE_FORM {
        text: "`state` does not say which state is needed",
        label: "no state",
        hint: "write `state(Header)` if it stays so, `state(Init => Header)` if it changes, `state(Rows =>)` if it ends;\n\
            several states as `Header | Rows`, any as `_`; a new handle is `returns(state = Init)`",
    }
    STATE_PLACE {
        text: "`state` belongs on the parameter that is the handle",
        label: "on the function",
        hint: "write it in front of the parameter; a new handle is `#[returns(state = Init)]`",
    }
    STATE_NONE {
        text: "`{name}` has no states",
        label: "no such state",
        hint: "name them where the type is declared: `#[states(Init, Ready)] pub struct {name};`",
    }
    STATE_UNKNOWN {
        text: "`{name}` has no state `{state}`",
        label: "unknown",
        hint: "its states are {known}",
    }
    STATE_UNREACHED {
        text: "no function leaves `{name}` in the state `{state}`",
        label: "never reached",
        hint: "write `#[returns(state = {state})]`, `#[out(state = {state})]` or `#[state(… => {state})]` on one",
    }
    STATE_TWO_ENDS {
        text: "`{name}` is ended in any state by `{other}` already",
        label: "a second one",
        hint: "one of the two ends what nobody else has; say in which states the other one may be called",
    }
}
