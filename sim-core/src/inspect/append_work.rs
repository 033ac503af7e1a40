//! What goroutines are about to hang into the user's slices: the array that `append` or a conversion of a string is filling, and the
//! header that an append has in registers and has not stored yet.
//!
//! The runtime's own variable `p` (`prelude/runtime/slice.go`) and the compiler's [`APPENDED`] are the source. Both hold what they are
//! named for wherever they are live: a new array is the first thing its function makes of its parameters, and what nobody else can
//! reach cannot go away.

use super::reader::Reader;
use super::roots::{Root, is_live, local_words};
use crate::bytecode::{APPENDED, Kind, LocalInfo, RTypeId};
use crate::machine::{Frame, Goroutine};

/// Innermost frames of one goroutine that are looked at.
const MAX_FRAMES: usize = 200;
/// Goroutines looked at.
const MAX_GOROUTINES: usize = 1000;
/// Functions of the runtime that fill a new array, and the variable that holds it.
const FILLERS: &[&str] = &["growslice", "bytesOf", "stringtoslicerune"];
const FILLED: &str = "p";

/// All of it, for one moment.
#[derive(Default)]
pub struct AppendWork<'m> {
    /// Headers of appends under way, by the name `append`.
    pub headers: Vec<Root<'m>>,
    /// Arrays being filled.
    pub arrays: Vec<Filled>,
}

/// An array being filled.
pub struct Filled {
    /// Function and variable: `growslice.p`.
    pub name: String,
    /// Element type.
    pub elem: RTypeId,
    /// Address it points to.
    pub addr: u64,
}

/// Looks at all goroutines.
pub fn work<'m>(reader: &Reader<'m>) -> AppendWork<'m> {
    let mut work = AppendWork::default();
    for goroutine in reader.machine.goroutines().iter().take(MAX_GOROUTINES) {
        let frames = goroutine.frames.iter().rev().take(MAX_FRAMES);
        for (depth, frame) in frames.enumerate() {
            let Some(function) = reader.program.functions.get(frame.func as usize) else {
                continue;
            };
            if function.wrapper {
                continue;
            }
            let live = |l: &&LocalInfo| is_live(l, frame);
            for local in function.locals.iter().filter(live) {
                if function.prelude {
                    let filled = filled(reader, (goroutine, frame), &function.name, local);
                    work.arrays.extend(filled);
                } else if local.name == APPENDED {
                    let header = header(reader, (goroutine, frame), depth as u32, local);
                    work.headers.extend(header);
                }
            }
        }
    }
    work
}

/// The array that a function of the runtime is filling, if the variable holds it.
fn filled(
    reader: &Reader<'_>,
    (goroutine, frame): (&Goroutine, &Frame),
    function: &str,
    local: &LocalInfo,
) -> Option<Filled> {
    let function = function.strip_suffix("[...]").unwrap_or(function);
    let function = function.strip_prefix("runtime.")?;
    if local.name != FILLED || !FILLERS.contains(&function) {
        return None;
    }
    let rtype = reader.rtype(local.ty).filter(|t| t.kind == Kind::Pointer)?;
    let words = local_words(reader, goroutine, frame, local)?;
    Some(Filled {
        name: format!("{function}.{FILLED}"),
        elem: rtype.elem?,
        addr: words.word(0),
    })
}

fn header<'m>(
    reader: &Reader<'m>,
    (goroutine, frame): (&'m Goroutine, &Frame),
    depth: u32,
    local: &LocalInfo,
) -> Option<Root<'m>> {
    Some(Root {
        name: APPENDED.trim_start_matches('.').to_string(),
        goroutine: goroutine.id.0,
        frame: depth,
        ty: local.ty,
        words: local_words(reader, goroutine, frame, local)?,
        line: reader.program.sources.line(local.pos),
    })
}
