//! Keeps a crew of workers at the exploration that the state wants, and no longer.

use yew::prelude::*;

use crate::bridge::crew::Crew;
use crate::components::hands::Hands;
use crate::store::{Action, Exploration, OrdersAction, State};

/// Sends workers for a new exploration; ends them when it is done, stopped or no longer wanted.
#[hook]
pub fn use_orders(hands: &Hands, state: &State) {
    use_exploration(hands, state.orders.found.as_ref());
}

#[hook]
fn use_exploration(hands: &Hands, exploration: Option<&Exploration>) {
    let wanted = exploration
        .filter(|exploration| exploration.is_working())
        .map(|exploration| (exploration.job, exploration.errands.clone()));
    let act = hands.act.clone();
    use_effect_with(wanted, move |wanted| {
        let crew = wanted.as_ref().map(|(_, errands)| {
            Crew::send(errands.to_vec(), move |report| {
                act.emit(Action::Orders(OrdersAction::Heard(Box::new(report))));
            })
        });
        move || drop(crew)
    });
}
