//! Records for the auditor: what is wrapped, where it came from, and what it may use.

use proc_macro2::TokenStream;
use quote::quote;
use ringfence_syntax::manifest::{Limits, Manifest};

use super::Context;

/// One record for the wrapper of so many functions, one for the library, one for each capability and each limit.
pub(super) fn all(context: &Context<'_>, manifest: &Manifest, functions: usize) -> TokenStream {
    let functions = functions.to_string();
    let wrapper = record(context, "wrapper", &[("functions", &functions)]);
    let library = library(context, manifest);
    let limits = limits(&manifest.limits).map(|(limit, value, unit)| {
        record(context, "limit", &[("limit", limit), ("value", &value.to_string()), ("unit", unit)])
    });
    let grants =
        manifest.capabilities.iter().map(|name| record(context, "capability", &[("capability", name)]));
    quote!(#wrapper #library #(#grants)* #(#limits)*)
}

fn library(context: &Context<'_>, manifest: &Manifest) -> TokenStream {
    let source = manifest.source.as_ref().map(|source| format!("{} {}", source.name, source.version));
    let imports = manifest.imports.len().to_string();
    let (lock, packages) = manifest
        .rust
        .as_ref()
        .map_or_else(Default::default, |rust| (rust.lock_sha256.clone(), rust.packages.join(", ")));
    let mut fields = vec![
        ("source", source.as_deref().unwrap_or_default()),
        ("wasm-sha256", &manifest.wasm.sha256),
        ("code-sha256", &manifest.wasm.code_sha256),
        ("imports", &imports),
        ("toolchain", &manifest.toolchain.version),
    ];
    if manifest.rust.is_some() {
        fields.extend([("lock-sha256", &*lock), ("packages", &*packages)]);
    }
    record(context, "library", &fields)
}

fn limits(limits: &Limits) -> impl Iterator<Item = (&'static str, u64, &'static str)> {
    [
        ("memory", limits.memory_bytes, "bytes"),
        ("deadline", limits.deadline_ms, "ms"),
        ("table", limits.table_elements.into(), "elements"),
        ("stack", limits.stack_bytes, "bytes"),
        ("copied-out", limits.copied_out_bytes, "bytes"),
    ]
    .into_iter()
}

fn record(context: &Context<'_>, kind: &str, fields: &[(&str, &str)]) -> TokenStream {
    let Context { interface, root, .. } = context;
    let library = &interface.library;
    let fields = fields.iter().map(|(key, value)| quote!(#key = #value));
    quote! {
        #root::__record! { kind = #kind, "library" = #library, #(#fields),* }
    }
}
