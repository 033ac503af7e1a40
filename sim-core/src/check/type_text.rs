//! Types as compile errors print them: names of the package at hand unqualified, others with their package's name.
//!
//! Types are interned, so `byte` and `uint8` are one type, as are `rune` and `int32`, `any` and `interface {}`. The text prefers the
//! spelling that the program uses: the old one where the user's source mentions it, else `byte`, `rune` and `any`.

use crate::versions;
use gosyn::ast;

use super::checker::Checker;
use super::operand::Spelled;
use super::types::{Basic, ChanDir, Field, Interface, Signature, Type, TypeId};

/// Longest text of a type, in bytes, roughly.
const TEXT_BYTES_MAX: usize = 4000;

/// The spelling of a basic type.
pub(super) fn basic_text(basic: Basic) -> &'static str {
    use Basic::*;
    match basic {
        Invalid => "invalid type",
        Bool => "bool",
        Int => "int",
        Int8 => "int8",
        Int16 => "int16",
        Int32 => "int32",
        Int64 => "int64",
        Uint => "uint",
        Uint8 => "uint8",
        Uint16 => "uint16",
        Uint32 => "uint32",
        Uint64 => "uint64",
        Uintptr => "uintptr",
        Float32 => "float32",
        Float64 => "float64",
        Complex64 => "complex64",
        Complex128 => "complex128",
        String => "string",
        UnsafePointer => "unsafe.Pointer",
        UntypedBool => "untyped bool",
        UntypedInt => "untyped int",
        UntypedRune => "untyped rune",
        UntypedFloat => "untyped float",
        UntypedComplex => "untyped complex",
        UntypedString => "untyped string",
        UntypedNil => "untyped nil",
    }
}

impl<'a> Checker<'a> {
    /// The text of a type.
    pub fn type_text(&self, ty: TypeId) -> String {
        let mut out = String::new();
        self.write_type(&mut out, ty, 0);
        out
    }

    fn write_type(&self, out: &mut String, ty: TypeId, depth: usize) {
        if depth > 40 || out.len() > TEXT_BYTES_MAX {
            out.push('…');
            return;
        }
        let depth = depth + 1;
        match self.types.get(ty) {
            Type::Basic(basic) => out.push_str(self.spelled(*basic)),
            Type::Named(id) => self.write_named(out, id.0 as usize, depth),
            Type::Param(index) => self.write_param(out, *index as usize),
            Type::Pointer(elem) => {
                out.push('*');
                self.write_type(out, *elem, depth);
            }
            Type::Slice(elem) => {
                out.push_str("[]");
                self.write_type(out, *elem, depth);
            }
            Type::Array(elem, len) => {
                out.push_str(&format!("[{len}]"));
                self.write_type(out, *elem, depth);
            }
            Type::Map(key, value) => {
                out.push_str("map[");
                self.write_type(out, *key, depth);
                out.push(']');
                self.write_type(out, *value, depth);
            }
            Type::Chan(dir, elem) => self.write_chan(out, *dir, *elem, depth),
            Type::Struct(fields) => self.write_struct(out, fields, depth),
            Type::Func(sig) => {
                out.push_str("func");
                self.write_signature(out, sig, depth);
            }
            Type::Interface(interface) => self.write_interface(out, interface, depth),
            Type::Tuple(elems) => self.write_list(out, elems, false, depth),
        }
    }

    /// A type parameter; where it could be taken for something predeclared, gc adds where it is declared.
    fn write_param(&self, out: &mut String, index: usize) {
        let Some(param) = self.types.params.get(index) else {
            return;
        };
        let name = &param.name;
        out.push_str(name);
        if self.universe.contains_key(name.as_str()) {
            let place = self.sources.describe(param.pos);
            out.push_str(&format!(" /* with {name} declared at {place} */"));
        }
    }

    /// A basic type, in the spelling the program uses.
    fn spelled(&self, basic: Basic) -> &'static str {
        match basic {
            Basic::Uint8 if self.prefers("byte", &["uint8"]) => "byte",
            Basic::Int32 if self.prefers("rune", &["int32", "Int32"]) => "rune",
            _ => basic_text(basic),
        }
    }

    /// Whether the program prefers `alias` to other names of the same type: on the line at hand, else altogether.
    fn prefers(&self, alias: &str, others: &[&str]) -> bool {
        let line = self.sources.line_text(self.line_at_hand.get());
        let on_line = (
            line.contains(alias),
            others.iter().any(|other| line.contains(other)),
        );
        match on_line {
            (true, false) => true,
            (false, true) => false,
            _ => self.uses(alias) >= others.iter().map(|other| self.uses(other)).sum(),
        }
    }

    /// How often the user's source has this text.
    fn uses(&self, text: &str) -> usize {
        let count = |&file: &usize| {
            let source = self.sources.file(self.files[file].id);
            source.map_or(0, |source| source.text.matches(text).count())
        };
        self.packages
            .first()
            .map_or(0, |pkg| pkg.files.iter().map(count).sum())
    }

    fn write_named(&self, out: &mut String, id: usize, depth: usize) {
        let named = &self.types.named[id];
        if !named.pkg.is_empty() && named.pkg != self.pkg_name() {
            out.push_str(self.qualifier(&named.pkg));
            out.push('.');
        }
        out.push_str(&named.name);
        if !named.args.is_empty() {
            out.push('[');
            for (i, &arg) in named.args.iter().enumerate() {
                if i > 0 {
                    out.push_str(", ");
                }
                self.write_type(out, arg, depth);
            }
            out.push(']');
        }
    }

    /// What stands before the names of a package: its name, or its path where two packages that Go knows have that name, those inside
    /// Go's own library among them.
    fn qualifier<'n>(&self, name: &'n str) -> &'n str {
        match name {
            "sync" if self.has(&versions::AMBIGUOUS_SYNC) => "\"sync\"",
            "atomic" if self.imports_runtime => "\"sync/atomic\"",
            _ => name,
        }
    }

    fn write_chan(&self, out: &mut String, dir: ChanDir, elem: TypeId, depth: usize) {
        let receive_elem = matches!(self.types.get(elem), Type::Chan(ChanDir::RecvOnly, _));
        match dir {
            ChanDir::SendOnly => out.push_str("chan<- "),
            ChanDir::RecvOnly => out.push_str("<-chan "),
            ChanDir::Both => out.push_str("chan "),
        }
        if dir != ChanDir::SendOnly && receive_elem {
            out.push('(');
            self.write_type(out, elem, depth);
            out.push(')');
        } else {
            self.write_type(out, elem, depth);
        }
    }

    fn write_struct(&self, out: &mut String, fields: &[Field], depth: usize) {
        out.push_str("struct{");
        for (i, field) in fields.iter().enumerate() {
            if i > 0 {
                out.push_str("; ");
            }
            if !field.embedded {
                out.push_str(&field.name);
                out.push(' ');
            }
            self.write_type(out, field.ty, depth);
            if let Some(tag) = &field.tag {
                out.push_str(&format!(" {tag:?}"));
            }
        }
        out.push('}');
    }

    fn write_list(&self, out: &mut String, types: &[TypeId], variadic: bool, depth: usize) {
        out.push('(');
        for (i, &ty) in types.iter().enumerate() {
            if i > 0 {
                out.push_str(", ");
            }
            match self.types.get(ty) {
                Type::Slice(elem) if variadic && i + 1 == types.len() => {
                    out.push_str("...");
                    self.write_type(out, *elem, depth);
                }
                _ => self.write_type(out, ty, depth),
            }
        }
        out.push(')');
    }

    fn write_signature(&self, out: &mut String, sig: &Signature, depth: usize) {
        self.write_list(out, &sig.params, sig.variadic, depth);
        match sig.results.as_slice() {
            [] => {}
            [one] => {
                out.push(' ');
                self.write_type(out, *one, depth);
            }
            many => {
                out.push(' ');
                self.write_list(out, many, false, depth);
            }
        }
    }

    fn write_interface(&self, out: &mut String, interface: &Interface, depth: usize) {
        if interface.methods.is_empty() && interface.terms.is_none() {
            let any = match interface.comparable {
                true => "comparable",
                false if self.uses("interface{}") > 0 => "interface{}",
                false => "any",
            };
            out.push_str(any);
            return;
        }
        if interface.methods.is_empty() && !interface.comparable {
            out.push_str(&self.terms_text(interface));
            return;
        }
        let mut parts = Vec::new();
        for method in &interface.methods {
            let mut part = method.name.clone();
            if let Type::Func(sig) = self.types.get(method.ty) {
                self.write_signature(&mut part, sig, depth);
            }
            parts.push(part);
        }
        if interface.comparable {
            parts.push("comparable".to_string());
        }
        if interface.terms.is_some() {
            parts.push(self.terms_text(interface));
        }
        out.push_str(&format!("interface{{{}}}", parts.join("; ")));
    }

    /// The union of a constraint, `~int | string`.
    pub fn terms_text(&self, interface: &Interface) -> String {
        let terms = interface.terms.iter().flatten();
        let texts: Vec<String> = terms
            .map(|term| {
                format!(
                    "{}{}",
                    if term.tilde { "~" } else { "" },
                    self.type_text(term.ty)
                )
            })
            .collect();
        texts.join(" | ")
    }

    /// A function's signature without the word `func`: `(int, string) error`.
    pub fn signature_text(&self, ty: TypeId) -> String {
        let mut out = String::new();
        if let Type::Func(sig) = self.types.underlying(ty) {
            self.write_signature(&mut out, sig, 0);
        }
        out
    }

    /// A type, with the parameter names of its declaration if it is that of a function: `func(a int, b string) error`.
    pub fn spelled_type_text(&self, ty: TypeId, decl: Option<Spelled<'a>>) -> String {
        match decl {
            Some(decl) => self.func_type_text(ty, decl),
            None => self.type_text(ty),
        }
    }

    fn func_type_text(&self, ty: TypeId, decl: Spelled<'a>) -> String {
        let Spelled {
            typ: decl,
            receiver,
        } = decl;
        let sig = match self.types.underlying(ty) {
            Type::Func(sig) => sig,
            // The results of a call.
            Type::Tuple(elems) => return self.named_list(elems, false, None, &decl.result),
            _ => return self.type_text(ty),
        };
        let mut out = "func".to_string();
        out.push_str(&self.named_list(&sig.params, sig.variadic, receiver, &decl.params));
        let named = decl.result.list.iter().any(|field| !field.name.is_empty());
        match sig.results.as_slice() {
            [] => {}
            [one] if !named => out.push_str(&format!(" {}", self.type_text(*one))),
            many => {
                out.push(' ');
                out.push_str(&self.named_list(many, false, None, &decl.result));
            }
        }
        out
    }

    fn named_list(
        &self,
        types: &[TypeId],
        variadic: bool,
        receiver: Option<&str>,
        decl: &ast::FieldList,
    ) -> String {
        let names = decl.list.iter().flat_map(|field| field.name.iter());
        let names = names.map(|name| name.name.as_str());
        let mut names = receiver.into_iter().chain(names);
        let mut parts = Vec::new();
        for (i, &ty) in types.iter().enumerate() {
            let text = match self.types.get(ty) {
                Type::Slice(elem) if variadic && i + 1 == types.len() => {
                    format!("...{}", self.type_text(*elem))
                }
                _ => self.type_text(ty),
            };
            parts.push(match names.next() {
                Some(name) => format!("{name} {text}"),
                None => text,
            });
        }
        format!("({})", parts.join(", "))
    }

    /// What kind of type this is, in one word, or the type itself.
    pub fn kind_text(&self, ty: TypeId) -> String {
        match self.under(ty) {
            Type::Array(..) => "array".to_string(),
            Type::Slice(_) => "slice".to_string(),
            Type::Struct(_) => "struct".to_string(),
            Type::Pointer(_) => "pointer".to_string(),
            Type::Func(_) => "func".to_string(),
            Type::Interface(_) if self.is_param(ty) => {
                format!("type parameter {}", self.type_text(ty))
            }
            Type::Interface(_) => "interface".to_string(),
            Type::Map(..) => "map".to_string(),
            Type::Chan(..) => "chan".to_string(),
            _ => self.type_text(ty),
        }
    }
}
