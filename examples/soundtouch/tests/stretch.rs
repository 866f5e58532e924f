//! Sound in, sound out; what is thrown; a library that lies.
#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "helpers of tests are tests")]

use std::f32::consts::TAU;

use fenced_soundtouch::{Sound, Stretcher};
use ringfence::{FaultKind, Trap};

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
fn what_it_throws_is_named_and_the_next_sound_is_served() {
    let mut stretcher = Stretcher::new().unwrap();
    for (rate, channels) in [(500_000, 2), (44_100, 0), (44_100, 99)] {
        let sound = Sound { rate, channels, samples: vec![0.0; 8] };
        let fault = stretcher.stretch(&sound, 1.0, 0.0).unwrap_err();
        assert_eq!((fault.kind(), fault.trap()), (FaultKind::Guest, Some(Trap::Uncaught)), "{fault}");
        assert!(fault.to_string().contains("threw a C++ `std::runtime_error`"), "{fault}");
    }
    assert!(stretcher.stretch(&tone(100.0), 1.5, 0.0).is_ok());
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
        Ok::<(), ringfence::Fault>(())
    })
    .rounds(30)
    .run();
    println!("{report}");
    report.assert_contained();
}

fn stretch(
    pool: &ringfence::Pool<fenced_soundtouch::Soundtouch>,
    sound: &Sound,
) -> Result<Sound, ringfence::Fault> {
    Stretcher::of(pool).stretch(sound, 1.5, 0.0)
}
