//! Attacks on wrappers: what does yours do when the library lies?
//!
//! A verifier that accepts anything protects from nothing, and nobody notices while the library is honest. This
//! module makes it dishonest. One line in a test attacks a wrapper in two ways:
//!
//! ```ignore
//! let report = hostile::attack(|pool: &Pool<Lodepng>| decode(pool, SAMPLE)).rounds(500).run();
//! println!("{report}");
//! report.assert_contained();
//! ```
//!
//! **Twins** are modules made at run time from the interface and a seed. They export what the library exports and
//! return extreme numbers, wild pointers and enum values that do not exist, scribble over arguments of this call
//! and of earlier ones, grow the memory, call what they were lent again and again and too late, call themselves,
//! trap, and loop without end. Some lie rarely, so that a wrapper gets past its first checks.
//!
//! **Lies** are told in runs of the honest library. One honest run shows every value that crosses: results,
//! arguments of callbacks, and what the host reads from memory. Then there is one run for each of these values and
//! each kind of lie about it, honest but for that. This is mutation testing with the library as the mutant: the
//! *score* is the part of the lies that ended in an error. What was accepted is listed by function, value and
//! kind.
//!
//! # What to make of it
//!
//! [`Report::assert_contained`] is the promise of this crate together with the wrapper's own code: no panic, no
//! hang. An accepted lie is not a fault by itself. That a width is one too large, nobody can tell; that it is
//! larger than all memory, a verifier should. Go through the list and ask of each line whether the value could
//! do harm where it is used.
//!
//! # Repeating a round
//!
//! Rounds have names such as `twin-17` and `lie-203`. `RINGFENCE_HOSTILE_SEED=lie-203 cargo test name_of_test --
//! --nocapture` runs that one only and prints the error it ended in. Names stay valid while wrapper, input and
//! interface do not change.
//!
//! # Limits
//!
//! Lies are told on the thread that runs the closure. Values that other threads of the wrapper see are honest ones.
//! A wrapper that allocates as much as the library says, without a verifier, may use up the memory of the machine;
//! run such a test under a limit of the operating system.
#![allow(
    clippy::arithmetic_side_effects,
    reason = "counts of rounds, and numbers that this module makes up; sizes are those of the interface"
)]

mod attack;
mod declared;
pub(crate) mod hook;
mod lies;
mod monitor;
mod outcome;
mod report;
mod round;
mod twin;

pub use attack::{Attack, attack};
pub use outcome::Outcome;
pub use report::{AcceptedLie, Report};
