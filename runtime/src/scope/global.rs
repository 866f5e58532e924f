//! Variables of the library by name.

use std::sync::OnceLock;

use super::Scope;
use super::call::looked_up;
use crate::engine::instance;
use crate::fault::Fault;
use crate::guest::GuestPtr;
use crate::library::Library;

/// A slot for the address of an exported variable, filled at its first use in an instance.
#[doc(hidden)]
#[derive(Default)]
pub struct Address(OnceLock<u32>);

/// The variable exported as `name`. What the address holds is the guest's word, as that of any pointer.
#[doc(hidden)]
#[inline]
pub fn global<'id, L: Library, T: ?Sized>(
    scope: &mut Scope<'id, L>,
    name: &'static str,
    slot: impl FnOnce(&L::Functions) -> &Address,
) -> Result<GuestPtr<'id, T>, Fault> {
    let Scope { context, functions, .. } = scope;
    let Address(slot) = slot(functions.get_or_insert_with(|| looked_up::<L>(context.data())));
    let address = match slot.get() {
        Some(address) => *address,
        None => {
            let found = instance::address(context, name).map_err(|fault| fault.in_library(L::NAME))?;
            *slot.get_or_init(|| found)
        }
    };
    Ok(GuestPtr::new(address))
}
