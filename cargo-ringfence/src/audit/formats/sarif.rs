//! SARIF 2.1.0, for code scanning.
//!
//! Of the format only what we write. Every result has a physical location, since GitHub rejects a file without, and
//! exactly one message. Accepted findings stay in the file, as suppressed results.

mod model;

use super::super::report::{Accepted, Finding, Level, Location, Report, Unexamined, Verdict};
use super::super::rules::{RULES, Rule};
use super::super::word::Word as _;
use super::text::cleaned;
use crate::page;
use model::{
    Artifact, Base, Bases, Driver, Fingerprints, Help, Invocation, Log, Message, Notification, Physical,
    Place, Region, Reporting, ReportingLevel, ReportingProperties, ResultProperties, Run, RunProperties,
    ScanResult, Suppression, SuppressionProperties, Tool,
};

/// Whose root the paths of a workspace stand relative to, by the name that uploaders know.
const SOURCE_ROOT: &str = "%SRCROOT%";

/// Where packages from elsewhere were unpacked, as `<package> <version>` each.
const PACKAGES: &str = "PACKAGES";

/// The report as SARIF.
pub(crate) fn of(report: &Report) -> String {
    page::json(&Log { schema: model::SCHEMA, version: "2.1.0", runs: [run(&cleaned(report))] })
}

fn run(report: &Report) -> Run {
    Run {
        tool: Tool {
            driver: Driver {
                name: "cargo-ringfence",
                full_name: "cargo ringfence audit",
                semantic_version: report.version.clone(),
                information_uri: env!("CARGO_PKG_REPOSITORY"),
                rules: RULES.iter().map(described).collect(),
            },
        },
        invocations: [invocation(report)],
        original_uri_base_ids: Bases {
            source_root: Base { description: message("The root of the workspace.") },
            packages: Base {
                description: message(
                    "Where packages from elsewhere are, each in a folder with its name and version.",
                ),
            },
        },
        results: report.findings.iter().map(result).collect(),
        properties: RunProperties {
            verdict: report.verdict.word(),
            target: report.subject.target.clone(),
            profile: report.subject.profile.clone(),
        },
    }
}

fn described(rule: &'static Rule) -> Reporting {
    Reporting {
        id: rule.id,
        short_description: message(rule.title),
        full_description: message(rule.explanation),
        help: Help {
            text: format!("{}\n\n{}", rule.explanation, rule.remedy),
            markdown: format!("{}\n\n**What to do:** {}", rule.explanation, rule.remedy),
        },
        default_configuration: ReportingLevel { level: level(rule.level) },
        properties: ReportingProperties { severity: rule.severity, tags: ["security", "supply-chain"] },
    }
}

fn invocation(report: &Report) -> Invocation {
    Invocation {
        execution_successful: report.verdict != Verdict::Incomplete,
        exit_code: report.exit_code(),
        notifications: report.not_examined.iter().map(notification).collect(),
    }
}

fn notification(unexamined: &Unexamined) -> Notification {
    Notification {
        level: if unexamined.needed { "error" } else { "note" },
        message: message(&format!("not examined: {}: {}", unexamined.what, unexamined.why)),
    }
}

fn result(finding: &Finding) -> ScanResult {
    ScanResult {
        rule_id: finding.rule.clone(),
        rule_index: RULES.iter().position(|rule| rule.id == finding.rule),
        level: level(finding.level),
        message: message(&text(finding)),
        locations: [Place { physical_location: physical(&finding.location, SOURCE_ROOT), message: None }],
        related_locations: finding.origin.iter().map(origin).collect(),
        partial_fingerprints: Fingerprints { github: finding.id.clone(), own: finding.id.clone() },
        suppressions: finding.accepted.iter().map(suppression).collect(),
        properties: ResultProperties {
            evidence: finding.evidence.word(),
            subject: finding.subject.clone(),
            title: finding.title.clone(),
        },
    }
}

fn text(finding: &Finding) -> String {
    format!("{}: {}. {}", finding.subject, finding.message.trim_end_matches('.'), finding.remedy)
}

const fn level(level: Level) -> &'static str {
    match level {
        Level::Deny => "error",
        Level::Warn => "warning",
        Level::Note => "note",
        Level::Allow => "none",
    }
}

fn origin(location: &Location) -> Place {
    Place {
        physical_location: physical(location, PACKAGES),
        message: Some(message("The exact place, in a package from elsewhere.")),
    }
}

fn suppression(accepted: &Accepted) -> Suppression {
    Suppression {
        kind: "external",
        status: "accepted",
        justification: accepted.reason.clone(),
        properties: SuppressionProperties {
            until: accepted.until.clone(),
            reviewed_by: accepted.reviewed_by.clone(),
        },
    }
}

fn physical(location: &Location, base: &'static str) -> Physical {
    Physical {
        artifact_location: Artifact { uri: uri(&location.file), uri_base_id: base },
        region: Region { start_line: location.line.max(1) },
    }
}

/// A path as a relative URI reference.
fn uri(path: &str) -> String {
    let path = path.trim_start_matches('/');
    let path = if path.is_empty() { "Cargo.lock" } else { path };
    percent_encoding::utf8_percent_encode(path, model::ESCAPED).to_string()
}

fn message(text: &str) -> Message {
    // Readers of SARIF make links of `[text](address)`.
    Message { text: text.replace("](", "] (") }
}

#[cfg(test)]
mod tests {
    use super::super::super::sample;
    use super::*;

    #[test]
    fn a_report() {
        let mut document: serde_json::Value = serde_json::from_str(&of(&sample::report())).unwrap();
        // One rule shows how all are written; their words are not what is tested here.
        document["runs"][0]["tool"]["driver"]["rules"].as_array_mut().unwrap().truncate(1);
        insta::assert_snapshot!(page::json(&document));
    }

    #[test]
    fn every_rule_stands_where_results_point_to() {
        let run = run(&sample::report());
        for result in &run.results {
            let rule = result.rule_index.map(|index| run.tool.driver.rules[index].id);
            assert_eq!(rule, Some(result.rule_id.as_str()));
        }
    }

    #[test]
    fn paths_are_relative_references() {
        assert_eq!(uri("src/my file.rs"), "src/my%20file.rs");
        assert_eq!(uri("//host/a"), "host/a");
        assert_eq!(uri("https:x?y#z"), "https%3Ax%3Fy%23z");
        assert_eq!(uri("größe%.rs"), "gr%C3%B6%C3%9Fe%25.rs");
        assert_eq!(uri(""), "Cargo.lock");
    }

    #[test]
    fn messages_make_no_links() {
        assert_eq!(message("[here](http://example.org)").text, "[here] (http://example.org)");
    }
}
