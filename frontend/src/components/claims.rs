//! The claims page: a list of claims, each judged while the reader looks on.

use gloo_timers::callback::Timeout;
use yew::prelude::*;

use super::hands::{Hands, use_hands};
use crate::i18n::{Lang, Messages};
use crate::view_model::claims::{CLAIMS, Claim, Judged, Part, judge, link_to, outcome, version};

/// Where the page leads back to, and its language if the reader chose one.
#[derive(Properties, PartialEq)]
pub struct ClaimsProps {
    /// The address of what was open.
    pub back: String,
    /// For the links.
    pub lang: Option<Lang>,
}

/// The page. Claims are judged one after the other, each in its own turn of the browser, so that the page stays awake.
#[component]
pub fn ClaimsPage(props: &ClaimsProps) -> Html {
    let hands = use_hands();
    let lang = hands.messages.lang();
    let texts = use_memo(lang, |lang| CLAIMS.texts(*lang));
    let judged = use_state(Vec::<Judged>::new);
    {
        let judged = judged.clone();
        use_effect_with(judged.len(), move |done| {
            let timer = CLAIMS.list.get(*done).map(|claim| {
                Timeout::new(0, move || {
                    let mut list = (*judged).clone();
                    list.push(judge(claim));
                    judged.set(list);
                })
            });
            move || drop(timer)
        });
    }
    let count = judged
        .iter()
        .filter(|claim| claim.verdict.is_some())
        .count();
    html! {
        <main class="claims" aria-label={hands.say("claims-title")}>
            <header class="claims-head">
                <h1>{ hands.say("claims-title") }</h1>
                <a href={props.back.clone()}>{ hands.say("claims-back") }</a>
            </header>
            <p class="claims-note">{ hands.say("claims-note") }</p>
            <p class="claims-count" role="status">
                { hands.messages.text("claims-count", &[("done", &count.to_string()), ("all", &CLAIMS.list.len().to_string())]) }
            </p>
            <ol class="claims-list">
                for (index, claim) in CLAIMS.list.iter().enumerate() {
                    { entry(&hands, &texts, claim, judged.get(index), props.lang) }
                }
            </ol>
        </main>
    }
}

fn entry(
    hands: &Hands,
    texts: &Messages,
    claim: &Claim,
    judged: Option<&Judged>,
    lang: Option<Lang>,
) -> Html {
    let verdict = judged.map(|judged| {
        judged
            .verdict
            .map_or("open-question", |verdict| verdict.name())
    });
    let name = verdict.unwrap_or("waiting");
    let why = format!("{}-why", claim.id);
    html! {
        <li key={claim.id} id={format!("claim-{}", claim.id)} class="claim">
            <p class="claim-text">
                <span class={format!("claim-verdict is-{name}")}>{ hands.say(&format!("claims-{name}")) }</span>
                { texts.text(claim.id, &[]) }
            </p>
            if let Some(judged) = judged {
                <p class="claim-why">{ texts.text(&why, &[]) }</p>
                for (part, answers) in claim.parts.iter().zip(&judged.answers) {
                    { evidence(hands, part, answers, lang) }
                }
            }
        </li>
    }
}

/// What a program did under each version.
fn evidence(
    hands: &Hands,
    part: &Part,
    answers: &[sim_core::session::claims::Answer],
    lang: Option<Lang>,
) -> Html {
    html! {
        <ul class="claim-evidence" aria-label={part.file}>
            for answer in answers {
                <li key={answer.go_minor.to_string()} class={if answer.holds { "holds" } else { "fails" }}>
                    if let Some(href) = link_to(part, answer, lang) {
                        <a {href} title={hands.say("claims-open")}>{ format!("Go {}", version(answer)) }</a>
                    } else {
                        <span>{ format!("Go {}", version(answer)) }</span>
                    }
                    <span class="claim-mark">{ hands.say(if answer.holds { "claims-holds" } else { "claims-fails" }) }</span>
                    <code>{ outcome(answer) }</code>
                </li>
            }
        </ul>
    }
}
