//! The user's program with everyone's place in it, and below it the runtime's source while someone we look at is inside.

mod editor;
mod listing;
mod tabs;

use std::rc::Rc;

use sim_core::inspect::view::{FileView, View};
use sim_core::session::api::{Command, Granularity};
use yew::prelude::*;

use super::badge::Badge;
use super::hands::use_hands;
use crate::store::intent::Intent;
use crate::store::{Editor, Program};
use crate::view_model::code;
use crate::view_model::settings::Pane;
use editor::EditorPane;
use listing::Listing;
use tabs::file_tabs;

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
    // A tab that the reader chose stays in front until the run moves on.
    let picked_at = use_state(|| None::<(u64, usize)>);
    let step = props.view.as_ref().map(|view| view.step);
    let picked = picked_at
        .filter(|(at, _)| Some(*at) == step)
        .map(|(_, index)| index);
    if props.editor.open {
        return html! { <EditorPane editor={props.editor.clone()} has_run={props.view.is_some()} /> };
    }
    let files = props.program.as_ref().map_or_else(Vec::new, |p| p.files());
    let place = shown_file(props);
    let follows = place.and_then(|name| files.iter().position(|file| *file.name == name));
    let index = picked
        .or(follows)
        .unwrap_or(0)
        .min(files.len().saturating_sub(1));
    let (name, text) = files
        .get(index)
        .map_or(("main.go", ""), |file| (&file.name, &file.text));
    let pick = {
        let step = props.view.as_ref().map_or(0, |view| view.step);
        Callback::from(move |index| picked_at.set(Some((step, index))))
    };
    let names: Vec<String> = files.iter().map(|file| file.name.clone()).collect();
    html! {
        <section class="pane code" aria-label={hands.say("pane-code")}>
            <div class="pane-head">
                if names.len() > 1 { { file_tabs(&hands, &names, index, &pick) } } else { <h2>{ name.to_owned() }</h2> }
                <span class="spring" />
                if props.editable {
                    <button class="quiet" onclick={props.on_edit.clone()}>{ hands.say("edit") }</button>
                }
            </div>
            <Listing key={name.to_owned()} file={name.to_owned()} text={text.to_owned()} view={props.view.clone()} chosen={props.chosen}
                front={props.front} hovered={props.hovered.clone()} raced={props.raced.clone()} />
            <Runtime files={props.files.clone()} view={props.view.clone()} chosen={props.chosen} granularity={props.granularity}
                front={props.front} hovered={props.hovered.clone()} />
        </section>
    }
}

/// The file to look at: where the pointer is, or else where the goroutine stands that the page looks at.
fn shown_file(props: &CodeProps) -> Option<String> {
    let own = |file: &String| {
        props
            .files
            .iter()
            .any(|known| known.name == *file && !known.prelude)
    };
    let hovered = props
        .hovered
        .as_ref()
        .map(|(file, _)| file.clone())
        .filter(own);
    let view = props.view.as_ref()?;
    let looked_at = code::active(view, props.chosen);
    let goroutine = view.goroutines.iter().find(|g| g.id == looked_at);
    let place = goroutine
        .and_then(code::user_place)
        .map(|at| at.file.clone());
    hovered.or(place)
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
