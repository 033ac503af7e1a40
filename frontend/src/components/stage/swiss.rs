//! A Swiss map: header chips, who looks for what, and a row for each table: directory places, arrow, groups of eight slots under their
//! control bytes. During a move of entries the tables that take them stand beside the one they leave.

use std::rc::Rc;

use sim_core::inspect::view::{ObjId, TableRole};
use yew::prelude::*;

use super::maps::{chip, slot, tiny_slot};
use crate::components::badge::{Badge, Touch, touch_class};
use crate::components::hands::{Hands, use_hands};
use crate::view_model::goroutine;
use crate::view_model::maps::Density;
use crate::view_model::swiss_model::{
    GroupModel, GrowthModel, Load, PlaceModel, ProbeModel, Row, SwissModel, SwissSlot, TableModel,
};

/// Which map.
#[derive(Properties, PartialEq)]
pub struct SwissProps {
    /// The map.
    pub map: SwissModel,
}

/// The map's card.
#[component]
pub fn SwissCard(props: &SwissProps) -> Html {
    let hands = use_hands();
    let map = &props.map;
    let density = match map.density {
        Density::Roomy => "is-roomy",
        Density::Compact => "is-compact",
        Density::Tiny => "is-tiny",
    };
    let tiny = map.density == Density::Tiny;
    html! {
        <article class={classes!("card", "map", "swiss", density)} aria-label={map.label.clone()}>
            <div class="card-head">
                <span class="card-name">{ map.label.clone() }</span>
                <span class="card-type">{ map.ty.clone() }</span>
                { for map.chips.iter().map(chip) }
                { legend(&hands) }
            </div>
            { for map.probes.iter().map(|p| probe(&hands, p)) }
            if map.rows.is_empty() { <p class="empty">{ hands.say("swiss-no-groups") }</p> }
            { for map.rows.iter().map(|r| row(&hands, r, map, tiny)) }
            if map.more > 0 { <p class="empty">{ hands.say_with("swiss-tables-more", "count", map.more) }</p> }
        </article>
    }
}

/// What the signs of the control bytes mean.
fn legend(hands: &Hands) -> Html {
    let item = |sign: &'static str, id: &str| {
        html! { <span class="legend-item"><span class="sign">{ sign }</span>{ hands.say(id) }</span> }
    };
    html! {
        <span class="control-legend">
            { item("5e", "slot-full") }{ item("·", "slot-empty") }{ item("†", "slot-deleted") }
        </span>
    }
}

fn probe(hands: &Hands, probe: &ProbeModel) -> Html {
    let text = |id: &str, name: &str, value: &str| hands.say_with(id, name, value);
    html! {
        <p class="probe" key={format!("p{}", probe.goroutine)}>
            <Badge g={probe.goroutine} />
            <span>{ text(probe.title, "key", &probe.key) }</span>
            <span class="name">{ "H2" }</span><span class="sign">{ probe.h2.clone() }</span>
            <span class="name">{ hands.say("probe-groups") }</span><span class="sign">{ probe.path.clone() }</span>
        </p>
    }
}

fn row(hands: &Hands, row: &Row, map: &SwissModel, tiny: bool) -> Html {
    let class = classes!("swiss-row", row.growth.is_some().then_some("is-growing"));
    html! {
        <div {class} key={row.table.id.to_string()}>
            if !row.places.is_empty() {
                <div class="places">
                    <span class={classes!("table-name", touch_class(map.dir_mark))}>{ "dir" }<Touch mark={map.dir_mark} /></span>
                    { for row.places.iter().enumerate().map(|(at, p)| place(p, at + 1 == row.places.len() && row.places_more > 0)) }
                </div>
                { arrow() }
            }
            <Table table={row.table.clone()} {tiny} />
            if let Some(growth) = &row.growth { { growing(hands, growth, tiny) } }
        </div>
    }
}

fn place(place: &PlaceModel, after_gap: bool) -> Html {
    html! {
        <>
            if after_gap { <span class="name">{ "⋮" }</span> }
            <span class={classes!("dir-place", touch_class(place.mark))}>
                { place.index }<span class="name">{ place.bits.clone() }</span><Touch mark={place.mark} />
            </span>
        </>
    }
}

/// From the directory to a table.
fn arrow() -> Html {
    html! {
        <svg class="leads-to" viewBox="0 0 24 12" aria-hidden="true"><path d="M0 6 H21 M16 1.5 L21.5 6 L16 10.5" /></svg>
    }
}

/// Progress, and the tables that take the entries.
fn growing(hands: &Hands, growth: &GrowthModel, tiny: bool) -> Html {
    let share = 100 * growth.moved.min(growth.of) / growth.of.max(1);
    let moved = format!("{} / {}", growth.moved, growth.of);
    html! {
        <>
            <div class="moving">
                <Badge g={growth.goroutine} />
                <span class="moving-title">{ hands.say(growth.title) }</span>
                { arrow() }
                <span class="sign">{ moved }</span>
                <span class="meter" aria-hidden="true"><span class="meter-used" style={format!("width:{share}%")} /></span>
            </div>
            <div class="taking">
                if growth.to.is_empty() { <p class="empty">{ hands.say("swiss-not-yet") }</p> }
                for table in growth.to.iter() { <Table key={table.id.to_string()} table={table.clone()} {tiny} /> }
            </div>
        </>
    }
}

#[derive(Properties, PartialEq)]
struct TableProps {
    table: TableModel,
    tiny: bool,
}

#[component]
fn Table(props: &TableProps) -> Html {
    let hands = use_hands();
    let table = &props.table;
    let role = match table.role {
        TableRole::Present => None,
        TableRole::New => Some("is-new"),
        TableRole::Replaced => Some("is-replaced"),
    };
    html! {
        <div class={classes!("table", role)}>
            <div class="table-head">
                <span class={classes!("table-name", touch_class(table.mark))}>{ table.label.clone() }<Touch mark={table.mark} /></span>
                if let Some(note) = table.note { <span class="note">{ hands.say(note) }</span> }
                { for table.chips.iter().map(chip) }
                if let Some(load) = table.load { { meter(&hands, load) } }
            </div>
            <div class="groups">
                for group in table.groups.iter() { <Group key={group.id} group={group.clone()} table={table.id} tiny={props.tiny} /> }
            </div>
            if table.more > 0 { <p class="empty">{ hands.say_with("groups-more", "count", table.more) }</p> }
        </div>
    }
}

/// Entries, tombstones, and room until the table must grow; the rest always stays empty.
fn meter(hands: &Hands, load: Load) -> Html {
    let width = |n: u64| format!("width:{}%", 100 * n.min(load.capacity) / load.capacity);
    let title = hands.messages.text(
        "swiss-load",
        &[
            ("used", &load.used.to_string()),
            ("tombstones", &load.tombstones.to_string()),
            ("left", &load.left.to_string()),
        ],
    );
    html! {
        <span class="meter" role="img" aria-label={title.clone()} {title}>
            <span class="meter-used" style={width(load.used)} />
            <span class="meter-dead" style={width(load.tombstones)} />
            <span class="meter-left" style={width(load.left)} />
        </span>
    }
}

#[derive(Properties, PartialEq)]
struct GroupProps {
    group: Rc<GroupModel>,
    table: ObjId,
    tiny: bool,
}

#[component]
fn Group(props: &GroupProps) -> Html {
    let hands = use_hands();
    let group = &props.group;
    let class = classes!(
        "group",
        "bucket",
        group.is_now.then_some("is-probed"),
        group.is_moving.then_some("is-moving"),
    );
    let title = format!("{} {}", hands.say("swiss-group"), group.index);
    html! {
        <div {class} {title}>
            <span class="bucket-index">{ group.index }</span>
            <div class={classes!("part", touch_class(group.mark))}>
                { for group.slots.iter().map(|s| if props.tiny { tiny_slot(&s.slot) } else { full_slot(&hands, s) }) }
                <Touch mark={group.mark} />
            </div>
            if !group.visits.is_empty() || !group.loops.is_empty() {
                <span class="visits">
                    { for group.visits.iter().map(|(g, n)| visit(&hands, *g, *n)) }
                    { for group.loops.iter().map(|(g, at)| turn(&hands, *g, *at)) }
                </span>
            }
        </div>
    }
}

/// The how-manieth group of a goroutine's path this is.
fn visit(hands: &Hands, g: u32, n: usize) -> Html {
    let title = hands.messages.text(
        "probe-visit",
        &[("g", &g.to_string()), ("count", &n.to_string())],
    );
    sign("visit", g, format!("{}#{n}", goroutine::numeral(g)), title)
}

/// Where a goroutine's loop goes on.
fn turn(hands: &Hands, g: u32, slot: u64) -> Html {
    let title = hands.messages.text(
        "loop-here",
        &[("g", &g.to_string()), ("slot", &slot.to_string())],
    );
    sign(
        "turn",
        g,
        format!("{}↻{slot}", goroutine::numeral(g)),
        title,
    )
}

/// A short sign in a goroutine's colour, and what it means.
fn sign(class: &'static str, g: u32, text: String, title: String) -> Html {
    let class = classes!(class, format!("g{}", goroutine::colour(g)));
    html! { <span {class} role="img" aria-label={title.clone()} {title}>{ text }</span> }
}

/// Control byte over key over element, with what a search makes of it.
fn full_slot(hands: &Hands, shown: &SwissSlot) -> Html {
    let class = classes!(
        "control",
        shown.is_match.then_some("is-match"),
        shown.is_chosen.then_some("is-chosen"),
    );
    html! { <div {class} title={hands.say(shown.word)}>{ slot(&shown.slot) }</div> }
}
