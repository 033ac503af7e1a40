//! Talks with a host page: see [`crate::bridge::host`] for the words.

use gloo_events::EventListener;
use sim_core::session::api::Command;
use wasm_bindgen::JsCast;
use yew::prelude::*;

use super::{SharedDriver, link, timers};
use crate::bridge::host::{self, Request};
use crate::components::hands::Hands;
use crate::store::intent::{Intent, Opening};
use crate::store::{State, Tone};
use crate::view_model::link::Source;

/// Height that an embedded page asks for, CSS pixels.
const EMBED_HEIGHT: f64 = 420.0;

/// Listens to the host page and tells it where the run stands.
#[hook]
pub fn use_host(hands: &Hands, state: &State, driver: &SharedDriver) {
    {
        let hands = hands.clone();
        use_effect_with(hands.clone(), move |_| {
            let listener = web_sys::window().map(|window| {
                EventListener::new(&window, "message", move |event| {
                    let data = event.dyn_ref().and_then(host::data_of);
                    if let Some(request) = data.as_ref().and_then(host::request) {
                        answer(&hands, request);
                    }
                })
            });
            move || drop(listener)
        });
    }
    use_effect_with(state.embed, |_| {
        host::ready();
        host::height(EMBED_HEIGHT);
    });
    let moment = state
        .run
        .as_ref()
        .map(|run| (run.view.step, run.view.recorded));
    let outcome = state
        .run
        .as_ref()
        .and_then(|run| run.view.outcome.as_ref())
        .map(|outcome| outcome.kind.clone());
    let (outside, driver) = (state.clone(), driver.clone());
    use_effect_with((moment, outcome), move |(moment, outcome)| {
        if let Some((step, recorded)) = moment.filter(|_| host::is_framed()) {
            host::state(
                step,
                recorded,
                outcome.as_deref(),
                &link::fragment_outside(&outside, &driver),
            );
        }
    });
    let trouble = state
        .notice
        .as_ref()
        .filter(|notice| notice.tone == Tone::Trouble);
    let trouble = trouble.map(|notice| {
        hands
            .messages
            .text_owned(&notice.message.id, &notice.message.args)
    });
    use_effect_with(trouble, |trouble| {
        if let Some(text) = trouble {
            host::error(text);
        }
    });
}

fn answer(hands: &Hands, request: Request) {
    match request {
        Request::Ping => host::ready(),
        Request::LoadFragment(fragment) => link::open(hands, &fragment, false),
        Request::LoadCode(code) => hands
            .ask
            .emit(Intent::Open(Opening::start(Source::Code(code)))),
        Request::Seek(step) => hands.ask.emit(Intent::Do(Command::Seek { step })),
        Request::Step(None) => hands.ask.emit(Intent::Do(Command::StepCoarse)),
        Request::Step(Some(goroutine)) => hands.ask.emit(Intent::StepGoroutine(goroutine)),
        Request::Play(on) => timers::play(hands, on, false),
        Request::Malformed(problem) => host::error(&problem),
    }
}
