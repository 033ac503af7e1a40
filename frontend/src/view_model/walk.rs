//! Finds the values inside values, with the Go expression that leads to each.

use sim_core::inspect::view::{Body, Mark, ValueView};

/// Calls `visit` with the path and value of `value` and of everything inside it, outermost first.
pub fn walk<'a>(path: &str, value: &'a ValueView, visit: &mut dyn FnMut(&str, &'a ValueView)) {
    visit(path, value);
    match &value.body {
        Body::Struct(fields) => {
            for field in fields {
                walk(&format!("{path}.{}", field.name), &field.value, visit);
            }
        }
        Body::Array { elems, .. } => {
            for (index, elem) in elems.iter().enumerate() {
                walk(&format!("{path}[{index}]"), elem, visit);
            }
        }
        Body::Interface(Some(inner)) => walk(path, inner, visit),
        _ => {}
    }
}

/// The mark on a value or on anything inside it.
pub fn mark_in(value: &ValueView) -> Option<Mark> {
    let mut found = None;
    walk("", value, &mut |_, inner| {
        let own = match &inner.body {
            Body::Slice(slice) => inner
                .mark
                .or_else(|| slice.marks.iter().flatten().next().copied()),
            _ => inner.mark,
        };
        found = found.or(own);
    });
    found
}
