//! From headers to an interface: the order of the steps.

mod bitfields;
mod headers;
mod judge;
mod libclang;
mod linkage;
mod macros;
pub(super) mod pattern;
mod piece;
mod probe;
mod tags;
mod text;

use std::collections::{BTreeMap, BTreeSet};

use self::pattern::Patterns;
use self::piece::Piece;
use super::{Bindings, Job};
use crate::Error;

pub(super) fn all(job: &Job<'_>) -> Result<Bindings, Error> {
    let library = job.library;
    let setting = |text: String| Error::Setting(format!("{}: {text}", library.name));
    let patterns = Patterns::new(&library.allow).map_err(setting)?;
    let mut left_out = BTreeMap::new();
    let (source, read) = headers::text(job)?;
    let (mut pieces, claims) = match library.allow.is_empty() {
        // bindgen without a pattern takes everything.
        true => (Vec::new(), BTreeMap::new()),
        false => piece::all(libclang::run(job, &patterns, &linkage::without_static(&source))?),
    };
    pieces.retain(|piece| match &piece.item {
        syn::Item::ForeignMod(_) => patterns.is_match(&piece.c_name()),
        _ => true,
    });
    tags::settle(job, &mut pieces, &mut left_out)?;
    let inline = linkage::exports(job, &mut pieces)?;
    pieces.extend(constants(job, &patterns, &pieces, &mut left_out)?);
    judge::all(&library.name, &mut pieces, &claims, &mut left_out)?;
    left_out.retain(|name, _| patterns.is_match(name) || pieces.iter().any(|piece| piece.name == *name));
    check_patterns(&patterns, &pieces, &left_out).map_err(setting)?;
    let text = text::file(&library.headers, &pieces, &left_out);
    Ok(Bindings { text, left_out, inline, headers: read })
}

/// Macros that fit, and what the build script asks for by itself.
fn constants(
    job: &Job<'_>,
    patterns: &Patterns,
    pieces: &[Piece],
    left_out: &mut BTreeMap<String, ringfence_syntax::manifest::LeftOut>,
) -> Result<Vec<Piece>, Error> {
    let own = &job.library.constants;
    let known = pieces.iter().map(|piece| &piece.name).chain(own.iter().map(|(name, _)| name));
    let known: BTreeSet<_> = known.cloned().collect();
    let mut macros = headers::macros(job)?;
    macros.retain(|(name, _)| patterns.is_match(name));
    macros.sort();
    let mut candidates = macros::candidates(macros, &known, left_out);
    candidates.extend(own.iter().map(|(name, expression)| macros::Candidate {
        name: name.clone(),
        expression: expression.clone(),
        is_wanted: true,
    }));
    match candidates.is_empty() {
        true => Ok(Vec::new()),
        false => macros::constants(job, &candidates, left_out),
    }
}

/// A pattern that fits nothing is a mistake in writing.
fn check_patterns(
    patterns: &Patterns,
    pieces: &[Piece],
    left_out: &BTreeMap<String, ringfence_syntax::manifest::LeftOut>,
) -> Result<(), String> {
    let names = pieces.iter().map(|piece| piece.name.as_str()).chain(left_out.keys().map(String::as_str));
    match patterns.idle(names).as_slice() {
        [] => Ok(()),
        [pattern, ..] => Err(format!(
            "`.allow({pattern:?})` fits nothing in the headers; patterns fit whole names: `NAME_.*` for all that \
             begin with `NAME_`"
        )),
    }
}
