//! Playing, and long runs in slices short enough that the page stays awake.

use gloo_timers::callback::Interval;
use sim_core::session::api::Command;
use yew::prelude::*;

use crate::bridge::media::now_ms;
use crate::components::hands::Hands;
use crate::store::intent::Intent;
use crate::store::{Action, State};
use crate::view_model::settings::interval_ms;

/// Aim for one slice of long work, milliseconds: less than a frame.
const SLICE_MS: f64 = 12.0;
/// Transitions in the first slice, before their speed is known, and at least in every one.
const SLICE_FIRST: u64 = 500;
const SLICE_MIN: u64 = 50;

/// How often a long run says how far it got, milliseconds.
const PROGRESS_MS: f64 = 150.0;

/// Steps at the chosen speed while playing.
#[hook]
pub fn use_play(hands: &Hands, state: &State) {
    let ask = hands.ask.clone();
    let playing = state.playing && state.run.is_some();
    use_effect_with((playing, state.speed), move |(playing, speed)| {
        let timer = playing.then(|| {
            Interval::new(interval_ms(*speed), move || {
                ask.emit(Intent::Do(Command::StepCoarse))
            })
        });
        move || drop(timer)
    });
}

/// Goes on with long work until it is done; each slice is as long as the last one's speed allows.
#[hook]
pub fn use_work(hands: &Hands, state: &State) {
    let ask = hands.ask.clone();
    let budget = use_mut_ref(|| SLICE_FIRST);
    let shown = use_mut_ref(|| 0.0_f64);
    use_effect_with(state.working.is_some(), move |working| {
        let timer = working.then(|| {
            Interval::new(0, move || {
                let start = now_ms();
                let budget_now = *budget.borrow();
                let quietly = start - *shown.borrow() < PROGRESS_MS;
                if !quietly {
                    *shown.borrow_mut() = start;
                }
                ask.emit(Intent::Advance {
                    budget: budget_now,
                    quietly,
                });
                let took = (now_ms() - start).max(0.1);
                let next = (budget_now as f64 * SLICE_MS / took) as u64;
                *budget.borrow_mut() = next.clamp(SLICE_MIN, budget_now.saturating_mul(4));
            })
        });
        move || drop(timer)
    });
}

/// Play or pause; at the end, play starts again.
pub fn on_play(hands: &Hands, state: &State) -> Callback<MouseEvent> {
    let (hands, playing) = (hands.clone(), state.playing);
    let ended = state
        .run
        .as_ref()
        .is_some_and(|run| run.view.outcome.is_some());
    Callback::from(move |_: MouseEvent| play(&hands, !playing, ended))
}

/// Starts or stops playing.
pub fn play(hands: &Hands, on: bool, ended: bool) {
    if on && ended {
        hands.ask.emit(Intent::Do(Command::Start));
    }
    hands.act.emit(Action::Play(on));
}
