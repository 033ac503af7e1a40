//! How a value of each type is laid out: in words for the machine, in bytes as on amd64 where Go's rules depend on bytes (size
//! classes, map buckets, addresses of nil faults), and the order in which the Go compiler stores the words of a value.
//!
//! Invariant: all layouts of a program are computed once, before any function is lowered.

use crate::check::types::{Basic, Type, TypeId, Types};

/// Layout of one type.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Layout {
    /// Words in registers and memory.
    pub words: u32,
    /// Bytes on amd64.
    pub bytes: u64,
    /// Alignment in bytes on amd64.
    pub align: u64,
    /// Whether the garbage collector would find pointers in it.
    pub has_pointers: bool,
    /// Whether == is defined statically.
    pub comparable: bool,
}

/// Types may contain each other by value this deep.
const DEPTH_MAX: u32 = 400;

/// Layouts of all types, by [`TypeId`].
pub(super) struct Layouts {
    list: Vec<Option<Layout>>,
    too_deep: bool,
}

impl Layouts {
    /// Computes all layouts.
    pub(super) fn new(types: &Types) -> Layouts {
        let mut layouts = Layouts {
            list: vec![None; types.len()],
            too_deep: false,
        };
        for index in 0..types.len() {
            layouts.compute(types, TypeId(index as u32), 0);
        }
        layouts
    }

    /// Whether some layout could not be computed.
    pub(super) fn too_deep(&self) -> bool {
        self.too_deep
    }

    /// The layout of a type; empty for one that is not of this table.
    pub(super) fn get(&self, ty: TypeId) -> Layout {
        self.list
            .get(ty.0 as usize)
            .copied()
            .flatten()
            .unwrap_or_default()
    }

    fn compute(&mut self, types: &Types, ty: TypeId, depth: u32) -> Layout {
        if depth > DEPTH_MAX {
            self.too_deep = true;
            return Layout::default();
        }
        if let Some(layout) = self.list.get(ty.0 as usize).copied().flatten() {
            return layout;
        }
        let layout = match types.get(ty) {
            Type::Named(_) => match types.underlying_id(ty) {
                same if same == ty => Layout::default(),
                underlying => self.compute(types, underlying, depth + 1),
            },
            Type::Basic(basic) => basic_layout(*basic),
            Type::Pointer(_) | Type::Chan(..) => words_layout(1, true),
            Type::Map(..) | Type::Func(_) => Layout {
                comparable: false,
                ..words_layout(1, true)
            },
            Type::Slice(_) => Layout {
                comparable: false,
                ..words_layout(3, true)
            },
            Type::Interface(_) => words_layout(2, true),
            Type::Array(elem, len) => {
                let elem = self.compute(types, *elem, depth + 1);
                Layout {
                    words: u32::try_from(u64::from(elem.words).saturating_mul(*len))
                        .unwrap_or(u32::MAX),
                    bytes: elem.bytes.saturating_mul(*len),
                    align: elem.align,
                    has_pointers: elem.has_pointers && *len > 0,
                    comparable: elem.comparable,
                }
            }
            Type::Struct(fields) => {
                let fields: Vec<TypeId> = fields.iter().map(|field| field.ty).collect();
                self.sequence(types, &fields, depth)
            }
            Type::Tuple(parts) => self.sequence(types, parts, depth),
            Type::Param(_) => Layout::default(),
        };
        if let Some(slot) = self.list.get_mut(ty.0 as usize) {
            *slot = Some(layout);
        }
        layout
    }

    fn sequence(&mut self, types: &Types, parts: &[TypeId], depth: u32) -> Layout {
        let mut whole = Layout {
            words: 0,
            bytes: 0,
            align: 1,
            has_pointers: false,
            comparable: true,
        };
        let mut last_bytes = 1;
        for &part in parts {
            let layout = self.compute(types, part, depth + 1);
            whole.words = whole.words.saturating_add(layout.words);
            whole.bytes = align_up(whole.bytes, layout.align).saturating_add(layout.bytes);
            whole.align = whole.align.max(layout.align);
            whole.has_pointers |= layout.has_pointers;
            whole.comparable &= layout.comparable;
            last_bytes = layout.bytes;
        }
        // A pointer to a last field without size must not point past the object, so Go pads.
        if last_bytes == 0 && whole.bytes > 0 {
            whole.bytes += 1;
        }
        whole.bytes = align_up(whole.bytes, whole.align);
        whole
    }

    /// Offset of field `index` of a struct: in words, and in bytes as on amd64.
    pub(super) fn field(&self, types: &Types, strukt: TypeId, index: usize) -> (u32, u64) {
        let Type::Struct(fields) = types.underlying(strukt) else {
            return (0, 0);
        };
        let (mut words, mut bytes) = (0u32, 0u64);
        for field in fields.iter().take(index) {
            let layout = self.get(field.ty);
            words = words.saturating_add(layout.words);
            bytes = align_up(bytes, layout.align).saturating_add(layout.bytes);
        }
        let align = fields
            .get(index)
            .map_or(1, |field| self.get(field.ty).align);
        (words, align_up(bytes, align))
    }

    /// The order in which the Go compiler stores the words of a value of this type to memory, or `None` for ascending order.
    ///
    /// A value that it keeps in registers (at most four words and fields, arrays of at most one element) and that holds
    /// pointers is stored scalars first, so that no scalar lives across a write barrier: a slice header goes len, cap, ptr; a
    /// string len, ptr; an interface type word, data word. Anything else is copied from its start on. (cmd/compile: `storeType`, `CanSSA`.)
    pub(super) fn store_order(&self, types: &Types, ty: TypeId) -> Option<Vec<u32>> {
        let layout = self.get(ty);
        if !layout.has_pointers || layout.words < 2 || !self.fits_registers(types, ty) {
            return None;
        }
        let (mut scalars, mut pointers) = (Vec::new(), Vec::new());
        self.split(types, ty, 0, &mut scalars, &mut pointers);
        scalars.extend(pointers);
        (!scalars.is_sorted()).then_some(scalars)
    }

    /// Whether the Go compiler would keep a value of this type in registers.
    fn fits_registers(&self, types: &Types, ty: TypeId) -> bool {
        // Parts without size are not looked into: that bounds the walk by the bytes.
        match self.get(ty).bytes {
            0 => return true,
            bytes if bytes > 32 => return false,
            _ => {}
        }
        match types.underlying(ty) {
            Type::Array(elem, len) => *len == 0 || *len == 1 && self.fits_registers(types, *elem),
            Type::Struct(fields) => {
                fields.len() <= 4
                    && fields
                        .iter()
                        .all(|field| self.fits_registers(types, field.ty))
            }
            _ => true,
        }
    }

    /// Splits the word offsets of a value into scalars and pointers. Bounded: called for values of at most four words.
    fn split(
        &self,
        types: &Types,
        ty: TypeId,
        at: u32,
        scalars: &mut Vec<u32>,
        pointers: &mut Vec<u32>,
    ) {
        match types.underlying(ty) {
            Type::Basic(Basic::String) => {
                scalars.push(at + 1);
                pointers.push(at);
            }
            Type::Slice(_) => {
                scalars.extend([at + 1, at + 2]);
                pointers.push(at);
            }
            Type::Interface(_) => {
                scalars.push(at);
                pointers.push(at + 1);
            }
            Type::Pointer(_) | Type::Map(..) | Type::Chan(..) | Type::Func(_) => pointers.push(at),
            Type::Basic(Basic::UnsafePointer) => pointers.push(at),
            Type::Array(elem, len) if *len == 1 => self.split(types, *elem, at, scalars, pointers),
            Type::Struct(fields) => {
                let mut at = at;
                for field in fields {
                    self.split(types, field.ty, at, scalars, pointers);
                    at += self.get(field.ty).words;
                }
            }
            _ => scalars.extend(at..at + self.get(ty).words),
        }
    }
}

fn align_up(bytes: u64, align: u64) -> u64 {
    bytes
        .checked_next_multiple_of(align.max(1))
        .unwrap_or(u64::MAX)
}

fn words_layout(words: u32, has_pointers: bool) -> Layout {
    Layout {
        words,
        bytes: u64::from(words) * 8,
        align: 8,
        has_pointers,
        comparable: true,
    }
}

fn basic_layout(basic: Basic) -> Layout {
    let scalar = |bytes: u64| Layout {
        words: 1,
        bytes,
        align: bytes,
        has_pointers: false,
        comparable: true,
    };
    let complex = |bytes: u64| Layout {
        words: 2,
        bytes,
        align: bytes / 2,
        has_pointers: false,
        comparable: true,
    };
    match basic {
        Basic::Bool | Basic::Int8 | Basic::Uint8 | Basic::UntypedBool => scalar(1),
        Basic::Int16 | Basic::Uint16 => scalar(2),
        Basic::Int32 | Basic::Uint32 | Basic::Float32 | Basic::UntypedRune => scalar(4),
        Basic::Int
        | Basic::Int64
        | Basic::Uint
        | Basic::Uint64
        | Basic::Uintptr
        | Basic::Float64 => scalar(8),
        Basic::UntypedInt | Basic::UntypedFloat => scalar(8),
        Basic::Complex64 => complex(8),
        Basic::Complex128 | Basic::UntypedComplex => complex(16),
        Basic::String | Basic::UntypedString => words_layout(2, true),
        Basic::UnsafePointer | Basic::UntypedNil => words_layout(1, true),
        Basic::Invalid => Layout::default(),
    }
}
