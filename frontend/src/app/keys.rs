//! Keys of the transport, for the whole page.

use gloo_events::{EventListener, EventListenerOptions};
use sim_core::session::api::Command;
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};
use yew::prelude::*;

use super::timers::play;
use crate::components::hands::Hands;
use crate::store::intent::Intent;
use crate::store::{Action, Dialog, State};
use crate::view_model::keys::{KeyAction, action, belongs_to};

/// What a key needs to know of the state.
#[derive(Clone, PartialEq)]
struct Situation {
    keys: bool,
    playing: bool,
    ended: bool,
    dialog: Option<Dialog>,
}

/// Listens while keys are on.
#[hook]
pub fn use_keys(hands: &Hands, state: &State) {
    let situation = Situation {
        keys: state.keys && !state.claims,
        playing: state.playing,
        ended: state
            .run
            .as_ref()
            .is_some_and(|run| run.view.outcome.is_some()),
        dialog: state.dialog.clone(),
    };
    use_effect_with((situation, hands.clone()), |(situation, hands)| {
        let (situation, hands) = (situation.clone(), hands.clone());
        let listener = web_sys::window().filter(|_| situation.keys).map(|window| {
            EventListener::new_with_options(
                &window,
                "keydown",
                EventListenerOptions::enable_prevent_default(),
                move |event| {
                    if let Some(event) = event.dyn_ref::<KeyboardEvent>() {
                        pressed(event, &situation, &hands);
                    }
                },
            )
        });
        move || drop(listener)
    });
}

fn pressed(event: &KeyboardEvent, now: &Situation, hands: &Hands) {
    let tag = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok())
        .map(|element| element.tag_name());
    let key = event.key();
    if belongs_to(tag.as_deref().unwrap_or_default(), &key) && key != "Escape" {
        return;
    }
    let modified = event.ctrl_key() || event.alt_key() || event.meta_key();
    let Some(wanted) = action(&key, event.shift_key(), modified) else {
        return;
    };
    // Under a dialog only its own keys work.
    if now.dialog.is_some() && !matches!(wanted, KeyAction::Help | KeyAction::Close) {
        return;
    }
    event.prevent_default();
    let step = |command| hands.ask.emit(Intent::Do(command));
    match wanted {
        KeyAction::Forward => step(Command::StepCoarse),
        KeyAction::Back => step(Command::BackCoarse),
        KeyAction::StatementForward => step(Command::StatementForward),
        KeyAction::StatementBack => step(Command::StatementBack),
        KeyAction::Start => step(Command::Start),
        KeyAction::End => step(Command::End),
        KeyAction::PlayPause => play(hands, !now.playing, now.ended),
        KeyAction::Goroutine(goroutine) => hands.ask.emit(Intent::StepGoroutine(goroutine)),
        KeyAction::Help => hands.act.emit(Action::Dialog(
            Some(Dialog::Help).filter(|_| now.dialog.is_none()),
        )),
        KeyAction::Close => hands.act.emit(Action::Dialog(None)),
    }
}
