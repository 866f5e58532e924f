//! Known vulnerabilities of the engine.

use super::Verdict;
use super::machine::Fact;
use super::project::Engine;
use crate::advisories::Advisories;

/// What the database says of the versions in use: those that the package at hand has locked, else this command's own.
pub(super) fn engine(advisories: &Advisories, locked: &[Engine]) -> Fact {
    let own = [Engine { name: "wasmtime".to_owned(), version: wasmtime_environ::VERSION.to_owned() }];
    let engines = if locked.is_empty() { own.as_slice() } else { locked };
    let triple = crate::host::triple().unwrap_or_default();
    let mut known = Vec::new();
    for engine in engines {
        for one in advisories.of(&engine.name, &engine.version, &triple) {
            known.push((engine.name.as_str(), format!("{} {}: {}", engine.name, engine.version, one.told())));
        }
    }
    let names: Vec<_> = engines.iter().map(|engine| format!("{} {}", engine.name, engine.version)).collect();
    let fact = |value: &str| Fact {
        id: "advisories",
        name: "advisories",
        value: format!("{value} for {}", names.join(", ")),
        verdict: Verdict::Fine,
        advice: None,
        fix: None,
    };
    let Some((first, _)) = known.first() else { return fact("none") };
    let fix = format!("cargo update -p {first}");
    let lines: Vec<_> = known.iter().map(|(_, line)| line.as_str()).collect();
    Fact {
        verdict: Verdict::Blocks,
        advice: Some(lines.join("\n")),
        fix: Some(fix),
        ..fact(&lines.len().to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::advisories::tests::database;

    fn engine_of(name: &str, version: &str) -> Engine {
        Engine { name: name.to_owned(), version: version.to_owned() }
    }

    #[test]
    fn an_engine_without_advisories_is_fine() {
        let (_folder, advisories) = database(&[("wasmtime", "")]);
        let own = engine(&advisories, &[]);
        assert_eq!(own.verdict, Verdict::Fine);
        assert_eq!(own.value, format!("none for wasmtime {}", wasmtime_environ::VERSION));
    }

    #[test]
    fn an_engine_with_advisories_blocks_and_the_fix_names_it() {
        let (_folder, advisories) = database(&[("wasmtime", ""), ("cranelift-codegen", "")]);
        let locked = [engine_of("cranelift-codegen", "1.0.0"), engine_of("wasmtime", "1.2.3")];
        let fact = engine(&advisories, &locked);
        assert_eq!(
            (fact.verdict, fact.fix.as_deref()),
            (Verdict::Blocks, Some("cargo update -p cranelift-codegen"))
        );
        assert_eq!(fact.value, "1 for cranelift-codegen 1.0.0, wasmtime 1.2.3");
        assert!(fact.advice.is_some_and(|advice| advice.contains("RUSTSEC-2026-0002")));
    }
}
