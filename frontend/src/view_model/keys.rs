//! Keys of the transport. They work while the page has the focus and no text is being edited.

/// What a key asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyAction {
    /// One step forward.
    Forward,
    /// One step back.
    Back,
    /// One statement forward.
    StatementForward,
    /// One statement back.
    StatementBack,
    /// Play or pause.
    PlayPause,
    /// To the start.
    Start,
    /// To the end.
    End,
    /// That goroutine takes a step.
    Goroutine(u32),
    /// Show or hide the help.
    Help,
    /// Close what is open.
    Close,
}

/// The meaning of a key by its `KeyboardEvent.key`; `modified` when Ctrl, Alt or Meta is held: those belong to the browser.
pub fn action(key: &str, shift: bool, modified: bool) -> Option<KeyAction> {
    if modified {
        return None;
    }
    match (key, shift) {
        ("ArrowRight", false) => Some(KeyAction::Forward),
        ("ArrowLeft", false) => Some(KeyAction::Back),
        ("ArrowRight", true) => Some(KeyAction::StatementForward),
        ("ArrowLeft", true) => Some(KeyAction::StatementBack),
        (" ", false) => Some(KeyAction::PlayPause),
        ("Home", _) => Some(KeyAction::Start),
        ("End", _) => Some(KeyAction::End),
        ("?", _) => Some(KeyAction::Help),
        ("Escape", _) => Some(KeyAction::Close),
        (digit, false) => digit
            .parse()
            .ok()
            .filter(|n| (1..=9).contains(n))
            .map(KeyAction::Goroutine),
        _ => None,
    }
}

/// Whether the focused element keeps a key for itself: a button its Space, a list or a scrolled text its arrows.
pub fn belongs_to(tag: &str, key: &str) -> bool {
    match tag {
        "INPUT" | "TEXTAREA" | "SELECT" => true,
        "BUTTON" | "A" | "SUMMARY" => matches!(key, " " | "Enter"),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_of_the_transport() {
        assert_eq!(action("ArrowRight", false, false), Some(KeyAction::Forward));
        assert_eq!(
            action("ArrowLeft", true, false),
            Some(KeyAction::StatementBack)
        );
        assert_eq!(action("7", false, false), Some(KeyAction::Goroutine(7)));
        assert_eq!(action("0", false, false), None);
        assert_eq!(action("12", false, false), None);
        assert_eq!(action("ArrowRight", false, true), None);
        assert_eq!(action("?", true, false), Some(KeyAction::Help));
        assert_eq!(action("x", false, false), None);
    }

    #[test]
    fn keys_are_left_to_fields_and_buttons() {
        assert!(belongs_to("TEXTAREA", "ArrowRight"));
        assert!(belongs_to("BUTTON", " "));
        assert!(!belongs_to("BUTTON", "ArrowRight"));
        assert!(!belongs_to("BODY", " "));
    }
}
