//! The limits of the machine that fenced libraries meet, and what each of them means.

mod cgroup;
mod readings;

use ringfence_build::Limits;
use ringfence_engine::{MEMORY_GUARD, MEMORY_RESERVATION, PoolShape};
use serde::Serialize;

use super::Verdict;
use super::engine::Proof;
pub(crate) use readings::Readings;

/// One thing about the machine.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Fact {
    /// Fixed, for programs.
    pub(crate) id: &'static str,
    /// For people.
    #[serde(skip)]
    pub(crate) name: &'static str,
    pub(crate) value: String,
    pub(crate) verdict: Verdict,
    /// What the verdict means, unless it is fine.
    pub(crate) advice: Option<String>,
    /// The command that makes it fine.
    pub(crate) fix: Option<String>,
}

impl Fact {
    fn fine(id: &'static str, name: &'static str, value: impl Into<String>) -> Self {
        Self { id, name, value: value.into(), verdict: Verdict::Fine, advice: None, fix: None }
    }

    fn but(self, verdict: Verdict, advice: impl Into<String>) -> Self {
        Self { verdict, advice: Some(advice.into()), ..self }
    }

    fn fixed_by(self, command: impl Into<String>) -> Self {
        Self { fix: Some(command.into()), ..self }
    }
}

/// Where the scan of touched pages begins.
const SCAN_SINCE: (u32, u32) = (6, 7);

/// Mappings of a live instance (measured), and room for those of the application itself.
const MAPPINGS_EACH: u64 = 3;
const MAPPINGS_BESIDE: u64 = 1000;

/// What the standard library gives a thread unless told otherwise.
const THREAD_STACK: u64 = 2 << 20;

/// What the runtime wants to have left on a stack beyond the guest's share.
const STACK_MARGIN: u64 = 64 << 10;

/// Lifts the limit of the shell that it is typed in, also when that is not allowed to do so by itself.
const UNLIMIT: &str = "ulimit -v unlimited || sudo prlimit --pid $$ --as=unlimited";

/// All facts, in the order in which they are shown. What a system does not tell is left out.
pub(crate) fn facts(readings: &Readings, proof: &Proof) -> Vec<Fact> {
    let limit = |name| readings.limits.as_deref().and_then(|text| soft_limit(text, name));
    let address_space = limit("Max address space");
    let facts = [
        Some(Fact::fine("engine", "engine", format!("wasmtime {}", wasmtime_environ::VERSION))),
        Some(processor(readings.architecture)),
        Some(kernel(readings.system, readings.kernel.as_deref(), readings.scan)),
        Some(instances(proof, address_space)),
        address_space.map(address_space_fact),
        readings.mappings.map(mappings),
        readings.overcommit.map(overcommit),
        limit("Max stack size").map(main_stack),
        Some(thread_stack(readings.thread_stack.as_deref())),
        readings.memory.map(memory),
    ];
    facts.into_iter().flatten().collect()
}

/// Compiled libraries ask for no more than every processor of the architecture has.
fn processor(architecture: &str) -> Fact {
    let fact = |name: &str| Fact::fine("processor", "processor", name);
    match architecture {
        "x86_64" => fact("x86-64, no special features needed"),
        "aarch64" => fact("aarch64, no special features needed"),
        "riscv64" | "s390x" => {
            fact(architecture).but(Verdict::Tight, "the engine has it, Ringfence is not tested on it")
        }
        other => fact(other).but(Verdict::Blocks, "the engine makes no machine code for this processor"),
    }
}

/// The engine itself is asked about the scan: a container may forbid what the kernel has.
fn kernel(system: &str, release: Option<&str>, scan: bool) -> Fact {
    let fact = |value: String| Fact::fine("kernel", "kernel", value);
    let Some(release) = release.filter(|_| system == "linux") else {
        return fact(system.to_owned()).but(Verdict::Tight, "not tested here; Linux is");
    };
    let number = version(release);
    let name = number.map_or_else(|| "Linux".to_owned(), |(major, minor)| format!("Linux {major}.{minor}"));
    if scan {
        return fact(format!("{name}, tells which pages were touched"));
    }
    let reason = match number {
        Some(found) if found < SCAN_SINCE => "Linux 6.7 or newer tells which pages were touched",
        _ => "something (a container?) forbids to ask which pages were touched",
    };
    fact(name).but(Verdict::Slower, format!("used instances take longer to reset: {reason}"))
}

fn instances(proof: &Proof, address_space: Option<Limit>) -> Fact {
    let pool = PoolShape::default().instances;
    let fact = |value: String| Fact::fine("instances", "instances", value);
    let refused = |fact: Fact| match address_space {
        Some(Limit::Bytes(_)) => fact.fixed_by(UNLIMIT),
        _ => fact,
    };
    match proof {
        Proof::Pooled => fact(format!("a pool of {pool} reserved; a test module ran")),
        Proof::OnDemand(reason) => refused(fact("a test module ran, without a pool".to_owned()).but(
            Verdict::Slower,
            format!(
                "creating an instance takes several times longer; a pool of {pool} was refused: {reason}"
            ),
        )),
        Proof::Broken(reason) => {
            refused(fact("no test module runs".to_owned()).but(Verdict::Blocks, reason.as_str()))
        }
    }
}

fn address_space_fact(limit: Limit) -> Fact {
    let fact = Fact::fine("address-space", "address space", limit.to_string());
    let Limit::Bytes(bytes) = limit else { return fact };
    let instances = bytes / (MEMORY_RESERVATION + MEMORY_GUARD);
    if instances > u64::from(PoolShape::default().instances) {
        return fact;
    }
    let advice =
        format!("instances at once: at most {instances}; each reserves 4 GiB of addresses (not of memory)");
    fact.but(Verdict::Tight, advice).fixed_by(UNLIMIT)
}

fn mappings(count: u64) -> Fact {
    let fact = Fact::fine("max-map-count", "memory mappings", format!("{count} (vm.max_map_count)"));
    let instances = count.saturating_sub(MAPPINGS_BESIDE) / MAPPINGS_EACH;
    if instances >= u64::from(PoolShape::default().instances) {
        return fact;
    }
    fact.but(Verdict::Tight, format!("enough for about {instances} instances at once"))
        .fixed_by("sudo sysctl -w vm.max_map_count=65530")
}

fn overcommit(mode: u64) -> Fact {
    let fact = |value: &str| {
        Fact::fine("overcommit", "overcommit", format!("{value} (vm.overcommit_memory={mode})"))
    };
    match mode {
        0 => fact("heuristic"),
        1 => fact("always"),
        _ => fact("never")
            .but(
                Verdict::Tight,
                "memory of guests counts before it is used; under load instances are refused",
            )
            .fixed_by("sudo sysctl -w vm.overcommit_memory=0"),
    }
}

fn main_stack(limit: Limit) -> Fact {
    let fact = Fact::fine("main-stack", "main stack", limit.to_string());
    match limit {
        Limit::Bytes(bytes) if bytes < needed_stack() => {
            let advice = format!("calls from the main thread need {}", size(needed_stack()));
            fact.but(Verdict::Tight, advice).fixed_by("ulimit -s 8192")
        }
        _ => fact,
    }
}

fn thread_stack(variable: Option<&str>) -> Fact {
    let chosen = variable.and_then(|text| text.trim().parse().ok());
    let bytes = chosen.unwrap_or(THREAD_STACK);
    let origin = if chosen.is_some() { "RUST_MIN_STACK" } else { "the default" };
    let fact = Fact::fine("thread-stack", "thread stack", format!("{} ({origin})", size(bytes)));
    if bytes >= needed_stack() {
        return fact;
    }
    fact.but(
        Verdict::Tight,
        format!("calls from threads without a size of their own need {}", size(needed_stack())),
    )
    .fixed_by("unset RUST_MIN_STACK")
}

fn memory(limit: Limit) -> Fact {
    let fact = Fact::fine("memory", "memory limit", limit.to_string());
    let guest = Limits::default().memory_bytes;
    match limit {
        Limit::Bytes(bytes) if bytes <= guest => fact.but(
            Verdict::Tight,
            format!(
                "one guest may take {}, then the system kills the process; lower `Limits::memory`",
                size(guest)
            ),
        ),
        _ => fact,
    }
}

fn needed_stack() -> u64 {
    Limits::default().stack_bytes + STACK_MARGIN
}

/// A limit that the system sets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Limit {
    Bytes(u64),
    Unlimited,
}

impl std::fmt::Display for Limit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Bytes(bytes) => f.write_str(&size(*bytes)),
            Self::Unlimited => f.write_str("unlimited"),
        }
    }
}

/// The first number of a line in `/proc/self/limits`.
fn soft_limit(limits: &str, name: &str) -> Option<Limit> {
    let rest = limits.lines().find_map(|line| line.strip_prefix(name))?;
    match rest.split_whitespace().next()? {
        "unlimited" => Some(Limit::Unlimited),
        number => number.parse().ok().map(Limit::Bytes),
    }
}

/// Major and minor number of a kernel release.
fn version(release: &str) -> Option<(u32, u32)> {
    let mut numbers = release.trim().split(|other: char| !other.is_ascii_digit());
    Some((numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?))
}

/// `1.5 GiB`, `64 KiB`.
fn size(bytes: u64) -> String {
    let (unit, name) = match bytes {
        0x4000_0000.. => (30, "GiB"),
        0x10_0000.. => (20, "MiB"),
        _ => (10, "KiB"),
    };
    let tenths = bytes.saturating_mul(10) >> unit;
    if tenths.is_multiple_of(10) {
        format!("{} {name}", tenths / 10)
    } else {
        format!("{}.{} {name}", tenths / 10, tenths % 10)
    }
}

#[cfg(test)]
mod tests;
