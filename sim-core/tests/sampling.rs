//! Sampled orders: the same census however the work is cut, executions that can be drawn again, and traces counted as the dependence
//! relation has them.

use std::collections::BTreeSet;
use std::sync::Arc;

use sim_core::bytecode::{Program, SyncOp};
use sim_core::explore::{Census, Ending, Explorer, Options, OutcomeKind, Policy};
use sim_core::machine::{Config, Event, Machine, Op, PendingKind, PendingOp, Status};
use sim_core::race::Detector;
use sim_core::schedule::{Schedule, mix};
use sim_core::{check, lower};

const POLICIES: [Policy; 3] = [Policy::Random, Policy::Pct { depth: 3 }, Policy::Pos];

fn compile(text: &str) -> Arc<Program> {
    let checked = check::check(&[("main.go", text)], &check::Options::default());
    let (typed, sources) =
        checked.unwrap_or_else(|(errors, sources)| panic!("{}\n{text}", errors.render(&sources)));
    Arc::new(lower::lower(&typed, sources, lower::Entry::Main).expect("lowers"))
}

fn explorer(text: &str, policy: Policy) -> Explorer {
    let options = Options {
        policy,
        ..Options::default()
    };
    Explorer::new(Machine::new(compile(text), &Config::default()), options)
}

fn sampled(text: &str, policy: Policy, executions: u64) -> Census {
    let mut explorer = explorer(text, policy);
    assert!(!explorer.advance(executions), "samples are never complete");
    explorer.census().clone()
}

/// A program whose goroutines run the given bodies; main waits for all.
fn program(bodies: &[String]) -> String {
    let mut text = String::from(
        "package main\n\nimport \"sync\"\n\nvar x, y, z int\nvar mu sync.Mutex\nvar rw sync.RWMutex\n\
         var ch, dh = make(chan int), make(chan int, 1)\n\nfunc main() {\n\tvar wg sync.WaitGroup\n\twg.Add(",
    );
    text.push_str(&format!("{})\n", bodies.len()));
    for body in bodies {
        text.push_str(&format!("\tgo func() {{\n{body}\t\twg.Done()\n\t}}()\n"));
    }
    text + "\twg.Wait()\n\tprintln(x, y, z)\n}\n"
}

fn same(n: usize, body: &str) -> String {
    program(&vec![body.to_string(); n])
}

#[test]
fn all_traces_of_small_programs_are_met_and_no_other() {
    let locked = "\t\tmu.Lock()\n\t\tx++\n\t\tmu.Unlock()\n";
    let cases = [
        (same(2, "\t\tx++\n"), 4),
        (same(2, "\t\tx++\n\t\tx++\n"), 34),
        (same(3, "\t\tx++\n"), 36),
        (same(4, "\t\tx = 1\n"), 24),
        (same(2, &locked.repeat(3)), 20),
        (same(3, locked), 6),
    ];
    for (text, traces) in cases {
        for policy in POLICIES {
            let census = sampled(&text, policy, 12_000);
            let reached = match policy {
                Policy::Pct { .. } => census.traces <= traces && census.traces > traces / 3,
                _ => census.traces == traces,
            };
            assert!(reached, "{policy:?} {} of {traces}\n{text}", census.traces);
            assert!(census.bounds.sampled);
            assert_eq!((census.executions, census.redundant), (12_000, 0));
        }
    }
}

#[test]
fn a_census_does_not_depend_on_how_the_work_is_cut() {
    let text = same(3, "\t\tx++\n\t\tif x == 2 {\n\t\t\tch <- 1\n\t\t}\n");
    for policy in POLICIES {
        let mut whole = explorer(&text, policy);
        whole.advance(3000);
        let part = |from: u64, upto: u64| {
            let mut part = explorer(&text, policy);
            part.seek(from);
            part.advance((upto - from) / 2);
            part.advance(upto - from - (upto - from) / 2);
            part
        };
        let mut late = part(1200, 2999);
        late.merge(part(2999, 3000));
        let mut merged = late;
        merged.merge(part(0, 1200));
        assert_eq!(merged.census(), whole.census());
        let kinds: BTreeSet<OutcomeKind> = whole.census().outcomes.keys().map(|e| e.kind).collect();
        assert!(kinds.contains(&OutcomeKind::Deadlock), "{kinds:?}");
    }
}

#[test]
fn every_execution_can_be_drawn_again_and_witnesses_show_what_they_say() {
    let text = same(
        2,
        "\t\tx++\n\t\tselect {\n\t\tcase dh <- 1:\n\t\tcase y = <-dh:\n\t\tdefault:\n\t\t}\n",
    );
    let compiled = compile(&text);
    let replay = |schedule: &Schedule| {
        let mut machine = Machine::new(compiled.clone(), &Config::default());
        for choice in &schedule.choices {
            machine
                .step(choice.goroutine, choice.alt)
                .expect("the schedule fits");
        }
        assert_ne!(*machine.status(), Status::Running);
        Ending::of(&machine)
    };
    for policy in POLICIES {
        let mut explorer = explorer(&text, policy);
        explorer.advance(200);
        let again: Vec<Schedule> = (0..200).filter_map(|i| explorer.sample(i)).collect();
        assert_eq!(explorer.sample(17).as_ref(), again.get(17));
        for (ending, found) in &explorer.census().outcomes {
            assert_eq!(replay(&found.schedule), *ending);
            assert!(again.contains(&found.schedule));
            let count = again.iter().filter(|s| replay(s) == *ending).count();
            assert_eq!(count as u64, found.executions);
        }
    }
}

#[test]
fn races_are_counted_and_their_witnesses_have_them() {
    let text = program(&[
        "\t\tx++\n".to_string(),
        "\t\tmu.Lock()\n\t\tx = 1\n\t\tmu.Unlock()\n".to_string(),
    ]);
    for policy in POLICIES {
        let mut explorer = explorer(&text, policy);
        explorer.advance(300);
        explorer.advance(200);
        let census = explorer.census().clone();
        // The load and the store of x++ with the other store.
        assert_eq!(census.races.len(), 2, "{:?}", census.races);
        for found in &census.races {
            let has = |schedule: &Schedule| {
                let mut machine = Machine::new(compile(&text), &Config::default());
                let mut detector = Detector::new(&machine);
                for choice in &schedule.choices {
                    let event = machine.step(choice.goroutine, choice.alt).expect("fits");
                    detector.observe(&machine, &event);
                }
                let key = found.race.key();
                detector.races().iter().any(|race| race.key() == key)
            };
            assert!(has(&found.schedule));
            assert!(!found.race.accesses[0].stack.is_empty());
            let all: Vec<Schedule> = (0..500).filter_map(|i| explorer.sample(i)).collect();
            let count = all.iter().take(40).filter(|s| has(s)).count();
            assert!(count as u64 <= found.executions && found.executions <= 500);
        }
    }
    let locked = same(2, "\t\tmu.Lock()\n\t\tx++\n\t\tmu.Unlock()\n");
    assert!(sampled(&locked, Policy::Random, 500).races.is_empty());
}

/// What a transition touched, as far as the generated programs go.
struct Made {
    name: String,
    pending: PendingOp,
    /// Channels, of selects too.
    channels: Vec<u64>,
    event: Event,
}

/// Whether the order of two transitions matters, written down directly.
fn dependent(a: &Made, b: &Made) -> bool {
    use PendingKind::{End, Exit, Go, Sync};
    let kinds = [a.pending.kind, b.pending.kind];
    let wait_group = |made: &Made| match made.event.op {
        Op::Sync {
            op: SyncOp::WgAdd,
            old,
            new,
            ..
        } => Some(new < old),
        _ => None,
    };
    let channels = |made: &Made, ch: &u64| made.channels.contains(ch);
    match kinds {
        [Exit, _] | [_, Exit] => false,
        [End, _] | [_, End] | [Go, Go] => true,
        [Sync(SyncOp::Write), Sync(SyncOp::Write)] => true,
        [Sync(SyncOp::RwRLock), Sync(SyncOp::RwRLock)] => false,
        [Sync(SyncOp::RwRUnlock), Sync(SyncOp::RwRUnlock)] => false,
        _ if wait_group(a).is_some() && wait_group(a) == wait_group(b) => false,
        _ => {
            let (a, b, x, y) = (a, b, &a.pending, &b.pending);
            x.writes.overlaps(y.writes)
                || x.writes.overlaps(y.reads)
                || x.reads.overlaps(y.writes)
                || a.channels.iter().any(|ch| channels(b, ch))
        }
    }
}

/// The trace of a schedule as text: each transition with the earlier ones that it depends on.
fn trace(program: &Arc<Program>, schedule: &Schedule) -> Vec<String> {
    let mut machine = Machine::new(program.clone(), &Config::default());
    let mut done: Vec<Made> = Vec::new();
    let mut lines = Vec::new();
    for choice in &schedule.choices {
        let g = choice.goroutine;
        // To become a waiter of a WaitGroup counts for nothing.
        if machine.is_about_to_wait(g) {
            machine.step(g, choice.alt).expect("the schedule fits");
            continue;
        }
        let pending = machine.pending(g).expect("pending").op;
        let mut selected = Vec::new();
        machine.select_channels(g, &mut selected);
        let mut channels: Vec<u64> = selected.iter().map(|(ch, _)| *ch).collect();
        if matches!(
            pending.kind,
            PendingKind::Send | PendingKind::Recv | PendingKind::ChanLen
        ) {
            channels.push(pending.addr);
        }
        let event = machine.step(g, choice.alt).expect("the schedule fits");
        let own = format!("g{} ", g.0);
        let count = done
            .iter()
            .filter(|made| made.name.starts_with(&own))
            .count();
        let made = Made {
            name: format!("{own}{count}/{}", choice.alt),
            pending,
            channels,
            event,
        };
        let mut before: Vec<&str> = done
            .iter()
            .filter(|other| !other.name.starts_with(&own) && dependent(other, &made))
            .map(|other| other.name.as_str())
            .collect();
        before.sort_unstable();
        // That a goroutine had ended by the end of the program is no matter.
        if event.op != Op::Exit {
            lines.push(format!("{} after {before:?}", made.name));
        }
        done.push(made);
    }
    lines.sort_unstable();
    lines
}

/// Operations of the generated programs.
const OPERATIONS: [&str; 14] = [
    "x++",
    "y = x",
    "x = y + 1",
    "mu.Lock(); x = x*2 + 1; mu.Unlock()",
    "mu.Lock(); y++; mu.Unlock()",
    "rw.RLock(); y = x; rw.RUnlock()",
    "rw.Lock(); x++; rw.Unlock()",
    "ch <- x + 1",
    "x += <-ch",
    "select { case v := <-ch: y = v; case dh <- 7: z++; default: z = x }",
    "dh <- y",
    "z = len(dh)",
    "wg.Add(1); wg.Done()",
    "println(x)",
];

#[test]
fn traces_are_told_apart_as_the_dependence_relation_does() {
    for seed in 0..40 {
        let word = |i: u64| mix(mix(seed) ^ i);
        let bodies: Vec<String> = (0..2 + seed % 2)
            .map(|g| {
                let operations = (0..2).map(|i| word(100 * g + i) % OPERATIONS.len() as u64);
                operations
                    .map(|operation| format!("\t\t{}\n", OPERATIONS[operation as usize]))
                    .collect()
            })
            .collect();
        let text = program(&bodies);
        let compiled = compile(&text);
        for policy in [Policy::Random, Policy::Pos] {
            let mut explorer = explorer(&text, policy);
            explorer.advance(300);
            let schedules: Vec<Schedule> = (0..300).filter_map(|i| explorer.sample(i)).collect();
            let traces: BTreeSet<Vec<String>> =
                schedules.iter().map(|s| trace(&compiled, s)).collect();
            assert_eq!(
                explorer.census().traces,
                traces.len() as u64,
                "{policy:?}\n{text}"
            );
        }
    }
}
