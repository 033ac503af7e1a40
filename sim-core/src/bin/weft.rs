//! The `weft` command: runs, checks and traces Go programs on the simulator.
//!
//! Exit status: the program's own for `run` (2 for panics and fatal errors); 1 for compile errors; 64 for wrong usage, an unreadable
//! file or a schedule that does not fit; 75 when a limit was reached.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use clap::{Args, Parser, Subcommand, ValueEnum};
use sim_core::explore::{self, Explorer};
use sim_core::inspect::Moment;
use sim_core::inspect::sentences::english;
use sim_core::inspect::view::TraceLine;
use sim_core::limits::Limits;
use sim_core::machine::{Event, Machine, Status};
use sim_core::schedule::Schedule;
use sim_core::session::api::{FileText, GO_VERSIONS, OpenError, Options, Policy};
use sim_core::session::run;
use sim_core::timeline::hash::TraceHash;

const USAGE: u8 = 64;
const LIMIT: u8 = 75;

/// Runs small Go programs on a deterministic scheduler and shows how their goroutines interleave.
#[derive(Parser)]
#[command(name = "weft", version)]
struct Cli {
    #[command(subcommand)]
    command: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Runs a program once; its exit status is the program's.
    Run(RunArgs),
    /// Prints compile errors only, as gc would.
    Check(Program),
    /// Prints every transition of a run.
    Trace(TraceArgs),
    /// Tries every order of the goroutines and counts how the program ends.
    Explore(ExploreArgs),
    /// Prints a schedule in words.
    FmtSchedule {
        /// Schedule string.
        schedule: String,
    },
}

#[derive(Args)]
struct Program {
    /// Go files of one package.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Go version whose semantics to use.
    #[arg(long = "go", default_value = "1.23")]
    go: String,
}

#[derive(Args)]
struct Choices {
    #[command(flatten)]
    program: Program,
    /// Run this test function instead of main.
    #[arg(long)]
    func: Option<String>,
    /// Seed of the policy and of random numbers.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Replay this schedule first.
    #[arg(long, conflicts_with = "seed")]
    schedule: Option<String>,
    /// Who picks the next goroutine.
    #[arg(long, value_enum, default_value_t = PolicyArg::RoundRobin)]
    policy: PolicyArg,
}

#[derive(Args)]
struct RunArgs {
    #[command(flatten)]
    choices: Choices,
    /// Print the hash of all events to stderr at the end.
    #[arg(long)]
    trace_hash: bool,
    /// Print the schedule that was run to stderr at the end.
    #[arg(long)]
    print_schedule: bool,
}

#[derive(Args)]
struct TraceArgs {
    #[command(flatten)]
    choices: Choices,
    /// Form of the output.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Args)]
struct ExploreArgs {
    #[command(flatten)]
    program: Program,
    /// Explore this test function instead of main.
    #[arg(long)]
    func: Option<String>,
    /// Seed of random numbers, which are the same in every execution.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// At most so many pre-emptions, or none for no bound.
    #[arg(long, default_value = "none")]
    preemptions: String,
    /// Stop after so many executions.
    #[arg(long, default_value_t = 1_000_000)]
    max_executions: u64,
    /// Stop after so many seconds.
    #[arg(long, default_value_t = 60.0)]
    max_seconds: f64,
    /// Transitions after which one execution is given up as a limit.
    #[arg(long, default_value_t = 5_000)]
    max_steps: u64,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Text,
    Json,
}

#[derive(Clone, Copy, ValueEnum)]
enum PolicyArg {
    RoundRobin,
    Sequential,
    Random,
    Pct,
}

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { USAGE } else { 0 });
        }
    };
    let result = match cli.command {
        Verb::Run(args) => run_program(&args),
        Verb::Check(program) => check(&program),
        Verb::Trace(args) => trace(&args),
        Verb::Explore(args) => explore_program(&args),
        Verb::FmtSchedule { schedule } => fmt_schedule(&schedule),
    };
    result.unwrap_or_else(|failure| {
        eprintln!("{}", failure.text.trim_end());
        ExitCode::from(failure.status)
    })
}

/// Ends the command with a message on stderr.
struct Failure {
    status: u8,
    text: String,
}

impl Failure {
    fn usage(text: String) -> Failure {
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

fn read_files(program: &Program) -> Result<Vec<FileText>, Failure> {
    let mut files = Vec::new();
    for path in &program.files {
        let bytes = std::fs::read(path)
            .map_err(|e| Failure::usage(format!("cannot read {}: {e}", path.display())))?;
        let text = String::from_utf8(bytes)
            .map_err(|_| Failure::usage(format!("{} is not UTF-8 text", path.display())))?;
        files.push(FileText {
            name: path.display().to_string(),
            text,
        });
    }
    Ok(files)
}

fn go_minor(text: &str) -> Result<u32, Failure> {
    let known = || {
        GO_VERSIONS
            .iter()
            .map(|(_, label)| *label)
            .collect::<Vec<_>>()
            .join(", ")
    };
    let bare = text.trim_start_matches("go");
    let found = GO_VERSIONS.iter().find(|(_, label)| {
        bare == *label || bare.strip_prefix(label).is_some_and(|r| r.starts_with('.'))
    });
    found
        .map(|(minor, _)| *minor)
        .ok_or_else(|| Failure::usage(format!("Go {text} is not on offer; known are {}", known())))
}

fn options(choices: &Choices) -> Result<Options, Failure> {
    let policy = match choices.policy {
        PolicyArg::RoundRobin => Policy::RoundRobin,
        PolicyArg::Sequential => Policy::Sequential,
        PolicyArg::Random => Policy::Random,
        PolicyArg::Pct => Policy::Pct,
    };
    let go_minor = go_minor(&choices.program.go)?;
    Ok(Options {
        go_minor,
        policy,
        seed: choices.seed,
        test: choices.func.clone(),
        ..Options::default()
    })
}

fn schedule(choices: &Choices) -> Result<Schedule, Failure> {
    match &choices.schedule {
        Some(text) => Schedule::parse(text).map_err(|e| Failure::usage(e.to_string())),
        None => Ok(Schedule::default()),
    }
}

/// Runs to the end, handing every event on.
fn drive(
    choices: &Choices,
    observe: impl FnMut(&Machine, &Event),
) -> Result<(Machine, Schedule), Failure> {
    let (options, limits, schedule) = (options(choices)?, Limits::native(), schedule(choices)?);
    let program = run::compile_checked(&read_files(&choices.program)?, &options, &limits)?;
    let mut machine = run::start(&program, &options, &limits)?;
    let ran = run::run_to_end(&mut machine, &options, &limits, &schedule, observe)?;
    Ok((machine, ran))
}

fn run_program(args: &RunArgs) -> Result<ExitCode, Failure> {
    let mut hash = TraceHash::default();
    let mut printed = 0;
    let (machine, ran) = drive(&args.choices, |machine, event| {
        hash.add(event);
        let new = machine.stdout().get(printed..).unwrap_or_default();
        if !new.is_empty() {
            let _ = std::io::stdout().write_all(new);
            printed += new.len();
        }
    })?;
    let _ = std::io::stdout().flush();
    let _ = std::io::stderr().write_all(machine.stderr());
    if args.trace_hash {
        eprintln!("trace-hash {:016x}", hash.value());
    }
    if args.print_schedule {
        eprintln!("schedule {}", ran.print());
    }
    Ok(exit_code(&machine))
}

fn exit_code(machine: &Machine) -> ExitCode {
    match machine.status() {
        Status::Running => {
            eprintln!("weft: limit reached: steps");
            ExitCode::from(LIMIT)
        }
        Status::Ended(outcome) => {
            if let sim_core::machine::Outcome::Limit(kind) = outcome {
                eprintln!("weft: limit reached: {}", kind.name());
            }
            // As a process does: the low eight bits.
            ExitCode::from(outcome.exit_code() as u8)
        }
    }
}

/// Executions between two looks at the clock.
const SLICE: u64 = 32;

fn explore_program(args: &ExploreArgs) -> Result<ExitCode, Failure> {
    let preemptions = match args.preemptions.as_str() {
        "none" => None,
        text => Some(
            text.parse()
                .map_err(|_| Failure::usage(format!("--preemptions {text} is no number")))?,
        ),
    };
    let options = Options {
        go_minor: go_minor(&args.program.go)?,
        seed: args.seed,
        test: args.func.clone(),
        ..Options::default()
    };
    // Every node of the current execution keeps a copy of the machine, so its memory is the page's, not the command line's.
    let limits = Limits::default();
    let program = run::compile_checked(&read_files(&args.program)?, &options, &limits)?;
    let machine = run::start(&program, &options, &limits)?;
    let wanted = explore::Options {
        preemptions,
        steps_max: args.max_steps,
        seed: args.seed,
        reduce: true,
    };
    let mut explorer = Explorer::new(machine, wanted);
    let start = Instant::now();
    let done = |explorer: &Explorer| explorer.census().executions + explorer.census().redundant;
    while !explorer.is_complete()
        && start.elapsed().as_secs_f64() < args.max_seconds
        && done(&explorer) < args.max_executions
    {
        explorer.advance(SLICE.min(args.max_executions - done(&explorer)));
    }
    let seconds = start.elapsed().as_secs_f64();
    if args.json {
        println!("{}", census_json(&explorer, seconds));
    } else {
        print!("{}", census_text(&explorer, seconds));
    }
    Ok(ExitCode::SUCCESS)
}

/// Races are not looked for yet: `null`, not an empty list.
fn census_json(explorer: &Explorer, seconds: f64) -> serde_json::Value {
    let census = explorer.census();
    let outcomes: Vec<serde_json::Value> = census
        .outcomes
        .iter()
        .map(|(ending, found)| {
            serde_json::json!({
                "kind": ending.kind.name(),
                "message": ending.message,
                "stdout": ending.stdout,
                "executions": found.executions,
                "preemptions": found.preemptions,
                "schedule": found.schedule.print(),
            })
        })
        .collect();
    serde_json::json!({
        "complete": explorer.is_complete(),
        "executions": census.executions,
        "redundant": census.redundant,
        "steps": census.steps,
        "seconds": seconds,
        "outcomes": outcomes,
        "races": null,
    })
}

fn census_text(explorer: &Explorer, seconds: f64) -> String {
    let census = explorer.census();
    let extent = if explorer.is_complete() {
        "all orders"
    } else {
        "not exhaustive"
    };
    let mut text = format!(
        "{extent}: {} executions in {seconds:.2} s\n",
        census.executions
    );
    for (ending, found) in &census.outcomes {
        let (kind, count, preemptions) = (ending.kind.name(), found.executions, found.preemptions);
        let said = format!("{} {}", ending.message, ending.stdout.trim_end());
        let said = said.trim().replace('\n', "\\n");
        text.push_str(&format!(
            "{count:8} {kind:8} {said}\n         pre-emptions {preemptions}, --schedule {}\n",
            found.schedule.print()
        ));
    }
    text
}

fn check(program: &Program) -> Result<ExitCode, Failure> {
    let options = Options {
        go_minor: go_minor(&program.go)?,
        ..Options::default()
    };
    run::compile_checked(&read_files(program)?, &options, &Limits::native())?;
    Ok(ExitCode::SUCCESS)
}

fn trace(args: &TraceArgs) -> Result<ExitCode, Failure> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let mut step = 0;
    let (machine, _) = drive(&args.choices, |machine, event| {
        step += 1;
        let line = Moment::new(machine, Some(event)).trace_line(step, event);
        let _ = writeln!(out, "{}", trace_text(&line, args.format));
    })?;
    let _ = out.flush();
    Ok(match machine.status() {
        Status::Running => ExitCode::from(LIMIT),
        Status::Ended(_) => ExitCode::SUCCESS,
    })
}

/// One line of the trace; JSON lines carry the sentence in English beside its parts.
fn trace_text(line: &TraceLine, format: Format) -> String {
    let text = english(&line.sentence);
    let at = &line.at;
    let position = if at.file.is_empty() {
        "-".to_string()
    } else {
        format!("{}:{}:{}", at.file, at.line, at.column)
    };
    match format {
        Format::Text => format!("{:>6}  {position}  {text}", line.cell.step),
        Format::Json => serde_json::json!({
            "step": line.cell.step,
            "goroutine": line.cell.goroutine,
            "kind": line.cell.kind,
            "runtime": line.cell.prelude,
            "position": position,
            "id": line.sentence.id,
            "args": line.sentence.args.iter().cloned().collect::<std::collections::BTreeMap<_, _>>(),
            "text": text,
        })
        .to_string(),
    }
}

fn fmt_schedule(text: &str) -> Result<ExitCode, Failure> {
    let schedule = Schedule::parse(text).map_err(|e| Failure::usage(e.to_string()))?;
    print!("{}", schedule.in_words());
    Ok(ExitCode::SUCCESS)
}
