//! Icons of the controls, drawn, so that they do not depend on which fonts there are.

use yew::prelude::*;

/// Which icon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    /// To the start.
    Start,
    /// Back one statement.
    StatementBack,
    /// Back one step.
    Back,
    /// Play.
    Play,
    /// Pause.
    Pause,
    /// Forward one step.
    Forward,
    /// Forward one statement.
    StatementForward,
    /// To the end.
    End,
    /// Stop.
    Stop,
    /// A closed lock.
    Lock,
}

impl Icon {
    /// Outline in a square of 24.
    fn path(self) -> &'static str {
        match self {
            Icon::Start => "M5 5h2.6v14H5z M19 5v14L9 12z",
            Icon::StatementBack => "M12 5v14L3 12z M21 5v14l-9-7z",
            Icon::Back => "M16 5v14L7 12z",
            Icon::Play => "M7 4v16l13-8z",
            Icon::Pause => "M6 5h4v14H6z M14 5h4v14h-4z",
            Icon::Forward => "M8 5v14l9-7z",
            Icon::StatementForward => "M3 5v14l9-7z M12 5v14l9-7z",
            Icon::End => "M5 5v14l10-7z M16.4 5H19v14h-2.6z",
            Icon::Stop => "M6 6h12v12H6z",
            Icon::Lock => {
                "M6 11h12v9H6z M8.2 11V8a3.8 3.8 0 0 1 7.6 0v3h-2V8a1.8 1.8 0 0 0-3.6 0v3z"
            }
        }
    }
}

/// Draws an icon in the colour of the text around it; its meaning is said by the control's name.
pub fn icon(icon: Icon) -> Html {
    html! { <svg class="picture" viewBox="0 0 24 24" aria-hidden="true"><path d={icon.path()} /></svg> }
}
