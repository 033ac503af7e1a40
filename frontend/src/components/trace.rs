//! The run in sentences, one row per transition. Only rows on screen exist.

use std::rc::Rc;

use sim_core::inspect::view::{LocationView, TraceLine};
use sim_core::session::api::Command;
use web_sys::Element;
use yew::prelude::*;

use super::badge::Badge;
use super::hands::{Hands, use_hands};
use crate::store::intent::Intent;
use crate::view_model::list::{ROW_HEIGHT, rows_on_screen, scroll_to};

/// What the trace shows.
#[derive(Properties, PartialEq)]
pub struct TraceProps {
    /// Cursor.
    pub step: u64,
    /// Rows in all.
    pub recorded: u64,
    /// Those that were asked for.
    pub rows: Rc<Vec<TraceLine>>,
    /// Transition under the pointer.
    pub hovered: Option<u64>,
}

/// The trace. Keeps the cursor's row in sight.
#[component]
pub fn Trace(props: &TraceProps) -> Html {
    let hands = use_hands();
    let list = use_node_ref();
    let ask = hands.ask.clone();
    use_effect_with(
        (props.step, props.recorded, list.clone()),
        move |(step, recorded, list)| {
            let Some(list) = list.cast::<Element>() else {
                return;
            };
            let height = f64::from(list.client_height());
            if let Some(top) = scroll_to((*step).max(1), f64::from(list.scroll_top()), height) {
                list.set_scroll_top(top as i32);
            }
            request_rows(&ask, &list, *recorded);
        },
    );
    let (ask, recorded) = (hands.ask.clone(), props.recorded);
    let on_scroll = Callback::from(move |event: Event| {
        request_rows(&ask, &event.target_unchecked_into(), recorded)
    });
    let first = props.rows.first().map_or(1, |row| row.cell.step);
    let above = format!("height: {}px", first.saturating_sub(1) as f64 * ROW_HEIGHT);
    let below = props
        .recorded
        .saturating_sub(first.saturating_sub(1) + props.rows.len() as u64);
    let below = format!("height: {}px", below as f64 * ROW_HEIGHT);
    html! {
        <div class="trace" role="tabpanel" aria-labelledby="tab-trace" tabindex="0" ref={list} onscroll={on_scroll}
            onpointerleave={hands.ask.reform(|_| Intent::Hover(None))}>
            if props.recorded == 0 { <p class="empty">{ hands.say("trace-empty") }</p> }
            <div style={above} />
            { for props.rows.iter().map(|line| row(&hands, line, props)) }
            <div style={below} />
        </div>
    }
}

fn request_rows(ask: &Callback<Intent>, list: &Element, recorded: u64) {
    let (from, to) = rows_on_screen(
        f64::from(list.scroll_top()),
        f64::from(list.client_height()),
        recorded,
    );
    ask.emit(Intent::Rows(from, to));
}

fn row(hands: &Hands, line: &TraceLine, props: &TraceProps) -> Html {
    let step = line.cell.step;
    let sentence = hands.messages.sentence(&line.sentence);
    let class = classes!(
        "trace-row",
        (step == props.step).then_some("is-now"),
        (step > props.step).then_some("is-ahead"),
        line.cell.prelude.then_some("is-runtime"),
        (props.hovered == Some(step)).then_some("is-hovered"),
    );
    let hover = hands
        .ask
        .reform(move |_: PointerEvent| Intent::Hover(Some(step)));
    html! {
        <div {class} key={step.to_string()} onclick={hands.on_click_ask(Intent::Do(Command::Seek { step }))} onpointerenter={hover}>
            <span class="number">{ step }</span>
            <Badge g={line.cell.goroutine} />
            <span class="sentence" title={sentence.clone()}>{ sentence }</span>
            <span class="place">{ place(&line.at) }</span>
        </div>
    }
}

/// File and line, where the transition stands somewhere.
fn place(at: &LocationView) -> String {
    if at.line == 0 {
        String::new()
    } else {
        format!("{}:{}", short(&at.file), at.line)
    }
}

/// The file's name without its folder.
fn short(file: &str) -> &str {
    file.rsplit('/').next().unwrap_or(file)
}
