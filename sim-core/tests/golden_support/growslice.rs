//! Replays capacity rows: an ordinary Go program appends, and prints the capacities it gets.
//!
//! Where that would copy millions of elements, the prelude's capacity functions are called by themselves instead ([`super::calls`]).

use super::Tally;
use super::calls::Calls;
use super::compile::compile;
use super::go_type::GoType;
use super::vectors::{self, VectorFile};
use serde::Deserialize;
use sim_core::bytecode::Program;
use sim_core::limits::Limits;
use sim_core::machine::{Config, Gid, Machine, Status};
use std::fmt::Write;
use std::path::Path;
use std::sync::Arc;

/// Above this many words an array is not made but only its capacity asked for.
const WORDS_MAX: u64 = 4_000;
/// The same for the whole of a chain of appends.
const CHAIN_WORDS_MAX: u64 = 12_000;

/// A row of a file (`FORMAT.md`, growslice).
#[derive(Deserialize)]
struct Row {
    t: String,
    #[serde(default)]
    elem: u64,
    #[serde(default)]
    ptr: bool,
    #[serde(default)]
    n: u64,
    #[serde(default)]
    start: u64,
    #[serde(default)]
    total: u64,
    #[serde(default)]
    cases: Vec<(u64, u64)>,
    #[serde(default)]
    caps: Vec<(u64, u64)>,
    #[serde(default)]
    ops: Vec<(u64, u64, u64, u64)>,
}

/// One append: length and capacity before, elements appended, capacity after.
#[derive(Clone, Copy, Debug)]
struct Append {
    len: u64,
    cap: u64,
    n: u64,
    want: u64,
}

/// Replays every row of a folder's files.
pub fn replay_all(folder: &Path) -> Result<Tally, String> {
    let mut tally = Tally::default();
    for file in vectors::files(folder, "growslice")? {
        for row in file.rows() {
            let row: Row = row?;
            let about = || {
                let Row {
                    t,
                    elem,
                    ptr,
                    n,
                    start,
                    ..
                } = &row;
                format!(
                    "{} {t} elem {elem} ptr {ptr} n {n} start {start}",
                    file.name
                )
            };
            tally.count(replay(&file, &row), about);
        }
    }
    Ok(tally)
}

fn replay(file: &VectorFile, row: &Row) -> Result<u64, String> {
    let go_minor = file.go_minor;
    match row.t.as_str() {
        "grow" => {
            let one = |&(old, want): &(u64, u64)| Append {
                len: old,
                cap: old,
                n: row.n,
                want,
            };
            appends(row, go_minor, row.cases.iter().map(one).collect())
        }
        "mixed" => {
            let one = |&(len, cap, n, want): &(u64, u64, u64, u64)| Append { len, cap, n, want };
            appends(row, go_minor, row.ops.iter().map(one).collect())
        }
        "chain" | "chain_noescape" => chain(row, go_minor),
        "str2bytes" => conversions(row, go_minor, "byte", 1),
        "str2runes" => conversions(row, go_minor, "rune", 4),
        other => Err(format!("unknown row {other:?}")),
    }
}

fn elem_type(row: &Row) -> GoType {
    GoType::filler(row.elem, row.ptr)
}

/// Appends that do not depend on each other.
fn appends(row: &Row, go_minor: u32, all: Vec<Append>) -> Result<u64, String> {
    let words = |append: &Append| (append.cap + append.n) * elem_type(row).words();
    let (small, large): (Vec<Append>, Vec<Append>) = all
        .into_iter()
        .partition(|append| words(append) <= WORDS_MAX);
    let mut text = format!(
        "package main\n\ntype T = {}\n\nvar tick int\nvar kept []T\n\nfunc main() {{\n",
        elem_type(row).text()
    );
    text.push_str("\t_ = append([]T{}, T{})\n");
    for append in &small {
        let Append { len, cap, n, .. } = append;
        let _ = writeln!(
            text,
            "\tprintln(cap(append(make([]T, {len}, {cap}), make([]T, {n})...)))"
        );
    }
    text.push_str("}\n");
    let program = compile(&text, go_minor)?;
    let got = numbers(&program)?;
    let wanted: Vec<u64> = small.iter().map(|append| append.want).collect();
    if got != wanted {
        let wrong = small
            .iter()
            .zip(&got)
            .find(|(append, got)| append.want != **got);
        return Err(format!(
            "{wrong:?} among {} of {} capacities",
            got.len(),
            wanted.len()
        ));
    }
    let mut calls = Calls::new(&program, "runtime.growcap", 2)?;
    for append in &large {
        let Append { len, cap, n, want } = *append;
        let got = if len + n <= cap {
            cap
        } else {
            calls.call(&[len + n, cap])?
        };
        if got != want {
            return Err(format!("{append:?}: cap {got}"));
        }
    }
    Ok((small.len() + large.len()) as u64)
}

/// One element after the other.
fn chain(row: &Row, go_minor: u32) -> Result<u64, String> {
    let mut text = format!(
        "package main\n\ntype T = {}\n\nvar tick int\nvar kept []T\n\nfunc main() {{\n",
        elem_type(row).text()
    );
    let _ = write!(
        text,
        "\tvar z T\n\tstart := {}\n\ts := make([]T, 0, start)\n{}",
        row.start,
        // Only these rows are of slices that never leave their function.
        if row.t == "chain" { "\tkept = s\n" } else { "" }
    );
    let by_program = (row.start + row.total) * elem_type(row).words() <= CHAIN_WORDS_MAX;
    let appended = if by_program { row.total } else { 1 };
    let _ = write!(
        text,
        "\tprintln(0)\n\tprintln(cap(s))\n\tfor i := 0; i < {appended}; i++ {{\n\t\told := cap(s)\n\t\ts = append(s, z)\n"
    );
    text.push_str(
        "\t\tif cap(s) != old {\n\t\t\tprintln(len(s))\n\t\t\tprintln(cap(s))\n\t\t}\n\t}\n}\n",
    );
    let program = compile(&text, go_minor)?;
    let caps = if by_program {
        numbers(&program)?
            .chunks(2)
            .filter_map(|pair| Some((*pair.first()?, *pair.get(1)?)))
            .collect()
    } else {
        chain_of_calls(row, &program)?
    };
    if caps == row.caps {
        Ok(row.total)
    } else {
        Err(format!("got {caps:?}, want {:?}", row.caps))
    }
}

/// The same, asking for each new capacity.
fn chain_of_calls(row: &Row, program: &Arc<Program>) -> Result<Vec<(u64, u64)>, String> {
    let mut calls = Calls::new(program, "runtime.growcap", 2)?;
    let mut cap = row.start;
    let mut caps = vec![(0, cap)];
    for len in 1..=row.total {
        if len > cap {
            cap = calls.call(&[len, cap])?;
            caps.push((len, cap));
        }
    }
    Ok(caps)
}

/// `[]byte(s)` and `[]rune(s)`.
fn conversions(row: &Row, go_minor: u32, elem: &str, bytes: u64) -> Result<u64, String> {
    let (small, large): (Vec<_>, Vec<_>) = row.caps.iter().partition(|(n, _)| *n <= 300);
    let longest = small.iter().map(|(n, _)| *n).max().unwrap_or(0);
    let zeros = "\\x00".repeat(longest as usize);
    let mut text =
        format!("package main\n\nvar tick int\nvar zeros = \"{zeros}\"\n\nfunc main() {{\n");
    for (n, _) in &small {
        let _ = writeln!(text, "\tprintln(cap([]{elem}(zeros[:{n}])))");
    }
    text.push_str("}\n");
    let program = compile(&text, go_minor)?;
    let wanted: Vec<u64> = small.iter().map(|(_, cap)| *cap).collect();
    let got = numbers(&program)?;
    if got != wanted {
        return Err(format!("got {got:?}, want {wanted:?}"));
    }
    let mut calls = Calls::new(&program, "runtime.textcap", 1)?;
    for (n, want) in &large {
        let got = calls.call(&[*n])?;
        if got != *want {
            return Err(format!("{n} times {bytes} bytes: cap {got}, want {want}"));
        }
    }
    Ok(row.caps.len() as u64)
}

/// Runs a program alone and reads the numbers that it printed by `println`, one in a line.
fn numbers(program: &Arc<Program>) -> Result<Vec<u64>, String> {
    let config = Config {
        limits: Limits::native(),
        ..Config::default()
    };
    let mut machine = Machine::new(Arc::clone(program), &config);
    while *machine.status() == Status::Running {
        machine
            .step(Gid(1), 0)
            .map_err(|error| format!("{error:?}"))?;
    }
    let text = String::from_utf8_lossy(&machine.stderr()).into_owned();
    if let Status::Ended(outcome) = machine.status()
        && outcome.exit_code() != 0
    {
        return Err(format!("the program ended: {outcome:?} {text}"));
    }
    text.lines()
        .map(|line| line.parse().map_err(|_| format!("printed {line:?}")))
        .collect()
}
