//! The functions and variables of the `extern "C"` blocks.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::{ToTokens, format_ident};
use syn::{
    Attribute, FnArg, ForeignItem, ForeignItemFn, ForeignItemStatic, ItemForeignMod, Pat, ReturnType,
    Signature,
};

use crate::attributes::{self, Place};
use crate::messages;
use crate::model::{Function, Global, Parameter, Type, Typed};
use crate::names;
use crate::types::Lowering;
use crate::{batch, contract};

/// A function as it was declared.
#[derive(Debug)]
pub(crate) struct Declared {
    /// What could be read of it.
    pub(crate) function: Function,
    /// Whether that is all of it.
    pub(crate) is_complete: bool,
}

/// Every function of every block.
pub(super) fn all(
    blocks: &[&ItemForeignMod],
    lowering: &mut Lowering<'_, '_>,
) -> (Vec<Declared>, Vec<Global>) {
    let (mut functions, mut globals) = (Vec::new(), Vec::new());
    for block in blocks {
        attributes::sort(&block.attrs, Place::ExternBlock, lowering.report);
        check_abi(&block.abi, lowering);
        for item in &block.items {
            match foreign_item(item, lowering) {
                Some(Foreign::Function(function)) => {
                    let twin = function.function.batch.is_some().then(|| batch::twin(&function.function));
                    functions.push(*function);
                    functions.extend(twin.map(|function| Declared { function, is_complete: true }));
                }
                Some(Foreign::Global(global)) => globals.push(*global),
                None => {}
            }
        }
    }
    (functions, globals)
}

fn check_abi(abi: &syn::Abi, lowering: &mut Lowering<'_, '_>) {
    // An `extern` without a name means "C"; unwinding ends at the fence either way.
    if let Some(name) = abi.name.as_ref().filter(|name| !matches!(name.value().as_str(), "C" | "C-unwind")) {
        lowering.report.add(name, &messages::WRONG_ABI, &[]);
    }
}

enum Foreign {
    Function(Box<Declared>),
    Global(Box<Global>),
}

fn foreign_item(item: &ForeignItem, lowering: &mut Lowering<'_, '_>) -> Option<Foreign> {
    match item {
        ForeignItem::Fn(declaration) => Some(Foreign::Function(Box::new(function(declaration, lowering)))),
        ForeignItem::Static(declaration) => {
            global(declaration, lowering).map(|global| Foreign::Global(Box::new(global)))
        }
        ForeignItem::Verbatim(tokens) => match syn::parse2::<ForeignItem>(without_safe(tokens)) {
            Ok(ForeignItem::Fn(declaration)) => {
                Some(Foreign::Function(Box::new(function(&declaration, lowering))))
            }
            Ok(item @ ForeignItem::Static(_)) => foreign_item(&item, lowering),
            _ => refuse(tokens, lowering),
        },
        other => refuse(&other.to_token_stream(), lowering),
    }
}

fn refuse(tokens: &TokenStream, lowering: &mut Lowering<'_, '_>) -> Option<Foreign> {
    // The name says where; the whole item could be many lines.
    let place = tokens.clone().into_iter().next();
    lowering.report.add(&place, &messages::NOT_A_FUNCTION, &[]);
    None
}

/// `safe fn` is what the parser does not know yet; every function is safe behind the fence.
fn without_safe(tokens: &TokenStream) -> TokenStream {
    let is_safe = |token: &TokenTree| matches!(token, TokenTree::Ident(name) if name == "safe");
    let keyword = tokens.clone().into_iter().position(|token| is_safe(&token));
    let kept = tokens.clone().into_iter().enumerate().filter(|(index, _)| Some(*index) != keyword);
    kept.map(|(_, token)| token).collect()
}

fn global(declaration: &ForeignItemStatic, lowering: &mut Lowering<'_, '_>) -> Option<Global> {
    let name = &declaration.ident;
    let sorted = attributes::sort(&declaration.attrs, Place::Global, lowering.report);
    let typed = lowering.lower_member(name, &format_ident!("value"), &declaration.ty)?;
    Some(Global {
        method: names::function_method(name),
        c_name: sorted.c_name.unwrap_or_else(|| names::c_function(name)),
        name: name.clone(),
        attributes: sorted.kept,
        typed,
        size: 0,
    })
}

fn function(declaration: &ForeignItemFn, lowering: &mut Lowering<'_, '_>) -> Declared {
    let signature = &declaration.sig;
    let name = &signature.ident;
    let before = lowering.report.count();
    let sorted = attributes::sort(&declaration.attrs, Place::Function, lowering.report);
    check_qualifiers(signature, lowering);
    let inputs = signature.inputs.iter().enumerate();
    let parameters = inputs.filter_map(|(index, input)| parameter(name, index, input, lowering));
    let (parameters, of_parameters): (Vec<_>, Vec<_>) = parameters.unzip();
    let result = result(name, &signature.output, lowering);
    // An unknown type is told once, so the count alone would not do.
    let is_complete =
        lowering.report.count() == before && parameters.len() == signature.inputs.len() && result.is_some();
    let result = result.flatten();
    let source = contract::Source {
        name,
        parameters: &parameters,
        result: result.as_ref(),
        attributes: &sorted.contract,
        of_parameters: &of_parameters,
        constants: &lowering.names.constants,
    };
    if let Some(attribute) = source.attributes.iter().chain(of_parameters.iter().flatten()).next()
        && signature.variadic.is_some()
    {
        let values = [("name", &*name.to_string())];
        lowering.report.add(&attribute.path(), &messages::CONTRACT_VARIADIC, &values);
    }
    // Without all of the types, half of what follows would be wrong.
    let is_readable = is_complete && signature.variadic.is_none();
    let contract = if is_readable { contract::read(&source, lowering.report) } else { None };
    // A contract with a mistake still says a signature.
    let before = if contract.is_some() { lowering.report.count() } else { before };
    let owned = owned(&sorted, result.as_ref(), lowering);
    let mut function = Function {
        method: names::function_method(name),
        c_name: sorted.c_name.unwrap_or_else(|| names::c_function(name)),
        name: name.clone(),
        attributes: sorted.kept,
        parameters,
        is_variadic: signature.variadic.is_some(),
        result,
        contract,
        owned,
        batch: None,
        batched: None,
    };
    // What cannot be read has been told, and might be possible.
    if let Some(attribute) = sorted.batch.as_ref().filter(|_| is_complete) {
        match batch::is_possible(&function) && matches!(attribute.meta, syn::Meta::Path(_)) {
            true => function.batch = Some(batch::name_of_twin(name)),
            false => {
                let values = [("name", &*name.to_string())];
                lowering.report.add(&attribute.path(), &messages::BATCH, &values);
            }
        }
    }
    let is_complete = is_complete && lowering.report.count() == before;
    Declared { function, is_complete }
}

fn check_qualifiers(signature: &Signature, lowering: &mut Lowering<'_, '_>) {
    let report = &mut *lowering.report;
    let name = signature.ident.to_string();
    if let Some(token) = &signature.asyncness {
        report.add(token, &messages::ASYNC_FUNCTION, &[]);
    }
    if let Some(token) = &signature.constness {
        report.add(token, &messages::CONST_FUNCTION, &[]);
    }
    if !signature.generics.params.is_empty() {
        report.add(&signature.generics, &messages::GENERIC_FUNCTION, &[("name", &name)]);
    }
}

/// The function that frees the result, from `#[owned(free = function)]`.
fn owned(
    sorted: &attributes::Sorted,
    result: Option<&Typed>,
    lowering: &mut Lowering<'_, '_>,
) -> Option<Ident> {
    let attribute = sorted.owned.as_ref()?;
    let is_pointer = matches!(result, Some(Typed { kind: Type::Pointer { .. }, .. }));
    let mut free = None;
    let read = attribute.parse_nested_meta(|meta| {
        let is_free = meta.path.is_ident("free");
        free = Some(meta.value()?.parse::<Ident>()?).filter(|_| is_free);
        Ok(())
    });
    if read.is_err() || free.is_none() || !is_pointer || !sorted.contract.is_empty() {
        lowering.report.add(&attribute.path(), &messages::OWNED, &[]);
        return None;
    }
    free
}

fn parameter(
    function: &Ident,
    index: usize,
    input: &FnArg,
    lowering: &mut Lowering<'_, '_>,
) -> Option<(Parameter, Vec<Attribute>)> {
    let FnArg::Typed(input) = input else {
        lowering.report.add(input, &messages::UNSUPPORTED_TYPE, &[]);
        return None;
    };
    let sorted = attributes::sort(&input.attrs, Place::Parameter, lowering.report);
    let name = parameter_name(index, &input.pat);
    let typed = lowering.lower_member(function, &name, &input.ty)?;
    Some((Parameter { name, typed }, sorted.contract))
}

fn parameter_name(index: usize, pattern: &Pat) -> Ident {
    match pattern {
        Pat::Ident(name) => name.ident.clone(),
        _ => names::parameter(index),
    }
}

/// `Some(None)` is `void`.
fn result(function: &Ident, output: &ReturnType, lowering: &mut Lowering<'_, '_>) -> Option<Option<Typed>> {
    let ReturnType::Type(_, tokens) = output else { return Some(None) };
    let typed = lowering.lower_member(function, &format_ident!("result"), tokens)?;
    let is_unit = typed.kind == Type::Void && matches!(&**tokens, syn::Type::Tuple(_));
    Some(if is_unit { None } else { Some(typed) })
}
