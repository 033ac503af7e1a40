//! The page's entry point.
use yew::prelude::*;

#[component]
fn App() -> Html {
    html! { <h1>{ "Weft" }</h1> }
}

fn main() {
    yew::Renderer::<App>::new().render();
}
