//! `select`.
//!
//! Channels and values to send are computed in source order; one `Select` instruction waits and takes a case; a jump table leads
//! to its body. A select with a single case is that operation, as in Go.

use super::super::body::{Body, Label};
use super::is_blank;
use crate::bytecode::{Instr, Reg, SelectCase, SelectDesc};
use crate::check::typed::{Comm, CommCase, Expr, LabelId};
use crate::check::types::TypeId;

/// What a case has in registers before the select.
#[derive(Clone, Copy)]
struct Operands {
    ch: Reg,
    value: Reg,
    ok: Reg,
    bool_ty: Option<TypeId>,
}

impl<'p> Body<'_, 'p> {
    pub(super) fn select_stmt(&mut self, label: LabelId, cases: &'p [CommCase]) {
        let jumps = self.open_jumps(label, false);
        self.hoist_operands(cases);
        let operands: Vec<Option<Operands>> =
            cases.iter().map(|case| self.operands(case)).collect();
        if let ([case], [Some(only)]) = (cases, operands.as_slice()) {
            self.single_case(case, *only);
            self.case_body(case, Some(*only));
            return self.bind(jumps.on_break);
        }
        let desc = SelectDesc {
            cases: cases
                .iter()
                .zip(&operands)
                .filter_map(|(case, operands)| describe(case, *operands))
                .collect(),
            default: operands.iter().any(Option::is_none),
        };
        let taken = self.alloc(1);
        let desc = self.unit.select(desc);
        self.pos = match cases {
            // As the compiler has it, such a select is one operation that does not wait.
            [one, other] if operands.iter().any(Option::is_none) => match operands.first() {
                Some(None) => other.pos,
                _ => one.pos,
            },
            _ => self.stmt,
        };
        self.emit(Instr::Select { dst: taken, desc });
        self.jump_to_cases(cases, &operands, taken, jumps.on_break);
        self.bind(jumps.on_break);
    }

    fn hoist_operands(&mut self, cases: &'p [CommCase]) {
        for case in cases {
            match &case.comm {
                Comm::Send { chan, value } => {
                    self.hoist(chan);
                    self.hoist(value);
                }
                Comm::Recv { chan, .. } => self.hoist(chan),
                Comm::Default => {}
            }
        }
    }

    fn operands(&mut self, case: &'p CommCase) -> Option<Operands> {
        self.pos = case.pos;
        match &case.comm {
            Comm::Send { chan, value } => {
                let ch = self.expr(chan, None);
                let value = self.expr(value, None);
                Some(Operands {
                    ch,
                    value,
                    ok: value,
                    bool_ty: None,
                })
            }
            Comm::Recv { chan, .. } => {
                let ch = self.expr(chan, None);
                let words = self.element_words_of_chan(chan);
                let value = self.alloc(words);
                let ok = self.alloc(1);
                let bool_ty = self.unit.types.find(&crate::check::types::Type::Basic(
                    crate::check::types::Basic::Bool,
                ));
                Some(Operands {
                    ch,
                    value,
                    ok,
                    bool_ty,
                })
            }
            Comm::Default => None,
        }
    }

    fn element_words_of_chan(&self, chan: &Expr) -> u32 {
        self.element_type(chan.ty)
            .map_or(0, |elem| self.words(elem))
    }

    fn single_case(&mut self, case: &'p CommCase, operands: Operands) {
        self.pos = case.pos;
        match &case.comm {
            Comm::Send { .. } => self.emit(Instr::Send {
                ch: operands.ch,
                src: operands.value,
            }),
            _ => self.emit(Instr::Recv {
                ch: operands.ch,
                dst: operands.value,
                ok: operands.ok,
            }),
        }
    }

    /// A jump for each case in the order of the descriptor, the default last.
    fn jump_to_cases(
        &mut self,
        cases: &'p [CommCase],
        operands: &[Option<Operands>],
        taken: Reg,
        end: Label,
    ) {
        let bodies: Vec<Label> = cases.iter().map(|_| self.label()).collect();
        let n = operands.iter().flatten().count();
        self.emit(Instr::Switch {
            index: taken,
            n: n as u16,
        });
        for (&body, operands) in bodies.iter().zip(operands) {
            if operands.is_some() {
                self.jump(body);
            }
        }
        let default = bodies
            .iter()
            .zip(operands)
            .find(|(_, operands)| operands.is_none());
        self.jump(default.map_or(end, |(&body, _)| body));
        for ((case, &body), operands) in cases.iter().zip(&bodies).zip(operands) {
            self.bind(body);
            self.case_body(case, *operands);
            self.jump(end);
        }
    }

    /// Assigns what was received and runs the statements of a case.
    fn case_body(&mut self, case: &'p CommCase, operands: Option<Operands>) {
        self.block(|this| {
            (this.pos, this.stmt) = (case.pos, case.pos);
            if let (Comm::Recv { chan, value, ok }, Some(operands)) = (&case.comm, operands) {
                if let (false, Some(elem)) = (is_blank(value.as_ref()), this.element_type(chan.ty))
                {
                    this.assign_value(value.as_ref(), elem, operands.value);
                }
                if let (false, Some(bool_ty)) = (is_blank(ok.as_ref()), operands.bool_ty) {
                    this.assign_value(ok.as_ref(), bool_ty, operands.ok);
                }
            }
            this.stmts(&case.body);
        });
    }
}

fn describe(case: &CommCase, operands: Option<Operands>) -> Option<SelectCase> {
    let send = matches!(case.comm, Comm::Send { .. });
    operands.map(|operands| SelectCase {
        send,
        ch: operands.ch,
        value: operands.value,
        ok: operands.ok,
    })
}
