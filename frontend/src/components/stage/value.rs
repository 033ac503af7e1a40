//! A value inside a card: text, fields, or the name of what it points to.

use std::collections::BTreeMap;

use sim_core::inspect::view::{Body, ObjId, ValueView};
use yew::prelude::*;

use crate::components::badge::{Touch, touch_class};

/// Fields or elements drawn inside one value.
const PARTS_MAX: usize = 12;

/// The value with its mark. `names` has what pointers point to.
pub fn value(value: &ValueView, names: &BTreeMap<ObjId, String>) -> Html {
    let class = classes!("value", touch_class(value.mark));
    let title = value.ty.clone();
    html! { <span {class} {title}>{ body(value, names) }<Touch mark={value.mark} /></span> }
}

fn body(shown: &ValueView, names: &BTreeMap<ObjId, String>) -> Html {
    match &shown.body {
        Body::Struct(fields) if !fields.is_empty() => html! {
            <span class="fields">
                for field in fields.iter().take(PARTS_MAX) {
                    <span class="field"><span class="name">{ field.name.clone() }</span>{ value(&field.value, names) }</span>
                }
                if fields.len() > PARTS_MAX { <span class="name">{ "…" }</span> }
            </span>
        },
        Body::Array { elems, more } if !elems.is_empty() => html! {
            <span class="fields">
                { for elems.iter().take(PARTS_MAX).map(|elem| value(elem, names)) }
                if *more > 0 || elems.len() > PARTS_MAX { <span class="name">{ "…" }</span> }
            </span>
        },
        Body::Pointer {
            to: Some(to),
            offset,
        } => pointer(names.get(to), *offset, &shown.text),
        Body::Map { to: Some(to) } | Body::Chan { to: Some(to) } => {
            pointer(names.get(to), 0, &shown.text)
        }
        Body::Interface(Some(inner)) => {
            html! { <><span class="name">{ inner.ty.clone() }</span>{ body(inner, names) }</> }
        }
        _ => html! { { shown.text.clone() } },
    }
}

fn pointer(name: Option<&String>, offset: u64, text: &str) -> Html {
    match name {
        Some(name) if offset > 0 => {
            html! { <span class="points">{ format!("→ {name}+{offset}") }</span> }
        }
        Some(name) => html! { <span class="points">{ format!("→ {name}") }</span> },
        None => html! { { text.to_owned() } },
    }
}
