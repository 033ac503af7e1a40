//! Real Go, for the tests that compare Weft with it. `WEFT_GO` names the go commands (a list as in PATH); `cargo xtask oracle` sets it.
//!
//! Without it such a test says so in a line and does nothing, so that nobody needs Go to build or test Weft. A test that needs Go has
//! `real_go` in its name, which is how the oracle finds it.
//!
//! Go never reaches the network here, and its cache and what it builds stay in the folder of cargo's build.

#![allow(dead_code, reason = "each test program uses a part")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

/// A program that runs longer than this hangs.
const RUN_MAX: Duration = Duration::from_secs(20);

/// A go command.
#[derive(Clone, Debug)]
pub struct Go {
    command: PathBuf,
    /// `1.23.9`.
    pub release: String,
    /// 23 of it.
    pub minor: u32,
}

/// One program to build: a file in a folder of its own.
pub struct Source {
    /// Folder: letters, digits and underscores.
    pub name: String,
    /// Name of the file.
    pub file: String,
    /// Its text.
    pub text: String,
}

/// What came of building it.
pub enum Built {
    /// The program.
    Program(PathBuf),
    /// The compiler's lines, with the bare name of the file before each position.
    Errors(String),
}

/// The go commands that `WEFT_GO` names. A command that does not work is a failure: somebody meant it to be used.
pub fn all() -> Vec<Go> {
    let named = std::env::var_os("WEFT_GO").unwrap_or_default();
    std::env::split_paths(&named)
        .filter(|path| !path.as_os_str().is_empty())
        .map(|path| Go::at(path).unwrap_or_else(|error| panic!("WEFT_GO: {error}")))
        .collect()
}

/// The same; where there is none, says what was left undone.
pub fn all_or_say(left_undone: &str) -> Vec<Go> {
    let found = all();
    if found.is_empty() {
        println!("WEFT_GO names no go command: {left_undone} (`cargo xtask oracle` does it)");
    }
    found
}

/// The oldest of them that is at least Go 1.`minor`.
pub fn at_least(minor: u32, left_undone: &str) -> Option<Go> {
    let found = all_or_say(left_undone);
    found
        .into_iter()
        .filter(|go| go.minor >= minor)
        .min_by_key(|go| go.minor)
}

/// An empty folder for a test's files, beside the build.
pub fn scratch(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("real_go")
        .join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("the build's folder can be written");
    folder
}

impl Go {
    fn at(command: PathBuf) -> Result<Go, String> {
        let output = Command::new(&command)
            .arg("version")
            .env("GOTOOLCHAIN", "local")
            .output()
            .map_err(|error| format!("{}: {error}", command.display()))?;
        let line = String::from_utf8_lossy(&output.stdout).into_owned();
        let release = line
            .split_whitespace()
            .nth(2)
            .and_then(|word| word.strip_prefix("go"))
            .ok_or_else(|| format!("{} is no go command", command.display()))?
            .to_string();
        let minor = release
            .split('.')
            .nth(1)
            .and_then(|minor| minor.parse().ok())
            .ok_or_else(|| format!("{release} is no version that is known here"))?;
        Ok(Go {
            command,
            release,
            minor,
        })
    }

    /// A command of this Go, in a folder, cut off from the network.
    pub fn command(&self, folder: &Path, arguments: &[&str]) -> Command {
        let mut command = Command::new(&self.command);
        command
            .args(arguments)
            .current_dir(folder)
            .stdin(Stdio::null())
            .env("GOTOOLCHAIN", "local")
            .env("GOFLAGS", "-mod=mod")
            .env("GOPROXY", "off")
            .env("GOWORK", "off")
            .env("CGO_ENABLED", "0")
            .env_remove("GOROOT")
            .env(
                "GOCACHE",
                Path::new(env!("CARGO_TARGET_TMPDIR")).join("real_go-cache"),
            );
        command
    }

    /// Runs such a command to its end.
    pub fn run(&self, folder: &Path, arguments: &[&str]) -> Output {
        self.command(folder, arguments)
            .output()
            .unwrap_or_else(|error| panic!("{}: {error}", self.command.display()))
    }

    /// Builds programs, all at once, as Go 1.`language`. Nothing is inlined, so that stack traces have every frame.
    pub fn build(&self, folder: &Path, language: u32, sources: &[Source]) -> Vec<Built> {
        let module = format!("module weft\n\ngo 1.{language}\n");
        std::fs::write(folder.join("go.mod"), module).expect("a file can be written");
        for source in sources {
            let package = folder.join(&source.name);
            std::fs::create_dir_all(&package).expect("a folder can be made");
            std::fs::write(package.join(&source.file), &source.text)
                .expect("a file can be written");
        }
        let bin = folder.join("bin");
        std::fs::create_dir_all(&bin).expect("a folder can be made");
        let arguments = [
            "build",
            "-gcflags=-l",
            "-ldflags=-s -w",
            "-o",
            "bin/",
            "./...",
        ];
        let output = self.run(folder, &arguments);
        let errors = by_package(&String::from_utf8_lossy(&output.stderr));
        let built = |source: &Source| {
            let program = bin.join(format!("{}{}", source.name, std::env::consts::EXE_SUFFIX));
            match errors.get(&source.name) {
                Some(lines) => Built::Errors(bare_names(lines, folder, source)),
                None if program.is_file() => Built::Program(program),
                None => Built::Errors(String::from_utf8_lossy(&output.stderr).into_owned()),
            }
        };
        sources.iter().map(built).collect()
    }
}

/// Positions within a message have the folder before them too.
fn bare_names(lines: &str, folder: &Path, source: &Source) -> String {
    let bare = format!("{}:", source.file);
    lines
        .replace(&format!("{}/{bare}", source.name), &bare)
        .replace(&format!("{}/{bare}", folder.display()), &bare)
}

/// Go's messages by the folder of the package they are about: a line `# weft/NAME`, then `NAME/FILE:LINE:COLUMN: …`. What the compiler
/// is not even asked about, such as an unknown import, stands as `NAME/FILE:LINE:COLUMN: …` alone.
fn by_package(stderr: &str) -> BTreeMap<String, String> {
    let mut found: BTreeMap<String, String> = BTreeMap::new();
    let mut current = None;
    for line in stderr.lines() {
        if let Some(package) = line.strip_prefix("# weft/") {
            current = Some(package.split(' ').next().unwrap_or("").to_string());
            continue;
        }
        let line = line.strip_prefix("./").unwrap_or(line);
        let placed = line
            .split_once('/')
            .filter(|(_, rest)| rest.contains(".go:"));
        let (package, text) = match placed {
            Some((package, rest)) if !package.contains([' ', '\t']) => {
                (Some(package.to_string()), rest.to_string())
            }
            _ => (current.clone(), line.to_string()),
        };
        if let Some(package) = package {
            let lines = found.entry(package).or_default();
            lines.push_str(&text);
            lines.push('\n');
        }
    }
    found
}

/// Runs a program; one that hangs is ended.
pub fn run(program: &Path, arguments: &[&str]) -> Result<Output, String> {
    let mut child = Command::new(program)
        .args(arguments)
        .env("GOTRACEBACK", "single")
        .env_remove("GODEBUG")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| format!("{}: {error}", program.display()))?;
    let (mut stdout, mut stderr) = (child.stdout.take(), child.stderr.take());
    std::thread::scope(|scope| {
        let out = scope.spawn(move || drain(&mut stdout));
        let err = scope.spawn(move || drain(&mut stderr));
        let start = Instant::now();
        let mut pause = Duration::from_micros(200);
        let status = loop {
            match child.try_wait() {
                Ok(Some(status)) => break Ok(status),
                Ok(None) if start.elapsed() > RUN_MAX => {
                    let _ = child.kill();
                    let _ = child.wait();
                    break Err(format!("{} does not end", program.display()));
                }
                Ok(None) => std::thread::sleep(pause),
                Err(error) => break Err(format!("{}: {error}", program.display())),
            }
            pause = (pause * 2).min(Duration::from_millis(20));
        };
        let (stdout, stderr) = (
            out.join().unwrap_or_default(),
            err.join().unwrap_or_default(),
        );
        Ok(Output {
            status: status?,
            stdout,
            stderr,
        })
    })
}

fn drain(pipe: &mut Option<impl std::io::Read>) -> Vec<u8> {
    let mut bytes = Vec::new();
    if let Some(pipe) = pipe {
        let _ = pipe.read_to_end(&mut bytes);
    }
    bytes
}

/// Does a piece of work for each item, on all processors; results in the order of the items.
pub fn each<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let next = std::sync::atomic::AtomicUsize::new(0);
    let workers = std::thread::available_parallelism().map_or(1, usize::from);
    let one = || {
        let mut done = Vec::new();
        loop {
            let at = next.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
            let Some(item) = items.get(at) else {
                return done;
            };
            done.push((at, work(item)));
        }
    };
    let mut results: Vec<(usize, R)> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..workers)
            .map(|_| {
                std::thread::Builder::new()
                    .stack_size(16 << 20)
                    .spawn_scoped(scope, one)
                    .expect("a thread starts")
            })
            .collect();
        threads
            .into_iter()
            .flat_map(|thread| thread.join().expect("the work does not panic"))
            .collect()
    });
    results.sort_by_key(|(at, _)| *at);
    results.into_iter().map(|(_, result)| result).collect()
}
