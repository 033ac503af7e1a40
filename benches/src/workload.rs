//! The programs that are explored, the same for every tool: as Go text for Weft, as parameters for the others.
//!
//! Each is started and joined by its main goroutine. Shared variables are plain in Go; the other tools' smallest counterpart is an
//! atomic, whose loads and stores are their scheduling points.

/// A small concurrent program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Workload {
    /// So many goroutines, each k times: load one variable, store what it held plus one.
    Increments {
        /// Goroutines.
        goroutines: usize,
        /// Increments of each.
        k: usize,
    },
    /// So many goroutines store to one variable once.
    Writers(usize),
    /// So many goroutines load one variable that one more goroutine stores to.
    Readers(usize),
    /// So many goroutines, each k times: lock, load, store, unlock.
    Locked {
        /// Goroutines.
        goroutines: usize,
        /// Critical sections of each.
        k: usize,
    },
    /// So many goroutines store to a variable each.
    Disjoint(usize),
}

use Workload::{Disjoint, Increments, Locked, Readers, Writers};

/// What one goroutine does.
#[derive(Clone, Copy, Debug)]
pub enum Body {
    /// Loads variable 0 and stores it plus one, so many times.
    Increment(usize),
    /// Stores to a variable.
    Store(usize),
    /// Loads variable 0.
    Load,
    /// Increments variable 0 under the lock, so many times.
    Locked(usize),
}

impl Workload {
    /// All of them, in the order of the table.
    pub fn all() -> Vec<Workload> {
        let increments = [(2, 1), (2, 2), (2, 3), (2, 4), (2, 5), (3, 1), (3, 2)];
        let locked = [(2, 1), (2, 2), (2, 3), (3, 1), (3, 2), (3, 3)];
        let mut all = Vec::new();
        all.extend(increments.map(|(goroutines, k)| Increments { goroutines, k }));
        all.extend([2, 3, 4, 5, 6, 7].map(Writers));
        all.extend([2, 3, 4, 6, 8, 10].map(Readers));
        all.extend(locked.map(|(goroutines, k)| Locked { goroutines, k }));
        all.extend([2, 3, 4, 8].map(Disjoint));
        all
    }

    /// As in the table, and as one argument of the command line.
    pub fn name(&self) -> String {
        match self {
            Increments { goroutines, k } => format!("increments-{goroutines}x{k}"),
            Writers(n) => format!("writers-{n}"),
            Readers(n) => format!("readers-{n}+1"),
            Locked { goroutines, k } => format!("locked-{goroutines}x{k}"),
            Disjoint(n) => format!("disjoint-{n}"),
        }
    }

    /// The number of Mazurkiewicz traces, joins not counted, where it is known in closed form or from enumeration.
    pub fn traces(&self) -> u64 {
        let factorial = |n: usize| (1..=n as u64).product::<u64>();
        match *self {
            Increments { goroutines: 2, k } => {
                [1, 4, 34, 328, 3334, 34904].get(k).copied().unwrap_or(0)
            }
            Increments { k, .. } => [1, 36, 7134].get(k).copied().unwrap_or(0),
            Writers(n) => factorial(n),
            Readers(n) => 1 << n,
            Locked { goroutines, k } => {
                factorial(goroutines * k) / factorial(k).pow(goroutines as u32)
            }
            Disjoint(_) => 1,
        }
    }

    /// What each goroutine does.
    pub fn bodies(&self) -> Vec<Body> {
        match *self {
            Increments { goroutines, k } => vec![Body::Increment(k); goroutines],
            Writers(n) => vec![Body::Store(0); n],
            Readers(n) => {
                let mut bodies = vec![Body::Load; n];
                bodies.push(Body::Store(0));
                bodies
            }
            Locked { goroutines, k } => vec![Body::Locked(k); goroutines],
            Disjoint(n) => (0..n).map(Body::Store).collect(),
        }
    }

    /// The Go program.
    pub fn go(&self) -> String {
        let bodies = self.bodies();
        let mut text = String::from("package main\n\nimport \"sync\"\n\nvar mu sync.Mutex\n");
        for i in 0..bodies.len() {
            text.push_str(&format!("var v{i} int\n"));
        }
        text.push_str(&format!(
            "\nfunc main() {{\n\tvar wg sync.WaitGroup\n\twg.Add({})\n",
            bodies.len()
        ));
        for body in &bodies {
            text.push_str("\tgo func() {\n");
            text.push_str(&match body {
                Body::Increment(k) => "\t\tv0++\n".repeat(*k),
                Body::Store(variable) => format!("\t\tv{variable} = 1\n"),
                Body::Load => "\t\t_ = v0 + 1\n".to_string(),
                Body::Locked(k) => "\t\tmu.Lock()\n\t\tv0++\n\t\tmu.Unlock()\n".repeat(*k),
            });
            text.push_str("\t\twg.Done()\n\t}()\n");
        }
        text.push_str("\twg.Wait()\n}\n");
        text
    }
}
