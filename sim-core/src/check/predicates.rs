//! Questions about types: kinds, comparability, core types (Go spec, "Properties of types and values").
//!
//! A type parameter answers for its whole type set: `all_*` hold when they hold for each of its types.

use std::collections::BTreeSet;

use super::checker::Checker;
use super::types::{Basic, ChanDir, Interface, Type, TypeId};

/// Whether a basic type is an integer, typed or not.
pub(super) fn is_integer_kind(basic: Basic) -> bool {
    use Basic::*;
    is_signed_kind(basic) || is_unsigned_kind(basic) || matches!(basic, UntypedInt | UntypedRune)
}

/// Whether a basic type is a signed integer.
pub(super) fn is_signed_kind(basic: Basic) -> bool {
    use Basic::*;
    matches!(basic, Int | Int8 | Int16 | Int32 | Int64)
}

/// Whether a basic type is an unsigned integer.
pub(super) fn is_unsigned_kind(basic: Basic) -> bool {
    use Basic::*;
    matches!(basic, Uint | Uint8 | Uint16 | Uint32 | Uint64 | Uintptr)
}

/// Whether a basic type is a floating-point type, typed or not.
pub(super) fn is_float_kind(basic: Basic) -> bool {
    matches!(basic, Basic::Float32 | Basic::Float64 | Basic::UntypedFloat)
}

/// Whether a basic type is a complex type, typed or not.
pub(super) fn is_complex_kind(basic: Basic) -> bool {
    matches!(
        basic,
        Basic::Complex64 | Basic::Complex128 | Basic::UntypedComplex
    )
}

/// Whether a basic type is a boolean, typed or not.
pub(super) fn is_boolean_kind(basic: Basic) -> bool {
    matches!(basic, Basic::Bool | Basic::UntypedBool)
}

/// Whether a basic type is a string, typed or not.
pub(super) fn is_string_kind(basic: Basic) -> bool {
    matches!(basic, Basic::String | Basic::UntypedString)
}

/// Whether a basic type is numeric, typed or not.
pub(super) fn is_numeric_kind(basic: Basic) -> bool {
    is_integer_kind(basic) || is_float_kind(basic) || is_complex_kind(basic)
}

/// Whether a basic type is untyped.
pub(super) fn is_untyped_kind(basic: Basic) -> bool {
    use Basic::*;
    matches!(
        basic,
        UntypedBool
            | UntypedInt
            | UntypedRune
            | UntypedFloat
            | UntypedComplex
            | UntypedString
            | UntypedNil
    )
}

impl<'a> Checker<'a> {
    /// The underlying type; of a type parameter, its constraint's interface.
    pub fn under(&self, ty: TypeId) -> &Type {
        self.types.get(self.under_id(ty))
    }

    /// The underlying type's id; of a type parameter, its constraint's interface.
    pub fn under_id(&self, ty: TypeId) -> TypeId {
        match self.types.get(ty) {
            Type::Param(index) => match self.types.params.get(*index as usize) {
                Some(param) => self.types.underlying_id(param.constraint),
                None => self.t.invalid,
            },
            _ => self.types.underlying_id(ty),
        }
    }

    /// The basic type underneath, if it is one.
    pub fn basic_of(&self, ty: TypeId) -> Option<Basic> {
        match self.types.underlying(ty) {
            Type::Basic(basic) => Some(*basic),
            _ => None,
        }
    }

    /// Whether a type is known (an error was reported for one that is not).
    pub fn valid(&self, ty: TypeId) -> bool {
        ty != self.t.invalid && self.types.underlying_id(ty) != self.t.invalid
    }

    /// Whether a type is an untyped constant's, `nil`'s or comparison's.
    pub fn untyped(&self, ty: TypeId) -> bool {
        matches!(self.types.get(ty), Type::Basic(basic) if is_untyped_kind(*basic))
    }

    /// Whether a type is a type parameter.
    pub fn is_param(&self, ty: TypeId) -> bool {
        matches!(self.types.get(ty), Type::Param(_))
    }

    /// The types in a type parameter's type set, `None` when it is not restricted to listed ones.
    pub fn param_terms(&self, ty: TypeId) -> Option<Vec<TypeId>> {
        match self.under(ty) {
            Type::Interface(interface) => Some(
                interface
                    .terms
                    .as_ref()?
                    .iter()
                    .map(|term| term.ty)
                    .collect(),
            ),
            _ => None,
        }
    }

    /// Whether `test` holds for the basic type underneath; for a type parameter, for all its types.
    fn all_basic(&self, ty: TypeId, test: fn(Basic) -> bool) -> bool {
        if self.is_param(ty) {
            return match self.param_terms(ty) {
                Some(terms) => {
                    !terms.is_empty()
                        && terms
                            .iter()
                            .all(|&term| self.basic_of(term).is_some_and(test))
                }
                None => false,
            };
        }
        self.basic_of(ty).is_some_and(test)
    }

    /// Integers only.
    pub fn all_integer(&self, ty: TypeId) -> bool {
        self.all_basic(ty, is_integer_kind)
    }

    /// Numbers only.
    pub fn all_numeric(&self, ty: TypeId) -> bool {
        self.all_basic(ty, is_numeric_kind)
    }

    /// Strings only.
    pub fn all_string(&self, ty: TypeId) -> bool {
        self.all_basic(ty, is_string_kind)
    }

    /// Booleans only.
    pub fn all_boolean(&self, ty: TypeId) -> bool {
        self.all_basic(ty, is_boolean_kind)
    }

    /// Numbers and strings only.
    pub fn all_numeric_or_string(&self, ty: TypeId) -> bool {
        self.all_basic(ty, |basic| is_numeric_kind(basic) || is_string_kind(basic))
    }

    /// Types with an order only.
    pub fn all_ordered(&self, ty: TypeId) -> bool {
        self.all_basic(ty, |basic| {
            is_integer_kind(basic) || is_float_kind(basic) || is_string_kind(basic)
        })
    }

    /// Whether constants of this type exist.
    pub fn is_const_type(&self, ty: TypeId) -> bool {
        let known =
            |basic| is_numeric_kind(basic) || is_string_kind(basic) || is_boolean_kind(basic);
        !self.is_param(ty) && self.basic_of(ty).is_some_and(known)
    }

    /// Whether the underlying type is an interface and the type is not a type parameter.
    pub fn is_interface(&self, ty: TypeId) -> bool {
        matches!(self.types.underlying(ty), Type::Interface(_))
    }

    /// Whether a type is a pointer to an interface.
    pub fn is_interface_ptr(&self, ty: TypeId) -> bool {
        matches!(self.types.underlying(ty), Type::Pointer(elem) if matches!(self.under(*elem), Type::Interface(_)))
    }

    /// Whether `nil` is a value of this type.
    pub fn has_nil(&self, ty: TypeId) -> bool {
        if self.is_param(ty) {
            return self
                .param_terms(ty)
                .is_some_and(|terms| !terms.is_empty() && terms.iter().all(|&t| self.has_nil(t)));
        }
        match self.types.underlying(ty) {
            Type::Basic(basic) => *basic == Basic::UnsafePointer,
            Type::Pointer(_)
            | Type::Slice(_)
            | Type::Map(..)
            | Type::Chan(..)
            | Type::Func(_)
            | Type::Interface(_) => true,
            _ => false,
        }
    }

    /// Whether a type has a name (defined, predeclared or a type parameter), as assignability asks.
    pub fn has_name(&self, ty: TypeId) -> bool {
        matches!(
            self.types.get(ty),
            Type::Basic(_) | Type::Named(_) | Type::Param(_)
        )
    }

    /// Whether values of the type can be compared with `==` (`strictly`: without the chance of a run-time panic).
    pub fn comparable(&self, ty: TypeId, strictly: bool) -> bool {
        self.comparable_in(ty, strictly, &mut BTreeSet::new())
    }

    /// `seen` holds the types that were looked at already: each one once, whatever the shape of the type.
    fn comparable_in(&self, ty: TypeId, strictly: bool, seen: &mut BTreeSet<TypeId>) -> bool {
        if !seen.insert(ty) {
            return true;
        }
        match self.under(ty) {
            Type::Basic(basic) => *basic != Basic::UntypedNil,
            Type::Pointer(_) | Type::Chan(..) => true,
            Type::Interface(interface) => match self.is_param(ty) || interface.terms.is_some() {
                true => self.comparable_set(interface, seen),
                false => !strictly || interface.comparable,
            },
            Type::Struct(fields) => fields
                .iter()
                .all(|field| self.comparable_in(field.ty, strictly, seen)),
            Type::Array(elem, _) => self.comparable_in(*elem, strictly, seen),
            _ => false,
        }
    }

    /// Whether all types of a constraint can be compared.
    fn comparable_set(&self, interface: &Interface, seen: &mut BTreeSet<TypeId>) -> bool {
        match &interface.terms {
            Some(terms) => terms
                .iter()
                .all(|term| self.comparable_in(term.ty, false, seen)),
            None => interface.comparable,
        }
    }

    /// The core type (Go spec, "Core types"), if there is one.
    pub fn core_type(&self, ty: TypeId) -> Option<TypeId> {
        if !self.is_param(ty) {
            let under = self.types.underlying_id(ty);
            return match self.types.get(under) {
                Type::Interface(interface) if interface.terms.is_some() => {
                    self.core_of_terms(under)
                }
                _ => Some(under),
            };
        }
        self.core_of_terms(ty)
    }

    fn core_of_terms(&self, ty: TypeId) -> Option<TypeId> {
        let terms = self.param_terms(ty)?;
        let mut core = None;
        for term in terms {
            let under = self.types.underlying_id(term);
            core = match core {
                None => Some(under),
                Some(before) if before == under => Some(before),
                Some(before) => Some(self.common_chan(before, under)?),
            };
        }
        core
    }

    /// Of two channel types with one element type, the one with a direction, if their directions do not conflict.
    fn common_chan(&self, a: TypeId, b: TypeId) -> Option<TypeId> {
        match (self.types.get(a), self.types.get(b)) {
            (Type::Chan(dir_a, elem_a), Type::Chan(dir_b, elem_b)) if elem_a == elem_b => {
                match (dir_a, dir_b) {
                    (ChanDir::Both, _) => Some(b),
                    (_, ChanDir::Both) => Some(a),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// The core type, where `[]byte | string` counts as string (for append, copy, slicing and indexing).
    pub fn core_string(&self, ty: TypeId) -> Option<TypeId> {
        if let Some(core) = self.core_type(ty) {
            return Some(core);
        }
        let terms = self.param_terms(ty)?;
        let bytes_or_string = |&term: &TypeId| match self.types.underlying(term) {
            Type::Basic(Basic::String) => true,
            Type::Slice(elem) => self.types.underlying_id(*elem) == self.t.byte,
            _ => false,
        };
        terms.iter().all(bytes_or_string).then_some(self.t.string)
    }

    /// The type that an untyped value gets without context.
    pub fn default_type(&self, ty: TypeId) -> TypeId {
        match self.types.get(ty) {
            Type::Basic(Basic::UntypedBool) => self.t.bool,
            Type::Basic(Basic::UntypedInt) => self.t.int,
            Type::Basic(Basic::UntypedRune) => self.t.rune,
            Type::Basic(Basic::UntypedFloat) => self.t.float64,
            Type::Basic(Basic::UntypedComplex) => self.t.complex128,
            Type::Basic(Basic::UntypedString) => self.t.string,
            _ => ty,
        }
    }

    /// Whether a type mentions a type parameter anywhere.
    pub fn has_params(&self, ty: TypeId) -> bool {
        self.mentions_param(ty, &|_| true)
    }

    /// Whether a type mentions a type parameter that passes `test`.
    pub fn mentions_param(&self, ty: TypeId, test: &dyn Fn(TypeId) -> bool) -> bool {
        let mut seen = BTreeSet::new();
        let mut queue = vec![ty];
        while let Some(ty) = queue.pop() {
            match self.types.get(ty) {
                Type::Basic(_) => {}
                Type::Param(_) if test(ty) => return true,
                _ if seen.insert(ty) => self.push_mentioned(ty, &mut queue),
                _ => {}
            }
        }
        false
    }

    /// The types that a type's text mentions.
    fn push_mentioned(&self, ty: TypeId, queue: &mut Vec<TypeId>) {
        match self.types.get(ty) {
            Type::Basic(_) | Type::Param(_) => {}
            Type::Named(id) => queue.extend(&self.types.named[id.0 as usize].args),
            Type::Pointer(elem)
            | Type::Slice(elem)
            | Type::Array(elem, _)
            | Type::Chan(_, elem) => queue.push(*elem),
            Type::Map(key, value) => queue.extend([*key, *value]),
            Type::Struct(fields) => queue.extend(fields.iter().map(|field| field.ty)),
            Type::Tuple(elems) => queue.extend(elems),
            Type::Func(sig) => queue.extend(sig.params.iter().chain(&sig.results)),
            Type::Interface(interface) => {
                queue.extend(interface.methods.iter().map(|method| method.ty));
                queue.extend(interface.terms.iter().flatten().map(|term| term.ty));
            }
        }
    }
}
