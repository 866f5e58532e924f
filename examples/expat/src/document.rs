//! What the handlers build: events, within bounds.

use std::collections::VecDeque;

/// What an event counts beside its text.
const EVENT: usize = 64;

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
    /// All text up to the next event.
    Text(String),
}

/// How much a document may have of everything.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    /// Elements open at a time.
    pub depth: usize,
    /// Attributes of one element.
    pub attributes: usize,
    /// Bytes of a name, a value, or text without an element in between.
    pub text: usize,
    /// Bytes of the events that wait at a time, with 64 for each: what becomes of 8 KiB of document. Entities make much
    /// of little; this bounds it.
    pub waiting: usize,
}

impl Default for Bounds {
    fn default() -> Self {
        Self { depth: 512, attributes: 256, text: 1 << 20, waiting: 2 << 20 }
    }
}

/// A document as far as it was read.
#[derive(Debug)]
pub(crate) struct Document {
    pub(crate) bounds: Bounds,
    open: Vec<String>,
    text: String,
    events: VecDeque<Event>,
    waiting: usize,
    excess: Option<&'static str>,
}

impl Document {
    pub(crate) fn new(bounds: Bounds) -> Self {
        let (open, events) = (Vec::new(), VecDeque::new());
        Self { bounds, open, text: String::new(), events, waiting: 0, excess: None }
    }

    pub(crate) fn start(&mut self, name: String, attributes: Vec<(String, String)>) {
        let lengths = attributes.iter().map(|(name, value)| name.len() + value.len());
        self.count(EVENT + name.len() + lengths.sum::<usize>());
        self.bound("depth", self.open.len() < self.bounds.depth);
        if self.excess.is_none() {
            self.end_text();
            self.open.push(name.clone());
            self.events.push_back(Event::Start { name, attributes });
        }
    }

    /// Whether this is the element that ends next. The parser promised it.
    pub(crate) fn is_open(&self, name: &[u8]) -> bool {
        self.open.last().is_some_and(|open| open.as_bytes() == name)
    }

    pub(crate) fn end(&mut self) {
        self.end_text();
        self.events.extend(self.open.pop().map(Event::End));
    }

    pub(crate) fn text(&mut self, text: &str) {
        self.count(text.len());
        self.bound("text", self.text.len() + text.len() <= self.bounds.text);
        if self.excess.is_none() {
            self.text.push_str(text);
        }
    }

    /// Notes that there is too much of something, unless all is well.
    pub(crate) fn bound(&mut self, what: &'static str, is_within: bool) {
        if !is_within {
            self.excess.get_or_insert(what);
        }
    }

    /// What there is too much of.
    pub(crate) fn excess(&self) -> Option<&'static str> {
        self.excess
    }

    /// The next event. When there is none, nothing waits any more.
    pub(crate) fn next(&mut self) -> Option<Event> {
        let event = self.events.pop_front();
        if event.is_none() {
            self.waiting = 0;
        }
        event
    }

    pub(crate) fn is_complete(&self) -> bool {
        self.open.is_empty()
    }

    fn end_text(&mut self) {
        if !self.text.is_empty() {
            self.events.push_back(Event::Text(std::mem::take(&mut self.text)));
        }
    }

    fn count(&mut self, bytes: usize) {
        self.waiting = self.waiting.saturating_add(bytes);
        self.bound("content", self.waiting <= self.bounds.waiting);
    }
}
