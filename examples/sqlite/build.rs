//! Compiles SQLite without everything that an operating system has to do for it.

const LEFT_OUT: [&str; 6] = [
    "SQLITE_OMIT_LOAD_EXTENSION",
    "SQLITE_OMIT_LOCALTIME",
    "SQLITE_OMIT_WAL",
    "SQLITE_OMIT_SHARED_CACHE",
    "SQLITE_OMIT_DEPRECATED",
    "SQLITE_UNTESTABLE",
];

fn main() -> Result<(), ringfence_build::Error> {
    let library = ringfence_build::Library::new("sqlite")
        .source_crate("libsqlite3-sys")
        .file("sqlite3/sqlite3.c")
        .include("sqlite3")
        // The operating system is `no_system.c`, in which nothing can be opened.
        .own_file("no_system.c")
        .define("SQLITE_OS_OTHER", "1")
        .define("SQLITE_THREADSAFE", "0")
        .define("SQLITE_TEMP_STORE", "3")
        .define("SQLITE_DQS", "0")
        .define("SQLITE_MAX_EXPR_DEPTH", "200")
        .flag("-Wno-everything");
    LEFT_OUT.into_iter().fold(library, |library, name| library.define(name, None)).compile()?;
    Ok(())
}
