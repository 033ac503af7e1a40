//! All small programs over an alphabet of operations, as machines that are about to run their goroutines.
//!
//! One Go program holds them all. Its main chooses the operations by selects over a closed channel, which are ready in every case, so
//! the test chooses by stepping main; once main waits for ever, only the goroutines are left, and they are explored.

use std::sync::Arc;

use sim_core::bytecode::Program;
use sim_core::machine::{Config, Gid, Machine, PendingKind, Stand};
use sim_core::{check, lower};

/// Every operation of every alphabet, by name.
const OPERATIONS: &[(&str, &str)] = &[
    ("load x", "r = r*10 + x"),
    ("store x", "x = r"),
    ("load y", "r = r*10 + y"),
    ("store y", "y = r"),
    ("inc y", "y++"),
    ("section", "mu.Lock(); z = z*10 + r; mu.Unlock()"),
    ("section x", "mu.Lock(); x += 2; mu.Unlock()"),
    ("lock", "mu.Lock()"),
    ("unlock", "mu.Unlock()"),
    ("trylock", "if mu.TryLock() { r += 1000 }"),
    ("send", "ch <- r"),
    ("recv", "r = r*10 + <-ch"),
    ("close", "close(ch)"),
    ("send buf", "buf <- r"),
    ("recv buf", "r = r*10 + <-buf"),
    ("close buf", "close(buf)"),
    ("len buf", "r = r*10 + len(buf)"),
    (
        "select default",
        "select { case r = <-ch: case buf <- r: default: r = 7 }",
    ),
    (
        "select",
        "select { case r = <-buf: case v := <-ch: r = v + 1 }",
    ),
    ("select send", "select { case ch <- r: default: r = 6 }"),
    ("add", "wg.Add(1)"),
    ("done", "wg.Done()"),
    ("wait", "wg.Wait()"),
    ("read", "rw.RLock(); r = r*10 + y; rw.RUnlock()"),
    ("write", "rw.Lock(); y = r; rw.Unlock()"),
    ("atomic add", "r = r*10 + int(n.Add(1))"),
    ("cas", "if n.CompareAndSwap(0, 5) { r += 100 }"),
    ("atomic load", "r = r*10 + int(n.Load())"),
    ("once", "once.Do(set)"),
    ("spin", "for n.Load() == 0 { }"),
];

/// Operations to choose from, by name, and the WaitGroup's first count.
#[derive(Debug)]
pub struct Alphabet {
    pub operations: &'static [&'static str],
    pub count: usize,
}

/// The alphabets: one operation of each kind, loads, stores, locks, channels and waits, with either sort of channel; and all operations
/// of one object, with every misuse.
const ALPHABETS: &[(&str, Alphabet)] = &[
    (
        "basic",
        Alphabet {
            operations: &[
                "load x", "store x", "section", "send", "recv", "close", "done", "wait",
            ],
            count: 1,
        },
    ),
    (
        "buffered",
        Alphabet {
            operations: &[
                "load x",
                "store x",
                "section",
                "send buf",
                "recv buf",
                "close buf",
                "done",
                "wait",
            ],
            count: 1,
        },
    ),
    (
        "memory",
        Alphabet {
            operations: &["load x", "store x", "load y", "store y"],
            count: 0,
        },
    ),
    (
        "locks",
        Alphabet {
            operations: &["load x", "store x", "lock", "unlock"],
            count: 0,
        },
    ),
    (
        "channel",
        Alphabet {
            operations: &["store x", "send", "recv", "close"],
            count: 0,
        },
    ),
    (
        "buffer",
        Alphabet {
            operations: &["store x", "send buf", "recv buf", "close buf"],
            count: 0,
        },
    ),
    (
        "waits",
        Alphabet {
            operations: &["store x", "add", "done", "wait"],
            count: 1,
        },
    ),
    (
        "mixed",
        Alphabet {
            operations: &["store x", "section", "send", "recv", "wait"],
            count: 0,
        },
    ),
];

/// The alphabet of a name.
pub fn alphabet(name: &str) -> Option<&'static Alphabet> {
    let found = ALPHABETS.iter().find(|(other, _)| *other == name);
    found.map(|(_, alphabet)| alphabet)
}

/// Everything.
pub fn wide() -> Vec<usize> {
    (1..=OPERATIONS.len()).collect()
}

impl Alphabet {
    /// The numbers of its operations.
    pub fn numbers(&self) -> Vec<usize> {
        let number = |name: &&str| 1 + OPERATIONS.iter().position(|(n, _)| n == name).expect(name);
        self.operations.iter().map(number).collect()
    }
}

/// The operations of one goroutine, by number from 1; 0 does nothing.
pub type Body = [usize; 3];

/// All bodies of at most `length` operations of these, each once.
pub fn bodies(numbers: &[usize], length: usize) -> Vec<Body> {
    let mut all = vec![[0; 3]];
    let mut from = 0;
    for at in 0..length {
        let upto = all.len();
        for known in from..upto {
            for number in numbers {
                let mut body = all[known];
                body[at] = *number;
                all.push(body);
            }
        }
        from = upto;
    }
    all
}

/// A program without the operations that are nobody else's business, if it has such: loads and stores of a variable that only one goroutine
/// uses or nobody stores, or a critical section that has no other. The orders of the others are the same.
pub fn reduced(bodies: &[Body]) -> Option<Vec<Body>> {
    let users = |names: &[&str]| bodies.iter().filter(|body| uses(body, names)).count();
    // Operations, those of them that change something, and others that get in their way.
    let groups: [(&[&str], &[&str], &[&str]); 3] = [
        (&["load x", "store x"], &["store x"], &["section x", "once"]),
        (
            &["load y", "store y", "inc y"],
            &["store y", "inc y"],
            &["read", "write"],
        ),
        (
            &["section"],
            &["section"],
            &["section x", "lock", "unlock", "trylock"],
        ),
    ];
    let alone = groups.iter().find(|(all, changes, others)| {
        users(others) == 0 && (users(all) == 1 || users(all) > 0 && users(changes) == 0)
    });
    alone.map(|(all, ..)| bodies.iter().map(|body| without(body, all)).collect())
}

/// A body without certain operations.
fn without(body: &Body, names: &[&str]) -> Body {
    let mut left = [0; 3];
    let stays = |op: &&usize| **op > 0 && !names.contains(&OPERATIONS[**op - 1].0);
    let staying = body.iter().filter(stays);
    left.iter_mut().zip(staying).for_each(|(to, op)| *to = *op);
    left
}

fn uses(body: &Body, names: &[&str]) -> bool {
    let name = |op: &usize| op.checked_sub(1).map(|at| OPERATIONS[at].0);
    body.iter()
        .filter_map(name)
        .any(|name| names.contains(&name))
}

/// A program in words.
pub fn text(bodies: &[Body]) -> String {
    let words = |body: &Body| {
        let used = body.iter().filter(|op| **op > 0);
        let texts = used.map(|op| OPERATIONS[*op - 1].1);
        texts.collect::<Vec<_>>().join("; ")
    };
    let all: Vec<String> = bodies.iter().map(words).collect();
    all.join("  ||  ")
}

/// Whether a program has an operation of this name.
pub fn has(bodies: &[Body], name: &str) -> bool {
    bodies.iter().any(|body| uses(body, &[name]))
}

/// A goroutine looks up what it is to do before its first operation, so that little has to be executed between one and the next.
fn source(numbers: &[usize]) -> String {
    let (mut functions, mut cases) = (String::new(), String::new());
    for (number, (_, operation)) in (1..).zip(OPERATIONS) {
        if numbers.contains(&number) {
            functions.push_str(&format!(
                "func op{number}(r int) int {{\n\t{operation}\n\treturn r\n}}\n\n"
            ));
            cases.push_str(&format!("\tcase {number}:\n\t\treturn op{number}\n"));
        }
    }
    let picks: String = (0..=OPERATIONS.len())
        .map(|number| format!("\tcase <-c:\n\t\treturn {number}\n"))
        .collect();
    format!(
        "package main\n\nimport (\n\t\"sync\"\n\t\"sync/atomic\"\n)\n\nvar x, y, z int\nvar res [3]int\nvar n atomic.Int32\nvar mu sync.Mutex\nvar rw sync.RWMutex\n\
         var wg sync.WaitGroup\nvar once sync.Once\nvar ch = make(chan int)\nvar buf = make(chan int, 1)\n\n\
         func set() {{ x = 9 }}\n\n{functions}func nothing(r int) int {{ return r }}\n\n\
         func op(n int) func(int) int {{\n\tswitch n {{\n{cases}\t}}\n\treturn nothing\n}}\n\n\
         func run(g, a, b, c int) {{\n\tfirst, second, third := op(a), op(b), op(c)\n\tres[g] = third(second(first(g + 1)))\n}}\n\n\
         func pick(c chan int) int {{\n\tselect {{\n{picks}\t}}\n}}\n\n\
         func main() {{\n\tc := make(chan int)\n\tclose(c)\n\twg.Add(pick(c))\n\tfor g := range pick(c) {{\n\t\ta, b, c := pick(c), pick(c), pick(c)\n\t\tgo run(g, a, b, c)\n\t}}\n\tselect {{}}\n}}\n"
    )
}

fn program(numbers: &[usize]) -> Arc<Program> {
    let text = source(numbers);
    let checked = check::check(&[("main.go", &text)], &check::Options::default());
    let (typed, sources) =
        checked.unwrap_or_else(|(errors, sources)| panic!("{}\n{text}", errors.render(&sources)));
    Arc::new(lower::lower(&typed, sources, lower::Entry::Main).expect("lowers"))
}

/// The program of all programs over some operations, before main has chosen.
pub fn machine(numbers: &[usize]) -> Machine {
    Machine::new(program(numbers), &Config::default())
}

/// The machine in which main has started goroutines with these operations and waits for ever.
pub fn start(machine: &Machine, count: usize, bodies: &[Body]) -> Machine {
    let mut machine = machine.clone();
    let mut picks = vec![count, bodies.len()];
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
