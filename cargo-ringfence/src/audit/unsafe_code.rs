//! Counting unsafe code, as the compiler sees it: with the features and for the target of the build.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use cargo_metadata::{Message, Metadata, PackageId};

use super::error::Error;
use super::{build, options};

/// Places with unsafe code by package. `extern` blocks and what other packages' macros expand to are not among them.
pub(crate) fn count(
    options: &options::Build,
    metadata: &Metadata,
    target: &str,
    folder: &Path,
) -> Result<BTreeMap<PackageId, u64>, Error> {
    // Rendered diagnostics do not tell the package that they are about.
    let mut command = build::cargo(options, "check", "json", target, &folder.join("unsafe"), metadata);
    // Not even the lint levels of dependencies silence it.
    const LINT: &str = "--force-warn=unsafe_code";
    match std::env::var("CARGO_ENCODED_RUSTFLAGS") {
        Ok(flags) if !flags.is_empty() => {
            command.env("CARGO_ENCODED_RUSTFLAGS", format!("{flags}\u{1f}{LINT}"))
        }
        _ => {
            let flags = std::env::var("RUSTFLAGS").unwrap_or_default();
            command.env("RUSTFLAGS", format!("{flags} {LINT}").trim())
        }
    };
    Ok(sites(build::run(&mut command, metadata)?))
}

/// Each place once, also where a package is compiled several times.
fn sites(messages: Vec<Message>) -> BTreeMap<PackageId, u64> {
    let mut places: BTreeMap<PackageId, BTreeSet<(String, u32)>> = BTreeMap::new();
    for message in messages {
        let Message::CompilerMessage(message) = message else { continue };
        if message.message.code.as_ref().is_none_or(|code| code.code != "unsafe_code") {
            continue;
        }
        let spans = message.message.spans.into_iter().filter(|span| span.is_primary);
        let found = spans.map(|span| (span.file_name, span.byte_start));
        places.entry(message.package_id).or_default().extend(found);
    }
    places.into_iter().map(|(package, places)| (package, places.len() as u64)).collect()
}
