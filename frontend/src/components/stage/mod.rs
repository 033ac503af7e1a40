//! Memory as it is now: one card per map, array, lock, channel and object, and the variables.

mod arrays;
mod maps;
mod small;
mod swiss;
mod sync_map;
mod value;

use std::rc::Rc;

use yew::prelude::*;

use super::hands::use_hands;
use crate::anim::{use_flip, use_sight};
use crate::view_model::stage::{Size, StageModel};
use arrays::{ArrayCard, LooseHeaders};
use maps::MapCard;
use small::{ChanCard, ObjectCard, SyncCard, Vars};
use swiss::SwissCard;
use sync_map::SyncMapCard;

/// What the stage shows.
#[derive(Properties, PartialEq)]
pub struct StageProps {
    /// Memory, prepared.
    pub model: Option<Rc<StageModel>>,
    /// The same with marks on what the pointer is over.
    #[prop_or_default]
    pub pointed: Option<Rc<StageModel>>,
    /// Cursor: a change of it may start motion.
    pub step: u64,
    /// Whether main has returned.
    pub is_over: bool,
}

/// The stage.
#[component]
pub fn Stage(props: &StageProps) -> Html {
    let hands = use_hands();
    let root = use_node_ref();
    use_sight(&root, props.step);
    use_flip(&root, props.step);
    let Some(model) = props.pointed.as_ref().or(props.model.as_ref()) else {
        return html! { <section class="pane stage" aria-label={hands.say("pane-stage")} /> };
    };
    let class = classes!(
        "pane",
        "stage",
        size_class(model),
        props.pointed.is_some().then_some("is-pointed")
    );
    html! {
        <section {class} aria-label={hands.say("pane-stage")} ref={root} tabindex="0">
            if model.is_empty() {
                <p class="empty">{ hands.say(emptiness(props)) }</p>
            }
            for (owner, vars) in model.vars.iter() {
                <Vars key={format!("v{owner}")} owner={*owner} vars={vars.clone()} names={model.names.clone()} />
            }
            for map in model.maps.iter() { <MapCard key={format!("m{}", map.id)} map={map.clone()} /> }
            for map in model.swiss.iter() { <SwissCard key={format!("w{}", map.id)} map={map.clone()} /> }
            for (label, map) in model.sync_maps.iter() {
                <SyncMapCard key={format!("s{label}")} label={label.clone()} map={map.clone()} />
            }
            for array in model.arrays.iter() { <ArrayCard key={format!("a{}", array.id)} array={array.clone()} /> }
            if !model.loose.is_empty() { <LooseHeaders headers={model.loose.clone()} /> }
            <div class="small-cards">
                for sync in model.syncs.iter() { <SyncCard key={sync.label.clone()} sync={sync.clone()} /> }
                for chan in model.chans.iter() { <ChanCard key={format!("c{}", chan.id)} chan={chan.clone()} /> }
                for object in model.objects.iter() {
                    <ObjectCard key={format!("o{}", object.id)} object={object.clone()} names={model.names.clone()} />
                }
            </div>
            if model.more > 0 { <p class="empty">{ hands.say_with("stage-more", "count", model.more) }</p> }
        </section>
    }
}

/// Why there is nothing to draw.
fn emptiness(props: &StageProps) -> &'static str {
    match (props.is_over, props.step) {
        (true, _) => "stage-ended",
        (false, 0) => "stage-empty",
        (false, _) => "stage-unnamed",
    }
}

/// The fewer there is, the larger it is drawn.
fn size_class(model: &StageModel) -> &'static str {
    match model.size() {
        Size::Small => "is-largest",
        Size::Middle => "is-large",
        Size::Large => "is-usual",
    }
}
