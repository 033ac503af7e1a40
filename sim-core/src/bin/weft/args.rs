//! What the verbs' arguments have in common: files, Go version, who picks, and what they become in the core.
//!
//! Every error here is one sentence that says what was wrong and what is on offer.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use sim_core::schedule::Schedule;
use sim_core::session::api::{FileText, GO_VERSIONS, OpenError, Options, Policy};

/// Exit status for wrong usage, as in sysexits.h.
pub const USAGE: u8 = 64;
/// Exit status when a limit was reached: EX_TEMPFAIL of sysexits.h.
pub const LIMIT: u8 = 75;

/// The program and how to read it.
#[derive(Args)]
pub struct Program {
    /// Go files of one package.
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
    /// Go version whose semantics to use.
    #[arg(long = "go", default_value = "1.23")]
    pub go: String,
}

/// The program and one order of its goroutines.
#[derive(Args)]
pub struct Choices {
    #[command(flatten)]
    pub program: Program,
    /// Run this test function instead of main.
    #[arg(long)]
    pub func: Option<String>,
    /// Seed of the policy and of random numbers.
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// Replay this schedule first.
    #[arg(long, conflicts_with = "seed")]
    pub schedule: Option<String>,
    /// Who picks the next goroutine.
    #[arg(long, value_enum, default_value_t = PolicyArg::RoundRobin)]
    pub policy: PolicyArg,
}

/// Names of the policies of one run.
#[derive(Clone, Copy, ValueEnum)]
pub enum PolicyArg {
    /// Each goroutine one transition in turn.
    RoundRobin,
    /// The same goroutine as long as it can go.
    Sequential,
    /// Any enabled goroutine.
    Random,
    /// Random priorities with a few change points.
    Pct,
}

/// Ends the command with a message on stderr.
pub struct Failure {
    pub status: u8,
    pub text: String,
}

impl Failure {
    /// The command was used wrongly.
    pub fn usage(text: String) -> Failure {
        Failure {
            status: USAGE,
            text: format!("weft: {text}"),
        }
    }
}

impl From<OpenError> for Failure {
    fn from(error: OpenError) -> Failure {
        match error {
            OpenError::Compile(_) => Failure {
                status: 1,
                text: error.to_string(),
            },
            other => Failure::usage(other.to_string()),
        }
    }
}

impl Program {
    /// The texts of the files.
    pub fn read(&self) -> Result<Vec<FileText>, Failure> {
        self.files.iter().map(|path| read(path)).collect()
    }

    /// Minor number of the Go version asked for.
    pub fn go_minor(&self) -> Result<u32, Failure> {
        let bare = self.go.trim_start_matches("go");
        let found = GO_VERSIONS.iter().find(|(_, label)| {
            bare == *label || bare.strip_prefix(label).is_some_and(|r| r.starts_with('.'))
        });
        found.map(|(minor, _)| *minor).ok_or_else(|| {
            let known: Vec<&str> = GO_VERSIONS.iter().map(|(_, label)| *label).collect();
            let (asked, known) = (&self.go, known.join(", "));
            Failure::usage(format!("Go {asked} is not on offer; known are {known}"))
        })
    }
}

fn read(path: &Path) -> Result<FileText, Failure> {
    let bytes = std::fs::read(path)
        .map_err(|e| Failure::usage(format!("cannot read {}: {e}", path.display())))?;
    let text = String::from_utf8(bytes)
        .map_err(|_| Failure::usage(format!("{} is not UTF-8 text", path.display())))?;
    Ok(FileText {
        name: path.display().to_string(),
        text,
    })
}

impl Choices {
    /// As the core takes them.
    pub fn options(&self) -> Result<Options, Failure> {
        let policy = match self.policy {
            PolicyArg::RoundRobin => Policy::RoundRobin,
            PolicyArg::Sequential => Policy::Sequential,
            PolicyArg::Random => Policy::Random,
            PolicyArg::Pct => Policy::Pct,
        };
        Ok(Options {
            go_minor: self.program.go_minor()?,
            policy,
            seed: self.seed,
            test: self.func.clone(),
            ..Options::default()
        })
    }

    /// The schedule to replay; empty if there is none.
    pub fn schedule(&self) -> Result<Schedule, Failure> {
        match &self.schedule {
            Some(text) => Schedule::parse(text).map_err(|e| Failure::usage(e.to_string())),
            None => Ok(Schedule::default()),
        }
    }
}
