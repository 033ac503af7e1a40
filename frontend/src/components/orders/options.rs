//! How orders are tried, folded away: most readers never need it.

use sim_core::session::api::Granularity;
use sim_core::session::orders::{OrdersOptions, Search};
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use crate::components::hands::{Hands, use_hands, when};
use crate::store::{Action, OrdersAction};
use crate::view_model::link::{GRAINS, by_name};
use crate::view_model::orders::census::{CHOICES, Explored, grouped};

/// Pre-emption bounds on offer.
const BOUNDS: u32 = 5;
/// Numbers of executions on offer.
const BUDGETS: [u64; 4] = [10_000, 100_000, 1_000_000, 10_000_000];

/// Ways of choosing orders, by their names in message ids.
const SEARCHES: &[(Search, &str)] = &[
    (Search::Exhaustive, "exhaustive"),
    (Search::Random, "random"),
    (Search::Pct { depth: 3 }, "pct"),
    (Search::Pos, "pos"),
];

/// What is chosen.
#[derive(Properties, PartialEq)]
pub struct OptionsProps {
    /// The options.
    pub options: OrdersOptions,
}

/// Message id of the button that starts.
pub fn start_id(options: &OrdersOptions) -> &'static str {
    match (options.search, options.preemptions) {
        (Search::Exhaustive, None) => "orders-start",
        (Search::Exhaustive, Some(_)) => "orders-start-bounded",
        _ => "orders-start-sampling",
    }
}

/// The options.
#[component]
pub fn OptionsFold(props: &OptionsProps) -> Html {
    let hands = use_hands();
    html! {
        <details class="orders-options">
            <summary>{ hands.say("orders-options") }</summary>
            <div class="orders-fields">
                { search(&hands, &props.options) }
                { preemptions(&hands, &props.options) }
                { grain(&hands, &props.options) }
                { leaks(&hands, &props.options) }
                { races(&hands, &props.options) }
                { budget(&hands, &props.options) }
                { seed(&hands, &props.options) }
                { choices(&hands, &props.options) }
            </div>
        </details>
    }
}

/// Emits the options with a change.
fn set(
    hands: &Hands,
    options: &OrdersOptions,
    change: impl Fn(&str, &mut OrdersOptions) + 'static,
) -> Callback<Event> {
    let options = options.clone();
    when(&hands.act, move |event: Event| {
        let target = event.target_unchecked_into::<HtmlSelectElement>();
        let mut changed = options.clone();
        change(&target.value(), &mut changed);
        Some(Action::Orders(OrdersAction::Options(changed)))
    })
}

fn search(hands: &Hands, options: &OrdersOptions) -> Html {
    let onchange = set(hands, options, |value, options| {
        options.search = by_name(SEARCHES, value).unwrap_or_default();
    });
    html! {
        <label>
            { hands.say("orders-search") }
            <select {onchange} aria-label={hands.say("orders-search")}>
                for (search, name) in SEARCHES {
                    <option value={*name} selected={options.search == *search}>{ hands.say(&format!("search-{name}")) }</option>
                }
            </select>
        </label>
    }
}

fn grain(hands: &Hands, options: &OrdersOptions) -> Html {
    let onchange = set(hands, options, |value, options| {
        options.granularity = by_name(GRAINS, value).unwrap_or(Granularity::Access);
    });
    html! {
        <label>
            { hands.say("orders-grain") }
            <select {onchange} aria-label={hands.say("orders-grain")}>
                for (grain, name) in GRAINS {
                    <option value={*name} selected={options.granularity == *grain}>{ hands.say(&format!("grain-{name}")) }</option>
                }
            </select>
        </label>
    }
}

fn leaks(hands: &Hands, options: &OrdersOptions) -> Html {
    let with = options.clone();
    let onchange = when(&hands.act, move |event: Event| {
        let leaks = event.target_unchecked_into::<HtmlInputElement>().checked();
        Some(Action::Orders(OrdersAction::Options(OrdersOptions {
            leaks,
            ..with.clone()
        })))
    });
    html! {
        <label>
            <input type="checkbox" checked={options.leaks} {onchange} />
            { hands.say("orders-leaks") }
        </label>
    }
}

fn races(hands: &Hands, options: &OrdersOptions) -> Html {
    let with = options.clone();
    let onchange = when(&hands.act, move |event: Event| {
        let races = event.target_unchecked_into::<HtmlInputElement>().checked();
        Some(Action::Orders(OrdersAction::Options(OrdersOptions {
            races,
            ..with.clone()
        })))
    });
    html! { <label><input type="checkbox" checked={options.races} {onchange} />{ hands.say("orders-races") }</label> }
}

/// The program's own choices that are tried as well.
fn choices(hands: &Hands, options: &OrdersOptions) -> Html {
    let choice = |(name, of): (&'static str, Explored)| {
        let with = options.clone();
        let checked = *of(&mut options.branches.clone());
        let onchange = when(&hands.act, move |event: Event| {
            let mut options = with.clone();
            *of(&mut options.branches) =
                event.target_unchecked_into::<HtmlInputElement>().checked();
            Some(Action::Orders(OrdersAction::Options(options)))
        });
        html! { <label><input type="checkbox" {checked} {onchange} />{ hands.say(name) }</label> }
    };
    html! {
        <fieldset class="orders-choices">
            <legend>{ hands.say("orders-choices") }</legend>
            { for CHOICES.into_iter().map(choice) }
        </fieldset>
    }
}

fn preemptions(hands: &Hands, options: &OrdersOptions) -> Html {
    let onchange = set(hands, options, |value, options| {
        options.preemptions = value.parse().ok();
    });
    html! {
        <label>
            { hands.say("orders-preemptions") }
            <select {onchange} aria-label={hands.say("orders-preemptions")}>
                <option value="" selected={options.preemptions.is_none()}>{ hands.say("orders-any") }</option>
                for bound in 0..BOUNDS {
                    <option value={bound.to_string()} selected={options.preemptions == Some(bound)}>{ format!("≤ {bound}") }</option>
                }
            </select>
        </label>
    }
}

fn budget(hands: &Hands, options: &OrdersOptions) -> Html {
    let onchange = set(hands, options, |value, options| {
        options.executions_max = value.parse().unwrap_or(options.executions_max);
    });
    html! {
        <label>
            { hands.say("orders-budget") }
            <select {onchange} aria-label={hands.say("orders-budget")}>
                for budget in BUDGETS {
                    <option value={budget.to_string()} selected={options.executions_max == budget}>{ grouped(budget) }</option>
                }
            </select>
        </label>
    }
}

fn seed(hands: &Hands, options: &OrdersOptions) -> Html {
    let with = options.clone();
    let onchange = when(&hands.act, move |event: Event| {
        let value = event.target_unchecked_into::<HtmlInputElement>().value();
        let seed = value.parse().ok()?;
        Some(Action::Orders(OrdersAction::Options(OrdersOptions {
            seed,
            ..with.clone()
        })))
    });
    html! {
        <label>
            { hands.say("orders-seed") }
            <input class="seed" type="number" min="0" value={options.seed.to_string()} {onchange} aria-label={hands.say("orders-seed")} />
        </label>
    }
}
