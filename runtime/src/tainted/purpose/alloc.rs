use super::Count;
use crate::fault::Fault;
use crate::raw::record::Site;
use crate::tainted::Verify;
use crate::tainted::leave::{rejected, valid};

/// A number of bytes, at most `MAX`, that the host may allocate on a guest's word.
///
/// Tainted arithmetic wraps, as in C. Where a size is a product, verify the factors and multiply plain numbers, or
/// widen before multiplying: a product that wrapped passes for a small one.
///
/// ```ignore
/// let size = verify!(s.bound(stream)?, alloc up to 16 << 20)?; // AllocSize<{ 16 << 20 }>
/// let mut buffer = size.zeroed()?;
/// ```
#[must_use = "a size allocates nothing by itself"]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AllocSize<const MAX: usize>(usize);

impl<const MAX: usize> AllocSize<MAX> {
    /// The number of bytes, for allocators of another kind.
    #[inline]
    #[must_use]
    pub const fn bytes(self) -> usize {
        self.0
    }

    /// That many zeros.
    ///
    /// # Errors
    ///
    /// A fault of kind [`Host`](crate::FaultKind::Host) when the host has no memory left.
    pub fn zeroed(self) -> Result<Vec<u8>, Fault> {
        let mut bytes = self.reserved()?;
        bytes.resize(self.0, 0);
        Ok(bytes)
    }

    /// An empty vector with room for that many bytes.
    ///
    /// # Errors
    ///
    /// As [`zeroed`](Self::zeroed).
    pub fn reserved(self) -> Result<Vec<u8>, Fault> {
        let mut bytes = Vec::new();
        bytes.try_reserve_exact(self.0).map_err(Fault::host)?;
        Ok(bytes)
    }
}

/// `verify!(value, alloc up to MAX)`.
#[doc(hidden)]
#[inline]
pub fn alloc<V: Verify<Plain: Count>, const MAX: usize>(
    value: V,
    site: &'static Site,
) -> Result<AllocSize<MAX>, Fault> {
    match valid(value, site)?.count() {
        Some(bytes) if bytes <= MAX => Ok(AllocSize(bytes)),
        _ => Err(rejected(site, "size rejected")),
    }
}
