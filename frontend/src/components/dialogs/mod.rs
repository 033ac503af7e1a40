//! What lies over the page: help, the chart of capacities, the choice of an alternative.

mod chart;
mod choice;
mod compare;
mod growth;
mod help;
mod tree;
mod versions;

use sim_core::session::api::Options;
use web_sys::HtmlElement;
use yew::prelude::*;

use super::hands::use_hands;
use crate::store::{Action, Dialog, Orders};
use choice::Choice;
use compare::Compare;
use growth::Growth;
use help::Help;
use tree::TreeOfChoices;
use versions::Versions;

/// Which dialog.
#[derive(Properties, PartialEq)]
pub struct DialogProps {
    /// The dialog.
    pub dialog: Option<Dialog>,
    /// Options of the session.
    pub options: Options,
    /// All orders.
    pub orders: Orders,
}

/// The open dialog. The focus goes into it; Escape and the button close it.
#[component]
pub fn Dialogs(props: &DialogProps) -> Html {
    let hands = use_hands();
    let frame = use_node_ref();
    use_effect_with((props.dialog.clone(), frame.clone()), |(_, frame)| {
        if let Some(frame) = frame.cast::<HtmlElement>() {
            let _ = frame.focus();
        }
    });
    let Some(dialog) = &props.dialog else {
        return html! {};
    };
    let (title, content) = match dialog {
        Dialog::Help => (hands.say("help-title"), html! { <Help /> }),
        Dialog::Compare => (
            hands.say("compare-title"),
            html! { <Compare found={props.orders.found.clone()} comparison={props.orders.comparison.clone()} /> },
        ),
        Dialog::Tree => (
            hands.say("tree-title"),
            html! {
                <TreeOfChoices branching={props.orders.branching.clone()}
                    view={props.orders.found.as_ref().map(|found| found.view.clone()).unwrap_or_default()} />
            },
        ),
        Dialog::Versions => (
            hands.say("versions-title"),
            html! { <Versions versions={props.orders.versions.clone()} /> },
        ),
        Dialog::Growth => (hands.say("growth-title"), html! { <Growth /> }),
        Dialog::Choice {
            goroutine,
            alternatives,
        } => (
            hands.say_with("choice-title", "g", goroutine),
            html! { <Choice goroutine={*goroutine} alternatives={*alternatives} /> },
        ),
    };
    let close = hands.on_click(Action::Dialog(None));
    html! {
        <div class="veil" onclick={close.clone()}>
            <div class={classes!("dialog", is_wide(dialog).then_some("is-wide"))} role="dialog" aria-modal="true"
                aria-label={title.clone()} tabindex="-1" ref={frame}
                onclick={|event: MouseEvent| event.stop_propagation()}>
                <div class="pane-head">
                    <h2>{ title }</h2>
                    <span class="spring" />
                    <button class="quiet" aria-label={hands.say("close")} onclick={close}>{ "✕" }</button>
                </div>
                { content }
            </div>
        </div>
    }
}

/// Whether a dialog takes all the room there is.
fn is_wide(dialog: &Dialog) -> bool {
    matches!(dialog, Dialog::Compare | Dialog::Tree | Dialog::Versions)
}
