//! The controls: step, play, seek to the ends, and who steps next.

use std::rc::Rc;

use sim_core::inspect::view::{GoroutineView, View};
use sim_core::session::api::Command;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::hands::{Hands, use_hands, when};
use super::icon::{Icon, icon};
use crate::store::Action;
use crate::store::intent::Intent;
use crate::view_model::goroutine;
use crate::view_model::settings::SPEEDS;

/// What the transport shows.
#[derive(Properties, PartialEq)]
pub struct TransportProps {
    /// The moment.
    pub view: Option<Rc<View>>,
    /// Steps by itself.
    pub playing: bool,
    /// Speed, an index.
    pub speed: usize,
    /// Runs to the end: transitions done so far.
    pub working: Option<u64>,
    /// Plays or pauses.
    pub on_play: Callback<MouseEvent>,
}

/// Goroutines with a button of their own.
const BUTTONS_MAX: usize = 9;

/// The transport.
#[component]
pub fn Transport(props: &TransportProps) -> Html {
    let hands = use_hands();
    let view = props.view.as_deref();
    let has_run = view.is_some();
    let at_start = view.is_none_or(|view| view.step == 0);
    let ended = view.is_none_or(|view| view.outcome.is_some());
    let button = |picture: Icon, id: &str, intent: Command, enabled: bool| {
        let label = hands.say(id);
        html! {
            <button class="icon" aria-label={label.clone()} title={label} disabled={!enabled}
                onclick={hands.on_click_ask(Intent::Do(intent))}>
                { icon(picture) }
            </button>
        }
    };
    html! {
        <section class="transport" aria-label={hands.say("pane-transport")}>
            <span class="group">
                { button(Icon::Start, "to-start", Command::Start, !at_start) }
                { button(Icon::StatementBack, "statement-back", Command::StatementBack, !at_start) }
                { button(Icon::Back, "step-back", Command::BackCoarse, !at_start) }
                { play(&hands, props, has_run) }
                { button(Icon::Forward, "step-forward", Command::StepCoarse, !ended) }
                { button(Icon::StatementForward, "statement-forward", Command::StatementForward, !ended) }
                { to_end(&hands, props.working, !ended) }
            </span>
            <span class="group who">
                <span class="label">{ hands.say("step-who") }</span>
                if let Some(view) = view { { goroutines(&hands, &view.goroutines) } }
            </span>
            <span class="spring" />
            { speed(&hands, props.speed) }
            { position(&hands, props) }
        </section>
    }
}

fn play(hands: &Hands, props: &TransportProps, enabled: bool) -> Html {
    let (id, picture) = if props.playing {
        ("pause", Icon::Pause)
    } else {
        ("play", Icon::Play)
    };
    html! {
        <button class="play" disabled={!enabled} onclick={props.on_play.clone()}>
            { icon(picture) }{ hands.say(id) }
        </button>
    }
}

fn to_end(hands: &Hands, working: Option<u64>, enabled: bool) -> Html {
    let (id, picture, command) = match working {
        Some(_) => ("stop", Icon::Stop, Command::Stop),
        None => ("to-end", Icon::End, Command::End),
    };
    let label = hands.say(id);
    html! {
        <button class="icon" aria-label={label.clone()} title={label} disabled={!enabled} onclick={hands.on_click_ask(Intent::Do(command))}>
            { icon(picture) }
        </button>
    }
}

fn goroutines(hands: &Hands, all: &[GoroutineView]) -> Html {
    // The lowest nine that are still there: those are what keys reach.
    let alive = all.iter().filter(|g| {
        g.state != sim_core::inspect::view::GoroutineState::Ended || g.id as usize <= BUTTONS_MAX
    });
    let shown: Vec<&GoroutineView> = alive.take(BUTTONS_MAX).collect();
    let more = all.len() - shown.len();
    html! {
        <>
            { for shown.into_iter().map(|g| goroutine_button(hands, g)) }
            if more > 0 { <span class="label">{ hands.say_with("goroutine-more", "count", more) }</span> }
        </>
    }
}

fn goroutine_button(hands: &Hands, g: &GoroutineView) -> Html {
    let enabled = goroutine::can_step(g);
    let state = hands.say(goroutine::state_id(g));
    let what = match g.next.as_ref().filter(|_| enabled) {
        Some(next) => hands.messages.text(
            "next-sentence",
            &[
                ("g", &g.id.to_string()),
                ("next", &hands.messages.sentence(&next.sentence)),
            ],
        ),
        None if g.wait_reason.is_empty() => hands.messages.text(
            "goroutine-state",
            &[("g", &g.id.to_string()), ("state", &state)],
        ),
        None => hands.messages.text(
            "goroutine-state",
            &[("g", &g.id.to_string()), ("state", &g.wait_reason)],
        ),
    };
    let class = classes!(
        "step-button",
        goroutine::classes(g.id),
        (!enabled).then(|| format!("is-{}", &goroutine::state_id(g)[6..]))
    );
    let id = g.id;
    html! {
        <button {class} key={g.id} disabled={!enabled} aria-label={hands.say_with("step-goroutine", "g", g.id)} title={what}
            onclick={hands.on_click_ask(Intent::StepGoroutine(g.id))} onpointerenter={hands.ask.reform(move |_| Intent::HoverNext(id))}
            onpointerleave={hands.ask.reform(|_| Intent::Hover(None))}>{ id }</button>
    }
}

fn speed(hands: &Hands, speed: usize) -> Html {
    let set = when(&hands.act, |event: InputEvent| {
        event
            .target_unchecked_into::<HtmlInputElement>()
            .value()
            .parse()
            .ok()
            .map(Action::Speed)
    });
    let count = SPEEDS.get(speed).copied().unwrap_or(1);
    html! {
        <label class="speed" title={hands.say_with("speed-value", "count", count)}>
            <span class="label">{ hands.say("speed") }</span>
            <input type="range" min="0" max={(SPEEDS.len() - 1).to_string()} step="1" value={speed.to_string()} oninput={set}
                aria-label={hands.say("speed")} aria-valuetext={hands.say_with("speed-value", "count", count)} />
        </label>
    }
}

fn position(hands: &Hands, props: &TransportProps) -> Html {
    let Some(view) = &props.view else {
        return html! {};
    };
    let (step, recorded) = (view.step.to_string(), view.recorded.to_string());
    let title = hands
        .messages
        .text("position", &[("step", &step), ("recorded", &recorded)]);
    match props.working {
        Some(step) => {
            html! { <span class="position" role="status">{ hands.say_with("working", "step", step) }</span> }
        }
        None => html! { <span class="position" {title}>{ format!("{step} / {recorded}") }</span> },
    }
}
