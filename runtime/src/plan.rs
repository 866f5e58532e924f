//! What instances of a pool or sandbox are made from.

use std::sync::Arc;

use crate::capability::Capabilities;
use crate::engine::Loaded;
use crate::fault::Fault;
use crate::image::Image;
use crate::library::Library;
use crate::limits::Effective;

/// A loaded module, and what its instances may use and do.
#[derive(Clone)]
pub(crate) struct Plan {
    pub(crate) loaded: Arc<Loaded>,
    pub(crate) limits: Effective,
    pub(crate) capabilities: Arc<Capabilities>,
    /// What instances start from, if not from the module alone.
    pub(crate) image: Option<Arc<Image>>,
    /// Whether calls go by the engine's trampolines, where they can.
    pub(crate) fast: bool,
}

impl Plan {
    pub(crate) fn new(loaded: Arc<Loaded>, limits: Effective) -> Self {
        Self { loaded, limits, capabilities: Arc::default(), image: None, fast: fast_by_default() }
    }

    /// Puts something behind the capabilities of `L`, unless it has not got them.
    pub(crate) fn provide<L: Library>(&mut self, capabilities: Capabilities) -> Result<(), Fault> {
        let checked = capabilities.checked(L::ARTEFACT.capabilities);
        self.capabilities = Arc::new(checked.map_err(|fault| fault.in_library(L::NAME))?);
        Ok(())
    }

    /// The same, with the deadline of an attack while one is going on.
    #[cfg(feature = "hostile")]
    pub(crate) fn for_twin<L: Library>(&self) -> Self {
        let deadline = crate::hostile::hook::deadline::<L>(self.limits.deadline);
        Self { limits: Effective { deadline, ..self.limits }, ..self.clone() }
    }
}

/// In builds for tests, the tests of the usual way in can be made tests of the short one.
fn fast_by_default() -> bool {
    cfg!(all(feature = "fast-calls", feature = "hostile"))
        && std::env::var_os("RINGFENCE_TEST_FAST_CALLS").is_some()
}
