//! Where goroutines stand in the user's program, in terms that two Go versions share.
//!
//! A goroutine *visits* statements, one after the other: a loop visits its statements again and again, and a call visits those of the
//! function, then the caller's again. Across versions, visits are the same when the statement and the number of user frames are.

use std::collections::{BTreeMap, VecDeque};

use crate::machine::{Gid, Machine};
use crate::source::{Origin, Pos};
use crate::timeline::Place;

/// A statement of the user's program, the same in all versions; the default one once the goroutine has ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stand {
    /// User frames.
    depth: u32,
    /// Which of the user's files, and the byte in it.
    at: (u32, u32),
}

/// Whether a goroutine whose visit began at `start` makes another visit when it stands at `now`. Finer than the transport's statement
/// step ([`Place::left_statement`]), for which the calls that a statement makes are parts of it.
pub fn is_next(start: &Place, now: &Place) -> bool {
    (now.depth, now.stmt) != (start.depth, start.stmt) || now == start
}

/// Where each of the user's files lies among the positions of one program.
#[derive(Clone, Debug)]
pub struct Ground(Vec<(Pos, Pos)>);

impl Ground {
    fn of(machine: &Machine) -> Ground {
        let files = machine.program().sources.files().iter();
        let own = files.filter(|file| file.origin == Origin::User);
        Ground(own.map(|file| (file.base, file.end())).collect())
    }

    /// A place in terms of both versions.
    pub fn stand(&self, place: &Place) -> Stand {
        let within =
            |(_, (start, end)): &(usize, &(Pos, Pos))| (*start..=*end).contains(&place.stmt);
        let file = self.0.iter().enumerate().find(within);
        Stand {
            depth: place.depth,
            at: file.map_or((0, 0), |(index, (start, _))| {
                (index as u32 + 1, place.stmt.0 - start.0)
            }),
        }
    }
}

/// One goroutine in both runs.
#[derive(Clone, Debug)]
pub struct Track {
    /// Where the visit in front began.
    pub front: Place,
    /// Where the visit beside began.
    pub other: Place,
    /// The one beside has only the last transition of the statement to make, and waits with it for the one in front.
    pub waits: bool,
    /// Visits in front that have no counterpart: the one beside waits for them to pass.
    pub owed: usize,
    /// Alternatives chosen in front during this visit and not yet beside.
    pub alternatives: VecDeque<u64>,
}

/// All goroutines that have moved.
#[derive(Clone, Debug)]
pub struct Tracks {
    tracks: BTreeMap<Gid, Track>,
    /// The grounds of the run in front and of the one beside.
    pub grounds: [Ground; 2],
    /// The two have parted in place: nothing is compared any more.
    pub is_loose: bool,
}

impl Tracks {
    /// Before any transition.
    pub fn new(front: &Machine, other: &Machine) -> Tracks {
        Tracks {
            tracks: BTreeMap::new(),
            grounds: [Ground::of(front), Ground::of(other)],
            is_loose: false,
        }
    }

    /// A goroutine's track; one that has not moved yet begins where it stands in both.
    pub fn of(&mut self, g: Gid, front: &Place, other: &Place) -> &mut Track {
        self.tracks.entry(g).or_insert_with(|| Track {
            front: *front,
            other: *other,
            waits: false,
            owed: 0,
            alternatives: VecDeque::new(),
        })
    }

    /// A goroutine's track, once it has moved.
    pub fn get(&mut self, g: Gid) -> Option<&mut Track> {
        self.tracks.get_mut(&g)
    }

    /// The goroutines that have moved, ascending.
    pub fn goroutines(&self) -> Vec<Gid> {
        self.tracks.keys().copied().collect()
    }

    /// Whether no goroutine has to wait for its counterpart to pass a statement.
    pub fn are_even(&self) -> bool {
        self.tracks.values().all(|track| track.owed == 0)
    }

    /// A pair of places in terms of both versions.
    pub fn stands(&self, front: &Place, other: &Place) -> [Stand; 2] {
        let [a, b] = &self.grounds;
        [a.stand(front), b.stand(other)]
    }
}
