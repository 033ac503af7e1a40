//! Owns the session and turns the reader's wishes into actions.
//!
//! Invariants:
//! - Whatever fails, the open run and every text stay; the answer is then a notice or the errors.
//! - Only the cells and rows on screen are asked of the session.
//! - Nothing here knows the browser, so it runs in native tests.

mod beside;
mod orders;
mod screen;

use std::rc::Rc;

use sim_core::schedule::mix;
use sim_core::session::Session;
use sim_core::session::api::{Command, OpenError, Options, Reply};

use beside::Side;

use super::intent::{Intent, Opening};
use super::state::{Action, Dialog, Message, Notice, Program, Run, Tone};
use crate::view_model::files::MAIN;
use crate::view_model::lanes::Window;
use crate::view_model::link::Source;
use crate::view_model::scenes;
use crate::view_model::stage::stage_model;

/// Cells on screen before the lanes have been measured.
const FIRST_CAPACITY: u64 = 60;
/// Rows of the trace on screen before it has been measured.
const FIRST_ROWS: u64 = 40;

/// The session with what is on screen of it.
#[derive(Default)]
pub struct Driver {
    open: Option<Open>,
    run: Option<Run>,
    window: Window,
    rows: (u64, u64),
    /// Races are on screen.
    races: bool,
    /// Explorations begun.
    jobs: u32,
    /// Whether pre-emptions are counted.
    counts: bool,
    /// Go version wanted beside the run.
    with: Option<u32>,
}

struct Open {
    session: Session,
    program: Rc<Program>,
    /// The schedule that it was opened with.
    loaded: Option<String>,
    /// The last complete run that was judged.
    walked: Option<String>,
    /// The same program under another version.
    side: Option<Side>,
    /// Whether that has yet to come along.
    is_behind: bool,
}

impl Driver {
    /// With nothing open.
    pub fn new() -> Driver {
        Driver {
            open: None,
            run: None,
            window: Window {
                first: 1,
                capacity: FIRST_CAPACITY,
                recorded: 0,
            },
            rows: (1, FIRST_ROWS),
            races: false,
            jobs: 0,
            counts: false,
            with: None,
        }
    }

    /// Does what is wanted and says what has changed.
    pub fn handle(&mut self, intent: Intent) -> Vec<Action> {
        match intent {
            Intent::Open(opening) => self.open(&opening),
            Intent::Reopen(options) => self.reopen(options),
            Intent::Do(command) => self.command(command),
            Intent::StepGoroutine(goroutine) => self.step_goroutine(goroutine),
            Intent::Advance { budget, quietly } => self.advance(budget, quietly),
            Intent::LaneCapacity(capacity) => self.resize_lanes(capacity),
            Intent::LaneFirst(first) => self.scroll_lanes(first),
            Intent::Hover(step) => self.hover(step),
            Intent::HoverNext(goroutine) => self.hover_next(goroutine),
            Intent::Rows(from, to) => self.scroll_rows(from, to),
            Intent::Races(wanted) => self.watch_races(wanted),
            Intent::Explore(orders) => self.explore(&orders),
            Intent::Versions => self.versions(),
            Intent::Tree { witnesses, usual } => self.tree(witnesses, usual),
            Intent::Compare { left, right } => self.compare(&left, &right),
            Intent::With(with) => self.with(with),
            Intent::Swap => self.swap(),
            Intent::Challenge(challenge) => self.challenge(challenge),
            Intent::Witness {
                source,
                schedule,
                step,
            } => self.witness(source, schedule, step),
        }
    }

    /// Recorded choices as a link has them.
    pub fn schedule(&self) -> Option<String> {
        self.open.as_ref().map(|open| open.session.schedule())
    }

    fn open(&mut self, opening: &Opening) -> Vec<Action> {
        let (program, usual) = match resolved(&opening.source) {
            Ok(found) => found,
            Err(message) => return vec![trouble(message)],
        };
        let options = opening.options.clone().unwrap_or(usual.options);
        let ahead = match opening {
            Opening {
                schedule: Some(_), ..
            } => Ahead {
                command: Command::Step,
                steps: 0,
            },
            Opening {
                options: None,
                step: 0,
                ..
            } => Ahead {
                command: Command::StepCoarse,
                steps: usual.steps,
            },
            _ => Ahead {
                command: Command::Step,
                steps: opening.step.min(AHEAD_MAX),
            },
        };
        let files = program.files();
        let start = || Session::open(&files, &options);
        let opened = match &opening.schedule {
            None => start(),
            Some(schedule) => Session::open_at(&files, &options, schedule, opening.step),
        };
        // A schedule that does not fit is no reason to withhold the program.
        let (opened, notice) = match opened {
            Err(problem @ (OpenError::ScheduleText { .. } | OpenError::ScheduleFit { .. })) => {
                (start(), Some(why(&problem)))
            }
            opened => (opened, None),
        };
        match opened {
            Ok(session) => {
                let loaded = opening.schedule.clone().filter(|_| notice.is_none());
                let mut shown = self.show(Rc::new(program), session, &ahead);
                if let Some(open) = &mut self.open {
                    open.loaded = loaded;
                }
                shown.extend(self.progress());
                shown.into_iter().chain(notice.map(trouble)).collect()
            }
            Err(OpenError::Compile(errors)) => vec![Action::Rejected {
                source: program.source,
                text: program.text,
                errors: Rc::new(errors),
            }],
            Err(problem) => {
                let kept = Action::Rejected {
                    source: program.source,
                    text: program.text,
                    errors: Rc::default(),
                };
                vec![kept, trouble(why(&problem))]
            }
        }
    }

    /// Shows a new session after some steps.
    fn show(&mut self, program: Rc<Program>, mut session: Session, ahead: &Ahead) -> Vec<Action> {
        for _ in 0..ahead.steps {
            if session.command(ahead.command.clone()) != Reply::Done {
                break;
            }
        }
        let options = session.options().clone();
        let files = Rc::new(session.files());
        self.window = Window {
            first: 1,
            ..self.window
        };
        self.rows = (1, self.rows.1 - self.rows.0 + 1);
        self.open = Some(Open {
            session,
            program: program.clone(),
            loaded: None,
            walked: None,
            side: None,
            is_behind: false,
        });
        let hint = self.set_side();
        let run = self.moved();
        let opened = run.map(|run| Action::Opened {
            program,
            options,
            files,
            run,
        });
        let with = Action::With(self.with);
        let after = [self.behind(), hint].into_iter().flatten();
        opened.into_iter().chain([with]).chain(after).collect()
    }

    fn reopen(&mut self, options: Options) -> Vec<Action> {
        let Some(open) = &self.open else {
            return Vec::new();
        };
        // The version beside, chosen for the run, changes places with the run's.
        if self.with == Some(options.go_minor) {
            self.with = Some(open.session.options().go_minor);
        }
        let source = open.program.source.clone();
        self.open(&Opening {
            options: Some(options),
            ..Opening::start(source)
        })
    }

    fn command(&mut self, command: Command) -> Vec<Action> {
        let is_option = matches!(
            command,
            Command::SetPolicy { .. } | Command::SetGranularity { .. }
        );
        let Some(open) = &mut self.open else {
            return Vec::new();
        };
        let reply = open.session.command(command);
        let mut actions = self.answer(reply);
        if let Some(open) = self.open.as_ref().filter(|_| is_option) {
            actions.push(Action::Options(open.session.options().clone()));
        }
        actions
    }

    fn step_goroutine(&mut self, goroutine: u32) -> Vec<Action> {
        let Some(run) = &self.run else {
            return Vec::new();
        };
        let view = &run.view;
        let stepped = view.goroutines.iter().find(|known| known.id == goroutine);
        let next = stepped.and_then(|stepped| stepped.next.as_ref());
        let alternative = match next.map_or(1, |next| next.alternatives) {
            1 => 0,
            // Any number will do, a hash seed say: nobody wants to be asked.
            0 => mix(self.seed() ^ view.step),
            alternatives => {
                let choice = Dialog::Choice {
                    goroutine,
                    alternatives,
                };
                return vec![Action::Dialog(Some(choice))];
            }
        };
        self.command(Command::StepGoroutine {
            goroutine,
            alternative,
        })
    }

    fn seed(&self) -> u64 {
        self.open
            .as_ref()
            .map_or(0, |open| open.session.options().seed)
    }

    fn advance(&mut self, budget: u64, quietly: bool) -> Vec<Action> {
        let Some(open) = &mut self.open else {
            return Vec::new();
        };
        let reply = open.session.advance(budget);
        open.keep_up(budget);
        let is_working = open.is_behind || reply != Reply::Done;
        match reply {
            _ if is_working && quietly => Vec::new(),
            _ if is_working => vec![Action::Working(open.session.step())],
            reply => self.answer(reply),
        }
    }

    fn answer(&mut self, reply: Reply) -> Vec<Action> {
        match reply {
            Reply::Done => {
                let moved = self.moved().map(Action::Moved);
                let behind = self.behind();
                moved
                    .into_iter()
                    .chain(behind)
                    .chain(self.progress())
                    .collect()
            }
            Reply::Working { step } => vec![Action::Working(step)],
            Reply::Refused { id, args } => {
                vec![Action::Notice(Notice {
                    message: Message { id, args },
                    tone: Tone::Hint,
                })]
            }
        }
    }

    /// The run after the cursor moved: lanes follow it.
    fn moved(&mut self) -> Option<Run> {
        let open = self.open.as_mut()?;
        let beside = open.beside();
        let session = &open.session;
        let view = session.view();
        self.window = self.window.following(view.step, view.recorded);
        let run = Run {
            stage: Rc::new(stage_model(&view.stage)),
            hash: view.outcome.is_some().then(|| session.trace_hash()),
            view: Rc::new(view),
            window: self.window,
            cells: Rc::default(),
            rows: Rc::default(),
            races: None,
            beside,
        };
        self.run = Some(run);
        self.shown()
    }

    /// The same moment with what is on screen of it now.
    fn shown(&self) -> Option<Run> {
        let session = &self.open.as_ref()?.session;
        let run = self.run.clone()?;
        let last_row = self.rows.1.min(run.view.recorded);
        let window = self.window;
        let board = || session.race_board(window.first, window.last());
        Some(Run {
            races: self.races.then(|| Rc::new(board())),
            window,
            cells: Rc::new(session.lanes(self.window.first, self.window.last())),
            rows: Rc::new(session.trace(self.rows.0, last_row)),
            ..run
        })
    }
}

/// Most transitions made for a link that names a step but no schedule.
const AHEAD_MAX: u64 = 10_000;

/// Steps made before the program is shown.
struct Ahead {
    command: Command,
    steps: u64,
}

/// What a scene opens with; a program of one's own as usual.
struct Usual {
    options: Options,
    steps: u64,
}

fn resolved(source: &Source) -> Result<(Program, Usual), Message> {
    match source {
        Source::Code(text) => {
            let program = Program {
                source: source.clone(),
                name: MAIN.to_owned(),
                text: text.clone(),
            };
            Ok((
                program,
                Usual {
                    options: Options::default(),
                    steps: 0,
                },
            ))
        }
        Source::Scene { id, file } => {
            let scene =
                scenes::find(id).ok_or_else(|| Message::with("link-no-scene", "name", id))?;
            let (name, text) = scene.file(file.as_deref());
            let is_first = scene.files.first().is_some_and(|(first, _)| *first == name);
            let source = Source::Scene {
                id: id.clone(),
                file: (!is_first).then(|| name.to_owned()),
            };
            let usual = Usual {
                options: scene.options(),
                steps: scene.steps.filter(|_| is_first).map_or(0, u64::from),
            };
            Ok((
                Program {
                    source,
                    name: name.to_owned(),
                    text: text.to_owned(),
                },
                usual,
            ))
        }
    }
}

/// Why a program could not be opened, for what is not a compile error.
fn why(problem: &OpenError) -> Message {
    let args = |id: &str, args: &[(&str, String)]| Message {
        id: id.to_owned(),
        args: args
            .iter()
            .map(|(name, value)| ((*name).to_owned(), value.clone()))
            .collect(),
    };
    match problem {
        OpenError::TooLong { bytes, max } => args(
            "open-too-long",
            &[("bytes", bytes.to_string()), ("max", max.to_string())],
        ),
        OpenError::ScheduleText { message } => {
            args("link-schedule", &[("problem", message.clone())])
        }
        OpenError::ScheduleFit {
            choice,
            goroutine,
            message,
        } => {
            let numbers = [
                ("choice", choice.to_string()),
                ("g", goroutine.to_string()),
                ("problem", message.clone()),
            ];
            args("link-schedule-fit", &numbers)
        }
        other => args("open-failed", &[("problem", other.to_string())]),
    }
}

fn trouble(message: Message) -> Action {
    Action::Notice(Notice {
        message,
        tone: Tone::Trouble,
    })
}
