//! Files that a library may read: in memory, or below a folder of the system.

mod calls;
mod descriptors;
mod provided;

pub(super) use calls::define;
pub(super) use descriptors::Descriptors;
pub(super) use provided::Provided;
use provided::Source;
