//! The explorer: known numbers of executions, and the same outcomes as plain enumeration of all orders.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use sim_core::bytecode::Program;
use sim_core::explore::{self, Census, Division, Ending, Explorer, Options, OutcomeKind};
use sim_core::machine::{Config, Machine};
use sim_core::{check, lower};

fn compile(text: &str) -> Arc<Program> {
    let checked = check::check(&[("main.go", text)], &check::Options::default());
    let (typed, sources) =
        checked.unwrap_or_else(|(errors, sources)| panic!("{}\n{text}", errors.render(&sources)));
    Arc::new(lower::lower(&typed, sources, lower::Entry::Main).expect("lowers"))
}

fn explore_with(text: &str, options: Options, executions_max: u64) -> Census {
    let machine = Machine::new(compile(text), &Config::default());
    let mut explorer = Explorer::new(machine, options);
    assert!(
        explorer.advance(executions_max),
        "more than {executions_max} executions:\n{text}"
    );
    explorer.census().clone()
}

fn explore(text: &str) -> Census {
    explore_with(text, Options::default(), 100_000)
}

/// A program whose goroutines run the given bodies; main waits for all and prints the variables.
fn program(bodies: &[String]) -> String {
    let mut text = String::from(
        "package main\n\nimport \"sync\"\n\nvar x, y, z int\nvar mu, nu sync.Mutex\nvar ch, dh = make(chan int), make(chan int, 1)\n\n\
         func main() {\n\tvar wg sync.WaitGroup\n\twg.Add(",
    );
    text.push_str(&format!("{})\n", bodies.len()));
    for body in bodies {
        text.push_str(&format!("\tgo func() {{\n{body}\t\twg.Done()\n\t}}()\n"));
    }
    text + "\twg.Wait()\n\tprintln(x, y, z)\n}\n"
}

/// Executions of a program whose bodies are these, which must be complete and without waste.
fn count(bodies: &[String]) -> u64 {
    let options = Options {
        races: false,
        ..Options::default()
    };
    let census = explore_with(&program(bodies), options.clone(), 100_000);
    assert_eq!(census.redundant, 0);
    if census.executions < 10_000 {
        check_division(&program(bodies), &options, census.executions);
    }
    census.executions
}

/// However the search is divided, it finds as many executions.
fn check_division(text: &str, options: &Options, executions: u64) {
    for (pieces, first, share) in [(2, 1, 1), (3, 2, 5), (40, 7, 3)] {
        let division = Division {
            pieces,
            first,
            share,
        };
        let machine = Machine::new(compile(text), &Config::default());
        let mut explorer = Explorer::divided(machine, options.clone(), division);
        assert!(explorer.advance(2 * executions), "{division:?}:\n{text}");
        let census = explorer.census();
        assert_eq!(
            (census.executions, census.redundant),
            (executions, 0),
            "{division:?}:\n{text}"
        );
    }
}

fn same(n: usize, body: &str) -> Vec<String> {
    vec![body.to_string(); n]
}

#[test]
fn increments_of_a_shared_variable() {
    let increments = |n, k: usize| count(&same(n, &"\t\tx++\n".repeat(k)));
    assert_eq!(
        (increments(2, 1), increments(2, 2), increments(2, 3)),
        (4, 34, 328)
    );
    assert_eq!((increments(2, 4), increments(2, 5)), (3334, 34904));
    assert_eq!((increments(3, 1), increments(3, 2)), (36, 7134));
}

#[test]
fn writers_and_readers() {
    for (n, factorial) in [(2, 2), (3, 6), (4, 24), (5, 120)] {
        assert_eq!(count(&same(n, "\t\tx = 1\n")), factorial);
    }
    for n in 2..=10 {
        let bodies: Vec<String> = (0..n)
            .map(|_| "\t\t_ = x + 1\n".to_string())
            .chain(["\t\tx = 1\n".to_string()])
            .collect();
        assert_eq!(count(&bodies), 1 << n);
    }
    let disjoint = ["\t\tx = 1\n", "\t\ty = 1\n", "\t\tz = 1\n"].map(str::to_string);
    assert_eq!(count(&disjoint), 1);
}

#[test]
fn critical_sections() {
    let locked = |n, k: usize| {
        count(&same(
            n,
            &"\t\tmu.Lock()\n\t\tx++\n\t\tmu.Unlock()\n".repeat(k),
        ))
    };
    assert_eq!((locked(2, 1), locked(2, 2), locked(2, 3)), (2, 6, 20));
    assert_eq!((locked(3, 1), locked(3, 2), locked(3, 3)), (6, 90, 1680));
}

/// Explores so many executions in pieces, as threads would that are scheduled badly: the last piece first, a little of each at a time.
fn explore_in_pieces(explorer: &mut Explorer, executions_max: u64, slice: u64) {
    loop {
        let left = executions_max - explorer.census().executions;
        let mut pieces = explorer.split(left);
        pieces.reverse();
        if left == 0 || pieces.is_empty() {
            explorer.join(pieces);
            return;
        }
        while !pieces.iter().all(explore::Task::is_done) {
            for piece in &mut pieces {
                piece.advance(slice);
            }
        }
        explorer.join(pieces);
    }
}

#[test]
fn whoever_explores_the_census_is_the_same() {
    let increments = program(&same(2, &"\t\tx++\n".repeat(4)));
    let three = program(&same(
        3,
        "\t\tx++\n\t\tmu.Lock()\n\t\ty++\n\t\tmu.Unlock()\n",
    ));
    for text in [increments, three] {
        let start = Machine::new(compile(&text), &Config::default());
        for executions_max in [700, 100_000] {
            let mut alone = Explorer::new(start.clone(), Options::default());
            let complete = alone.advance(executions_max);
            assert_eq!(complete, alone.census().executions < executions_max);
            for slice in [1, 100, u64::MAX] {
                let mut pieces = Explorer::new(start.clone(), Options::default());
                explore_in_pieces(&mut pieces, executions_max, slice);
                assert_eq!(pieces.census(), alone.census());
                assert_eq!(pieces.is_complete(), complete);
            }
            let mut slowly = Explorer::new(start.clone(), Options::default());
            while !slowly.is_complete() && slowly.census().executions < executions_max {
                slowly.advance(1);
            }
            assert_eq!(slowly.census(), alone.census());
        }
    }
}

#[test]
fn a_lock_taken_in_two_orders_can_deadlock() {
    let bodies = [
        "\t\tmu.Lock()\n\t\tnu.Lock()\n\t\tnu.Unlock()\n\t\tmu.Unlock()\n",
        "\t\tnu.Lock()\n\t\tmu.Lock()\n\t\tmu.Unlock()\n\t\tnu.Unlock()\n",
    ];
    let census = explore(&program(&bodies.map(str::to_string)));
    let kinds: BTreeSet<OutcomeKind> = census.outcomes.keys().map(|ending| ending.kind).collect();
    assert_eq!(
        kinds,
        BTreeSet::from([OutcomeKind::Ok, OutcomeKind::Deadlock])
    );
    // The witness does what it says.
    for (ending, found) in &census.outcomes {
        let mut machine = Machine::new(
            compile(&program(&bodies.map(str::to_string))),
            &Config::default(),
        );
        for choice in &found.schedule.choices {
            machine
                .step(choice.goroutine, choice.alt)
                .expect("the witness fits");
        }
        assert_eq!(&Ending::of(&machine), ending);
    }
}

#[test]
fn main_may_return_before_the_others_are_done() {
    let text = "package main\n\nimport \"fmt\"\n\nvar x int\n\nfunc main() {\n\tgo func() {\n\t\tx = 1\n\t\tfmt.Print(\"a\")\n\t}()\n\tx = 2\n}\n";
    let outputs: BTreeSet<String> = explore(text)
        .outcomes
        .into_keys()
        .map(|ending| ending.stdout)
        .collect();
    assert_eq!(outputs, BTreeSet::from(["".to_string(), "a".to_string()]));
}

/// Operations of the generated programs.
const OPERATIONS: [&str; 11] = [
    "x++",
    "y = x",
    "x = y + 1",
    "mu.Lock(); x = x*2 + 1; mu.Unlock()",
    "nu.Lock(); mu.Lock(); y++; mu.Unlock(); nu.Unlock()",
    "mu.Lock(); nu.Lock(); z++; nu.Unlock(); mu.Unlock()",
    "ch <- x + 1",
    "x += <-ch",
    "select { case v := <-ch: y = v; case dh <- 7: z++; default: z = x }",
    "dh <- y",
    "y = <-dh",
];

fn endings(census: &Census) -> BTreeSet<Ending> {
    census.outcomes.keys().cloned().collect()
}

/// What the program shows of its end, with its variables: standard error holds them, which the census does not keep.
fn check_against_enumeration(bodies: &[String]) {
    let text = program(bodies)
        .replace("println(x, y, z)", "fmt.Println(x, y, z)")
        .replace("import \"sync\"", "import \"fmt\"\nimport \"sync\"");
    let plain = Options {
        reduce: false,
        races: false,
        ..Options::default()
    };
    let machine = Machine::new(compile(&text), &Config::default());
    let mut all = Explorer::new(machine, plain);
    if !all.advance(4_000) {
        return;
    }
    let census = explore(&text);
    assert_eq!(endings(&census), endings(all.census()), "{text}");
    assert!(census.executions <= all.census().executions);
}

#[test]
fn reduction_loses_no_outcome() {
    let line = |operation: &str| format!("\t\t{operation}\n");
    // All pairs of two operations, then a sample of pairs of sequences and of triples.
    for a in OPERATIONS {
        for b in OPERATIONS {
            check_against_enumeration(&[line(a), line(b)]);
        }
    }
    let mut state = 7u64;
    let mut pick = || {
        state = state
            .wrapping_mul(6364136223846793005)
            .wrapping_add(1442695040888963407);
        line(OPERATIONS[(state >> 33) as usize % OPERATIONS.len()])
    };
    for _ in 0..15 {
        check_against_enumeration(&[pick() + &pick(), pick()]);
    }
    for _ in 0..5 {
        check_against_enumeration(&[pick(), pick(), pick()]);
    }
}

#[test]
fn a_bound_on_preemptions_finds_what_needs_no_more() {
    let text =
        program(&same(2, "\t\tx++\n")).replace("println(x, y, z)", "if x == 1 { panic(\"lost\") }");
    let within = |bound| {
        let options = Options {
            preemptions: Some(bound),
            ..Options::default()
        };
        endings(&explore_with(&text, options, 100_000)).len()
    };
    assert_eq!((within(0), within(1)), (1, 2));
    let census = explore(&text);
    let lost = census
        .outcomes
        .iter()
        .find(|(ending, _)| ending.kind == OutcomeKind::Panic)
        .expect("lost");
    assert_eq!(lost.1.preemptions, 1);
}

#[test]
fn whoever_enumerates_within_a_bound_the_census_is_the_same() {
    let text = program(&same(2, "\t\tx++\n\t\tx++\n"));
    let start = Machine::new(compile(&text), &Config::default());
    let options = Options {
        preemptions: Some(2),
        ..Options::default()
    };
    let small = Division {
        pieces: 5,
        first: 2,
        share: 3,
    };
    let mut counts = BTreeSet::new();
    for division in [Division::default(), small] {
        let explorer = || Explorer::divided(start.clone(), options.clone(), division);
        let mut alone = explorer();
        assert!(alone.advance(1 << 20));
        let census = alone.census();
        let found = census.outcomes.iter();
        let found: Vec<(Ending, u64, u32)> = found
            .map(|(ending, found)| (ending.clone(), found.executions, found.preemptions))
            .collect();
        counts.insert((census.executions, census.traces, found));
        for slice in [1, 7, u64::MAX] {
            let mut pieces = explorer();
            explore_in_pieces(&mut pieces, 1 << 20, slice);
            assert!(pieces.is_complete());
            assert_eq!(pieces.census(), alone.census());
        }
        let mut shown = explorer();
        let mut schedules = BTreeSet::new();
        while let Some(execution) = shown.next_execution() {
            assert!(schedules.insert(format!("{:?}", execution.choices)));
        }
        assert_eq!(schedules.len() as u64, alone.census().executions);
        assert_eq!(shown.census(), alone.census());
    }
    assert_eq!(counts.len(), 1, "{counts:#?}");
}

/// Kinds of ending of a program.
fn kinds_with(text: &str, options: Options) -> BTreeSet<OutcomeKind> {
    let census = explore_with(text, options, 100_000);
    assert_eq!(census.redundant, 0, "{text}");
    census.outcomes.keys().map(|ending| ending.kind).collect()
}

#[test]
fn joins_and_starts_add_no_traces() {
    // Additions in a loop beside the goroutines that count down; a channel of its own for each; close as a signal.
    let loop_of = "package main\n\nimport \"sync\"\n\nvar x int\n\nfunc main() {\n\tvar wg sync.WaitGroup\n\tfor range 3 {\n\t\twg.Add(1)\n\t\tgo func() {\n\t\t\tdefer wg.Done()\n\t\t\tx++\n\t\t}()\n\t}\n\twg.Wait()\n}\n";
    assert_eq!(explore(loop_of).executions, 36);
    let channels = "package main\n\nvar x int\n\nfunc main() {\n\ta, b := make(chan bool), make(chan bool, 1)\n\tgo func() { x++; a <- true }()\n\tgo func() { x++; b <- true }()\n\t<-a\n\t<-b\n}\n";
    assert_eq!(explore(channels).executions, 4);
    let signal = "package main\n\nvar x int\n\nfunc main() {\n\ta, b := make(chan bool), make(chan bool)\n\tgo func() { x = 1; close(a) }()\n\tgo func() { x = 2; close(b) }()\n\t<-a\n\t<-b\n}\n";
    assert_eq!(explore(signal).executions, 2);
    // Goroutines started by two goroutines at once.
    let nested = "package main\n\nimport \"sync\"\n\nvar x int\nvar wg sync.WaitGroup\n\nfunc start() {\n\tgo func() { x = 1; wg.Done() }()\n\twg.Done()\n}\n\nfunc main() {\n\twg.Add(4)\n\tgo start()\n\tgo start()\n\twg.Wait()\n}\n";
    assert_eq!(explore(nested).executions, 2);
    // Each of these adds for the next before it counts down itself: nothing can leave zero.
    let growing = "package main\n\nimport \"sync\"\n\nvar x int\nvar wg sync.WaitGroup\n\nfunc start() {\n\twg.Add(1)\n\tgo func() { x = 1; wg.Done() }()\n\twg.Done()\n}\n\nfunc main() {\n\twg.Add(2)\n\tgo start()\n\tgo start()\n\twg.Wait()\n}\n";
    let census = explore(growing);
    assert_eq!((census.executions, census.bounds.misused), (2, false));
}

/// Real Go ends well, panics with `reused`, or waits for ever (`sim-core/tests/machine/sync.rs` says how often).
#[test]
fn who_comes_late_to_a_wait_may_wait_for_ever() {
    let text = "package main\n\nimport \"sync\"\n\nfunc main() {\n\tvar wg sync.WaitGroup\n\twg.Add(1)\n\tgo func() { wg.Done(); wg.Add(1) }()\n\twg.Wait()\n}\n";
    let mut explorer = Explorer::new(
        Machine::new(compile(text), &Config::default()),
        Options::default(),
    );
    // It begins anew once it has seen the misuse.
    assert!((0..2).any(|_| explorer.advance(100)));
    let census = explorer.census();
    assert_eq!(
        (census.executions, census.redundant, census.bounds.misused),
        (7, 0, true)
    );
    let ends: Vec<&str> = census.outcomes.keys().map(|end| &*end.message).collect();
    assert_eq!(
        ends,
        [
            "",
            "sync: WaitGroup is reused before previous Wait has returned",
            "sync: WaitGroup misuse: Add called concurrently with Wait",
            "all goroutines are asleep - deadlock!"
        ]
    );
}

#[test]
fn readers_of_a_lock_commute() {
    let text = "package main\n\nimport \"sync\"\n\nvar x int\n\nfunc main() {\n\tvar mu sync.RWMutex\n\tvar wg sync.WaitGroup\n\twg.Add(4)\n\tfor range 4 {\n\t\tgo func() {\n\t\t\tmu.RLock()\n\t\t\t_ = x + 1\n\t\t\tmu.RUnlock()\n\t\t\twg.Done()\n\t\t}()\n\t}\n\twg.Wait()\n}\n";
    assert_eq!(explore(text).executions, 1);
}

#[test]
fn loops_that_only_wait_end() {
    let spin = "package main\n\nimport \"sync/atomic\"\n\nvar flag atomic.Bool\n\nfunc main() {\n\tgo flag.Store(true)\n\tfor !flag.Load() {\n\t}\n}\n";
    assert_eq!(
        kinds_with(spin, Options::default()),
        BTreeSet::from([OutcomeKind::Ok])
    );
    let polite = "package main\n\nimport \"runtime\"\n\nvar x int\n\nfunc main() {\n\tgo func() { x = 1 }()\n\tfor {\n\t\tif x == 1 {\n\t\t\tbreak\n\t\t}\n\t\truntime.Gosched()\n\t}\n}\n";
    assert_eq!(
        kinds_with(polite, Options::default()),
        BTreeSet::from([OutcomeKind::Ok])
    );
    let never = "package main\n\nvar x int\n\nfunc main() {\n\tfor x == 0 {\n\t}\n}\n";
    assert_eq!(
        kinds_with(never, Options::default()),
        BTreeSet::from([OutcomeKind::Limit])
    );
    let lock = "package main\n\nimport \"sync/atomic\"\n\nvar held atomic.Int32\nvar x int\n\nfunc add() {\n\tfor !held.CompareAndSwap(0, 1) {\n\t}\n\tx++\n\theld.Store(0)\n}\n\nfunc main() {\n\tdone := make(chan bool)\n\tgo func() { add(); close(done) }()\n\tadd()\n\t<-done\n\tprint(x)\n}\n";
    assert_eq!(
        kinds_with(lock, Options::default()),
        BTreeSet::from([OutcomeKind::Ok])
    );
}

#[test]
fn time_passes_for_those_that_sleep_while_another_spins() {
    let text = "package main\n\nimport (\n\t\"sync/atomic\"\n\t\"time\"\n)\n\nvar flag atomic.Bool\n\nfunc main() {\n\tgo func() {\n\t\ttime.Sleep(time.Millisecond)\n\t\tflag.Store(true)\n\t}()\n\tfor !flag.Load() {\n\t}\n}\n";
    let census = explore(text);
    let kinds: Vec<OutcomeKind> = census.outcomes.keys().map(|ending| ending.kind).collect();
    assert_eq!(kinds, [OutcomeKind::Ok]);
    let mut machine = Machine::new(compile(text), &Config::default());
    for choice in census
        .outcomes
        .values()
        .flat_map(|found| &found.schedule.choices)
    {
        machine
            .step(choice.goroutine, choice.alt)
            .expect("the witness fits");
    }
    assert_eq!(Ending::of(&machine).kind, OutcomeKind::Ok);
}

#[test]
fn receivers_of_a_closed_channel_commute() {
    let text = "package main\n\nimport \"sync\"\n\nfunc main() {\n\tdone := make(chan bool)\n\tvar wg sync.WaitGroup\n\twg.Add(4)\n\tfor range 4 {\n\t\tgo func() {\n\t\t\t<-done\n\t\t\twg.Done()\n\t\t}()\n\t}\n\tclose(done)\n\twg.Wait()\n}\n";
    assert_eq!(explore(text).executions, 1);
    let one_value = "package main\n\nfunc main() {\n\tch := make(chan int, 1)\n\tdone := make(chan bool, 3)\n\tfor range 3 {\n\t\tgo func() { println(<-ch) }()\n\t}\n\tch <- 1\n\tclose(ch)\n\t<-done\n}\n";
    assert!(explore(one_value).executions >= 3);
}

#[test]
fn a_goroutine_left_behind_is_a_leak_where_asked() {
    let text = "package main\n\nfunc main() {\n\tch := make(chan int)\n\tgo func() { ch <- 1 }()\n\tselect {\n\tcase <-ch:\n\tdefault:\n\t}\n}\n";
    assert_eq!(
        kinds_with(text, Options::default()),
        BTreeSet::from([OutcomeKind::Ok])
    );
    let leaks = Options {
        leaks: true,
        ..Options::default()
    };
    assert_eq!(
        kinds_with(text, leaks),
        BTreeSet::from([OutcomeKind::Ok, OutcomeKind::Leak])
    );
}

#[test]
fn coarser_granularity_parts_no_statement() {
    let text =
        program(&same(2, "\t\tx++\n")).replace("println(x, y, z)", "if x == 1 { panic(\"lost\") }");
    let statements = Options {
        granularity: sim_core::explore::Granularity::Statement,
        ..Options::default()
    };
    let census = explore_with(&text, statements, 1_000);
    assert_eq!(census.outcomes.len(), 1);
    assert_eq!(census.bounds.granularity.name(), "statement");
}

/// Time orders an addition and a Wait for the search, but not for Go: whoever has to wait while time passes is a waiter, which races
/// with an addition that nothing puts before it.
#[test]
fn a_wait_that_time_passes_at_races_with_the_addition() {
    let text = |wait: &str| {
        format!(
            "package main\n\nimport (\n\t\"sync\"\n\t\"time\"\n)\n\nfunc main() {{\n\tvar wg sync.WaitGroup\n\tgo func() {{\n\t\twg.Add(1)\n\t\ttime.Sleep(2)\n\t\twg.Done()\n\t}}()\n\ttime.Sleep({wait})\n\twg.Wait()\n}}\n"
        )
    };
    let races = |wait: &str| explore_with(&text(wait), Options::default(), 1_000).races;
    let found = races("1");
    assert_eq!(found.len(), 1);
    assert!(found[0].schedule.choices.len() > 3);
    assert!(races("3").is_empty());
}

#[test]
fn races_are_found_in_every_order() {
    let text = "package main\n\nimport \"sync\"\n\nvar x int\nvar mu sync.Mutex\nvar done bool\n\nfunc main() {\n\tgo func() {\n\t\tx = 1\n\t\tmu.Lock()\n\t\tdone = true\n\t\tmu.Unlock()\n\t}()\n\tmu.Lock()\n\tif done {\n\t\tmu.Unlock()\n\t\treturn\n\t}\n\tmu.Unlock()\n\tx = 2\n}\n";
    let census = explore(text);
    assert_eq!(census.races.len(), 1);
    assert!(
        census
            .races
            .iter()
            .all(|found| found.executions < census.executions)
    );
    let off = Options {
        races: false,
        ..Options::default()
    };
    assert!(explore_with(text, off, 1_000).races.is_empty());
}

/// Pre-emptions that each ending needs, by enumerating within growing bounds.
fn needed(text: &str) -> BTreeMap<Ending, u32> {
    let mut needed = BTreeMap::new();
    for bound in 0..4 {
        let options = Options {
            preemptions: Some(bound),
            races: false,
            ..Options::default()
        };
        for ending in explore_with(text, options, 1_000_000).outcomes.into_keys() {
            needed.entry(ending).or_insert(bound);
        }
    }
    needed
}

#[test]
fn witnesses_have_the_fewest_preemptions() {
    let start = "package main\n\nimport (\n\t\"fmt\"\n\t\"sync\"\n)\n\nvar x, y int\n\nfunc main() {\n\tvar wg sync.WaitGroup\n\twg.Add(2)\n";
    let end = "\twg.Wait()\n\tfmt.Println(x, y)\n}\n";
    for bodies in [
        ["\t\tx++\n\t\tx++\n", "\t\tx++\n\t\tx++\n"],
        ["\t\tx = 1\n\t\ty = x\n", "\t\ty = 2\n\t\tx = y\n"],
        [
            "\t\tx = y + 1\n\t\ty = x + 1\n",
            "\t\ty = x + 3\n\t\tx = y + 3\n",
        ],
    ] {
        let go = |body| format!("\tgo func() {{\n{body}\t\twg.Done()\n\t}}()\n");
        let text = format!("{start}{}{}{end}", go(bodies[0]), go(bodies[1]));
        let program = compile(&text);
        let machine = Machine::new(program, &Config::default());
        let options = Options::default();
        let mut census = explore(&text);
        assert!(explore::improve(
            &machine,
            &options,
            &mut census,
            |_| true,
            1_000_000
        ));
        let found = census.outcomes.iter();
        let found: BTreeMap<Ending, u32> = found
            .map(|(ending, found)| (ending.clone(), found.preemptions))
            .collect();
        assert!(found.len() > 2, "{found:?}");
        assert_eq!(found, needed(&text), "{text}");
        for (ending, found) in &census.outcomes {
            let mut machine = machine.clone();
            for choice in &found.schedule.choices {
                machine
                    .step(choice.goroutine, choice.alt)
                    .expect("the witness replays");
            }
            assert_eq!(Ending::of(&machine), *ending);
        }
    }
}
