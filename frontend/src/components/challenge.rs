//! The challenge that is being played, in one line over the panes: what to reach, with how many pre-emptions, and how it stands.

use sim_core::session::orders::OrdersView;
use yew::prelude::*;

use super::hands::{Hands, use_hands};
use crate::store::intent::Intent;
use crate::store::{Action, Orders, OrdersAction, Playing};
use crate::view_model::orders::census::{Tone, tone};
use crate::view_model::settings::Pane;

/// What is played.
#[derive(Properties, PartialEq)]
pub struct ChallengeProps {
    /// The challenge.
    pub playing: Playing,
    /// What is known of all orders.
    pub orders: Orders,
    /// The program's text, to edit.
    pub text: Option<String>,
}

/// The line.
#[component]
pub fn ChallengeLine(props: &ChallengeProps) -> Html {
    let hands = use_hands();
    let playing = &props.playing;
    let (id, about) = playing.challenge.name();
    let done = playing.reached.is_some();
    let class = classes!("challenge", done.then_some("is-good"));
    html! {
        <section {class} aria-label={hands.say("challenge")}>
            <strong class="challenge-name">{ hands.say_with(id, "text", about) }</strong>
            <span class="challenge-state" role="status">{ state(&hands, props) }</span>
            <span class="spring" />
            { buttons(&hands, props) }
            <button class="quiet" onclick={hands.on_click_ask(Intent::Challenge(None))}>{ hands.say("challenge-leave") }</button>
        </section>
    }
}

/// How it stands.
fn state(hands: &Hands, props: &ChallengeProps) -> String {
    let playing = &props.playing;
    let par = playing.challenge.par.to_string();
    let said = |id: &str, spent: u32| {
        let args = [("spent", spent.to_string()), ("par", par.clone())];
        let args: Vec<(&str, &str)> = args.iter().map(|(n, v)| (*n, v.as_str())).collect();
        hands.messages.text(id, &args)
    };
    match (playing.challenge.is_fix(), playing.reached) {
        (true, Some(_)) => hands.say("challenge-fixed"),
        (true, None) => still_possible(hands, &props.orders),
        (false, Some(spent)) if spent < playing.challenge.par => said("challenge-better", spent),
        (false, Some(spent)) if spent == playing.challenge.par => {
            let is_exact = playing.challenge.is_exact;
            let id = if is_exact {
                "challenge-par"
            } else {
                "challenge-par-known"
            };
            said(id, spent)
        }
        (false, Some(spent)) => said("challenge-reached", spent),
        (false, None) if playing.shown => hands.say("challenge-shown"),
        (false, None) => said("challenge-state", playing.spent),
    }
}

/// For a fix: what the last census still found.
fn still_possible(hands: &Hands, orders: &Orders) -> String {
    let Some(found) = &orders.found else {
        return hands.say("challenge-fix-edit");
    };
    if found.is_working() {
        return hands.say("orders-working");
    }
    let wrong = wrong(hands, &found.view);
    if wrong.is_empty() {
        return hands.say("challenge-fix-other");
    }
    hands.say_with("challenge-fix-still", "endings", wrong.join(", "))
}

/// Names of what should not be possible.
fn wrong(hands: &Hands, view: &OrdersView) -> Vec<String> {
    let mut named: Vec<String> = Vec::new();
    for row in &view.outcomes {
        let name = match tone(view, row) {
            Tone::Bad if row.message.is_empty() => hands.say(&format!("ending-{}", row.kind)),
            Tone::Bad => row.message.lines().next().unwrap_or_default().to_owned(),
            Tone::Odd => hands.say("challenge-other-output"),
            Tone::Good | Tone::Unknown => continue,
        };
        if !named.contains(&name) {
            named.push(name);
        }
    }
    named
}

fn buttons(hands: &Hands, props: &ChallengeProps) -> Html {
    let challenge = props.playing.challenge.clone();
    if challenge.is_fix() {
        let edit = props.text.clone().map(Action::Edit);
        let explore = Intent::Explore(props.orders.options.clone());
        return html! {
            <>
                if let Some(edit) = edit { <button onclick={hands.on_click(edit)}>{ hands.say("edit") }</button> }
                <button onclick={hands.on_click_ask(explore)}>{ hands.say("orders-start") }</button>
            </>
        };
    }
    let witness = props.orders.witness_of(&challenge);
    html! {
        <>
            <button onclick={hands.on_click_ask(Intent::Challenge(Some(challenge)))}>{ hands.say("challenge-again") }</button>
            if let Some(schedule) = witness { <button onclick={show(hands, schedule)}>{ hands.say("challenge-show") }</button> }
        </>
    }
}

/// Gives up: shows an order that gets there, from its start.
fn show(hands: &Hands, schedule: String) -> Callback<MouseEvent> {
    let hands = hands.clone();
    Callback::from(move |_: MouseEvent| {
        hands.act.emit(Action::Orders(OrdersAction::Shown));
        hands.ask.emit(Intent::Witness {
            source: None,
            schedule: schedule.clone(),
            step: 0,
        });
        hands.act.emit(Action::Pane(Pane::Trace));
    })
}
