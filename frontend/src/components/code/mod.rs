//! The user's program with everyone's place in it, and below it the runtime's source while someone we look at is inside.

mod editor;
mod listing;

use std::rc::Rc;

use sim_core::inspect::view::{FileView, View};
use sim_core::session::api::{Command, Granularity};
use yew::prelude::*;

use super::badge::Badge;
use super::hands::use_hands;
use crate::store::driver::Intent;
use crate::store::{Editor, Program};
use crate::view_model::code;
use crate::view_model::settings::Pane;
use editor::EditorPane;
use listing::Listing;

/// What the code pane shows.
#[derive(Properties, PartialEq)]
pub struct CodeProps {
    /// The program.
    pub program: Option<Rc<Program>>,
    /// Source files of the run.
    pub files: Rc<Vec<FileView>>,
    /// The moment.
    pub view: Option<Rc<View>>,
    /// The editor.
    pub editor: Editor,
    /// Goroutine that the reader chose.
    pub chosen: Option<u32>,
    /// Step size.
    pub granularity: Granularity,
    /// Transition under the pointer.
    pub hovered: Option<(String, u32)>,
    /// Places of the race in front.
    pub raced: Vec<(String, u32)>,
    /// Pane in front on a narrow screen: what comes to the front finds its place again.
    pub front: Pane,
    /// Opens the editor.
    pub on_edit: Callback<MouseEvent>,
    /// Whether it may be edited here.
    pub editable: bool,
}

/// The code pane.
#[component]
pub fn Code(props: &CodeProps) -> Html {
    let hands = use_hands();
    if props.editor.open {
        return html! { <EditorPane editor={props.editor.clone()} has_run={props.view.is_some()} /> };
    }
    let name = props
        .program
        .as_ref()
        .map_or("main.go", |program| program.name.as_str());
    let text = props
        .program
        .as_ref()
        .map_or("", |program| program.text.as_str());
    html! {
        <section class="pane code" aria-label={hands.say("pane-code")}>
            <div class="pane-head">
                <h2>{ name.to_owned() }</h2>
                <span class="spring" />
                if props.editable {
                    <button class="quiet" onclick={props.on_edit.clone()}>{ hands.say("edit") }</button>
                }
            </div>
            <Listing file={name.to_owned()} text={text.to_owned()} view={props.view.clone()} chosen={props.chosen}
                front={props.front} hovered={props.hovered.clone()} raced={props.raced.clone()} />
            <Runtime files={props.files.clone()} view={props.view.clone()} chosen={props.chosen} granularity={props.granularity}
                front={props.front} hovered={props.hovered.clone()} />
        </section>
    }
}

#[derive(Properties, PartialEq)]
struct RuntimeProps {
    files: Rc<Vec<FileView>>,
    view: Option<Rc<View>>,
    chosen: Option<u32>,
    granularity: Granularity,
    hovered: Option<(String, u32)>,
    front: Pane,
}

/// The runtime's source around the goroutine that the page looks at, while steps go into the runtime.
#[component]
fn Runtime(props: &RuntimeProps) -> Html {
    let hands = use_hands();
    let Some(view) = props
        .view
        .as_ref()
        .filter(|_| props.granularity == Granularity::Access)
    else {
        return html! {};
    };
    let looked_at = code::active(view, props.chosen);
    let goroutine = view
        .goroutines
        .iter()
        .find(|goroutine| goroutine.id == looked_at);
    let Some((at, function)) = goroutine.and_then(code::runtime_place) else {
        return html! {};
    };
    let Some(file) = props.files.iter().find(|file| file.name == at.file) else {
        return html! {};
    };
    let over = Intent::Do(Command::SetGranularity {
        granularity: Granularity::Call,
    });
    html! {
        <div class="runtime">
            <div class="pane-head">
                <Badge g={looked_at} />
                <h2>{ function.to_owned() }</h2>
                <span class="file-name">{ at.file.clone() }</span>
                <span class="spring" />
                <button class="quiet" onclick={hands.on_click_ask(over)}>{ hands.say("runtime-hide") }</button>
            </div>
            <Listing key={file.name.clone()} file={file.name.clone()} text={file.text.clone()} view={Some(view.clone())}
                chosen={Some(looked_at)} front={props.front} hovered={props.hovered.clone()} raced={Vec::new()} />
        </div>
    }
}
