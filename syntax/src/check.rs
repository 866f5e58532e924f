//! Decides what is legal, and takes out of the interface what is not.
//!
//! What remains can be expanded without asking again. After mistakes it serves as the stub that keeps one
//! mistake from becoming many errors.

use std::collections::{HashMap, HashSet};

use proc_macro2::Ident;
use quote::format_ident;
use syn::Item;

use crate::contract;
use crate::layout;
use crate::messages::{self, Message};
use crate::model::{
    Enum, Field, Form, Function, FunctionType, Interface, Opaque, Parameter, Struct, Type, Typed,
};
use crate::parse::Parsed;
use crate::parse::enumeration::make_harmless;
use crate::parse::function::Declared;
use crate::passing::Passing;
use crate::report::Report;
use crate::scalars::is_primitive;

/// More parameters than this have no calling convention here.
const MOST_PARAMETERS: usize = 16;

/// Checks everything that was declared and returns what is legal of it.
pub(crate) fn check(parsed: Parsed, report: &mut Report) -> Interface {
    let Parsed { mut interface, mut functions, mut faulty } = parsed;
    check_names(&mut interface, &mut functions, report);
    let legal = Legal { faulty: &faulty };
    let declared: HashSet<_> = functions.iter().map(|declared| declared.function.name.to_string()).collect();
    interface.functions = legal_functions(functions, &legal, report);
    check_globals(&mut interface, &legal, report);
    for signature in &mut interface.signatures {
        check_signature(signature, &legal, report);
    }
    contract::functions::check(&mut interface, &declared, report);
    let is_whole = interface.functions.len() == declared.len();
    contract::state::check(&mut interface, &faulty, is_whole, report);
    for enumeration in &mut interface.enums {
        check_values(enumeration, report);
    }
    let mut refused = Vec::new();
    for structure in &mut interface.structs {
        if !check_fields(structure, &legal, report) {
            refused.push(structure.name.clone());
        }
    }
    faulty.extend(refused);
    faulty.extend(layout::place(&mut interface, &faulty, report));
    close(&mut interface, &faulty);
    check_by_value(&mut interface, report);
    check_anonymous(&interface, report);
    interface
}

/// What can be said of functions only when the layouts of structs are known.
fn check_by_value(interface: &mut Interface, report: &mut Report) {
    let functions = std::mem::take(&mut interface.functions);
    let is_legal = |function: &Function| {
        let passed = function.parameters.iter().map(|parameter| &parameter.typed).chain(&function.result);
        let legal = passed.filter(|typed| !is_legal_value(interface, typed, report)).count() == 0;
        legal && !has_too_many(interface, function, report)
    };
    interface.functions = functions.into_iter().filter(is_legal).collect();
    let mut signatures = std::mem::take(&mut interface.signatures);
    for signature in &mut signatures {
        if !is_legal_pointer(interface, signature, report) {
            // A stub in its place: the marker is there, and nothing that could be wrong again.
            signature.parameters.clear();
            signature.result = None;
        }
    }
    interface.signatures = signatures;
}

/// Calls through a pointer have no place for a result that is returned by address.
fn is_legal_pointer(interface: &Interface, signature: &FunctionType, report: &mut Report) -> bool {
    let passed = signature.parameters.iter().map(|parameter| &parameter.typed).chain(&signature.result);
    if passed.filter(|typed| !is_legal_value(interface, typed, report)).count() > 0 {
        return false;
    }
    match &signature.result {
        Some(result) if interface.passing(&result.kind) == Passing::Address => {
            report.add(&result.tokens, &messages::STRUCT_FROM_POINTER, &[]);
            false
        }
        _ => true,
    }
}

fn is_legal_value(interface: &Interface, typed: &Typed, report: &mut Report) -> bool {
    let Type::Struct(name) = &typed.kind else { return true };
    match interface.structure(name) {
        // Why it is not there was reported.
        None => false,
        Some(structure) if ends_open(interface, structure) => {
            report.add(&typed.tokens, &messages::FLEXIBLE_BY_VALUE, &[("name", &name.to_string())]);
            false
        }
        Some(_) => true,
    }
}

/// Whether an array without a length is at its end.
fn ends_open(interface: &Interface, structure: &Struct) -> bool {
    structure.fields.iter().any(|field| match &field.typed.kind {
        Type::Flexible { .. } => true,
        Type::Struct(name) => interface.structure(name).is_some_and(|inner| ends_open(interface, inner)),
        _ => false,
    })
}

/// The address of a result is a parameter, too.
fn has_too_many(interface: &Interface, function: &Function, report: &mut Report) -> bool {
    let count = interface.signature(function).params.len();
    let Some(last) = function.parameters.last().filter(|_| count > MOST_PARAMETERS) else { return false };
    let values = [("name", &*function.name.to_string()), ("count", &*count.to_string())];
    report.add(&last.typed.tokens, &messages::TOO_MANY_PARAMETERS, &values);
    true
}

/// A type that C has no name for is confirmed as that of a member.
fn check_anonymous(interface: &Interface, report: &mut Report) {
    let unused = interface.structs.iter().filter(|structure| structure.is_anonymous);
    for structure in unused.filter(|structure| interface.member_of(&structure.name).is_none()) {
        report.add(&structure.name, &messages::ANONYMOUS_TYPE, &[("name", &structure.name.to_string())]);
    }
}

/// Structs without a layout and aliases without an end become handles: pointers to them are still legal. Of
/// two declarations of a name the first remains.
fn close(interface: &mut Interface, faulty: &[Ident]) {
    let handle = |name: Ident, attributes, visibility| Opaque { name, states: None, attributes, visibility };
    for structure in interface.structs.extract_if(.., |structure| faulty.contains(&structure.name)) {
        interface.opaques.push(handle(structure.name, structure.attributes, structure.visibility));
    }
    let is_faulty = |item: &mut Item| matches!(item, Item::Type(alias) if faulty.contains(&alias.ident));
    for item in interface.passed.extract_if(.., is_faulty) {
        if let Item::Type(alias) = item {
            interface.opaques.push(handle(alias.ident, Vec::new(), alias.vis));
        }
    }
    let mut names = HashSet::new();
    interface.structs.retain(|structure| names.insert(structure.name.to_string()));
    interface.opaques.retain(|opaque| names.insert(opaque.name.to_string()));
    interface.enums.retain(|enumeration| names.insert(enumeration.name.to_string()));
    interface.passed.retain(|item| match item {
        Item::Type(alias) => names.insert(alias.ident.to_string()),
        _ => true,
    });
    interface.signatures.retain(|signature| names.insert(signature.marker.to_string()));
}

// Functions.

fn legal_functions(functions: Vec<Declared>, legal: &Legal<'_>, report: &mut Report) -> Vec<Function> {
    let mut names = HashSet::new();
    let mut methods: HashMap<String, Ident> = HashMap::new();
    let mut kept = Vec::new();
    for Declared { function, is_complete } in functions {
        let before = report.count();
        let name = function.name.to_string();
        let method = function.method.to_string();
        if !names.insert(name.clone()) {
            report.add(&function.name, &messages::DUPLICATE_FUNCTION, &[("name", &name)]);
        } else if let Some(other) = methods.insert(method.clone(), function.name.clone()) {
            tell_method_taken(&function.name, &other, &method, report);
        }
        if let Some(contract) = &function.contract
            && let Some(other) = methods.insert(contract.raw.to_string(), function.name.clone())
        {
            tell_method_taken(&function.name, &other, &contract.raw.to_string(), report);
        }
        if is_legal_function(&function, legal, report) && is_complete && report.count() == before {
            kept.push(function);
        }
    }
    kept
}

fn is_legal_function(function: &Function, legal: &Legal<'_>, report: &mut Report) -> bool {
    let Function { name, parameters, is_variadic, result, .. } = function;
    is_legal_call(name, parameters, *is_variadic, result.as_ref(), legal, report)
}

fn is_legal_call(
    name: &Ident,
    parameters: &[Parameter],
    is_variadic: bool,
    result: Option<&Typed>,
    legal: &Legal<'_>,
    report: &mut Report,
) -> bool {
    // What stands in place of the dots travels as one more.
    let more = usize::from(is_variadic);
    if let Some(extra) = parameters.get(MOST_PARAMETERS - more) {
        let count = (parameters.len() + more).to_string();
        let values = [("name", &*name.to_string()), ("count", &count)];
        report.add(&extra.typed.tokens, &messages::TOO_MANY_PARAMETERS, &values);
    }
    let passed = parameters.iter().map(|parameter| &parameter.typed).chain(result);
    // Counted, so that each is looked at.
    passed.filter(|typed| !legal.is_passable(typed, report)).count() == 0
}

/// A function type with a mistake becomes one without parameters, so that its uses stay legal.
fn check_signature(signature: &mut FunctionType, legal: &Legal<'_>, report: &mut Report) {
    let FunctionType { name, parameters, is_variadic, result, .. } = &*signature;
    if !is_legal_call(name, parameters, *is_variadic, result.as_ref(), legal, report) {
        signature.parameters = Vec::new();
        signature.result = None;
    }
}

/// Takes out the variables that memory cannot hold, or whose name is taken.
fn check_globals(interface: &mut Interface, legal: &Legal<'_>, report: &mut Report) {
    let functions = interface.functions.iter();
    let mut methods: HashMap<String, Ident> =
        functions.map(|function| (function.method.to_string(), function.name.clone())).collect();
    interface.globals.retain(|global| {
        let before = report.count();
        let method = global.method.to_string();
        match methods.insert(method.clone(), global.name.clone()) {
            Some(other) if other == global.name => {
                report.add(&global.name, &messages::DUPLICATE_GLOBAL, &[("name", &method)]);
            }
            Some(other) => tell_method_taken(&global.name, &other, &method, report),
            None => {}
        }
        legal.is_stored(&global.typed.kind, &global.typed, report) && report.count() == before
    });
}

/// The one of the two whose name is as declared must give way.
fn tell_method_taken(second: &Ident, first: &Ident, method: &str, report: &mut Report) {
    let renamed = if second == method { first } else { second };
    let values = [("name", &*renamed.to_string()), ("method", method)];
    report.add(second, &messages::METHOD_TAKEN, &values);
}

// Structs and enums.

fn check_fields(structure: &mut Struct, legal: &Legal<'_>, report: &mut Report) -> bool {
    let mut names = HashSet::new();
    let mut methods: HashMap<String, Ident> = HashMap::new();
    let mut sound = true;
    let last = structure.fields.len();
    for (index, field) in structure.fields.iter().enumerate() {
        let name = field.name.to_string();
        let method = field.method.to_string();
        let before = report.count();
        if !names.insert(name.clone()) {
            report.add(&field.name, &messages::DUPLICATE_FIELD, &[("name", &name)]);
        } else if let Some(other) = methods.insert(method.clone(), field.name.clone()) {
            tell_method_taken(&field.name, &other, &method, report);
        }
        let is_end = index + 1 == last && index > 0 && structure.form == Form::Struct;
        sound &= match &field.typed.kind {
            Type::Flexible { element } if is_end => legal.is_stored(element, &field.typed, report),
            kind => legal.is_stored(kind, &field.typed, report),
        };
        check_field_form(structure, field, report);
        sound &= report.count() == before;
    }
    sound
}

fn check_field_form(structure: &Struct, field: &Field, report: &mut Report) {
    if field.bits.is_some() && structure.packed.is_some() {
        report.add(&field.name, &messages::PACKED_BITS, &[]);
    }
    if field.is_anonymous && !matches!(field.typed.kind, Type::Struct(_)) {
        report.add(&field.typed.tokens, &messages::ANONYMOUS_FIELD, &[]);
    }
}

fn check_values(enumeration: &mut Enum, report: &mut Report) {
    let carrier = enumeration.carrier;
    let mut names: HashMap<i128, Ident> = HashMap::new();
    let before = report.count();
    for variant in &enumeration.variants {
        let name = variant.name.to_string();
        let value = variant.value.to_string();
        if !carrier.range().contains(&variant.value) {
            let values = [("value", &*value), ("carrier", carrier.primitive())];
            report.add(&variant.name, &messages::ENUM_VALUE_RANGE, &values);
        } else if let Some(other) = names.get(&variant.value) {
            let values = [("name", &*name), ("other", &*other.to_string()), ("value", &*value)];
            report.add(&variant.name, &messages::DUPLICATE_VALUE, &values);
        } else {
            names.insert(variant.value, variant.name.clone());
        }
    }
    if report.count() > before {
        make_harmless(&mut enumeration.item, &mut enumeration.variants);
    }
}

// Where a type may stand.

struct Legal<'a> {
    faulty: &'a [Ident],
}

impl Legal<'_> {
    /// Whether a call can pass the type or return it.
    fn is_passable(&self, typed: &Typed, report: &mut Report) -> bool {
        let refuse = |message: &Message, name: &str| report.add(&typed.tokens, message, &[("name", name)]);
        match &typed.kind {
            Type::Scalar(_) | Type::Enum(_) | Type::FunctionPointer(_) | Type::Struct(_) => return true,
            Type::Pointer { target, .. } => return self.is_target(target, typed, report),
            kind => self.refuse_by_value(kind, refuse),
        }
        false
    }

    fn refuse_by_value(&self, kind: &Type, mut refuse: impl FnMut(&Message, &str)) {
        match kind {
            Type::Void => refuse(&messages::VOID_BY_VALUE, "void"),
            Type::Array { .. } | Type::Flexible { .. } => refuse(&messages::ARRAY_BY_VALUE, ""),
            Type::Opaque(name) if !self.faulty.contains(name) => {
                refuse(&messages::OPAQUE_BY_VALUE, &name.to_string());
            }
            _ => {}
        }
    }

    /// Whether a pointer can point to the type. Its size need not be known.
    fn is_target(&self, kind: &Type, typed: &Typed, report: &mut Report) -> bool {
        match kind {
            Type::Pointer { target, .. } => self.is_target(target, typed, report),
            Type::Array { element, .. } => self.is_stored(element, typed, report),
            Type::Flexible { .. } => self.is_stored(kind, typed, report),
            _ => true,
        }
    }

    /// Whether memory can hold the type.
    fn is_stored(&self, kind: &Type, typed: &Typed, report: &mut Report) -> bool {
        match kind {
            Type::Void | Type::Opaque(_) => {
                self.refuse_by_value(kind, |message, name| {
                    report.add(&typed.tokens, message, &[("name", name)])
                });
                false
            }
            Type::Flexible { .. } => {
                report.add(&typed.tokens, &messages::EMPTY_ARRAY, &[]);
                false
            }
            Type::Array { element, .. } => self.is_stored(element, typed, report),
            Type::Pointer { target, .. } => self.is_target(target, typed, report),
            _ => true,
        }
    }
}

// Names.

fn check_names(interface: &mut Interface, functions: &mut [Declared], report: &mut Report) {
    let declared: Vec<_> = declared_names(interface).into_iter().cloned().collect();
    for name in &declared {
        if is_primitive(&name.to_string()) {
            report.add(name, &messages::PRIMITIVE_NAME, &[("name", &name.to_string())]);
        }
    }
    let library = interface.library.clone();
    let mut taken = Taken { declared, defined: HashSet::new(), report };
    taken.check(&mut interface.marker, &format!("marker type of the library `{library}`"), MARKER);
    taken.check(&mut interface.calls_trait, &format!("trait with the functions of `{library}`"), MARKER);
    taken.check(&mut format_ident!("__Functions"), "table of the functions", RENAME);
    for signature in &mut interface.signatures {
        let (purpose, remedy) = match &signature.alias {
            Some(alias) => (format!("marker type of the function type `{alias}`"), RENAME),
            None => ("marker type of this function type".to_owned(), NAME_IT),
        };
        taken.check(&mut signature.marker, &purpose, remedy);
    }
    for function in functions {
        if let Some(contract) = function.function.contract.as_mut().filter(|contract| contract.has_record()) {
            let purpose = format!("struct with the outputs of `{}`", function.function.name);
            taken.check(&mut contract.record, &purpose, RENAME);
        }
    }
    for opaque in &mut interface.opaques {
        if let Some(states) = &mut opaque.states {
            let purpose = format!("module with the states of `{}`", opaque.name);
            taken.check(&mut states.module, &purpose, RENAME);
        }
    }
    for structure in &mut interface.structs {
        let purpose = format!("trait with the fields of `{}`", structure.name);
        // Two structs that meet in one of the names meet in the other; one message says it.
        match taken.check(&mut structure.fields_trait, &purpose, RENAME) {
            true => {
                let purpose = format!("trait with the fields of copies of `{}`", structure.name);
                taken.check(&mut structure.values_trait, &purpose, RENAME);
            }
            false => structure.values_trait = format_ident!("__{}", structure.values_trait),
        }
    }
}

const MARKER: &str = "add `marker = OtherName` to `library`, or rename the type";
const RENAME: &str = "rename the type";
const NAME_IT: &str = "give the function type a name: `type Name = Option<unsafe extern \"C\" fn(…)>;`";

/// Names that the expansion cannot define again.
struct Taken<'r> {
    declared: Vec<Ident>,
    defined: HashSet<String>,
    report: &'r mut Report,
}

impl Taken<'_> {
    /// Reports a name that is taken, and makes it another one for the stub. Whether it was free.
    fn check(&mut self, name: &mut Ident, purpose: &str, remedy: &str) -> bool {
        // Two of our own names can meet as well: the traits of `foo_bar` and `FooBar`.
        let is_again = !self.defined.insert(name.to_string());
        let place = self.declared.iter().find(|declared| *declared == name).or(is_again.then_some(&*name));
        let is_free = place.is_none();
        if let Some(place) = place {
            let values = [("name", &*name.to_string()), ("purpose", purpose), ("remedy", remedy)];
            self.report.add(place, &messages::NAME_TAKEN, &values);
            *name = Ident::new(&format!("__{name}"), name.span());
        }
        is_free
    }
}

fn declared_names(interface: &Interface) -> Vec<&Ident> {
    let structs = interface.structs.iter().map(|structure| &structure.name);
    let opaques = interface.opaques.iter().map(|opaque| &opaque.name);
    let enums = interface.enums.iter().map(|enumeration| &enumeration.name);
    let passed = interface.passed.iter().filter_map(|item| match item {
        Item::Type(alias) => Some(&alias.ident),
        Item::Trait(item) => Some(&item.ident),
        Item::Mod(item) => Some(&item.ident),
        _ => None,
    });
    // An alias that is written as its marker is the same name once.
    let aliases = interface.signatures.iter().filter_map(|signature| signature.alias.as_ref());
    let aliases =
        aliases.filter(|alias| interface.signatures.iter().all(|signature| signature.marker != **alias));
    structs.chain(opaques).chain(enums).chain(passed).chain(aliases).collect()
}
