//! Records for the auditor: one line of JSON each, in a section of the executable.
//!
//! A record is a `static` array of bytes in the link section `.ringfnc` (`__DATA,__ringfnc` on macOS). The
//! linker joins all of them; they are data of the executable, so stripping symbols and link-time
//! optimisation leave them alone. The text is built while compiling: fields are escaped for JSON, and the
//! file's path is cut so that no folder of the build machine ends up in the executable.
#![allow(
    clippy::arithmetic_side_effects,
    reason = "evaluated while compiling, where an overflow is an error"
)]

/// A place where a value leaves taint.
///
/// Only `verify!`, `inert!` and `release!` can make one: each expands to a record in the executable beside
/// it. Its constructor is `unsafe`, so a crate that forbids unsafe code cannot forge a place, and elsewhere
/// a forged one stands out in every listing of unsafe code.
#[derive(Debug)]
pub struct Site {
    rule: &'static str,
    file: &'static str,
    line: u32,
}

impl Site {
    /// # Safety
    ///
    /// Not a matter of memory: the caller promises to have placed a record of the same kind, rule and place
    /// in the executable. The macros of this crate do.
    #[doc(hidden)]
    pub const unsafe fn listed(rule: &'static str, file: &'static str, line: u32) -> Self {
        Self { rule, file, line }
    }

    /// The rule as it was written.
    pub const fn rule(&self) -> &'static str {
        self.rule
    }

    /// File, relative to its package or workspace.
    pub const fn file(&self) -> &'static str {
        self.file
    }

    /// Line in the file, from 1.
    pub const fn line(&self) -> u32 {
        self.line
    }
}

/// Places a record in the executable. Keys and values are constant strings.
#[doc(hidden)]
#[macro_export]
macro_rules! __record {
    (kind = $kind:expr $(, $key:literal = $value:expr)* $(,)?) => {
        const _: () = {
            const FIELDS: &[(&str, &str)] = &[
                ("kind", $kind),
                ("package", $crate::__private::or_empty(::core::option_env!("CARGO_PKG_NAME"))),
                ("version", $crate::__private::or_empty(::core::option_env!("CARGO_PKG_VERSION"))),
                ("module", ::core::module_path!()),
                ("file", $crate::__place!()),
                ("line", ::core::concat!(::core::line!())),
                $(($key, $value),)*
            ];
            #[used]
            #[cfg_attr(target_vendor = "apple", unsafe(link_section = "__DATA,__ringfnc"))]
            #[cfg_attr(not(target_vendor = "apple"), unsafe(link_section = ".ringfnc"))]
            static RECORD: [u8; $crate::__private::record_length(FIELDS)] =
                $crate::__private::record_bytes(FIELDS);
        };
    };
}

/// The current file without the folders of the machine that builds.
#[doc(hidden)]
#[macro_export]
macro_rules! __place {
    () => {
        $crate::__private::relative(
            ::core::file!(),
            $crate::__private::or_empty(::core::option_env!("CARGO_MANIFEST_DIR")),
        )
    };
}

/// A listed place: the record and the [`Site`] that names it.
#[doc(hidden)]
#[macro_export]
macro_rules! __site {
    ($kind:literal, $rule:expr $(, $key:literal = $value:expr)* $(,)?) => {{
        $crate::__record!(kind = $kind, "rule" = $rule $(, $key = $value)*);
        // SAFETY: the line above placed the record that this site stands for.
        const SITE: &$crate::__private::Site =
            &unsafe { $crate::__private::Site::listed($rule, $crate::__place!(), ::core::line!()) };
        SITE
    }};
}

/// The text of an optional build variable.
pub const fn or_empty(value: Option<&'static str>) -> &'static str {
    match value {
        Some(value) => value,
        None => "",
    }
}

/// `file` relative to `package`, or its last component when it is an absolute path elsewhere.
///
/// The compiler names files of workspace members relative to the workspace already; those of crates from a
/// registry come as absolute paths below the package's folder.
pub const fn relative(file: &'static str, package: &'static str) -> &'static str {
    let (bytes, prefix) = (file.as_bytes(), package.as_bytes());
    let cut = match common_length(bytes, prefix) {
        length
            if length > 0 && length == prefix.len() && length < bytes.len() && separator(bytes, length) =>
        {
            length + 1
        }
        _ if absolute(bytes) => last_component(bytes),
        _ => 0,
    };
    match file.split_at_checked(cut) {
        Some((_, rest)) => rest,
        None => "",
    }
}

const fn common_length(a: &[u8], b: &[u8]) -> usize {
    let mut at = 0;
    while at < a.len() && at < b.len() && byte(a, at) == byte(b, at) {
        at += 1;
    }
    at
}

const fn absolute(path: &[u8]) -> bool {
    path.len() > 1 && (separator(path, 0) || byte(path, 1) == b':')
}

const fn last_component(path: &[u8]) -> usize {
    let mut at = path.len();
    while at > 0 && !separator(path, at - 1) {
        at -= 1;
    }
    at
}

const fn separator(path: &[u8], at: usize) -> bool {
    matches!(byte(path, at), b'/' | b'\\')
}

/// The byte at `at`, or 0: a constant function cannot panic here, whatever it is given.
const fn byte(bytes: &[u8], at: usize) -> u8 {
    match bytes.split_at_checked(at) {
        Some((_, [first, ..])) => *first,
        _ => 0,
    }
}

/// Length of the JSON line of `fields`, newline included.
pub const fn record_length(fields: &[(&str, &str)]) -> usize {
    render(fields, &mut []).0
}

/// The JSON line of `fields`. `N` is its [`record_length`].
pub const fn record_bytes<const N: usize>(fields: &[(&str, &str)]) -> [u8; N] {
    let mut line = [b' '; N];
    render(fields, &mut line);
    line
}

/// Where the next byte goes. Bytes beyond the end of `line` are counted and dropped.
struct Writer<'a>(usize, &'a mut [u8]);

impl Writer<'_> {
    const fn put(&mut self, value: u8) {
        if let Some((_, [slot, ..])) = self.1.split_at_mut_checked(self.0) {
            *slot = value;
        }
        self.0 += 1;
    }

    const fn text(&mut self, text: &str) {
        let bytes = text.as_bytes();
        self.put(b'"');
        let mut at = 0;
        while at < bytes.len() {
            match byte(bytes, at) {
                quoted @ (b'"' | b'\\') => {
                    self.put(b'\\');
                    self.put(quoted);
                }
                0..0x20 => self.put(b' '),
                plain => self.put(plain),
            }
            at += 1;
        }
        self.put(b'"');
    }
}

const fn render<'a>(mut fields: &[(&str, &str)], line: &'a mut [u8]) -> Writer<'a> {
    let mut writer = Writer(0, line);
    let mut before = b'{';
    while let [(key, value), rest @ ..] = fields {
        writer.put(before);
        writer.text(key);
        writer.put(b':');
        writer.text(value);
        before = b',';
        fields = rest;
    }
    writer.put(b'}');
    writer.put(b'\n');
    writer
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_is_one_line_of_json() {
        const FIELDS: &[(&str, &str)] = &[("kind", "escape"), ("reason", "a \"quoted\\ \n text")];
        let line: [u8; record_length(FIELDS)] = record_bytes(FIELDS);
        assert_eq!(
            std::str::from_utf8(&line).unwrap(),
            "{\"kind\":\"escape\",\"reason\":\"a \\\"quoted\\\\   text\"}\n"
        );
    }

    #[test]
    fn no_absolute_path_survives() {
        assert_eq!(relative("/home/a/reg/foo-1.0/src/lib.rs", "/home/a/reg/foo-1.0"), "src/lib.rs");
        assert_eq!(relative("/home/a/elsewhere/gen.rs", "/home/a/reg/foo-1.0"), "gen.rs");
        assert_eq!(relative("/home/a/reg/foo-1.0.1/src/lib.rs", "/home/a/reg/foo-1.0"), "lib.rs");
        assert_eq!(relative("C:\\work\\foo\\src\\lib.rs", "C:\\work\\foo"), "src\\lib.rs");
        assert_eq!(relative("examples/demo/src/main.rs", "/work/examples/demo"), "examples/demo/src/main.rs");
        assert_eq!(relative("", ""), "");
    }
}
