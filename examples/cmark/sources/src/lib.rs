//! Nothing: this package only lists sources.
