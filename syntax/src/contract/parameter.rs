//! What is said about each parameter.

use quote::ToTokens as _;
use syn::{Attribute, Expr, ExprLit, Lit, Meta};

use super::parts::Parts;
use super::rule::{OF_CELL, OF_ITEMS};
use super::{
    Cell, Content, Expression, Handed, HandedContent, Input, Items, Length, Passing, Reader, Text, cell,
    items,
};
use crate::messages;
use crate::model::{Parameter, Type};

/// Most bytes that a string may be looked through for its end.
const LONGEST_TEXT: u32 = 1 << 24;

/// The name of an attribute.
pub(super) fn name_of(attribute: &Attribute) -> String {
    attribute.path().segments.last().map(|segment| segment.ident.to_string()).unwrap_or_default()
}

impl Reader<'_, '_, '_> {
    /// How each parameter is passed.
    pub(super) fn parameters(&mut self) -> Option<Vec<Passing>> {
        let pairs = self.source.parameters.iter().zip(self.source.of_parameters);
        // Counted by length, so that each is looked at.
        let passings: Vec<_> = pairs.map(|(parameter, own)| self.passing(parameter, own)).collect();
        passings.into_iter().collect()
    }

    fn passing(&mut self, parameter: &Parameter, own: &[Attribute]) -> Option<Passing> {
        let name = parameter.name.to_string();
        let kind = &parameter.typed.kind;
        let attribute = match (own, kind) {
            ([], Type::Pointer { .. }) => {
                return self.refuse(&parameter.typed.tokens, &messages::CONTRACT_POINTER, &[("name", &name)]);
            }
            ([], _) => return Some(Passing::Plain),
            ([attribute], _) => attribute,
            ([_, second, ..], _) => {
                return self.refuse(&second.path(), &messages::CONTRACT_TWICE, &[("name", &name)]);
            }
        };
        self.current = attribute.path().to_token_stream();
        match (name_of(attribute).as_str(), kind) {
            ("constant", _) => self.given(attribute, kind),
            (_, Type::Pointer { constant, target }) => self.pointer(attribute, *constant, target),
            (known, _) => self.refuse(&attribute.path(), &messages::CONTRACT_NOT_POINTER, &[("name", known)]),
        }
    }

    fn given(&mut self, attribute: &Attribute, kind: &Type) -> Option<Passing> {
        let Meta::NameValue(pair) = &attribute.meta else {
            return self.refuse(&attribute.path(), &messages::CONTRACT_VALUE, &[("name", "constant")]);
        };
        let number = self.expression(&pair.value)?;
        match kind {
            Type::Scalar(scalar) if super::expression::is_integer(scalar.kind) => match number.known() {
                Some(known) if !scalar.kind.range().contains(&known) => {
                    let values = [("value", &*known.to_string()), ("kind", scalar.kind.primitive())];
                    self.refuse(&pair.value, &messages::CONTRACT_BOUND, &values)
                }
                _ => Some(Passing::Constant(number)),
            },
            _ => self.refuse(&attribute.path(), &messages::CONTRACT_CONSTANT, &[]),
        }
    }

    fn pointer(&mut self, attribute: &Attribute, constant: bool, target: &Type) -> Option<Passing> {
        let name = name_of(attribute);
        if constant && matches!(name.as_str(), "out" | "inout") {
            return self.refuse(&attribute.path(), &messages::CONTRACT_CONST, &[("name", &name)]);
        }
        match name.as_str() {
            "null" => self.parts(attribute, &[]).map(|_| Passing::Null),
            "handle" => self.parts(attribute, &[]).map(|_| Passing::Handle),
            "state" => self.handle_use(attribute, target),
            "c_str" => self.text(attribute, target),
            "input" => self.input(attribute, target),
            "inout" => self.changed(attribute, target),
            _ => self.output(attribute, target),
        }
    }

    fn text(&mut self, attribute: &Attribute, target: &Type) -> Option<Passing> {
        let mut parts = self.parts(attribute, &["nullable", "utf8", "kept"])?;
        self.keeps |= self.flag(&mut parts, "kept");
        let is_nullable = self.flag(&mut parts, "nullable");
        let is_utf8 = self.flag(&mut parts, "utf8");
        self.check_char(target)?;
        Some(Passing::Text { is_utf8, is_nullable })
    }

    fn check_char(&mut self, target: &Type) -> Option<()> {
        match items(target) {
            Some(Items { kind: crate::scalars::Kind::U8 | crate::scalars::Kind::I8, .. }) => Some(()),
            _ => self.no_target("a C string", target),
        }
    }

    pub(super) fn no_target<T>(&mut self, what: &str, target: &Type) -> Option<T> {
        let found = match target {
            Type::Void => "void".to_owned(),
            Type::Scalar(scalar) => scalar.c.to_owned(),
            Type::Pointer { .. } => "a pointer".to_owned(),
            Type::Struct(name) | Type::Opaque(name) | Type::Enum(name) => format!("`{name}`"),
            _ => "that".to_owned(),
        };
        let place = self.current.clone();
        self.refuse(&place, &messages::CONTRACT_TARGET, &[("what", what), ("target", &found)])
    }

    fn input(&mut self, attribute: &Attribute, target: &Type) -> Option<Passing> {
        let mut parts = self.parts(attribute, &["len", "nullable", "kept"])?;
        self.keeps |= self.flag(&mut parts, "kept");
        let is_nullable = self.flag(&mut parts, "nullable");
        match self.value(&mut parts, "len") {
            Some((_, length)) => {
                let Some(items) = items(target) else { return self.no_target("a slice", target) };
                let length = self.length(&length)?;
                Some(Passing::Slice { length, items, is_nullable })
            }
            None => match cell(target) {
                Some(cell) if !is_nullable => Some(Passing::Value(cell)),
                Some(_) => self.refuse(&attribute.path(), &messages::CONTRACT_LENGTH, &[]),
                None if *target == Type::Void => {
                    self.refuse(&attribute.path(), &messages::CONTRACT_LENGTH, &[])
                }
                None => self.no_target("an input", target),
            },
        }
    }

    fn length(&mut self, tokens: &Expr) -> Option<Length> {
        let expression = self.expression(tokens)?;
        match expression.known() {
            None => Some(Length::Checked(expression)),
            Some(number) => match u32::try_from(number).ok().filter(|&number| number > 0) {
                Some(number) => Some(Length::Fixed(number)),
                None => {
                    let values = [("value", &*number.to_string()), ("kind", "a length")];
                    self.refuse(tokens, &messages::CONTRACT_BOUND, &values)
                }
            },
        }
    }

    fn changed(&mut self, attribute: &Attribute, target: &Type) -> Option<Passing> {
        let known: Vec<_> = OF_CELL.into_iter().chain(["len", "each"]).collect();
        let mut parts = self.parts(attribute, &known)?;
        match self.value(&mut parts, "len") {
            Some((_, length)) => {
                let Some(items) = items(target) else { return self.no_target("a slice", target) };
                let length = self.length(&length)?;
                let rule = self.items_rule(&mut parts, items, attribute.path());
                self.nothing_left(parts, &["len", "each", "with", "released", "reason"])?;
                Some(Passing::ChangedSlice { length, items, rule })
            }
            None => self.changed_cell(parts, target, Input::Caller),
        }
    }

    fn changed_cell(&mut self, mut parts: Parts, target: &Type, input: Input) -> Option<Passing> {
        let Some(cell) = cell(target) else { return self.no_target("a value", target) };
        let rule = self.cell_rule(&mut parts, &cell);
        self.nothing_left(parts, &OF_CELL)?;
        if matches!(rule, super::Rule::Valid) && is_always_valid(&cell) {
            let place = self.current.clone();
            let values = [("kind", &*super::rule::kind_name(&cell))];
            self.report.add(&place, &messages::CONTRACT_ALWAYS_VALID, &values);
        }
        Some(Passing::Changed { cell, input, rule, is_length: false })
    }

    /// Arguments that belong to another use of the same attribute.
    pub(super) fn nothing_left(&mut self, parts: Parts, known: &[&str]) -> Option<()> {
        let name = self.current.to_string();
        self.unused(parts, &name, known)
    }

    fn output(&mut self, attribute: &Attribute, target: &Type) -> Option<Passing> {
        let known: Vec<_> = OF_CELL
            .into_iter()
            .chain(["each", "len", "written", "c_str", "owned", "free", "null", "state"])
            .collect();
        let mut parts = self.parts(attribute, &known)?;
        if let Type::Pointer { target, .. } = target {
            if let Some(creation) = self.creation(&mut parts, target)? {
                self.nothing_left(parts, &["state"])?;
                return Some(Passing::Created(creation));
            }
            let handed = self.handed(&mut parts, target, attribute)?;
            self.nothing_left(parts, &["owned", "free", "null", "len", "c_str", "each", "with", "released"])?;
            return Some(Passing::Handed(handed));
        }
        match self.value(&mut parts, "len") {
            Some((_, capacity)) => self.room(attribute, parts, &capacity, target),
            None => self.changed_cell(parts, target, Input::Zero),
        }
    }

    fn room(
        &mut self,
        attribute: &Attribute,
        mut parts: Parts,
        capacity: &Expr,
        target: &Type,
    ) -> Option<Passing> {
        let capacity = self.expression(capacity)?;
        let Some(items) = items(target) else { return self.no_target("a buffer", target) };
        if let Some((place, inner)) = self.group(&mut parts, "c_str") {
            self.check_char(target)?;
            let text = self.text_out(&place, inner, false)?;
            self.nothing_left(parts, &["len", "c_str"])?;
            return Some(Passing::Room { capacity, written: None, content: Content::Text(text) });
        }
        let written = match self.value(&mut parts, "written") {
            Some((_, written)) => Some(self.expression(&written)?),
            None => None,
        };
        let rule = self.items_rule(&mut parts, items, attribute.path());
        let known: Vec<_> = OF_ITEMS.into_iter().chain(["len", "written", "c_str"]).collect();
        self.nothing_left(parts, &known)?;
        Some(Passing::Room { capacity, written, content: Content::Items(items, rule) })
    }

    /// Memory that the library hands out: through a parameter or as its result.
    pub(super) fn handed(
        &mut self,
        parts: &mut Parts,
        target: &Type,
        attribute: &Attribute,
    ) -> Option<Handed> {
        let is_owned = self.flag(parts, "owned");
        let free = self.name(parts, "free");
        if is_owned != free.is_some() {
            return self.refuse(&attribute.path(), &messages::CONTRACT_OWNED, &[]);
        }
        let is_nullable = self.null(parts)?;
        if let Some((place, inner)) = self.group(parts, "c_str") {
            self.check_char(target)?;
            let content = HandedContent::Text(self.text_out(&place, inner, true)?);
            return Some(Handed { content, free, is_nullable });
        }
        let Some((_, length)) = self.value(parts, "len") else {
            return self.refuse(&attribute.path(), &messages::CONTRACT_LENGTH, &[]);
        };
        let Some(items) = items(target) else { return self.no_target("a slice", target) };
        let length: Expression = self.expression(&length)?;
        let rule = self.items_rule(parts, items, attribute.path());
        Some(Handed { content: HandedContent::Items { length, items, rule }, free, is_nullable })
    }

    /// Whether null means nothing; an error unless said so.
    pub(super) fn null(&mut self, parts: &mut Parts) -> Option<bool> {
        let Some((_, value)) = self.value(parts, "null") else { return Some(false) };
        match &value {
            Expr::Path(path) if path.path.is_ident("none") => Some(true),
            Expr::Path(path) if path.path.is_ident("error") => Some(false),
            _ => self.refuse(&value, &messages::CONTRACT_NULL, &[]),
        }
    }

    fn text_out(
        &mut self,
        place: &proc_macro2::Ident,
        inner: Vec<super::parts::Part>,
        needs_bound: bool,
    ) -> Option<Text> {
        let mut parts = self.known(Parts::nested(inner), "c_str", &["max", "utf8"])?;
        let is_utf8 = self.flag(&mut parts, "utf8");
        let bound = match self.value(&mut parts, "max") {
            Some((_, Expr::Lit(ExprLit { lit: Lit::Int(number), .. }))) => {
                match number.base10_parse::<u32>().ok().filter(|bound| (1..=LONGEST_TEXT).contains(bound)) {
                    Some(bound) => Some(bound),
                    None => return self.refuse(&number, &messages::CONTRACT_TEXT_BOUND, &[]),
                }
            }
            Some((_, other)) => return self.refuse(&other, &messages::CONTRACT_TEXT_BOUND, &[]),
            None if needs_bound => return self.refuse(place, &messages::CONTRACT_TEXT_BOUND, &[]),
            None => None,
        };
        Some(Text { bound, is_utf8 })
    }
}

/// Whether every bit pattern is a value, so that `valid` says nothing.
pub(super) fn is_always_valid(cell: &Cell) -> bool {
    !matches!(cell, Cell::Enum(_) | Cell::Scalar(crate::scalars::Kind::Bool))
}
