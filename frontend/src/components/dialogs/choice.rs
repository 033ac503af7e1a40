//! Which alternative a step takes, where the reader has a choice: a ready select case, a random number, a start of iteration.

use sim_core::session::api::Command;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::components::hands::use_hands;
use crate::store::Action;
use crate::store::intent::Intent;

/// Whose step.
#[derive(Properties, PartialEq)]
pub struct ChoiceProps {
    /// Goroutine.
    pub goroutine: u32,
    /// Number of alternatives; 0 for any number.
    pub alternatives: u64,
}

/// Alternatives with a button of their own; beyond that a number is typed.
const BUTTONS_MAX: u64 = 16;

/// The choice.
#[component]
pub fn Choice(props: &ChoiceProps) -> Html {
    let hands = use_hands();
    let field = use_node_ref();
    let goroutine = props.goroutine;
    let take = {
        let hands = hands.clone();
        Callback::from(move |alternative: u64| {
            hands.act.emit(Action::Dialog(None));
            hands.ask.emit(Intent::Do(Command::StepGoroutine {
                goroutine,
                alternative,
            }));
        })
    };
    if (1..=BUTTONS_MAX).contains(&props.alternatives) {
        let button = |alternative: u64| {
            let take = take.reform(move |_: MouseEvent| alternative);
            html! { <button key={alternative.to_string()} onclick={take}>{ alternative }</button> }
        };
        return html! { <div class="choice">{ for (0..props.alternatives).map(button) }</div> };
    }
    let submit = {
        let (field, take, alternatives) = (field.clone(), take.clone(), props.alternatives);
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let number = field
                .cast::<HtmlInputElement>()
                .and_then(|field| field.value().parse::<u64>().ok());
            if let Some(number) =
                number.filter(|number| alternatives == 0 || *number < alternatives)
            {
                take.emit(number);
            }
        })
    };
    html! {
        <form class="choice" onsubmit={submit}>
            <label>{ hands.say("choice-number") }<input ref={field} type="number" min="0" value="0" /></label>
            <button class="primary">{ hands.say("choice-take") }</button>
        </form>
    }
}
