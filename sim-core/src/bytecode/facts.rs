//! What a program's code has in it, found once when it is lowered: whoever explores it asks with every exploration, many of which are
//! shorter than to read all the code would be.

use super::{Function, Instr, Program, SyncOp};

/// See the module.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// It can tell that a goroutine waits in a receive: by a send that does something else if nobody is there (those of the runtime are to
    /// channels with a buffer), or by a bubble of testing/synctest.
    pub looks_who_waits: bool,
    /// It asks for the number of goroutines, so that their beginnings and ends can be noticed.
    pub counts_goroutines: bool,
    /// It adds to a WaitGroup or waits for one.
    pub has_wait_groups: bool,
    /// By function: the first and last instruction of each stretch that a jump backwards may repeat.
    loops: Vec<Vec<(u32, u32)>>,
}

impl Facts {
    /// Of a program's code.
    pub(crate) fn of(program: &Program) -> Facts {
        let has = |wanted: SyncOp| {
            let is = |instr: &Instr| matches!(instr, Instr::Sync { op, .. } if *op == wanted);
            let mut functions = program.functions.iter();
            functions.any(|function| function.code.iter().any(is))
        };
        let tries = |instr: &Instr| match instr {
            Instr::Select { desc, .. } => program
                .selects
                .get(*desc as usize)
                .is_some_and(|select| select.default && select.cases.iter().any(|case| case.send)),
            _ => false,
        };
        let mut own = program.functions.iter().filter(|f| !f.prelude);
        Facts {
            looks_who_waits: own.any(|function| function.code.iter().any(tries))
                || has(SyncOp::BubbleEnter),
            counts_goroutines: has(SyncOp::NumGoroutine),
            has_wait_groups: has(SyncOp::WgAdd) || has(SyncOp::WgWait),
            loops: program.functions.iter().map(loops).collect(),
        }
    }

    /// Whether an instruction may be repeated by a jump backwards.
    pub fn is_in_loop(&self, func: u32, pc: u32) -> bool {
        let loops = self.loops.get(func as usize);
        loops.is_some_and(|loops| loops.iter().any(|(from, to)| (*from..=*to).contains(&pc)))
    }
}

fn loops(function: &Function) -> Vec<(u32, u32)> {
    let back = |(pc, instr): (usize, &Instr)| match instr {
        Instr::Jump { to } | Instr::JumpIf { to, .. } | Instr::JumpIfNot { to, .. }
            if *to as usize <= pc =>
        {
            Some((*to, pc as u32))
        }
        _ => None,
    };
    function.code.iter().enumerate().filter_map(back).collect()
}
