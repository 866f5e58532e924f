//! Every rule: what it finds, why that matters, and what to do.

use super::report::Level;

/// A kind of finding.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Rule {
    /// `RF` and three digits.
    pub(crate) id: &'static str,
    /// Unless the policy says otherwise.
    pub(crate) level: Level,
    /// Without a full stop.
    pub(crate) title: &'static str,
    /// What it means, how it is found, and what is not seen.
    pub(crate) explanation: &'static str,
    /// What to do.
    pub(crate) remedy: &'static str,
    /// From 0.0 to 10.0, as GitHub sorts alerts.
    pub(crate) severity: &'static str,
}

/// The rule with an id, in any case.
pub(crate) fn find(id: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.id.eq_ignore_ascii_case(id))
}

const fn rule(
    id: &'static str,
    level: Level,
    severity: &'static str,
    title: &'static str,
    explanation: &'static str,
    remedy: &'static str,
) -> Rule {
    Rule { id, level, title, explanation, remedy, severity }
}

/// By id.
pub(crate) const RULES: &[Rule] = &[
    rule(
        "RF101",
        Level::Warn,
        "5.0",
        "native code is linked and not fenced",
        "A package links C, C++ or assembly into the program. One wrong index there is a hole in the whole process. Found \
         in what its build script told cargo to link, in static archives, and in the symbols of the executable; code of \
         the build alone does not count.",
        "Fence the library with Ringfence, use a Rust implementation, or accept it with a reason: `cargo ringfence audit \
         accept ID --reason TEXT`.",
    ),
    rule(
        "RF102",
        Level::Deny,
        "8.0",
        "native code handles untrusted input and is not fenced",
        "As RF101, and the library reads bytes that others chose. That it does is told by the policy (`[input] untrusted`), \
         by its categories in the registry, or by a short list of well-known parsers; the finding says which.",
        "Fence the library with Ringfence. If it only ever reads your own files, say so in the policy: `[input] trusted = \
         [\"NAME\"]`, or accept it with a reason.",
    ),
    rule(
        "RF103",
        Level::Deny,
        "7.5",
        "a prebuilt native library is linked",
        "A file of machine code that came inside of a package is linked into the program. Nobody can tell from which source \
         it was made.",
        "Build it from source, fence it, or accept it with a reason that says where it comes from.",
    ),
    rule(
        "RF104",
        Level::Warn,
        "4.0",
        "a dynamic library is loaded that the policy does not name",
        "The executable asks the system for a library that is not part of what every program needs (the C library and its \
         like). Which version runs is decided by the machine. Libraries loaded later with `dlopen` are not seen.",
        "Add it to `[dynamic] allow` in the policy, link it statically, or fence it.",
    ),
    rule(
        "RF105",
        Level::Note,
        "3.0",
        "a Rust package has unsafe code and handles untrusted input",
        "Places where the compiler saw `unsafe`, with the features and the target of this build. `extern` blocks without `unsafe` and code \
         from other packages' macros are not counted. Only with `--unsafe` or the preset `strict`.",
        "Prefer a package with `forbid(unsafe_code)`, or fence it: Ringfence fences Rust libraries, too.",
    ),
    rule(
        "RF106",
        Level::Note,
        "2.0",
        "a third-party package runs code while building",
        "A build script or a procedural macro that is no member of the workspace runs on the machine that builds, with all \
         rights of its user. A fence around the program does not hold it.",
        "Review it, pin its version, and build where there is nothing to steal.",
    ),
    rule(
        "RF107",
        Level::Deny,
        "6.0",
        "something could not be examined",
        "A file that the verdict depends on is missing, damaged or of an unknown format. The audit is incomplete, and ends \
         with exit code 3.",
        "See the reason; build again, or audit the build on the machine where it was made.",
    ),
    rule(
        "RF201",
        Level::Deny,
        "8.0",
        "a library is fenced and also linked natively",
        "Functions of the fenced module have the names of functions in a native archive that is linked into the same \
         program. Whoever calls the native copy calls it without a fence.",
        "Find who depends on the native package with `cargo tree --invert PACKAGE`, and move that to the wrapper, too.",
    ),
    rule(
        "RF202",
        Level::Deny,
        "6.0",
        "a fenced library has no limit of memory",
        "Neither the wrapper nor the module says how far its memory may grow, or that is more than the policy allows \
         (`[require] memory-max`).",
        "Set `Limits::memory` in the build script of the wrapper.",
    ),
    rule(
        "RF203",
        Level::Deny,
        "6.0",
        "a fenced library has no limit of time",
        "The wrapper declares no deadline, or one that is longer than the policy allows (`[require] deadline`). A loop that \
         does not end would hold its thread for ever.",
        "Set the deadline in the limits of the wrapper's build script.",
    ),
    rule(
        "RF204",
        Level::Deny,
        "6.5",
        "a fenced library was granted a capability that the policy does not allow",
        "The wrapper grants something of the world outside: a clock, random numbers, output, files. Each such grant is a way \
         for a library that was taken over.",
        "Remove the grant from the build script of the wrapper, or allow it: `[grants.\"WRAPPER/LIBRARY\"] allow = [\"NAME\"]`.",
    ),
    rule(
        "RF205",
        Level::Deny,
        "8.5",
        "a fenced module is not what its record says",
        "The imports of the module, its hash, its memory, or the record in the executable differ from what the build stated. \
         The claim of isolation does not hold for what is shipped.",
        "Build again from clean. If it stays, the record or the module was changed after the build: find out by whom.",
    ),
    rule(
        "RF206",
        Level::Warn,
        "4.0",
        "a fenced module needs features beyond the baseline",
        "Shared memory, threads or 64-bit memories: parts of the engine that are younger, less tested, or that weaken its \
         checks of bounds.",
        "Compile the library without them.",
    ),
    rule(
        "RF207",
        Level::Note,
        "2.0",
        "an instance is kept from scope to scope",
        "What one input did to the library can reach the next. That is right for a parser that is fed in pieces or a database that \
         stays open, and wrong where inputs come from people who must not see each other's. Found in the sources, as names: \
         `Sandbox::new`, `Pool::sandbox`, `Lifecycle::Keep` and `Lifecycle::Reuse`.",
        "See that all that an instance serves may know of each other; else use the pool with its default, a fresh instance for each \
         scope.",
    ),
    rule(
        "RF208",
        Level::Note,
        "3.0",
        "calls of a fenced library do without the engine's own way in",
        "`fast_calls` relies on the insides of one version of the engine: where it keeps trampolines and the state of a store. They \
         are compared with what the engine says of itself, but the engine's authors promise none of it. Found in the sources, as \
         a name: `Pool::fast_calls`.",
        "Measure whether the program needs it: it saves some nanoseconds a call. `#[batch]` makes many calls in one entry, and \
         trusts nothing more.",
    ),
    rule(
        "RF301",
        Level::Deny,
        "6.5",
        "a value leaves taint unchecked and nobody accepted that",
        "The code takes a value of a fenced library without a check. The record of that place is in the executable. The policy \
         does not name it.",
        "Check the value with `verify!` or a contract, or have the reason reviewed and accept it: `cargo ringfence audit accept ID \
         --reason TEXT`.",
    ),
    rule(
        "RF302",
        Level::Deny,
        "5.0",
        "the reason for an unchecked value says nothing",
        "A value leaves taint unchecked, and the reason given in the code is a filler.",
        "Write why no value can do harm there.",
    ),
    rule(
        "RF303",
        Level::Deny,
        "8.5",
        "what only Ringfence's macros may use is used by hand",
        "Whoever calls it can take values out of taint without a record that an auditor could find. Found in the sources of packages \
         that ask for Ringfence, also in the arguments of macros; not in what macros and build scripts write.",
        "Use `verify!`, `inert!` or `release!`, which leave records.",
    ),
    rule(
        "RF304",
        Level::Warn,
        "5.0",
        "a check lets every value pass",
        "A validator whose rule is the identity, like `|v| Ok(v)` or the full range of its type: an unchecked value in disguise.",
        "Say what is expected of the value, or release it unchecked with the reason why nothing is.",
    ),
    rule(
        "RF401",
        Level::Deny,
        "7.5",
        "a fenced module differs from the lock file",
        "The code of the module is another than `ringfence.lock` has, for the same library of the same wrapper.",
        "If the change is meant (a new version, another compiler), write the lock again: `cargo ringfence audit lock`.",
    ),
    rule(
        "RF402",
        Level::Deny,
        "5.0",
        "a fenced library is not in the lock file",
        "`ringfence.lock` has no entry for it, so that nobody would notice if it changed.",
        "Review it, and write the lock: `cargo ringfence audit lock`.",
    ),
    rule(
        "RF403",
        Level::Deny,
        "8.0",
        "a module that was built elsewhere is not signed by whom the policy names",
        "The policy has keys (`[signatures] keys`), and the module came finished. Its signature, `MODULE.minisig` beside it, is \
         by none of them or about another file; with `[require] signature = true`, also that there is none.",
        "Get the module from who signs it, compile it from its sources, or add the key after having checked whose it is.",
    ),
    rule(
        "RF404",
        Level::Deny,
        "8.0",
        "a second build gives another module",
        "The library was compiled again in a fresh folder, and the code differs. Its sources, its compiler or the record were \
         changed, or the build depends on something that is not in the sources.",
        "Compare both modules with `cargo ringfence inspect`.",
    ),
    rule(
        "RF405",
        Level::Warn,
        "4.0",
        "a fenced library does not say where it comes from",
        "Its record names neither a package with its sources nor the hashes of source files, as is so for a module that was \
         prebuilt.",
        "Compile it from the sources of a package, or keep the sources in the wrapper.",
    ),
    rule(
        "RF406",
        Level::Deny,
        "8.5",
        "the machine code of a fenced library is not that of this build",
        "The machine code that belongs to the module is not the one that the build recorded. Machine code is trusted: the engine \
         does not check it again.",
        "Build again from clean, and find out what replaced the file.",
    ),
    rule(
        "RF501",
        Level::Deny,
        "8.5",
        "a package of the program has a known vulnerability and is not fenced",
        "An advisory of the database that `--advisories` names is about this version. Notices, and that a package is \
         unmaintained, are not looked at: `cargo deny` tells them.",
        "Update to a version that mends it, or accept it with a reason.",
    ),
    rule(
        "RF502",
        Level::Warn,
        "4.0",
        "a fenced library has a known vulnerability",
        "An advisory is about the package that ships the library's sources, or about a package of a fenced Rust library. What \
         the hole gives to an attacker stays behind the fence: wrong answers, which verification has to catch.",
        "Update to a version that mends it, and write the lock file again.",
    ),
    rule(
        "RF503",
        Level::Deny,
        "9.0",
        "the engine or the framework has a known vulnerability",
        "An advisory is about a package that the fence itself is made of: the engine, its compiler, or Ringfence. A fence is as \
         good as those.",
        "Update: `cargo update -p wasmtime`, or the package that is named.",
    ),
    rule(
        "RF601",
        Level::Warn,
        "1.0",
        "an entry of the policy or of the lock file is not used",
        "It accepts, allows or locks something that is not there any more, or was misspelt.",
        "Remove it from `ringfence.toml`, or write the lock file again: `cargo ringfence audit lock`.",
    ),
    rule(
        "RF602",
        Level::Note,
        "1.0",
        "an entry of the policy expires within 30 days",
        "What it accepts will be a finding again after that day.",
        "Review it again, and give it a new day.",
    ),
    rule(
        "RF603",
        Level::Warn,
        "3.0",
        "an entry of the policy has expired",
        "It does not count any more.",
        "Review it again and give it a new day, or remove it.",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_are_sorted_and_complete() {
        assert!(RULES.is_sorted_by(|a, b| a.id < b.id), "ids are sorted and each is there once");
        for rule in RULES {
            assert!(rule.id.len() == 5 && rule.id.starts_with("RF"), "{}", rule.id);
            assert!(!rule.title.ends_with('.') && rule.explanation.ends_with('.'), "{}", rule.id);
            assert!(rule.remedy.ends_with('.'), "{}", rule.id);
            assert!(rule.severity.parse::<f32>().is_ok_and(|severity| severity <= 10.0), "{}", rule.id);
        }
    }

    #[test]
    fn rules_are_found_in_any_case() {
        assert_eq!(find("rf102").map(|rule| rule.id), Some("RF102"));
        assert_eq!(find("RF999"), None);
    }
}
