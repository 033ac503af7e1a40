//! Selectors: which field or method `x.name` is, through embedding and pointers (Go spec, "Selectors", "Method sets").

use std::collections::BTreeSet;

use super::checker::Checker;
use super::object::{ObjId, ObjKind};
use super::types::{Field, Type, TypeId};

/// A method that a selector found.
#[derive(Clone, Debug)]
pub(super) struct FoundMethod {
    /// Embedded fields on the way, from the outside in.
    pub path: Vec<usize>,
    /// The type that has the method: a defined type, an interface or a type parameter.
    pub recv: TypeId,
    /// The declared method; `None` for a method of an interface.
    pub obj: Option<ObjId>,
    /// Its name.
    pub name: String,
    /// Package of an unexported name, else "".
    pub pkg: String,
    /// Whether it is declared on the pointer.
    pub pointer: bool,
    /// Whether the way went through a pointer.
    pub indirect: bool,
    /// Type without receiver; of a method with type parameters of its own, in terms of those.
    pub ty: TypeId,
    /// Type arguments of the type that has the method, and once they are known of the method.
    pub args: Vec<TypeId>,
    /// Whether it has type parameters of its own, and no arguments for them yet.
    pub generic: bool,
}

/// What a selector found.
#[derive(Clone, Debug)]
pub(super) enum Found {
    /// A field: the way to it (embedded fields first), its type, whether the way went through a pointer.
    Field {
        path: Vec<usize>,
        ty: TypeId,
        indirect: bool,
        name: String,
        pkg: String,
    },
    /// A method.
    Method(FoundMethod),
    /// Several at the same depth.
    Ambiguous,
    /// A method that needs a pointer receiver, while the operand has no address.
    NeedsPointer,
    /// Nothing.
    Missing,
}

/// One place where the search goes on.
#[derive(Clone, Debug)]
struct Embedded {
    ty: TypeId,
    path: Vec<usize>,
    indirect: bool,
    multiples: bool,
}

/// How names are matched.
#[derive(Clone, Copy)]
struct Wanted<'n> {
    name: &'n str,
    pkg: &'n str,
    fold: bool,
}

impl Wanted<'_> {
    fn matches(&self, name: &str, pkg: &str) -> bool {
        if self.fold {
            return name.eq_ignore_ascii_case(self.name);
        }
        name == self.name && (pkg.is_empty() || pkg == self.pkg)
    }
}

impl<'a> Checker<'a> {
    /// Finds field or method `name` as seen from the package at hand.
    pub fn lookup_member(&mut self, ty: TypeId, addressable: bool, name: &str) -> Found {
        let pkg = self.pkg_name();
        self.lookup_member_from(ty, addressable, name, pkg, false)
    }

    /// Finds field or method `name` as seen from package `pkg`; with `fold`, regardless of case and package.
    pub fn lookup_member_from(
        &mut self,
        ty: TypeId,
        addressable: bool,
        name: &str,
        pkg: &str,
        fold: bool,
    ) -> Found {
        if name == "_" {
            return Found::Missing;
        }
        let wanted = Wanted { name, pkg, fold };
        // A defined pointer type has no methods, but its fields can be selected.
        if let (Type::Named(_), Type::Pointer(_)) = (self.types.get(ty), self.types.underlying(ty))
        {
            let under = self.types.underlying_id(ty);
            return match self.search(under, wanted, addressable) {
                Found::Method(_) => Found::Missing,
                found => found,
            };
        }
        self.search(ty, wanted, addressable)
    }

    fn search(&mut self, ty: TypeId, wanted: Wanted<'_>, addressable: bool) -> Found {
        let (base, is_pointer) = self.deref(ty);
        if is_pointer && matches!(self.under(base), Type::Interface(_)) {
            return Found::Missing;
        }
        let mut current = vec![Embedded {
            ty: base,
            path: Vec::new(),
            indirect: is_pointer,
            multiples: false,
        }];
        let mut seen = BTreeSet::new();
        while !current.is_empty() {
            let mut next = Vec::new();
            let mut found = None;
            for place in &current {
                if matches!(self.types.get(place.ty), Type::Named(_)) && !seen.insert(place.ty) {
                    continue;
                }
                for hit in self.members_at(place, wanted, &mut next) {
                    if found.is_some() || place.multiples {
                        return Found::Ambiguous;
                    }
                    found = Some(hit);
                }
            }
            match found {
                Some(Found::Method(method))
                    if method.pointer && !method.indirect && !addressable =>
                {
                    return Found::NeedsPointer;
                }
                Some(found) => return found,
                None => current = consolidate(next),
            }
        }
        Found::Missing
    }

    /// The matching members of one type; its embedded fields are added to `next`.
    fn members_at(
        &mut self,
        place: &Embedded,
        wanted: Wanted<'_>,
        next: &mut Vec<Embedded>,
    ) -> Vec<Found> {
        let mut hits = Vec::new();
        if let Some(method) = self.declared_method(place, wanted) {
            return vec![Found::Method(method)];
        }
        match self.under(place.ty).clone() {
            Type::Struct(fields) => {
                for (i, field) in fields.into_iter().enumerate() {
                    let mut path = place.path.clone();
                    path.push(i);
                    if wanted.matches(&field.name, &field.pkg) {
                        let (ty, indirect) = (field.ty, place.indirect);
                        hits.push(Found::Field {
                            path,
                            ty,
                            indirect,
                            name: field.name,
                            pkg: field.pkg,
                        });
                    } else if field.embedded {
                        let (ty, is_pointer) = self.deref(field.ty);
                        next.push(Embedded {
                            ty,
                            path,
                            indirect: place.indirect || is_pointer,
                            multiples: place.multiples,
                        });
                    }
                }
            }
            Type::Interface(interface) => {
                let hit = interface
                    .methods
                    .into_iter()
                    .find(|method| wanted.matches(&method.name, &method.pkg));
                hits.extend(hit.map(|method| {
                    Found::Method(FoundMethod {
                        path: place.path.clone(),
                        recv: place.ty,
                        obj: None,
                        name: method.name,
                        pkg: method.pkg,
                        pointer: false,
                        indirect: place.indirect,
                        ty: method.ty,
                        args: Vec::new(),
                        generic: false,
                    })
                }));
            }
            _ => {}
        }
        hits
    }

    /// A method declared for a defined type.
    fn declared_method(&mut self, place: &Embedded, wanted: Wanted<'_>) -> Option<FoundMethod> {
        let base = self.obj_of_named(place.ty)?;
        let pkg = self
            .obj(base)
            .pkg
            .map_or("", |pkg| self.packages[pkg.0 as usize].name);
        let visible = |name: &str| {
            if super::resolve_type::is_exported(name) {
                ""
            } else {
                pkg
            }
        };
        let methods = &self.type_obj(base)?.methods;
        let &(name, obj) = methods
            .iter()
            .find(|(name, _)| wanted.matches(name, visible(name)))?;
        let pkg = visible(name).to_string();
        let args = self
            .types
            .named_of(place.ty)
            .map(|(_, named)| named.args.clone())
            .unwrap_or_default();
        let ty = self.signature_of(obj, &args);
        let (pointer, generic) = match &self.obj(obj).kind {
            ObjKind::Func(func) => (
                func.recv.as_ref().is_some_and(|recv| recv.pointer),
                !func.type_params().list.is_empty(),
            ),
            _ => (false, false),
        };
        Some(FoundMethod {
            path: place.path.clone(),
            recv: place.ty,
            obj: Some(obj),
            name: name.to_string(),
            pkg,
            pointer,
            indirect: place.indirect,
            ty,
            args,
            generic,
        })
    }

    /// The type behind an (unnamed) pointer, and whether there was one.
    pub fn deref(&self, ty: TypeId) -> (TypeId, bool) {
        match self.types.get(ty) {
            Type::Pointer(elem) => (*elem, true),
            _ => (ty, false),
        }
    }

    /// Why `x.name` does not exist, as gc explains it.
    pub fn lookup_error(&mut self, ty: TypeId, name: &str) -> String {
        let text = self.type_text(ty);
        let here = self.pkg_name();
        let base = format!("type {text} has no field or method {name}");
        let (what, alt, alt_pkg) = match self.lookup_member_from(ty, true, name, here, true) {
            Found::Field { name, pkg, .. } => ("field", name, pkg),
            Found::Method(method) => ("method", method.name, method.pkg),
            _ => return base,
        };
        let own = alt_pkg == here || self.declared_here(ty);
        match Spelling::of(name, &alt, own) {
            Spelling::Other => format!("{base}, but does have {what} {alt}"),
            Spelling::Unexported => format!("{base}, but does have unexported {what} {alt}"),
            Spelling::Inaccessible => format!("cannot refer to unexported {what} {alt}"),
            Spelling::Unlike => base,
        }
    }

    /// Why a struct literal cannot name a field.
    pub fn unknown_field(&self, ty: TypeId, fields: &[Field], name: &str) -> String {
        let text = self.type_text(ty);
        let base = format!("unknown field {name} in struct literal of type {text}");
        let alike = |field: &&Field| field.name.eq_ignore_ascii_case(name);
        let Some(field) = fields.iter().find(alike) else {
            return base;
        };
        let alt = &field.name;
        let own = field.pkg == self.pkg_name() || self.declared_here(ty);
        match Spelling::of(name, alt, own) {
            Spelling::Other => format!("{base}, but does have {alt}"),
            Spelling::Unexported => format!("{base}, but does have unexported {alt}"),
            Spelling::Inaccessible => {
                format!("cannot refer to unexported field {alt} in struct literal of type {text}")
            }
            Spelling::Unlike => base,
        }
    }

    /// Whether a type (or what it points to) is declared in the package at hand, or not declared at all.
    fn declared_here(&self, ty: TypeId) -> bool {
        let (base, _) = self.deref(ty);
        match self.types.named_of(base) {
            Some((_, named)) => named.pkg == self.pkg_name(),
            None => true,
        }
    }
}

/// How a name that was looked for is related to one that exists, which differs at most in case.
enum Spelling {
    /// Spelled differently.
    Other,
    /// The same but for the case of the first letter, and not exported.
    Unexported,
    /// The same, but not accessible from here.
    Inaccessible,
    /// Too different to be mentioned.
    Unlike,
}

impl Spelling {
    fn of(name: &str, alt: &str, own: bool) -> Spelling {
        let exported = super::resolve_type::is_exported;
        let same_tail = name.chars().skip(1).eq(alt.chars().skip(1));
        match (exported(name), exported(alt)) {
            _ if own => Spelling::Other,
            (true, true) => Spelling::Other,
            (true, false) if same_tail => Spelling::Unexported,
            (false, true) if same_tail => Spelling::Other,
            (false, false) if name == alt => Spelling::Inaccessible,
            _ => Spelling::Unlike,
        }
    }
}

/// Joins entries for the same type: found twice at one depth, its members are ambiguous.
fn consolidate(list: Vec<Embedded>) -> Vec<Embedded> {
    let mut joined: Vec<Embedded> = Vec::new();
    for place in list {
        match joined.iter_mut().find(|other| other.ty == place.ty) {
            Some(other) => other.multiples = true,
            None => joined.push(place),
        }
    }
    joined
}
