//! A map: header chips and tables of buckets. During growth the old table stands beside the new one.

use yew::prelude::*;

use crate::components::badge::{Touch, touch_class};
use crate::components::hands::use_hands;
use crate::view_model::maps::{BucketModel, Chip, Density, MapModel, PartModel, Slot, TableModel};

/// Which map.
#[derive(Properties, PartialEq)]
pub struct MapProps {
    /// The map.
    pub map: MapModel,
}

/// The map's card.
#[component]
pub fn MapCard(props: &MapProps) -> Html {
    let hands = use_hands();
    let map = &props.map;
    let density = match map.density {
        Density::Roomy => "is-roomy",
        Density::Compact => "is-compact",
        Density::Tiny => "is-tiny",
    };
    html! {
        <article class={classes!("card", "map", density)} aria-label={map.label.clone()}>
            <div class="card-head">
                <span class="card-name">{ map.label.clone() }</span>
                <span class="card-type">{ map.ty.clone() }</span>
                { for map.chips.iter().map(chip) }
                if map.same_size { <span class="state">{ hands.say("map-same-size") }</span> }
            </div>
            <div class={classes!("tables", map.old.is_some().then_some("is-growing"))}>
                if let Some(old) = &map.old { <Table table={old.clone()} is_old=true tiny={map.density == Density::Tiny} /> }
                if let Some(table) = &map.table {
                    <Table table={table.clone()} is_old=false tiny={map.density == Density::Tiny} />
                } else {
                    <p class="empty">{ hands.say("map-no-buckets") }</p>
                }
            </div>
        </article>
    }
}

/// A word of a header.
pub fn chip(chip: &Chip) -> Html {
    html! {
        <span class={classes!("chip", touch_class(chip.mark), chip.lit.then_some("is-lit"))} key={chip.name}>
            <span class="name">{ chip.name }</span>
            <span class="chip-value">{ if chip.lit { format!("■ {}", chip.text) } else { chip.text.clone() } }</span>
            <Touch mark={chip.mark} />
        </span>
    }
}

#[derive(Properties, PartialEq)]
struct TableProps {
    table: TableModel,
    is_old: bool,
    tiny: bool,
}

#[component]
fn Table(props: &TableProps) -> Html {
    let hands = use_hands();
    let table = &props.table;
    html! {
        <div class={classes!("table", props.is_old.then_some("is-old"))}>
            <div class={classes!("table-name", touch_class(table.mark))}>
                { hands.say(if props.is_old { "map-old" } else { "map-buckets" }) }<Touch mark={table.mark} />
            </div>
            <div class="buckets">
                for bucket in table.buckets.iter() { <Bucket key={bucket.index} bucket={bucket.clone()} tiny={props.tiny} /> }
            </div>
            if table.more > 0 { <p class="empty">{ hands.say_with("buckets-more", "count", table.more) }</p> }
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct BucketProps {
    bucket: BucketModel,
    tiny: bool,
}

#[component]
fn Bucket(props: &BucketProps) -> Html {
    let hands = use_hands();
    let bucket = &props.bucket;
    let class = classes!(
        "bucket",
        bucket.evacuated.then_some("is-evacuated"),
        bucket.is_next.then_some("is-next-to-move")
    );
    let title = match (bucket.evacuated, bucket.is_next) {
        (true, _) => Some(hands.say("map-moved")),
        (false, true) => Some(hands.say("map-next")),
        _ => None,
    };
    html! {
        <div {class} {title}>
            <span class="bucket-index">
                { bucket.index }
                if bucket.evacuated { <span class="tick" aria-label={hands.say("map-moved")}>{ "✓" }</span> }
            </span>
            <div class="chain">
                for (at, bucket_part) in bucket.parts.iter().enumerate() {
                    if at > 0 {
                        <span class={classes!("overflow", touch_class(bucket.parts[at - 1].overflow_mark))}
                            title={hands.say("map-overflow")}>
                            { "↳" }<Touch mark={bucket.parts[at - 1].overflow_mark} />
                        </span>
                    }
                    { part(bucket_part, props.tiny) }
                }
            </div>
        </div>
    }
}

fn part(part: &PartModel, tiny: bool) -> Html {
    html! { <div class="part" key={part.id.to_string()}>{ for part.slots.iter().map(|s| if tiny { tiny_slot(s) } else { slot(s) }) }</div> }
}

/// Tophash over key over element, as in memory, slot by slot.
pub fn slot(slot: &Slot) -> Html {
    let text = |text: &Option<String>| text.clone().unwrap_or_else(|| "\u{a0}".to_owned());
    let title = slot
        .key_text
        .as_ref()
        .map(|key| format!("{key}: {}", text(&slot.elem_text)));
    html! {
        <div class={classes!("slot", slot.class, slot.mark().map(|_| "is-touched"))} data-flip={slot.key.clone()} {title}>
            <span class={classes!("top", touch_class(slot.top_mark))}>{ slot.top.clone() }</span>
            <span class={classes!("key", touch_class(slot.key_mark))}>{ text(&slot.key_text) }</span>
            <span class={classes!("elem", touch_class(slot.elem_mark))}>{ text(&slot.elem_text) }</span>
            <Touch mark={slot.mark()} />
        </div>
    }
}

/// Only whether it is taken.
pub fn tiny_slot(slot: &Slot) -> Html {
    let title = slot
        .key_text
        .as_ref()
        .map(|key| format!("{key}: {}", slot.elem_text.as_deref().unwrap_or_default()));
    html! { <div class={classes!("slot", slot.class, touch_class(slot.mark()))} data-flip={slot.key.clone()} {title} /> }
}
