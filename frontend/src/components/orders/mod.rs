//! All orders of the program: tries them, says what is proved, and draws one bar for each way to end.

mod bars;
mod challenges;
mod options;

use sim_core::session::orders::OrdersView;
use yew::prelude::*;

use super::hands::{Hands, use_hands};
use super::icon::{Icon, icon};
use crate::store::intent::Intent;
use crate::store::{Action, Exploration, Orders, OrdersAction};
use crate::view_model::orders::census::{self, Said, Verdict, grouped};
pub use bars::{Bars, picture};
use challenges::Further;
use options::OptionsFold;

/// What the panel shows.
#[derive(Properties, PartialEq)]
pub struct OrdersProps {
    /// What is known.
    pub orders: Orders,
    /// Whether a program is open.
    pub can_start: bool,
    /// Versions of the scene.
    pub versions: usize,
    /// In a frame nothing is edited.
    pub embed: bool,
}

/// The panel.
#[component]
pub fn OrdersPanel(props: &OrdersProps) -> Html {
    let hands = use_hands();
    let found = props.orders.found.as_ref();
    html! {
        <div class="orders" role="tabpanel" aria-labelledby="tab-orders" tabindex="0">
            <div class="orders-head">
                { start_or_stop(&hands, props) }
                { found.map(|found| progress(&hands, found)) }
                <OptionsFold options={props.orders.options.clone()} />
            </div>
            if let Some(found) = found {
                { result(&hands, found) }
                if !found.is_working() && found.view.executions > 0 {
                    <Further found={found.clone()} walked={props.orders.walked_of(found)} has_versions={props.versions > 1}
                        editable={!props.embed} />
                }
            } else {
                <p class="orders-hint">{ hands.say("orders-hint") }</p>
            }
            <div class="spoken" role="status" aria-live="polite">{ found.map(|found| spoken(&hands, found)) }</div>
        </div>
    }
}

fn start_or_stop(hands: &Hands, props: &OrdersProps) -> Html {
    let working = props
        .orders
        .found
        .as_ref()
        .is_some_and(Exploration::is_working);
    if working {
        return html! {
            <button onclick={hands.on_click(Action::Orders(OrdersAction::Stop))}>
                { icon(Icon::Stop) }{ hands.say("orders-stop") }
            </button>
        };
    }
    let id = options::start_id(&props.orders.options);
    let start = hands.on_click_ask(Intent::Explore(props.orders.options.clone()));
    html! {
        <button class="primary" disabled={!props.can_start} onclick={start}>{ hands.say(id) }</button>
    }
}

/// How far it got, and how fast.
fn progress(hands: &Hands, found: &Exploration) -> Html {
    let count = grouped(found.view.executions);
    let rate = grouped(found.rate());
    let text = hands
        .messages
        .text("orders-progress", &[("count", &count), ("rate", &rate)]);
    let class = classes!(
        "orders-progress",
        found.is_working().then_some("is-working")
    );
    html! { <span {class}>{ text }</span> }
}

fn result(hands: &Hands, found: &Exploration) -> Html {
    if let Some(problem) = found.failed() {
        return html! { <p class="orders-hint is-bad">{ hands.say_with("open-failed", "problem", problem) }</p> };
    }
    html! {
        <>
            { verdict_of(hands, found) }
            <Bars view={found.view.clone()} within={found.within()} />
        </>
    }
}

/// What an exploration says, in a sentence with its bounds.
pub fn verdict_of(hands: &Hands, found: &Exploration) -> Html {
    let said = census::verdict(&found.view);
    verdict(hands, &found.view, &said, found.is_working())
}

fn verdict(hands: &Hands, view: &OrdersView, said: &Verdict, working: bool) -> Html {
    let class = classes!("orders-verdict", said.tone.class());
    let picture = bars::picture(said.tone);
    let bounds: Vec<String> = if working {
        vec![hands.say("orders-working")]
    } else {
        let proof = view.is_proof().then(|| hands.say("bound-proof"));
        let bounds = said.bounds.iter();
        let bounds = bounds.map(|said| bound(hands, said));
        proof.into_iter().chain(bounds).collect()
    };
    html! {
        <div {class}>
            <span class="orders-mark">{ icon(picture) }</span>
            <p>
                <strong>{ sentence(hands, said) }</strong>
                { " " }
                <span class="orders-bounds">{ bounds.join(" ") }</span>
            </p>
        </div>
    }
}

/// How far it holds, in a sentence.
fn bound(hands: &Hands, said: &Said) -> String {
    let names: Vec<String> = said.names.iter().map(|name| hands.say(name)).collect();
    let names = names.join(&hands.say("list-comma"));
    let args = [("count", said.count.as_str()), ("names", &names)];
    hands.messages.text(said.id, &args)
}

/// The verdict in words.
fn sentence(hands: &Hands, said: &Verdict) -> String {
    let (all, bad) = (grouped(said.all), grouped(said.bad));
    let (outputs, races) = (said.outputs.to_string(), said.races.to_string());
    let id = match (said.id, said.all) {
        ("verdict-all-well", 1) => "verdict-only-well",
        (id, _) => id,
    };
    let args = [
        ("all", all.as_str()),
        ("bad", &bad),
        ("outputs", &outputs),
        ("races", &races),
    ];
    hands.messages.text(id, &args)
}

/// What is announced: that it works, then what came of it.
fn spoken(hands: &Hands, found: &Exploration) -> String {
    if found.is_working() {
        hands.say("orders-working")
    } else {
        sentence(hands, &census::verdict(&found.view))
    }
}
