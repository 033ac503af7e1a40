//! The census: one bar for each way to end. A click goes to an order that ends so.

use std::rc::Rc;

use sim_core::session::orders::{OrdersView, RaceRow};
use yew::prelude::*;

use crate::components::hands::{Hands, use_hands};
use crate::components::icon::{Icon, icon};
use crate::store::Action;
use crate::store::intent::Intent;
use crate::view_model::link::Source;
use crate::view_model::orders::census::{Bar, Tone, bars, grouped, percent};
use crate::view_model::settings::Pane;

/// What is counted.
#[derive(Properties, PartialEq)]
pub struct BarsProps {
    /// The census.
    pub view: Rc<OrdersView>,
    /// All orders with at most so many pre-emptions have been tried.
    pub within: Option<u32>,
    /// Whose orders; `None`: those of the open program.
    #[prop_or_default]
    pub source: Option<Source>,
}

/// The bars.
#[component]
pub fn Bars(props: &BarsProps) -> Html {
    let hands = use_hands();
    let drawn = use_memo(props.view.clone(), |view| bars(view));
    let more = props.view.more_outcomes;
    html! {
        <ul class="endings" aria-label={hands.say("orders-endings")}>
            { for drawn.iter().map(|bar| ending(&hands, bar, props)) }
            { for props.view.races.iter().map(|race| data_race(&hands, race, props)) }
            if more > 0 { <li class="label">{ hands.say_with("orders-more", "count", more) }</li> }
        </ul>
    }
}

/// The mark that goes with a colour.
pub fn picture(tone: Tone) -> Icon {
    match tone {
        Tone::Bad => Icon::Cross,
        Tone::Odd => Icon::Fork,
        Tone::Good => Icon::Tick,
        Tone::Unknown => Icon::Hourglass,
    }
}

fn ending(hands: &Hands, bar: &Bar, props: &BarsProps) -> Html {
    let row = &bar.row;
    let word = hands.say(&format!("ending-{}", row.kind));
    let share = hands.say_with(
        "share",
        "percent",
        percent(row.executions, props.view.executions),
    );
    let count = grouped(row.executions);
    let is_fewest = props
        .within
        .is_some_and(|within| row.preemptions <= within + 1);
    let fewest = if is_fewest || props.view.is_proof() && row.preemptions == 0 {
        "preemptions-fewest"
    } else {
        "preemptions-found"
    };
    let title = hands.say_with(fewest, "count", row.preemptions);
    let name = hands.messages.text(
        "orders-step-through",
        &[("kind", &word), ("text", &bar.line), ("count", &count)],
    );
    let (schedule, schedule_from_start) = (row.schedule.clone(), row.schedule.clone());
    let start_name = hands
        .messages
        .text("orders-from-start", &[("kind", &word), ("text", &bar.line)]);
    let line = if bar.is_silent {
        html! { <span class="ending-text label">{ hands.say("orders-silent") }</span> }
    } else {
        html! { <code class="ending-text">{ bar.line.clone() }</code> }
    };
    let key = format!("{:?}", row.key());
    html! {
        <li class={classes!("ending", bar.tone.class())} {key}>
            <button class="ending-go" aria-label={name.clone()} title={name} onclick={go(hands, &props.source, schedule, u64::MAX)}>
                <span class="ending-fill" style={format!("width: {:.2}%", bar.share * 100.0)} />
                <span class="ending-mark">{ icon(picture(bar.tone)) }</span>
                <span class="ending-word">{ word }</span>
                { line }
                <span class="ending-count">{ count }</span>
                <span class="ending-share">{ share }</span>
                <span class="ending-preemptions" {title}>{ icon(Icon::Preempt) }{ row.preemptions }</span>
            </button>
            <button class="quiet icon" aria-label={start_name.clone()} title={start_name}
                onclick={go(hands, &props.source, schedule_from_start, 0)}>
                { icon(Icon::Start) }
            </button>
        </li>
    }
}

/// A data race: a click goes to its second access.
fn data_race(hands: &Hands, race: &RaceRow, props: &BarsProps) -> Html {
    let all = props.view.executions;
    let share = race.executions as f64 / all.max(1) as f64;
    let percent = hands.say_with("share", "percent", percent(race.executions, all));
    let [first, second] = &race.accesses;
    let place = |place: &str| place.rsplit('/').next().unwrap_or_default().to_owned();
    let access = |(op, at): &(String, String)| format!("{op} {}", place(at));
    let text = format!("{}: {}, {}", race.name, access(first), access(second));
    let word = hands.say("data-race");
    let count = grouped(race.executions);
    let args = [("kind", word.as_str()), ("text", &text), ("count", &count)];
    let name = hands.messages.text("orders-step-through", &args);
    let title = hands.say_with("preemptions-found", "count", race.preemptions);
    let go = go(hands, &props.source, race.schedule.clone(), race.step);
    html! {
        <li class="ending is-bad is-race" key={format!("race {text}")}>
            <button class="ending-go" aria-label={name.clone()} title={name} onclick={go}>
                <span class="ending-fill" style={format!("width: {:.2}%", share * 100.0)} />
                <span class="ending-mark">{ icon(Icon::Bolt) }</span>
                <span class="ending-word">{ word }</span>
                <code class="ending-text">{ text }</code>
                <span class="ending-count">{ count }</span>
                <span class="ending-share">{ percent }</span>
                <span class="ending-preemptions" {title}>{ icon(Icon::Preempt) }{ race.preemptions }</span>
            </button>
        </li>
    }
}

/// Opens an order at a moment, and on a narrow screen shows its memory.
fn go(hands: &Hands, source: &Option<Source>, schedule: String, step: u64) -> Callback<MouseEvent> {
    let (hands, source) = (hands.clone(), source.clone());
    Callback::from(move |_: MouseEvent| {
        hands.act.emit(Action::Dialog(None));
        hands.ask.emit(Intent::Witness {
            source: source.clone(),
            schedule: schedule.clone(),
            step,
        });
        hands.act.emit(Action::Pane(Pane::Stage));
    })
}
