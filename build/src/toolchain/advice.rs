//! What to type when no compiler fits.

use std::fmt::Write;

use super::{Candidate, Kind, Outcome};

/// Commands that make a candidate fit, per system.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// System and command, in the order in which they are shown.
    pub commands: Vec<(&'static str, String)>,
}

/// The version whose packages are asked for when the machine has none yet.
const NEWEST: u32 = 22;

/// A folder of its own: many systems refuse `pip install --user`.
const FOLDER: &str = "\"$HOME/.local/share/ringfence\"";
const PIP: &str = "python3 -m pip install --target \"$HOME/.local/share/ringfence\"";

impl Fix {
    /// Installs clang, linker and C library. `version` is that of a clang which is already there.
    pub(crate) fn packages(version: Option<u32>) -> Self {
        let number = version.unwrap_or(NEWEST);
        let debian = format!(
            "sudo apt-get install -y --no-install-recommends \
             clang-{number} lld-{number} wasi-libc libclang-rt-{number}-dev-wasm32"
        );
        let mut fix = Self { commands: vec![("Debian, Ubuntu", debian)] };
        fix.commands.extend(Self::zig().commands);
        fix
    }

    /// Installs zig, which needs nothing else.
    pub(crate) fn zig() -> Self {
        Self {
            commands: vec![
                ("Fedora", "sudo dnf install -y zig".to_owned()),
                ("macOS", "brew install zig".to_owned()),
                ("any, without root", format!("{PIP} ziglang && export PYTHONPATH={FOLDER}")),
            ],
        }
    }
}

/// The text of the error: what was tried, why each failed, and what to type.
pub(crate) fn explain(candidates: &[Candidate]) -> String {
    let mut text = String::from("no C compiler for WebAssembly fits\n\nTried, in this order:\n");
    for candidate in candidates {
        let reason = match &candidate.outcome {
            Outcome::Fits(_) => "fits",
            Outcome::Unfit(unfit) => &unfit.reason,
        };
        let reason = reason.replace('\n', "\n      ");
        let _ = writeln!(text, "  - {}: {reason}", candidate.name);
    }
    if candidates.iter().any(|candidate| candidate.kind == Kind::Override) {
        text.push_str(
            "\nA compiler that is named is the only one tried. Name another, or unset RINGFENCE_WASM_CC.\n",
        );
    }
    text.push_str("\nOne of these commands fixes it:\n");
    for (system, command) in fix(candidates).commands {
        let _ = writeln!(text, "  {:<18} {command}", format!("{system}:"));
    }
    text.push_str(
        "Debian or Ubuntu without that version: take the highest N that `apt-cache search '^clang-[0-9]+$'` lists.\n\
         A wasi-sdk serves too: unpack it and set WASI_SDK_PATH. RINGFENCE_WASM_CC names any other compiler.",
    );
    text
}

/// The advice of the first candidate that is present but incomplete, else of a machine with nothing.
pub(crate) fn fix(candidates: &[Candidate]) -> Fix {
    candidates
        .iter()
        .find_map(|candidate| match &candidate.outcome {
            Outcome::Unfit(unfit) => {
                unfit.fix.clone().filter(|fix| fix.commands.len() > Fix::zig().commands.len())
            }
            Outcome::Fits(_) => None,
        })
        .unwrap_or_else(|| Fix::packages(None))
}
