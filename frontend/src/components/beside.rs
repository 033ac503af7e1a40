//! Memory under two Go versions side by side, with the sentence that says whether both stand at the same place.

use std::rc::Rc;

use sim_core::inspect::view::{DiagnosticView, OutcomeView, View};
use sim_core::session::api::Command;
use yew::prelude::*;

use super::hands::{Hands, use_hands};
use super::stage::Stage;
use crate::store::intent::Intent;
use crate::store::{BesideRun, Run, Shown};
use crate::view_model::beside::told;
use crate::view_model::link::go_label;
use crate::view_model::stage::StageModel;

/// Lines of output under a stage.
const LINES_SHOWN: usize = 3;

/// What stands side by side.
#[derive(Properties, PartialEq)]
pub struct SideBySideProps {
    /// Go version in front.
    pub go_minor: u32,
    /// The run in front.
    pub run: Run,
    /// Its memory with marks on what the pointer is over.
    pub pointed: Option<Rc<StageModel>>,
    /// What is beside it.
    pub beside: Rc<BesideRun>,
}

/// Two stages and a sentence.
#[component]
pub fn SideBySide(props: &SideBySideProps) -> Html {
    let hands = use_hands();
    let (run, beside) = (&props.run, &props.beside);
    html! {
        <div class="sides">
            <section class="side" aria-label={hands.say_with("beside-memory", "go", go_label(props.go_minor))}>
                { head(&hands, props.go_minor, &run.view) }
                <Stage model={run.stage.clone()} pointed={props.pointed.clone()} step={run.view.step} is_over={is_over(&run.view)} />
                { output(&run.view) }
            </section>
            <section class="side" aria-label={hands.say_with("beside-memory", "go", go_label(beside.go_minor))}>
                { other(&hands, beside) }
            </section>
            { sentence(&hands, props) }
        </div>
    }
}

fn other(hands: &Hands, beside: &BesideRun) -> Html {
    match &beside.shown {
        Shown::Runs { view, stage, .. } => html! {
            <>
                { head(hands, beside.go_minor, view) }
                <Stage model={stage.clone()} step={view.step} is_over={is_over(view)} />
                { output(view) }
            </>
        },
        Shown::Refused(errors) => html! {
            <>
                <header class="side-head"><h2>{ format!("Go {}", go_label(beside.go_minor)) }</h2></header>
                { refusal(hands, beside.go_minor, errors) }
            </>
        },
    }
}

fn refusal(hands: &Hands, go_minor: u32, errors: &[DiagnosticView]) -> Html {
    let line = |error: &DiagnosticView| {
        let (line, text) = (error.line.to_string(), error.message.as_str());
        hands
            .messages
            .text("edit-error-at", &[("line", &line), ("message", text)])
    };
    html! {
        <div class="pane side-refused" role="alert">
            <p>{ hands.say_with("beside-refused", "go", go_label(go_minor)) }</p>
            <ul>for error in errors { <li><code>{ line(error) }</code></li> }</ul>
        </div>
    }
}

fn head(hands: &Hands, go_minor: u32, view: &View) -> Html {
    let outcome = view.outcome.as_ref();
    let class = classes!(
        "side-ending",
        outcome.is_some_and(|o| o.kind != "ok").then_some("is-bad")
    );
    html! {
        <header class="side-head">
            <h2>{ format!("Go {}", go_label(go_minor)) }</h2>
            if let Some(outcome) = outcome { <span {class}>{ ending(hands, outcome) }</span> }
        </header>
    }
}

/// How a program ended, in Go's own words where there are any.
fn ending(hands: &Hands, outcome: &OutcomeView) -> String {
    let id = format!("outcome-{}", outcome.kind);
    match outcome.kind.as_str() {
        "exit" => hands.say_with(&id, "code", outcome.exit_code),
        "limit" => hands.say_with(&id, "message", &outcome.message),
        _ if outcome.message.is_empty() => hands.say(&id),
        _ => outcome
            .message
            .lines()
            .next()
            .unwrap_or_default()
            .to_owned(),
    }
}

/// The last lines printed; the report of a bad end is the ending's.
fn output(view: &View) -> Html {
    let is_bad = view.outcome.as_ref().is_some_and(|o| o.kind != "ok");
    let errors = if is_bad { "" } else { &view.stderr };
    let lines: Vec<&str> = view.stdout.lines().chain(errors.lines()).collect();
    let last = &lines[lines.len().saturating_sub(LINES_SHOWN)..];
    html! { if !last.is_empty() { <pre class="side-output">{ last.join("\n") }</pre> } }
}

fn sentence(hands: &Hands, props: &SideBySideProps) -> Html {
    let swap = hands.on_click_ask(Intent::Swap);
    let Shown::Runs { parting, .. } = &props.beside.shown else {
        return html! {};
    };
    let versions = [props.go_minor, props.beside.go_minor];
    let step = props.run.view.step;
    let told = told(parting.as_ref(), versions, step, |outcome| {
        ending(hands, outcome)
    });
    let class = classes!("parting", told.has_parted.then_some("has-parted"));
    html! {
        <div {class}>
            <p role="status">{ hands.messages.text_owned(told.id, &told.args) }</p>
            if let Some(step) = told.go_to {
                <button onclick={hands.on_click_ask(Intent::Do(Command::Seek { step }))}>
                    { hands.say_with("beside-go-there", "step", step) }
                </button>
            }
            <span class="spring" />
            <button class="quiet" onclick={swap}>{ hands.say_with("beside-swap", "go", go_label(props.beside.go_minor)) }</button>
        </div>
    }
}

fn is_over(view: &View) -> bool {
    view.outcome
        .as_ref()
        .is_some_and(|outcome| outcome.kind == "ok")
}
