//! Conformance, and guests that mean harm.
//!
//! One program: each would carry the engine for itself. What counts in the whole process stands alone: `idle`, `soak`, `stats`.

mod attack;
mod batch;
mod by_value;
mod capabilities;
mod chain;
mod conformance;
mod contracts;
mod contracts_hostile;
mod cpp;
mod derive;
mod exceptions;
mod fast;
mod functions;
mod gain;
mod globals;
mod headers;
mod hostile;
mod hostile_callbacks;
mod longjmp;
mod map;
mod owned;
mod prepared;
mod purpose;
mod sax;
mod shapes;
mod states;
mod strings;
mod struct_forms;
mod structs;
mod symbols;
mod throws;
mod varargs;
mod vectors;
