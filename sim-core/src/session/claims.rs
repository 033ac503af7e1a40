//! Judging a claim about Go by running programs: what was seen, whether it agrees, and the verdict that follows.
//!
//! A claim has parts. A part is a program, what of its outcomes is claimed, and how it is tried: one run, or every order of its
//! goroutines within a bound. It holds or not under each Go version, and the verdict is computed from that and nothing else.
//!
//! Invariants: the same answer natively and in a browser; a part that could not be tried to its end is an error, never a verdict.

use serde::{Deserialize, Serialize};

use super::api::{FileText, Options};
use super::run;
use crate::explore::{self, Ending, Explorer, Found};
use crate::limits::Limits;
use crate::machine::Machine;

/// Most executions of one part under one version and seed.
const EXECUTIONS_MAX: u64 = 40_000;
/// Executions between two looks at the outcomes.
const CHUNK: u64 = 16;
/// Most transitions of one execution.
const STEPS_MAX: u64 = 50_000;

/// What is claimed of the outcomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Rule {
    /// Each of them fits.
    Every,
    /// At least one fits.
    Some,
    /// None fits.
    Never,
}

/// Which outcomes are meant: what is missing fits anything.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pattern {
    /// `ok`, `panic`, `fatal`, `deadlock` …, and `compile` for a program that is refused.
    pub kind: Option<String>,
    /// A part of the panic's, fatal error's or compiler's text.
    pub message: Option<String>,
    /// All that was printed.
    pub stdout: Option<String>,
    /// A file of the runtime that the program is built with.
    pub runtime: Option<String>,
}

/// How a program came out, and the run that shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    /// Kind.
    pub kind: String,
    /// Text of the panic, fatal error or first compile error.
    pub message: String,
    /// Printed.
    pub stdout: String,
    /// Schedule that leads there; empty for a program that is refused.
    pub schedule: String,
    /// Its transitions.
    pub steps: u64,
}

/// A part's answer under one version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// Go minor version.
    pub go_minor: u32,
    /// Whether the part holds.
    pub holds: bool,
    /// The outcome that decides it, or any where none does by itself.
    pub seen: Seen,
    /// Executions that were tried.
    pub executions: u64,
}

/// What becomes of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// Every part holds under every version.
    True,
    /// No part holds under any version.
    False,
    /// Versions differ.
    Version,
    /// Parts differ.
    Partly,
}

impl Verdict {
    /// As in message ids.
    pub fn name(self) -> &'static str {
        match self {
            Verdict::True => "true",
            Verdict::False => "false",
            Verdict::Version => "version",
            Verdict::Partly => "partly",
        }
    }
}

/// The verdict on parts, each with its answers under the same versions; `None` without any.
pub fn verdict(parts: &[Vec<Answer>]) -> Option<Verdict> {
    let mut all = parts.iter().flatten().map(|answer| answer.holds);
    let first = all.next()?;
    if all.all(|holds| holds == first) {
        return Some(if first { Verdict::True } else { Verdict::False });
    }
    let changes = |answers: &Vec<Answer>| {
        answers
            .windows(2)
            .any(|pair| matches!(pair, [a, b] if a.holds != b.holds))
    };
    Some(match parts.iter().any(changes) {
        true => Verdict::Version,
        false => Verdict::Partly,
    })
}

/// How a part is tried.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tries {
    /// Every order with at most so many pre-emptions; without it, one order.
    pub orders: Option<u32>,
    /// With so many different seeds for what is random in the program; without it, one.
    pub seeds: Option<u64>,
}

/// Tries a part under one version until its answer is certain.
///
/// # Errors
/// What kept it from being tried to the end.
pub fn judge(
    text: &str,
    go_minor: u32,
    tries: Tries,
    rule: Rule,
    pattern: &Pattern,
) -> Result<Answer, String> {
    let options = Options {
        go_minor,
        ..Options::default()
    };
    let limits = Limits::default();
    let program = match run::compile_checked(&FileText::main(text), &options, &limits) {
        Ok(program) => program,
        Err(error) => return Ok(refused(&error.to_string(), go_minor, rule, pattern)),
    };
    let files = program.sources.files().iter();
    let runtime: Vec<&str> = files.map(|file| file.name.as_str()).collect();
    let fits = |ending: &Ending| {
        pattern.fits(
            ending.kind.name(),
            &ending.message,
            &ending.stdout,
            &runtime,
        )
    };
    // The outcome that would decide at once: a counterexample, or an example.
    let decides = |ending: &Ending| fits(ending) != (rule == Rule::Every);
    let (mut executions, mut usual) = (0, None);
    for seed in 1..=tries.seeds.unwrap_or(1) {
        let machine = run::start(&program, &options, &limits).map_err(|error| error.to_string())?;
        let mut explorer = explorer(machine, tries, seed);
        let done = advance(&mut explorer, tries, &decides);
        let census = explorer.census();
        executions += census.executions;
        let found = census.outcomes.iter().rev();
        let decisive = found.clone().find(|(ending, _)| decides(ending));
        if let Some(found) = decisive {
            let holds = rule == Rule::Some;
            return Ok(answer(go_minor, holds, found, executions));
        }
        if !done {
            return Err(format!("not done after {EXECUTIONS_MAX} executions"));
        }
        usual = found
            .map(|(ending, found)| (ending.clone(), found.clone()))
            .next()
            .or(usual);
    }
    let (ending, found) = usual.ok_or("nothing was run")?;
    let holds = rule != Rule::Some;
    Ok(answer(go_minor, holds, (&ending, &found), executions))
}

fn explorer(machine: Machine, tries: Tries, seed: u64) -> Explorer {
    Explorer::new(
        machine,
        explore::Options {
            preemptions: Some(tries.orders.unwrap_or(0)),
            races: false,
            seed,
            steps_max: STEPS_MAX,
            ..explore::Options::default()
        },
    )
}

/// Explores until an outcome decides or all is done, and says whether it is.
fn advance(explorer: &mut Explorer, tries: Tries, decides: &dyn Fn(&Ending) -> bool) -> bool {
    if tries.orders.is_none() {
        explorer.advance(1);
        return true;
    }
    for _ in 0..EXECUTIONS_MAX / CHUNK {
        if explorer.advance(CHUNK) {
            return true;
        }
        if explorer.census().outcomes.keys().any(decides) {
            break;
        }
    }
    false
}

fn answer(
    go_minor: u32,
    holds: bool,
    (ending, found): (&Ending, &Found),
    executions: u64,
) -> Answer {
    Answer {
        go_minor,
        holds,
        seen: Seen {
            kind: ending.kind.name().to_string(),
            message: ending.message.clone(),
            stdout: ending.stdout.clone(),
            schedule: found.schedule.print(),
            steps: found.schedule.choices.len() as u64,
        },
        executions,
    }
}

/// The answer of a program that the compiler refuses.
fn refused(errors: &str, go_minor: u32, rule: Rule, pattern: &Pattern) -> Answer {
    let message = errors.lines().next().unwrap_or_default().to_string();
    let fits = pattern.fits("compile", &message, "", &[]);
    Answer {
        go_minor,
        holds: fits != (rule == Rule::Never),
        seen: Seen {
            kind: "compile".to_string(),
            message,
            stdout: String::new(),
            schedule: String::new(),
            steps: 0,
        },
        executions: 0,
    }
}

impl Pattern {
    fn fits(&self, kind: &str, message: &str, stdout: &str, runtime: &[&str]) -> bool {
        self.kind.as_ref().is_none_or(|wanted| wanted == kind)
            && self
                .message
                .as_ref()
                .is_none_or(|part| message.contains(part.as_str()))
            && self.stdout.as_ref().is_none_or(|wanted| wanted == stdout)
            && self
                .runtime
                .as_ref()
                .is_none_or(|file| runtime.contains(&file.as_str()))
    }
}
