//! A census in words and as JSON, in the form that other tools rely on.

use serde_json::{Value, json};
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
        "races": null,
    })
}

/// The census for people: how far it reaches, then an outcome with its witness on two lines each.
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
    text
}

fn witness(preemptions: u32, schedule: &Schedule) -> String {
    format!(
        "         pre-emptions {preemptions}, --schedule {}\n",
        schedule.print()
    )
}
