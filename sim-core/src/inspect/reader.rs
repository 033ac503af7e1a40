//! Reading values: from words of memory or registers and a runtime type to a [`ValueView`].
//!
//! Invariants:
//! - Words may be anything (a torn header is a legal value), so every address and length is checked and nothing panics.
//! - A cell touched by the last transition carries its [`Mark`]; register words never do.
//! - Output is bounded: nesting by [`MAX_DEPTH`], elements by [`MAX_ELEMS`], text by [`MAX_TEXT`].

use super::touched::Touched;
use super::view::{Body, FieldView, Mark, ObjId, SliceView, ValueView};
use crate::bytecode::{Kind, Program, RType, RTypeId};
use crate::machine::Machine;

/// Deepest nesting of structs, arrays and interfaces shown.
const MAX_DEPTH: u32 = 6;
/// Depth from which on containers that are shown as one value are not looked into.
const CONTAINER_DEPTH: u32 = MAX_DEPTH - 3;
/// Most elements of one array shown.
pub const MAX_ELEMS: u64 = 64;
/// Longest text of one string value, in characters.
const MAX_TEXT: usize = 48;

/// Go prints addresses of the heap from here; a word cell counts as eight bytes.
pub const HEAP_BASE: u64 = 0xc0_0000_0000;

/// How an address is printed, as `%p` does.
pub fn address_text(addr: u64) -> String {
    if addr == 0 {
        "nil".to_string()
    } else {
        format!("{:#x}", HEAP_BASE.wrapping_add(addr.wrapping_mul(8)))
    }
}

/// Words of a value and where they lie.
#[derive(Clone, Copy)]
pub struct Words<'a> {
    /// The words; shorter than the type's size if memory ends.
    pub words: &'a [u64],
    /// Address of the first word; `None` in registers.
    pub addr: Option<u64>,
}

impl<'a> Words<'a> {
    /// `count` words from `start`, as far as they exist.
    pub fn part(&self, start: u32, count: u32) -> Words<'a> {
        let from = (start as usize).min(self.words.len());
        let to = (start as usize)
            .saturating_add(count as usize)
            .min(self.words.len());
        Words {
            words: &self.words[from..to],
            addr: self.addr.map(|a| a + u64::from(start)),
        }
    }

    /// Word `i`, 0 where memory ends.
    pub fn word(&self, i: usize) -> u64 {
        self.words.get(i).copied().unwrap_or(0)
    }
}

/// Reads values of one machine.
pub struct Reader<'m> {
    /// The machine.
    pub machine: &'m Machine,
    /// Its program.
    pub program: &'m Program,
    /// What the last transition touched.
    pub touched: Touched,
}

impl<'m> Reader<'m> {
    /// A reader of `machine` that marks what `touched` says.
    pub fn new(machine: &'m Machine, touched: Touched) -> Reader<'m> {
        Reader {
            machine,
            program: machine.program(),
            touched,
        }
    }

    /// A runtime type; `None` for an index that is none.
    pub fn rtype(&self, ty: RTypeId) -> Option<&'m RType> {
        self.program.rtypes.get(ty.0 as usize)
    }

    /// `count` words of memory from `addr`, as far as they exist.
    pub fn memory(&self, addr: u64, count: u64) -> Words<'m> {
        let cells = self.machine.heap().cells();
        let from = usize::try_from(addr).unwrap_or(usize::MAX).min(cells.len());
        let to = from
            .saturating_add(usize::try_from(count).unwrap_or(usize::MAX))
            .min(cells.len());
        let words = if addr == 0 { &[][..] } else { &cells[from..to] };
        Words {
            words,
            addr: Some(addr),
        }
    }

    /// The mark of any of `count` cells from `addr`.
    pub fn mark(&self, addr: Option<u64>, count: u64) -> Option<Mark> {
        self.touched.mark(addr?, count)
    }

    /// The value of type `ty` in `words`.
    pub fn value(&self, ty: RTypeId, words: Words<'m>) -> ValueView {
        self.value_at_depth(ty, words, 0)
    }

    /// The text of a value inside a container that is shown as one value: what is deep in it, and containers of that sort, are left out, so
    /// that one which holds a copy of itself ends.
    pub fn inner_text(&self, ty: RTypeId, words: Words<'m>) -> String {
        self.value_at_depth(ty, words, CONTAINER_DEPTH).text
    }

    fn value_at_depth(&self, ty: RTypeId, words: Words<'m>, depth: u32) -> ValueView {
        let Some(rtype) = self.rtype(ty) else {
            return ValueView {
                text: "?".into(),
                ty: String::new(),
                mark: None,
                body: Body::Scalar,
            };
        };
        let (text, body) = match rtype.kind {
            _ if super::sync::is_sync(rtype)
                && (depth < CONTAINER_DEPTH || !super::sync::is_pool(rtype)) =>
            {
                self.sync_value(rtype, words)
            }
            _ if depth < CONTAINER_DEPTH && super::sync_map::is_sync_map(rtype) => {
                let view = super::sync_map::sync_map_view(self, rtype, words);
                (super::sync_map::text(&view), Body::SyncMap(view))
            }
            _ if depth > MAX_DEPTH => ("…".to_string(), Body::Scalar),
            Kind::Pointer | Kind::UnsafePointer => self.pointer(words.word(0)),
            Kind::Map => self.map_value(rtype, words.word(0)),
            Kind::Chan => (
                address_text(words.word(0)),
                Body::Chan {
                    to: object(words.word(0)),
                },
            ),
            Kind::Slice => self.slice(rtype, words),
            Kind::Interface => self.interface(words, depth),
            Kind::Struct => self.structure(rtype, words, depth),
            Kind::Array => self.array(rtype, words, depth),
            _ => (self.scalar(rtype, words), Body::Scalar),
        };
        let mark = self.mark(words.addr, u64::from(rtype.words));
        ValueView {
            text,
            ty: rtype.name.clone(),
            mark,
            body,
        }
    }

    /// A number, boolean, string or function in a few characters.
    pub fn scalar(&self, rtype: &RType, words: Words<'_>) -> String {
        let w = words.word(0);
        match rtype.kind {
            Kind::Bool => if w == 0 { "false" } else { "true" }.to_string(),
            Kind::Int | Kind::Int8 | Kind::Int16 | Kind::Int32 | Kind::Int64 => {
                (w as i64).to_string()
            }
            Kind::Float64 => float_text(f64::from_bits(w)),
            Kind::Float32 => float_text(f64::from(f32::from_bits(w as u32))),
            Kind::Complex128 => format!(
                "({}{:+}i)",
                f64::from_bits(w),
                f64::from_bits(words.word(1))
            ),
            Kind::Complex64 => format!(
                "({}{:+}i)",
                f32::from_bits(w as u32),
                f32::from_bits(words.word(1) as u32)
            ),
            Kind::String => self.string_text(w, words.word(1)),
            Kind::Func => self.func_text(w),
            _ => w.to_string(),
        }
    }

    /// A quoted string value, shortened.
    pub fn string_text(&self, addr: u64, len: u64) -> String {
        let Some(bytes) = self.machine.heap().string(self.program, addr, len) else {
            return format!("string at {addr:#x}, length {len} (torn)");
        };
        let text = String::from_utf8_lossy(bytes);
        let short: String = text.chars().take(MAX_TEXT).collect();
        let dots = if short.len() < text.len() { "…" } else { "" };
        format!("{short:?}{dots}")
    }

    fn func_text(&self, closure: u64) -> String {
        if closure == 0 {
            return "nil".to_string();
        }
        let func = self
            .machine
            .heap()
            .word(closure)
            .and_then(|f| self.program.functions.get(usize::try_from(f).ok()?));
        func.map_or_else(|| address_text(closure), |f| f.name.clone())
    }

    fn pointer(&self, addr: u64) -> (String, Body) {
        let object = self.machine.heap().object_at(addr);
        let to = object.map(|o| u64::from(o.start));
        (
            address_text(addr),
            Body::Pointer {
                to,
                offset: to.map_or(0, |start| addr - start),
            },
        )
    }

    fn map_value(&self, rtype: &RType, addr: u64) -> (String, Body) {
        let text = if addr == 0 {
            "nil".to_string()
        } else {
            rtype.name.clone()
        };
        (text, Body::Map { to: object(addr) })
    }

    /// The header alone; `array` is filled where it points into an object.
    pub fn slice_view(&self, elem_words: u32, words: Words<'_>) -> SliceView {
        let (ptr, len, cap) = (words.word(0), words.word(1) as i64, words.word(2) as i64);
        let object = self.machine.heap().object_at(ptr);
        let stride = u64::from(elem_words.max(1));
        let offset = object.map_or(0, |o| (ptr - u64::from(o.start)) / stride);
        let fits = object.is_some_and(|o| {
            let room = (u64::from(o.words) / stride).saturating_sub(offset);
            cap >= 0 && len >= 0 && len <= cap && cap as u64 <= room
        });
        let empty = ptr == 0 && len == 0 && cap == 0;
        let zero_size = elem_words == 0;
        let mark = |i: u64| self.mark(words.addr.map(|a| a + i), 1);
        SliceView {
            array: object.map(|o| u64::from(o.start)),
            offset,
            len,
            cap,
            marks: [mark(0), mark(1), mark(2)],
            torn: !(fits || empty || zero_size || cap == 0),
        }
    }

    fn slice(&self, rtype: &RType, words: Words<'_>) -> (String, Body) {
        let elem_words = rtype
            .elem
            .and_then(|e| self.rtype(e))
            .map_or(1, |e| e.words);
        let view = self.slice_view(elem_words, words);
        let text = if words.word(0) == 0 && view.cap == 0 && view.len == 0 {
            "nil".to_string()
        } else {
            format!("len {} cap {}", view.len, view.cap)
        };
        (text, Body::Slice(view))
    }

    fn interface(&self, words: Words<'m>, depth: u32) -> (String, Body) {
        let Some(ty) = words.word(0).checked_sub(1) else {
            return ("nil".to_string(), Body::Interface(None));
        };
        let ty = RTypeId(u32::try_from(ty).unwrap_or(u32::MAX));
        let Some(rtype) = self.rtype(ty) else {
            return ("? (torn)".to_string(), Body::Interface(None));
        };
        let inner = match rtype.words {
            0 => Words {
                words: &[],
                addr: None,
            },
            1 => Words {
                words: words.part(1, 1).words,
                addr: None,
            },
            n => Words {
                addr: None,
                ..self.memory(words.word(1), u64::from(n))
            },
        };
        let value = self.value_at_depth(ty, inner, depth + 1);
        (
            format!("{}({})", rtype.name, value.text),
            Body::Interface(Some(Box::new(value))),
        )
    }

    fn structure(&self, rtype: &RType, words: Words<'m>, depth: u32) -> (String, Body) {
        let field = |f: &crate::bytecode::RField| FieldView {
            name: f.name.clone(),
            value: self.value_at_depth(
                f.ty,
                words.part(f.offset, self.rtype(f.ty).map_or(0, |t| t.words)),
                depth + 1,
            ),
        };
        let fields: Vec<FieldView> = rtype.fields.iter().map(field).collect();
        let texts: Vec<&str> = fields
            .iter()
            .map(|f| f.value.text.as_str())
            .take(8)
            .collect();
        (format!("{{{}}}", texts.join(" ")), Body::Struct(fields))
    }

    fn array(&self, rtype: &RType, words: Words<'m>, depth: u32) -> (String, Body) {
        let Some(elem) = rtype.elem else {
            return (String::new(), Body::Scalar);
        };
        let (elems, more) = self.elements(elem, rtype.len, words, depth + 1);
        let texts: Vec<&str> = elems.iter().map(|e| e.text.as_str()).take(16).collect();
        let dots = if rtype.len > 16 { " …" } else { "" };
        (
            format!("[{}{dots}]", texts.join(" ")),
            Body::Array { elems, more },
        )
    }

    /// Up to [`MAX_ELEMS`] of `count` consecutive values, and how many were left out.
    pub fn elements(
        &self,
        elem: RTypeId,
        count: u64,
        words: Words<'m>,
        depth: u32,
    ) -> (Vec<ValueView>, u64) {
        let size = self.rtype(elem).map_or(1, |t| t.words);
        let shown = count.min(MAX_ELEMS);
        let elems = (0..shown as u32)
            .map(|i| self.value_at_depth(elem, words.part(i * size, size), depth))
            .collect();
        (elems, count - shown)
    }

    fn sync_value(&self, rtype: &'m RType, words: Words<'m>) -> (String, Body) {
        let view = super::sync::sync_view(self, rtype, words);
        (super::sync::text(&view), Body::Sync(view))
    }
}

fn object(addr: u64) -> Option<ObjId> {
    (addr != 0).then_some(addr)
}

/// As `%v` prints it, near enough for a picture.
fn float_text(f: f64) -> String {
    if f.abs() >= 1e21 || (f != 0.0 && f.abs() < 1e-4) {
        format!("{f:e}")
    } else {
        format!("{f}")
    }
}
