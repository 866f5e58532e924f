//! Collects every mistake, so that the user sees all of them at once and each at its own token.

use std::fmt;

use proc_macro2::TokenStream;
use quote::ToTokens;

use crate::messages::Message;

/// Gathers mistakes while an interface is read.
#[derive(Debug, Default)]
pub struct Report {
    problems: Vec<Problem>,
}

impl Report {
    /// Adds `message` at the tokens `at`, its `{placeholders}` filled from `values`.
    pub fn add(&mut self, at: &dyn ToTokens, message: &Message, values: &[(&str, &str)]) {
        self.push(Problem::new(at, message, values));
    }

    /// Adds `message` unless the same text was reported before, wherever that was.
    ///
    /// A type that is used ten times and declared nowhere is one mistake, not ten.
    pub fn add_once(&mut self, at: &dyn ToTokens, message: &Message, values: &[(&str, &str)]) {
        let problem = Problem::new(at, message, values);
        if self.problems.iter().all(|known| known.text != problem.text) {
            self.problems.push(problem);
        }
    }

    /// Adds what the parser itself could not read.
    pub fn add_syntax(&mut self, error: syn::Error) {
        for error in error {
            self.push(Problem::syntax(error));
        }
    }

    /// Number of mistakes so far; a check compares it before and after to learn whether an item is sound.
    pub fn count(&self) -> usize {
        self.problems.len()
    }

    /// Everything that was found, in the order of the source.
    pub fn into_problems(mut self) -> Problems {
        self.problems.sort_by_key(|problem| (problem.line, problem.column));
        Problems(self.problems)
    }

    fn push(&mut self, problem: Problem) {
        // An alias that is used twice leads to the same token twice.
        if !self.problems.iter().any(|known| known.is_same(&problem)) {
            self.problems.push(problem);
        }
    }
}

/// One mistake in an interface.
#[derive(Clone, Debug)]
pub struct Problem {
    /// What is wrong.
    pub text: String,
    /// What to write below the token, for renderers that can.
    pub label: String,
    /// How to put it right; may be empty.
    pub hint: String,
    /// Line in the file, from 1; 0 when the tokens come from no file.
    pub line: usize,
    /// Column in that line, from 1.
    pub column: usize,
    /// Identity of the place, for telling two places with equal text apart.
    place: String,
    /// Carries the span; `syn::Error` is `Send`, a bare span is not.
    error: syn::Error,
}

impl Problem {
    fn new(at: &dyn ToTokens, message: &Message, values: &[(&str, &str)]) -> Self {
        let [text, label, hint] = message.fill(values);
        let told = match hint.is_empty() {
            true => text.clone(),
            false => format!("{text}\nhint: {hint}"),
        };
        Self::located(syn::Error::new_spanned(at.to_token_stream(), told), text, label, hint)
    }

    fn syntax(error: syn::Error) -> Self {
        let text = error.to_string();
        Self::located(error, text, String::new(), String::new())
    }

    fn located(error: syn::Error, text: String, label: String, hint: String) -> Self {
        let span = error.span();
        let start = span.start();
        Self {
            text,
            label,
            hint,
            line: start.line,
            column: start.column + 1,
            place: format!("{span:?}"),
            error,
        }
    }

    fn is_same(&self, other: &Self) -> bool {
        self.text == other.text && self.place == other.place
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:{}: {}", self.line, self.column, self.text)?;
        if !self.label.is_empty() {
            write!(formatter, " ({})", self.label)?;
        }
        if !self.hint.is_empty() {
            write!(formatter, "\n    hint: {}", self.hint)?;
        }
        Ok(())
    }
}

/// All mistakes of an interface; never empty when it is an `Err`.
#[derive(Clone, Debug)]
pub struct Problems(Vec<Problem>);

impl Problems {
    /// The mistakes in the order of the source.
    pub fn iter(&self) -> impl Iterator<Item = &Problem> {
        self.0.iter()
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The text for a terminal: one `file:line:column: text` per mistake, each with its hint.
    pub fn render(&self, file: &str) -> String {
        let lines: Vec<_> = self.0.iter().map(|problem| format!("{file}:{problem}")).collect();
        lines.join("\n")
    }

    /// One `compile_error!` per mistake, at its own token.
    pub fn to_compile_errors(&self) -> TokenStream {
        self.0.iter().map(|problem| problem.error.to_compile_error()).collect()
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, problem) in self.0.iter().enumerate() {
            if index > 0 {
                formatter.write_str("\n")?;
            }
            problem.fmt(formatter)?;
        }
        Ok(())
    }
}

impl std::error::Error for Problems {}
