//! If the page itself breaks down (a bug of ours), the reader gets a message and a way back to the program.

use std::cell::RefCell;

use super::address;
use crate::i18n::Messages;

thread_local! {
    /// Heading, link text, and the program's own fragment without schedule and step.
    static LAST_WORDS: RefCell<(String, String, String)> = const { RefCell::new((String::new(), String::new(), String::new())) };
}

/// Keeps ready what would be said, in the reader's language, with the fragment that opens the program at its start.
pub fn prepare(messages: &Messages, program_fragment: &str) {
    let words = (
        messages.text("panicked", &[]),
        messages.text("panicked-again", &[]),
        program_fragment.to_owned(),
    );
    LAST_WORDS.with(|last| *last.borrow_mut() = words);
}

/// Shows the message when Rust code panics. The page's own state cannot be trusted then, so this writes to the document directly.
pub fn install() {
    std::panic::set_hook(Box::new(|info| {
        web_sys::console::error_1(&info.to_string().into());
        let (heading, again, fragment) = LAST_WORDS.with(|last| {
            last.try_borrow()
                .map(|words| words.clone())
                .unwrap_or_default()
        });
        let _ = show(&heading, &again, &fragment, &info.to_string());
    }));
}

fn show(heading: &str, again: &str, fragment: &str, detail: &str) -> Option<()> {
    let document = web_sys::window()?.document()?;
    let make = |tag: &str, text: &str| {
        let element = document.create_element(tag).ok()?;
        element.set_text_content(Some(text));
        Some(element)
    };
    let panel = make("div", "")?;
    panel.set_class_name("breakdown");
    panel.set_attribute("role", "alert").ok()?;
    let (said, detail) = (make("p", heading)?, make("pre", detail)?);
    panel.append_child(&said).ok()?;
    let link = make("a", again)?;
    link.set_attribute("href", &address::with_fragment(fragment))
        .ok()?;
    // A change of the fragment alone would not load the page anew.
    link.set_attribute("onclick", "setTimeout(() => location.reload(), 0)")
        .ok()?;
    panel.append_child(&link).ok()?;
    panel.append_child(&detail).ok()?;
    document.body()?.append_child(&panel).ok()?;
    Some(())
}
