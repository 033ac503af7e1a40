//! Places: where a value lives, how it is loaded and stored.
//!
//! Assignment has two phases (Go spec, "Assignment statements"): [`Body::prepare`] evaluates the operands of the left side
//! (pointers, indices, keys), [`Body::resolve`] does what may fail at the time of the store (bounds and nil checks, map assignment).
//!
//! Values in memory are loaded word by word in ascending order and stored in the order of [`super::layout::Layouts::store_order`].

mod access;

use super::body::after;
use super::body::{Body, Var};
use crate::bytecode::{Alu, Instr, Reg};
use crate::check::typed::{Expr, ExprKind, GlobalId, LocalId};
use crate::check::types::{Type, TypeId};
use crate::source::Pos;

/// Where a value lives.
#[derive(Clone, Copy, Debug)]
pub(super) enum Place {
    /// Registers from here on.
    Regs(Reg),
    /// Registers `base + registers[index]` on (an element of an array in registers).
    RegsAt { base: Reg, index: Reg },
    /// Memory `off` words after the address in `addr`. `safe`: that address is never nil; otherwise a nil fault names `bytes`.
    Memory {
        addr: Reg,
        off: u32,
        bytes: u64,
        pos: Pos,
        safe: bool,
    },
}

/// A place whose operands are evaluated, but not checked.
#[derive(Clone, Debug)]
pub(super) enum Prepared {
    Blank,
    Ready(Place),
    /// Element of a slice.
    Slice {
        ptr: Reg,
        len: Reg,
        index: Reg,
        unsigned: bool,
        elem: TypeId,
        pos: Pos,
    },
    /// Element `index` of an array of `len` elements.
    Array {
        array: Box<Prepared>,
        index: Reg,
        unsigned: bool,
        elem: TypeId,
        len: u64,
        pos: Pos,
    },
    /// Field of a struct.
    Field {
        strukt: Box<Prepared>,
        words: u32,
        bytes: u64,
    },
    /// Element of a map.
    Map {
        map: Reg,
        key: Reg,
        ty: TypeId,
        pos: Pos,
    },
}

impl<'p> Body<'_, 'p> {
    /// Where a local variable is.
    pub(super) fn local_place(&mut self, id: LocalId) -> Place {
        match self.var(id) {
            Var::Regs(reg) => Place::Regs(reg),
            Var::Cell(addr) => Place::known(addr, self.pos),
        }
    }

    /// Where a package-level variable is.
    pub(super) fn global_place(&mut self, id: GlobalId) -> Place {
        let addr = self.unit.global_addr(id);
        let dst = self.alloc(1);
        self.emit(Instr::GlobalAddr { dst, addr });
        Place::known(dst, self.pos)
    }

    /// Evaluates the operands of a place (or of any expression: then the place is a copy of its value).
    pub(super) fn prepare(&mut self, e: &'p Expr) -> Prepared {
        if let Some(reg) = self.hoisted_value(e) {
            return Prepared::Ready(Place::Regs(reg));
        }
        match &e.kind {
            ExprKind::Local(id) => Prepared::Ready(self.local_place(*id)),
            ExprKind::Global(id) => Prepared::Ready(self.global_place(*id)),
            ExprKind::Field { x, index } => {
                let (words, bytes) = self.unit.layouts.field(self.unit.types, x.ty, *index);
                let strukt = self.prepare(x);
                match strukt {
                    Prepared::Ready(place) => Prepared::Ready(place.offset(words, bytes)),
                    other => Prepared::Field {
                        strukt: Box::new(other),
                        words,
                        bytes,
                    },
                }
            }
            ExprKind::Deref(pointer) => {
                let addr = self.expr(pointer, None);
                Prepared::Ready(Place::pointee(addr, e.span.start))
            }
            ExprKind::Index { x, index } => self.prepare_index(e, x, index),
            ExprKind::MapIndex { map, key, .. } => {
                let map_reg = self.expr(map, None);
                let key = self.expr(key, None);
                Prepared::Map {
                    map: map_reg,
                    key,
                    ty: map.ty,
                    pos: e.span.start,
                }
            }
            ExprKind::Convert {
                x,
                conv: crate::check::typed::Conv::Same,
            } if self.is_place(x) => self.prepare(x),
            _ => Prepared::Ready(Place::Regs(self.expr(e, None))),
        }
    }

    fn prepare_index(&mut self, e: &'p Expr, x: &'p Expr, index: &'p Expr) -> Prepared {
        let pos = e.span.start;
        match self.unit.underlying(x.ty) {
            Type::Slice(elem) => {
                let (ptr, len) = self.slice_ptr_len(x);
                let unsigned = self.is_unsigned(index);
                let index = self.expr(index, None);
                Prepared::Slice {
                    ptr,
                    len,
                    index,
                    unsigned,
                    elem: *elem,
                    pos,
                }
            }
            Type::Array(elem, len) => {
                let array = self.prepare(x);
                let (words, bytes) = (self.words(*elem), self.unit.layout(*elem).bytes);
                // A constant index has been checked by the checker.
                if let (Prepared::Ready(place), Some(at)) = (&array, constant_index(index)) {
                    let words = u64::from(words).saturating_mul(at).min(u64::from(u32::MAX)) as u32;
                    return Prepared::Ready(place.offset(words, bytes.saturating_mul(at)));
                }
                let unsigned = self.is_unsigned(index);
                let index = self.expr(index, None);
                Prepared::Array {
                    array: Box::new(array),
                    index,
                    unsigned,
                    elem: *elem,
                    len: *len,
                    pos,
                }
            }
            _ => {
                let reg = self.expr(e, None);
                Prepared::Ready(Place::Regs(reg))
            }
        }
    }

    /// Copies operands that are variables in registers, for a parallel assignment that may change them first.
    pub(super) fn pin(&mut self, prepared: Prepared) -> Prepared {
        match prepared {
            Prepared::Blank => Prepared::Blank,
            Prepared::Ready(Place::Memory {
                addr,
                off,
                bytes,
                pos,
                safe,
            }) => Prepared::Ready(Place::Memory {
                addr: self.pin_regs(addr, 1),
                off,
                bytes,
                pos,
                safe,
            }),
            Prepared::Ready(Place::RegsAt { base, index }) => Prepared::Ready(Place::RegsAt {
                base,
                index: self.pin_regs(index, 1),
            }),
            Prepared::Ready(place) => Prepared::Ready(place),
            Prepared::Slice {
                ptr,
                len,
                index,
                unsigned,
                elem,
                pos,
            } => {
                let (ptr, len) = (self.pin_regs(ptr, 1), self.pin_regs(len, 1));
                Prepared::Slice {
                    ptr,
                    len,
                    index: self.pin_regs(index, 1),
                    unsigned,
                    elem,
                    pos,
                }
            }
            Prepared::Array {
                array,
                index,
                unsigned,
                elem,
                len,
                pos,
            } => {
                let array = Box::new(self.pin(*array));
                Prepared::Array {
                    array,
                    index: self.pin_regs(index, 1),
                    unsigned,
                    elem,
                    len,
                    pos,
                }
            }
            Prepared::Field {
                strukt,
                words,
                bytes,
            } => Prepared::Field {
                strukt: Box::new(self.pin(*strukt)),
                words,
                bytes,
            },
            Prepared::Map { map, key, ty, pos } => {
                let words = match self.unit.underlying(ty) {
                    Type::Map(key, _) => self.words(*key),
                    _ => 0,
                };
                Prepared::Map {
                    map: self.pin_regs(map, 1),
                    key: self.pin_regs(key, words),
                    ty,
                    pos,
                }
            }
        }
    }

    /// The registers themselves if they are a temporary's, else a copy of the variable in them.
    pub(super) fn pin_regs(&mut self, reg: Reg, words: u32) -> Reg {
        if !self.is_variable_reg(reg) {
            return reg;
        }
        let copy = self.alloc(words);
        self.move_regs(copy, reg, words);
        copy
    }

    /// Does the checks that belong to the access itself and gives the place. `None` for the blank identifier.
    pub(super) fn resolve(&mut self, prepared: Prepared) -> Option<Place> {
        Some(match prepared {
            Prepared::Blank => return None,
            Prepared::Ready(place) => place,
            Prepared::Slice {
                ptr,
                len,
                index,
                unsigned,
                elem,
                pos,
            } => {
                self.pos = pos;
                self.unsigned_bounds(u8::from(unsigned));
                self.emit(Instr::Bounds { index, len });
                let addr = self.elem_addr(ptr, index, elem);
                Place::known(addr, pos)
            }
            Prepared::Array {
                array,
                index,
                unsigned,
                elem,
                len,
                pos,
            } => {
                let array = self.resolve(*array)?;
                self.pos = pos;
                self.array_element(array, (index, unsigned), elem, len, pos)
            }
            Prepared::Field {
                strukt,
                words,
                bytes,
            } => self.resolve(*strukt)?.offset(words, bytes),
            Prepared::Map { map, key, ty, pos } => {
                self.pos = pos;
                let addr = self.map_assign(map, key, ty);
                Place::known(addr, pos)
            }
        })
    }

    /// Whether an index is of an unsigned type.
    pub(super) fn is_unsigned(&self, index: &Expr) -> bool {
        matches!(self.num(index.ty), super::expr::Num::Unsigned(_))
    }

    /// Address of element `index` (checked) of consecutive elements.
    pub(super) fn elem_addr(&mut self, ptr: Reg, index: Reg, elem: TypeId) -> Reg {
        let n = self.words(elem);
        let dst = self.alloc(1);
        self.emit(Instr::ElemAddr { dst, a: ptr, index });
        self.emit(Instr::Stride { n });
        dst
    }

    fn array_element(
        &mut self,
        array: Place,
        (index, unsigned): (Reg, bool),
        elem: TypeId,
        len: u64,
        pos: Pos,
    ) -> Place {
        // Go checks the pointer to the array first.
        if let Place::Memory {
            addr, safe: false, ..
        } = array
        {
            self.emit(Instr::NilCheck { a: addr });
        }
        match u32::try_from(len) {
            Ok(len) => {
                self.unsigned_bounds(u8::from(unsigned));
                self.emit(Instr::BoundsImm { index, len });
            }
            Err(_) => {
                let len = self.int_reg(len);
                self.unsigned_bounds(u8::from(unsigned));
                self.emit(Instr::Bounds { index, len });
            }
        }
        let words = self.words(elem);
        match array {
            Place::Memory { addr, off, .. } => {
                let addr = self.elem_addr(addr, index, elem);
                Place::Memory {
                    addr,
                    off,
                    bytes: 0,
                    pos,
                    safe: true,
                }
            }
            Place::Regs(base) => Place::RegsAt {
                base,
                index: self.scale(index, words),
            },
            Place::RegsAt { base, index: outer } => {
                let scaled = self.scale(index, words);
                let sum = self.alloc(1);
                self.emit(Instr::Alu {
                    op: Alu::Add,
                    dst: sum,
                    a: outer,
                    b: scaled,
                });
                Place::RegsAt { base, index: sum }
            }
        }
    }

    fn scale(&mut self, index: Reg, words: u32) -> Reg {
        if words == 1 {
            return index;
        }
        let dst = self.alloc(1);
        self.alu_imm(Alu::Mul, dst, index, u64::from(words));
        dst
    }

    /// The place of an expression, checked.
    pub(super) fn place(&mut self, e: &'p Expr) -> Place {
        let prepared = self.prepare(e);
        self.resolve(prepared).unwrap_or(Place::Regs(0))
    }

    /// Whether an expression has a place of its own (its value need not be copied to look at a part of it).
    pub(super) fn is_place(&self, e: &Expr) -> bool {
        match &e.kind {
            ExprKind::Local(_) | ExprKind::Global(_) | ExprKind::Deref(_) => true,
            ExprKind::Field { x, .. } => self.is_place(x),
            ExprKind::Index { x, .. } => match self.unit.underlying(x.ty) {
                Type::Slice(_) => true,
                Type::Array(..) => self.is_place(x),
                _ => false,
            },
            _ => false,
        }
    }

    /// Pointer and length of a slice, without loading its capacity when it is in memory.
    pub(super) fn slice_ptr_len(&mut self, e: &'p Expr) -> (Reg, Reg) {
        if self.is_place(e) && self.hoisted_value(e).is_none() {
            let place = self.place(e);
            if let Place::Regs(reg) = place {
                return (reg, reg + 1);
            }
            let dst = self.alloc(2);
            self.load_words(place, 2, dst);
            return (dst, dst + 1);
        }
        let reg = self.expr(e, None);
        (reg, reg + 1)
    }
}

impl Place {
    /// The object at an address that is never nil.
    pub(super) fn known(addr: Reg, pos: Pos) -> Place {
        Place::Memory {
            addr,
            off: 0,
            bytes: 0,
            pos,
            safe: true,
        }
    }

    /// The object that a pointer of the program points to.
    pub(super) fn pointee(addr: Reg, pos: Pos) -> Place {
        Place::Memory {
            addr,
            off: 0,
            bytes: 0,
            pos,
            safe: false,
        }
    }

    /// The part of a value that begins `words` words (`bytes` bytes on amd64) further on.
    pub(super) fn offset(self, words: u32, bytes: u64) -> Place {
        match self {
            Place::Regs(reg) => Place::Regs(after(reg, words)),
            Place::RegsAt { base, index } => Place::RegsAt {
                base: after(base, words),
                index,
            },
            Place::Memory {
                addr,
                off,
                bytes: before,
                pos,
                safe,
            } => {
                let (off, bytes) = (off.saturating_add(words), before.saturating_add(bytes));
                Place::Memory {
                    addr,
                    off,
                    bytes,
                    pos,
                    safe,
                }
            }
        }
    }
}

/// The value of a constant index.
pub(super) fn constant_index(e: &Expr) -> Option<u64> {
    match &e.kind {
        ExprKind::Const(crate::check::typed::Value::Int(value)) => Some(*value),
        _ => None,
    }
}
