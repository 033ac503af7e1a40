//! One row per goroutine over time, on a canvas. Click seeks, drag scrubs, the wheel scrolls, hovering lights the transition everywhere.

mod arrows;
mod paint;

use std::cell::Cell;
use std::rc::Rc;

use gloo_render::{AnimationFrame, request_animation_frame};
use sim_core::inspect::view::{CellKind, LaneCell, TraceLine, View};
use sim_core::session::api::Command;
use sim_core::session::races::RaceBoard;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, HtmlCanvasElement, HtmlElement, ResizeObserver};
use yew::prelude::*;

use super::badge::Badge;
use super::hands::{Hands, use_hands};
use crate::store::Action;
use crate::store::intent::Intent;
use crate::view_model::code;
use crate::view_model::lanes::{ROW_HEIGHT, STRIP_HEIGHT, Window, capacity_of, rows};
use paint::paint_sample;
pub use paint::{Picture, paint};

/// What the lanes show.
#[derive(Properties, PartialEq)]
pub struct LanesProps {
    /// The moment.
    pub view: Rc<View>,
    /// Part on screen.
    pub window: Window,
    /// Its cells.
    pub cells: Rc<Vec<LaneCell>>,
    /// Transition under the pointer.
    pub hovered: Option<Rc<TraceLine>>,
    /// Goroutine that the reader chose.
    pub chosen: Option<u32>,
    /// Happens-before edges to draw.
    pub edges: Option<Rc<RaceBoard>>,
    /// Transitions and goroutines of the race in front.
    pub pair: Option<[(u64, u32); 2]>,
    /// Changes when colours do.
    pub look: String,
}

/// The lanes.
#[component]
pub fn Lanes(props: &LanesProps) -> Html {
    let hands = use_hands();
    let track = use_node_ref();
    let canvas = use_node_ref();
    let width = use_state_eq(|| 0.0_f64);
    use_width(&track, width.setter());
    let ask = hands.ask.clone();
    use_effect_with(*width, move |width| {
        if *width > 0.0 {
            ask.emit(Intent::LaneCapacity(capacity_of(*width)));
        }
    });
    let hovered_step = props.hovered.as_ref().map(|line| line.cell.step);
    let looked_at = code::active(&props.view, props.chosen);
    let all = props.view.goroutines.iter().map(|goroutine| goroutine.id);
    let rows = rows(&all.collect::<Vec<u32>>(), &props.cells, looked_at);
    let picture = Picture {
        window: props.window,
        cells: props.cells.clone(),
        rows: rows.clone(),
        cursor: props.view.step,
        hovered: hovered_step,
        width: *width,
        edges: props.edges.clone(),
        pair: props.pair,
    };
    use_effect_with(
        (picture, props.look.clone(), canvas.clone()),
        |(picture, _, canvas)| {
            if let Some(canvas) = canvas.cast::<HtmlCanvasElement>() {
                paint(&canvas, picture);
            }
        },
    );
    html! {
        <section class="lanes" aria-label={hands.say("pane-lanes")}>
            <div class="lane-names">
                for g in rows {
                    <button key={g} class={classes!("lane-name", (g == looked_at).then_some("is-looked-at"))}
                        aria-pressed={(props.chosen == Some(g)).to_string()} aria-label={hands.say_with("vars-of", "g", g)}
                        onclick={hands.on_click(Action::Choose(g))}><Badge {g} /></button>
                }
            </div>
            <Track window={props.window} step={props.view.step} hovered={hovered_step} track={track} canvas={canvas} />
            if let Some(line) = &props.hovered { { tip(&hands, line, &props.window, *width) } }
        </section>
    }
}

/// The hovered transition in words, over its cell.
fn tip(hands: &Hands, line: &TraceLine, window: &Window, width: f64) -> Html {
    let step = line.cell.step;
    if step < window.first || step > window.last() {
        return html! {};
    }
    // It grows away from the nearer edge.
    let x = window.x_of(step);
    let place = if x < width / 2.0 {
        format!("left: calc(2.6rem + {x}px)")
    } else {
        format!("right: {}px", (width - x).max(0.0))
    };
    html! {
        <div class="lane-tip" style={place}>
            <span class="number">{ step }</span><Badge g={line.cell.goroutine} />{ hands.messages.sentence(&line.sentence) }
        </div>
    }
}

/// Follows the width of an element.
#[hook]
fn use_width(node: &NodeRef, set: UseStateSetter<f64>) {
    use_effect_with(node.clone(), move |node| {
        let element = node.cast::<Element>();
        let measured = element.clone();
        let callback = Closure::<dyn FnMut()>::new(move || {
            if let Some(element) = &measured {
                set.set(f64::from(element.client_width()));
            }
        });
        let observer = ResizeObserver::new(callback.as_ref().unchecked_ref()).ok();
        if let (Some(observer), Some(element)) = (&observer, &element) {
            observer.observe(element);
        }
        move || {
            if let Some(observer) = observer {
                observer.disconnect();
            }
            drop(callback);
        }
    });
}

#[derive(Properties, PartialEq)]
struct TrackProps {
    window: Window,
    step: u64,
    hovered: Option<u64>,
    track: NodeRef,
    canvas: NodeRef,
}

/// The canvas and what pointers do on it. One seek per frame at most, the latest.
#[component]
fn Track(props: &TrackProps) -> Html {
    let hands = use_hands();
    let drag = use_mut_ref(|| None::<Drag>);
    let wanted = use_memo((), |_| Rc::new(Cell::new(None::<u64>)));
    let frame = use_mut_ref(|| None::<AnimationFrame>);
    let seek = {
        let (ask, wanted, frame) = (hands.ask.clone(), (*wanted).clone(), frame.clone());
        Callback::from(move |step: u64| {
            if wanted.replace(Some(step)).is_some() {
                return;
            }
            let (ask, wanted) = (ask.clone(), wanted.clone());
            *frame.borrow_mut() = Some(request_animation_frame(move |_| {
                if let Some(step) = wanted.take() {
                    ask.emit(Intent::Do(Command::Seek { step }));
                }
            }));
        })
    };
    let window = props.window;
    let down = {
        let (drag, seek) = (drag.clone(), seek.clone());
        Callback::from(move |event: PointerEvent| {
            let element = event.target_unchecked_into::<HtmlElement>();
            let _ = element.set_pointer_capture(event.pointer_id());
            let kind = Drag::at(&event, &window);
            *drag.borrow_mut() = Some(kind);
            seek.emit(kind.step(&event, &window));
        })
    };
    let moved = {
        let (drag, ask, lit) = (drag.clone(), hands.ask.clone(), props.hovered);
        Callback::from(move |event: PointerEvent| match *drag.borrow() {
            Some(kind) => seek.emit(kind.step(&event, &window)),
            None => {
                let step = Drag::at(&event, &window).hovered(&event, &window);
                if step != lit {
                    ask.emit(Intent::Hover(step));
                }
            }
        })
    };
    let up = Callback::from(move |_: PointerEvent| *drag.borrow_mut() = None);
    let wheel = hands.ask.reform(move |event: WheelEvent| {
        let by = if event.delta_x() == 0.0 {
            event.delta_y()
        } else {
            event.delta_x()
        };
        let by = (by / 24.0).round() as i64;
        Intent::LaneFirst(window.first.saturating_add_signed(by).max(1))
    });
    let value_text = hands.messages.text(
        "lanes-position",
        &[
            ("step", &props.step.to_string()),
            ("recorded", &window.recorded.to_string()),
        ],
    );
    html! {
        <div class="track" ref={props.track.clone()}>
            <canvas ref={props.canvas.clone()} class="lanes-canvas" role="slider" tabindex="0" aria-label={hands.say("pane-lanes")}
                aria-valuemin="0" aria-valuemax={window.recorded.to_string()} aria-valuenow={props.step.to_string()}
                aria-valuetext={value_text} onpointerdown={down} onpointermove={moved} onpointerup={up.clone()} onpointercancel={up}
                onpointerleave={hands.ask.reform(|_| Intent::Hover(None))} onwheel={wheel} />
        </div>
    }
}

/// What a drag holds.
#[derive(Clone, Copy)]
enum Drag {
    Cells,
    Strip,
}

impl Drag {
    fn at(event: &PointerEvent, window: &Window) -> Drag {
        let on_strip = window.is_partial() && f64::from(event.offset_y()) < STRIP_HEIGHT + 2.0;
        if on_strip { Drag::Strip } else { Drag::Cells }
    }

    fn step(self, event: &PointerEvent, window: &Window) -> u64 {
        let x = f64::from(event.offset_x());
        match self {
            Drag::Cells => window.step_at(x),
            Drag::Strip => window.step_on_strip(
                x,
                f64::from(event.target_unchecked_into::<Element>().client_width()),
            ),
        }
    }

    fn hovered(self, event: &PointerEvent, window: &Window) -> Option<u64> {
        match self {
            Drag::Cells => Some(
                window.first
                    + (f64::from(event.offset_x()) / crate::view_model::lanes::CELL_WIDTH) as u64,
            )
            .filter(|step| *step <= window.last()),
            Drag::Strip => None,
        }
    }
}

/// Height of the canvas for so many goroutines, CSS pixels.
pub fn height_of(rows: usize) -> f64 {
    rows.max(1) as f64 * ROW_HEIGHT + STRIP_HEIGHT + 2.0
}

/// One kind's cell, for the legend.
#[derive(Properties, PartialEq)]
pub struct CellPictureProps {
    /// The kind.
    pub kind: CellKind,
}

/// A cell as the lanes draw it.
#[component]
pub fn CellPicture(props: &CellPictureProps) -> Html {
    let canvas = use_node_ref();
    use_effect_with((props.kind, canvas.clone()), |(kind, canvas)| {
        if let Some(canvas) = canvas.cast::<HtmlCanvasElement>() {
            paint_sample(&canvas, *kind);
        }
    });
    html! { <canvas class="cell-picture" ref={canvas} aria-hidden="true" /> }
}
