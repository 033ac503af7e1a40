//! Slice headers and the arrays behind them, ready to draw: each header is a window on its array.
//!
//! Invariants:
//! - Every header found in memory (of very many: the first) stands in exactly one place: at its array, or among the loose ones.
//! - Two headers on one array stand on the same [`ArrayModel`]: that is how aliasing is seen.
//! - A window never reaches further than one column beyond the drawn cells; a torn one says so instead.

use sim_core::inspect::view::{
    ArrayView, Body, Mark, ObjId, ObjectView, SliceView, StageView, ValueView,
};

use super::walk::walk;

/// Most headers drawn.
const HEADERS_MAX: usize = 120;

/// Colours for headers (`--h1` … in style.css).
const HEADER_COLOURS: usize = 4;

/// A slice header.
#[derive(Clone, Debug, PartialEq)]
pub struct HeaderModel {
    /// Expression that names it: `s`, `p.items`.
    pub label: String,
    /// Goroutine whose local it is; 0 for others.
    pub goroutine: u32,
    /// Go type.
    pub ty: String,
    /// The three words.
    pub slice: SliceView,
    /// Colour of the palette for headers, from 1.
    pub colour: usize,
    /// Columns of cells before the window.
    pub start: usize,
    /// Columns from `start` that are within len.
    pub used: usize,
    /// Columns after those that are within cap.
    pub spare: usize,
}

/// A backing array with the windows on it.
#[derive(Clone, Debug, PartialEq)]
pub struct ArrayModel {
    /// Identity.
    pub id: ObjId,
    /// Expression that leads here.
    pub label: String,
    /// Element type.
    pub elem: String,
    /// Cells from the start.
    pub cells: Vec<ArrayCell>,
    /// Cells left out.
    pub more: u64,
    /// Windows, in order of appearance; the first is drawn above, the others below.
    pub headers: Vec<HeaderModel>,
    /// More than one header.
    pub aliased: bool,
    /// Characters of the longest cell.
    pub widest: usize,
}

/// One cell of a backing array.
#[derive(Clone, Debug, PartialEq)]
pub struct ArrayCell {
    /// Identity for motion.
    pub key: String,
    /// Identity of the cell that its value has just been copied from.
    pub moved_from: Option<String>,
    /// Content.
    pub value: ValueView,
    /// In the window of how many headers.
    pub windows: usize,
}

/// All arrays with their headers, and the headers that point nowhere.
pub fn arrays(stage: &StageView) -> (Vec<ArrayModel>, Vec<HeaderModel>) {
    let headers = headers(stage);
    let views = array_views(stage, &headers);
    let models = views
        .iter()
        .map(|array| array_model(array, &headers, &views))
        .collect();
    let known = |id: ObjId| views.iter().any(|array| array.id == id);
    let is_loose = |header: &HeaderModel| !header.slice.array.is_some_and(known);
    (models, headers.into_iter().filter(is_loose).collect())
}

/// The arrays, and what a pointer found first but a header uses as its array: `p := &s[0]` makes no object of it.
fn array_views(stage: &StageView, headers: &[HeaderModel]) -> Vec<ArrayView> {
    let mut views = stage.arrays.clone();
    let used = stage
        .objects
        .iter()
        .filter(|object| is_used(object, headers));
    views.extend(used.map(|object| {
        let (elems, more) = match &object.value.body {
            Body::Array { elems, more } => (elems.clone(), *more),
            _ => (vec![object.value.clone()], 0),
        };
        let elem = elems
            .first()
            .map_or_else(String::new, |elem| elem.ty.clone());
        let (id, label) = (object.id, object.label.clone());
        ArrayView {
            id,
            label,
            elem,
            elems,
            more,
            allocated_by: 0,
        }
    }));
    views.sort_by_key(|array| array.id);
    views
}

fn is_used(object: &ObjectView, headers: &[HeaderModel]) -> bool {
    headers
        .iter()
        .any(|header| header.slice.array == Some(object.id))
}

/// Objects that no slice header uses as its array.
pub fn other_objects(stage: &StageView) -> Vec<ObjectView> {
    let headers = headers(stage);
    let others = stage
        .objects
        .iter()
        .filter(|object| !is_used(object, &headers));
    others.cloned().collect()
}

/// Every slice header in variables, objects, arrays, maps and channels.
fn headers(stage: &StageView) -> Vec<HeaderModel> {
    let mut found = Vec::new();
    let mut collect = |label: &str, goroutine: u32, value: &ValueView| {
        walk(label, value, &mut |path, inner| {
            if let (Body::Slice(slice), true) = (&inner.body, found.len() < HEADERS_MAX) {
                found.push(HeaderModel {
                    label: path.to_owned(),
                    goroutine,
                    ty: inner.ty.clone(),
                    slice: slice.clone(),
                    colour: 0,
                    start: 0,
                    used: 0,
                    spare: 0,
                });
            }
        });
    };
    for var in &stage.vars {
        collect(&var.name, var.goroutine, &var.value);
    }
    for object in &stage.objects {
        collect(&object.label, 0, &object.value);
    }
    for array in &stage.arrays {
        for (index, elem) in array.elems.iter().enumerate() {
            collect(&format!("{}[{index}]", array.label), 0, elem);
        }
    }
    for map in &stage.maps {
        for cell in map
            .buckets
            .iter()
            .flat_map(|t| &t.buckets)
            .flat_map(|b| &b.chain)
            .flat_map(|p| &p.cells)
        {
            if let (Some(key), Some(elem)) = (&cell.key, &cell.elem) {
                collect(&format!("{}[{}]", map.label, key.text), 0, elem);
            }
        }
    }
    found
}

fn array_model(array: &ArrayView, headers: &[HeaderModel], all: &[ArrayView]) -> ArrayModel {
    let mine = headers
        .iter()
        .filter(|header| header.slice.array == Some(array.id));
    let headers: Vec<HeaderModel> = mine
        .enumerate()
        .map(|(index, header)| placed(header, index, array.elems.len()))
        .collect();
    let windows_on = |index: usize| {
        headers
            .iter()
            .filter(|h| (h.start..h.start + h.used).contains(&index))
            .count()
    };
    let cell = |(index, value): (usize, &ValueView)| ArrayCell {
        key: cell_key(array.id, index),
        moved_from: copied_from(array, index, value, all),
        value: value.clone(),
        windows: windows_on(index),
    };
    ArrayModel {
        id: array.id,
        label: array.label.clone(),
        elem: array.elem.clone(),
        cells: array.elems.iter().enumerate().map(cell).collect(),
        more: array.more,
        aliased: headers.len() > 1,
        widest: array
            .elems
            .iter()
            .map(|elem| elem.text.chars().count())
            .max()
            .unwrap_or(1),
        headers,
    }
}

/// The header with its window measured in columns of drawn cells.
fn placed(header: &HeaderModel, index: usize, cells: usize) -> HeaderModel {
    let start = usize::try_from(header.slice.offset)
        .unwrap_or(usize::MAX)
        .min(cells);
    let columns = |words: i64| {
        usize::try_from(words.max(0))
            .unwrap_or(usize::MAX)
            .min(cells + 1 - start)
    };
    let used = columns(header.slice.len);
    HeaderModel {
        colour: index % HEADER_COLOURS + 1,
        start,
        used,
        spare: columns(header.slice.cap).saturating_sub(used),
        ..header.clone()
    }
}

fn cell_key(array: ObjId, index: usize) -> String {
    format!("a{array}.{index}")
}

/// Where a value that was written just now came from: the cell of the same index in a smaller array that holds the same, as when
/// `append` moves to a new array. Only a guess for the eye: it decides where a motion starts, nothing else.
fn copied_from(
    array: &ArrayView,
    index: usize,
    value: &ValueView,
    all: &[ArrayView],
) -> Option<String> {
    value.mark.filter(|mark| mark.write)?;
    let size = |array: &ArrayView| array.elems.len() as u64 + array.more;
    let source = all.iter().filter(|other| {
        other.id != array.id && other.elem == array.elem && size(other) < size(array)
    });
    let same = source.filter(|other| {
        other
            .elems
            .get(index)
            .is_some_and(|elem| elem.text == value.text)
    });
    same.max_by_key(|other| size(other))
        .map(|other| cell_key(other.id, index))
}

/// Which of ptr, len and cap were touched, for the chips of the header.
pub fn words(header: &HeaderModel) -> [(&'static str, String, Option<Mark>); 3] {
    let pointer = match header.slice.array {
        Some(_) if header.slice.offset > 0 => format!("+{}", header.slice.offset),
        Some(_) => "•".to_owned(),
        None => "nil".to_owned(),
    };
    let marks = header.slice.marks;
    [
        ("ptr", pointer, marks[0]),
        ("len", header.slice.len.to_string(), marks[1]),
        ("cap", header.slice.cap.to_string(), marks[2]),
    ]
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{array, int, slice, stage, var};
    use super::*;

    #[test]
    fn two_headers_on_one_array_stand_together() {
        let mut stage = stage();
        stage.vars = vec![
            var("s", slice(Some(8), 0, 2, 4)),
            var("t", slice(Some(8), 1, 3, 3)),
            var("n", slice(None, 0, 0, 0)),
        ];
        stage.arrays = vec![array(8, "s", &[1, 2, 3, 0])];
        let (arrays, loose) = arrays(&stage);
        let seen: Vec<_> = arrays[0]
            .headers
            .iter()
            .map(|h| (h.label.as_str(), h.start, h.used, h.spare, h.colour))
            .collect();
        assert_eq!(seen, [("s", 0, 2, 2, 1), ("t", 1, 3, 0, 2)]);
        assert!(arrays[0].aliased);
        assert_eq!(
            arrays[0]
                .cells
                .iter()
                .map(|cell| cell.windows)
                .collect::<Vec<_>>(),
            [1, 2, 1, 1]
        );
        assert_eq!(loose.len(), 1);
        assert_eq!(loose[0].label, "n");
    }

    #[test]
    fn what_a_pointer_found_first_is_still_the_headers_array() {
        let mut stage = stage();
        stage.vars = vec![var("t", slice(Some(8), 0, 1, 1))];
        let (id, label) = (8, "old".to_owned());
        stage.objects = vec![ObjectView {
            id,
            label,
            value: int(1),
        }];
        let (arrays, loose) = arrays(&stage);
        assert_eq!(
            (arrays.len(), arrays[0].cells.len(), loose.len()),
            (1, 1, 0)
        );
        assert_eq!(arrays[0].headers[0].label, "t");
        assert!(other_objects(&stage).is_empty());
    }

    #[test]
    fn a_torn_header_is_drawn_within_bounds() {
        let mut stage = stage();
        stage.vars = vec![
            var("s", slice(Some(8), 0, 1_000_000, -5)),
            var("t", slice(Some(8), 99, 3, 3)),
        ];
        stage.arrays = vec![array(8, "s", &[1, 2])];
        let (arrays, _) = arrays(&stage);
        let seen: Vec<_> = arrays[0]
            .headers
            .iter()
            .map(|h| (h.start, h.used, h.spare))
            .collect();
        assert_eq!(seen, [(0, 3, 0), (2, 1, 0)]);
    }

    #[test]
    fn a_value_copied_by_append_comes_from_the_old_array() {
        let mut stage = stage();
        stage.arrays = vec![array(8, "s", &[5, 6]), array(20, "t", &[5, 0, 0, 0])];
        stage.arrays[1].elems[0].mark = Some(Mark {
            goroutine: 1,
            write: true,
        });
        let (models, _) = arrays(&stage);
        assert_eq!(models[1].cells[0].moved_from.as_deref(), Some("a8.0"));
        assert_eq!(models[1].cells[1].moved_from, None);
        stage.arrays[1].elems[0] = int(7);
        assert_eq!(arrays(&stage).0[1].cells[0].moved_from, None);
    }
}
