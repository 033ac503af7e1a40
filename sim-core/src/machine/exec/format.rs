//! The formatter of the library as one visible operation over all memory.
//!
//! What it reads is known only once it has run: the cells, and the maps it walks, are noted for observers until the next step
//! ([`crate::machine::Machine::format_reads`]).

use std::cell::RefCell;

use super::{Cpu, Done, bad_string};
use crate::bytecode::{Program, RTypeId, Reg};
use crate::library::fmt::{self, Call, Formatted};
use crate::machine::FormatRead;
use crate::machine::fault::Fault;
use crate::machine::heap::{Heap, ObjectKind};

/// Words of the operands at the operation's base.
const OPERANDS: usize = 9;

/// Memory, as the formatter sees it.
struct Memory<'a> {
    program: &'a Program,
    heap: &'a Heap,
    reads: RefCell<Vec<FormatRead>>,
}

impl fmt::Heap for Memory<'_> {
    fn load(&self, addr: u64) -> Option<u64> {
        self.reads.borrow_mut().push(FormatRead::Cell(addr));
        self.heap.word(addr)
    }

    fn peek(&self, addr: u64) -> Option<u64> {
        self.heap.word(addr)
    }

    fn map_read(&self, addr: u64) {
        self.reads.borrow_mut().push(FormatRead::Map(addr));
    }

    fn text(&self, addr: u64, len: u64) -> Option<&[u8]> {
        self.heap.string(self.program, addr, len)
    }
}

impl Cpu<'_> {
    /// (format, args, done, mode) → (text or directive, value whose method is needed, which method) at `base`.
    pub fn format_call(&mut self, base: Reg) -> Done {
        let Some(words) = self.regs(base, OPERANDS).first_chunk::<OPERANDS>() else {
            return Err(bad_string(0));
        };
        let call = Call::from_words(words);
        let memory = Memory {
            program: self.env.program,
            heap: self.heap,
            reads: RefCell::default(),
        };
        let formatted = fmt::format(&memory, self.env.program, &call, self.heap.string_room());
        self.scratch.reads = memory.reads.into_inner();
        match formatted {
            Formatted::Text(text) => self.answer_format(base, &text, (0, 0), 0),
            Formatted::Need {
                ty,
                words,
                method,
                spec,
            } => {
                let value = self.interface_of(ty, &words)?;
                self.answer_format(base, &spec, value, method)
            }
            Formatted::MapWriting => {
                Err(Fault::Fatal("concurrent map iteration and map write".to_string()).into())
            }
            Formatted::BadAddress => Err(Fault::Address(0).into()),
            Formatted::Endless => Err(Fault::StackOverflow.into()),
            Formatted::Limit => Err(Fault::StringLimit.into()),
        }
    }

    fn answer_format(&mut self, base: Reg, text: &[u8], value: (u64, u64), method: u64) -> Done {
        let text = self.heap.new_string(self.env.program, text)?;
        self.set_pair(base, text);
        self.set_pair(base.wrapping_add(2), value);
        self.set(base.wrapping_add(4), method);
        Ok(())
    }

    /// An interface over a value given by its words.
    fn interface_of(&mut self, ty: RTypeId, words: &[u64]) -> Result<(u64, u64), Box<Fault>> {
        let data = match words {
            [] => 0,
            [word] => *word,
            _ => {
                let site = self.site();
                let addr = self
                    .heap
                    .alloc(ObjectKind::Boxed, ty, words.len() as u32, 1, site)?;
                if let Some(cells) = self.heap.words_mut(addr, words.len() as u64) {
                    cells.copy_from_slice(words);
                }
                addr
            }
        };
        Ok((u64::from(ty.0) + 1, data))
    }
}
