//! Names of goroutines and cells that are the same in all equivalent executions.
//!
//! The machine numbers goroutines and places objects in the order in which they are made, which differs between executions that are
//! equivalent otherwise. Here a goroutine is named by its parent and how many that one had started before; an object by who made it
//! and how many it had made before. Both names are hashes of 64 bits, so that they mean the same in every thread that explores. Cells
//! of the image (global variables) keep their addresses.

use serde::{Deserialize, Serialize};

use crate::machine::{Addr, Gid, Machine};
use crate::schedule::mix;

/// A goroutine, by its origin.
pub type Name = u64;

/// A cell, by the origin of its object.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize,
)]
pub struct Cell {
    /// The object; 0 for the image.
    pub object: u64,
    /// Cell in it.
    pub offset: u32,
}

impl Cell {
    /// Cells that stand for something that is no memory.
    pub const fn special(number: u64) -> Cell {
        Cell {
            object: u64::MAX - number,
            offset: 0,
        }
    }
}

/// The names of an execution's goroutines and objects.
#[derive(Debug, Default)]
pub(super) struct Names {
    goroutines: Vec<Name>,
    /// Goroutines and objects each goroutine has made.
    started: Vec<u32>,
    made: Vec<u32>,
    /// Objects behind the image, in order of their addresses.
    objects: Vec<u64>,
    image: u64,
    image_objects: usize,
}

/// Index of a goroutine.
pub(super) fn index(g: Gid) -> usize {
    (g.0 as usize).wrapping_sub(1)
}

impl Clone for Names {
    fn clone(&self) -> Names {
        let mut copy = Names::default();
        copy.clone_from(self);
        copy
    }

    /// Into the buffers that are there.
    fn clone_from(&mut self, source: &Names) {
        self.goroutines.clone_from(&source.goroutines);
        self.started.clone_from(&source.started);
        self.made.clone_from(&source.made);
        self.objects.clone_from(&source.objects);
        (self.image, self.image_objects) = (source.image, source.image_objects);
    }
}

impl Names {
    /// Those of a machine's present state. Machines that are to be compared must start from the same one.
    pub fn new(machine: &Machine) -> Names {
        let image = machine.program().image.len() as u64;
        let image_objects = machine
            .objects()
            .partition_point(|object| u64::from(object.start) < image);
        let mut names = Names {
            image,
            image_objects,
            ..Names::default()
        };
        names.extend(machine);
        names
    }

    /// Names what the machine has made since.
    #[inline]
    pub fn extend(&mut self, machine: &Machine) {
        if self.goroutines.len() < machine.goroutines().len() {
            self.extend_goroutines(machine);
        }
        if self.image_objects + self.objects.len() < machine.objects().len() {
            self.extend_objects(machine);
        }
    }

    fn extend_goroutines(&mut self, machine: &Machine) {
        for goroutine in machine.goroutines().iter().skip(self.goroutines.len()) {
            let name = match self.started.get_mut(index(goroutine.parent)) {
                None => 1,
                Some(count) => {
                    *count += 1;
                    let parent = self.goroutines.get(index(goroutine.parent)).copied();
                    mix(parent.unwrap_or(1) ^ mix(u64::from(*count)))
                }
            };
            self.goroutines.push(name);
            self.started.push(0);
            self.made.push(0);
        }
    }

    fn extend_objects(&mut self, machine: &Machine) {
        let known = self.image_objects + self.objects.len();
        for object in machine.objects().iter().skip(known) {
            let by = index(object.by);
            let count = match self.made.get_mut(by) {
                Some(count) => {
                    *count += 1;
                    *count
                }
                None => 0,
            };
            let name = self.goroutines.get(by).copied().unwrap_or(0);
            self.objects.push(mix(name ^ mix(!u64::from(count))) >> 1);
        }
    }

    /// A goroutine's name.
    #[inline]
    pub fn name(&self, g: Gid) -> Name {
        self.goroutines.get(index(g)).copied().unwrap_or(0)
    }

    /// The goroutine of a name, in this execution.
    pub fn find(&self, name: Name) -> Option<Gid> {
        let found = self.goroutines.iter().position(|other| *other == name)?;
        Some(Gid(found as u32 + 1))
    }

    /// A cell's name.
    #[inline]
    pub fn cell(&self, machine: &Machine, addr: Addr) -> Cell {
        if addr < self.image {
            return Cell {
                object: 0,
                offset: addr as u32,
            };
        }
        let after = machine
            .objects()
            .partition_point(|object| u64::from(object.start) <= addr);
        let found = after
            .checked_sub(1)
            .and_then(|at| {
                Some((
                    machine.objects().get(at)?,
                    at.checked_sub(self.image_objects)?,
                ))
            })
            .and_then(|(object, at)| Some((object, *self.objects.get(at)?)));
        match found {
            Some((object, name)) => Cell {
                object: name,
                offset: (addr - u64::from(object.start)).min(u64::from(u32::MAX)) as u32,
            },
            // No cell: nobody else can mean it.
            None => Cell::special(0),
        }
    }
}
