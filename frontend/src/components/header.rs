//! The top line: which program, how it is run, and how the page looks.

use std::rc::Rc;

use sim_core::session::api::{Command, GO_VERSIONS, Options, Policy};
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use super::hands::{Hands, use_hands, when};
use crate::bridge::media::theme_in_force;
use crate::store::intent::{Intent, Opening};
use crate::store::{Action, Dialog, Program};
use crate::view_model::link::{GRAINS, POLICIES, Source, by_name, go_minor};
use crate::view_model::scenes::{SCENES, SceneText};
use crate::view_model::settings::Theme;

/// What the header shows.
#[derive(Properties, PartialEq)]
pub struct HeaderProps {
    /// The program.
    pub program: Option<Rc<Program>>,
    /// How it is run.
    pub options: Options,
    /// Go version beside it.
    pub with: Option<u32>,
    /// Chosen colours.
    pub theme: Option<Theme>,
    /// The address to open outside, when embedded.
    pub open_link: Option<String>,
    /// Copies the link.
    pub on_copy: Callback<MouseEvent>,
}

/// The header.
#[component]
pub fn Header(props: &HeaderProps) -> Html {
    let hands = use_hands();
    if let Some(link) = &props.open_link {
        return html! {
            <header class="header header-embed">
                <span class="brand">{ hands.say("app-name") }</span>
                <a class="open-link" href={link.clone()} target="_blank" rel="noopener">{ hands.say("open-in-weft") }{ " ↗" }</a>
            </header>
        };
    }
    html! {
        <header class="header">
            <h1 class="brand">{ hands.say("app-name") }</h1>
            <SceneChoice program={props.program.clone()} />
            <RunChoice options={props.options.clone()} with={props.with} />
            <span class="spring" />
            <PageChoice theme={props.theme} on_copy={props.on_copy.clone()} />
        </header>
    }
}

#[derive(Properties, PartialEq)]
struct SceneChoiceProps {
    program: Option<Rc<Program>>,
}

/// Value of the scene list for a program of one's own.
const OWN: &str = "";

#[component]
fn SceneChoice(props: &SceneChoiceProps) -> Html {
    let hands = use_hands();
    let lang = hands.messages.lang();
    let texts = use_memo(lang, |lang| {
        SCENES
            .iter()
            .map(|scene| scene.text(*lang))
            .collect::<Vec<SceneText>>()
    });
    let source = props.program.as_ref().map(|program| program.source.clone());
    let (open, file) = match &source {
        Some(Source::Scene { id, file }) => (id.as_str(), file.as_deref()),
        _ => (OWN, None),
    };
    let choose = when(&hands.ask, |event: Event| {
        let id = event.target_unchecked_into::<HtmlSelectElement>().value();
        (id != OWN).then(|| Intent::Open(Opening::start(Source::Scene { id, file: None })))
    });
    let scene = SCENES.iter().position(|scene| scene.id == open);
    html! {
        <>
            <select aria-label={hands.say("scene")} onchange={choose}>
                if scene.is_none() { <option value={OWN} selected=true>{ hands.say("scene-own") }</option> }
                for (scene, text) in SCENES.iter().zip(texts.iter()) {
                    <option value={scene.id} selected={scene.id == open}>{ text.title.clone() }</option>
                }
            </select>
            if let Some(index) = scene {
                { files(&hands, index, file, &texts[index]) }
            }
        </>
    }
}

/// The variants of a scene.
fn files(hands: &Hands, index: usize, open: Option<&str>, text: &SceneText) -> Html {
    let scene = &SCENES[index];
    let choose = hands.ask.reform(move |event: Event| {
        let file = Some(event.target_unchecked_into::<HtmlSelectElement>().value());
        Intent::Open(Opening::start(Source::Scene {
            id: SCENES[index].id.to_owned(),
            file,
        }))
    });
    let open = scene.file(open).0;
    html! {
        <select aria-label={hands.say("scene-file")} onchange={choose}>
            for ((name, _), title) in scene.files.iter().zip(&text.files) {
                <option value={*name} selected={*name == open}>{ title.clone() }</option>
            }
        </select>
    }
}

#[derive(Properties, PartialEq)]
struct RunChoiceProps {
    options: Options,
    with: Option<u32>,
}

#[component]
fn RunChoice(props: &RunChoiceProps) -> Html {
    let hands = use_hands();
    let options = &props.options;
    let selected = |event: &Event| event.target_unchecked_into::<HtmlSelectElement>().value();
    let with_go = options.clone();
    let choose_go = when(&hands.ask, move |event: Event| {
        let go_minor = go_minor(&selected(&event))?;
        Some(Intent::Reopen(Options {
            go_minor,
            ..with_go.clone()
        }))
    });
    let seed = options.seed;
    let choose_policy = when(&hands.ask, move |event: Event| {
        let policy = by_name(POLICIES, &selected(&event))?;
        Some(Intent::Do(Command::SetPolicy { policy, seed }))
    });
    let policy = options.policy;
    let choose_seed = when(&hands.ask, move |event: Event| {
        let seed = event
            .target_unchecked_into::<HtmlInputElement>()
            .value()
            .parse()
            .ok()?;
        Some(Intent::Do(Command::SetPolicy { policy, seed }))
    });
    let choose_grain = when(&hands.ask, move |event: Event| {
        let granularity = by_name(GRAINS, &selected(&event))?;
        Some(Intent::Do(Command::SetGranularity { granularity }))
    });
    html! {
        <>
            <select aria-label={hands.say("go-version")} onchange={choose_go}>
                for (minor, label) in GO_VERSIONS {
                    <option value={*label} selected={*minor == options.go_minor}>{ format!("Go {label}") }</option>
                }
            </select>
            { with(&hands, options.go_minor, props.with) }
            <select aria-label={hands.say("policy")} onchange={choose_policy}>
                for (known, name) in POLICIES {
                    <option value={*name} selected={*known == policy}>{ hands.say(&format!("policy-{name}")) }</option>
                }
            </select>
            if matches!(policy, Policy::Random | Policy::Pct) {
                <input class="seed" type="number" min="0" aria-label={hands.say("seed")} value={seed.to_string()} onchange={choose_seed} />
            }
            <select aria-label={hands.say("grain")} onchange={choose_grain}>
                for (known, name) in GRAINS {
                    <option value={*name} selected={*known == options.granularity}>{ hands.say(&format!("grain-{name}")) }</option>
                }
            </select>
        </>
    }
}

/// Which other version to look at beside the one in front.
fn with(hands: &Hands, go: u32, chosen: Option<u32>) -> Html {
    let choose = hands.ask.reform(|event: Event| {
        let value = event.target_unchecked_into::<HtmlSelectElement>().value();
        Intent::With(go_minor(&value))
    });
    let others = GO_VERSIONS.iter().filter(|(minor, _)| *minor != go);
    html! {
        <select aria-label={hands.say("beside")} onchange={choose}>
            <option value="" selected={chosen.is_none()}>{ hands.say("beside-none") }</option>
            for (minor, label) in others {
                <option key={*minor} value={*label} selected={chosen == Some(*minor)}>{ hands.say_with("beside-go", "go", label) }</option>
            }
        </select>
    }
}

#[derive(Properties, PartialEq)]
struct PageChoiceProps {
    theme: Option<Theme>,
    on_copy: Callback<MouseEvent>,
}

#[component]
fn PageChoice(props: &PageChoiceProps) -> Html {
    let hands = use_hands();
    let lang = hands.messages.lang();
    let (theme_id, theme) = match theme_in_force(props.theme) {
        Theme::Light => ("theme-to-dark", Theme::Dark),
        Theme::Dark => ("theme-to-light", Theme::Light),
    };
    html! {
        <>
            <button class="quiet" onclick={hands.on_click(Action::Lang(lang.other()))} aria-label={hands.say("language-switch")}
                title={hands.say("language-switch")} lang={lang.other().name()}>{ hands.say("language-short") }</button>
            <button class="quiet" onclick={hands.on_click(Action::Theme(theme))} aria-label={hands.say(theme_id)}
                title={hands.say(theme_id)}>{ "◐" }</button>
            <a class="quiet" href="#claims">{ hands.say("claims") }</a>
            <button class="quiet" onclick={props.on_copy.clone()}>{ hands.say("copy-link") }</button>
            <button class="quiet" onclick={hands.on_click(Action::Dialog(Some(Dialog::Help)))} aria-label={hands.say("help")}
                title={hands.say("help")}>{ "?" }</button>
        </>
    }
}
