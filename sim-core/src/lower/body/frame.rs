//! A function from its first register to its last instruction: parameters, captures and results get their places, the body is
//! lowered between, and the returns and the epilogue of deferred calls close it.

use super::{Body, Shape, Var, words_of};
use super::{after, reg_of};
use crate::bytecode::{Function, Instr};
use crate::check::typed::{self, FuncId, LocalId};
use crate::lower::stack_slice;
use crate::lower::unit::Unit;
use crate::source::Pos;

/// Lowers a function of the program.
pub(in crate::lower) fn lower_func(unit: &mut Unit<'_>, id: FuncId) -> Function {
    let Some(func) = unit.func(id) else {
        unit.fail(Pos::NONE, "internal error: no such function");
        return Body::new(unit, None, 0).finish(Shape::none());
    };
    let types = |ids: &[LocalId]| {
        ids.iter()
            .filter_map(|id| func.locals.get(id.0 as usize))
            .map(|local| local.ty)
            .collect::<Vec<_>>()
    };
    let params = words_of(unit, types(&func.params));
    let results = words_of(unit, types(&func.results));
    let mut body = Body::new(unit, Some(func), params);
    body.enter(func);
    body.stmts(&func.body);
    body.leave(func);
    let shape = Shape {
        name: func.name.clone(),
        params,
        results,
        wrapper: !func.pos.is_known(),
        prelude: func.prelude,
        pos: func.pos,
    };
    body.finish(shape)
}

impl<'p> Body<'_, 'p> {
    /// Parameters, captured variables and result variables get their places.
    fn enter(&mut self, func: &'p typed::Func) {
        let mut at: u32 = 0;
        for &param in &func.params {
            let Some(local) = self.local(param) else {
                continue;
            };
            let words = self.words(local.ty);
            if self.lives_in_memory(local) {
                let cell = self.alloc(1);
                self.emit_new(cell, local.ty);
                self.init_words(cell, 0, reg_of(at), words);
                self.place_var(param, Var::Cell(cell));
            } else {
                self.place_var(param, Var::Regs(reg_of(at)));
            }
            at += words;
        }
        self.enter_captures(func);
        for (slice, elems) in stack_slice::buffered(self.unit, func) {
            let used = self.alloc(1);
            self.zero_regs(used, 1);
            self.buffers.insert(slice, (used, elems));
        }
        let keeps_results = func.named_results || func.has_defer;
        if !keeps_results {
            return;
        }
        self.results = func.results.clone();
        for &result in &func.results {
            if let Var::Regs(reg) = self.declare(result) {
                let words = self.local(result).map_or(0, |local| self.words(local.ty));
                self.zero_regs(reg, words);
            }
        }
        if func.has_defer {
            self.epilogue = Some(self.label());
        }
    }

    fn enter_captures(&mut self, func: &'p typed::Func) {
        let words = |this: &Self, capture: &typed::Capture| match capture.by_ref {
            true => 1,
            false => this
                .local(capture.inner)
                .map_or(0, |local| this.words(local.ty)),
        };
        let total: u32 = func
            .captures
            .iter()
            .map(|capture| words(self, capture))
            .sum();
        if total == 0 && func.captures.is_empty() {
            return;
        }
        let mut at = self.alloc(total);
        self.captures = at;
        if total > 0 {
            self.emit(Instr::Captured {
                dst: at,
                index: 0,
                n: total as u16,
            });
        }
        for capture in &func.captures {
            let var = if capture.by_ref {
                Var::Cell(at)
            } else {
                Var::Regs(at)
            };
            self.place_var(capture.inner, var);
            at = after(at, words(self, capture));
        }
    }

    /// The implicit return at the closing brace, and the epilogue of a function with defers.
    fn leave(&mut self, func: &'p typed::Func) {
        (self.pos, self.stmt) = (func.end, func.end);
        match self.epilogue {
            Some(epilogue) => {
                self.bind(epilogue);
                self.emit(Instr::RunDefers);
                self.return_results();
            }
            None => self.return_results(),
        }
    }

    /// Returns the result variables as they are.
    pub(in crate::lower) fn return_results(&mut self) {
        let results = self.results.clone();
        if let [one] = results.as_slice()
            && let Var::Regs(src) = self.var(*one)
        {
            let n = self.local(*one).map_or(0, |local| self.words(local.ty));
            self.emit(Instr::Return { src, n: n as u16 });
            return;
        }
        let total = results
            .iter()
            .filter_map(|id| self.local(*id))
            .map(|local| self.words(local.ty))
            .sum();
        let mark = self.mark();
        let src = self.alloc(total);
        let mut at = src;
        for id in results {
            let Some(local) = self.local(id) else {
                continue;
            };
            let place = self.local_place(id);
            self.load_place(place, local.ty, Some(at));
            at = after(at, self.words(local.ty));
        }
        self.emit(Instr::Return {
            src,
            n: total as u16,
        });
        self.release(mark);
    }
}
