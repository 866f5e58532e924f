//! Memory of a scope: allocate, copy in, read, write, view, copy out.

use std::ffi::{CStr, CString};

use ringfence_engine::wasmtime::AsContextMut;
use zerocopy::{FromBytes, IntoBytes};

use super::Scope;
use super::arena::Piece;
use crate::engine::instance;
use crate::fault::{Cause, Fault};
use crate::guest::{Char, GuestBytes, GuestBytesMut, GuestPtr, GuestSlice, GuestType, Load, Scalar, Store};
#[cfg(feature = "hostile")]
use crate::hostile::hook;
use crate::library::Library;
use crate::memory::bounds;
use crate::tainted::{Tainted, View};

impl<'id, L: Library> Scope<'id, L> {
    /// Room for one `T`, zeroed. Freed with the scope.
    #[inline]
    pub fn alloc<T: GuestType>(&mut self) -> Result<GuestPtr<'id, T>, Fault> {
        self.reserve(1, T::SIZE, T::ALIGN, true).map(GuestPtr::new)
    }

    /// Room for `length` objects, zeroed. Freed with the scope.
    #[inline]
    pub fn alloc_slice<T: GuestType>(&mut self, length: usize) -> Result<GuestSlice<'id, T>, Fault> {
        self.reserve_slice(length, true)
    }

    /// Copies `items` into guest memory. Freed with the scope.
    #[inline]
    pub fn copy_in<T: Scalar>(&mut self, items: &[T]) -> Result<GuestSlice<'id, T>, Fault> {
        let slice = self.reserve_slice(items.len(), false)?;
        self.write_slice(slice, items)?;
        Ok(slice)
    }

    /// Copies what came out of another library into guest memory, as it is: nothing is verified and nothing leaves taint.
    /// Freed with the scope.
    ///
    /// Open the scopes of both libraries, one within the other. Then a [view](Self::view) of the one is copied straight
    /// into the memory of the other:
    ///
    /// ```ignore
    /// inflate.scope(|z| {
    ///     let plain = z.slice(pointer, length)?;                      // what the one library wrote …
    ///     decode.scope(|d| {
    ///         let input = d.copy_in_tainted(z.view(plain)?)?;         // … is what the other one reads
    ///         d.decode(input.ptr(), input.len())
    ///     })
    /// })
    /// ```
    #[inline]
    pub fn copy_in_tainted<T: Scalar>(&mut self, items: View<'_, [T]>) -> Result<GuestSlice<'id, T>, Fault> {
        self.copy_in(items.for_a_guest())
    }

    /// Copies a string and its terminator into guest memory: a `const char *` argument. Freed with the scope.
    pub fn copy_c_str<T: Char>(&mut self, text: &CStr) -> Result<GuestPtr<'id, T>, Fault> {
        self.copy_in(text.to_bytes_with_nul()).map(|slice| slice.ptr().cast())
    }

    /// Reads the object behind a pointer: a [`Tainted`] value, a [`GuestPtr`] where a pointer is stored, a
    /// [`TaintedStruct`](crate::TaintedStruct) where a struct is.
    ///
    /// The pointer may be anything; one that leads out of the memory is an error of kind
    /// [`Guest`](crate::FaultKind::Guest).
    #[inline]
    pub fn read<T: Load<'id>>(&self, pointer: GuestPtr<'id, T>) -> Result<T::Out, Fault> {
        Ok(T::load_out(GuestBytes(self.bytes(pointer.address(), 1, T::SIZE)?)))
    }

    /// Writes the object behind a pointer.
    #[inline]
    pub fn write<T: Store<'id>>(&mut self, pointer: GuestPtr<'id, T>, value: T::In) -> Result<(), Fault> {
        if !T::fits(&value) {
            return Err(Fault::new(Cause::Argument("the value needs more than 32 bits")).in_library(L::NAME));
        }
        T::store_in(value, GuestBytesMut(self.bytes_mut(pointer.address(), 1, T::SIZE)?));
        Ok(())
    }

    /// The `length` objects behind a pointer, their bounds checked now.
    ///
    /// Whoever decides on `length` decides how much is read: verify it first if it came from the guest.
    #[inline]
    pub fn slice<T: GuestType>(
        &self,
        pointer: GuestPtr<'id, T>,
        length: usize,
    ) -> Result<GuestSlice<'id, T>, Fault> {
        let length = u32::try_from(length).map_err(|_| Self::out_of_bounds(bounds::OutOfBounds::Beyond))?;
        self.bytes(pointer.address(), length, T::SIZE)?;
        Ok(GuestSlice::new(pointer, length))
    }

    /// Looks at objects in place, without a copy. No call is possible while the view is alive.
    ///
    /// Objects larger than a byte must be aligned as the guest's type demands; C code keeps to that unless
    /// it is hostile, which then is an error of kind [`Guest`](crate::FaultKind::Guest).
    #[inline]
    pub fn view<T: Scalar>(&self, slice: GuestSlice<'id, T>) -> Result<View<'_, [T]>, Fault> {
        let bytes = self.slice_bytes(slice)?;
        match <[T]>::ref_from_bytes(bytes) {
            Ok(items) => Ok(View::new(items)),
            Err(_) => Err(Fault::new(Cause::Unaligned { align: T::ALIGN }).in_library(L::NAME)),
        }
    }

    /// Copies objects out, whatever their alignment. Counts against the limit on bytes copied out.
    pub fn read_slice<T: Scalar>(&mut self, slice: GuestSlice<'id, T>) -> Result<Tainted<Vec<T>>, Fault> {
        self.count_out(u64::from(T::SIZE).saturating_mul(slice.len() as u64))?;
        let bytes = self.slice_bytes(slice)?;
        let items = match <[T]>::ref_from_bytes(bytes) {
            Ok(items) => items.to_vec(),
            Err(_) => bytes.chunks_exact(T::SIZE as usize).map(T::load).collect(),
        };
        Ok(Tainted::new(items))
    }

    /// Overwrites the first objects of a slice.
    pub fn write_slice<T: Scalar>(&mut self, slice: GuestSlice<'id, T>, items: &[T]) -> Result<(), Fault> {
        let Some(slice) = slice.prefix(items.len()) else {
            return Err(Fault::new(Cause::Argument("more objects than the slice holds")).in_library(L::NAME));
        };
        let target = self.bytes_mut(slice.ptr().address(), slice.len() as u32, T::SIZE)?;
        // The lengths are equal, as `slice` is as long as `items`; were they not, nothing would be written.
        let _ = items.write_to(target);
        Ok(())
    }

    /// Copies a C string out. Its terminator must be among the first `bound` bytes: for a `char name[16]`, the
    /// bound is 16.
    ///
    /// The bound is the host's: a guest that leaves the terminator out costs an error of kind
    /// [`Guest`](crate::FaultKind::Guest), not a walk through its memory.
    pub fn c_str<T: Char>(
        &mut self,
        text: GuestPtr<'id, T>,
        bound: usize,
    ) -> Result<Tainted<CString>, Fault> {
        let length = self.find_c_str(text, bound)?.count_bytes();
        // Counted before it is copied: the length is the guest's.
        self.count_out(length as u64)?;
        self.find_c_str(text, bound).map(|string| Tainted::new(string.to_owned()))
    }

    /// Bytes of linear memory that the guest has now.
    #[inline]
    pub fn memory_bytes(&self) -> usize {
        self.linear_memory().len()
    }

    /// All of linear memory.
    #[inline]
    fn linear_memory(&self) -> &[u8] {
        self.memory.data(&self.context)
    }

    fn find_c_str<T: Char>(&self, text: GuestPtr<'id, T>, bound: usize) -> Result<&CStr, Fault> {
        let memory = self.linear_memory();
        let start = self.bytes(text.address(), 1, 1).map(|_| text.address() as usize)?;
        let end = start.saturating_add(bound).min(memory.len());
        let within = memory.get(start..end).unwrap_or_default();
        #[cfg(feature = "hostile")]
        hook::read_text::<L>(text.address(), bound, within);
        CStr::from_bytes_until_nul(within).map_err(|_| {
            Fault::new(Cause::Unterminated { bound: u32::try_from(bound).unwrap_or(u32::MAX) })
                .in_library(L::NAME)
        })
    }

    pub(super) fn reserve_slice<T: GuestType>(
        &mut self,
        length: usize,
        zero: bool,
    ) -> Result<GuestSlice<'id, T>, Fault> {
        let Ok(length) = u32::try_from(length) else {
            return Err(
                Fault::new(Cause::Argument("a guest's address space ends at 4 GiB")).in_library(L::NAME)
            );
        };
        let address = self.reserve(length, T::SIZE, T::ALIGN, zero)?;
        Ok(GuestSlice::new(GuestPtr::new(address), length))
    }

    /// Takes memory from the arena.
    #[inline]
    pub(super) fn reserve(&mut self, count: u32, size: u32, align: u32, zero: bool) -> Result<u32, Fault> {
        let bytes = count.saturating_mul(size);
        let piece = match self.host_mut().arena.bump(bytes, align) {
            Some(address) => Piece { address, zeroed: false },
            None => self.reserve_elsewhere(bytes, align).map_err(|fault| fault.in_library(L::NAME))?,
        };
        if zero && !piece.zeroed {
            self.bytes_mut(piece.address, count, size)?.fill(0);
        }
        Ok(piece.address)
    }

    #[cold]
    fn reserve_elsewhere(&mut self, bytes: u32, align: u32) -> Result<Piece, Fault> {
        // Taken out for a moment: growing needs all of the host's side.
        let mut arena = std::mem::take(&mut self.host_mut().arena);
        let piece =
            arena.alloc(bytes, align, |pages| instance::grow(&mut self.context.as_context_mut(), pages));
        self.host_mut().arena = arena;
        piece
    }

    fn slice_bytes<T: Scalar>(&self, slice: GuestSlice<'id, T>) -> Result<&[u8], Fault> {
        self.bytes(slice.ptr().address(), slice.len() as u32, T::SIZE)
    }

    /// The bytes of `count` objects of `size` bytes at `address`.
    #[inline]
    pub(crate) fn bytes(&self, address: u32, count: u32, size: u32) -> Result<&[u8], Fault> {
        let memory = self.linear_memory();
        match bounds::range(address, count, size, memory.len()) {
            Ok(range) => {
                let bytes = memory.get(range).unwrap_or_default();
                #[cfg(feature = "hostile")]
                hook::read::<L>(address, count, size, bytes);
                Ok(bytes)
            }
            Err(why) => Err(Self::out_of_bounds(why)),
        }
    }

    #[inline]
    pub(super) fn bytes_mut(&mut self, address: u32, count: u32, size: u32) -> Result<&mut [u8], Fault> {
        // Asked for once: the engine looks it up each time.
        let memory = self.memory.data_mut(&mut self.context);
        match bounds::range(address, count, size, memory.len()) {
            Ok(range) => Ok(memory.get_mut(range).unwrap_or_default()),
            Err(why) => Err(Self::out_of_bounds(why)),
        }
    }

    pub(crate) fn count_out(&mut self, bytes: u64) -> Result<(), Fault> {
        let host = self.host_mut();
        let limit = host.limits().copied_out;
        host.copied_out = host.copied_out.saturating_add(bytes);
        if host.copied_out > limit {
            return Err(Fault::new(Cause::CopiedOut { bytes: limit }).in_library(L::NAME));
        }
        Ok(())
    }

    #[cold]
    fn out_of_bounds(why: bounds::OutOfBounds) -> Fault {
        Fault::new(Cause::Pointer(why)).in_library(L::NAME)
    }
}
