//! Where the C compiler puts bit-fields, read from the object that it made of the layout assertions.
//!
//! C has no constant expression that tells. So the unit defines for each bit-field an object with just its bits
//! set, and the bytes that the interface claims; here the two are compared.

use std::collections::BTreeMap;

use ringfence_syntax::{BITS_CLAIMED, BITS_FOUND};
use wasmparser::{BinaryReaderError, DataKind, KnownCustom, Linking, Parser, Payload, SymbolInfo};

/// A sentence for each bit-field that lies elsewhere than claimed. `expected` is the number of claims: one that is
/// not found was not confirmed.
pub(crate) fn disagreements(object: &[u8], expected: usize) -> Result<Vec<String>, BinaryReaderError> {
    let objects = objects(object)?;
    let claims: Vec<_> =
        objects.iter().filter_map(|(name, bytes)| Some((name.strip_prefix(BITS_CLAIMED)?, *bytes))).collect();
    let differences = claims.iter().filter_map(|(place, claimed)| {
        let found = objects.get(&format!("{BITS_FOUND}{place}")).copied().unwrap_or_default();
        (found != *claimed).then(|| {
            let place = place.replacen("__", ".", 1);
            format!("- bits of {place} are declared as {}, C has {}", range(claimed), range(found))
        })
    });
    let missing = (claims.len() != expected).then(|| {
        format!("- {expected} bit-fields are declared, and the compiler's object shows {}", claims.len())
    });
    Ok(differences.chain(missing).collect())
}

/// The variables of a relocatable module by name.
pub(crate) fn objects(object: &[u8]) -> Result<BTreeMap<String, &[u8]>, BinaryReaderError> {
    let mut segments = Vec::new();
    let mut symbols = Vec::new();
    for payload in Parser::new(0).parse_all(object) {
        match payload? {
            Payload::DataSection(section) => {
                for data in section {
                    let data = data?;
                    segments.push(if matches!(data.kind, DataKind::Passive) { &[] } else { data.data });
                }
            }
            Payload::CustomSection(section) => {
                if let KnownCustom::Linking(linking) = section.as_known() {
                    for subsection in linking {
                        if let Linking::SymbolTable(table) = subsection? {
                            symbols.extend(table.into_iter().collect::<Result<Vec<_>, _>>()?);
                        }
                    }
                }
            }
            _ => {}
        }
    }
    let named = symbols.iter().filter_map(|symbol| match symbol {
        SymbolInfo::Data { name, symbol: Some(place), .. } => {
            let start = place.offset as usize;
            let end = start.checked_add(place.size as usize)?;
            let bytes = segments.get(place.index as usize)?.get(start..end)?;
            Some(((*name).to_owned(), bytes))
        }
        _ => None,
    });
    Ok(named.collect())
}

/// `3..8` for bits 3 to 7; bits that are set elsewhere are of no interest to the reader.
fn range(bytes: &[u8]) -> String {
    let bits = || {
        (0..bytes.len() * 8).filter(|bit| bytes.get(bit / 8).is_some_and(|byte| byte >> (bit % 8) & 1 == 1))
    };
    match (bits().next(), bits().next_back()) {
        (Some(first), Some(last)) => format!("{first}..{}", last + 1),
        _ => "none".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_name_the_bits() {
        assert_eq!(range(&[0b1111_1000, 0]), "3..8");
        assert_eq!(range(&[0, 0b11, 0]), "8..10");
        assert_eq!(range(&[]), "none");
    }

    #[test]
    fn what_is_no_object_is_an_error() {
        assert!(disagreements(b"no object", 1).is_err());
    }

    #[test]
    fn a_claim_that_is_not_in_the_object_is_not_confirmed() {
        let told = disagreements(b"\0asm\x01\0\0\0", 2).unwrap();
        assert_eq!(told, ["- 2 bit-fields are declared, and the compiler's object shows 0"]);
    }
}
