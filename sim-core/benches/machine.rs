//! Nanoseconds per visible operation, on hand-written bytecode and without any observer.
//!
//! `cargo bench -p sim-core --bench machine`. Two goroutines take turns where nothing else is said; the figure is the best of several rounds, with the
//! event built and looked at.

#[allow(dead_code)]
#[path = "../tests/machine/asm.rs"]
mod asm;

use std::hint::black_box;
use std::time::{Duration, Instant};

use std::sync::Arc;

use asm::*;
use sim_core::bytecode::{Alu, Instr, Program, SyncOp, Wrap};
use sim_core::machine::{Config, Gid, Machine};
use sim_core::race::Detector;
use sim_core::{check, lower};

/// Steps of one round.
const STEPS: u32 = 200_000;
const ROUNDS: u32 = 15;

/// Two goroutines running the same endless body (main and another), with registers 1 and 10 holding the address of global 0.
fn twice(body: &[Instr]) -> Machine {
    let mut asm = Asm::new();
    let mut code = vec![
        Instr::GlobalAddr {
            dst: 1,
            addr: GLOBALS,
        },
        Instr::GlobalAddr {
            dst: 10,
            addr: GLOBALS,
        },
    ];
    let start = code.len() as u32;
    code.extend_from_slice(body);
    code.push(Instr::Jump { to: start });
    let other = asm.func("main.worker", 32, 0, code.clone());
    let mut main = vec![
        Instr::GlobalAddr {
            dst: 0,
            addr: closure(other),
        },
        Instr::Go { f: 0 },
    ];
    for instr in &mut code {
        if let Instr::Jump { to } = instr {
            *to += 2;
        }
    }
    main.extend(code);
    let main = asm.func("main.main", 32, 0, main);
    let mut machine = Machine::new(asm.program(main), &Config::default());
    steps(&mut machine, &[1]);
    machine
}

/// The best round's time per step.
fn measure(name: &str, machine: &Machine, mut turn: impl FnMut(&mut Machine, u32)) {
    let mut best = Duration::MAX;
    for _ in 0..ROUNDS {
        let mut machine = machine.clone();
        let start = Instant::now();
        for step in 0..STEPS {
            turn(&mut machine, step);
        }
        best = best.min(start.elapsed());
        black_box(&machine);
    }
    println!(
        "{name:40} {:8.1} ns",
        best.as_nanos() as f64 / f64::from(STEPS)
    );
}

/// Steps goroutine 1 and 2 in turn.
fn in_turn(machine: &mut Machine, step: u32) {
    let event = machine.step(Gid(1 + (step & 1)), 0);
    black_box(&event).as_ref().expect("enabled");
}

fn main() {
    let counter = [
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
    ];
    measure(
        "load/store counter, two goroutines",
        &twice(&counter),
        in_turn,
    );
    let machine = twice(&counter);
    measure("the same, one goroutine", &machine, |machine, _| {
        black_box(&machine.step(Gid(1), 0))
            .as_ref()
            .expect("enabled");
    });
    let mut enabled = vec![];
    measure(
        "the same, asking who is enabled",
        &machine,
        |machine, step| {
            machine.enabled(&mut enabled);
            let g = enabled[step as usize % enabled.len()];
            black_box(&machine.step(g, 0)).as_ref().expect("enabled");
        },
    );
    measure(
        "the same, asking what is pending",
        &machine,
        |machine, step| {
            let g = Gid(1 + (step & 1));
            black_box(machine.pending(g));
            black_box(&machine.step(g, 0)).as_ref().expect("enabled");
        },
    );
    let lock = |op| Instr::Sync {
        op,
        kind: Wrap::I64,
        base: 10,
    };
    let locked = [
        lock(SyncOp::MutexLock),
        counter[0],
        counter[1],
        counter[2],
        lock(SyncOp::MutexUnlock),
    ];
    measure(
        "mutex around a counter",
        &twice(&locked),
        |machine, step| {
            black_box(&machine.step(Gid(1 + (step >> 2 & 1)), 0))
                .as_ref()
                .expect("enabled");
        },
    );
    let atomic = [
        Instr::Int { dst: 11, value: 1 },
        Instr::GlobalAddr {
            dst: 10,
            addr: GLOBALS,
        },
        Instr::Sync {
            op: SyncOp::AtomicAdd,
            kind: Wrap::I64,
            base: 10,
        },
    ];
    measure("atomic add", &twice(&atomic), in_turn);
    let busy = [
        vec![
            Instr::AluImm {
                op: Alu::Add,
                dst: 3,
                a: 3,
                imm: 1
            };
            20
        ],
        counter.to_vec(),
    ]
    .concat();
    measure(
        "20 invisible instructions for 2 visible",
        &twice(&busy),
        in_turn,
    );
    channel();
    clones();
    programs();
    races();
}

/// The same operations without and with the race detector, in the same run: what watching costs.
fn races() {
    let cases = [
        (
            "n++ by two goroutines",
            "var n int\nfunc f() { for { n++ } }",
            1,
        ),
        (
            "n++ under a mutex",
            "import \"sync\"\nvar n int\nvar mu sync.Mutex\nfunc f() { for { mu.Lock(); n++; mu.Unlock() } }",
            4,
        ),
        (
            "reads by two goroutines",
            "var n, m int\nfunc f() { for { if n == 1 || m == 1 { return } } }",
            1,
        ),
        (
            "atomic add",
            "import \"sync/atomic\"\nvar n int64\nfunc f() { for { atomic.AddInt64(&n, 1) } }",
            1,
        ),
        (
            "m[k] = v by one of two",
            "func f() { m := map[int]int{}\n for i := 0; ; i++ { m[i & 1023] = i } }",
            1,
        ),
    ];
    for (name, declarations, turn) in cases {
        let program = compile(&format!(
            "package main\n{declarations}\nfunc main() {{ go f(); f() }}"
        ));
        let machine = started(&program);
        let who = |step: u32| Gid(1 + (step / turn) % 2);
        measure(&format!("{name}, unwatched"), &machine, |machine, step| {
            black_box(&machine.step(who(step), 0))
                .as_ref()
                .expect("enabled");
        });
        watched(&format!("{name}, race detector"), &machine, &program, who);
    }
}

/// The best round's time per step with a detector that has seen the run from its start.
fn watched(name: &str, machine: &Machine, program: &Arc<Program>, who: impl Fn(u32) -> Gid) {
    let mut at = Machine::new(program.clone(), &Config::default());
    let mut detector = Detector::new(&at);
    while at != *machine {
        let event = at.step(Gid(1), 0).expect("enabled");
        detector.observe(&at, &event);
    }
    let mut best = Duration::MAX;
    for _ in 0..ROUNDS {
        let (mut machine, mut detector) = (machine.clone(), detector.clone());
        let start = Instant::now();
        for step in 0..STEPS {
            let event = machine.step(who(step), 0).expect("enabled");
            detector.observe(&machine, &event);
        }
        best = best.min(start.elapsed());
        black_box(&detector);
    }
    println!(
        "{name:40} {:8.1} ns",
        best.as_nanos() as f64 / f64::from(STEPS)
    );
}

/// Go programs, compiled as users' are; the runtime's own accesses count as visible operations.
fn programs() {
    let counter =
        compile("package main\nvar n int\nfunc f() { for { n++ } }\nfunc main() { go f(); f() }");
    measure("Go: n++ by two goroutines", &started(&counter), in_turn);
    let locked = compile(
        "package main\nimport \"sync\"\nvar n int\nvar mu sync.Mutex\n\
         func f() { for { mu.Lock(); n++; mu.Unlock() } }\nfunc main() { go f(); f() }",
    );
    measure(
        "Go: n++ under a mutex",
        &started(&locked),
        |machine, step| {
            black_box(&machine.step(Gid(1 + (step >> 2 & 1)), 0))
                .as_ref()
                .expect("enabled");
        },
    );
    let map = compile(
        "package main\nfunc main() {\n m := map[int]int{}\n for i := 0; ; i++ { m[i & 1023] = i }\n}",
    );
    measure(
        "Go: m[k] = v, 1024 keys",
        &Machine::new(map, &Config::default()),
        |machine, _| {
            black_box(&machine.step(Gid(1), 0))
                .as_ref()
                .expect("enabled");
        },
    );
    let slice = compile(
        "package main\nfunc main() {\n s := make([]int, 1000)\n for { for i := range s { s[i] += i } }\n}",
    );
    measure(
        "Go: s[i] += i",
        &Machine::new(slice, &Config::default()),
        |machine, _| {
            black_box(&machine.step(Gid(1), 0))
                .as_ref()
                .expect("enabled");
        },
    );
}

/// A program's bytecode.
fn compile(text: &str) -> Arc<Program> {
    let checked = check::check(&[("main.go", text)], &check::Options::default());
    let (typed, sources) = checked.map_err(|(errors, _)| errors).expect("checks");
    Arc::new(lower::lower(&typed, sources, lower::Entry::Main).expect("lowers"))
}

/// The program once its second goroutine has started.
fn started(program: &Arc<Program>) -> Machine {
    let mut machine = Machine::new(program.clone(), &Config::default());
    while machine.goroutines().len() < 2 {
        machine.step(Gid(1), 0).expect("enabled");
    }
    machine
}

/// An unbuffered channel between two goroutines: park, hand over.
fn channel() {
    let mut asm = Asm::new();
    let sender = asm.func(
        "main.s",
        32,
        0,
        vec![
            Instr::GlobalAddr {
                dst: 1,
                addr: GLOBALS,
            },
            Instr::Load {
                dst: 2,
                a: 1,
                off: 0,
            },
            Instr::Send { ch: 2, src: 3 },
            Instr::Jump { to: 2 },
        ],
    );
    let main = asm.func(
        "main.main",
        32,
        0,
        vec![
            Instr::GlobalAddr {
                dst: 1,
                addr: GLOBALS,
            },
            Instr::MakeChan {
                dst: 2,
                cap: 3,
                ty: INT as u16,
            },
            Instr::Init {
                a: 1,
                off: 0,
                src: 2,
            },
            Instr::GlobalAddr {
                dst: 4,
                addr: closure(sender),
            },
            Instr::Go { f: 4 },
            Instr::Recv {
                ch: 2,
                dst: 5,
                ok: 6,
            },
            Instr::Jump { to: 5 },
        ],
    );
    let mut machine = Machine::new(asm.program(main), &Config::default());
    steps(&mut machine, &[1, 2]);
    measure("unbuffered channel, park and hand over", &machine, in_turn);
}

/// The cost of a copy.
fn clones() {
    let small = twice(&[Instr::Load {
        dst: 2,
        a: 1,
        off: 0,
    }]);
    measure("clone: 2 goroutines, 100 cells", &small, |machine, _| {
        *machine = black_box(&*machine).clone()
    });
}
