//! The editor: a plain text area over the same text in colour, with the compiler's errors at their lines.

use std::rc::Rc;

use sim_core::inspect::view::DiagnosticView;
use sim_core::session::api::FileText;
use web_sys::{HtmlElement, HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

use super::listing::piece;
use super::tabs::file_tabs;
use crate::components::hands::{Hands, use_hands, when};
use crate::store::intent::{Intent, Opening};
use crate::store::{Action, Editor};
use crate::view_model::files::{FILES_MAX, MAIN, is_name, joined, new_name, parts};
use crate::view_model::link::Source;
use crate::view_model::tokens;

/// What the editor shows.
#[derive(Properties, PartialEq)]
pub struct EditorProps {
    /// Text and errors.
    pub editor: Editor,
    /// Whether there is a run to go back to.
    pub has_run: bool,
}

/// The editor.
#[component]
pub fn EditorPane(props: &EditorProps) -> Html {
    let hands = use_hands();
    let area = use_node_ref();
    let under = use_node_ref();
    use_effect_with(area.clone(), |area| {
        if let Some(area) = area.cast::<HtmlElement>() {
            let _ = area.focus();
        }
    });
    let files = Rc::new(parts(MAIN, &props.editor.text));
    let tab = use_state(|| 0);
    let index = (*tab).min(files.len() - 1);
    use_first_error(&tab, &props.editor, &files);
    let text = props.editor.text.clone();
    let run = hands
        .ask
        .reform(move |()| Intent::Open(Opening::start(Source::Code(text.clone()))));
    let changed = {
        let files = files.clone();
        hands.act.reform(move |text| {
            let mut files = (*files).clone();
            files[index].text = text;
            Action::Typed(joined(&files))
        })
    };
    let typed = changed
        .reform(|event: InputEvent| event.target_unchecked_into::<HtmlTextAreaElement>().value());
    let on_key = {
        let (run, changed) = (run.clone(), changed.clone());
        Callback::from(move |event: KeyboardEvent| handle_key(&event, &run, &changed))
    };
    // The coloured text lies under the area and follows its scrolling.
    let follow = {
        let (area, under) = (area.clone(), under.clone());
        Callback::from(move |_: Event| {
            if let (Some(area), Some(under)) =
                (area.cast::<HtmlElement>(), under.cast::<HtmlElement>())
            {
                under.set_scroll_top(area.scroll_top());
                under.set_scroll_left(area.scroll_left());
            }
        })
    };
    let file = &files[index];
    let lines = tokens::lines(&file.text);
    let choose = Callback::from(move |index| tab.set(index));
    html! {
        <section class="pane code" aria-label={hands.say("pane-code")}>
            <div class="pane-head">
                { heading(&hands, &files, index, &choose) }
                <span class="spring" />
                if props.has_run {
                    <button class="quiet" onclick={hands.on_click(Action::CloseEditor)}>{ hands.say("edit-cancel") }</button>
                }
                <button class="primary" title={hands.say("edit-run-hint")} onclick={run.reform(|_| ())}>{ hands.say("edit-run") }</button>
            </div>
            <div class="editor">
                <div class="editor-under" aria-hidden="true" ref={under}>
                    for (number, line) in (1..).zip(lines.iter()) {
                        <div class={classes!("line", has_error(&props.editor, &file.name, number).then_some("has-error"))}>
                            <span class="number">{ number }</span>
                            <code class="source">{ for line.iter().map(piece) }</code>
                        </div>
                    }
                </div>
                <textarea ref={area} class="editor-area" aria-label={hands.say("edit-text")} spellcheck="false" autocapitalize="off"
                    autocomplete="off" wrap="off" value={file.text.clone()} oninput={typed} onkeydown={on_key} onscroll={follow} />
            </div>
            <Errors editor={props.editor.clone()} files={files.clone()} {choose} />
        </section>
    }
}

#[derive(Properties, PartialEq)]
struct ErrorsProps {
    editor: Editor,
    files: Rc<Vec<FileText>>,
    choose: Callback<usize>,
}

/// The errors as gc prints them.
#[component]
fn Errors(props: &ErrorsProps) -> Html {
    let hands = use_hands();
    if props.editor.errors.is_empty() {
        return html! {};
    }
    html! {
        <ul class="errors" role="alert" aria-label={hands.say_with("edit-errors", "count", props.editor.errors.len())}>
            for error in props.editor.errors.iter() {
                <li><code>{ error_text(error) }</code>{ leads_to(&hands, props, &error.file) }</li>
            }
        </ul>
    }
}

/// `main.go:3:5: message`, as Go prints it; the closing line of a long list has no place.
fn error_text(error: &DiagnosticView) -> String {
    match error.line {
        0 => error.message.clone(),
        line => format!("{}:{line}:{}: {}", error.file, error.column, error.message),
    }
}

/// Where there are several files, the way to the one with the error.
fn leads_to(hands: &Hands, props: &ErrorsProps, name: &str) -> Html {
    let index = props.files.iter().position(|file| file.name == name);
    let Some(index) = index.filter(|_| props.files.len() > 1) else {
        return html! {};
    };
    let go = props.choose.reform(move |_| index);
    html! { <button class="quiet" onclick={go}>{ hands.say_with("edit-go-to-file", "name", name) }</button> }
}

fn has_error(editor: &Editor, file: &str, line: u32) -> bool {
    let here = |error: &DiagnosticView| error.line == line && error.file == file;
    editor.errors.iter().any(here)
}

/// New errors bring the file of the first one to the front.
#[hook]
fn use_first_error(tab: &UseStateHandle<usize>, editor: &Editor, files: &[FileText]) {
    let first = editor.errors.first().map(|error| error.file.clone());
    let index = files
        .iter()
        .position(|file| Some(&file.name) == first.as_ref());
    let tab = tab.clone();
    use_effect_with(editor.errors.clone(), move |_| {
        if let Some(index) = index {
            tab.set(index);
        }
    });
}

/// The title; or a tab for each file, with the name of the one in front to be changed. Beside it, one more file.
fn heading(
    hands: &Hands,
    files: &Rc<Vec<FileText>>,
    index: usize,
    choose: &Callback<usize>,
) -> Html {
    let names: Vec<String> = files.iter().map(|file| file.name.clone()).collect();
    let add = {
        let (act, files, choose) = (hands.act.clone(), files.clone(), choose.clone());
        Callback::from(move |_: MouseEvent| {
            let mut files = (*files).clone();
            files.push(FileText {
                name: new_name(&files),
                text: "package main\n".to_owned(),
            });
            choose.emit(files.len() - 1);
            act.emit(Action::Typed(joined(&files)));
        })
    };
    let rename = {
        let files = files.clone();
        when(&hands.act, move |event: Event| {
            let name = event.target_unchecked_into::<HtmlInputElement>().value();
            let mut files = (*files).clone();
            let is_free = files.iter().all(|file| file.name != name);
            files[index].name = name.clone();
            (is_name(&name) && is_free).then(|| Action::Typed(joined(&files)))
        })
    };
    let more = hands.say("edit-add-file");
    html! {
        <>
            if files.len() > 1 {
                { file_tabs(hands, &names, index, choose) }
                <input class="file-rename" aria-label={hands.say("edit-file-name")} value={names[index].clone()} onchange={rename} />
            } else {
                <h2>{ hands.say("edit") }</h2>
            }
            if files.len() < FILES_MAX {
                <button class="quiet" onclick={add} title={more.clone()} aria-label={more}>{ "+" }</button>
            }
        </>
    }
}

/// Ctrl+Enter runs. Tab indents, so that Go can be written; Escape first gives Tab back to the page.
fn handle_key(event: &KeyboardEvent, run: &Callback<()>, changed: &Callback<String>) {
    let area = event.target_unchecked_into::<HtmlTextAreaElement>();
    match event.key().as_str() {
        "Enter" if event.ctrl_key() || event.meta_key() => {
            event.prevent_default();
            run.emit(());
        }
        "Tab" if !event.shift_key() && !event.ctrl_key() && !event.alt_key() => {
            event.prevent_default();
            let (start, end) = (
                area.selection_start().ok().flatten(),
                area.selection_end().ok().flatten(),
            );
            if area.set_range_text("\t").is_ok() {
                let at = start.or(end).unwrap_or(0) + 1;
                let _ = area.set_selection_range(at, at);
                changed.emit(area.value());
            }
        }
        "Escape" => {
            let _ = area.blur();
        }
        _ => {}
    }
}
