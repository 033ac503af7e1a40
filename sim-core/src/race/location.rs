//! What a cell is called: variable, field, element, map or channel.

use super::found::{Location, LocationKind, Place};
use crate::bytecode::{CodePos, Instr, Kind, Program, RType, RTypeId, Storage};
use crate::machine::{Addr, Machine, Object, ObjectKind};

/// Parts of a path; a type nested deeper is named by what was found so far.
const DEPTH_MAX: u32 = 12;

/// The place of an instruction.
pub(super) fn place(program: &Program, at: CodePos) -> Place {
    let Some(function) = program.functions.get(at.func as usize) else {
        return Place::default();
    };
    let pos = function
        .line_at(at.pc)
        .map_or(function.pos, |line| line.pos);
    // What the compiler made has no line, or that of the statement it was made for.
    let known = program.sources.locate(pos);
    let Some(location) = known.or_else(|| program.sources.locate(function.pos)) else {
        return Place::default();
    };
    let file = program
        .sources
        .file(location.file)
        .map_or(String::new(), |file| file.name.clone());
    Place {
        file,
        line: location.line,
        column: location.column,
    }
}

/// What the cell at an address is called.
pub(super) fn locate(machine: &Machine, addr: Addr) -> Location {
    let program = machine.program();
    let Some(object) = machine.object_at(addr) else {
        return variable(format!("cell {addr:#x}"));
    };
    let ty = program.rtypes.get(object.ty.0 as usize);
    match object.kind {
        ObjectKind::Chan => {
            let elem = ty.map_or("?", |ty| ty.name.as_str());
            return Location {
                kind: LocationKind::Channel,
                name: format!("chan {elem}{}", made(program, object)),
            };
        }
        ObjectKind::Closure => return variable("a function value".to_string()),
        _ => {}
    }
    if let Some(map) = map_of(program, object.ty) {
        return Location {
            kind: LocationKind::Map,
            name: format!("{}{}", map.name, made(program, object)),
        };
    }
    let mut name = object_name(machine, object);
    let mut offset = addr.saturating_sub(u64::from(object.start));
    if object.count != 1
        && let Some(words) = ty.map(|ty| u64::from(ty.words)).filter(|words| *words > 0)
    {
        name.push_str(&format!("[{}]", offset / words));
        offset %= words;
    }
    let waits = path(program, object.ty, offset, DEPTH_MAX, &mut name);
    let kind = if waits {
        LocationKind::WaitGroup
    } else {
        LocationKind::Variable
    };
    Location { kind, name }
}

fn variable(name: String) -> Location {
    Location {
        kind: LocationKind::Variable,
        name,
    }
}

/// The map type whose header a type is.
fn map_of(program: &Program, ty: RTypeId) -> Option<&RType> {
    program.rtypes.iter().find(|map| map.hmap == Some(ty))
}

/// ` made at file:line` where that is in the program itself.
fn made(program: &Program, object: &Object) -> String {
    let function = program.functions.get(object.at.func as usize);
    if function.is_none_or(|function| function.prelude) {
        return String::new();
    }
    let place = place(program, object.at);
    format!(" made at {}:{}", place.file, place.line)
}

/// A global's name, a local variable's, or a type and where it was made.
fn object_name(machine: &Machine, object: &Object) -> String {
    let program = machine.program();
    if let ObjectKind::Global(index) = object.kind
        && let Some(global) = program.globals.get(index as usize)
    {
        return global.name.clone();
    }
    if let Some(name) = local_name(program, object) {
        return name;
    }
    let ty = program.rtypes.get(object.ty.0 as usize);
    let ty = ty.map_or("?", |ty| ty.name.as_str());
    let kind = if object.count == 1 {
        ty.to_string()
    } else {
        format!("[]{ty}")
    };
    format!("({kind}{})", made(program, object))
}

/// The variable that an object was allocated for.
fn local_name(program: &Program, object: &Object) -> Option<String> {
    let function = program.functions.get(object.at.func as usize)?;
    let Instr::New { dst, .. } = function.code.get(object.at.pc as usize)? else {
        return None;
    };
    function
        .locals
        .iter()
        .filter(|local| local.storage == Storage::Cell(*dst) && local.from >= object.at.pc)
        .min_by_key(|local| local.from)
        .map(|local| local.name.clone())
}

/// Adds the fields and elements that lead to a word of a value; whether it ends in a `sync.WaitGroup`.
fn path(program: &Program, ty: RTypeId, offset: u64, depth: u32, name: &mut String) -> bool {
    let Some(ty) = program.rtypes.get(ty.0 as usize) else {
        return false;
    };
    if ty.name == "sync.WaitGroup" {
        return true;
    }
    if depth == 0 || ty.name.starts_with("sync.") || ty.name.starts_with("atomic.") {
        return false;
    }
    match ty.kind {
        Kind::Struct => {
            let holds = |start: u32, words: u32| {
                offset >= u64::from(start) && offset < u64::from(start) + u64::from(words)
            };
            let words = |ty: RTypeId| program.rtypes.get(ty.0 as usize).map_or(0, |ty| ty.words);
            let field = ty
                .fields
                .iter()
                .find(|field| holds(field.offset, words(field.ty)));
            let Some(field) = field else { return false };
            name.push('.');
            name.push_str(&field.name);
            let rest = offset - u64::from(field.offset);
            path(program, field.ty, rest, depth - 1, name)
        }
        Kind::Array => {
            let Some(elem) = ty.elem else { return false };
            let words = program.rtypes.get(elem.0 as usize).map_or(0, |ty| ty.words);
            if words == 0 {
                return false;
            }
            name.push_str(&format!("[{}]", offset / u64::from(words)));
            path(program, elem, offset % u64::from(words), depth - 1, name)
        }
        _ => false,
    }
}
