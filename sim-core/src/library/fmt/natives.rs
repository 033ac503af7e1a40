//! Natives of package `fmt`: the small questions its Go asks.

use super::wrapped_args;
use crate::bytecode::Kind;
use crate::library::native::{NativeCtx, NativeDef, NativeFault};

pub(in crate::library) const TABLE: &[NativeDef] = &[
    NativeDef("fmt.wrapped", wrapped),
    NativeDef("fmt.isNilPointer", is_nil_pointer),
    NativeDef("fmt.pointsTo", points_to),
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

/// `pointsTo(v any) (kind int, addr uintptr)`: what kind of basic value `v` points to, by its place among those that `fmt` scans, and
/// where; -1 for anything else.
fn points_to(ctx: &mut NativeCtx<'_>) -> Result<(), NativeFault> {
    let elem = ctx
        .dynamic_type(ctx.word(0))
        .filter(|ty| ty.kind == Kind::Pointer)
        .and_then(|ty| ctx.types().get(ty.elem?.0 as usize));
    let place = elem.and_then(|ty| match ty.kind {
        Kind::Slice => {
            let bytes = ctx.types().get(ty.elem?.0 as usize)?.kind == Kind::Uint8;
            bytes.then_some(SCANNED.len())
        }
        kind => SCANNED.iter().position(|&known| known == kind),
    });
    let addr = ctx.word(1);
    ctx.set_int(0, place.map_or(-1, |place| place as i64));
    ctx.set(1, addr);
    Ok(())
}

/// The kinds that are scanned, as `prelude/fmt/scan_values.go` numbers them; slices of bytes follow.
const SCANNED: &[Kind] = &[
    Kind::Bool,
    Kind::Int,
    Kind::Int8,
    Kind::Int16,
    Kind::Int32,
    Kind::Int64,
    Kind::Uint,
    Kind::Uint8,
    Kind::Uint16,
    Kind::Uint32,
    Kind::Uint64,
    Kind::Uintptr,
    Kind::Float32,
    Kind::Float64,
    Kind::Complex64,
    Kind::Complex128,
    Kind::String,
];
