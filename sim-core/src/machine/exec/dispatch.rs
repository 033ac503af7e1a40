//! The dispatch loop over invisible instructions.
//!
//! Every arm is one call. Costs matter here: arms of one or two loads are inlined, everything else is a function of its own.

use super::{Cpu, Done};
use crate::bytecode::Instr;
use crate::machine::fault::Fault;
use crate::machine::goroutine::Stand;
use crate::machine::pending::is_guarded;

/// What the loop does after an instruction that is not simply followed by the next one.
pub(in crate::machine) enum Flow {
    /// The goroutine stands here.
    Stop(Stand),
    /// It goes on at the top frame.
    Go,
}

impl Cpu<'_> {
    /// Runs to the next visible operation, the goroutine's end, or a pause, and says where it stands.
    pub fn run(&mut self) -> Stand {
        self.budget = self.env.limits.local_steps.max(1);
        loop {
            let Some(&instr) = self.code.get(self.pc) else {
                match self.raise(Fault::Fatal("code runs off its end".to_string())) {
                    Flow::Stop(stand) => return stand,
                    Flow::Go => continue,
                }
            };
            if instr.is_visible() {
                return self.stand_at(instr);
            }
            if self.budget == 0 {
                return self.pause();
            }
            self.budget -= 1;
            self.pc += 1;
            let flow = match instr {
                Instr::Return { src, n } => self.ret(src, n),
                Instr::RunDefers => match self.run_defers() {
                    Ok(()) => continue,
                    Err(fault) => self.raise(*fault),
                },
                Instr::Panic { a } => self.panic(a),
                _ => match self.execute(instr) {
                    Ok(()) => continue,
                    Err(fault) => self.raise(*fault),
                },
            };
            if let Flow::Stop(stand) = flow {
                return stand;
            }
        }
    }

    /// Stands at a visible instruction.
    #[inline]
    fn stand_at(&mut self, instr: Instr) -> Stand {
        self.save();
        self.g.pauses = 0;
        if is_guarded(instr) {
            self.arrive(instr);
            return Stand::Guarded;
        }
        Stand::Ready
    }

    /// Executes an invisible instruction that stays in the frame or calls.
    #[inline(always)]
    fn execute(&mut self, instr: Instr) -> Done {
        match instr {
            Instr::Nop
            | Instr::Stride { .. }
            | Instr::TypeOperand { .. }
            | Instr::ClosureFunc { .. } => Ok(()),
            Instr::Int { dst, value } => self.int(dst, value),
            Instr::Word { dst, index } => self.word(dst, index),
            Instr::Str { dst, index } => self.str_const(dst, index),
            Instr::Move { dst, src } => self.mov(dst, src),
            Instr::MoveN { dst, src, n } => self.mov_n(dst, src, n),
            Instr::Zero { dst, n } => self.zero(dst, n),
            Instr::GetAt { dst, base, index } => self.get_at(dst, base, index),
            Instr::SetAt { base, index, src } => self.set_at(base, index, src),
            Instr::Alu { op, dst, a, b } => self.alu(op, dst, a, b),
            Instr::AluImm { op, dst, a, imm } => self.alu_imm(op, dst, a, imm),
            Instr::Unary { op, dst, a } => self.unary(op, dst, a),
            Instr::Wrap { kind, dst, a } => self.wrap(kind, dst, a),
            Instr::CheckShift { a } => self.check_shift(a),
            Instr::Complex { op, dst, a, b } => self.complex(op, dst, a, b),
            Instr::ComplexF32 { op, dst, a, b } => self.complex_f32(op, dst, a, b),
            Instr::Jump { to } => self.jump(to),
            Instr::JumpIf { cond, to } => self.jump_if(cond, to),
            Instr::JumpIfNot { cond, to } => self.jump_if_not(cond, to),
            Instr::Switch { index, n } => self.switch(index, n),
            Instr::Call { func, base } => self.call(func, base),
            Instr::CallValue { f, base } => self.call_value(f, base),
            Instr::CallMethod { recv, method, base } => self.call_method(recv, method, base),
            Instr::Captured { dst, index, n } => self.captured(dst, index, n),
            Instr::GlobalAddr { dst, addr } => self.global_addr(dst, addr),
            Instr::FieldAddr { dst, a, off } => self.field_addr(dst, a, off),
            Instr::ElemAddr { dst, a, index } => self.elem_addr(dst, a, index),
            Instr::NilCheck { a } => self.nil_check(a),
            Instr::Bounds { index, len } => self.bounds(index, len),
            Instr::BoundsImm { index, len } => self.bounds_imm(index, len),
            Instr::Init { a, off, src } => self.init(a, off, src),
            Instr::IsType { dst, a, ty } => self.is_type(dst, a, ty),
            Instr::Unbox { dst, a, ty } => self.unbox(dst, a, ty),
            _ => self.execute_rare(instr),
        }
    }

    /// The rest: instructions that allocate, look at strings or types, or fault.
    #[inline(never)]
    fn execute_rare(&mut self, instr: Instr) -> Done {
        match instr {
            Instr::StrCat { dst, a, b } => self.str_cat(dst, a, b),
            Instr::StrCmp { op, dst, a, b } => self.str_cmp(op, dst, a, b),
            Instr::StrIndex { dst, s, index } => self.str_index(dst, s, index),
            Instr::StrSlice { dst, s, lo } => self.str_slice(dst, s, lo),
            Instr::StrRune { dst, s, at } => self.str_rune(dst, s, at),
            Instr::Native { id, base } => self.native(id, base),
            Instr::Closure { dst, src, n } => self.closure(dst, src, n),
            Instr::Defer { f } => self.defer(f),
            Instr::DeferToken { dst } => self.defer_token(dst),
            Instr::DeferAt { f, token } => self.defer_at(f, token),
            Instr::Recover { dst } => self.recover(dst),
            Instr::Fault { code, a } => self.fault(code, a),
            Instr::MakeIface { dst, src, ty } => self.make_iface(dst, src, ty),
            Instr::Implements { dst, a, ty } => self.implements(dst, a, ty),
            Instr::AssertFail { a, to, iface } => self.assert_fail(a, to, iface),
            Instr::IfaceEq { dst, a, b } => self.iface_eq(dst, a, b),
            Instr::EqType { dst, a, b } => self.eq_type(dst, a, b),
            Instr::HashType { dst, a, b } => self.hash_type(dst, a, b),
            Instr::CheckKey { a } => self.check_key(a),
            Instr::New { dst, ty } => self.new_object(dst, ty),
            Instr::NewArray { dst, n } => self.new_array(dst, n),
            Instr::SliceBounds {
                kind,
                present,
                a,
                b,
            } => self.slice_bounds(kind, present, a, b),
            Instr::InitN { a, off, src } => self.init_n(a, off, src),
            Instr::MakeChan { dst, cap, ty } => self.make_chan(dst, cap, ty),
            Instr::ChanCap { dst, ch } => self.chan_cap(dst, ch),
            _ => Ok(()),
        }
    }
}
