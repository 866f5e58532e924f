//! What is done with each library.

use std::error::Error;
use std::path::Path;

use fenced_graphite2::Direction;
use image::ImageFormat;
use ogg::{PacketWriteEndInfo, PacketWriter};
use ringfence_benches::pictures;

use crate::jpeg::jpeg;
use crate::measure::{Options, Row};
use crate::native;

pub(crate) type Rows = Result<Vec<Row>, Box<dyn Error>>;

type Subject = fn(&Options) -> Rows;

/// By the names of their examples; `jpeg` is about vector code.
pub(crate) const ALL: &[(&str, Subject)] = &[
    ("giflib", giflib),
    ("graphite2", graphite2),
    ("hunspell", hunspell),
    ("jpeg", jpeg),
    ("ogg", ogg),
    ("woff2", woff2),
];

fn giflib(options: &Options) -> Rows {
    let file = pictures::encoded(ImageFormat::Gif);
    let pool = fenced_giflib::pool()?;
    let pixels = pictures::SIZE.0 as usize * pictures::SIZE.1 as usize;
    Ok(vec![options.pair(
        "giflib",
        "1600 × 1200 pixels",
        || fenced_giflib::decode(&pool, &file).expect("a picture").rgba,
        || native::gif(&file, pixels),
    )])
}

fn graphite2(options: &Options) -> Rows {
    let font = Path::new(env!("GRAPHITE2_SOURCES")).join("tests/fonts/Padauk.ttf");
    let font = std::fs::read(font)?;
    // From Graphite's own tests.
    let text = "\u{1015}\u{102F}\u{100F}\u{1039}\u{100F}\u{1031}\u{1038} \u{1000}\u{103C}\u{102D}\u{102F} \
                \u{1005}\u{1000}\u{1039}\u{1000}\u{1030} ";
    let long = text.repeat(100);
    let pool = fenced_graphite2::pool()?;
    let shape = |text: &str| {
        fenced_graphite2::shape(&pool, &font, text, 12.0, Direction::LeftToRight).expect("a shape")
    };
    Ok(vec![
        options.pair(
            "graphite2",
            "a font loaded; 19 characters shaped",
            || shape(text),
            || native::shape(&font, text, 12.0),
        ),
        options.pair(
            "graphite2",
            "a font loaded; 1900 characters shaped",
            || shape(&long),
            || native::shape(&font, &long, 12.0),
        ),
    ])
}

fn hunspell(options: &Options) -> Rows {
    let folder = tempfile::tempdir()?;
    let (affixes, words) = (folder.path().join("words.aff"), folder.path().join("words.dic"));
    let dictionary = words_of(20_000, 0);
    std::fs::write(
        &affixes,
        "SET UTF-8\nTRY esianrtolcdugmphbyfvkwz\nREP 2\nREP f ph\nREP ph f\n\
         PFX U Y 1\nPFX U 0 un .\nSFX S Y 2\nSFX S y ies y\nSFX S 0 s [^y]\nSFX D Y 1\nSFX D 0 ed .\n",
    )?;
    let lines: String = dictionary.iter().map(|word| format!("{word}/USD\n")).collect();
    std::fs::write(&words, format!("{}\n{lines}", dictionary.len()))?;
    let mut fenced = fenced_hunspell::Speller::new(std::fs::read(&affixes)?, std::fs::read(&words)?)?;
    let mut native = native::Speller::new(&affixes, &words);
    let known = dictionary.iter().step_by(40).flat_map(|word| [word.clone(), format!("un{word}s")]);
    let asked: Vec<_> = known.chain(words_of(1000, 1)).collect();
    let wrong: Vec<_> = words_of(5, 2).iter().map(|word| format!("{word}x")).collect();
    let spelt = options.pair(
        "hunspell",
        "2000 words checked, a call each, of 20 000 with affixes",
        || asked.iter().map(|word| fenced.spell(word).expect("an answer")).collect::<Vec<_>>(),
        || asked.iter().map(|word| native.spell(word)).collect::<Vec<_>>(),
    );
    let suggested = options.pair(
        "hunspell",
        "suggestions for 5 words",
        || wrong.iter().map(|word| fenced.suggest(word).expect("words")).collect::<Vec<_>>(),
        || wrong.iter().map(|word| native.suggest(word)).collect::<Vec<_>>(),
    );
    let (first, read) = (asked[0].as_str(), std::fs::read);
    let alone = options.pair(
        "hunspell",
        "the dictionary read, a word checked",
        || {
            let (affixes, words) = (read(&affixes).expect("a file"), read(&words).expect("a file"));
            fenced_hunspell::Speller::new(affixes, words)
                .and_then(|mut one| one.spell(first))
                .expect("an answer")
        },
        || native::Speller::new(&affixes, &words).spell(first),
    );
    let prepared = options.pair(
        "hunspell",
        "the same, in a fresh instance that was prepared",
        || fenced.clone().spell(first).expect("an answer"),
        || native::Speller::new(&affixes, &words).spell(first),
    );
    Ok(vec![spelt, suggested, alone, prepared])
}

/// Words that nobody says, of two to four syllables, all different.
fn words_of(count: usize, seed: u32) -> Vec<String> {
    let mut state = seed.wrapping_mul(0x9e37_79b9) ^ 0x1234_5678;
    let mut random = |n: usize| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 16) as usize % n
    };
    let mut words = std::collections::BTreeSet::new();
    while words.len() < count {
        let syllables = 2 + random(3);
        let syllable = |_| {
            let part = |letters: &str, at: usize| letters.as_bytes()[at] as char;
            [part("bcdfghklmnprstvw", random(16)), part("aeiou", random(5)), part("lmnrst", random(6))]
        };
        words.insert((0..syllables).flat_map(syllable).collect());
    }
    words.into_iter().collect()
}

fn ogg(options: &Options) -> Rows {
    let mut file = Vec::new();
    let mut writer = PacketWriter::new(&mut file);
    for number in 0..2000_u64 {
        let data: Vec<u8> = (0..4000 + number % 1000).map(|at| (at * 7 + number) as u8).collect();
        let end = match number {
            1999 => PacketWriteEndInfo::EndStream,
            _ if number % 4 == 3 => PacketWriteEndInfo::EndPage,
            _ => PacketWriteEndInfo::NormalPacket,
        };
        writer.write_packet(data, 7, end, number)?;
    }
    drop(writer);
    let pool = fenced_ogg::pool()?;
    Ok(vec![options.pair(
        "ogg",
        "9 MB with 2000 packets",
        || fenced_ogg::packets(&pool, &file).expect("packets"),
        || native::packets(&file),
    )])
}

fn woff2(options: &Options) -> Rows {
    let font = dejavu::sans_mono::regular();
    let pool = fenced_woff2::pool()?;
    let packed = native::pack(font, 5);
    let most = 2 * font.len();
    Ok(vec![
        options.pair(
            "woff2",
            "a font of 340 KB unpacked",
            || fenced_woff2::decode(&pool, &packed, most).expect("a font"),
            || native::unpack(&packed, most),
        ),
        options.pair(
            "woff2",
            "the same packed, quality 5",
            || fenced_woff2::encode(&pool, font, 5).expect("a file"),
            || native::pack(font, 5),
        ),
    ])
}
