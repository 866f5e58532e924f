//! Everything that can cross comes out as it went in, and tainted.

use ringfence::{FaultKind, Lifecycle, Limits, Pool, Sandbox, inert, release, verify};
use ringfence_tests_rust::guest::{Guest, GuestCalls as _, Kind, MOST, Part, Sample};
use ringfence_tests_rust::{MODULE, RECORD};

fn pool() -> Pool<Guest> {
    Pool::new(Limits::default()).unwrap()
}

fn sample() -> Sample {
    Sample {
        count: 1000,
        kind: Kind::Large,
        letter: '🦀',
        name: "naïve".to_owned(),
        bytes: (0..=255).cycle().take(100_000).collect(),
        weights: vec![0.5, -1.0, f32::MAX],
        parts: vec![Part(-5), Part(5)],
        best: Some(Part(3)),
        pair: (i64::MIN, true),
    }
}

#[test]
fn a_struct_comes_out_as_it_went_in() {
    let sample = sample();
    assert_eq!(pool().scope(|s| verify!(s.echo(&sample)?, as Sample)).unwrap(), sample);
    let empty = Sample { bytes: vec![], weights: vec![], parts: vec![], best: None, ..sample };
    assert_eq!(pool().scope(|s| verify!(s.echo(&empty)?, as Sample)).unwrap(), empty);
}

#[test]
fn every_rule_of_a_struct_is_applied() {
    for (wrong, rule) in [
        (Sample { count: 0, ..sample() }, "in1..=1000"),
        (Sample { name: "x".repeat(100), ..sample() }, "with|name:String|"),
        (Sample { parts: vec![Part(0), Part(6)], ..sample() }, "in-5..=5"),
        (Sample { best: Some(Part(-6)), ..sample() }, "in-5..=5"),
    ] {
        let fault = pool().scope(|s| verify!(s.echo(&wrong)?, as Sample)).unwrap_err();
        assert_eq!(fault.kind(), FaultKind::Rejected);
        let found = fault.site().unwrap().rule().replace(' ', "");
        assert!(found.starts_with(rule), "{found}");
    }
}

#[test]
fn numbers_slices_and_text_need_no_encoding() {
    pool()
        .scope(|s| {
            let sum = s.numbers(200, -100, 60_000, -1 << 40, 0.5, 0.25, true, 7)?;
            let expected = (200 - 100 + 60_000 - (1_i64 << 40) + 1 + 7) as f64 + 0.75;
            assert_eq!(verify!(sum, |_| true)?.to_bits(), expected.to_bits());
            let halves = s.halves(&[1.0, 3.0, -5.0])?;
            assert_eq!(release!(halves, reason = "compared with what they must be"), [0.5, 1.5, -2.5]);
            assert!(verify!(s.halves(&[])?, |halves| halves.is_empty())?.is_empty());
            assert_eq!(inert!(s.shout("straße")?), "STRASSE");
            assert_eq!(inert!(s.shout("")?), "");
            let kinds = vec![Kind::Small, Kind::Large];
            assert_eq!(verify!(s.first(b"x", &kinds)?, as Option<Kind>)?, Some(Kind::Large));
            assert_eq!(verify!(s.first(b"xy", &kinds)?, as Option<Kind>)?, None);
            Ok(())
        })
        .unwrap();
    assert_eq!(MOST, 10);
}

#[test]
fn an_error_of_the_guest_is_a_refusal_in_its_own_words() {
    assert_eq!(pool().scope(|s| verify!(s.half(8)?, in 0..=10)).unwrap(), 4);
    let fault = pool().scope(|s| s.half(7).map(drop)).unwrap_err();
    assert_eq!((fault.kind(), fault.function()), (FaultKind::Refused, Some("half")));
    let message = fault.message().unwrap();
    assert!(message.starts_with("7 is odd\u{fffd}!!!"), "{message}");
    assert!(message.len() <= 260, "cut short: {} bytes", message.len());
    pool().scope(|s| s.check("12")).unwrap();
    let fault = pool().scope(|s| s.check("twelve")).unwrap_err();
    assert_eq!(fault.to_string(), "guest::check: returned an error: invalid digit found in string");
}

#[test]
fn a_refusal_leaves_the_scope_in_order() {
    pool()
        .scope(|s| {
            assert!(s.half(7).is_err());
            assert_eq!(verify!(s.half(6)?, valid)?, 3);
            Ok(())
        })
        .unwrap();
}

#[test]
fn state_lives_as_long_as_the_instance() {
    let pool = pool();
    let count = |pool: &Pool<Guest>| pool.scope(|s| verify!(s.calls()?, valid)).unwrap();
    assert_eq!([count(&pool), count(&pool)], [1, 1]);
    let reused = pool.clone().lifecycle(Lifecycle::Reuse(3));
    assert_eq!([count(&reused), count(&reused), count(&reused), count(&reused)], [1, 2, 3, 1]);
}

#[test]
fn a_million_calls_do_not_fill_the_fence() {
    let mut sandbox = Sandbox::<Guest>::new(Limits::default()).unwrap();
    sandbox
        .scope(|s| {
            let bytes = Sample { bytes: vec![7; 1 << 10], ..sample() };
            let _ = s.echo(&bytes)?;
            let before = s.memory_bytes();
            for _ in 0..20_000 {
                let _ = s.echo(&bytes)?;
            }
            assert!(s.memory_bytes() <= before + (1 << 20), "{} to {}", before, s.memory_bytes());
            Ok(())
        })
        .unwrap();
}

#[test]
fn the_record_names_the_guest_and_all_its_packages() {
    let record: serde_json::Value = serde_json::from_str(RECORD).unwrap();
    assert_eq!(record["source"]["name"], "tests-guest");
    assert_eq!(record["imports"].as_array().unwrap().len(), 0);
    assert_eq!(record["toolchain"]["kind"], "rustc");
    assert_eq!(record["rust"]["lock_sha256"].as_str().unwrap().len(), 64);
    let packages = record["rust"]["packages"].as_array().unwrap();
    assert!(
        packages.iter().any(|package| package.as_str().unwrap().starts_with("postcard ")),
        "{packages:?}"
    );
    assert!(!RECORD.contains(env!("CARGO_MANIFEST_DIR")), "a path of this machine is in the record");
}

#[test]
fn the_module_does_not_tell_where_it_was_built() {
    let holds = |text: &str| MODULE.windows(text.len()).any(|bytes| bytes == text.as_bytes());
    // What the guest depends on lies beside it, and its panics name their files.
    assert!(holds("ringfence-export-"));
    let workspace = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap();
    let folders =
        [workspace.to_str().map(str::to_owned), std::env::var("HOME").ok(), std::env::var("CARGO_HOME").ok()];
    for folder in folders.into_iter().flatten().filter(|folder| folder.len() > 1) {
        assert!(!holds(&folder), "the module names {folder}");
    }
}
