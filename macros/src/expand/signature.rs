//! Function types: a marker for each, which says how calls through such a pointer travel either way.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use ringfence_syntax::Passing as Way;
use ringfence_syntax::model::{FunctionType, Type};
use syn::ext::IdentExt;

use super::passing::{lift, lower};
use super::{Context, allow_for_types, documented, types};

/// The marker and its conversions.
pub(super) fn expand(context: &Context<'_>, signature: &FunctionType) -> TokenStream {
    let FunctionType { marker, alias, visibility, .. } = signature;
    let docs = docs(context, signature);
    let allow = allow_for_types();
    let alias = alias.as_ref().filter(|alias| *alias != marker).map(|alias| {
        let doc = format!(" [`{marker}`] by its name in C.");
        quote! {
            #[doc = #doc]
            #allow
            #visibility type #alias = #marker;
        }
    });
    let conversions = conversions(context, signature);
    quote! {
        #docs
        #[derive(::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug)]
        #allow
        #visibility struct #marker;
        #alias
        #conversions
    }
}

fn docs(context: &Context<'_>, signature: &FunctionType) -> TokenStream {
    let marker = &signature.marker;
    let name =
        signature.alias.as_ref().map_or_else(|| "function".to_owned(), |alias| alias.unraw().to_string());
    let pointer = format!("C: `{}`", context.interface.c_function_pointer(signature, &name));
    let mut names: Vec<_> =
        signature.parameters.iter().map(|parameter| parameter.name.unraw().to_string()).collect();
    names.extend(signature.is_variadic.then(|| "va_list".to_owned()));
    let pattern = match names.as_slice() {
        [name] => format!("({name},)"),
        names => format!("({})", names.join(", ")),
    };
    let example = format!("s.lend({marker}, |s, {pattern}| {{ … }}, |s, function| s.call_it(function))?;");
    documented(
        &signature.attributes,
        || "The type of a C function that is called through a pointer.".to_owned(),
        &["", &pointer, "", "A closure that is lent as such a function:", "", "```ignore", &example, "```"],
    )
}

fn conversions(context: &Context<'_>, signature: &FunctionType) -> TokenStream {
    let Context { interface, private, .. } = context;
    let (name, library) = (&signature.marker, &interface.marker);
    let wasm = interface.pointer_signature(signature);
    let params = wasm.params.iter().map(|kind| types::wire(*kind));
    let results = wasm.results.first().map_or_else(|| quote!(()), |kind| types::wire(*kind));
    let kinds = kinds(signature);
    let result = signature.result.as_ref().map(|result| &result.kind);
    let arguments = kinds.iter().map(|kind| types::result(context, Some(kind)));
    let passed = kinds.iter().map(|kind| types::owned(context, kind));
    let output = result.map_or_else(|| quote!(()), |kind| types::owned(context, kind));
    let returned = types::result(context, result);
    let lifted = lifted(context, &kinds);
    let lowered = lowered(context, &kinds);
    let wire = if wasm.params.is_empty() { quote!(_) } else { quote!(wire) };
    let passed_name = if lowered.is_empty() { quote!(_) } else { quote!(passed) };
    let lowered_result = result.and_then(|kind| lower(context, kind, &output_value(kind), &quote!(scope)));
    let (output_name, lower_output) = match lowered_result {
        None => (quote!(_), quote!(::core::result::Result::Ok(()))),
        Some(lowered) => {
            let body = quote! {
                let wire = #lowered;
                ::core::result::Result::Ok(wire)
            };
            (quote!(output), body)
        }
    };
    let lift_result = match result {
        None => quote!(#private::lift(wire)),
        Some(kind) => lift(context, kind, &quote!(wire)),
    };
    let scope = quote!(scope: &mut #private::Scope<'id, Self::Library>);
    let fault = quote!(#private::Fault);
    quote! {
        #[allow(deprecated, reason = "declared as in C")]
        impl #private::Signature for #name {
            type Library = #library;
            type Params = (#(#params,)*);
            type Results = #results;
            type Arguments<'id> = (#(#arguments,)*);
            type Output<'id> = #output;
            type Passed<'id> = (#(#passed,)*);
            type Returned<'id> = #returned;
            fn arguments<'id>(
                #scope,
                #wire: Self::Params,
            ) -> ::core::result::Result<Self::Arguments<'id>, #fault> {
                let _ = &scope;
                ::core::result::Result::Ok((#(#lifted,)*))
            }
            fn output<'id>(
                #scope,
                #output_name: Self::Output<'id>,
            ) -> ::core::result::Result<Self::Results, #fault> {
                let _ = &scope;
                #lower_output
            }
            fn passed<'id>(
                #scope,
                #passed_name: Self::Passed<'id>,
            ) -> ::core::result::Result<Self::Params, #fault> {
                let _ = &scope;
                ::core::result::Result::Ok((#(#lowered,)*))
            }
            fn returned<'id>(
                #scope,
                wire: Self::Results,
            ) -> ::core::result::Result<Self::Returned<'id>, #fault> {
                let _ = (&scope, wire);
                ::core::result::Result::Ok(#lift_result)
            }
        }
    }
}

/// The types of what is passed; further arguments are passed as the address of a list.
fn kinds(signature: &FunctionType) -> Vec<Type> {
    let named = signature.parameters.iter().map(|parameter| parameter.typed.kind.clone());
    let list = Type::Pointer { constant: false, target: Box::new(Type::Void) };
    named.chain(signature.is_variadic.then_some(list)).collect()
}

/// The values that a host closure is given. Structs by address are read from there.
fn lifted(context: &Context<'_>, kinds: &[Type]) -> Vec<TokenStream> {
    let mut positions = 0..;
    let values = kinds.iter().map(|kind| match context.interface.passing(kind) {
        Way::Nothing => lift(context, kind, &TokenStream::new()),
        way => {
            let position = Literal::usize_unsuffixed(positions.next().unwrap_or_default());
            let wire = quote!(wire.#position);
            match way {
                Way::Address => {
                    let private = &context.private;
                    let name = types::in_memory(context, kind);
                    quote!(scope.read(#private::lift::<_, #private::GuestPtr<'id, #name>>(#wire))?)
                }
                _ => lift(context, kind, &wire),
            }
        }
    });
    values.collect()
}

/// What travels when the host calls such a pointer.
fn lowered(context: &Context<'_>, kinds: &[Type]) -> Vec<TokenStream> {
    let numbered = kinds.iter().enumerate();
    let values = numbered.filter_map(|(index, kind)| {
        let index = Literal::usize_unsuffixed(index);
        let reference = matches!(kind, Type::Struct(_)).then(|| quote!(&));
        lower(context, kind, &quote!(#reference passed.#index), &quote!(scope))
    });
    values.collect()
}

/// What a host closure gave back, as `lower` takes it.
fn output_value(kind: &Type) -> TokenStream {
    match kind {
        Type::Struct(_) => quote!(&output),
        _ => quote!(output),
    }
}
