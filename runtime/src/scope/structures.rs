//! Structs of a scope: many at once, their bit-fields, and with an array at the end.

use super::Scope;
use crate::fault::{Cause, Fault};
use crate::guest::{BitField, GuestBits, GuestBytes, GuestPtr, GuestSlice, GuestStruct, Load};
use crate::library::Library;
use crate::tainted::Tainted;

impl<'id, L: Library> Scope<'id, L> {
    /// Copies out every object of a slice: structs, pointers, enums, whatever [`read`](Self::read) can read one
    /// of. One check of bounds for all. What they take on the host counts against the limit on bytes copied
    /// out.
    pub fn read_each<T: Load<'id>>(&mut self, slice: GuestSlice<'id, T>) -> Result<Vec<T::Out>, Fault> {
        let each = size_of::<T::Out>().max(T::SIZE as usize);
        self.count_out((each as u64).saturating_mul(slice.len() as u64))?;
        let bytes = self.bytes(slice.ptr().address(), slice.len() as u32, T::SIZE)?;
        // Objects without a size have nothing to be read.
        let images = bytes.chunks_exact((T::SIZE as usize).max(1));
        Ok(images.map(|image| T::load_out(GuestBytes(image))).collect())
    }

    /// Reads a bit-field.
    #[inline]
    pub fn read_bits<T: BitField>(&self, bits: GuestBits<'id, T>) -> Result<Tainted<T>, Fault> {
        let bytes = self.bytes(bits.unit.address(), 1, T::SIZE)?;
        Ok(Tainted::new(T::from_bits(bits.part.read(bytes), bits.part.width)))
    }

    /// Writes a bit-field and leaves its neighbours as they are.
    #[inline]
    pub fn write_bits<T: BitField>(&mut self, bits: GuestBits<'id, T>, value: T) -> Result<(), Fault> {
        let plain = value.to_bits(bits.part.width).ok_or_else(|| {
            Fault::new(Cause::Argument("the value needs more bits than the field has")).in_library(L::NAME)
        })?;
        bits.part.write(plain, self.bytes_mut(bits.unit.address(), 1, T::SIZE)?);
        Ok(())
    }

    /// Room for a struct that ends in an array without length, and for `tail` bytes of that array. Zeroed, and
    /// freed with the scope.
    pub fn alloc_flexible<S: GuestStruct>(&mut self, tail: usize) -> Result<GuestPtr<'id, S>, Fault> {
        let bytes = u32::try_from(tail).ok().and_then(|tail| tail.checked_add(S::SIZE)).ok_or_else(|| {
            Fault::new(Cause::Argument("a guest's address space ends at 4 GiB")).in_library(L::NAME)
        })?;
        self.reserve(1, bytes, S::ALIGN, true).map(GuestPtr::new)
    }
}
