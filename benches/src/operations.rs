//! What operations cost on Weft's machine: nanoseconds per visible operation, alone and under the race detector, and per operation on
//! maps and slices, which run as Go programs of many visible operations.

use sim_core::machine::{Config, Gid, Machine, Status};
use sim_core::race::Detector;

use crate::weft::compile;

/// A Go program whose loop does so many operations of one kind.
#[derive(Clone, Copy, Debug)]
pub struct Operation {
    /// What one operation is.
    pub name: &'static str,
    /// Statements before the loop.
    before: &'static str,
    /// The loop's body; `i` counts.
    body: &'static str,
}

/// What is measured.
pub const OPERATIONS: [Operation; 9] = [
    Operation {
        name: "x++ (load, store)",
        before: "",
        body: "x++",
    },
    Operation {
        name: "mu.Lock(); x++; mu.Unlock()",
        before: "",
        body: "mu.Lock(); x++; mu.Unlock()",
    },
    Operation {
        name: "m[k] = v, key present, 1024 keys",
        before: "for i := 0; i < 1024; i++ { m[i] = i }",
        body: "m[i & 1023] = i",
    },
    Operation {
        name: "v = m[k], key present, 1024 keys",
        before: "for i := 0; i < 1024; i++ { m[i] = i }",
        body: "x = m[i & 1023]",
    },
    Operation {
        name: "v = m[k], key absent, 1024 keys",
        before: "for i := 0; i < 1024; i++ { m[i] = i }",
        body: "x = m[i + 5000]",
    },
    Operation {
        name: "m[k] = v, new key, growing",
        before: "",
        body: "m[i] = i",
    },
    Operation {
        name: "delete(m, k) and m[k] = v",
        before: "for i := 0; i < 1024; i++ { m[i] = i }",
        body: "delete(m, i & 1023); m[i & 1023] = i",
    },
    Operation {
        name: "s[i] += i",
        before: "s = make([]int, 1024)",
        body: "s[i & 1023] += i",
    },
    Operation {
        name: "s = append(s, i)",
        before: "",
        body: "s = append(s, i)",
    },
];

/// What a run of an operation's program came to.
#[derive(Clone, Copy, Debug)]
pub struct Cost {
    /// Visible operations per operation.
    pub visible: f64,
    /// Nanoseconds per operation.
    pub nanoseconds: f64,
}

impl Operation {
    fn program(&self, count: u64) -> String {
        format!(
            "package main\n\nimport \"sync\"\n\nvar x int\nvar mu sync.Mutex\nvar s []int\n\nfunc main() {{\n\tm := map[int]int{{}}\n\t_ = m\n\t{}\n\t\
             for i := 0; i < {count}; i++ {{\n\t\t{}\n\t}}\n}}\n",
            self.before, self.body
        )
    }

    /// The cost of one of `count` operations in a row, the best of so many rounds; `clock` gives nanoseconds. On a busy machine a short
    /// row is more likely to be made undisturbed.
    pub fn cost(&self, count: u64, rounds: u32, races: bool, clock: &dyn Fn() -> f64) -> Cost {
        let (empty, full) = (self.program(0), self.program(count));
        let (before, _) = best(&empty, rounds, races, clock);
        let (all, nanoseconds) = best(&full, rounds, races, clock);
        let (_, start) = best(&empty, rounds, races, clock);
        Cost {
            visible: (all - before) as f64 / count as f64,
            nanoseconds: (nanoseconds - start) / count as f64,
        }
    }
}

/// Runs a program to its end: transitions, and the nanoseconds of the quickest run.
fn best(text: &str, rounds: u32, races: bool, clock: &dyn Fn() -> f64) -> (u64, f64) {
    let start = Machine::new(compile(text), &Config::default());
    let mut machine = start.clone();
    let (mut steps, mut least) = (0, f64::MAX);
    for _ in 0..rounds {
        machine.clone_from(&start);
        let mut detector = Detector::new(&machine);
        let begin = clock();
        steps = if races {
            run(&mut machine, |machine, event| {
                detector.observe(machine, &event);
            })
        } else {
            run(&mut machine, |_, event| {
                std::hint::black_box(event);
            })
        };
        least = least.min(clock() - begin);
    }
    (steps, least)
}

/// Steps the first goroutine to the end.
fn run(machine: &mut Machine, mut see: impl FnMut(&Machine, sim_core::machine::Event)) -> u64 {
    let mut steps = 0;
    while matches!(machine.status(), Status::Running) {
        let Ok(event) = machine.step(Gid(1), 0) else {
            break;
        };
        see(machine, event);
        steps += 1;
    }
    steps
}
