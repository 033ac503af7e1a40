//! `atomic.Value`: an interface in two cells, always written and read as one.

use super::sync_ops::Synced;
use super::{Cpu, equal};
use crate::bytecode::{Reg, SyncOp};
use crate::machine::fault::Fault;

/// Go panics with a string here, not with an error.
fn refuse(text: String) -> Box<Fault> {
    Fault::Text(format!("sync/atomic: {text}")).into()
}

/// Executes an operation on the Value whose address is at `base`; the event tells of its type word.
pub(super) fn atomic_value(cpu: &mut Cpu, op: SyncOp, base: Reg) -> Synced {
    let addr = cpu.get(base);
    let old = match cpu.heap.words(addr, 2) {
        Some(&[ty, data]) => (ty, data),
        _ => return Err(Fault::Address(addr).into()),
    };
    let arg = cpu.pair(base.wrapping_add(1));
    let (name, new) = match op {
        SyncOp::ValueLoad => {
            cpu.set_pair(base, old);
            return Ok((addr, old.0, old.0));
        }
        SyncOp::ValueStore => ("store", arg),
        SyncOp::ValueSwap => ("swap", arg),
        _ => ("compare and swap", cpu.pair(base.wrapping_add(3))),
    };
    if new.0 == 0 {
        return Err(refuse(format!("{name} of nil value into Value")));
    }
    if op == SyncOp::ValueCas && arg.0 != 0 && arg.0 != new.0 {
        return Err(refuse(format!("{name} of inconsistently typed values")));
    }
    if old.0 != 0 && old.0 != new.0 {
        return Err(refuse(format!(
            "{name} of inconsistently typed value into Value"
        )));
    }
    let stored = match op {
        SyncOp::ValueCas => {
            let (held, expected) = ([old.0, old.1], [arg.0, arg.1]);
            let equal = equal::interfaces(&cpu.view(), &held, &expected)?;
            cpu.set(base, u64::from(equal));
            equal
        }
        SyncOp::ValueSwap => {
            cpu.set_pair(base, old);
            true
        }
        _ => true,
    };
    if stored && let Some([ty, data]) = cpu.heap.words_mut(addr, 2) {
        (*ty, *data) = new;
    }
    Ok((addr, old.0, if stored { new.0 } else { old.0 }))
}
