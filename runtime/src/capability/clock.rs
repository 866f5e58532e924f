use std::sync::OnceLock;
use std::time::{Duration, Instant, SystemTime};

use super::call::{Call, Errno};

/// What the clocks of a library show that was granted a clock.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Clock {
    /// The system's clocks, cut to milliseconds: enough for dates and timeouts, too coarse to measure what other
    /// code does with caches.
    #[default]
    Coarse,
    /// The system's clocks as they are.
    Precise,
    /// Always this much time since 1970, on every clock.
    Fixed(Duration),
}

/// Numbers of clocks.
const REALTIME: u32 = 0;
const LAST: u32 = 3;

impl Clock {
    fn now(self, id: u32) -> Duration {
        static START: OnceLock<Instant> = OnceLock::new();
        let now = match self {
            Self::Fixed(time) => return time,
            _ if id == REALTIME => SystemTime::UNIX_EPOCH.elapsed().unwrap_or_default(),
            _ => START.get_or_init(Instant::now).elapsed(),
        };
        match self {
            Self::Coarse => Duration::from_millis(u64::try_from(now.as_millis()).unwrap_or(u64::MAX)),
            _ => now,
        }
    }

    fn resolution(self) -> u64 {
        if self == Self::Precise { 1 } else { 1_000_000 }
    }
}

pub(super) fn time(call: &mut Call<'_>, id: u32, out: u32) -> Result<(), Errno> {
    let clock = known(call, id)?;
    let now = u64::try_from(clock.now(id).as_nanos()).unwrap_or(u64::MAX);
    call.put_u64(out, now)
}

pub(super) fn resolution(call: &mut Call<'_>, id: u32, out: u32) -> Result<(), Errno> {
    let clock = known(call, id)?;
    call.put_u64(out, clock.resolution())
}

fn known(call: &Call<'_>, id: u32) -> Result<Clock, Errno> {
    if id > LAST { Err(Errno::Invalid) } else { Ok(call.granted.settings.clock.unwrap_or_default()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_coarse_clock_shows_milliseconds() {
        assert_eq!(Clock::Coarse.now(REALTIME).subsec_nanos() % 1_000_000, 0);
        assert!(Clock::Coarse.now(REALTIME) > Duration::from_secs(1_700_000_000));
        assert!(Clock::Precise.now(LAST) < Duration::from_secs(1_000_000_000));
    }

    #[test]
    fn a_fixed_clock_stands_still() {
        let clock = Clock::Fixed(Duration::from_secs(7));
        assert_eq!((clock.now(REALTIME), clock.now(LAST)), (Duration::from_secs(7), Duration::from_secs(7)));
    }
}
