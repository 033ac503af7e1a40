//! What every component can reach: the words, and the two ways to answer a reader.

use yew::prelude::*;

use crate::i18n::Messages;
use crate::store::Action;
use crate::store::intent::Intent;

/// Words and wires, given to all components by context.
#[derive(Clone, PartialEq)]
pub struct Hands {
    /// The page's words.
    pub messages: Messages,
    /// Changes the page's state.
    pub act: Callback<Action>,
    /// Asks something of the session.
    pub ask: Callback<Intent>,
}

impl Hands {
    /// A message.
    pub fn say(&self, id: &str) -> String {
        self.messages.text(id, &[])
    }

    /// A message with one argument.
    pub fn say_with(&self, id: &str, name: &str, value: impl ToString) -> String {
        self.messages.text(id, &[(name, &value.to_string())])
    }

    /// A click that changes the state.
    pub fn on_click(&self, action: Action) -> Callback<MouseEvent> {
        self.act.reform(move |_| action.clone())
    }

    /// A click that asks the session.
    pub fn on_click_ask(&self, intent: Intent) -> Callback<MouseEvent> {
        self.ask.reform(move |_| intent.clone())
    }
}

/// Answers an event with what `answer` makes of it, if anything.
pub fn when<E, T: 'static>(
    wire: &Callback<T>,
    answer: impl Fn(E) -> Option<T> + 'static,
) -> Callback<E> {
    let wire = wire.clone();
    Callback::from(move |event| {
        if let Some(message) = answer(event) {
            wire.emit(message);
        }
    })
}

/// The hands of this page. Outside of the app, where there are none, nothing is drawn.
#[hook]
pub fn use_hands() -> Hands {
    use_context::<Hands>().unwrap_or_else(|| Hands {
        messages: Messages::page(crate::i18n::Lang::En),
        act: Callback::noop(),
        ask: Callback::noop(),
    })
}
