//! What a C file defines and declares, told without a compiler. It only proposes; the compiler decides.

use std::collections::BTreeSet;

/// The names in one file.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Names {
    /// Functions with a body.
    pub(super) defined: BTreeSet<String>,
    /// Names in front of a parenthesis outside of bodies: functions, and macros around them.
    pub(super) declared: BTreeSet<String>,
    /// Macros without parameters that have a value.
    pub(super) constants: BTreeSet<String>,
    /// What stands in `#include "…"` or `<…>`.
    pub(super) includes: Vec<String>,
}

impl Names {
    /// Whether the file is a program of its own.
    pub(super) fn is_program(&self) -> bool {
        self.defined.contains("main")
    }

    pub(super) fn of(text: &str) -> Self {
        let mut reader = Reader::default();
        for line in logical_lines(&without_comments(text)) {
            match line.trim_start().strip_prefix('#') {
                Some(directive) => reader.directive(directive.trim_start()),
                None => reader.code(&line),
            }
        }
        reader.names
    }
}

#[derive(Default)]
struct Reader {
    names: Names,
    /// Braces and parentheses that are open, without those of `extern "C"`.
    braces: usize,
    parentheses: usize,
    /// How it was at each `#if` that is open, since branches may open the same brace twice.
    branches: Vec<(usize, usize)>,
    /// The words of the declaration so far, as far as they may be its name.
    last: Option<String>,
    before: Option<String>,
    candidate: Option<String>,
}

impl Reader {
    fn directive(&mut self, text: &str) {
        let (word, rest) = text.split_once(|letter: char| !letter.is_alphanumeric()).unwrap_or((text, ""));
        match word {
            "if" | "ifdef" | "ifndef" => self.branches.push((self.braces, self.parentheses)),
            "else" | "elif" => {
                if let Some((braces, parentheses)) = self.branches.last() {
                    (self.braces, self.parentheses) = (*braces, *parentheses);
                }
            }
            "endif" => drop(self.branches.pop()),
            "define" => self.names.constants.extend(constant(rest)),
            "include" => self.names.includes.extend(included(rest)),
            _ => {}
        }
    }

    fn code(&mut self, line: &str) {
        for token in tokens(line) {
            match token {
                "{" if self.is_linkage() => self.forget(),
                "{" => {
                    if self.braces == 0 {
                        // A `main` that only a macro brings out makes no program.
                        let is_real = |name: &String| name != "main" || self.branches.is_empty();
                        self.names.defined.extend(self.candidate.take().filter(is_real));
                        self.forget();
                    }
                    self.braces += 1;
                }
                "}" => self.braces = self.braces.saturating_sub(1),
                _ if self.braces > 0 => {}
                "(" => self.open(),
                ")" => self.parentheses = self.parentheses.saturating_sub(1),
                ";" if self.parentheses == 0 => self.forget(),
                "=" if self.parentheses == 0 => self.candidate = None,
                word => self.word(word),
            }
        }
    }

    fn open(&mut self) {
        if self.parentheses == 0
            && let Some(name) = self.last.take()
        {
            // The name may be an argument away: `int inflate OF((z_streamp))`.
            self.names.declared.extend(self.before.take());
            self.names.declared.insert(name.clone());
            self.candidate = Some(name);
        }
        self.parentheses += 1;
    }

    fn word(&mut self, word: &str) {
        if self.parentheses == 0 {
            self.before = self.last.replace(word.to_owned()).filter(|word| !is_keyword(word));
            self.last = self.last.take().filter(|word| is_name(word) && !is_keyword(word));
        }
    }

    fn is_linkage(&self) -> bool {
        self.braces == 0 && self.before.is_none() && self.candidate.is_none() && self.last.is_none()
    }

    fn forget(&mut self) {
        (self.last, self.before, self.candidate) = (None, None, None);
    }
}

/// `NAME 1` is a constant; `NAME` alone and `NAME(x) x` are none.
fn constant(text: &str) -> Option<String> {
    let text = text.trim();
    let end = text.find(|letter: char| !is_word(letter))?;
    let (name, rest) = text.split_at(end);
    let is_value = !rest.starts_with('(') && !rest.trim().is_empty();
    (is_value && !name.starts_with('_')).then(|| name.to_owned())
}

fn included(text: &str) -> Option<String> {
    let text = text.trim();
    let inner = text.strip_prefix('"').and_then(|rest| rest.split_once('"'));
    let inner = inner.or_else(|| text.strip_prefix('<').and_then(|rest| rest.split_once('>')));
    inner.map(|(name, _)| name.to_owned())
}

/// Lines, with those that end in `\` put together.
fn logical_lines(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut goes_on = false;
    for line in text.lines() {
        let (line, continues) = match line.trim_end().strip_suffix('\\') {
            Some(line) => (line, true),
            None => (line, false),
        };
        match lines.last_mut().filter(|_| goes_on) {
            Some(last) => last.push_str(line),
            None => lines.push(line.to_owned()),
        }
        goes_on = continues;
    }
    lines
}

/// The text without comments, and without what is inside of texts and characters except in `#include` lines.
fn without_comments(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        let until = |end: &str| {
            rest.get(2..).and_then(|inner| inner.find(end)).map_or(rest.len(), |place| place + 2 + end.len())
        };
        let length = if rest.starts_with("/*") {
            out.push(' ');
            until("*/")
        } else if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if letter == '"' || letter == '\'' {
            let length = quoted(rest, letter);
            let is_include = out.rsplit('\n').next().is_some_and(|line| line.contains("include"));
            if let (true, Some(literal)) = (is_include, rest.get(..length)) {
                out.push_str(literal);
            }
            length
        } else {
            out.push(letter);
            letter.len_utf8()
        };
        rest = rest.get(length..).unwrap_or_default();
    }
    out
}

/// Length of a literal; one that does not end ends with its line.
fn quoted(text: &str, quote: char) -> usize {
    let mut is_escaped = false;
    for (place, letter) in text.char_indices().skip(1) {
        match letter {
            '\n' if !is_escaped => return place,
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            _ if letter == quote => return place + 1,
            _ => {}
        }
    }
    text.len()
}

fn tokens(line: &str) -> Vec<&str> {
    let mut all = Vec::new();
    let mut rest = line.trim_start();
    while let Some(first) = rest.chars().next() {
        let end = match is_word(first) {
            true => rest.find(|letter: char| !is_word(letter)).unwrap_or(rest.len()),
            false => first.len_utf8(),
        };
        let (token, behind) = rest.split_at(end);
        all.push(token);
        rest = behind.trim_start();
    }
    all
}

fn is_word(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || letter == '_'
}

fn is_name(word: &str) -> bool {
    word.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
}

fn is_keyword(word: &str) -> bool {
    const KEYWORDS: [&str; 24] = [
        "if",
        "while",
        "for",
        "switch",
        "return",
        "sizeof",
        "static",
        "extern",
        "const",
        "struct",
        "union",
        "enum",
        "void",
        "int",
        "char",
        "short",
        "long",
        "unsigned",
        "signed",
        "float",
        "double",
        "inline",
        "typedef",
        "__attribute__",
    ];
    KEYWORDS.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(names: &[&str]) -> BTreeSet<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn bodies_and_declarations_are_told_apart() {
        let names = Names::of(
            "#include \"a/b.h\"\n#include <stdio.h>\n#define LEVEL 3\n#define GUARD\n#define MAX(a, b) a\n\
             /* int no(void) { } */\nextern \"C\" {\nint declared(int x);\nint defined(int x) { return twice(x); }\n}\n\
             const char *text = \"int not(void) {}\";\nstatic int table[] = { 1, 2 };\n",
        );
        assert_eq!(names.defined, set(&["defined"]));
        assert_eq!(names.declared, set(&["declared", "defined"]));
        assert_eq!(names.constants, set(&["LEVEL"]));
        assert_eq!(names.includes, ["a/b.h", "stdio.h"]);
    }

    #[test]
    fn macros_around_a_name_do_not_hide_it() {
        let names = Names::of(
            "ZEXTERN int ZEXPORT inflate OF((z_streamp strm, int flush));\nAPI(const char *) version(void);",
        );
        assert!(names.declared.contains("inflate") && names.declared.contains("version"), "{names:?}");
    }

    #[test]
    fn both_branches_may_open_the_same_brace() {
        let names = Names::of(
            "#ifdef A\nint f(int x) {\n#else\nint f(long x) {\n#endif\n return 1; }\nint g(void) {}\n",
        );
        assert_eq!(names.defined, set(&["f", "g"]));
    }

    #[test]
    fn a_program_is_known_by_its_main() {
        assert!(Names::of("int main(int argc, char **argv)\n{\n return 0;\n}").is_program());
        assert!(
            !Names::of("#ifdef MAKE_TABLE\nint main(void) { return 0; }\n#endif\nint f(void) {}")
                .is_program()
        );
        assert!(!Names::of("// main() {}\nint main_loop(void) { return main_(); }").is_program());
    }

    #[test]
    fn text_that_is_no_c_is_no_reason_to_panic() {
        for text in ["", "\"", "/*", "'\\", "#", "#define", "}}}}((((", "#else\n#endif\né{", "\\\n\\"] {
            Names::of(text);
        }
    }
}
