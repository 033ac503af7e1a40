//! The machine's and the sampler's speed in a browser. README.md has the command; the figures are printed to the console.
#![cfg(target_arch = "wasm32")]

use benches::operations::OPERATIONS;
use benches::weft;
use benches::workload::Workload;
use sim_core::explore::Policy;
use wasm_bindgen_test::{console_log, wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// Nanoseconds, to the millisecond.
fn clock() -> f64 {
    js_sys::Date::now() * 1e6
}

#[wasm_bindgen_test]
fn sampling() {
    const SAMPLES: u64 = 200_000;
    for (goroutines, k) in [(2, 3), (3, 2)] {
        let workload = Workload::Increments { goroutines, k };
        for (name, policy, races) in [
            ("random", Policy::Random, false),
            ("random, with race detection", Policy::Random, true),
            ("PCT(3)", Policy::Pct { depth: 3 }, false),
        ] {
            let mut best = 0.0_f64;
            for _ in 0..3 {
                let mut explorer = weft::explorer(&workload.go(), policy, races);
                let begin = clock();
                let explored = weft::explore(&mut explorer, SAMPLES, &|| false);
                assert_eq!(explored.executions, SAMPLES);
                best = best.max(SAMPLES as f64 / (clock() - begin) * 1e3);
            }
            console_log!("{}, {name}: {best:.3} M/s", workload.name());
        }
    }
}

#[wasm_bindgen_test]
fn exhausting() {
    let workload = Workload::Increments {
        goroutines: 2,
        k: 4,
    };
    let mut explorer = weft::explorer(&workload.go(), Policy::Exhaustive, false);
    let begin = clock();
    let explored = weft::explore(&mut explorer, u64::MAX, &|| false);
    assert_eq!(explored.executions, workload.traces());
    console_log!("{}: {:.0} ms", workload.name(), (clock() - begin) / 1e6);
}

#[wasm_bindgen_test]
fn operations() {
    for operation in OPERATIONS {
        let cost = operation.cost(5, false, &clock);
        let each = cost.nanoseconds / cost.visible;
        console_log!(
            "{}: {:.0} ns, {each:.1} ns per visible operation",
            operation.name,
            cost.nanoseconds
        );
    }
}
