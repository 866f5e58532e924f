//! The four bugs.

use std::time::Duration;

use ringfence::{Fault, Library, Limits, Pool};

use crate::canary::Canary;
use crate::fenced::{gif, gzip, table, webp};
use crate::input;
use crate::input::gif::Disposal;

/// A library with a bug.
#[derive(Clone, Copy)]
pub struct Case {
    /// What the library is called here, and its program.
    pub name: &'static str,
    /// The library, as published.
    pub library: &'static str,
    /// The identifier of the bug.
    pub id: &'static str,
    /// What goes wrong, in a few words.
    pub bug: &'static str,
    /// A file that triggers it.
    pub bad: fn() -> Vec<u8>,
    /// A file that does not, and what is answered to it.
    pub good: fn() -> (Vec<u8>, Answer),
    /// Handles a bad file and then a good one behind the fence.
    fenced: fn(&[u8], &[u8]) -> Result<Fenced, Fault>,
}

/// What a request ended with: `None` when the library refused the file, else two numbers about it.
pub type Answer = Option<(u32, u32)>;

/// What happened behind the fence.
#[derive(Debug)]
pub struct Fenced {
    /// The request with the bad file. Numbers have passed their verifiers.
    pub bad: Result<Answer, Fault>,
    /// The next request, with the good file.
    pub next: Result<Answer, Fault>,
    /// Whether memory of this process is as it was.
    pub untouched: bool,
}

impl std::fmt::Debug for Case {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Case").field("name", &self.name).field("id", &self.id).finish_non_exhaustive()
    }
}

impl Case {
    /// Handles the bad file behind the fence, and then the good one.
    ///
    /// # Errors
    ///
    /// When the library cannot be loaded.
    pub fn fenced(&self) -> Result<Fenced, Fault> {
        (self.fenced)(&(self.bad)(), &(self.good)().0)
    }
}

/// All of them.
pub const CASES: [Case; 4] = [
    Case {
        name: "gif",
        library: "stb_image 2.28 (crate stb_image 0.3.0)",
        id: "CVE-2023-45661",
        bug: "frames that restore what was before read memory before the picture",
        bad: || input::gif::file(1200, 5, Disposal::Restore),
        good: || (input::gif::file(20, 3, Disposal::Keep), Some((400, 3))),
        fenced: |bad, good| {
            both(bad, good, |pool, file| {
                pool.scope(|s| gif::GifCalls::handle(s, file)).map(|answer| (answer.first, answer.second))
            })
        },
    },
    Case {
        name: "webp",
        library: "libwebp 1.3.1 (crate libwebp-sys 0.9.2)",
        id: "CVE-2023-4863",
        bug: "an incomplete prefix code writes behind the end of its table",
        bad: input::webp::overflowing,
        good: || (input::webp::plain(8, [1, 2, 3, 4]), Some((64, 4))),
        fenced: |bad, good| {
            both(bad, good, |pool, file| {
                pool.scope(|s| webp::WebpCalls::handle(s, file)).map(|answer| (answer.first, answer.second))
            })
        },
    },
    Case {
        name: "table",
        library: "cmark-gfm 0.29.0.gfm.0 (crate cmark-gfm-sys 0.29.0)",
        id: "CVE-2022-24724",
        bug: "65,539 columns are counted in 16 bits, then written to room for 3",
        bad: || input::table::centred(65_539),
        good: || (input::table::centred(2), Some((97, 2))),
        fenced: |bad, good| {
            both(bad, good, |pool, file| {
                pool.scope(|s| table::TableCalls::handle(s, file)).map(|answer| (answer.first, answer.second))
            })
        },
    },
    Case {
        name: "gzip",
        library: "zlib 1.2.11 (crate libz-sys 1.1.8)",
        id: "CVE-2022-37434",
        bug: "an extra field that arrives in pieces is copied behind its buffer",
        bad: || input::gzip::stored(b"text", 4000),
        good: || (input::gzip::stored(b"text", 40), Some((4, 40))),
        fenced: |bad, good| {
            both(bad, good, |pool, file| {
                pool.scope(|s| gzip::GzipCalls::handle(s, file)).map(|answer| (answer.first, answer.second))
            })
        },
    },
];

/// One pool, and so one module; a fresh instance for each request.
fn both<L: Library>(
    bad: &[u8],
    good: &[u8],
    handle: impl Fn(&Pool<L>, &[u8]) -> Result<(u32, u32), Fault>,
) -> Result<Fenced, Fault> {
    let pool = Pool::new(Limits::default().deadline(Duration::from_secs(60)))?;
    let canary = Canary::new();
    let answer = |file| match handle(&pool, file) {
        Ok(numbers) => Ok(Some(numbers)),
        Err(fault) if fault.kind() == ringfence::FaultKind::Refused => Ok(None),
        Err(fault) => Err(fault),
    };
    let (bad, next) = (answer(bad), answer(good));
    Ok(Fenced { bad, next, untouched: canary.is_untouched() })
}
