//! Runtime types: the table of all types whose values the machine, the formatter or the inspector may meet.
//!
//! Invariant: one [`RTypeId`] per [`TypeId`]; a type's parts are in the table when it is.

use rustc_hash::FxHashMap;

use super::layout::Layouts;
use super::typename::type_name;
use crate::bytecode::{Kind, KnownTypes, RField, RMethod, RType, RTypeId};
use crate::check::typed::{MethodEntry, Program};
use crate::check::types::{Basic, Field, Signature, Type, TypeId, Types};

/// The table under construction.
pub(super) struct RTypes {
    list: Vec<RType>,
    ids: FxHashMap<TypeId, RTypeId>,
    method_names: Vec<String>,
    name_ids: FxHashMap<(String, TypeId), u16>,
    hmaps: FxHashMap<(TypeId, TypeId), TypeId>,
    /// Range of each type's entries in the program's method list, which is sorted by type.
    method_ranges: FxHashMap<TypeId, (usize, usize)>,
    methods_wanted: Vec<TypeId>,
}

impl RTypes {
    pub(super) fn new(program: &Program) -> RTypes {
        let mut method_ranges: FxHashMap<TypeId, (usize, usize)> = FxHashMap::default();
        for (index, entry) in program.methods.iter().enumerate() {
            method_ranges.entry(entry.recv).or_insert((index, index)).1 = index + 1;
        }
        RTypes {
            list: Vec::new(),
            ids: FxHashMap::default(),
            method_names: Vec::new(),
            name_ids: FxHashMap::default(),
            hmaps: hmaps(program),
            method_ranges,
            methods_wanted: Vec::new(),
        }
    }

    /// The number of a type, which is added with its parts when it is new.
    pub(super) fn id(&mut self, types: &Types, layouts: &Layouts, ty: TypeId) -> RTypeId {
        if let Some(&id) = self.ids.get(&ty) {
            return id;
        }
        // Parts may lead back to this type, so its number exists before they are looked at. The work list keeps the
        // recursion of nested types out of the host's stack.
        let id = self.reserve(types, layouts, ty);
        let mut work = vec![ty];
        while let Some(ty) = work.pop() {
            let parts = parts(types, ty);
            let hmap = self.hmap_of(types, ty);
            for part in parts.iter().copied().chain(hmap) {
                if !self.ids.contains_key(&part) {
                    self.reserve(types, layouts, part);
                    work.push(part);
                }
            }
            self.link(types, layouts, ty);
        }
        id
    }

    fn reserve(&mut self, types: &Types, layouts: &Layouts, ty: TypeId) -> RTypeId {
        let id = RTypeId(self.list.len() as u32);
        let layout = layouts.get(ty);
        self.list.push(RType {
            name: type_name(types, ty),
            kind: kind(types, ty),
            named: types.named_of(ty).is_some(),
            words: layout.words,
            bytes: layout.bytes,
            has_pointers: layout.has_pointers,
            comparable: layout.comparable,
            elem: None,
            key: None,
            len: 0,
            fields: Vec::new(),
            hmap: None,
            methods: Vec::new(),
        });
        self.ids.insert(ty, id);
        if self.method_ranges.contains_key(&ty) {
            self.methods_wanted.push(ty);
        }
        id
    }

    /// Fills in the numbers of the parts of a type.
    fn link(&mut self, types: &Types, layouts: &Layouts, ty: TypeId) {
        let of = |ids: &FxHashMap<TypeId, RTypeId>, ty: &TypeId| ids.get(ty).copied();
        let (mut elem, mut key, mut len, mut fields, mut methods) =
            (None, None, 0, Vec::new(), Vec::new());
        match types.underlying(ty) {
            Type::Pointer(part) | Type::Slice(part) | Type::Chan(_, part) => {
                elem = of(&self.ids, part)
            }
            Type::Array(part, count) => (elem, len) = (of(&self.ids, part), *count),
            Type::Map(k, v) => (key, elem) = (of(&self.ids, k), of(&self.ids, v)),
            Type::Struct(list) => {
                for (index, field) in list.iter().enumerate() {
                    let (offset, byte_offset) = layouts.field(types, ty, index);
                    let ty = of(&self.ids, &field.ty).unwrap_or(RTypeId(0));
                    fields.push(rfield(field, ty, offset, byte_offset));
                }
            }
            Type::Interface(interface) => {
                for method in &interface.methods {
                    methods.push(RMethod {
                        name: self.method_name(&method.name, &method.pkg, method.ty),
                        func: 0,
                    });
                }
                methods.sort_by_key(|method| method.name);
            }
            _ => {}
        }
        let hmap = self
            .hmap_of(types, ty)
            .and_then(|hmap| of(&self.ids, &hmap));
        let Some(rtype) = self
            .ids
            .get(&ty)
            .and_then(|id| self.list.get_mut(id.0 as usize))
        else {
            return;
        };
        (rtype.elem, rtype.key, rtype.len, rtype.hmap) = (elem, key, len, hmap);
        (rtype.fields, rtype.methods) = (fields, methods);
    }

    fn hmap_of(&self, types: &Types, ty: TypeId) -> Option<TypeId> {
        match types.underlying(ty) {
            Type::Map(key, elem) => self.hmaps.get(&(*key, *elem)).copied(),
            _ => None,
        }
    }

    /// The number of a method's name and type: methods that differ in either have different numbers, so that a comparison of
    /// numbers tells whether a type has a method that an interface asks for.
    pub(super) fn method_name(&mut self, name: &str, pkg: &str, ty: TypeId) -> u16 {
        let name = if pkg.is_empty() {
            name.to_string()
        } else {
            format!("{pkg}.{name}")
        };
        if let Some(&id) = self.name_ids.get(&(name.clone(), ty)) {
            return id;
        }
        // More than 65535 method names do not fit into the bound on source text in any sensible program; the last number is
        // shared then, and calls of such a method fault.
        let id = u16::try_from(self.method_names.len()).unwrap_or(u16::MAX);
        if id < u16::MAX {
            self.method_names.push(name.clone());
        }
        self.name_ids.insert((name, ty), id);
        id
    }

    /// Concrete types that got a number since the last call and have methods.
    pub(super) fn take_methods_wanted(&mut self) -> Vec<TypeId> {
        std::mem::take(&mut self.methods_wanted)
    }

    /// The methods of a concrete type, as the checker lists them.
    pub(super) fn method_entries<'p>(&self, program: &'p Program, ty: TypeId) -> &'p [MethodEntry] {
        self.method_ranges
            .get(&ty)
            .and_then(|&(from, to)| program.methods.get(from..to))
            .unwrap_or(&[])
    }

    pub(super) fn set_methods(&mut self, ty: TypeId, mut methods: Vec<RMethod>) {
        methods.sort_by_key(|method| method.name);
        if let Some(rtype) = self
            .ids
            .get(&ty)
            .and_then(|id| self.list.get_mut(id.0 as usize))
        {
            rtype.methods = methods;
        }
    }

    /// The types that the machine makes values of. A prelude without its error types gets strings instead.
    pub(super) fn known(&mut self, types: &Types, layouts: &Layouts) -> KnownTypes {
        let basic = |basic| types.find(&Type::Basic(basic));
        let string = basic(Basic::String).map(|ty| self.id(types, layouts, ty));
        let int = basic(Basic::Int).map(|ty| self.id(types, layouts, ty));
        let string = string.or(int).unwrap_or(RTypeId(0));
        let named = |this: &mut RTypes, pkg: &str, name: &str| {
            let ty = find_named(types, pkg, name)?;
            Some(this.id(types, layouts, ty))
        };
        let pointer = |this: &mut RTypes, name: &str| {
            let elem = find_named(types, "runtime", name)?;
            Some(this.id(types, layouts, types.find(&Type::Pointer(elem))?))
        };
        // The number of a method without parameters that returns a string.
        let text_method = |this: &RTypes, name: &str| {
            let signature = Signature {
                params: Vec::new(),
                results: vec![basic(Basic::String)?],
                variadic: false,
            };
            let ty = types.find(&Type::Func(signature))?;
            this.name_ids.get(&(name.to_string(), ty)).copied()
        };
        // The number of the one method of an interface type that the program has.
        let only_method = |this: &RTypes, pkg: &str, name: &str| {
            let ty = types.underlying(find_named(types, pkg, name)?);
            let Type::Interface(interface) = ty else {
                return None;
            };
            let method = interface.methods.first()?;
            this.name_ids
                .get(&(method.name.clone(), method.ty))
                .copied()
        };
        KnownTypes {
            string,
            int: int.unwrap_or(string),
            error: named(self, "", "error").unwrap_or(string),
            runtime_error: named(self, "runtime", "errorString").unwrap_or(string),
            plain_error: named(self, "runtime", "plainError").unwrap_or(string),
            bounds_error: named(self, "runtime", "boundsError").unwrap_or(string),
            type_assertion_error: pointer(self, "TypeAssertionError").unwrap_or(string),
            panic_nil_error: pointer(self, "PanicNilError").unwrap_or(string),
            error_method: text_method(self, "Error"),
            string_method: text_method(self, "String"),
            go_string_method: text_method(self, "GoString"),
            format_method: only_method(self, "fmt", "Formatter"),
        }
    }

    /// The finished tables: types and method names.
    pub(super) fn into_parts(self) -> (Vec<RType>, Vec<String>) {
        (self.list, self.method_names)
    }
}

/// For each (K, V) of the program the struct `hmap[K, V]` that a map points to: what the prelude's `makemap[K, V]` returns.
fn hmaps(program: &Program) -> FxHashMap<(TypeId, TypeId), TypeId> {
    let mut found = FxHashMap::default();
    for entry in program
        .runtime
        .iter()
        .filter(|entry| entry.name == "makemap")
    {
        let func = program.funcs.get(entry.func.0 as usize);
        let signature = func.map(|func| program.types.underlying(func.ty));
        let (Some(Type::Func(signature)), [key, elem]) = (signature, entry.args.as_slice()) else {
            continue;
        };
        if let Some(Type::Pointer(hmap)) = signature
            .results
            .first()
            .map(|&result| program.types.underlying(result))
        {
            found.insert((*key, *elem), *hmap);
        }
    }
    found
}

/// A defined type by package and name.
pub(super) fn find_named(types: &Types, pkg: &str, name: &str) -> Option<TypeId> {
    let index = types
        .named
        .iter()
        .position(|named| named.pkg == pkg && named.name == name && named.local_in.is_none())?;
    types.find(&Type::Named(crate::check::types::NamedId(index as u32)))
}

fn rfield(field: &Field, ty: RTypeId, offset: u32, byte_offset: u64) -> RField {
    let exported = field.name.chars().next().is_some_and(char::is_uppercase);
    RField {
        name: field.name.clone(),
        ty,
        offset,
        byte_offset,
        embedded: field.embedded,
        exported,
    }
}

fn parts(types: &Types, ty: TypeId) -> Vec<TypeId> {
    match types.underlying(ty) {
        Type::Pointer(elem) | Type::Slice(elem) | Type::Array(elem, _) | Type::Chan(_, elem) => {
            vec![*elem]
        }
        Type::Map(key, elem) => vec![*key, *elem],
        Type::Struct(fields) => fields.iter().map(|field| field.ty).collect(),
        _ => Vec::new(),
    }
}

fn kind(types: &Types, ty: TypeId) -> Kind {
    match types.underlying(ty) {
        Type::Basic(basic) => basic_kind(*basic),
        Type::Pointer(_) => Kind::Pointer,
        Type::Slice(_) => Kind::Slice,
        Type::Array(..) => Kind::Array,
        Type::Map(..) => Kind::Map,
        Type::Chan(..) => Kind::Chan,
        Type::Struct(_) | Type::Tuple(_) => Kind::Struct,
        Type::Func(_) => Kind::Func,
        Type::Interface(_) => Kind::Interface,
        Type::Named(_) | Type::Param(_) => Kind::UnsafePointer,
    }
}

fn basic_kind(basic: Basic) -> Kind {
    match basic {
        Basic::Bool | Basic::UntypedBool => Kind::Bool,
        Basic::Int | Basic::UntypedInt => Kind::Int,
        Basic::Int8 => Kind::Int8,
        Basic::Int16 => Kind::Int16,
        Basic::Int32 | Basic::UntypedRune => Kind::Int32,
        Basic::Int64 => Kind::Int64,
        Basic::Uint => Kind::Uint,
        Basic::Uint8 => Kind::Uint8,
        Basic::Uint16 => Kind::Uint16,
        Basic::Uint32 => Kind::Uint32,
        Basic::Uint64 => Kind::Uint64,
        Basic::Uintptr => Kind::Uintptr,
        Basic::Float32 => Kind::Float32,
        Basic::Float64 | Basic::UntypedFloat => Kind::Float64,
        Basic::Complex64 => Kind::Complex64,
        Basic::Complex128 | Basic::UntypedComplex => Kind::Complex128,
        Basic::String | Basic::UntypedString => Kind::String,
        Basic::UnsafePointer | Basic::UntypedNil | Basic::Invalid => Kind::UnsafePointer,
    }
}
