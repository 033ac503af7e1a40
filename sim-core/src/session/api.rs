//! INTERFACE. The session's vocabulary: options, commands, answers. Plain data.

use serde::{Deserialize, Serialize};

use crate::inspect::view::DiagnosticView;

/// Go versions on offer: (minor, label).
pub const GO_VERSIONS: &[(u32, &str)] = &[
    (17, "1.17"),
    (21, "1.21"),
    (22, "1.22"),
    (23, "1.23"),
    (24, "1.24"),
    (27, "1.27"),
];
/// What a new session runs as.
pub const DEFAULT_GO_MINOR: u32 = 23;

/// Who picks the next goroutine when the reader does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Policy {
    /// In turn, one transition each.
    RoundRobin,
    /// Seeded random.
    Random,
    /// Probabilistic concurrency testing: random priorities with a few change points (Burckhardt et al., ASPLOS 2010).
    Pct,
    /// Runs the same goroutine as long as it can: few pre-emptions.
    Sequential,
}

/// How coarse one step of the transport is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Granularity {
    /// Every shared access.
    Access,
    /// A runtime or library call runs whole ("step over the runtime").
    Call,
    /// A source statement of the user's program.
    Statement,
}

/// Options of a session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Options {
    /// Go minor version.
    pub go_minor: u32,
    /// Policy.
    pub policy: Policy,
    /// Seed of random policies and random numbers.
    pub seed: u64,
    /// Step size of the transport.
    pub granularity: Granularity,
    /// Run this test instead of main.
    pub test: Option<String>,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            go_minor: DEFAULT_GO_MINOR,
            policy: Policy::RoundRobin,
            seed: 1,
            granularity: Granularity::Access,
            test: None,
        }
    }
}

/// What the reader asks for.
#[allow(missing_docs)]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Command {
    /// One transition forward: replays the recording if there is more of it, else the scheduler picks.
    Step,
    /// One transition back.
    Back,
    /// Forward by one step of the session's granularity.
    StepCoarse,
    /// Back by one step of the session's granularity.
    BackCoarse,
    /// To the goroutine's next statement, stepping over calls into the runtime and library.
    StatementForward,
    /// To where that statement's step began.
    StatementBack,
    /// This goroutine takes the next step (of the session's granularity); cuts off a recording that went otherwise.
    StepGoroutine { goroutine: u32, alternative: u64 },
    /// Cursor to this transition (0 is the start). Beyond the recording: to its end.
    Seek { step: u64 },
    /// Cursor to the start.
    Start,
    /// Goes on to the end of the program: replays, then schedules. Needs [`super::Session::advance`] until it reports done.
    End,
    /// Stops an unfinished `End`.
    Stop,
    /// Changes policy and seed for what is not yet recorded.
    SetPolicy { policy: Policy, seed: u64 },
    /// Changes the step size.
    SetGranularity { granularity: Granularity },
}

/// What a command did.
#[allow(missing_docs)]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Reply {
    /// Done; take a new view.
    Done,
    /// More to do: call `advance`.
    Working {
        /// Transitions done so far.
        step: u64,
    },
    /// Nothing to do, and why: a message id for the page (`reply-at-start`, `reply-ended`, `reply-not-enabled` …) with arguments.
    Refused {
        id: String,
        args: Vec<(String, String)>,
    },
}

/// One source file of the user's program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileText {
    /// Name, `main.go`.
    pub name: String,
    /// Text.
    pub text: String,
}

impl FileText {
    /// A program of one file.
    pub fn main(text: &str) -> Vec<FileText> {
        vec![FileText {
            name: "main.go".to_string(),
            text: text.to_string(),
        }]
    }
}

/// Why a session could not be opened. The texts are one clear sentence each, for terminals; the page has its own by kind.
#[allow(missing_docs)]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum OpenError {
    /// The program does not compile.
    Compile(Vec<DiagnosticView>),
    /// The text is longer than the limit.
    TooLong { bytes: usize, max: usize },
    /// There is no such test.
    NoTest { name: String, known: Vec<String> },
    /// The schedule string itself cannot be read.
    ScheduleText { message: String },
    /// The schedule was made for another program, version or test: its first choice that does not fit (1-based), and why.
    ScheduleFit {
        choice: u64,
        goroutine: u32,
        message: String,
    },
}

impl std::fmt::Display for OpenError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            OpenError::Compile(errors) => {
                for e in errors {
                    // What concerns the whole program has no place.
                    if e.line > 0 {
                        write!(f, "{}:{}:{}: ", e.file, e.line, e.column)?;
                    }
                    writeln!(f, "{}", e.message)?;
                }
                Ok(())
            }
            OpenError::TooLong { bytes, max } => write!(
                f,
                "the program has {bytes} bytes, the limit is {max}: make it shorter"
            ),
            OpenError::NoTest { name, known } if known.is_empty() => {
                write!(f, "no test {name}: the program has no tests")
            }
            OpenError::NoTest { name, known } => {
                write!(f, "no test {name}: the program has {}", known.join(", "))
            }
            OpenError::ScheduleText { message } => write!(f, "{message}"),
            OpenError::ScheduleFit {
                choice,
                goroutine,
                message,
            } => {
                write!(
                    f,
                    "the schedule does not fit this program: choice {choice} (goroutine {goroutine}): {message}"
                )
            }
        }
    }
}
