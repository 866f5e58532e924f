//! Sound in, sound out; what is thrown; a library that lies.
#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "helpers of tests are tests")]

use std::f32::consts::TAU;
use std::time::Duration;

use fenced_checks::Checks;
use fenced_soundtouch::{Sound, Soundtouch, Stretcher};
use ringfence::{Fault, FaultKind, Limits, Pool};

/// A second of a tone in stereo.
fn tone(hertz: f32) -> Sound {
    let rate = 22_050;
    let samples = (0..rate).flat_map(|frame| [(frame as f32 / rate as f32 * hertz * TAU).sin() * 0.5; 2]);
    Sound { rate, channels: 2, samples: samples.collect() }
}

/// How often the first channel rises through zero in a second, away from both ends.
fn pitch(sound: &Sound) -> f32 {
    let left: Vec<f32> = sound.samples.chunks(2).map(|frame| frame[0]).collect();
    let middle = &left[left.len() / 4..left.len() * 3 / 4];
    let rises = middle.windows(2).filter(|pair| pair[0] < 0.0 && pair[1] >= 0.0).count();
    rises as f32 * sound.rate as f32 / middle.len() as f32
}

fn close(value: f32, expected: f32) -> bool {
    (value / expected - 1.0).abs() < 0.06
}

#[test]
fn tempo_changes_the_length_and_pitch_the_pitch() {
    let mut stretcher = Stretcher::new().unwrap();
    let sound = tone(440.0);
    let length = sound.samples.len() as f32;
    for (tempo, semitones, hertz) in
        [(1.0, 0.0, 440.0), (2.0, 0.0, 440.0), (0.5, 0.0, 440.0), (1.0, 12.0, 880.0)]
    {
        let out = stretcher.stretch(&sound, tempo, semitones).unwrap();
        assert!(close(out.samples.len() as f32, length / tempo as f32), "{tempo}: {}", out.samples.len());
        assert!(close(pitch(&out), hertz), "{tempo} {semitones}: {} Hz", pitch(&out));
    }
}

#[test]
fn what_it_throws_is_a_refusal_and_the_same_instance_serves_on() {
    let mut stretcher = Stretcher::new().unwrap();
    for (rate, channels) in [(500_000, 2), (44_100, 0), (44_100, 99)] {
        let sound = Sound { rate, channels, samples: vec![0.0; 8] };
        let fault = stretcher.stretch(&sound, 1.0, 0.0).unwrap_err();
        assert_eq!((fault.kind(), fault.trap()), (FaultKind::Refused, None), "{fault}");
        let words = if rate == 500_000 { "Excessive samplerate" } else { "Illegal number of channels" };
        assert!(fault.message().is_some_and(|text| text.contains(words)), "{fault}");
    }
    assert!(stretcher.stretch(&tone(100.0), 1.5, 0.0).is_ok());
}

#[test]
fn a_thousand_refusals_leave_nothing_behind() {
    let mut stretcher = Stretcher::new().unwrap();
    let bad = Sound { rate: 44_100, channels: 99, samples: vec![0.0; 8] };
    stretcher.stretch(&bad, 1.0, 0.0).unwrap_err();
    let before = stretcher.memory_bytes().unwrap();
    for _ in 0..1000 {
        stretcher.stretch(&bad, 1.0, 0.0).unwrap_err();
    }
    assert_eq!(stretcher.memory_bytes().unwrap(), before);
}

/// A rate, the channels, tempo and semitones, then samples: any of it may be nonsense.
fn read(pool: &Pool<Soundtouch>, file: &[u8]) -> Result<Vec<u32>, Fault> {
    let mut words = file.chunks_exact(4).map(|word| u32::from_le_bytes(word.try_into().unwrap()));
    let mut head = || words.next().unwrap_or(0);
    let [rate, channels, tempo, semitones] = [head(), head(), head(), head()];
    let samples = words.map(f32::from_bits).collect();
    let sound = Sound { rate, channels: channels % 32, samples };
    let (tempo, semitones) = (f32::from_bits(tempo).into(), f32::from_bits(semitones).into());
    let out = Stretcher::of(pool).stretch(&sound, tempo, semitones)?;
    // As bits: a damaged sound may have any, and a good one always the same.
    Ok(out.samples.into_iter().map(f32::to_bits).collect())
}

#[test]
fn damaged_sounds_are_contained() {
    let sound = tone(200.0);
    let head = [sound.rate, sound.channels, 1.5_f32.to_bits(), 0];
    let samples = sound.samples.iter().take(4000).map(|sample| sample.to_bits());
    let file: Vec<u8> = head.into_iter().chain(samples).flat_map(u32::to_le_bytes).collect();
    let pool = Pool::new(Limits::default().deadline(Duration::from_secs(2))).unwrap();
    println!("{}", Checks::new(pool, read).file("a tone", file).run());
}

#[test]
fn a_long_sound_needs_no_more_memory_than_a_short_one() {
    let mut stretcher = Stretcher::new().unwrap();
    let mut long = tone(220.0);
    stretcher.stretch(&long, 1.3, 2.0).unwrap();
    let before = stretcher.memory_bytes().unwrap();
    long.samples = long.samples.repeat(20);
    let out = stretcher.stretch(&long, 1.3, 2.0).unwrap();
    assert!(close(out.samples.len() as f32, long.samples.len() as f32 / 1.3));
    assert_eq!(stretcher.memory_bytes().unwrap(), before);
}

#[test]
fn two_threads_get_the_same_sound() {
    let sound = tone(330.0);
    let stretched = || Stretcher::new().unwrap().stretch(&sound, 1.3, 2.0).unwrap();
    std::thread::scope(|scope| {
        let others: Vec<_> = (0..2).map(|_| scope.spawn(stretched)).collect();
        let here = stretched();
        assert!(others.into_iter().all(|other| other.join().unwrap() == here));
    });
}

#[test]
fn a_library_that_lies_is_contained() {
    let sound = Sound { rate: 8000, channels: 2, samples: vec![0.25; 600] };
    let report = ringfence::hostile::attack(|pool| {
        let out = stretch(pool, &sound)?;
        assert!(out.samples.iter().all(|sample| sample.is_finite()));
        Ok::<(), Fault>(())
    })
    .rounds(30)
    .run();
    println!("{report}");
    report.assert_contained();
}

fn stretch(pool: &Pool<Soundtouch>, sound: &Sound) -> Result<Sound, Fault> {
    Stretcher::of(pool).stretch(sound, 1.5, 0.0)
}
