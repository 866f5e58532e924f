//! A SAX parser in a Rust struct: expat of 2012, known holes included, its handlers host closures.

use ringfence::{Fault, GuestPtr, Kept, Limits, Ptr, Sandbox, Scope, verify};

#[ringfence::library("expat")]
#[allow(missing_docs, reason = "documented by expat")]
pub mod sys {
    use std::ffi::{c_char, c_int, c_void};

    pub struct XML_ParserStruct;
    pub type XML_Parser = *mut XML_ParserStruct;
    pub type XML_StartElementHandler =
        Option<unsafe extern "C" fn(user: *mut c_void, name: *const c_char, atts: *mut *const c_char)>;
    pub type XML_EndElementHandler = Option<unsafe extern "C" fn(user: *mut c_void, name: *const c_char)>;
    pub type XML_CharacterDataHandler =
        Option<unsafe extern "C" fn(user: *mut c_void, text: *const c_char, length: c_int)>;

    extern "C" {
        pub fn XML_ParserCreate(encoding: *const c_char) -> XML_Parser;
        pub fn XML_ParserFree(parser: XML_Parser);
        pub fn XML_SetUserData(parser: XML_Parser, user: *mut c_void);
        pub fn XML_SetElementHandler(
            parser: XML_Parser,
            start: XML_StartElementHandler,
            end: XML_EndElementHandler,
        );
        pub fn XML_SetCharacterDataHandler(parser: XML_Parser, handler: XML_CharacterDataHandler);
        pub fn XML_Parse(parser: XML_Parser, text: *const c_char, length: c_int, is_final: c_int) -> c_int;
        pub fn XML_GetErrorCode(parser: XML_Parser) -> c_int;
        pub fn XML_ErrorString(code: c_int) -> *const c_char;
    }
}

use sys::{Expat, ExpatCalls as _, XMLCharacterDataHandler, XMLEndElementHandler, XMLStartElementHandler};

/// Longest name or attribute value taken, in bytes.
const LONGEST: usize = 4096;

/// Most attributes of one element.
const MOST_ATTRIBUTES: usize = 256;

/// What happens in a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// An element begins.
    Start {
        /// Its name.
        name: String,
        /// Names and values of its attributes.
        attributes: Vec<(String, String)>,
    },
    /// An element ends.
    End(String),
    /// Text, possibly not all of it at once.
    Text(String),
}

/// Receives events as they come.
pub type Handler = Box<dyn FnMut(Event) -> Result<(), Fault> + Send>;

/// A document that arrives piece by piece.
pub struct Feed {
    sandbox: Sandbox<Expat>,
    parser: Kept<Expat, sys::XML_ParserStruct>,
    handler: Handler,
}

impl Feed {
    /// Starts a document.
    ///
    /// # Errors
    ///
    /// When there is no memory or no instance for a parser.
    pub fn new(handler: Handler, limits: Limits) -> Result<Self, Fault> {
        let mut sandbox = Sandbox::new(limits)?;
        let parser = sandbox.scope(|s| {
            let parser = s.XML_ParserCreate(GuestPtr::NULL)?;
            let start = s.keep_callback(XMLStartElementHandler, |s, (user, name, atts)| {
                let event = Event::Start { name: text(s, name)?, attributes: attributes(s, atts)? };
                s.host(user, |_, handler: &mut Handler| handler(event))
            })?;
            let end = s.keep_callback(XMLEndElementHandler, |s, (user, name)| {
                let event = Event::End(text(s, name)?);
                s.host(user, |_, handler: &mut Handler| handler(event))
            })?;
            let data = s.keep_callback(XMLCharacterDataHandler, |s, (user, text, length)| {
                let length = verify!(length, in 0..=1 << 20)?;
                let bytes = s.slice(text.cast::<u8>(), length as usize)?;
                let event = Event::Text(verify!(s.read_slice(bytes)?, utf8)?);
                s.host(user, |_, handler: &mut Handler| handler(event))
            })?;
            let (start, end, data) = (s.revive_fn(start)?, s.revive_fn(end)?, s.revive_fn(data)?);
            s.XML_SetElementHandler(parser, start, end)?;
            s.XML_SetCharacterDataHandler(parser, data)?;
            s.keep(parser)
        })?;
        Ok(Self { sandbox, parser, handler })
    }

    /// Parses the next piece; an empty one ends the document.
    ///
    /// # Errors
    ///
    /// A document that is not well formed, an error of the handler, or whatever the parser got itself into.
    pub fn feed(&mut self, piece: &[u8]) -> Result<(), Fault> {
        let Self { sandbox, parser, handler } = self;
        sandbox.scope(|s| {
            s.lend_host(handler, |s, token| {
                let parser = s.revive(*parser)?;
                s.XML_SetUserData(parser, token.ptr())?;
                let text = s.copy_in(piece)?;
                let length = i32::try_from(text.len()).map_err(Fault::host)?;
                let status = s.XML_Parse(parser, text.ptr().cast(), length, i32::from(piece.is_empty()))?;
                if verify!(status, |status| *status != 0).is_ok() {
                    return Ok(());
                }
                let code = s.XML_GetErrorCode(parser)?;
                let code = verify!(code, in 0..1000)?;
                let message = s.XML_ErrorString(code)?;
                let message = self::text(s, message)?;
                Err(Fault::host(message))
            })
        })
    }
}

fn text<'id>(s: &mut Scope<'id, Expat>, pointer: GuestPtr<'id, i8>) -> Result<String, Fault> {
    verify!(s.c_str(pointer, LONGEST)?, utf8)
}

/// A list of names and values by turns, ended by null.
fn attributes<'id>(
    s: &mut Scope<'id, Expat>,
    list: GuestPtr<'id, Ptr<i8>>,
) -> Result<Vec<(String, String)>, Fault> {
    let mut attributes = Vec::new();
    for index in 0..MOST_ATTRIBUTES {
        let index = index as u32 * 2;
        let name = s.read(list.element(index))?;
        if name.is_null() {
            return Ok(attributes);
        }
        let value = s.read(list.element(index + 1))?;
        attributes.push((text(s, name)?, text(s, value)?));
    }
    Err(Fault::host("too many attributes"))
}
