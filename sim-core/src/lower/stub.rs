//! Functions that stand between an interface and a method, or between a func value and an intrinsic.

use super::body::after;
use super::body::{Body, Shape, words_of};
use super::unit::{Unit, Work};
use crate::bytecode::{Function, Instr, RMethod};
use crate::check::typed::{Func, FuncId, FuncKind, LocalId};
use crate::check::types::{Type, TypeId};
use crate::source::Pos;

/// Calls method `func` of type `recv` with a receiver taken out of an interface's data word.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Stub {
    func: FuncId,
    recv: TypeId,
}

/// Fills the method table of a concrete type.
pub(super) fn fill_methods(unit: &mut Unit<'_>, ty: TypeId) {
    let mut methods = Vec::new();
    for entry in unit.rtypes.method_entries(unit.program, ty) {
        let name = unit.method_name(&entry.name, &entry.pkg, entry.ty);
        // A receiver of one word is the data word itself.
        let func = match unit.layout(ty).words {
            1 => unit.function(entry.func),
            _ => unit.number(Work::Stub(Stub {
                func: entry.func,
                recv: ty,
            })),
        };
        methods.push(RMethod { name, func });
    }
    unit.rtypes.set_methods(ty, methods);
}

/// Words of parameters (receiver included) and results of a function. One without a body is known by its type only; if it is a
/// method its receiver is a pointer.
fn shape_words(unit: &Unit<'_>, func: &Func) -> (u32, u32) {
    if let (FuncKind::Native { .. }, Type::Func(signature)) = (&func.kind, unit.underlying(func.ty))
    {
        let recv = u32::from(func.name.contains("(*"));
        let params = words_of(unit, signature.params.iter().copied());
        return (
            recv + params,
            words_of(unit, signature.results.iter().copied()),
        );
    }
    let types = |ids: &[LocalId]| -> Vec<TypeId> {
        ids.iter()
            .filter_map(|id| func.locals.get(id.0 as usize))
            .map(|local| local.ty)
            .collect()
    };
    (
        words_of(unit, types(&func.params)),
        words_of(unit, types(&func.results)),
    )
}

/// Lowers a stub: the receiver has no word or several, so the data word is replaced by them.
pub(super) fn lower_stub(unit: &mut Unit<'_>, stub: &Stub) -> Function {
    let Some(func) = unit.func(stub.func) else {
        return Body::new(unit, None, 0).finish(Shape::none());
    };
    let (params, results) = shape_words(unit, func);
    let recv = unit.layout(stub.recv).words;
    let args = params.saturating_sub(recv);
    let type_word = u64::from(unit.rtype(stub.recv)) + 1;
    let mut body = Body::new(unit, None, 1 + args);
    (body.pos, body.stmt) = (func.pos, func.pos);
    let iface = body.alloc(2);
    let base = body.alloc(params.max(results));
    if recv > 0 {
        body.int(iface, type_word);
        body.move_regs(iface + 1, 0, 1);
        body.take_dynamic(iface, stub.recv, base);
    }
    body.move_regs(after(base, recv), 1, args);
    body.call_function(stub.func, base);
    body.emit(Instr::Return {
        src: base,
        n: results as u16,
    });
    let (name, pos, prelude) = (func.name.clone(), func.pos, func.prelude);
    body.finish(Shape {
        name,
        params: 1 + args,
        results,
        wrapper: true,
        prelude,
        pos,
    })
}

/// A function around an intrinsic, for where it is used as a value or through an interface.
pub(super) fn lower_native(unit: &mut Unit<'_>, id: FuncId) -> Function {
    let Some(func) = unit.func(id) else {
        return Body::new(unit, None, 0).finish(Shape::none());
    };
    let (params, results) = shape_words(unit, func);
    let mut body = Body::new(unit, None, params.max(results));
    (body.pos, body.stmt) = (func.pos, func.pos);
    body.native(func, 0);
    body.emit(Instr::Return {
        src: 0,
        n: results as u16,
    });
    let pos = if func.pos.is_known() {
        func.pos
    } else {
        Pos::NONE
    };
    body.finish(Shape {
        name: func.name.clone(),
        params,
        results,
        wrapper: true,
        prelude: true,
        pos,
    })
}
