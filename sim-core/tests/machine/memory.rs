//! Memory and its faults, objects, calls, closures, jumps.

use expect_test::expect;
use sim_core::bytecode::{Alu, Instr};

use crate::asm::*;

#[test]
fn memory_faults() {
    let nil = vec![
        Instr::Zero { dst: 0, n: 1 },
        Instr::Load {
            dst: 1,
            a: 0,
            off: 1,
        },
    ];
    let mut asm = Asm::new();
    let main = asm.func("main.main", 8, 0, nil.into_iter().chain([RET]).collect());
    asm.change(main, |function| function.fault_bytes = vec![(1, 8)]);
    let (machine, events) = run(&asm.program(main));
    expect![[r#"
        panic: runtime error: invalid memory address or nil pointer dereference
        [signal SIGSEGV: segmentation violation code=0x1 addr=0x8 pc=0x47e804]

        goroutine 1 [running]:
        main.main()
        	?:0 +0x8
    "#]]
    .assert_eq(&stderr(&machine));
    assert_eq!(events.len(), 2);
    let wild = vec![
        Instr::Int {
            dst: 0,
            value: 1 << 30,
        },
        Instr::Load {
            dst: 1,
            a: 0,
            off: 0,
        },
    ];
    expect![[r#"
        unexpected fault address 0xc200000000
        fatal error: fault
        [signal SIGSEGV: segmentation violation code=0x1 addr=0xc200000000 pc=0x47e804]

    "#]]
    .assert_eq(&dies(Asm::new(), wild));
}

#[test]
fn objects_are_found_by_address() {
    let mut asm = Asm::new();
    let code = vec![
        Instr::New { dst: 0, ty: PAIR },
        Instr::Int { dst: 1, value: 10 },
        Instr::NewArray { dst: 2, n: 1 },
        Instr::TypeOperand { ty: PAIR },
        Instr::ElemAddr {
            dst: 3,
            a: 2,
            index: 1,
        },
        Instr::Stride { n: 2 },
        RET,
    ];
    let main = asm.func("main.main", 8, 0, code);
    let (machine, _) = run(&asm.program(main));
    let [pair, array] = machine.objects() else {
        panic!("{:?}", machine.objects())
    };
    assert_eq!(
        (pair.words, pair.count, pair.ty.0, pair.at),
        (2, 1, PAIR, at(main, 0))
    );
    assert_eq!((array.words, array.count, array.at), (20, 10, at(main, 2)));
    assert_eq!(machine.object_at(array.end() - 1), Some(array));
    assert_eq!(machine.object_at(array.end()), None);
    assert_eq!(machine.object_at(0), None);
    assert_eq!(machine.word(0), None);
}

#[test]
fn calls_share_windows() {
    let mut asm = Asm::new();
    // sub(a, b) = a - b
    let sub = asm.func(
        "main.sub",
        4,
        2,
        vec![
            Instr::Alu {
                op: Alu::Sub,
                dst: 3,
                a: 0,
                b: 1,
            },
            Instr::Return { src: 3, n: 1 },
        ],
    );
    let code = vec![
        Instr::Int { dst: 0, value: 100 },
        Instr::Int { dst: 10, value: 50 },
        Instr::Int { dst: 11, value: 8 },
        Instr::Call {
            func: sub,
            base: 10,
        },
        Instr::GlobalAddr {
            dst: 5,
            addr: closure(sub),
        },
        Instr::Int { dst: 12, value: 7 },
        Instr::Move { dst: 13, src: 10 },
        Instr::CallValue { f: 5, base: 12 },
        Instr::Move { dst: 1, src: 12 },
    ];
    let values = eval(asm, code, 0, 2);
    assert_eq!((values[0], values[1] as i64), (100, 7 - 42));
}

#[test]
fn closures_capture_words() {
    let mut asm = Asm::new();
    let sum = asm.func(
        "main.main.func1",
        4,
        0,
        vec![
            Instr::Captured {
                dst: 0,
                index: 0,
                n: 2,
            },
            Instr::Alu {
                op: Alu::Add,
                dst: 0,
                a: 0,
                b: 1,
            },
            Instr::Captured {
                dst: 1,
                index: 1,
                n: 1,
            },
            Instr::Return { src: 0, n: 2 },
        ],
    );
    let code = vec![
        Instr::Int { dst: 0, value: 40 },
        Instr::Int { dst: 1, value: 2 },
        Instr::Closure {
            dst: 2,
            src: 0,
            n: 2,
        },
        Instr::ClosureFunc { func: sum },
        Instr::CallValue { f: 2, base: 10 },
    ];
    assert_eq!(eval(asm, code, 10, 2), [42, 2]);
}

#[test]
fn switch_enters_its_table() {
    let pick = |value: i32| {
        let code = vec![
            Instr::Int { dst: 0, value },
            Instr::Switch { index: 0, n: 2 },
            Instr::Jump { to: 6 },
            Instr::Jump { to: 8 },
            Instr::Int { dst: 1, value: 30 },
            Instr::Jump { to: 9 },
            Instr::Int { dst: 1, value: 10 },
            Instr::Jump { to: 9 },
            Instr::Int { dst: 1, value: 20 },
        ];
        eval(Asm::new(), code, 1, 1)[0]
    };
    assert_eq!([pick(0), pick(1), pick(2), pick(99)], [10, 20, 30, 30]);
}
