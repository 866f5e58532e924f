//! Databases, mistakes, queries without an end, and a library that lies.
#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used, reason = "helpers of tests are tests")]

use std::time::Duration;

use fenced_checks::Checks;
use fenced_sqlite::{Bounds, Connection, Error, Sqlite, Value};
use ringfence::{Fault, FaultKind, Limits, Pool};

const SCRIPT: &str = "CREATE TABLE pets (id INTEGER PRIMARY KEY, name TEXT NOT NULL, weight REAL);
INSERT INTO pets (name, weight) VALUES ('Rex', 31.5), ('Tom''s', 4), ('Ä☺', NULL);
CREATE INDEX by_weight ON pets (weight);
UPDATE pets SET weight = weight * 2 WHERE name LIKE 'T%';
SELECT name, weight FROM pets ORDER BY weight DESC;
SELECT count(*), upper(group_concat(name, '+')) AS names FROM pets WHERE id < 3 GROUP BY 1 = 1;";

fn open() -> Connection {
    Connection::open(&fenced_sqlite::pool().unwrap()).unwrap()
}

fn sql_error(result: Result<impl std::fmt::Debug, Error>) -> (i32, String) {
    match result.unwrap_err() {
        Error::Sql { code, message } => (code, message),
        Error::Fault(fault) => panic!("{fault}"),
    }
}

#[test]
fn scripts_give_their_rows_to_the_callback() {
    let lines = open().execute(SCRIPT).unwrap();
    let line = |parts: [(&str, Option<&str>); 2]| {
        parts.map(|(name, value)| (name.to_owned(), value.map(str::to_owned))).to_vec()
    };
    let expected = [
        line([("name", Some("Rex")), ("weight", Some("31.5"))]),
        line([("name", Some("Tom's")), ("weight", Some("8.0"))]),
        line([("name", Some("Ä☺")), ("weight", None)]),
        line([("count(*)", Some("2")), ("names", Some("REX+TOM'S"))]),
    ];
    assert_eq!(lines, expected);
}

#[test]
fn every_value_comes_back_as_it_went_in() {
    let mut database = open();
    database.execute("CREATE TABLE t (v)").unwrap();
    let long = "line\n".repeat(100_000);
    let values = [
        Value::Null,
        Value::Integer(i64::MIN),
        Value::Integer(i64::MAX),
        Value::Real(-0.1),
        Value::Real(f64::MAX),
        "".into(),
        "Ä☺ ' \" \u{0}".into(),
        Value::Text(long),
        (&b""[..]).into(),
        (&[0, 255, 0][..]).into(),
        Value::Blob(vec![7; 3 << 20]),
    ];
    for value in &values {
        database.query("INSERT INTO t VALUES (?)", std::slice::from_ref(value)).unwrap();
        assert_eq!(database.changes().unwrap(), 1);
    }
    let table = database.query("SELECT v, typeof(v) AS kind FROM t ORDER BY rowid", &[]).unwrap();
    assert_eq!(table.columns, ["v", "kind"]);
    assert_eq!(table.rows.iter().map(|row| row[0].clone()).collect::<Vec<_>>(), values);
    assert_eq!(table.rows[1][1], "integer".into());
    let odd = database.query("SELECT CAST(x'61ff' AS TEXT)", &[]).unwrap();
    assert_eq!(odd.rows, [[Value::Blob(vec![0x61, 0xff])]]);
}

#[test]
fn sums_are_those_of_rust() {
    let mut database = open();
    database.execute("CREATE TABLE n (i INTEGER PRIMARY KEY, square INTEGER); BEGIN").unwrap();
    for i in 0..3000_i64 {
        database.query("INSERT INTO n VALUES (?, ?)", &[i.into(), (i * i).into()]).unwrap();
    }
    database.execute("COMMIT").unwrap();
    let sql =
        "SELECT i % 7 AS class, sum(square), avg(square) FROM n WHERE i >= ?1 GROUP BY class ORDER BY 2";
    let rows = database.query(sql, &[100.into()]).unwrap().rows;
    let mut expected: Vec<(i64, i64, i64)> = (0..7)
        .map(|class| {
            let squares = (100..3000_i64).filter(|i| i % 7 == class).map(|i| i * i);
            (class, squares.clone().sum(), squares.count() as i64)
        })
        .collect();
    expected.sort_by_key(|&(_, sum, _)| sum);
    let expected: Vec<Vec<Value>> = expected
        .iter()
        .map(|&(class, sum, count)| vec![class.into(), sum.into(), (sum as f64 / count as f64).into()])
        .collect();
    assert_eq!(rows, expected);
}

#[test]
fn mistakes_are_told_and_leave_the_database_alone() {
    let mut database = open();
    database.execute("CREATE TABLE t (v INTEGER UNIQUE); INSERT INTO t VALUES (1)").unwrap();
    assert_eq!(sql_error(database.query("SELECT * FROM nobody", &[])), (1, "no such table: nobody".into()));
    assert_eq!(sql_error(database.execute("SELEC 1")), (1, "near \"SELEC\": syntax error".into()));
    let twice = database.query("INSERT INTO t VALUES (?)", &[1.into()]);
    assert_eq!(sql_error(twice), (19, "UNIQUE constraint failed: t.v".into()));
    let (code, message) = sql_error(database.query("SELECT ?", &[1.into(), 2.into()]));
    assert_eq!((code, &*message), (25, "column index out of range"));
    assert_eq!(sql_error(database.query("SELECT 1; SELECT 2", &[])).1, "there is more than one statement");
    assert_eq!(sql_error(database.query(" -- nothing", &[])).1, "there is no statement");
    assert_eq!(database.query("SELECT v FROM t", &[]).unwrap().rows, [[Value::Integer(1)]]);
}

#[test]
fn rows_stay_within_their_bound() {
    let mut database = open().bounds(Bounds { rows: 10 });
    let count = |n: u32| {
        format!("WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c LIMIT {n}) SELECT x FROM c")
    };
    assert_eq!(database.query(&count(10), &[]).unwrap().rows.len(), 10);
    assert_eq!(sql_error(database.query(&count(11), &[])).1, "there are more rows than asked for");
    assert_eq!(database.execute(&count(10)).unwrap().len(), 10);
    assert_eq!(sql_error(database.execute(&count(11))), (4, "query aborted".into()));
}

#[test]
fn a_query_without_an_end_meets_the_deadline() {
    let limits = Limits::default().deadline(Duration::from_millis(300));
    let mut database = Connection::open(&Pool::new(limits).unwrap()).unwrap();
    let endless = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT count(*) FROM c";
    let Err(Error::Fault(fault)) = database.query(endless, &[]) else { panic!("it ended") };
    assert_eq!(fault.kind(), FaultKind::Limit, "{fault}");
    let Err(Error::Fault(fault)) = database.query("SELECT 1", &[]) else { panic!("it was kept") };
    assert_eq!(fault.kind(), FaultKind::Caller, "{fault}");
}

#[test]
fn memory_is_bounded_and_its_end_is_an_error_of_sql() {
    let pool = Pool::<Sqlite>::new(Limits::default().memory(32 << 20)).unwrap();
    let mut database = Connection::open(&pool).unwrap();
    assert_eq!(sql_error(database.query("SELECT zeroblob(100000000) || 'x'", &[])).1, "out of memory");
    assert_eq!(database.query("SELECT 1", &[]).unwrap().rows, [[Value::Integer(1)]]);
}

#[test]
fn nothing_outside_can_be_reached() {
    let mut database = open();
    for sql in ["ATTACH '/etc/passwd' AS other", "VACUUM INTO '/tmp/copy.db'"] {
        let (_, message) = sql_error(database.execute(sql));
        assert!(message.contains("unable to open"), "{sql}: {message}");
    }
    assert!(sql_error(database.execute("SELECT load_extension('x')")).1.contains("no such function"));
    assert_eq!(database.query("SELECT datetime('now')", &[]).unwrap().rows, [[Value::Null]]);
}

#[test]
fn damaged_scripts_are_refused_or_run() {
    let read = |pool: &Pool<Sqlite>, file: &[u8]| {
        let script = String::from_utf8_lossy(file).replace('\0', " ");
        match Connection::open(pool).and_then(|mut database| database.execute(&script)) {
            Ok(lines) => Ok(lines),
            Err(Error::Sql { code, message }) => Err(Fault::refused(code, Some(&message))),
            Err(Error::Fault(fault)) => Err(fault),
        }
    };
    let summary = Checks::new(fenced_sqlite::pool().unwrap(), read).file("a script", SCRIPT).run();
    assert!(summary.faults() > 300, "{summary}");
}

#[test]
fn a_library_that_lies_is_contained() {
    let report = ringfence::hostile::attack(|pool| {
        let mut database = Connection::open(pool)?;
        let lines = database.execute("CREATE TABLE t (a, b); SELECT 1 AS x, NULL AS y")?;
        database.query("INSERT INTO t VALUES (?, ?)", &["text".into(), 2.5.into()])?;
        let table = database.query("SELECT a, b, rowid, x'00ff' FROM t", &[])?;
        Ok::<_, Error>((lines, table))
    })
    .rounds(40)
    .run();
    println!("{report}");
    report.assert_contained();
    report.assert_score(0.3);
}
