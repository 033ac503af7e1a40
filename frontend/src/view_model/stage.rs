//! Memory sorted into what is drawn how: variables, maps, arrays with their headers, locks, channels, other objects.
//!
//! Invariant: everything in the view is drawn once. A variable that holds a map, slice, channel or lock is not drawn as a variable,
//! because its card bears its name, unless it leads nowhere.

use std::collections::BTreeMap;

use sim_core::inspect::view::{
    Body, ChanView, ObjId, ObjectView, StageView, SyncMapView, SyncView, ValueView, VarView,
};

use super::maps::{MapModel, map_model};
use super::slices::{ArrayModel, HeaderModel, arrays, other_objects};
use super::swiss::swiss_model;
use super::swiss_model::SwissModel;
use super::walk::{mark_in, walk};

/// How much there is to show: the less, the larger it can be drawn, for those in the back row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// A few lines.
    Small,
    /// Half a screen.
    Middle,
    /// A screen or more.
    Large,
}

/// What the stage draws.
#[derive(Clone, Debug, PartialEq)]
pub struct StageModel {
    /// Variables, by owner: 0 for globals first, then goroutines.
    pub vars: Vec<(u32, Vec<VarView>)>,
    /// Classic maps.
    pub maps: Vec<MapModel>,
    /// Swiss maps.
    pub swiss: Vec<SwissModel>,
    /// Arrays with their slice headers.
    pub arrays: Vec<ArrayModel>,
    /// Slice headers that point nowhere.
    pub loose: Vec<HeaderModel>,
    /// Locks and the like with their names.
    pub syncs: Vec<SyncModel>,
    /// `sync.Map`s, by the expression that leads there.
    pub sync_maps: Vec<(String, SyncMapView)>,
    /// Channels.
    pub chans: Vec<ChanView>,
    /// Other objects.
    pub objects: Vec<ObjectView>,
    /// Names of objects, for pointers.
    pub names: BTreeMap<ObjId, String>,
    /// Objects left out.
    pub more: u64,
}

/// A lock, counter or Once.
#[derive(Clone, Debug, PartialEq)]
pub struct SyncModel {
    /// Expression that leads here.
    pub label: String,
    /// State.
    pub sync: SyncView,
    /// Touched just now.
    pub mark: Option<sim_core::inspect::view::Mark>,
}

impl StageModel {
    /// How much there is to show.
    pub fn size(&self) -> Size {
        let buckets = |map: &MapModel| {
            let tables = [&map.old, &map.table];
            let parts = tables
                .into_iter()
                .flatten()
                .flat_map(|table| &table.buckets)
                .map(|bucket| bucket.parts.len());
            parts.sum::<usize>()
        };
        let maps: usize = self.maps.iter().map(|map| 2 + 2 * buckets(map)).sum();
        let swiss: usize = self.swiss.iter().map(|map| 3 + 2 * map.groups()).sum();
        let arrays: usize = self
            .arrays
            .iter()
            .map(|array| 1 + array.headers.len())
            .sum();
        let widest = self
            .arrays
            .iter()
            .map(|array| array.cells.len() * (array.widest.max(3) + 1))
            .max();
        let others = 3 * self.sync_maps.len()
            + self.vars.len()
            + (self.syncs.len() + self.chans.len() + self.objects.len()) / 2;
        let is_growing = self.maps.iter().any(|map| map.old.is_some())
            || self.swiss.iter().any(SwissModel::is_growing);
        match (maps + swiss + arrays + others, widest.unwrap_or(0)) {
            (0..=8, 0..=26) if !is_growing => Size::Small,
            (0..=13, 0..=40) if !is_growing => Size::Middle,
            _ => Size::Large,
        }
    }

    /// Nothing to show yet.
    pub fn is_empty(&self) -> bool {
        self.vars.is_empty()
            && self.maps.is_empty()
            && self.swiss.is_empty()
            && self.arrays.is_empty()
            && self.loose.is_empty()
            && self.syncs.is_empty()
            && self.sync_maps.is_empty()
            && self.chans.is_empty()
            && self.objects.is_empty()
    }
}

/// Prepares the stage.
pub fn stage_model(stage: &StageView) -> StageModel {
    let (arrays, loose) = arrays(stage);
    let (vars, vars_left_out) = vars(stage);
    StageModel {
        vars,
        maps: stage.maps.iter().map(map_model).collect(),
        swiss: stage.swiss.iter().map(swiss_model).collect(),
        arrays,
        loose,
        syncs: syncs(stage),
        sync_maps: sync_maps(stage),
        chans: stage.chans.clone(),
        objects: other_objects(stage)
            .into_iter()
            .filter(|object| !is_only_sync(&object.value))
            .collect(),
        names: names(stage),
        more: stage.more + vars_left_out,
    }
}

/// Most variables of one owner that are drawn, and most owners.
const VARS_MAX: usize = 24;
const OWNERS_MAX: usize = 24;

/// Variables that no card stands for, by owner; and how many are left out, in a deep recursion say.
fn vars(stage: &StageView) -> (Vec<(u32, Vec<VarView>)>, u64) {
    let mut by_owner: BTreeMap<u32, Vec<&VarView>> = BTreeMap::new();
    for var in stage.vars.iter().filter(|var| !has_card(var, stage)) {
        by_owner.entry(var.goroutine).or_default().push(var);
    }
    let (mut drawn, mut more) = (Vec::new(), 0);
    for (owner, vars) in by_owner {
        // Outermost frames come first, and the innermost say most.
        let room = if drawn.len() < OWNERS_MAX {
            VARS_MAX
        } else {
            0
        };
        let kept = &vars[vars.len() - vars.len().min(room)..];
        more += (vars.len() - kept.len()) as u64;
        if !kept.is_empty() {
            drawn.push((owner, kept.iter().copied().cloned().collect()));
        }
    }
    (drawn, more)
}

/// Whether a card of its own name stands for the variable.
fn has_card(var: &VarView, stage: &StageView) -> bool {
    match &var.value.body {
        Body::Slice(_) | Body::Sync(_) | Body::SyncMap(_) => true,
        Body::Map { to: Some(to) } => {
            let classic = stage.maps.iter().map(|map| (map.id, &map.label));
            let swiss = stage.swiss.iter().map(|map| (map.id, &map.label));
            classic
                .chain(swiss)
                .any(|(id, label)| id == *to && *label == var.name)
        }
        Body::Chan { to: Some(to) } => stage
            .chans
            .iter()
            .any(|chan| chan.id == *to && chan.label == var.name),
        _ => false,
    }
}

/// Most `sync.Map`s drawn.
const SYNC_MAPS_MAX: usize = 8;

/// Every `sync.Map` in variables and objects.
fn sync_maps(stage: &StageView) -> Vec<(String, SyncMapView)> {
    let mut found: Vec<(String, SyncMapView)> = Vec::new();
    let mut collect = |path: &str, value: &ValueView| {
        if let Body::SyncMap(map) = &value.body {
            let is_known = found.iter().any(|(_, known)| known == map);
            if !is_known && found.len() < SYNC_MAPS_MAX {
                found.push((path.to_owned(), map.clone()));
            }
        }
    };
    for var in &stage.vars {
        walk(&var.name, &var.value, &mut collect);
    }
    for object in &stage.objects {
        walk(&object.label, &object.value, &mut collect);
    }
    found
}

/// Most locks drawn.
const SYNCS_MAX: usize = 40;

/// Every lock in variables and objects; one that is reached in two ways is listed once.
fn syncs(stage: &StageView) -> Vec<SyncModel> {
    let mut found: Vec<SyncModel> = Vec::new();
    let mut collect = |path: &str, value: &ValueView| {
        if let Body::Sync(sync) = &value.body {
            let is_known = found
                .iter()
                .any(|known| sync.addr.is_some() && known.sync.addr == sync.addr);
            if !is_known && found.len() < SYNCS_MAX {
                found.push(SyncModel {
                    label: path.strip_suffix(".list").unwrap_or(path).to_owned(),
                    sync: sync.clone(),
                    mark: value.mark,
                });
            }
        }
    };
    for var in &stage.vars {
        walk(&var.name, &var.value, &mut collect);
    }
    for object in &stage.objects {
        walk(&object.label, &object.value, &mut collect);
    }
    found
}

/// Whether a card says all there is: a `Cond` is a struct around its list of who waits, and its lock has a card of its own.
fn is_only_sync(value: &ValueView) -> bool {
    matches!(value.body, Body::Sync(_) | Body::SyncMap(_)) || value.ty == "sync.Cond"
}

fn names(stage: &StageView) -> BTreeMap<ObjId, String> {
    let mut names = BTreeMap::new();
    names.extend(
        stage
            .vars
            .iter()
            .filter_map(|var| var.addr.map(|addr| (addr, var.name.clone()))),
    );
    names.extend(
        stage
            .objects
            .iter()
            .map(|object| (object.id, object.label.clone())),
    );
    names.extend(
        stage
            .arrays
            .iter()
            .map(|array| (array.id, format!("{}[…]", array.label))),
    );
    names.extend(stage.chans.iter().map(|chan| (chan.id, chan.label.clone())));
    names.extend(stage.maps.iter().map(|map| (map.id, map.label.clone())));
    names.extend(stage.swiss.iter().map(|map| (map.id, map.label.clone())));
    names
}

/// The stage in plain lines, for readers who hear it and for tests: the same text means the same picture.
pub fn summary(stage: &StageView) -> String {
    let marked = |value: &ValueView| if mark_in(value).is_some() { "*" } else { "" };
    let vars = stage
        .vars
        .iter()
        .map(|var| format!("{} = {}{}", var.name, var.value.text, marked(&var.value)));
    let maps = stage.maps.iter().map(|map| {
        format!(
            "{}: {} entries, B {}",
            map.label, map.count.value, map.b.value
        )
    });
    let swiss = stage.swiss.iter().map(|map| {
        format!(
            "{}: {} entries, {} tables",
            map.label,
            map.used.value,
            map.tables.len()
        )
    });
    vars.chain(maps).chain(swiss).collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{chan, int, map, mutex, stage, var};
    use super::*;

    #[test]
    fn a_map_is_drawn_once() {
        let mut stage = stage();
        let mut m = var("m", int(0));
        m.value.body = Body::Map { to: Some(1) };
        let mut other = m.clone();
        other.name = "alias".into();
        stage.vars = vec![m, other, var("n", int(3))];
        stage.maps = vec![map("m")];
        let model = stage_model(&stage);
        let names: Vec<&str> = model.vars[0]
            .1
            .iter()
            .map(|var| var.name.as_str())
            .collect();
        assert_eq!(names, ["alias", "n"]);
        assert_eq!(model.names.get(&1).map(String::as_str), Some("m"));
    }

    #[test]
    fn a_deep_recursion_shows_its_innermost_frames() {
        let mut stage = stage();
        stage.vars = (0..100_000).map(|depth| var("n", int(depth))).collect();
        let model = stage_model(&stage);
        assert_eq!(model.vars[0].1.len(), VARS_MAX);
        assert_eq!(
            model.vars[0].1.last().map(|var| var.value.text.as_str()),
            Some("99999")
        );
        assert_eq!(model.more, 100_000 - VARS_MAX as u64);
    }

    #[test]
    fn locks_inside_structs_are_found_once() {
        let mut stage = stage();
        stage.vars = vec![
            var("mu", mutex(40, Some(1), &[2])),
            var("again", mutex(40, Some(1), &[2])),
            var("other", mutex(50, None, &[])),
        ];
        let model = stage_model(&stage);
        assert_eq!(
            model
                .syncs
                .iter()
                .map(|sync| sync.label.as_str())
                .collect::<Vec<_>>(),
            ["mu", "other"]
        );
        assert!(model.vars.is_empty());
    }

    #[test]
    fn an_empty_stage_is_empty() {
        let mut stage = stage();
        assert!(stage_model(&stage).is_empty());
        stage.chans = vec![chan(9, "ch")];
        assert!(!stage_model(&stage).is_empty());
    }
}
