//! The page as a frame inside another one: messages in, state and height out.
//!
//! In: `{type:"weft:ping"}`, `{type:"weft:load", fragment}` or `{…, code}`, `{type:"weft:seek", step}`,
//! `{type:"weft:step", goroutine?}`, `{type:"weft:play"}`, `{type:"weft:pause"}`.
//! Out: `{type:"weft:ready"}`, `{type:"weft:state", step, recorded, outcome, fragment}`, `{type:"weft:height", height}`,
//! `{type:"weft:error", message}`.
//!
//! Messages are data from anyone: nothing in them is trusted beyond what a link may do. Answers hold nothing that the host page did
//! not give or the reader does not see, so they may go to any origin.

use serde_json::{Value, json};
use wasm_bindgen::JsValue;

/// What the host page wants.
#[derive(Clone, Debug, PartialEq)]
pub enum Request {
    /// Are you there?
    Ping,
    /// Open this fragment.
    LoadFragment(String),
    /// Open this program.
    LoadCode(String),
    /// Cursor to this transition.
    Seek(u64),
    /// One step, of this goroutine if given.
    Step(Option<u32>),
    /// Play or pause.
    Play(bool),
    /// A message of ours that makes no sense, and why.
    Malformed(String),
}

/// Reads a message's data given as JSON; `None` for messages that are not ours.
pub fn request(data: &Value) -> Option<Request> {
    let kind = data.get("type")?.as_str()?.strip_prefix("weft:")?;
    let text = |name: &str| data.get(name).and_then(Value::as_str).map(str::to_owned);
    let number = |name: &str| data.get(name).and_then(Value::as_u64);
    let request = match kind {
        "ping" => Some(Request::Ping),
        "load" => text("fragment")
            .map(Request::LoadFragment)
            .or_else(|| text("code").map(Request::LoadCode)),
        "seek" => number("step").map(Request::Seek),
        "step" => Some(Request::Step(
            number("goroutine").and_then(|id| u32::try_from(id).ok()),
        )),
        "play" => Some(Request::Play(true)),
        "pause" => Some(Request::Play(false)),
        // Answers of another Weft in a frame of ours.
        "ready" | "state" | "height" | "error" => return None,
        _ => None,
    };
    Some(request.unwrap_or_else(|| Request::Malformed(format!("weft:{kind} was not understood"))))
}

/// The data of a browser's message as JSON, if it can be.
pub fn data_of(event: &web_sys::MessageEvent) -> Option<Value> {
    let text = js_sys::JSON::stringify(&event.data()).ok()?.as_string()?;
    serde_json::from_str(&text).ok()
}

/// Says it is ready.
pub fn ready() {
    post(&json!({ "type": "weft:ready" }));
}

/// Says where the run stands.
pub fn state(step: u64, recorded: u64, outcome: Option<&str>, fragment: &str) {
    post(
        &json!({ "type": "weft:state", "step": step, "recorded": recorded, "outcome": outcome, "fragment": fragment }),
    );
}

/// Says how high it would like to be, in CSS pixels.
pub fn height(height: f64) {
    post(&json!({ "type": "weft:height", "height": height }));
}

/// Says what went wrong.
pub fn error(message: &str) {
    post(&json!({ "type": "weft:error", "message": message }));
}

/// Whether the page is inside another one.
pub fn is_framed() -> bool {
    let Some(window) = web_sys::window() else {
        return false;
    };
    let parent = window.parent().ok().flatten();
    parent.is_some_and(|parent| parent != window)
}

fn post(message: &Value) {
    if !is_framed() {
        return;
    }
    let parent = web_sys::window().and_then(|window| window.parent().ok().flatten());
    let data = js_sys::JSON::parse(&message.to_string()).unwrap_or(JsValue::NULL);
    if let Some(parent) = parent {
        let _ = parent.post_message(&data, "*");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_of_the_host_page() {
        let read = |text: &str| request(&serde_json::from_str(text).unwrap());
        assert_eq!(read(r#"{"type":"weft:ping"}"#), Some(Request::Ping));
        assert_eq!(
            read(r#"{"type":"weft:seek","step":7}"#),
            Some(Request::Seek(7))
        );
        assert_eq!(read(r#"{"type":"weft:step"}"#), Some(Request::Step(None)));
        assert_eq!(
            read(r#"{"type":"weft:step","goroutine":2}"#),
            Some(Request::Step(Some(2)))
        );
        assert_eq!(
            read(r#"{"type":"weft:load","code":"x"}"#),
            Some(Request::LoadCode("x".into()))
        );
        assert!(matches!(
            read(r#"{"type":"weft:seek","step":"x"}"#),
            Some(Request::Malformed(_))
        ));
        assert!(matches!(
            read(r#"{"type":"weft:dance"}"#),
            Some(Request::Malformed(_))
        ));
        assert_eq!(read(r#"{"type":"weft:state"}"#), None);
        assert_eq!(read(r#"{"type":"other"}"#), None);
        assert_eq!(read("[1]"), None);
    }
}
