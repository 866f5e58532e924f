//! Whether a module is what was promised. All problems are found, not only the first.

use std::collections::{BTreeMap, BTreeSet};

use ringfence_engine::Capability;
use ringfence_syntax::manifest::{Signature, WasmType};

use super::{Facts, hints};
use crate::link::PAGE;

/// What a module must be.
pub(crate) struct Promise<'a> {
    /// Exported functions; `None` when the type is not known.
    pub(crate) functions: &'a BTreeMap<String, Option<Signature>>,
    /// Exported variables.
    pub(crate) globals: &'a BTreeSet<String>,
    /// What was granted, and with it its imports.
    pub(crate) grants: &'a BTreeSet<Capability>,
    /// Most bytes of memory.
    pub(crate) memory_bytes: u64,
    /// Most elements of the table.
    pub(crate) table_elements: u32,
}

/// Every way in which the module breaks the promise, as sentences for the user.
pub(crate) fn check(facts: &Facts, promise: &Promise<'_>) -> Vec<String> {
    let mut problems = imports(facts, promise.grants);
    problems.extend(functions(facts, promise.functions));
    problems.extend(globals(facts, promise.globals));
    problems.extend(memory(facts, promise.memory_bytes));
    problems.extend(tables(facts, promise.table_elements));
    if facts.starts {
        // It would run while the instance is made, before a deadline is set.
        problems.push("the module has a start function: link it as a reactor, with `_initialize`".to_owned());
    }
    problems
}

fn imports(facts: &Facts, grants: &BTreeSet<Capability>) -> Vec<String> {
    let granted = |module: &str, name: &str| {
        Capability::of_import(module, name).is_some_and(|capability| grants.contains(&capability))
    };
    facts
        .imports
        .iter()
        .filter(|import| !granted(&import.module, &import.name))
        .map(|import| {
            let hint = hints::import(&import.module, &import.name);
            format!(
                "the module imports `{}` from `{}`, which was not granted: {hint}",
                import.name, import.module
            )
        })
        .collect()
}

fn functions(facts: &Facts, promised: &BTreeMap<String, Option<Signature>>) -> Vec<String> {
    let mut problems = Vec::new();
    for (name, expected) in promised {
        match (facts.functions.get(name), expected) {
            (None, _) if facts.globals.contains_key(name) => {
                problems.push(format!("`{name}` was promised as a function, but it is a variable"));
            }
            (None, _) => problems.push(format!("the module does not export the function `{name}`")),
            (Some(found), Some(expected)) if found != expected => problems.push(format!(
                "`{name}` has another type than the interface says\n    interface: {}\n    module:    {}",
                show(expected),
                show(found)
            )),
            _ => {}
        }
    }
    problems
}

/// The linker exports a variable as a global that holds its address.
fn globals(facts: &Facts, promised: &BTreeSet<String>) -> Vec<String> {
    let problem = |name: &String| match facts.globals.get(name) {
        Some(Some(_)) => None,
        Some(None) => Some(format!("the address of the variable `{name}` is not a constant of the module")),
        None if facts.functions.contains_key(name) => {
            Some(format!("`{name}` was promised as a variable, but it is a function"))
        }
        None => Some(format!("the module does not export the variable `{name}`")),
    };
    promised.iter().filter_map(problem).collect()
}

fn memory(facts: &Facts, limit: u64) -> Vec<String> {
    let [pages] = facts.memories.as_slice() else {
        return vec![format!("the module has {} memories of its own instead of one", facts.memories.len())];
    };
    let mut problems = Vec::new();
    if !facts.exported_memories.iter().any(|name| name == "memory") {
        problems.push("the module does not export its memory as `memory`".to_owned());
    }
    let most = limit / PAGE;
    match pages.maximum {
        None => problems
            .push(format!("the memory has no maximum: link the module with `--max-memory={}`", most * PAGE)),
        Some(maximum) if maximum > most => problems.push(format!(
            "the memory may grow to {} bytes, more than the limit of {limit}",
            maximum.saturating_mul(PAGE)
        )),
        Some(_) => {}
    }
    problems
}

fn tables(facts: &Facts, limit: u32) -> Vec<String> {
    let excess = facts.tables.iter().filter(|size| **size > u64::from(limit));
    excess
        .map(|size| format!("the function table has {size} elements, more than the limit of {limit}"))
        .collect()
}

/// `(i32, i64) -> i32`.
fn show(signature: &Signature) -> String {
    let list = |types: &[WasmType]| types.iter().map(|kind| name(*kind)).collect::<Vec<_>>().join(", ");
    match signature.results.as_slice() {
        [] => format!("({})", list(&signature.params)),
        results => format!("({}) -> {}", list(&signature.params), list(results)),
    }
}

fn name(kind: WasmType) -> &'static str {
    match kind {
        WasmType::I32 => "i32",
        WasmType::I64 => "i64",
        WasmType::F32 => "f32",
        WasmType::F64 => "f64",
        WasmType::Other => "other",
    }
}

#[cfg(test)]
mod tests {
    use ringfence_syntax::manifest::Import;

    use super::super::Pages;
    use super::*;

    fn facts() -> Facts {
        Facts {
            memories: vec![Pages { minimum: 2, maximum: Some(16) }],
            exported_memories: vec!["memory".to_owned()],
            ..Facts::default()
        }
    }

    fn problems(facts: &Facts, functions: &BTreeMap<String, Option<Signature>>) -> Vec<String> {
        let globals = BTreeSet::new();
        let promise = Promise {
            functions,
            globals: &globals,
            grants: &BTreeSet::new(),
            memory_bytes: 16 * PAGE,
            table_elements: 100,
        };
        check(facts, &promise)
    }

    #[test]
    fn a_plain_module_has_no_problem() {
        assert_eq!(problems(&facts(), &BTreeMap::new()), Vec::<String>::new());
    }

    #[test]
    fn an_import_is_refused_unless_its_capability_was_granted() {
        let mut facts = facts();
        let clock =
            || Import { module: ringfence_engine::IMPORT_MODULE.to_owned(), name: "clock_time_get".into() };
        facts.imports.push(clock());
        assert_eq!(imports(&facts, &BTreeSet::from([Capability::Clock])), Vec::<String>::new());
        let refused = imports(&facts, &BTreeSet::from([Capability::Files]));
        assert!(refused[0].contains("imports `clock_time_get`") && refused[0].contains("Capability::Clock"));
        facts.imports = vec![Import { module: "env".to_owned(), ..clock() }];
        assert_eq!(imports(&facts, &BTreeSet::from(Capability::ALL)).len(), 1);
    }

    #[test]
    fn a_variable_has_a_constant_address() {
        let mut facts = facts();
        facts.globals = BTreeMap::from([("count".to_owned(), Some(1024)), ("moving".to_owned(), None)]);
        facts.functions.insert("f".to_owned(), Signature { params: vec![], results: vec![] });
        let promised = |name: &str| globals(&facts, &BTreeSet::from([name.to_owned()]));
        assert_eq!(promised("count"), Vec::<String>::new());
        assert!(promised("moving")[0].contains("not a constant"));
        assert!(promised("f")[0].contains("it is a function"));
        assert!(promised("gone")[0].contains("does not export"));
    }

    #[test]
    fn a_memory_without_a_maximum_or_above_the_limit_is_refused() {
        let mut facts = facts();
        facts.memories = vec![Pages { minimum: 1, maximum: None }];
        assert!(problems(&facts, &BTreeMap::new())[0].contains("--max-memory=1048576"));
        facts.memories = vec![Pages { minimum: 1, maximum: Some(17) }];
        assert!(problems(&facts, &BTreeMap::new())[0].contains("more than the limit"));
    }

    #[test]
    fn every_problem_is_reported_at_once() {
        let mut facts = facts();
        facts.functions.insert("f".to_owned(), Signature { params: vec![WasmType::I32], results: vec![] });
        facts.tables.push(101);
        facts.starts = true;
        let wanted = Signature { params: vec![WasmType::I64], results: vec![WasmType::F64] };
        let promised = BTreeMap::from([("f".to_owned(), Some(wanted)), ("gone".to_owned(), None)]);
        let problems = problems(&facts, &promised);
        assert_eq!(problems.len(), 4);
        assert!(problems[0].contains("(i64) -> f64") && problems[0].contains("(i32)"), "{problems:?}");
    }
}
