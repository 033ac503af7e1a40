//! The state and how each action changes it.

use std::rc::Rc;

use sim_core::inspect::view::{DiagnosticView, FileView, LaneCell, TraceLine, View};
use sim_core::session::api::{FileText, Options};

use super::orders::{Orders, OrdersAction};
use sim_core::session::beside::Parting;
use sim_core::session::races::{RaceBoard, RaceView};

use crate::i18n::Lang;
use crate::view_model::files;
use crate::view_model::lanes::Window;
use crate::view_model::link::Source;
use crate::view_model::settings::{Pane, Theme, USUAL_SPEED};
use crate::view_model::stage::StageModel;

/// A message id with its arguments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Id.
    pub id: String,
    /// Arguments by name.
    pub args: Vec<(String, String)>,
}

impl Message {
    /// A message without arguments.
    pub fn plain(id: &str) -> Message {
        Message {
            id: id.to_owned(),
            args: Vec::new(),
        }
    }

    /// A message with one argument.
    pub fn with(id: &str, name: &str, value: impl ToString) -> Message {
        Message {
            id: id.to_owned(),
            args: vec![(name.to_owned(), value.to_string())],
        }
    }
}

/// How serious a notice is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Goes away with the next step.
    Hint,
    /// Stays until closed.
    Trouble,
}

/// A line that the page tells the reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// What.
    pub message: Message,
    /// How serious.
    pub tone: Tone,
}

/// The program that is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Program {
    /// Where it came from.
    pub source: Source,
    /// Name of its only or first file.
    pub name: String,
    /// Text of all files, as [`files`] divides it.
    pub text: String,
}

impl Program {
    /// As the session wants it.
    pub fn files(&self) -> Vec<FileText> {
        files::parts(&self.name, &self.text)
    }
}

/// The recorded run at the cursor, with what is on screen of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// Everything about the moment.
    pub view: Rc<View>,
    /// Memory, prepared.
    pub stage: Rc<StageModel>,
    /// Part of the lanes on screen.
    pub window: Window,
    /// Its cells.
    pub cells: Rc<Vec<LaneCell>>,
    /// Rows of the trace on screen.
    pub rows: Rc<Vec<TraceLine>>,
    /// Races, edges and clocks, while the page shows them.
    pub races: Option<Rc<RaceBoard>>,
    /// The same program under another Go version, at the same place.
    pub beside: Option<Rc<BesideRun>>,
    /// Hash of the whole trace once the program has ended: equal for equal runs, natively and in a browser.
    pub hash: Option<u64>,
}

/// The program under another Go version, beside the run.
#[derive(Clone, Debug, PartialEq)]
pub struct BesideRun {
    /// The version.
    pub go_minor: u32,
    /// What there is to show.
    pub shown: Shown,
}

/// What there is to show of a program beside the run.
#[derive(Clone, Debug, PartialEq)]
pub enum Shown {
    /// Its moment.
    Runs {
        /// Everything about it.
        view: Rc<View>,
        /// Its memory, prepared.
        stage: Rc<StageModel>,
        /// Where it parts from the run.
        parting: Option<Parting>,
    },
    /// It does not compile under that version.
    Refused(Rc<Vec<DiagnosticView>>),
}

/// The editor.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Editor {
    /// Whether it is in front of the code.
    pub open: bool,
    /// Text.
    pub text: String,
    /// Program that a link asked for and that never ran: what the text belongs to when nothing is open.
    pub asked: Option<Source>,
    /// Errors of the last attempt to run it.
    pub errors: Rc<Vec<DiagnosticView>>,
}

/// How data races are looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RaceLook {
    /// The race in front, by its place in the list.
    pub chosen: usize,
    /// Happens-before arrows over the lanes.
    pub arrows: bool,
    /// Vector clocks under the list.
    pub clocks: bool,
}

/// What lies over the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Dialog {
    /// Keys and marks.
    Help,
    /// Capacity against length.
    Growth,
    /// Two orders side by side.
    Compare,
    /// The choices that decide how the program ends.
    Tree,
    /// All versions of a scene side by side.
    Versions,
    /// Which alternative a goroutine's step takes.
    Choice {
        /// Who.
        goroutine: u32,
        /// How many; 0 for any number.
        alternatives: u64,
    },
}

/// Everything the page shows.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    /// Language.
    pub lang: Lang,
    /// Whether the reader (or the link) chose it.
    pub lang_chosen: bool,
    /// Colours; `None` follows the system.
    pub theme: Option<Theme>,
    /// Bare page for a frame.
    pub embed: bool,
    /// Whether keys work.
    pub keys: bool,
    /// Pane in front on a narrow screen.
    pub pane: Pane,
    /// Tab under the code on a wide one.
    pub tab: Pane,
    /// The program.
    pub program: Option<Rc<Program>>,
    /// Options of the session.
    pub options: Options,
    /// Source files of the run.
    pub files: Rc<Vec<FileView>>,
    /// The run; `None` while nothing that compiles is open.
    pub run: Option<Run>,
    /// The editor.
    pub editor: Editor,
    /// What the page has to say.
    pub notice: Option<Notice>,
    /// What lies over the page.
    pub dialog: Option<Dialog>,
    /// Steps by itself.
    pub playing: bool,
    /// Speed, an index.
    pub speed: usize,
    /// Runs to the end: transitions done so far.
    pub working: Option<u64>,
    /// Goroutine that the reader chose to look at.
    pub chosen: Option<u32>,
    /// Transition under the pointer.
    pub hovered: Option<Rc<TraceLine>>,
    /// Memory now, with marks on what is touched by what the pointer is over.
    pub pointed: Option<Rc<StageModel>>,
    /// Whether the scene's answer is shown.
    pub answered: bool,
    /// All orders.
    pub orders: Orders,
    /// How data races are looked at.
    pub race_look: RaceLook,
    /// Whether the claims page is shown in place of the program.
    pub claims: bool,
    /// Go version beside the run.
    pub with: Option<u32>,
}

/// A change of the state.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// A program was opened; shows its run.
    Opened {
        /// The program.
        program: Rc<Program>,
        /// Its options.
        options: Options,
        /// Its files.
        files: Rc<Vec<FileView>>,
        /// Its run.
        run: Run,
    },
    /// A program does not compile: its text goes to the editor.
    Rejected {
        /// Where it came from.
        source: Source,
        /// Text.
        text: String,
        /// Errors.
        errors: Rc<Vec<DiagnosticView>>,
    },
    /// The cursor or the recording moved.
    Moved(Run),
    /// Options changed without a new run.
    Options(Options),
    /// A long run has got this far.
    Working(u64),
    /// Lanes or trace show another part of the run.
    Shown(Run),
    /// Says something.
    Notice(Notice),
    /// Says nothing more.
    Dismiss,
    /// Plays or pauses.
    Play(bool),
    /// Another speed.
    Speed(usize),
    /// Looks at a goroutine; again: at whoever moves.
    Choose(u32),
    /// Pointer over a transition.
    Hover(Option<Rc<TraceLine>>),
    /// Memory with other marks, or with its own again.
    Point(Option<Rc<StageModel>>),
    /// Pane or tab in front.
    Pane(Pane),
    /// Dialog.
    Dialog(Option<Dialog>),
    /// Language.
    Lang(Lang),
    /// Colours.
    Theme(Theme),
    /// Opens the editor on a text.
    Edit(String),
    /// The editor's text changed.
    Typed(String),
    /// Closes the editor; its text stays stored.
    CloseEditor,
    /// Shows or hides the scene's answer.
    Answer,
    /// Something about all orders.
    Orders(OrdersAction),
    /// Data races are looked at in another way.
    RaceLook(RaceLook),
    /// Shows or leaves the claims page.
    Claims(bool),
    /// Go version beside the run.
    With(Option<u32>),
}

impl State {
    /// Before anything is opened.
    pub fn new(lang: Lang) -> State {
        State {
            lang,
            lang_chosen: false,
            theme: None,
            embed: false,
            keys: true,
            pane: Pane::Stage,
            tab: Pane::Trace,
            program: None,
            options: Options::default(),
            files: Rc::default(),
            run: None,
            editor: Editor::default(),
            notice: None,
            dialog: None,
            playing: false,
            speed: USUAL_SPEED,
            working: None,
            chosen: None,
            hovered: None,
            pointed: None,
            answered: false,
            orders: Orders::default(),
            race_look: RaceLook::default(),
            claims: false,
            with: None,
        }
    }

    /// Where the program that is being looked at or edited came from.
    pub fn source(&self) -> Option<&Source> {
        let open = self.program.as_ref().map(|program| &program.source);
        open.or(self.editor.asked.as_ref())
    }

    /// Whether something on the page shows races or edges.
    pub fn watches_races(&self) -> bool {
        self.tab == Pane::Race || self.race_look.arrows
    }

    /// The race in front, while the list is.
    pub fn race_in_front(&self) -> Option<&RaceView> {
        let board = self.run.as_ref()?.races.as_ref()?;
        board
            .races
            .get(self.race_look.chosen)
            .filter(|_| self.tab == Pane::Race)
    }

    /// The next state.
    pub fn reduced(mut self, action: Action) -> State {
        match action {
            Action::Opened {
                program,
                options,
                files,
                run,
            } => self.open(program, options, files, run),
            Action::Rejected {
                source,
                text,
                errors,
            } => self.reject(source, text, errors),
            Action::Moved(run) => self.advance(run),
            Action::Options(options) => self.options = options,
            Action::Working(step) => self.working = Some(step),
            Action::Shown(run) => self.run = Some(run),
            Action::Notice(notice) => self.tell(notice),
            Action::Dismiss => self.notice = None,
            Action::Play(playing) => self.playing = playing,
            Action::Speed(speed) => self.speed = speed,
            Action::Choose(goroutine) => {
                self.chosen = Some(goroutine).filter(|_| self.chosen != Some(goroutine))
            }
            Action::Hover(line) => self.hovered = line,
            Action::Point(stage) => self.pointed = stage,
            Action::Pane(pane) => self.show(pane),
            Action::Dialog(dialog) => self.dialog = dialog,
            Action::Lang(lang) => (self.lang, self.lang_chosen) = (lang, true),
            Action::Theme(theme) => self.theme = Some(theme),
            Action::Edit(text) => {
                self.editor = Editor {
                    open: true,
                    text,
                    asked: self.editor.asked.take(),
                    errors: Rc::default(),
                }
            }
            Action::Typed(text) => self.editor.text = text,
            Action::CloseEditor => self.editor.open = false,
            Action::Answer => self.answered = !self.answered,
            Action::Orders(action) => self.orders.reduce(action),
            Action::RaceLook(look) => self.race_look = look,
            Action::With(with) => self.with = with,
            Action::Claims(shown) => {
                self.claims = shown;
                self.playing &= !shown;
            }
        }
        self
    }

    fn open(&mut self, program: Rc<Program>, options: Options, files: Rc<Vec<FileView>>, run: Run) {
        let is_other = self
            .program
            .as_ref()
            .is_none_or(|open| open.source != program.source);
        self.answered &= !is_other;
        self.orders
            .opened(self.program.as_deref(), &program, &options);
        self.editor = Editor {
            open: false,
            text: program.text.clone(),
            asked: None,
            errors: Rc::default(),
        };
        (self.program, self.options, self.files) = (Some(program), options, files);
        (self.playing, self.working, self.chosen, self.notice) = (false, None, None, None);
        self.pointed = None;
        self.run = Some(run);
    }

    fn reject(&mut self, source: Source, text: String, errors: Rc<Vec<DiagnosticView>>) {
        self.editor = Editor {
            open: true,
            text,
            asked: Some(source).filter(|_| self.program.is_none()),
            errors,
        };
        (self.playing, self.working) = (false, None);
        self.show(Pane::Code);
        self.notice = Some(Notice {
            message: Message::plain("compile-failed"),
            tone: Tone::Hint,
        });
    }

    fn advance(&mut self, run: Run) {
        self.playing &= run.view.outcome.is_none();
        self.working = None;
        self.pointed = None;
        self.run = Some(run);
        if self
            .notice
            .as_ref()
            .is_some_and(|notice| notice.tone == Tone::Hint)
        {
            self.notice = None;
        }
    }

    fn tell(&mut self, notice: Notice) {
        (self.playing, self.working) = (false, None);
        // The end says so itself.
        if notice.message.id == "reply-ended" {
            return;
        }
        self.notice = Some(notice);
    }

    fn show(&mut self, pane: Pane) {
        self.pane = pane;
        if pane.is_tab() {
            self.tab = pane;
        }
    }
}
