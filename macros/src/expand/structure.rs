//! Structs: marker types whose fields are reached by projection from a pointer.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use ringfence_syntax::model::{Field, Opaque, Struct};
use syn::ext::IdentExt;

use super::{Context, allow_for_members, allow_for_types, documented, states, types, values};

/// A struct with known fields.
pub(super) fn expand(context: &Context<'_>, structure: &Struct) -> TokenStream {
    let Context { private, .. } = context;
    let Struct { name, attributes, visibility, layout, .. } = structure;
    let allow = allow_for_types();
    let unit = if layout.size == 1 { "byte" } else { "bytes" };
    let line = format!("C: `{}`, {} {unit} of guest memory.", structure.c_name, layout.size);
    let attributes = documented(attributes, || format!("The C type `{}`.", structure.c_name), &["", &line]);
    let size = Literal::u32_unsuffixed(layout.size);
    let align = Literal::u32_unsuffixed(layout.align);
    let fields = fields(context, structure);
    let values = values::expand(context, structure);
    quote! {
        #attributes
        #allow
        #visibility struct #name {
            __opaque: #private::NeverBuilt,
        }
        #[allow(deprecated, reason = "declared as in C")]
        impl #private::GuestType for #name {
            const SIZE: u32 = #size;
            const ALIGN: u32 = #align;
        }
        #fields
        #values
    }
}

/// A type that is only pointed to.
pub(super) fn opaque(context: &Context<'_>, opaque: &Opaque) -> TokenStream {
    let Context { private, .. } = context;
    let Opaque { name, attributes, visibility, .. } = opaque;
    let allow = allow_for_types();
    let attributes =
        documented(attributes, || format!("The C type `{name}`, which is only pointed to."), &[]);
    let states = states::expand(context, opaque);
    quote! {
        #attributes
        #allow
        #visibility struct #name {
            __opaque: #private::NeverBuilt,
        }
        #states
    }
}

fn fields(context: &Context<'_>, structure: &Struct) -> TokenStream {
    let Context { private, .. } = context;
    let Struct { name, fields_trait, visibility, fields, .. } = structure;
    let allow = allow_for_members();
    let doc = format!(" The fields of `{name}`, reached through a pointer to one.");
    let fields: Vec<_> = fields.iter().filter(|field| !is_padding(field)).collect();
    let declarations = fields.iter().map(|field| declaration(context, field));
    let methods = fields.iter().map(|field| method(context, field));
    quote! {
        #[doc = #doc]
        #allow
        #visibility trait #fields_trait<'id> {
            #(#declarations)*
        }
        #[allow(deprecated, non_snake_case, reason = "declared as in C")]
        impl<'id> #fields_trait<'id> for #private::GuestPtr<'id, #name> {
            #(#methods)*
        }
    }
}

/// Whether a field only takes room.
pub(super) fn is_padding(field: &Field) -> bool {
    field.bits.is_some_and(|bits| bits.is_padding)
}

fn declaration(context: &Context<'_>, field: &Field) -> TokenStream {
    let head = head(context, field);
    let line = format!("C: `{}`, at offset {}.", context.interface.c_member(field), field.offset);
    let attributes = documented(
        &field.attributes,
        || format!("Points to the field `{}`.", field.name.unraw()),
        &["", &line],
    );
    quote! {
        #attributes
        #head;
    }
}

fn head(context: &Context<'_>, field: &Field) -> TokenStream {
    let Context { private, .. } = context;
    let method = &field.method;
    if field.bits.is_some() {
        let memory = types::in_memory(context, &field.typed.kind);
        return quote!(fn #method(self) -> #private::GuestBits<'id, #memory>);
    }
    let pointer = types::pointer(context, &field.typed.kind);
    quote!(fn #method(self) -> #pointer)
}

fn method(context: &Context<'_>, field: &Field) -> TokenStream {
    let Context { private, .. } = context;
    let head = head(context, field);
    let offset = Literal::u32_unsuffixed(field.offset);
    let projection = match &field.bits {
        None => quote!(#private::field(self, #offset)),
        Some(bits) => {
            let (shift, width) = (Literal::u32_unsuffixed(bits.shift), Literal::u32_unsuffixed(bits.width));
            quote!(#private::bits(self, #offset, #shift, #width))
        }
    };
    quote! {
        #[inline]
        #head {
            #projection
        }
    }
}
