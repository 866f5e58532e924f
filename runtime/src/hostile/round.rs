//! Names of rounds, by which one is repeated.

use std::fmt;
use std::str::FromStr;

/// The environment variable that repeats one round.
pub(super) const VARIABLE: &str = "RINGFENCE_HOSTILE_SEED";

/// One run of a wrapper under attack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Round {
    /// Against a twin of this seed.
    Twin(u64),
    /// Against the honest library and the lie of this number.
    Lie(usize),
}

impl Round {
    /// The round that the environment asks for.
    pub(super) fn from_environment() -> Option<Self> {
        std::env::var(VARIABLE).ok()?.trim().parse().ok()
    }
}

impl fmt::Display for Round {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Twin(seed) => write!(f, "twin-{seed}"),
            Self::Lie(number) => write!(f, "lie-{number}"),
        }
    }
}

impl FromStr for Round {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        match text.split_once('-') {
            Some(("twin", seed)) => seed.parse().map(Self::Twin).map_err(drop),
            Some(("lie", number)) => number.parse().map(Self::Lie).map_err(drop),
            _ => Err(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_read_as_it_is_written() {
        for round in [Round::Twin(0), Round::Twin(u64::MAX), Round::Lie(17)] {
            assert_eq!(round.to_string().parse(), Ok(round));
        }
        assert!("lie".parse::<Round>().is_err());
        assert!("lie-x".parse::<Round>().is_err());
    }
}
