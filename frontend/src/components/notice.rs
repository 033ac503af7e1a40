//! What the page has to say, and what screen readers hear of each step.

use yew::prelude::*;

use super::hands::use_hands;
use crate::store::{Action, Notice, Tone};

/// What is said.
#[derive(Properties, PartialEq)]
pub struct NoticeProps {
    /// The notice.
    pub notice: Option<Notice>,
}

/// A line over the page.
#[component]
pub fn NoticeLine(props: &NoticeProps) -> Html {
    let hands = use_hands();
    let Some(notice) = &props.notice else {
        return html! {};
    };
    let (class, role) = match notice.tone {
        Tone::Hint => ("notice", "status"),
        Tone::Trouble => ("notice is-trouble", "alert"),
    };
    html! {
        <div {class} {role}>
            <span>{ hands.messages.text_owned(&notice.message.id, &notice.message.args) }</span>
            <button class="quiet" aria-label={hands.say("close")} onclick={hands.on_click(Action::Dismiss)}>{ "✕" }</button>
        </div>
    }
}

/// A sentence for screen readers.
#[derive(Properties, PartialEq)]
pub struct SpokenProps {
    /// The sentence.
    pub text: String,
}

/// A polite live region: announces each step without taking the focus.
#[component]
pub fn Spoken(props: &SpokenProps) -> Html {
    html! { <div class="spoken" role="status" aria-live="polite" aria-atomic="true">{ props.text.clone() }</div> }
}
