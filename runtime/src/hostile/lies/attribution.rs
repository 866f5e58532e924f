//! Which value of the interface an address stands for: the field behind a parameter, what a result leads to.

use crate::hostile::declared::{Declared, Function, Leaf, Type};
use crate::hostile::hook::{Event, Origin};

/// Pointers that lead to pointers that lead to pointers.
const DEPTH: u32 = 3;

pub(super) struct Attribution<'a> {
    pub(super) declared: &'a Declared,
    functions: &'a [&'a str],
    trace: &'a [Event],
}

/// What is at an address.
pub(super) struct Found {
    pub(super) function: String,
    pub(super) value: String,
    pub(super) kind: Type,
    /// The values of the object that begins there.
    pub(super) leaves: Vec<Leaf>,
}

impl<'a> Attribution<'a> {
    pub(super) fn new(declared: &'a Declared, functions: &'a [&'a str], trace: &'a [Event]) -> Self {
        Self { declared, functions, trace }
    }

    /// The name of what handed control to the host.
    pub(super) fn function(&self, origin: &Origin) -> String {
        match origin {
            Origin::Call(index) => self.functions.get(*index).copied().unwrap_or("?").to_owned(),
            Origin::Callback(name) | Origin::Pointer(name) => (*name).to_owned(),
        }
    }

    /// Name and type of a value that travels to the host.
    pub(super) fn travelling(&self, origin: &Origin, index: usize) -> (String, Type) {
        let declared = self.declaration(origin);
        match origin {
            Origin::Call(_) | Origin::Pointer(_) => {
                let kind = declared.and_then(|function| function.result.clone());
                ("result".to_owned(), kind.unwrap_or(Type::Unknown))
            }
            Origin::Callback(_) => declared
                .and_then(|function| function.parameters.get(index).cloned())
                .unwrap_or_else(|| (format!("argument {}", index + 1), Type::Unknown)),
        }
    }

    fn declaration(&self, origin: &Origin) -> Option<&'a Function> {
        match origin {
            Origin::Call(_) => {
                let name = self.function(origin);
                self.declared.functions.iter().find(|function| function.name == name)
            }
            Origin::Callback(name) | Origin::Pointer(name) => self.declared.callback(name),
        }
    }

    /// What is at `address` after event `number`: the nearest call before that could have put it there.
    pub(super) fn of(&self, address: u32, number: usize) -> Found {
        self.search(address, number, DEPTH).unwrap_or_else(|| {
            let origin = self.trace.get(number).map(|event| &event.origin);
            Found {
                function: origin.map(|origin| self.function(origin)).unwrap_or_default(),
                value: "memory".to_owned(),
                kind: Type::Unknown,
                leaves: Vec::new(),
            }
        })
    }

    fn search(&self, address: u32, number: usize, depth: u32) -> Option<Found> {
        let before = self.trace.get(..=number).unwrap_or_default().iter().rev();
        before
            .take(64)
            .find_map(|event| self.given_or_taken(event, address))
            .or_else(|| self.stored(address, number, depth))
    }

    /// Behind a pointer that a call took or returned.
    fn given_or_taken(&self, event: &Event, address: u32) -> Option<Found> {
        let function = self.declaration(&event.origin)?;
        // What a callback is given comes from the guest.
        let is_callback = matches!(event.origin, Origin::Callback(_));
        let given = function.parameters.iter().zip(if is_callback { &event.taken } else { &event.given });
        let given =
            given.filter_map(|((name, kind), value)| self.behind(&format!("*{name}"), kind, *value, address));
        let result = function.result.iter().filter(|_| !is_callback).zip(&event.taken);
        let result = result.filter_map(|(kind, value)| self.behind("*result", kind, *value, address));
        let (value, kind, leaves) = given.chain(result).next()?;
        Some(Found { function: function.name.clone(), value, kind, leaves })
    }

    fn behind(
        &self,
        name: &str,
        kind: &Type,
        pointer: u64,
        address: u32,
    ) -> Option<(String, Type, Vec<Leaf>)> {
        let Type::Pointer(target) = kind else { return None };
        let offset = u64::from(address).checked_sub(pointer)?;
        let size = u64::from(self.declared.size(target)).max(1);
        if pointer == 0 || offset >= size {
            return None;
        }
        let leaves = self.declared.leaves(target);
        if offset == 0 && leaves.len() > 1 {
            // The struct, or its first field: the size of the read decides.
            let first = leaves.first()?;
            let value = name.to_owned();
            return Some((value, first.kind.clone(), leaves));
        }
        let leaf = leaves.iter().find(|leaf| u64::from(leaf.offset) == offset)?;
        Some((format!("{name}{}", leaf.path), leaf.kind.clone(), Vec::new()))
    }

    /// Behind a pointer that the host read from memory.
    fn stored(&self, address: u32, number: usize, depth: u32) -> Option<Found> {
        let depth = depth.checked_sub(1)?;
        let reads = self.trace.get(..=number)?.iter().enumerate().rev().take(64);
        let mut pointers = reads.flat_map(|(at, event)| event.reads.iter().map(move |read| (at, read)));
        let (at, read) = pointers.find(|(_, read)| {
            let bytes: Option<&[u8; 4]> = read.bytes.first_chunk();
            read.size == 4
                && read.count == 1
                && bytes.is_some_and(|bytes| u32::from_le_bytes(*bytes) == address)
        })?;
        if read.address == address {
            return None;
        }
        let holder = self.search(read.address, at, depth)?;
        let kind = match holder.kind {
            Type::Pointer(target) => *target,
            _ => Type::Unknown,
        };
        let leaves = self.declared.leaves(&kind);
        Some(Found { function: holder.function, value: format!("*{}", holder.value), kind, leaves })
    }
}
