//! The same programs in shuttle and loom.
//!
//! A variable is an atomic, for loads and stores of atomics are where these tools let another thread come in. loom also explores which
//! of several stores a load may see by the memory model of C11; with `SeqCst` throughout that is as close as it comes to one memory.

use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::Duration;

use crate::weft::Explored;
use crate::workload::{Body, Workload};

/// Threads that loom can have beside the first.
pub const LOOM_THREADS_MAX: usize = 4;

/// The workload for a tool whose types are those of std under another name.
macro_rules! run {
    ($tool:ident, $bodies:expr) => {{
        use $tool::sync::atomic::{AtomicUsize, Ordering::SeqCst};
        use $tool::sync::{Arc, Mutex};
        let bodies: &[Body] = $bodies;
        let variables: Vec<Arc<AtomicUsize>> = (0..bodies.len().max(1))
            .map(|_| Arc::new(AtomicUsize::new(0)))
            .collect();
        let lock = Arc::new(Mutex::new(0_usize));
        let start = |body: &Body| {
            let body = *body;
            let index = match body {
                Body::Store(variable) => variable,
                _ => 0,
            };
            let (variable, lock) = (variables[index].clone(), lock.clone());
            $tool::thread::spawn(move || match body {
                Body::Increment(k) => {
                    for _ in 0..k {
                        let value = variable.load(SeqCst);
                        variable.store(value + 1, SeqCst);
                    }
                }
                Body::Store(_) => variable.store(1, SeqCst),
                Body::Load => {
                    variable.load(SeqCst);
                }
                Body::Locked(k) => {
                    for _ in 0..k {
                        *lock.lock().unwrap() += 1;
                    }
                }
            })
        };
        let threads: Vec<_> = bodies.iter().map(start).collect();
        for thread in threads {
            thread.join().unwrap();
        }
    }};
}

fn shuttle_config(seconds: u64) -> shuttle::Config {
    let mut config = shuttle::Config::new();
    config.max_time = Some(Duration::from_secs(seconds));
    config
}

/// All orders, by shuttle's depth-first scheduler.
pub fn shuttle_exhaust(workload: Workload, seconds: u64) -> Explored {
    let bodies = workload.bodies();
    let scheduler = shuttle::scheduler::DfsScheduler::new(None, false);
    let runner = shuttle::Runner::new(scheduler, shuttle_config(seconds));
    let begin = std::time::Instant::now();
    let executions = runner.run(move || run!(shuttle, &bodies)) as u64;
    Explored {
        executions,
        complete: begin.elapsed().as_secs() < seconds,
        steps: 0,
    }
}

/// Random orders, by shuttle.
pub fn shuttle_sample(workload: Workload, executions: u64) -> Explored {
    let bodies = workload.bodies();
    let scheduler = shuttle::scheduler::RandomScheduler::new_from_seed(1, executions as usize);
    let runner = shuttle::Runner::new(scheduler, shuttle_config(600));
    let executions = runner.run(move || run!(shuttle, &bodies)) as u64;
    Explored {
        executions,
        complete: false,
        steps: 0,
    }
}

/// All orders, by loom; `None` where it cannot have so many threads.
pub fn loom_exhaust(workload: Workload, seconds: u64) -> Option<Explored> {
    let bodies = workload.bodies();
    if bodies.len() > LOOM_THREADS_MAX {
        return None;
    }
    let mut builder = loom::model::Builder::new();
    builder.max_duration = Some(Duration::from_secs(seconds));
    // How often it looks at the clock.
    builder.checkpoint_interval = 64;
    let executions = std::sync::Arc::new(AtomicU64::new(0));
    let counter = executions.clone();
    let begin = std::time::Instant::now();
    builder.check(move || {
        counter.fetch_add(1, Relaxed);
        run!(loom, &bodies);
    });
    Some(Explored {
        executions: executions.load(Relaxed),
        complete: begin.elapsed().as_secs() < seconds,
        steps: 0,
    })
}
