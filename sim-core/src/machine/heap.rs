//! Memory: one flat array of word cells, the table of objects in it, and the arena of strings made at run time.
//!
//! Invariants:
//! - `cells` starts as the program's image and only grows; nothing is ever freed or moved, so an address stays good for ever.
//! - `objects` is sorted by start and its ranges do not overlap; an object has at least one cell, so two live objects differ in address.
//! - Addresses and lengths that come from program values may be anything (a torn slice header is a legal value): every access
//!   checks its range and answers with [`Fault`], never by panicking.
//! - The string arena is append-only and strings are immutable; a string address below `text.len()` means the program's text.

use super::Gid;
use super::fault::Fault;
use crate::bytecode::{CodePos, Program, RTypeId};

/// What an object is, beyond its type.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum ObjectKind {
    /// A package-level variable; the number is its index in [`Program::globals`].
    Global(u32),
    /// `count` consecutive values of the type: a variable that escaped, `new`, the backing array of a slice.
    Values,
    /// The immutable copy behind an interface's data word.
    Boxed,
    /// A closure: the function's index, then the captured words. `ty` has no meaning.
    Closure,
    /// A channel of elements of the type (layout: see `exec/chan.rs`).
    Chan,
}

/// One allocation.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Object {
    /// First cell.
    pub start: u32,
    /// Cells, at least 1.
    pub words: u32,
    /// Type of each value in it.
    pub ty: RTypeId,
    /// Number of values.
    pub count: u32,
    /// Kind.
    pub kind: ObjectKind,
    /// Who allocated it (main for globals).
    pub by: Gid,
    /// Where.
    pub at: CodePos,
}

impl Object {
    /// One past the last cell.
    pub fn end(&self) -> u64 {
        u64::from(self.start) + u64::from(self.words)
    }
}

/// Who allocates and where: recorded in the object.
#[derive(Clone, Copy, Debug)]
pub struct AllocSite {
    /// The goroutine.
    pub by: Gid,
    /// The instruction.
    pub at: CodePos,
}

/// All memory of a program.
#[derive(PartialEq, Eq, Hash, Debug)]
pub struct Heap {
    cells: Vec<u64>,
    objects: Vec<Object>,
    arena: Vec<u8>,
    cells_max: u32,
    arena_max: u32,
}

impl Clone for Heap {
    fn clone(&self) -> Heap {
        Heap {
            cells: self.cells.clone(),
            objects: self.objects.clone(),
            arena: self.arena.clone(),
            cells_max: self.cells_max,
            arena_max: self.arena_max,
        }
    }

    fn clone_from(&mut self, source: &Heap) {
        let Heap {
            cells,
            objects,
            arena,
            cells_max,
            arena_max,
        } = source;
        self.cells.clone_from(cells);
        self.objects.clone_from(objects);
        self.arena.clone_from(arena);
        (self.cells_max, self.arena_max) = (*cells_max, *arena_max);
    }
}

impl Heap {
    /// The image of a program; the bounds are those of the run.
    pub(super) fn new(program: &Program, limits: &crate::limits::Limits) -> Heap {
        let main = AllocSite {
            by: Gid(1),
            at: CodePos {
                func: program.entry,
                pc: 0,
            },
        };
        let mut objects: Vec<Object> = Vec::with_capacity(program.globals.len());
        for (index, global) in program.globals.iter().enumerate() {
            let words = program
                .rtypes
                .get(global.ty.0 as usize)
                .map_or(1, |ty| ty.words.max(1));
            objects.push(Object {
                start: global.addr,
                words,
                ty: global.ty,
                count: 1,
                kind: ObjectKind::Global(index as u32),
                by: main.by,
                at: main.at,
            });
        }
        objects.sort_by_key(|object| object.start);
        Heap {
            cells: program.image.clone(),
            objects,
            arena: Vec::new(),
            cells_max: u32::try_from(limits.heap_words.saturating_add(program.image.len()))
                .unwrap_or(u32::MAX),
            arena_max: u32::try_from(limits.string_bytes).unwrap_or(u32::MAX),
        }
    }

    /// All cells, by address.
    pub fn cells(&self) -> &[u64] {
        &self.cells
    }

    /// All objects, by address.
    pub fn objects(&self) -> &[Object] {
        &self.objects
    }

    /// The object a cell belongs to.
    pub fn object_at(&self, addr: u64) -> Option<&Object> {
        let index = self
            .objects
            .partition_point(|object| u64::from(object.start) <= addr)
            .checked_sub(1)?;
        self.objects.get(index).filter(|object| addr < object.end())
    }

    /// A cell.
    #[inline(always)]
    pub fn word(&self, addr: u64) -> Option<u64> {
        if addr == 0 {
            None
        } else {
            self.cells.get(usize::try_from(addr).ok()?).copied()
        }
    }

    /// `count` cells from an address; `None` where any of them does not exist.
    pub fn words(&self, addr: u64, count: u64) -> Option<&[u64]> {
        if addr == 0 {
            return None;
        }
        let end = addr.checked_add(count)?;
        self.cells
            .get(usize::try_from(addr).ok()?..usize::try_from(end).ok()?)
    }

    /// The cell to write.
    #[inline(always)]
    pub(super) fn word_mut(&mut self, addr: u64) -> Option<&mut u64> {
        if addr == 0 {
            None
        } else {
            self.cells.get_mut(usize::try_from(addr).ok()?)
        }
    }

    /// Cells to write.
    pub(super) fn words_mut(&mut self, addr: u64, count: u64) -> Option<&mut [u64]> {
        if addr == 0 {
            return None;
        }
        let end = addr.checked_add(count)?;
        self.cells
            .get_mut(usize::try_from(addr).ok()?..usize::try_from(end).ok()?)
    }

    /// Copies cells that all exist; the two ranges may overlap.
    pub(super) fn copy_words(&mut self, to: u64, from: u64, count: u64) {
        let range = from as usize..(from + count) as usize;
        if range.end <= self.cells.len() && to + count <= self.cells.len() as u64 {
            self.cells.copy_within(range, to as usize);
        }
    }

    /// A cell that a program asks for.
    #[inline(always)]
    pub(super) fn load(&self, addr: u64) -> Result<u64, Fault> {
        match self.word(addr) {
            Some(word) => Ok(word),
            None => Err(Fault::Address(addr)),
        }
    }

    /// Allocates zeroed cells for `count` values of a type of `size` words.
    pub(super) fn alloc(
        &mut self,
        kind: ObjectKind,
        ty: RTypeId,
        size: u32,
        count: u64,
        site: AllocSite,
    ) -> Result<u64, Fault> {
        let words = u64::from(size)
            .checked_mul(count)
            .ok_or(Fault::HeapLimit)?
            .max(1);
        let start = self.cells.len() as u64;
        let end = start
            .checked_add(words)
            .filter(|&end| end <= u64::from(self.cells_max))
            .ok_or(Fault::HeapLimit)?;
        self.cells.resize(end as usize, 0);
        self.objects.push(Object {
            start: start as u32,
            words: words as u32,
            ty,
            count: u32::try_from(count).unwrap_or(u32::MAX),
            kind,
            by: site.by,
            at: site.at,
        });
        Ok(start)
    }

    /// The bytes of a string value; `None` where the address and length do not name one.
    pub fn string<'a>(&'a self, program: &'a Program, addr: u64, len: u64) -> Option<&'a [u8]> {
        if len == 0 {
            return Some(&[]);
        }
        let text = program.text.len() as u64;
        let end = addr.checked_add(len)?;
        if addr < text {
            return program
                .text
                .get(usize::try_from(addr).ok()?..usize::try_from(end).ok()?);
        }
        self.arena
            .get(usize::try_from(addr - text).ok()?..usize::try_from(end - text).ok()?)
    }

    /// Bytes of strings made at run time.
    pub fn string_bytes(&self) -> usize {
        self.arena.len()
    }

    /// Makes a string; the empty one has address 0.
    pub(super) fn new_string(
        &mut self,
        program: &Program,
        bytes: &[u8],
    ) -> Result<(u64, u64), Fault> {
        if bytes.is_empty() {
            return Ok((0, 0));
        }
        self.room_for(bytes.len())?;
        let addr = (program.text.len() + self.arena.len()) as u64;
        self.arena.extend_from_slice(bytes);
        Ok((addr, bytes.len() as u64))
    }

    /// `a + b`. When `a` ends the arena only `b` is added behind it, so that building a string piece by piece is linear.
    pub(super) fn concat(
        &mut self,
        program: &Program,
        a: (u64, u64),
        b: (u64, u64),
    ) -> Result<(u64, u64), Fault> {
        if a.1 == 0 || b.1 == 0 {
            return Ok(if a.1 == 0 { b } else { a });
        }
        let text = program.text.len() as u64;
        let (a_len, b_len) = match (
            self.string(program, a.0, a.1),
            self.string(program, b.0, b.1),
        ) {
            (Some(x), Some(y)) => (x.len(), y.len()),
            (None, _) => return Err(Fault::Bytes(a.0)),
            (_, None) => return Err(Fault::Bytes(b.0)),
        };
        if a.0 >= text && a.0 - text + a.1 == self.arena.len() as u64 {
            self.room_for(b_len)?;
            self.append_copy(program, b);
            return Ok((a.0, a.1 + b.1));
        }
        self.room_for(a_len.saturating_add(b_len))?;
        let addr = text + self.arena.len() as u64;
        self.append_copy(program, a);
        self.append_copy(program, b);
        Ok((addr, a.1 + b.1))
    }

    /// Copies a string already checked to the arena's end.
    fn append_copy(&mut self, program: &Program, (addr, len): (u64, u64)) {
        let text = program.text.len() as u64;
        if addr < text {
            if let Some(bytes) = program.text.get(addr as usize..(addr + len) as usize) {
                self.arena.extend_from_slice(bytes);
            }
        } else {
            let start = (addr - text) as usize;
            self.arena.extend_from_within(start..start + len as usize);
        }
    }

    /// How many more bytes of strings there is room for.
    pub(super) fn string_room(&self) -> usize {
        (self.arena_max as usize).saturating_sub(self.arena.len())
    }

    fn room_for(&self, bytes: usize) -> Result<(), Fault> {
        let total = self.arena.len().saturating_add(bytes);
        if total <= self.arena_max as usize {
            Ok(())
        } else {
            Err(Fault::StringLimit)
        }
    }
}
