//! Every message about a mistake, in a table for each subject.
//!
//! The macro and the build helper say the same words. `text` says what is wrong, `label` fits below the
//! token, `hint` says what to write instead. `{name}` is filled in by the reporter.

/// One kind of mistake.
#[derive(Debug, PartialEq, Eq)]
pub struct Message {
    /// What is wrong.
    pub text: &'static str,
    /// A few words to stand below the token.
    pub label: &'static str,
    /// What to do; may be empty.
    pub hint: &'static str,
}

impl Message {
    /// Text, label and hint with their placeholders filled in.
    pub fn fill(&self, values: &[(&str, &str)]) -> [String; 3] {
        [self.text, self.label, self.hint].map(|template| {
            values
                .iter()
                .fold(template.to_owned(), |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
        })
    }
}

/// Declares messages, and `ALL`, the table of them.
macro_rules! messages {
    ($($name:ident { text: $text:literal, label: $label:literal, hint: $hint:literal, })*) => {
        $(
            #[doc = $text]
            pub static $name: Message = Message { text: $text, label: $label, hint: $hint };
        )*

        /// The whole table.
        pub(super) static ALL: &[&Message] = &[$(&$name),*];
    };
}

mod built;
mod contract;
mod derive;
mod export;
mod functions;
mod module;
mod structures;
mod types;

pub use built::*;
pub use contract::*;
pub use derive::*;
pub use export::*;
pub use functions::*;
pub use module::*;
pub use structures::*;
pub use types::*;

/// The messages of all tables.
pub fn all() -> impl Iterator<Item = &'static Message> {
    let tables = [
        module::ALL,
        derive::ALL,
        export::ALL,
        functions::ALL,
        types::ALL,
        structures::ALL,
        contract::ALL,
        built::ALL,
    ];
    tables.into_iter().flatten().copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_is_said_once() {
        for (index, message) in all().enumerate() {
            let again = all()
                .skip(index + 1)
                .find(|other| other.text == message.text && other.label == message.label);
            assert_eq!(again, None);
        }
    }

    #[test]
    fn every_message_has_text_label_and_hint() {
        for message in all() {
            assert!(
                !message.text.is_empty() && !message.label.is_empty() && !message.hint.is_empty(),
                "{message:?}"
            );
            assert!(!message.text.ends_with('.') && !message.hint.ends_with('.'), "{message:?}");
        }
    }

    #[test]
    fn placeholders_are_filled_everywhere() {
        let [text, label, hint] = DUPLICATE_VALUE.fill(&[("name", "B"), ("other", "A"), ("value", "1")]);
        assert_eq!(text, "`B` has the same value as `A`");
        assert_eq!(label, "value 1 again");
        assert!(hint.contains("pub const B: Self = Self::A;"));
    }
}
