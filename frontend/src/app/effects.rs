//! Keeps the document and the storage in step with the state, and says each step for those who listen.

use gloo_timers::callback::Timeout;
use yew::prelude::*;

use super::link;
use crate::bridge::{breakdown, media, storage};
use crate::components::hands::Hands;
use crate::store::intent::Intent;
use crate::store::{Action, State, Tone};
use crate::view_model::link::Source;

/// How long a hint stays, milliseconds.
const HINT_MS: u32 = 6_000;

/// Language, colours and embedding on the document; last words ready in case of a breakdown.
#[hook]
pub fn use_document(hands: &Hands, state: &State) {
    use_effect_with(
        (state.lang, state.theme, state.embed),
        |(lang, theme, embed)| media::mark_document(*lang, *theme, *embed),
    );
    let messages = hands.messages.clone();
    let program = state.program.as_ref().map(|program| program.source.clone());
    let state = state.clone();
    use_effect_with((program, state.lang), move |_| {
        breakdown::prepare(&messages, &link::fragment_of_program(&state))
    });
}

/// Takes back a hint after a while; trouble stays until it is closed.
#[hook]
pub fn use_passing_hints(hands: &Hands, state: &State) {
    let act = hands.act.clone();
    let hint = state
        .notice
        .clone()
        .filter(|notice| notice.tone == Tone::Hint);
    use_effect_with(hint, move |hint| {
        let timer = hint
            .is_some()
            .then(|| Timeout::new(HINT_MS, move || act.emit(Action::Dismiss)));
        move || drop(timer)
    });
}

/// Has the recording watched for races while something shows them.
#[hook]
pub fn use_races(hands: &Hands, state: &State) {
    let ask = hands.ask.clone();
    let wanted = state.watches_races();
    use_effect_with(wanted, move |wanted| ask.emit(Intent::Races(*wanted)));
}

/// Keeps what is being typed.
#[hook]
pub fn use_storage(state: &State) {
    let name = state.source().map(draft_name).unwrap_or_default();
    let editing = state.editor.open.then(|| state.editor.text.clone());
    let was_open = use_mut_ref(|| false);
    use_effect_with((name, editing), move |(name, editing)| {
        let was_open = was_open.replace(editing.is_some());
        match editing {
            Some(text) => storage::keep_draft(name, text),
            // Not before it was ever open: after a reload it still has to be.
            None if was_open => storage::stop_editing(),
            None => {}
        }
    });
}

/// Under which name a program's draft is kept: each program has its own.
pub fn draft_name(source: &Source) -> String {
    match source {
        Source::Scene { id, file } => format!("{id}/{}", file.as_deref().unwrap_or_default()),
        Source::Code(text) => format!("own/{:x}", fingerprint(text)),
    }
}

/// FNV-1a: tells programs apart well enough for a name.
fn fingerprint(text: &str) -> u64 {
    let start = 0xcbf2_9ce4_8422_2325_u64;
    text.bytes().fold(start, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// The last step in words, or how the program ended.
pub fn spoken(hands: &Hands, state: &State) -> String {
    let Some(run) = &state.run else {
        return String::new();
    };
    let last = run
        .view
        .last
        .as_ref()
        .map(|last| hands.messages.sentence(&last.sentence));
    let end = run
        .view
        .outcome
        .as_ref()
        .map(|outcome| outcome.message.clone());
    [last, end]
        .into_iter()
        .flatten()
        .filter(|text| !text.is_empty())
        .collect::<Vec<_>>()
        .join(". ")
}
