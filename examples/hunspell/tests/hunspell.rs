//! The dictionaries of Hunspell's own tests and what these expect, damaged ones, and a library that lies.
#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "helpers of tests are tests")]

use std::path::Path;

use fenced_checks::Checks;
use fenced_hunspell::Speller;
use ringfence::{FaultKind, Limits, Pool};

fn path(name: &str) -> std::path::PathBuf {
    Path::new(env!("HUNSPELL_SOURCES")).join("vendor/tests").join(name)
}

fn file(name: &str) -> Vec<u8> {
    std::fs::read(path(name)).unwrap()
}

/// The lines of a file, if it is there.
fn lines(name: &str) -> Vec<String> {
    let text = std::fs::read_to_string(path(name)).unwrap_or_default();
    text.lines().map(|line| line.trim_end().to_owned()).filter(|line| !line.is_empty()).collect()
}

/// Dictionaries in UTF-8, each for another part of the format.
const NAMES: &str = "1463589_utf allcaps_utf arabic base_utf break breakdefault breakoff checkcompoundcaseutf \
                     checksharpsutf complexprefixesutf compoundrule5 condition_utf digits_in_words dotless_i hu i68568utf \
                     iconv ignoreutf korean maputf nepali oconv oconv2 ph2 reputf right_to_left_mark sugutf utf8 \
                     utf8_bom utf8_bom2 utf8_nonbmp utfcompound";

#[test]
fn words_are_judged_as_hunspells_own_tests_expect() {
    let (mut good, mut wrong) = (0, 0);
    for name in NAMES.split_whitespace() {
        let mut speller = speller(name);
        for word in lines(&format!("{name}.good")) {
            assert!(speller.spell(&word).unwrap(), "{name}: {word}");
            good += 1;
        }
        for word in lines(&format!("{name}.wrong")) {
            assert!(!speller.spell(&word).unwrap(), "{name}: {word}");
            wrong += 1;
        }
    }
    assert!(good > 50 && wrong > 20, "{good} good, {wrong} wrong");
}

#[test]
fn suggestions_are_those_that_hunspells_own_tests_expect() {
    let mut speller = speller("sugutf");
    let suggested = lines("sugutf.wrong").into_iter().map(|word| speller.suggest(&word).unwrap().join(", "));
    let suggested: Vec<_> = suggested.filter(|line| !line.is_empty()).collect();
    assert_eq!(suggested, lines("sugutf.sug"));
    assert!(suggested.len() > 5);
}

fn speller(name: &str) -> Speller {
    Speller::new(file(&format!("{name}.aff")), file(&format!("{name}.dic"))).unwrap()
}

const AFFIXES: &str = "SET UTF-8\nTRY esianrtolcdugmphbyfvkwz\nSFX S Y 1\nSFX S 0 s .\nREP 1\nREP f ph\n";
const WORDS: &str = "4\nhello\nphoto/S\nnaïve\nstraße\n";

#[test]
fn a_dictionary_in_memory_serves_words_and_suggestions() {
    let mut speller = Speller::new(AFFIXES, WORDS).unwrap();
    for (word, known) in [("hello", true), ("photos", true), ("hellos", false), ("naïve", true), ("", true)]
    {
        assert_eq!(speller.spell(word).unwrap(), known, "{word}");
    }
    assert_eq!(speller.suggest("foto").unwrap()[0], "photo");
    assert_eq!(speller.suggest("strasse").unwrap(), ["straße"]);
    assert_eq!(speller.suggest("qqqqqqqqqqqqq").unwrap(), [""; 0]);
}

#[test]
fn other_encodings_and_long_words_are_refused_and_the_next_word_is_served() {
    let mut latin = Speller::new("SET ISO8859-1\n", "1\na\n").unwrap();
    let fault = latin.spell("a").unwrap_err();
    assert_eq!((fault.kind(), fault.message()), (FaultKind::Refused, Some("the dictionary is not in UTF-8")));
    let mut speller = Speller::new(AFFIXES, WORDS).unwrap();
    assert_eq!(speller.spell(&"a".repeat(5000)).unwrap_err().message(), Some("the word is too long"));
    assert!(speller.spell("a\0b").is_err());
    assert!(speller.spell("hello").unwrap());
}

#[test]
fn clones_know_the_dictionary_and_work_at_once() {
    let mut speller = Speller::new(AFFIXES, WORDS).unwrap();
    assert!(speller.spell("hello").unwrap());
    std::thread::scope(|threads| {
        for _ in 0..4 {
            let mut speller = speller.clone();
            threads.spawn(move || {
                for _ in 0..50 {
                    assert!(speller.spell("photos").unwrap());
                    assert_eq!(speller.suggest("foto").unwrap()[0], "photo");
                }
            });
        }
    });
    assert!(!Speller::new(AFFIXES, WORDS).unwrap().clone().spell("helo").unwrap());
}

#[test]
fn a_million_bytes_of_words_need_no_more_memory_than_a_few() {
    let mut speller = Speller::new(AFFIXES, WORDS).unwrap();
    let ask = |speller: &mut Speller| {
        for word in ["hello", "photoss", "foto", "strasse", "naïv"] {
            speller.spell(word).unwrap();
            speller.suggest(word).unwrap();
        }
        speller.memory_bytes().unwrap()
    };
    let before = (0..10).map(|_| ask(&mut speller)).max().unwrap();
    for _ in 0..100 {
        assert!(ask(&mut speller) <= before);
    }
}

#[test]
fn a_thousand_damaged_dictionaries_on_two_threads_leave_nothing_behind() {
    let read = |pool: &Pool<_>, affixes: &[u8]| {
        let mut speller = Speller::of(pool, affixes, WORDS)?;
        Ok((speller.spell("photos")?, speller.suggest("foto")?))
    };
    let summary =
        Checks::new(Pool::new(Limits::default()).unwrap(), read).file("affixes", AFFIXES).keep(10).run();
    assert!(summary.read() > 500, "{summary}");
}

#[test]
fn a_library_that_lies_is_contained() {
    let report = ringfence::hostile::attack(|pool| {
        let mut speller = Speller::of(pool, AFFIXES, WORDS)?;
        speller.spell("hello")?;
        speller.suggest("foto")
    })
    .rounds(40)
    .run();
    println!("{report}");
    report.assert_contained();
    report.assert_score(0.3);
}
