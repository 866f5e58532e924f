//! Copies of structs: a trait with a getter and a setter for each field.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};
use ringfence_syntax::model::{Bits, Field, Struct, Type};
use ringfence_syntax::scalars::Kind;
use syn::ext::IdentExt;

use super::{Context, allow_for_members, documented, types};

/// How the struct is copied, and the trait for its copies.
pub(super) fn expand(context: &Context<'_>, structure: &Struct) -> TokenStream {
    let Context { private, .. } = context;
    let Struct { name, values_trait, visibility, .. } = structure;
    let allow = allow_for_members();
    let doc = format!(" The fields of a copy of a `{name}`.");
    let methods: Vec<_> = methods(context, structure);
    let declarations = methods.iter().map(|Method { attributes, head, .. }| quote!(#attributes #head;));
    let definitions = methods.iter().map(|Method { head, body, .. }| quote!(#[inline] #head { #body }));
    quote! {
        #[allow(deprecated, reason = "declared as in C")]
        impl #private::GuestStruct for #name {}
        #[allow(deprecated, reason = "declared as in C")]
        impl<'id> #private::Load<'id> for #name {
            type Out = #private::TaintedStruct<'id, Self>;
            #[inline]
            fn load_out(bytes: #private::GuestBytes<'_>) -> Self::Out {
                #private::copy::load(bytes)
            }
        }
        #[allow(deprecated, reason = "declared as in C")]
        impl<'id> #private::Store<'id> for #name {
            type In = #private::TaintedStruct<'id, Self>;
            #[inline]
            fn fits(_: &Self::In) -> bool {
                true
            }
            #[inline]
            fn store_in(value: Self::In, bytes: #private::GuestBytesMut<'_>) {
                #private::copy::store(&value, bytes)
            }
        }
        #[doc = #doc]
        #allow
        #visibility trait #values_trait<'id> {
            #(#declarations)*
        }
        #[allow(deprecated, non_snake_case, reason = "declared as in C")]
        impl<'id> #values_trait<'id> for #private::TaintedStruct<'id, #name> {
            #(#definitions)*
        }
    }
}

struct Method {
    attributes: TokenStream,
    head: TokenStream,
    body: TokenStream,
}

fn methods(context: &Context<'_>, structure: &Struct) -> Vec<Method> {
    let setters = structure.setters();
    let fields = structure.fields.iter().zip(&setters);
    fields
        .filter_map(|(field, setter)| {
            if let Some(bits) = field.bits {
                return (!bits.is_padding).then(|| self::bits(context, field, setter, bits));
            }
            let element = Element::of(context, &field.typed.kind)?;
            Some([getter(context, field, &element), self::setter(context, field, setter, &element)])
        })
        .flatten()
        .collect()
}

/// What a field gives as one value: all of it, or an element when it is an array of what has no array value.
struct Element<'a> {
    kind: &'a Type,
    /// Lengths of the arrays around it, the outermost first.
    lengths: Vec<u32>,
    /// What reading gives.
    out: TokenStream,
    /// What writing takes.
    taken: TokenStream,
}

impl<'a> Element<'a> {
    /// `None` for what copies do not show.
    fn of(context: &Context<'_>, kind: &'a Type) -> Option<Self> {
        let (mut kind, mut lengths) = (kind, Vec::new());
        while let Type::Array { element, length } = kind
            && !types::is_fixed_scalar(element)
        {
            lengths.push(*length);
            kind = element;
        }
        let private = &context.private;
        let memory = types::in_memory(context, kind);
        let (out, taken) = match kind {
            Type::Scalar(_) | Type::Enum(_) | Type::Array { .. } => {
                (quote!(#private::Tainted<#memory>), memory)
            }
            Type::Pointer { target, .. } => {
                let pointer = types::pointer(context, target);
                (pointer.clone(), pointer)
            }
            Type::Struct(name) => {
                let copy = quote!(#private::TaintedStruct<'id, #name>);
                (copy.clone(), copy)
            }
            Type::FunctionPointer(name) => {
                let function = types::function(context, name);
                (function.clone(), function)
            }
            _ => return None,
        };
        Some(Self { kind, lengths, out, taken })
    }

    fn memory(&self, context: &Context<'_>) -> TokenStream {
        types::in_memory(context, self.kind)
    }

    /// Names of the indices: `index`, or `index_1`, `index_2` …
    fn indices(&self) -> Vec<Ident> {
        match self.lengths.len() {
            1 => vec![format_ident!("index")],
            count => (1..=count).map(|number| format_ident!("index_{number}")).collect(),
        }
    }

    fn pairs(&self) -> TokenStream {
        let indices = self.indices();
        let lengths = self.lengths.iter().map(|length| Literal::u32_unsuffixed(*length));
        quote!(&[#((#indices, #lengths)),*])
    }

    /// Whether a plain value may be too large for the guest.
    fn may_not_fit(&self) -> bool {
        matches!(self.kind, Type::Scalar(scalar) if matches!(scalar.kind, Kind::Usize | Kind::Isize))
    }
}

fn getter(context: &Context<'_>, field: &Field, element: &Element<'_>) -> Method {
    let private = &context.private;
    let (method, out, memory) = (&field.method, &element.out, element.memory(context));
    let offset = Literal::u32_unsuffixed(field.offset);
    let name = field.name.unraw();
    let (summary, head, body) = match element.lengths.as_slice() {
        [] => (
            format!("The field `{name}`."),
            quote!(fn #method(&self) -> #out),
            quote!(#private::copy::field::<_, #memory>(self, #offset)),
        ),
        _ => {
            let (indices, pairs) = (element.indices(), element.pairs());
            (
                format!("An element of the field `{name}`, if it has that many."),
                quote!(fn #method(&self, #(#indices: usize),*) -> ::core::option::Option<#out>),
                quote!(#private::copy::element::<_, #memory>(self, #offset, #pairs)),
            )
        }
    };
    Method { attributes: documented(&field.attributes, || summary, &[]), head, body }
}

/// A bit-field: a value like any other, but for the width that it must fit.
fn bits(context: &Context<'_>, field: &Field, setter: &Ident, bits: Bits) -> [Method; 2] {
    let private = &context.private;
    let (getter, memory) = (&field.method, types::in_memory(context, &field.typed.kind));
    let offset = Literal::u32_unsuffixed(field.offset);
    let (shift, width) = (Literal::u32_unsuffixed(bits.shift), Literal::u32_unsuffixed(bits.width));
    let name = field.name.unraw();
    let doc = format!(" Sets the field `{name}`; a `Fault` when the value does not fit.");
    [
        Method {
            attributes: documented(&field.attributes, || format!("The field `{name}`."), &[]),
            head: quote!(fn #getter(&self) -> #private::Tainted<#memory>),
            body: quote!(#private::copy::bits(self, #offset, #shift, #width)),
        },
        Method {
            attributes: quote!(#[doc = #doc]),
            head: quote! {
                fn #setter(&mut self, value: #memory) -> ::core::result::Result<(), #private::Fault>
            },
            body: quote!(#private::copy::set_bits(self, #offset, #shift, #width, value)),
        },
    ]
}

fn setter(context: &Context<'_>, field: &Field, method: &Ident, element: &Element<'_>) -> Method {
    let private = &context.private;
    let (taken, memory) = (&element.taken, element.memory(context));
    let offset = Literal::u32_unsuffixed(field.offset);
    let name = field.name.unraw();
    let result = quote!(::core::result::Result<(), #private::Fault>);
    let (doc, head, body) = match element.lengths.as_slice() {
        [] if element.may_not_fit() => (
            format!(" Sets the field `{name}`; a `Fault` when the value does not fit."),
            quote!(fn #method(&mut self, value: #taken) -> #result),
            quote!(#private::copy::set_field::<_, #memory>(self, #offset, value)),
        ),
        [] => (
            format!(" Sets the field `{name}`."),
            quote!(fn #method(&mut self, value: #taken)),
            quote!(let _ = #private::copy::set_field::<_, #memory>(self, #offset, value);),
        ),
        _ => {
            let (indices, pairs) = (element.indices(), element.pairs());
            (
                format!(
                    " Sets an element of the field `{name}`; a `Fault` when there is none with that index."
                ),
                quote!(fn #method(&mut self, #(#indices: usize,)* value: #taken) -> #result),
                quote! {
                    #private::copy::set_element::<_, #memory>(self, #offset, #pairs, value)
                },
            )
        }
    };
    Method { attributes: quote!(#[doc = #doc]), head, body }
}
