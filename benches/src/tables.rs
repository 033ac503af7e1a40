//! The tables of README.md.
//!
//! Each figure comes from a process of its own, started by this one, so that peak memory is that of one tool on one program. Short
//! explorations are repeated and the quickest counts, and samples are measured in time of the processor where the system tells it: what a
//! busy machine adds is not the tool's.

use std::cell::OnceCell;
use std::process::{Command, ExitCode};
use std::sync::Arc;
use std::time::Instant;

use benches::operations::OPERATIONS;
use benches::others;
use benches::weft::{self, Explored};
use benches::workload::Workload;
use sim_core::bytecode::Program;
use sim_core::explore::Policy;

const HELP: &str = "\
cargo run --release -- [exhaust|sample|operations] [SECONDS]
    Prints the tables: all orders, random orders, costs of operations; or one of them.
    An exploration is given up after SECONDS (20 unless told).
";

/// An exploration of under a second is repeated until so many seconds have passed.
const REPEAT_SECONDS: f64 = 1.0;

/// Executions drawn for the second table.
const SAMPLES: u64 = 300_000;

/// Runs the command line.
pub fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    match args.as_slice() {
        ["child", what, workload, seconds] => child(what, workload, seconds.parse().unwrap_or(20)),
        [] => {
            exhaust("20");
            sample();
            operations();
        }
        ["exhaust"] => exhaust("20"),
        ["exhaust", seconds] => exhaust(seconds),
        ["sample"] => sample(),
        ["operations"] => operations(),
        _ => {
            print!("{HELP}");
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}

/// What a child process reports.
#[derive(Clone, Copy, Debug)]
struct Figure {
    executions: u64,
    seconds: f64,
    complete: bool,
    steps: u64,
    /// Peak resident memory.
    kilobytes: u64,
}

/// Measures one tool on one workload and prints the figure's fields.
fn child(what: &str, workload: &str, seconds: u64) {
    let workload = Workload::all()
        .into_iter()
        .find(|known| known.name() == workload);
    let Some(workload) = workload else { return };
    let compiled = OnceCell::new();
    let begin = Instant::now();
    let mut best: Option<(Explored, f64)> = None;
    loop {
        let Some((explored, taken)) = once(what, workload, &compiled, seconds) else {
            return;
        };
        if best.is_none_or(|(_, least)| taken < least) {
            best = Some((explored, taken));
        }
        if begin.elapsed().as_secs_f64() > REPEAT_SECONDS {
            break;
        }
    }
    if let Some((explored, taken)) = best {
        let Explored {
            executions,
            complete,
            steps,
        } = explored;
        // Whatever else the tools print ends before this line.
        println!(
            "\nfigure {executions} {taken} {complete} {steps} {}",
            peak_kilobytes()
        );
    }
}

/// One exploration from nothing but the compiled program, and its seconds. The Go program is compiled before the first one, as the other
/// tools' programs have been with this one.
fn once(
    what: &str,
    workload: Workload,
    compiled: &OnceCell<Arc<Program>>,
    seconds: u64,
) -> Option<(Explored, f64)> {
    let (policy, races) = match what {
        "weft" => (Some(Policy::Exhaustive), false),
        "weft-races" => (Some(Policy::Exhaustive), true),
        "random" => (Some(Policy::Random), false),
        "random-races" => (Some(Policy::Random), true),
        "pct" => (Some(Policy::Pct { depth: 3 }), false),
        "pos" => (Some(Policy::Pos), false),
        _ => (None, false),
    };
    if let Some(policy) = policy {
        let program = compiled.get_or_init(|| weft::compile(&workload.go()));
        let executions = match policy {
            Policy::Exhaustive => u64::MAX,
            _ => SAMPLES,
        };
        let watch = Watch::start();
        let mut explorer = weft::explorer(program.clone(), policy, races);
        let late = || watch.begin.elapsed().as_secs() >= seconds;
        let explored = weft::explore(&mut explorer, executions, &late);
        return Some((explored, watch.seconds()));
    }
    let watch = Watch::start();
    let explored = match what {
        "shuttle" => others::shuttle_exhaust(workload, seconds),
        "shuttle-random" => others::shuttle_sample(workload, SAMPLES / 10),
        "loom" => others::loom_exhaust(workload, seconds)?,
        _ => return None,
    };
    Some((explored, watch.seconds()))
}

/// Measures what one thread does.
struct Watch {
    begin: Instant,
    busy: Option<f64>,
}

impl Watch {
    /// Processor time is told in steps of some milliseconds, so it is no measure of anything shorter.
    const LEAST_SECONDS: f64 = 0.2;

    /// To ask the system takes as long as a small exploration, so that is done before the clock starts and after it has stopped.
    fn start() -> Watch {
        let busy = Watch::busy();
        Watch {
            begin: Instant::now(),
            busy,
        }
    }

    /// Seconds since the start: of the processor where the system tells them (Linux) and they are enough to go by, else of the clock.
    fn seconds(&self) -> f64 {
        let wall = self.begin.elapsed().as_secs_f64();
        let busy = self.busy.zip(Watch::busy());
        match busy.map(|(before, after)| after - before) {
            Some(busy) if busy > Watch::LEAST_SECONDS => busy.min(wall),
            _ => wall,
        }
    }

    /// Seconds that this thread has been running on a processor.
    fn busy() -> Option<f64> {
        let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
        let nanoseconds: f64 = text.split_whitespace().next()?.parse().ok()?;
        Some(nanoseconds / 1e9)
    }
}

/// Peak resident memory of this process, where the system says (Linux); else 0.
fn peak_kilobytes() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let number = line.and_then(|line| line.split_whitespace().next());
    number.and_then(|number| number.parse().ok()).unwrap_or(0)
}

/// Runs a child process.
fn measure(what: &str, workload: Workload, seconds: &str) -> Option<Figure> {
    let program = std::env::current_exe().ok()?;
    let output = Command::new(program)
        .args(["child", what, &workload.name(), seconds])
        .output()
        .ok()?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let line = text.lines().find_map(|line| line.strip_prefix("figure "))?;
    let mut fields = line.split(' ');
    Some(Figure {
        executions: fields.next()?.parse().ok()?,
        seconds: fields.next()?.parse().ok()?,
        complete: fields.next()? == "true",
        steps: fields.next()?.parse().ok()?,
        kilobytes: fields.next()?.parse().ok()?,
    })
}

/// All orders, by three tools.
fn exhaust(seconds: &str) {
    println!(
        "| Program | traces | Weft: executions | seconds | MB | shuttle: executions | seconds | MB | loom: executions | seconds | MB | times |"
    );
    println!("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
    for workload in Workload::all() {
        let figures = ["weft", "shuttle", "loom"].map(|tool| measure(tool, workload, seconds));
        let cells = figures.map(|figure| figure.map_or("– | – | –".to_string(), exhausted));
        println!(
            "| {} | {} | {} | {} |",
            workload.name(),
            workload.traces(),
            cells.join(" | "),
            advantage(figures)
        );
    }
    println!();
}

/// Executions, seconds and megabytes; a program that was given up has what was done till then.
fn exhausted(figure: Figure) -> String {
    let more = if figure.complete { "" } else { ">" };
    format!(
        "{more}{} | {more}{} | {:.1}",
        figure.executions,
        seconds_text(figure.seconds),
        figure.kilobytes as f64 / 1024.0
    )
}

/// By how much Weft's time is below the better one of the others.
fn advantage([weft, shuttle, loom]: [Option<Figure>; 3]) -> String {
    let Some(weft) = weft.filter(|figure| figure.complete) else {
        return "–".to_string();
    };
    let others = [shuttle, loom].into_iter().flatten();
    let least = others.min_by(|a, b| a.seconds.total_cmp(&b.seconds));
    match least {
        Some(least) if least.complete => format!("{:.1}", least.seconds / weft.seconds),
        Some(least) => format!(">{:.0}", least.seconds / weft.seconds),
        None => "–".to_string(),
    }
}

fn seconds_text(seconds: f64) -> String {
    match seconds {
        ..0.001 => format!("{:.1} µs", seconds * 1e6),
        ..1.0 => format!("{:.2} ms", seconds * 1e3),
        _ => format!("{seconds:.1} s"),
    }
}

/// Random orders.
fn sample() {
    println!(
        "| Program | Weft random, M/s | ns per transition | with race detection, M/s | PCT(3), M/s | POS, M/s | shuttle random, M/s | loom, M/s |"
    );
    println!("|---|--:|--:|--:|--:|--:|--:|--:|");
    let rate = |figure: Option<Figure>| {
        let text =
            |figure: Figure| format!("{:.3}", figure.executions as f64 / figure.seconds / 1e6);
        figure.map_or("–".to_string(), text)
    };
    for workload in Workload::all() {
        if !matches!(
            workload.name().as_str(),
            "increments-2x3" | "increments-3x2" | "writers-5" | "readers-3+1" | "locked-2x3"
        ) {
            continue;
        }
        let figure = |what| measure(what, workload, "20");
        let random = figure("random");
        let step = random.map_or(0.0, |figure| figure.seconds * 1e9 / figure.steps as f64);
        println!(
            "| {} | {} | {step:.1} | {} | {} | {} | {} | {} |",
            workload.name(),
            rate(random),
            rate(figure("random-races")),
            rate(figure("pct")),
            rate(figure("pos")),
            rate(figure("shuttle-random")),
            rate(figure("loom")),
        );
    }
    println!();
}

/// Costs of operations.
fn operations() {
    let begin = Instant::now();
    let clock = || begin.elapsed().as_secs_f64() * 1e9;
    println!(
        "| Operation | visible operations | ns | ns per visible one | ns with race detection | per visible one |"
    );
    println!("|---|--:|--:|--:|--:|--:|");
    for operation in OPERATIONS {
        let plain = operation.cost(2_000, 60, false, &clock);
        let races = operation.cost(2_000, 60, true, &clock);
        println!(
            "| `{}` | {:.1} | {:.0} | {:.1} | {:.0} | {:.1} |",
            operation.name,
            plain.visible,
            plain.nanoseconds,
            plain.nanoseconds / plain.visible,
            races.nanoseconds,
            races.nanoseconds / races.visible
        );
    }
}
