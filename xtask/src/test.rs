//! `cargo xtask test`: every check of the project, one stage after the other, and a closing count.
//!
//! A failing stage does not stop the later ones: one run shows all that is wrong. What a stage does is in [`stages`].

use std::time::Instant;

use crate::shell::{elapsed, say};
use crate::stages::{self, Outcome, STAGES, Stage};
use crate::tools;

/// What the command line asked for.
#[derive(Debug, Default, PartialEq)]
struct Options {
    fast: bool,
    only: Vec<String>,
    filter: Option<String>,
}

/// Runs the command. The error is the closing line of a run in which something failed.
pub fn command_line(args: &[String]) -> Result<(), String> {
    let options = parse(args)?;
    let chosen: Vec<&Stage> = STAGES.iter().filter(|stage| options.wants(stage)).collect();
    let start = Instant::now();
    let setting = stages::Setting {
        page_tools: if chosen.iter().any(|stage| stage.page_tools) {
            Some(tools::page_tools()?)
        } else {
            None
        },
        filter: options.filter,
    };
    prepare(&chosen)?;

    let mut total = Outcome::default();
    let mut summary = Vec::new();
    for stage in &chosen {
        say(&format!("{}: {}", stage.name, stage.title));
        let stage_start = Instant::now();
        let outcome = (stage.run)(&setting).unwrap_or_else(|error| {
            eprintln!("{error}");
            Outcome {
                passed: 0,
                failed: 1,
            }
        });
        let time = elapsed(stage_start.elapsed());
        let verdict = outcome.verdict();
        println!("  {}: {verdict} in {time}\n", stage.name);
        summary.push(format!(
            "  {:<8} {verdict:<7} {time:>7}  {} passed, {} failed",
            stage.name, outcome.passed, outcome.failed
        ));
        total = total.and(outcome);
    }
    println!("{}", summary.join("\n"));
    println!("  all in {}\n", elapsed(start.elapsed()));
    let closing = format!("{} passed, {} failed", total.passed, total.failed);
    if total.failed > 0 {
        return Err(closing);
    }
    println!("{closing}");
    Ok(())
}

impl Options {
    fn wants(&self, stage: &Stage) -> bool {
        let named = self.only.is_empty() || self.only.iter().any(|name| name == stage.name);
        named && !(self.fast && stage.needs_browser_run)
    }
}

/// Installs what the chosen stages need beside the page's tools.
fn prepare(chosen: &[&Stage]) -> Result<(), String> {
    if chosen.iter().any(|stage| stage.rust_components) {
        tools::rust_components()?;
        tools::wasm_target()?;
    }
    if chosen.iter().any(|stage| stage.browser) {
        tools::browser()?;
    }
    Ok(())
}

fn parse(args: &[String]) -> Result<Options, String> {
    let mut options = Options::default();
    let mut words = args.iter();
    while let Some(word) = words.next() {
        match word.as_str() {
            "--fast" => options.fast = true,
            "--only" => options.only = stage_names(words.next())?,
            "--" => options.filter = words.next().cloned(),
            other => {
                return Err(format!(
                    "xtask test: unexpected argument `{other}`; see `cargo xtask help`"
                ));
            }
        }
    }
    Ok(options)
}

fn stage_names(list: Option<&String>) -> Result<Vec<String>, String> {
    let known = || {
        STAGES
            .iter()
            .map(|stage| stage.name)
            .collect::<Vec<_>>()
            .join(", ")
    };
    let names: Vec<String> = list
        .into_iter()
        .flat_map(|list| list.split(','))
        .map(str::to_owned)
        .collect();
    match names
        .iter()
        .find(|name| !STAGES.iter().any(|stage| stage.name == *name))
    {
        Some(unknown) => Err(format!(
            "xtask test: no stage `{unknown}`; there are {}",
            known()
        )),
        None if names.is_empty() => Err(format!("xtask test: --only wants some of {}", known())),
        None => Ok(names),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(line: &str) -> Result<Vec<&'static str>, String> {
        let words: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
        let options = parse(&words)?;
        Ok(STAGES
            .iter()
            .filter(|stage| options.wants(stage))
            .map(|stage| stage.name)
            .collect())
    }

    #[test]
    fn everything_runs_unless_told_otherwise() {
        assert_eq!(
            chosen("").unwrap(),
            [
                "format", "tidy", "clippy", "native", "oracle", "wasm", "dist", "page"
            ]
        );
        assert_eq!(
            chosen("--fast").unwrap(),
            ["format", "tidy", "clippy", "native", "oracle"]
        );
        assert_eq!(
            chosen("--only page,native -- step").unwrap(),
            ["native", "page"]
        );
    }

    #[test]
    fn wrong_words_are_named() {
        assert!(chosen("--only wsm").unwrap_err().contains("`wsm`"));
        assert!(chosen("--only").unwrap_err().contains("native"));
        assert!(chosen("--quick").unwrap_err().contains("`--quick`"));
    }
}
