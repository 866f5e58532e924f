//! What an interface is once it has been read: only what can be expressed at the fence.

use std::collections::{BTreeSet, HashSet};

use proc_macro2::Ident;
use syn::ext::IdentExt;
use syn::{Attribute, Item, ItemEnum, LitStr, Path, Visibility};

use crate::contract::Contract;
use crate::layout::Layout;
use crate::manifest::LeftOut;
use crate::scalars::{Kind, Scalar};

/// The module under `#[ringfence::library]`.
#[derive(Clone, Debug)]
pub struct Interface {
    /// Name of the library, as given to the attribute and to the build helper.
    pub library: String,
    /// The literal that named it, for errors about the library as a whole. `None` after a mistake in the
    /// name.
    pub literal: Option<LitStr>,
    /// The marker type that stands for the library.
    pub marker: Ident,
    /// Name of the trait with the functions.
    pub calls_trait: Ident,
    /// Where the `ringfence` crate is, unless under its own name.
    pub crate_path: Option<Path>,
    /// Attributes of the module that stay on it.
    pub attributes: Vec<Attribute>,
    /// Visibility of the module.
    pub visibility: Visibility,
    /// Name of the module.
    pub module: Ident,
    /// Functions in the order they were declared.
    pub functions: Vec<Function>,
    /// Variables of the library.
    pub globals: Vec<Global>,
    /// Structs whose fields are known.
    pub structs: Vec<Struct>,
    /// Types that are only ever pointed to.
    pub opaques: Vec<Opaque>,
    /// Enums without data.
    pub enums: Vec<Enum>,
    /// What the function pointers of the interface point to.
    pub signatures: Vec<FunctionType>,
    /// Items that are none of the interface's business.
    pub passed: Vec<Item>,
    /// Whether the functions are those that a guest written in Rust exports.
    pub is_rust: bool,
    /// Whether what the build helper read in the header belongs to it.
    pub has_header: bool,
    /// Exports that nobody declared by hand: the header did.
    pub added: BTreeSet<String>,
    /// Functions of the header that could not be one here, by name.
    pub left_out: Vec<(String, LeftOut)>,
}

/// A C function.
#[derive(Clone, Debug)]
pub struct Function {
    /// Name in the declaration.
    pub name: Ident,
    /// Name of the method that calls it; differs when the declared one is taken.
    pub method: Ident,
    /// Name of the export.
    pub c_name: String,
    /// Documentation and the other attributes that stay on the method.
    pub attributes: Vec<Attribute>,
    /// Parameters in order.
    pub parameters: Vec<Parameter>,
    /// Whether any number of arguments may follow: a pointer to them travels last.
    pub is_variadic: bool,
    /// The result, unless it is `void`.
    pub result: Option<Typed>,
    /// What makes it safe Rust, if that was asked for.
    pub contract: Option<Contract>,
    /// The function that frees its result, where the caller owns that.
    pub owned: Option<Ident>,
    /// The function that takes rows of its calls, if that was asked for.
    pub batch: Option<Ident>,
    /// The function whose calls it takes rows of, if that is what it is.
    pub batched: Option<Ident>,
}

/// A variable of the library.
#[derive(Clone, Debug)]
pub struct Global {
    /// Name in the declaration.
    pub name: Ident,
    /// Name of the method that points to it; differs when the declared one is taken.
    pub method: Ident,
    /// Name of the export.
    pub c_name: String,
    /// Documentation and the other attributes that stay on the method.
    pub attributes: Vec<Attribute>,
    /// Its type.
    pub typed: Typed,
    /// Size in guest memory; zero until the interface was checked.
    pub size: u32,
}

/// A parameter of a function.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Its name; invented where the declaration has `_`.
    pub name: Ident,
    /// Its type.
    pub typed: Typed,
}

/// A type together with the tokens it was written as.
#[derive(Clone, Debug)]
pub struct Typed {
    /// What the tokens mean.
    pub kind: Type,
    /// The tokens, for errors.
    pub tokens: syn::Type,
}

/// A C type at the fence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Type {
    /// `void`, only behind a pointer.
    Void,
    /// A number or `bool`.
    Scalar(Scalar),
    /// A data pointer.
    Pointer {
        /// Whether C may not write through it.
        constant: bool,
        /// What it points to.
        target: Box<Type>,
    },
    /// An array with a known length.
    Array {
        /// Type of each element.
        element: Box<Type>,
        /// Number of elements, at least 1.
        length: u32,
    },
    /// An array without a length, at the end of a struct.
    Flexible {
        /// Type of each element.
        element: Box<Type>,
    },
    /// A C function pointer: to one of [`Interface::signatures`], by its [`FunctionType::name`].
    FunctionPointer(Ident),
    /// One of [`Interface::structs`].
    Struct(Ident),
    /// One of [`Interface::opaques`].
    Opaque(Ident),
    /// One of [`Interface::enums`].
    Enum(Ident),
}

/// The type of a C function that is called through a pointer.
///
/// Two aliases of the same shape are two types; function pointers without an alias share one for each shape.
#[derive(Clone, Debug)]
pub struct FunctionType {
    /// Name by which [`Type::FunctionPointer`] means it.
    pub name: Ident,
    /// The marker type that stands for it; its name, unless that was taken.
    pub marker: Ident,
    /// The `type` alias that declared it.
    pub alias: Option<Ident>,
    /// Documentation and the other attributes of the alias, which stay on the marker.
    pub attributes: Vec<Attribute>,
    /// Visibility of the alias.
    pub visibility: Visibility,
    /// Parameters in order.
    pub parameters: Vec<Parameter>,
    /// Whether any number of arguments may follow: a pointer to them travels last.
    pub is_variadic: bool,
    /// The result, unless it is `void`.
    pub result: Option<Typed>,
}

/// Whether fields follow each other or share their place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// `struct`: one after the other.
    Struct,
    /// `union`: all at offset 0.
    Union,
}

/// A C struct or union whose fields are known.
#[derive(Clone, Debug)]
pub struct Struct {
    /// Which of the two it is.
    pub form: Form,
    /// `packed(n)`: no field is aligned to more than this.
    pub packed: Option<u32>,
    /// `align(n)`: the whole is aligned to at least this; 1 when nothing is said.
    pub aligned: u32,
    /// Whether C has no name for the type.
    pub is_anonymous: bool,
    /// Name in Rust.
    pub name: Ident,
    /// Name in C, with its `struct` keyword where C needs one.
    pub c_name: String,
    /// Name of the trait with the fields.
    pub fields_trait: Ident,
    /// Name of the trait with the fields of a copy.
    pub values_trait: Ident,
    /// Documentation and the other attributes that stay on the type.
    pub attributes: Vec<Attribute>,
    /// Visibility of the type.
    pub visibility: Visibility,
    /// Fields in order.
    pub fields: Vec<Field>,
    /// Size and alignment in guest memory; zero until the interface was checked.
    pub layout: Layout,
}

/// A field of a [`Struct`].
#[derive(Clone, Debug)]
pub struct Field {
    /// Name in Rust.
    pub name: Ident,
    /// Name of the method that projects to it; differs when the declared one is taken.
    pub method: Ident,
    /// Name in C.
    pub c_name: String,
    /// Documentation and the other attributes that stay on the method.
    pub attributes: Vec<Attribute>,
    /// Its type.
    pub typed: Typed,
    /// What makes it a bit-field.
    pub bits: Option<Bits>,
    /// Whether C has no name for the member, so that the names inside count as those of the struct.
    pub is_anonymous: bool,
    /// Distance from the start of the struct, for a bit-field that of the integer which holds it; zero until the
    /// interface was checked.
    pub offset: u32,
    /// Size in guest memory; zero until the interface was checked.
    pub size: u32,
}

/// The bits of a bit-field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bits {
    /// How many.
    pub width: u32,
    /// How many lower ones the integer at the field's offset has; zero until the interface was checked.
    pub shift: u32,
    /// Whether C has no name for it: it only takes room.
    pub is_padding: bool,
}

/// A C type that is only ever pointed to.
#[derive(Clone, Debug)]
pub struct Opaque {
    /// Name in Rust.
    pub name: Ident,
    /// The states that the compiler follows, where that was asked for.
    pub states: Option<States>,
    /// Documentation and the other attributes that stay on the type.
    pub attributes: Vec<Attribute>,
    /// Visibility of the type.
    pub visibility: Visibility,
}

/// The states of a handle.
#[derive(Clone, Debug)]
pub struct States {
    /// The module in which each is a type.
    pub module: Ident,
    /// Their names.
    pub names: Vec<Ident>,
}

/// A C enum; it stays an enum in Rust.
#[derive(Clone, Debug)]
pub struct Enum {
    /// Name in Rust and of the type in [`Enum::item`].
    pub name: Ident,
    /// Name in C, with its `enum` keyword where C needs one.
    pub c_name: String,
    /// The integer that carries it.
    pub carrier: Kind,
    /// Variants in order.
    pub variants: Vec<Variant>,
    /// The declaration, without the attributes that are ours.
    pub item: ItemEnum,
}

/// A variant of an [`Enum`].
#[derive(Clone, Debug)]
pub struct Variant {
    /// Name in Rust.
    pub name: Ident,
    /// Name of the constant in C.
    pub c_name: String,
    /// Its value.
    pub value: i128,
}

impl Struct {
    /// Names of the methods that set the fields of a copy, in the order of the fields. None is that of another
    /// method.
    pub fn setters(&self) -> Vec<Ident> {
        let mut taken: HashSet<String> = self.fields.iter().map(|field| field.method.to_string()).collect();
        let setters = self.fields.iter().map(|field| {
            let mut name = format!("set_{}", field.name.unraw());
            while !taken.insert(name.clone()) {
                name.push('_');
            }
            Ident::new(&name, field.name.span())
        });
        setters.collect()
    }
}

impl Function {
    /// The method's name for the arguments in place of `...`.
    pub fn variadic_name(&self) -> Ident {
        let is_taken = self.parameters.iter().any(|parameter| parameter.name == "arguments");
        Ident::new(if is_taken { "__arguments" } else { "arguments" }, self.name.span())
    }
}

impl Interface {
    /// Whether a layout or a value must be compared with what the C headers say.
    pub fn needs_headers(&self) -> bool {
        !self.structs.is_empty() || !self.enums.is_empty() || !self.globals.is_empty()
    }

    /// The struct of that name.
    pub fn structure(&self, name: &Ident) -> Option<&Struct> {
        self.structs.iter().find(|structure| structure.name == *name)
    }

    /// The function type of that name.
    pub fn function_type(&self, name: &Ident) -> Option<&FunctionType> {
        self.signatures.iter().find(|signature| signature.name == *name)
    }

    /// The states of the handle of that name.
    pub fn states(&self, name: &Ident) -> Option<&States> {
        self.opaques.iter().find(|opaque| opaque.name == *name)?.states.as_ref()
    }

    /// The enum of that name.
    pub fn enumeration(&self, name: &Ident) -> Option<&Enum> {
        self.enums.iter().find(|enumeration| enumeration.name == *name)
    }
}
