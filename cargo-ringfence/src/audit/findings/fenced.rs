//! RF201 to RF206 and RF401 to RF406: fenced libraries.

use super::super::facts::Facts;
use super::super::fenced::subject;
use super::super::policy::Policy;
use super::super::report::{Evidence, Library, Outcome};
use super::{Draft, draft};

/// A finding for each check that failed, by the rule that the check names.
pub(super) fn checks(facts: &Facts, _: &Policy) -> Vec<Draft> {
    let of = |library: &Library| {
        let failed = library.checks.iter().filter(|check| check.outcome == Outcome::Fails);
        let drafts: Vec<_> = failed
            .filter_map(|check| {
                let subject = subject(&library.wrapper, &library.name);
                let place = facts.place(&library.wrapper);
                draft(&check.rule, &subject, &check.name, check.detail.clone(), place)
            })
            .collect();
        drafts
    };
    facts.libraries.iter().flat_map(of).collect()
}

/// RF204.
pub(super) fn grants(facts: &Facts, policy: &Policy) -> Vec<Draft> {
    let of = |library: &Library| {
        let subject = subject(&library.wrapper, &library.name);
        let allowed = policy.grants.iter().filter(|granted| granted.library == subject);
        let allowed: Vec<&String> = allowed.flat_map(|granted| &granted.allow).collect();
        let odd = library.grants.iter().filter(|grant| !allowed.contains(grant));
        let drafts: Vec<_> = odd
            .filter_map(|grant| {
                let message = format!("was granted `{grant}`");
                let mut found = draft("RF204", &subject, grant, message, facts.place(&library.wrapper))?;
                found.evidence = library.evidence;
                Some(found)
            })
            .collect();
        drafts
    };
    facts.libraries.iter().flat_map(of).collect()
}

/// RF206.
pub(super) fn features(facts: &Facts, _: &Policy) -> Vec<Draft> {
    const BEYOND: [&str; 3] = ["threads", "memory64", "multi-memory"];
    let of = |library: &Library| {
        let features = library.features.iter().flatten();
        let drafts: Vec<_> = features
            .filter(|feature| BEYOND.contains(&feature.as_str()))
            .filter_map(|feature| {
                let subject = subject(&library.wrapper, &library.name);
                let message = format!("its module needs `{feature}`");
                draft("RF206", &subject, feature, message, facts.place(&library.wrapper))
            })
            .collect();
        drafts
    };
    facts.libraries.iter().flat_map(of).collect()
}

/// RF405. Without a record of the build, nothing can be said.
pub(super) fn identity(facts: &Facts, _: &Policy) -> Vec<Draft> {
    let unknown = facts.libraries.iter().filter(|library| {
        library.machine_sha256.is_some() && library.source.is_none() && library.source_sha256.is_none()
    });
    unknown
        .filter_map(|library| {
            let subject = subject(&library.wrapper, &library.name);
            let message = "its record names no source, only a finished module".to_owned();
            let mut found = draft("RF405", &subject, "", message, facts.place(&library.wrapper))?;
            found.evidence = Evidence::Declared;
            Some(found)
        })
        .collect()
}
