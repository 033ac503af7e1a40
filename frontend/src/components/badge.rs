//! A goroutine's badge, and the mark of what the last step touched.

use sim_core::inspect::view::Mark;
use yew::prelude::*;

use super::hands::use_hands;
use crate::view_model::goroutine;

/// Which goroutine.
#[derive(Properties, PartialEq)]
pub struct BadgeProps {
    /// Number.
    pub g: u32,
}

/// Number, shape and colour.
#[component]
pub fn Badge(props: &BadgeProps) -> Html {
    let hands = use_hands();
    let name = hands.say_with("vars-of", "g", props.g);
    html! { <span class={goroutine::classes(props.g)} role="img" aria-label={name.clone()} title={name}>{ props.g }</span> }
}

/// A mark, if there is one.
#[derive(Properties, PartialEq)]
pub struct TouchProps {
    /// The mark.
    pub mark: Option<Mark>,
}

/// The small badge on what has just been touched, saying by whom.
#[component]
pub fn Touch(props: &TouchProps) -> Html {
    let hands = use_hands();
    let Some(mark) = props.mark else {
        return html! {};
    };
    let id = if mark.write {
        "touched-write"
    } else {
        "touched-read"
    };
    let title = hands.say_with(id, "g", mark.goroutine);
    let class = classes!(goroutine::classes(mark.goroutine), "touch");
    html! { <span {class} role="img" aria-label={title.clone()} {title}>{ mark.goroutine }</span> }
}

/// CSS class of a thing with this mark: full frame for written, dashed for read.
pub fn touch_class(mark: Option<Mark>) -> Option<&'static str> {
    mark.map(|mark| if mark.write { "is-written" } else { "is-read" })
}
