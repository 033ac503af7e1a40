//! Values made of values: maps, structs, interfaces, slices and arrays, and pointers to them.

use super::super::Stop;
use super::super::sort;
use super::super::value::Value;
use super::{Printer, letter};
use crate::bytecode::Kind;
use crate::library::mapread;

impl Printer<'_> {
    /// Between parts: a space, or a comma and one in Go syntax.
    pub(super) fn separator(&mut self, index: usize) {
        if index > 0 {
            self.write(if self.spec.sharp_v { b", " } else { b" " });
        }
    }

    pub(super) fn map(&mut self, value: Value, verb: u32, depth: usize) -> Result<(), Stop> {
        let rtype = self.read.rtype(value.ty)?;
        let hmap = self.read.word(value, 0)?;
        if self.spec.sharp_v {
            self.type_name(value)?;
            if hmap == 0 {
                self.write(b"(nil)");
                return Ok(());
            }
        }
        self.write(if self.spec.sharp_v { b"{" } else { b"map[" });
        let (key, elem) = (
            rtype.key.ok_or(Stop::BadAddress)?,
            rtype.elem.ok_or(Stop::BadAddress)?,
        );
        let mut entries = vec![];
        if let (true, Some(header)) = (hmap != 0, rtype.hmap) {
            self.read.heap.map_read(hmap);
            let map = mapread::read(
                &|addr| self.read.heap.peek(addr),
                &self.read.program.rtypes,
                header,
                hmap,
            );
            let map = map.ok_or(Stop::BadAddress)?;
            if map.writing {
                return Err(Stop::MapWriting);
            }
            for (key_addr, elem_addr) in map.entries {
                let key = self.read.at(key, key_addr, true, value.hidden)?;
                entries.push((key, self.read.at(elem, elem_addr, true, value.hidden)?));
            }
        }
        sort::by_key(self.read, &mut entries)?;
        self.print_parts((value.ty, hmap, 0), |printer| {
            for (at, (key, elem)) in entries.into_iter().enumerate() {
                printer.separator(at);
                printer.print_value(key, verb, depth + 1)?;
                printer.out.push(b':');
                printer.print_value(elem, verb, depth + 1)?;
            }
            Ok(())
        })?;
        self.out.push(if self.spec.sharp_v { b'}' } else { b']' });
        Ok(())
    }

    pub(super) fn structure(&mut self, value: Value, verb: u32, depth: usize) -> Result<(), Stop> {
        if self.spec.sharp_v {
            self.type_name(value)?;
        }
        self.out.push(b'{');
        let fields = &self.read.rtype(value.ty)?.fields;
        for (index, field) in fields.iter().enumerate() {
            self.separator(index);
            if self.spec.plus_v || self.spec.sharp_v {
                self.write(field.name.as_bytes());
                self.out.push(b':');
            }
            let part = self.read.field(value, index)?;
            // What a field of interface type holds stands in the field's place.
            let held = if self.read.kind(part)? == Kind::Interface {
                self.read.held(part)?
            } else {
                None
            };
            self.print_value(held.unwrap_or(part), verb, depth + 1)?;
        }
        self.out.push(b'}');
        Ok(())
    }

    pub(super) fn interface(&mut self, value: Value, verb: u32, depth: usize) -> Result<(), Stop> {
        match self.read.held(value)? {
            Some(held) => self.print_value(held, verb, depth + 1),
            None if self.spec.sharp_v => {
                self.type_name(value)?;
                self.write(b"(nil)");
                Ok(())
            }
            None => {
                self.write(b"<nil>");
                Ok(())
            }
        }
    }

    pub(super) fn sequence(&mut self, value: Value, verb: u32, depth: usize) -> Result<(), Stop> {
        let elem = self.read.rtype(self.read.elem(value)?)?;
        if matches!(letter(verb), b's' | b'q' | b'x' | b'X') && elem.kind == Kind::Uint8 {
            return self.byte_slice(value, verb, "");
        }
        if self.spec.sharp_v {
            self.type_name(value)?;
            if self.read.kind(value)? == Kind::Slice && self.read.word(value, 0)? == 0 {
                self.write(b"(nil)");
                return Ok(());
            }
        }
        self.out.push(if self.spec.sharp_v { b'{' } else { b'[' });
        let len = self.read.len(value)?;
        let elements = |printer: &mut Self| {
            for at in 0..len {
                printer.separator(at.min(1) as usize);
                let element = printer.read.element(value, at)?;
                printer.print_value(element, verb, depth + 1)?;
            }
            Ok(())
        };
        // An array cannot hold itself, and its first word may be anything.
        if self.read.kind(value)? == Kind::Slice {
            let first = self.read.word(value, 0)?;
            self.print_parts((value.ty, first, len), elements)?;
        } else {
            elements(self)?;
        }
        self.out.push(if self.spec.sharp_v { b'}' } else { b']' });
        Ok(())
    }

    /// A non-nil pointer argument: what it points to if that is composite, else the address.
    pub(super) fn pointee(&mut self, value: Value, verb: u32) -> Result<(), Stop> {
        let pointee = self.read.pointee(value)?;
        match self.read.kind(pointee)? {
            Kind::Array | Kind::Slice | Kind::Struct | Kind::Map => {
                self.out.push(b'&');
                self.print_value(pointee, verb, 1)
            }
            _ => self.pointer(value, verb),
        }
    }

    pub(super) fn pointer(&mut self, value: Value, verb: u32) -> Result<(), Stop> {
        use Kind::{Chan, Func, Map, Pointer, Slice, UnsafePointer};
        if !matches!(
            self.read.kind(value)?,
            Chan | Func | Map | Pointer | Slice | UnsafePointer
        ) {
            return self.bad_verb(Some(value), verb);
        }
        let address = shown_address(self.read.word(value, 0)?);
        let (spec, out) = (self.spec, &mut self.out);
        match letter(verb) {
            b'v' if spec.sharp_v => {
                let name = &self.read.rtype(value.ty)?.name;
                out.extend_from_slice(format!("({name})(").as_bytes());
                match address {
                    0 => out.extend_from_slice(b"nil"),
                    _ => spec.hex_word(out, address, true),
                }
                out.push(b')');
            }
            b'v' if address == 0 => spec.pad(out, b"<nil>"),
            b'v' | b'p' => spec.hex_word(out, address, !spec.sharp),
            b'b' | b'o' | b'd' | b'x' | b'X' => return self.number(value, address, false, verb),
            _ => return self.bad_verb(Some(value), verb),
        }
        Ok(())
    }
}

/// What an address prints as: where Go's heap begins, eight bytes a cell; nil is 0.
pub fn shown_address(addr: u64) -> u64 {
    if addr == 0 {
        0
    } else {
        0xc0_0000_0000_u64.wrapping_add(addr.wrapping_mul(8))
    }
}
