//! What goroutines are doing inside Swiss maps, read off their frames: which groups a search has visited, how far a table has been
//! moved, where loops stand.
//!
//! The runtime's own variables are the source (`prelude/runtime/map_swiss*.go`): `hashed`, `seq`, `match` of a search, `t`, `bigger`,
//! `left`, `right` of a move, the iterator of a loop. Only names and types are relied on. A variable that is declared but not
//! yet set may hold anything: so every value is checked against the table it is about, and what does not fit is left out.

use super::reader::{Reader, Words};
use super::record::Record;
use super::roots::{is_live, local_words};
use super::swiss_view::{GrowthKind, ProbePurpose};
use crate::bytecode::{Kind, LocalInfo, RType, RTypeId};
use crate::machine::{Frame, Goroutine};

/// The first version whose maps are Swiss maps.
pub const SWISS_GO_MINOR: u32 = 24;
/// Innermost frames of one goroutine that are looked at: more than the runtime ever nests.
const MAX_FRAMES: usize = 200;
/// Goroutines looked at.
const MAX_GOROUTINES: usize = 1000;
/// Most groups that a probing path lists: those of the largest table.
const MAX_PATH: u64 = 128;

/// All of it, for one moment.
#[derive(Default)]
pub struct Work {
    /// Searches.
    pub probes: Vec<Probe>,
    /// Moves of entries.
    pub growths: Vec<Growth>,
    /// Loops.
    pub iterators: Vec<Iterator>,
    /// Tables and groups in the runtime's variables, outer functions' first.
    pub held: Vec<Held>,
}

/// A pointer to a table or group in a variable of the runtime.
pub struct Held {
    /// The map it is about.
    pub map: u64,
    /// Name of the variable.
    pub name: String,
    /// A table, not groups.
    pub table: bool,
    /// Type it points to.
    pub ty: RTypeId,
    /// Address it points to.
    pub addr: u64,
}

/// A search for a key.
pub struct Probe {
    /// The map.
    pub map: u64,
    /// Who.
    pub goroutine: u32,
    /// Why.
    pub purpose: ProbePurpose,
    /// Table; `None` in a map that is one group.
    pub table: Option<u64>,
    /// The key's text.
    pub key: String,
    /// Its hash.
    pub hash: u64,
    /// Groups visited, the present one last.
    pub path: Vec<u64>,
    /// Bits of the slots still to be compared.
    pub matches: u64,
    /// Slot it looks at.
    pub slot: Option<u32>,
}

/// A move of entries.
pub struct Growth {
    /// The map.
    pub map: u64,
    /// Who.
    pub goroutine: u32,
    /// How.
    pub kind: GrowthKind,
    /// Table that they come from; `None` for the only group.
    pub from: Option<u64>,
    /// Tables that take them.
    pub to: Vec<u64>,
    /// Group being moved.
    pub group: u64,
}

/// A loop.
pub struct Iterator {
    /// The map.
    pub map: u64,
    /// Whose.
    pub goroutine: u32,
    /// Table it is in, and the type of tables.
    pub table: Option<u64>,
    /// See `table`.
    pub table_type: Option<RTypeId>,
    /// Next slot, counted from where it began.
    pub entry_index: u64,
    /// Where it began in every table.
    pub entry_offset: u64,
    /// Places of the directory behind it.
    pub tables_done: u64,
}

/// Looks at all goroutines. Nothing for versions with classic maps.
pub fn work(reader: &Reader<'_>) -> Work {
    let mut work = Work::default();
    if reader.program.go_minor < SWISS_GO_MINOR {
        return work;
    }
    for goroutine in reader.machine.goroutines().iter().take(MAX_GOROUTINES) {
        runtime_frames(reader, goroutine, &mut work);
        iterators(reader, goroutine, &mut work);
    }
    let walked = work.iterators.iter().filter_map(|i| {
        Some(Held {
            map: i.map,
            name: "it.tab".to_string(),
            table: true,
            ty: i.table_type?,
            addr: i.table?,
        })
    });
    work.held.extend(walked);
    work
}

/// The live variables of one frame, by name.
struct Scope<'r, 'm> {
    reader: &'r Reader<'m>,
    goroutine: &'m Goroutine,
    frame: &'m Frame,
    locals: &'m [LocalInfo],
}

impl<'r, 'm> Scope<'r, 'm> {
    fn new(reader: &'r Reader<'m>, goroutine: &'m Goroutine, frame: &'m Frame) -> Self {
        let function = reader.program.functions.get(frame.func as usize);
        Scope {
            reader,
            goroutine,
            frame,
            locals: function.map_or(&[], |f| &f.locals),
        }
    }

    /// The function's name without package, receiver and type arguments.
    fn function_name(&self) -> &'m str {
        let function = self.reader.program.functions.get(self.frame.func as usize);
        let name = function.map_or("", |f| f.name.as_str());
        let name = name.strip_suffix("[...]").unwrap_or(name);
        name.rsplit('.').next().unwrap_or(name)
    }

    /// The search that this frame stands in.
    fn probe(&self, hash: u64, table: Option<u64>, path: Vec<u64>) -> Probe {
        Probe {
            map: 0,
            goroutine: self.goroutine.id.0,
            purpose: ProbePurpose::Find,
            table,
            key: self.text("key").unwrap_or_default(),
            hash,
            path,
            matches: self.word("match").unwrap_or(0),
            slot: self.word("i").filter(|i| *i < 8).map(|i| i as u32),
        }
    }

    /// The innermost live variable of a name.
    fn local(&self, name: &str) -> Option<(&'m LocalInfo, Words<'m>)> {
        let found = |l: &&LocalInfo| l.name == name && is_live(l, self.frame);
        let local = self.locals.iter().rev().find(found)?;
        let words = local_words(self.reader, self.goroutine, self.frame, local)?;
        Some((local, words))
    }

    fn word(&self, name: &str) -> Option<u64> {
        self.local(name).map(|(_, words)| words.word(0))
    }

    fn text(&self, name: &str) -> Option<String> {
        let (local, words) = self.local(name)?;
        Some(self.reader.value(local.ty, words).text)
    }

    /// A pointer variable to a struct of the runtime: the struct's type and address.
    fn pointer(&self, name: &str, to: &str) -> Option<(RTypeId, u64)> {
        let (local, words) = self.local(name)?;
        self.pointee(local, to)
            .map(|ty| (ty, words.word(0)))
            .filter(|(_, addr)| *addr != 0)
    }

    fn pointee(&self, local: &LocalInfo, to: &str) -> Option<RTypeId> {
        let rtype = self
            .reader
            .rtype(local.ty)
            .filter(|t| t.kind == Kind::Pointer)?;
        let elem = rtype.elem?;
        is_runtime(self.reader.rtype(elem)?, to).then_some(elem)
    }
}

/// Whether a type is an instance of a generic type of the runtime.
pub fn is_runtime(rtype: &RType, name: &str) -> bool {
    let rest = rtype.name.strip_prefix("runtime.");
    rest.and_then(|rest| rest.strip_prefix(name))
        .is_some_and(|rest| rest.starts_with('['))
}

/// The runtime's frames on top of a goroutine's stack, innermost first. The map is found in the first that knows it.
fn runtime_frames<'m>(reader: &Reader<'m>, goroutine: &'m Goroutine, work: &mut Work) {
    let prelude = |frame: &&Frame| {
        let function = reader.program.functions.get(frame.func as usize);
        function.is_some_and(|f| f.prelude)
    };
    let (mut probe, mut growth, mut map) = (None, None, None);
    let mut purpose = ProbePurpose::Find;
    let mut held = Vec::new();
    for frame in goroutine
        .frames
        .iter()
        .rev()
        .take(MAX_FRAMES)
        .take_while(prelude)
    {
        let scope = Scope::new(reader, goroutine, frame);
        if growth.is_none() {
            growth = growth_of(&scope);
            // Outside of a move, the frames are those of the search that led to it.
            if probe.is_none() && growth.is_none() {
                probe = table_probe(&scope).or_else(|| group_probe(&scope));
            }
        }
        purpose = purpose_of(scope.function_name()).unwrap_or(purpose);
        held.splice(0..0, pointers(&scope));
        if let Some((_, addr)) = scope.pointer("m", "hmap") {
            map = Some(addr);
        }
    }
    let Some(map) = map else { return };
    if growth.is_some() {
        purpose = ProbePurpose::Move;
    }
    work.probes
        .extend(probe.map(|p| Probe { map, purpose, ..p }));
    work.growths.extend(growth.map(|g| Growth { map, ..g }));
    work.held
        .extend(held.into_iter().map(|h| Held { map, ..h }));
}

/// Why a function of the runtime looks for a key, where its name says it.
fn purpose_of(function: &str) -> Option<ProbePurpose> {
    match function {
        "mapassign" => Some(ProbePurpose::Assign),
        "mapdelete" => Some(ProbePurpose::Delete),
        _ => None,
    }
}

/// A search along the groups of a table: under way in `search`, `searchOrFree` or `add`, or at its end in `place` or `remove`, which
/// go on with the group that was found.
fn table_probe(scope: &Scope<'_, '_>) -> Option<Probe> {
    let reader = scope.reader;
    let hash = scope.word("hashed")?;
    let (ty, table) = scope.pointer("t", "table")?;
    let record = Record::at(reader, ty, table)?;
    let mask = record.word(reader, "lengthMask").min(MAX_PATH - 1);
    let path: Vec<u64> = match scope.local("seq") {
        Some((_, seq)) => {
            let step = seq.word(2).min(MAX_PATH - 1);
            let path: Vec<u64> = path(hash, mask).take(step as usize + 1).collect();
            // A sequence that is declared but not begun holds what lay there before.
            if seq.word(0) != mask || path.last() != Some(&seq.word(1)) {
                return None;
            }
            path
        }
        None => {
            let (ty, group) = scope.pointer("g", "group")?;
            let words = u64::from(reader.rtype(ty)?.words.max(1));
            let index = group.checked_sub(record.word(reader, "groups"))? / words;
            path_to(hash, mask, index)?
        }
    };
    Some(scope.probe(hash, Some(table), path))
}

/// A search in the only group of a small map.
fn group_probe(scope: &Scope<'_, '_>) -> Option<Probe> {
    let hash = scope.word("hashed")?;
    scope.pointer("g", "group")?;
    if scope.local("t").is_some() {
        return None;
    }
    Some(scope.probe(hash, None, vec![0]))
}

/// The groups that a search visits, in order: the steps get longer by one each time.
pub fn path(hash: u64, mask: u64) -> impl std::iter::Iterator<Item = u64> {
    (0..).scan((hash >> 7) & mask, move |at, step: u64| {
        *at = at.wrapping_add(step) & mask;
        Some(*at)
    })
}

/// The path as far as a group; `None` if it does not lead there.
fn path_to(hash: u64, mask: u64, group: u64) -> Option<Vec<u64>> {
    let whole: Vec<u64> = path(hash, mask).take(mask as usize + 1).collect();
    let at = whole.iter().position(|g| *g == group)?;
    Some(whole[..=at].to_vec())
}

/// A frame that moves entries: `growToTable`, `grow` or `split`.
fn growth_of(scope: &Scope<'_, '_>) -> Option<Growth> {
    let table = |name: &str| scope.pointer(name, "table").map(|(_, addr)| addr);
    let (kind, from, to, group) = match scope.function_name() {
        "growToTable" => (GrowthKind::ToTable, None, vec![table("t")], None),
        "grow" => (
            GrowthKind::Grow,
            Some(table("t")?),
            vec![table("bigger")],
            scope.word("i"),
        ),
        "split" => (
            GrowthKind::Split,
            Some(table("t")?),
            vec![table("left"), table("right")],
            scope.word("n"),
        ),
        _ => return None,
    };
    Some(Growth {
        map: 0,
        goroutine: scope.goroutine.id.0,
        kind,
        from,
        to: to.into_iter().flatten().collect(),
        group: group.unwrap_or(0),
    })
}

/// Tables and groups that the frame's variables point to.
fn pointers(scope: &Scope<'_, '_>) -> Vec<Held> {
    let mut held = Vec::new();
    for local in scope.locals.iter().filter(|l| is_live(l, scope.frame)) {
        let table = scope.pointee(local, "table");
        let ty = table.or_else(|| scope.pointee(local, "group"));
        let words = local_words(scope.reader, scope.goroutine, scope.frame, local);
        if let (Some(ty), Some(words)) = (ty, words) {
            held.push(Held {
                map: 0,
                name: local.name.clone(),
                table: table.is_some(),
                ty,
                addr: words.word(0),
            });
        }
    }
    held
}

/// The loops of a goroutine: an iterator lies in the frame of its loop, and a newer state of it in the runtime's frames above.
fn iterators<'m>(reader: &Reader<'m>, goroutine: &'m Goroutine, work: &mut Work) {
    let first = goroutine.frames.len().saturating_sub(MAX_FRAMES);
    let before = work.iterators.len();
    for frame in goroutine.frames.iter().skip(first) {
        let scope = Scope::new(reader, goroutine, frame);
        for local in scope.locals.iter().filter(|l| is_live(l, frame)) {
            if !reader
                .rtype(local.ty)
                .is_some_and(|t| is_runtime(t, "hiter"))
            {
                continue;
            }
            let Some(found) = iterator(&scope, local) else {
                continue;
            };
            let same = |known: &&mut Iterator| {
                known.map == found.map && known.entry_offset == found.entry_offset
            };
            match work.iterators[before..].iter_mut().rev().find(same) {
                Some(known) => *known = found,
                None => work.iterators.push(found),
            }
        }
    }
}

fn iterator(scope: &Scope<'_, '_>, local: &LocalInfo) -> Option<Iterator> {
    let reader = scope.reader;
    let words = local_words(reader, scope.goroutine, scope.frame, local)?;
    let record = Record::of(reader, local.ty, words)?;
    let word = |name: &str| record.word(reader, name);
    let map = word("m");
    let table = Some(word("tab")).filter(|t| *t != 0);
    (map != 0).then_some(Iterator {
        map,
        goroutine: scope.goroutine.id.0,
        table_type: record.target(reader, "tab"),
        table,
        entry_index: word("entryIdx"),
        entry_offset: word("entryOffset"),
        tables_done: (word("dirIdx") as i64).max(0) as u64,
    })
}
