//! `==` on values of any type.
//!
//! Values nest without bound at run time (an interface may hold a struct that holds an interface …), so the walk keeps its own
//! stack and a budget; beyond it the run ends as a limit. The order of comparison is Go's: fields and elements from first to last,
//! so the same uncomparable type is found first.

use super::{Cpu, Done};
use crate::bytecode::{Instr, Kind, Program, RType, RTypeId, Reg};
use crate::machine::fault::Fault;
use crate::machine::heap::Heap;

/// Values that one comparison or hash may look at.
pub(super) const VALUES_MAX: u32 = 1 << 22;

/// Read-only memory with its program.
pub(in crate::machine) struct View<'a> {
    pub program: &'a Program,
    pub heap: &'a Heap,
}

/// Two stretches of words to compare as `count` values of a type.
struct Task<'a> {
    ty: &'a RType,
    count: u64,
    a: &'a [u64],
    b: &'a [u64],
}

impl<'a> View<'a> {
    /// A runtime type.
    pub fn rtype(&self, id: RTypeId) -> Result<&'a RType, Box<Fault>> {
        match self.program.rtypes.get(id.0 as usize) {
            Some(ty) => Ok(ty),
            None => Err(Fault::Address(u64::from(id.0)).into()),
        }
    }

    /// The dynamic type and the words of the value in a non-nil interface.
    pub fn dynamic(&self, iface: &'a [u64]) -> Result<(&'a RType, &'a [u64]), Box<Fault>> {
        let (Some(&word), Some(data)) = (iface.first(), iface.get(1..2)) else {
            return Err(Fault::Address(0).into());
        };
        let index = u32::try_from(word.wrapping_sub(1)).unwrap_or(u32::MAX);
        let Some(ty) = self.program.rtypes.get(index as usize) else {
            return Err(Fault::Address(word).into());
        };
        let addr = data.first().copied().unwrap_or(0);
        let value = match ty.words {
            0 => Some(&[][..]),
            1 => Some(data),
            n => self.heap.words(addr, u64::from(n)),
        };
        match value {
            Some(value) => Ok((ty, value)),
            None => Err(Fault::Address(addr).into()),
        }
    }
}

/// Compares two values of one type.
pub(super) fn values(view: &View, ty: &RType, a: &[u64], b: &[u64]) -> Result<bool, Box<Fault>> {
    let mut tasks = vec![Task { ty, count: 1, a, b }];
    let mut budget = VALUES_MAX;
    while let Some(mut task) = tasks.pop() {
        budget = budget.checked_sub(1).ok_or(Fault::WorkLimit)?;
        if task.count == 0 {
            continue;
        }
        let words = task.ty.words as usize;
        let (Some((a, a_rest)), Some((b, b_rest))) = (
            task.a.split_at_checked(words),
            task.b.split_at_checked(words),
        ) else {
            return Err(Fault::Address(0).into());
        };
        task.count -= 1;
        (task.a, task.b) = (a_rest, b_rest);
        let (ty, more) = (task.ty, task.count > 0 && words > 0);
        if more {
            tasks.push(task);
        }
        match ty.kind {
            Kind::Array => {
                if let Some(elem) = ty.elem {
                    tasks.push(Task {
                        ty: view.rtype(elem)?,
                        count: ty.len,
                        a,
                        b,
                    });
                }
            }
            Kind::Struct => {
                for field in ty.fields.iter().rev().filter(|field| field.name != "_") {
                    let start = field.offset as usize;
                    let (a, b) = (a.get(start..).unwrap_or(&[]), b.get(start..).unwrap_or(&[]));
                    tasks.push(Task {
                        ty: view.rtype(field.ty)?,
                        count: 1,
                        a,
                        b,
                    });
                }
            }
            Kind::Interface => {
                if a.first() != b.first() {
                    return Ok(false);
                }
                if a.first() == Some(&0) {
                    continue;
                }
                let ((ty, a), (_, b)) = (view.dynamic(a)?, view.dynamic(b)?);
                check_comparable(ty)?;
                tasks.push(Task { ty, count: 1, a, b });
            }
            _ => {
                if !leaves(view, ty.kind, a, b)? {
                    return Ok(false);
                }
            }
        }
    }
    Ok(true)
}

/// Compares two interface values.
pub(super) fn interfaces(view: &View, a: &[u64], b: &[u64]) -> Result<bool, Box<Fault>> {
    if a.first() != b.first() {
        return Ok(false);
    }
    if a.first() == Some(&0) {
        return Ok(true);
    }
    let ((ty, a), (_, b)) = (view.dynamic(a)?, view.dynamic(b)?);
    check_comparable(ty)?;
    values(view, ty, a, b)
}

fn check_comparable(ty: &RType) -> Done {
    if ty.comparable {
        return Ok(());
    }
    Err(Fault::Runtime(format!("comparing uncomparable type {}", ty.name)).into())
}

/// Compares two values that have no parts.
fn leaves(view: &View, kind: Kind, a: &[u64], b: &[u64]) -> Result<bool, Box<Fault>> {
    let f64s = |x: &u64, y: &u64| f64::from_bits(*x) == f64::from_bits(*y);
    let f32s = |x: &u64, y: &u64| f32::from_bits(*x as u32) == f32::from_bits(*y as u32);
    Ok(match kind {
        Kind::Float64 | Kind::Complex128 => a.iter().zip(b).all(|(x, y)| f64s(x, y)),
        Kind::Float32 | Kind::Complex64 => a.iter().zip(b).all(|(x, y)| f32s(x, y)),
        Kind::String => match (a, b) {
            (&[x, n], &[y, m]) => {
                n == m
                    && (x == y || {
                        let bytes = |addr, len| view.heap.string(view.program, addr, len);
                        match (bytes(x, n), bytes(y, m)) {
                            (Some(x), Some(y)) => x == y,
                            (None, _) => return Err(Fault::Bytes(x).into()),
                            (_, None) => return Err(Fault::Bytes(y).into()),
                        }
                    })
            }
            _ => true,
        },
        _ => a == b,
    })
}

impl Cpu<'_> {
    /// Memory to read.
    pub fn view(&self) -> View<'_> {
        View {
            program: self.env.program,
            heap: self.heap,
        }
    }

    /// `dst = a.. == b..` as values of the type in the operand that follows.
    pub fn eq_type(&mut self, dst: Reg, a: Reg, b: Reg) -> Done {
        let Instr::TypeOperand { ty } = self.operand() else {
            return Err(Fault::Fatal("malformed comparison".to_string()).into());
        };
        let Some(ty) = self.rtype(ty) else {
            return Err(Fault::Fatal("malformed comparison".to_string()).into());
        };
        let truth = if ty.words == 1 && is_plain_word(ty.kind) {
            self.get(a) == self.get(b)
        } else {
            let words = ty.words as usize;
            values(&self.view(), ty, self.regs(a, words), self.regs(b, words))?
        };
        self.set(dst, u64::from(truth));
        Ok(())
    }
}

/// Kinds of one word that are equal exactly when the word is.
pub(super) fn is_plain_word(kind: Kind) -> bool {
    !matches!(
        kind,
        Kind::Float32
            | Kind::Float64
            | Kind::Complex64
            | Kind::Complex128
            | Kind::String
            | Kind::Array
            | Kind::Struct
            | Kind::Interface
    )
}
