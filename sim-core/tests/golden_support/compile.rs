//! From Go text to a program.

use sim_core::bytecode::Program;
use sim_core::check::{Options, check};
use sim_core::lower::{Entry, lower};
use std::sync::Arc;

/// Compiles one file as Go 1.`go_minor`. The errors are those that Go would print.
pub fn compile(text: &str, go_minor: u32) -> Result<Arc<Program>, String> {
    let options = Options { go_minor };
    let (typed, sources) = check(&[("main.go", text)], &options)
        .map_err(|(errors, sources)| errors.render(&sources))?;
    let program =
        lower(&typed, sources.clone(), Entry::Main).map_err(|errors| errors.render(&sources))?;
    Ok(Arc::new(program))
}
