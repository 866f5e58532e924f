//! What C calls a struct: `struct foo`, `union foo`, or only `foo`.

use std::collections::BTreeMap;

use ringfence_syntax::manifest::LeftOut;
use syn::{Item, parse_quote};

use super::piece::Piece;
use super::{Job, judge, probe};
use crate::Error;

/// Says of every struct and union with fields what C calls it. What has no name there is left out.
pub(crate) fn settle(
    job: &Job<'_>,
    pieces: &mut [Piece],
    left_out: &mut BTreeMap<String, LeftOut>,
) -> Result<(), Error> {
    let tagged = |piece: &Piece| match &piece.item {
        Item::Struct(item) if !judge::is_handle(item) => Some("struct"),
        Item::Union(_) => Some("union"),
        _ => None,
    };
    // A member's type without a name is known by the member.
    let tagged: Vec<_> =
        pieces.iter().map(|piece| tagged(piece).filter(|_| !piece.name.contains("__bindgen_ty_"))).collect();
    let line = |number: usize, name: &str| format!("char ringfence_tag_{number}[sizeof({name}) + 1];");
    let lines: Vec<_> = pieces
        .iter()
        .zip(&tagged)
        .enumerate()
        .flat_map(|(index, (piece, tag))| match tag {
            Some(tag) => {
                [line(2 * index, &format!("{tag} {}", piece.name)), line(2 * index + 1, &piece.name)]
            }
            None => [String::new(), String::new()],
        })
        .collect();
    let refused = probe::ask(job, "tags", &lines)?.refused;
    for (index, (piece, tag)) in pieces.iter_mut().zip(&tagged).enumerate() {
        let Some(tag) = tag else { continue };
        match (refused.contains_key(&(2 * index)), refused.contains_key(&(2 * index + 1))) {
            (false, _) => {
                let name = format!("{tag} {}", piece.name);
                piece.set_attribute(parse_quote!(#[c_name = #name]));
            }
            (true, false) => {}
            (true, true) => judge::make_handle(piece, "it has no name in C", left_out),
        }
    }
    Ok(())
}
