//! Wrappers against libraries that lie: `ringfence::hostile` on what these tests wrap.

use std::ffi::CString;

use ringfence::hostile::{self, Outcome};
use ringfence::{Fault, Limits, Pool, inert, release, verify};
use ringfence_tests::expat::Feed;
use ringfence_tests::expat::sys::Expat;
use ringfence_tests::functions::functions::{
    Decoder, DecoderFields as _, Functions, FunctionsCalls as _, RowFn, Verdict,
};
use ringfence_tests::gain::{lz4, stb, zlib};
use ringfence_tests::shapes::shapes::*;
use ringfence_tests::stb::stb_image::{StbImage, StbImageCalls as _};
use ringfence_tests::structs::structs::{
    PairValues as _, Record, RecordValues as _, Structs, StructsCalls as _,
};

/// An uncompressed TGA of 4 by 3 pixels.
fn picture() -> Vec<u8> {
    let mut file = vec![0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 0, 3, 0, 32, 0x28];
    file.extend((0..4 * 3 * 4).map(|byte| byte as u8));
    file
}

fn decode(pool: &Pool<StbImage>, file: &[u8]) -> Result<(usize, usize, Vec<u8>), Fault> {
    pool.scope(|s| {
        let input = s.copy_in(file)?;
        let len = i32::try_from(input.len()).map_err(Fault::host)?;
        let (x, y, channels) = (s.alloc()?, s.alloc()?, s.alloc()?);
        let pixels = s.stbi_load_from_memory(input.ptr(), len, x, y, channels, 4)?;
        if pixels.is_null() {
            let reason = s.stbi_failure_reason()?;
            return Err(Fault::host(verify!(s.c_str(reason, 100)?, utf8)?));
        }
        let width = verify!(s.read(x)?, in 1..=16_384)? as usize;
        let height = verify!(s.read(y)?, in 1..=16_384)? as usize;
        let rgba = s.slice(pixels, width * height * 4)?;
        let rgba = inert!(s.read_slice(rgba)?);
        s.stbi_image_free(pixels.cast())?;
        Ok((width, height, rgba))
    })
}

#[test]
fn a_decoder_holds() {
    let file = picture();
    let report = hostile::attack(|pool| decode(pool, &file)).rounds(60).run();
    println!("{report}");
    report.assert_contained();
    report.assert_score(0.5);
    assert!(report.count(Outcome::Rejected) > 0, "{report}");
    // A null pointer is always caught, a width that is one more never is.
    let accepted: Vec<_> = report.accepted().collect();
    assert!(accepted.iter().all(|lie| (lie.value, lie.kind) != ("result", "null")), "{report}");
    assert!(accepted.iter().all(|lie| (lie.value, lie.kind) != ("*x", "zero")), "{report}");
    assert!(accepted.iter().any(|lie| (lie.value, lie.kind) == ("*x", "one less")), "{report}");
}

/// Everything that `shapes` offers, each value under a rule.
fn use_shapes(pool: &Pool<Shapes>) -> Result<(), Fault> {
    pool.scope(|s| {
        verify!(s.echo_color(Color::Green)?, valid)?;
        verify!(s.echo_f64(0.5)?, in 0.0..1.0)?;
        verify!(s.negate(false)?, valid)?;
        let m = s.alloc::<Mixed>()?;
        s.fill_mixed(m)?;
        verify!(s.read(m.wide())?, in i64::MIN..0)?;
        verify!(s.read(m.narrow())?, in -300..=-300)?;
        verify!(s.read(m.flag())?, valid)?;
        verify!(s.read(m.color())?, valid)?;
        let name = s.read(m.name())?;
        verify!(s.c_str(name, 16)?, utf8)?;
        let out = s.alloc()?;
        verify!(s.parser_open(out)?, in 0..=0)?;
        let parser = s.read(out)?;
        let bytes = s.copy_in(b"some text")?;
        verify!(s.parser_feed(parser, bytes.ptr(), bytes.len())?, in 0..=0)?;
        let text = s.parser_text(parser)?;
        verify!(s.c_str(text, 100)?, |text: &CString| text.as_bytes() == b"some text")?;
        let (sum, middle) = (s.alloc()?, s.alloc()?);
        s.split(bytes.ptr(), bytes.len(), sum, middle)?;
        verify!(s.read(sum)?, in 1..=9 * 255)?;
        let half = s.read(middle)?;
        let half = s.slice(half, 4)?;
        verify!(s.view(half)?, |half| half == b" tex")?;
        s.parser_free(parser)
    })
}

#[test]
fn every_shape_holds() {
    let report = hostile::attack(use_shapes).rounds(60).run();
    println!("{report}");
    report.assert_contained();
    report.assert_score(0.6);
}

/// As careless as one can be without being unsafe.
fn careless(pool: &Pool<Shapes>) -> Result<u32, Fault> {
    pool.scope(|s| {
        let bytes = s.copy_in(b"12345678")?;
        let (sum, middle) = (s.alloc()?, s.alloc()?);
        s.split(bytes.ptr(), bytes.len(), sum, middle)?;
        Ok(release!(s.read(sum)?, reason = "a wrapper without any care"))
    })
}

#[test]
fn carelessness_shows_in_the_score() {
    let report = hostile::attack(careless).rounds(0).run();
    report.assert_contained();
    assert_eq!(report.score(), Some(0.0), "{report}");
    let caught = std::panic::catch_unwind(|| report.assert_score(0.1)).unwrap_err();
    let text = caught.downcast_ref::<String>().unwrap();
    assert!(text.contains("*sum"), "{text}");
}

/// Indexes with what the library says.
fn trusting(pool: &Pool<Shapes>) -> Result<u8, Fault> {
    let index = pool.scope(|s| Ok(release!(s.echo_u32(3)?, reason = "the mistake to be found")))?;
    Ok([1, 2, 3, 4][index as usize])
}

#[test]
fn a_panic_is_found_and_can_be_repeated() {
    let report = hostile::attack(trusting).rounds(20).run();
    assert!(!report.panics().is_empty());
    assert!(report.panics().iter().all(|panic| panic.contains("RINGFENCE_HOSTILE_SEED=")), "{report}");
    assert!(report.panics().iter().any(|panic| panic.contains("=lie-")), "{report}");
    assert!(std::panic::catch_unwind(|| report.assert_contained()).is_err());
}

#[test]
fn the_same_attack_gives_the_same_report() {
    let attack = || hostile::attack(use_shapes).seed(77).rounds(5).lies(60).run();
    let (one, other) = (attack(), attack());
    assert_eq!(one.accepted().collect::<Vec<_>>(), other.accepted().collect::<Vec<_>>());
    assert_eq!((one.rounds(), one.lies(), one.score()), (other.rounds(), other.lies(), other.score()));
}

#[test]
fn a_wrapper_that_fails_without_lies_is_no_success() {
    let report = hostile::attack(|pool| decode(pool, b"no image at all")).rounds(1).run();
    let text = report.to_string();
    assert!(text.contains("fails with the honest library"), "{text}");
    assert!(std::panic::catch_unwind(|| report.assert_contained()).is_err());
    hostile::attack(|pool| decode(pool, b"no image at all")).rounds(1).twin_only().run().assert_contained();
}

/// Counts rows in a closure that the library calls.
fn count_rows(pool: &Pool<Functions>) -> Result<Vec<u8>, Fault> {
    pool.scope(|s| {
        let input = s.copy_in(b"abcdefghij")?;
        let decoder = s.alloc::<Decoder>()?;
        let mut rows = Vec::new();
        s.lend(
            RowFn,
            |s, (user, row, length)| {
                if !user.is_null() {
                    return Err(Fault::host("nobody set a user pointer"));
                }
                let length = verify!(length, in 1..=3)?;
                let row = s.slice(row, length)?;
                rows.extend(inert!(s.read_slice(row)?));
                Ok(Verdict::Go)
            },
            |s, on_row| {
                s.write(decoder.on_row(), on_row)?;
                verify!(s.decode(decoder, input.ptr(), input.len(), 3)?, in 0..=0)
            },
        )?;
        verify!(s.read(decoder.rows())?, in 0..=4)?;
        Ok(rows)
    })
}

#[test]
fn closures_hold_whoever_calls_them() {
    let report = hostile::attack(count_rows).rounds(60).run();
    println!("{report}");
    report.assert_contained();
    report.assert_score(0.6);
    let accepted: Vec<_> = report.accepted().collect();
    assert!(accepted.iter().all(|lie| (lie.function, lie.value) != ("RowFn", "user")), "{report}");
    assert!(accepted.iter().all(|lie| lie.value != "result"), "{report}");
}

/// Reads a document in two pieces, with a sandbox and handlers of the wrapper's own.
fn read_document() -> Result<usize, Fault> {
    let (sender, events) = std::sync::mpsc::channel();
    let handler = move |event| sender.send(event).map_err(Fault::host);
    let mut feed = Feed::new(Box::new(handler), Limits::default())?;
    for piece in [&b"<a href='x'>some <b/>"[..], b"text</a>", b""] {
        feed.feed(piece)?;
    }
    drop(feed);
    Ok(events.iter().count())
}

#[test]
fn a_parser_with_a_sandbox_of_its_own_holds() {
    let report = hostile::attack(|_: &Pool<Expat>| read_document()).rounds(60).lies(300).run();
    println!("{report}");
    report.assert_contained();
    report.assert_score(0.4);
    // Twins stood in for the parser, too: no twin reads a document.
    assert!(report.count(Outcome::GuestFault) > 0, "{report}");
}

/// Reads a struct as a whole.
fn read_record(pool: &Pool<Structs>) -> Result<u8, Fault> {
    pool.scope(|s| {
        let pointer = s.alloc::<Record>()?;
        s.fill_record(pointer)?;
        let record = s.read(pointer)?;
        verify!(record.weight(), in 0.0..10.0)?;
        verify!(record.on(), valid)?;
        verify!(record.suit(), valid)?;
        verify!(record.inner().x(), in 7..=7)?;
        verify!(s.c_str(record.name(), 16)?, utf8)?;
        verify!(record.tag(), in 0..=200)
    })
}

#[test]
fn the_values_of_a_copied_struct_are_lied_about_one_by_one() {
    let report = hostile::attack(read_record).rounds(20).run();
    println!("{report}");
    report.assert_contained();
    let accepted: Vec<_> = report.accepted().map(|lie| (lie.value.to_owned(), lie.kind)).collect();
    assert!(!accepted.contains(&("*r.suit".to_owned(), "no variant")), "{report}");
    assert!(!accepted.contains(&("*r.weight".to_owned(), "NaN")), "{report}");
    assert!(accepted.contains(&("*r.suit".to_owned(), "other variant")), "{report}");
    assert!(accepted.contains(&("*r.size".to_owned(), "zero")), "nobody looks at it: {report}");
}

/// The same wrapper by hand and by contract: each lie that one catches, the other catches.
fn compare<L: ringfence::Library>(
    by_hand: impl Fn(&Pool<L>) -> Result<(), Fault>,
    by_contract: impl Fn(&Pool<L>) -> Result<(), Fault>,
    least: f64,
) {
    let hand = hostile::attack(by_hand).rounds(60).run();
    let contract = hostile::attack(by_contract).rounds(60).run();
    println!("{hand}\n{contract}");
    hand.assert_contained();
    contract.assert_contained();
    contract.assert_score(least);
    assert_eq!(hand.score(), contract.score());
    assert_eq!(hand.accepted().collect::<Vec<_>>(), contract.accepted().collect::<Vec<_>>());
}

#[test]
fn a_contract_catches_what_a_careful_person_does_in_an_image() {
    let file = picture();
    compare(
        |pool| pool.scope(|s| stb::by_hand(s, &file)).map(drop),
        |pool| pool.scope(|s| stb::by_contract(s, &file)).map(drop),
        0.6,
    );
}

#[test]
fn a_contract_catches_what_a_careful_person_does_in_a_stream() {
    // `hello`, as in the tests of the gain.
    let stream = [0x78, 0x9c, 0xcb, 0x48, 0xcd, 0xc9, 0xc9, 0x07, 0x00, 0x06, 0x2c, 0x02, 0x15];
    compare(
        |pool| pool.scope(|s| zlib::by_hand(s, 100, &stream)).map(drop),
        |pool| pool.scope(|s| zlib::by_contract(s, 100, &stream)).map(drop),
        0.7,
    );
}

#[test]
fn a_contract_catches_what_a_careful_person_does_in_a_block() {
    compare(
        |pool| pool.scope(|s| lz4::by_hand(s, 100, b"\x50hello")).map(drop),
        |pool| pool.scope(|s| lz4::by_contract(s, 100, b"\x50hello")).map(drop),
        0.5,
    );
}
