//! Predeclared names (Go spec, "Predeclared identifiers").

use std::collections::BTreeMap;

use super::checker::Common;
use super::constant::Const;
use super::object::{BuiltinId, ConstObj, ObjId, ObjKind, Object, State, TypeObj};
use super::types::{Basic, Interface, Method, Named, Signature, Type, TypeId, Types};
use crate::source::Pos;

/// Predeclared types that are basic types, `byte` and `rune` being other names.
const BASIC_TYPES: &[(&str, Basic)] = &[
    ("bool", Basic::Bool),
    ("int", Basic::Int),
    ("int8", Basic::Int8),
    ("int16", Basic::Int16),
    ("int32", Basic::Int32),
    ("int64", Basic::Int64),
    ("uint", Basic::Uint),
    ("uint8", Basic::Uint8),
    ("uint16", Basic::Uint16),
    ("uint32", Basic::Uint32),
    ("uint64", Basic::Uint64),
    ("uintptr", Basic::Uintptr),
    ("float32", Basic::Float32),
    ("float64", Basic::Float64),
    ("complex64", Basic::Complex64),
    ("complex128", Basic::Complex128),
    ("string", Basic::String),
    ("byte", Basic::Uint8),
    ("rune", Basic::Int32),
];

/// Predeclared functions.
pub(super) const BUILTINS: &[(&str, BuiltinId)] = &[
    ("append", BuiltinId::Append),
    ("cap", BuiltinId::Cap),
    ("clear", BuiltinId::Clear),
    ("close", BuiltinId::Close),
    ("complex", BuiltinId::Complex),
    ("copy", BuiltinId::Copy),
    ("delete", BuiltinId::Delete),
    ("imag", BuiltinId::Imag),
    ("len", BuiltinId::Len),
    ("make", BuiltinId::Make),
    ("max", BuiltinId::Max),
    ("min", BuiltinId::Min),
    ("new", BuiltinId::New),
    ("panic", BuiltinId::Panic),
    ("print", BuiltinId::Print),
    ("println", BuiltinId::Println),
    ("real", BuiltinId::Real),
    ("recover", BuiltinId::Recover),
];

/// The universe under construction.
pub(super) struct Universe<'a> {
    /// Types table with the basic types in it.
    pub types: Types,
    /// Types often needed.
    pub common: Common,
    /// Objects.
    pub objs: Vec<Object<'a>>,
    /// Names.
    pub names: BTreeMap<&'static str, ObjId>,
    /// Parallel to the table of defined types.
    pub named_objs: Vec<Option<ObjId>>,
}

impl<'a> Universe<'a> {
    /// Builds all predeclared names.
    pub fn build() -> Universe<'a> {
        let mut types = Types::default();
        let common = common_types(&mut types);
        let mut universe = Universe {
            types,
            common,
            objs: Vec::new(),
            names: BTreeMap::new(),
            named_objs: vec![None, None],
        };
        for &(name, basic) in BASIC_TYPES {
            let ty = universe.types.intern(Type::Basic(basic));
            universe.declare(name, ObjKind::Type(TypeObj::bound(ty, false)));
        }
        let any = universe.common.any;
        let error = universe.common.error;
        let comparable = comparable_type(&mut universe.types);
        universe.declare("any", ObjKind::Type(TypeObj::bound(any, false)));
        universe.declare("error", ObjKind::Type(TypeObj::bound(error, false)));
        universe.declare(
            "comparable",
            ObjKind::Type(TypeObj::bound(comparable, false)),
        );
        for &(name, id) in BUILTINS {
            universe.declare(name, ObjKind::Builtin(id));
        }
        let bool_type = universe.common.untyped_bool;
        universe.declare("true", constant(bool_type, Const::Bool(true)));
        universe.declare("false", constant(bool_type, Const::Bool(false)));
        let int_type = universe.common.untyped_int;
        universe.declare("iota", constant(int_type, Const::int(0)));
        universe.declare("nil", ObjKind::Nil);
        universe
    }

    fn declare(&mut self, name: &'static str, kind: ObjKind<'a>) {
        let object = Object {
            name,
            pos: Pos::NONE,
            pkg: None,
            file: usize::MAX,
            kind,
            used: true,
            state: State::Done,
        };
        self.objs.push(object);
        self.names.insert(name, ObjId(self.objs.len() as u32 - 1));
    }
}

fn constant<'a>(ty: TypeId, val: Const) -> ObjKind<'a> {
    ObjKind::Const(ConstObj {
        typ: None,
        init: None,
        iota: 0,
        inherited: false,
        ty,
        val: Some(val),
    })
}

fn common_types(types: &mut Types) -> Common {
    let mut basic = |basic| types.intern(Type::Basic(basic));
    let invalid = basic(Basic::Invalid);
    let string = basic(Basic::String);
    let common = Common {
        invalid,
        bool: basic(Basic::Bool),
        int: basic(Basic::Int),
        uint: basic(Basic::Uint),
        uintptr: basic(Basic::Uintptr),
        byte: basic(Basic::Uint8),
        rune: basic(Basic::Int32),
        float64: basic(Basic::Float64),
        complex128: basic(Basic::Complex128),
        string,
        untyped_bool: basic(Basic::UntypedBool),
        untyped_int: basic(Basic::UntypedInt),
        untyped_rune: basic(Basic::UntypedRune),
        untyped_float: basic(Basic::UntypedFloat),
        untyped_complex: basic(Basic::UntypedComplex),
        untyped_string: basic(Basic::UntypedString),
        untyped_nil: basic(Basic::UntypedNil),
        any: invalid,
        error: invalid,
        empty_tuple: invalid,
    };
    let any = types.intern(Type::Interface(Interface::default()));
    let empty_tuple = types.intern(Type::Tuple(Vec::new()));
    let error = error_type(types, string);
    Common {
        any,
        error,
        empty_tuple,
        ..common
    }
}

/// `type error interface { Error() string }`.
fn error_type(types: &mut Types, string: TypeId) -> TypeId {
    let method = types.intern(Type::Func(Signature {
        params: Vec::new(),
        results: vec![string],
        variadic: false,
    }));
    let methods = vec![Method {
        name: "Error".to_string(),
        pkg: String::new(),
        ty: method,
    }];
    let underlying = types.intern(Type::Interface(Interface {
        methods,
        ..Interface::default()
    }));
    add_predeclared(types, "error", underlying)
}

fn comparable_type(types: &mut Types) -> TypeId {
    let underlying = types.intern(Type::Interface(Interface {
        comparable: true,
        ..Interface::default()
    }));
    add_predeclared(types, "comparable", underlying)
}

fn add_predeclared(types: &mut Types, name: &str, underlying: TypeId) -> TypeId {
    types.add_named(Named {
        name: name.to_string(),
        pkg: String::new(),
        path: String::new(),
        args: Vec::new(),
        outer_args: Vec::new(),
        underlying: Some(underlying),
        pos: Pos::NONE,
        local_in: None,
    })
}

/// The name of a predeclared function as messages print it.
pub(super) fn builtin_name(id: BuiltinId) -> &'static str {
    match id {
        BuiltinId::Sizeof => "unsafe.Sizeof",
        BuiltinId::Alignof => "unsafe.Alignof",
        BuiltinId::Offsetof => "unsafe.Offsetof",
        _ => BUILTINS
            .iter()
            .find(|(_, other)| *other == id)
            .map_or("", |(name, _)| name),
    }
}
