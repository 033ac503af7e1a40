//! INTERFACE. The instruction set: a register machine over 64-bit words.
//!
//! A frame is a window of word registers; a value of a type with n words occupies n consecutive registers. Escaping variables
//! are cells of memory reached through an address held in a register; all others are registers.
//!
//! **Visible** instructions (marked ◆) touch something another goroutine could see. `Machine::step` executes the visible
//! instruction a goroutine stands at, then runs on through invisible ones until the next visible one: that is one transition.
//!
//! Words of a value:
//! - bool 0/1; integers sign- or zero-extended to 64 bits (canonical after each operation, see [`Wrap`]); float64 bits; float32 bits in the
//!   low half; complex: two words (each as its float part);
//! - string: two words (byte address in string space, length); slice: three (cell address, len, cap); interface: two (type word, data
//!   word);
//! - pointer, map, chan, func: one word (address of a cell, of the hmap, of the channel object, of the closure object), 0 is nil;
//! - struct: its fields in order; array: its elements in order; zero-size types have no words.
//!
//! Interface words: the type word is `RTypeId + 1`, 0 for a nil interface. The data word is the value itself if the type has exactly one
//! word, 0 if it has none, else the address of an immutable boxed copy.
//!
//! Calls overlap windows: the caller puts arguments at `base..`, the callee's registers begin there (its r0 is the first argument), and it
//! leaves its results at its r0.., that is at the caller's `base..`.

/// A register of the current frame, in words from its start.
pub type Reg = u16;
/// An index into the function's code.
pub type Target = u32;

pub use super::ops::{Alu, Cmp, FaultCode, SliceOf, SyncOp, Unary, Wrap};

/// One instruction, 8 bytes.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[allow(missing_docs)]
pub enum Instr {
    Nop,
    // ── moves ──
    Int {
        dst: Reg,
        value: i32,
    },
    /// Word `index` of [`super::Program::words`].
    Word {
        dst: Reg,
        index: u32,
    },
    /// String constant: byte offset and length from [`super::Program::strings`] into dst, dst+1.
    Str {
        dst: Reg,
        index: u32,
    },
    Move {
        dst: Reg,
        src: Reg,
    },
    MoveN {
        dst: Reg,
        src: Reg,
        n: u16,
    },
    Zero {
        dst: Reg,
        n: u16,
    },
    /// dst.. = registers[base + index*n ..][..n], n in the following Stride; the index has been checked.
    GetAt {
        dst: Reg,
        base: Reg,
        index: Reg,
    },
    /// Operand of the preceding GetAt, SetAt, ElemAddr or InitN: a number of words.
    Stride {
        n: u32,
    },
    /// registers[base + index*n ..][..n] = src.., n in the following Stride; the index has been checked.
    SetAt {
        base: Reg,
        index: Reg,
        src: Reg,
    },
    // ── words ──
    Alu {
        op: Alu,
        dst: Reg,
        a: Reg,
        b: Reg,
    },
    AluImm {
        op: Alu,
        dst: Reg,
        a: Reg,
        imm: i16,
    },
    Unary {
        op: Unary,
        dst: Reg,
        a: Reg,
    },
    Wrap {
        kind: Wrap,
        dst: Reg,
        a: Reg,
    },
    /// Panics `negative shift amount`.
    CheckShift {
        a: Reg,
    },
    /// dst(2) = a(2) op b(2) on complex128; `op` is one of F64Add, F64Sub, F64Mul, F64Div (comparisons are lowered to parts).
    Complex {
        op: Alu,
        dst: Reg,
        a: Reg,
        b: Reg,
    },
    /// The same on complex64 (parts are float32 words); `op` is still the F64 name.
    ComplexF32 {
        op: Alu,
        dst: Reg,
        a: Reg,
        b: Reg,
    },
    // ── strings (immutable: never visible) ──
    StrCat {
        dst: Reg,
        a: Reg,
        b: Reg,
    },
    StrCmp {
        op: Cmp,
        dst: Reg,
        a: Reg,
        b: Reg,
    },
    /// Byte at an index, bounds-checked.
    StrIndex {
        dst: Reg,
        s: Reg,
        index: Reg,
    },
    /// dst(2) = s[lo:hi], bounds-checked; lo and hi always given in registers lo, lo+1.
    StrSlice {
        dst: Reg,
        s: Reg,
        lo: Reg,
    },
    /// Decodes the rune at byte offset `at`: dst = rune, dst+1 = its width (0 at the end).
    StrRune {
        dst: Reg,
        s: Reg,
        at: Reg,
    },
    // ── control ──
    Jump {
        to: Target,
    },
    JumpIf {
        cond: Reg,
        to: Target,
    },
    JumpIfNot {
        cond: Reg,
        to: Target,
    },
    /// Jump table: goes on at pc+1+min(registers[index], n); the n instructions that follow are Jumps.
    Switch {
        index: Reg,
        n: u16,
    },
    Call {
        func: u32,
        base: Reg,
    },
    /// Calls a func value (nil panics).
    CallValue {
        f: Reg,
        base: Reg,
    },
    /// Calls method `method` (index into [`super::Program::method_names`]) of the interface in recv, recv+1. The machine puts the data
    /// word at
    /// `base`; the arguments are at base+1.. already.
    CallMethod {
        recv: Reg,
        method: u16,
        base: Reg,
    },
    /// Moves n words from src to r0.. and returns.
    Return {
        src: Reg,
        n: u16,
    },
    /// Calls a native function of the library (never visible): operands and results at base.. .
    Native {
        id: u16,
        base: Reg,
    },
    // ── closures, defer, panic ──
    /// dst = new closure object: function index (in the following ClosureFunc), then n captured words from src.. .
    /// A func value is the address of such an object, or of a word of the static image that holds the function's index.
    Closure {
        dst: Reg,
        src: Reg,
        n: u16,
    },
    /// Follows Closure: which function.
    ClosureFunc {
        func: u32,
    },
    /// dst.. = captured words [index ..][..n] of the running closure.
    Captured {
        dst: Reg,
        index: u16,
        n: u16,
    },
    /// Defers the call of a func value without parameters or results.
    Defer {
        f: Reg,
    },
    /// dst = what names this call for [`Instr::DeferAt`].
    DeferToken {
        dst: Reg,
    },
    /// Defers the call of a func value without parameters or results to the end of the call that `token` names.
    DeferAt {
        f: Reg,
        token: Reg,
    },
    /// Runs pending defers of this frame, last first, then goes on.
    RunDefers,
    /// panic(iface at a, a+1).
    Panic {
        a: Reg,
    },
    /// dst(2) = recover().
    Recover {
        dst: Reg,
    },
    /// Panics with a runtime error, operands in a, a+1 (see [`FaultCode`]).
    Fault {
        code: FaultCode,
        a: Reg,
    },
    // ── interfaces ──
    /// dst(2) = interface holding the value of type `ty` at src.. (set by the preceding registers); boxes when it has more than one word.
    MakeIface {
        dst: Reg,
        src: Reg,
        ty: u16,
    },
    /// dst = whether iface a holds exactly type ty.
    IsType {
        dst: Reg,
        a: Reg,
        ty: u16,
    },
    /// dst = whether the dynamic type of a implements interface type ty (false for nil).
    Implements {
        dst: Reg,
        a: Reg,
        ty: u16,
    },
    /// dst.. = the value inside a, which holds type ty.
    Unbox {
        dst: Reg,
        a: Reg,
        ty: u16,
    },
    /// Panics as a failed `a.(to)`; `iface` is the static type of `a`.
    AssertFail {
        a: Reg,
        to: u16,
        iface: u16,
    },
    /// dst = a == b on interfaces; panics on uncomparable dynamic types.
    IfaceEq {
        dst: Reg,
        a: Reg,
        b: Reg,
    },
    /// dst = a.. == b.. as values of type ty in registers (interfaces, strings, floats inside handled).
    EqType {
        dst: Reg,
        a: Reg,
        b: Reg,
    },
    /// dst = hash of the value of type (following TypeOperand) at a.. with the seed in register b.
    HashType {
        dst: Reg,
        a: Reg,
        b: Reg,
    },
    /// Panics if the key of type (following TypeOperand) at a.. has no hash, in the words for a map without entries.
    CheckKey {
        a: Reg,
    },
    /// Operand of the preceding EqType/HashType/CheckKey.
    TypeOperand {
        ty: u32,
    },
    // ── memory ──
    /// dst = address of a new zeroed object of type ty.
    New {
        dst: Reg,
        ty: u32,
    },
    /// dst = address of n (register) consecutive zeroed values of the type in the following TypeOperand; the count is checked against
    /// limits.
    NewArray {
        dst: Reg,
        n: Reg,
    },
    /// dst = address of global by word offset in the image.
    GlobalAddr {
        dst: Reg,
        addr: u32,
    },
    /// dst = a + off; panics on nil a (address computation of a field through a nil pointer).
    FieldAddr {
        dst: Reg,
        a: Reg,
        off: u16,
    },
    /// dst = a + index*n words, n in the following Stride; unchecked: the index was checked by Bounds.
    ElemAddr {
        dst: Reg,
        a: Reg,
        index: Reg,
    },
    /// Panics nil dereference if a is 0.
    NilCheck {
        a: Reg,
    },
    /// Panics `index out of range [i] with length n` unless 0 <= i < n (registers).
    Bounds {
        index: Reg,
        len: Reg,
    },
    /// The same against a constant length (arrays).
    BoundsImm {
        index: Reg,
        len: u32,
    },
    /// Checks s[lo:hi:max] bounds: lo, hi, max in a, a+1, a+2 (presence bits: 1 lo, 2 hi, 4 max), cap in b. A bound that is not written
    /// is in its register all the same (lo 0, hi the length); only `max` may be missing.
    SliceBounds {
        kind: SliceOf,
        present: u8,
        a: Reg,
        b: Reg,
    },
    /// ◆ dst = memory[a + off].
    Load {
        dst: Reg,
        a: Reg,
        off: u16,
    },
    /// ◆ memory[a + off] = src.
    Store {
        a: Reg,
        off: u16,
        src: Reg,
    },
    /// Writes n words to a fresh object not yet shared (initialisation): invisible.
    Init {
        a: Reg,
        off: u16,
        src: Reg,
    },
    /// Writes n words from src.., n in the following Stride; invisible initialisation of a fresh object.
    InitN {
        a: Reg,
        off: u16,
        src: Reg,
    },
    // ── goroutines, channels, the rest ──
    /// ◆ starts a goroutine running a func value without parameters (the call's operands are captured).
    Go {
        f: Reg,
    },
    /// dst = new channel of element type ty with capacity in register cap.
    MakeChan {
        dst: Reg,
        cap: Reg,
        ty: u16,
    },
    /// ◆ sends the value at src.. .
    Send {
        ch: Reg,
        src: Reg,
    },
    /// ◆ dst.. = received value; then ok in register `ok` (always written).
    Recv {
        ch: Reg,
        dst: Reg,
        ok: Reg,
    },
    /// ◆
    Close {
        ch: Reg,
    },
    /// ◆ dst = len(ch).
    ChanLen {
        dst: Reg,
        ch: Reg,
    },
    /// dst = cap(ch).
    ChanCap {
        dst: Reg,
        ch: Reg,
    },
    /// ◆ dst = index of the case taken in [`super::Program::selects`]\[desc\] (its number of cases if the default was taken).
    Select {
        dst: Reg,
        desc: u32,
    },
    /// ◆ (see each operation; `kind` is the width for atomics).
    Sync {
        op: SyncOp,
        kind: Wrap,
        base: Reg,
    },
}

impl Instr {
    /// Whether executing it is a visible operation, i.e. the start of a transition.
    pub fn is_visible(&self) -> bool {
        matches!(
            self,
            Instr::Load { .. }
                | Instr::Store { .. }
                | Instr::Go { .. }
                | Instr::Send { .. }
                | Instr::Recv { .. }
                | Instr::Close { .. }
                | Instr::ChanLen { .. }
                | Instr::Select { .. }
                | Instr::Sync { .. }
        )
    }
}

const _: () = assert!(size_of::<Instr>() == 8);
