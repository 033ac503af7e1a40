//! Three things that must be known when the page is compiled.
//!
//! The scenes: every folder of `scenes/` becomes an entry of the table that `src/view_model/scenes.rs` includes, so that the page is
//! one file with no request for another. A scene that is not complete fails the build by name.
//!
//! The claims of `claims/`, in the same way, for `src/view_model/claims.rs`.
//!
//! The list of WebAssembly features: stripping removes every custom section, and with it `target_features`, by which later tools
//! know that the code uses more than the first version of WebAssembly. Without it wasm-bindgen warns and wasm-opt, where somebody
//! runs it, fails.
//!
//! A number for this build: the page and its worker are two files, and a browser may have kept an older one of them.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use serde::Deserialize;

/// What the page needs of a `scene.toml`; the rest is for the tests of the scenes.
#[derive(Deserialize)]
struct Scene {
    order: i64,
    #[serde(default)]
    go: Option<String>,
    #[serde(default)]
    program: Vec<Program>,
    #[serde(default)]
    policy: Option<String>,
    #[serde(default)]
    seed: Option<u64>,
    #[serde(default)]
    grain: Option<String>,
    #[serde(default)]
    steps: Option<u32>,
}

/// One of a scene's programs; the first is opened.
#[derive(Deserialize)]
struct Program {
    file: String,
}

/// `claims.toml`.
#[derive(Deserialize)]
struct Claims {
    claim: Vec<Claim>,
}

#[derive(Deserialize)]
struct Claim {
    id: String,
    part: Vec<Part>,
}

/// A part of a claim; `claims/README.md` says what its entries mean.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Part {
    file: String,
    rule: String,
    kind: Option<String>,
    message: Option<String>,
    stdout: Option<String>,
    runtime: Option<String>,
    orders: Option<u32>,
    seeds: Option<u64>,
}

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    if std::env::var("CARGO_CFG_TARGET_FAMILY").is_ok_and(|family| family == "wasm") {
        println!("cargo::rustc-link-arg-bins=--keep-section=target_features");
    }
    let folder = PathBuf::from(std::env::var("CARGO_MANIFEST_DIR").unwrap());
    let sources = [folder.join("src"), folder.join("../sim-core/src")];
    let build = sources
        .iter()
        .fold(FNV_START, |hash, path| fold(hash, path));
    println!("cargo::rustc-env=WEFT_BUILD={build:016x}");
    let scenes = folder.join("../scenes");
    println!("cargo::rerun-if-changed={}", scenes.display());
    let mut folders: Vec<PathBuf> = std::fs::read_dir(&scenes)
        .map(|entries| {
            entries
                .filter_map(Result::ok)
                .map(|entry| entry.path())
                .collect()
        })
        .unwrap_or_default();
    folders.retain(|folder| folder.join("scene.toml").is_file());
    let mut entries: Vec<(i64, String)> = folders.iter().map(|folder| entry(folder)).collect();
    entries.sort();
    let table: String = entries.into_iter().map(|(_, entry)| entry).collect();
    let out = PathBuf::from(std::env::var("OUT_DIR").unwrap());
    std::fs::write(out.join("scenes.rs"), format!("&[{table}]")).unwrap();
    std::fs::write(out.join("claims.rs"), claims()).unwrap();
}

/// The claims and their texts as a Rust expression.
fn claims() -> String {
    let folder = PathBuf::from(std::env::var("CARGO_MANIFEST_DIR").unwrap()).join("../claims");
    println!("cargo::rerun-if-changed={}", folder.display());
    let read = |name: &str| {
        let path = folder.join(name);
        println!("cargo::rerun-if-changed={}", path.display());
        std::fs::read_to_string(&path)
            .unwrap_or_else(|problem| panic!("{}: {problem}", path.display()))
    };
    let list: Claims = basic_toml::from_str(&read("claims.toml"))
        .unwrap_or_else(|problem| panic!("{}: {problem}", folder.display()));
    let mut text = String::from("Claims { list: &[");
    for Claim { id, part } in &list.claim {
        let _ = write!(text, "Claim {{ id: {id:?}, parts: &[");
        for part in part {
            let _ = write!(
                text,
                "Part {{ file: {:?}, text: {:?}, rule: {:?}, kind: {:?}, message: {:?}, ",
                part.file,
                read(&part.file),
                part.rule,
                part.kind,
                part.message
            );
            let _ = write!(
                text,
                "stdout: {:?}, runtime: {:?}, orders: {:?}, seeds: {:?} }},",
                part.stdout, part.runtime, part.orders, part.seeds
            );
        }
        text.push_str("] },");
    }
    let _ = write!(
        text,
        "], en: {:?}, zh: {:?} }}",
        read("text.en.ftl"),
        read("text.zh.ftl")
    );
    text
}

/// FNV-1a, by which a build is known.
const FNV_START: u64 = 0xcbf2_9ce4_8422_2325;

/// Adds a file, or all files of a folder in the order of their names.
fn fold(hash: u64, path: &Path) -> u64 {
    println!("cargo::rerun-if-changed={}", path.display());
    if let Ok(entries) = std::fs::read_dir(path) {
        let mut inside: Vec<PathBuf> = entries
            .filter_map(Result::ok)
            .map(|entry| entry.path())
            .collect();
        inside.sort();
        return inside.iter().fold(hash, |hash, path| fold(hash, path));
    }
    let bytes = std::fs::read(path).unwrap_or_default();
    bytes.into_iter().fold(hash, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// The order of a scene and its entry as a Rust expression.
fn entry(folder: &Path) -> (i64, String) {
    println!("cargo::rerun-if-changed={}", folder.display());
    let read = |name: &str| {
        let path = folder.join(name);
        println!("cargo::rerun-if-changed={}", path.display());
        std::fs::read_to_string(&path)
            .unwrap_or_else(|problem| panic!("{}: {problem}", path.display()))
    };
    let scene: Scene = basic_toml::from_str(&read("scene.toml"))
        .unwrap_or_else(|problem| panic!("{}: {problem}", folder.display()));
    let id = folder.file_name().unwrap_or_default().to_string_lossy();
    let mut text = String::from("Scene {");
    let _ = write!(
        text,
        "id: {:?}, go: {:?}, policy: {:?}, ",
        id, scene.go, scene.policy
    );
    let _ = write!(
        text,
        "seed: {:?}, grain: {:?}, steps: {:?}, ",
        scene.seed, scene.grain, scene.steps
    );
    text.push_str("files: &[");
    for Program { file } in &scene.program {
        let _ = write!(text, "({file:?}, {:?}),", read(file));
    }
    let _ = write!(
        text,
        "], en: {:?}, zh: {:?} }},",
        read("text.en.ftl"),
        read("text.zh.ftl")
    );
    (scene.order, text)
}
