//! A `sync.Map`. Up to Go 1.23: the read map over the dirty map, entries that both share joined by a sign, misses and the lock. From Go
//! 1.24 on: the tree, each node a row of 16 slots with what hangs below them.

use sim_core::inspect::view::{
    Mark, ReadDirtyView, SyncEntryState, SyncEntryView, SyncMapView, TrieChild, TrieNodeView,
    TrieSlotView,
};
use yew::prelude::*;

use super::small::goroutines;
use crate::components::badge::{Badge, Touch, touch_class};
use crate::components::hands::{Hands, use_hands};
use crate::components::icon::{Icon, icon};

/// Which map.
#[derive(Properties, PartialEq)]
pub struct SyncMapProps {
    /// Expression that leads here.
    pub label: String,
    /// Its inside.
    pub map: SyncMapView,
}

/// The map's card.
#[component]
pub fn SyncMapCard(props: &SyncMapProps) -> Html {
    let hands = use_hands();
    html! {
        <article class="card sync-map" aria-label={props.label.clone()}>
            <div class="card-head">
                <span class="card-name">{ props.label.clone() }</span>
                <span class="card-type">{ "sync.Map" }</span>
                if let SyncMapView::ReadDirty(maps) = &props.map { { head(&hands, maps) } }
            </div>
            { match &props.map {
                SyncMapView::ReadDirty(maps) => html! {<>
                    { half(&hands, "read", maps.read.as_deref(), maps.read_mark) }
                    { half(&hands, "dirty", maps.dirty.as_deref(), maps.dirty_mark) }
                </>},
                SyncMapView::Trie(None) => html! { <p class="empty">{ hands.say("syncmap-unused") }</p> },
                SyncMapView::Trie(Some(root)) => node(&hands, root),
            } }
        </article>
    }
}

/// A word of the map, by its Go name.
fn word(name: &'static str, value: String, mark: Option<Mark>) -> Html {
    html! {
        <span class={classes!("chip", touch_class(mark))}>
            <span class="name">{ name }</span>{ value }<Touch {mark} />
        </span>
    }
}

fn head(hands: &Hands, maps: &ReadDirtyView) -> Html {
    html! {<>
        { word("amended", maps.amended.to_string(), maps.read_mark) }
        { word("misses", maps.misses.to_string(), maps.misses_mark) }
        { lock(hands, maps.holder, &maps.waiters, maps.lock_mark) }
    </>}
}

/// A lock, where it is held, waited for or touched.
fn lock(hands: &Hands, holder: Option<u32>, waiters: &[u32], mark: Option<Mark>) -> Html {
    if holder.is_none() && waiters.is_empty() && mark.is_none() {
        return html! {};
    }
    html! {
        <span class={classes!("state", holder.map(|_| "is-held"), touch_class(mark))}>
            { icon(Icon::Lock) }
            { hands.say(if holder.is_some() { "sync-held" } else { "sync-free" }) }
            if let Some(g) = holder { <Badge {g} /> }
            { goroutines(hands, "sync-waiting", waiters) }
            <Touch {mark} />
        </span>
    }
}

/// One of the two maps.
fn half(
    hands: &Hands,
    name: &'static str,
    entries: Option<&[SyncEntryView]>,
    mark: Option<Mark>,
) -> Html {
    html! {
        <div class={classes!("sync-half", touch_class(mark))} role="group" aria-label={name}>
            <span class="name">{ name }</span>
            { match entries {
                None => html! { <span class="state">{ "nil" }</span> },
                Some([]) => html! { <span class="state">{ hands.say("syncmap-empty") }</span> },
                Some(entries) => html! { <>{ for entries.iter().map(|e| entry(hands, e)) }</> },
            } }
            <Touch {mark} />
        </div>
    }
}

/// Key and value; what both maps share bears a sign.
fn entry(hands: &Hands, entry: &SyncEntryView) -> Html {
    let (class, value) = match entry.state {
        SyncEntryState::Live => ("is-live", entry.value.clone()),
        SyncEntryState::Deleted => ("is-deleted", "nil".to_owned()),
        SyncEntryState::Expunged => ("is-expunged", "expunged".to_owned()),
    };
    let title = entry.shared.then(|| hands.say("syncmap-shared"));
    html! {
        <span class={classes!("sync-entry", class, touch_class(entry.mark))} key={entry.id.to_string()} {title}>
            <span class="name">{ entry.key.clone() }</span>
            <span>{ value }</span>
            if entry.shared { <span class="sign">{ "&" }</span> }
            <Touch mark={entry.mark} />
        </span>
    }
}

fn node(hands: &Hands, shown: &TrieNodeView) -> Html {
    let occupied = |slot: u8| shown.slots.iter().find(|s| s.slot == slot);
    html! {
        <div class={classes!("trie-node", shown.dead.then_some("is-dead"))} key={shown.id.to_string()}>
            <div class="trie-slots">
                { for (0..16u8).map(|number| slot(number, occupied(number))) }
                { lock(hands, shown.holder, &shown.waiters, shown.mark) }
                if shown.dead { <span class="state">{ hands.say("syncmap-dead") }</span> }
            </div>
            <ul class="trie-children">
                for child in shown.slots.iter() {
                    if child.child != TrieChild::Nil {
                        <li><span class="name">{ format!("{:x}", child.slot) }</span>{ below(hands, &child.child) }</li>
                    }
                }
            </ul>
        </div>
    }
}

fn slot(number: u8, shown: Option<&TrieSlotView>) -> Html {
    let mark = shown.and_then(|shown| shown.mark);
    let used = shown.is_some_and(|shown| shown.child != TrieChild::Nil);
    html! {
        <span class={classes!("trie-slot", used.then_some("is-used"), touch_class(mark))}>
            { format!("{number:x}") }<Touch {mark} />
        </span>
    }
}

fn below(hands: &Hands, child: &TrieChild) -> Html {
    match child {
        TrieChild::Nil => html! {},
        TrieChild::More => html! { <span class="name">{ "…" }</span> },
        TrieChild::Node(inner) => node(hands, inner),
        TrieChild::Chain(entries) => html! { <>{ for entries.iter().map(|e| entry(hands, e)) }</> },
    }
}
