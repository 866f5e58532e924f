use super::*;

const LIMITS: &str = "\
Limit                     Soft Limit           Hard Limit           Units     
Max stack size            8388608              unlimited            bytes     
Max address space         unlimited            unlimited            bytes     
";

fn readings() -> Readings {
    Readings {
        architecture: "x86_64",
        system: "linux",
        kernel: Some("6.18.44-generic\n".to_owned()),
        scan: true,
        limits: Some(LIMITS.to_owned()),
        mappings: Some(65_530),
        overcommit: Some(0),
        thread_stack: None,
        memory: Some(Limit::Unlimited),
    }
}

fn fact(readings: &Readings, proof: &Proof, id: &str) -> Fact {
    facts(readings, proof).into_iter().find(|fact| fact.id == id).unwrap()
}

fn verdict(readings: &Readings, id: &str) -> Verdict {
    fact(readings, &Proof::Pooled, id).verdict
}

#[test]
fn an_ordinary_machine_is_fine() {
    let all = facts(&readings(), &Proof::Pooled);
    assert_eq!(all.len(), 10);
    assert!(all.iter().all(|fact| fact.verdict == Verdict::Fine && fact.advice.is_none()), "{all:?}");
}

#[test]
fn what_a_system_does_not_tell_is_left_out() {
    let silent = Readings {
        system: "macos",
        kernel: None,
        limits: None,
        mappings: None,
        overcommit: None,
        memory: None,
        ..readings()
    };
    let all = facts(&silent, &Proof::Pooled);
    let ids: Vec<_> = all.iter().map(|fact| fact.id).collect();
    assert_eq!(ids, ["engine", "processor", "kernel", "instances", "thread-stack"]);
    assert_eq!(verdict(&silent, "kernel"), Verdict::Tight);
}

#[test]
fn the_kernel_is_judged_by_what_it_does() {
    assert_eq!(kernel("linux", Some("6.7.0"), true).verdict, Verdict::Fine);
    assert_eq!(kernel("linux", Some("strange"), true).value, "Linux, tells which pages were touched");
    let advice = |release| kernel("linux", Some(release), false).advice.unwrap();
    assert!(advice("6.1.0-40-amd64").contains("6.7 or newer"));
    assert!(advice("10.0-rc1").contains("forbids"));
}

#[test]
fn processors_are_judged_by_what_the_engine_compiles_for() {
    let processor = |name: &str| processor(name).verdict;
    assert_eq!(processor("aarch64"), Verdict::Fine);
    assert_eq!(processor("s390x"), Verdict::Tight);
    assert_eq!(processor("arm"), Verdict::Blocks);
}

#[test]
fn a_refused_pool_is_slower_and_no_instance_blocks() {
    let reason = || "mmap failed".to_owned();
    let slower = fact(&readings(), &Proof::OnDemand(reason()), "instances");
    assert_eq!((slower.verdict, slower.fix), (Verdict::Slower, None));
    let limited = Readings { limits: Some(LIMITS.replace("unlimited  ", "8589934592 ")), ..readings() };
    let blocked = fact(&limited, &Proof::Broken(reason()), "instances");
    assert_eq!(blocked.verdict, Verdict::Blocks);
    assert_eq!(blocked.fix.as_deref(), Some(UNLIMIT));
}

#[test]
fn a_limited_address_space_is_counted_in_instances() {
    let fact = address_space_fact(Limit::Bytes(8 << 30));
    assert_eq!(fact.verdict, Verdict::Tight);
    assert!(fact.advice.unwrap().starts_with("instances at once: at most 1;"));
    assert_eq!(address_space_fact(Limit::Bytes(64 << 40)).verdict, Verdict::Fine);
}

#[test]
fn few_mappings_strict_accounting_and_small_groups_are_tight() {
    let tight = Readings {
        mappings: Some(2_000),
        overcommit: Some(2),
        memory: Some(Limit::Bytes(128 << 20)),
        thread_stack: Some("65536".to_owned()),
        limits: Some(LIMITS.replace("8388608", "1048576")),
        ..readings()
    };
    for id in ["max-map-count", "overcommit", "memory", "thread-stack", "main-stack"] {
        assert_eq!(verdict(&tight, id), Verdict::Tight, "{id}");
    }
}

#[test]
fn a_thread_stack_that_is_no_number_is_the_default() {
    assert_eq!(thread_stack(Some("much")).value, "2 MiB (the default)");
    assert_eq!(thread_stack(Some("4194304")).value, "4 MiB (RUST_MIN_STACK)");
}

#[test]
fn limits_are_read_by_name() {
    assert_eq!(soft_limit(LIMITS, "Max stack size"), Some(Limit::Bytes(8 << 20)));
    assert_eq!(soft_limit(LIMITS, "Max address space"), Some(Limit::Unlimited));
    assert_eq!(soft_limit(LIMITS, "Max wonders"), None);
}

#[test]
fn sizes_are_short() {
    assert_eq!(size(64 << 10), "64 KiB");
    assert_eq!(size(3 << 29), "1.5 GiB");
    assert_eq!(size((1 << 20) + (64 << 10)), "1 MiB");
    assert_eq!(size(u64::MAX), "1717986918.3 GiB");
}
