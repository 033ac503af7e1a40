//! What a step has touched is brought into sight: in its card, where a long array or table scrolls sideways, and on the stage.
//!
//! Only a step scrolls, never the pointer or a new size, and only what is out of sight is moved, at once: a scroll is no motion of
//! memory. Of several touched things the first that was written counts, else the first that was read.

use web_sys::{DomRect, Element};
use yew::prelude::*;

use super::flip::elements;

/// What the last step touched, written before read.
const TOUCHED: [&str; 2] = [".is-written", ".is-read"];
/// Room left around it, CSS pixels.
const MARGIN: f64 = 24.0;

/// Scrolls under `root` whenever `step` changes.
#[hook]
pub fn use_sight(root: &NodeRef, step: u64) {
    let root = root.clone();
    use_effect_with(step, move |_| {
        let Some(root) = root.cast::<Element>() else {
            return;
        };
        // What still glides would be measured somewhere on its way.
        elements(&root);
        let mut kinds = TOUCHED.iter();
        if let Some(touched) = kinds.find_map(|kind| root.query_selector(kind).ok().flatten()) {
            show(&root, &touched);
        }
    });
}

/// Scrolls whatever scrolls around an element, from the inside out, up to the root.
fn show(root: &Element, touched: &Element) {
    let mut around = touched.parent_element();
    while let Some(frame) = around {
        let (outer, inner) = (
            frame.get_bounding_client_rect(),
            touched.get_bounding_client_rect(),
        );
        let (across, down) = way(&outer, &inner);
        if frame.scroll_width() > frame.client_width() && across != 0.0 {
            frame.set_scroll_left(frame.scroll_left() + across as i32);
        }
        if frame.scroll_height() > frame.client_height() && down != 0.0 {
            frame.set_scroll_top(frame.scroll_top() + down as i32);
        }
        around = (frame != *root).then(|| frame.parent_element()).flatten();
    }
}

/// How far to scroll for the inner to be in sight in the outer; 0 where it is.
fn way(outer: &DomRect, inner: &DomRect) -> (f64, f64) {
    (
        shift((outer.left(), outer.right()), (inner.left(), inner.right())),
        shift((outer.top(), outer.bottom()), (inner.top(), inner.bottom())),
    )
}

/// The same along one axis: to the middle, so that the next steps are in sight too.
fn shift(outer: (f64, f64), inner: (f64, f64)) -> f64 {
    let margin = MARGIN.min((outer.1 - outer.0) / 4.0);
    if inner.0 >= outer.0 + margin && inner.1 <= outer.1 - margin {
        return 0.0;
    }
    ((inner.0 + inner.1) - (outer.0 + outer.1)) / 2.0
}
