//! Nothing: the package exists for the programs in `taint/` and `macro/` that must not compile.
