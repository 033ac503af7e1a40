//! A scene's versions side by side: the same question to each, and what all its orders answer.

use yew::prelude::*;

use crate::components::hands::use_hands;
use crate::components::orders::{Bars, verdict_of};
use crate::store::Exploration;
use crate::view_model::link::Source;
use crate::view_model::scenes;

/// The explorations.
#[derive(Properties, PartialEq)]
pub struct VersionsProps {
    /// One for each version.
    pub versions: Vec<Exploration>,
}

/// The columns.
#[component]
pub fn Versions(props: &VersionsProps) -> Html {
    let hands = use_hands();
    let lang = hands.messages.lang();
    let title = |found: &Exploration| match &found.program.source {
        Source::Scene { id, .. } => scenes::find(id)
            .and_then(|scene| {
                let at = scene
                    .files
                    .iter()
                    .position(|(name, _)| *name == found.program.name)?;
                scene.text(lang).files.get(at).cloned()
            })
            .unwrap_or_else(|| found.program.name.clone()),
        Source::Code(_) => found.program.name.clone(),
    };
    html! {
        <div class="versions">
            for found in props.versions.iter() {
                <section key={found.job} aria-label={title(found)}>
                    <h3>{ title(found) }<span class="file-name">{ found.program.name.clone() }</span></h3>
                    { verdict_of(&hands, found) }
                    <Bars view={found.view.clone()} within={None::<u32>} source={found.program.source.clone()} />
                </section>
            }
        </div>
    }
}
