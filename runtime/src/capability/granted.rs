use std::sync::Arc;

use super::files::Descriptors;
use super::output::Output;
use super::{Capabilities, OUTPUT_LIMIT};
use crate::random::Random;

/// The capabilities of one instance, with their state.
pub(crate) struct Granted {
    pub(super) settings: Arc<Capabilities>,
    /// The source of repeatable numbers; `None` for the system's.
    pub(super) random: Option<Random>,
    pub(super) output: Output,
    pub(super) descriptors: Descriptors,
}

impl Granted {
    pub(crate) fn new(library: &'static str, settings: Arc<Capabilities>) -> Self {
        let limit = settings.output_limit.unwrap_or(OUTPUT_LIMIT);
        Self {
            random: settings.seed.map(Random::new),
            output: Output::new(library, settings.sink.clone(), limit),
            descriptors: Descriptors::default(),
            settings,
        }
    }

    /// Hands on output that is still without an end.
    pub(crate) fn end_scope(&mut self) {
        self.output.end_scope();
    }
}
