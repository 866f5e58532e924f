//! Implementation detail of the `ringfence` crate, which re-exports what is here.
//!
//! Only the entry point and the expansion live in this crate. What a declaration means, and every message
//! about a mistake, is in `ringfence-syntax`, so that the build helper agrees with the macro.
#![forbid(unsafe_code)]

mod artefact;
mod derive;
mod expand;
mod export;
#[cfg(test)]
mod golden;

use proc_macro::TokenStream;

/// Turns the declarations of a C library into a fenced library.
///
/// It stands on a module that holds the `extern "C"` block one would write, or let bindgen write, to link the
/// library natively. The build script has compiled the library under the same name.
///
/// ```ignore
/// #[ringfence::library("stb_image")]
/// pub mod stb_image {
///     use std::ffi::{c_char, c_int, c_uint};
///
///     #[repr(C)]
///     pub struct Info { pub width: c_uint, pub palette: [u8; 768] }
///
///     extern "C" {
///         /// Reads the header of an image.
///         pub fn stbi_info(info: *mut Info, buffer: *const u8, len: c_int) -> c_int;
///     }
/// }
/// ```
///
/// becomes, in outline:
///
/// ```ignore
/// pub mod stb_image {
///     /// Stands for the library: `Pool::<StbImage>::new(…)`.
///     pub enum StbImage {}
///     impl Library for StbImage { /* the embedded machine code, and what is known about it */ }
///
///     /// One method per function, on `Scope<'id, StbImage>`.
///     pub trait StbImageCalls<'id> {
///         /// Reads the header of an image.
///         fn stbi_info(
///             &mut self,
///             info: GuestPtr<'id, Info>,
///             buffer: GuestPtr<'id, u8>,
///             len: i32,
///         ) -> Result<Tainted<i32>, Fault>;
///     }
///
///     /// Never a value on the host: its fields are reached through a pointer.
///     pub struct Info { /* … */ }
///     pub trait InfoFields<'id> {
///         fn width(self) -> GuestPtr<'id, u32>;
///         fn palette(self) -> GuestPtr<'id, [u8; 768]>;
///     }
/// }
/// ```
///
/// # Arguments
///
/// The name of the library, as in `ringfence_build::Library::new`. Then, if needed:
///
/// - `rust`: the functions and types are those that a guest written in Rust exports; the module then declares none;
/// - `marker = Name`: the name of the marker type, instead of the library's in camel case;
/// - `crate = path`: where the `ringfence` crate is, for crates that re-export it.
///
/// # What may stand in the module
///
/// - `extern "C"` blocks with functions of numbers, `bool`, enums, structs by value, pointers to data and to
///   functions, and `...`, for which the method takes a slice of `VarArg`. C's types are those of
///   wasm32: `long`, `size_t` and pointers have 4 bytes there. At a call, `long` is `i64` and `size_t` is
///   `usize`, checked for range.
/// - `#[repr(C)]` structs and unions, also packed or aligned, with bit-fields (`#[bits(3)]`), members that C has
///   no name for (`#[anonymous]`) and an array without a length at the end (`[T; 0]`). The build helper has the C
///   compiler confirm every size and offset.
/// - Enums with `#[repr(C)]` or an integer, which stay Rust enums.
/// - `pub struct Name;`, or a struct with nothing but `[u8; 0]` inside: a handle that is only pointed to.
/// - `type` aliases, which may be used in all of these, and any other item, which stays as it is. An alias of
///   a function pointer becomes a marker type, `RowFn` for `row_fn`, which names the signature in `GuestFn<RowFn>`.
///
/// `#[link_name = "…"]` on a function, and `#[c_name = "…"]` on a type, field or variant, say what C calls
/// it. A function whose name is also a method of `Scope`, such as `read`, gets a `_` behind its name; so does
/// a field whose name is also a method of `GuestPtr`.
///
/// # Errors
///
/// All mistakes are reported at once, each at its own token. A function that the compiled module does not
/// export, or exports with another signature, is an error at that function.
#[proc_macro_attribute]
pub fn library(arguments: TokenStream, item: TokenStream) -> TokenStream {
    expand::library(arguments.into(), item.into(), &artefact::Output::of_this_package()).into()
}

/// Verifies values of a guest into a type of the host, field by field.
///
/// ```ignore
/// #[derive(ringfence::Verify)]
/// #[verify(from = lodepng::Info, relation = width * height <= MAX_PIXELS)]
/// struct Info {
///     #[verify(in 1..=16_384)]
///     width: usize,
///     #[verify(in 1..=16_384)]
///     height: usize,
///     #[verify(valid, rename = interlace_method)]
///     interlaced: bool,
///     #[verify(with = Depth::new)]
///     depth: Depth,
/// }
///
/// let info: Info = verify!(s.read(pointer)?, as Info)?;
/// ```
///
/// becomes, in outline:
///
/// ```ignore
/// impl<'id> FromGuest<TaintedStruct<'id, lodepng::Info>> for Info {
///     fn verified(value: TaintedStruct<'id, lodepng::Info>) -> Result<Self, Fault> {
///         let width: usize = /* `value.width()`, if it fits and is in 1..=16_384 */;
///         let height: usize = /* as above */;
///         let interlaced: bool = /* `value.interlace_method()`, if it is 0 or 1 */;
///         let depth: Depth = /* what `Depth::new` makes of `value.depth()`, unless that is `None` */;
///         /* an error unless width * height <= MAX_PIXELS, calculated with 128 bits */
///         Ok(Info { width, height, interlaced, depth })
///     }
/// }
/// ```
///
/// Every rule leaves a record of kind `validator` in the executable, at the line of the derive.
///
/// # On the type
///
/// - `from = path`: the struct of the fenced library. The trait with its fields, `{Struct}Values`, is looked for
///   beside it.
/// - `relation = …`: what must hold between fields, as often as needed. Comparisons of whole numbers, joined by
///   `&&`, `||` and `!`. A number is a literal, a field, a constant, or made of numbers with `+ - * / % <<`; it is
///   calculated with 128 bits, and a relation that overflows or divides by zero does not hold. Or the path of a
///   function `fn(&Self) -> bool`.
/// - `crate = path`: where the `ringfence` crate is, for crates that re-export it.
///
/// # On each field
///
/// - `in range`: the value lies in the range. The field may have another integer type than the guest's; a value
///   that does not fit is rejected.
/// - `each in range`: every element of an array or a `Vec` lies in the range; the same is true of their types.
/// - `valid`: the bit pattern is a value: enums, `bool`, and integers of which any will do.
/// - `with = function`: a function or closure makes the field's value of the guest's, and gives an `Option`.
/// - `inert`: bytes (`[u8; N]`) that are only bytes.
/// - `nested`: the field's type derives `Verify` too.
/// - `pointer`: a `GuestPtr`, which every access checks. The type then has a lifetime, the brand of the scope.
/// - `rename = name`: what the field is called in the library's struct.
///
/// # A single value
///
/// A tuple struct of one field is made from a tainted value of the field's type, or of another one with `from`:
///
/// ```ignore
/// #[derive(ringfence::Verify)]
/// struct Width(#[verify(in 1..=16_384)] u32);
///
/// let width = verify!(s.image_width(image)?, as Width)?;
/// ```
///
/// # Errors
///
/// All mistakes are reported at once, each at its own token.
#[proc_macro_derive(Verify, attributes(verify))]
pub fn verify(item: TokenStream) -> TokenStream {
    derive::verify(item.into()).into()
}

/// Offers a function, a struct, an enum or a constant of a Rust guest to its host.
///
/// `ringfence-export` re-exports it; that crate's documentation says what can cross.
///
/// # Arguments
///
/// `crate = path`: where the crate `ringfence-export` is, when it is not called `ringfence`.
///
/// # Errors
///
/// All mistakes are reported at once, each at its own token.
#[proc_macro_attribute]
pub fn export(arguments: TokenStream, item: TokenStream) -> TokenStream {
    export::item(arguments.into(), item.into()).into()
}

/// The same derive as [`Verify`](macro@Verify), inside the fence: the rules are read here and applied by the host.
#[proc_macro_derive(VerifyInside, attributes(verify))]
pub fn verify_inside(item: TokenStream) -> TokenStream {
    export::verify(item.into()).into()
}
