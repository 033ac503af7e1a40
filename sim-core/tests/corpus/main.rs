//! Small Go programs, run by Weft and compared with what real Go did: `AREA/FEATURE/NAME.go` beside `NAME.want`.
//!
//! A `.want` file is what real Go 1.23 made of the program: exit status, stdout and stderr, or the first line of its compiler where it
//! must not compile. Where Go 1.27 does something else there is a `NAME.go1.27.want` too. Where Weft knowingly does something else, a file
//! `NAME.go1.27.ours` holds it (`NAME.go1.23.ours`), so that a change is noticed; README.md says why. Stack traces are compared after
//! [`report::normalize`] has taken out what no simulator can know: addresses, argument words, folders. A first line `// go 1.21` makes it a
//! program of that version of the language; `// needs golang.org/x/sync` says that it imports a module, so that it is not put to the real
//! Go at hand: its expectation comes from a Go that had the module.
//!
//! `cargo xtask oracle -- corpus` compares the expectations themselves with real Go. After adding a program write its expectation:
//! `WEFT_GO=/path/to/go1.23:/path/to/go1.27 WEFT_BLESS=1 cargo test -p sim-core --test corpus real_go`. `WEFT_CORPUS=maps,defer` runs
//! only programs whose path contains one of these.

#[path = "../real_go/mod.rs"]
mod real_go;
#[path = "../real_go/report.rs"]
mod report;
mod weft;

use real_go::{Built, Go, Source};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Fewer programs than this means that some were not found.
const PROGRAMS_MIN: usize = 300;
/// The versions with expectations of their own, the first being the one that every program has.
const VERSIONS: [u32; 2] = [23, 27];

/// A program of the corpus.
struct Program {
    /// Path below the corpus without its ending: `language/maps/iterate`.
    name: String,
    text: String,
    /// The version of the language, where the program says one.
    language: Option<u32>,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus")
}

/// All programs, or those that `WEFT_CORPUS` asks for.
fn programs() -> Vec<Program> {
    let only = std::env::var("WEFT_CORPUS").unwrap_or_default();
    let mut found = Vec::new();
    collect(&folder(), "", &mut found);
    found.sort_by(|a: &Program, b| a.name.cmp(&b.name));
    assert!(found.len() >= PROGRAMS_MIN, "only {} programs", found.len());
    found.retain(|program| only.split(',').any(|part| program.name.contains(part)));
    assert!(!found.is_empty(), "no program is called {only}");
    found
}

fn collect(folder: &Path, prefix: &str, found: &mut Vec<Program>) {
    let entries = std::fs::read_dir(folder).expect("the corpus is there");
    for entry in entries.map(|entry| entry.expect("readable")) {
        let (path, name) = (
            entry.path(),
            entry.file_name().into_string().expect("UTF-8"),
        );
        if path.is_dir() {
            collect(&path, &format!("{prefix}{name}/"), found);
        } else if let Some(stem) = name.strip_suffix(".go") {
            let text = std::fs::read_to_string(&path).expect("readable");
            let language = text
                .lines()
                .next()
                .and_then(|line| line.strip_prefix("// go 1."))
                .map(|minor| minor.trim().parse().expect("a minor version"));
            found.push(Program {
                name: format!("{prefix}{stem}"),
                text,
                language,
            });
        }
    }
}

impl Program {
    /// Whether it imports a module that real Go would have to fetch.
    fn needs_module(&self) -> bool {
        self.text.starts_with("// needs ")
    }

    /// Name of its file, which traces show.
    fn file(&self) -> String {
        format!("{}.go", self.name.rsplit('/').next().unwrap_or(""))
    }

    /// `language/maps`.
    fn feature(&self) -> &str {
        self.name
            .rsplit_once('/')
            .map_or("", |(feature, _)| feature)
    }

    /// The version of the language when it is run as Go 1.`version`; none where it is for another version only.
    fn language_in(&self, version: u32) -> Option<u32> {
        match self.language {
            None => Some(version),
            Some(language) if version == VERSIONS[0] && language <= version => Some(language),
            Some(language) if language > VERSIONS[0] && language <= version => Some(language),
            Some(_) => None,
        }
    }

    fn want_file(&self, version: u32) -> PathBuf {
        let name = if version == VERSIONS[0] {
            format!("{}.want", self.name)
        } else {
            format!("{}.go1.{version}.want", self.name)
        };
        folder().join(name)
    }

    /// Holds what Weft does where that is something else.
    fn ours_file(&self, version: u32) -> PathBuf {
        folder().join(format!("{}.go1.{version}.ours", self.name))
    }

    /// What real Go was recorded to do.
    fn want(&self, version: u32) -> Option<String> {
        let read = |version| std::fs::read_to_string(self.want_file(version)).ok();
        read(version).or_else(|| read(VERSIONS[0]))
    }
}

/// Compares what `did` says of each program with its expectation; prints a table by feature.
fn compare(version: u32, who: &str, did: &[(&Program, String)]) -> Vec<String> {
    let mut table: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let mut failures = Vec::new();
    for (program, got) in did {
        let row = table.entry(program.feature()).or_default();
        row.1 += 1;
        match program.want(version) {
            Some(want) if want == *got => row.0 += 1,
            Some(want) => failures.push(format!(
                "== {} ({who})\n-- want --\n{want}\n-- got --\n{got}\n",
                program.name
            )),
            None => failures.push(format!("== {}: no expectation is recorded", program.name)),
        }
    }
    println!(
        "{who}: {} of {} programs agree",
        did.len() - failures.len(),
        did.len()
    );
    for (feature, (agree, all)) in &table {
        println!("  {feature:<28} {agree:>3} of {all:>3}");
    }
    failures
}

fn assert_none(failures: &[String]) {
    assert!(
        failures.is_empty(),
        "{} differ\n{}",
        failures.len(),
        failures.join("\n")
    );
}

fn weft_agrees(version: u32) {
    let programs = programs();
    let mine: Vec<(&Program, u32)> = programs
        .iter()
        .filter_map(|program| Some((program, program.language_in(version)?)))
        .collect();
    let did = real_go::each(&mine, |(program, language)| {
        weft::outcome(&program.file(), &program.text, *language)
    });
    let did: Vec<_> = mine.iter().map(|(program, _)| *program).zip(did).collect();
    let who = format!("Weft as Go 1.{version}");
    let failures = compare(version, &who, &did);
    let known: Vec<&Program> = did
        .iter()
        .filter(|(program, got)| known_difference(program, version, got))
        .map(|(program, _)| *program)
        .collect();
    if !known.is_empty() {
        println!("{who}: {} known differences:", known.len());
        known
            .iter()
            .for_each(|program| println!("  {}", program.name));
    }
    let known = |failure: &String| {
        let start = |program: &&&Program| failure.starts_with(&format!("== {} (", program.name));
        known.iter().find(start).is_some()
    };
    let unknown: Vec<String> = failures
        .into_iter()
        .filter(|failure| !known(failure))
        .collect();
    assert_none(&unknown);
}

/// Whether a program is recorded to differ in just this way. A record that has become wrong because Weft agrees now is told of.
fn known_difference(program: &Program, version: u32, got: &str) -> bool {
    let path = program.ours_file(version);
    let agrees = program.want(version).is_some_and(|want| want == got);
    if std::env::var_os("WEFT_BLESS").is_some() {
        if agrees {
            let _ = std::fs::remove_file(&path);
        } else {
            std::fs::write(&path, got).expect("the corpus can be written");
        }
    }
    let recorded = std::fs::read_to_string(&path);
    if agrees && recorded.is_ok() {
        println!("{}: agrees now, remove {}", program.name, path.display());
    }
    !agrees && recorded.is_ok_and(|ours| ours == got)
}

#[test]
fn programs_do_what_go_1_23_did() {
    weft_agrees(23);
}

#[test]
fn programs_do_what_go_1_27_did() {
    weft_agrees(27);
}

/// The recorded expectations are what real Go does.
#[test]
fn real_go_corpus() {
    let programs = programs();
    let bless = std::env::var_os("WEFT_BLESS").is_some();
    let programs: Vec<Program> = programs.into_iter().filter(|p| !p.needs_module()).collect();
    let mut failures = Vec::new();
    for go in real_go::all_or_say("the corpus was not compared with real Go") {
        let mine: Vec<(&Program, u32)> = programs
            .iter()
            .filter_map(|program| Some((program, program.language_in(go.minor)?)))
            .collect();
        let did = outcomes(&go, &mine);
        if bless {
            did.iter()
                .for_each(|(program, did)| record(program, go.minor, did));
        }
        failures.extend(compare(go.minor, &format!("Go {}", go.release), &did));
    }
    assert_none(&failures);
}

/// Builds the programs, those of one version of the language at a time, and runs them.
fn outcomes<'a>(go: &Go, programs: &[(&'a Program, u32)]) -> Vec<(&'a Program, String)> {
    let mut by_language: BTreeMap<u32, Vec<&Program>> = BTreeMap::new();
    for (program, language) in programs {
        by_language.entry(*language).or_default().push(program);
    }
    let mut did = Vec::new();
    for (language, programs) in by_language {
        let source = |program: &&Program| Source {
            name: program.name.replace('/', "_"),
            file: program.file(),
            text: program.text.clone(),
        };
        let sources: Vec<Source> = programs.iter().map(source).collect();
        let folder = real_go::scratch(&format!("corpus-{}-{language}", go.release));
        let built = go.build(&folder, language, &sources);
        let outcomes = real_go::each(&built, |built| match built {
            Built::Errors(lines) => weft::refused(lines),
            Built::Program(program) => match real_go::run(program, &[]) {
                Ok(output) => weft::ended(
                    output.status.code().unwrap_or(-1).into(),
                    &output.stdout,
                    &output.stderr,
                ),
                Err(error) => error,
            },
        });
        did.extend(programs.into_iter().zip(outcomes));
        let _ = std::fs::remove_dir_all(folder);
    }
    did.sort_by(|a, b| a.0.name.cmp(&b.0.name));
    did
}

/// Writes an expectation; a later version has a file of its own only where it differs.
fn record(program: &Program, version: u32, did: &str) {
    let path = program.want_file(version);
    let first = program.want_file(VERSIONS[0]);
    let same =
        version != VERSIONS[0] && std::fs::read_to_string(&first).is_ok_and(|want| want == did);
    if same {
        let _ = std::fs::remove_file(path);
    } else {
        std::fs::write(path, did).expect("the corpus can be written");
    }
}
