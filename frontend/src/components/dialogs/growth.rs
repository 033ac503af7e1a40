//! Capacity against length while appending, one curve per Go version, measured by running the program in this page.

use gloo_timers::callback::Timeout;
use sim_core::session::Session;
use sim_core::session::api::{Command, FileText, Options, Policy, Reply};
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::chart::{Chart, Curve};
use crate::components::hands::use_hands;
use crate::view_model::growth::{ELEMENTS, VERSIONS, points, program, staircase};
use crate::view_model::link::go_label;

/// Transitions run at a time, so that the page stays awake.
const SLICE: u64 = 4_000;

/// A run of one version's program that is not finished yet.
struct Measuring {
    session: Session,
    is_done: bool,
}

/// The chart with its choice of element type.
#[component]
pub fn Growth() -> Html {
    let hands = use_hands();
    let element = use_state(|| 0_usize);
    let curves = use_state(Vec::<Curve>::new);
    {
        let curves = curves.clone();
        use_effect_with(*element, move |element| {
            curves.set(Vec::new());
            let timer = std::rc::Rc::new(std::cell::RefCell::new(None));
            measure(*element, Vec::new(), curves, timer.clone());
            move || drop(timer.borrow_mut().take())
        });
    }
    let choose = {
        let element = element.clone();
        Callback::from(move |event: Event| {
            if let Ok(chosen) = event
                .target_unchecked_into::<HtmlSelectElement>()
                .value()
                .parse()
            {
                element.set(chosen);
            }
        })
    };
    html! {
        <div class="growth">
            <label>
                { hands.say("growth-element") }
                <select onchange={choose}>
                    for (index, (ty, _)) in ELEMENTS.iter().enumerate() {
                        <option value={index.to_string()} selected={index == *element}>{ format!("[]{ty}") }</option>
                    }
                </select>
            </label>
            <Chart curves={(*curves).clone()} x_label={hands.say("growth-len")} y_label={hands.say("growth-cap")} />
            <p class="legend">
                if curves.len() < VERSIONS.len() { <span role="status">{ hands.say("growth-busy") }</span> }
                for (index, curve) in curves.iter().enumerate() {
                    <span class={format!("curve-{}", index + 1)}>{ curve.name.clone() }</span>
                }
            </p>
            <p class="note">{ hands.say("growth-note") }</p>
        </div>
    }
}

type Timer = std::rc::Rc<std::cell::RefCell<Option<Timeout>>>;

/// Measures the next version, then the one after it, a slice at a time.
fn measure(element: usize, done: Vec<Curve>, curves: UseStateHandle<Vec<Curve>>, timer: Timer) {
    let Some(minor) = VERSIONS.get(done.len()).copied() else {
        return;
    };
    let options = Options {
        go_minor: minor,
        policy: Policy::Sequential,
        ..Options::default()
    };
    if let Ok(session) = Session::open(&FileText::main(&program(element)), &options) {
        let measuring = Measuring {
            session,
            is_done: false,
        };
        go_on(measuring, minor, element, done, curves, timer);
    }
}

fn go_on(
    mut now: Measuring,
    minor: u32,
    element: usize,
    mut done: Vec<Curve>,
    curves: UseStateHandle<Vec<Curve>>,
    timer: Timer,
) {
    if now.is_done {
        let view = now.session.view();
        let printed = if view.stderr.is_empty() {
            view.stdout
        } else {
            view.stderr
        };
        done.push(Curve {
            name: format!("Go {}", go_label(minor)),
            points: staircase(&points(&printed)),
        });
        curves.set(done.clone());
        return measure(element, done, curves, timer);
    }
    let next = timer.clone();
    let timeout = Timeout::new(0, move || {
        let reply = match now.session.command(Command::End) {
            Reply::Working { .. } => now.session.advance(SLICE),
            other => other,
        };
        now.is_done = !matches!(reply, Reply::Working { .. });
        go_on(now, minor, element, done, curves, next);
    });
    *timer.borrow_mut() = Some(timeout);
}
