//! A long-lived parser with callbacks, held in a Rust struct.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use ringfence::{Fault, FaultKind, Limits};
use ringfence_tests::expat::{Event, Feed, Handler};

/// A feed that collects what it hears.
fn collecting() -> (Feed, Arc<Mutex<Vec<Event>>>) {
    let events = Arc::new(Mutex::new(Vec::new()));
    let heard = events.clone();
    let handler: Handler = Box::new(move |event| {
        heard.lock().unwrap().push(event);
        Ok(())
    });
    (Feed::new(handler, Limits::default()).unwrap(), events)
}

#[test]
fn a_document_arrives_in_pieces() {
    let (mut feed, events) = collecting();
    // Split inside a name, a value and an entity.
    for piece in ["<feed lang='e", "n' kind='a&am", "p;b'><ti", "tle>T\u{e4}st</title>", "</feed>", ""] {
        feed.feed(piece.as_bytes()).unwrap();
    }
    let attributes = vec![("lang".into(), "en".into()), ("kind".into(), "a&b".into())];
    assert_eq!(
        *events.lock().unwrap(),
        [
            Event::Start { name: "feed".into(), attributes },
            Event::Start { name: "title".into(), attributes: Vec::new() },
            Event::Text("T\u{e4}st".into()),
            Event::End("title".into()),
            Event::End("feed".into()),
        ]
    );
}

#[test]
fn a_malformed_document_is_told_in_the_parsers_own_words() {
    let (mut feed, _) = collecting();
    feed.feed(b"<a>").unwrap();
    let fault = feed.feed(b"</b>").unwrap_err();
    assert!(fault.to_string().contains("mismatched tag"), "{fault}");
    // The parser went with its instance.
    let fault = feed.feed(b"</a>").unwrap_err();
    assert_eq!(fault.kind(), FaultKind::Caller);
    assert!(fault.to_string().contains("instance that is gone"), "{fault}");
}

#[test]
fn a_handler_stops_the_parser_with_its_own_error() {
    let mut left = 3;
    let handler: Handler = Box::new(move |_| {
        left -= 1;
        if left == 0 { Err(Fault::host(std::io::Error::other("disk full"))) } else { Ok(()) }
    });
    let mut feed = Feed::new(handler, Limits::default()).unwrap();
    let fault = feed.feed(b"<a><b/><c/></a>").unwrap_err();
    assert_eq!(fault.downcast::<std::io::Error>().unwrap().to_string(), "disk full");
}

#[test]
fn entities_that_grow_without_end_cost_an_error() {
    let limits = Limits::default().deadline(Duration::from_millis(300));
    let mut feed = Feed::new(Box::new(|_| Ok(())), limits).unwrap();
    let mut bomb = String::from("<!DOCTYPE b [<!ENTITY e0 \"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\">");
    for level in 1..12 {
        let body = format!("&e{};", level - 1).repeat(16);
        bomb += &format!("<!ENTITY e{level} \"{body}\">");
    }
    bomb += "]><b>&e11;</b>";
    let fault = feed.feed(bomb.as_bytes()).unwrap_err();
    assert_eq!(fault.kind(), FaultKind::Limit, "{fault}");
}

#[test]
fn a_deep_document_overflows_nothing_of_the_hosts() {
    let (mut feed, events) = collecting();
    let deep = "<a>".repeat(20_000);
    feed.feed(deep.as_bytes()).unwrap();
    assert_eq!(events.lock().unwrap().len(), 20_000);
}
