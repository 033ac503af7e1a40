//! Who may import whom. The tables are the rule; ARCHITECTURE.md says it in words.
//!
//! A module's line names the modules of its own crate that it may use; everything else is a problem, and so is a module
//! without a line. Tests may use anything: they compile programs and look at the result.

use super::Problem;
use super::text::{Language, SourceFile, closing, line_at};

/// One module of a crate and what it may name.
struct Layer {
    module: &'static str,
    /// Modules of the same crate. `*` means all.
    may_use: &'static [&'static str],
    /// Words that may not occur, most of them other crates.
    never: &'static [&'static str],
}

const fn layer(
    module: &'static str,
    may_use: &'static [&'static str],
    never: &'static [&'static str],
) -> Layer {
    Layer {
        module,
        may_use,
        never,
    }
}

/// Serialisation is for plain public data, never for these: their shape must stay free to change.
const NO_WIRE: &[&str] = &["serde"];

/// Text flows down the table to the machine; whoever drives or watches it comes after it; only `session` wires.
const SIM_CORE: &[Layer] = &[
    layer("limits", &[], &[]),
    layer("versions", &[], NO_WIRE),
    layer("source", &[], &[]),
    layer("diagnostic", &["source"], &[]),
    layer("syntax", &["source", "diagnostic"], NO_WIRE),
    layer(
        "check",
        &[
            "source",
            "diagnostic",
            "syntax",
            "limits",
            "library",
            "prelude",
            "versions",
        ],
        NO_WIRE,
    ),
    // Its listing names the library's functions.
    layer("bytecode", &["source", "limits", "library"], NO_WIRE),
    layer(
        "lower",
        &[
            "source",
            "diagnostic",
            "check",
            "bytecode",
            "prelude",
            "library",
            "limits",
            "versions",
        ],
        NO_WIRE,
    ),
    layer("prelude", &[], NO_WIRE),
    layer(
        "library",
        &["source", "bytecode", "limits", "versions"],
        NO_WIRE,
    ),
    layer(
        "machine",
        &["source", "bytecode", "library", "limits", "versions"],
        NO_WIRE,
    ),
    layer("schedule", &["machine", "source", "limits"], &[]),
    layer("race", &["machine", "source", "bytecode", "limits"], &[]),
    layer(
        "explore",
        &[
            "machine", "schedule", "race", "source", "bytecode", "limits",
        ],
        &[],
    ),
    layer(
        "timeline",
        &["machine", "schedule", "source", "bytecode", "limits"],
        &[],
    ),
    // Of the library only `mapread`, which reads the entries of a map out of memory.
    layer(
        "inspect",
        &["machine", "source", "bytecode", "limits", "library"],
        &[],
    ),
    layer("session", &["*"], &[]),
];

/// What no part of the core may do: input and output, clocks, threads, and maps whose order of iteration is chance.
const SIM_CORE_NEVER: &[&str] = &[
    "std::fs",
    "std::io",
    "std::net",
    "std::env",
    "std::process",
    "std::thread",
    "std::time",
    "HashMap",
    "HashSet",
];

/// Views come in, pictures go out. `view_model` is tested natively, so it knows nothing of the browser.
const FRONTEND: &[Layer] = &[
    layer("i18n", &[], &["yew", "web_sys"]),
    layer(
        "view_model",
        &["i18n"],
        &[
            "yew",
            "web_sys",
            "js_sys",
            "gloo",
            "wasm_bindgen",
            "gloo_timers",
        ],
    ),
    layer("anim", &["view_model", "bridge"], &[]),
    layer("bridge", &["view_model", "i18n"], &[]),
    layer("store", &["view_model", "bridge", "i18n"], &[]),
    layer(
        "components",
        &["store", "view_model", "anim", "i18n", "bridge"],
        &[],
    ),
    layer("app", &["*"], &[]),
];

/// The modules of sim-core that the page may name: the session and the views, schedules and settings that it passes.
const PAGE_SEES: &[&str] = &[
    "session",
    "inspect",
    "schedule",
    "timeline",
    "diagnostic",
    "source",
    "limits",
];

/// Checks one file against the tables.
pub fn check(file: &SourceFile) -> Vec<Problem> {
    if file.language != Language::Rust {
        return Vec::new();
    }
    if let Some(path) = file.path.strip_prefix("sim-core/src/") {
        return check_crate(file, path, SIM_CORE, SIM_CORE_NEVER);
    }
    if let Some(path) = file.path.strip_prefix("frontend/src/") {
        let mut problems = check_crate(file, path, FRONTEND, &[]);
        problems.extend(check_page(file));
        return problems;
    }
    Vec::new()
}

/// `path` is that of the file inside the crate's `src`.
fn check_crate(file: &SourceFile, path: &str, layers: &[Layer], never: &[&str]) -> Vec<Problem> {
    let first = path
        .split('/')
        .next()
        .unwrap_or_default()
        .trim_end_matches(".rs");
    if ["lib", "main", "bin"].contains(&first) {
        return Vec::new();
    }
    let Some(layer) = layers.iter().find(|layer| layer.module == first) else {
        return vec![problem(
            file,
            1,
            format!("module `{first}` has no line in the table of xtask/src/tidy/layers.rs"),
        )];
    };
    let depth = depth_of(path);
    let mut problems: Vec<Problem> = uses(file, depth)
        .into_iter()
        .filter_map(|(line, target)| wrong_use(file, layer, layers, line, &target))
        .collect();
    problems.extend(words(
        file,
        never,
        "the core has no input, output, clock, thread, or map in chance order",
    ));
    problems.extend(words(
        file,
        layer.never,
        &format!("`{first}` does not know it"),
    ));
    problems
}

fn wrong_use(
    file: &SourceFile,
    layer: &Layer,
    layers: &[Layer],
    line: usize,
    target: &str,
) -> Option<Problem> {
    let known = layers.iter().any(|other| other.module == target);
    let allowed =
        target == layer.module || layer.may_use.contains(&target) || layer.may_use.contains(&"*");
    if !known && layer.may_use.contains(&"*") || known && allowed {
        return None;
    }
    let message = if known {
        format!(
            "`{}` may not use `{target}`: see the table of xtask/src/tidy/layers.rs",
            layer.module
        )
    } else {
        format!(
            "`crate::{target}` is no module of the table in xtask/src/tidy/layers.rs: name it by its module"
        )
    };
    Some(problem(file, line, message))
}

/// The page names only what the session hands out.
fn check_page(file: &SourceFile) -> Vec<Problem> {
    let named = targets(&file.code, "sim_core::");
    let hidden = named.into_iter().filter(|(offset, target)| {
        !file.is_test_line(line_at(&file.code, *offset)) && !PAGE_SEES.contains(&target.as_str())
    });
    hidden
        .map(|(offset, target)| {
            problem(
                file,
                line_at(&file.code, offset),
                format!("the page does not know `sim_core::{target}`"),
            )
        })
        .collect()
}

/// The top-level modules of its own crate that a file names outside tests, with their lines.
fn uses(file: &SourceFile, depth: usize) -> Vec<(usize, String)> {
    let climb = "super::".repeat(depth);
    let mut found = targets(&file.code, "crate::");
    if depth > 0 {
        found.extend(targets(&file.code, &climb));
    }
    let lines = found
        .into_iter()
        .map(|(offset, target)| (line_at(&file.code, offset), target));
    lines
        .filter(|(line, _)| !file.is_test_line(*line))
        .collect()
}

/// How many `super::` lead from a file to the crate's root.
fn depth_of(path: &str) -> usize {
    let parts = path.split('/').count();
    if path.ends_with("/mod.rs") {
        parts - 1
    } else {
        parts
    }
}

/// The names that follow `prefix`, also inside a group: `prefix::{a, b::c}` names `a` and `b`.
fn targets(code: &str, prefix: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (offset, _) in code.match_indices(prefix) {
        let before = code.get(..offset).and_then(|head| head.chars().next_back());
        if before.is_some_and(|c| c.is_alphanumeric() || "_:$".contains(c)) {
            continue;
        }
        let start = offset + prefix.len();
        match code.get(start..).unwrap_or_default().strip_prefix('{') {
            Some(_) => found.extend(group(code, start)),
            None => found
                .extend(Some((offset, name_at(code, start))).filter(|(_, name)| !name.is_empty())),
        }
    }
    found.retain(|(_, name)| name != "super" && name != "self");
    found
}

/// The first names of the members of the group whose brace opens at `open`.
fn group(code: &str, open: usize) -> Vec<(usize, String)> {
    let inside = code.get(open + 1..closing(code, open)).unwrap_or_default();
    let mut depth = 0_i32;
    let mut found = Vec::new();
    let mut start = 0;
    for (offset, c) in inside.char_indices().chain([(inside.len(), ',')]) {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                let member = inside.get(start..offset).unwrap_or_default();
                let lead = member.len() - member.trim_start().len();
                let at = open + 1 + start + lead;
                found.extend(Some((at, name_at(code, at))).filter(|(_, name)| !name.is_empty()));
                start = offset + 1;
            }
            _ => {}
        }
    }
    found
}

fn name_at(code: &str, offset: usize) -> String {
    code.get(offset..)
        .unwrap_or_default()
        .chars()
        .take_while(|c| c.is_alphanumeric() || *c == '_')
        .collect()
}

/// Lines outside tests on which one of the words stands.
fn words(file: &SourceFile, words: &[&str], why: &str) -> Vec<Problem> {
    let lines = file
        .code_lines()
        .filter(|(line, _)| !file.is_test_line(*line));
    let on_line = |(line, code): (usize, &str)| {
        let found = words.iter().filter(|word| has_word(code, word));
        found
            .map(|word| problem(file, line, format!("`{word}`: {why}")))
            .collect::<Vec<_>>()
    };
    lines.flat_map(on_line).collect()
}

fn has_word(code: &str, word: &str) -> bool {
    let part = |c: char| c.is_alphanumeric() || c == '_';
    code.match_indices(word).any(|(offset, _)| {
        let before = code.get(..offset).and_then(|head| head.chars().next_back());
        let after = code
            .get(offset + word.len()..)
            .and_then(|tail| tail.chars().next());
        !before.is_some_and(part) && !after.is_some_and(part)
    })
}

fn problem(file: &SourceFile, line: usize, message: String) -> Problem {
    Problem {
        path: file.path.clone(),
        line,
        message,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, text: &str) -> Vec<String> {
        check(&SourceFile::new(path, text))
            .iter()
            .map(|problem| format!("{}: {}", problem.line, problem.message))
            .collect()
    }

    #[test]
    fn the_machine_knows_no_watcher() {
        let text = "use crate::bytecode::Op;\nuse crate::{source::Pos, race::{Clock, Epoch}};\nfn a() { crate::inspect::view(); }\n";
        let problems = found("sim-core/src/machine/step.rs", text);
        assert_eq!(problems.len(), 2, "{problems:?}");
        assert!(
            problems[0].starts_with("2: `machine` may not use `race`"),
            "{problems:?}"
        );
        assert!(
            problems[1].starts_with("3: `machine` may not use `inspect`"),
            "{problems:?}"
        );
    }

    #[test]
    fn climbing_to_the_root_is_no_way_around() {
        assert_eq!(
            found(
                "sim-core/src/machine/step.rs",
                "use super::super::race::Clock;\n"
            )
            .len(),
            1
        );
        assert_eq!(
            found("sim-core/src/machine/mod.rs", "use super::race::Clock;\n").len(),
            1
        );
        assert_eq!(
            found("sim-core/src/machine/step.rs", "use super::memory::Heap;\n").len(),
            0
        );
    }

    #[test]
    fn tests_may_use_anything() {
        assert!(
            found(
                "sim-core/src/machine/mod.rs",
                "#[cfg(test)]\nmod tests {\n    use crate::session::Session;\n}\n"
            )
            .is_empty()
        );
        assert!(
            found(
                "sim-core/src/machine/tests.rs",
                "use crate::session::Session;\n"
            )
            .is_empty()
        );
    }

    #[test]
    fn a_new_module_wants_a_line_in_the_table() {
        assert!(
            found("sim-core/src/fresh.rs", "")
                .first()
                .is_some_and(|text| text.contains("`fresh` has no line"))
        );
    }

    #[test]
    fn the_core_is_pure_and_the_machine_has_no_wire_format() {
        assert_eq!(
            found(
                "sim-core/src/schedule/mod.rs",
                "use std::time::Instant;\nuse serde::Serialize;\n"
            )
            .len(),
            1
        );
        assert_eq!(
            found("sim-core/src/machine/mod.rs", "use serde::Serialize;\n").len(),
            1
        );
        assert_eq!(
            found(
                "sim-core/src/machine/mod.rs",
                "use std::collections::{BTreeMap, HashMap};\n"
            )
            .len(),
            1
        );
        assert_eq!(
            found(
                "sim-core/src/machine/mod.rs",
                "use rustc_hash::FxHashMap;\n"
            )
            .len(),
            0
        );
    }

    #[test]
    fn the_page_sees_the_session_and_the_view_model_no_browser() {
        assert_eq!(
            found(
                "frontend/src/app.rs",
                "use sim_core::machine::Machine;\nuse sim_core::session::Session;\n"
            )
            .len(),
            1
        );
        assert_eq!(
            found("frontend/src/view_model/stage.rs", "use yew::Html;\n").len(),
            1
        );
        assert_eq!(
            found(
                "frontend/src/view_model/stage.rs",
                "use crate::components::Stage;\n"
            )
            .len(),
            1
        );
    }

    #[test]
    fn every_module_named_in_a_table_has_a_line() {
        for layers in [SIM_CORE, FRONTEND] {
            for name in layers
                .iter()
                .flat_map(|layer| layer.may_use)
                .filter(|name| **name != "*")
            {
                assert!(layers.iter().any(|layer| layer.module == *name), "{name}");
            }
        }
    }
}
