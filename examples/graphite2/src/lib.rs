//! Text shaped by Graphite behind a fence: fonts bring rules of their own, little programs that place glyphs.
//!
//! ```no_run
//! use fenced_graphite2::{Direction, shape};
//!
//! let pool = fenced_graphite2::pool()?;
//! let font = std::fs::read("Padauk.ttf")?;
//! for glyph in shape(&pool, &font, "ကြွေ", 12.0, Direction::LeftToRight)?.glyphs {
//!     println!("{} at {}, {}", glyph.id, glyph.x, glyph.y);
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Graphite asks its caller for the tables of a font, through a function pointer in a struct. The font is copied into
//! the fence once, and the closure behind that pointer answers with places in it.
#![forbid(unsafe_code)]

mod interface;
mod tables;

use ringfence::{Fault, GuestFn, GuestPtr, Limits, Pool, Scope, verify};

pub use interface::graphite2::Graphite2;
use interface::graphite2::{Face, FaceOps, FaceOpsFields as _, GrGetTableFn, Graphite2Calls as _, Segment};

/// Characters of a text, at most.
const LONGEST: usize = 10_000;

/// Glyphs for each character, at most. Graphite itself stops there.
const GROWTH: usize = 64;

/// `gr_utf32`.
const UTF32: u32 = 4;

/// `gr_face_preloadAll`.
const PRELOAD: u32 = 6;

/// Where text runs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// As Latin does.
    LeftToRight,
    /// As Arabic does.
    RightToLeft,
}

/// A text as glyphs, in the order in which they are drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// The glyphs.
    pub glyphs: Vec<Glyph>,
    /// How wide all of it is, in pixels.
    pub advance: f32,
}

/// One glyph and its place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Glyph {
    /// Its number in the font.
    pub id: u16,
    /// Pixels from the start of the text.
    pub x: f32,
    /// Pixels above the base line.
    pub y: f32,
    /// The character that it came from.
    pub character: usize,
}

/// Instances of the library.
///
/// # Errors
///
/// Those of [`Pool::new`].
pub fn pool() -> Result<Pool<Graphite2>, Fault> {
    Pool::new(Limits::default())
}

/// Shapes a text with so many pixels to the em.
///
/// # Errors
///
/// [`Refused`](ringfence::FaultKind::Refused) for a font that Graphite would not have, and for a text of more than ten
/// thousand characters; others when the library misbehaves or a limit is reached.
pub fn shape(
    pool: &Pool<Graphite2>,
    font: &[u8],
    text: &str,
    size: f32,
    direction: Direction,
) -> Result<Run, Fault> {
    let text: Vec<u32> = text.chars().map(u32::from).collect();
    if text.len() > LONGEST {
        return Err(Fault::refused(-1, Some("the text is too long")));
    }
    // A refusal is no reason to drop the instance, so it comes out of the scope as a value.
    pool.scope(|gr| with_face(gr, font, |gr, face| shape_with(gr, face, &text, size, direction)))?
}

/// Loads the font, runs `then` with it, and lets go of it.
fn with_face<'id>(
    gr: &mut Scope<'id, Graphite2>,
    font: &[u8],
    then: impl FnOnce(&mut Scope<'id, Graphite2>, GuestPtr<'id, Face>) -> Result<Result<Run, Fault>, Fault>,
) -> Result<Result<Run, Fault>, Fault> {
    let copy = gr.copy_in(font)?;
    gr.lend(
        GrGetTableFn,
        |gr, (_, name, length)| {
            let name = verify!(name, in ..)?;
            let Some(place) = tables::find(font, name) else { return Ok(GuestPtr::NULL) };
            let table = copy.at(place.start).unwrap_or(GuestPtr::NULL);
            // Graphite may ask for the table alone.
            if !length.is_null() {
                gr.write(length, place.len())?;
            }
            Ok(table.cast())
        },
        |gr, get_table| {
            let ops = gr.alloc::<FaceOps>()?;
            gr.write(ops.size(), 12)?;
            gr.write(ops.get_table(), get_table)?;
            gr.write(ops.release_table(), GuestFn::NULL)?;
            let face = gr.gr_make_face_with_ops(copy.ptr().cast(), ops, PRELOAD)?;
            if face.is_null() {
                return Ok(Err(Fault::refused(0, Some("no font for Graphite"))));
            }
            let run = then(gr, face)?;
            gr.gr_face_destroy(face)?;
            Ok(run)
        },
    )
}

fn shape_with<'id>(
    gr: &mut Scope<'id, Graphite2>,
    face: GuestPtr<'id, Face>,
    text: &[u32],
    size: f32,
    direction: Direction,
) -> Result<Result<Run, Fault>, Fault> {
    let text = gr.copy_in(text)?;
    let font = gr.gr_make_font(size, face)?;
    if font.is_null() {
        return Ok(Err(Fault::refused(0, Some("no font of this size"))));
    }
    let segment = gr.gr_make_seg(
        font,
        face,
        0,
        GuestPtr::NULL,
        UTF32,
        text.ptr().cast(),
        text.len(),
        i32::from(direction == Direction::RightToLeft),
    )?;
    if segment.is_null() {
        gr.gr_font_destroy(font)?;
        return Ok(Err(Fault::refused(0, Some("the text cannot be shaped"))));
    }
    let run = read(gr, segment, text.len())?;
    gr.gr_seg_destroy(segment)?;
    gr.gr_font_destroy(font)?;
    Ok(Ok(run))
}

/// Walks the list of glyphs, which is as long as Graphite says and no longer.
fn read<'id>(
    gr: &mut Scope<'id, Graphite2>,
    segment: GuestPtr<'id, Segment>,
    characters: usize,
) -> Result<Run, Fault> {
    let most = characters * GROWTH;
    let count = gr.gr_seg_n_slots(segment)?;
    let count = verify!(count, |count| *count as usize <= most)?;
    let advance = gr.gr_seg_advance_x(segment)?;
    let advance = verify!(advance, |width| width.is_finite())?;
    let mut glyphs = Vec::new();
    let mut slot = gr.gr_seg_first_slot(segment)?;
    for _ in 0..count {
        if slot.is_null() {
            break;
        }
        let (id, character) = (gr.gr_slot_gid(slot)?, gr.gr_slot_original(slot)?);
        let (x, y) = (gr.gr_slot_origin_x(slot)?, gr.gr_slot_origin_y(slot)?);
        glyphs.push(Glyph {
            id: verify!(id, in ..)?,
            x: verify!(x, |x| x.is_finite())?,
            y: verify!(y, |y| y.is_finite())?,
            character: verify!(character, |place| (0..characters as i64).contains(&i64::from(*place)))?
                as usize,
        });
        slot = gr.gr_slot_next_in_segment(slot)?;
    }
    Ok(Run { glyphs, advance })
}
