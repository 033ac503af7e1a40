//! What can be done with a census: challenges to play, two orders to compare, a scene's versions side by side.

use yew::prelude::*;

use crate::components::hands::{Hands, use_hands};
use crate::store::intent::Intent;
use crate::store::{Action, Dialog, Exploration};
use crate::view_model::orders::census::{bars, grouped, reference};
use crate::view_model::orders::challenge::{Challenge, challenges};

/// On what census.
#[derive(Properties, PartialEq)]
pub struct FurtherProps {
    /// The exploration, which is over.
    pub found: Exploration,
    /// Different orders that the reader has gone through to their ends.
    pub walked: u64,
    /// Whether the scene has several versions.
    pub has_versions: bool,
    /// In a frame nothing is edited.
    pub editable: bool,
}

/// Coverage, challenges and comparisons.
#[component]
pub fn Further(props: &FurtherProps) -> Html {
    let hands = use_hands();
    let found = &props.found;
    let offered = use_memo((found.view.clone(), found.within()), |(view, within)| {
        challenges(view, *within)
    });
    let offered = offered
        .iter()
        .filter(|challenge| props.editable || !challenge.is_fix());
    let has_two = found.view.outcomes.len() > 1;
    html! {
        <>
            <p class="orders-walked">{ coverage(&hands, found, props.walked) }</p>
            <div class="orders-more">
                if has_two {
                    <button onclick={hands.on_click_ask(tree_of(found))}>{ hands.say("tree-open") }</button>
                    <button onclick={hands.on_click(Action::Dialog(Some(Dialog::Compare)))}>{ hands.say("compare-open") }</button>
                }
                if props.has_versions {
                    <button onclick={hands.on_click_ask(Intent::Versions)}>{ hands.say("versions-open") }</button>
                }
            </div>
            <ul class="challenges" aria-label={hands.say("challenges")}>{ for offered.map(|challenge| offer(&hands, challenge)) }</ul>
        </>
    }
}

/// The tree of all bars' orders, in the order of the bars.
fn tree_of(found: &Exploration) -> Intent {
    let bars = bars(&found.view);
    Intent::Tree {
        witnesses: bars.into_iter().map(|bar| bar.row.schedule).collect(),
        usual: reference(&found.view).map(|row| row.stdout.clone()),
    }
}

/// How many of all orders the reader has gone through.
fn coverage(hands: &Hands, found: &Exploration, walked: u64) -> String {
    let all = found.view.executions;
    let walked_text = grouped(walked.min(all));
    let id = if found.view.is_proof() {
        "orders-walked"
    } else {
        "orders-walked-some"
    };
    hands
        .messages
        .text(id, &[("walked", &walked_text), ("all", &grouped(all))])
}

fn offer(hands: &Hands, challenge: &Challenge) -> Html {
    let (id, about) = challenge.name();
    let name = hands.say_with(id, "text", about);
    let par = if challenge.is_fix() {
        String::new()
    } else {
        hands.say_with("challenge-par-is", "par", challenge.par)
    };
    let play = hands.on_click_ask(Intent::Challenge(Some(challenge.clone())));
    html! {
        <li key={challenge.id.clone()}>
            <button class="challenge-offer" onclick={play}>
                <span class="challenge-name">{ name }</span><span class="label">{ par }</span>
            </button>
        </li>
    }
}
