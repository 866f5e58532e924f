//! Sizes and offsets as the C compiler has them on wasm32: ILP32, each scalar aligned to its size.

use std::collections::HashMap;

use proc_macro2::Ident;

use crate::messages;
use crate::model::{Enum, Interface, Struct, Type};
use crate::placing::{Cursor, Place};
use crate::report::Report;

/// Size and alignment of a type in guest memory.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// Size in bytes, a multiple of the alignment.
    pub size: u32,
    /// Alignment in bytes, a power of two.
    pub align: u32,
}

/// Size of any pointer, and of `size_t`.
pub const POINTER: Layout = Layout { size: 4, align: 4 };

/// No object is larger: differences of addresses are signed.
const LARGEST: u32 = i32::MAX as u32;

/// Why a type has no layout.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unknown {
    /// It contains itself.
    Recursive,
    /// It is larger than memory.
    TooLarge,
    /// Something in it was refused, and that was reported.
    Refused,
}

/// Layouts by name, and the places of the fields.
type Known = HashMap<String, Result<Placed, Unknown>>;

#[derive(Clone, Debug)]
struct Placed {
    layout: Layout,
    fields: Vec<Place>,
}

/// Gives every struct its size and every field its offset. A struct that can have none is reported and
/// returned by name, for the caller to take out.
pub(crate) fn place(interface: &mut Interface, faulty: &[Ident], report: &mut Report) -> Vec<Ident> {
    let (mut known, sizes) = calculate(interface, faulty);
    let mut refused = Vec::new();
    for structure in &mut interface.structs {
        match known.remove(&structure.name.to_string()) {
            Some(Ok(placed)) => apply(structure, placed),
            Some(Err(reason)) => {
                tell(structure, reason, report);
                refused.push(structure.name.clone());
            }
            None => {}
        }
    }
    // One whose struct was refused goes with it.
    let mut sizes = sizes.into_iter();
    interface.globals.retain_mut(|global| match sizes.next() {
        Some(Ok(layout)) => {
            global.size = layout.size;
            true
        }
        Some(Err(Unknown::TooLarge)) => {
            report.add(&global.name, &messages::TOO_LARGE, &[("name", &global.name.to_string())]);
            false
        }
        _ => false,
    });
    refused
}

/// The layouts of all structs, and those of the variables in order.
fn calculate(interface: &Interface, faulty: &[Ident]) -> (Known, Vec<Result<Layout, Unknown>>) {
    let mut calculation =
        Calculation { interface, faulty, known: Known::new(), open: Vec::new(), recursive: Vec::new() };
    for structure in &interface.structs {
        // The result is kept in the table.
        let _ = calculation.structure(structure);
    }
    let globals = interface.globals.iter().map(|global| calculation.of(&global.typed.kind)).collect();
    (calculation.known, globals)
}

fn apply(structure: &mut Struct, placed: Placed) {
    structure.layout = placed.layout;
    for (field, place) in structure.fields.iter_mut().zip(placed.fields) {
        field.offset = place.offset;
        field.size = place.size;
        if let Some(bits) = &mut field.bits {
            bits.shift = place.shift;
        }
    }
}

fn tell(structure: &Struct, reason: Unknown, report: &mut Report) {
    let message = match reason {
        Unknown::Recursive => &messages::RECURSIVE_STRUCT,
        Unknown::TooLarge => &messages::TOO_LARGE,
        Unknown::Refused => return,
    };
    report.add(&structure.name, message, &[("name", &structure.name.to_string())]);
}

struct Calculation<'a> {
    interface: &'a Interface,
    faulty: &'a [Ident],
    known: Known,
    /// Structs whose fields are being walked, outermost first.
    open: Vec<String>,
    /// Structs that were met again while they were open.
    recursive: Vec<String>,
}

impl Calculation<'_> {
    fn structure(&mut self, structure: &Struct) -> Result<Layout, Unknown> {
        let name = structure.name.to_string();
        if let Some(known) = self.known.get(&name) {
            return known.as_ref().map(|placed| placed.layout).map_err(|reason| *reason);
        }
        if self.open.contains(&name) {
            self.recursive.push(name);
            return Err(Unknown::Refused);
        }
        self.open.push(name.clone());
        let mut placed = if self.faulty.contains(&structure.name) {
            Err(Unknown::Refused)
        } else {
            self.fields(structure)
        };
        self.open.pop();
        if self.recursive.contains(&name) {
            placed = Err(Unknown::Recursive);
        }
        let layout = placed.as_ref().map(|placed| placed.layout).map_err(|reason| *reason);
        self.known.insert(name, placed);
        layout
    }

    fn fields(&mut self, structure: &Struct) -> Result<Placed, Unknown> {
        let mut cursor = Cursor::new(structure);
        let mut fields = Vec::new();
        for field in &structure.fields {
            let layout = self.of(&field.typed.kind)?;
            fields.push(cursor.place(field, layout)?);
        }
        Ok(Placed { layout: cursor.finish()?, fields })
    }

    fn of(&mut self, kind: &Type) -> Result<Layout, Unknown> {
        match kind {
            Type::Scalar(scalar) => Ok(Layout { size: scalar.kind.size(), align: scalar.kind.size() }),
            Type::Pointer { .. } | Type::FunctionPointer(_) => Ok(POINTER),
            Type::Enum(name) => self.interface.enumeration(name).map(Enum::layout).ok_or(Unknown::Refused),
            Type::Struct(name) => {
                let interface = self.interface;
                // Only the struct with the mistake tells of it, not those around it.
                let inner = interface.structure(name).ok_or(Unknown::Refused)?;
                self.structure(inner).map_err(|_| Unknown::Refused)
            }
            Type::Array { element, length } => {
                let element = self.of(element)?;
                let size = element.size.checked_mul(*length).filter(|size| *size <= LARGEST);
                Ok(Layout { size: size.ok_or(Unknown::TooLarge)?, align: element.align })
            }
            Type::Flexible { element } => Ok(Layout { size: 0, align: self.of(element)?.align }),
            // Where these stand by value, the check has said so.
            Type::Void | Type::Opaque(_) => Err(Unknown::Refused),
        }
    }
}

impl Enum {
    /// Size and alignment in guest memory.
    pub fn layout(&self) -> Layout {
        Layout { size: self.carrier.size(), align: self.carrier.size() }
    }
}

pub(crate) fn round_up(value: u32, align: u32) -> Result<u32, Unknown> {
    value.checked_next_multiple_of(align).filter(|value| *value <= LARGEST).ok_or(Unknown::TooLarge)
}
