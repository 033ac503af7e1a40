//! Two orders side by side: lanes in common columns, the choice where they part marked and told in words. A click goes to that moment.

use std::rc::Rc;

use sim_core::inspect::view::{LaneCell, TraceLine};
use sim_core::session::orders::compare::{Column, Comparison};
use web_sys::{HtmlCanvasElement, HtmlSelectElement};
use yew::prelude::*;

use crate::components::badge::Badge;
use crate::components::hands::{Hands, use_hands};
use crate::components::lanes::{Picture, height_of, paint};
use crate::store::intent::Intent;
use crate::store::{Action, Exploration};
use crate::view_model::lanes::{CELL_WIDTH, Window};
use crate::view_model::orders::census::{Bar, bars};

/// What is compared.
#[derive(Properties, PartialEq)]
pub struct CompareProps {
    /// Whose orders.
    pub found: Option<Exploration>,
    /// The comparison that was asked for last.
    pub comparison: Option<Rc<Comparison>>,
}

/// The comparison.
#[component]
pub fn Compare(props: &CompareProps) -> Html {
    let hands = use_hands();
    let view = props.found.as_ref().map(|found| found.view.clone());
    let drawn = use_memo(view, |view| view.as_deref().map(bars).unwrap_or_default());
    // The worst beside the best, to begin with.
    let chosen = use_state_eq(|| (0_usize, drawn.len().saturating_sub(1)));
    let pair = schedules(&drawn, *chosen);
    let ask = hands.ask.clone();
    use_effect_with(pair.clone(), move |pair| {
        if let Some((left, right)) = pair.clone() {
            ask.emit(Intent::Compare { left, right });
        }
    });
    let choose = |is_left: bool| {
        let chosen = chosen.clone();
        Callback::from(move |event: Event| {
            let value = event.target_unchecked_into::<HtmlSelectElement>().value();
            if let Ok(index) = value.parse() {
                chosen.set(if is_left {
                    (index, chosen.1)
                } else {
                    (chosen.0, index)
                });
            }
        })
    };
    let select = |is_left: bool, id: &str, index: usize| {
        html! {
            <select aria-label={hands.say(id)} onchange={choose(is_left)}>
                for (at, bar) in drawn.iter().enumerate() {
                    <option value={at.to_string()} selected={at == index}>{ name(&hands, bar) }</option>
                }
            </select>
        }
    };
    html! {
        <div class="compare">
            <div class="compare-choice">{ select(true, "compare-left", chosen.0) }{ select(false, "compare-right", chosen.1) }</div>
            if let (Some(comparison), Some(pair)) = (&props.comparison, pair) {
                { parting(&hands, comparison) }
                <Strips comparison={comparison.clone()} left={pair.0} right={pair.1} />
            }
        </div>
    }
}

fn schedules(bars: &[Bar], (left, right): (usize, usize)) -> Option<(String, String)> {
    let schedule = |index: usize| bars.get(index).map(|bar| bar.row.schedule.clone());
    Some((schedule(left)?, schedule(right)?))
}

fn name(hands: &Hands, bar: &Bar) -> String {
    let word = hands.say(&format!("ending-{}", bar.row.kind));
    format!("{word} {}", bar.line)
}

/// Where they part, in words.
fn parting(hands: &Hands, comparison: &Comparison) -> Html {
    let side = |line: &Option<TraceLine>| match line {
        Some(line) => {
            html! { <><Badge g={line.cell.goroutine} />{ " " }{ hands.messages.sentence(&line.sentence) }</> }
        }
        None => html! { { hands.say("compare-ended") } },
    };
    html! {
        <div class="compare-parting" role="status">
            <p>{ hands.say_with("compare-common", "count", comparison.common) }</p>
            if comparison.left.is_none() && comparison.right.is_none() {
                <p>{ hands.say("compare-same") }</p>
            } else {
                <dl>
                    <dt>{ hands.say("compare-left") }</dt><dd>{ side(&comparison.left) }</dd>
                    <dt>{ hands.say("compare-right") }</dt><dd>{ side(&comparison.right) }</dd>
                </dl>
            }
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct StripsProps {
    comparison: Rc<Comparison>,
    left: String,
    right: String,
}

/// Both runs' lanes over common columns. The strip scrolls to where they part.
#[component]
fn Strips(props: &StripsProps) -> Html {
    let hands = use_hands();
    let frame = use_node_ref();
    let common = props.comparison.common;
    use_effect_with((common, frame.clone()), |(common, frame)| {
        if let Some(frame) = frame.cast::<web_sys::Element>() {
            let x = *common as f64 * CELL_WIDTH - f64::from(frame.client_width()) / 3.0;
            frame.set_scroll_left(x.max(0.0) as i32);
        }
    });
    let side = |column: &Column, is_left: bool| if is_left { column.left } else { column.right };
    let strip = |is_left: bool, id: &str, schedule: &String| {
        let cells: Vec<Option<LaneCell>> = props
            .comparison
            .columns
            .iter()
            .map(|column| side(column, is_left))
            .collect();
        html! { <Strip cells={Rc::new(cells)} common={common} label={hands.say(id)} schedule={schedule.clone()} /> }
    };
    html! {
        <div class="compare-strips" ref={frame} tabindex="0">
            { strip(true, "compare-left", &props.left) }
            { strip(false, "compare-right", &props.right) }
            if props.comparison.more > 0 { <p class="label">{ hands.say_with("cells-more", "count", props.comparison.more) }</p> }
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct StripProps {
    /// One place for each column.
    cells: Rc<Vec<Option<LaneCell>>>,
    common: u64,
    label: String,
    schedule: String,
}

#[component]
fn Strip(props: &StripProps) -> Html {
    let hands = use_hands();
    let canvas = use_node_ref();
    let count = props.cells.len() as u64;
    let mut rows: Vec<u32> = props
        .cells
        .iter()
        .flatten()
        .map(|cell| cell.goroutine)
        .collect();
    rows.sort_unstable();
    rows.dedup();
    let height = height_of(rows.len());
    // The columns take the place of steps.
    let placed = props.cells.iter().zip(1..);
    let cells = placed.filter_map(|(cell, step)| cell.map(|cell| LaneCell { step, ..cell }));
    let picture = Picture {
        window: Window {
            first: 1,
            capacity: count.max(1),
            recorded: count,
        },
        cells: Rc::new(cells.collect()),
        rows: rows.clone(),
        cursor: count,
        hovered: Some(props.common + 1).filter(|column| *column <= count),
        width: count as f64 * CELL_WIDTH + 4.0,
        edges: None,
        pair: None,
    };
    use_effect_with((picture, canvas.clone()), |(picture, canvas)| {
        if let Some(canvas) = canvas.cast::<HtmlCanvasElement>() {
            paint(&canvas, picture);
        }
    });
    let go = {
        let (hands, cells, schedule) = (hands.clone(), props.cells.clone(), props.schedule.clone());
        Callback::from(move |event: MouseEvent| {
            let column = (f64::from(event.offset_x()) / CELL_WIDTH) as usize;
            let before = cells.iter().take(column + 1).flatten();
            let step = before.map(|cell| cell.step).max().unwrap_or(0);
            hands.act.emit(Action::Dialog(None));
            hands.ask.emit(Intent::Witness {
                source: None,
                schedule: schedule.clone(),
                step,
            });
        })
    };
    html! {
        <figure class="strip" aria-label={props.label.clone()}>
            <figcaption>{ props.label.clone() }</figcaption>
            <div class="strip-lanes">
                <div class="strip-names">for g in rows { <span class="strip-name" key={g}><Badge {g} /></span> }</div>
                <canvas ref={canvas} style={format!("height: {height}px")} role="img" aria-label={props.label.clone()} onclick={go} />
            </div>
        </figure>
    }
}
