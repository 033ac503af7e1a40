//! How the reader wants the page: theme, speed, which pane is in front.

/// Colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Theme {
    /// As in links.
    pub fn name(self) -> &'static str {
        match self {
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }

    /// From a link.
    pub fn from_name(name: &str) -> Option<Theme> {
        [Theme::Light, Theme::Dark]
            .into_iter()
            .find(|theme| theme.name() == name)
    }
}

/// What a narrow screen shows, and which tab a wide one has in front.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pane {
    /// Source code.
    Code,
    /// Memory.
    Stage,
    /// What the program printed.
    Output,
    /// The run in sentences.
    Trace,
    /// All orders.
    Orders,
    /// Data races.
    Race,
}

impl Pane {
    /// All, in the order of the tabs.
    pub const ALL: [Pane; 6] = [
        Pane::Code,
        Pane::Stage,
        Pane::Output,
        Pane::Trace,
        Pane::Orders,
        Pane::Race,
    ];

    /// As in links and message ids.
    pub fn name(self) -> &'static str {
        match self {
            Pane::Code => "code",
            Pane::Stage => "stage",
            Pane::Output => "output",
            Pane::Trace => "trace",
            Pane::Orders => "orders",
            Pane::Race => "race",
        }
    }

    /// From a link.
    pub fn from_name(name: &str) -> Option<Pane> {
        Pane::ALL.into_iter().find(|pane| pane.name() == name)
    }

    /// Whether it is one of the tabs under the code.
    pub fn is_tab(self) -> bool {
        matches!(self, Pane::Output | Pane::Trace | Pane::Orders | Pane::Race)
    }
}

/// Steps per second while playing.
pub const SPEEDS: &[u32] = &[1, 2, 4, 8, 16, 32];
/// The speed at first, as an index into [`SPEEDS`].
pub const USUAL_SPEED: usize = 2;

/// Milliseconds between two steps at a speed, which is an index into [`SPEEDS`].
pub fn interval_ms(speed: usize) -> u32 {
    1000 / SPEEDS.get(speed).copied().unwrap_or(SPEEDS[USUAL_SPEED])
}
