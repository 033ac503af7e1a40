//! The editor: a plain text area over the same text in colour, with the compiler's errors at their lines.

use web_sys::{HtmlElement, HtmlTextAreaElement};
use yew::prelude::*;

use super::listing::piece;
use crate::components::hands::use_hands;
use crate::store::driver::{Intent, Opening};
use crate::store::{Action, Editor};
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
    let text = props.editor.text.clone();
    let run = hands
        .ask
        .reform(move |()| Intent::Open(Opening::start(Source::Code(text.clone()))));
    let typed = hands.act.reform(|event: InputEvent| {
        Action::Typed(event.target_unchecked_into::<HtmlTextAreaElement>().value())
    });
    let on_key = {
        let (run, typed) = (run.clone(), hands.act.clone());
        Callback::from(move |event: KeyboardEvent| handle_key(&event, &run, &typed))
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
    let lines = tokens::lines(&props.editor.text);
    html! {
        <section class="pane code" aria-label={hands.say("pane-code")}>
            <div class="pane-head">
                <h2>{ hands.say("edit") }</h2>
                <span class="spring" />
                if props.has_run {
                    <button class="quiet" onclick={hands.on_click(Action::CloseEditor)}>{ hands.say("edit-cancel") }</button>
                }
                <button class="primary" title={hands.say("edit-run-hint")} onclick={run.reform(|_| ())}>{ hands.say("edit-run") }</button>
            </div>
            <div class="editor">
                <div class="editor-under" aria-hidden="true" ref={under}>
                    for (number, line) in (1..).zip(lines.iter()) {
                        <div class={classes!("line", has_error(&props.editor, number).then_some("has-error"))}>
                            <span class="number">{ number }</span>
                            <code class="source">{ for line.iter().map(piece) }</code>
                        </div>
                    }
                </div>
                <textarea ref={area} class="editor-area" aria-label={hands.say("edit-text")} spellcheck="false" autocapitalize="off"
                    autocomplete="off" wrap="off" value={props.editor.text.clone()} oninput={typed} onkeydown={on_key} onscroll={follow} />
            </div>
            <Errors editor={props.editor.clone()} />
        </section>
    }
}

#[derive(Properties, PartialEq)]
struct ErrorsProps {
    editor: Editor,
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
                <li><code>{ error_text(error) }</code></li>
            }
        </ul>
    }
}

/// `main.go:3:5: message`, as Go prints it; the closing line of a long list has no place.
fn error_text(error: &sim_core::inspect::view::DiagnosticView) -> String {
    match error.line {
        0 => error.message.clone(),
        line => format!("{}:{line}:{}: {}", error.file, error.column, error.message),
    }
}

fn has_error(editor: &Editor, line: u32) -> bool {
    editor.errors.iter().any(|error| error.line == line)
}

/// Ctrl+Enter runs. Tab indents, so that Go can be written; Escape first gives Tab back to the page.
fn handle_key(event: &KeyboardEvent, run: &Callback<()>, act: &Callback<Action>) {
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
                act.emit(Action::Typed(area.value()));
            }
        }
        "Escape" => {
            let _ = area.blur();
        }
        _ => {}
    }
}
