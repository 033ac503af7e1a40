//! Every word the page says, in English and Chinese, as Fluent messages.
//!
//! Invariants:
//! - Both files have the same messages with the same arguments, and a message for every sentence of the trace; tests compare.
//! - Programs' own texts are arguments: they are inserted as they are, never read as messages.

use std::rc::Rc;

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};
use fluent_syntax::ast::Entry;
use sim_core::inspect::view::Sentence;
use unic_langid::LanguageIdentifier;

/// A language of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lang {
    /// English.
    En,
    /// Chinese, simplified.
    Zh,
}

impl Lang {
    /// As in links and the document's `lang`.
    pub fn name(self) -> &'static str {
        match self {
            Lang::En => "en",
            Lang::Zh => "zh",
        }
    }

    /// From a link, or from the browser's list (`zh-CN`).
    pub fn from_name(name: &str) -> Option<Lang> {
        match name.split('-').next() {
            Some("en") => Some(Lang::En),
            Some("zh") => Some(Lang::Zh),
            _ => None,
        }
    }

    /// The other one.
    pub fn other(self) -> Lang {
        match self {
            Lang::En => Lang::Zh,
            Lang::Zh => Lang::En,
        }
    }

    fn id(self) -> LanguageIdentifier {
        self.name().parse().unwrap_or_default()
    }
}

const EN: &str = include_str!("en.ftl");
const ZH: &str = include_str!("zh.ftl");

/// Messages of one language. Cheap to clone.
#[derive(Clone)]
pub struct Messages {
    lang: Lang,
    bundle: Rc<FluentBundle<FluentResource>>,
    ids: Rc<Vec<String>>,
}

impl PartialEq for Messages {
    fn eq(&self, other: &Messages) -> bool {
        self.lang == other.lang && Rc::ptr_eq(&self.ids, &other.ids)
    }
}

impl Messages {
    /// The page's own messages.
    pub fn page(lang: Lang) -> Messages {
        Messages::new(
            lang,
            match lang {
                Lang::En => EN,
                Lang::Zh => ZH,
            },
        )
    }

    /// Messages from Fluent text; what is malformed in it is left out.
    pub fn new(lang: Lang, source: &str) -> Messages {
        let resource = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(rest, _)| rest);
        let ids = resource.entries().filter_map(message_id).collect();
        let mut bundle = FluentBundle::new(vec![lang.id()]);
        // Both languages run left to right, and texts are compared and copied: no invisible marks around arguments.
        bundle.set_use_isolating(false);
        bundle.add_resource_overriding(resource);
        Messages {
            lang,
            bundle: Rc::new(bundle),
            ids: Rc::new(ids),
        }
    }

    /// The language.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// Ids in the order of the file.
    pub fn ids(&self) -> &[String] {
        &self.ids
    }

    /// A message with its arguments; an unknown id is shown as it is, so that the gap is seen.
    pub fn text(&self, id: &str, args: &[(&str, &str)]) -> String {
        let Some(pattern) = self
            .bundle
            .get_message(id)
            .and_then(|message| message.value())
        else {
            return id.to_owned();
        };
        let mut values = FluentArgs::with_capacity(args.len());
        for (name, value) in args {
            values.set(*name, FluentValue::String((*value).into()));
        }
        self.bundle
            .format_pattern(pattern, Some(&values), &mut Vec::new())
            .into_owned()
    }

    /// A message with owned arguments, as sessions give them.
    pub fn text_owned(&self, id: &str, args: &[(String, String)]) -> String {
        let args: Vec<(&str, &str)> = args
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        self.text(id, &args)
    }

    /// A sentence of the trace.
    pub fn sentence(&self, sentence: &Sentence) -> String {
        self.text_owned(&sentence.id, &sentence.args)
    }
}

fn message_id(entry: &Entry<&str>) -> Option<String> {
    match entry {
        Entry::Message(message) => Some(message.id.name.to_owned()),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
