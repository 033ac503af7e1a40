//! Numbered, coloured lines of one file, with badges of who goes on where and values at line ends.

use std::rc::Rc;

use sim_core::inspect::view::View;
use web_sys::{Element, ScrollBehavior};
use yew::prelude::*;

use crate::bridge::media::prefers_reduced_motion;
use crate::components::badge::{Badge, touch_class};
use crate::components::hands::use_hands;
use crate::view_model::code::{self, LineMarks};
use crate::view_model::settings::Pane;
use crate::view_model::tokens::{self, Token};

/// What a listing shows.
#[derive(Properties, PartialEq)]
pub struct ListingProps {
    /// Name of the file.
    pub file: String,
    /// Its text.
    pub text: String,
    /// The moment.
    pub view: Option<Rc<View>>,
    /// Goroutine that the reader chose.
    pub chosen: Option<u32>,
    /// Pane in front on a narrow screen.
    pub front: Pane,
    /// File and line of the transition under the pointer.
    pub hovered: Option<(String, u32)>,
    /// Files and lines of the race in front.
    pub raced: Vec<(String, u32)>,
}

/// The listing. Keeps the line of the goroutine that the page looks at in sight.
#[component]
pub fn Listing(props: &ListingProps) -> Html {
    let lines = use_memo(props.text.clone(), |text| {
        // The newline that ends a file is not a line of its own.
        tokens::lines(text.strip_suffix('\n').unwrap_or(text))
            .into_iter()
            .map(Rc::new)
            .collect::<Vec<_>>()
    });
    let list = use_node_ref();
    let looked_at = props
        .view
        .as_ref()
        .map_or(1, |view| code::active(view, props.chosen));
    let focus = props
        .view
        .as_ref()
        .and_then(|view| code::focus_line(view, &props.file, looked_at));
    let hovered = props
        .hovered
        .as_ref()
        .filter(|(file, _)| *file == props.file)
        .map(|(_, line)| *line);
    use_effect_with(
        (focus, hovered, props.front, list.clone()),
        |(focus, hovered, _, list)| {
            if let Some(line) = hovered.or(*focus) {
                bring_into_sight(list, line);
            }
        },
    );
    let mut marks = props
        .view
        .as_ref()
        .map(|view| code::marks(view, &props.file, looked_at))
        .unwrap_or_default();
    let line = |(number, tokens): (u32, &Rc<Vec<Token>>)| {
        let marks = marks.remove(&number).unwrap_or_default();
        let raced = props
            .raced
            .iter()
            .any(|(file, line)| *file == props.file && *line == number);
        html! { <Line key={number} {number} tokens={tokens.clone()} {marks} hovered={hovered == Some(number)} {raced} /> }
    };
    html! { <ol class="listing" ref={list} tabindex="0">{ for (1..).zip(lines.iter()).map(line) }</ol> }
}

/// Scrolls the list itself, never the page, and only when the line is out of sight.
fn bring_into_sight(list: &NodeRef, line: u32) {
    let Some(list) = list.cast::<Element>() else {
        return;
    };
    let Some(item) = list.children().item(line.saturating_sub(1)) else {
        return;
    };
    let (outer, inner) = (
        list.get_bounding_client_rect(),
        item.get_bounding_client_rect(),
    );
    let margin = inner.height();
    if inner.top() >= outer.top() && inner.bottom() + margin <= outer.bottom() {
        return;
    }
    let target = list.scroll_top() as f64 + inner.top()
        - outer.top()
        - (outer.height() - inner.height()) / 2.0;
    let options = web_sys::ScrollToOptions::new();
    options.set_top(target);
    // A long way says nothing to the eye.
    let is_far = (target - f64::from(list.scroll_top())).abs() > outer.height();
    options.set_behavior(if is_far || prefers_reduced_motion() {
        ScrollBehavior::Instant
    } else {
        ScrollBehavior::Smooth
    });
    list.scroll_to_with_scroll_to_options(&options);
}

/// Goroutines shown at one line; of more, how many.
const BADGES_MAX: usize = 3;

#[derive(Properties, PartialEq)]
struct LineProps {
    number: u32,
    tokens: Rc<Vec<Token>>,
    marks: LineMarks,
    hovered: bool,
    raced: bool,
}

#[component]
fn Line(props: &LineProps) -> Html {
    let hands = use_hands();
    let LineMarks { next, last, values } = &props.marks;
    let class = classes!(
        "line",
        (!next.is_empty()).then_some("is-next"),
        last.map(|_| "is-last"),
        props.hovered.then_some("is-hovered"),
        props.raced.then_some("is-raced")
    );
    let last_title = last.map(|g| hands.say_with("marker-last", "g", g));
    let next_title = next
        .iter()
        .take(BADGES_MAX)
        .map(|g| hands.say_with("marker-next", "g", g))
        .collect::<Vec<_>>()
        .join(", ");
    let value = |value: &code::Inline| {
        html! { <span class={classes!("inline-value", touch_class(value.mark))}>{ format!("{} = {}", value.name, value.text) }</span> }
    };
    html! {
        <li {class} title={last_title}>
            <span class="gutter" title={next_title}>
                for g in next.iter().take(BADGES_MAX) { <Badge key={*g} g={*g} /> }
                if next.len() > BADGES_MAX { <span class="arrow">{ format!("+{}", next.len() - BADGES_MAX) }</span> }
                if !next.is_empty() { <span class="arrow" aria-hidden="true">{ "▶" }</span> }
            </span>
            <span class="number" aria-hidden="true">{ props.number }</span>
            <code class="source">{ for props.tokens.iter().map(piece) }</code>
            if !values.is_empty() { <span class="inline-values">{ for values.iter().map(value) }</span> }
        </li>
    }
}

/// One coloured piece of source.
pub fn piece(token: &Token) -> Html {
    match token.kind.class() {
        "" => html! { { token.text.clone() } },
        class => html! { <span {class}>{ token.text.clone() }</span> },
    }
}
