//! Tempo and pitch of sound, changed by SoundTouch, a C++ library, behind a fence.
//!
//! ```no_run
//! # let samples: Vec<f32> = Vec::new();
//! let sound = fenced_soundtouch::Sound { rate: 44_100, channels: 2, samples };
//! let faster = fenced_soundtouch::Stretcher::new()?.stretch(&sound, 1.25, 0.0)?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! SoundTouch throws where it cannot go on. A few lines of C++ catch that inside the fence, so that it is a refusal in
//! the library's own words and the instance serves on.
#![forbid(unsafe_code)]

use ringfence::{Fault, GuestSlice, Limits, Owned, Pool, Sandbox, Scope, verify};

pub use interface::soundtouch::Soundtouch;
use interface::soundtouch::{SoundtouchCalls as _, Stretch};

mod interface {
    //! The functions of `shim.h`.

    #[ringfence::library("soundtouch", header)]
    pub mod soundtouch {
        extern "C" {
            #[owned(free = stretch_free)]
            pub fn stretch_new(rate: u32, channels: u32, tempo: f64, semitones: f64) -> *mut Stretch;
        }
    }
}

/// Samples of all channels in turn.
#[derive(Clone, Debug, PartialEq)]
pub struct Sound {
    /// Frames in a second.
    pub rate: u32,
    /// Samples in a frame.
    pub channels: u32,
    /// As many as frames times channels.
    pub samples: Vec<f32>,
}

/// Frames that go in or come out at once.
const FRAMES: u32 = 4096;

/// One instance of the library.
#[derive(Debug)]
pub struct Stretcher {
    sandbox: Sandbox<Soundtouch>,
}

impl Stretcher {
    /// Loads the library.
    ///
    /// # Errors
    ///
    /// Those of [`Sandbox::new`].
    pub fn new() -> Result<Self, Fault> {
        Ok(Self { sandbox: Sandbox::new(Limits::default())? })
    }

    /// An instance of a pool's module.
    pub fn of(pool: &Pool<Soundtouch>) -> Self {
        Self { sandbox: pool.sandbox() }
    }

    /// Bytes of memory that the instance has.
    ///
    /// # Errors
    ///
    /// When no instance is to be had.
    pub fn memory_bytes(&mut self) -> Result<usize, Fault> {
        self.sandbox.scope(|s| Ok(s.memory_bytes()))
    }

    /// Makes a sound `tempo` times as fast and `semitones` higher.
    ///
    /// # Errors
    ///
    /// [`Refused`](ringfence::FaultKind::Refused) when the library throws, as it does for a rate above 192 000; others
    /// when it misbehaves.
    pub fn stretch(&mut self, sound: &Sound, tempo: f64, semitones: f64) -> Result<Sound, Fault> {
        let Sound { rate, channels, .. } = *sound;
        let most = FRAMES as usize * channels as usize;
        let mut samples = Vec::new();
        self.sandbox.scope(|s| {
            let stretch = s.stretch_new(rate, channels, tempo, semitones)?;
            accept(s, !stretch.ptr().is_null())?;
            // One buffer for what goes in and for what comes out, so that a long sound needs no more memory.
            let buffer = s.alloc_slice::<f32>(most)?;
            for part in sound.samples.chunks(most.max(1)) {
                let input = s.slice(buffer.ptr(), part.len())?;
                s.write_slice(input, part)?;
                let frames = u32::try_from(part.len()).unwrap_or(u32::MAX) / channels.max(1);
                let is_taken = verify!(s.stretch_put(stretch.ptr(), input.ptr(), frames)?, valid)?;
                accept(s, is_taken)?;
                receive(s, &stretch, buffer, channels, &mut samples)?;
            }
            let is_flushed = verify!(s.stretch_flush(stretch.ptr())?, valid)?;
            accept(s, is_flushed)?;
            receive(s, &stretch, buffer, channels, &mut samples)
        })?;
        Ok(Sound { rate, channels, samples })
    }
}

/// Goes on, or says what was thrown.
fn accept(s: &mut Scope<'_, Soundtouch>, is_well: bool) -> Result<(), Fault> {
    if is_well {
        return Ok(());
    }
    let text = s.stretch_failure()?;
    let text = verify!(s.c_str(text, 128)?, utf8)?;
    Err(Fault::refused(1, Some(&text)))
}

/// Takes what is ready. A library that never has enough meets the limit of what may be copied out.
fn receive<'id>(
    s: &mut Scope<'id, Soundtouch>,
    stretch: &Owned<'id, Stretch>,
    buffer: GuestSlice<'id, f32>,
    channels: u32,
    samples: &mut Vec<f32>,
) -> Result<(), Fault> {
    loop {
        let got = s.stretch_receive(stretch.ptr(), buffer.ptr(), FRAMES)?;
        let got = verify!(got, in 0..=FRAMES)?;
        if got == 0 {
            return Ok(());
        }
        let out = s.slice(buffer.ptr(), got as usize * channels as usize)?;
        samples.extend(verify!(s.read_slice(out)?, |all| all.iter().all(|one| one.is_finite()))?);
    }
}
