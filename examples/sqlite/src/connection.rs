//! A database.

use ringfence::{Fault, GuestPtr, Kept, Pool, Ptr, Sandbox, Scope, verify};

use crate::interface::sqlite::{RowCallback, Sqlite, Sqlite3, SqliteCalls as _};
use crate::statement::{Table, run};
use crate::{Error, Value};

/// Longest text of a column that [`Connection::execute`] takes.
const LONGEST: usize = 1 << 20;

/// A row as `sqlite3_exec` gives it: names of columns, and texts that can be missing.
pub type Line = Vec<(String, Option<String>)>;

/// How much may come out of one call. Bytes are bounded by the limits of the pool.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    /// Rows of one query.
    pub rows: usize,
}

impl Default for Bounds {
    fn default() -> Self {
        Self { rows: 100_000 }
    }
}

/// A database in memory, in an instance of its own.
#[derive(Debug)]
pub struct Connection {
    sandbox: Sandbox<Sqlite>,
    database: Kept<Sqlite, Sqlite3>,
    bounds: Bounds,
}

impl Connection {
    /// An empty database.
    ///
    /// # Errors
    ///
    /// When there is no instance or no memory.
    pub fn open(pool: &Pool<Sqlite>) -> Result<Self, Error> {
        let mut sandbox = pool.sandbox();
        let database = sandbox.scope(|s| {
            let (name, place) = (s.copy_str(":memory:")?, s.alloc::<Ptr<Sqlite3>>()?);
            let code = verify!(s.sqlite3_open(name, place)?, in 0..=1 << 20)?;
            if code != 0 {
                return Err(Fault::refused(code, Some("no database")));
            }
            let database = s.read(place)?;
            s.keep(database)
        })?;
        Ok(Self { sandbox, database, bounds: Bounds::default() })
    }

    /// Sets how much may come out of one call.
    #[must_use]
    pub fn bounds(mut self, bounds: Bounds) -> Self {
        self.bounds = bounds;
        self
    }

    /// Runs one statement, with `values` in the places of its `?`.
    ///
    /// # Errors
    ///
    /// [`Error::Sql`] for a mistake in it, [`Error::Fault`] when the database is gone.
    pub fn query(&mut self, sql: &str, values: &[Value]) -> Result<Table, Error> {
        let bounds = self.bounds;
        self.run(|s, database| run(s, database, sql, values, bounds))
    }

    /// Runs any number of statements, up to the first mistake.
    ///
    /// # Errors
    ///
    /// As [`query`](Self::query), and for text that is no UTF-8 or longer than a megabyte.
    pub fn execute(&mut self, sql: &str) -> Result<Vec<Line>, Error> {
        let most = self.bounds.rows;
        self.run(|s, database| execute(s, database, sql, most))
    }

    /// Rows that the last `INSERT`, `UPDATE` or `DELETE` changed.
    ///
    /// # Errors
    ///
    /// [`Error::Fault`] when the database is gone.
    pub fn changes(&mut self) -> Result<u64, Error> {
        self.run(|s, database| Ok(s.sqlite3_changes64(database)?.unsigned_abs()))
    }

    /// Calls SQLite. Its own errors leave the instance as it is.
    fn run<R>(
        &mut self,
        body: impl for<'id> FnOnce(&mut Scope<'id, Sqlite>, GuestPtr<'id, Sqlite3>) -> Result<R, Error>,
    ) -> Result<R, Error> {
        let Self { sandbox, database, .. } = self;
        sandbox.scope(|s| {
            let database = s.revive(*database)?;
            match body(s, database) {
                Err(Error::Fault(fault)) => Err(fault),
                result => Ok(result),
            }
        })?
    }
}

fn execute<'id>(
    s: &mut Scope<'id, Sqlite>,
    database: GuestPtr<'id, Sqlite3>,
    sql: &str,
    most: usize,
) -> Result<Vec<Line>, Error> {
    let (sql, message) = (s.copy_str(sql)?, s.alloc::<Ptr<i8>>()?);
    let mut lines = Vec::new();
    let code = s.lend(
        RowCallback,
        |s, (_, count, values, names)| {
            let count = verify!(count, in 0..=2000)? as u32;
            let line: Result<Line, Fault> = (0..count)
                .map(|index| {
                    let name = s.read(names.element(index))?;
                    Ok((text(s, name)?.unwrap_or_default(), {
                        let value = s.read(values.element(index))?;
                        text(s, value)?
                    }))
                })
                .collect();
            lines.push(line?);
            // Anything but zero ends it.
            Ok(i32::from(lines.len() > most))
        },
        |s, callback| s.sqlite3_exec(database, sql, callback, GuestPtr::NULL, message),
    )?;
    let code = verify!(code, in 0..=1 << 20)?;
    if code == 0 {
        return Ok(lines);
    }
    let message = s.read(message)?;
    let words = text(s, message)?.unwrap_or_default();
    s.sqlite3_free(message.cast())?;
    Err(Error::sql(code, words))
}

fn text<'id>(s: &mut Scope<'id, Sqlite>, text: GuestPtr<'id, i8>) -> Result<Option<String>, Fault> {
    if text.is_null() {
        return Ok(None);
    }
    verify!(s.c_str(text, LONGEST)?, utf8).map(Some)
}
