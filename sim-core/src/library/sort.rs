//! Natives of package `sort`: what its Go must know of a slice of any type.

use super::native::{NativeCtx, NativeDef, NativeFault};
use crate::bytecode::Kind;

pub(super) const TABLE: &[NativeDef] = &[NativeDef("sort.sliceWords", slice_words)];

/// `sliceWords(x any) (words int, header uintptr)`: words of an element, and where the boxed header is; header 0 if `x` is no slice.
fn slice_words(ctx: &mut NativeCtx<'_>) -> Result<(), NativeFault> {
    let slice = ctx
        .dynamic_type(ctx.word(0))
        .filter(|ty| ty.kind == Kind::Slice);
    let elem = slice.and_then(|ty| ctx.types().get(ty.elem?.0 as usize));
    let (words, header) = elem.map_or((0, 0), |elem| (u64::from(elem.words), ctx.word(1)));
    ctx.set(0, words);
    ctx.set(1, header);
    Ok(())
}
