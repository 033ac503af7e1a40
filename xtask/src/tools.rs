//! What the commands need beyond Rust: found where it is, installed where it is not.
//!
//! Trunk and wasm-bindgen's command line are wanted in exact versions: trunk's is named here, wasm-bindgen's is the one
//! of the library in `Cargo.lock`, so the two cannot drift apart. A copy of that version on PATH is used as it is;
//! otherwise one is built into `.tools/`, which belongs to the project and is ignored by git. The user's own tools are
//! never touched.
//!
//! The builds are tuned for a short wait and not for speed of the tools: no optimisation, and no default features, which
//! drops the TLS stacks (nothing here downloads through them).

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use crate::shell::{cargo, command, elapsed, on_path, output_of, root, run, say};

/// The version of trunk that the page is built with. Newer ones need a newer Rust, or take much longer to install.
const TRUNK_VERSION: &str = "0.21.14";

/// Rust's name for the page's target.
pub const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// The programs that build the page, each in the version wanted.
pub struct PageTools {
    /// The trunk to run.
    pub trunk: PathBuf,
    /// PATH for children, on which the right wasm-bindgen comes first.
    pub path: OsString,
}

/// Finds or installs all that the page's build needs.
pub fn page_tools() -> Result<PageTools, String> {
    wasm_target()?;
    let bindgen_version = locked_version("wasm-bindgen")?;
    let trunk = installed_program("trunk", "trunk", TRUNK_VERSION)?;
    let bindgen = installed_program("wasm-bindgen", "wasm-bindgen-cli", &bindgen_version)?;
    let _ = std::fs::remove_dir_all(build_folder());
    let first = [&bindgen, &trunk]
        .into_iter()
        .filter_map(|program| program.parent())
        .map(Path::to_path_buf);
    let path = std::env::var_os("PATH").unwrap_or_default();
    let path = std::env::join_paths(first.chain(std::env::split_paths(&path)))
        .map_err(|error| format!("PATH cannot be extended: {error}"))?;
    Ok(PageTools { trunk, path })
}

/// Makes sure that Rust can compile for the page.
pub fn wasm_target() -> Result<(), String> {
    let libdir =
        output_of(command(rustc()).args(["--print", "target-libdir", "--target", WASM_TARGET]));
    if libdir.is_some_and(|folder| Path::new(folder.trim()).is_dir()) {
        return Ok(());
    }
    say(&format!(
        "installing Rust's target {WASM_TARGET} (rustup target add)"
    ));
    run(command("rustup").args(["target", "add", WASM_TARGET]))
        .map_err(|error| format!("{error}\nThe page needs Rust's target {WASM_TARGET}: install Rust by rustup, or that target by hand."))
}

/// Makes sure that `cargo fmt` and `cargo clippy` exist.
pub fn rust_components() -> Result<(), String> {
    for (subcommand, component) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        if output_of(cargo().args([subcommand, "--version"])).is_some() {
            continue;
        }
        say(&format!(
            "installing Rust's component {component} (rustup component add)"
        ));
        run(command("rustup").args(["component", "add", component]))?;
    }
    Ok(())
}

/// Makes sure that Chromium and its driver exist: by apt on Debian and Ubuntu, elsewhere by asking.
pub fn browser() -> Result<(), String> {
    if browser_is_there() {
        return Ok(());
    }
    let Some(packages) = apt_packages() else {
        return Err("The browser stages need Chromium (or Chrome) and the chromedriver of its version: install both on PATH, \
                    or leave those stages out with --fast."
            .into());
    };
    let as_root = output_of(command("id").arg("-u")).is_some_and(|id| id.trim() == "0");
    let apt = |args: &[&str]| {
        let mut apt = if as_root {
            command("apt-get")
        } else {
            command("sudo")
        };
        if !as_root {
            apt.arg("apt-get");
        }
        apt.args(args).env("DEBIAN_FRONTEND", "noninteractive");
        apt
    };
    let how = if as_root { "apt-get" } else { "sudo apt-get" };
    say(&format!(
        "installing {} for the browser stages ({how} install)",
        packages.join(" and ")
    ));
    // A package source that cannot be reached need not be the one that has these packages.
    let _ = run(&mut apt(&["update", "--quiet"]));
    run(apt(&["install", "--yes", "--quiet", "--no-install-recommends"]).args(packages))?;
    if browser_is_there() {
        Ok(())
    } else {
        Err("apt installed Chromium, but no chromedriver is on PATH.".into())
    }
}

/// The driver of the browser: `CHROMEDRIVER` where it is set, else the one on PATH.
pub fn chromedriver() -> Option<PathBuf> {
    std::env::var_os("CHROMEDRIVER")
        .map(PathBuf::from)
        .or_else(|| on_path("chromedriver"))
}

fn browser_is_there() -> bool {
    let names = [
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
        "chrome",
    ];
    let on_mac = Path::new("/Applications/Google Chrome.app").is_dir();
    chromedriver().is_some() && (on_mac || names.iter().any(|name| on_path(name).is_some()))
}

/// The names of the two packages where apt rules; nothing elsewhere.
fn apt_packages() -> Option<[&'static str; 2]> {
    on_path("apt-get")?;
    let release = std::fs::read_to_string("/etc/os-release").unwrap_or_default();
    let is_ubuntu = release.lines().any(|line| line == "ID=ubuntu");
    Some(if is_ubuntu {
        ["chromium-browser", "chromium-chromedriver"]
    } else {
        ["chromium", "chromium-driver"]
    })
}

fn rustc() -> OsString {
    std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into())
}

/// Where the project keeps the tools that it installs.
fn tools_folder() -> PathBuf {
    root().join(".tools")
}

/// Where tools are compiled; kept until all are done, so that an interrupted installation goes on where it was.
fn build_folder() -> PathBuf {
    tools_folder().join("build")
}

/// The program `name` in exactly that version: the project's own copy, else the user's, else a fresh installation.
fn installed_program(name: &str, package: &str, version: &str) -> Result<PathBuf, String> {
    let own = tools_folder()
        .join("bin")
        .join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
    let candidates = [Some(own.clone()), on_path(name)];
    let fitting = |program: &PathBuf| version_of(program).as_deref() == Some(version);
    if let Some(program) = candidates.into_iter().flatten().find(fitting) {
        return Ok(program);
    }
    say(&format!(
        "installing {package} {version} into .tools/ (cargo install; a minute or two, once)"
    ));
    let start = Instant::now();
    // The published lock file is tried first. It may name a version that the registry at hand does not have.
    run(&mut install(package, version, true)).or_else(|error| {
        say(&format!(
            "{error}; once more without the package's own lock file"
        ));
        run(&mut install(package, version, false))
    })?;
    say(&format!(
        "installed {package} {version} in {}",
        elapsed(start.elapsed())
    ));
    if fitting(&own) {
        Ok(own)
    } else {
        Err(format!(
            "{} does not report version {version}",
            own.display()
        ))
    }
}

fn install(package: &str, version: &str, locked: bool) -> Command {
    let mut install = cargo();
    install
        .args(["install", "--no-default-features", "--force", "--root"])
        .arg(tools_folder());
    install.arg("--target-dir").arg(build_folder());
    install.args(if locked { &["--locked"][..] } else { &[] });
    install.arg(format!("{package}@{version}"));
    for (key, value) in [
        ("OPT_LEVEL", "0"),
        ("LTO", "false"),
        ("CODEGEN_UNITS", "16"),
        ("STRIP", "true"),
        ("DEBUG", "false"),
    ] {
        install.env(format!("CARGO_PROFILE_RELEASE_{key}"), value);
    }
    // The binary folder is not on the user's PATH on purpose; cargo need not warn of it.
    let path = std::env::var_os("PATH").unwrap_or_default();
    let with_own = std::env::split_paths(&path).chain([tools_folder().join("bin")]);
    install.env("PATH", std::env::join_paths(with_own).unwrap_or(path));
    install
}

/// The version that a program reports as the last word of its first line.
fn version_of(program: &Path) -> Option<String> {
    let output = output_of(command(program).arg("--version"))?;
    output
        .lines()
        .next()?
        .split_whitespace()
        .last()
        .map(str::to_owned)
}

/// The version of a package in `Cargo.lock`.
fn locked_version(package: &str) -> Result<String, String> {
    let lock = std::fs::read_to_string(root().join("Cargo.lock"))
        .map_err(|error| format!("Cargo.lock: {error}"))?;
    version_in_lock(&lock, package).ok_or_else(|| format!("Cargo.lock does not name {package}"))
}

fn version_in_lock(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name).skip(1);
    let version = lines.next()?.strip_prefix("version = \"")?;
    version.strip_suffix('"').map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_read_from_the_lock_file() {
        let entry = |name: &str, version: &str| {
            format!("[[package]]\nname = \"{name}\"\nversion = \"{version}\"\n\n")
        };
        let lock = &(entry("wasm-bindgen-futures", "0.4.1") + &entry("wasm-bindgen", "0.2.9"));
        assert_eq!(
            version_in_lock(lock, "wasm-bindgen").as_deref(),
            Some("0.2.9")
        );
        assert_eq!(version_in_lock(lock, "trunk"), None);
    }

    #[test]
    fn the_projects_lock_file_names_wasm_bindgen() {
        let version = locked_version("wasm-bindgen").unwrap();
        assert_eq!(version.split('.').count(), 3, "{version}");
    }
}
