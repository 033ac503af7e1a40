//! Snapshots: what each form of the language becomes. One `check` for all of them: Go text in, listing of its own functions out.

mod control;
mod limits;
mod memory;
mod values;

use expect_test::Expect;

use super::{Entry, lower};
use crate::bytecode::{Program, disasm};
use crate::check;

/// Lowers a program; what is wrong with it otherwise.
fn try_lower(text: &str) -> Result<Program, String> {
    let options = check::Options::default();
    let (program, sources) = check::check(&[("main.go", text)], &options)
        .map_err(|(errors, sources)| errors.render(&sources))?;
    lower(&program, sources.clone(), Entry::Main).map_err(|errors| errors.render(&sources))
}

/// Compares the listing of `f` and everything else of package main (except `main` itself) with what is expected.
fn check(body: &str, expect: Expect) {
    let text = format!("package main\n{body}\nfunc main() {{ use() }}\n");
    let listing = match try_lower(&text) {
        Ok(program) => disasm::program(&program, |function| {
            function.name.starts_with("main.")
                && function.name != "main.main"
                && function.name != "main.use"
        }),
        Err(error) => error,
    };
    expect.assert_eq(&listing);
}
