//! The command as a user runs it.
#![allow(clippy::expect_used, reason = "the helpers of tests fail like tests")]

use std::process::{Command, Output};

fn doctor(arguments: &[&str], variables: &[(&str, &str)]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-ringfence"));
    command.args(arguments).env_remove("RINGFENCE_WASM_CC").env_remove("WASI_SDK_PATH");
    command.envs(variables.iter().copied()).output().expect("the command starts")
}

fn text(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn json(output: &Output) -> serde_json::Value {
    serde_json::from_slice(&output.stdout).expect("the output is JSON and nothing else")
}

#[test]
fn a_compiler_that_does_not_exist_is_named_with_the_fix() {
    let output =
        doctor(&["ringfence", "doctor"], &[("RINGFENCE_WASM_CC", "/nowhere/clang"), ("PATH", "/nowhere")]);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    let text = text(&output);
    assert!(text.contains("/nowhere/clang: no such program"), "{text}");
    assert!(text.contains("Not ready:"), "{text}");
    assert!(text.contains("unset RINGFENCE_WASM_CC"), "{text}");
    assert!(!text.contains('\u{1b}'), "no colour without a terminal: {text}");
}

#[test]
fn without_a_compiler_the_engine_still_runs_and_json_says_so() {
    let variables = [("RINGFENCE_WASM_CC", "/nowhere/clang"), ("PATH", "/nowhere")];
    let output = doctor(&["doctor", "--json"], &variables);
    assert_eq!(output.status.code(), Some(1));
    let report = json(&output);
    assert_eq!(report["schema"], 1);
    assert_eq!(report["ready"], false);
    let facts = report["machine"].as_array().expect("a list");
    let instances = facts.iter().find(|fact| fact["id"] == "instances").expect("the engine was tried");
    assert_ne!(instances["verdict"], "blocks");
    assert!(report["blockers"][0]["fixes"].as_array().is_some_and(|fixes| !fixes.is_empty()));
}

/// Both outputs and the exit code tell the same, whatever this machine has.
#[test]
fn this_machine_is_judged_the_same_everywhere() {
    let (json_output, text_output) = (doctor(&["doctor", "--json"], &[]), doctor(&["doctor"], &[]));
    let ready = json(&json_output)["ready"] == true;
    assert_eq!(json_output.status.code(), Some(i32::from(!ready)));
    assert_eq!(text_output.status.code(), json_output.status.code());
    assert_eq!(text(&text_output).contains("Ready:"), ready);
}

#[test]
fn colour_can_be_forced() {
    let variables = [("PATH", "/nowhere"), ("NO_COLOR", "1")];
    assert!(text(&doctor(&["doctor", "--color", "always"], &variables)).contains('\u{1b}'));
    assert!(!text(&doctor(&["doctor"], &[("PATH", "/nowhere"), ("CLICOLOR", "1")])).contains('\u{1b}'));
}

#[test]
fn wrong_usage_is_not_a_verdict() {
    assert_eq!(doctor(&["ringfence", "physician"], &[]).status.code(), Some(2));
    assert_eq!(doctor(&[], &[]).status.code(), Some(2));
}
