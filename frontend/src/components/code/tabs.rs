//! The files of a program as tabs.

use yew::prelude::*;

use crate::components::hands::Hands;

/// A row of tabs; `choose` hears which one.
pub fn file_tabs(hands: &Hands, names: &[String], chosen: usize, choose: &Callback<usize>) -> Html {
    let tab = |(index, name): (usize, &String)| {
        html! {
            <button role="tab" key={index} aria-selected={(index == chosen).to_string()} onclick={choose.reform(move |_| index)}>
                { name.clone() }
            </button>
        }
    };
    html! { <div class="file-tabs" role="tablist" aria-label={hands.say("files")}>{ for names.iter().enumerate().map(tab) }</div> }
}
