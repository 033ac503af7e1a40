//! Channels and select.

use expect_test::expect;
use sim_core::bytecode::{Instr, SelectCase, SelectDesc};
use sim_core::machine::{ChanEnd, Config, Gid, Machine, Op, StepError};

use crate::asm::*;

/// Main: a channel in global 0, then goroutines of the given functions, then its own code (with the channel in register 0).
fn program(mut asm: Asm, cap: i32, goroutines: &[u32], code: Vec<Instr>) -> Machine {
    let mut all = vec![
        Instr::Int { dst: 1, value: cap },
        Instr::MakeChan {
            dst: 0,
            cap: 1,
            ty: INT as u16,
        },
        Instr::GlobalAddr {
            dst: 2,
            addr: GLOBALS,
        },
        Instr::Init {
            a: 2,
            off: 0,
            src: 0,
        },
    ];
    for &func in goroutines {
        all.extend([
            Instr::GlobalAddr {
                dst: 3,
                addr: closure(func),
            },
            Instr::Go { f: 3 },
        ]);
    }
    all.extend(code);
    all.push(RET);
    let main = asm.func("main.main", 64, 0, all);
    Machine::new(asm.program(main), &Config::default())
}

/// A goroutine that loads the channel from global 0 (a visible step) and does something with it in register 0.
fn goroutine(asm: &mut Asm, name: &str, code: Vec<Instr>) -> u32 {
    let mut all = vec![
        Instr::GlobalAddr {
            dst: 1,
            addr: GLOBALS,
        },
        Instr::Load {
            dst: 0,
            a: 1,
            off: 0,
        },
    ];
    all.extend(code);
    all.push(RET);
    asm.func(name, 64, 0, all)
}

fn send(value: i32) -> Vec<Instr> {
    vec![Instr::Int { dst: 5, value }, Instr::Send { ch: 0, src: 5 }]
}

/// Receives and notes value + 100 * ok in global `slot`.
fn recv_to(slot: u16) -> Vec<Instr> {
    use sim_core::bytecode::Alu;
    vec![
        Instr::Recv {
            ch: 0,
            dst: 5,
            ok: 6,
        },
        Instr::AluImm {
            op: Alu::Mul,
            dst: 6,
            a: 6,
            imm: 100,
        },
        Instr::Alu {
            op: Alu::Add,
            dst: 5,
            a: 5,
            b: 6,
        },
        Instr::GlobalAddr {
            dst: 7,
            addr: GLOBALS,
        },
        Instr::Store {
            a: 7,
            off: slot,
            src: 5,
        },
    ]
}

fn global(machine: &Machine, slot: u32) -> u64 {
    machine.word(u64::from(GLOBALS + slot)).unwrap()
}

fn op(event: &sim_core::machine::Event) -> String {
    match event.op {
        Op::Send { end, .. } => format!("send {end:?}"),
        Op::Recv { end, ok, .. } => format!("recv {end:?} {ok}"),
        Op::Close { woken, .. } => format!("close {woken}"),
        Op::Select { case, end, .. } => format!("select {case} {end:?}"),
        Op::Load { .. } => "load".to_string(),
        Op::Store { new, .. } => format!("store {new}"),
        op => format!("{op:?}"),
    }
}

fn trace(machine: &mut Machine, order: &[u32]) -> String {
    let events = steps(machine, order);
    events
        .iter()
        .map(|event| format!("{} {}", event.goroutine.0, op(event)))
        .collect::<Vec<_>>()
        .join("; ")
}

#[test]
fn unbuffered_values_are_handed_over() {
    let mut asm = Asm::new();
    let receiver = goroutine(&mut asm, "main.r", recv_to(1));
    let sender = goroutine(&mut asm, "main.s", send(7));
    // Receiver first, then sender first.
    let mut machine = program(asm, 0, &[receiver, sender], recv_to(2));
    expect!["1 Go { child: Gid(2) }; 1 Go { child: Gid(3) }; 2 load; 3 load; 2 recv Parked false; 3 send With(Gid(2)); 2 store 107"]
        .assert_eq(&trace(&mut machine, &[1, 1, 2, 3, 2, 3, 2]));
    let mut asm = Asm::new();
    let receiver = goroutine(&mut asm, "main.r", recv_to(1));
    let sender = goroutine(&mut asm, "main.s", send(7));
    let mut machine = program(asm, 0, &[receiver, sender], recv_to(2));
    expect!["1 Go { child: Gid(2) }; 1 Go { child: Gid(3) }; 3 load; 3 send Parked; 2 load; 2 recv With(Gid(3)) true; 3 Exit; 2 store 107"]
        .assert_eq(&trace(&mut machine, &[1, 1, 3, 3, 2, 2, 3, 2]));
    assert_eq!(global(&machine, 1), 107);
    assert!(machine.waiters().is_empty());
}

#[test]
fn buffers_are_first_in_first_out_and_full_ones_park() {
    let mut asm = Asm::new();
    let receiver = goroutine(
        &mut asm,
        "main.r",
        [recv_to(1), recv_to(2), recv_to(3)].concat(),
    );
    let mut machine = program(asm, 2, &[receiver], [send(1), send(2), send(3)].concat());
    let order = [1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2];
    expect!["1 Go { child: Gid(2) }; 1 send Done; 1 send Done; 1 send Parked; 2 load; 2 recv With(Gid(1)) true; 2 store 101; 2 recv Done true; 2 store 102; 2 recv Done true; 2 store 103"]
        .assert_eq(&trace(&mut machine, &order));
    let view = machine.channel(global(&machine, 0)).unwrap();
    assert_eq!((view.len, view.cap, view.closed), (0, 2, false));
}

#[test]
fn waiting_goroutines_are_served_in_order_of_arrival() {
    let mut asm = Asm::new();
    let (a, b) = (
        goroutine(&mut asm, "main.a", recv_to(1)),
        goroutine(&mut asm, "main.b", recv_to(2)),
    );
    let mut machine = program(asm, 0, &[a, b], [send(5), send(6)].concat());
    let text = trace(&mut machine, &[1, 1, 2, 3, 3, 2, 1, 1]);
    assert!(
        text.ends_with("1 send With(Gid(3)); 1 send With(Gid(2))"),
        "{text}"
    );
}

#[test]
fn close_wakes_everybody() {
    let mut asm = Asm::new();
    let receivers = [recv_to(1), recv_to(2)].map(|code| goroutine(&mut asm, "main.r", code));
    let mut machine = program(
        asm,
        0,
        &receivers,
        [vec![Instr::Close { ch: 0 }], recv_to(3)].concat(),
    );
    expect!["1 Go { child: Gid(2) }; 1 Go { child: Gid(3) }; 2 load; 3 load; 2 recv Parked false; 3 recv Parked false; 1 close 2; 1 recv Done false; 1 store 0; 3 store 0"]
        .assert_eq(&trace(&mut machine, &[1, 1, 2, 3, 2, 3, 1, 1, 1, 3]));
}

#[test]
fn closed_and_nil_channels() {
    let die = |code: Vec<Instr>| {
        let machine = program(Asm::new(), 1, &[], code);
        let (machine, _) = drive(machine, |enabled, _| enabled[0]);
        stderr(&machine).lines().next().unwrap().to_string()
    };
    let close = vec![Instr::Close { ch: 0 }];
    let nil = vec![Instr::Zero { dst: 0, n: 1 }];
    assert_eq!(
        die([close.clone(), close.clone()].concat()),
        "panic: close of closed channel"
    );
    assert_eq!(
        die([close.clone(), send(1)].concat()),
        "panic: send on closed channel"
    );
    assert_eq!(
        die([nil.clone(), close].concat()),
        "panic: close of nil channel"
    );
    assert_eq!(
        die([nil.clone(), send(1)].concat()),
        "fatal error: all goroutines are asleep - deadlock!"
    );
    assert_eq!(
        die([nil, recv_to(1)].concat()),
        "fatal error: all goroutines are asleep - deadlock!"
    );
    let negative = vec![
        Instr::Int { dst: 1, value: -1 },
        Instr::MakeChan {
            dst: 0,
            cap: 1,
            ty: INT as u16,
        },
    ];
    assert_eq!(die(negative), "panic: makechan: size out of range");
    // A word that is no channel faults and does not crash the machine.
    let wild = vec![Instr::GlobalAddr {
        dst: 0,
        addr: GLOBALS + 31,
    }];
    assert!(die([wild, send(1)].concat()).starts_with("unexpected fault address"));
}

#[test]
fn a_blocked_sender_panics_when_the_channel_is_closed() {
    let mut asm = Asm::new();
    let sender = goroutine(&mut asm, "main.s", send(1));
    let mut machine = program(
        asm,
        0,
        &[sender],
        [vec![Instr::Close { ch: 0 }], recv_to(1)].concat(),
    );
    trace(&mut machine, &[1, 2, 2, 1, 1, 2]);
    assert!(
        stderr(&machine)
            .starts_with("panic: send on closed channel\n\ngoroutine 2 [running]:\nmain.s()\n")
    );
    assert!(
        stderr(&machine).ends_with("created by main.main in goroutine 1\n\t?:0 +0x18\n"),
        "{}",
        stderr(&machine)
    );
}

/// A select over the channel in register 0: receive into 10 (ok 11), or send register 12.
fn select(asm: &mut Asm, default: bool) -> Vec<Instr> {
    let cases = vec![
        SelectCase {
            send: false,
            ch: 0,
            value: 10,
            ok: 11,
        },
        SelectCase {
            send: true,
            ch: 0,
            value: 12,
            ok: 0,
        },
    ];
    let desc = asm.select(SelectDesc { cases, default });
    vec![
        Instr::Int { dst: 12, value: 9 },
        Instr::Select { dst: 13, desc },
        Instr::GlobalAddr {
            dst: 7,
            addr: GLOBALS,
        },
        Instr::Store {
            a: 7,
            off: 4,
            src: 13,
        },
        Instr::Store {
            a: 7,
            off: 5,
            src: 10,
        },
    ]
}

#[test]
fn select_chooses_among_the_ready_cases() {
    let machine_with = |filled: usize, cap| {
        let mut asm = Asm::new();
        let code = [vec![send(1); filled].concat(), select(&mut asm, false)].concat();
        let mut machine = program(asm, cap, &[], code);
        steps(&mut machine, &vec![1; filled]);
        machine
    };
    let one = Gid(1);
    // Half full: both cases are ready. Full: only the receive; empty: only the send.
    assert_eq!(machine_with(1, 2).pending(one).unwrap().alternatives, 2);
    assert_eq!(machine_with(2, 2).pending(one).unwrap().alternatives, 1);
    let mut machine = machine_with(1, 2);
    let before = machine.clone();
    assert_eq!(
        machine.step(one, 2),
        Err(StepError::Alternative { alternatives: 2 })
    );
    assert_eq!(machine, before);
    assert!(matches!(
        machine.step(one, 1).unwrap().op,
        Op::Select {
            case: 1,
            end: ChanEnd::Done,
            ..
        }
    ));
    assert!(matches!(
        before.clone().step(one, 0).unwrap().op,
        Op::Select { case: 0, .. }
    ));
    let mut channels = vec![];
    before.select_channels(one, &mut channels);
    assert_eq!(channels.len(), 2);
}

#[test]
fn select_parks_in_all_queues_or_takes_the_default() {
    let mut asm = Asm::new();
    let code = select(&mut asm, true);
    let mut machine = program(asm, 0, &[], code);
    assert_eq!(trace(&mut machine, &[1, 1]), "1 select 2 Done; 1 store 2");
    let mut asm = Asm::new();
    let code = select(&mut asm, false);
    let sender = goroutine(&mut asm, "main.s", send(5));
    let mut machine = program(asm, 0, &[sender], code);
    let text = trace(&mut machine, &[1, 1, 2]);
    assert!(text.ends_with("1 select 2 Parked; 2 load"), "{text}");
    assert_eq!(machine.waiters().len(), 2);
    assert_eq!(
        trace(&mut machine, &[2, 1, 1]),
        "2 send With(Gid(1)); 1 store 0; 1 store 5"
    );
    assert!(machine.waiters().is_empty());
}

#[test]
fn a_select_without_a_case_waits_for_ever() {
    let mut asm = Asm::new();
    let desc = asm.select(SelectDesc {
        cases: vec![],
        default: false,
    });
    let machine = program(asm, 0, &[], vec![Instr::Select { dst: 1, desc }]);
    let (machine, _) = drive(machine, |enabled, _| enabled[0]);
    assert!(
        stderr(&machine)
            .ends_with("deadlock!\n\ngoroutine 1 [select (no cases)]:\nmain.main()\n\t?:0 +0x14\n")
    );
}
