//! Struct literals with keys. From Go 1.27 on a key may be a promoted field: `B{x: 1}` for `B{A: A{x: 1}}`.
//!
//! The way to a field is the indexes of the fields on it, as in [`Found::Field`]. What is given for parts of one embedded struct becomes
//! a literal of that struct.

use gosyn::ast::{Element, Expression, LiteralValue};

use crate::check::checker::Checker;
use crate::check::method_set::Found;
use crate::check::typed::{Expr, ExprKind};
use crate::check::types::{Field, Type, TypeId};
use crate::source::Pos;
use crate::syntax::ast_pos;
use crate::versions;

/// A field that a literal gives: the way to it, and its name.
type Given<'a> = (Vec<usize>, &'a str);

/// The way to a field and its value.
type Part = (Vec<usize>, Expr);

impl<'a> Checker<'a> {
    /// The values of a literal with keys, by the index of their field.
    pub(super) fn keyed_fields(
        &mut self,
        ty: TypeId,
        fields: &[Field],
        val: &'a LiteralValue,
    ) -> Vec<(usize, Expr)> {
        let mut elems: Vec<Part> = Vec::new();
        let mut given: Vec<Given<'a>> = Vec::new();
        for element in &val.values {
            let Some(key) = &element.key else {
                self.error(
                    ast_pos::element_start(&element.val),
                    "mixture of field:value and value elements in struct literal",
                );
                continue;
            };
            let pos = ast_pos::element_start(key);
            let Element::Expr(Expression::Ident(name)) = key else {
                let text = super::composite::element_text(key);
                self.error(pos, format!("invalid field name {text} in struct literal"));
                continue;
            };
            let Some((path, field)) = self.literal_field(ty, fields, &name.name, pos) else {
                self.use_element(&element.val);
                continue;
            };
            let value = self.field_value(&element.val, field);
            match conflict(&given, &path, &name.name) {
                Some(text) => self.error(pos, text),
                None => elems.extend(value.map(|(value, ..)| (path.clone(), value))),
            }
            given.push((path, &name.name));
        }
        self.nested(fields, elems)
    }

    /// The way to the field that a key names, and its type; reports a key that names none.
    fn literal_field(
        &mut self,
        ty: TypeId,
        fields: &[Field],
        name: &str,
        pos: Pos,
    ) -> Option<(Vec<usize>, TypeId)> {
        if let Some(index) = self.field_index(fields, name) {
            return Some((vec![index], fields[index].ty));
        }
        let found = match self.has(&versions::PROMOTED_KEYS) {
            true => self.lookup_member(ty, true, name),
            false => Found::Missing,
        };
        let message = match found {
            Found::Field {
                path,
                ty,
                indirect: false,
                ..
            } => return Some((path, ty)),
            Found::Field { .. } => format!("invalid implicit pointer indirection to reach {name}"),
            Found::Method(_) if matches!(self.types.get(ty), Type::Struct(_)) => {
                format!("{name} is not a field")
            }
            _ => self.unknown_field(ty, fields, name),
        };
        self.error(pos, message);
        None
    }

    /// Values by the field of the outermost struct: those further inside together in a literal of the embedded struct.
    fn nested(&mut self, fields: &[Field], elems: Vec<Part>) -> Vec<(usize, Expr)> {
        let mut groups: Vec<(usize, Vec<Part>)> = Vec::new();
        for (path, value) in elems {
            let Some((&first, rest)) = path.split_first() else {
                continue;
            };
            let part = (rest.to_vec(), value);
            match groups.iter_mut().find(|(index, _)| *index == first) {
                Some((_, parts)) => parts.push(part),
                None => groups.push((first, vec![part])),
            }
        }
        let mut out = Vec::new();
        for (index, mut parts) in groups {
            let whole = parts.iter().position(|(path, _)| path.is_empty());
            let value = match (whole, fields.get(index)) {
                (Some(at), _) => parts.swap_remove(at).1,
                (None, Some(field)) => self.embedded_literal(field.ty, parts),
                (None, None) => continue,
            };
            out.push((index, value));
        }
        out
    }

    fn embedded_literal(&mut self, ty: TypeId, parts: Vec<Part>) -> Expr {
        let fields = match self.types.underlying(ty) {
            Type::Struct(fields) => fields.clone(),
            _ => Vec::new(),
        };
        let span = parts
            .first()
            .map_or(Default::default(), |(_, value)| value.span);
        let kind = ExprKind::StructLit(self.nested(&fields, parts));
        Expr { kind, ty, span }
    }
}

/// Why a field cannot be given beside those before it: the same one, one around it or one inside it.
fn conflict(given: &[Given<'_>], path: &[usize], name: &str) -> Option<String> {
    given.iter().find_map(|(before, other)| {
        if before == path {
            Some(format!("duplicate field name {name} in struct literal"))
        } else if path.starts_with(before) {
            Some(format!(
                "cannot specify promoted field {name} and enclosing embedded field {other}"
            ))
        } else if before.starts_with(path) {
            Some(format!(
                "cannot specify embedded field {name} and enclosed promoted field {other}"
            ))
        } else {
            None
        }
    })
}
