//! The verbs that look at one order: `run`, `check`, `trace` and `fmt-schedule`.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io::Write;
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use serde_json::json;
use sim_core::inspect::Moment;
use sim_core::inspect::sentences::english;
use sim_core::inspect::view::TraceLine;
use sim_core::limits::Limits;
use sim_core::machine::{Event, Machine, Outcome, Status};
use sim_core::race::{self, Detector, Reporter, Settings, advise};
use sim_core::schedule::Schedule;
use sim_core::session::api::Options;
use sim_core::session::run;
use sim_core::timeline::hash::TraceHash;

use crate::args::{Choices, Failure, LIMIT, Program};

/// What Go's race detector makes of the exit status.
const RACE: u8 = 66;

/// Arguments of `weft run`.
#[derive(Args)]
pub struct RunArgs {
    #[command(flatten)]
    choices: Choices,
    /// Look for data races, and report them as `go run -race` does: exit status 66 when there was one.
    #[arg(long)]
    race: bool,
    /// With --race: report also what goes on inside the runtime, its maps and slices, which Go's detector leaves out.
    #[arg(long, requires = "race")]
    everything: bool,
    /// Print the hash of all events to stderr at the end.
    #[arg(long)]
    trace_hash: bool,
    /// Print the schedule that was run to stderr at the end.
    #[arg(long)]
    print_schedule: bool,
}

/// Arguments of `weft trace`.
#[derive(Args)]
pub struct TraceArgs {
    #[command(flatten)]
    choices: Choices,
    /// Form of the output.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// A sentence per line.
    Text,
    /// A JSON object per line.
    Json,
    /// One JSON array of trace events, for the Perfetto viewer.
    Perfetto,
}

/// Runs to the end, handing every event on.
fn drive(
    choices: &Choices,
    observe: impl FnMut(&Machine, &Event),
) -> Result<(Machine, Schedule), Failure> {
    drive_from(choices, |_| {}, observe)
}

/// The same; `start` sees the machine before its first step.
fn drive_from(
    choices: &Choices,
    start: impl FnOnce(&Machine),
    observe: impl FnMut(&Machine, &Event),
) -> Result<(Machine, Schedule), Failure> {
    let (options, limits) = (choices.options()?, Limits::native());
    let schedule = choices.schedule()?;
    let program = run::compile_checked(&choices.program.read()?, &options, &limits)?;
    let mut machine = run::start(&program, &options, &limits)?;
    start(&machine);
    let ran = run::run_to_end(&mut machine, &options, &limits, &schedule, observe)?;
    Ok((machine, ran))
}

/// `weft run`: the program's output and exit status.
pub fn run_program(args: &RunArgs) -> Result<ExitCode, Failure> {
    let mut hash = TraceHash::default();
    let mut printed = 0;
    let races = RefCell::new(None);
    let look = |machine: &Machine| {
        if args.race {
            *races.borrow_mut() = Some(Races::new(machine, args.everything));
        }
    };
    let (machine, ran) = drive_from(&args.choices, look, |machine, event| {
        hash.add(event);
        if let Some(races) = races.borrow_mut().as_mut() {
            races.observe(machine, event);
        }
        let new = machine.stdout().get(printed..).unwrap_or_default();
        if !new.is_empty() {
            let _ = std::io::stdout().write_all(new);
            printed += new.len();
        }
    })?;
    let _ = std::io::stdout().flush();
    let _ = std::io::stderr().write_all(&machine.stderr());
    if args.trace_hash {
        eprintln!("trace-hash {:016x}", hash.value());
    }
    if args.print_schedule {
        eprintln!("schedule {}", ran.print());
    }
    let found = races.borrow().as_ref().is_some_and(Races::at_exit);
    Ok(match machine.status() {
        // A program that dies does so before it can count its races, as in Go.
        Status::Ended(Outcome::Exit(_)) if found => ExitCode::from(RACE),
        _ => exit_code(&machine),
    })
}

/// Reports races while the program runs.
struct Races {
    detector: Detector,
    reporter: Reporter,
    seen: usize,
}

impl Races {
    fn new(machine: &Machine, everything: bool) -> Races {
        let settings = Settings {
            stacks: true,
            everything,
            ..Settings::default()
        };
        Races {
            detector: Detector::with(machine, settings),
            reporter: Reporter::new(),
            seen: 0,
        }
    }

    fn observe(&mut self, machine: &Machine, event: &Event) {
        self.detector.observe(machine, event);
        for race in self.detector.races().iter().skip(self.seen) {
            if let Some(report) = self.reporter.report(race) {
                eprint!("{report}");
                eprintln!("weft: {}", advise(race).text(race));
            }
        }
        self.seen = self.detector.races().len();
        let ends = matches!(machine.status(), Status::Ended(Outcome::Exit(_)));
        if ends && self.reporter.count() > 0 {
            eprint!("{}", race::footer(self.reporter.count()));
        }
    }

    /// Whether there was one.
    fn at_exit(&self) -> bool {
        self.reporter.count() > 0
    }
}

fn exit_code(machine: &Machine) -> ExitCode {
    match machine.status() {
        Status::Running => {
            eprintln!("weft: limit reached: steps");
            ExitCode::from(LIMIT)
        }
        Status::Ended(outcome) => {
            if let Outcome::Limit(kind) = outcome {
                eprintln!("weft: limit reached: {}", kind.name());
            }
            // As a process does: the low eight bits.
            ExitCode::from(outcome.exit_code() as u8)
        }
    }
}

/// `weft check`: compile errors only.
pub fn check(program: &Program) -> Result<ExitCode, Failure> {
    let options = Options {
        go_minor: program.go_minor()?,
        ..Options::default()
    };
    run::check(&program.read()?, &options, &Limits::native())?;
    Ok(ExitCode::SUCCESS)
}

/// `weft trace`: every transition of a run.
pub fn trace(args: &TraceArgs) -> Result<ExitCode, Failure> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let mut step = 0;
    let _ = out.write_all(args.format.opening().as_bytes());
    let (machine, _) = drive(&args.choices, |machine, event| {
        step += 1;
        let line = Moment::new(machine, Some(event)).trace_line(step, event);
        let _ = writeln!(out, "{}", args.format.line(&line));
    })?;
    let _ = out.write_all(args.format.closing(machine.goroutines().len()).as_bytes());
    let _ = out.flush();
    Ok(match machine.status() {
        Status::Running => ExitCode::from(LIMIT),
        Status::Ended(_) => ExitCode::SUCCESS,
    })
}

impl Format {
    /// One line of the trace; JSON lines carry the sentence in English beside its parts.
    fn line(self, line: &TraceLine) -> String {
        let text = english(&line.sentence);
        let at = &line.at;
        let position = if at.file.is_empty() {
            "-".to_string()
        } else {
            format!("{}:{}:{}", at.file, at.line, at.column)
        };
        match self {
            Format::Text => format!("{:>6}  {position}  {text}", line.cell.step),
            Format::Json => json!({
                "step": line.cell.step,
                "goroutine": line.cell.goroutine,
                "kind": line.cell.kind,
                "runtime": line.cell.prelude,
                "position": position,
                "id": line.sentence.id,
                "args": line.sentence.args.iter().cloned().collect::<BTreeMap<_, _>>(),
                "text": text,
            })
            .to_string(),
            Format::Perfetto => format!("{},", slice(line, &position, &text)),
        }
    }

    fn opening(self) -> &'static str {
        match self {
            Format::Text | Format::Json => "",
            Format::Perfetto => "[\n",
        }
    }

    fn closing(self, goroutines: usize) -> String {
        let names: Vec<String> = (1..=goroutines).map(thread_name).collect();
        match self {
            Format::Text | Format::Json => String::new(),
            Format::Perfetto => format!("{}\n]\n", names.join(",\n")),
        }
    }
}

/// A transition in the Trace Event Format, which Perfetto opens: a microsecond of its goroutine's track.
fn slice(line: &TraceLine, position: &str, text: &str) -> serde_json::Value {
    json!({
        "ph": "X",
        "pid": 1,
        "tid": line.cell.goroutine,
        "ts": line.cell.step,
        "dur": 1,
        "cat": line.cell.kind,
        "name": text,
        "args": {"position": position, "runtime": line.cell.prelude},
    })
}

/// The name of a goroutine's track.
fn thread_name(goroutine: usize) -> String {
    let args = json!({"name": format!("goroutine {goroutine}")});
    json!({"ph": "M", "pid": 1, "tid": goroutine, "name": "thread_name", "args": args}).to_string()
}

/// `weft fmt-schedule`: a schedule in words.
pub fn fmt_schedule(text: &str) -> Result<ExitCode, Failure> {
    let schedule = Schedule::parse(text).map_err(|e| Failure::usage(e.to_string()))?;
    print!("{}", schedule.in_words());
    Ok(ExitCode::SUCCESS)
}
