//! Index and slice expressions, and instantiation of generic functions (Go spec, "Index expressions", "Slice expressions").

use gosyn::ast::{self, Expression};

use crate::check::checker::Checker;
use crate::check::constant::{Const, Kind};
use crate::check::operand::{Mode, Operand};
use crate::check::typed::{Expr, ExprKind, Value};
use crate::check::types::{Basic, Type, TypeId};
use crate::versions;

impl<'a> Checker<'a> {
    /// `x[i]`, or `f[T]`, or the type `G[T]`.
    pub(super) fn index_expr(
        &mut self,
        left: &'a Expression,
        indices: &'a [Expression],
        e: &'a Expression,
    ) -> Operand<'a> {
        let x = self.raw_expr(left, None, true);
        let x = self.only_values(x, true);
        match x.mode {
            Mode::Invalid => {
                indices.iter().for_each(|index| {
                    self.use_expr(index);
                });
                return self.invalid(Some(e));
            }
            Mode::Type | Mode::GenericType(_) => {
                let ty = self.resolve_type(e);
                return match ty == self.t.invalid {
                    true => self.invalid(Some(e)),
                    false => self.type_operand(ty, e),
                };
            }
            _ => {}
        }
        if x.generic.is_some() {
            return self.explicit_instance(x, indices, e);
        }
        let [index] = indices else {
            self.error(
                indices.get(1).map_or(x.start, |second| self.start(second)),
                "invalid operation: more than one index",
            );
            return self.invalid(Some(e));
        };
        let x = self.single_value(x);
        if x.is_invalid() {
            return x;
        }
        self.index_value(x, index, e)
    }

    fn index_value(
        &mut self,
        x: Operand<'a>,
        index: &'a Expression,
        e: &'a Expression,
    ) -> Operand<'a> {
        let const_string = self.all_string(x.ty) && x.is_const();
        let core = self.core_string(x.ty);
        let deref = core.and_then(|core| match *self.types.get(core) {
            Type::Pointer(elem) => match *self.types.underlying(elem) {
                Type::Array(of, len) => Some((of, len)),
                _ => None,
            },
            _ => None,
        });
        let span = self.expr_span(e);
        match core.map(|core| self.types.get(core).clone()) {
            Some(Type::Basic(Basic::String | Basic::UntypedString)) => {
                let len = x
                    .val
                    .as_ref()
                    .filter(|_| const_string)
                    .and_then(|val| val.as_bytes().map(|bytes| bytes.len() as u64));
                let x = self.defaulted(x);
                self.element(x, index, self.t.byte, len, Mode::Value, e)
            }
            Some(Type::Array(elem, len)) => {
                let mode = if x.mode == Mode::Variable {
                    Mode::Variable
                } else {
                    Mode::Value
                };
                self.element(x, index, elem, Some(len), mode, e)
            }
            Some(Type::Pointer(_)) if deref.is_some() => {
                let (elem, len) = deref.unwrap_or((self.t.invalid, 0));
                let array = self.finish(x);
                let array = self.through_pointer(array);
                let x = self.operand(Mode::Variable, array, e);
                self.element(x, index, elem, Some(len), Mode::Variable, e)
            }
            Some(Type::Slice(elem)) => self.element(x, index, elem, None, Mode::Variable, e),
            Some(Type::Map(key, value)) => {
                let k = self.expr(index);
                let k = self.assign_operand(k, Some(key), "map index");
                let (map, key) = (Box::new(self.finish(x)), Box::new(self.finish(k)));
                let kind = ExprKind::MapIndex {
                    map,
                    key,
                    comma_ok: false,
                };
                self.operand(
                    Mode::MapIndex,
                    Expr {
                        kind,
                        ty: value,
                        span,
                    },
                    e,
                )
            }
            _ => {
                let operand = self.describe(&x);
                let pos = crate::syntax::ast_pos::node_pos(e);
                let invalid = self.invalid_operation();
                self.error(pos, format!("{invalid}cannot index {operand}"));
                self.use_expr(index);
                self.invalid(Some(e))
            }
        }
    }

    fn element(
        &mut self,
        x: Operand<'a>,
        index: &'a Expression,
        elem: TypeId,
        len: Option<u64>,
        mode: Mode,
        e: &'a Expression,
    ) -> Operand<'a> {
        let Some((index, _)) = self.index_operand(index, len, "index") else {
            return self.invalid(Some(e));
        };
        let span = self.expr_span(e);
        let x = Box::new(self.finish(x));
        let kind = ExprKind::Index {
            x,
            index: Box::new(index),
        };
        self.operand(
            mode,
            Expr {
                kind,
                ty: elem,
                span,
            },
            e,
        )
    }

    /// An index as a typed expression, with its value when it is constant; reports what is wrong with it.
    pub(in crate::check) fn index_operand(
        &mut self,
        index: &'a Expression,
        len: Option<u64>,
        what: &str,
    ) -> Option<(Expr, Option<u64>)> {
        let x = self.expr(index);
        let x = self.integer_index(x, what, false)?;
        let value = x
            .val
            .as_ref()
            .filter(|_| x.is_const())
            .and_then(Const::as_u64);
        if let (Some(value), Some(len)) = (value, len)
            && value >= len
        {
            let text = x.val.as_ref().map_or(String::new(), Const::to_string);
            self.error(
                x.start,
                format!("invalid argument: {what} {text} out of bounds [0:{len}]"),
            );
            return None;
        }
        Some((self.finish(x), value))
    }

    /// Checks that an operand can be an index: an integer, not negative when constant.
    pub(in crate::check) fn integer_index(
        &mut self,
        x: Operand<'a>,
        what: &str,
        allow_negative: bool,
    ) -> Option<Operand<'a>> {
        if x.is_invalid() {
            return None;
        }
        let (operand, start) = (self.describe(&x), x.start);
        let x = if self.untyped(x.ty) {
            let int = self.t.int;
            let x = self.convert_untyped(x, int);
            if x.is_invalid() {
                return None;
            }
            x
        } else {
            x
        };
        if !self.all_integer(x.ty) {
            self.error(
                start,
                format!("invalid argument: {what} {operand} must be integer"),
            );
            return None;
        }
        if x.is_const() {
            let val = x.val.as_ref().map_or(Const::Unknown, Const::to_int);
            if !allow_negative && val.kind() == Kind::Int && val.sign() < 0 {
                let operand = self.describe(&x);
                self.error(
                    start,
                    format!("invalid argument: {what} {operand} must not be negative"),
                );
                return None;
            }
            if val.as_i64().is_none() && val.kind() == Kind::Int {
                self.error(
                    start,
                    format!("invalid argument: {what} {operand} overflows int"),
                );
                return None;
            }
        }
        Some(x)
    }

    /// `x[lo:hi:max]`.
    pub(super) fn slice_expr(&mut self, slice: &'a ast::Slice, e: &'a Expression) -> Operand<'a> {
        let x = self.expr(&slice.left);
        if x.is_invalid() {
            slice.index.iter().flatten().for_each(|index| {
                self.use_expr(index);
            });
            return self.invalid(Some(e));
        }
        let three = slice.index[2].is_some();
        // gc does not look at the indices of what cannot be sliced.
        let Some((x, ty, len)) = self.sliceable(x, three, slice) else {
            return self.invalid(Some(e));
        };
        let mut bounds: [Option<Box<Expr>>; 3] = [None, None, None];
        let (mut values, mut valid) = ([None; 3], true);
        for (i, index) in slice.index.iter().enumerate() {
            let Some(index) = index else {
                continue;
            };
            let Some((bound, value)) =
                self.index_operand(index, len.map(|len| len.saturating_add(1)), "index")
            else {
                valid = false;
                continue;
            };
            values[i] = value;
            bounds[i] = Some(Box::new(bound));
        }
        self.check_order(slice, &values);
        if !valid {
            return self.invalid(Some(e));
        }
        let [lo, hi, max] = bounds;
        let span = self.expr_span(e);
        let kind = ExprKind::SliceExpr {
            x: Box::new(x),
            lo,
            hi,
            max,
        };
        self.operand(Mode::Value, Expr { kind, ty, span }, e)
    }

    /// Reports constant bounds that are out of order.
    fn check_order(&mut self, slice: &'a ast::Slice, values: &[Option<u64>; 3]) {
        for i in 0..2 {
            for j in i + 1..3 {
                if let (Some(x), Some(y), Some(at)) = (values[i], values[j], &slice.index[j])
                    && y < x
                {
                    self.error(self.start(at), format!("invalid slice indices: {y} < {x}"));
                    return;
                }
            }
        }
    }

    /// What is sliced, the type of the result, and the length when it is known.
    fn sliceable(
        &mut self,
        x: Operand<'a>,
        three: bool,
        slice: &'a ast::Slice,
    ) -> Option<(Expr, TypeId, Option<u64>)> {
        let operand = self.describe(&x);
        let Some(core) = self.core_string(x.ty) else {
            let ty = self.type_text(x.ty);
            self.error(
                x.start,
                format!("invalid operation: cannot slice {operand}: {ty} has no core type"),
            );
            return None;
        };
        match self.types.get(core).clone() {
            Type::Basic(Basic::String | Basic::UntypedString) => {
                if three {
                    let at = slice.index[2].as_ref().map_or(x.start, |at| self.start(at));
                    self.error(at, "invalid operation: 3-index slice of string");
                    return None;
                }
                let len = x
                    .val
                    .as_ref()
                    .filter(|_| x.is_const())
                    .and_then(|val| val.as_bytes().map(|bytes| bytes.len() as u64));
                let x = self.defaulted(x);
                let ty = x.ty;
                Some((self.finish(x), ty, len))
            }
            Type::Array(elem, len) => {
                if x.mode != Mode::Variable {
                    let text = match self.has(&versions::NO_CORE_TYPES) {
                        true => format!("cannot slice unaddressable value {operand}"),
                        false => {
                            format!("invalid operation: {operand} (slice of unaddressable value)")
                        }
                    };
                    self.error(x.start, text);
                    return None;
                }
                let x = self.finish(x);
                self.mark_address_taken(&x);
                Some((x, self.slice_of(elem), Some(len)))
            }
            Type::Pointer(to) => match *self.types.underlying(to) {
                Type::Array(elem, len) => {
                    let x = self.finish(x);
                    Some((self.through_pointer(x), self.slice_of(elem), Some(len)))
                }
                _ => self.cannot_slice(&x),
            },
            Type::Slice(_) => {
                let ty = x.ty;
                Some((self.finish(x), ty, None))
            }
            _ => self.cannot_slice(&x),
        }
    }

    fn cannot_slice<T>(&mut self, x: &Operand<'a>) -> Option<T> {
        let operand = self.describe(x);
        let invalid = self.invalid_operation();
        self.error(x.start, format!("{invalid}cannot slice {operand}"));
        None
    }

    /// What stands before an error about an operand that cannot be indexed or sliced.
    fn invalid_operation(&self) -> &'static str {
        match self.has(&versions::NO_CORE_TYPES) {
            true => "",
            false => "invalid operation: ",
        }
    }

    /// `f[T, U]`: explicit type arguments of a generic function, possibly not all.
    fn explicit_instance(
        &mut self,
        x: Operand<'a>,
        indices: &'a [Expression],
        e: &'a Expression,
    ) -> Operand<'a> {
        let Some(mut generic) = x.generic.clone() else {
            return x;
        };
        if !self.allows(&versions::GENERICS) {
            let pos = crate::syntax::ast_pos::node_pos(e);
            self.version_error(pos, "function instantiation", &versions::GENERICS);
        }
        let want = self.own_params(generic.obj);
        for index in indices {
            let ty = self.resolve_type(index);
            if ty == self.t.invalid {
                return self.invalid(Some(e));
            }
            generic.args.push(ty);
            generic.arg_pos.push(self.start(index));
        }
        let got = generic.args.len();
        if got > want {
            let at = indices.get(want).map_or(x.start, |extra| self.start(extra));
            self.error(at, format!("got {got} type arguments but want {want}"));
            return self.invalid(Some(e));
        }
        let x = Operand {
            generic: Some(generic),
            ast: Some(e),
            ..x
        };
        match got == want {
            true => self.complete_instance(x),
            false => x,
        }
    }

    /// A constant of type int.
    pub(in crate::check) fn int_const(&self, value: i64, span: crate::source::Span) -> Expr {
        Expr {
            kind: ExprKind::Const(Value::Int(value as u64)),
            ty: self.t.int,
            span,
        }
    }
}
