//! Documents, good, bad and vicious, and a parser that lies.
#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "helpers of tests are tests")]

use std::fmt::Write as _;
use std::io::{self, Read};

use fenced_checks::Checks;
use fenced_expat::{Bounds, Error, Event, Events, Expat};
use ringfence::{Fault, Pool};

const FEED: &str = r#"<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE feed [ <!ENTITY org "The Fence &amp; Sons"> <!ATTLIST link rel CDATA "self"> ]>
<!-- an Atom feed -->
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang='de'>
  <title type="text">Zäune &#x263A; &lt;heute&gt;</title>
  <link href="https://example.org/?a=1&amp;b=2"/>
  <entry><summary><![CDATA[<p>raw & unparsed</p>]]></summary><author>&org;</author></entry>
  <?style none?>
</feed>
"#;

fn all(pool: &Pool<Expat>, text: &[u8]) -> Result<Vec<Event>, Error> {
    Events::new(pool, text)?.collect()
}

fn start(name: &str, attributes: &[(&str, &str)]) -> Event {
    let attributes = attributes.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect();
    Event::Start { name: name.into(), attributes }
}

/// Gives at most a few bytes at a time, and counts them.
struct Drip<'a>(&'a [u8], usize, &'a std::cell::Cell<usize>);

impl Read for Drip<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let most = self.1.min(buffer.len());
        let read = self.0.read(&mut buffer[..most])?;
        self.2.set(self.2.get() + read);
        Ok(read)
    }
}

/// Documents that come with expat: a project file and a page of its site.
#[test]
fn documents_of_the_project_are_read_tag_by_tag() {
    let pool = fenced_expat::pool().unwrap();
    for name in ["expat/amiga/expat.xml", "htdocs/oldnews.html", "htdocs/dev/trackers.html"] {
        let path = std::path::Path::new(env!("EXPAT_SOURCES")).join(name);
        let document = std::fs::read(&path).unwrap();
        let events = all(&pool, &document).unwrap();
        // There are no comments in them that look like tags.
        let tags: Vec<_> = document
            .split(|&byte| byte == b'<')
            .skip(1)
            .filter(|tag| tag[0].is_ascii_alphabetic())
            .map(|tag| tag.split(|byte| !byte.is_ascii_alphanumeric()).next().unwrap())
            .map(|tag| String::from_utf8(tag.to_vec()).unwrap())
            .collect();
        let starts: Vec<_> = events
            .iter()
            .filter_map(|event| match event {
                Event::Start { name, .. } => Some(name.to_string()),
                _ => None,
            })
            .collect();
        assert_eq!(starts, tags, "{name}");
        assert_eq!(events.iter().filter(|event| matches!(event, Event::End(_))).count(), tags.len());
    }
}

#[test]
fn a_feed_is_understood_however_it_arrives() {
    let pool = fenced_expat::pool().unwrap();
    let events = all(&pool, FEED.as_bytes()).unwrap();
    let words: Vec<_> = events
        .iter()
        .filter(|event| !matches!(event, Event::Text(text) if text.trim().is_empty()))
        .cloned()
        .collect();
    let (text, end) = (|text: &str| Event::Text(text.into()), |name: &str| Event::End(name.into()));
    let expected = [
        start("feed", &[("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", "de")]),
        start("title", &[("type", "text")]),
        text("Zäune ☺ <heute>"),
        end("title"),
        start("link", &[("href", "https://example.org/?a=1&b=2"), ("rel", "self")]),
        end("link"),
        start("entry", &[]),
        start("summary", &[]),
        text("<p>raw & unparsed</p>"),
        end("summary"),
        start("author", &[]),
        text("The Fence & Sons"),
        end("author"),
        end("entry"),
        end("feed"),
    ];
    assert_eq!(words, expected);
    for size in [1, 2, 3, 17, 100] {
        let count = std::cell::Cell::new(0);
        let pieces: Result<Vec<_>, _> =
            Events::new(&pool, Drip(FEED.as_bytes(), size, &count)).unwrap().collect();
        assert_eq!(pieces.unwrap(), events, "{size} bytes at a time");
    }
    let wide: Vec<u8> = FEED.replace("utf-8", "utf-16").encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(all(&pool, &[&[0xff, 0xfe], &wide[..]].concat()).unwrap(), events);
}

/// Writes a tree of elements, and the events that it must give.
fn tree(seed: &mut u32, depth: u32, text: &mut String, events: &mut Vec<Event>) {
    *seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
    let (kind, children) = (*seed >> 20 & 63, *seed >> 28);
    write!(text, "<e{kind} id=\"{seed}\">").unwrap();
    events.push(start(&format!("e{kind}"), &[("id", &seed.to_string())]));
    for child in 0..if depth == 0 { 0 } else { children } {
        write!(text, "{child};").unwrap();
        events.push(Event::Text(format!("{child};")));
        tree(seed, depth - 1, text, events);
    }
    write!(text, "</e{kind}>").unwrap();
    events.push(Event::End(format!("e{kind}")));
}

#[test]
fn large_documents_are_read_piece_by_piece() {
    let pool = fenced_expat::pool().unwrap();
    let (mut text, mut events) = (String::from("<all>"), vec![start("all", &[])]);
    let mut seed = 1;
    while text.len() < 2 << 20 {
        tree(&mut seed, 6, &mut text, &mut events);
    }
    text += "</all>";
    events.push(Event::End("all".into()));
    let count = std::cell::Cell::new(0);
    let mut read = Events::new(&pool, Drip(text.as_bytes(), 100_000, &count)).unwrap();
    assert_eq!(read.next().unwrap().unwrap(), events[0]);
    assert!(count.get() <= 8 << 10, "{} bytes read for one event", count.get());
    let rest: Vec<_> = read.map(Result::unwrap).collect();
    assert!(rest == events[1..]);
}

#[test]
fn what_came_before_a_mistake_is_told_and_then_the_mistake() {
    let pool = fenced_expat::pool().unwrap();
    let mut events = Events::new(&pool, &b"<a>\n<b>text</b>\n</c></a>"[..]).unwrap();
    let before: Vec<_> = events.by_ref().take_while(Result::is_ok).map(Result::unwrap).collect();
    assert_eq!(before.len(), 5, "{before:?}");
    assert!(events.next().is_none());
    match all(&pool, b"<a>\n<b>text</b>\n</c></a>").unwrap_err() {
        Error::Malformed { line: 3, reason } => assert_eq!(reason, "mismatched tag"),
        other => panic!("{other}"),
    }
    for bad in ["", "text", "<a", "<a>", "<a/><b/>", "<a b='1' b='2'/>", "<a>&nobody;</a>", "<a>\u{1}</a>"] {
        assert!(matches!(all(&pool, bad.as_bytes()), Err(Error::Malformed { .. })), "{bad}");
    }
}

#[test]
fn an_error_of_the_source_comes_through() {
    struct Failing;
    impl Read for Failing {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("no more"))
        }
    }
    let pool = fenced_expat::pool().unwrap();
    let mut events = Events::new(&pool, b"<a>".chain(Failing)).unwrap();
    assert_eq!(events.next().unwrap().unwrap(), start("a", &[]));
    assert!(matches!(events.next(), Some(Err(Error::Source(error))) if error.to_string() == "no more"));
    assert!(events.next().is_none());
}

#[test]
fn documents_stay_within_their_bounds() {
    let pool = fenced_expat::pool().unwrap();
    let bounds = Bounds { depth: 10, attributes: 3, text: 100, waiting: 50_000 };
    let last = |text: String| match Events::with_bounds(&pool, text.as_bytes(), bounds).unwrap().last() {
        Some(Err(error)) => error.to_string(),
        other => format!("{other:?}"),
    };
    assert!(last("<a>".repeat(11)).ends_with("too much depth"));
    assert_eq!(last("<a>".repeat(10) + &"</a>".repeat(10)), r#"Some(Ok(End("a")))"#);
    assert!(last("<a b='1' c='2' d='3' e='4'/>".into()).ends_with("too much attributes"));
    assert!(last(format!("<a>{}</a>", "t".repeat(101))).ends_with("too much text"));
    assert!(last(format!("<a>{}</a>", "<b>text</b>".repeat(1000))).ends_with("too much content"));
}

/// A kilobyte that is worth 16^11 times 32 bytes.
fn laughs(innermost: &str) -> String {
    let mut bomb = format!("<!DOCTYPE b [<!ENTITY e0 \"{innermost}\">");
    for level in 1..12 {
        write!(bomb, "<!ENTITY e{level} \"{}\">", format!("&e{};", level - 1).repeat(16)).unwrap();
    }
    bomb + "]><b>&e11;</b>"
}

#[test]
fn a_billion_laughs_are_cut_short() {
    let pool = fenced_expat::pool().unwrap();
    for (innermost, what) in [("ha ".repeat(12), "too much text"), ("<ha/>".into(), "too much content")] {
        let bounds = Bounds { text: 50_000, ..Bounds::default() };
        let text = laughs(&innermost);
        let events = Events::with_bounds(&pool, text.as_bytes(), bounds).unwrap();
        let error = events.last().unwrap().unwrap_err();
        assert!(error.to_string().ends_with(what), "{error}");
    }
    // In an attribute the parser is alone with it: the memory of the fence or its deadline ends it.
    let text = laughs("ha ha ha").replace("<b>&e11;</b>", "<b a='&e11;'/>");
    let limits = ringfence::Limits::default().memory(16 << 20);
    let error = all(&Pool::new(limits).unwrap(), text.as_bytes()).unwrap_err();
    assert!(matches!(&error, Error::Malformed { reason, .. } if reason == "out of memory"), "{error}");
}

#[test]
fn a_thousand_damaged_feeds_are_refused_or_read() {
    let read = |pool: &Pool<Expat>, file: &[u8]| match all(pool, file) {
        Ok(events) => Ok(events),
        Err(Error::Malformed { reason, .. }) => Err(Fault::refused(0, Some(&reason))),
        Err(Error::Fault(fault)) => Err(fault),
        Err(other) => panic!("{other}"),
    };
    let summary = Checks::new(fenced_expat::pool().unwrap(), read).file("a feed", FEED).run();
    assert!(summary.faults() > 500, "{summary}");
}

#[test]
fn a_parser_that_lies_is_contained() {
    let report = ringfence::hostile::attack(|pool| all(pool, FEED.as_bytes())).rounds(40).run();
    println!("{report}");
    report.assert_contained();
    report.assert_score(0.6);
}
