//! The scene's one-line question, and its answer for those who ask.

use yew::prelude::*;

use super::hands::use_hands;
use crate::store::{Action, Dialog};
use crate::view_model::scenes;

/// Which scene.
#[derive(Properties, PartialEq)]
pub struct QuestionProps {
    /// Scene's name.
    pub id: String,
    /// Whether the answer is shown.
    pub answered: bool,
}

/// The question.
#[component]
pub fn Question(props: &QuestionProps) -> Html {
    let hands = use_hands();
    let lang = hands.messages.lang();
    let Some(scene) = scenes::find(&props.id) else {
        return html! {};
    };
    let text = scene.text(lang);
    html! {
        <section class="question" aria-label={text.title.clone()}>
            <p class="question-line">
                <strong>{ text.question.clone() }</strong>
                <span class="watch" title={text.watch.clone()}>{ text.watch.clone() }</span>
            </p>
            <span class="question-buttons">
                if scene.is_about_slices() {
                    <button class="quiet" onclick={hands.on_click(Action::Dialog(Some(Dialog::Growth)))}>
                        { hands.say("growth-open") }
                    </button>
                }
                <button class="quiet" aria-expanded={props.answered.to_string()} onclick={hands.on_click(Action::Answer)}>
                    { hands.say("explain-show") }
                </button>
            </span>
            if props.answered { <p class="answer">{ text.answer.clone() }<br />{ text.watch.clone() }</p> }
        </section>
    }
}
