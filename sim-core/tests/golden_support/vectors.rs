//! Where the vectors are and what every file of them has in common: a header line, then one JSON object a line.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::path::{Path, PathBuf};

/// One file of vectors.
pub struct VectorFile {
    /// File name.
    pub name: String,
    /// Minor version of the Go that wrote it: 23 for go1.23.9.
    pub go_minor: u32,
    lines: Vec<String>,
}

#[derive(Deserialize)]
struct Header {
    go: String,
}

impl VectorFile {
    /// Its objects, in order.
    pub fn rows<T: DeserializeOwned>(&self) -> impl Iterator<Item = Result<T, String>> {
        let read = |(number, line): (usize, &String)| {
            serde_json::from_str(line)
                .map_err(|error| format!("{}:{}: {error}", self.name, number + 2))
        };
        self.lines.iter().enumerate().map(read)
    }
}

/// The folder that `WEFT_GOLDEN_DIR` names, or the project's own.
pub fn folder() -> PathBuf {
    std::env::var_os("WEFT_GOLDEN_DIR").map_or_else(own_folder, PathBuf::from)
}

/// The project's own folder, for kinds that nobody else writes.
pub fn own_folder() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden"))
}

/// Reads every file of a kind in a folder; it is an error that there is none.
pub fn files(dir: &Path, kind: &str) -> Result<Vec<VectorFile>, String> {
    let entries = std::fs::read_dir(dir).map_err(|error| format!("{}: {error}", dir.display()))?;
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    let mut files = Vec::new();
    for path in paths {
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if name.starts_with(&format!("{kind}.")) && name.ends_with(".jsonl") {
            let text =
                std::fs::read_to_string(&path).map_err(|error| format!("{name}: {error}"))?;
            files.push(parse(name, &text)?);
        }
    }
    if files.is_empty() {
        return Err(format!("no {kind} vectors in {}", dir.display()));
    }
    Ok(files)
}

fn parse(name: String, text: &str) -> Result<VectorFile, String> {
    let mut lines = text.lines().map(str::to_string);
    let header: Header = serde_json::from_str(&lines.next().unwrap_or_default())
        .map_err(|error| format!("{name}:1: {error}"))?;
    let minor = header
        .go
        .strip_prefix("go1.")
        .and_then(|rest| rest.split('.').next()?.parse().ok());
    let go_minor = minor.ok_or_else(|| format!("{name}:1: unknown Go version {:?}", header.go))?;
    Ok(VectorFile {
        name,
        go_minor,
        lines: lines.collect(),
    })
}
