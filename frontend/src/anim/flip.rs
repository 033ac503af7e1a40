//! First, last, invert, play: an element that is somewhere else after a step starts from its old place and glides to the new one.
//!
//! Elements say who they are by `data-flip`; one that holds a copy says by `data-flip-from` whose place it starts at. A card that says who
//! it is glides as a whole, and what is in it only moves within it: a card that scrolls would cut off what comes from outside.
//! Nothing moves when the reader prefers reduced motion, nor when the stage has only been scrolled or resized.

use std::collections::HashMap;

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use crate::bridge::media::prefers_reduced_motion;

/// How long a glide takes.
const TRANSITION: &str = "transform 420ms cubic-bezier(0.2, 0.7, 0.2, 1)";
/// Elements beyond which nothing glides: too much to follow with the eye, and to do in a frame.
const ELEMENTS_MAX: u32 = 600;
/// Shorter ways are not worth a motion, CSS pixels.
const DISTANCE_MIN: f64 = 1.0;

type Places = HashMap<String, Place>;

/// Makes what moves under `root` glide whenever `step` changes.
#[hook]
pub fn use_flip(root: &NodeRef, step: u64) {
    let places = use_mut_ref(Places::new);
    let last_step = use_mut_ref(|| step);
    let root = root.clone();
    use_effect(move || {
        let Some(root) = root.cast::<Element>() else {
            return;
        };
        let before = std::mem::take(&mut *places.borrow_mut());
        let stepped = std::mem::replace(&mut *last_step.borrow_mut(), step) != step;
        let found = elements(&root);
        let now = measured(&root, &found);
        if stepped && !prefers_reduced_motion() {
            glide(&found, &before, &now);
        }
        *places.borrow_mut() = now
            .into_iter()
            .map(|found| (found.name, found.place))
            .collect();
    });
}

/// What can glide, standing still.
pub(super) fn elements(root: &Element) -> Vec<HtmlElement> {
    let Ok(list) = root.query_selector_all("[data-flip]") else {
        return Vec::new();
    };
    if list.length() > ELEMENTS_MAX {
        return Vec::new();
    }
    (0..list.length())
        .filter_map(|index| list.item(index)?.dyn_into().ok())
        .inspect(settle)
        .collect()
}

/// Ends a glide that is still under way, so that places are measured where things are, not where they seem to be.
fn settle(element: &HtmlElement) {
    let style = element.style();
    let _ = style.remove_property("transition");
    let _ = style.remove_property("transform");
}

/// Where an element is, CSS pixels.
#[derive(Clone, Copy)]
struct Place {
    /// On the stage's content, so that scrolling is no motion, of the stage or of a card in it.
    on_stage: (f64, f64),
    /// In its card, if that glides.
    in_card: (f64, f64),
}

/// An element measured.
struct Measured {
    name: String,
    place: Place,
    /// Where its value came from.
    from: Option<String>,
}

fn measured(root: &Element, elements: &[HtmlElement]) -> Vec<Measured> {
    let measure = |element: &HtmlElement| {
        let on_stage = place_on(root, element);
        let parent = element.parent_element();
        let card = parent.and_then(|parent| parent.closest(".card[data-flip]").ok().flatten());
        let origin = card.map_or((0.0, 0.0), |card| place_on(root, &card));
        Measured {
            name: element.get_attribute("data-flip").unwrap_or_default(),
            place: Place {
                on_stage,
                in_card: (on_stage.0 - origin.0, on_stage.1 - origin.1),
            },
            from: element.get_attribute("data-flip-from"),
        }
    };
    elements.iter().map(measure).collect()
}

fn place_on(root: &Element, element: &Element) -> (f64, f64) {
    let (outer, inner) = (
        root.get_bounding_client_rect(),
        element.get_bounding_client_rect(),
    );
    let (dx, dy) = scrolled(root, element);
    (
        inner.left() + dx - outer.left(),
        inner.top() + dy - outer.top(),
    )
}

/// How far everything around an element, up to the root, has been scrolled.
fn scrolled(root: &Element, element: &Element) -> (f64, f64) {
    let (mut dx, mut dy) = (0, 0);
    let mut around = element.parent_element();
    while let Some(frame) = around {
        dx += frame.scroll_left();
        dy += frame.scroll_top();
        around = (frame != *root).then(|| frame.parent_element()).flatten();
    }
    (f64::from(dx), f64::from(dy))
}

fn glide(elements: &[HtmlElement], before: &Places, now: &[Measured]) {
    let mut moving = Vec::new();
    for (element, now) in elements.iter().zip(now) {
        let copied = now.from.as_ref().and_then(|from| before.get(from));
        let (old, new) = match (copied, before.get(&now.name)) {
            (Some(source), _) => (source.on_stage, now.place.on_stage),
            (None, Some(own)) => (own.in_card, now.place.in_card),
            (None, None) => continue,
        };
        let (dx, dy) = (old.0 - new.0, old.1 - new.1);
        if dx.abs() + dy.abs() < DISTANCE_MIN {
            continue;
        }
        let style = element.style();
        let _ = style.set_property("transition", "none");
        let _ = style.set_property("transform", &format!("translate({dx}px, {dy}px)"));
        let _ = style.set_property("z-index", "3");
        moving.push(element);
    }
    for element in moving {
        // Reading the place makes the browser take the start into account before it is given the end.
        let _ = element.get_bounding_client_rect();
        let style = element.style();
        let _ = style.set_property("transition", TRANSITION);
        let _ = style.remove_property("transform");
        let _ = style.remove_property("z-index");
    }
}
