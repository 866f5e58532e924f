//! CycloneDX 1.6, for those who keep bills of materials.
//!
//! The C libraries are components of their own: a bill that is made from Cargo.lock does not have them. No serial number
//! and no time, so that the same build gives the same bill. Nothing here says that a vulnerability does not matter: a
//! library behind a fence can still be taken over, and lie.

mod bill;
mod components;
mod graph;
mod model;

use super::super::report::{Report, SubjectKind};
use super::text::cleaned;
use crate::page;
use bill::Bill;
use model::{Bom, Composition, Lifecycle, Metadata, Tools};

/// The report as CycloneDX.
pub(crate) fn of(report: &Report) -> String {
    let report = &cleaned(report);
    let Bill { application, components, properties } = Bill::of(report);
    let dependencies = graph::of(report, &application, &components);
    let described = dependencies.iter().map(|dependency| dependency.reference.clone()).collect();
    page::json(&Bom {
        schema: model::SCHEMA,
        bom_format: "CycloneDX",
        spec_version: "1.6",
        version: 1,
        // Only packages with native code, with code of the build and what leads to them are listed.
        compositions: [Composition {
            aggregate: "incomplete",
            assemblies: [application.reference.clone()],
            dependencies: described,
        }],
        metadata: Metadata {
            lifecycles: [Lifecycle { phase: phase(report) }],
            tools: Tools { components: [components::tool(&report.version)] },
            component: application,
            properties,
        },
        components,
        dependencies,
    })
}

const fn phase(report: &Report) -> &'static str {
    match report.subject.kind {
        SubjectKind::Workspace => "build",
        SubjectKind::Executable => "post-build",
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::sample;
    use super::*;
    use serde_json::Value;

    fn bill(report: &Report) -> Value {
        serde_json::from_str(&of(report)).unwrap()
    }

    fn named<'a>(components: &'a Value, name: &str) -> &'a Value {
        components.as_array().unwrap().iter().find(|component| component["name"] == name).unwrap()
    }

    /// All references that components have, at any depth.
    fn references(value: &Value, found: &mut Vec<String>) {
        match value {
            Value::Object(fields) => {
                found.extend(fields.get("bom-ref").and_then(Value::as_str).map(str::to_owned));
                fields.values().for_each(|value| references(value, found));
            }
            Value::Array(values) => values.iter().for_each(|value| references(value, found)),
            _ => {}
        }
    }

    #[test]
    fn a_report() {
        insta::assert_snapshot!(of(&sample::report()));
    }

    #[test]
    fn libraries_in_c_are_components() {
        let bill = bill(&sample::report());
        let fenced = named(&bill["components"], "png");
        assert_eq!(fenced["purl"], "pkg:generic/png@1.6.50");
        assert_eq!(fenced["components"][0]["hashes"][0]["content"], "01".repeat(32));
        let package = named(&bill["components"], "libz-sys");
        assert_eq!(package["purl"], "pkg:cargo/libz-sys@1.1.31");
        assert_eq!(named(&package["components"], "z")["purl"], "pkg:generic/z@1.1.31");
    }

    #[test]
    fn nothing_is_said_of_vulnerabilities_or_of_now() {
        let text = of(&sample::report());
        for word in ["vulnerabilities", "not_affected", "timestamp", "serialNumber"] {
            assert!(!text.contains(word), "{word}");
        }
    }

    #[test]
    fn references_are_unique_and_lead_somewhere() {
        for report in [sample::report(), sample::hostile()] {
            let bill = bill(&report);
            let mut known = Vec::new();
            references(&bill, &mut known);
            known.sort();
            assert!(known.is_sorted_by(|a, b| a < b), "{known:?}");
            for dependency in bill["dependencies"].as_array().unwrap() {
                let others = dependency["dependsOn"].as_array().unwrap().iter();
                for reference in others.chain([&dependency["ref"]]) {
                    assert!(known.iter().any(|one| reference == one), "{reference}");
                }
            }
        }
    }
}
