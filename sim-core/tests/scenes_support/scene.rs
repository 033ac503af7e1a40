//! A scene as its folder has it; `scenes/README.md` says what the parts mean.

use super::search::Outcome;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Versions that differ in maps and slices.
const KINDS: &[u32] = &[17, 23, 27];

/// Languages in which every scene has its text.
pub const LANGUAGES: &[&str] = &["en", "zh"];

/// What every text has besides a name for each program.
pub const MESSAGES: &[&str] = &["title", "question", "answer", "watch"];

/// `scene.toml`, but for how the page opens it.
#[derive(Deserialize)]
pub struct Claims {
    /// Place in the menu.
    pub order: u32,
    /// Go version that it opens with, `1.23`.
    pub go: String,
    /// First Go version that its programs are for; the first of all without it.
    pub needs: Option<String>,
    /// What is claimed of each program.
    #[serde(rename = "program")]
    pub programs: Vec<Program>,
}

/// What is claimed of one program.
#[derive(Deserialize, Clone)]
#[serde(deny_unknown_fields)]
pub struct Program {
    /// File name.
    pub file: String,
    /// Pre-emptions that the check may use; any number without it.
    pub preemptions: Option<u32>,
    /// Some order has this outcome.
    pub possible: Vec<Outcome>,
    /// No order has this outcome.
    #[serde(default)]
    pub impossible: Vec<Outcome>,
    /// There is no other outcome than those that are possible.
    #[serde(default)]
    pub only: bool,
    /// What is claimed instead from some version on, ascending.
    #[serde(default)]
    pub since: Vec<Since>,
}

/// What is claimed of a program from a Go version on.
#[derive(Deserialize, Clone)]
#[serde(deny_unknown_fields)]
pub struct Since {
    /// The version, `1.24`.
    pub go: String,
    /// See [`Program::possible`].
    pub possible: Vec<Outcome>,
    /// See [`Program::preemptions`]; as in older versions without it.
    pub preemptions: Option<u32>,
}

impl Program {
    /// What is claimed under Go 1.`minor`.
    pub fn under(&self, minor: u32) -> Result<Program, String> {
        let mut program = self.clone();
        for since in &self.since {
            if go_minor(&since.go)? <= minor {
                program.possible = since.possible.clone();
                program.preemptions = since.preemptions.or(program.preemptions);
            }
        }
        Ok(program)
    }

    /// Whether nothing is claimed against an outcome.
    pub fn allows(&self, outcome: &Outcome) -> bool {
        let among = |claims: &[Outcome]| claims.iter().any(|claim| claim.matches(outcome));
        !among(&self.impossible) && (!self.only || among(&self.possible))
    }
}

impl Outcome {
    /// Whether an outcome is one of those meant here.
    pub fn matches(&self, outcome: &Outcome) -> bool {
        let agrees =
            |pattern: &Option<String>, text: &Option<String>| pattern.is_none() || pattern == text;
        self.kind == outcome.kind
            && agrees(&self.message, &outcome.message)
            && agrees(&self.stdout, &outcome.stdout)
    }
}

/// A scene's folder, read.
pub struct Scene {
    /// Its name.
    pub id: String,
    /// What is claimed.
    pub claims: Claims,
    /// Go files by name.
    pub files: BTreeMap<String, String>,
    /// Messages by language and name.
    pub texts: BTreeMap<String, BTreeMap<String, String>>,
}

impl Claims {
    /// 23 for a scene that opens with 1.23.
    pub fn go_minor(&self) -> Result<u32, String> {
        go_minor(&self.go)
    }

    /// The versions that the claims are checked in: its own, and of each kind of map those that the programs are for.
    pub fn versions(&self) -> Result<BTreeSet<u32>, String> {
        let first = self.needs.as_deref().map_or(Ok(0), go_minor)?;
        let own = self.go_minor()?;
        let others = KINDS.iter().copied().filter(|minor| *minor >= first);
        Ok(others.chain([own]).collect())
    }
}

/// 23 for 1.23.
fn go_minor(version: &str) -> Result<u32, String> {
    let minor = version
        .strip_prefix("1.")
        .and_then(|minor| minor.parse().ok());
    minor.ok_or_else(|| format!("{version:?} is no Go version"))
}

/// Every scene, in the order of the menu.
pub fn all() -> Result<Vec<Scene>, String> {
    let root = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../scenes"));
    let mut scenes = Vec::new();
    for entry in fs::read_dir(&root)
        .map_err(|error| error.to_string())?
        .flatten()
    {
        if entry.path().is_dir() {
            let id = entry.file_name().to_string_lossy().into_owned();
            scenes.push(
                read(&entry.path(), id.clone()).map_err(|error| format!("scene {id}: {error}"))?,
            );
        }
    }
    scenes.sort_by_key(|scene| scene.claims.order);
    Ok(scenes)
}

fn read(folder: &Path, id: String) -> Result<Scene, String> {
    let mut files = BTreeMap::new();
    let mut texts = BTreeMap::new();
    let mut claims = None;
    for entry in fs::read_dir(folder)
        .map_err(|error| error.to_string())?
        .flatten()
    {
        let name = entry.file_name().to_string_lossy().into_owned();
        let text = fs::read_to_string(entry.path()).map_err(|error| format!("{name}: {error}"))?;
        if name == "scene.toml" {
            claims = Some(toml::from_str(&text).map_err(|error| format!("{name}: {error}"))?);
        } else if let Some(language) = name
            .strip_prefix("text.")
            .and_then(|rest| rest.strip_suffix(".ftl"))
        {
            texts.insert(language.to_string(), messages(&text));
        } else if name.ends_with(".go") {
            files.insert(name, text);
        } else {
            return Err(format!("{name} does not belong here"));
        }
    }
    Ok(Scene {
        id,
        claims: claims.ok_or("no scene.toml")?,
        files,
        texts,
    })
}

/// The messages of a Fluent file whose messages are one line each.
fn messages(text: &str) -> BTreeMap<String, String> {
    let lines = text.lines().filter_map(|line| line.split_once(" = "));
    lines
        .map(|(name, text)| (name.to_string(), text.trim().to_string()))
        .collect()
}
