//! A census in words and as JSON, in the form that other tools rely on.

use serde_json::{Value, json};
use sim_core::explore::FoundRace;
use sim_core::race::Access;
use sim_core::schedule::Schedule;

use crate::drive::Explored;

/// The census of `weft explore --json`.
pub fn census_json(explored: &Explored) -> Value {
    let census = &explored.census;
    let outcomes: Vec<Value> = census
        .outcomes
        .iter()
        .map(|(ending, found)| {
            json!({
                "kind": ending.kind.name(),
                "message": ending.message,
                "stdout": ending.stdout,
                "executions": found.executions,
                "preemptions": found.preemptions,
                "schedule": found.schedule.print(),
            })
        })
        .collect();
    json!({
        "complete": explored.complete,
        "executions": census.executions,
        "redundant": census.redundant,
        "steps": census.steps,
        "seconds": explored.seconds,
        "outcomes": outcomes,
        "races": census.races.iter().map(race_json).collect::<Vec<_>>(),
    })
}

fn race_json(found: &FoundRace) -> Value {
    let access = |access: &Access| {
        json!({
            "op": access.op.name(),
            "goroutine": access.goroutine,
            "position": access.place.text(),
            "function": access.function,
        })
    };
    json!({
        "location": found.race.location.name,
        "accesses": found.race.accesses.iter().map(access).collect::<Vec<_>>(),
        "executions": found.executions,
        "preemptions": found.preemptions,
        "schedule": found.schedule.print(),
    })
}

/// The census for people: how far it reaches, then each outcome and each race with its witness on two lines.
pub fn census_text(explored: &Explored) -> String {
    let mut text = format!("{}\n", explored.extent());
    for (ending, found) in &explored.census.outcomes {
        let said = format!("{} {}", ending.message, ending.stdout.trim_end());
        let said = said.trim().replace('\n', "\\n");
        text.push_str(&format!(
            "{:8} {:8} {said}\n{}",
            found.executions,
            ending.kind.name(),
            witness(found.preemptions, &found.schedule)
        ));
    }
    for found in &explored.census.races {
        let access = |access: &Access| {
            let (op, g, place) = (access.op.name(), access.goroutine, access.place.text());
            format!("{op} by goroutine {g} at {place}")
        };
        let [first, second] = &found.race.accesses;
        text.push_str(&format!(
            "{:8} race     {}: {}, {}\n{}",
            found.executions,
            found.race.location.name,
            access(first),
            access(second),
            witness(found.preemptions, &found.schedule)
        ));
    }
    text
}

fn witness(preemptions: u32, schedule: &Schedule) -> String {
    format!(
        "         pre-emptions {preemptions}, --schedule {}\n",
        schedule.print()
    )
}
