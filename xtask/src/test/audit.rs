//! What the workspace ships and shows, audited by its own command under the strictest preset.

use std::process::Stdio;

use anyhow::Context;
use cargo_metadata::Message;

use crate::setup::archives;
use crate::shell::{self, Shell};

/// What is built here is what the tests need, too: examples, of which there are none, have cargo turn on the features that
/// those ask for.
const BUILD: [&str; 7] = [
    "build",
    "--locked",
    "--workspace",
    "--lib",
    "--bins",
    "--examples",
    "--message-format=json-render-diagnostics",
];

pub(super) fn check(shell: &Shell) -> anyhow::Result<()> {
    // The messages are read, and the progress is shown.
    let messages = shell::capture(shell.cargo(BUILD).stderr(Stdio::inherit()))?;
    let command = executable(&messages, "cargo-ringfence").context("cargo built no `cargo-ringfence`")?;
    let folder = shell.target().join("ringfence-audit");
    std::fs::create_dir_all(&folder)?;
    let file = folder.join("workspace.json");
    std::fs::write(&file, without_tests(&messages, shell)?)?;
    let file = file.to_str().context("the target folder's name is not Unicode")?;
    shell::run(&mut shell.command(command, ["ringfence", "audit", "--locked", "--messages", file]))
}

/// Tests and benchmarks are left out: they have hostile modules, and native libraries beside the fenced ones, on purpose.
/// So are libraries whose source archives this machine does not have.
fn without_tests(messages: &str, shell: &Shell) -> anyhow::Result<String> {
    let metadata = shell.metadata()?;
    let without = archives::missing(shell)?;
    let left_out = metadata.workspace_packages().into_iter().filter(|package| {
        let place = package.manifest_path.strip_prefix(&metadata.workspace_root);
        let of_tests = place.is_ok_and(|place| place.starts_with("tests") || place.starts_with("benches"));
        of_tests || without.iter().any(|missing| missing.package == package.name.as_str())
    });
    let ids: Vec<String> = left_out.map(|package| format!("\"package_id\":\"{}\"", package.id)).collect();
    let kept = messages.lines().filter(|line| !ids.iter().any(|id| line.contains(id.as_str())));
    Ok(kept.map(|line| format!("{line}\n")).collect())
}

/// The program of a name that messages of cargo tell of.
fn executable(messages: &str, name: &str) -> Option<String> {
    let mut messages = Message::parse_stream(messages.as_bytes()).filter_map(Result::ok);
    messages.find_map(|message| match message {
        Message::CompilerArtifact(made) if made.target.name == name => made.executable.map(Into::into),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_program_is_found_among_the_messages() {
        let message = |name: &str, executable: &str| {
            format!(
                "{{\"reason\":\"compiler-artifact\",\"package_id\":\"p\",\"manifest_path\":\"m\",\"target\":{{\
                 \"kind\":[\"bin\"],\"crate_types\":[\"bin\"],\"name\":\"{name}\",\"src_path\":\"s\"}},\
                 \"profile\":{{\"opt_level\":\"0\",\"debug_assertions\":true,\"overflow_checks\":true,\"test\":false}},\
                 \"features\":[],\"filenames\":[],\"executable\":{executable},\"fresh\":true}}\n"
            )
        };
        let messages = message("other", "\"/o\"") + &message("audit", "null") + &message("audit", "\"/a\"");
        assert_eq!(executable(&messages, "audit").as_deref(), Some("/a"));
        assert_eq!(executable("Compiling …\n", "audit"), None);
    }
}
