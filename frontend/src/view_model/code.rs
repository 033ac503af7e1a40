//! What stands beside each line of source: who goes on there, what was executed last, values of variables.
//!
//! A goroutine inside the runtime is marked twice: on the line of the user's program that called, and on the runtime's own line.

use std::collections::BTreeMap;

use sim_core::inspect::view::{
    Body, FrameView, GoroutineState, GoroutineView, LocationView, Mark, VarView, View,
};

/// What stands beside one line.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LineMarks {
    /// Goroutines that go on here, ascending.
    pub next: Vec<u32>,
    /// Goroutine whose last transition was here.
    pub last: Option<u32>,
    /// Values of variables declared here.
    pub values: Vec<Inline>,
}

/// A variable's value at the end of its line.
#[derive(Clone, Debug, PartialEq)]
pub struct Inline {
    /// Name.
    pub name: String,
    /// Value in short.
    pub text: String,
    /// Touched just now.
    pub mark: Option<Mark>,
}

/// Longest value at the end of a line, in characters.
const INLINE_CHARS_MAX: usize = 32;

/// The goroutine that the page looks at: the reader's choice, else the one that moved last, else main.
pub fn active(view: &View, chosen: Option<u32>) -> u32 {
    let exists = |id: &u32| view.goroutines.iter().any(|goroutine| goroutine.id == *id);
    chosen
        .filter(exists)
        .or(view.last.as_ref().map(|last| last.cell.goroutine))
        .unwrap_or(1)
}

/// Where a goroutine stands in the user's program.
pub fn user_place(goroutine: &GoroutineView) -> Option<&LocationView> {
    if goroutine.state == GoroutineState::Ended {
        return None;
    }
    goroutine
        .frames
        .iter()
        .map(|frame| &frame.at)
        .find(|at| !at.prelude)
}

/// Where a goroutine stands in the runtime or library, and in which function, when it does.
pub fn runtime_place(goroutine: &GoroutineView) -> Option<(&LocationView, &str)> {
    let top = goroutine.frames.first().filter(|top| top.at.prelude)?;
    Some((&top.at, &top.function))
}

/// The marks of one file's lines.
pub fn marks(view: &View, file: &str, looked_at: u32) -> BTreeMap<u32, LineMarks> {
    let mut lines: BTreeMap<u32, LineMarks> = BTreeMap::new();
    for goroutine in &view.goroutines {
        let places = [
            user_place(goroutine),
            runtime_place(goroutine).map(|(at, _)| at),
        ];
        for at in places.into_iter().flatten().filter(|at| at.file == file) {
            lines.entry(at.line).or_default().next.push(goroutine.id);
        }
    }
    if let Some(last) = view.last.as_ref().filter(|last| last.at.file == file) {
        lines.entry(last.at.line).or_default().last = Some(last.cell.goroutine);
    }
    let shown = view
        .goroutines
        .iter()
        .find(|goroutine| goroutine.id == looked_at);
    let frame =
        shown.and_then(|goroutine| goroutine.frames.iter().find(|frame| frame.at.file == file));
    for (line, value) in frame.into_iter().flat_map(inline_values) {
        lines.entry(line).or_default().values.push(value);
    }
    lines
}

fn inline_values(frame: &FrameView) -> impl Iterator<Item = (u32, Inline)> + '_ {
    // A type alone says nothing that the declaration does not.
    let says_something =
        |local: &&VarView| !matches!(local.value.body, Body::Map { .. } | Body::Chan { .. });
    frame.locals.iter().filter(says_something).map(|local| {
        let mark = super::walk::mark_in(&local.value);
        (
            local.line,
            Inline {
                name: local.name.clone(),
                text: shortened(&local.value.text),
                mark,
            },
        )
    })
}

fn shortened(text: &str) -> String {
    if text.chars().count() <= INLINE_CHARS_MAX {
        return text.to_owned();
    }
    text.chars()
        .take(INLINE_CHARS_MAX - 1)
        .chain(['…'])
        .collect()
}

/// The line of a file that should be in sight.
pub fn focus_line(view: &View, file: &str, looked_at: u32) -> Option<u32> {
    let goroutine = view
        .goroutines
        .iter()
        .find(|goroutine| goroutine.id == looked_at);
    let inside = goroutine
        .and_then(runtime_place)
        .map(|(at, _)| at)
        .filter(|at| at.file == file);
    let place = inside
        .or_else(|| goroutine.and_then(user_place))
        .filter(|at| at.file == file);
    place
        .or(view
            .last
            .as_ref()
            .map(|last| &last.at)
            .filter(|at| at.file == file))
        .map(|at| at.line)
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{at, goroutine, int, trace_line, var, view};
    use super::*;

    fn two_writers() -> View {
        let inside = [
            ("runtime.mapassign", at("runtime/map_classic.go", 120)),
            ("main.main.func1", at("main.go", 8)),
        ];
        let mut view = view(vec![
            goroutine(1, &[("main.main", at("main.go", 12))]),
            goroutine(2, &inside),
            goroutine(3, &[("main.main.func2", at("main.go", 8))]),
        ]);
        view.last = Some(trace_line(4, 2, at("runtime/map_classic.go", 119)));
        view
    }

    #[test]
    fn a_goroutine_in_the_runtime_is_marked_in_both_files() {
        let view = two_writers();
        let user = marks(&view, "main.go", 2);
        assert_eq!(user.get(&8).map(|line| line.next.clone()), Some(vec![2, 3]));
        assert_eq!(user.get(&12).map(|line| line.next.clone()), Some(vec![1]));
        let runtime = marks(&view, "runtime/map_classic.go", 2);
        assert_eq!(
            runtime.get(&120).map(|line| line.next.clone()),
            Some(vec![2])
        );
        assert_eq!(runtime.get(&119).and_then(|line| line.last), Some(2));
    }

    #[test]
    fn values_stand_where_variables_are_declared() {
        let mut view = two_writers();
        view.goroutines[0].frames[0].locals = vec![
            var("n", int(3)),
            var("long", super::super::fixture::text(&"x".repeat(99))),
        ];
        let lines = marks(&view, "main.go", 1);
        let values: Vec<String> = lines[&3]
            .values
            .iter()
            .map(|value| format!("{}={}", value.name, value.text.len()))
            .collect();
        assert_eq!(values, ["n=1", "long=34"]);
        assert!(!marks(&view, "main.go", 3).contains_key(&3));
    }

    #[test]
    fn the_page_looks_at_who_moved_last_unless_told() {
        let view = two_writers();
        assert_eq!(active(&view, None), 2);
        assert_eq!(active(&view, Some(3)), 3);
        assert_eq!(active(&view, Some(9)), 2);
        assert_eq!(focus_line(&view, "main.go", 2), Some(8));
        assert_eq!(focus_line(&view, "runtime/map_classic.go", 2), Some(120));
    }

    #[test]
    fn an_ended_goroutine_stands_nowhere() {
        let mut view = two_writers();
        view.goroutines[2].state = GoroutineState::Ended;
        assert_eq!(marks(&view, "main.go", 1)[&8].next, [2]);
    }
}
