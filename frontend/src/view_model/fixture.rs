//! Small views for tests.

use sim_core::inspect::view::*;

/// An `int`.
pub fn int(value: i64) -> ValueView {
    ValueView {
        text: value.to_string(),
        ty: "int".into(),
        mark: None,
        body: Body::Scalar,
    }
}

/// A `string`.
pub fn text(value: &str) -> ValueView {
    ValueView {
        text: format!("{value:?}"),
        ty: "string".into(),
        mark: None,
        body: Body::Scalar,
    }
}

/// A `[]int`.
pub fn slice(array: Option<ObjId>, offset: u64, len: i64, cap: i64) -> ValueView {
    let header = SliceView {
        array,
        offset,
        len,
        cap,
        marks: [None; 3],
        torn: false,
    };
    ValueView {
        text: format!("[]int len {len} cap {cap}"),
        ty: "[]int".into(),
        mark: None,
        body: Body::Slice(header),
    }
}

/// A `sync.Mutex`.
pub fn mutex(addr: ObjId, holder: Option<u32>, waiters: &[u32]) -> ValueView {
    let sync = SyncView {
        kind: "Mutex".into(),
        addr: Some(addr),
        holder,
        waiters: waiters.to_vec(),
        ..SyncView::default()
    };
    ValueView {
        text: "locked".into(),
        ty: "sync.Mutex".into(),
        mark: None,
        body: Body::Sync(sync),
    }
}

/// A local of goroutine 1, declared on line 3.
pub fn var(name: &str, value: ValueView) -> VarView {
    VarView {
        name: name.into(),
        goroutine: 1,
        frame: 0,
        value,
        addr: None,
        line: 3,
    }
}

/// A backing array of ints.
pub fn array(id: ObjId, label: &str, values: &[i64]) -> ArrayView {
    let elems = values.iter().map(|value| int(*value)).collect();
    ArrayView {
        id,
        label: label.into(),
        elem: "int".into(),
        elems,
        more: 0,
        allocated_by: 1,
    }
}

/// A channel of capacity 1.
pub fn chan(id: ObjId, label: &str) -> ChanView {
    ChanView {
        id,
        label: label.into(),
        elem: "int".into(),
        cap: 1,
        buffer: vec![],
        closed: false,
        receivers: vec![],
        senders: vec![],
        mark: None,
    }
}

fn field(value: u64) -> HeaderField {
    HeaderField { value, mark: None }
}

/// A map with identity 1 and no buckets.
pub fn map(label: &str) -> MapView {
    MapView {
        id: 1,
        label: label.into(),
        ty: "map[string]int".into(),
        count: field(2),
        flags: field(0),
        b: field(0),
        noverflow: field(0),
        hash0: field(7),
        nevacuate: field(0),
        buckets_mark: None,
        oldbuckets_mark: None,
        writing: false,
        iterator: false,
        old_iterator: false,
        same_size_grow: false,
        buckets: None,
        old: None,
    }
}

/// A bucket array.
pub fn table(id: ObjId, buckets: Vec<BucketView>) -> TableView {
    TableView {
        id,
        buckets,
        more: 0,
    }
}

/// A bucket without overflow.
pub fn bucket(index: u64, cells: Vec<CellView>) -> BucketView {
    let part = BucketPartView {
        id: 1000 + index,
        cells,
        overflow_mark: None,
    };
    BucketView {
        index,
        chain: vec![part],
        evacuated: false,
    }
}

/// A slot that holds an entry.
pub fn full(key: &str) -> CellView {
    CellView {
        tophash: 0x9c,
        state: SlotState::Full,
        key: Some(text(key)),
        elem: Some(int(1)),
        mark: None,
        entry: key.into(),
    }
}

/// A slot whose entry has moved.
pub fn moved(key: &str, state: SlotState) -> CellView {
    CellView {
        tophash: 2,
        state,
        ..full(key)
    }
}

/// An empty memory.
pub fn stage() -> StageView {
    StageView {
        vars: vec![],
        maps: vec![],
        swiss: vec![],
        arrays: vec![],
        objects: vec![],
        chans: vec![],
        more: 0,
    }
}

/// A place.
pub fn at(file: &str, line: u32) -> LocationView {
    LocationView {
        file: file.into(),
        line,
        column: 1,
        prelude: file.contains('/'),
    }
}

/// A goroutine that is ready at the innermost of its frames.
pub fn goroutine(id: u32, frames: &[(&str, LocationView)]) -> GoroutineView {
    let frame = |(function, at): &(&str, LocationView)| FrameView {
        function: (*function).into(),
        at: at.clone(),
        locals: vec![],
    };
    let sentence = Sentence {
        id: "next-read".into(),
        args: vec![("place".into(), "m".into())],
    };
    GoroutineView {
        id,
        entry: "main.main".into(),
        state: GoroutineState::Ready,
        wait_reason: String::new(),
        waits_for: None,
        next: frames.first().map(|(_, at)| NextView {
            at: at.clone(),
            kind: CellKind::Read,
            sentence,
            alternatives: 1,
        }),
        frames: frames.iter().map(frame).collect(),
        parent: 0,
    }
}

/// A moment with these goroutines.
pub fn view(goroutines: Vec<GoroutineView>) -> View {
    View {
        step: 0,
        recorded: 0,
        outcome: None,
        goroutines,
        stage: stage(),
        last: None,
        stdout: String::new(),
        stderr: String::new(),
        now_ns: 0,
    }
}

/// A transition in words.
pub fn trace_line(step: u64, goroutine: u32, at: LocationView) -> TraceLine {
    let cell = LaneCell {
        step,
        goroutine,
        kind: CellKind::Read,
        prelude: at.prelude,
    };
    TraceLine {
        cell,
        at,
        sentence: Sentence {
            id: "narrate-exit".into(),
            args: vec![("g".into(), goroutine.to_string())],
        },
    }
}

/// A Swiss map with identity 1: a table of two groups that is being split, with one of its two entries moved, and a search in it.
pub fn swiss() -> SwissMapView {
    let slot = |control: u8, state, key: &str, moved| SwissSlotView {
        control,
        state,
        mark: None,
        key: (!key.is_empty()).then(|| text(key)),
        elem: (!key.is_empty()).then(|| int(1)),
        moved,
        entry: key.into(),
    };
    let group = |id, index, slots| SwissGroupView {
        id,
        index,
        mark: None,
        slots,
    };
    let table = |id, role, groups| SwissTableView {
        id,
        label: "m.dir[0]".into(),
        role,
        index: field(0),
        local_depth: field(0),
        capacity: field(16),
        used: field(2),
        growth_left: field(11),
        groups_mark: None,
        groups,
        more: 0,
    };
    let old = vec![
        slot(0x5e, ControlState::Full, "a", true),
        slot(0x5e, ControlState::Full, "b", false),
        slot(0xfe, ControlState::Deleted, "", false),
        slot(0x80, ControlState::Empty, "", false),
    ];
    let new = vec![slot(0x5e, ControlState::Full, "a", false)];
    let place = |index| DirEntryView {
        index,
        table: Some(10),
        mark: None,
    };
    SwissMapView {
        id: 1,
        label: "m".into(),
        ty: "map[string]int".into(),
        used: field(2),
        seed: field(7),
        writing: field(1),
        dir_len: field(2),
        global_depth: field(1),
        global_shift: field(63),
        tombstone_possible: field(0),
        clear_seq: field(0),
        small_mark: None,
        dir_mark: None,
        small: None,
        directory: vec![place(0), place(1)],
        directory_more: 0,
        tables: vec![
            table(
                10,
                TableRole::Present,
                vec![group(11, 0, old), group(12, 1, vec![])],
            ),
            table(20, TableRole::New, vec![group(21, 0, new)]),
        ],
        tables_more: 0,
        growths: vec![GrowthView {
            goroutine: 1,
            kind: GrowthKind::Split,
            from: 10,
            to: vec![20],
            group: 0,
            moved: 1,
        }],
        probes: vec![ProbeView {
            goroutine: 2,
            purpose: ProbePurpose::Find,
            table: Some(10),
            key: "\"b\"".into(),
            hash: 0xde,
            h1: 1,
            h2: 0x5e,
            path: vec![1, 0],
            matches: vec![1],
            slot: Some(1),
        }],
        iterators: vec![],
    }
}
