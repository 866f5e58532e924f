//! Custom sections: what of a linked module ships.

use wasmparser::{Parser, Payload};

use crate::Profile;

/// Copies `bytes` without the sections that `profile` does not keep. Everything else stays byte for byte.
///
/// `producers` goes in every profile: it holds the distribution's full version text, which would make two equal
/// builds differ, and the record of the build says it better. The `name` section always stays, so that a trap
/// names the C functions.
pub(crate) fn strip(bytes: &[u8], profile: Profile) -> Result<Vec<u8>, String> {
    let mut kept = Vec::with_capacity(bytes.len());
    kept.extend_from_slice(bytes.get(..HEADER).ok_or("the module is shorter than its header")?);
    let mut end = HEADER;
    for payload in Parser::new(0).parse_all(bytes) {
        let payload = payload.map_err(|error| error.to_string())?;
        let Some((_, range)) = payload.as_section() else { continue };
        // The range is that of the contents; number and size lie between the last section and it.
        let whole = bytes.get(end..range.end).ok_or("a section reaches past the end of the module")?;
        end = range.end;
        if !dropped(&payload, profile) {
            kept.extend_from_slice(whole);
        }
    }
    Ok(kept)
}

/// Magic number and version.
const HEADER: usize = 8;

fn dropped(payload: &Payload<'_>, profile: Profile) -> bool {
    let Payload::CustomSection(section) = payload else { return false };
    match section.name() {
        "producers" | "sourceMappingURL" | "external_debug_info" => true,
        name if name.starts_with(".debug_") => profile == Profile::Ship,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn custom(name: &str) -> Vec<u8> {
        let length = u8::try_from(name.len()).expect("short");
        let mut section = vec![0, length + 2, length];
        section.extend_from_slice(name.as_bytes());
        section.push(7);
        section
    }

    fn module(sections: &[Vec<u8>]) -> Vec<u8> {
        let mut bytes = b"\0asm\x01\0\0\0".to_vec();
        bytes.extend(sections.concat());
        bytes
    }

    #[test]
    fn shipping_drops_debug_information_and_keeps_names() {
        // An empty type section between the custom ones must survive unchanged.
        let kinds = vec![1, 1, 0];
        let all = [custom(".debug_line"), kinds.clone(), custom("producers"), custom("target_features")];
        let ship = strip(&module(&all), Profile::Ship).expect("valid");
        assert_eq!(ship, module(&[kinds.clone(), custom("target_features")]));
        let symbols = strip(&module(&all), Profile::Symbols).expect("valid");
        assert_eq!(symbols, module(&[custom(".debug_line"), kinds, custom("target_features")]));
    }

    #[test]
    fn a_broken_module_is_an_error() {
        assert!(strip(b"\0asm", Profile::Ship).is_err());
        assert!(strip(b"\0asm\x01\0\0\0\x01\xff", Profile::Ship).is_err());
    }
}
