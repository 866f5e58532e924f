//! Bit-fields, which bindgen turns into methods: here they become fields again.

use std::collections::HashMap;

use proc_macro2::Span;
use quote::ToTokens;
use syn::punctuated::Punctuated;
use syn::{Field, Ident, ImplItem, ItemImpl, LitInt, ReturnType, Token, Type, parse_quote};

/// The bit-fields of all structs.
#[derive(Default)]
pub(crate) struct Bitfields {
    /// By the struct and the number of the run of bytes.
    runs: HashMap<(String, String), Vec<Bits>>,
}

#[derive(Clone)]
struct Bits {
    name: Ident,
    kind: Type,
    offset: u32,
    width: u32,
}

type Members = Punctuated<Field, Token![,]>;

impl Bitfields {
    /// Notes the getters of a block.
    pub(crate) fn add(&mut self, block: &ItemImpl) {
        let Type::Path(owner) = &*block.self_ty else { return };
        let Some(owner) = owner.path.get_ident() else { return };
        for item in &block.items {
            let ImplItem::Fn(method) = item else { continue };
            let (ReturnType::Type(_, kind), true) = (&method.sig.output, method.sig.inputs.len() == 1) else {
                continue;
            };
            // `self._bitfield_1.get(3usize, 5u8)`
            let text = method.block.to_token_stream().to_string().replace(' ', "");
            if let Some((run, offset, width)) = getter(&text) {
                let bits = Bits { name: method.sig.ident.clone(), kind: (**kind).clone(), offset, width };
                self.runs.entry((owner.to_string(), run)).or_default().push(bits);
            }
        }
    }

    /// The fields of a struct with its bit-fields among them.
    pub(crate) fn restore(&self, owner: &str, fields: Members) -> Members {
        let mut restored = Members::new();
        for field in fields {
            let name = field.ident.as_ref().map(Ident::to_string).unwrap_or_default();
            if name.starts_with("_bitfield_align_") || name.starts_with("__bindgen_padding_") {
                continue;
            }
            match name.strip_prefix("_bitfield_") {
                None => restored.push(field),
                Some(run) => {
                    let found = self.runs.get(&(owner.to_owned(), run.to_owned()));
                    restored.extend(fields_of(run, found.map(Vec::as_slice).unwrap_or_default()));
                }
            }
        }
        restored
    }
}

fn getter(text: &str) -> Option<(String, u32, u32)> {
    let (_, rest) = text.split_once("self._bitfield_")?;
    let (run, rest) = rest.split_once(".get(")?;
    let (offset, rest) = rest.split_once("usize,")?;
    let (width, _) = rest.split_once("u8)")?;
    Some((run.to_owned(), offset.parse().ok()?, width.parse().ok()?))
}

/// Bits without a name take room too.
fn fields_of(run: &str, all: &[Bits]) -> Vec<Field> {
    let mut fields = Vec::new();
    let mut end = 0;
    for bits in all {
        let kind = &bits.kind;
        if let Some(gap) = bits.offset.checked_sub(end).filter(|gap| *gap > 0) {
            let name = Ident::new(&format!("_unnamed_{run}_{end}"), Span::call_site());
            let gap = number(gap);
            fields.push(parse_quote!(#[bits(#gap)] pub #name: #kind));
        }
        let (name, width) = (&bits.name, number(bits.width));
        fields.push(parse_quote!(#[bits(#width)] pub #name: #kind));
        end = bits.offset.saturating_add(bits.width);
    }
    fields
}

fn number(value: u32) -> LitInt {
    LitInt::new(&value.to_string(), Span::call_site())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn getters_become_fields_and_gaps_stay_gaps() {
        let block: ItemImpl = parse_quote! {
            impl flags {
                pub fn a(&self) -> c_uint { unsafe { transmute(self._bitfield_1.get(0usize, 3u8) as u32) } }
                pub fn set_a(&mut self, val: c_uint) { self._bitfield_1.set(0usize, 3u8, val as u64) }
                pub fn b(&self) -> c_uint { unsafe { transmute(self._bitfield_1.get(5usize, 2u8) as u32) } }
            }
        };
        let mut bitfields = Bitfields::default();
        bitfields.add(&block);
        let fields: syn::ItemStruct = parse_quote! {
            struct flags { x: u8, _bitfield_align_1: [u8; 0], _bitfield_1: __BindgenBitfieldUnit<[u8; 1]>, y: u8 }
        };
        let syn::Fields::Named(named) = fields.fields else { panic!("named") };
        let restored = bitfields.restore("flags", named.named);
        let names: Vec<_> = restored.iter().map(|field| field.ident.as_ref().unwrap().to_string()).collect();
        assert_eq!(names, ["x", "a", "_unnamed_1_3", "b", "y"]);
        assert!(restored[2].to_token_stream().to_string().contains("bits (2)"));
    }
}
