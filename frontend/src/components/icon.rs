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
    /// Well.
    Tick,
    /// Badly.
    Cross,
    /// Otherwise.
    Fork,
    /// A data race.
    Bolt,
    /// Not known.
    Hourglass,
    /// A goroutine is made to wait for another.
    Preempt,
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
            Icon::Tick => "M4 12.5l2.2-2.2 3.8 3.8 7.8-7.8L20 8.5 10 18.5z",
            Icon::Cross => {
                "M5 7.2L7.2 5 12 9.8 16.8 5 19 7.2 14.2 12 19 16.8 16.8 19 12 14.2 7.2 19 5 16.8 9.8 12z"
            }
            Icon::Fork => "M3 10.8h6l5-6h7v2.6h-5.8L11 12l4.2 4.6H21v2.6h-7l-5-6H3z",
            Icon::Bolt => "M13 2L5 13.5h5L9 22l9-12.5h-5.5z",
            Icon::Hourglass => "M6 4h12v3l-5 5 5 5v3H6v-3l5-5-5-5z",
            Icon::Preempt => "M3 5h8v3H6v8h5v3H3z M13 7l6 5-6 5v-3.6H8v-2.8h5z",
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
