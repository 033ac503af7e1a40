//! From Go text to a program ready to run: checker, then lowering.

use std::sync::Arc;

use super::api::{FileText, OpenError, Options};
use crate::bytecode::Program;
use crate::check;
use crate::diagnostic::Diagnostics;
use crate::inspect::view::{DiagnosticView, FileView};
use crate::lower;
use crate::source::{Origin, SourceMap};

/// A compiled program, or why there is none.
pub fn compile(files: &[FileText], options: &Options) -> Result<Arc<Program>, OpenError> {
    let texts: Vec<(&str, &str)> = files
        .iter()
        .map(|f| (f.name.as_str(), f.text.as_str()))
        .collect();
    let checked = check::check(
        &texts,
        &check::Options {
            go_minor: options.go_minor,
        },
    );
    let (typed, sources) =
        checked.map_err(|(errors, sources)| OpenError::Compile(diagnostics(&errors, &sources)))?;
    if let Some(name) = options
        .test
        .as_ref()
        .filter(|name| typed.tests.iter().all(|(test, _)| test != *name))
    {
        let known = typed.tests.into_iter().map(|(test, _)| test).collect();
        return Err(OpenError::NoTest {
            name: name.clone(),
            known,
        });
    }
    let fallback = sources.clone();
    let entry = options
        .test
        .clone()
        .map_or(lower::Entry::Main, lower::Entry::Test);
    let program = lower::lower(&typed, sources, entry)
        .map_err(|errors| OpenError::Compile(diagnostics(&errors, &fallback)))?;
    Ok(Arc::new(program))
}

/// Errors as views, at most ten, in gc's order; a last line says when there are more.
pub fn diagnostics(errors: &Diagnostics, sources: &SourceMap) -> Vec<DiagnosticView> {
    let shown = errors.shown(sources);
    let view = |pos, message: &str| {
        let place = sources.locate(pos);
        let file = place
            .and_then(|p| sources.file(p.file))
            .map_or_else(String::new, |f| f.name.clone());
        let (line, column) = place.map_or((0, 0), |p| (p.line, p.column));
        DiagnosticView {
            file,
            line,
            column,
            message: message.to_string(),
        }
    };
    let mut views: Vec<DiagnosticView> = shown
        .errors
        .iter()
        .map(|e| view(e.pos(), &e.message))
        .collect();
    views.extend(shown.too_many_at.map(|pos| view(pos, "too many errors")));
    views
}

/// The program's files: the user's first, then the prelude's.
pub fn files(program: &Program) -> Vec<FileView> {
    let view = |f: &crate::source::SourceFile| FileView {
        name: f.name.clone(),
        text: f.text.to_string(),
        prelude: f.origin == Origin::Prelude,
    };
    let mut files: Vec<FileView> = program.sources.files().iter().map(view).collect();
    files.sort_by_key(|f| f.prelude);
    files
}
