//! What holds for every run: a step depends on nothing but the state and the choice, and a copy is as good as the original.

use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};

use sim_core::bytecode::{Alu, Instr, SyncOp, Wrap};
use sim_core::machine::{Config, Gid, Machine, Status};

use crate::asm::*;

fn hash(machine: &Machine) -> u64 {
    BuildHasherDefault::<DefaultHasher>::default().hash_one(machine)
}

/// Three goroutines that count under a lock, send on a channel and allocate.
fn busy() -> Machine {
    let mut asm = Asm::new();
    let lock = |op| Instr::Sync {
        op,
        kind: Wrap::I64,
        base: 10,
    };
    let piece = asm.str("x");
    let body = vec![
        Instr::Int { dst: 0, value: 20 },
        Instr::GlobalAddr {
            dst: 1,
            addr: GLOBALS,
        },
        // loop:
        Instr::GlobalAddr {
            dst: 10,
            addr: GLOBALS + 1,
        },
        lock(SyncOp::MutexLock),
        Instr::Load {
            dst: 2,
            a: 1,
            off: 0,
        },
        Instr::AluImm {
            op: Alu::Add,
            dst: 2,
            a: 2,
            imm: 1,
        },
        Instr::Store {
            a: 1,
            off: 0,
            src: 2,
        },
        Instr::New { dst: 3, ty: PAIR },
        Instr::Str {
            dst: 4,
            index: piece,
        },
        Instr::StrCat { dst: 4, a: 4, b: 4 },
        lock(SyncOp::MutexUnlock),
        Instr::Load {
            dst: 6,
            a: 1,
            off: 2,
        },
        Instr::Send { ch: 6, src: 2 },
        Instr::AluImm {
            op: Alu::Sub,
            dst: 0,
            a: 0,
            imm: 1,
        },
        Instr::JumpIf { cond: 0, to: 2 },
        RET,
    ];
    let worker = asm.func("main.worker", 32, 0, body);
    let mut main = vec![
        Instr::GlobalAddr {
            dst: 1,
            addr: GLOBALS,
        },
        Instr::Int { dst: 2, value: 1 },
        Instr::MakeChan {
            dst: 3,
            cap: 2,
            ty: INT as u16,
        },
        Instr::Init {
            a: 1,
            off: 2,
            src: 3,
        },
        Instr::GlobalAddr {
            dst: 4,
            addr: closure(worker),
        },
        Instr::Go { f: 4 },
        Instr::Go { f: 4 },
        Instr::Int { dst: 5, value: 40 },
    ];
    main.extend([
        Instr::Recv {
            ch: 3,
            dst: 6,
            ok: 7,
        },
        Instr::AluImm {
            op: Alu::Sub,
            dst: 5,
            a: 5,
            imm: 1,
        },
        Instr::JumpIf { cond: 5, to: 8 },
        RET,
    ]);
    let main = asm.func("main.main", 32, 0, main);
    Machine::new(asm.program(main), &Config::default())
}

/// A small generator of choices.
fn next(seed: &mut u64) -> usize {
    *seed = seed
        .wrapping_mul(6364136223846793005)
        .wrapping_add(1442695040888963407);
    (*seed >> 33) as usize
}

#[test]
fn a_copy_steps_like_the_original() {
    for seed in 0..20 {
        let (mut machine, mut state, mut enabled) = (busy(), seed, vec![]);
        let mut length = 0;
        while *machine.status() == Status::Running {
            machine.enabled(&mut enabled);
            let g = enabled[next(&mut state) % enabled.len()];
            let (mut copy, untouched) = (machine.clone(), machine.clone());
            let event = machine.step(g, 0).unwrap();
            assert_eq!(untouched, copy);
            assert_eq!(copy.step(g, 0), Ok(event));
            assert_eq!((&copy, hash(&copy)), (&machine, hash(&machine)));
            assert!(untouched != machine || event.at == untouched.goroutine(g).unwrap().at());
            length += 1;
        }
        assert!(length > 100);
        assert_eq!(machine.word(u64::from(GLOBALS)), Some(40));
    }
}

#[test]
fn a_replay_is_equal() {
    let start = busy();
    let record = |seed: u64| {
        let mut state = seed;
        drive(start.clone(), |enabled, _| {
            enabled[next(&mut state) % enabled.len()]
        })
    };
    for seed in 0..20 {
        let (machine, events) = record(seed);
        let mut replay = start.clone();
        for event in &events {
            assert_eq!(replay.step(event.goroutine, event.alt).as_ref(), Ok(event));
        }
        assert_eq!((&replay, hash(&replay)), (&machine, hash(&machine)));
    }
    assert_ne!(record(1).1, record(2).1);
}

#[test]
fn a_refused_step_changes_nothing() {
    let mut machine = busy();
    let before = machine.clone();
    for g in [0, 2, 99, u32::MAX] {
        assert!(machine.step(Gid(g), 0).is_err());
    }
    assert!(machine.step(Gid(1), 1).is_err());
    assert_eq!(machine, before);
    assert!(machine.pending(Gid(0)).is_none() && machine.pending(Gid(7)).is_none());
}
