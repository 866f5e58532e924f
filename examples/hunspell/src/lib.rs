//! Words checked by Hunspell behind a fence.
//!
//! ```no_run
//! let (affixes, words) = (std::fs::read("en_US.aff")?, std::fs::read("en_US.dic")?);
//! let mut speller = fenced_hunspell::Speller::new(affixes, words)?;
//! if !speller.spell("helo")? {
//!     println!("{:?}", speller.suggest("helo")?);
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Hunspell opens its dictionaries by name. What it opens are two files in memory; there are no others.
#![forbid(unsafe_code)]

mod interface;

use ringfence::{Capabilities, Fault, GuestPtr, Kept, Limits, Pool, Sandbox, Scope, verify};

pub use interface::hunspell::Hunspell;
use interface::hunspell::{Hunhandle, HunspellCalls as _};

const AFFIXES: &str = "/words.aff";
const WORDS: &str = "/words.dic";

/// Bytes of a word, its end included. Hunspell's own limit is lower.
const LONGEST: usize = 1024;

/// Suggestions for a word. Hunspell makes 15 at most of its own, and a dictionary may ask for more.
const MOST: i32 = 256;

/// A dictionary in an instance of the library.
///
/// The dictionary is read once. Whatever becomes of the instance, the next one starts as that was left; and a clone has an
/// instance of its own that starts in the same way, for another thread.
#[derive(Debug)]
pub struct Speller {
    /// Once the dictionary is loaded, one whose instances begin with it.
    pool: Pool<Hunspell>,
    /// None until a word is asked for.
    loaded: Option<Loaded>,
}

/// An instance that began with the dictionary, and where that is in all of them.
#[derive(Debug)]
struct Loaded {
    speller: Kept<Hunspell, Hunhandle>,
    sandbox: Sandbox<Hunspell>,
}

impl Speller {
    /// A speller with the contents of an `.aff` and a `.dic` file in UTF-8. They are read with the first word.
    ///
    /// # Errors
    ///
    /// Those of [`Pool::new`].
    pub fn new(affixes: impl Into<Vec<u8>>, words: impl Into<Vec<u8>>) -> Result<Self, Fault> {
        Self::of(&Pool::new(Limits::default())?, affixes, words)
    }

    /// The same with an instance of a pool's module.
    ///
    /// # Errors
    ///
    /// Those of [`Pool::provide`].
    pub fn of(
        pool: &Pool<Hunspell>,
        affixes: impl Into<Vec<u8>>,
        words: impl Into<Vec<u8>>,
    ) -> Result<Self, Fault> {
        let files = Capabilities::new().file(AFFIXES, affixes.into()).file(WORDS, words.into());
        Ok(Self { pool: pool.clone().provide(files)?, loaded: None })
    }

    /// Whether a word is spelt as the dictionary has it.
    ///
    /// # Errors
    ///
    /// [`Refused`](ringfence::FaultKind::Refused) for dictionaries in other encodings, and for words that are too long;
    /// others when the library misbehaves or a limit is reached. The next word is asked in another instance then.
    pub fn spell(&mut self, word: &str) -> Result<bool, Fault> {
        self.with(word, |h, speller, word| {
            let known = h.spell(speller, word)?;
            verify!(known, |answer| *answer >= 0).map(|answer| answer != 0)
        })
    }

    /// Words that may have been meant, the likeliest first.
    ///
    /// # Errors
    ///
    /// As [`spell`](Self::spell).
    pub fn suggest(&mut self, word: &str) -> Result<Vec<String>, Fault> {
        self.with(word, |h, speller, word| {
            let out = h.alloc()?;
            let count = h.suggest(speller, out, word)?;
            let count = verify!(count, in 0..=MOST)?;
            let list = h.read(out)?;
            let mut words = Vec::new();
            for place in h.slice(list, count as usize)?.iter() {
                let word = h.read(place)?;
                words.push(verify!(h.c_str(word, LONGEST)?, utf8)?);
            }
            h.free_list(speller, out, count)?;
            Ok(words)
        })
    }

    /// Bytes of memory that the instance has.
    ///
    /// # Errors
    ///
    /// When no instance is to be had, or the dictionary cannot be read.
    pub fn memory_bytes(&mut self) -> Result<usize, Fault> {
        self.loaded()?.sandbox.scope(|h| Ok(h.memory_bytes()))
    }

    /// Asks something about a word.
    fn with<T>(
        &mut self,
        word: &str,
        ask: impl for<'id> FnOnce(
            &mut Scope<'id, Hunspell>,
            GuestPtr<'id, Hunhandle>,
            GuestPtr<'id, std::ffi::c_char>,
        ) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        if word.len() >= LONGEST {
            return Err(Fault::refused(-1, Some("the word is too long")));
        }
        let Loaded { speller, sandbox, .. } = self.loaded()?;
        sandbox.scope(|h| {
            let speller = h.revive(*speller)?;
            let word = h.copy_str(word)?;
            ask(h, speller, word)
        })
    }

    fn loaded(&mut self) -> Result<&mut Loaded, Fault> {
        let loaded = match self.loaded.take() {
            Some(loaded) => loaded,
            None => {
                let (pool, speller) = self.pool.clone().prepare(|h| {
                    let speller = load(h)?;
                    h.keep(speller)
                })?;
                self.pool = pool;
                Loaded { sandbox: self.pool.sandbox(), speller }
            }
        };
        Ok(self.loaded.insert(loaded))
    }
}

impl Clone for Speller {
    fn clone(&self) -> Self {
        let loaded = self.loaded.as_ref();
        let loaded =
            loaded.map(|Loaded { speller, .. }| Loaded { sandbox: self.pool.sandbox(), speller: *speller });
        Self { pool: self.pool.clone(), loaded }
    }
}

fn load<'id>(h: &mut Scope<'id, Hunspell>) -> Result<GuestPtr<'id, Hunhandle>, Fault> {
    let (affixes, words) = (h.copy_str(AFFIXES)?, h.copy_str(WORDS)?);
    let speller = h.create(affixes, words)?;
    let encoding = h.encoding(speller)?;
    let encoding = verify!(h.c_str(encoding, 64)?, utf8)?;
    if encoding != "UTF-8" {
        return Err(Fault::refused(0, Some("the dictionary is not in UTF-8")));
    }
    Ok(speller)
}
