//! XML, read by expat behind a fence.
//!
//! ```no_run
//! use fenced_expat::{Event, Events};
//!
//! let pool = fenced_expat::pool()?;
//! for event in Events::new(&pool, std::fs::File::open("feed.xml")?)? {
//!     if let Event::Start { name, attributes } = event? {
//!         println!("<{name}> with {} attributes", attributes.len());
//!     }
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! The parser's handlers are closures that put events into a queue, piece by piece of the document. When there is too
//! much of something, they stop the parser from within its own call.
#![forbid(unsafe_code)]

mod document;
mod error;
mod events;
mod interface;
mod parser;

use ringfence::{Fault, Limits, Pool};

pub use document::{Bounds, Event};
pub use error::Error;
pub use events::Events;
pub use interface::expat::Expat;

/// Instances of the library.
///
/// # Errors
///
/// Those of [`Pool::new`].
pub fn pool() -> Result<Pool<Expat>, Fault> {
    Pool::new(Limits::default())
}
