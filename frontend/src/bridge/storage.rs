//! The editor's text, kept in this browser so that neither an error nor a reload loses it.

/// Whether the editor was open in this tab.
const EDITING: &str = "weft.editing";
/// Before the name of the program whose draft it is.
const DRAFT: &str = "weft.draft.";

fn local() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok()?
}

fn of_tab() -> Option<web_sys::Storage> {
    web_sys::window()?.session_storage().ok()?
}

/// Keeps the draft of a program that is being edited in this tab.
pub fn keep_draft(program: &str, text: &str) {
    if let Some(storage) = local() {
        let _ = storage.set_item(&format!("{DRAFT}{program}"), text);
    }
    if let Some(storage) = of_tab() {
        let _ = storage.set_item(EDITING, program);
    }
}

/// The draft of a program.
pub fn draft(program: &str) -> Option<String> {
    local()?.get_item(&format!("{DRAFT}{program}")).ok()?
}

/// Name of the program that was being edited in this tab when it was last open.
pub fn edited_program() -> Option<String> {
    of_tab()?.get_item(EDITING).ok()?
}

/// The editor was closed; the draft stays.
pub fn stop_editing() {
    if let Some(storage) = of_tab() {
        let _ = storage.remove_item(EDITING);
    }
}
