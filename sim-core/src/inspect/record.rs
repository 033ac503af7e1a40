//! A struct in memory or registers whose fields are found by name, so that the order of a prelude struct's fields does not matter.

use super::reader::{Reader, Words};
use super::view::{HeaderField, Mark};
use crate::bytecode::{Kind, RType, RTypeId};

/// A struct.
#[derive(Clone, Copy)]
pub struct Record<'m> {
    rtype: &'m RType,
    words: Words<'m>,
}

impl<'m> Record<'m> {
    /// The struct of a type in these words.
    pub fn new(rtype: &'m RType, words: Words<'m>) -> Record<'m> {
        Record { rtype, words }
    }

    /// The struct of type `ty` at `addr`.
    pub fn at(reader: &Reader<'m>, ty: RTypeId, addr: u64) -> Option<Record<'m>> {
        let words = reader.rtype(ty)?.words;
        Record::of(reader, ty, reader.memory(addr, u64::from(words)))
    }

    /// The struct of type `ty` in these words.
    pub fn of(reader: &Reader<'m>, ty: RTypeId, words: Words<'m>) -> Option<Record<'m>> {
        let rtype = reader.rtype(ty).filter(|t| t.kind == Kind::Struct)?;
        Some(Record { rtype, words })
    }

    /// Address of its first word; `None` in registers.
    pub fn addr(&self) -> Option<u64> {
        self.words.addr
    }

    /// A field's type and words.
    pub fn field(&self, reader: &Reader<'m>, name: &str) -> Option<(RTypeId, Words<'m>)> {
        let f = self.rtype.fields.iter().find(|f| f.name == name)?;
        let size = reader.rtype(f.ty).map_or(0, |t| t.words);
        Some((f.ty, self.words.part(f.offset, size)))
    }

    /// First word of a field, 0 if there is none.
    pub fn word(&self, reader: &Reader<'m>, name: &str) -> u64 {
        self.field(reader, name).map_or(0, |(_, w)| w.word(0))
    }

    /// Mark of a field.
    pub fn mark(&self, reader: &Reader<'m>, name: &str) -> Option<Mark> {
        let (_, words) = self.field(reader, name)?;
        reader.mark(words.addr, words.words.len() as u64)
    }

    /// A field of one word as a header shows it.
    pub fn header(&self, reader: &Reader<'m>, name: &str) -> HeaderField {
        HeaderField {
            value: self.word(reader, name),
            mark: self.mark(reader, name),
        }
    }

    /// Type a pointer field points to.
    pub fn target(&self, reader: &Reader<'m>, name: &str) -> Option<RTypeId> {
        self.field(reader, name)
            .and_then(|(ty, _)| reader.rtype(ty)?.elem)
    }
}
