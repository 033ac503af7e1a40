//! `switch`, by value and by type.

use super::super::body::{Body, Label, Var};
use crate::bytecode::{Alu, Instr, Reg};
use crate::check::typed::{Case, Expr, LabelId, LocalId, Stmt, TypeCase};
use crate::check::types::TypeId;

impl<'p> Body<'_, 'p> {
    pub(super) fn switch_stmt(
        &mut self,
        stmt: &'p Stmt,
        label: LabelId,
        init: &'p [Stmt],
        tag: Option<&'p (LocalId, Expr)>,
        cases: &'p [Case],
    ) {
        let jumps = self.open_jumps(label, false);
        self.stmts(init);
        self.at_stmt(stmt);
        if let Some((id, value)) = tag {
            self.define_tag(*id, value);
        }
        let bodies: Vec<Label> = cases.iter().map(|_| self.label()).collect();
        for (case, &body) in cases.iter().zip(&bodies) {
            for value in &case.values {
                self.at_stmt(stmt);
                self.pos = value.span.start;
                self.branch(value, body, true);
            }
        }
        let default = cases.iter().zip(&bodies).find(|(case, _)| case.is_default);
        self.jump(default.map_or(jumps.on_break, |(_, &body)| body));
        for (index, (case, &body)) in cases.iter().zip(&bodies).enumerate() {
            self.bind(body);
            self.scope(&case.body);
            let next = bodies.get(index + 1).filter(|_| case.fallthrough);
            self.jump(next.copied().unwrap_or(jumps.on_break));
        }
        self.bind(jumps.on_break);
    }

    /// The tag is computed once, into a variable of the checker's.
    fn define_tag(&mut self, id: LocalId, value: &'p Expr) {
        let reg = self.alloc_for(value.ty);
        let mark = self.mark();
        self.value(value, Some(reg));
        self.release(mark);
        self.place_var(id, Var::Regs(reg));
    }

    pub(super) fn type_switch_stmt(
        &mut self,
        stmt: &'p Stmt,
        label: LabelId,
        init: &'p [Stmt],
        x: &'p Expr,
        cases: &'p [TypeCase],
    ) {
        let jumps = self.open_jumps(label, false);
        self.stmts(init);
        self.at_stmt(stmt);
        let iface = self.alloc(2);
        let mark = self.mark();
        self.value(x, Some(iface));
        self.release(mark);
        let bodies: Vec<Label> = cases.iter().map(|_| self.label()).collect();
        for (case, &body) in cases.iter().zip(&bodies) {
            for ty in &case.types {
                self.pos = case.pos;
                let mark = self.mark();
                let test = self.alloc(1);
                match ty {
                    Some(ty) => self.type_test(iface, *ty, test),
                    None => self.emit(Instr::AluImm {
                        op: Alu::Eq,
                        dst: test,
                        a: iface,
                        imm: 0,
                    }),
                }
                self.jump_if(test, body);
                self.release(mark);
            }
        }
        let default = cases.iter().zip(&bodies).find(|(case, _)| case.is_default);
        self.jump(default.map_or(jumps.on_break, |(_, &body)| body));
        for (case, &body) in cases.iter().zip(&bodies) {
            self.bind(body);
            self.block(|this| {
                this.pos = case.pos;
                this.bind_case_var(case, x.ty, iface);
                this.stmts(&case.body);
            });
            self.jump(jumps.on_break);
        }
        self.bind(jumps.on_break);
    }

    /// `switch v := x.(type)`: v has the clause's one type, or the interface's.
    fn bind_case_var(&mut self, case: &'p TypeCase, iface_ty: TypeId, iface: Reg) {
        let Some(id) = case.var else { return };
        let Some(local) = self.local(id) else { return };
        let var = self.declare(id);
        let mark = self.mark();
        let value = match var {
            Var::Regs(reg) => reg,
            Var::Cell(_) => self.alloc_for(local.ty),
        };
        match case.types.as_slice() {
            [Some(ty)] => self.take_dynamic(iface, *ty, value),
            _ => self.convert_part(iface, iface_ty, local.ty, value),
        }
        let words = self.words(local.ty);
        if let Var::Cell(cell) = var {
            self.init_words(cell, 0, value, words);
        }
        self.release(mark);
    }
}
