//! What is known about a folder after the work is done.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;

use ringfence::FaultKind;

use crate::decode::Image;
use crate::failure::Failure;
use crate::format::Format;

/// What stb_image says when no decoder of its own wants a file.
const UNKNOWN_TYPE: &str = "unknown image type";

/// One file.
pub(crate) struct Entry {
    /// Path inside the folder.
    pub(crate) path: PathBuf,
    pub(crate) bytes: u64,
    pub(crate) format: Option<Format>,
    /// The library that it was given to.
    pub(crate) library: &'static str,
    /// Time that the file took, whatever became of it.
    pub(crate) time: Duration,
    pub(crate) outcome: Outcome,
}

/// What became of a file.
pub(crate) enum Outcome {
    /// Pixels came out and were verified.
    Decoded(Image),
    /// The decoder said no.
    Rejected(String),
    /// The decoder does not know the format, and neither do we.
    NotAnImage,
    /// The decoder crashed, overran a limit or lied, and the fence held.
    Contained(String),
    /// The host could not do its own part.
    HostError(String),
}

/// All files of a folder, sorted by path.
pub(crate) struct Report {
    pub(crate) folder: PathBuf,
    pub(crate) entries: Vec<Entry>,
    /// Wall-clock time.
    pub(crate) time: Duration,
    pub(crate) jobs: usize,
}

/// Files of one outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    Decoded,
    Rejected,
    NotAnImage,
    Contained,
    HostError,
}

impl Outcome {
    pub(crate) fn of(result: Result<Image, Failure>, format: Option<Format>) -> Self {
        let fault = match result {
            Ok(image) => return Self::Decoded(image),
            Err(Failure::Refused(reason)) if reason == UNKNOWN_TYPE && format.is_none() => {
                return Self::NotAnImage;
            }
            // It may be lying, but it did come back.
            Err(Failure::Refused(reason)) => return Self::Rejected(reason),
            Err(Failure::Fault(fault)) => fault,
        };
        match fault.kind() {
            FaultKind::Guest | FaultKind::Limit | FaultKind::Rejected => Self::Contained(fault.to_string()),
            _ => Self::HostError(fault.to_string()),
        }
    }

    pub(crate) fn class(&self) -> Class {
        match self {
            Self::Decoded(_) => Class::Decoded,
            Self::Rejected(_) => Class::Rejected,
            Self::NotAnImage => Class::NotAnImage,
            Self::Contained(_) => Class::Contained,
            Self::HostError(_) => Class::HostError,
        }
    }
}

impl Report {
    pub(crate) fn of_class(&self, class: Class) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(move |entry| entry.outcome.class() == class)
    }

    pub(crate) fn count(&self, class: Class) -> usize {
        self.of_class(class).count()
    }

    /// How many files each library decoded, by name.
    pub(crate) fn libraries(&self) -> BTreeMap<&'static str, usize> {
        let mut libraries = BTreeMap::new();
        for entry in self.of_class(Class::Decoded) {
            *libraries.entry(entry.library).or_default() += 1;
        }
        libraries
    }

    /// Bytes of all files together.
    pub(crate) fn bytes(&self) -> u64 {
        self.entries.iter().map(|entry| entry.bytes).sum()
    }

    /// Whether the host did all of its own work.
    pub(crate) fn host_is_well(&self) -> bool {
        self.count(Class::HostError) == 0
    }
}

/// A number of bytes for people.
pub(crate) fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{:.1} KB", bytes as f64 / 1e3),
        1_000_000..1_000_000_000 => format!("{:.1} MB", bytes as f64 / 1e6),
        _ => format!("{:.1} GB", bytes as f64 / 1e9),
    }
}

/// A duration for people.
pub(crate) fn time(time: Duration) -> String {
    let milliseconds = time.as_secs_f64() * 1e3;
    match milliseconds {
        0.0..1.0 => format!("{:.0} µs", milliseconds * 1e3),
        1.0..10.0 => format!("{milliseconds:.1} ms"),
        10.0..1_000.0 => format!("{milliseconds:.0} ms"),
        _ => format!("{:.1} s", milliseconds / 1e3),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_content_is_not_an_image_but_an_unsupported_one_is() {
        let decoders = crate::decode::Decoders::new(ringfence::Limits::default()).unwrap();
        let refused = || decoders.decode(None, b"nobody knows", 8);
        assert_eq!(Outcome::of(refused(), None).class(), Class::NotAnImage);
        assert_eq!(Outcome::of(refused(), Some(Format::Tiff)).class(), Class::Rejected);
    }

    #[test]
    fn faults_of_the_host_are_not_the_guests() {
        let outcome = Outcome::of(Err(ringfence::Fault::host("disk full").into()), None);
        assert_eq!(outcome.class(), Class::HostError);
    }

    #[test]
    fn numbers_for_people() {
        assert_eq!(
            (size(999), size(1_500), size(2_000_000)),
            ("999 B".into(), "1.5 KB".into(), "2.0 MB".into())
        );
        assert_eq!(time(Duration::from_micros(34)), "34 µs");
        assert_eq!(time(Duration::from_micros(1_234)), "1.2 ms");
        assert_eq!(time(Duration::from_millis(5_000)), "5.0 s");
    }
}
