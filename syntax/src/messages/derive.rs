//! Messages about `#[derive(Verify)]`.

use super::Message;

messages! {
    DERIVE_NO_STRUCT {
        text: "`#[derive(Verify)]` belongs on a struct",
        label: "not a struct",
        hint: "enums of an interface are verified with `verify!(value, valid)`, others with a field's `with = function`",
    }
    DERIVE_FIELDS {
        text: "`{name}` has no fields that values could go to",
        label: "named fields, or a tuple of one",
        hint: "give it named fields, or wrap one value: `struct {name}(#[verify(in 1..=100)] u32);`",
    }
    DERIVE_GENERIC {
        text: "a verified type has no parameters but one lifetime",
        label: "not possible here",
        hint: "remove it; the one lifetime is the brand of the pointers in the type",
    }
    DERIVE_NO_SOURCE {
        text: "nothing says what `{name}` is made from",
        label: "made from what?",
        hint: "add `#[verify(from = library::Struct)]` with the struct of the fenced library",
    }
    DERIVE_FROM {
        text: "this is not the path of a struct",
        label: "not a path",
        hint: "write `#[verify(from = library::Struct)]` with the struct of the fenced library",
    }
    DERIVE_NO_RULE {
        text: "the field `{name}` has no rule",
        label: "no rule",
        hint: "add `#[verify(in 1..=100)]`, or `valid`, `with = function`, `inert`, `nested`, `pointer`",
    }
    DERIVE_TWO_RULES {
        text: "the field has a rule already",
        label: "a second rule",
        hint: "keep one; `with = function` can check as much as is needed",
    }
    DERIVE_UNKNOWN {
        text: "`{name}` is not known here",
        label: "unknown",
        hint: "known are {known}",
    }
    DERIVE_REPEATED {
        text: "`{name}` was said before",
        label: "said twice",
        hint: "keep one of the two",
    }
    DERIVE_RENAME {
        text: "the value of a tuple struct has no other name",
        label: "nothing to rename",
        hint: "remove it; `rename` says what a field is called in the struct of the library",
    }
    DERIVE_RELATION {
        text: "this cannot stand in a relation",
        label: "not a comparison of whole numbers",
        hint: "compare fields, constants and numbers, made with `+ - * / % <<`, joined with `&& || !`; or name a function",
    }
}
