//! `cargo xtask dist`: the static site in `dist/`.
//!
//! All its addresses are relative (`public_url` in Trunk.toml), so the folder can be put at any path of any server.
//! The site is built beside `dist/` first: a failing build leaves the old site as it was.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::shell::{command, on_path, root, run, say};
use crate::tools;

/// Where trunk writes before the site is moved to its place.
const STAGING: &str = "target/dist";

/// Builds the site and prints how large its files are.
pub fn build() -> Result<(), String> {
    let tools = tools::page_tools()?;
    say("building the static site into dist/");
    let mut build = command(&tools.trunk);
    build
        .args(["build", "--release", "--dist", STAGING])
        .env("PATH", &tools.path)
        .env("TRUNK_SKIP_VERSION_CHECK", "true");
    run(&mut build)?;
    move_into_place(&root().join(STAGING), &root().join("dist"))
        .map_err(|error| format!("dist/: {error}"))?;
    print!("{}", report(&root().join("dist"))?);
    Ok(())
}

fn move_into_place(built: &Path, dist: &Path) -> std::io::Result<()> {
    if dist.exists() {
        std::fs::remove_dir_all(dist)?;
    }
    // The two are on one file system unless `target` is a link to another; then copying is all that is left.
    std::fs::rename(built, dist).or_else(|_| copy_all(built, dist))
}

fn copy_all(from: &Path, to: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_all(&entry.path(), &target)?;
        } else {
            std::fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

/// A table of the site's files with raw and compressed sizes in bytes; compressed ones where gzip and brotli are at hand.
fn report(dist: &Path) -> Result<String, String> {
    let mut files = Vec::new();
    list(dist, &mut files).map_err(|error| format!("dist/: {error}"))?;
    files.sort();
    let mut table = format!("{:>10} {:>10} {:>10}  file\n", "bytes", "gzip", "brotli");
    let mut totals = [Some(0), Some(0), Some(0)];
    for file in &files {
        let raw = std::fs::metadata(file).map(|data| data.len()).ok();
        let sizes = [
            raw,
            compressed("gzip", &["-9", "-c"], file),
            compressed("brotli", &["-c"], file),
        ];
        let name = file
            .strip_prefix(dist)
            .unwrap_or(file)
            .display()
            .to_string();
        table += &row(sizes, &name);
        for (total, size) in totals.iter_mut().zip(sizes) {
            *total = total.zip(size).map(|(sum, size)| sum + size);
        }
    }
    Ok(table + &row(totals, "all of dist/"))
}

fn row(sizes: [Option<u64>; 3], name: &str) -> String {
    let [raw, gzip, brotli] = sizes.map(|size| size.map_or("-".into(), |size| size.to_string()));
    format!("{raw:>10} {gzip:>10} {brotli:>10}  {name}\n")
}

fn list(folder: &Path, into: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            list(&entry.path(), into)?;
        } else {
            into.push(entry.path());
        }
    }
    Ok(())
}

fn compressed(program: &str, args: &[&str], file: &Path) -> Option<u64> {
    on_path(program)?;
    let output = Command::new(program)
        .args(args)
        .arg(file)
        .stdin(Stdio::null())
        .output()
        .ok()?;
    output
        .status
        .success()
        .then_some(output.stdout.len() as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_compressor_leaves_a_dash() {
        assert_eq!(
            row([Some(1200), None, Some(7)], "a.js"),
            "      1200          -          7  a.js\n"
        );
        assert_eq!(
            compressed("no-such-compressor", &[], Path::new("Cargo.toml")),
            None
        );
    }
}
