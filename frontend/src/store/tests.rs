//! The driver and the state together, over real sessions.

use sim_core::session::api::{Command, Options};

use super::driver::Driver;
use super::intent::{Intent, Opening};
use super::{Action, Dialog, State, Tone};
use crate::i18n::Lang;
use crate::view_model::link::Source;

/// A page without a browser.
struct Page {
    driver: Driver,
    state: State,
}

impl Page {
    fn open(opening: Opening) -> Page {
        let mut page = Page {
            driver: Driver::new(),
            state: State::new(Lang::En),
        };
        page.ask(Intent::Open(opening));
        page
    }

    fn scene(id: &str) -> Page {
        Page::open(Opening::start(scene(id)))
    }

    fn code(text: &str) -> Page {
        Page::open(Opening::start(Source::Code(text.to_owned())))
    }

    fn ask(&mut self, intent: Intent) {
        for action in self.driver.handle(intent) {
            self.act(action);
        }
    }

    fn act(&mut self, action: Action) {
        self.state = self.state.clone().reduced(action);
    }

    fn step(&mut self, command: Command) {
        self.ask(Intent::Do(command));
    }

    /// To the end, as the page does it: in slices.
    fn run(&mut self) {
        self.step(Command::End);
        for _ in 0..100_000 {
            if self.state.working.is_none() {
                return;
            }
            self.ask(Intent::Advance {
                budget: 1_000,
                quietly: false,
            });
        }
        panic!("it never ends");
    }

    fn position(&self) -> Option<(u64, u64)> {
        self.state
            .run
            .as_ref()
            .map(|run| (run.view.step, run.view.recorded))
    }

    fn notice(&self) -> &str {
        self.state
            .notice
            .as_ref()
            .map_or("", |notice| notice.message.id.as_str())
    }
}

fn scene(id: &str) -> Source {
    Source::Scene {
        id: id.to_owned(),
        file: None,
    }
}

#[test]
fn back_is_what_forward_was() {
    let mut page = Page::scene("two-writers");
    let mut seen = vec![page.state.run.clone().unwrap().view];
    for _ in 0..20 {
        page.step(Command::StepCoarse);
        seen.push(page.state.run.clone().unwrap().view);
    }
    for view in seen.iter().rev().skip(1) {
        page.step(Command::BackCoarse);
        let now = page.state.run.clone().unwrap().view;
        assert_eq!(
            (&now.stage, &now.goroutines, &now.last),
            (&view.stage, &view.goroutines, &view.last)
        );
    }
    page.step(Command::BackCoarse);
    assert_eq!(page.notice(), "reply-at-start");
}

#[test]
fn a_moment_is_its_schedule_and_step() {
    let mut page = Page::scene("lost-update");
    for _ in 0..12 {
        page.step(Command::StepCoarse);
    }
    page.ask(Intent::StepGoroutine(1));
    page.step(Command::BackCoarse);
    let opening = Opening {
        schedule: page.driver.schedule(),
        step: page.position().unwrap().0,
        ..Opening::start(scene("lost-update"))
    };
    let again = Page::open(opening);
    assert_eq!(again.state.run.unwrap().view, page.state.run.unwrap().view);
}

#[test]
fn a_long_run_goes_in_slices() {
    let mut page = Page::code(
        "package main\n\nvar x int\n\nfunc main() { for i := 0; i < 3000; i++ { x++ } }\n",
    );
    page.run();
    let (step, recorded) = page.position().unwrap();
    assert!(step > 6_000 && step == recorded, "{step} of {recorded}");
    let run = page.state.run.clone().unwrap();
    assert_eq!(
        run.view
            .outcome
            .as_ref()
            .map(|outcome| outcome.kind.as_str()),
        Some("ok")
    );
    assert!(run.cells.len() as u64 <= run.window.capacity);
    assert_eq!(run.cells.last().map(|cell| cell.step), Some(recorded));
    page.step(Command::Seek { step: 3_000 });
    let run = page.state.run.clone().unwrap();
    assert!(run.cells.iter().any(|cell| cell.step == 3_000));
}

#[test]
fn what_does_not_compile_goes_to_the_editor_and_the_run_stays() {
    let mut page = Page::scene("two-writers");
    page.step(Command::StepCoarse);
    let broken = "package main\n\nfunc main() { x }\n";
    page.ask(Intent::Open(Opening::start(Source::Code(
        broken.to_owned(),
    ))));
    assert!(page.state.editor.open);
    assert_eq!(page.state.editor.text, broken);
    assert_eq!(page.state.editor.errors[0].line, 3);
    assert_eq!(page.position(), Some((1, 1)));
    page.act(Action::CloseEditor);
    page.step(Command::StepCoarse);
    assert_eq!(page.position(), Some((2, 2)));
}

#[test]
fn a_schedule_of_another_program_is_refused_by_its_choice() {
    let mut other = Page::scene("two-writers");
    other.run();
    let opening = Opening {
        schedule: other.driver.schedule(),
        step: 9,
        ..Opening::start(scene("append-alias"))
    };
    let page = Page::open(opening);
    assert_eq!(page.notice(), "link-schedule-fit");
    assert_eq!(
        page.state.notice.as_ref().map(|notice| notice.tone),
        Some(Tone::Trouble)
    );
    assert_eq!(page.position(), Some((0, 0)));
    let page = Page::open(Opening {
        schedule: Some("rubbish".into()),
        ..Opening::start(scene("append-alias"))
    });
    assert_eq!(page.notice(), "link-schedule");
}

#[test]
fn an_unknown_scene_keeps_what_is_open() {
    let mut page = Page::scene("sub-slice");
    page.ask(Intent::Open(Opening::start(scene("nothing"))));
    assert_eq!(page.notice(), "link-no-scene");
    assert_eq!(page.position(), Some((0, 0)));
}

#[test]
fn a_goroutine_that_cannot_go_on_says_so() {
    let mut page = Page::scene("two-writers");
    page.ask(Intent::StepGoroutine(7));
    assert_eq!(page.notice(), "reply-not-enabled");
    page.step(Command::StepCoarse);
    assert_eq!(page.notice(), "");
}

#[test]
fn a_random_choice_is_the_readers() {
    let mut page = Page::code(
        "package main\n\nfunc main() {\n\ta, b := make(chan int, 1), make(chan int, 1)\n\ta <- 1\n\tb <- 2\n\tselect {\n\tcase x := <-a:\n\t\tprintln(x)\n\tcase x := <-b:\n\t\tprintln(x)\n\t}\n}\n",
    );
    for _ in 0..10 {
        page.ask(Intent::StepGoroutine(1));
        if page.state.dialog.is_some() {
            break;
        }
    }
    assert_eq!(
        page.state.dialog,
        Some(Dialog::Choice {
            goroutine: 1,
            alternatives: 2
        })
    );
    page.step(Command::StepGoroutine {
        goroutine: 1,
        alternative: 1,
    });
    page.run();
    assert_eq!(page.state.run.unwrap().view.stderr, "2\n");
}

#[test]
fn another_version_runs_the_same_program_anew() {
    let mut page = Page::scene("append-alias");
    page.step(Command::StepCoarse);
    page.ask(Intent::Reopen(Options {
        go_minor: 17,
        ..page.state.options.clone()
    }));
    assert_eq!(
        (page.position(), page.state.options.go_minor),
        (Some((0, 0)), 17)
    );
}

#[test]
fn playing_stops_at_the_end() {
    let mut page = Page::scene("sub-slice");
    page.act(Action::Play(true));
    page.run();
    assert!(!page.state.playing);
}

#[test]
fn every_scene_opens_and_ends() {
    for known in crate::view_model::scenes::SCENES {
        for (file, _) in known.files {
            let source = Source::Scene {
                id: known.id.to_owned(),
                file: Some((*file).to_owned()),
            };
            let mut page = Page::open(Opening::start(source));
            assert!(
                page.state.run.is_some(),
                "{} {file}: {:?}",
                known.id,
                page.state.editor.errors
            );
            page.run();
            let run = page.state.run.unwrap();
            assert!(
                run.view
                    .outcome
                    .as_ref()
                    .is_some_and(|outcome| outcome.kind != "limit"),
                "{} {file}",
                known.id
            );
        }
    }
}
