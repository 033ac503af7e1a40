//! Native functions of the library: they see a window of registers, the string space and the runtime types, never a memory cell.

use super::{Cpu, Done};
use crate::bytecode::{Program, Reg};
use crate::library::{self, FramePlace, Frames, NativeCtx, NativeFault, Text};
use crate::machine::fault::Fault;
use crate::machine::goroutine::Frame;
use crate::machine::heap::Heap;

/// The string space, as the library sees it.
struct Strings<'a> {
    program: &'a Program,
    heap: &'a mut Heap,
}

impl Text for Strings<'_> {
    fn bytes(&self, addr: u64, len: u64) -> Option<&[u8]> {
        self.heap.string(self.program, addr, len)
    }

    fn make(&mut self, bytes: &[u8]) -> Result<(u64, u64), NativeFault> {
        self.heap
            .new_string(self.program, bytes)
            .map_err(|_| NativeFault::StringLimit)
    }

    fn room(&self) -> usize {
        self.heap.string_room()
    }
}

/// The stack of the goroutine that calls.
struct Callers<'a> {
    program: &'a Program,
    frames: &'a [Frame],
    bubble: u64,
}

impl Frames for Callers<'_> {
    fn frame(&self, depth: usize) -> Option<FramePlace> {
        let functions = &self.program.functions;
        let shown = self.frames.iter().rev().filter_map(|frame| {
            let function = functions.get(frame.func as usize)?;
            (!function.wrapper).then_some((frame, function))
        });
        let (frame, _) = shown.into_iter().nth(depth)?;
        self.at(frame.func, frame.pc)
    }

    fn place(&self, pc: u64) -> Option<FramePlace> {
        self.at((pc >> 32) as u32, (pc as u32).checked_sub(1)?)
    }

    fn bubble(&self) -> u64 {
        self.bubble
    }
}

impl Callers<'_> {
    fn at(&self, func: u32, pc: u32) -> Option<FramePlace> {
        let function = self.program.functions.get(func as usize)?;
        let pos = function.line_at(pc).map_or(function.pos, |line| line.pos);
        let file = self.program.sources.file_at(pos);
        Some(FramePlace {
            function: function.name.clone(),
            file: file.map_or(String::new(), |(_, file)| file.name.clone()),
            line: self.program.sources.line(pos),
            pc: u64::from(func) << 32 | (u64::from(pc) + 1),
        })
    }
}

/// Bytes that a native function may look at for the price of one instruction.
const BYTES_PER_INSTRUCTION: u64 = 8;

impl Cpu<'_> {
    /// Calls a native function: operands and results at `base`.
    pub fn native(&mut self, id: u16, base: Reg) -> Done {
        let start = self.fp + base as usize;
        let Some(window) = self.g.stack.get_mut(start..) else {
            return Ok(());
        };
        let mut text = Strings {
            program: self.env.program,
            heap: self.heap,
        };
        let callers = Callers {
            program: self.env.program,
            frames: &self.g.frames,
            bubble: self.g.bubble,
        };
        let mut call = NativeCtx::new(window, &mut text, &self.env.program.rtypes, &callers);
        let result = library::run(id, &mut call);
        let cost = call.cost() / BYTES_PER_INSTRUCTION;
        self.budget = self
            .budget
            .saturating_sub(u32::try_from(cost).unwrap_or(u32::MAX));
        match result {
            Ok(()) => Ok(()),
            Err(NativeFault::StringLimit) => Err(Fault::StringLimit.into()),
            Err(NativeFault::BadString) => Err(Fault::Address(0).into()),
            Err(NativeFault::Unknown) => {
                Err(Fault::Fatal(format!("native function {id} does not exist")).into())
            }
        }
    }
}
