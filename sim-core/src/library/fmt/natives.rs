//! Natives of package `fmt`: the small questions its Go asks.

use super::wrapped_args;
use crate::bytecode::Kind;
use crate::library::native::{NativeCtx, NativeDef, NativeFault};

pub(in crate::library) const TABLE: &[NativeDef] = &[
    NativeDef("fmt.wrapped", wrapped),
    NativeDef("fmt.isNilPointer", is_nil_pointer),
];

/// `wrapped(format string, args, k int) int`.
fn wrapped(ctx: &mut NativeCtx<'_>) -> Result<(), NativeFault> {
    let (format, args, k) = (ctx.str(0)?, ctx.int(2), ctx.int(3));
    let list = wrapped_args(format, usize::try_from(args).unwrap_or(0));
    let cost = format.len() as u64;
    let arg = usize::try_from(k).ok().and_then(|k| list.get(k));
    let result = arg.map_or(-1, |&arg| arg as i64);
    ctx.charge(cost);
    ctx.set_int(0, result);
    Ok(())
}

/// `isNilPointer(v any) bool`.
fn is_nil_pointer(ctx: &mut NativeCtx<'_>) -> Result<(), NativeFault> {
    let pointer = ctx
        .dynamic_type(ctx.word(0))
        .is_some_and(|ty| ty.kind == Kind::Pointer);
    let nil = pointer && ctx.word(1) == 0;
    ctx.set_flag(0, nil);
    Ok(())
}
