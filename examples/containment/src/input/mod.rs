//! Files that trigger the bugs, and harmless ones. All are made here.

mod bits;
pub mod gif;
pub mod gzip;
pub mod table;
pub mod webp;
