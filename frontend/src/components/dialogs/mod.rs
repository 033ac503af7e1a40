//! What lies over the page: help, the chart of capacities, the choice of an alternative.

mod chart;
mod choice;
mod compare;
mod growth;
mod help;
mod tree;
mod versions;

use sim_core::session::api::Options;
use wasm_bindgen::JsCast;
use web_sys::{HtmlDialogElement, HtmlElement};
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

/// The open dialog, a modal one: while it is there nothing else can be reached. Escape, the button and a click beside it close it, and
/// the focus goes back to where it was.
#[component]
pub fn Dialogs(props: &DialogProps) -> Html {
    let hands = use_hands();
    let frame = use_node_ref();
    use_modal(&frame, &props.dialog);
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
    let cancel = hands.act.reform(|event: Event| {
        event.prevent_default();
        Action::Dialog(None)
    });
    html! {
        <dialog class="veil" aria-label={title.clone()} ref={frame} onclick={close.clone()} oncancel={cancel}>
            <div class={classes!("dialog", is_wide(dialog).then_some("is-wide"))} tabindex="-1"
                onclick={|event: MouseEvent| event.stop_propagation()}>
                <div class="pane-head">
                    <h2>{ title }</h2>
                    <span class="spring" />
                    <button class="quiet" aria-label={hands.say("close")} onclick={close}>{ "✕" }</button>
                </div>
                { content }
            </div>
        </dialog>
    }
}

/// Makes the dialog modal and moves the focus into it; gives the focus back once there is no dialog.
#[hook]
fn use_modal(frame: &NodeRef, dialog: &Option<Dialog>) {
    let before = use_mut_ref(|| None::<HtmlElement>);
    let frame = frame.clone();
    use_effect_with(dialog.clone(), move |dialog| {
        let Some(frame) = frame
            .cast::<HtmlDialogElement>()
            .filter(|_| dialog.is_some())
        else {
            if let Some(element) = before.take() {
                let _ = element.focus();
            }
            return;
        };
        if !frame.open() {
            *before.borrow_mut() = focused();
            let _ = frame.show_modal();
        }
        let inside = frame.query_selector(".dialog").ok().flatten();
        if let Some(inside) = inside.and_then(|inside| inside.dyn_into::<HtmlElement>().ok()) {
            let _ = inside.focus();
        }
    });
}

fn focused() -> Option<HtmlElement> {
    let document = web_sys::window()?.document()?;
    document.active_element()?.dyn_into().ok()
}

/// Whether a dialog takes all the room there is.
fn is_wide(dialog: &Dialog) -> bool {
    matches!(dialog, Dialog::Compare | Dialog::Tree | Dialog::Versions)
}
