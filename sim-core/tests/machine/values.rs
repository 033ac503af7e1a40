//! Words, strings, interfaces, equality, hashes.

use expect_test::expect;
use sim_core::bytecode::{Alu, Cmp, Instr, SliceOf, Unary, Wrap};

use crate::asm::*;

fn binary(op: Alu, a: u64, b: u64) -> u64 {
    let mut asm = Asm::new();
    let (a, b) = (asm.word(a), asm.word(b));
    let code = vec![
        Instr::Word { dst: 0, index: a },
        Instr::Word { dst: 1, index: b },
        Instr::Alu {
            op,
            dst: 2,
            a: 0,
            b: 1,
        },
    ];
    eval(asm, code, 2, 1)[0]
}

fn unary(op: Unary, a: u64) -> u64 {
    let mut asm = Asm::new();
    let a = asm.word(a);
    eval(
        asm,
        vec![
            Instr::Word { dst: 0, index: a },
            Instr::Unary { op, dst: 1, a: 0 },
        ],
        1,
        1,
    )[0]
}

#[test]
fn integers() {
    assert_eq!(binary(Alu::Add, u64::MAX, 2), 1);
    assert_eq!(
        binary(Alu::DivS, i64::MIN as u64, -1i64 as u64),
        i64::MIN as u64
    );
    assert_eq!(binary(Alu::RemS, -7i64 as u64, 2) as i64, -1);
    assert_eq!(binary(Alu::DivU, u64::MAX, 2), u64::MAX / 2);
    assert_eq!(binary(Alu::Shl, 1, 64), 0);
    assert_eq!(binary(Alu::Shl, 1, 63), 1 << 63);
    assert_eq!(binary(Alu::ShrS, i64::MIN as u64, 1000) as i64, -1);
    assert_eq!(binary(Alu::ShrU, u64::MAX, 1 << 40), 0);
    assert_eq!(binary(Alu::AndNot, 0b1111, 0b0101), 0b1010);
    assert_eq!(binary(Alu::LtS, -1i64 as u64, 0), 1);
    assert_eq!(binary(Alu::LtU, -1i64 as u64, 0), 0);
    assert_eq!(unary(Unary::Neg, 5) as i64, -5);
}

#[test]
fn wrapping() {
    let wrap = |kind, word: u64| {
        let mut asm = Asm::new();
        let word = asm.word(word);
        eval(
            asm,
            vec![
                Instr::Word {
                    dst: 0,
                    index: word,
                },
                Instr::Wrap { kind, dst: 1, a: 0 },
            ],
            1,
            1,
        )[0]
    };
    assert_eq!(wrap(Wrap::I8, 128) as i64, -128);
    assert_eq!(wrap(Wrap::U8, 0x1ff), 0xff);
    assert_eq!(wrap(Wrap::I32, 0x8000_0000) as i64, i64::from(i32::MIN));
    assert_eq!(wrap(Wrap::U16, u64::MAX), 0xffff);
}

#[test]
fn floats() {
    let bits = f64::to_bits;
    assert_eq!(binary(Alu::F64Add, bits(0.1), bits(0.2)), bits(0.1 + 0.2));
    assert_eq!(binary(Alu::F64Lt, bits(f64::NAN), bits(1.0)), 0);
    assert_eq!(binary(Alu::F64Ne, bits(f64::NAN), bits(f64::NAN)), 1);
    assert_eq!(unary(Unary::F64ToI64, bits(-1.9)) as i64, -1);
    assert_eq!(unary(Unary::F64ToI64, bits(1e300)) as i64, i64::MIN);
    assert_eq!(unary(Unary::F64ToI64, bits(f64::NAN)) as i64, i64::MIN);
    assert_eq!(
        unary(Unary::F64ToU64, bits(1e19)),
        10_000_000_000_000_000_000
    );
    assert_eq!(
        unary(Unary::U64ToF64, u64::MAX),
        bits(18446744073709551616.0)
    );
    // Every NaN has the same bits, whatever the host makes.
    assert_eq!(
        binary(Alu::F64Div, bits(0.0), bits(0.0)),
        binary(Alu::F64Sub, bits(f64::INFINITY), bits(f64::INFINITY))
    );
}

#[test]
fn strings() {
    let mut asm = Asm::new();
    let (hello, world) = (asm.str("hello "), asm.str("wörld"));
    let code = vec![
        Instr::Str {
            dst: 0,
            index: hello,
        },
        Instr::Str {
            dst: 2,
            index: world,
        },
        Instr::StrCat { dst: 4, a: 0, b: 2 },
        Instr::StrCmp {
            op: Cmp::Lt,
            dst: 10,
            a: 0,
            b: 2,
        },
        Instr::StrCat { dst: 6, a: 0, b: 2 },
        Instr::StrCmp {
            op: Cmp::Eq,
            dst: 11,
            a: 4,
            b: 6,
        },
        Instr::Int { dst: 8, value: 7 },
        Instr::StrRune {
            dst: 12,
            s: 4,
            at: 8,
        },
        Instr::Int { dst: 8, value: 8 },
        Instr::StrRune {
            dst: 14,
            s: 4,
            at: 8,
        },
        Instr::Int { dst: 8, value: 12 },
        Instr::StrRune {
            dst: 16,
            s: 4,
            at: 8,
        },
        Instr::Move { dst: 18, src: 5 },
    ];
    // ö has two bytes; in its middle there is no rune; at the end the width is 0.
    assert_eq!(
        eval(asm, code, 10, 9),
        [1, 1, 0xf6, 2, 0xfffd, 1, 0xfffd, 0, 12]
    );
}

#[test]
fn growing_a_string_is_linear() {
    let mut asm = Asm::new();
    let piece = asm.str("0123456789");
    let mut code = vec![
        Instr::Zero { dst: 0, n: 2 },
        Instr::Str {
            dst: 2,
            index: piece,
        },
        Instr::Int {
            dst: 4,
            value: 10_000,
        },
    ];
    code.extend([
        Instr::StrCat { dst: 0, a: 0, b: 2 },
        Instr::AluImm {
            op: Alu::Sub,
            dst: 4,
            a: 4,
            imm: 1,
        },
        Instr::JumpIf { cond: 4, to: 3 },
        RET,
    ]);
    let main = asm.func("main.main", 8, 0, code);
    let (machine, _) = run(&asm.program(main));
    assert!(machine.heap().string_bytes() <= 100_010);
}

#[test]
fn faults_of_single_values() {
    let asm = Asm::new;
    let index = |i: i32, n: i32| {
        dies(
            asm(),
            vec![
                Instr::Int { dst: 0, value: i },
                Instr::Int { dst: 1, value: n },
                Instr::Bounds { index: 0, len: 1 },
            ],
        )
    };
    expect!["panic: runtime error: index out of range [5] with length 3\n\n"]
        .assert_eq(&index(5, 3));
    expect!["panic: runtime error: index out of range [-1]\n\n"].assert_eq(&index(-1, 3));
    let divide = vec![
        Instr::Zero { dst: 0, n: 2 },
        Instr::Alu {
            op: Alu::RemU,
            dst: 0,
            a: 0,
            b: 1,
        },
    ];
    expect!["panic: runtime error: integer divide by zero\n\n"].assert_eq(&dies(asm(), divide));
    let shift = vec![Instr::Int { dst: 0, value: -1 }, Instr::CheckShift { a: 0 }];
    expect!["panic: runtime error: negative shift amount\n\n"].assert_eq(&dies(asm(), shift));
}

#[test]
fn faults_of_slicing() {
    let slice = |kind, present, bounds: [i32; 3], cap: i32| {
        let mut code: Vec<Instr> = bounds
            .iter()
            .zip(0u16..)
            .map(|(&value, dst)| Instr::Int { dst, value })
            .collect();
        code.extend([
            Instr::Int { dst: 3, value: cap },
            Instr::SliceBounds {
                kind,
                present,
                a: 0,
                b: 3,
            },
        ]);
        let text = dies(Asm::new(), code);
        text.trim_start_matches("panic: runtime error: slice bounds out of range ")
            .trim_end()
            .to_string()
    };
    use SliceOf::{ArrayOrString as A, Slice as S};
    assert_eq!(slice(S, 2, [0, 10, 0], 5), "[:10] with capacity 5");
    assert_eq!(slice(A, 2, [0, 10, 0], 5), "[:10] with length 5");
    assert_eq!(slice(S, 2, [0, -1, 0], 5), "[:-1]");
    assert_eq!(slice(S, 3, [5, 3, 0], 5), "[5:3]");
    assert_eq!(slice(S, 1, [10, 5, 0], 5), "[10:5]");
    assert_eq!(slice(S, 1, [-1, 5, 0], 5), "[-1:]");
    assert_eq!(slice(S, 7, [0, 3, 10], 5), "[::10] with capacity 5");
    assert_eq!(slice(S, 7, [0, 5, 3], 5), "[:5:3]");
    assert_eq!(slice(S, 7, [5, 3, 5], 5), "[5:3:]");
    assert_eq!(slice(S, 7, [0, 0, -1], 5), "[::-1]");
    assert_eq!(slice(S, 7, [0, -1, 3], 5), "[:-1:]");
    assert_eq!(slice(S, 3, [2, 5, 0], 5), "");
}

/// Registers 0.. hold an interface over a KEY whose own interface holds the int `k`.
fn key(dst: u16, k: i32, text: u32) -> Vec<Instr> {
    vec![
        Instr::Int { dst: 40, value: k },
        Instr::MakeIface {
            dst: 42,
            src: 40,
            ty: INT as u16,
        },
        Instr::Str {
            dst: 44,
            index: text,
        },
        Instr::MakeIface {
            dst,
            src: 42,
            ty: KEY as u16,
        },
    ]
}

#[test]
fn equality_and_hash_look_inside() {
    let mut asm = Asm::new();
    let (a, b) = (asm.str("xx"), asm.str("xy"));
    let mut code = [key(0, 1, a), key(2, 1, a), key(4, 2, a), key(6, 1, b)].concat();
    code.extend([
        Instr::IfaceEq {
            dst: 10,
            a: 0,
            b: 2,
        },
        Instr::IfaceEq {
            dst: 11,
            a: 0,
            b: 4,
        },
        Instr::IfaceEq {
            dst: 12,
            a: 0,
            b: 6,
        },
        Instr::Int { dst: 30, value: 7 },
    ]);
    for (dst, a) in [(13, 0), (14, 2), (15, 4), (16, 6)] {
        code.extend([
            Instr::HashType { dst, a, b: 30 },
            Instr::TypeOperand { ty: ANY },
        ]);
    }
    let values = eval(asm, code, 10, 7);
    assert_eq!(values[..3], [1, 0, 0]);
    assert_eq!(values[3], values[4]);
    assert!(values[3] != values[5] && values[3] != values[6]);
}

#[test]
fn zeros_hash_alike_and_nans_do_not() {
    let mut asm = Asm::new();
    let words = [0.0f64, -0.0, f64::NAN].map(|value| asm.word(value.to_bits()));
    let mut code: Vec<Instr> = words
        .iter()
        .zip(0u16..)
        .map(|(&index, dst)| Instr::Word { dst, index })
        .collect();
    code.push(Instr::Int { dst: 30, value: 7 });
    for (dst, a) in [(10, 0), (11, 1), (12, 2), (13, 2)] {
        code.extend([
            Instr::HashType { dst, a, b: 30 },
            Instr::TypeOperand { ty: FLOAT },
        ]);
    }
    code.extend([
        Instr::EqType {
            dst: 14,
            a: 0,
            b: 1,
        },
        Instr::TypeOperand { ty: FLOAT },
    ]);
    code.extend([
        Instr::EqType {
            dst: 15,
            a: 2,
            b: 2,
        },
        Instr::TypeOperand { ty: FLOAT },
    ]);
    let values = eval(asm, code, 10, 6);
    assert_eq!(values[0], values[1]);
    assert_ne!(values[2], values[3]);
    assert_eq!(values[4..], [1, 0]);
}

#[test]
fn what_cannot_be_compared_panics() {
    let slices = || {
        vec![
            Instr::Zero { dst: 0, n: 3 },
            Instr::MakeIface {
                dst: 4,
                src: 0,
                ty: SLICE as u16,
            },
            Instr::MakeIface {
                dst: 6,
                src: 0,
                ty: SLICE as u16,
            },
        ]
    };
    let mut compare = slices();
    compare.push(Instr::IfaceEq { dst: 8, a: 4, b: 6 });
    expect!["panic: runtime error: comparing uncomparable type []int\n\n"]
        .assert_eq(&dies(Asm::new(), compare));
    let mut hash = slices();
    hash.extend([
        Instr::HashType { dst: 8, a: 4, b: 0 },
        Instr::TypeOperand { ty: ANY },
    ]);
    expect!["panic: runtime error: hash of unhashable type []int\n\n"]
        .assert_eq(&dies(Asm::new(), hash));
}

#[test]
fn assertions() {
    let fail = |value: Vec<Instr>, to: u32, iface: u32| {
        let assert = Instr::AssertFail {
            a: 4,
            to: to as u16,
            iface: iface as u16,
        };
        let text = dies(Asm::new(), [value, vec![assert]].concat());
        text.trim_start_matches("panic: interface conversion: ")
            .trim_end()
            .to_string()
    };
    let nil = vec![Instr::Zero { dst: 4, n: 2 }];
    let int = vec![
        Instr::Int { dst: 0, value: 1 },
        Instr::MakeIface {
            dst: 4,
            src: 0,
            ty: INT as u16,
        },
    ];
    assert_eq!(fail(nil.clone(), INT, ANY), "interface {} is nil, not int");
    assert_eq!(fail(nil, ERROR, ANY), "interface is nil, not error");
    assert_eq!(
        fail(int.clone(), STRING, ANY),
        "interface {} is int, not string"
    );
    assert_eq!(
        fail(int, ERROR, ANY),
        "int is not error: missing method Error"
    );
}
