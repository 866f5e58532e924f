//! Where the fields of one struct or union lie, by the rules of the C compiler for wasm32.

use crate::layout::{Layout, Unknown, round_up};
use crate::model::{Bits, Field, Form, Struct};

/// Where a field lies.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    pub(crate) offset: u32,
    pub(crate) size: u32,
    /// Lower bits of the integer at the offset that are not of the field.
    pub(crate) shift: u32,
}

/// Goes through the fields in order.
pub(crate) struct Cursor {
    form: Form,
    packed: Option<u32>,
    align: u32,
    /// End of the last field, in bits.
    end: u64,
    /// End of the field that ends last.
    furthest: u64,
}

impl Cursor {
    pub(crate) fn new(structure: &Struct) -> Self {
        Self { form: structure.form, packed: structure.packed, align: structure.aligned, end: 0, furthest: 0 }
    }

    /// Puts the next field where C does.
    pub(crate) fn place(&mut self, field: &Field, layout: Layout) -> Result<Place, Unknown> {
        if self.form == Form::Union {
            self.end = 0;
        }
        let place = match &field.bits {
            Some(bits) => self.bits(bits, layout)?,
            None => self.whole(layout)?,
        };
        self.furthest = self.furthest.max(self.end);
        Ok(place)
    }

    fn whole(&mut self, layout: Layout) -> Result<Place, Unknown> {
        let align = layout.align.min(self.packed.unwrap_or(u32::MAX));
        let offset = round_up(bytes(self.end)?, align)?;
        self.end = (u64::from(offset) + u64::from(layout.size)) * 8;
        self.align = self.align.max(align);
        Ok(Place { offset, size: layout.size, shift: 0 })
    }

    /// A bit-field follows the one before, unless it would then reach into the next integer of its type. One of
    /// width 0 ends the current integer.
    fn bits(&mut self, bits: &Bits, layout: Layout) -> Result<Place, Unknown> {
        let unit = u64::from(layout.size) * 8;
        if bits.width == 0 || self.end % unit + u64::from(bits.width) > unit {
            self.end = self.end.next_multiple_of(unit);
        }
        let (index, shift) = (self.end / unit, self.end % unit);
        self.end += u64::from(bits.width);
        if !bits.is_padding {
            self.align = self.align.max(layout.align);
        }
        let offset = bytes(index * unit)?;
        Ok(Place { offset, size: layout.size, shift: u32::try_from(shift).map_err(|_| Unknown::TooLarge)? })
    }

    /// The layout of the whole.
    pub(crate) fn finish(self) -> Result<Layout, Unknown> {
        Ok(Layout { size: round_up(bytes(self.furthest)?, self.align)?, align: self.align })
    }
}

/// The bytes that so many bits take.
fn bytes(bits: u64) -> Result<u32, Unknown> {
    u32::try_from(bits.div_ceil(8)).map_err(|_| Unknown::TooLarge)
}
