//! A parser with its handlers.

use std::hash::{BuildHasher as _, Hasher as _, RandomState};
use std::sync::LazyLock;

use ringfence::{Fault, GuestPtr, Kept, Pool, Ptr, Sandbox, Scope, verify};

use crate::document::Document;
use crate::interface::expat::{
    Expat, ExpatCalls as _, XML_ParserStruct, XMLCharacterDataHandler, XMLEndElementHandler,
    XMLStartElementHandler,
};
use crate::{Bounds, Error};

/// Nobody can choose names that collide in hash tables with a salt that he does not know.
static SALT: LazyLock<u64> = LazyLock::new(|| (RandomState::new().build_hasher().finish() >> 32).max(1));

/// A parser, and the document that its handlers build.
#[derive(Debug)]
pub(crate) struct Parser {
    sandbox: Sandbox<Expat>,
    parser: Kept<Expat, XML_ParserStruct>,
    pub(crate) document: Document,
}

impl Parser {
    pub(crate) fn new(pool: &Pool<Expat>, bounds: Bounds) -> Result<Self, Fault> {
        let mut sandbox = pool.sandbox();
        let parser = sandbox.scope(|s| {
            let parser = s.XML_ParserCreate(GuestPtr::NULL)?;
            let kept = s.keep(parser)?;
            s.XML_SetHashSalt(parser, *SALT)?;
            let start = s.keep_callback(XMLStartElementHandler, move |s, (user, name, list)| {
                s.host(user, |s, document: &mut Document| {
                    let name = text(s, name, document.bounds)?;
                    let attributes = attributes(s, list, document)?;
                    document.start(name, attributes);
                    stop_if_excessive(s, document, kept)
                })
            })?;
            let end = s.keep_callback(XMLEndElementHandler, |s, (user, name)| {
                s.host(user, |s, document: &mut Document| {
                    if document.excess().is_none() {
                        let name = s.c_str(name, document.bounds.text + 1)?;
                        verify!(name, |name| document.is_open(name.to_bytes()))?;
                        document.end();
                    }
                    Ok(())
                })
            })?;
            let data = s.keep_callback(XMLCharacterDataHandler, move |s, (user, text, length)| {
                let length = verify!(length, in 0..=1 << 20)?;
                let bytes = s.slice(text.cast::<u8>(), length as usize)?;
                let text = verify!(s.read_slice(bytes)?, utf8)?;
                s.host(user, |s, document: &mut Document| {
                    document.text(&text);
                    stop_if_excessive(s, document, kept)
                })
            })?;
            let (start, end, data) = (s.revive_fn(start)?, s.revive_fn(end)?, s.revive_fn(data)?);
            s.XML_SetElementHandler(parser, start, end)?;
            s.XML_SetCharacterDataHandler(parser, data)?;
            Ok(kept)
        })?;
        Ok(Self { sandbox, parser, document: Document::new(bounds) })
    }

    /// Parses a piece of the document.
    pub(crate) fn parse(&mut self, piece: &[u8], is_final: bool) -> Result<(), Error> {
        let Self { sandbox, parser, document } = self;
        let result = sandbox.scope(|s| {
            s.lend_host(document, |s, token| {
                let parser = s.revive(*parser)?;
                s.XML_SetUserData(parser, token.ptr())?;
                if s.XML_Parse(parser, piece, is_final.into())? == 1 {
                    return Ok(Ok(()));
                }
                let code = s.XML_GetErrorCode(parser)?;
                let reason = s.XML_ErrorString(code)?;
                let line = s.XML_GetCurrentLineNumber(parser)?;
                Ok(Err(Error::Malformed { line, reason }))
            })
        })?;
        match document.excess() {
            Some(what) => Err(Error::TooMuch(what)),
            None if is_final && result.is_ok() && !document.is_complete() => Err(Error::Inconsistent),
            None => result,
        }
    }
}

/// Calls the parser from within its own call.
fn stop_if_excessive(
    s: &mut Scope<'_, Expat>,
    document: &Document,
    parser: Kept<Expat, XML_ParserStruct>,
) -> Result<(), Fault> {
    if document.excess().is_some() {
        let parser = s.revive(parser)?;
        // It may have been told before, and still have something to say.
        s.XML_StopParser(parser, 0)?;
    }
    Ok(())
}

fn text<'id>(s: &mut Scope<'id, Expat>, text: GuestPtr<'id, i8>, bounds: Bounds) -> Result<String, Fault> {
    verify!(s.c_str(text, bounds.text + 1)?, utf8)
}

/// A list of names and values by turns, ended by null.
fn attributes<'id>(
    s: &mut Scope<'id, Expat>,
    list: GuestPtr<'id, Ptr<i8>>,
    document: &mut Document,
) -> Result<Vec<(String, String)>, Fault> {
    let bounds = document.bounds;
    let mut attributes = Vec::new();
    let mut pointers = (0..).map(|index| list.element(index));
    while let (Some(name), Some(value)) = (pointers.next(), pointers.next()) {
        let name = s.read(name)?;
        if name.is_null() {
            break;
        }
        if attributes.len() == bounds.attributes {
            document.bound("attributes", false);
            break;
        }
        let value = s.read(value)?;
        attributes.push((text(s, name, bounds)?, text(s, value, bounds)?));
    }
    Ok(attributes)
}
