//! Sessions as the page uses them: commands, seeking back and forth, links, determinism, bad input.

use sim_core::inspect::view::{GoroutineState, View};
use sim_core::session::Session;
use sim_core::session::api::{Command, FileText, Granularity, OpenError, Options, Policy, Reply};

const RACE: &str = include_str!("../../scenes/two-writers/main.go");

const LOCKED: &str = include_str!("../../scenes/two-writers/fixed.go");

fn open(text: &str) -> Session {
    Session::open(&FileText::main(text), &Options::default()).unwrap_or_else(|e| panic!("{e}"))
}

fn run(session: &mut Session) -> View {
    session.command(Command::End);
    while let Reply::Working { .. } = session.advance(1000) {}
    session.view()
}

#[test]
fn stands_at_the_start_with_nothing_done() {
    let view = open(RACE).view();
    assert_eq!((view.step, view.recorded), (0, 0));
    assert_eq!(view.goroutines.len(), 1);
    assert!(view.outcome.is_none());
    assert_eq!(view.goroutines[0].state, GoroutineState::Ready);
}

#[test]
fn runs_to_the_end_and_prints() {
    let view = run(&mut open(LOCKED));
    assert_eq!(view.stdout, "2 1 2\n");
    assert_eq!(view.outcome.map(|o| o.kind), Some("ok".to_string()));
}

#[test]
fn back_equals_forward_at_every_transition() {
    let mut session = Session::open(
        &FileText::main(RACE),
        &Options {
            policy: Policy::Random,
            seed: 5,
            ..Options::default()
        },
    )
    .unwrap();
    let mut forward = vec![session.view()];
    while session.command(Command::Step) == Reply::Done && forward.len() < 2000 {
        forward.push(session.view());
    }
    let end = forward.len() - 1;
    for step in (0..end).rev() {
        assert_eq!(session.command(Command::Back), Reply::Done);
        let mut view = session.view();
        view.recorded = forward[step].recorded;
        assert_eq!(view, forward[step], "at {step}");
    }
    for step in [end / 2, end, 1, end / 3, 0] {
        session.command(Command::Seek { step: step as u64 });
        let mut view = session.view();
        view.recorded = forward[step].recorded;
        assert_eq!(view, forward[step], "seek to {step}");
    }
}

#[test]
fn a_schedule_string_reproduces_the_run_and_its_hash() {
    for seed in 0..20 {
        let options = Options {
            policy: Policy::Random,
            seed,
            ..Options::default()
        };
        let mut session = Session::open(&FileText::main(RACE), &options).unwrap();
        let end = run(&mut session);
        let text = session.schedule();
        let again =
            Session::open_at(&FileText::main(RACE), &Options::default(), &text, u64::MAX).unwrap();
        assert_eq!(again.trace_hash(), session.trace_hash(), "schedule {text}");
        assert_eq!(again.view(), end, "schedule {text}");
    }
}

#[test]
fn the_reader_can_make_the_map_die() {
    // Main starts both writers; then writer 2 goes up to the flag it sets, and writer 3 walks into it.
    let mut session = open(RACE);
    let step = |session: &mut Session, g| {
        session.command(Command::StepGoroutine {
            goroutine: g,
            alternative: 0,
        })
    };
    while session.view().goroutines.len() < 3 {
        assert_eq!(step(&mut session, 1), Reply::Done);
    }
    let writing = |v: &View| v.stage.maps.first().is_some_and(|m| m.writing);
    while !writing(&session.view()) {
        assert_eq!(step(&mut session, 2), Reply::Done);
    }
    let view = session.view();
    let last = view.last.as_ref().unwrap();
    assert_eq!(last.sentence.id, "narrate-set-writing");
    assert_eq!(
        view.stage.maps[0]
            .flags
            .mark
            .map(|m| (m.goroutine, m.write)),
        Some((2, true))
    );
    while session.view().outcome.is_none() {
        assert_eq!(step(&mut session, 3), Reply::Done);
    }
    let view = session.view();
    let outcome = view.outcome.unwrap();
    assert_eq!((outcome.kind.as_str(), outcome.exit_code), ("fatal", 2));
    assert!(
        view.stderr
            .starts_with("fatal error: concurrent map writes\n\ngoroutine 3 [running]:\n"),
        "{}",
        view.stderr
    );
}

#[test]
fn another_choice_cuts_the_recording() {
    let mut session = open(RACE);
    run(&mut session);
    let recorded = session.view().recorded;
    session.command(Command::Seek { step: 12 });
    let other = session
        .view()
        .goroutines
        .iter()
        .rev()
        .find(|g| g.state == GoroutineState::Ready)
        .unwrap()
        .id;
    session.command(Command::StepGoroutine {
        goroutine: other,
        alternative: 0,
    });
    let view = session.view();
    assert_eq!(view.step, 13);
    assert!(view.recorded == 13 || view.recorded == recorded);
}

#[test]
fn coarse_steps_stop_at_statements_and_go_back_to_where_they_began() {
    let text = "package main\n\nvar x, y int\n\nfunc main() {\n\tx = 1\n\ty = x + x\n\tx = y\n}\n";
    let options = Options {
        granularity: Granularity::Statement,
        ..Options::default()
    };
    let mut session = Session::open(&FileText::main(text), &options).unwrap();
    let line = |s: &Session| {
        s.view().goroutines[0]
            .next
            .as_ref()
            .map_or(0, |n| n.at.line)
    };
    let mut lines = vec![line(&session)];
    let mut steps = vec![0];
    while session.command(Command::StepCoarse) == Reply::Done && lines.len() < 10 {
        lines.push(line(&session));
        steps.push(session.view().step);
    }
    assert_eq!(lines[..3], [6, 7, 8]);
    assert_eq!(steps[..4], [0, 1, 4, 6]);
    for expected in steps.iter().rev().skip(1) {
        session.command(Command::BackCoarse);
        assert_eq!(session.view().step, *expected);
    }
}

#[test]
fn over_the_runtime_is_one_step() {
    let text =
        "package main\n\nfunc main() {\n\tm := map[int]int{}\n\tm[1] = 2\n\tprintln(len(m))\n}\n";
    let options = Options {
        granularity: Granularity::Call,
        ..Options::default()
    };
    let mut session = Session::open(&FileText::main(text), &options).unwrap();
    while session.command(Command::StepCoarse) == Reply::Done {
        let next = session.view().goroutines[0].next.clone();
        assert!(
            next.is_none_or(|n| !n.at.prelude),
            "stopped inside the runtime"
        );
    }
}

#[test]
fn wrong_schedules_are_named() {
    let files = FileText::main(RACE);
    let text = |choices: &str| {
        use sim_core::schedule::{Choice, Schedule};
        let choices = choices
            .split(' ')
            .map(|g| Choice::plain(g.parse().unwrap()))
            .collect();
        Schedule { choices }.print()
    };
    let open = |schedule: &str| Session::open_at(&files, &Options::default(), schedule, 0).err();
    match open(&text("1 1 9 1")) {
        Some(OpenError::ScheduleFit {
            choice,
            goroutine,
            message,
        }) => {
            assert_eq!((choice, goroutine), (3, 9));
            assert_eq!(message, "that goroutine cannot go on there");
        }
        other => panic!("{other:?}"),
    }
    assert!(matches!(
        open("nonsense"),
        Some(OpenError::ScheduleText { .. })
    ));
}

#[test]
fn trace_lines_do_not_depend_on_where_the_cursor_stands() {
    let mut session = open(RACE);
    let end = run(&mut session).step;
    let all = session.trace(1, end);
    assert_eq!(all.len() as u64, end.min(500));
    session.command(Command::Start);
    assert_eq!(session.trace(1, end), all);
    assert_eq!(session.trace(5, 9), all[4..9]);
    let lanes = session.lanes(1, end);
    assert_eq!(lanes.len() as u64, end);
    assert!(all.iter().zip(&lanes).all(|(t, l)| t.cell == *l));
}

#[test]
fn bad_programs_are_ordinary_answers() {
    let long = "x".repeat(300 << 10);
    assert!(matches!(
        Session::open(&FileText::main(&long), &Options::default()),
        Err(OpenError::TooLong { .. })
    ));
    for (text, kind) in [
        ("package main\nfunc main() { for {} }", "limit"),
        (
            "package main\nvar x int\nfunc main() { for { x++ } }",
            "limit",
        ),
        (
            "package main\nfunc main() { s := make([]int, 1<<40); _ = s }",
            "limit",
        ),
        (
            "package main\nfunc f(n int) int { return f(n+1) + 1 }\nfunc main() { f(0) }",
            "fatal",
        ),
        (
            "package main\nfunc main() { for { go func() { select {} }() } }",
            "limit",
        ),
        (
            "package main\nfunc main() { s := \"x\"; for { s += s } }",
            "limit",
        ),
        ("package main\nfunc main() { for { println(1) } }", "limit"),
    ] {
        let mut session = open(text);
        let view = run(&mut session);
        assert_eq!(
            view.outcome.map(|o| o.kind).as_deref(),
            Some(kind),
            "{text}"
        );
    }
}
