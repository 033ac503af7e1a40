//! The order in which a map prints: by key, as Go's `internal/fmtsort` has it.
//!
//! Numbers and strings in their order (NaN first), false before true, pointers by address, structs and arrays part by part, interfaces
//! by type, then value, nil first.

use std::cmp::Ordering;

use super::Stop;
use super::value::{Reader, Value};
use crate::bytecode::Kind;

/// Sorts entries by key; equal keys (NaN) keep their order.
pub fn by_key(read: Reader<'_>, entries: &mut [(Value, Value)]) -> Result<(), Stop> {
    let mut stop = None;
    entries.sort_by(|a, b| {
        compare(read, a.0, b.0, 0).unwrap_or_else(|error| {
            stop.get_or_insert(error);
            Ordering::Equal
        })
    });
    stop.map_or(Ok(()), Err)
}

/// Nesting of keys is that of their types, which is finite, except through interfaces.
const DEPTH_MAX: usize = 100;

fn compare(read: Reader<'_>, a: Value, b: Value, depth: usize) -> Result<Ordering, Stop> {
    if depth > DEPTH_MAX {
        return Err(Stop::Limit);
    }
    let word = |value| read.word(value, 0);
    Ok(match read.kind(a)? {
        Kind::Int | Kind::Int8 | Kind::Int16 | Kind::Int32 | Kind::Int64 => {
            (word(a)? as i64).cmp(&(word(b)? as i64))
        }
        Kind::Float32 | Kind::Float64 => floats(read.float(a)?.0, read.float(b)?.0),
        Kind::Complex64 | Kind::Complex128 => {
            let (a, b) = (read.complex(a)?, read.complex(b)?);
            floats(a.0, b.0).then(floats(a.1, b.1))
        }
        Kind::String => read.text(a)?.cmp(read.text(b)?),
        Kind::Struct => {
            for index in 0..read.rtype(a.ty)?.fields.len() {
                let order = compare(
                    read,
                    read.field(a, index)?,
                    read.field(b, index)?,
                    depth + 1,
                )?;
                if order.is_ne() {
                    return Ok(order);
                }
            }
            Ordering::Equal
        }
        Kind::Array => {
            for index in 0..read.len(a)? {
                let order = compare(
                    read,
                    read.element(a, index)?,
                    read.element(b, index)?,
                    depth + 1,
                )?;
                if order.is_ne() {
                    return Ok(order);
                }
            }
            Ordering::Equal
        }
        Kind::Interface => match (read.held(a)?, read.held(b)?) {
            (Some(a), Some(b)) if a.ty == b.ty => compare(read, a, b, depth + 1)?,
            (Some(a), Some(b)) => a.ty.cmp(&b.ty),
            (a, b) => a.is_some().cmp(&b.is_some()),
        },
        _ => word(a)?.cmp(&word(b)?),
    })
}

/// NaN compares low.
fn floats(a: f64, b: f64) -> Ordering {
    a.partial_cmp(&b)
        .unwrap_or_else(|| b.is_nan().cmp(&a.is_nan()))
}
