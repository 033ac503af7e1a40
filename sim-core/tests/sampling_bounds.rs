//! Sampled orders within bounds: granularity, pre-emptions and leaks mean for samples what they mean for the search of all orders. What
//! is drawn is never anything that the search would not meet, and in programs this small everything it meets is drawn.

use std::collections::BTreeSet;
use std::sync::Arc;

use sim_core::bytecode::Program;
use sim_core::explore::{
    Branches, Ending, Explorer, Granularity, Options, OutcomeKind, Policy, left_by,
};
use sim_core::machine::{Config, Machine};
use sim_core::{check, lower};

const POLICIES: [Policy; 3] = [Policy::Random, Policy::Pct { depth: 3 }, Policy::Pos];

fn compile(text: &str) -> Arc<Program> {
    let checked = check::check(&[("main.go", text)], &check::Options::default());
    let (typed, sources) =
        checked.unwrap_or_else(|(errors, sources)| panic!("{}\n{text}", errors.render(&sources)));
    Arc::new(lower::lower(&typed, sources, lower::Entry::Main).expect("lowers"))
}

fn machine(text: &str) -> Machine {
    Machine::new(compile(text), &Config::default())
}

fn main_with(body: &str) -> String {
    format!(
        "package main\n\nimport (\n\t\"fmt\"\n\t\"sync\"\n)\n\nvar x, y int\nvar mu sync.Mutex\nvar wg sync.WaitGroup\n\n{body}"
    )
}

/// Two that add one in two statements, the second of which calls, and one that looks.
fn counting() -> String {
    main_with(
        "func get() int {\n\ty := x\n\treturn y\n}\n\nfunc add() {\n\tv := get()\n\tx = v + 1\n\twg.Done()\n}\n\n\
         func main() {\n\twg.Add(2)\n\tgo add()\n\tgo add()\n\tseen := x\n\twg.Wait()\n\tfmt.Println(seen, x)\n}\n",
    )
}

/// A goroutine that spins until another one lets it go on, and may be seen to.
fn spinning() -> String {
    main_with(
        "var flag int\n\nfunc main() {\n\twg.Add(2)\n\tgo func() {\n\t\tfor flag == 0 {\n\t\t}\n\t\tx++\n\t\twg.Done()\n\t}()\n\
         \tgo func() {\n\t\tflag = 1\n\t\tx++\n\t\twg.Done()\n\t}()\n\twg.Wait()\n\tfmt.Println(x)\n}\n",
    )
}

/// A map used by two, and a slice that grows.
fn shared_map() -> String {
    main_with(
        "var m = map[int]int{}\n\nfunc main() {\n\twg.Add(2)\n\tfor i := 0; i < 2; i++ {\n\t\tgo func() {\n\t\t\tm[i] = i\n\
         \t\t\twg.Done()\n\t\t}()\n\t}\n\twg.Wait()\n\tfmt.Println(len(m))\n}\n",
    )
}

/// Leaves one of two senders behind where main does not look twice.
fn leaving() -> String {
    main_with(
        "func main() {\n\tch := make(chan int)\n\tgo func() { x = 1; ch <- 1 }()\n\tgo func() { ch <- 2 }()\n\t<-ch\n\
         \tif x == 1 {\n\t\tfmt.Println(<-ch)\n\t}\n}\n",
    )
}

fn endings(text: &str, options: &Options, executions: u64) -> (BTreeSet<Ending>, u64) {
    let mut explorer = Explorer::new(machine(text), options.clone());
    explorer.advance(executions);
    let census = explorer.census();
    let all = options.policy == Policy::Exhaustive;
    assert_eq!(explorer.is_complete(), all, "{text}");
    let (bound, grain) = (census.bounds.preemptions, census.bounds.granularity);
    assert_eq!((bound, grain), (options.preemptions, options.granularity));
    for found in census.outcomes.values() {
        assert!(bound.is_none_or(|bound| found.preemptions <= bound));
    }
    (census.outcomes.keys().cloned().collect(), census.traces)
}

#[test]
fn what_is_drawn_within_bounds_is_what_the_search_meets_within_them() {
    let grains = [
        Granularity::Access,
        Granularity::Call,
        Granularity::Statement,
    ];
    let mut told_apart = BTreeSet::new();
    for (name, text) in [("counting", counting()), ("spinning", spinning())] {
        for granularity in grains {
            for preemptions in [None, Some(0), Some(1), Some(2)] {
                let options = Options {
                    granularity,
                    preemptions,
                    races: false,
                    ..Options::default()
                };
                let (all, _) = endings(&text, &options, 1 << 20);
                told_apart.insert((name, all.clone()));
                for policy in POLICIES {
                    let options = Options {
                        policy,
                        ..options.clone()
                    };
                    let plain = granularity == Granularity::Access && preemptions.is_none();
                    // The plain way does not tell that a loop only waits.
                    if plain && name == "spinning" {
                        continue;
                    }
                    let (drawn, _) = endings(&text, &options, 1_500);
                    assert!(
                        drawn.is_subset(&all),
                        "{name} {options:?}\n{drawn:#?}\n{all:#?}"
                    );
                    let aims = matches!(policy, Policy::Pct { .. });
                    assert!(
                        aims || drawn == all,
                        "{name} {options:?}\n{drawn:#?}\n{all:#?}"
                    );
                }
            }
        }
    }
    // The bounds did bound something.
    assert!(told_apart.len() > 4, "{told_apart:#?}");
}

#[test]
fn under_a_mask_every_trace_is_drawn_and_no_other() {
    for granularity in [Granularity::Call, Granularity::Statement] {
        for text in [counting(), shared_map()] {
            let options = Options {
                granularity,
                races: false,
                ..Options::default()
            };
            let (_, traces) = endings(&text, &options, 1 << 20);
            for policy in [Policy::Random, Policy::Pos] {
                let options = Options {
                    policy,
                    ..options.clone()
                };
                let (_, drawn) = endings(&text, &options, 3_000);
                assert_eq!(drawn, traces, "{options:?}\n{text}");
            }
        }
    }
}

#[test]
fn samples_find_goroutines_left_behind_as_the_search_does() {
    let text = leaving();
    let start = machine(&text);
    for granularity in [Granularity::Access, Granularity::Statement] {
        let options = Options {
            leaks: true,
            granularity,
            races: false,
            ..Options::default()
        };
        let (all, _) = endings(&text, &options, 1 << 20);
        let kinds: BTreeSet<OutcomeKind> = all.iter().map(|ending| ending.kind).collect();
        assert!(kinds.contains(&OutcomeKind::Leak), "{all:#?}");
        for policy in POLICIES {
            let options = Options {
                policy,
                ..options.clone()
            };
            let mut explorer = Explorer::new(start.clone(), options.clone());
            explorer.advance(600);
            let drawn: BTreeSet<Ending> = explorer.census().outcomes.keys().cloned().collect();
            assert_eq!(drawn, all, "{options:?}");
            for (ending, found) in &explorer.census().outcomes {
                let left = left_by(&start, &found.schedule.choices);
                assert_eq!(!left.is_empty(), ending.kind == OutcomeKind::Leak);
            }
            let unasked = Options {
                leaks: false,
                ..options
            };
            let (quiet, _) = endings(&text, &unasked, 600);
            assert!(quiet.iter().all(|ending| ending.kind == OutcomeKind::Ok));
        }
    }
}

#[test]
fn a_bounded_census_does_not_depend_on_how_the_work_is_cut() {
    for policy in POLICIES {
        let options = Options {
            policy,
            preemptions: Some(1),
            granularity: Granularity::Call,
            ..Options::default()
        };
        let explorer = || Explorer::new(machine(&counting()), options.clone());
        let mut whole = explorer();
        whole.advance(300);
        let part = |from: u64, upto: u64| {
            let mut part = explorer();
            part.seek(from);
            part.advance(upto - from);
            part
        };
        let mut merged = part(120, 300);
        merged.merge(part(0, 120));
        assert_eq!(merged.census(), whole.census());
        assert!(!whole.census().races.is_empty());
    }
}

#[test]
fn choices_of_the_program_are_drawn_where_they_are_explored() {
    let text = main_with(
        "func main() {\n\ta, b := make(chan int, 1), make(chan int, 1)\n\ta <- 1\n\tb <- 2\n\twg.Add(0)\n\tselect {\n\tcase v := <-a:\n\
         \t\tfmt.Println(v)\n\tcase v := <-b:\n\t\tfmt.Println(v)\n\t}\n}\n",
    );
    for granularity in [Granularity::Access, Granularity::Statement] {
        for (select, outputs) in [(true, 2), (false, 1)] {
            let options = Options {
                policy: Policy::Random,
                granularity,
                branches: Branches {
                    select,
                    ..Branches::NONE
                },
                ..Options::default()
            };
            let mut explorer = Explorer::new(machine(&text), options);
            explorer.advance(64);
            let census = explorer.census();
            assert_eq!(census.outcomes.len(), outputs, "{granularity:?} {select}");
            assert_eq!(census.bounds.fixed_choices, !select);
        }
    }
}
