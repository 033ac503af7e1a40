//! Calls a function of the runtime by itself, without the program around it.

use sim_core::bytecode::{Function, Instr, Program, Reg, SyncOp, Wrap};
use sim_core::limits::Limits;
use sim_core::machine::{Config, Gid, Machine, Op, Status};
use std::sync::Arc;

/// A machine that does nothing but call one function again and again: its arguments are choices, its result is stored in the program's
/// first global.
pub struct Calls {
    machine: Machine,
    result: u64,
}

impl Calls {
    /// Of a program that has exactly one instance of the function, which takes `params` words and returns one.
    pub fn new(program: &Program, name: &str, params: u16) -> Result<Calls, String> {
        let instances: Vec<usize> = program
            .functions
            .iter()
            .enumerate()
            .filter(|(_, f)| f.name.starts_with(name))
            .map(|(i, _)| i)
            .collect();
        let [func] = instances[..] else {
            return Err(format!("{} instances of {name}", instances.len()));
        };
        let tick = program
            .globals
            .iter()
            .find(|global| global.name == "main.tick")
            .ok_or("no variable tick")?
            .addr;
        let mut program = program.clone();
        let entry = program.functions.len() as u32;
        let like = program.functions.get(func).ok_or("no function")?.clone();
        program
            .functions
            .push(caller(func as u32, like, params, tick));
        let config = Config {
            limits: Limits::native(),
            ..Config::default()
        };
        Ok(Calls {
            machine: Machine::with_entry(Arc::new(program), &config, entry),
            result: u64::from(tick),
        })
    }

    /// Calls the function.
    pub fn call(&mut self, args: &[u64]) -> Result<u64, String> {
        let mut args = args.iter();
        for _ in 0..1000 {
            if let Status::Ended(outcome) = self.machine.status() {
                return Err(format!(
                    "the call ended: {outcome:?} {}",
                    String::from_utf8_lossy(&self.machine.stderr())
                ));
            }
            let pending = self.machine.pending(Gid(1)).ok_or("nothing to do")?;
            let choice = if pending.alternatives == 0 {
                *args.next().ok_or("too few arguments")?
            } else {
                0
            };
            let event = self
                .machine
                .step(Gid(1), choice)
                .map_err(|error| format!("{error:?}"))?;
            match event.op {
                Op::Store { addr, new, .. } if addr == self.result => return Ok(new),
                _ => {}
            }
        }
        Err("the call does not return".to_string())
    }
}

/// `for { tick = f(choice, …) }`.
fn caller(func: u32, like: Function, params: u16, tick: u32) -> Function {
    let base: Reg = 4;
    let mut code: Vec<Instr> = Vec::new();
    for param in 0..params {
        code.push(Instr::Sync {
            op: SyncOp::Choose,
            kind: Wrap::U64,
            base: base + param,
        });
    }
    code.push(Instr::Call { func, base });
    code.push(Instr::GlobalAddr { dst: 0, addr: tick });
    code.push(Instr::Store {
        a: 0,
        off: 0,
        src: base,
    });
    code.push(Instr::Jump { to: 0 });
    Function {
        name: "calls".to_string(),
        code,
        regs: base + params.max(1),
        params: 0,
        results: 0,
        locals: Vec::new(),
        epilogue: 0,
        fault_bytes: Vec::new(),
        unsigned_bounds: Vec::new(),
        ..like
    }
}
