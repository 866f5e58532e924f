//! Copies of whole structs.

use std::fmt;
use std::marker::PhantomData;

use super::Tainted;
use crate::fault::{Cause, Fault};
use crate::guest::{BitField, Brand, GuestBytes, GuestBytesMut, GuestStruct, Load, Part, Store};

/// Structs of up to so many bytes are copied without allocating.
const INLINE: usize = 64;

/// A struct or union of the guest, copied to the host as a whole: one check of bounds, one copy.
///
/// Its fields are read by the methods of a trait that `#[library]` generates, named after the struct
/// (`PointValues` for `Point`), and each comes out as it would from memory: numbers and enums [`Tainted`],
/// pointers as [`GuestPtr`](crate::GuestPtr), structs as copies again. Nothing else can be done with it but
/// pass it back: to a function that takes it by value, or to [`Scope::write`](crate::Scope::write).
///
/// ```ignore
/// let point = s.read(pointer)?;                        // TaintedStruct<Point>
/// let x = verify!(point.x(), in 0..100)?;
/// let mut other = TaintedStruct::<Point>::zeroed();
/// other.set_x(x + 1);
/// s.write(pointer, other)?;
/// ```
///
/// It carries the brand of its scope, because there may be pointers in it.
#[must_use = "a copy does nothing until its fields are read"]
pub struct TaintedStruct<'id, S> {
    bytes: Bytes,
    brand: Brand<'id>,
    kind: PhantomData<fn() -> S>,
}

#[derive(Clone)]
enum Bytes {
    Inline([u8; INLINE]),
    Boxed(Box<[u8]>),
}

impl<S: GuestStruct> TaintedStruct<'_, S> {
    /// A struct of zeros: null pointers, numbers that are 0. Made by the host, and treated as any other.
    #[inline]
    pub fn zeroed() -> Self {
        let size = S::SIZE as usize;
        let bytes =
            if size <= INLINE { Bytes::Inline([0; INLINE]) } else { Bytes::Boxed(vec![0; size].into()) };
        Self { bytes, brand: PhantomData, kind: PhantomData }
    }

    #[inline]
    pub(crate) fn copied(image: &[u8]) -> Self {
        let mut copy = Self::zeroed();
        copy.put(image);
        copy
    }

    /// Overwrites the first bytes.
    #[inline]
    pub(crate) fn put(&mut self, image: &[u8]) {
        overwrite(self.bytes_mut(), image);
    }

    #[inline]
    pub(crate) fn bytes(&self) -> &[u8] {
        match &self.bytes {
            Bytes::Inline(bytes) => bytes.get(..S::SIZE as usize).unwrap_or_default(),
            Bytes::Boxed(bytes) => bytes,
        }
    }

    #[inline]
    fn bytes_mut(&mut self) -> &mut [u8] {
        match &mut self.bytes {
            Bytes::Inline(bytes) => bytes.get_mut(..S::SIZE as usize).unwrap_or_default(),
            Bytes::Boxed(bytes) => bytes,
        }
    }

    /// The bytes from `offset` on; none when that is beyond the end.
    #[inline]
    pub(crate) fn tail(&self, offset: u32) -> &[u8] {
        self.bytes().get(offset as usize..).unwrap_or_default()
    }

    #[inline]
    pub(crate) fn tail_mut(&mut self, offset: u32) -> &mut [u8] {
        self.bytes_mut().get_mut(offset as usize..).unwrap_or_default()
    }
}

/// Copies as many bytes as there are on both sides.
#[inline]
fn overwrite(to: &mut [u8], from: &[u8]) {
    let length = to.len().min(from.len());
    if let (Some(to), Some(from)) = (to.get_mut(..length), from.get(..length)) {
        to.copy_from_slice(from);
    }
}

impl<S> Clone for TaintedStruct<'_, S> {
    fn clone(&self) -> Self {
        Self { bytes: self.bytes.clone(), brand: PhantomData, kind: PhantomData }
    }
}

impl<S> fmt::Debug for TaintedStruct<'_, S> {
    /// Hides the contents: guest data has no business in logs.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TaintedStruct<{}>(…)", std::any::type_name::<S>())
    }
}

/// What generated code reads and writes copies with. Offsets and lengths are those of the layout that the C
/// compiler has confirmed; wrong ones would give zeros.
#[doc(hidden)]
pub mod copy {
    use super::*;

    /// The struct behind a pointer.
    #[inline]
    pub fn load<'id, S: GuestStruct>(bytes: GuestBytes<'_>) -> TaintedStruct<'id, S> {
        TaintedStruct::copied(bytes.0)
    }

    /// Writes a struct to where a pointer points.
    #[inline]
    pub fn store<S: GuestStruct>(copy: &TaintedStruct<'_, S>, bytes: GuestBytesMut<'_>) {
        overwrite(bytes.0, copy.bytes());
    }

    /// A field.
    #[inline]
    pub fn field<'id, S: GuestStruct, T: Load<'id>>(copy: &TaintedStruct<'id, S>, offset: u32) -> T::Out {
        T::load_out(GuestBytes(copy.tail(offset)))
    }

    /// An element of an array field; `indices` are pairs of index and length, the outermost first.
    #[inline]
    pub fn element<'id, S: GuestStruct, T: Load<'id>>(
        copy: &TaintedStruct<'id, S>,
        offset: u32,
        indices: &[(usize, u32)],
    ) -> Option<T::Out> {
        Some(field::<S, T>(copy, place(offset, indices, T::SIZE)?))
    }

    /// Writes a field.
    #[inline]
    pub fn set_field<'id, S: GuestStruct, T: Store<'id>>(
        copy: &mut TaintedStruct<'id, S>,
        offset: u32,
        value: T::In,
    ) -> Result<(), Fault> {
        if !T::fits(&value) {
            return Err(Fault::new(Cause::Argument("the value needs more than 32 bits")));
        }
        T::store_in(value, GuestBytesMut(copy.tail_mut(offset)));
        Ok(())
    }

    /// Writes an element of an array field.
    #[inline]
    pub fn set_element<'id, S: GuestStruct, T: Store<'id>>(
        copy: &mut TaintedStruct<'id, S>,
        offset: u32,
        indices: &[(usize, u32)],
        value: T::In,
    ) -> Result<(), Fault> {
        let place = place(offset, indices, T::SIZE)
            .ok_or_else(|| Fault::new(Cause::Argument("the array has no element with this index")))?;
        set_field::<S, T>(copy, place, value)
    }

    /// A bit-field.
    #[inline]
    pub fn bits<S: GuestStruct, T: BitField>(
        copy: &TaintedStruct<'_, S>,
        offset: u32,
        shift: u32,
        width: u32,
    ) -> Tainted<T> {
        let part = Part::new(shift, width);
        Tainted::new(T::from_bits(part.read(unit::<S, T>(copy, offset)), part.width))
    }

    /// Writes a bit-field.
    #[inline]
    pub fn set_bits<S: GuestStruct, T: BitField>(
        copy: &mut TaintedStruct<'_, S>,
        offset: u32,
        shift: u32,
        width: u32,
        value: T,
    ) -> Result<(), Fault> {
        let part = Part::new(shift, width);
        let plain = value
            .to_bits(part.width)
            .ok_or_else(|| Fault::new(Cause::Argument("the value needs more bits than the field has")))?;
        let unit = copy.tail_mut(offset).get_mut(..T::SIZE as usize).unwrap_or_default();
        part.write(plain, unit);
        Ok(())
    }

    /// The integer that holds a bit-field.
    fn unit<'a, S: GuestStruct, T: BitField>(copy: &'a TaintedStruct<'_, S>, offset: u32) -> &'a [u8] {
        copy.tail(offset).get(..T::SIZE as usize).unwrap_or_default()
    }

    /// What carries a struct with a single scalar inside.
    #[inline]
    pub fn lower_single<S: GuestStruct, W: Wire>(copy: &TaintedStruct<'_, S>) -> W {
        W::from_image(copy.bytes())
    }

    /// The struct around a scalar that a function returned.
    #[inline]
    pub fn lift_single<'id, S: GuestStruct, W: Wire>(wire: W) -> TaintedStruct<'id, S> {
        let mut copy = TaintedStruct::zeroed();
        wire.write_image(copy.bytes_mut());
        copy
    }

    /// WebAssembly's own types. Of an integer that is wider than the scalar, only the low bytes count.
    pub trait Wire: Copy {
        /// What the bytes hold; those that are missing count as zero.
        fn from_image(image: &[u8]) -> Self;
        /// Overwrites the bytes.
        fn write_image(self, image: &mut [u8]);
    }

    macro_rules! wire {
        ($($ty:ty),*) => {$(
            impl Wire for $ty {
                #[inline]
                fn from_image(image: &[u8]) -> Self {
                    let mut bytes = [0; size_of::<Self>()];
                    overwrite(&mut bytes, image);
                    Self::from_le_bytes(bytes)
                }

                #[inline]
                fn write_image(self, image: &mut [u8]) {
                    overwrite(image, &self.to_le_bytes());
                }
            }
        )*};
    }

    wire!(i32, i64, f32, f64);

    /// Where an element lies.
    fn place(offset: u32, indices: &[(usize, u32)], size: u32) -> Option<u32> {
        let mut position = 0_u32;
        for &(index, length) in indices {
            let index = u32::try_from(index).ok().filter(|&index| index < length)?;
            position = position.checked_mul(length)?.checked_add(index)?;
        }
        offset.checked_add(position.checked_mul(size)?)
    }
}
