//! The types of functions behind function pointers, read from the object that the compiler made of the layout
//! assertions.
//!
//! The unit declares each such function twice: as C has it and as the interface claims it. Both are undefined
//! there, so the object imports them, each with its type in WebAssembly; here the two are compared.

use std::collections::BTreeMap;

use ringfence_syntax::manifest::Signature;
use ringfence_syntax::{FUNCTION_CLAIMED, FUNCTION_FOUND, is_untold};
use wasmparser::{BinaryReaderError, Parser, Payload, TypeRef};

use crate::module::signature;

/// What the comparison came to.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Comparison {
    /// A sentence for each function that has another type than claimed.
    pub(crate) disagreements: Vec<String>,
    /// Members that disagree unless C leaves their parameters open, with the sentence for that case.
    pub(crate) open: Vec<(String, String)>,
}

/// Compares all claims of an object. `expected` is their number: one that is not found was not confirmed.
pub(crate) fn compare(object: &[u8], expected: usize) -> Result<Comparison, BinaryReaderError> {
    let functions = imported(object)?;
    let mut comparison = Comparison::default();
    let mut seen = 0_usize;
    for (name, claimed) in &functions {
        let Some(place) = name.strip_prefix(FUNCTION_CLAIMED) else { continue };
        let Some(found) = functions.get(&format!("{FUNCTION_FOUND}{place}")) else { continue };
        seen += 1;
        if found == claimed || is_untold(found) {
            continue;
        }
        let sentence = sentence(place, claimed, found);
        if found.params.is_empty() && found.results == claimed.results {
            comparison.open.push((place.to_owned(), sentence));
        } else {
            comparison.disagreements.push(format!("- {sentence}"));
        }
    }
    if seen != expected {
        comparison.disagreements.push(format!(
            "- {expected} function pointers are declared, and the compiler's object shows {seen}"
        ));
    }
    Ok(comparison)
}

fn sentence(place: &str, claimed: &Signature, found: &Signature) -> String {
    let place = place.replacen("__", ".", 1);
    format!("{place} points to a function declared as {claimed}, C has {found}")
}

/// The functions that a relocatable module imports, by name.
fn imported(object: &[u8]) -> Result<BTreeMap<String, Signature>, BinaryReaderError> {
    let mut types = Vec::new();
    let mut functions = BTreeMap::new();
    for payload in Parser::new(0).parse_all(object) {
        match payload? {
            Payload::TypeSection(section) => {
                for kind in section.into_iter_err_on_gc_types() {
                    types.push(signature(&kind?));
                }
            }
            Payload::ImportSection(section) => {
                for import in section.into_imports() {
                    let import = import?;
                    let TypeRef::Func(index) = import.ty else { continue };
                    if let Some(kind) = types.get(index as usize) {
                        functions.insert(import.name.to_owned(), kind.clone());
                    }
                }
            }
            _ => {}
        }
    }
    Ok(functions)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_object_is_an_error() {
        assert!(compare(b"no object", 1).is_err());
    }

    #[test]
    fn a_claim_that_is_not_in_the_object_is_not_confirmed() {
        let comparison = compare(b"\0asm\x01\0\0\0", 2).unwrap();
        assert_eq!(
            comparison.disagreements,
            ["- 2 function pointers are declared, and the compiler's object shows 0"]
        );
    }
}
