//! Printing a map reads it out of memory as it lies there: the same text whatever the Go version's kind of map.

use std::path::Path;
use std::process::Command;

fn printed(program: &str, go: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/corpus")
        .join(program);
    let output = Command::new(env!("CARGO_BIN_EXE_weft"))
        .args(["run", "--go", go])
        .arg(path)
        .output()
        .expect("weft runs");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn both_kinds_of_map_print_alike() {
    for program in ["lib_fmt_maps.go", "lib_map_print.go"] {
        assert_eq!(
            printed(program, "1.23"),
            printed(program, "1.24"),
            "{program}"
        );
    }
}
