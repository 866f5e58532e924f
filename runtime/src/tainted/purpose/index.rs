use super::{Count, sealed::Container};
use crate::fault::Fault;
use crate::raw::record::Site;
use crate::tainted::Verify;
use crate::tainted::leave::{rejected, valid};

/// An index that was checked against one slice of the host, and still reaches into it.
///
/// [`get`](Self::get) cannot fail and does not check again. The slice stays borrowed, so it can neither shrink nor be
/// mistaken for another one. `R` is `&T`, or `&mut T` for an index of `&mut` something.
///
/// ```ignore
/// let row = verify!(s.current_row(image)?, index of &rows)?;
/// println!("row {}: {:?}", row.position(), row.get());
/// ```
#[must_use = "an index reaches its object with `get`"]
#[derive(Clone, Copy, Debug)]
pub struct Index<R> {
    object: R,
    position: usize,
}

impl<R> Index<R> {
    /// The object.
    #[inline]
    pub fn get(self) -> R {
        self.object
    }

    /// Its position in the slice, as a plain number.
    #[inline]
    pub const fn position(&self) -> usize {
        self.position
    }
}

/// What an index can be checked against: slices, arrays and vectors of the host, borrowed.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no objects that an index could reach",
    note = "write `index of &rows` or `index of &mut rows`, where `rows` is a slice, an array or a `Vec`"
)]
pub trait Indexed: Container {
    /// A reference to one of its objects.
    type Object;
    /// The object at `position`, if there is one.
    #[doc(hidden)]
    fn object(self, position: usize) -> Option<Self::Object>;

    /// `verify!(value, index of slice)`.
    #[doc(hidden)]
    #[inline]
    fn index<V: Verify<Plain: Count>, R>(self, value: V, site: &'static Site) -> Result<Index<R>, Fault>
    where
        Self: Sized + Indexed<Object = R>,
    {
        let found = valid(value, site)?
            .count()
            .and_then(|position| self.object(position).map(|object| Index { object, position }));
        found.ok_or_else(|| rejected(site, "index out of range rejected"))
    }
}

macro_rules! indexed {
    ($($container:ty $(; $length:ident)?),*) => {$(
        impl<T $(, const $length: usize)?> Container for &$container {}
        impl<T $(, const $length: usize)?> Container for &mut $container {}

        #[diagnostic::do_not_recommend]
        impl<'a, T $(, const $length: usize)?> Indexed for &'a $container {
            type Object = &'a T;

            #[inline]
            fn object(self, position: usize) -> Option<&'a T> {
                self.get(position)
            }
        }

        #[diagnostic::do_not_recommend]
        impl<'a, T $(, const $length: usize)?> Indexed for &'a mut $container {
            type Object = &'a mut T;

            #[inline]
            fn object(self, position: usize) -> Option<&'a mut T> {
                self.get_mut(position)
            }
        }
    )*};
}

indexed!([T], Vec<T>, [T; N]; N);
