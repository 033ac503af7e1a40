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
use crate::anim::use_flip;
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
    use_flip(&root, props.step);
    let Some(model) = &props.model else {
        return html! { <section class="pane stage" aria-label={hands.say("pane-stage")} /> };
    };
    let class = classes!("pane", "stage", size_class(model));
    html! {
        <section {class} aria-label={hands.say("pane-stage")} ref={root} tabindex="0">
            if model.is_empty() {
                <p class="empty">{ hands.say(if props.is_over { "stage-ended" } else { "stage-empty" }) }</p>
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

/// The fewer there is, the larger it is drawn.
fn size_class(model: &StageModel) -> &'static str {
    match model.size() {
        Size::Small => "is-largest",
        Size::Middle => "is-large",
        Size::Large => "is-usual",
    }
}
