//! What the reader's system prefers, and marks on the document that the style sheet reads.

use crate::i18n::Lang;
use crate::view_model::settings::Theme;

fn matches(query: &str) -> bool {
    let list = web_sys::window().and_then(|window| window.match_media(query).ok().flatten());
    list.is_some_and(|list| list.matches())
}

/// No motion, please.
pub fn prefers_reduced_motion() -> bool {
    matches("(prefers-reduced-motion: reduce)")
}

/// The theme in force: the chosen one, else the system's.
pub fn theme_in_force(chosen: Option<Theme>) -> Theme {
    let system = if matches("(prefers-color-scheme: dark)") {
        Theme::Dark
    } else {
        Theme::Light
    };
    chosen.unwrap_or(system)
}

/// The browser's language, where it is one of the page's.
pub fn browser_language() -> Lang {
    let name = web_sys::window().and_then(|window| window.navigator().language());
    name.and_then(|name| Lang::from_name(&name))
        .unwrap_or(Lang::En)
}

/// Marks language, theme and embedding on the document.
pub fn mark_document(lang: Lang, theme: Option<Theme>, embed: bool) {
    let root = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.document_element());
    let Some(root) = root else { return };
    let tag = match lang {
        Lang::En => "en",
        Lang::Zh => "zh-Hans",
    };
    let _ = root.set_attribute("lang", tag);
    let _ = match theme {
        Some(theme) => root.set_attribute("data-theme", theme.name()),
        None => root.remove_attribute("data-theme"),
    };
    let _ = root.toggle_attribute_with_force("data-embed", embed);
}

/// A CSS variable as it stands now, for drawing on a canvas.
pub fn css_variable(element: &web_sys::Element, name: &str) -> String {
    let style =
        web_sys::window().and_then(|window| window.get_computed_style(element).ok().flatten());
    let value = style.and_then(|style| style.get_property_value(name).ok());
    value.unwrap_or_default().trim().to_owned()
}

/// Milliseconds since the page was opened.
pub fn now_ms() -> f64 {
    web_sys::window()
        .and_then(|window| window.performance())
        .map_or(0.0, |performance| performance.now())
}
