//! How programs end: deadlock, limits, stack overflow, and main's return as a step of its own.

use expect_test::expect;
use sim_core::bytecode::{Instr, SyncOp, Wrap};
use sim_core::limits::Limits;
use sim_core::machine::{Config, Gid, LimitKind, Machine, Op, Outcome, PendingKind, Status};

use crate::asm::*;

fn limited(limits: Limits, code: Vec<Instr>) -> Outcome {
    let mut asm = Asm::new();
    let main = asm.func("main.main", 64, 0, code);
    let config = Config {
        limits,
        ..Config::default()
    };
    let (machine, _) = drive(Machine::new(asm.program(main), &config), |enabled, _| {
        enabled[0]
    });
    match machine.status() {
        Status::Ended(outcome) => outcome.clone(),
        Status::Running => panic!("still running"),
    }
}

fn small() -> Limits {
    Limits {
        heap_words: 1000,
        string_bytes: 1000,
        output_bytes: 100,
        goroutines: 10,
        local_steps: 100,
        ..Limits::default()
    }
}

#[test]
fn every_bound_is_an_outcome() {
    let mut asm = Asm::new();
    asm.str("0123456789");
    let endless = vec![Instr::Jump { to: 0 }];
    assert_eq!(limited(small(), endless), Outcome::Limit(LimitKind::Local));
    let memory = vec![Instr::New { dst: 0, ty: PAIR }, Instr::Jump { to: 0 }];
    assert_eq!(limited(small(), memory), Outcome::Limit(LimitKind::Heap));
    let huge = vec![
        Instr::Int {
            dst: 0,
            value: i32::MAX,
        },
        Instr::AluImm {
            op: sim_core::bytecode::Alu::Shl,
            dst: 0,
            a: 0,
            imm: 32,
        },
        Instr::NewArray { dst: 1, n: 0 },
        Instr::TypeOperand { ty: INT },
        RET,
    ];
    assert_eq!(limited(small(), huge), Outcome::Limit(LimitKind::Heap));
    let strings = vec![
        Instr::Str { dst: 0, index: 0 },
        Instr::StrCat { dst: 0, a: 0, b: 0 },
        Instr::Jump { to: 1 },
    ];
    assert_eq!(
        limited(small(), strings),
        Outcome::Limit(LimitKind::Strings)
    );
    let output = vec![
        Instr::Int { dst: 0, value: 2 },
        Instr::Str { dst: 1, index: 0 },
        Instr::Sync {
            op: SyncOp::Write,
            kind: Wrap::I64,
            base: 0,
        },
        Instr::Jump { to: 2 },
    ];
    assert_eq!(limited(small(), output), Outcome::Limit(LimitKind::Output));
    // Function 0 as a goroutine; its receiver is garbage, which harms nobody.
    let goroutines = vec![
        Instr::GlobalAddr {
            dst: 0,
            addr: GLOBALS - 1,
        },
        Instr::Int { dst: 1, value: 2 },
        Instr::Init {
            a: 0,
            off: 0,
            src: 1,
        },
        Instr::Go { f: 0 },
        Instr::Jump { to: 3 },
    ];
    assert_eq!(
        limited(small(), goroutines),
        Outcome::Limit(LimitKind::Goroutines)
    );
}

#[test]
fn deep_recursion_is_gos_stack_overflow() {
    let mut asm = Asm::new();
    let main = asm.func("main.f", 4, 0, vec![Instr::Call { func: 2, base: 1 }, RET]);
    assert_eq!(main, 2);
    let (machine, _) = run(&asm.program(main));
    let text = stderr(&machine);
    assert!(
        text.starts_with(
            "runtime: goroutine stack exceeds 1000000000-byte limit\nruntime: sp=0xc0"
        )
    );
    assert!(text.contains("\nfatal error: stack overflow\n\nruntime stack:\n"));
    assert!(text.contains("main.f()\n\t?:0 +0x4\n...99900 frames elided...\nmain.f()\n"));
    assert_eq!(text.matches("main.f()").count(), 100);
}

#[test]
fn a_deadlock_lists_all_goroutines() {
    let mut asm = Asm::new();
    let blocked = asm.func(
        "main.main.func1",
        4,
        0,
        vec![
            Instr::Zero { dst: 0, n: 1 },
            Instr::Recv {
                ch: 0,
                dst: 1,
                ok: 2,
            },
            RET,
        ],
    );
    let main = asm.func(
        "main.main",
        4,
        0,
        vec![
            Instr::GlobalAddr {
                dst: 0,
                addr: closure(blocked),
            },
            Instr::Go { f: 0 },
            Instr::Zero { dst: 0, n: 1 },
            Instr::Send { ch: 0, src: 1 },
            RET,
        ],
    );
    let (machine, events) = run(&asm.program(main));
    assert_eq!(events.len(), 3);
    expect![[r#"
        fatal error: all goroutines are asleep - deadlock!

        goroutine 1 [chan send (nil chan)]:
        main.main()
        	?:0 +0x10

        goroutine 2 [chan receive (nil chan)]:
        main.main.func1()
        	?:0 +0x8
        created by main.main in goroutine 1
        	?:0 +0x8
    "#]]
    .assert_eq(&stderr(&machine));
    assert_eq!(
        machine.status(),
        &Status::Ended(Outcome::Deadlock {
            message: "all goroutines are asleep - deadlock!".to_string()
        })
    );
}

#[test]
fn others_may_act_before_main_returns() {
    let mut asm = Asm::new();
    let other = asm.func(
        "main.other",
        4,
        0,
        vec![
            Instr::Sync {
                op: SyncOp::Gosched,
                kind: Wrap::I64,
                base: 0,
            },
            RET,
        ],
    );
    let main = asm.func(
        "main.main",
        4,
        0,
        vec![
            Instr::GlobalAddr {
                dst: 0,
                addr: closure(other),
            },
            Instr::Go { f: 0 },
            RET,
        ],
    );
    let mut machine = Machine::new(asm.program(main), &Config::default());
    steps(&mut machine, &[1]);
    assert_eq!(machine.pending(Gid(1)).unwrap().op.kind, PendingKind::End);
    let events = steps(&mut machine, &[2, 2, 1]);
    assert_eq!([events[1].op, events[2].op], [Op::Exit, Op::End]);
    assert_eq!(machine.status(), &Status::Ended(Outcome::Exit(0)));
}

#[test]
fn a_long_computation_is_interrupted() {
    use sim_core::bytecode::Alu;
    let mut asm = Asm::new();
    let main = asm.func(
        "main.main",
        4,
        0,
        vec![
            Instr::Int {
                dst: 0,
                value: 1000,
            },
            Instr::AluImm {
                op: Alu::Sub,
                dst: 0,
                a: 0,
                imm: 1,
            },
            Instr::JumpIf { cond: 0, to: 1 },
            RET,
        ],
    );
    let config = Config {
        limits: small(),
        ..Config::default()
    };
    let (machine, events) = drive(Machine::new(asm.program(main), &config), |enabled, _| {
        enabled[0]
    });
    assert_eq!(machine.status(), &Status::Ended(Outcome::Exit(0)));
    assert!(events.len() > 15 && events[0].op == Op::Local);
}
