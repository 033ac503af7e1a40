//! Tabs under the code: the run in sentences, what the program printed, all orders, and data races.

use std::rc::Rc;

use sim_core::inspect::view::{OutcomeView, TraceLine, View};
use sim_core::session::races::RaceBoard;
use yew::prelude::*;

use super::hands::{Hands, use_hands};
use super::orders::OrdersPanel;
use super::races::RacePanel;
use super::trace::Trace;
use crate::store::{Action, Orders, RaceLook};
use crate::view_model::settings::Pane;

/// What the panel shows.
#[derive(Properties, PartialEq)]
pub struct PanelProps {
    /// Tab in front.
    pub tab: Pane,
    /// The moment.
    pub view: Option<Rc<View>>,
    /// Hash of the trace, once the program has ended.
    pub hash: Option<u64>,
    /// Rows of the trace on screen.
    pub rows: Rc<Vec<TraceLine>>,
    /// Transition under the pointer.
    pub hovered: Option<u64>,
    /// All orders.
    pub orders: Orders,
    /// Versions of the scene.
    pub versions: usize,
    /// In a frame there is nothing but the orders here.
    pub embed: bool,
    /// Data races of the recording, while somebody looks at them.
    pub races: Option<Rc<RaceBoard>>,
    /// How they are looked at.
    pub race_look: RaceLook,
}

/// The panel.
#[component]
pub fn Panel(props: &PanelProps) -> Html {
    let hands = use_hands();
    html! {
        <section class={classes!("pane", "panel", matches!(props.tab, Pane::Orders | Pane::Race).then_some("is-tall"))}>
            <div class="tabs" role="tablist" aria-label={hands.say("panes")}>
                if !props.embed {
                    { tab(&hands, Pane::Trace, props.tab) }
                    { tab(&hands, Pane::Output, props.tab) }
                }
                { tab(&hands, Pane::Orders, props.tab) }
                if !props.embed { { tab(&hands, Pane::Race, props.tab) } }
                { props.view.as_ref().and_then(|view| view.outcome.as_ref()).map(|outcome| verdict(&hands, outcome, props)) }
            </div>
            if props.tab == Pane::Orders {
                <OrdersPanel orders={props.orders.clone()} can_start={props.view.is_some()} versions={props.versions} embed={props.embed} />
            } else if props.tab == Pane::Race {
                <RacePanel board={props.races.clone()} look={props.race_look} over={is_whole(props)} />
            } else if let Some(view) = &props.view {
                if props.tab == Pane::Output {
                    <Output view={view.clone()} />
                } else {
                    <Trace step={view.step} recorded={view.recorded} rows={props.rows.clone()} hovered={props.hovered} />
                }
            }
        </section>
    }
}

/// Whether the recording goes to the program's end, and the cursor with it.
fn is_whole(props: &PanelProps) -> bool {
    let view = props.view.as_ref();
    view.is_some_and(|view| view.outcome.is_some())
}

fn tab(hands: &Hands, pane: Pane, open: Pane) -> Html {
    html! {
        <button role="tab" id={format!("tab-{}", pane.name())} aria-selected={(pane == open).to_string()}
            onclick={hands.on_click(Action::Pane(pane))}>
            { hands.say(&format!("pane-{}", pane.name())) }
        </button>
    }
}

/// How the program ended, in a few words.
fn verdict(hands: &Hands, outcome: &OutcomeView, props: &PanelProps) -> Html {
    let id = format!("outcome-{}", outcome.kind);
    let text = match outcome.kind.as_str() {
        "exit" => hands.say_with(&id, "code", outcome.exit_code),
        "limit" => hands.say_with(&id, "message", &outcome.message),
        // Go's own words say more than ours.
        "panic" | "fatal" | "deadlock" if !outcome.message.is_empty() => outcome.message.clone(),
        "ok" if !props.orders.left.is_empty() => {
            let left: Vec<String> = props.orders.left.iter().map(u32::to_string).collect();
            hands.say_with("outcome-left", "goroutines", left.join(", "))
        }
        _ => hands.say(&id),
    };
    let tone = match outcome.kind.as_str() {
        "ok" if props.orders.left.is_empty() => None,
        "ok" => Some("is-odd"),
        _ => Some("is-bad"),
    };
    let class = classes!("verdict", tone);
    let hash = props
        .hash
        .map(|hash| format!("{hash:016x}"))
        .unwrap_or_default();
    let title = hands.say_with("trace-hash", "hash", &hash);
    html! { <span {class} {title} data-trace-hash={hash}>{ text }</span> }
}

#[derive(Properties, PartialEq)]
struct OutputProps {
    view: Rc<View>,
}

/// Standard output, then what Go would write to standard error.
#[component]
fn Output(props: &OutputProps) -> Html {
    let hands = use_hands();
    let view = &props.view;
    html! {
        <div class="output" role="tabpanel" aria-labelledby="tab-output" tabindex="0">
            if view.stdout.is_empty() && view.stderr.is_empty() { <p class="empty">{ hands.say("output-empty") }</p> }
            if !view.stdout.is_empty() { <pre class="stdout">{ view.stdout.clone() }</pre> }
            if !view.stderr.is_empty() { <pre class="stderr">{ view.stderr.clone() }</pre> }
        </div>
    }
}
