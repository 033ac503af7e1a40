//! What Weft makes of a program, in the form of a `.want` file.

use crate::report::normalize;
use sim_core::limits::Limits;
use sim_core::machine::Status;
use sim_core::schedule::Schedule;
use sim_core::session::api::{FileText, OpenError, Options};
use sim_core::session::run;

/// Compiles and runs a program of one file.
pub fn outcome(file: &str, text: &str, go_minor: u32) -> String {
    let files = [FileText {
        name: file.to_string(),
        text: text.to_string(),
    }];
    let options = Options {
        go_minor,
        ..Options::default()
    };
    let limits = Limits::native();
    let program = match run::compile_checked(&files, &options, &limits) {
        Ok(program) => program,
        Err(OpenError::Compile(errors)) => {
            let lines = errors
                .iter()
                .map(|e| format!("{}:{}:{}: {}\n", e.file, e.line, e.column, e.message));
            return refused(&lines.collect::<String>());
        }
        Err(error) => return error.to_string(),
    };
    let ran = run::start(&program, &options, &limits).and_then(|mut machine| {
        let none = Schedule { choices: vec![] };
        run::run_to_end(&mut machine, &options, &limits, &none, |_, _| {})?;
        Ok(machine)
    });
    let machine = match ran {
        Ok(machine) => machine,
        Err(error) => return error.to_string(),
    };
    match machine.status() {
        Status::Ended(outcome) => ended(outcome.exit_code(), machine.stdout(), &machine.stderr()),
        Status::Running => "reached the limit of transitions\n".to_string(),
    }
}

/// A program that the compiler refuses: the first of its lines.
pub fn refused(lines: &str) -> String {
    let first = lines.lines().next().unwrap_or("without a word");
    format!("does not compile\n{first}\n")
}

/// A program that ran.
pub fn ended(code: i64, stdout: &[u8], stderr: &[u8]) -> String {
    let stdout = String::from_utf8_lossy(stdout);
    let stderr = normalize(&String::from_utf8_lossy(stderr));
    format!("exit {code}\n-- stdout --\n{stdout}-- stderr --\n{stderr}")
}
