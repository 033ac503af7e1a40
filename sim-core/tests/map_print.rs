//! Printing a map reads it out of memory as it lies there: the same text whatever the Go version's kind of map.

use std::path::Path;
use std::sync::Arc;

use sim_core::check::{self, Options};
use sim_core::limits::Limits;
use sim_core::lower::{self, Entry};
use sim_core::machine::{Config, Machine, Status};

/// What a program without goroutines prints under Go 1.`go_minor`.
fn printed(program: &str, go_minor: u32) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let text = std::fs::read_to_string(folder.join(program)).expect("a program");
    let checked = check::check(&[(program, &text)], &Options { go_minor });
    let Ok((typed, sources)) = checked else {
        panic!("{program} does not check")
    };
    let Ok(code) = lower::lower(&typed, sources, Entry::Main) else {
        panic!("{program} does not lower")
    };
    let config = Config {
        limits: Limits::native(),
        ..Config::default()
    };
    let mut machine = Machine::new(Arc::new(code), &config);
    let mut enabled = vec![];
    while *machine.status() == Status::Running {
        machine.enabled(&mut enabled);
        machine.step(enabled[0], 0).expect("enabled");
    }
    String::from_utf8_lossy(machine.stdout()).into_owned()
}

#[test]
fn both_kinds_of_map_print_alike() {
    for program in ["library/fmt/maps.go", "library/fmt/map_print.go"] {
        let want = std::fs::read_to_string(
            Path::new(env!("CARGO_MANIFEST_DIR"))
                .join("tests/corpus")
                .join(program)
                .with_extension("want"),
        );
        let want = want.expect("an expectation");
        for go_minor in [23, 24] {
            let got = format!(
                "exit 0\n-- stdout --\n{}-- stderr --\n",
                printed(program, go_minor)
            );
            assert_eq!(got, want, "{program} in Go 1.{go_minor}");
        }
    }
}
