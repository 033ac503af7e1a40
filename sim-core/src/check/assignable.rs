//! Assignability (Go spec, "Assignability") and the implicit conversions that it brings.

use super::checker::Checker;
use super::constant::represent::Misfit;
use super::operand::{Mode, Operand};
use super::typed::{Conv, Expr, ExprKind};
use super::types::{ChanDir, Type, TypeId};

impl<'a> Checker<'a> {
    /// Whether an operand may be assigned to a variable of type `target`.
    ///
    /// # Errors
    /// The cause, possibly empty.
    pub fn assignable(&mut self, x: &Operand<'a>, target: TypeId) -> Result<(), String> {
        let mut cause = String::new();
        match self.assignable_because(x, target, &mut cause) {
            true => Ok(()),
            false => Err(cause),
        }
    }

    /// The same; where the answer is no and there is something to say about it, it goes before what `cause` has already.
    pub fn assignable_because(
        &mut self,
        x: &Operand<'a>,
        target: TypeId,
        cause: &mut String,
    ) -> bool {
        if x.is_invalid() || !self.valid(target) || !self.valid(x.ty) || x.ty == target {
            return true;
        }
        if self.untyped(x.ty) {
            return self.implicit_type(x, target).is_ok();
        }
        let (from, to) = (
            self.types.underlying_id(x.ty),
            self.types.underlying_id(target),
        );
        let params = self.is_param(x.ty) || self.is_param(target);
        if from == to && (!self.has_name(x.ty) || !self.has_name(target)) && !params {
            return true;
        }
        if !self.is_param(target) && (self.is_interface(target) || self.is_interface_ptr(target)) {
            match self.implements(x.ty, target, false) {
                Ok(()) => return true,
                Err(why) if !self.is_param(x.ty) => {
                    let own = self.type_text(x.ty);
                    let spelled = self.spelled_type_text(x.ty, x.decl);
                    *cause = match why.strip_prefix(&own) {
                        Some(rest) => format!("{spelled}{rest}"),
                        None => why,
                    };
                    return false;
                }
                Err(_) => cause.clear(),
            }
        }
        if self.is_interface(x.ty)
            && !self.is_param(x.ty)
            && self.implements(target, x.ty, false).is_ok()
        {
            *cause = "need type assertion".to_string();
            return false;
        }
        if let (Type::Chan(ChanDir::Both, a), Type::Chan(_, b)) =
            (self.types.get(from), self.types.get(to))
            && a == b
        {
            return !self.has_name(x.ty) || !self.has_name(target);
        }
        params && self.assignable_params(x, target, cause)
    }

    /// Assignability where a type parameter is involved: it must hold for each type of its type set.
    fn assignable_params(&mut self, x: &Operand<'a>, target: TypeId, cause: &mut String) -> bool {
        let to_param = self.is_param(target) && !self.has_name(x.ty);
        let from_param = self.is_param(x.ty) && !self.has_name(target);
        let param = match (to_param, from_param) {
            (true, _) => target,
            (false, true) => x.ty,
            (false, false) => return false,
        };
        let terms = self.param_terms(param).unwrap_or_default();
        for &term in &terms {
            let (from, to) = match to_param {
                true => (x.ty, term),
                false => (term, target),
            };
            let one = Operand {
                ty: from,
                ..x.clone()
            };
            if self.assignable_because(&one, to, cause) {
                continue;
            }
            let (from, to) = (self.type_text(from), self.type_text(to));
            let param = self.type_text(param);
            explain(
                cause,
                match to_param {
                    true => format!("cannot assign {from} to {to} (in {param})"),
                    false => format!("cannot assign {from} (in {param}) to {to}"),
                },
            );
            return false;
        }
        !terms.is_empty()
    }

    /// Makes an operand ready for assignment to a variable of type `target` (`None`: of the type it implies), or reports that it
    /// cannot be. The result's expression has exactly that type.
    pub fn assign_operand(
        &mut self,
        x: Operand<'a>,
        target: Option<TypeId>,
        context: &str,
    ) -> Operand<'a> {
        let x = self.single_value(x);
        match x.mode {
            Mode::Invalid => return x,
            Mode::NoValue | Mode::Builtin(_) | Mode::Type | Mode::GenericType(_) => {
                let (operand, target) = (
                    self.describe(&x),
                    target.map_or(String::new(), |ty| self.type_text(ty)),
                );
                self.error(
                    x.start,
                    format!("cannot assign {operand} to {target} in {context}"),
                );
                return self.invalid(x.ast);
            }
            _ => {}
        }
        let x = if self.untyped(x.ty) {
            self.assign_untyped(x, target, context)
        } else {
            x
        };
        if x.is_invalid() {
            return x;
        }
        if x.generic.is_some() {
            let operand = self.describe(&x);
            self.error(
                x.start,
                format!("cannot use generic function {operand} without instantiation in {context}"),
            );
            return self.invalid(x.ast);
        }
        let Some(target) = target else {
            return x;
        };
        if let Err(cause) = self.assignable(&x, target) {
            let (operand, target) = (self.describe(&x), self.type_text(target));
            let colon = if cause.is_empty() { "" } else { ": " };
            self.error(
                x.start,
                format!("cannot use {operand} as {target} value in {context}{colon}{cause}"),
            );
            return self.invalid(x.ast);
        }
        self.coerced(x, target)
    }

    fn assign_untyped(
        &mut self,
        x: Operand<'a>,
        target: Option<TypeId>,
        context: &str,
    ) -> Operand<'a> {
        if x.is_nil() && target.is_none() {
            self.error(x.start, format!("use of untyped nil in {context}"));
            return self.invalid(x.ast);
        }
        let wanted = match target {
            Some(ty) if x.is_nil() || !self.is_interface(ty) => ty,
            _ => self.default_type(x.ty),
        };
        match self.implicit_type(&x, wanted) {
            Ok((ty, val)) => self.with_type(x, ty, val),
            Err(misfit) => {
                let (operand, wanted) = (self.describe(&x), self.type_text(wanted));
                let suffix = Misfit::suffix(misfit);
                self.error(
                    x.start,
                    format!("cannot use {operand} as {wanted} value in {context}{suffix}"),
                );
                self.invalid(x.ast)
            }
        }
    }

    /// The operand with an explicit conversion to `target`, to which it is known to be assignable.
    pub fn coerced(&mut self, x: Operand<'a>, target: TypeId) -> Operand<'a> {
        if x.ty == target {
            return x;
        }
        if x.is_nil() || (x.is_const() && !self.is_interface(target)) {
            return Operand { ty: target, ..x };
        }
        let (ast, start) = (x.ast, x.start);
        let expr = self.finish(x);
        let expr = self.convert_expr(expr, target);
        Operand {
            mode: Mode::Value,
            ty: target,
            expr,
            start,
            ..self.invalid(ast)
        }
    }

    /// Wraps an expression in the implicit conversion to `target`.
    pub fn convert_expr(&mut self, expr: Expr, target: TypeId) -> Expr {
        if expr.ty == target {
            return expr;
        }
        let conv = match (self.is_interface(expr.ty), self.is_interface(target)) {
            (false, true) => {
                self.note_to_interface(expr.ty);
                Conv::ToInterface
            }
            (true, true)
                if self.types.underlying_id(expr.ty) != self.types.underlying_id(target) =>
            {
                Conv::InterfaceToInterface
            }
            _ => Conv::Same,
        };
        let span = expr.span;
        Expr {
            kind: ExprKind::Convert {
                x: Box::new(expr),
                conv,
            },
            ty: target,
            span,
        }
    }

    /// Notes that values of a type are put into interfaces, so its methods are needed.
    pub fn note_to_interface(&mut self, ty: TypeId) {
        if !self.env.generic && !self.is_interface(ty) {
            self.to_interface.insert(ty);
        }
    }

    /// Reports a call with several results (or none) where one value is needed.
    pub fn single_value(&mut self, x: Operand<'a>) -> Operand<'a> {
        if x.mode == Mode::Value
            && let Type::Tuple(_) = self.types.get(x.ty)
        {
            let operand = self.describe(&x);
            self.error(
                x.start,
                format!("multiple-value {operand} in single-value context"),
            );
            return self.invalid(x.ast);
        }
        x
    }
}

/// Puts an explanation before what it follows from.
pub(super) fn explain(cause: &mut String, why: String) {
    *cause = match cause.is_empty() {
        true => why,
        false => format!("{why}\n\t{cause}"),
    };
}
