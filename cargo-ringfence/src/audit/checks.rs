//! Claims of fenced libraries, compared with what was built. Pure: from a [`Claim`] to [`Check`]s.

use std::collections::BTreeSet;

use minisign_verify::Signature;
use ringfence_build::Capability;

use super::executables::Code;
use super::fenced::Claim;
use super::lock::{Lock, Locked};
use super::policy::Policy;
use super::report::{Check, Outcome};

/// What claims are compared with.
pub(crate) struct Against<'a> {
    pub(crate) policy: &'a Policy,
    pub(crate) lock: Option<&'a Lock>,
    /// Native libraries of the program, with a name for people and the names that they define.
    pub(crate) natives: &'a [(String, BTreeSet<String>)],
    /// Hash of the code that a second build gave, where there was one.
    pub(crate) rebuilt: Option<&'a Rebuilt>,
    /// Whether there are executables that could have records.
    pub(crate) executables: bool,
}

/// What a second build gave, by wrapper and library.
pub(crate) type Rebuilt = std::collections::BTreeMap<(String, String), Result<Hashes, String>>;

/// Of a module and of its code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Hashes {
    pub(crate) wasm_sha256: String,
    pub(crate) code_sha256: String,
}

/// All checks of a library, in fixed order.
pub(crate) fn all(claim: &Claim, against: &Against<'_>) -> Vec<Check> {
    let mut checks = vec![
        module(claim),
        imports(claim),
        memory(claim, against.policy),
        deadline(claim, against.policy),
        executable(claim, against.executables),
        machine_code(claim),
        not_native(claim, against.natives),
        locked(claim, against.lock),
    ];
    checks.extend(signature(claim, against.policy));
    checks.extend(against.rebuilt.map(|rebuilt| second_build(claim, rebuilt)));
    checks
}

fn check(name: &str, rule: &str, outcome: Outcome, detail: impl Into<String>) -> Check {
    Check { name: name.to_owned(), rule: rule.to_owned(), outcome, detail: detail.into() }
}

/// The module is the one that the build recorded.
fn module(claim: &Claim) -> Check {
    let of = |outcome, detail: &str| check("module", "RF205", outcome, detail);
    let (Some(manifest), Some(read)) = (&claim.manifest, &claim.module) else {
        return of(Outcome::Unknown, "the module is not here");
    };
    if read.sha256 != manifest.wasm.sha256 {
        return of(Outcome::Fails, "the hash of the module's file is not that of the build's record");
    }
    match read.module.code_sha256 == manifest.wasm.code_sha256 {
        true => of(Outcome::Holds, "the module is the one that the build recorded"),
        false => of(Outcome::Fails, "the hash of the module's code is not that of the build's record"),
    }
}

/// Nothing is imported but what belongs to a granted capability.
fn imports(claim: &Claim) -> Check {
    let of = |outcome, detail: String| check("imports", "RF205", outcome, detail);
    let (Some(manifest), Some(read)) = (&claim.manifest, &claim.module) else {
        return of(Outcome::Unknown, "the module is not here".to_owned());
    };
    let real: BTreeSet<(&str, &str)> = read
        .module
        .imports
        .iter()
        .map(|import| (import.module.as_deref().unwrap_or_default(), import.name.as_str()))
        .collect();
    let recorded: BTreeSet<(&str, &str)> =
        manifest.imports.iter().map(|import| (import.module.as_str(), import.name.as_str())).collect();
    if real != recorded {
        let odd = real.symmetric_difference(&recorded).next().copied().unwrap_or_default();
        return of(
            Outcome::Fails,
            format!("its imports differ from its record, as in `{}.{}`", odd.0, odd.1),
        );
    }
    let granted: Vec<_> = manifest.capabilities.iter().filter_map(|name| Capability::of_name(name)).collect();
    let foreign = real.iter().find(|(module, name)| {
        !Capability::of_import(module, name).is_some_and(|capability| granted.contains(&capability))
    });
    match foreign {
        Some((module, name)) => {
            of(Outcome::Fails, format!("it imports `{module}.{name}`, which no granted capability covers"))
        }
        None if real.is_empty() => of(Outcome::Holds, "it imports nothing".to_owned()),
        None => of(Outcome::Holds, format!("{} imports, all of granted capabilities", real.len())),
    }
}

/// The module says how far its memory may grow, and that is within the limits.
fn memory(claim: &Claim, policy: &Policy) -> Check {
    let of = |outcome, detail: String| check("memory", "RF202", outcome, detail);
    let limit = claim.limits().get("memory").map(|limit| limit.value);
    let Some(limit) = limit else {
        return of(Outcome::Fails, "the wrapper declares no limit of memory".to_owned());
    };
    if let Some(most) = policy.memory_max.filter(|most| limit > *most) {
        return of(
            Outcome::Fails,
            format!("its limit of {limit} bytes is more than the {most} of the policy"),
        );
    }
    let Some(read) = &claim.module else {
        return of(Outcome::Unknown, "the module is not here".to_owned());
    };
    match read.module.maximum_memory() {
        None => of(Outcome::Fails, "the module sets its memory no maximum".to_owned()),
        Some(maximum) if maximum > limit => {
            of(Outcome::Fails, format!("the module may grow to {maximum} bytes, and its limit is {limit}"))
        }
        Some(maximum) => of(Outcome::Holds, format!("it can grow to {maximum} bytes")),
    }
}

/// There is a deadline, and the machine code can be stopped.
fn deadline(claim: &Claim, policy: &Policy) -> Check {
    let of = |outcome, detail: String| check("deadline", "RF203", outcome, detail);
    let limit = claim.limits().get("deadline").map(|limit| limit.value).filter(|limit| *limit > 0);
    match (limit, policy.deadline) {
        (None, _) => of(Outcome::Fails, "the wrapper declares no deadline".to_owned()),
        (Some(limit), Some(most)) if limit > most => of(
            Outcome::Fails,
            format!("its deadline of {limit} ms is longer than the {most} ms of the policy"),
        ),
        (Some(limit), _) => of(Outcome::Holds, format!("a scope ends after {limit} ms")),
    }
}

/// The record in each executable is about this module.
fn executable(claim: &Claim, any: bool) -> Check {
    let of = |outcome, detail: String| check("executable", "RF205", outcome, detail);
    let Some(manifest) = &claim.manifest else {
        return of(Outcome::Unknown, "there is no record of the build to compare with".to_owned());
    };
    for (name, record) in &claim.records {
        let fenced = &record.fenced;
        let same = fenced.wasm_sha256 == manifest.wasm.sha256
            && fenced.code_sha256 == manifest.wasm.code_sha256
            && fenced.imports == manifest.imports.len().to_string()
            && fenced.capabilities.iter().collect::<BTreeSet<_>>()
                == manifest.capabilities.iter().collect::<BTreeSet<_>>();
        if !same {
            return of(Outcome::Fails, format!("the record in `{name}` is about another module"));
        }
    }
    match (claim.records.len(), any) {
        (0, true) => of(Outcome::Unknown, "no executable has its record: it is not used there".to_owned()),
        (0, false) => of(Outcome::Unknown, "there is no executable".to_owned()),
        (count, _) => of(Outcome::Holds, format!("{count} executables have its record")),
    }
}

/// The machine code is the one that the build recorded, and that is in the executables.
fn machine_code(claim: &Claim) -> Check {
    let of = |outcome, detail: String| check("machine code", "RF406", outcome, detail);
    let (Some(manifest), Some(sha256)) = (&claim.manifest, &claim.machine_sha256) else {
        return of(Outcome::Unknown, "the machine code is not here".to_owned());
    };
    if *sha256 != manifest.artefact.sha256 {
        return of(Outcome::Fails, "the hash of its file is not that of the build's record".to_owned());
    }
    let with = |code| claim.records.iter().find(move |(_, record)| record.code == Some(code));
    match with(Code::Other) {
        Some((name, _)) => of(Outcome::Fails, format!("`{name}` holds other machine code")),
        None if with(Code::Whole).is_none() => of(Outcome::Holds, "as recorded; in no executable".to_owned()),
        None => of(Outcome::Holds, "as recorded, and the one that is in the executables".to_owned()),
    }
}

/// The library is not linked a second time, without a fence.
fn not_native(claim: &Claim, natives: &[(String, BTreeSet<String>)]) -> Check {
    let of = |outcome, detail: String| check("not native", "RF201", outcome, detail);
    let Some(own) = own_names(claim) else {
        return of(Outcome::Unknown, "the names of its functions are not known".to_owned());
    };
    let overlaps = natives.iter().filter_map(|(native, names)| {
        let both: Vec<&String> = own.iter().filter(|name| defines(names, name)).collect();
        Some((native, both.len(), (*both.first()?).clone()))
    });
    match overlaps.max_by_key(|(_, count, _)| *count) {
        Some((native, count, first)) => of(
            Outcome::Fails,
            format!("{count} of its {} functions are also in {native}, as `{first}`", own.len()),
        ),
        None => of(Outcome::Holds, format!("none of its {} functions is linked natively", own.len())),
    }
}

/// On macOS, C's names have an underscore in front.
fn defines(names: &BTreeSet<String>, name: &str) -> bool {
    names.contains(name) || names.contains(&format!("_{name}"))
}

/// Functions of the interface: what the library is for. Those of the C library, which every module brings along, are left out.
fn own_names(claim: &Claim) -> Option<BTreeSet<String>> {
    const COMMON: [&str; 12] = [
        "malloc",
        "free",
        "calloc",
        "realloc",
        "aligned_alloc",
        "memcpy",
        "memmove",
        "memset",
        "memcmp",
        "strlen",
        "main",
        "_start",
    ];
    let exports = &claim.manifest.as_ref()?.exports;
    let own = |name: &&String| {
        !COMMON.contains(&name.as_str()) && !name.starts_with("__") && !name.contains("ringfence")
    };
    Some(exports.keys().filter(own).cloned().collect::<BTreeSet<_>>()).filter(|names| !names.is_empty())
}

/// The lock file has it as it is.
fn locked(claim: &Claim, lock: Option<&Lock>) -> Check {
    let Some(read) = &claim.module else {
        return check("lock", "RF401", Outcome::Unknown, "the module is not here");
    };
    let Some(lock) = lock else {
        return check("lock", "RF402", Outcome::Fails, "there is no `ringfence.lock`");
    };
    let Some(entry) = lock.entry(&claim.wrapper, &claim.library) else {
        return check("lock", "RF402", Outcome::Fails, "`ringfence.lock` does not have it");
    };
    match same(entry, claim) {
        _ if entry.code_sha256 != read.module.code_sha256 => {
            check("lock", "RF401", Outcome::Fails, difference(entry, claim))
        }
        true => check("lock", "RF401", Outcome::Holds, "as in `ringfence.lock`"),
        false => check(
            "lock",
            "RF401",
            Outcome::Holds,
            "its code is as in `ringfence.lock`; names or versions differ",
        ),
    }
}

/// A module that was built elsewhere is signed with a key of the policy. Of those that are built here, and where nobody asks,
/// there is nothing to say.
fn signature(claim: &Claim, policy: &Policy) -> Option<Check> {
    let manifest = claim.manifest.as_ref().filter(|manifest| manifest.toolchain.kind == "prebuilt")?;
    if policy.keys.is_empty() {
        return None;
    }
    let of = |outcome, detail: &str| Some(check("signature", "RF403", outcome, detail));
    let Some(signed) = &claim.signed else {
        let outcome = if policy.signature { Outcome::Fails } else { Outcome::Unknown };
        return of(outcome, "it was built elsewhere and has no signature");
    };
    let hash = ringfence_syntax::hash::sha256_hex(&signed.module);
    if !manifest.sources.iter().any(|source| source.sha256 == hash) {
        return of(Outcome::Fails, "what was signed is not what the build used");
    }
    let Ok(signature) = Signature::decode(&signed.signature) else {
        return of(Outcome::Fails, "its signature is none of minisign");
    };
    match policy.keys.iter().any(|key| key.verify(&signed.module, &signature, false).is_ok()) {
        true => of(Outcome::Holds, "signed with a key of the policy"),
        false => of(Outcome::Fails, "its signature is not by a key of the policy"),
    }
}

fn same(entry: &Locked, claim: &Claim) -> bool {
    claim.module.as_ref().is_some_and(|read| read.sha256 == entry.wasm_sha256)
        && claim.wrapper == format!("{} {}", entry.wrapper, entry.version)
}

/// The likely cause.
fn difference(entry: &Locked, claim: &Claim) -> String {
    let manifest = claim.manifest.as_ref();
    let toolchain = manifest.map(toolchain);
    let source = manifest.and_then(source);
    let because = if source != entry.source {
        "its source is another"
    } else if toolchain != entry.toolchain {
        "its compiler is another"
    } else if manifest.and_then(source_sha256) != entry.source_sha256 {
        "its source files are others"
    } else {
        "source and compiler are the same"
    };
    format!("its code is not that of `ringfence.lock`; {because}")
}

/// The package with the sources, as `name version`.
pub(crate) fn source(manifest: &ringfence_build::Manifest) -> Option<String> {
    manifest.source.as_ref().map(|source| format!("{} {}", source.name, source.version))
}

/// Kind and version.
pub(crate) fn toolchain(manifest: &ringfence_build::Manifest) -> String {
    format!("{}: {}", manifest.toolchain.kind, manifest.toolchain.version)
}

/// Over names and hashes of all source files.
pub(crate) fn source_sha256(manifest: &ringfence_build::Manifest) -> Option<String> {
    let files: Vec<_> =
        manifest.sources.iter().map(|file| format!("{}  {}\n", file.sha256, file.path)).collect();
    (!files.is_empty()).then(|| ringfence_syntax::hash::sha256_hex(files.concat().as_bytes()))
}

/// A second build gives the same code.
fn second_build(claim: &Claim, rebuilt: &Rebuilt) -> Check {
    let of = |outcome, detail: String| check("rebuild", "RF404", outcome, detail);
    let Some(read) = &claim.module else {
        return of(Outcome::Unknown, "the module is not here".to_owned());
    };
    match rebuilt.get(&(claim.wrapper.clone(), claim.library.clone())) {
        None => of(Outcome::Unknown, "it was not built again".to_owned()),
        Some(Err(why)) => of(Outcome::Unknown, why.clone()),
        Some(Ok(hashes)) if hashes.wasm_sha256 == read.sha256 => {
            of(Outcome::Holds, "a second build gives the same file".to_owned())
        }
        Some(Ok(hashes)) if hashes.code_sha256 == read.module.code_sha256 => of(
            Outcome::Holds,
            "a second build gives the same code; names or debug information differ".to_owned(),
        ),
        Some(Ok(_)) => of(Outcome::Fails, "a second build gives other code".to_owned()),
    }
}

#[cfg(test)]
mod tests;
