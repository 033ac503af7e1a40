//! The prelude's library packages, compiled by a real Go toolchain: `cargo test -p sim-core --test library_go`.
//!
//! Real Go is not needed to build or to run Weft. Where there is no `go` command, this says so and does nothing. An assembly file without
//! content is put beside each package: it makes Go accept functions without a body.

use std::path::Path;
use std::process::Command;

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
fn library_compiles_with_real_go() {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("library_go");
    // Nothing there is as good as an empty folder.
    let _ = std::fs::remove_dir_all(&root);
    let files: Vec<&PreludeFile> = FILES
        .iter()
        .filter(|file| file.package != prelude::RUNTIME)
        .collect();
    let packages: Vec<&str> = files.iter().map(|file| file.package).collect();
    write(&root, &files, &packages).expect("a temporary folder can be written");
    let go = |arguments: &[&str]| {
        Command::new("go")
            .args(arguments)
            .current_dir(&root)
            .env("GOTOOLCHAIN", "local")
            .output()
    };
    if !go(&["version"]).is_ok_and(|output| output.status.success()) {
        println!("no go command: the library was not compiled with real Go");
        return;
    }
    let output = go(&["build", "./..."]).expect("go starts");
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{stderr}");
}
