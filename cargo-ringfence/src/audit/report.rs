//! The report: everything that the outputs say, and nothing that changes from one run to the next.
//!
//! Lists are sorted, there are no times, and no path of the machine: files stand relative to the root of the workspace,
//! or as `<package> <version>/<path>` where they belong to a package from elsewhere.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Changes when a field is removed or means something else.
pub(crate) const SCHEMA: u32 = 1;

/// One audit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Report {
    /// Version of this format: it changes when a field is removed or means something else.
    pub(crate) schema: u32,
    /// Always `audit`.
    pub(crate) command: String,
    /// Version of this command.
    pub(crate) version: String,
    /// What was audited.
    pub(crate) subject: Subject,
    /// What came of it.
    pub(crate) verdict: Verdict,
    /// Packages with native code, with code that runs while building, or with unsafe code on untrusted input; by name.
    pub(crate) packages: Vec<Package>,
    /// Fenced libraries, by name and wrapper.
    pub(crate) libraries: Vec<Library>,
    /// Every place where a value leaves taint, by package, file and line. Unknown (`null`) without an executable.
    pub(crate) exits: Option<Vec<Exit>>,
    /// By level (the worst first), rule and subject. Accepted ones are among them.
    pub(crate) findings: Vec<Finding>,
    /// Executables that were looked at, by name.
    pub(crate) executables: Vec<Executable>,
    /// What could not be looked at, and why.
    pub(crate) not_examined: Vec<Unexamined>,
}

/// What was audited.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Subject {
    /// Whether there were sources.
    pub(crate) kind: SubjectKind,
    /// Name of the package at the root of the workspace, else of its folder; or of the executable.
    pub(crate) name: String,
    /// The packages of the workspace that were built, as `name version`.
    pub(crate) members: Vec<String>,
    /// Triple that was built for, where it is known.
    pub(crate) target: Option<String>,
    /// Profile of cargo that was built with, where it is known.
    pub(crate) profile: Option<String>,
    /// Preset of the policy.
    pub(crate) preset: Preset,
}

/// What an audit begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub(crate) enum SubjectKind {
    /// A workspace and its build.
    Workspace,
    /// An executable alone.
    Executable,
}

/// How much a policy asks for before its own levels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, clap::ValueEnum)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Preset {
    /// Only lists: nothing is denied
    Inventory,
    /// The default levels
    #[default]
    Baseline,
    /// What is a warning by default is denied, and unsafe code is counted
    Strict,
}

/// What came of an audit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Verdict {
    /// Nothing is denied that was not accepted.
    Passed,
    /// Something is.
    Denied,
    /// Something that the verdict depends on could not be examined.
    Incomplete,
}

/// How well a fact is founded. Each class is stronger than those before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Evidence {
    /// Names and files suggest it.
    Hint,
    /// A build script or a record says so.
    Declared,
    /// It was seen in a module, an archive or an executable.
    Observed,
    /// A second build agrees.
    Verified,
}

/// How far a piece of native code can reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Containment {
    /// It runs in the process like any other code.
    None,
    /// Behind a fence, without capabilities and with limits of memory and time.
    Isolated,
    /// Behind a fence, with capabilities.
    #[serde(rename = "isolated+grants")]
    IsolatedGrants,
    /// Behind a fence, and the package that wraps it lets values out of taint unchecked.
    #[serde(rename = "isolated+escapes")]
    IsolatedEscapes,
    /// It is said to be behind a fence, and a check of that failed.
    Broken,
}

/// A package of the dependency graph.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Package {
    /// Name in its manifest.
    pub(crate) name: String,
    /// Exact version.
    pub(crate) version: String,
    /// Where it comes from.
    pub(crate) origin: Origin,
    /// SPDX expression of its manifest.
    pub(crate) license: Option<String>,
    /// The shortest way from a member of the workspace to it, as `name version`, both included.
    pub(crate) path: Vec<String>,
    /// Native libraries that it has linked into the program. Empty: none.
    pub(crate) native: Vec<Native>,
    /// Whether a build script of it ran.
    pub(crate) build_script: bool,
    /// Whether it is a procedural macro, which runs in the compiler.
    pub(crate) proc_macro: bool,
    /// Whether it is only a part of the build and not of the program.
    pub(crate) build_only: bool,
    /// Places with unsafe code; unknown (`null`) unless they were asked for.
    pub(crate) unsafe_sites: Option<u64>,
    /// Whether it handles untrusted input; unknown (`null`) when nothing says so.
    pub(crate) untrusted_input: Option<Untrusted>,
    /// `none` if native code of it runs in the process; `null` where there is none to contain.
    pub(crate) containment: Option<Containment>,
    /// How well the facts about its native code are founded.
    pub(crate) evidence: Evidence,
}

/// Where a package comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Origin {
    /// A member of the workspace.
    Workspace,
    /// A folder outside of the workspace.
    Path,
    /// A repository.
    Git,
    /// A package registry.
    Registry,
}

/// A native library that is part of the program.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Native {
    /// As the linker is told: `z` for `libz.a`.
    pub(crate) name: String,
    /// How it is linked.
    pub(crate) linkage: Linkage,
    /// The file, as `OUT_DIR/libz.a` when a build script made it or `<package> <version>/<path>`; unknown (`null`) when it
    /// is none of the package.
    pub(crate) file: Option<String>,
    /// The file came with the package and nobody compiled it here.
    pub(crate) prebuilt: bool,
    /// Functions and variables that it defines; unknown (`null`) without the file.
    pub(crate) symbols: Option<u64>,
    /// How many of those are in an executable; unknown (`null`) without one that has symbols.
    pub(crate) linked_symbols: Option<u64>,
    /// Whether it is only known from the build script or was looked into.
    pub(crate) evidence: Evidence,
}

/// How a native library is linked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Linkage {
    /// Its code becomes part of the program.
    Static,
    /// It is loaded when the program starts.
    Dynamic,
    /// A framework of macOS.
    Framework,
    /// An object file that is handed to the linker.
    Object,
}

/// That something handles untrusted input, or does not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Untrusted {
    /// It does.
    pub(crate) handled: bool,
    /// Why we think so: `policy`, `category: …` or `known: …`.
    pub(crate) why: String,
    /// Declared by the policy, or a hint.
    pub(crate) evidence: Evidence,
}

/// A library behind a fence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Library {
    /// The name of the library in its wrapper.
    pub(crate) name: String,
    /// The package that wraps it, as `name version`.
    pub(crate) wrapper: String,
    /// The package that ships its sources, as `name version`; `null` when they are the wrapper's own.
    pub(crate) source: Option<String>,
    /// Over names and hashes of all its source files, in hexadecimal; unknown (`null`) without the build's record.
    pub(crate) source_sha256: Option<String>,
    /// How many source files there are, headers included; unknown (`null`) without the build's record.
    pub(crate) source_files: Option<u64>,
    /// What compiled it: kind and version.
    pub(crate) toolchain: Option<String>,
    /// Of the module's file, in hexadecimal.
    pub(crate) wasm_sha256: Option<String>,
    /// Of the module without custom sections, in hexadecimal.
    pub(crate) code_sha256: Option<String>,
    /// Of the machine code made from it, in hexadecimal; unknown (`null`) without the build's record.
    pub(crate) machine_sha256: Option<String>,
    /// Functions of the interface; unknown (`null`) without a record in an executable.
    pub(crate) functions: Option<u64>,
    /// Imports of the module as `module.name`, sorted; unknown (`null`) without the module.
    pub(crate) imports: Option<Vec<String>>,
    /// Capabilities that it was granted, sorted.
    pub(crate) grants: Vec<String>,
    /// Limits that hold for each instance by default: `memory`, `deadline`, `table`, `stack`, `copied-out`.
    pub(crate) limits: BTreeMap<String, Limit>,
    /// Places in the sources of the wrapper, and of packages that ask for it, where an instance may serve more than one
    /// scope. Empty: each scope gets a fresh one, as far as sources tell. Unknown (`null`) without them.
    pub(crate) kept: Option<Vec<Location>>,
    /// The most that the module's memory can grow to, in bytes; unknown (`null`) without the module.
    pub(crate) memory_maximum: Option<u64>,
    /// Proposals beyond the first version of WebAssembly that the module needs; unknown (`null`) without it.
    pub(crate) features: Option<Vec<String>>,
    /// Whether it handles untrusted input.
    pub(crate) untrusted_input: Option<Untrusted>,
    /// How far it can reach.
    pub(crate) containment: Containment,
    /// The weakest class among the checks that hold the claim up.
    pub(crate) evidence: Evidence,
    /// Each claim and what came of checking it, in fixed order.
    pub(crate) checks: Vec<Check>,
    /// Names of the executables with its record.
    pub(crate) executables: Vec<String>,
}

/// A limit and its unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Limit {
    /// The number.
    pub(crate) value: u64,
    /// `bytes`, `ms` or `elements`.
    pub(crate) unit: String,
}

/// A claim about a fenced library, compared with what was built.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Check {
    /// What was checked, in a few words.
    pub(crate) name: String,
    /// The rule that has a finding if it fails.
    pub(crate) rule: String,
    /// What came of it.
    pub(crate) outcome: Outcome,
    /// One sentence.
    pub(crate) detail: String,
}

/// What came of a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Outcome {
    /// As claimed.
    Holds,
    /// Not as claimed.
    Fails,
    /// It could not be examined.
    Unknown,
}

/// A place where a value leaves taint.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Exit {
    /// Stable as long as package, module, value, rule and reason are; of escapes, what a policy names.
    pub(crate) id: String,
    /// The package that it is in, as `name version`.
    pub(crate) package: String,
    /// Where it is.
    pub(crate) place: Location,
    /// `validator`, `contract`, `inert` or `escape`.
    pub(crate) kind: String,
    /// How the value is checked.
    pub(crate) rule: String,
    /// The expression or the name of the value.
    pub(crate) value: String,
    /// Why it is not checked; only of an escape.
    pub(crate) reason: Option<String>,
    /// Who accepted an escape.
    pub(crate) accepted: Option<Accepted>,
}

/// Something that an auditor should know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Finding {
    /// `rf1:` and 8 hexadecimal digits, of the rule, the subject and what tells it from others. Never of a line.
    pub(crate) id: String,
    /// `RF` and three digits, as `explain` takes it.
    pub(crate) rule: String,
    /// What the policy makes of it. Of an accepted one, what it would be otherwise.
    pub(crate) level: Level,
    /// The rule's title.
    pub(crate) title: String,
    /// What it is about: a package as `name version`, a library as `wrapper/library`, or an entry of a file.
    pub(crate) subject: String,
    /// What tells it from other findings of the rule about the subject: a capability, a dynamic library, an advisory. Empty
    /// where there is only one.
    #[serde(default)]
    pub(crate) key: String,
    /// What was found, in one sentence.
    pub(crate) message: String,
    /// What to do about it.
    pub(crate) remedy: String,
    /// A place in the workspace: of an exit its line, else where the nearest manifest of a member asks for the package,
    /// else the lock file. Of an executable alone, that.
    pub(crate) location: Location,
    /// The exact place, where it is in a package from elsewhere.
    pub(crate) origin: Option<Location>,
    /// How well it is founded.
    pub(crate) evidence: Evidence,
    /// Why the policy lets it pass.
    pub(crate) accepted: Option<Accepted>,
}

/// How much a finding weighs. The worst comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Level {
    /// The audit fails.
    Deny,
    /// Somebody should look at it.
    Warn,
    /// Good to know.
    Note,
    /// The policy does not want to hear of it. Such findings are left out of the report.
    Allow,
}

/// A file and a line.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Location {
    /// With `/`.
    pub(crate) file: String,
    /// From 1; the first where no line is known.
    pub(crate) line: u32,
}

/// An entry of the policy that lets a finding or an escape pass.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Accepted {
    /// As written in the policy.
    pub(crate) reason: String,
    /// The last day on which it holds, as `YYYY-MM-DD`.
    pub(crate) until: Option<String>,
    /// Who looked at it, if the policy says so.
    pub(crate) reviewed_by: Option<String>,
}

/// An executable, or a shared library.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Executable {
    /// Name of the file.
    pub(crate) name: String,
    /// Of the file, in hexadecimal.
    pub(crate) sha256: String,
    /// File format and processor.
    pub(crate) format: String,
    /// Whether names of functions were removed, so that nothing can be told of linked symbols.
    pub(crate) stripped: bool,
    /// Names of the dynamic libraries that it asks for, sorted; unknown (`null`) where the format does not tell.
    pub(crate) needed: Option<Vec<String>>,
    /// Whether it has records of Ringfence.
    pub(crate) records: bool,
}

/// Something that could not be examined.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Unexamined {
    /// What.
    pub(crate) what: String,
    /// Why not, and what would change that.
    pub(crate) why: String,
    /// Whether the verdict depends on it, so that the audit is incomplete.
    pub(crate) needed: bool,
}

impl Report {
    /// Findings that make the audit fail.
    pub(crate) fn denied(&self) -> impl Iterator<Item = &Finding> {
        self.open(Level::Deny)
    }

    /// Findings of a level that nobody accepted.
    pub(crate) fn open(&self, level: Level) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(move |finding| finding.level == level && finding.accepted.is_none())
    }

    /// Findings that the policy lets pass, and why.
    pub(crate) fn accepted(&self) -> impl Iterator<Item = (&Finding, &Accepted)> {
        self.findings.iter().filter_map(|finding| Some((finding, finding.accepted.as_ref()?)))
    }

    /// Whether nothing was built: lists are empty because nothing is known.
    pub(crate) fn is_blind(&self) -> bool {
        self.subject.kind == SubjectKind::Workspace
            && self.subject.members.is_empty()
            && self.verdict == Verdict::Incomplete
    }

    /// The exit code that the verdict stands for.
    pub(crate) const fn exit_code(&self) -> u8 {
        match self.verdict {
            Verdict::Passed => 0,
            Verdict::Denied => 1,
            Verdict::Incomplete => 3,
        }
    }
}
