//! Contracts in words, for documentation and records.

use std::fmt::Write as _;

use quote::ToTokens;

use super::{
    Cell, Content, Contract, Creation, Expression, Handed, HandedContent, HandleUse, Input, Items, Length,
    Needs, Operator, Outcome, Passing, Rule, Text, Then,
};
use crate::model::Function;

/// Tokens as a person would write them, on one line.
pub(super) fn text_of(tokens: &impl ToTokens) -> String {
    let text = tokens.to_token_stream().to_string();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    [
        (" :: ", "::"),
        (" , ", ", "),
        ("min (", "min("),
        ("max (", "max("),
        (" ..=", "..="),
        ("..= ", "..="),
        (" ..", ".."),
        (".. ", ".."),
        ("..- ", "..-"),
        ("..=- ", "..=-"),
    ]
    .iter()
    .fold(text, |text, (from, to)| text.replace(from, to))
}

impl Expression {
    /// The expression as text.
    pub fn text(&self) -> String {
        match self {
            Self::Number(number) => number.to_string(),
            Self::Value(value) => value.name.to_string(),
            Self::Binary(operator, left, right) => {
                let (left, right) = (left.operand(), right.operand());
                match operator {
                    Operator::Minimum => format!("min({left}, {right})"),
                    Operator::Maximum => format!("max({left}, {right})"),
                    Operator::Add => format!("{left} + {right}"),
                    Operator::Subtract => format!("{left} - {right}"),
                    Operator::Multiply => format!("{left} * {right}"),
                    Operator::Divide => format!("{left} / {right}"),
                    Operator::Remainder => format!("{left} % {right}"),
                    Operator::Shift => format!("{left} << {right}"),
                }
            }
        }
    }

    /// In parentheses where another operator would tear it apart.
    fn operand(&self) -> String {
        match self {
            Self::Binary(Operator::Multiply | Operator::Minimum | Operator::Maximum, ..) => self.text(),
            Self::Binary(..) => format!("({})", self.text()),
            _ => self.text(),
        }
    }
}

impl Rule {
    /// The rule as it is recorded; empty where there is none.
    pub fn text(&self) -> String {
        match self {
            Self::Within(range) => format!("in {}", range.text),
            Self::Floating(range) => format!("in {}", text_of(&**range)),
            Self::Valid => "valid".to_owned(),
            Self::With(path) => format!("with {}", text_of(path)),
            Self::Released(_) => "released".to_owned(),
            Self::Inert => "bytes".to_owned(),
            Self::Measured => String::new(),
        }
    }

    /// What the documentation says behind the value.
    fn words(&self) -> String {
        match self {
            Self::Within(range) => format!("in `{}`", range.text),
            Self::Floating(range) => format!("in `{}`", text_of(&**range)),
            Self::Valid => "a value of its type".to_owned(),
            Self::With(path) => format!("accepted by `{}`", text_of(path)),
            Self::Released(reason) => format!("not checked: {}", reason.value()),
            Self::Inert | Self::Measured => String::new(),
        }
    }
}

impl Contract {
    /// The contract as lines of documentation, one for each thing it says.
    pub fn words(&self, function: &Function) -> Vec<String> {
        let names: Vec<_> = function.parameters.iter().map(|parameter| parameter.name.to_string()).collect();
        let name = |index: &usize| names.get(*index).map_or_else(String::new, |name| format!("`{name}`"));
        let parameters = self.parameters.iter().enumerate().filter_map(|(index, passing)| {
            let words = passing_words(passing, &name)?;
            Some(format!("- {}: {words}", name(&index)))
        });
        let requirements = self.requirements.iter().map(|requirement| {
            let when = if requirement.is_after { "after the call" } else { "before the call" };
            format!("- `{}`, {when}", requirement.text)
        });
        let result = outcome_words(&self.outcome).map(|words| format!("- result: {words}"));
        let kept =
            self.keeps.then(|| "- the library keeps arguments: all stay until the scope ends".to_owned());
        parameters.chain(result).chain(requirements).chain(kept).collect()
    }
}

fn passing_words(passing: &Passing, name: &impl Fn(&usize) -> String) -> Option<String> {
    Some(match passing {
        Passing::Plain => return None,
        Passing::Length(slices) => format!("the length of {}", list(slices, name)),
        Passing::Capacity => "room in elements".to_owned(),
        Passing::Constant(number) => format!("always `{}`", number.text()),
        Passing::Null => "always null".to_owned(),
        Passing::Handle => "passed as it is".to_owned(),
        Passing::State(handle) => use_words(handle),
        Passing::Created(creation) => creation_words(creation),
        Passing::Value(_) => "copied in".to_owned(),
        Passing::Slice { length, items, is_nullable } => {
            let mut words = format!("{}, copied in", slice_words(length, *items));
            if *is_nullable {
                words.push_str("; null for `None`");
            }
            words
        }
        Passing::Text { is_nullable, .. } => {
            format!("a C string, copied in{}", if *is_nullable { "; null for `None`" } else { "" })
        }
        Passing::Changed { input, rule, .. } => changed_words(input, rule, name),
        Passing::ChangedSlice { length, items, rule } => {
            joined(format!("{}, copied in and back", slice_words(length, *items)), &rule.words())
        }
        Passing::Room { capacity, written, content } => room_words(capacity, written.as_ref(), content),
        Passing::Handed(handed) => handed_words(handed),
    })
}

fn changed_words(input: &Input, rule: &Rule, name: &impl Fn(&usize) -> String) -> String {
    let start = match input {
        Input::Zero => "comes out".to_owned(),
        Input::Caller => "goes in and comes out".to_owned(),
        Input::Capacity => "goes in as room in elements and comes out".to_owned(),
        Input::Length(slices) => format!("goes in as the length of {} and comes out", list(slices, name)),
    };
    joined(start, &rule.words())
}

fn room_words(capacity: &Expression, written: Option<&Expression>, content: &Content) -> String {
    let room = format!("room for `{}`", capacity.text());
    match content {
        Content::Text(text) => format!("{room} bytes, a C string{} comes out", encoding(text)),
        Content::Items(items, rule) => {
            let count = written.unwrap_or(capacity);
            joined(format!("{room}, `{}` {} come out", count.text(), plural(*items)), &rule.words())
        }
    }
}

fn handed_words(handed: &Handed) -> String {
    let mut words = match &handed.content {
        HandedContent::Items { length, items, rule } => {
            joined(format!("`{}` {}, copied out", length.text(), plural(*items)), &rule.words())
        }
        HandedContent::Text(text) => {
            let bound = text.bound.unwrap_or_default();
            format!("a C string{} of less than {bound} bytes, copied out", encoding(text))
        }
    };
    if let Some(free) = &handed.free {
        // Writing into a string cannot fail.
        let _ = write!(words, ", then freed with `{free}`");
    }
    words.push_str(if handed.is_nullable { "; `None` for null" } else { "; null is an error" });
    words
}

fn outcome_words(outcome: &Outcome) -> Option<String> {
    Some(match outcome {
        Outcome::Void => return None,
        Outcome::Status { ok, message } => {
            let ok = ok.as_ref().map_or_else(|| "not zero".to_owned(), |ok| format!("`{}`", ok.text));
            let mut words = format!("success is {ok}");
            if let Some(message) = message {
                let _ = write!(words, ", `{message}` says what went wrong");
            }
            words
        }
        Outcome::Value { is_length: true, .. } => "the length of an output".to_owned(),
        Outcome::Value { rule, .. } => joined("a number".to_owned(), &rule.words()),
        Outcome::Handle { is_nullable: true, .. } => "a pointer".to_owned(),
        Outcome::Handle { .. } => "a pointer; null is an error".to_owned(),
        Outcome::Created(creation, _) => creation_words(creation),
        Outcome::Handed(handed, _) => handed_words(handed),
    })
}

fn use_words(handle: &HandleUse) -> String {
    let mut words = match &handle.needs {
        Needs::Any => "in any state".to_owned(),
        Needs::These(states) => {
            let states: Vec<_> = states.iter().map(|state| format!("`{state}`")).collect();
            format!("in the state {}", states.join(" or "))
        }
    };
    match &handle.then {
        Then::Stays => {}
        Then::Ends => words.push_str("; gone afterwards"),
        Then::Becomes(state) => {
            let _ = write!(words, "; in `{state}` afterwards, gone after an error");
            if let Some(end) = &handle.end {
                let _ = write!(words, ": `{end}` ends it then");
            }
        }
    }
    words
}

fn creation_words(creation: &Creation) -> String {
    let mut words = format!("a new `{}` in the state `{}`", creation.target, creation.state);
    if let Some(end) = &creation.end {
        let _ = write!(words, ", ended with `{end}` unless it was before");
    }
    words.push_str("; null is an error");
    words
}

fn slice_words(length: &Length, items: Items) -> String {
    match length {
        Length::Gives(_) => plural(items),
        Length::Fixed(number) => format!("{number} {}", plural(items)),
        Length::Checked(number) => format!("`{}` {}", number.text(), plural(items)),
    }
}

fn plural(items: Items) -> String {
    match items.kind.primitive() {
        "u8" => "bytes".to_owned(),
        primitive => format!("`{primitive}`s"),
    }
}

fn encoding(text: &Text) -> &'static str {
    if text.is_utf8 { " in UTF-8" } else { "" }
}

fn joined(start: String, rule: &str) -> String {
    if rule.is_empty() { start } else { format!("{start}, {rule}") }
}

fn list(indices: &[usize], name: &impl Fn(&usize) -> String) -> String {
    indices.iter().map(name).collect::<Vec<_>>().join(" and ")
}

impl Cell {
    /// Whether arithmetic is possible with it.
    pub fn is_integer(&self) -> bool {
        matches!(self, Self::Scalar(kind) if super::expression::is_integer(*kind))
    }
}
