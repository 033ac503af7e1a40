//! The builtins that work on slices, maps and channels: `append`, `clear`, `close`, `copy`, `delete`.

use gosyn::ast::{self, Expression};

use super::super::checker::Checker;
use super::super::operand::Operand;
use super::super::typed::Builtin;
use super::super::types::{ChanDir, Signature, Type, TypeId};
use crate::versions;

impl<'a> Checker<'a> {
    pub(super) fn append(
        &mut self,
        args: Vec<Operand<'a>>,
        call: &'a ast::Call,
        e: &'a Expression,
    ) -> Operand<'a> {
        let mut rest = args.into_iter();
        let Some(slice) = rest.next() else {
            return self.invalid(Some(e));
        };
        let ty = slice.ty;
        let elem = self.core_type(ty).map(|core| self.types.get(core).clone());
        let Some(Type::Slice(elem)) = elem else {
            let operand = self.describe(&slice);
            let have = match slice.is_nil() {
                true => "have untyped nil".to_string(),
                false if self.is_param(ty) => format!("{operand} has no core type"),
                false => format!("have {operand}"),
            };
            let what = match self.has(&versions::NO_CORE_TYPES) {
                true => "invalid append: argument",
                false => "first argument to append",
            };
            self.error(slice.start, format!("{what} must be a slice; {have}"));
            return self.invalid(Some(e));
        };
        let spread = call.dots.is_some();
        let mut rest: Vec<Operand<'a>> = rest.collect();
        if let (true, [tail]) = (spread, rest.as_mut_slice()) {
            let bytes = self.types.underlying_id(elem) == self.t.byte;
            if bytes
                && self
                    .core_string(tail.ty)
                    .is_some_and(|core| self.all_string(core))
            {
                let tail = self.defaulted(tail.clone());
                let values = vec![self.finish(slice), self.finish(tail)];
                return self.builtin_value(Builtin::Append { spread }, values, ty, call, e);
            }
        }
        // As for a function of type func(S, ...E) S.
        let elems = self.slice_of(elem);
        let sig = Signature {
            params: vec![ty, elems],
            results: vec![ty],
            variadic: true,
        };
        let mut list = vec![slice];
        list.append(&mut rest);
        let args = super::super::call::Args { list, tuple: None };
        let Some(params) = self.expanded_params(&sig, &args, call, "append") else {
            return self.invalid(Some(e));
        };
        let (mut values, mut valid) = (Vec::new(), true);
        for (arg, target) in args.list.into_iter().zip(params) {
            let arg = self.instantiate_for(arg, Some((target, "element")));
            let arg = self.assign_operand(arg, Some(target), "argument to append");
            if arg.is_invalid() {
                valid = false;
                continue;
            }
            values.push(self.finish(arg));
        }
        if !valid {
            return self.invalid(Some(e));
        }
        self.builtin_value(Builtin::Append { spread }, values, ty, call, e)
    }

    pub(super) fn clear(
        &mut self,
        args: Vec<Operand<'a>>,
        call: &'a ast::Call,
        e: &'a Expression,
    ) -> Operand<'a> {
        let Some(x) = args.into_iter().next() else {
            return self.invalid(Some(e));
        };
        if !self.allows(&versions::NEW_BUILTINS) {
            self.version_error(self.start(&call.func), "clear", &versions::NEW_BUILTINS);
        }
        let core = self
            .core_type(x.ty)
            .map(|core| self.types.get(core).clone());
        let terms = self.param_terms(x.ty).unwrap_or_default();
        let each =
            |c: &Self, ty: TypeId| matches!(c.types.underlying(ty), Type::Map(..) | Type::Slice(_));
        let all_terms =
            self.is_param(x.ty) && !terms.is_empty() && terms.iter().all(|&term| each(self, term));
        if !(matches!(core, Some(Type::Map(..) | Type::Slice(_))) || all_terms) {
            let operand = self.describe(&x);
            let why = format!(
                "cannot clear {operand}: argument must be (or constrained by) map or slice"
            );
            return self.bad_argument(x.start, why, e);
        }
        let x = self.finish(x);
        let none = self.t.empty_tuple;
        self.builtin_value(Builtin::Clear, vec![x], none, call, e)
    }

    pub(super) fn close(
        &mut self,
        args: Vec<Operand<'a>>,
        call: &'a ast::Call,
        e: &'a Expression,
    ) -> Operand<'a> {
        let Some(x) = args.into_iter().next() else {
            return self.invalid(Some(e));
        };
        let types = match self.is_param(x.ty) {
            true => self.param_terms(x.ty).unwrap_or_default(),
            false => vec![x.ty],
        };
        let wrong = |&ty: &TypeId| match self.types.underlying(ty) {
            Type::Chan(ChanDir::RecvOnly, _) => Some("receive-only channel"),
            Type::Chan(..) => None,
            _ => Some("non-channel"),
        };
        let wrong = match types.is_empty() {
            true => Some("non-channel"),
            false => types.iter().find_map(wrong),
        };
        if let Some(what) = wrong {
            let text = format!(
                "invalid operation: cannot close {what} {}",
                self.describe(&x)
            );
            self.error(x.start, text);
            return self.invalid(Some(e));
        }
        let x = self.finish(x);
        let none = self.t.empty_tuple;
        self.builtin_value(Builtin::Close, vec![x], none, call, e)
    }

    pub(super) fn copy(
        &mut self,
        args: Vec<Operand<'a>>,
        call: &'a ast::Call,
        e: &'a Expression,
    ) -> Operand<'a> {
        let mut args = args.into_iter();
        let (Some(dst), Some(src)) = (args.next(), args.next()) else {
            return self.invalid(Some(e));
        };
        let slice_elem = |c: &Self, ty: TypeId| match c.core_type(ty).map(|core| c.types.get(core))
        {
            Some(Type::Slice(elem)) => Some(*elem),
            _ => None,
        };
        let dst_elem = slice_elem(self, dst.ty);
        let from_string = self
            .core_string(src.ty)
            .is_some_and(|core| self.all_string(core));
        let src_elem = if from_string {
            Some(self.t.byte)
        } else {
            slice_elem(self, src.ty)
        };
        let (Some(a), Some(b)) = (dst_elem, src_elem) else {
            return self.bad_copy(&dst, &src, dst_elem.is_none(), e);
        };
        if a != b && !(from_string && self.types.underlying_id(a) == b) {
            let (d, s, a, b) = (
                self.describe(&dst),
                self.describe(&src),
                self.type_text(a),
                self.type_text(b),
            );
            let what = match self.has(&versions::NO_CORE_TYPES) {
                true => "invalid copy: arguments",
                false => "invalid argument: arguments to copy",
            };
            let text = format!("{what} {d} and {s} have different element types {a} and {b}");
            self.error(dst.start, text);
            return self.invalid(Some(e));
        }
        let src = self.defaulted(src);
        let values = vec![self.finish(dst), self.finish(src)];
        let int = self.t.int;
        self.builtin_value(Builtin::Copy, values, int, call, e)
    }

    /// A `copy` of something that is no slice.
    fn bad_copy(
        &mut self,
        dst: &Operand<'a>,
        src: &Operand<'a>,
        of_dst: bool,
        e: &'a Expression,
    ) -> Operand<'a> {
        let (d, s) = (self.describe(dst), self.describe(src));
        let text = match (self.has(&versions::NO_CORE_TYPES), of_dst) {
            (true, true) => format!("invalid copy: argument must be a slice; have {d}"),
            (true, false) => format!("invalid copy: argument must be a slice; have {s}"),
            (false, _) => {
                format!("invalid argument: copy expects slice arguments; found {d} and {s}")
            }
        };
        self.error(dst.start, text);
        self.invalid(Some(e))
    }

    pub(super) fn delete(
        &mut self,
        args: Vec<Operand<'a>>,
        call: &'a ast::Call,
        e: &'a Expression,
    ) -> Operand<'a> {
        let mut args = args.into_iter();
        let (Some(map), Some(key)) = (args.next(), args.next()) else {
            return self.invalid(Some(e));
        };
        let Some(Type::Map(key_type, _)) = self
            .core_type(map.ty)
            .map(|core| self.types.get(core).clone())
        else {
            let operand = self.describe(&map);
            return self.bad_argument(map.start, format!("{operand} is not a map"), e);
        };
        let key = self.assign_operand(key, Some(key_type), "argument to delete");
        if key.is_invalid() {
            return self.invalid(Some(e));
        }
        let values = vec![self.finish(map), self.finish(key)];
        let none = self.t.empty_tuple;
        self.builtin_value(Builtin::Delete, values, none, call, e)
    }
}
