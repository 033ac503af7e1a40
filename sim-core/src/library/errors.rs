//! Natives of packages `errors` and `context`: questions about dynamic types, answered from type words alone.

use super::native::{NativeCtx, NativeDef, NativeFault};
use crate::bytecode::{Kind, RType, RTypeId};

type Done = Result<(), NativeFault>;

pub(super) const TABLE: &[NativeDef] = &[
    NativeDef("errors.comparable", comparable),
    NativeDef("context.comparable", comparable),
    NativeDef("context.typeName", type_name),
    NativeDef("errors.asTarget", as_target),
    NativeDef("errors.dataWord", data_word),
];

/// `typeName(v any) string`.
fn type_name(ctx: &mut NativeCtx<'_>) -> Done {
    let name = ctx
        .dynamic_type(ctx.word(0))
        .map_or("<nil>".to_string(), |ty| ty.name.clone());
    ctx.set_str(0, name.as_bytes())
}

/// `comparable(err error) bool`.
fn comparable(ctx: &mut NativeCtx<'_>) -> Done {
    let result = ctx.dynamic_type(ctx.word(0)).is_none_or(|ty| ty.comparable);
    ctx.set_flag(0, result);
    Ok(())
}

/// `dataWord(v any) uintptr`.
fn data_word(ctx: &mut NativeCtx<'_>) -> Done {
    let data = ctx.word(1);
    ctx.set(0, data);
    Ok(())
}

/// How a target of `errors.As` relates to an error; numbers as in `errors.go`.
#[derive(Clone, Copy)]
enum Fit {
    NotPointer,
    NotError,
    Fits,
    Other,
}

/// `asTarget(err error, target, likeError any) (fit, words int, inline, iface bool)`.
fn as_target(ctx: &mut NativeCtx<'_>) -> Done {
    let (fit, words, iface) = compare_target(ctx);
    ctx.set(0, fit as u64);
    ctx.set(1, words);
    ctx.set_flag(2, words <= 1);
    ctx.set_flag(3, iface);
    Ok(())
}

fn compare_target(ctx: &NativeCtx<'_>) -> (Fit, u64, bool) {
    let type_at = |id: Option<RTypeId>| ctx.types().get(id?.0 as usize);
    let pointer = ctx
        .dynamic_type(ctx.word(2))
        .filter(|ty| ty.kind == Kind::Pointer && ctx.word(3) != 0);
    let Some(elem) = pointer.and_then(|ty| ty.elem) else {
        return (Fit::NotPointer, 0, false);
    };
    let error = ctx
        .dynamic_type(ctx.word(4))
        .and_then(|ty| type_at(ty.elem));
    let (Some(wanted), Some(error)) = (type_at(Some(elem)), error) else {
        return (Fit::NotPointer, 0, false);
    };
    let iface = wanted.kind == Kind::Interface;
    if !iface && !implements(wanted, error) {
        return (Fit::NotError, 0, false);
    }
    let fits = match ctx.dynamic_type(ctx.word(0)) {
        Some(dynamic) if iface => implements(dynamic, wanted),
        Some(_) => ctx.word(0) == u64::from(elem.0) + 1,
        None => false,
    };
    (
        if fits { Fit::Fits } else { Fit::Other },
        u64::from(wanted.words),
        iface,
    )
}

/// Whether `concrete` has every method that `interface` asks for.
fn implements(concrete: &RType, interface: &RType) -> bool {
    interface
        .methods
        .iter()
        .all(|asked| concrete.methods.iter().any(|had| had.name == asked.name))
}
