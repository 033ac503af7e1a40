//! Variables, locks, channels and other objects: one line each.

use std::collections::BTreeMap;

use sim_core::inspect::view::{ChanView, ObjId, ObjectView, VarView};
use yew::prelude::*;

use super::value::value;
use crate::components::badge::{Badge, Touch, touch_class};
use crate::components::hands::{Hands, use_hands};
use crate::components::icon::{Icon, icon};
use crate::view_model::stage::SyncModel;

/// Variables of one owner.
#[derive(Properties, PartialEq)]
pub struct VarsProps {
    /// Goroutine; 0 for globals.
    pub owner: u32,
    /// Variables.
    pub vars: Vec<VarView>,
    /// What pointers point to.
    pub names: BTreeMap<ObjId, String>,
}

/// A line of variables.
#[component]
pub fn Vars(props: &VarsProps) -> Html {
    let hands = use_hands();
    let label = match props.owner {
        0 => hands.say("globals"),
        g => hands.say_with("vars-of", "g", g),
    };
    html! {
        <div class="vars" role="group" aria-label={label.clone()}>
            if props.owner == 0 { <span class="owner">{ label }</span> } else { <Badge g={props.owner} /> }
            for var in props.vars.iter() {
                <span class={classes!("var", var.addr.is_some().then_some("is-shared"))}
                    key={format!("{}.{}.{}", var.name, var.frame, var.line)}>
                    <span class="name">{ var.name.clone() }</span>{ value(&var.value, &props.names) }
                </span>
            }
        </div>
    }
}

/// A lock.
#[derive(Properties, PartialEq)]
pub struct SyncProps {
    /// The lock.
    pub sync: SyncModel,
}

/// Mutex, RWMutex, WaitGroup, Once, Cond or Pool.
#[component]
pub fn SyncCard(props: &SyncProps) -> Html {
    let hands = use_hands();
    let sync = &props.sync.sync;
    html! {
        <div class={classes!("card", "small", touch_class(props.sync.mark))}>
            <span class="card-name">{ props.sync.label.clone() }</span>
            <span class="card-type">{ sync.kind.clone() }</span>
            { sync_state(&hands, &props.sync) }
            if sync.writer_pending { <span class="state">{ hands.say("sync-writer-pending") }</span> }
            { goroutines(&hands, "sync-waiting", &sync.waiters) }
            { goroutines(&hands, "sync-readers-waiting", &sync.readers_waiting) }
            <Touch mark={props.sync.mark} />
        </div>
    }
}

fn sync_state(hands: &Hands, model: &SyncModel) -> Html {
    let sync = &model.sync;
    match (sync.kind.as_str(), sync.holder) {
        ("WaitGroup", _) => {
            html! { <span class="state">{ hands.say_with("sync-counter", "count", sync.counter) }</span> }
        }
        ("Once", Some(g)) => {
            html! { <span class="state">{ hands.say("sync-running") }<Badge {g} /></span> }
        }
        ("Once", None) => {
            html! { <span class="state">{ hands.say(if sync.done { "sync-done" } else { "sync-not-done" }) }</span> }
        }
        ("Cond", _) if sync.waiters.is_empty() => {
            html! { <span class="state">{ hands.say("sync-nobody") }</span> }
        }
        ("Cond", _) => html! {},
        ("Pool", _) => pool(hands, &sync.contents),
        (_, Some(g)) => {
            html! { <span class="state is-held">{ icon(Icon::Lock) }{ hands.say("sync-held") }<Badge {g} /></span> }
        }
        (_, None) if sync.readers > 0 => {
            html! { <span class="state is-held">{ hands.say_with("sync-readers", "count", sync.readers) }</span> }
        }
        _ => html! { <span class="state">{ hands.say("sync-free") }</span> },
    }
}

/// Values of a Pool drawn.
const POOL_MAX: usize = 8;

/// What lies in a Pool, the next one to be taken first.
fn pool(hands: &Hands, contents: &[String]) -> Html {
    if contents.is_empty() {
        return html! { <span class="state">{ hands.say("sync-pool-empty") }</span> };
    }
    html! {
        <span class="buffer">
            { for contents.iter().take(POOL_MAX).map(|text| html! { <span class="cell">{ text.clone() }</span> }) }
            if contents.len() > POOL_MAX { <span class="name">{ "…" }</span> }
        </span>
    }
}

/// Badges of one queue; of more, how many.
const QUEUE_MAX: usize = 8;

/// Label and badges, where there is anybody.
pub(super) fn goroutines(hands: &Hands, id: &str, who: &[u32]) -> Html {
    if who.is_empty() {
        return html! {};
    }
    let more = who.len().saturating_sub(QUEUE_MAX);
    html! {
        <span class="waiting">
            { hands.say(id) }
            for g in who.iter().take(QUEUE_MAX) { <Badge key={*g} g={*g} /> }
            if more > 0 { { format!("+{more}") } }
        </span>
    }
}

/// A channel.
#[derive(Properties, PartialEq)]
pub struct ChanProps {
    /// The channel.
    pub chan: ChanView,
}

/// Cells drawn of a channel's buffer.
const BUFFER_MAX: u64 = 16;

/// Buffer, and who waits on either side.
#[component]
pub fn ChanCard(props: &ChanProps) -> Html {
    let hands = use_hands();
    let chan = &props.chan;
    let names = BTreeMap::new();
    let senders: Vec<u32> = chan.senders.iter().map(|(g, _)| *g).collect();
    let free = chan
        .cap
        .min(BUFFER_MAX)
        .saturating_sub(chan.buffer.len() as u64);
    html! {
        <div class={classes!("card", "small", touch_class(chan.mark))}>
            <span class="card-name">{ chan.label.clone() }</span>
            <span class="card-type">{ format!("chan {}", chan.elem) }</span>
            { goroutines(&hands, "chan-sending", &senders) }
            if chan.cap == 0 {
                <span class="state">{ hands.say("chan-unbuffered") }</span>
            } else {
                <span class="buffer">
                    { for chan.buffer.iter().take(BUFFER_MAX as usize).map(|v| html! { <span class="cell">{ value(v, &names) }</span> }) }
                    { for (0..free).map(|_| html! { <span class="cell is-free">{ "·" }</span> }) }
                    if chan.cap > BUFFER_MAX { <span class="name">{ "…" }</span> }
                </span>
            }
            { goroutines(&hands, "chan-receiving", &chan.receivers) }
            if chan.closed { <span class="state is-held">{ hands.say("chan-closed") }</span> }
            <Touch mark={chan.mark} />
        </div>
    }
}

/// An object.
#[derive(Properties, PartialEq)]
pub struct ObjectProps {
    /// The object.
    pub object: ObjectView,
    /// What pointers point to.
    pub names: BTreeMap<ObjId, String>,
}

/// A struct or a boxed variable.
#[component]
pub fn ObjectCard(props: &ObjectProps) -> Html {
    html! {
        <div class="card small">
            <span class="card-name">{ props.object.label.clone() }</span>
            <span class="card-type">{ props.object.value.ty.clone() }</span>
            { value(&props.object.value, &props.names) }
        </div>
    }
}
