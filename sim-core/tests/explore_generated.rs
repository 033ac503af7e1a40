//! The explorer against plain enumeration on all small programs: up to three goroutines of up to three operations each.
//!
//! One Go program holds them all. Its main chooses the operations by selects over a closed channel, which are ready in every case, so
//! the test chooses by stepping main; once main waits for ever, only the goroutines are left, and they are explored. Plain enumeration
//! executes every order; the trace of each is computed from its footprints alone (`explore/canon.rs`). The explorer must find exactly
//! the same traces, each once, and equivalent executions must end in the same state.
//!
//! `WEFT_GENERATED=all cargo test … --test explore_generated` checks every program of two goroutines with three operations each and of
//! three goroutines with two each as well, which takes long.

use std::collections::BTreeMap;
use std::sync::Arc;

use sim_core::bytecode::Program;
use sim_core::explore::{Division, Explorer, Options, Trace};
use sim_core::machine::{Config, Gid, Machine, PendingKind, Stand};
use sim_core::{check, lower};

/// What the goroutines can do; number 0 does nothing.
const OPERATIONS: &[&str] = &[
    "r = r*10 + x",
    "x = r",
    "y++",
    "mu.Lock(); x += 2; mu.Unlock()",
    "mu.Lock()",
    "ch <- r",
    "r = r*10 + <-ch",
    "buf <- r",
    "r = r*10 + <-buf",
    "close(buf)",
    "select { case r = <-ch: case buf <- r: default: r = 7 }",
    "select { case r = <-buf: case v := <-ch: r = v + 1 }",
    "wg.Add(1)",
    "wg.Done()",
    "wg.Wait()",
    "rw.RLock(); r = r*10 + y; rw.RUnlock()",
    "rw.Lock(); y = r; rw.Unlock()",
    "r = r*10 + int(n.Add(1))",
    "if n.CompareAndSwap(0, 5) { r += 100 }",
    "r = r*10 + int(n.Load())",
    "once.Do(set)",
    "if mu.TryLock() { r += 1000 }",
    "r = r*10 + len(buf)",
    "for n.Load() == 0 { }",
];

fn source() -> String {
    let mut cases = String::new();
    for (number, operation) in OPERATIONS.iter().enumerate() {
        cases.push_str(&format!("\tcase {}:\n\t\t{operation}\n", number + 1));
    }
    let picks: String = (0..=OPERATIONS.len())
        .map(|number| format!("\tcase <-c:\n\t\treturn {number}\n"))
        .collect();
    format!(
        "package main\n\nimport (\n\t\"sync\"\n\t\"sync/atomic\"\n)\n\nvar x, y int\nvar res [3]int\nvar n atomic.Int32\nvar mu sync.Mutex\nvar rw sync.RWMutex\n\
         var wg sync.WaitGroup\nvar once sync.Once\nvar ch = make(chan int)\nvar buf = make(chan int, 1)\n\n\
         func set() {{ x = 9 }}\n\nfunc pick(c chan int) int {{\n\tselect {{\n{picks}\t}}\n}}\n\n\
         func do(op, r int) int {{\n\tswitch op {{\n{cases}\t}}\n\treturn r\n}}\n\n\
         func run(g, a, b, c int) {{\n\tres[g] = do(c, do(b, do(a, g+1)))\n}}\n\n\
         func main() {{\n\tc := make(chan int)\n\tclose(c)\n\tfor g := range pick(c) {{\n\t\ta, b, c := pick(c), pick(c), pick(c)\n\t\tgo run(g, a, b, c)\n\t}}\n\tselect {{}}\n}}\n"
    )
}

fn program() -> Arc<Program> {
    let text = source();
    let checked = check::check(&[("main.go", &text)], &check::Options::default());
    let (typed, sources) =
        checked.unwrap_or_else(|(errors, sources)| panic!("{}\n{text}", errors.render(&sources)));
    Arc::new(lower::lower(&typed, sources, lower::Entry::Main).expect("lowers"))
}

/// The operations of each goroutine.
type Bodies = Vec<[usize; 3]>;

/// The machine in which main has started goroutines with these operations and waits for ever.
fn start(machine: &Machine, bodies: &Bodies) -> Machine {
    let mut machine = machine.clone();
    let mut picks = vec![bodies.len()];
    picks.extend(bodies.iter().flatten());
    let mut picks = picks.into_iter();
    while machine.goroutine(Gid(1)).expect("main").stand != Stand::Forever {
        let pending = machine.pending(Gid(1)).expect("main goes on");
        let alt = match pending.op.kind {
            PendingKind::Select if pending.alternatives > 1 => picks.next().expect("a pick"),
            _ => 0,
        };
        machine.step(Gid(1), alt as u64).expect("main steps");
    }
    machine
}

/// What is compared at the end of an execution: the program's variables, its end, and where the goroutines stand.
fn observe(machine: &Machine) -> String {
    let program = machine.program();
    let image = machine.heap().words(1, program.image.len() as u64 - 1);
    let globals = program.globals.iter().filter(|global| !global.prelude);
    let values: Vec<(&str, Option<&[u64]>)> = globals
        .map(|global| {
            let words = machine
                .object_at(u64::from(global.addr))
                .map_or(0, |object| object.words);
            let at = global.addr as usize - 1;
            let words = image.and_then(|image| image.get(at..at + words as usize));
            (global.name.as_str(), words)
        })
        .collect();
    let stands: Vec<Stand> = machine.goroutines().iter().map(|g| g.stand).collect();
    format!("{:?} {values:?} {stands:?}", machine.status())
}

const ENUMERATED_MAX: usize = 3_000;

/// Traces of a program with the state each ends in, by plain enumeration; `None` when there are too many executions.
fn enumerate(machine: &Machine, name: &str) -> Option<BTreeMap<Trace, String>> {
    let options = Options {
        reduce: false,
        races: false,
        steps_max: 200,
        ..Options::default()
    };
    let mut all = Explorer::new(machine.clone(), options);
    let mut traces: BTreeMap<Trace, String> = BTreeMap::new();
    let mut executions = 0;
    while let Some(execution) = all.next_execution() {
        executions += 1;
        if executions > ENUMERATED_MAX {
            return None;
        }
        let end = observe(execution.machine);
        let before = traces.entry(execution.trace).or_insert_with(|| end.clone());
        assert_eq!(*before, end, "equivalent executions end alike: {name}");
    }
    Some(traces)
}

/// Checks one program; whether it was small enough.
fn compare(machine: &Machine, bodies: &Bodies) -> bool {
    let words = |body: &[usize; 3]| {
        let used = body.iter().filter(|op| **op > 0);
        let texts = used.map(|op| OPERATIONS[*op - 1]);
        texts.collect::<Vec<_>>().join("; ")
    };
    let name: String = bodies.iter().map(|body| words(body) + " || ").collect();
    let machine = start(machine, bodies);
    let Some(expected) = enumerate(&machine, &name) else {
        if std::env::var("WEFT_SKIPPED").is_ok() {
            println!("too many executions to enumerate: {name}");
        }
        return false;
    };
    let (few, many) = ((3, 1, 1), (40, 2, 3));
    for division in [None, Some(few), Some(many)] {
        explore(&machine, division, &expected, &name);
    }
    true
}

/// Explores all orders, divided as given (pieces, executions of the first round, of a share), and compares with what is expected.
fn explore(
    machine: &Machine,
    division: Option<(usize, u64, u64)>,
    expected: &BTreeMap<Trace, String>,
    name: &str,
) {
    let options = Options {
        races: false,
        steps_max: 200,
        ..Options::default()
    };
    let division = division.map_or(Division::default(), |(pieces, first, share)| Division {
        pieces,
        first,
        share,
    });
    let mut explorer = Explorer::divided(machine.clone(), options, division);
    let mut found: BTreeMap<Trace, String> = BTreeMap::new();
    let mut executions = 0;
    while let Some(execution) = explorer.next_execution() {
        executions += 1;
        assert!(executions <= ENUMERATED_MAX, "too many executions: {name}");
        let end = observe(execution.machine);
        assert!(
            found.insert(execution.trace, end).is_none(),
            "a trace is explored twice: {name} {division:?}"
        );
    }
    let ends = |traces: &BTreeMap<Trace, String>| -> std::collections::BTreeSet<String> {
        traces.values().cloned().collect()
    };
    assert_eq!(ends(&found), ends(expected), "outcomes: {name}");
    assert_eq!(found.len(), expected.len(), "traces: {name} {division:?}");
    assert!(found == *expected, "other traces: {name}");
    assert_eq!(explorer.census().redundant, 0, "{name} {division:?}");
}

/// All bodies of at most `length` operations (trailing zeros), each once.
fn bodies(length: usize) -> Vec<[usize; 3]> {
    let mut all = Vec::new();
    let n = OPERATIONS.len();
    for code in 0..(n + 1).pow(length as u32) {
        let mut body = [0; 3];
        let mut rest = code;
        for slot in body.iter_mut().take(length) {
            *slot = rest % (n + 1);
            rest /= n + 1;
        }
        // A shorter body is written with its zeros at the end.
        let used = body.iter().filter(|op| **op > 0).count();
        if body.iter().take(used).all(|op| *op > 0) {
            all.push(body);
        }
    }
    all
}

/// Every program of goroutines with such bodies; the order of goroutines does not matter.
fn check_all(machine: &Machine, goroutines: usize, length: usize) -> usize {
    let all = bodies(length);
    let mut chosen = vec![0usize; goroutines];
    let mut checked = 0;
    loop {
        let program: Bodies = chosen.iter().map(|at| all[*at]).collect();
        checked += usize::from(compare(machine, &program));
        let Some(at) = chosen.iter().rposition(|at| at + 1 < all.len()) else {
            return checked;
        };
        let next = chosen[at] + 1;
        chosen[at..].fill(next);
    }
}

/// A sample of the programs of goroutines with bodies of this length.
fn check_sample(machine: &Machine, goroutines: usize, length: usize, count: usize) -> usize {
    let mut state = (goroutines * 10 + length) as u64;
    let mut pick = || {
        state = state
            .wrapping_mul(6364136223846793005)
            .wrapping_add(1442695040888963407);
        1 + (state >> 33) as usize % OPERATIONS.len()
    };
    let mut checked = 0;
    for _ in 0..count {
        let mut program: Bodies = vec![[0; 3]; goroutines];
        for body in &mut program {
            for slot in body.iter_mut().take(length) {
                *slot = pick();
            }
        }
        checked += usize::from(compare(machine, &program));
    }
    checked
}

fn machine() -> Machine {
    Machine::new(program(), &Config::default())
}

#[test]
fn two_goroutines_of_two_operations() {
    assert!(check_all(&machine(), 2, 1) > 250);
    assert!(check_sample(&machine(), 2, 2, 1000) > 800);
}

#[test]
fn three_goroutines_of_one_operation() {
    assert!(check_sample(&machine(), 3, 1, 400) > 200);
}

#[test]
fn larger_ones_sampled() {
    assert!(check_sample(&machine(), 2, 3, 100) > 20);
    assert!(check_sample(&machine(), 3, 2, 40) > 0);
}

#[test]
fn all_of_them() {
    if std::env::var("WEFT_GENERATED").is_err() {
        return;
    }
    let machine = machine();
    println!("2 x 2: {}", check_all(&machine, 2, 2));
    println!("2 x 3: {}", check_all(&machine, 2, 3));
    println!("3 x 2: {}", check_all(&machine, 3, 2));
}
