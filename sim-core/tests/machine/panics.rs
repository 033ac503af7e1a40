//! Defer, panic, recover, Goexit.
//!
//! Each program writes letters to standard output, so that the order of what ran is the snapshot.

use expect_test::expect;
use sim_core::bytecode::{Instr, SyncOp, Wrap};

use crate::asm::*;

/// Writes a string constant to standard output.
fn say(asm: &mut Asm, text: &str) -> Vec<Instr> {
    let index = asm.str(text);
    vec![
        Instr::Int { dst: 20, value: 1 },
        Instr::Str { dst: 21, index },
        Instr::Sync {
            op: SyncOp::Write,
            kind: Wrap::I64,
            base: 20,
        },
    ]
}

/// `panic(text)`.
fn panic(asm: &mut Asm, text: &str) -> Vec<Instr> {
    let index = asm.str(text);
    vec![
        Instr::Str { dst: 22, index },
        Instr::MakeIface {
            dst: 24,
            src: 22,
            ty: STRING as u16,
        },
        Instr::Panic { a: 24 },
    ]
}

/// `defer f()`.
fn defer(func: u32) -> Vec<Instr> {
    vec![
        Instr::GlobalAddr {
            dst: 26,
            addr: closure(func),
        },
        Instr::Defer { f: 26 },
    ]
}

/// recover(), and if there was something: say it (it must be a string).
fn recover_and_say(asm: &mut Asm) -> Vec<Instr> {
    let nothing = asm.str("-");
    vec![
        Instr::Int { dst: 20, value: 1 },
        Instr::Str {
            dst: 21,
            index: nothing,
        },
        Instr::Recover { dst: 28 },
        Instr::IsType {
            dst: 27,
            a: 28,
            ty: STRING as u16,
        },
        Instr::JumpIfNot { cond: 27, to: 6 },
        Instr::Unbox {
            dst: 21,
            a: 28,
            ty: STRING as u16,
        },
        Instr::Sync {
            op: SyncOp::Write,
            kind: Wrap::I64,
            base: 20,
        },
    ]
}

/// A function of 32 registers, ending in the epilogue that runs its deferred calls.
fn func(asm: &mut Asm, name: &str, body: &[Vec<Instr>]) -> u32 {
    let mut code = body.concat();
    let epilogue = code.len() as u32;
    code.extend([Instr::RunDefers, RET]);
    let func = asm.func(name, 32, 0, code);
    asm.change(func, |function| function.epilogue = epilogue);
    func
}

fn call(func: u32) -> Vec<Instr> {
    vec![Instr::Call { func, base: 31 }]
}

/// Runs main; standard output, then standard error up to the trace of frames.
fn outcome(asm: Asm, main: u32) -> String {
    let (machine, _) = run(&asm.program(main));
    let error = stderr(&machine);
    format!(
        "{} | {}",
        stdout(&machine),
        error.split("\n\n").next().unwrap()
    )
}

#[test]
fn deferred_calls_run_last_first() {
    let mut asm = Asm::new();
    let (a, b, c) = (say(&mut asm, "a"), say(&mut asm, "b"), say(&mut asm, "c"));
    let (a, b) = (
        func(&mut asm, "main.a", &[a]),
        func(&mut asm, "main.b", &[b]),
    );
    let main = func(&mut asm, "main.main", &[defer(a), defer(b), c]);
    expect!["cba | "].assert_eq(&outcome(asm, main));
}

#[test]
fn a_recovered_panic_returns_from_the_deferring_function() {
    let mut asm = Asm::new();
    let (recover, after, boom) = (
        recover_and_say(&mut asm),
        say(&mut asm, "!"),
        panic(&mut asm, "boom"),
    );
    let recover = func(&mut asm, "main.f.func1", &[recover]);
    let never = say(&mut asm, "never");
    let deeper = func(&mut asm, "main.g", &[boom, never.clone()]);
    let f = func(&mut asm, "main.f", &[defer(recover), call(deeper), never]);
    let main = func(&mut asm, "main.main", &[call(f), after]);
    expect!["boom! | "].assert_eq(&outcome(asm, main));
}

#[test]
fn recover_works_only_where_the_panic_called() {
    // Called by a function that the deferred one calls, or in a deferred call of that one: not recovered.
    for deferred_deeper in [false, true] {
        let mut asm = Asm::new();
        let (recover, boom) = (recover_and_say(&mut asm), panic(&mut asm, "boom"));
        let inner = func(&mut asm, "main.inner", &[recover]);
        let body = if deferred_deeper {
            defer(inner)
        } else {
            call(inner)
        };
        let outer = func(&mut asm, "main.outer", &[body]);
        let main = func(&mut asm, "main.main", &[defer(outer), boom]);
        assert_eq!(outcome(asm, main), "- | panic: boom");
    }
}

#[test]
fn wrappers_are_transparent_to_recover() {
    let mut asm = Asm::new();
    let (recover, boom) = (recover_and_say(&mut asm), panic(&mut asm, "boom"));
    let inner = func(&mut asm, "main.(*T).Close", &[recover]);
    let thunk = func(&mut asm, "main.main.deferwrap1", &[call(inner)]);
    asm.change(thunk, |function| function.wrapper = true);
    let main = func(&mut asm, "main.main", &[defer(thunk), boom]);
    expect!["boom | "].assert_eq(&outcome(asm, main));
}

#[test]
fn defer_recover_itself_does_not_recover() {
    let mut asm = Asm::new();
    let (recover, boom) = (recover_and_say(&mut asm), panic(&mut asm, "boom"));
    let thunk = func(&mut asm, "main.main.deferwrap1", &[recover]);
    asm.change(thunk, |function| function.wrapper = true);
    let main = func(&mut asm, "main.main", &[defer(thunk), boom]);
    expect!["- | panic: boom"].assert_eq(&outcome(asm, main));
}

#[test]
fn nested_panics_are_printed_oldest_first() {
    let mut asm = Asm::new();
    let (first, second) = (panic(&mut asm, "first"), panic(&mut asm, "sec\nond"));
    let deferred = func(&mut asm, "main.main.func1", &[second]);
    let main = func(&mut asm, "main.main", &[defer(deferred), first]);
    expect!["panic: first\n\tpanic: sec\n\tond"]
        .assert_eq(outcome(asm, main).trim_start_matches(" | "));
}

#[test]
fn a_recovered_panic_that_panics_again_is_marked() {
    let mut asm = Asm::new();
    let first = panic(&mut asm, "first");
    let again = vec![Instr::Recover { dst: 0 }, Instr::Panic { a: 0 }];
    let deferred = func(&mut asm, "main.main.func1", &[again]);
    let main = func(&mut asm, "main.main", &[defer(deferred), first]);
    let program = asm.program(main);
    let (machine, _) = run(&program);
    expect![[r#"
        panic: first [recovered]
        	panic: first

        goroutine 1 [running]:
        main.main.func1()
        	?:0 +0x8
        panic(...)
        	runtime/panic.go:785 +0x132
        main.main()
        	?:0 +0x14
    "#]]
    .assert_eq(&stderr(&machine));
    let mut newer = (*program).clone();
    newer.go_minor = 27;
    let (machine, _) = run(&newer.into());
    assert!(stderr(&machine).starts_with("panic: first [recovered, repanicked]\n\ngoroutine 1"));
}

#[test]
fn a_panic_in_a_deferred_call_replaces_the_first_and_both_are_over_when_recovered() {
    let mut asm = Asm::new();
    let (first, second) = (panic(&mut asm, "first"), panic(&mut asm, "second"));
    let (recover, after) = (recover_and_say(&mut asm), say(&mut asm, "."));
    let again = recover_and_say(&mut asm);
    let recover = func(&mut asm, "main.f.func1", &[recover]);
    let raise = func(&mut asm, "main.f.func2", &[second]);
    let f = func(&mut asm, "main.f", &[defer(recover), defer(raise), first]);
    // main's own recover finds nothing left.
    let last = func(&mut asm, "main.main.func1", &[again]);
    let main = func(&mut asm, "main.main", &[defer(last), call(f), after]);
    expect!["second.- | "].assert_eq(&outcome(asm, main));
}

#[test]
fn a_panic_recovered_inside_a_deferred_call_leaves_the_outer_one() {
    let mut asm = Asm::new();
    let (outer, inner) = (panic(&mut asm, "outer"), panic(&mut asm, "inner"));
    let recover = recover_and_say(&mut asm);
    let recover = func(&mut asm, "main.g.func1", &[recover]);
    let g = func(&mut asm, "main.g", &[defer(recover), inner]);
    let (b, a) = (say(&mut asm, "b"), say(&mut asm, "a"));
    let deferred = func(&mut asm, "main.main.func1", &[b, call(g), a]);
    let main = func(&mut asm, "main.main", &[defer(deferred), outer]);
    expect!["binnera | panic: outer"].assert_eq(&outcome(asm, main));
}

#[test]
fn run_time_errors_are_error_values() {
    let mut asm = Asm::new();
    let divide = vec![
        Instr::Zero { dst: 0, n: 2 },
        Instr::Alu {
            op: sim_core::bytecode::Alu::DivS,
            dst: 0,
            a: 0,
            b: 1,
        },
    ];
    // recover().(error).Error(), written.
    let say_error = vec![
        Instr::Recover { dst: 0 },
        Instr::Implements {
            dst: 2,
            a: 0,
            ty: ERROR as u16,
        },
        Instr::JumpIfNot { cond: 2, to: 8 },
        Instr::CallMethod {
            recv: 0,
            method: 0,
            base: 4,
        },
        Instr::Int { dst: 10, value: 1 },
        Instr::MoveN {
            dst: 11,
            src: 4,
            n: 2,
        },
        Instr::Sync {
            op: SyncOp::Write,
            kind: Wrap::I64,
            base: 10,
        },
    ];
    let deferred = func(&mut asm, "main.main.func1", &[say_error]);
    let main = func(&mut asm, "main.main", &[defer(deferred), divide]);
    expect!["runtime error: integer divide by zero | "].assert_eq(&outcome(asm, main));
}

#[test]
fn values_are_printed_as_the_runtime_does() {
    let shown = |code: Vec<Instr>, ty: u32| {
        let mut code = code;
        code.extend([
            Instr::MakeIface {
                dst: 4,
                src: 0,
                ty: ty as u16,
            },
            Instr::Panic { a: 4 },
        ]);
        dies(Asm::new(), code).trim_end().to_string()
    };
    assert_eq!(
        shown(vec![Instr::Int { dst: 0, value: -42 }], INT),
        "panic: -42"
    );
    let mut asm = Asm::new();
    let half = asm.word(1.5f64.to_bits());
    let float = vec![
        Instr::Word {
            dst: 0,
            index: half,
        },
        Instr::MakeIface {
            dst: 4,
            src: 0,
            ty: FLOAT as u16,
        },
        Instr::Panic { a: 4 },
    ];
    assert_eq!(dies(asm, float).trim_end(), "panic: +1.500000e+000");
    assert!(
        shown(vec![Instr::Zero { dst: 0, n: 2 }], PAIR).starts_with("panic: (main.T) 0xc00000")
    );
    let nil = vec![Instr::Zero { dst: 0, n: 2 }, Instr::Panic { a: 0 }];
    assert_eq!(
        dies(Asm::new(), nil).trim_end(),
        "panic: panic called with nil argument"
    );
}

#[test]
fn goexit_runs_deferred_calls_and_no_recover_stops_it() {
    let mut asm = Asm::new();
    let recover = recover_and_say(&mut asm);
    let recover = func(&mut asm, "main.main.func1", &[recover]);
    let exit = vec![Instr::Sync {
        op: SyncOp::Goexit,
        kind: Wrap::I64,
        base: 0,
    }];
    let never = say(&mut asm, "never");
    let f = func(&mut asm, "main.f", &[defer(recover), exit, never]);
    let again = say(&mut asm, "again");
    let deferred = func(&mut asm, "main.main.func2", &[again]);
    let main = func(&mut asm, "main.main", &[defer(deferred), call(f)]);
    expect!["-again | fatal error: no goroutines (main called runtime.Goexit) - deadlock!\n"]
        .assert_eq(&outcome(asm, main));
}

#[test]
fn a_panic_during_goexit_that_is_recovered_goes_on_exiting() {
    let mut asm = Asm::new();
    let boom = panic(&mut asm, "boom");
    let recover = recover_and_say(&mut asm);
    let recover = func(&mut asm, "main.main.func1", &[recover]);
    let boom = func(&mut asm, "main.main.func2", &[boom]);
    let exit = vec![Instr::Sync {
        op: SyncOp::Goexit,
        kind: Wrap::I64,
        base: 0,
    }];
    let never = say(&mut asm, "never");
    let f = func(
        &mut asm,
        "main.f",
        &[defer(recover), defer(boom), exit, never.clone()],
    );
    let main = func(&mut asm, "main.main", &[call(f), never]);
    expect!["boom | fatal error: no goroutines (main called runtime.Goexit) - deadlock!\n"]
        .assert_eq(&outcome(asm, main));
}

#[test]
fn a_value_that_panics_while_it_is_printed_is_fatal() {
    let mut asm = Asm::new();
    let inner = panic(&mut asm, "inner");
    let method = func(&mut asm, "main.E.Error", &[inner]);
    let value = vec![
        Instr::Zero { dst: 0, n: 2 },
        Instr::MakeIface {
            dst: 4,
            src: 0,
            ty: PLAIN_ERROR as u16,
        },
        Instr::Panic { a: 4 },
    ];
    let main = func(&mut asm, "main.main", &[value]);
    let mut program = (*asm.program(main)).clone();
    program.rtypes[PLAIN_ERROR as usize].methods[0].func = method;
    let (machine, _) = run(&program.into());
    assert!(
        stderr(&machine)
            .starts_with("fatal error: panic while printing panic value: inner\n\ngoroutine 1")
    );
}
