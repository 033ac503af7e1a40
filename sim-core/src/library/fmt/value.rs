//! Values of the program as the formatter walks them: where a value's words are, and its parts.

use super::{Heap, Stop};
use crate::bytecode::{Kind, Program, RType, RTypeId};

/// Where the words of a value are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Place {
    /// Nowhere: it has none.
    None,
    /// The one word itself.
    Word(u64),
    /// In cells from here; `quiet` when they belong to a map's own structure (see [`Heap::peek`]).
    Cells { addr: u64, quiet: bool },
}

/// A value: its type and where it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Value {
    /// Its type.
    pub ty: RTypeId,
    place: Place,
    /// Reached through an unexported field: its methods may not be called.
    pub hidden: bool,
}

/// Memory and types, for reading values.
#[derive(Clone, Copy)]
pub struct Reader<'a> {
    /// Memory.
    pub heap: &'a dyn Heap,
    /// The program, for its types.
    pub program: &'a Program,
}

impl<'a> Reader<'a> {
    /// A value's type.
    pub fn rtype(&self, id: RTypeId) -> Result<&'a RType, Stop> {
        self.program
            .rtypes
            .get(id.0 as usize)
            .ok_or(Stop::BadAddress)
    }

    /// The kind of a value's type.
    pub fn kind(&self, value: Value) -> Result<Kind, Stop> {
        Ok(self.rtype(value.ty)?.kind)
    }

    /// The value of type `ty` in cells from `addr`; `quiet` for cells of a map.
    pub fn at(&self, ty: RTypeId, addr: u64, quiet: bool, hidden: bool) -> Result<Value, Stop> {
        let place = if self.rtype(ty)?.words == 0 {
            Place::None
        } else {
            Place::Cells { addr, quiet }
        };
        Ok(Value { ty, place, hidden })
    }

    /// What an interface of these words holds; `None` for nil.
    pub fn dynamic(
        &self,
        type_word: u64,
        data_word: u64,
        hidden: bool,
    ) -> Result<Option<Value>, Stop> {
        let Some(id) = type_word.checked_sub(1) else {
            return Ok(None);
        };
        let ty = RTypeId(u32::try_from(id).map_err(|_| Stop::BadAddress)?);
        let place = match self.rtype(ty)?.words {
            0 => Place::None,
            1 => Place::Word(data_word),
            _ => Place::Cells {
                addr: data_word,
                quiet: false,
            },
        };
        Ok(Some(Value { ty, place, hidden }))
    }

    /// What an interface-typed value holds.
    pub fn held(&self, value: Value) -> Result<Option<Value>, Stop> {
        self.dynamic(self.word(value, 0)?, self.word(value, 1)?, value.hidden)
    }

    /// Word `at` of a value.
    pub fn word(&self, value: Value, at: u64) -> Result<u64, Stop> {
        match value.place {
            Place::None => Ok(0),
            Place::Word(word) => Ok(word),
            Place::Cells { addr, quiet: false } => self
                .heap
                .load(addr.wrapping_add(at))
                .ok_or(Stop::BadAddress),
            Place::Cells { addr, quiet: true } => self
                .heap
                .peek(addr.wrapping_add(at))
                .ok_or(Stop::BadAddress),
        }
    }

    /// All words of a value.
    pub fn words(&self, value: Value) -> Result<Vec<u64>, Stop> {
        (0..u64::from(self.rtype(value.ty)?.words))
            .map(|at| self.word(value, at))
            .collect()
    }

    /// The part of type `ty` that begins `offset` words into a value.
    pub fn part(&self, value: Value, offset: u64, ty: RTypeId) -> Result<Value, Stop> {
        let place = match (self.rtype(ty)?.words, value.place) {
            (0, _) => Place::None,
            (_, Place::Cells { addr, quiet }) => Place::Cells {
                addr: addr.wrapping_add(offset),
                quiet,
            },
            (_, place) => place,
        };
        Ok(Value { ty, place, ..value })
    }

    /// Field `index` of a struct.
    pub fn field(&self, value: Value, index: usize) -> Result<Value, Stop> {
        let field = self
            .rtype(value.ty)?
            .fields
            .get(index)
            .ok_or(Stop::BadAddress)?;
        let part = self.part(value, u64::from(field.offset), field.ty)?;
        // An unexported field hides what is below it; an embedded unexported struct does not hide its exported fields from
        // selection, but the formatter goes through the field itself.
        Ok(Value {
            hidden: part.hidden || !field.exported,
            ..part
        })
    }

    /// Element type of a pointer, slice, array or map.
    pub fn elem(&self, value: Value) -> Result<RTypeId, Stop> {
        self.rtype(value.ty)?.elem.ok_or(Stop::BadAddress)
    }

    /// What a non-nil pointer points to.
    pub fn pointee(&self, value: Value) -> Result<Value, Stop> {
        self.at(self.elem(value)?, self.word(value, 0)?, false, value.hidden)
    }

    /// Number of elements of a slice or array.
    pub fn len(&self, value: Value) -> Result<u64, Stop> {
        match self.kind(value)? {
            Kind::Slice => self.word(value, 1),
            _ => Ok(self.rtype(value.ty)?.len),
        }
    }

    /// Element `index` of a slice or array.
    pub fn element(&self, value: Value, index: u64) -> Result<Value, Stop> {
        let ty = self.elem(value)?;
        let offset = index.wrapping_mul(u64::from(self.rtype(ty)?.words));
        match self.kind(value)? {
            Kind::Slice => self.at(
                ty,
                self.word(value, 0)?.wrapping_add(offset),
                false,
                value.hidden,
            ),
            _ => self.part(value, offset, ty),
        }
    }

    /// The bytes of a string.
    pub fn text(&self, value: Value) -> Result<&'a [u8], Stop> {
        self.heap
            .text(self.word(value, 0)?, self.word(value, 1)?)
            .ok_or(Stop::BadAddress)
    }

    /// The bytes of a slice or array of bytes.
    pub fn bytes(&self, value: Value) -> Result<Vec<u8>, Stop> {
        (0..self.len(value)?)
            .map(|at| Ok(self.word(self.element(value, at)?, 0)? as u8))
            .collect()
    }

    /// A float's value and size in bits.
    pub fn float(&self, value: Value) -> Result<(f64, u32), Stop> {
        let word = self.word(value, 0)?;
        Ok(float_of(word, self.kind(value)? == Kind::Float32))
    }

    /// A complex number's parts and their size in bits.
    pub fn complex(&self, value: Value) -> Result<(f64, f64, u32), Stop> {
        let narrow = self.kind(value)? == Kind::Complex64;
        let (real, bits) = float_of(self.word(value, 0)?, narrow);
        Ok((real, float_of(self.word(value, 1)?, narrow).0, bits))
    }
}

fn float_of(word: u64, narrow: bool) -> (f64, u32) {
    if narrow {
        (f64::from(f32::from_bits(word as u32)), 32)
    } else {
        (f64::from_bits(word), 64)
    }
}
