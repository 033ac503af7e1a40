//! The exploration's facade: views, witnesses that replay, and classes of orders that count exactly what the explorer counts.

use std::collections::BTreeSet;

use sim_core::machine::Status;
use sim_core::schedule::{Choice, Schedule};
use sim_core::session::Session;
use sim_core::session::api::{FileText, Options};
use sim_core::session::orders::compare::compare;
use sim_core::session::orders::nearest::Nearest;
use sim_core::session::orders::tree::tree;
use sim_core::session::orders::walk::{Walk, walk, walk_from};
use sim_core::session::orders::{Bound, Loan, Orders, OrdersOptions, OrdersView};

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
        let walks = all_walks(&files);
        let classes: BTreeSet<u64> = walks.iter().map(|walk| walk.classes.proper).collect();
        let view = explored(&files, &OrdersOptions::default());
        assert_eq!(classes.len() as u64, view.executions, "{body}");
    }
}

#[test]
fn classes_are_those_of_a_misused_wait_group_where_another_order_misuses_it() {
    let text = "package main\n\nimport \"sync\"\n\nvar x int\nvar wg sync.WaitGroup\n\nfunc main() {\n\twg.Add(2)\n\tgo func() {\n\t\tif x == 0 {\n\t\t\twg.Done()\n\t\t}\n\t}()\n\tgo wg.Done()\n\tgo wg.Done()\n\tx = 1\n}\n";
    let files = FileText::main(text);
    let view = explored(&files, &OrdersOptions::default());
    assert!(view.bounds.contains(&Bound::Misused));
    let walks = all_walks(&files);
    let count = |misused: bool| {
        let classes = walks.iter().map(|walk| walk.classes.number(misused));
        classes.collect::<BTreeSet<u64>>().len() as u64
    };
    assert_eq!(count(true), view.executions);
    assert!(count(false) < count(true));
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
fn a_walk_says_who_was_left_behind() {
    let text = "package main\n\nfunc main() {\n\tch := make(chan int)\n\tgo func() { ch <- 1 }()\n\tselect {\n\tcase <-ch:\n\tdefault:\n\t}\n}\n";
    let files = FileText::main(text);
    let leaks = OrdersOptions {
        leaks: true,
        ..OrdersOptions::default()
    };
    let mut all = Orders::open(&files, &Options::default(), &leaks).expect("compiles");
    while !all.advance(100) {}
    let mut view = all.view();
    all.verify(&mut view);
    let kinds: Vec<&str> = view.outcomes.iter().map(|row| row.kind.as_str()).collect();
    assert_eq!(kinds, ["leak", "ok"]);
    for row in &view.outcomes {
        assert!(row.verified, "{row:?}");
        let judged = walk(&files, &Options::default(), &row.schedule).expect("it fits");
        let judged = judged.expect("it ends");
        assert_eq!(judged.outcome.kind, "ok");
        let left = if row.kind == "leak" {
            vec![2]
        } else {
            Vec::new()
        };
        assert_eq!(judged.left, left);
        let session = Session::open_at(&files, &Options::default(), &row.schedule, u64::MAX)
            .expect("a witness fits");
        assert_eq!(session.left_behind(), left);
    }
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

#[test]
fn two_orders_part_at_one_choice_and_are_aligned_after_it() {
    let files = scene("lost-update/main.go");
    let view = explored(&files, &OrdersOptions::default());
    let options = Options::default();
    let rows: Vec<_> = view.outcomes.iter().filter(|row| row.is_good()).collect();
    let comparison =
        compare(&files, &options, &rows[0].schedule, &rows[1].schedule).expect("both fit");
    let common = comparison.common as usize;
    let column = |at: usize| comparison.columns.get(at).copied().expect("a column");
    assert!(common > 10);
    for at in 0..common {
        assert_eq!(column(at).left, column(at).right);
    }
    let (left, right) = (comparison.left.clone(), comparison.right.clone());
    let (left, right) = (left.expect("it goes on"), right.expect("it goes on"));
    assert_ne!(left.cell.goroutine, right.cell.goroutine);
    // Each run is whole and in its order; what both do stands in one column.
    for side in [0, 1] {
        let cells = comparison.columns.iter();
        let cells = cells.filter_map(|c| if side == 0 { c.left } else { c.right });
        let steps: Vec<u64> = cells.map(|cell| cell.step).collect();
        assert_eq!(steps, (1..=steps.len() as u64).collect::<Vec<u64>>());
    }
    let rest = &comparison.columns[common..];
    assert!(
        rest.iter()
            .filter(|c| c.left.is_some() && c.right.is_some())
            .count()
            > 10
    );
    let same = compare(&files, &options, &rows[0].schedule, &rows[0].schedule).expect("it fits");
    assert_eq!((same.left, same.right), (None, None));
    assert_eq!(same.common as usize, same.columns.len());
}

#[test]
fn the_tree_has_a_leaf_for_each_witness_and_its_branches_are_counted() {
    let files = scene("torn-header/main.go");
    let view = explored(&files, &OrdersOptions::default());
    let witnesses: Vec<String> = view
        .outcomes
        .iter()
        .map(|row| row.schedule.clone())
        .collect();
    let tree = tree(&files, &Options::default(), &witnesses).expect("all fit");
    let root = &tree.nodes[0];
    assert_eq!(root.witnesses.len(), witnesses.len());
    assert!(root.line.is_none() && root.children.len() >= 2);
    let mut leaves: Vec<u32> = Vec::new();
    for node in &tree.nodes {
        let beneath: usize = node
            .children
            .iter()
            .map(|child| tree.nodes[*child as usize].witnesses.len())
            .sum();
        if node.children.is_empty() {
            leaves.extend(&node.witnesses);
        } else {
            assert_eq!(beneath, node.witnesses.len());
        }
        // What begins with the node's choices has its endings, and the witnesses found there begin with them too.
        let prefix = Schedule::parse(&node.prefix).expect("a schedule");
        let options = OrdersOptions::default();
        let mut orders =
            Orders::open_after(&files, &Options::default(), &options, &prefix).expect("it fits");
        while !orders.advance(100) {}
        let mut found = orders.view();
        orders.verify(&mut found);
        for witness in &node.witnesses {
            let row = &view.outcomes[*witness as usize];
            let same = found.find(row.key()).expect("the witness's ending");
            assert!(same.verified);
            let schedule = Schedule::parse(&same.schedule).expect("a schedule");
            assert!(schedule.choices.starts_with(&prefix.choices));
        }
    }
    leaves.sort_unstable();
    assert_eq!(leaves, (0..witnesses.len() as u32).collect::<Vec<u32>>());
}

/// Three goroutines print three letters each, which makes 1680 outputs; one of them may panic.
const MANY_OUTPUTS: &str = r#"package main

import (
	"os"
	"sync"
)

var x int

func write(wg *sync.WaitGroup, letters ...string) {
	for _, letter := range letters {
		os.Stdout.WriteString(letter)
	}
	wg.Done()
}

func main() {
	var wg sync.WaitGroup
	wg.Add(3)
	go write(&wg, "a", "b", "c")
	go write(&wg, "d", "e", "f")
	go func() {
		write(&wg, "g", "h", "i")
		x = 1
	}()
	wg.Wait()
	if x == 0 {
		panic("early")
	}
}
"#;

#[test]
fn what_goes_wrong_is_never_left_out_of_the_list() {
    let view = explored(&FileText::main(MANY_OUTPUTS), &OrdersOptions::default());
    assert_eq!(view.outcomes.len(), 200);
    assert!(view.more_outcomes > 1_000);
    let panics = view.outcomes.iter().take_while(|row| row.kind == "panic");
    assert_eq!(panics.count(), 200, "a panic after each output comes first");
}

#[test]
fn near_witnesses_are_found_without_the_exploration() {
    let files = counter(2, "\t\tx++\n\t\tmu.Lock()\n\t\tx++\n\t\tmu.Unlock()\n");
    let (options, orders) = (Options::default(), OrdersOptions::default());
    let mut whole = Orders::open(&files, &options, &orders).expect("it compiles");
    while !whole.advance(100) {}
    let mut near = Nearest::open(&files, &options, &orders, &Schedule::default()).expect("too");
    while !near.advance(100) {}
    let (mut found, mut witnesses) = (whole.view(), near.view());
    near.verify(&mut witnesses);
    assert!(witnesses.outcomes.iter().all(|row| row.verified));
    let keys = |view: &OrdersView| -> BTreeSet<String> {
        let keys = view.outcomes.iter().map(|row| format!("{:?}", row.key()));
        keys.collect()
    };
    assert_eq!(keys(&found), keys(&witnesses));
    let executions = found.executions;
    found.join(&witnesses, false);
    assert_eq!(found.executions, executions);
    assert!(!found.races.is_empty() && found.races.iter().all(|race| race.preemptions <= 1));
}

#[test]
fn helpers_change_nothing() {
    let files = counter(2, "\t\tx++\n\t\tx++\n\t\tx++\n\t\tx++\n");
    let (options, orders) = (Options::default(), OrdersOptions::default());
    let alone = explored(&files, &orders);
    assert_eq!(alone.executions, 3334);
    for helpers in [1, 2, 5] {
        let open = || Orders::open(&files, &options, &orders).expect("compiles");
        let (mut owner, mut helper) = (open(), open().help());
        let mut lent = 0;
        while !owner.advance(1) {
            let batches = owner.lend(helpers);
            assert!(batches.len() <= helpers);
            lent += batches.iter().map(Vec::len).sum::<usize>();
            // They travel as text, and come back in any order.
            let text = serde_json::to_string(&batches).expect("plain");
            let batches: Vec<Vec<Loan>> = serde_json::from_str(&text).expect("plain");
            batches
                .into_iter()
                .rev()
                .for_each(|batch| helper.take(batch));
            if owner.is_waiting() {
                while !helper.advance(50) {}
                for loan in helper.give_back() {
                    let text = serde_json::to_string(&loan).expect("plain");
                    owner.take_back(serde_json::from_str(&text).expect("plain"));
                }
            }
        }
        assert!(lent > 0);
        assert_eq!(owner.view(), alone, "{helpers} helpers");
    }
}
