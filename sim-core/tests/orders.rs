//! The exploration's facade: views, witnesses that replay, and classes of orders that count exactly what the explorer counts.

use std::collections::BTreeSet;

use sim_core::machine::Status;
use sim_core::schedule::{Choice, Schedule};
use sim_core::session::Session;
use sim_core::session::api::{FileText, Options};
use sim_core::session::orders::walk::{Walk, walk, walk_from};
use sim_core::session::orders::{Bound, Orders, OrdersOptions, OrdersView};

fn counter(goroutines: usize, body: &str) -> Vec<FileText> {
    let mut text = format!(
        "package main\n\nimport \"sync\"\n\nvar x int\nvar mu sync.Mutex\nvar ch = make(chan int, 1)\n\n\
         func main() {{\n\tvar wg sync.WaitGroup\n\twg.Add({goroutines})\n"
    );
    for _ in 0..goroutines {
        text += &format!("\tgo func() {{\n{body}\t\twg.Done()\n\t}}()\n");
    }
    FileText::main(&(text + "\twg.Wait()\n\tprintln(x)\n}\n"))
}

fn explored(files: &[FileText], orders: &OrdersOptions) -> OrdersView {
    let mut exploration = Orders::open(files, &Options::default(), orders).expect("compiles");
    while !exploration.advance(100) {}
    exploration.view()
}

fn scene(path: &str) -> Vec<FileText> {
    let path = format!("{}/../scenes/{path}", env!("CARGO_MANIFEST_DIR"));
    FileText::main(&std::fs::read_to_string(path).expect("a scene"))
}

/// Every schedule of a program, by trying everything.
fn all_walks(files: &[FileText]) -> Vec<Walk> {
    let session = Session::open(files, &Options::default()).expect("compiles");
    let start = session.machine().clone();
    let mut open = vec![(start.clone(), Vec::new())];
    let mut walks = Vec::new();
    while let Some((machine, choices)) = open.pop() {
        if *machine.status() != Status::Running {
            let schedule = Schedule { choices };
            let judged = walk_from(start.clone(), &schedule).expect("it fits");
            walks.push(judged.expect("it ends"));
            continue;
        }
        let mut enabled = Vec::new();
        machine.enabled(&mut enabled);
        for goroutine in enabled {
            let mut next = machine.clone();
            next.step(goroutine, 0).expect("an enabled step");
            let mut longer = choices.clone();
            longer.push(Choice { goroutine, alt: 0 });
            open.push((next, longer));
        }
    }
    walks
}

#[test]
fn classes_of_orders_are_what_the_explorer_counts() {
    let bodies = [
        "\t\tx = 1\n",
        "\t\tmu.Lock()\n\t\tmu.Unlock()\n",
        "\t\tch <- 1\n\t\t<-ch\n",
    ];
    for body in bodies {
        let files = counter(2, body);
        let classes: BTreeSet<u64> = all_walks(&files).iter().map(|walk| walk.class).collect();
        let view = explored(&files, &OrdersOptions::default());
        assert_eq!(classes.len() as u64, view.executions, "{body}");
    }
}

#[test]
fn a_walk_counts_preemptions_as_the_explorer_does() {
    let files = counter(2, "\t\tx++\n");
    let view = explored(&files, &OrdersOptions::default());
    assert_eq!(view.executions, 4);
    for row in &view.outcomes {
        let judged = walk(&files, &Options::default(), &row.schedule).expect("it fits");
        let outcome = judged.expect("it ends").outcome;
        assert_eq!(outcome.key(), row.key());
        assert_eq!(outcome.preemptions, row.preemptions);
    }
    let fewest = |kind: &str| {
        let walks = all_walks(&files);
        let ends = walks.iter().filter(|walk| walk.outcome.kind == kind);
        ends.map(|walk| walk.outcome.preemptions).min()
    };
    assert_eq!(fewest("ok"), Some(0));
}

#[test]
fn witnesses_replay_in_a_session() {
    for name in ["lost-update/main.go", "torn-header/main.go"] {
        let files = scene(name);
        let view = explored(&files, &OrdersOptions::default());
        assert!(view.is_proof() && view.outcomes.len() >= 3, "{name}");
        for row in &view.outcomes {
            let session = Session::open_at(&files, &Options::default(), &row.schedule, u64::MAX)
                .expect("a witness fits");
            let outcome = session.view().outcome.expect("it ends");
            assert_eq!(outcome.kind, row.kind, "{name}");
            assert_eq!(session.view().stdout, row.stdout, "{name}");
        }
    }
}

#[test]
fn bounds_are_said() {
    let files = scene("lost-update/main.go");
    let mut some =
        Orders::open(&files, &Options::default(), &OrdersOptions::default()).expect("compiles");
    assert!(!some.advance(10));
    assert!(some.view().bounds.contains(&Bound::Unfinished));
    assert!(!some.view().is_proof());
    let few = OrdersOptions {
        preemptions: Some(0),
        ..OrdersOptions::default()
    };
    let view = explored(&files, &few);
    assert!(view.complete && !view.is_proof());
    assert!(view.bounds.contains(&Bound::Preemptions(0)));
    let budget = OrdersOptions {
        executions_max: 7,
        ..OrdersOptions::default()
    };
    let view = explored(&files, &budget);
    assert_eq!((view.executions, view.complete), (7, false));
}

#[test]
fn shared_work_joins() {
    let files = scene("lost-update/main.go");
    let whole = explored(&files, &OrdersOptions::default());
    let few = OrdersOptions {
        preemptions: Some(1),
        ..OrdersOptions::default()
    };
    let near = explored(&files, &few);
    let mut joined = whole.clone();
    joined.join(&near, false);
    assert_eq!(joined.executions, whole.executions);
    assert_eq!(joined.outcomes.len(), whole.outcomes.len());
    let mut twice = whole.clone();
    twice.join(&whole, true);
    assert_eq!(twice.executions, 2 * whole.executions);
    assert!(
        twice
            .outcomes
            .iter()
            .zip(&whole.outcomes)
            .all(|(a, b)| a.executions == 2 * b.executions)
    );
}
