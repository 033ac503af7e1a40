//! The machine's and the sampler's speed in a browser. README.md has the command; the figures are printed to the console.
#![cfg(target_arch = "wasm32")]

use benches::operations::OPERATIONS;
use benches::weft;
use benches::workload::Workload;
use sim_core::explore::Policy;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::{console_log, wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// Nanoseconds, to a tenth of a millisecond or so: the page's `performance.now()`.
fn clock() -> f64 {
    let get = |object: &JsValue, name: &str| js_sys::Reflect::get(object, &name.into());
    let performance = get(&js_sys::global(), "performance").expect("a page has it");
    let now = get(&performance, "now").expect("a method");
    let now: js_sys::Function = now.into();
    let milliseconds = now.call0(&performance).expect("a number").as_f64();
    milliseconds.unwrap_or(0.0) * 1e6
}

#[wasm_bindgen_test]
fn sampling() {
    const SLICES: u32 = 300;
    const SLICE: u64 = 2_000;
    for (goroutines, k) in [(2, 3), (3, 2)] {
        let workload = Workload::Increments { goroutines, k };
        for (name, policy, races) in [
            ("random", Policy::Random, false),
            ("random, with race detection", Policy::Random, true),
            ("PCT(3)", Policy::Pct { depth: 3 }, false),
        ] {
            let mut explorer = weft::explorer(weft::compile(&workload.go()), policy, races);
            // The quickest slice is one that nothing else came into.
            let mut best = f64::MAX;
            for _ in 0..SLICES {
                let begin = clock();
                explorer.advance(SLICE);
                best = best.min(clock() - begin);
            }
            assert_eq!(explorer.census().executions, u64::from(SLICES) * SLICE);
            let rate = SLICE as f64 / best * 1e3;
            console_log!("{}, {name}: {rate:.3} M/s", workload.name());
        }
    }
}

#[wasm_bindgen_test]
fn exhausting() {
    let workload = Workload::Increments {
        goroutines: 2,
        k: 4,
    };
    let mut explorer = weft::explorer(weft::compile(&workload.go()), Policy::Exhaustive, false);
    let begin = clock();
    let explored = weft::explore(&mut explorer, u64::MAX, &|| false);
    assert_eq!(explored.executions, workload.traces());
    console_log!("{}: {:.0} ms", workload.name(), (clock() - begin) / 1e6);
}

#[wasm_bindgen_test]
fn operations() {
    for operation in OPERATIONS {
        let cost = operation.cost(20_000, 10, false, &clock);
        let each = cost.nanoseconds / cost.visible;
        console_log!(
            "{}: {:.0} ns, {each:.1} ns per visible operation",
            operation.name,
            cost.nanoseconds
        );
    }
}
