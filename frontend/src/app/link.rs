//! The address follows the state, and the state an address that somebody else sets (a link pasted, the browser's back button).

use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use sim_core::limits::Limits;
use yew::prelude::*;

use super::SharedDriver;
use crate::bridge::{address, media, storage};
use crate::components::hands::Hands;
use crate::i18n::Lang;
use crate::store::intent::{Intent, Opening};
use crate::store::{Action, Message, Notice, State, Tone};
use crate::view_model::link::{self, Link, LinkError, Source};
use crate::view_model::settings::Pane;

/// How long after the last step the address is written, milliseconds: browsers allow only so many changes.
const DEBOUNCE_MS: u32 = 250;
/// Longest address that is kept current while stepping, bytes; copying still tries up to the limit.
const CURRENT_BYTES_MAX: usize = 60_000;

/// The state before anything is opened, as the link wants it to look.
pub fn first_state() -> State {
    let mut state = State::new(media::browser_language());
    if let Ok(link) = link::read(&address::fragment(), &Limits::default()) {
        look_like(&mut state, &link);
    }
    state
}

fn look_like(state: &mut State, link: &Link) {
    state.claims = link.claims;
    (state.embed, state.theme, state.keys) = (link.embed, link.theme, link.keys);
    if let Some(lang) = link.lang {
        (state.lang, state.lang_chosen) = (lang, true);
    }
    state.orders.asked.clone_from(&link.challenge);
    if let Some(pane) = link.view {
        state.pane = pane;
        state.tab = if pane.is_tab() { pane } else { state.tab };
    }
}

/// Opens the address at first and whenever it is changed by others, and keeps it current.
#[hook]
pub fn use_link(hands: &Hands, state: &State, driver: &SharedDriver) {
    let written = use_mut_ref(String::new);
    {
        let (hands, written) = (hands.clone(), written.clone());
        use_effect_with((), move |()| {
            *written.borrow_mut() = address::fragment();
            open(&hands, &address::fragment(), true);
            let listener = web_sys::window().map(|window| {
                EventListener::new(&window, "popstate", move |_| {
                    let now = address::fragment();
                    if *written.borrow() != now {
                        *written.borrow_mut() = now.clone();
                        open(&hands, &now, false);
                    }
                })
            });
            move || drop(listener)
        });
    }
    let view = state
        .run
        .as_ref()
        .map(|run| (run.view.step, run.view.recorded));
    let source = state.program.as_ref().map(|program| program.source.clone());
    let looks = (
        state.theme,
        state.lang_chosen.then_some(state.lang),
        state.tab,
        challenge_of(state),
        state.with,
    );
    let (state, driver) = (state.clone(), driver.clone());
    let last_source = use_mut_ref(|| None::<Source>);
    use_effect_with(
        (
            view,
            source,
            state.options.clone(),
            looks,
            (state.working.is_some(), state.claims),
        ),
        move |(view, source, _, _, (working, _))| {
            let wanted = view.is_some() && !working && !state.playing && !state.claims;
            let (source, state) = (source.clone(), state.clone());
            let timer = wanted.then(|| {
                Timeout::new(DEBOUNCE_MS, move || {
                    let Ok(fragment) = fragment_of(&state, &driver) else {
                        return;
                    };
                    if fragment.len() > CURRENT_BYTES_MAX || *written.borrow() == fragment {
                        return;
                    }
                    let previous = last_source.replace(source.clone());
                    address::set_fragment(&fragment, previous.is_some() && previous != source);
                    *written.borrow_mut() = fragment;
                })
            });
            move || drop(timer)
        },
    );
}

/// Opens what a fragment says. Whatever is wrong with it, something is open afterwards.
pub fn open(hands: &Hands, fragment: &str, is_first: bool) {
    let link = link::read(fragment, &Limits::default());
    let (link, problem) = match link {
        Ok(link) => (link, None),
        Err(problem) => (Link::default(), Some(problem)),
    };
    hands.act.emit(Action::Claims(link.claims));
    if link.claims {
        return;
    }
    if is_first && resume_editing(hands, &link) {
        return;
    }
    hands.ask.emit(Intent::With(link.with));
    hands.ask.emit(Intent::Open(Opening::of_link(&link)));
    if let Some(problem) = problem.or(link.left_out) {
        complain(hands, &problem);
    }
}

fn complain(hands: &Hands, problem: &LinkError) {
    let (id, args) = problem.message();
    let message = Message {
        id: id.to_owned(),
        args,
    };
    hands.act.emit(Action::Notice(Notice {
        message,
        tone: Tone::Trouble,
    }));
}

/// After a reload in the middle of editing: the same program, with the editor open on the text as it was.
fn resume_editing(hands: &Hands, link: &Link) -> bool {
    let opening = Opening::of_link(link);
    let name = super::effects::draft_name(&opening.source);
    let draft = storage::edited_program()
        .filter(|edited| *edited == name && !link.embed)
        .and_then(|name| storage::draft(&name));
    let Some(draft) = draft else { return false };
    hands.ask.emit(Intent::Open(opening));
    hands.act.emit(Action::Edit(draft));
    hands.act.emit(Action::Notice(Notice {
        message: Message::plain("edit-restored"),
        tone: Tone::Hint,
    }));
    true
}

/// The fragment of this very moment, or the id of the message that says why there is none.
pub fn fragment_of(state: &State, driver: &SharedDriver) -> Result<String, &'static str> {
    let source = state.program.as_ref().map(|program| program.source.clone());
    let view = state.run.as_ref().map(|run| &run.view);
    let schedule = driver
        .try_borrow()
        .ok()
        .and_then(|driver| driver.schedule());
    let recorded = view.map_or(0, |view| view.recorded);
    let link = Link {
        source,
        options: state.options.clone(),
        names_options: true,
        schedule: schedule.filter(|_| recorded > 0),
        step: view.map_or(0, |view| view.step),
        embed: state.embed,
        theme: state.theme,
        lang: Some(state.lang).filter(|_| state.lang_chosen),
        keys: state.keys,
        view: Some(state.tab).filter(|tab| *tab != Pane::Trace),
        challenge: challenge_of(state),
        claims: false,
        with: state.with,
        left_out: None,
    };
    let fragment = link::write(&link);
    if fragment.len() > Limits::default().fragment_bytes {
        Err("link-too-long-to-write")
    } else {
        Ok(fragment)
    }
}

/// The challenge that is played or asked for.
fn challenge_of(state: &State) -> Option<String> {
    let playing = state.orders.playing.as_ref();
    let played = playing.map(|playing| playing.challenge.id.clone());
    played.or_else(|| state.orders.asked.clone())
}

/// The same moment outside of a frame.
pub fn fragment_outside(state: &State, driver: &SharedDriver) -> String {
    let outside = State {
        embed: false,
        keys: true,
        ..state.clone()
    };
    fragment_of(&outside, driver).unwrap_or_default()
}

/// The program alone, at its start: the way back after a breakdown.
pub fn fragment_of_program(state: &State) -> String {
    let source = state.program.as_ref().map(|program| program.source.clone());
    let lang: Option<Lang> = Some(state.lang).filter(|_| state.lang_chosen);
    link::write(&Link {
        source,
        options: state.options.clone(),
        theme: state.theme,
        lang,
        ..Link::default()
    })
}
