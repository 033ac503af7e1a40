//! The choices that decide how the program ends, as a tree: at each branch how many orders begin so, and how they end.

use std::rc::Rc;

use sim_core::session::orders::tree::{Node, Tree};
use sim_core::session::orders::{OrdersView, OutcomeRow};
use yew::prelude::*;

use crate::components::badge::Badge;
use crate::components::hands::{Hands, use_hands};
use crate::components::icon::icon;
use crate::components::orders::picture;
use crate::store::intent::Intent;
use crate::store::{Action, Branching};
use crate::view_model::orders::census::{Tone, grouped, line_of, shares, tone};

/// Which tree.
#[derive(Properties, PartialEq)]
pub struct TreeProps {
    /// The tree, with what is known of its branches.
    pub branching: Option<Rc<Branching>>,
    /// The census whose witnesses it merges.
    pub view: Rc<OrdersView>,
}

/// The tree.
#[component]
pub fn TreeOfChoices(props: &TreeProps) -> Html {
    let hands = use_hands();
    let Some(branching) = &props.branching else {
        return html! {};
    };
    html! {
        <div class="tree">
            <p class="orders-hint">{ hands.say("tree-hint") }</p>
            <ul>{ node(&hands, branching, &props.view, 0) }</ul>
            if branching.tree.more > 0 { <p class="label">{ hands.say_with("orders-more", "count", branching.tree.more) }</p> }
        </div>
    }
}

/// A node with all beneath it. The tree has at most twice as many nodes as witnesses, so the recursion is bounded.
fn node(hands: &Hands, branching: &Branching, view: &OrdersView, at: u32) -> Html {
    let tree: &Tree = &branching.tree;
    let Some(here) = tree.nodes.get(at as usize) else {
        return html! {};
    };
    let next = here.next.to_string();
    html! {
        <li key={at}>
            <div class="tree-choice">
                { choice(hands, here) }
                { beneath(hands, branching, at) }
            </div>
            if here.children.is_empty() {
                { for here.witnesses.iter().map(|witness| leaf(hands, branching, view, *witness)) }
            } else {
                <p class="tree-next">{ hands.say_with("tree-next", "step", next) }</p>
                <ul>{ for here.children.iter().map(|child| node(hands, branching, view, *child)) }</ul>
            }
        </li>
    }
}

/// What was chosen; a click goes there.
fn choice(hands: &Hands, here: &Node) -> Html {
    let Some(line) = &here.line else {
        return html! { <strong>{ hands.say("tree-start") }</strong> };
    };
    let sentence = hands.messages.sentence(&line.sentence);
    let (wires, prefix, step) = (hands.clone(), here.prefix.clone(), line.cell.step);
    let go = Callback::from(move |_: MouseEvent| {
        wires.act.emit(Action::Dialog(None));
        wires.ask.emit(Intent::Witness {
            source: None,
            schedule: prefix.clone(),
            step,
        });
    });
    html! {
        <button class="tree-go" onclick={go}>
            <span class="number">{ step }</span><Badge g={line.cell.goroutine} /><span>{ sentence }</span>
        </button>
    }
}

/// How many orders begin like this, and how they end.
fn beneath(hands: &Hands, branching: &Branching, at: u32) -> Html {
    let Some(found) = branching.beneath.get(at as usize) else {
        return html! {};
    };
    let count = grouped(found.view.executions);
    let id = if found.is_done() && found.view.complete {
        "tree-orders"
    } else {
        "tree-orders-so-far"
    };
    let part = |(tone, share): (Tone, f64)| {
        html! { <span class={tone.class()} style={format!("width: {:.2}%", share * 100.0)} /> }
    };
    html! {
        <>
            <span class="tree-bar" aria-hidden="true">{ for shares(&found.view, &branching.usual).into_iter().map(part) }</span>
            <span class="label">{ hands.say_with(id, "count", count) }</span>
        </>
    }
}

/// An ending that these choices lead to.
fn leaf(hands: &Hands, branching: &Branching, view: &OrdersView, witness: u32) -> Html {
    let row: Option<&OutcomeRow> = branching
        .witnesses
        .get(witness as usize)
        .and_then(|schedule| view.outcomes.iter().find(|row| row.schedule == *schedule));
    let Some(row) = row else { return html! {} };
    let tone = tone(view, row);
    let (wires, schedule) = (hands.clone(), row.schedule.clone());
    let go = Callback::from(move |_: MouseEvent| {
        wires.act.emit(Action::Dialog(None));
        wires.ask.emit(Intent::Witness {
            source: None,
            schedule: schedule.clone(),
            step: u64::MAX,
        });
    });
    html! {
        <button class={classes!("tree-leaf", tone.class())} onclick={go}>
            <span class="ending-mark">{ icon(picture(tone)) }</span>
            <span class="ending-word">{ hands.say(&format!("ending-{}", row.kind)) }</span>
            <code>{ line_of(row) }</code>
        </button>
    }
}
