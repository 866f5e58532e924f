//! Elements of a guest as elements of the host's own types.

use super::Fits;

/// A container of plain values of a guest that can become a `C`, if each of them fits.
#[diagnostic::on_unimplemented(
    message = "a field of type `{C}` cannot hold the elements of `{Self}`",
    label = "the rule gives `{Self}`",
    note = "elements of an array go into an array of the same length, those of a `Vec` into a `Vec`; what is no list is under `in`"
)]
pub trait Elements<C> {
    /// What the elements become.
    type Item;
    /// The same elements, if each fits and passes.
    fn each(self, passes: impl Fn(&Self::Item) -> bool) -> Option<C>;
}

#[diagnostic::do_not_recommend]
impl<P: Fits<T>, T, const N: usize> Elements<[T; N]> for [P; N] {
    type Item = T;

    #[inline]
    fn each(self, passes: impl Fn(&T) -> bool) -> Option<[T; N]> {
        let items: Option<Vec<T>> = self.into_iter().map(|item| item.fit().filter(&passes)).collect();
        items?.try_into().ok()
    }
}

#[diagnostic::do_not_recommend]
impl<P: Fits<T>, T> Elements<Vec<T>> for Vec<P> {
    type Item = T;

    #[inline]
    fn each(self, passes: impl Fn(&T) -> bool) -> Option<Vec<T>> {
        self.into_iter().map(|item| item.fit().filter(&passes)).collect()
    }
}
