//! The dispatch loop over invisible instructions.
//!
//! Every arm is one call. Instructions on registers alone have a loop of their own (`window.rs`); here are those that need more, and those
//! that the window left because they fault.

use super::{Cpu, Done};
use crate::bytecode::Instr;
use crate::machine::enabled::is_guarded;
use crate::machine::fault::Fault;
use crate::machine::goroutine::Stand;

/// What the loop does after an instruction that is not simply followed by the next one.
pub(in crate::machine) enum Flow {
    /// The goroutine stands here.
    Stop(Stand),
    /// It goes on at the top frame.
    Go,
}

impl Cpu<'_> {
    /// Runs on where a panic or an exit under way leads; where it stands then.
    #[cold]
    pub fn flow_on(&mut self, flow: Flow) -> Stand {
        match flow {
            Flow::Stop(stand) => stand,
            Flow::Go => {
                self.budget = self.env.budget();
                self.run_window();
                self.run_on()
            }
        }
    }

    /// Runs on from an instruction that the window left, with the budget that is left: to the next visible operation, the goroutine's end
    /// or a pause. Says where it stands then.
    pub fn run_on(&mut self) -> Stand {
        loop {
            let flow = match self.code.get(self.pc).copied() {
                Some(instr) if instr.is_visible() => return self.stand_at(instr),
                Some(_) if self.budget == 0 => return self.pause(),
                Some(instr) => self.far(instr),
                None => self.raise(Fault::Fatal("code runs off its end".to_string())),
            };
            if let Flow::Stop(stand) = flow {
                return stand;
            }
            self.run_window();
        }
    }

    /// Executes an instruction that the window left, and raises its fault.
    #[inline]
    fn far(&mut self, instr: Instr) -> Flow {
        self.budget -= 1;
        self.pc += 1;
        let done = match instr {
            Instr::Return { src, n } => return self.ret(src, n),
            Instr::RunDefers => self.run_defers(),
            Instr::Panic { a } => return self.panic(a),
            _ => self.execute(instr),
        };
        match done {
            Ok(()) => Flow::Go,
            Err(fault) => self.raise(*fault),
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
            Instr::Call { func, base } => self.call(func, base),
            Instr::CallValue { f, base } => self.call_value(f, base),
            Instr::CallMethod { recv, method, base } => self.call_method(recv, method, base),
            Instr::Captured { dst, index, n } => self.captured(dst, index, n),
            Instr::Init { a, off, src } => self.init(a, off, src),
            Instr::Unbox { dst, a, ty } => self.unbox(dst, a, ty),
            _ => self.execute_rare(instr),
        }
    }

    /// The rest: instructions that allocate, look at strings or types, or fault.
    #[inline(never)]
    fn execute_rare(&mut self, instr: Instr) -> Done {
        match instr {
            Instr::Alu { .. } | Instr::AluImm { .. } => self.divide_by_zero(),
            Instr::CheckShift { .. } => self.negative_shift(),
            Instr::NilCheck { .. } | Instr::FieldAddr { .. } => self.nil_address(),
            Instr::Bounds { index, len } => self.out_of_bounds(index, self.get(len)),
            Instr::BoundsImm { index, len } => self.out_of_bounds(index, len.into()),
            Instr::Complex { op, dst, a, b } => self.complex(op, dst, a, b),
            Instr::ComplexF32 { op, dst, a, b } => self.complex_f32(op, dst, a, b),
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
