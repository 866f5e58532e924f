//! Loading libclang, which is not linked, and bindgen on a preprocessed header.

use bindgen::{Builder, EnumVariation, Formatter, NonCopyUnionStyle};

use super::Job;
use super::pattern::Patterns;
use crate::toolchain::{CLANG_VERSIONS, TRIPLE, major};
use crate::{Environment, Error};

/// What bindgen makes of `text`.
pub(crate) fn run(job: &Job<'_>, patterns: &Patterns, text: &str) -> Result<syn::File, Error> {
    let refused = |message: String| Error::Compile { library: job.library.name.clone(), message };
    load(job)?;
    let builder = Builder::default()
        .header_contents(&format!("{}.headers.h", job.library.name), text)
        // Everything that was to be included is there: what is found here is not the target's.
        .detect_include_paths(false)
        .clang_args(["-x", "cpp-output", "-w", "-target", TRIPLE, "-fvisibility=default"])
        .clang_args(job.flags.iter().filter(|flag| is_of_language(flag)))
        .use_core()
        .ctypes_prefix("::core::ffi")
        .default_enum_style(EnumVariation::Consts)
        .prepend_enum_name(false)
        .disable_nested_struct_naming()
        .default_non_copy_union_style(NonCopyUnionStyle::ManuallyDrop)
        .derive_debug(false)
        .generate_inline_functions(true)
        // Says how large types are over there.
        .layout_tests(true)
        .disable_header_comment()
        .formatter(Formatter::None);
    let builder = patterns.texts().fold(builder, |builder, text| {
        // The names that are compared are those for Rust, where a keyword has a `_` behind it.
        let text = format!("(?:{text})_?");
        builder.allowlist_function(&text).allowlist_type(&text).allowlist_var(&text)
    });
    let bindings = builder.generate().map_err(|error| refused(error.to_string()))?.to_string();
    syn::parse_file(&bindings).map_err(|error| refused(format!("bindgen wrote no Rust: {error}")))
}

/// Flags that change what a declaration means. Macros and folders have done their work.
fn is_of_language(flag: &str) -> bool {
    ["-f", "-m", "-std"].iter().any(|start| flag.starts_with(start))
}

/// bindgen would panic without.
fn load(job: &Job<'_>) -> Result<(), Error> {
    if clang_sys::is_loaded() {
        return Ok(());
    }
    clang_sys::load().map_err(|reason| {
        Error::Setting(advice(&job.library.name, job.compiler.version(), job.compiler.environment(), &reason))
    })
}

/// What is missing, and the one command that brings it.
fn advice(library: &str, compiler: &str, environment: &Environment, reason: &str) -> String {
    let version = major(compiler).filter(|version| CLANG_VERSIONS.contains(version));
    let version = version.unwrap_or(*CLANG_VERSIONS.end());
    let fix = match environment.find_program("apt-get") {
        Some(_) => format!("    apt-get install libclang1-{version}"),
        None => "    LIBCLANG_PATH=/folder/of/libclang".to_owned(),
    };
    format!(
        "{library}: `.allow(…)` reads C headers with libclang, which was not found. This brings it:\n\n{fix}\n\n\
         LIBCLANG_PATH names its folder when it lies elsewhere. What was tried: {reason}"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_advice_is_one_command_for_the_compiler_that_is_there() {
        let debian = Environment::of_process();
        if debian.find_program("apt-get").is_some() {
            let text = advice("z", "Debian clang version 19.1.7 (3)", &debian, "no file");
            assert!(text.contains("    apt-get install libclang1-19\n"), "{text}");
            let text = advice("z", "zig 0.15.1", &debian, "no file");
            assert!(text.contains("libclang1-22") && text.contains("no file"), "{text}");
        }
        let text = advice("z", "clang version 19.1.7", &Environment::empty(), "no file");
        assert!(text.contains("LIBCLANG_PATH=") && !text.contains("apt-get"), "{text}");
    }

    #[test]
    fn only_flags_of_the_language_reach_libclang() {
        assert!(is_of_language("-std=c99") && is_of_language("-fshort-enums"));
        assert!(!is_of_language("-DX=1") && !is_of_language("-I/usr/include"));
    }
}
