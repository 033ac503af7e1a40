//! Witnesses: for every ending and every data race the fewest pre-emptions there can be, as a brute force finds them that shares nothing
//! with the explorer: every schedule within a bound, one by one.

use std::collections::BTreeMap;
use std::sync::Arc;

use sim_core::bytecode::{Program, SyncOp};
use sim_core::explore::{
    self, Census, Ending, Explorer, Fewest, Granularity, Options, OutcomeKind,
};
use sim_core::machine::{Config, Gid, Machine, Op, Stand, Status};
use sim_core::race::{Detector, RaceKey};
use sim_core::schedule::Schedule;
use sim_core::{check, lower};

/// Pre-emptions up to which the brute force goes.
const BOUND: u32 = 2;

fn compile(text: &str) -> Arc<Program> {
    let checked = check::check(&[("main.go", text)], &check::Options::default());
    let (typed, sources) =
        checked.unwrap_or_else(|(errors, sources)| panic!("{}\n{text}", errors.render(&sources)));
    Arc::new(lower::lower(&typed, sources, lower::Entry::Main).expect("lowers"))
}

/// A program of goroutines with these bodies; main waits for them.
fn program(bodies: &[&str]) -> String {
    let mut text = String::from(
        "package main\n\nimport (\n\t\"fmt\"\n\t\"sync\"\n)\n\nvar x, y int\nvar mu, nu sync.Mutex\nvar ch = make(chan int, 1)\n\nfunc main() {\n\tvar wg sync.WaitGroup\n",
    );
    for body in bodies {
        text += &format!("\twg.Add(1)\n\tgo func() {{\n\t\tdefer wg.Done()\n\t\t{body}\n\t}}()\n");
    }
    text + "\twg.Wait()\n\tfmt.Println(x, y, len(ch))\n}\n"
}

fn programs() -> Vec<String> {
    [
        &["x++", "x++"][..],
        &["x++; x++", "x++"],
        &["x = 1; y = x", "y = 2; x = y"],
        &[
            "mu.Lock(); x++; mu.Unlock()",
            "x++; mu.Lock(); y++; mu.Unlock()",
        ],
        &[
            "mu.Lock(); nu.Lock(); nu.Unlock(); mu.Unlock()",
            "nu.Lock(); mu.Lock(); mu.Unlock(); nu.Unlock()",
        ],
        &[
            "ch <- 1; x = 1",
            "select { case v := <-ch: y = v; default: x = 2 }",
        ],
        &[
            "if x == 0 { y++ }; x = 1",
            "if y == 1 { panic(\"met\") }; x = 2",
        ],
    ]
    .iter()
    .map(|bodies| program(bodies))
    .collect()
}

/// What a schedule within the bound can come to, with the fewest pre-emptions.
#[derive(Default)]
struct Brute {
    endings: BTreeMap<Ending, u32>,
    races: BTreeMap<RaceKey, u32>,
}

fn least<K: Ord>(map: &mut BTreeMap<K, u32>, key: K, preemptions: u32) {
    let known = map.entry(key).or_insert(preemptions);
    *known = preemptions.min(*known);
}

impl Brute {
    fn go_on(&mut self, machine: &Machine, detector: &Detector, last: Option<Gid>, used: u32) {
        for race in detector.races() {
            least(&mut self.races, race.key(), used);
        }
        if *machine.status() != Status::Running {
            least(&mut self.endings, Ending::of(machine), used);
            return;
        }
        let mut enabled = Vec::new();
        machine.enabled(&mut enabled);
        let stays = last.filter(|last| enabled.contains(last));
        for &g in &enabled {
            let used = used + u32::from(stays.is_some_and(|last| last != g));
            if used > BOUND {
                continue;
            }
            let pending = machine.pending(g).expect("enabled");
            for alt in 0..pending.alternatives.max(1) {
                let (mut machine, mut detector) = (machine.clone(), detector.clone());
                let event = machine.step(g, alt).expect("enabled");
                detector.observe(&machine, &event);
                let gave_way = matches!(
                    event.op,
                    Op::Sync {
                        op: SyncOp::Gosched,
                        ..
                    }
                );
                let stand = machine.goroutine(g).map(|goroutine| goroutine.stand);
                let is_done = matches!(stand, None | Some(Stand::Exit | Stand::Dead));
                let last = (!gave_way && !is_done).then_some(g);
                self.go_on(&machine, &detector, last, used);
            }
        }
    }
}

fn brute(start: &Machine) -> Brute {
    let mut brute = Brute::default();
    brute.go_on(start, &Detector::new(start), None, 0);
    brute
}

/// Everything explored, with the witnesses improved; and the same for all that the search finds by itself.
fn explored(start: &Machine) -> (Census, Fewest) {
    let options = Options::default();
    let mut explorer = Explorer::new(start.clone(), options.clone());
    assert!(explorer.advance(100_000));
    let mut census = explorer.census().clone();
    assert!(explore::improve(
        start,
        &options,
        &mut census,
        |_| true,
        2_000_000
    ));
    let mut all = Fewest::of_all(start, &options);
    // In small portions: that must make no difference.
    while !all.advance(100) {}
    (census, all)
}

fn within<K: Ord>(all: impl Iterator<Item = (K, u32)>) -> BTreeMap<K, u32> {
    all.filter(|(_, preemptions)| *preemptions <= BOUND)
        .collect()
}

fn replay(start: &Machine, schedule: &Schedule) -> (Machine, Detector) {
    let (mut machine, mut detector) = (start.clone(), Detector::new(start));
    for choice in &schedule.choices {
        let event = machine.step(choice.goroutine, choice.alt);
        detector.observe(&machine, &event.expect("the witness fits"));
    }
    (machine, detector)
}

#[test]
fn no_schedule_needs_fewer_preemptions_than_a_witness() {
    for text in programs() {
        let start = Machine::new(compile(&text), &Config::default());
        let (brute, (census, all)) = (brute(&start), explored(&start));
        let endings = census.outcomes.iter();
        let endings = within(endings.map(|(ending, found)| (ending.clone(), found.preemptions)));
        assert_eq!(endings, brute.endings, "{text}");
        let races = census.races.iter();
        let races = within(races.map(|found| (found.race.key(), found.preemptions)));
        assert_eq!(races, brute.races, "{text}");
        let endings = all.endings();
        let endings = within(endings.map(|(ending, found)| (ending.clone(), found.preemptions)));
        assert_eq!(endings, brute.endings, "{text}");
        let races = all.races();
        let races = within(races.map(|found| (found.race.key(), found.preemptions)));
        assert_eq!(races, brute.races, "{text}");
        assert!(all.is_sure() && all.within().iter().all(Option::is_some));
    }
}

#[test]
fn witnesses_replay_and_are_the_same_from_run_to_run() {
    for text in programs() {
        let start = Machine::new(compile(&text), &Config::default());
        let (census, all) = explored(&start);
        assert_eq!(census, explored(&start).0, "{text}");
        let found = census.outcomes.iter().chain(all.endings());
        for (ending, found) in found {
            assert_eq!(Ending::of(&replay(&start, &found.schedule).0), *ending);
        }
        for found in census.races.iter().chain(all.races()) {
            let (machine, detector) = replay(&start, &found.schedule);
            let met = detector
                .races()
                .iter()
                .any(|race| race.key() == found.race.key());
            assert!(met, "{text}\n{:?}", found.race);
            assert_ne!(
                *machine.status(),
                Status::Running,
                "a witness goes to the end"
            );
        }
    }
}

/// Under a mask, too: an enumeration that tries orders with few pre-emptions first has the fewest from the start.
#[test]
fn under_a_mask_witnesses_have_the_fewest_preemptions_of_its_orders() {
    let calls = "func add() {\n\tv := x\n\tx = v + 1\n}\n";
    for text in programs() {
        let text = text.replace("x++", "add()") + calls;
        let start = Machine::new(compile(&text), &Config::default());
        for granularity in [Granularity::Call, Granularity::Statement] {
            let options = Options {
                granularity,
                ..Options::default()
            };
            let bounded = Options {
                preemptions: Some(BOUND),
                races: false,
                ..options.clone()
            };
            let mut few = Explorer::new(start.clone(), bounded);
            assert!(few.advance(1 << 20));
            let few: BTreeMap<&Ending, u32> = few
                .census()
                .outcomes
                .iter()
                .map(|(ending, found)| (ending, found.preemptions))
                .collect();
            let mut explorer = Explorer::new(start.clone(), options.clone());
            assert!(explorer.advance(1 << 20), "{text}");
            let mut census = explorer.census().clone();
            let sure = explore::improve(&start, &options, &mut census, |_| true, 1 << 20);
            assert!(sure, "{text}");
            for (ending, found) in &census.outcomes {
                let fewest = few.get(ending);
                match fewest {
                    Some(fewest) => assert_eq!(found.preemptions, *fewest, "{ending:?}\n{text}"),
                    None => assert!(found.preemptions > BOUND, "{ending:?}\n{text}"),
                }
            }
        }
    }
}

#[test]
fn leaks_have_witnesses_with_the_fewest_preemptions() {
    let text = "package main\n\nvar x int\n\nfunc main() {\n\tch := make(chan int)\n\tgo func() {\n\t\tx = 1\n\t\tch <- 1\n\t}()\n\tif x == 1 {\n\t\treturn\n\t}\n\t<-ch\n}\n";
    let start = Machine::new(compile(text), &Config::default());
    let options = Options {
        leaks: true,
        ..Options::default()
    };
    let mut explorer = Explorer::new(start.clone(), options.clone());
    assert!(explorer.advance(1_000));
    let mut census = explorer.census().clone();
    assert!(explore::improve(
        &start,
        &options,
        &mut census,
        |_| true,
        100_000
    ));
    let needs: Vec<(OutcomeKind, u32)> = census
        .outcomes
        .iter()
        .map(|(ending, found)| (ending.kind, found.preemptions))
        .collect();
    assert_eq!(needs, [(OutcomeKind::Ok, 0), (OutcomeKind::Leak, 1)]);
}
