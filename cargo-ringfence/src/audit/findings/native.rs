//! RF101 to RF106: native code, unsafe code, and code that runs while building.

use super::super::facts::{Facts, label};
use super::super::policy::Policy;
use super::super::report::{Evidence, Linkage, Native, Origin, Package};
use super::super::symbols::is_of_the_system;
use super::{Draft, draft};

/// RF101 and RF102.
pub(super) fn linked(facts: &Facts, _: &Policy) -> Vec<Draft> {
    let packages = facts.packages.iter().filter(|package| !package.build_only);
    packages
        .filter_map(|package| {
            let alive: Vec<&Native> = package.native.iter().filter(|native| is_alive(native)).collect();
            if alive.is_empty() {
                return None;
            }
            let untrusted = package.untrusted_input.as_ref().filter(|untrusted| untrusted.handled);
            let rule = if untrusted.is_some() { "RF102" } else { "RF101" };
            let mut message: String = alive.iter().map(|native| told(native)).collect::<Vec<_>>().join(", ");
            if let Some(untrusted) = untrusted {
                message.push_str(&format!("; untrusted input: {}", untrusted.why));
            }
            let mut found = draft(rule, &label(package), "", message, facts.place(&label(package)))?;
            found.evidence = package.evidence;
            Some(found)
        })
        .collect()
}

/// Not one of its names is in an executable that has names: the linker left it out.
fn is_alive(native: &Native) -> bool {
    native.linked_symbols != Some(0)
}

fn told(native: &Native) -> String {
    let name = &native.name;
    match (native.linkage, native.symbols, native.linked_symbols) {
        (Linkage::Dynamic, ..) => format!("links `{name}` dynamically"),
        (Linkage::Framework, ..) => format!("links the framework `{name}`"),
        (_, Some(all), Some(alive)) => {
            format!("links `{name}`: {alive} of its {all} symbols are in the program")
        }
        _ => format!("links `{name}`; how much of it is in the program is unknown"),
    }
}

/// RF103.
pub(super) fn prebuilt(facts: &Facts, _: &Policy) -> Vec<Draft> {
    let of = |package: &Package| {
        let prebuilt = package.native.iter().filter(|native| native.prebuilt && is_alive(native));
        prebuilt
            .filter_map(|native| {
                let file = native.file.as_deref().unwrap_or(&native.name);
                let message = format!("links {file}, whose machine code came with the package");
                draft("RF103", &label(package), &native.name, message, facts.place(&label(package)))
            })
            .collect::<Vec<_>>()
    };
    facts.packages.iter().filter(|package| !package.build_only).flat_map(of).collect()
}

/// RF104.
pub(super) fn dynamic(facts: &Facts, policy: &Policy) -> Vec<Draft> {
    let of = |executable: &super::super::report::Executable| {
        let allowed = |name: &&String| policy.dynamic.allow.iter().any(|entry| entry.get_ref() == *name);
        let odd = executable.needed.iter().flatten().filter(|name| !is_of_the_system(name) && !allowed(name));
        let drafts: Vec<_> = odd
            .filter_map(|name| {
                let message = format!("`{}` asks for {name}", executable.name);
                draft("RF104", &executable.name, name, message, facts.place(&executable.name))
            })
            .collect();
        drafts
    };
    facts.executables.iter().flat_map(of).collect()
}

/// RF105.
pub(super) fn unsafe_code(facts: &Facts, _: &Policy) -> Vec<Draft> {
    let third_party = facts.packages.iter().filter(|package| is_third_party(package) && !package.build_only);
    third_party
        .filter_map(|package| {
            let sites = package.unsafe_sites.filter(|sites| *sites > 0)?;
            let untrusted = package.untrusted_input.as_ref().filter(|untrusted| untrusted.handled)?;
            let message = format!("{sites} places with unsafe code; untrusted input: {}", untrusted.why);
            draft("RF105", &label(package), "", message, facts.place(&label(package)))
        })
        .collect()
}

/// RF106.
pub(super) fn build_time(facts: &Facts, _: &Policy) -> Vec<Draft> {
    let third_party = facts.packages.iter().filter(|package| is_third_party(package));
    third_party
        .filter_map(|package| {
            let message = match (package.build_script, package.proc_macro) {
                (true, true) => "has a build script and is a procedural macro",
                (true, false) => "has a build script",
                (false, true) => "is a procedural macro",
                (false, false) => return None,
            };
            let place = facts.place(&label(package));
            let mut found = draft("RF106", &label(package), "", message.to_owned(), place)?;
            found.evidence = Evidence::Declared;
            Some(found)
        })
        .collect()
}

fn is_third_party(package: &Package) -> bool {
    package.origin != Origin::Workspace
}
