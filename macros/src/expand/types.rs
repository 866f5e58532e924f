//! The Rust types of C's: at a call, in memory, and on the wire.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::quote;
use ringfence_syntax::manifest::WasmType;
use ringfence_syntax::model::Type;
use ringfence_syntax::scalars::Kind;

use super::Context;

/// The type of a parameter.
pub(super) fn argument(context: &Context<'_>, kind: &Type) -> TokenStream {
    match kind {
        Type::Scalar(scalar) => scalar_at_call(scalar.kind),
        Type::Pointer { target, .. } => pointer(context, target),
        Type::FunctionPointer(name) => function(context, name),
        Type::Struct(_) => {
            let copy = copy(context, kind);
            quote!(&#copy)
        }
        other => in_memory(context, other),
    }
}

/// The type of what is passed through a function pointer, whole and not by reference.
pub(super) fn owned(context: &Context<'_>, kind: &Type) -> TokenStream {
    match kind {
        Type::Struct(_) => copy(context, kind),
        other => argument(context, other),
    }
}

/// The copy of a struct.
pub(super) fn copy(context: &Context<'_>, structure: &Type) -> TokenStream {
    let private = &context.private;
    let name = in_memory(context, structure);
    quote!(#private::TaintedStruct<'id, #name>)
}

/// The type of a result.
pub(super) fn result(context: &Context<'_>, kind: Option<&Type>) -> TokenStream {
    let private = &context.private;
    match kind {
        None => quote!(()),
        Some(Type::Pointer { target, .. }) => pointer(context, target),
        Some(Type::FunctionPointer(name)) => function(context, name),
        Some(kind @ Type::Struct(_)) => copy(context, kind),
        Some(kind) => {
            let value = argument(context, kind);
            quote!(#private::Tainted<#value>)
        }
    }
}

/// A pointer of the scope to something in memory.
pub(super) fn pointer(context: &Context<'_>, target: &Type) -> TokenStream {
    let private = &context.private;
    let target = in_memory(context, target);
    quote!(#private::GuestPtr<'id, #target>)
}

/// Whether it is one of the scalars whose arrays are values as a whole: integers and floats of fixed width.
pub(super) fn is_fixed_scalar(kind: &Type) -> bool {
    let sized = |scalar: Kind| !matches!(scalar, Kind::Bool | Kind::Usize | Kind::Isize);
    matches!(kind, Type::Scalar(scalar) if sized(scalar.kind))
}

/// A function pointer of the scope.
pub(super) fn function(context: &Context<'_>, name: &Ident) -> TokenStream {
    let private = &context.private;
    let marker = marker(context, name);
    quote!(#private::GuestFn<'id, #marker>)
}

/// What stands for a function type.
fn marker<'a>(context: &'a Context<'_>, name: &'a Ident) -> &'a Ident {
    context.interface.function_type(name).map_or(name, |found| &found.marker)
}

/// The type as guest memory holds it.
pub(super) fn in_memory(context: &Context<'_>, kind: &Type) -> TokenStream {
    let private = &context.private;
    match kind {
        Type::Void => quote!(::core::ffi::c_void),
        Type::Scalar(scalar) => name(scalar.kind.primitive()),
        Type::FunctionPointer(name) => {
            let marker = marker(context, name);
            quote!(#private::FnPtr<#marker>)
        }
        Type::Struct(name) | Type::Opaque(name) | Type::Enum(name) => quote!(#name),
        Type::Pointer { target, .. } => {
            let target = in_memory(context, target);
            quote!(#private::Ptr<#target>)
        }
        Type::Flexible { element } => in_memory(context, element),
        Type::Array { element, length } => {
            let element = in_memory(context, element);
            let length = Literal::u32_unsuffixed(*length);
            quote!([#element; #length])
        }
    }
}

/// `long` is wider on most hosts than in the guest; a call takes what the host has and checks the range.
fn scalar_at_call(kind: Kind) -> TokenStream {
    match kind {
        Kind::Long => quote!(i64),
        Kind::UnsignedLong => quote!(u64),
        other => name(other.primitive()),
    }
}

/// The function that turns an argument into what travels.
pub(super) fn lower(kind: &Type) -> TokenStream {
    match kind {
        Type::Scalar(scalar) if scalar.kind == Kind::Long => quote!(lower_long),
        Type::Scalar(scalar) if scalar.kind == Kind::UnsignedLong => quote!(lower_ulong),
        _ => quote!(lower),
    }
}

/// The function that turns what travelled into a result.
pub(super) fn lift(kind: &Type) -> TokenStream {
    match kind {
        Type::Scalar(scalar) if scalar.kind == Kind::Long => quote!(lift_long),
        Type::Scalar(scalar) if scalar.kind == Kind::UnsignedLong => quote!(lift_ulong),
        _ => quote!(lift),
    }
}

/// What travels.
pub(super) fn wire(kind: WasmType) -> TokenStream {
    name(kind.name())
}

/// A primitive by its name.
pub(super) fn primitive(name_of_it: &str) -> TokenStream {
    name(name_of_it)
}

/// A primitive; the check has refused modules that give such a name another meaning.
fn name(primitive: &str) -> TokenStream {
    let name = Ident::new(primitive, Span::call_site());
    quote!(#name)
}
