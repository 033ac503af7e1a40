//! `print` and `println`: the operands become one string by natives of package `runtime`, written to standard error at once.

use super::body::Body;
use super::body::after;
use super::expr::Num;
use crate::bytecode::{Instr, Reg, SyncOp, Wrap};
use crate::check::typed::Expr;
use crate::check::types::{Basic, Type, TypeId};
use crate::versions;

impl<'p> Body<'_, 'p> {
    pub(super) fn print(&mut self, args: &'p [Expr], line: bool) {
        let from = self.window(0);
        self.in_order(args);
        let types: Vec<TypeId> = args.iter().map(|arg| arg.ty).collect();
        self.print_regs(&types, from, line);
    }
}

impl Body<'_, '_> {
    /// Prints consecutive values of the given types.
    pub(super) fn print_regs(&mut self, types: &[TypeId], from: Reg, line: bool) {
        let base = self.alloc(3);
        let text = base + 1;
        self.string_const(text, "");
        let mut reg = from;
        for (index, &ty) in types.iter().enumerate() {
            let mark = self.mark();
            if line && index > 0 {
                self.append_text(text, " ");
            }
            let part = self.printed(ty, reg);
            self.emit(Instr::StrCat {
                dst: text,
                a: text,
                b: part,
            });
            reg = after(reg, self.words(ty));
            self.release(mark);
        }
        if line {
            self.append_text(text, "\n");
        }
        self.int(base, 2);
        self.emit(Instr::Sync {
            op: SyncOp::Write,
            kind: Wrap::U64,
            base,
        });
    }

    fn string_const(&mut self, dst: Reg, text: &str) {
        let index = self.unit.string(text.as_bytes());
        self.emit(Instr::Str { dst, index });
    }

    fn append_text(&mut self, text: Reg, more: &str) {
        let part = self.alloc(2);
        self.string_const(part, more);
        self.emit(Instr::StrCat {
            dst: text,
            a: text,
            b: part,
        });
    }

    /// The text of a value as `print` writes it.
    fn printed(&mut self, ty: TypeId, reg: Reg) -> Reg {
        let short = versions::SHORT_FLOATS.is_in(self.unit.program.go_minor);
        let (native, words) = match (self.num(ty), self.unit.underlying(ty)) {
            (Num::Str, _) => return reg,
            (Num::Signed(_), _) => ("runtime.printint", 1),
            (_, Type::Basic(Basic::UnsafePointer)) => ("runtime.printpointer", 1),
            (Num::Unsigned(_), _) => ("runtime.printuint", 1),
            (Num::F64, _) if short => ("runtime.printshort", 1),
            (Num::F32, _) if short => ("runtime.printshort32", 1),
            (Num::C128, _) if short => ("runtime.printshortcomplex", 2),
            (Num::C64, _) if short => ("runtime.printshortcomplex64", 2),
            (Num::F64, _) => ("runtime.printfloat", 1),
            (Num::F32, _) => ("runtime.printfloat32", 1),
            (Num::C128, _) => ("runtime.printcomplex", 2),
            (Num::C64, _) => ("runtime.printcomplex64", 2),
            (Num::Word, Type::Basic(_)) => ("runtime.printbool", 1),
            (_, Type::Slice(_)) => ("runtime.printslice", 3),
            (_, Type::Interface(_)) => ("runtime.printeface", 2),
            _ => ("runtime.printpointer", 1),
        };
        let base = self.alloc(3);
        self.move_regs(base, reg, words);
        match crate::library::lookup(native) {
            Some(id) => self.emit(Instr::Native { id, base }),
            None => self.fail(format!("internal error: the library has no {native}")),
        }
        base
    }
}
