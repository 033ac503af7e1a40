//! `cargo xtask race-suite`: the tests of Go's own race detector as a judge of Weft's.
//!
//! They come with the Go that `go.rs` finds or installs (`runtime/race/testdata`) and stay there: the repository has a table with their
//! names and verdicts only. A test whose name begins with `TestRace` must show a race in some order, one with `TestNoRace` none in any
//! order tried; each is explored by `weft test`, file by file, helper functions included.
//!
//! Each test is put to all orders first. Where these are too many for the budget and no race was found, to all orders with at most
//! one pre-emption; where these are too many, too, to orders drawn at random. The summary and the table say how far each verdict reaches;
//! that depends on the machine's speed, so only the verdicts are compared.
//!
//! Where one function of a file does not compile, the others still count: it is blanked out, line by line, and reported. The copies
//! that this makes are in `target/race-suite/`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Stdio;

use crate::go;
use crate::shell::{cargo, command, root, run, say};

/// The Go whose suite it is.
const RELEASE: &str = "1.27.3";
/// Names and verdicts, in the repository.
const TABLE: &str = "xtask/race-suite.txt";
/// Functions blanked out of one file at most.
const BLANKS_MAX: usize = 12;

/// Files that need what a simulator of one package has not.
const OUTSIDE: &[(&str, &str)] = &[
    ("cgo_test.go", "cgo"),
    ("finalizer_test.go", "finalizers and cleanups"),
    ("io_test.go", "files and net/http"),
    ("main_test.go", "the suite's own frame"),
    ("reflect_test.go", "reflect"),
];

/// Functions that need files, and those that Go itself skips.
const SKIPPED: &[&str] = &[
    "TestRaceIssue5567",
    "TestRaceIssue51618",
    "TestRaceRangeFuncIterator",
    "TestNoRaceRangeFuncIterator",
];

/// Tests whose orders nobody can try all, and why: the table says it, too.
const TOO_MANY: &[(&str, &str)] = &[
    (
        "TestNoRaceDeferAtomicStore",
        "4,095 goroutines, and main may end at any moment of them",
    ),
    (
        "TestNoRaceChanWaitGroup",
        "ten goroutines receive from one channel: 10! orders and more",
    ),
    (
        "TestNoRaceCloseHappensBeforeRead",
        "a hundred rounds of several orders each, which multiply",
    ),
    (
        "TestNoRaceIssue60934",
        "32 goroutines come before or after a close: 2^32 orders",
    ),
    ("TestNoRaceTinyAlloc", "eight million steps in each order"),
];

/// How a test is explored, from the farthest reach to the shortest.
const PASSES: &[(Reach, &[&str])] = &[
    (Reach::All, &["--max-executions", "1000000"]),
    (
        Reach::Bounded,
        &["--max-executions", "1000000", "--preemptions", "1"],
    ),
    (
        Reach::Sampled,
        &["--max-executions", "400", "--policy", "random"],
    ),
];

/// Which orders a verdict is about.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Reach {
    All,
    Bounded,
    Sampled,
}

impl Reach {
    /// As the table says it.
    fn word(self) -> &'static str {
        match self {
            Reach::All => "all-orders",
            Reach::Bounded => "one-preemption",
            Reach::Sampled => "sampled",
        }
    }
}

/// What the command line asked for.
struct Options {
    seconds: String,
    filter: String,
    bless: bool,
}

/// Runs the command. The error is the closing line of a run that differs from the table.
pub fn command_line(args: &[String]) -> Result<(), String> {
    let options = parse(args)?;
    let suite = suite()?;
    let weft = weft()?;
    let mut rows = BTreeMap::new();
    for file in files(&suite)? {
        judge(&weft, &file, &options, &mut rows)?;
    }
    summary(&rows);
    let text = table(&rows);
    let path = root().join(TABLE);
    if options.bless {
        return std::fs::write(&path, text).map_err(|error| format!("{TABLE}: {error}"));
    }
    compare(&std::fs::read_to_string(&path).unwrap_or_default(), &rows)
}

fn parse(args: &[String]) -> Result<Options, String> {
    let mut options = Options {
        seconds: "3".to_string(),
        filter: String::new(),
        bless: false,
    };
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        let mut value = |name: &str| {
            let next = args.next().cloned();
            next.ok_or_else(|| format!("xtask race-suite: {name} needs a value"))
        };
        match arg.as_str() {
            "--seconds" => options.seconds = value("--seconds")?,
            "--bless" => options.bless = true,
            "--" => options.filter = value("--")?,
            other => return Err(format!("xtask race-suite: no option `{other}`")),
        }
    }
    Ok(options)
}

/// The folder of the suite.
fn suite() -> Result<PathBuf, String> {
    let (found, missing) = go::all();
    let go = found.iter().find(|go| go.release == RELEASE);
    let go = go.ok_or_else(|| missing.join("; "))?;
    let place = go.command.canonicalize().map_err(|e| e.to_string())?;
    let home = place.parent().and_then(Path::parent).unwrap_or(&place);
    let suite = home.join("src/runtime/race/testdata");
    if suite.is_dir() {
        Ok(suite)
    } else {
        Err(format!("{} is not there", suite.display()))
    }
}

/// Builds the command that explores.
fn weft() -> Result<PathBuf, String> {
    let mut build = cargo();
    build.args(["build", "--quiet", "--profile", "fast", "-p", "sim-core"]);
    build.args(["--features", "cli", "--bin", "weft"]);
    run(&mut build)?;
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or(root().join("target"), PathBuf::from);
    let name = format!("weft{}", std::env::consts::EXE_SUFFIX);
    Ok(target.join("fast").join(name))
}

fn files(suite: &Path) -> Result<Vec<PathBuf>, String> {
    let entries = std::fs::read_dir(suite).map_err(|error| error.to_string())?;
    let mut files: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| name_of(path).ends_with("_test.go"))
        .filter(|path| OUTSIDE.iter().all(|(name, _)| *name != name_of(path)))
        .collect();
    files.sort();
    Ok(files)
}

fn name_of(path: &Path) -> String {
    path.file_name()
        .map_or(String::new(), |name| name.to_string_lossy().into_owned())
}

/// What became of one test.
#[derive(Clone)]
struct Verdict {
    /// `race` or `none`, or why there is none.
    text: String,
    reach: Option<Reach>,
}

/// By file and test.
type Rows = BTreeMap<(String, String), Verdict>;

/// Explores the tests of one file.
fn judge(weft: &Path, file: &Path, options: &Options, rows: &mut Rows) -> Result<(), String> {
    let name = name_of(file);
    let mut text = std::fs::read_to_string(file).map_err(|error| error.to_string())?;
    let tests: Vec<String> = tests(&text)
        .filter(|test| test.contains(&options.filter))
        .collect();
    if tests.is_empty() {
        return Ok(());
    }
    let folder = root().join("target/race-suite");
    std::fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
    let copy = folder.join(&name);
    let mut verdicts: BTreeMap<String, Verdict> = BTreeMap::new();
    let mut why = String::new();
    for _ in 0..BLANKS_MAX {
        std::fs::write(&copy, &text).map_err(|error| error.to_string())?;
        let (out, error) = explore(weft, &copy, options, PASSES[0].1, &options.filter)?;
        verdicts = verdicts_in(&out, PASSES[0].0);
        let Some(line) = error_line(&error, &name) else {
            break;
        };
        why = error.lines().next().unwrap_or("").to_string();
        match without_function_at(&text, line) {
            Some(shorter) => text = shorter,
            None => break,
        }
    }
    for test in tests {
        let verdict = match verdicts.get(&test) {
            Some(verdict) => settled(weft, &copy, options, &test, verdict)?,
            None => Verdict {
                text: format!("does not compile ({why})"),
                reach: None,
            },
        };
        if verdict.text != wanted(&test) {
            say(&format!("{name} {test}: {}", verdict.text));
        }
        rows.insert((name.clone(), test), verdict);
    }
    Ok(())
}

/// The verdict of a test after the passes that it still needs.
fn settled(
    weft: &Path,
    file: &Path,
    options: &Options,
    test: &str,
    first: &Verdict,
) -> Result<Verdict, String> {
    let mut verdict = first.clone();
    for (reach, arguments) in &PASSES[1..] {
        if verdict.reach.is_some() || verdict.text == "race" {
            break;
        }
        let (out, _) = explore(weft, file, options, arguments, test)?;
        if let Some(found) = verdicts_in(&out, *reach).remove(test) {
            verdict = found;
        }
    }
    Ok(verdict)
}

/// The names that have a verdict.
fn tests(text: &str) -> impl Iterator<Item = String> + '_ {
    let names = text.lines().filter_map(|line| {
        let name = line.strip_prefix("func ")?.split('(').next()?;
        (name.starts_with("TestRace") || name.starts_with("TestNoRace")).then(|| name.to_string())
    });
    names.filter(|name| !SKIPPED.contains(&name.as_str()))
}

/// The verdict that a name asks for.
fn wanted(test: &str) -> &'static str {
    if test.starts_with("TestRace") {
        "race"
    } else {
        "none"
    }
}

/// Standard output and standard error of `weft test` on the tests whose names contain `filter`.
fn explore(
    weft: &Path,
    file: &Path,
    options: &Options,
    arguments: &[&str],
    filter: &str,
) -> Result<(String, String), String> {
    let output = command(weft)
        .args(["test", "--go", "1.27", "--max-steps", "60000"])
        .args(arguments)
        .args(["--max-seconds", &options.seconds, "--func", filter])
        .arg(file)
        .stdin(Stdio::null())
        .output()
        .map_err(|error| format!("{}: {error}", weft.display()))?;
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    Ok((text(&output.stdout), text(&output.stderr)))
}

/// Each test's verdict: its line begins with what was found and its name, and says whether all orders were tried. Samples are never
/// all orders, but all that was asked for.
fn verdicts_in(out: &str, asked: Reach) -> BTreeMap<String, Verdict> {
    let lines = out.lines().filter_map(|line| {
        let (found, rest) = line.split_once(' ')?;
        let (name, extent) = rest.trim_start().split_once(':')?;
        let race = found.split(',').any(|kind| kind == "race");
        let complete = extent.contains("all orders") && !extent.contains("cut off");
        let verdict = Verdict {
            text: if race { "race" } else { "none" }.to_string(),
            reach: (complete || asked == Reach::Sampled).then_some(asked),
        };
        (name.starts_with("Test")).then(|| (name.to_string(), verdict))
    });
    lines.collect()
}

/// The line of the first compile error.
fn error_line(error: &str, name: &str) -> Option<usize> {
    let at = error.find(&format!("{name}:"))?;
    let rest = error.get(at + name.len() + 1..)?;
    rest.split(':').next()?.parse().ok()
}

/// The text with the function around a line blanked out, every other line where it was; nothing where there is none. An import that
/// only that function needed would be the next error, so a line of an import is blanked, too.
fn without_function_at(text: &str, line: usize) -> Option<String> {
    let mut lines: Vec<&str> = text.lines().collect();
    let at = line.checked_sub(1)?;
    if lines.get(at)?.starts_with("\t\"") {
        *lines.get_mut(at)? = "";
        return Some(lines.join("\n") + "\n");
    }
    let start = (0..=at).rev().find(|&i| lines[i].starts_with("func "))?;
    let end = (at..lines.len()).find(|&i| lines[i].starts_with('}'))?;
    lines[start..=end].fill("");
    Some(lines.join("\n") + "\n")
}

/// By file: how many agree; and how far the verdicts reach that there is no race.
fn summary(rows: &Rows) {
    let mut areas: BTreeMap<&str, (u32, u32)> = BTreeMap::new();
    let mut reaches: BTreeMap<Reach, u32> = BTreeMap::new();
    for ((file, test), verdict) in rows {
        let (agree, all) = areas.entry(file).or_default();
        *agree += u32::from(verdict.text == wanted(test));
        *all += 1;
        if let Some(reach) = verdict.reach.filter(|_| verdict.text == "none") {
            *reaches.entry(reach).or_default() += 1;
        }
    }
    for (file, (agree, all)) in &areas {
        println!("{file:24} {agree:3} of {all:3}");
    }
    let total = |pick: fn(&(u32, u32)) -> u32| areas.values().map(pick).sum::<u32>();
    println!("{:24} {:3} of {:3}", "all", total(|a| a.0), total(|a| a.1));
    for (reach, tests) in &reaches {
        println!("no race, {:15} {tests:3}", reach.word());
    }
}

/// The table's text: file, test, verdict, and how far it reaches where no race was found, with the reason where that is not far.
fn table(rows: &Rows) -> String {
    let lines = rows.iter().map(|((file, test), verdict)| {
        // Why something does not compile is no name and no verdict.
        let word = verdict.text.split(' ').next().unwrap_or("");
        let word = if word == "does" { "unsupported" } else { word };
        let reach = verdict.reach.filter(|_| word == "none");
        let sampled = reach == Some(Reach::Sampled);
        let why = TOO_MANY.iter().find(|(name, _)| sampled && name == test);
        let why = why.map_or(String::new(), |(_, why)| format!(" ({why})"));
        let reach = reach.map_or(String::new(), |reach| format!(" {}", reach.word()));
        format!("{file} {test} {word}{reach}{why}\n")
    });
    lines.collect()
}

/// A line of the table without the reach and its reason.
fn bare(line: &str) -> String {
    line.split(' ').take(3).collect::<Vec<_>>().join(" ")
}

/// Tells what differs from the table, among the tests that were run.
fn compare(recorded: &str, rows: &Rows) -> Result<(), String> {
    let now = table(rows);
    let known: BTreeSet<String> = recorded.lines().map(bare).collect();
    let different: Vec<String> = now
        .lines()
        .map(bare)
        .filter(|line| !known.contains(line))
        .collect();
    for line in &different {
        println!("not as in {TABLE}: {line}");
    }
    if different.is_empty() {
        Ok(())
    } else {
        Err(format!("{} tests are not as in {TABLE}", different.len()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_function_is_blanked_out_where_it_stands() {
        let text = "package p\n\nfunc A() {\n\tx()\n}\n\nfunc B() {\n\ty()\n}\n";
        let shorter = without_function_at(text, 8).expect("a function");
        assert_eq!(shorter, "package p\n\nfunc A() {\n\tx()\n}\n\n\n\n\n");
        assert_eq!(without_function_at(text, 1), None);
    }

    #[test]
    fn verdicts_are_read_from_what_weft_prints() {
        let out = "race,limit TestRaceA: not exhaustive\n         race: --schedule w1\nok       TestNoRaceB: all orders\n";
        let found = verdicts_in(out, Reach::All);
        assert_eq!(found["TestRaceA"].text, "race");
        assert!(found["TestRaceA"].reach.is_none());
        assert_eq!(found["TestNoRaceB"].text, "none");
        assert!(found["TestNoRaceB"].reach == Some(Reach::All));
        assert_eq!(found.len(), 2);
    }
}
