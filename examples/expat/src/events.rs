//! The events of a document, one after the other.

use std::io::{self, Read};

use ringfence::{Fault, Pool};

use crate::interface::expat::Expat;
use crate::parser::Parser;
use crate::{Bounds, Error, Event};

/// Bytes read from the source at a time.
const CHUNK: usize = 8 << 10;

/// An iterator over the events of a document. After an error there are no more.
#[derive(Debug)]
pub struct Events<R> {
    source: R,
    parser: Parser,
    has_ended: bool,
    /// Comes after the events before it.
    error: Option<Error>,
}

impl<R: Read> Events<R> {
    /// Reads `source`, which may be a slice, in an instance of its own.
    ///
    /// # Errors
    ///
    /// When there is no instance or no memory.
    pub fn new(pool: &Pool<Expat>, source: R) -> Result<Self, Fault> {
        Self::with_bounds(pool, source, Bounds::default())
    }

    /// As [`new`](Self::new), with other bounds.
    ///
    /// # Errors
    ///
    /// As [`new`](Self::new).
    pub fn with_bounds(pool: &Pool<Expat>, source: R, bounds: Bounds) -> Result<Self, Fault> {
        Ok(Self { source, parser: Parser::new(pool, bounds)?, has_ended: false, error: None })
    }

    /// Lets the parser go on.
    fn advance(&mut self) -> Result<(), Error> {
        let piece = self.piece().map_err(Error::Source)?;
        self.has_ended = piece.is_empty();
        self.parser.parse(&piece, self.has_ended)
    }

    fn piece(&mut self) -> io::Result<Vec<u8>> {
        let mut piece = vec![0; CHUNK];
        loop {
            match self.source.read(&mut piece) {
                Ok(length) => piece.truncate(length),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            }
            return Ok(piece);
        }
    }
}

impl<R: Read> Iterator for Events<R> {
    type Item = Result<Event, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(event) = self.parser.document.next() {
                return Some(Ok(event));
            }
            if self.has_ended {
                return self.error.take().map(Err);
            }
            self.error = self.advance().err();
            self.has_ended |= self.error.is_some();
        }
    }
}
