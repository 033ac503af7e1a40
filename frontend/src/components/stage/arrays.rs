//! Backing arrays with the slice headers that are windows on them.
//!
//! One grid: a column for the headers' words, one for the arrows, then a column per cell. The first header stands above the cells, the
//! others below, each with its bracket over exactly the cells within its len (full) and cap (dotted). On a phone the words have rows of
//! their own, with the bracket between them and the cells (`arrays.css`).

use yew::prelude::*;

use crate::components::badge::{Badge, Touch, touch_class};
use crate::components::hands::{Hands, use_hands};
use crate::view_model::slices::{ArrayCell, ArrayModel, HeaderModel, words};

/// Which array.
#[derive(Properties, PartialEq)]
pub struct ArrayProps {
    /// The array.
    pub array: ArrayModel,
}

/// Cells that fit beside their headers on any wide screen, in characters.
const SHORT_CHARS: usize = 32;

/// Narrowest and widest cell, in characters.
const CELL_CHARS: (usize, usize) = (3, 12);

/// The array's card.
#[component]
pub fn ArrayCard(props: &ArrayProps) -> Html {
    let hands = use_hands();
    let array = &props.array;
    let width = array.widest.clamp(CELL_CHARS.0, CELL_CHARS.1) + 1;
    let is_short = (array.cells.len() + 1) * width <= SHORT_CHARS;
    let cells = match array.cells.len() {
        0 => String::new(),
        cells => format!("repeat({cells}, {width}ch)"),
    };
    // Behind the cells there is what is said of those that are not shown.
    let style = format!("grid-template-columns: auto 2.2rem {cells} auto");
    let (above, below) = array.headers.split_at(array.headers.len().min(1));
    html! {
        <article class={classes!("card", "array", array.aliased.then_some("is-aliased"), is_short.then_some("is-short"))}
            data-flip={format!("card a{}", array.id)} aria-label={hands.say_with("array-name", "label", &array.label)}>
            <div class="array-grid" {style}>
                { for above.iter().map(|h| header(&hands, 0, h)) }
                <div class={classes!("array-label", array.headers.is_empty().then_some("is-alone"))}>
                    if array.headers.is_empty() { <span class="card-name">{ array.label.clone() }</span> }
                    <span class="card-type">{ format!("[{}]{}", array.cells.len() as u64 + array.more, array.elem) }</span>
                    if array.aliased { <span class="alias">{ hands.say("slice-aliased") }</span> }
                </div>
                <span class="cells-before" />
                { for array.cells.iter().enumerate().map(|(index, c)| cell(index, c)) }
                <span class="cells-after">{ (array.more > 0).then(|| hands.say_with("cells-more", "count", array.more)) }</span>
                { for (1..).zip(below).map(|(row, h)| header(&hands, row, h)) }
            </div>
        </article>
    }
}

fn cell(index: usize, cell: &ArrayCell) -> Html {
    let class = classes!(
        "cell",
        touch_class(cell.value.mark),
        (cell.windows == 0).then_some("is-spare"),
        (cell.windows > 1).then_some("is-common")
    );
    html! {
        <span {class} key={cell.key.clone()} data-flip={cell.key.clone()} data-flip-from={cell.moved_from.clone()}
            title={format!("[{index}]")}>
            { cell.value.text.clone() }<Touch mark={cell.value.mark} />
        </span>
    }
}

/// A header's row: its words, an arrow to its first cell, and its window. The first row stands above the cells.
fn header(hands: &Hands, row: usize, header: &HeaderModel) -> Html {
    let is_above = row == 0;
    let class = classes!(
        "window-row",
        format!("h{}", header.colour),
        if is_above { "is-above" } else { "is-below" }
    );
    let first = header.start + 3;
    let span = |from: usize, columns: usize| format!("grid-column: {from} / span {columns}");
    html! {
        <div {class} key={format!("{row} {}", header.label)} style={format!("--row: {row}")}>
            { words_chip(hands, header) }
            <span class="arrow-line" style={format!("grid-column: 2 / {first}")} />
            if header.used + header.spare == 0 { <span class="window is-none" style={span(first, 1)} /> }
            if header.used > 0 { <span class="window" style={span(first, header.used)} /> }
            if header.spare > 0 { <span class="window is-cap" style={span(first + header.used, header.spare)} /> }
            if header.slice.torn { <span class="torn">{ "⚠ " }{ hands.say("slice-torn") }</span> }
        </div>
    }
}

/// Name, ptr, len and cap.
fn words_chip(hands: &Hands, header: &HeaderModel) -> Html {
    let torn = header.slice.torn.then(|| hands.say("slice-torn"));
    html! {
        <span class={classes!("header-words", header.slice.torn.then_some("is-torn"))} title={torn}>
            if header.goroutine > 1 { <Badge g={header.goroutine} /> }
            <span class="card-name">{ header.label.clone() }</span>
            for (name, text, mark) in words(header) {
                <span class={classes!("chip", touch_class(mark))}>
                    <span class="name">{ name }</span><span class="chip-value">{ text }</span><Touch {mark} />
                </span>
            }
        </span>
    }
}

/// Which headers.
#[derive(Properties, PartialEq)]
pub struct LooseProps {
    /// The headers.
    pub headers: Vec<HeaderModel>,
}

/// Headers that point to no array.
#[component]
pub fn LooseHeaders(props: &LooseProps) -> Html {
    let hands = use_hands();
    html! {
        <div class="card loose">
            { for props.headers.iter().map(|h| words_chip(&hands, h)) }
        </div>
    }
}
