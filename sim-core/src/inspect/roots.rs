//! The user's variables: where the picture of memory begins.
//!
//! Globals of the user's packages first, then the locals of the user's frames: goroutines ascending, outermost frame first. A captured
//! variable appears once, under the first goroutine that has it.

use std::collections::BTreeSet;

use super::reader::{Reader, Words};
use super::view::VarView;
use crate::bytecode::{LocalInfo, RTypeId, Storage};
use crate::machine::{Frame, Gid, Goroutine};

/// Innermost frames of one goroutine whose variables are shown: a deep recursion has many thousand.
const MAX_FRAMES: usize = 200;
/// Variables after which no further goroutine's are shown.
const MAX_ROOTS: usize = 2000;

/// A variable with its words.
#[derive(Clone)]
pub struct Root<'m> {
    /// Its name.
    pub name: String,
    /// 0 for a global.
    pub goroutine: u32,
    /// Frame depth, 0 innermost.
    pub frame: u32,
    /// Type.
    pub ty: RTypeId,
    /// Words; with an address if it lives in memory.
    pub words: Words<'m>,
    /// Line of its declaration.
    pub line: u32,
}

impl<'m> Root<'m> {
    /// As a view.
    pub fn view(&self, reader: &Reader<'m>) -> VarView {
        let words = Words {
            words: self.words.words,
            addr: self.words.addr,
        };
        VarView {
            name: self.name.clone(),
            goroutine: self.goroutine,
            frame: self.frame,
            value: reader.value(self.ty, words),
            addr: self.words.addr,
            line: self.line,
        }
    }
}

/// All roots.
pub fn roots<'m>(reader: &Reader<'m>) -> Vec<Root<'m>> {
    let mut roots = Vec::new();
    let mut cells = BTreeSet::new();
    for global in reader.program.globals.iter().filter(|g| !g.prelude) {
        let size = reader.rtype(global.ty).map_or(1, |t| t.words);
        let name = global
            .name
            .strip_prefix("main.")
            .unwrap_or(&global.name)
            .to_string();
        if name.starts_with('.') || name == "_" {
            continue;
        }
        let addr = u64::from(global.addr);
        cells.insert(addr);
        roots.push(Root {
            name,
            goroutine: 0,
            frame: 0,
            ty: global.ty,
            words: reader.memory(addr, u64::from(size)),
            line: 0,
        });
    }
    for goroutine in reader.machine.goroutines() {
        if roots.len() > MAX_ROOTS {
            break;
        }
        let g = goroutine.id;
        let frames = &goroutine.frames;
        let innermost = frames.len().saturating_sub(MAX_FRAMES);
        for (i, frame) in frames.iter().enumerate().skip(innermost) {
            let user = reader
                .program
                .functions
                .get(frame.func as usize)
                .is_some_and(|f| !f.prelude && !f.wrapper);
            if user {
                let depth = (frames.len() - 1 - i) as u32;
                let fresh = |r: &Root<'_>| r.words.addr.is_none_or(|a| cells.insert(a));
                roots.extend(
                    frame_locals(reader, g, goroutine, frame, depth)
                        .into_iter()
                        .filter(fresh),
                );
            }
        }
    }
    roots
}

/// The live named variables of one frame.
pub fn frame_locals<'m>(
    reader: &Reader<'m>,
    g: Gid,
    goroutine: &'m Goroutine,
    frame: &Frame,
    depth: u32,
) -> Vec<Root<'m>> {
    let Some(function) = reader.program.functions.get(frame.func as usize) else {
        return Vec::new();
    };
    let shown =
        |l: &&LocalInfo| is_live(l, frame) && !l.name.is_empty() && l.name != "_" && !is_hidden(l);
    let mut locals: Vec<Root<'m>> = Vec::new();
    for local in function.locals.iter().filter(shown) {
        let Some(words) = local_words(reader, goroutine, frame, local) else {
            continue;
        };
        let line = reader.program.sources.line(local.pos);
        // An inner variable shadows an outer one of the same name.
        locals.retain(|r| r.name != local.name);
        locals.push(Root {
            name: local.name.clone(),
            goroutine: g.0,
            frame: depth,
            ty: local.ty,
            words,
            line,
        });
    }
    locals
}

/// Whether a frame stands where the variable exists.
pub fn is_live(local: &LocalInfo, frame: &Frame) -> bool {
    local.from <= frame.pc && frame.pc < local.to
}

/// Whether the compiler made the variable, not the program.
fn is_hidden(local: &LocalInfo) -> bool {
    local.name.starts_with('.')
}

/// The words of a live variable.
pub fn local_words<'m>(
    reader: &Reader<'m>,
    goroutine: &'m Goroutine,
    frame: &Frame,
    local: &LocalInfo,
) -> Option<Words<'m>> {
    let size = reader.rtype(local.ty).map_or(1, |t| t.words);
    let registers = |reg: u16, n: u32| {
        let from = frame.fp as usize + reg as usize;
        goroutine.stack.get(from..from.checked_add(n as usize)?)
    };
    match local.storage {
        Storage::Regs(reg) => Some(Words {
            words: registers(reg, size)?,
            addr: None,
        }),
        Storage::Cell(reg) => {
            let addr = *registers(reg, 1)?.first()?;
            (addr != 0).then(|| reader.memory(addr, u64::from(size)))
        }
    }
}
