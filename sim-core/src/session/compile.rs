//! From Go text to a program ready to run: checker, then lowering.

use std::sync::Arc;

use super::api::{FileText, OpenError, Options};
use crate::bytecode::Program;
use crate::check;
use crate::check::typed::Program as Typed;
use crate::diagnostic::Diagnostics;
use crate::inspect::view::{DiagnosticView, FileView};
use crate::lower;
use crate::source::{Origin, SourceMap};

/// A compiled program, or why there is none.
pub fn compile(files: &[FileText], options: &Options) -> Result<Arc<Program>, OpenError> {
    let (typed, sources) = checked(files, options)?;
    let known = || typed.tests.iter().map(|(test, _)| test.clone());
    let entry = match &options.test {
        None => lower::Entry::Main,
        Some(name) if known().any(|test| test == *name) => lower::Entry::Test(name.clone()),
        Some(name) => {
            return Err(OpenError::NoTest {
                name: name.clone(),
                known: known().collect(),
            });
        }
    };
    lowered(&typed, sources, entry)
}

/// A program that is started at one of its tests, of which it has at least one; it needs no function main.
pub fn compile_tests(files: &[FileText], options: &Options) -> Result<Arc<Program>, OpenError> {
    let (typed, sources) = checked(files, options)?;
    let Some((first, _)) = typed.tests.first().cloned() else {
        return Err(OpenError::NoTest {
            name: "TestXxx(t *testing.T)".to_string(),
            known: Vec::new(),
        });
    };
    lowered(&typed, sources, lower::Entry::Test(first))
}

/// Finds what the compiler has against a program: one to run, or a package of tests.
pub fn check(files: &[FileText], options: &Options) -> Result<(), OpenError> {
    let (typed, sources) = checked(files, options)?;
    let test = typed.tests.first().map(|(name, _)| name.clone());
    let entry = match (typed.main, test) {
        (None, Some(name)) => lower::Entry::Test(name),
        _ => lower::Entry::Main,
    };
    lowered(&typed, sources, entry).map(|_| ())
}

fn checked(files: &[FileText], options: &Options) -> Result<(Typed, SourceMap), OpenError> {
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
    checked.map_err(|(errors, sources)| OpenError::Compile(diagnostics(&errors, &sources)))
}

fn lowered(
    typed: &Typed,
    sources: SourceMap,
    entry: lower::Entry,
) -> Result<Arc<Program>, OpenError> {
    let fallback = sources.clone();
    let program = lower::lower(typed, sources, entry)
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
        .map(|e| view(e.pos(), &e.message_and_notes(sources)))
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
