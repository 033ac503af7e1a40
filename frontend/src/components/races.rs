//! Data races of the recording: each with both accesses, what is missing, and Go's own report; clocks on request.

use std::rc::Rc;

use sim_core::session::api::Command;
use sim_core::session::races::{Access, AccessOp, ClockView, RaceBoard, RaceView};
use yew::prelude::*;

use super::badge::Badge;
use super::hands::{Hands, use_hands};
use crate::store::intent::Intent;
use crate::store::{Action, RaceLook};

/// What the panel shows.
#[derive(Properties, PartialEq)]
pub struct RacePanelProps {
    /// Races, edges and clocks; `None` until the recording has been watched.
    pub board: Option<Rc<RaceBoard>>,
    /// How they are looked at.
    pub look: RaceLook,
    /// The recording goes to the program's end.
    pub over: bool,
}

/// The panel.
#[component]
pub fn RacePanel(props: &RacePanelProps) -> Html {
    let hands = use_hands();
    let Some(board) = &props.board else {
        return html! { <div class="races" role="tabpanel" aria-labelledby="tab-race" tabindex="0" /> };
    };
    let look = props.look;
    let arrows = RaceLook {
        arrows: !look.arrows,
        ..look
    };
    let clocks = RaceLook {
        clocks: !look.clocks,
        ..look
    };
    let toggle = |id: &str, on: bool, then: RaceLook| {
        html! {
            <button class="quiet" aria-pressed={on.to_string()} onclick={hands.on_click(Action::RaceLook(then))}>{ hands.say(id) }</button>
        }
    };
    html! {
        <div class="races" role="tabpanel" aria-labelledby="tab-race" tabindex="0">
            <div class="race-head">
                <span class={classes!("race-verdict", (!board.races.is_empty()).then_some("is-bad"))}>
                    { verdict(&hands, board, props.over) }
                </span>
                <span class="spring" />
                { toggle("race-arrows", look.arrows, arrows) }
                { toggle("race-clocks", look.clocks, clocks) }
            </div>
            if look.clocks { { clock_table(&hands, &board.clocks) } }
            <ol class="race-list">
                for (index, race) in board.races.iter().enumerate() { { race_item(&hands, race, index, look) } }
            </ol>
        </div>
    }
}

/// How many there are, and in how much of the run.
fn verdict(hands: &Hands, board: &RaceBoard, over: bool) -> String {
    let count = board.races.len().to_string();
    let watched = board.watched.to_string();
    let id = match (board.races.is_empty(), board.complete && over) {
        (true, true) => "race-none",
        (true, false) => "race-none-so-far",
        (false, _) => "race-found",
    };
    hands
        .messages
        .text(id, &[("count", &count), ("steps", &watched)])
}

fn race_item(hands: &Hands, race: &RaceView, index: usize, look: RaceLook) -> Html {
    let in_front = look.chosen == index;
    let choose = RaceLook {
        chosen: index,
        ..look
    };
    let [first, second] = &race.race.accesses;
    html! {
        <li class={classes!("race", in_front.then_some("is-in-front"))} key={index}>
            <button class="race-name" aria-pressed={in_front.to_string()} onclick={hands.on_click(Action::RaceLook(choose))}>
                <code>{ race.race.location.name.clone() }</code>
            </button>
            { access_button(hands, first, choose) }
            <span class="race-against" aria-hidden="true">{ "⟷" }</span>
            { access_button(hands, second, choose) }
            <p class="race-advice">{ hands.messages.sentence(&race.advice) }</p>
            if !race.report.is_empty() && in_front {
                <details class="race-report"><summary>{ hands.say("race-report") }</summary><pre>{ race.report.clone() }</pre></details>
            }
        </li>
    }
}

/// One access: who, how and where; a click goes there.
fn access_button(hands: &Hands, access: &Access, look: RaceLook) -> Html {
    let id = match access.op {
        AccessOp::Read => "race-read",
        AccessOp::Write => "race-write",
        AccessOp::AtomicRead => "race-atomic-read",
        AccessOp::AtomicWrite => "race-atomic-write",
    };
    let line = access.place.line.to_string();
    let step = access.step.to_string();
    let title = hands.messages.text(
        "race-go",
        &[("step", &step), ("g", &access.goroutine.to_string())],
    );
    let step = access.step;
    let (act, ask) = (hands.act.clone(), hands.ask.clone());
    let go = Callback::from(move |_: MouseEvent| {
        act.emit(Action::RaceLook(look));
        ask.emit(Intent::Do(Command::Seek { step }));
    });
    html! {
        <button class="race-access" title={title.clone()} aria-label={format!("{}: {title}", hands.say(id))} onclick={go}>
            <Badge g={access.goroutine} />
            { hands.messages.text("race-access", &[("how", &hands.say(id)), ("line", &line)]) }
        </button>
    }
}

/// What each goroutine knows of each other.
fn clock_table(hands: &Hands, clocks: &[ClockView]) -> Html {
    let most = clocks.iter().map(|clock| clock.known.len()).max();
    let all: Vec<u32> = (1..=most.unwrap_or(0) as u32).collect();
    let row = |clock: &ClockView| {
        html! {
            <tr key={clock.goroutine}>
                <th scope="row"><Badge g={clock.goroutine} /></th>
                for step in clock.known.iter() { <td>{ if *step == 0 { "·".to_owned() } else { step.to_string() } }</td> }
            </tr>
        }
    };
    html! {
        <table class="clocks">
            <caption>{ hands.say("race-clocks-caption") }</caption>
            <thead><tr><td /> for g in all { <th key={g} scope="col"><Badge {g} /></th> } </tr></thead>
            <tbody>{ for clocks.iter().map(row) }</tbody>
        </table>
    }
}
