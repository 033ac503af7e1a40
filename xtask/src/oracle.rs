//! `cargo xtask oracle`: real Go judges Weft. It is also a stage of `cargo xtask test`.
//!
//! The tests that need real Go are ordinary tests of `sim-core` whose names contain `real_go`; without [`go::VARIABLE`]
//! they say so and do nothing. Here that variable is set, so that they really compare: the prelude compiled by Go and
//! run there and here, the corpus of programs, compile errors, ways to die, the library's tables, the scenes, and random
//! programs. Each prints how many it compared.

use std::process::Command;

use crate::go;
use crate::shell::say;
use crate::stages::{self, Outcome, Setting};

/// Part of the name of every test that needs real Go.
const TESTS: &str = "real_go";

/// Random programs in the test command. The longer run is a matter of `--programs`.
const PROGRAMS: u32 = 200;

/// What the command line asked for.
#[derive(Debug, PartialEq)]
struct Options {
    programs: u32,
    seed: u64,
    filter: Option<String>,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            programs: PROGRAMS,
            seed: 1,
            filter: None,
        }
    }
}

/// Runs the command. The error is the closing line of a run in which something differs.
pub fn command_line(args: &[String]) -> Result<(), String> {
    let outcome = judge(&parse(args)?)?;
    let closing = format!("{} passed, {} failed", outcome.passed, outcome.failed);
    if outcome.failed > 0 {
        return Err(closing);
    }
    println!("{closing}");
    Ok(())
}

/// The stage of `cargo xtask test`.
pub fn stage(setting: &Setting) -> Result<Outcome, String> {
    judge(&Options {
        filter: setting.filter.clone(),
        ..Options::default()
    })
}

fn judge(options: &Options) -> Result<Outcome, String> {
    let (found, missing) = go::all();
    for line in &missing {
        say(&format!("{line}; comparisons with it are skipped"));
    }
    if found.is_empty() {
        say(&format!(
            "oracle: skipped, because there is no Go here ({} may name go commands)",
            go::VARIABLE
        ));
        return Ok(Outcome::default());
    }
    for go in &found {
        say(&format!("Go {}: {}", go.release, go.command.display()));
    }
    let mut test = stages::sim_core_tests();
    test.env(go::VARIABLE, go::variable(&found)?)
        .env("WEFT_PROGRAMS", options.programs.to_string())
        .env("WEFT_SEED", options.seed.to_string());
    stages::tests(with_filter(test, options), None)
}

/// One test at a time: each keeps all processors busy by itself, and its figures stay together.
fn with_filter(mut test: Command, options: &Options) -> Command {
    let name = options.filter.as_deref().unwrap_or(TESTS);
    let name = if name.contains(TESTS) {
        name.to_string()
    } else {
        format!("{TESTS}_{name}")
    };
    test.args(["--", &name, "--nocapture", "--test-threads=1"]);
    test
}

fn parse(args: &[String]) -> Result<Options, String> {
    let mut options = Options::default();
    let mut words = args.iter();
    while let Some(word) = words.next() {
        match word.as_str() {
            "--programs" => options.programs = number(word, words.next())?,
            "--seed" => options.seed = number(word, words.next())?,
            "--" => options.filter = words.next().cloned(),
            other => {
                return Err(format!(
                    "xtask oracle: unexpected argument `{other}`; see `cargo xtask help`"
                ));
            }
        }
    }
    Ok(options)
}

fn number<N: std::str::FromStr>(option: &str, word: Option<&String>) -> Result<N, String> {
    word.and_then(|word| word.parse().ok())
        .ok_or_else(|| format!("xtask oracle: {option} wants a number"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Result<Options, String> {
        parse(
            &line
                .split_whitespace()
                .map(str::to_owned)
                .collect::<Vec<_>>(),
        )
    }

    #[test]
    fn options_are_read() {
        assert_eq!(parsed("").unwrap(), Options::default());
        let long = parsed("--programs 5000 --seed 7 -- corpus").unwrap();
        assert_eq!((long.programs, long.seed), (5000, 7));
        assert_eq!(long.filter.as_deref(), Some("corpus"));
    }

    #[test]
    fn wrong_words_are_named() {
        assert!(
            parsed("--programs many")
                .unwrap_err()
                .contains("--programs")
        );
        assert!(parsed("--seed").unwrap_err().contains("--seed"));
        assert!(parsed("5000").unwrap_err().contains("`5000`"));
    }
}
