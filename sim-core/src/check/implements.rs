//! Whether a type implements an interface or satisfies a constraint, and if not, why (Go spec, "Implementing an interface",
//! "Satisfying a type constraint").

use super::checker::Checker;
use super::method_set::{Found, FoundMethod};
use super::types::{Interface, Method, Type, TypeId};
use crate::versions;

impl<'a> Checker<'a> {
    /// Whether `ty` implements (or, for a constraint, satisfies) `target`.
    ///
    /// # Errors
    /// The cause in gc's words: `T does not implement I (missing method M)`.
    pub fn implements(
        &mut self,
        ty: TypeId,
        target: TypeId,
        constraint: bool,
    ) -> Result<(), String> {
        let target_text = self.type_text(target);
        self.implements_called(ty, target, &target_text, constraint)
    }

    /// The same for an interface that errors call `target_text`.
    pub fn implements_called(
        &mut self,
        ty: TypeId,
        target: TypeId,
        target_text: &str,
        constraint: bool,
    ) -> Result<(), String> {
        if !self.valid(ty) || !self.valid(target) {
            return Ok(());
        }
        let verb = if constraint { "satisfy" } else { "implement" };
        let text = self.type_text(ty);
        let Type::Interface(interface) = self.under(target).clone() else {
            let why = match self.is_interface_ptr(target) {
                true => self.interface_ptr_text(target),
                false => format!("{target_text} is not an interface"),
            };
            return Err(format!("{text} does not {verb} {target_text} ({why})"));
        };
        if interface.terms.as_ref().is_some_and(Vec::is_empty) {
            return Err(format!("cannot {verb} {target_text} (empty type set)"));
        }
        if let Some(cause) = self.missing_method(ty, target, &interface, true) {
            return Err(format!("{text} does not {verb} {target_text} {cause}"));
        }
        if interface.terms.is_some() {
            self.within_terms(ty, target_text, &interface)
                .map_err(|detail| format!("{text} does not {verb} {target_text}{detail}"))?;
        }
        if !interface.comparable || self.comparable(ty, true) {
            return Ok(());
        }
        let change = &versions::COMPARABLE_INTERFACES;
        match constraint && self.comparable(ty, false) {
            true if self.allows(change) => Ok(()),
            true => Err(format!("{text} to {verb} comparable {}", change.required())),
            false => Err(format!("{text} does not {verb} comparable")),
        }
    }

    /// Whether a type (or every type of a type parameter) is in a constraint's type set; else the reason, in parentheses.
    fn within_terms(
        &mut self,
        ty: TypeId,
        target_text: &str,
        interface: &Interface,
    ) -> Result<(), String> {
        let Some(terms) = &interface.terms else {
            return Ok(());
        };
        if matches!(self.under(ty), Type::Interface(_)) {
            let own = match self.under(ty) {
                Type::Interface(own) => own.terms.clone(),
                _ => None,
            };
            let inside = own.is_some_and(|own| {
                own.iter().all(|term| {
                    self.in_terms(term.ty, terms) && self.tilde_covered(term.tilde, term.ty, terms)
                })
            });
            return if inside { Ok(()) } else { Err(String::new()) };
        }
        if self.in_terms(ty, terms) {
            return Ok(());
        }
        let text = self.type_text(ty);
        let under = self.types.underlying_id(ty);
        let near = terms.iter().find(|term| {
            !term.tilde && term.ty == under && self.types.underlying_id(term.ty) == term.ty
        });
        Err(match near {
            Some(term) => format!(
                " (possibly missing ~ for {} in {target_text})",
                self.type_text(term.ty)
            ),
            None => format!(" ({text} missing in {})", self.terms_text(interface)),
        })
    }

    /// Whether a term with `~` is covered by one with `~`.
    fn tilde_covered(&self, tilde: bool, ty: TypeId, terms: &[super::types::Term]) -> bool {
        let under = self.types.underlying_id(ty);
        !tilde
            || terms
                .iter()
                .any(|term| term.tilde && self.types.underlying_id(term.ty) == under)
    }

    /// The explanation for a pointer to an interface or type parameter.
    pub fn interface_ptr_text(&self, ty: TypeId) -> String {
        let text = self.type_text(ty);
        match self.types.underlying(ty) {
            Type::Pointer(elem) if self.is_param(*elem) => {
                format!("type {text} is pointer to type parameter, not type parameter")
            }
            _ => format!("type {text} is pointer to interface, not interface"),
        }
    }

    /// The first method of `interface` that `ty` lacks, as a cause in parentheses. For assertions (`fixed` false) an interface
    /// type may lack methods, since its dynamic type may have them.
    pub fn missing_method(
        &mut self,
        ty: TypeId,
        target: TypeId,
        interface: &Interface,
        fixed: bool,
    ) -> Option<String> {
        if let Type::Interface(own) = self.under(ty).clone() {
            return interface.methods.iter().find_map(|method| {
                match own
                    .methods
                    .iter()
                    .find(|other| other.name == method.name && other.pkg == method.pkg)
                {
                    Some(other) if other.ty == method.ty => None,
                    Some(other) => Some(self.wrong_type(&other.name, other.ty, method)),
                    None if fixed => Some(format!("(missing method {})", method.name)),
                    None => None,
                }
            });
        }
        interface
            .methods
            .iter()
            .find_map(|method| self.lacks(ty, target, method))
    }

    /// Why a concrete type lacks a method, if it does.
    fn lacks(&mut self, ty: TypeId, target: TypeId, method: &Method) -> Option<String> {
        let name = &method.name;
        let text = self.type_text(ty);
        match self.lookup_member_from(ty, false, name, &method.pkg, false) {
            Found::Method(found) if found.ty == method.ty && !found.generic => None,
            Found::Method(found) => Some(self.wrong_method(&found, method)),
            Found::Field { .. } => Some(format!("({text}.{name} is a field, not a method)")),
            Found::Ambiguous => Some(format!("(ambiguous selector {text}.{name})")),
            Found::NeedsPointer => Some(format!("(method {name} has pointer receiver)")),
            Found::Missing => Some(self.not_found(ty, target, method)),
        }
    }

    fn not_found(&mut self, ty: TypeId, target: TypeId, method: &Method) -> String {
        let name = &method.name;
        if let Found::Method(other) = self.lookup_member_from(ty, false, name, &method.pkg, true) {
            if other.name == *name {
                return format!("(unexported method {name})");
            }
            let (have, want) = (
                self.method_signature_text(&other),
                self.signature_text(method.ty),
            );
            return format!(
                "(missing method {name})\n\t\thave {}{have}\n\t\twant {name}{want}",
                other.name
            );
        }
        if self.is_interface_ptr(ty) {
            return format!("({})", self.interface_ptr_text(ty));
        }
        if self.is_interface_ptr(target) {
            return format!("({})", self.interface_ptr_text(target));
        }
        format!("(missing method {name})")
    }

    fn wrong_method(&mut self, have: &FoundMethod, want: &Method) -> String {
        let (name, text) = (&want.name, self.method_signature_text(have));
        let want = self.signature_text(want.ty);
        format!("(wrong type for method {name})\n\t\thave {name}{text}\n\t\twant {name}{want}")
    }

    /// A method's type parameters and signature: `[P any](x P) P`.
    fn method_signature_text(&mut self, method: &FoundMethod) -> String {
        let params = match method.obj {
            Some(obj) if method.generic => self.own_params_text(obj, &method.args),
            _ => String::new(),
        };
        format!("{params}{}", self.signature_text(method.ty))
    }

    fn wrong_type(&self, name: &str, have: TypeId, want: &Method) -> String {
        let (have, want_text) = (self.signature_text(have), self.signature_text(want.ty));
        format!(
            "(wrong type for method {})\n\t\thave {name}{have}\n\t\twant {}{want_text}",
            want.name, want.name
        )
    }
}
