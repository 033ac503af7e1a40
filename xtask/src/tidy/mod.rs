//! `cargo xtask tidy`: the rules of the source that the compiler and clippy do not check.
//!
//! - [`layers`]: who may import whom, as a table.
//! - [`rules`]: lengths of files, functions and lines; a first paragraph in every file; calls that may panic or print;
//!   words that belong to one machine only.
//!
//! Each rule is a function from one file's text to problems, so each is tested on small texts that break it. All of them
//! together run over the project's own tree as a test of this crate.

mod layers;
mod rules;
mod text;

use std::fmt;
use std::path::Path;

use crate::shell::{root, say};
use text::SourceFile;

/// Something to put right.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The file, from the project's root, with `/`.
    pub path: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong and what to do.
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.path, self.line, self.message)
    }
}

/// Runs the command: prints the problems and fails when there are any.
pub fn command_line() -> Result<(), String> {
    let files = files_of(&root())?;
    let problems = check(&files);
    for problem in &problems {
        println!("{problem}");
    }
    match problems.len() {
        0 => {
            say(&format!(
                "tidy: {} files, {}",
                files.len(),
                rules::long_files(&files)
            ));
            Ok(())
        }
        count => Err(format!("tidy: {count} to put right")),
    }
}

/// Every rule over every file, in the order of files and lines.
fn check(files: &[SourceFile]) -> Vec<Problem> {
    let mut problems: Vec<Problem> = files
        .iter()
        .flat_map(|file| rules::check(file).into_iter().chain(layers::check(file)))
        .collect();
    problems.sort();
    problems.dedup();
    problems
}

/// The project's text files: all that is not ignored by git, by the few names that `.gitignore` has.
fn files_of(root: &Path) -> Result<Vec<SourceFile>, String> {
    let mut files = Vec::new();
    collect(root, root, &mut files)?;
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}

fn collect(root: &Path, folder: &Path, files: &mut Vec<SourceFile>) -> Result<(), String> {
    const NOT_OURS: [&str; 4] = ["target", "dist", "node_modules", "mutants.out"];
    let entries =
        std::fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    for entry in entries.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let hidden = name.starts_with('.')
            && ![".ci", ".cargo", ".gitattributes", ".gitignore"].contains(&name.as_str());
        if hidden || NOT_OURS.contains(&name.as_str()) {
            continue;
        }
        let path = entry.path();
        if path.is_dir() {
            collect(root, &path, files)?;
        } else if let Ok(text) = std::fs::read_to_string(&path) {
            let relative = path
                .strip_prefix(root)
                .unwrap_or(&path)
                .to_string_lossy()
                .replace('\\', "/");
            files.push(SourceFile::new(&relative, &text));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_project_is_tidy() {
        let problems = check(&files_of(&root()).unwrap());
        let shown: Vec<String> = problems.iter().map(Problem::to_string).collect();
        assert!(shown.is_empty(), "\n{}", shown.join("\n"));
    }

    #[test]
    fn the_tree_is_found() {
        let files = files_of(&root()).unwrap();
        let has = |path: &str| files.iter().any(|file| file.path == path);
        assert!(has("xtask/src/tidy/mod.rs") && has(".ci/run") && has("Cargo.toml"));
        assert!(!files.iter().any(|file| file.path.starts_with("target/")));
    }
}
