//! Keeps a crew of workers at the explorations that the state wants, and no longer; and begins the challenge that a link asks for.

use yew::prelude::*;

use crate::bridge::crew::Crew;
use crate::components::hands::Hands;
use crate::store::intent::Intent;
use crate::store::{Action, Dialog, Exploration, Message, Notice, OrdersAction, State, Tone};
use crate::view_model::orders::challenge::{LEAK, challenges};

/// Sends workers for new explorations; ends them when they are done, stopped or no longer wanted.
#[hook]
pub fn use_orders(hands: &Hands, state: &State) {
    let found: Vec<&Exploration> = state.orders.found.iter().collect();
    use_crew(hands, &found);
    let shown = state.dialog == Some(Dialog::Versions);
    let versions: Vec<&Exploration> = state.orders.versions.iter().filter(|_| shown).collect();
    use_crew(hands, &versions);
    let shown = state.dialog == Some(Dialog::Tree);
    let branching = state.orders.branching.as_ref().filter(|_| shown);
    let beneath: Vec<&Exploration> = branching.iter().flat_map(|b| &b.beneath).collect();
    use_crew(hands, &beneath);
    use_asked(hands, state);
}

#[hook]
fn use_crew(hands: &Hands, explorations: &[&Exploration]) {
    let working = explorations.iter().any(|found| found.is_working());
    let jobs: Vec<u32> = explorations.iter().map(|found| found.job).collect();
    let errands = explorations
        .iter()
        .flat_map(|found| found.errands.iter().cloned())
        .collect::<Vec<_>>();
    let act = hands.act.clone();
    use_effect_with((jobs, working), move |(_, working)| {
        let crew = working.then(|| {
            Crew::send(errands, move |report| {
                act.emit(Action::Orders(OrdersAction::Heard(Box::new(report))));
            })
        });
        move || drop(crew)
    });
}

/// A link's challenge: explores, and begins it if there is such a challenge.
#[hook]
fn use_asked(hands: &Hands, state: &State) {
    let asked = state.orders.asked.clone().filter(|_| state.run.is_some());
    let found = state.orders.found.clone();
    let options = state.orders.options.clone();
    let hands = hands.clone();
    let done = found.as_ref().is_some_and(Exploration::is_done);
    use_effect_with((asked, done), move |(asked, done)| {
        let Some(asked) = asked else { return };
        match found {
            None => {
                let mut options = options;
                // Only who looks for goroutines left behind can find them.
                if asked == LEAK && !options.leaks {
                    options.leaks = true;
                    let changed = OrdersAction::Options(options.clone());
                    hands.act.emit(Action::Orders(changed));
                }
                hands.ask.emit(Intent::Explore(options));
            }
            Some(found) if *done => {
                let offered = challenges(&found.view, found.within());
                let wanted = offered.into_iter().find(|challenge| challenge.id == *asked);
                hands.act.emit(Action::Orders(OrdersAction::Answered));
                match wanted {
                    Some(challenge) => hands.ask.emit(Intent::Challenge(Some(challenge))),
                    None => hands.act.emit(Action::Notice(Notice {
                        message: Message::plain("challenge-not-here"),
                        tone: Tone::Hint,
                    })),
                }
            }
            Some(_) => {}
        }
    });
}
