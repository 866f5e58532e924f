//! The workspace, audited by its own command under the strictest preset.

use std::process::Stdio;

use anyhow::Context;
use cargo_metadata::Message;

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
    std::fs::write(&file, messages)?;
    let file = file.to_str().context("the target folder's name is not Unicode")?;
    shell::run(&mut shell.command(command, ["ringfence", "audit", "--locked", "--messages", file]))
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
