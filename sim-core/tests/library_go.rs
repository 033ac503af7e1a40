//! The prelude's library packages, compiled by a real Go toolchain: `cargo xtask oracle -- library`. The natives' tables are written
//! anew by real Go and compared with those that the natives are tested with.
//!
//! An assembly file without
//! content is put beside each package: it makes Go accept functions without a body.

mod real_go;

use std::path::Path;

use sim_core::prelude::{self, FILES, PreludeFile};

/// `import "io"` becomes `import "weft/io"`, so that the packages import each other and not Go's own.
fn with_own_imports(text: &str, packages: &[&str]) -> String {
    let rewrite = |line: &str| {
        let trimmed = line.trim_start_matches("import ").trim();
        let path = trimmed
            .strip_prefix('"')
            .and_then(|path| path.strip_suffix('"'));
        match path {
            Some(path) if packages.contains(&path) && path != prelude::RUNTIME => {
                line.replace(&format!("\"{path}\""), &format!("\"weft/{path}\""))
            }
            _ => line.to_string(),
        }
    };
    text.lines().map(rewrite).collect::<Vec<_>>().join("\n") + "\n"
}

fn write(root: &Path, files: &[&PreludeFile], packages: &[&str]) -> std::io::Result<()> {
    std::fs::create_dir_all(root)?;
    std::fs::write(root.join("go.mod"), "module weft\n\ngo 1.23\n")?;
    for file in files {
        let folder = root.join(file.package);
        std::fs::create_dir_all(&folder)?;
        std::fs::write(
            folder.join(file.name),
            with_own_imports(file.text, packages),
        )?;
        std::fs::write(folder.join("empty.s"), "")?;
    }
    Ok(())
}

#[test]
fn real_go_library_compiles() {
    let Some(go) = real_go::at_least(23, "the library was not compiled with real Go") else {
        return;
    };
    let root = real_go::scratch("library");
    let files: Vec<&PreludeFile> = FILES
        .iter()
        .filter(|file| file.package != prelude::RUNTIME)
        .collect();
    let packages: Vec<&str> = files.iter().map(|file| file.package).collect();
    write(&root, &files, &packages).expect("a temporary folder can be written");
    let output = go.run(&root, &["build", "./..."]);
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{stderr}");
    println!(
        "Go {} compiles {} files of the library",
        go.release,
        files.len()
    );
}

/// The tables in `tests/library` are what Go 1.23 writes.
#[test]
fn real_go_library_tables() {
    let found = real_go::all_or_say("the library's tables were not written by real Go");
    let Some(go) = found.iter().find(|go| go.minor == 23) else {
        return;
    };
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/library");
    let scratch = real_go::scratch("library_tables");
    let files = |ending: &str| -> Vec<std::path::PathBuf> {
        let entries = std::fs::read_dir(&own).expect("the tables are there");
        let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
        paths.retain(|path| path.extension().is_some_and(|found| found == ending));
        paths.sort();
        paths
    };
    for path in files("go") {
        std::fs::copy(&path, scratch.join(path.file_name().unwrap_or_default()))
            .expect("a temporary folder can be written");
    }
    std::fs::write(scratch.join("go.mod"), "module weft\n\ngo 1.23\n").expect("writable");
    let output = go.run(&scratch, &["run", "."]);
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{stderr}");
    let tables = files("tsv");
    assert!(!tables.is_empty(), "there are no tables");
    for path in tables {
        let name = path.file_name().unwrap_or_default();
        let recorded = std::fs::read_to_string(&path).expect("a table");
        let fresh = std::fs::read_to_string(scratch.join(name)).unwrap_or_default();
        let rows = recorded.lines().count();
        let differing = recorded.lines().zip(fresh.lines()).find(|(a, b)| a != b);
        assert!(recorded == fresh, "{}: {differing:?}", name.display());
        println!(
            "Go {}: {rows} rows of {} compared",
            go.release,
            name.display()
        );
    }
}
