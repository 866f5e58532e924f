//! The marker type and what is embedded for it.

use std::path::Path;

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use ringfence_syntax::manifest::{self, Limits};

use super::{Context, allow_for_types};
use crate::artefact::Artefact;

/// The marker type of the library; `artefact` is the value of its `ARTEFACT`, `absent` says why there is none, `exports`
/// names its functions.
pub(super) fn expand(
    context: &Context<'_>,
    artefact: &TokenStream,
    absent: Option<&str>,
    exports: &[String],
) -> TokenStream {
    let Context { interface, private, .. } = context;
    let marker = &interface.marker;
    let name = &interface.library;
    let allow = allow_for_types();
    let table = interface.table();
    let absent = absent.map(|reason| {
        quote!(const ABSENT: ::core::option::Option<&'static str> = ::core::option::Option::Some(#reason);)
    });
    let doc = format!(" Stands for the library `{name}` in `Pool` and `Scope`.");
    quote! {
        #[doc = #doc]
        #[derive(::core::fmt::Debug)]
        #allow
        pub enum #marker {}
        impl #private::Library for #marker {
            type Functions = __Functions;
            const NAME: &'static str = #name;
            const ARTEFACT: &'static #private::Artefact = &#artefact;
            #absent
            const FUNCTIONS: &'static [&'static str] = &[#(#exports),*];
            const INTERFACE: &'static str = #table;
        }
    }
}

/// The machine code and what the manifest says about it.
pub(super) fn embedded(context: &Context<'_>, artefact: &Artefact) -> TokenStream {
    let manifest = &artefact.manifest;
    let machine_code = included(artefact, &manifest.artefact.file);
    let capabilities = &manifest.capabilities;
    let arena = match &manifest.arena {
        None => quote!(::core::option::Option::None),
        Some(arena) => {
            let (address, bytes) =
                (Literal::u32_unsuffixed(arena.address), Literal::u32_unsuffixed(arena.bytes));
            quote!(::core::option::Option::Some((#address, #bytes)))
        }
    };
    let parts = Parts {
        machine_code,
        wasm_sha256: &manifest.wasm.sha256,
        symbols: manifest.wasm.symbols,
        exceptions: manifest.artefact.exceptions,
        polls: manifest.artefact.polls,
        capabilities: quote!(#(#capabilities),*),
        arena,
        limits: manifest.limits,
    };
    artefact_value(context, &parts)
}

/// An artefact that is not there, for code that will not run.
pub(super) fn absent(context: &Context<'_>) -> TokenStream {
    let parts = Parts {
        machine_code: quote!(&[]),
        wasm_sha256: "",
        symbols: false,
        exceptions: false,
        polls: false,
        capabilities: TokenStream::new(),
        arena: quote!(::core::option::Option::None),
        limits: Limits::default(),
    };
    artefact_value(context, &parts)
}

/// Makes the compiler look again when the manifest or the place of the output changes.
pub(super) fn tracked(artefact: &Artefact) -> TokenStream {
    let manifest = included(artefact, manifest::FILE);
    let folder = tracked_folder();
    quote! {
        const _: &[u8] = #manifest;
        #folder
    }
}

/// Makes the compiler look again when the output is said to be elsewhere.
pub(super) fn tracked_folder() -> TokenStream {
    quote! {
        const _: ::core::option::Option<&str> = ::core::option_env!("RINGFENCE_OUT_DIR");
    }
}

struct Parts<'a> {
    machine_code: TokenStream,
    wasm_sha256: &'a str,
    symbols: bool,
    exceptions: bool,
    polls: bool,
    capabilities: TokenStream,
    arena: TokenStream,
    limits: Limits,
}

fn artefact_value(context: &Context<'_>, parts: &Parts<'_>) -> TokenStream {
    let Context { private, .. } = context;
    let Parts { machine_code, wasm_sha256, symbols, polls, capabilities, arena, limits, .. } = parts;
    let exceptions = match parts.exceptions {
        // Says at compile time that the feature is off.
        true => quote!(#private::exceptions()),
        false => quote!(false),
    };
    let memory_bytes = Literal::u64_unsuffixed(limits.memory_bytes);
    let deadline_ms = Literal::u64_unsuffixed(limits.deadline_ms);
    let table_elements = Literal::u32_unsuffixed(limits.table_elements);
    let stack_bytes = Literal::u64_unsuffixed(limits.stack_bytes);
    let copied_out_bytes = Literal::u64_unsuffixed(limits.copied_out_bytes);
    quote! {
        #private::Artefact {
            machine_code: #machine_code,
            wasm_sha256: #wasm_sha256,
            symbols: #symbols,
            exceptions: #exceptions,
            polls: #polls,
            capabilities: &[#capabilities],
            arena: #arena,
            limits: #private::LibraryLimits {
                memory_bytes: #memory_bytes,
                deadline_ms: #deadline_ms,
                table_elements: #table_elements,
                stack_bytes: #stack_bytes,
                copied_out_bytes: #copied_out_bytes,
            },
        }
    }
}

/// A file of the library, by a path that says nothing about the machine unless it must.
fn included(artefact: &Artefact, file: &str) -> TokenStream {
    match &artefact.folder {
        Some(folder) => {
            let path = absolute(&folder.join(file));
            quote!(::core::include_bytes!(#path))
        }
        None => {
            let path = format!("/{}/{file}", artefact.manifest.library);
            quote!(::core::include_bytes!(::core::concat!(::core::env!("OUT_DIR"), #path)))
        }
    }
}

/// A relative path would be looked up beside the source file.
fn absolute(path: &Path) -> String {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned()).display().to_string()
}
