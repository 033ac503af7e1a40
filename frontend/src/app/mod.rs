//! The page: wires the state, the driver and the browser, and lays out the components.
//!
//! Controls send actions to the reducer and intents to the driver; effects here keep the address, the storage, the document's marks and
//! the timers in step with the state.

mod effects;
mod host;
mod keys;
mod link;
mod orders;
mod timers;

use std::cell::RefCell;
use std::rc::Rc;

use sim_core::session::races::RaceBoard;
use yew::prelude::*;

use crate::bridge::{address, breakdown, media, storage};
use crate::components::beside::SideBySide;
use crate::components::challenge::ChallengeLine;
use crate::components::claims::ClaimsPage;
use crate::components::code::Code;
use crate::components::dialogs::Dialogs;
use crate::components::hands::{Hands, when};
use crate::components::header::Header;
use crate::components::lanes::Lanes;
use crate::components::notice::{NoticeLine, Spoken};
use crate::components::panel::Panel;
use crate::components::question::Question;
use crate::components::stage::Stage;
use crate::components::transport::Transport;
use crate::i18n::Messages;
use crate::store::driver::Driver;
use crate::store::intent::Intent;
use crate::store::{Action, BesideRun, Message, Notice, State, Tone};
use crate::view_model::link::Source;
use crate::view_model::scenes;
use crate::view_model::settings::Pane;

/// The state as yew's reducers want it.
#[derive(Clone, PartialEq)]
pub struct Store {
    /// The state.
    pub state: State,
}

impl Reducible for Store {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        let state = Rc::unwrap_or_clone(self).state.reduced(action);
        Rc::new(Store { state })
    }
}

/// The driver, shared by everything that asks.
pub type SharedDriver = Rc<RefCell<Driver>>;

/// Starts the page.
pub fn start() {
    breakdown::install();
    breakdown::prepare(&Messages::page(media::browser_language()), "");
    yew::Renderer::<App>::new().render();
}

/// The page.
#[component]
pub fn App() -> Html {
    let store = use_reducer(|| Store {
        state: link::first_state(),
    });
    let driver: SharedDriver = use_mut_ref(Driver::new);
    let act = {
        let dispatcher = store.dispatcher();
        use_callback((), move |action: Action, ()| dispatcher.dispatch(action))
    };
    let ask = {
        let (act, driver) = (act.clone(), driver.clone());
        use_callback((), move |intent: Intent, ()| {
            // The driver answers before anything else can ask: actions only redraw later.
            let actions = driver.borrow_mut().handle(intent);
            actions.into_iter().for_each(|action| act.emit(action));
        })
    };
    let messages = use_memo(store.state.lang, |lang| Messages::page(*lang));
    let hands = Hands {
        messages: (*messages).clone(),
        act,
        ask,
    };
    let state = &store.state;
    effects::use_document(&hands, state);
    effects::use_storage(state);
    effects::use_passing_hints(&hands, state);
    link::use_link(&hands, state, &driver);
    timers::use_play(&hands, state);
    timers::use_work(&hands, state);
    keys::use_keys(&hands, state);
    host::use_host(&hands, state, &driver);
    orders::use_orders(&hands, state);
    effects::use_races(&hands, state);
    html! { <ContextProvider<Hands> context={hands.clone()}>{ layout(&hands, state, &driver) }</ContextProvider<Hands>> }
}

fn layout(hands: &Hands, state: &State, driver: &SharedDriver) -> Html {
    let view = state.run.as_ref().map(|run| run.view.clone());
    let class = classes!(
        "page",
        format!("shows-{}", state.pane.name()),
        state.embed.then_some("is-embed"),
        view.is_none().then_some("is-idle"),
        state.orders.playing.is_some().then_some("has-challenge"),
        beside(state).is_some().then_some("has-sides")
    );
    let open_link = state
        .embed
        .then(|| address::with_fragment(&link::fragment_outside(state, driver)));
    if state.claims {
        let back = format!("#{}", link::fragment_of(state, driver).unwrap_or_default());
        let lang = Some(state.lang).filter(|_| state.lang_chosen);
        return html! { <ClaimsPage {back} {lang} /> };
    }
    html! {
        <main {class}>
            <Header program={state.program.clone()} options={state.options.clone()} with={state.with} theme={state.theme} {open_link}
                on_copy={on_copy(hands, state, driver)} />
            <NoticeLine notice={state.notice.clone()} />
            if let Some(id) = scene_of(state).filter(|_| !state.embed) { <Question {id} answered={state.answered} /> }
            if let Some(playing) = state.orders.playing.clone() {
                <ChallengeLine {playing} orders={state.orders.clone()}
                    text={state.program.as_ref().filter(|_| !state.embed).map(|program| program.text.clone())} />
            }
            { pane_tabs(hands, state) }
            <div class="left">
                <Code program={state.program.clone()} files={state.files.clone()} view={view.clone()} editor={state.editor.clone()}
                    chosen={state.chosen} granularity={state.options.granularity}
                    front={state.pane} hovered={hovered_place(state)} raced={raced_places(state)}
                    on_edit={on_edit(hands, state)} editable={!state.embed} />
                if !state.embed || state.tab == Pane::Orders {
                    <Panel tab={state.tab} view={view.clone()} hash={state.run.as_ref().and_then(|run| run.hash)}
                        rows={state.run.as_ref().map(|run| run.rows.clone()).unwrap_or_default()}
                        hovered={state.hovered.as_ref().map(|line| line.cell.step)} orders={state.orders.clone()}
                        races={state.run.as_ref().and_then(|run| run.races.clone())} race_look={state.race_look}
                        versions={version_count(state)} embed={state.embed} />
                }
            </div>
            { memory(state) }
            if let Some(run) = state.run.as_ref().filter(|_| !state.embed) {
                <Lanes view={run.view.clone()} window={run.window} cells={run.cells.clone()}
                    hovered={state.hovered.clone()} chosen={state.chosen}
                    edges={arrows(state)} pair={race_pair(state)}
                    look={format!("{:?}", media::theme_in_force(state.theme))} />
            }
            <Transport {view} playing={state.playing} speed={state.speed} working={state.working} on_play={timers::on_play(hands, state)} />
            <Spoken text={effects::spoken(hands, state)} />
            <Dialogs dialog={state.dialog.clone()} options={state.options.clone()} orders={state.orders.clone()} />
        </main>
    }
}

/// The stage, or two of them.
fn memory(state: &State) -> Html {
    if let (Some(run), Some(beside)) = (&state.run, beside(state)) {
        return html! { <SideBySide go_minor={state.options.go_minor} run={run.clone()} pointed={state.pointed.clone()} {beside} /> };
    }
    let run = state.run.as_ref();
    html! {
        <Stage model={run.map(|run| run.stage.clone())} pointed={state.pointed.clone()} step={run.map_or(0, |run| run.view.step)}
            is_over={is_over(state)} />
    }
}

/// The program under another version.
fn beside(state: &State) -> Option<Rc<BesideRun>> {
    state.run.as_ref()?.beside.clone()
}

/// Whether main has returned.
fn is_over(state: &State) -> bool {
    let outcome = state.run.as_ref().and_then(|run| run.view.outcome.as_ref());
    outcome.is_some_and(|outcome| outcome.kind == "ok")
}

/// The panes as tabs, for narrow screens.
fn pane_tabs(hands: &Hands, state: &State) -> Html {
    let tab = |pane: Pane| {
        html! {
            <button role="tab" key={pane.name()} aria-selected={(pane == state.pane).to_string()}
                onclick={hands.on_click(Action::Pane(pane))}>
                { hands.say(&format!("pane-{}", pane.name())) }
            </button>
        }
    };
    let panes = Pane::ALL.into_iter().filter(|pane| {
        !state.embed || !pane.is_tab() || *pane == state.tab && *pane == Pane::Orders
    });
    html! { <div class="pane-tabs" role="tablist" aria-label={hands.say("panes")}>{ for panes.map(tab) }</div> }
}

/// Versions of the open scene.
fn version_count(state: &State) -> usize {
    let scene = scene_of(state).and_then(|id| scenes::find(&id));
    scene.map_or(0, |scene| scene.files.len())
}

fn scene_of(state: &State) -> Option<String> {
    match &state.program.as_ref()?.source {
        Source::Scene { id, .. } => Some(id.clone()),
        Source::Code(_) => None,
    }
}

/// File and line of the transition under the pointer.
fn hovered_place(state: &State) -> Option<(String, u32)> {
    let line = state.hovered.as_ref()?;
    Some((line.at.file.clone(), line.at.line))
}

/// The arrows over the lanes, where the reader wants them.
fn arrows(state: &State) -> Option<Rc<RaceBoard>> {
    let run = state.run.as_ref().filter(|_| state.race_look.arrows)?;
    run.races.clone()
}

/// The transitions of the race in front.
fn race_pair(state: &State) -> Option<[(u64, u32); 2]> {
    let accesses = &state.race_in_front()?.race.accesses;
    Some([&accesses[0], &accesses[1]].map(|access| (access.step, access.goroutine)))
}

/// File and line of both accesses of the race in front.
fn raced_places(state: &State) -> Vec<(String, u32)> {
    let accesses = state.race_in_front().map(|race| race.race.accesses.iter());
    let places = accesses.into_iter().flatten().map(|access| &access.place);
    places
        .map(|place| (place.file.clone(), place.line))
        .collect()
}

/// Opens the editor on the program, or on its draft where there is one.
fn on_edit(hands: &Hands, state: &State) -> Callback<MouseEvent> {
    let program = state.program.clone();
    when(&hands.act, move |_: MouseEvent| {
        let program = program.as_ref()?;
        Some(Action::Edit(
            storage::draft(&effects::draft_name(&program.source))
                .unwrap_or_else(|| program.text.clone()),
        ))
    })
}

fn on_copy(hands: &Hands, state: &State, driver: &SharedDriver) -> Callback<MouseEvent> {
    let (state, driver) = (state.clone(), driver.clone());
    hands.act.reform(move |_: MouseEvent| {
        let (id, tone) = match link::fragment_of(&state, &driver) {
            Ok(fragment) if address::copy(&address::with_fragment(&fragment)) => {
                ("copied", Tone::Hint)
            }
            Ok(_) => ("copy-by-hand", Tone::Hint),
            Err(id) => (id, Tone::Trouble),
        };
        Action::Notice(Notice {
            message: Message::plain(id),
            tone,
        })
    })
}
