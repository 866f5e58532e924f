//! The components of a report: the application, packages, and the libraries in C that they link or fence.

use std::collections::{BTreeMap, BTreeSet};

use super::super::super::report::{
    Containment, Executable, Exit, Library, Linkage, Native, Origin, Package, Report,
};
use super::super::super::word::Word as _;
use super::super::words::{self, UNKNOWN};
use super::components::{halves, library, licenses, property, purl, reach, sha256};
use super::model::{Component, Pedigree, Property};

/// What a bill is made of, each part with a reference that no other has.
pub(super) struct Bill {
    pub(super) application: Component,
    pub(super) components: Vec<Component>,
    /// Of the audit itself.
    pub(super) properties: Vec<Property>,
}

impl Bill {
    pub(super) fn of(report: &Report) -> Self {
        let mut application = application(report);
        let mut components: Vec<_> = report.packages.iter().map(|it| package(it, report)).collect();
        components.extend(others(report, &components, &application));
        components.extend(report.libraries.iter().map(fenced));
        let mut taken = BTreeSet::new();
        refer(&mut application, &mut taken);
        components.iter_mut().for_each(|component| refer(component, &mut taken));
        Self { application, components, properties: properties(report) }
    }
}

/// The reference of a package, as long as no other has its name and version.
pub(super) fn reference(package: &str) -> String {
    let (name, version) = halves(package);
    format!("cargo:{name}@{}", version.unwrap_or(UNKNOWN))
}

/// Makes references unique: what has the text of an earlier one gets a number.
fn refer(component: &mut Component, taken: &mut BTreeSet<String>) {
    let text = component.reference.clone();
    let mut number = 1_u32;
    while !taken.insert(component.reference.clone()) {
        number += 1;
        component.reference = format!("{text}#{number}");
    }
    component.components.iter_mut().for_each(|part| refer(part, taken));
}

fn application(report: &Report) -> Component {
    let subject = &report.subject;
    let version = match subject.members.as_slice() {
        [only] => halves(only).1,
        _ => None,
    };
    let members = subject.members.iter().map(|member| Component {
        kind: "application",
        properties: exits(report, member),
        ..named(member)
    });
    Component {
        reference: format!("application:{}", subject.name),
        components: members.chain(report.executables.iter().map(executable)).collect(),
        ..library("application", &subject.name, version)
    }
}

fn executable(executable: &Executable) -> Component {
    let needed = executable.needed.as_deref().unwrap_or_default();
    Component {
        reference: format!("executable:{}", executable.name),
        hashes: sha256(Some(&executable.sha256)),
        properties: [property("format", &executable.format)]
            .into_iter()
            .chain(needed.iter().map(|library| property("needed", library)))
            .collect(),
        ..library("file", &executable.name, None)
    }
}

/// A package of which nothing but name and version is known.
fn named(package: &str) -> Component {
    let (name, version) = halves(package);
    Component { reference: reference(package), ..library("library", name, version) }
}

fn package(package: &Package, report: &Report) -> Component {
    let both = format!("{} {}", package.name, package.version);
    // Another than that of a registry would be taken for the one of the same name there.
    let known = package.origin == Origin::Registry;
    let mut properties = vec![property("origin", package.origin.word())];
    properties.extend(package.containment.iter().flat_map(|it| reach(*it, package.evidence)));
    properties.push(property("untrusted-input", &words::untrusted(package.untrusted_input.as_ref())));
    properties.push(property("unsafe-sites", &words::count(package.unsafe_sites)));
    properties.extend(package.build_script.then(|| property("build-script", "true")));
    properties.extend(package.proc_macro.then(|| property("proc-macro", "true")));
    properties.extend(exits(report, &both));
    Component {
        scope: Some(if package.build_only { "excluded" } else { "required" }),
        licenses: licenses(package),
        purl: purl("cargo", &package.name, Some(&package.version)).filter(|_| known),
        components: package.native.iter().map(|it| native(it, package)).collect(),
        properties,
        ..named(&both)
    }
}

/// A native library that runs in the process like any other code.
fn native(native: &Native, package: &Package) -> Component {
    // What the system has is of no version that we know; what the package has is as old as that.
    let ours = native.file.is_some() && matches!(native.linkage, Linkage::Static | Linkage::Object);
    let version = ours.then_some(package.version.as_str());
    let mut properties = reach(Containment::None, native.evidence).to_vec();
    properties.push(property("linkage", native.linkage.word()));
    properties.push(property("file", native.file.as_deref().unwrap_or(UNKNOWN)));
    properties.push(property("prebuilt", if native.prebuilt { "true" } else { "false" }));
    properties.push(property("symbols", &words::count(native.symbols)));
    properties.push(property("symbols-in-executables", &words::count(native.linked_symbols)));
    properties.extend(ours.then(|| from(&format!("{} {}", package.name, package.version))));
    Component {
        reference: format!("native:{}@{}/{}", package.name, package.version, native.name),
        purl: purl("generic", &native.name, version),
        properties,
        ..library("library", &native.name, version)
    }
}

/// A version that is not the library's own.
fn from(package: &str) -> Property {
    property("version-of", package)
}

fn fenced(fenced: &Library) -> Component {
    let source = fenced.source.as_deref().unwrap_or(&fenced.wrapper);
    let version = halves(source).1;
    Component {
        reference: format!("fenced:{}/{}", fenced.wrapper.replace(' ', "@"), fenced.name),
        description: Some("compiled to WebAssembly and run behind a fence".to_owned()),
        purl: purl("generic", &fenced.name, version),
        pedigree: fenced.source.as_deref().map(|source| Pedigree {
            ancestors: vec![Component { reference: String::new(), ..named(source) }],
        }),
        components: vec![module(fenced)],
        properties: claims(fenced, source),
        ..library("library", &fenced.name, version)
    }
}

fn module(fenced: &Library) -> Component {
    let properties = [("code-sha256", &fenced.code_sha256), ("machine-code-sha256", &fenced.machine_sha256)];
    Component {
        reference: format!("module:{}/{}", fenced.wrapper.replace(' ', "@"), fenced.name),
        hashes: sha256(fenced.wasm_sha256.as_deref()),
        properties: properties
            .into_iter()
            .map(|(name, hash)| property(name, hash.as_deref().unwrap_or(UNKNOWN)))
            .collect(),
        ..library("file", &format!("{}.wasm", fenced.name), None)
    }
}

fn claims(fenced: &Library, source: &str) -> Vec<Property> {
    let mut all = reach(fenced.containment, fenced.evidence).to_vec();
    all.push(property("wrapper", &fenced.wrapper));
    all.push(from(source));
    all.push(property("untrusted-input", &words::untrusted(fenced.untrusted_input.as_ref())));
    all.push(property("toolchain", fenced.toolchain.as_deref().unwrap_or(UNKNOWN)));
    all.push(property("source-sha256", fenced.source_sha256.as_deref().unwrap_or(UNKNOWN)));
    all.push(property("source-sha256-over", "names and SHA-256 of all source files"));
    all.push(property("source-files", &words::count(fenced.source_files)));
    all.push(property(
        "memory-maximum",
        &fenced.memory_maximum.map_or_else(|| UNKNOWN.to_owned(), words::bytes),
    ));
    all.extend(fenced.grants.iter().map(|grant| property("grant", grant)));
    all.extend(
        fenced.limits.iter().map(|(name, limit)| property(&format!("limit:{name}"), &words::limit(limit))),
    );
    all.push(property(
        "lifecycle",
        match fenced.kept.as_deref() {
            None => UNKNOWN,
            Some([]) => "fresh",
            Some(_) => "kept",
        },
    ));
    match &fenced.imports {
        Some(imports) => all.extend(imports.iter().map(|import| property("import", import))),
        None => all.push(property("import", UNKNOWN)),
    }
    all.extend(
        fenced.checks.iter().map(|check| property(&format!("check:{}", check.name), &words::check(check))),
    );
    all
}

/// Packages that lead to others or wrap a library, and are not described otherwise.
fn others(report: &Report, packages: &[Component], application: &Component) -> Vec<Component> {
    let mut missing = BTreeMap::new();
    let leading = report.packages.iter().flat_map(|package| &package.path);
    for name in leading.chain(report.libraries.iter().map(|library| &library.wrapper)) {
        let here = |component: &Component| component.reference == reference(name);
        if !packages.iter().chain(&application.components).any(here) {
            missing
                .entry(name.clone())
                .or_insert_with(|| Component { properties: exits(report, name), ..named(name) });
        }
    }
    missing.into_values().collect()
}

/// How many values leave taint in a package, by the way they do.
fn exits(report: &Report, package: &str) -> Vec<Property> {
    by_kind(report.exits.iter().flatten().filter(|exit| exit.package == package))
}

fn by_kind<'a>(exits: impl Iterator<Item = &'a Exit>) -> Vec<Property> {
    let mut kinds = BTreeMap::new();
    for exit in exits {
        *kinds.entry(exit.kind.as_str()).or_insert(0_u64) += 1;
    }
    kinds.into_iter().map(|(kind, count)| property(&format!("exits:{kind}"), &count.to_string())).collect()
}

fn properties(report: &Report) -> Vec<Property> {
    let mut all = vec![property("verdict", report.verdict.word())];
    all.extend(report.subject.target.iter().map(|target| property("target", target)));
    all.extend(report.subject.profile.iter().map(|profile| property("profile", profile)));
    match &report.exits {
        Some(exits) => all.extend(by_kind(exits.iter())),
        None => all.push(property("exits", UNKNOWN)),
    }
    let unexamined = report.not_examined.iter();
    all.extend(unexamined.map(|it| property("not-examined", &format!("{}: {}", it.what, it.why))));
    all
}
