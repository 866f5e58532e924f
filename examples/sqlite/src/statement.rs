//! One statement, from its text to its rows.

use ringfence::{GuestPtr, Ptr, Scope, inert, verify};

use crate::interface::sqlite::{Sqlite, Sqlite3, SqliteCalls as _, Statement};
use crate::{Bounds, Error, Value};

const ROW: i32 = 100;
const DONE: i32 = 101;

/// Sizes that SQLite does not go beyond.
const MOST_BYTES: i32 = 1_000_000_000;

/// What a statement gave.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// Names of the columns.
    pub columns: Vec<String>,
    /// Rows with a value for each.
    pub rows: Vec<Vec<Value>>,
}

/// Runs the one statement in `sql`.
pub(crate) fn run<'id>(
    s: &mut Scope<'id, Sqlite>,
    database: GuestPtr<'id, Sqlite3>,
    sql: &str,
    values: &[Value],
    bounds: Bounds,
) -> Result<Table, Error> {
    let statement = prepare(s, database, sql)?;
    let table = match bind(s, statement, values) {
        Ok(()) => table(s, database, statement, bounds),
        Err(fault) => Err(Error::told(s, database, fault)),
    };
    if !matches!(table, Err(Error::Fault(_))) {
        // It repeats the error of the last step.
        verify!(s.sqlite3_finalize(statement)?, in 0..=1 << 20)?;
    }
    table
}

fn prepare<'id>(
    s: &mut Scope<'id, Sqlite>,
    database: GuestPtr<'id, Sqlite3>,
    sql: &str,
) -> Result<GuestPtr<'id, Statement>, Error> {
    let text = s.copy_in(sql.as_bytes())?;
    let length = i32::try_from(sql.len()).map_err(ringfence::Fault::host)?;
    let (statement, tail) = (s.alloc::<Ptr<Statement>>()?, s.alloc()?);
    let code = s.sqlite3_prepare_v2(database, text.ptr().cast(), length, statement, tail)?;
    let code = verify!(code, in 0..=1 << 20)?;
    if code != 0 {
        return Err(Error::last(s, database, code));
    }
    let tail: GuestPtr<'id, std::ffi::c_char> = s.read(tail)?;
    let rest = verify!(text.distance_to(tail.cast()), in 0..=i64::from(length))? as usize;
    let statement = s.read(statement)?;
    let is_alone = sql.get(rest..).unwrap_or_default().trim().is_empty();
    if statement.is_null() {
        return Err(Error::sql(1, "there is no statement"));
    }
    if !is_alone {
        verify!(s.sqlite3_finalize(statement)?, in 0..=1 << 20)?;
        return Err(Error::sql(1, "there is more than one statement"));
    }
    Ok(statement)
}

fn bind<'id>(
    s: &mut Scope<'id, Sqlite>,
    statement: GuestPtr<'id, Statement>,
    values: &[Value],
) -> Result<(), ringfence::Fault> {
    for (index, value) in (1..).zip(values) {
        match value {
            Value::Null => s.sqlite3_bind_null(statement, index)?,
            Value::Integer(number) => s.sqlite3_bind_int64(statement, index, *number)?,
            Value::Real(number) => s.sqlite3_bind_double(statement, index, *number)?,
            Value::Text(text) => s.sqlite3_bind_text(statement, index, text.as_bytes())?,
            Value::Blob(bytes) => s.sqlite3_bind_blob(statement, index, bytes)?,
        };
    }
    Ok(())
}

fn table<'id>(
    s: &mut Scope<'id, Sqlite>,
    database: GuestPtr<'id, Sqlite3>,
    statement: GuestPtr<'id, Statement>,
    bounds: Bounds,
) -> Result<Table, Error> {
    let count = s.sqlite3_column_count(statement)?;
    let columns: Result<_, _> = (0..count).map(|index| s.sqlite3_column_name(statement, index)).collect();
    let mut table = Table { columns: columns?, rows: Vec::new() };
    loop {
        match verify!(s.sqlite3_step(statement)?, in 0..=1 << 20)? {
            DONE => return Ok(table),
            ROW if table.rows.len() < bounds.rows => {
                let row: Result<_, _> = (0..count).map(|index| value(s, statement, index)).collect();
                table.rows.push(row?);
            }
            ROW => return Err(Error::sql(ROW, "there are more rows than asked for")),
            code => return Err(Error::last(s, database, code)),
        }
    }
}

fn value<'id>(
    s: &mut Scope<'id, Sqlite>,
    statement: GuestPtr<'id, Statement>,
    index: i32,
) -> Result<Value, Error> {
    let kind = s.sqlite3_column_type(statement, index)?;
    Ok(match kind {
        1 => Value::Integer(s.sqlite3_column_int64(statement, index)?),
        2 => Value::Real(s.sqlite3_column_double(statement, index)?),
        5 => Value::Null,
        _ => {
            let bytes = s.sqlite3_column_blob(statement, index)?;
            let length = verify!(s.sqlite3_column_bytes(statement, index)?, in 0..=MOST_BYTES)?;
            let bytes = s.slice(bytes.cast::<u8>(), length as usize)?;
            let bytes = inert!(s.read_slice(bytes)?);
            match kind {
                3 => {
                    String::from_utf8(bytes).map_or_else(|error| Value::Blob(error.into_bytes()), Value::Text)
                }
                _ => Value::Blob(bytes),
            }
        }
    })
}
