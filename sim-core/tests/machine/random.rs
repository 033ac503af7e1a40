//! Nonsense programs: whatever the code does with whatever it finds in registers and memory, the machine answers with an event, a fault or
//! an outcome. (The lowering never makes such code; a torn header or a wild address can make values as wild.)

use sim_core::bytecode::{
    Alu, Cmp, FaultCode, Instr, SelectCase, SelectDesc, SliceOf, SyncOp, Unary, Wrap,
};
use sim_core::limits::Limits;
use sim_core::machine::{Config, Machine, Status};

use crate::asm::*;

const REGS: u16 = 24;
const FUNCS: u32 = 4;
const CODE: u64 = 40;

/// A small generator.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6364136223846793005)
            .wrapping_add(1442695040888963407);
        (self.0 >> 33) % bound
    }

    fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len() as u64) as usize]
    }

    /// A register that leaves room for a few more behind it.
    fn reg(&mut self) -> u16 {
        self.below(u64::from(REGS) - 10) as u16
    }
}

const SYNC: &[SyncOp] = &[
    SyncOp::MutexLock,
    SyncOp::MutexTryLock,
    SyncOp::MutexUnlock,
    SyncOp::RwLockAnnounce,
    SyncOp::RwLock,
    SyncOp::RwUnlock,
    SyncOp::RwRLock,
    SyncOp::RwREnter,
    SyncOp::RwRUnlock,
    SyncOp::WgAdd,
    SyncOp::WgWait,
    SyncOp::OnceEnter,
    SyncOp::OnceDone,
    SyncOp::AtomicAdd,
    SyncOp::AtomicCas,
    SyncOp::ValueStore,
    SyncOp::ValueCas,
    SyncOp::Sleep,
    SyncOp::ChooseN,
    SyncOp::RaceRead,
    SyncOp::Write,
    SyncOp::Goexit,
    SyncOp::CondAdd,
    SyncOp::CondWait,
    SyncOp::CondSignal,
    SyncOp::NumGoroutine,
    SyncOp::Format,
];

/// An instruction with its operand, if it has one.
fn instruction(dice: &mut Dice) -> Vec<Instr> {
    let (dst, a, b) = (dice.reg(), dice.reg(), dice.reg());
    let off = dice.below(4) as u16;
    let stride = Instr::Stride {
        n: dice.below(4) as u32,
    };
    let ty = dice.below(11) as u32;
    let operand = Instr::TypeOperand { ty };
    let to = dice.below(CODE) as u32;
    let func = 2 + dice.below(u64::from(FUNCS)) as u32;
    let small = dice.of(&[0, 1, 2, 3, 64, 70, -1, 1000, i32::MAX]);
    match dice.below(46) {
        0..3 => vec![Instr::Int { dst, value: small }],
        3..6 => vec![Instr::GlobalAddr {
            dst,
            addr: GLOBALS + dice.below(8) as u32,
        }],
        6 => vec![Instr::GlobalAddr {
            dst,
            addr: closure(func),
        }],
        7 => vec![Instr::Move { dst, src: a }],
        8 => vec![
            Instr::GetAt {
                dst,
                base: a,
                index: b,
            },
            stride,
        ],
        9 => vec![
            Instr::SetAt {
                base: a,
                index: b,
                src: dst,
            },
            stride,
        ],
        10 => vec![Instr::Alu {
            op: dice.of(&[Alu::Add, Alu::DivS, Alu::Shl, Alu::ShrS, Alu::F64Div]),
            dst,
            a,
            b,
        }],
        11 => vec![Instr::Unary {
            op: dice.of(&[Unary::Neg, Unary::F64ToI64, Unary::F64ToU64]),
            dst,
            a,
        }],
        12 => vec![Instr::Complex {
            op: dice.of(&[Alu::F64Div, Alu::F64Mul]),
            dst,
            a,
            b,
        }],
        13 => vec![Instr::StrCat { dst, a, b }],
        14 => vec![Instr::StrCmp {
            op: Cmp::Lt,
            dst,
            a,
            b,
        }],
        15 => vec![Instr::StrIndex {
            dst,
            s: a,
            index: b,
        }],
        16 => vec![Instr::StrSlice { dst, s: a, lo: b }],
        17 => vec![Instr::StrRune { dst, s: a, at: b }],
        18 => vec![Instr::Str { dst, index: 0 }],
        19 => vec![Instr::JumpIf { cond: a, to }],
        20 => vec![Instr::Jump { to }],
        21 => vec![Instr::Switch { index: a, n: 3 }],
        22 => vec![Instr::Call { func, base: dst }],
        23 => vec![Instr::CallValue { f: a, base: dst }],
        24 => vec![Instr::CallMethod {
            recv: a,
            method: off,
            base: dst,
        }],
        25 => vec![Instr::Return { src: a, n: off }],
        26 => vec![
            Instr::Closure {
                dst,
                src: a,
                n: off,
            },
            Instr::ClosureFunc { func },
        ],
        27 => vec![Instr::Captured {
            dst,
            index: off,
            n: 2,
        }],
        28 => vec![Instr::Defer { f: a }],
        29 => vec![Instr::RunDefers],
        30 => vec![Instr::Panic { a }],
        31 => vec![Instr::Recover { dst }],
        32 => vec![Instr::Fault {
            code: FaultCode::SliceToArray,
            a,
        }],
        33 => vec![Instr::MakeIface {
            dst,
            src: a,
            ty: ty as u16,
        }],
        34 => vec![Instr::Unbox {
            dst,
            a,
            ty: ty as u16,
        }],
        35 => vec![Instr::IfaceEq { dst, a, b }],
        36 => vec![Instr::EqType { dst, a, b }, operand],
        37 => vec![Instr::HashType { dst, a, b }, operand],
        38 => vec![Instr::NewArray { dst, n: a }, operand],
        39 => vec![Instr::ElemAddr { dst, a, index: b }, stride],
        40 => vec![Instr::SliceBounds {
            kind: SliceOf::Slice,
            present: 7,
            a,
            b,
        }],
        41 => vec![Instr::InitN { a, off, src: b }, stride],
        _ => visible(dice, (dst, a, b), off),
    }
}

fn visible(dice: &mut Dice, (dst, a, b): (u16, u16, u16), off: u16) -> Vec<Instr> {
    vec![match dice.below(12) {
        0 => Instr::Load { dst, a, off },
        1 => Instr::Store { a, off, src: b },
        2 => Instr::Go { f: a },
        3 => Instr::MakeChan {
            dst,
            cap: a,
            ty: off,
        },
        4 => Instr::Send { ch: a, src: b },
        5 => Instr::Recv { ch: a, dst, ok: b },
        6 => Instr::Close { ch: a },
        7 => Instr::ChanLen { dst, ch: a },
        8 => Instr::ChanCap { dst, ch: a },
        9 => Instr::Select { dst, desc: 0 },
        _ => Instr::Sync {
            op: dice.of(SYNC),
            kind: Wrap::I32,
            base: a,
        },
    }]
}

fn program(dice: &mut Dice) -> std::sync::Arc<sim_core::bytecode::Program> {
    let mut asm = Asm::new();
    asm.str("some text, täxt");
    let case = |send, ch, value| SelectCase {
        send,
        ch,
        value,
        ok: 9,
    };
    asm.select(SelectDesc {
        cases: vec![case(true, 0, 3), case(false, 1, 4)],
        default: dice.below(2) == 0,
    });
    for number in 0..FUNCS {
        let mut code: Vec<Instr> = vec![];
        while (code.len() as u64) < CODE {
            code.extend(instruction(dice));
        }
        code.push(Instr::RunDefers);
        code.push(RET);
        let epilogue = code.len() as u32 - 2;
        let func = asm.func(&format!("main.f{number}"), REGS, off_params(number), code);
        asm.change(func, |function| {
            function.epilogue = epilogue;
            function.wrapper = number == 3;
        });
    }
    asm.program(2)
}

fn off_params(number: u32) -> u16 {
    number as u16
}

#[test]
fn nothing_that_code_does_harms_the_machine() {
    let limits = Limits {
        heap_words: 5000,
        string_bytes: 2000,
        output_bytes: 500,
        goroutines: 20,
        local_steps: 500,
        stack_words: 3000,
        frames: 100,
        ..Limits::default()
    };
    let config = Config {
        limits,
        ..Config::default()
    };
    let mut outcomes = std::collections::BTreeMap::new();
    for seed in 0..6000 {
        let mut dice = Dice(seed);
        let mut machine = Machine::new(program(&mut dice), &config);
        let mut enabled = vec![];
        for _ in 0..200 {
            machine.enabled(&mut enabled);
            assert_eq!(
                enabled.is_empty(),
                *machine.status() != Status::Running,
                "seed {seed}"
            );
            let Some(&g) = enabled.get(dice.below(enabled.len().max(1) as u64) as usize) else {
                break;
            };
            let pending = machine
                .pending(g)
                .expect("an enabled goroutine has something to do");
            let alt = match pending.alternatives {
                0 => dice.below(u64::MAX),
                n => dice.below(n),
            };
            machine
                .step(g, alt)
                .unwrap_or_else(|error| panic!("seed {seed}: {error:?} at {pending:?}"));
        }
        let text = match machine.status() {
            Status::Running => "running".to_string(),
            Status::Ended(outcome) => format!("{outcome:?}")
                .split([' ', '('])
                .next()
                .unwrap_or("")
                .to_string(),
        };
        *outcomes.entry(text).or_insert(0) += 1;
    }
    // The programs are varied enough to mean something.
    for kind in ["Panic", "Fatal", "Exit", "Deadlock", "Limit"] {
        assert!(
            outcomes.get(kind).copied().unwrap_or(0) > 10,
            "{outcomes:?}"
        );
    }
}
