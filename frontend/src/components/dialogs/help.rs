//! How to read the page: the mark, the keys, the cells of the lanes.

use yew::prelude::*;

use crate::components::hands::use_hands;
use crate::components::lanes::CellPicture;
use crate::view_model::lanes::KINDS;

/// Keys with the message that says what they do.
const KEYS: &[(&[&str], &str)] = &[
    (&["→", "←"], "help-key-step"),
    (&["Shift →", "Shift ←"], "help-key-statement"),
    (&["Space"], "help-key-play"),
    (&["Home", "End"], "help-key-ends"),
    (&["1", "…", "9"], "help-key-goroutine"),
    (&["?"], "help-key-help"),
];

/// The help.
#[component]
pub fn Help() -> Html {
    let hands = use_hands();
    html! {
        <div class="help">
            <p>{ hands.say("help-step") }</p>
            <p>{ hands.say("help-mark") }</p>
            <p><a href="#claims">{ hands.say("help-claims") }</a></p>
            <h3>{ hands.say("help-keys") }</h3>
            <dl class="keys">
                for (keys, id) in KEYS {
                    <dt>{ for keys.iter().map(|key| html! { <kbd>{ *key }</kbd> }) }</dt>
                    <dd>{ hands.say(id) }</dd>
                }
            </dl>
            <h3>{ hands.say("help-kinds") }</h3>
            <p>{ hands.say("help-lanes") }</p>
            <ul class="kinds">
                for (kind, id) in KINDS { <li key={*id}><CellPicture kind={*kind} />{ hands.say(id) }</li> }
            </ul>
        </div>
    }
}
