//! SQLite behind a fence: databases in memory that nothing gets out of.
//!
//! ```no_run
//! use fenced_sqlite::{Connection, Value};
//!
//! let pool = fenced_sqlite::pool()?;
//! let mut database = Connection::open(&pool)?;
//! database.execute("CREATE TABLE pets (name TEXT, age INTEGER)")?;
//! database.query("INSERT INTO pets VALUES (?, ?)", &["Rex".into(), Value::Integer(4)])?;
//! for row in database.query("SELECT * FROM pets WHERE age > ?", &[Value::Integer(3)])?.rows {
//!     println!("{row:?}");
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! SQL from anywhere can be run: there are no files to attach, no extensions to load, and a query that does not end
//! meets the deadline. A mistake in SQL is an [`Error::Sql`] and leaves the database as it was; after an
//! [`Error::Fault`] the database is gone.
#![forbid(unsafe_code)]

mod connection;
mod error;
mod interface;
mod statement;
mod value;

use ringfence::{Fault, Limits, Pool};

pub use connection::{Bounds, Connection, Line};
pub use error::Error;
pub use interface::sqlite::Sqlite;
pub use statement::Table;
pub use value::Value;

/// Instances of the library. [`Pool::new`] makes one with other limits.
///
/// # Errors
///
/// Those of [`Pool::new`].
pub fn pool() -> Result<Pool<Sqlite>, Fault> {
    Pool::new(Limits::default())
}
