//! First, last, invert, play: an element that is somewhere else after a step starts from its old place and glides to the new one.
//!
//! Elements say who they are by `data-flip`; one that holds a copy says by `data-flip-from` whose place it starts at.
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

type Places = HashMap<String, (f64, f64)>;

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
            .map(|(name, place, _)| (name, place))
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

/// Name, place relative to the stage's content (so that scrolling is no motion, of the stage or of a card in it), and where its value
/// came from.
fn measured(root: &Element, elements: &[HtmlElement]) -> Vec<(String, (f64, f64), Option<String>)> {
    let outer = root.get_bounding_client_rect();
    let measure = |element: &HtmlElement| {
        let rect = element.get_bounding_client_rect();
        let (dx, dy) = scrolled(root, element);
        let name = element.get_attribute("data-flip").unwrap_or_default();
        (
            name,
            (
                rect.left() + dx - outer.left(),
                rect.top() + dy - outer.top(),
            ),
            element.get_attribute("data-flip-from"),
        )
    };
    elements.iter().map(measure).collect()
}

/// How far everything around an element, up to the root, has been scrolled.
fn scrolled(root: &Element, element: &HtmlElement) -> (f64, f64) {
    let (mut dx, mut dy) = (0, 0);
    let mut around = element.parent_element();
    while let Some(frame) = around {
        dx += frame.scroll_left();
        dy += frame.scroll_top();
        around = (frame != *root).then(|| frame.parent_element()).flatten();
    }
    (f64::from(dx), f64::from(dy))
}

fn glide(elements: &[HtmlElement], before: &Places, now: &[(String, (f64, f64), Option<String>)]) {
    let mut moving = Vec::new();
    for (element, (name, (x, y), from)) in elements.iter().zip(now) {
        let origin = from
            .as_ref()
            .and_then(|from| before.get(from))
            .or_else(|| before.get(name));
        let Some((old_x, old_y)) = origin else {
            continue;
        };
        let (dx, dy) = (old_x - x, old_y - y);
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
