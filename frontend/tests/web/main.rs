//! What must come out equal here and there: these tests run natively and, as WebAssembly, in headless Chromium.
//!
//! `cargo xtask test --only wasm` runs the native side first and hands its fingerprints to the WebAssembly build, which compares
//! its own with them. So the comparison is always between two builds of the same sources, and no recorded value can go stale.

use frontend::view_model::scenes::{SCENES, Scene};
use sim_core::session::Session;
use sim_core::session::api::{Command, FileText, Options, Policy, Reply};

#[cfg(target_arch = "wasm32")]
wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);

/// Random runs of each program; each ends or is cut off after so many transitions.
const SEEDS: u64 = 8;
const TRANSITIONS_MAX: u64 = 3_000;

/// All that a run shows, in one number: the hash of its events, its schedule, what it printed, how it ended.
fn fingerprint(scene: &Scene, text: &str, seed: u64) -> u64 {
    let options = Options {
        policy: Policy::Random,
        seed,
        ..scene.options()
    };
    let mut session = match Session::open(&FileText::main(text), &options) {
        Ok(session) => session,
        Err(error) => panic!("{}: {error}", scene.id),
    };
    session.command(Command::End);
    let mut made = 0;
    while let (Reply::Working { .. }, true) = (session.advance(500), made < TRANSITIONS_MAX) {
        made += 500;
    }
    let view = session.view();
    let shown = format!("{} {} {:?}", view.step, view.stdout, view.outcome);
    fold(&[
        &session.trace_hash().to_le_bytes(),
        session.schedule().as_bytes(),
        shown.as_bytes(),
    ])
}

/// FNV-1a, because hashers of the standard library and others may work by machine words.
fn fold(parts: &[&[u8]]) -> u64 {
    let bytes = parts.iter().copied().flatten();
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3)
    })
}

/// Every scene's programs, folded over the seeds: `two-writers/main.go=…` one after the other.
fn fingerprints() -> String {
    let programs = SCENES
        .iter()
        .flat_map(|scene| scene.files.iter().map(move |file| (scene, file)));
    let lines = programs.map(|(scene, (name, text))| {
        let runs = (0..SEEDS).map(|seed| fingerprint(scene, text, seed).to_le_bytes());
        format!(
            "{}/{name}={:016x}",
            scene.id,
            fold(&[runs.collect::<Vec<_>>().as_flattened()])
        )
    });
    lines.collect::<Vec<_>>().join(" ")
}

#[cfg(not(target_arch = "wasm32"))]
#[test]
fn a_run_is_the_same_twice() {
    let prints = fingerprints();
    assert!(prints.contains("two-writers/main.go="), "{prints}");
    assert_eq!(fingerprints(), prints);
    // Read by `cargo xtask test` for the other side.
    if let Some(file) = std::env::var_os("WEFT_FINGERPRINTS_OUT") {
        std::fs::write(file, prints).expect("the folder `target` can be written");
    }
}

#[cfg(target_arch = "wasm32")]
#[wasm_bindgen_test::wasm_bindgen_test]
fn a_run_is_the_same_here_as_natively() {
    // Not needed to compile: clippy looks at this file as well.
    let native = option_env!("WEFT_NATIVE_FINGERPRINTS").unwrap_or_default();
    assert!(!native.is_empty(), "run by `cargo xtask test --only wasm`");
    let here = fingerprints();
    let pairs = native.split(' ').zip(here.split(' '));
    let different: Vec<_> = pairs.filter(|(native, here)| native != here).collect();
    assert!(
        different.is_empty() && native.len() == here.len(),
        "native, here: {different:?}"
    );
}
