//! Names of types as Go prints them at run time (`%T`, panic texts, stack traces).

use crate::check::types::{
    Basic, ChanDir, Field, Interface, Named, Signature, Type, TypeId, Types,
};

/// Names are cut here; no text of a program needs more.
const LENGTH_MAX: usize = 4096;

/// The name of a type as `reflect.Type.String` gives it.
///
/// Inside brackets stand Go's *link* names, which tell all types apart: packages by their import path, types declared in functions
/// with their number, fields with the package of their names.
pub(super) fn type_name(types: &Types, ty: TypeId) -> String {
    let mut writer = Writer {
        types,
        out: String::new(),
        linked: false,
    };
    writer.write(ty);
    writer.out
}

/// A name under construction.
struct Writer<'t> {
    types: &'t Types,
    out: String,
    /// Inside brackets.
    linked: bool,
}

impl Writer<'_> {
    fn write(&mut self, ty: TypeId) {
        if self.out.len() > LENGTH_MAX {
            return;
        }
        match self.types.get(ty) {
            Type::Basic(basic) => self.out.push_str(basic_name(*basic)),
            Type::Named(_) => self.named(ty),
            Type::Pointer(elem) => self.prefixed("*", *elem),
            Type::Slice(elem) => self.prefixed("[]", *elem),
            Type::Array(elem, len) => self.prefixed(&format!("[{len}]"), *elem),
            Type::Map(key, elem) => {
                self.prefixed("map[", *key);
                self.prefixed("]", *elem);
            }
            Type::Chan(dir, elem) => self.chan(*dir, *elem),
            Type::Func(signature) => {
                self.out.push_str("func");
                self.signature(signature);
            }
            Type::Interface(interface) => self.interface(interface),
            Type::Struct(fields) => self.fields(fields),
            Type::Tuple(parts) => self.list(parts, false),
            Type::Param(index) => {
                let param = self.types.params.get(*index as usize);
                self.out
                    .push_str(param.map_or("?", |param| param.name.as_str()));
            }
        }
    }

    fn prefixed(&mut self, prefix: &str, ty: TypeId) {
        self.out.push_str(prefix);
        self.write(ty);
    }

    fn named(&mut self, ty: TypeId) {
        let types = self.types;
        let Some((_, named)) = types.named_of(ty) else {
            return;
        };
        if named.pkg.is_empty() && named.name == "any" {
            self.out.push_str("interface {}");
            return;
        }
        if !named.pkg.is_empty() {
            self.out.push_str(match self.linked {
                true => &named.path,
                false => &named.pkg,
            });
            self.out.push('.');
        }
        self.out.push_str(&named.name);
        let outer = std::mem::replace(&mut self.linked, true);
        self.type_args(named);
        self.linked = outer;
        if self.linked && types.local_decls.contains(&named.pos) {
            let number = types.local_decls.range(..=named.pos).count();
            self.out.push_str(&format!("·{number}"));
        }
    }

    /// Type arguments in brackets; before a semicolon those of the function around the type's declaration.
    fn type_args(&mut self, named: &Named) {
        let mut separator = "[";
        for &arg in &named.outer_args {
            self.prefixed(separator, arg);
            separator = ",";
        }
        if !named.outer_args.is_empty() {
            separator = ";";
        }
        for &arg in &named.args {
            self.prefixed(separator, arg);
            separator = ",";
        }
        if separator != "[" {
            self.out.push(']');
        }
    }

    fn chan(&mut self, dir: ChanDir, elem: TypeId) {
        match dir {
            ChanDir::RecvOnly => self.prefixed("<-chan ", elem),
            ChanDir::SendOnly => self.prefixed("chan<- ", elem),
            ChanDir::Both => {
                // chan (<-chan T) needs its parentheses.
                if matches!(self.types.get(elem), Type::Chan(ChanDir::RecvOnly, _)) {
                    self.prefixed("chan (", elem);
                    self.out.push(')');
                } else {
                    self.prefixed("chan ", elem);
                }
            }
        }
    }

    fn fields(&mut self, fields: &[Field]) {
        self.out.push_str(match fields.is_empty() {
            true => "struct {",
            false => "struct { ",
        });
        for (index, field) in fields.iter().enumerate() {
            self.out.push_str(if index > 0 { "; " } else { "" });
            if self.linked && !field.pkg.is_empty() {
                self.out.push_str(&field.pkg);
                self.out.push('.');
            }
            if !field.embedded || self.linked {
                self.out.push_str(&field.name);
                self.out.push_str(if field.embedded { " = " } else { " " });
            }
            self.write(field.ty);
            if let Some(tag) = &field.tag {
                self.out.push_str(&format!(" {tag:?}"));
            }
        }
        self.out
            .push_str(if fields.is_empty() { "}" } else { " }" });
    }

    fn signature(&mut self, signature: &Signature) {
        self.list(&signature.params, signature.variadic);
        match signature.results.as_slice() {
            [] => {}
            [one] => self.prefixed(" ", *one),
            several => {
                self.out.push(' ');
                self.list(several, false);
            }
        }
    }

    fn list(&mut self, list: &[TypeId], variadic: bool) {
        self.out.push('(');
        for (index, &ty) in list.iter().enumerate() {
            self.out.push_str(if index > 0 { ", " } else { "" });
            match self.types.get(ty) {
                Type::Slice(elem) if variadic && index + 1 == list.len() => {
                    self.prefixed("...", *elem)
                }
                _ => self.write(ty),
            }
        }
        self.out.push(')');
    }

    fn interface(&mut self, interface: &Interface) {
        if interface.methods.is_empty() {
            self.out.push_str("interface {}");
            return;
        }
        self.out.push_str("interface { ");
        for (index, method) in interface.methods.iter().enumerate() {
            self.out.push_str(if index > 0 { "; " } else { "" });
            if !method.pkg.is_empty() {
                self.out.push_str(&method.pkg);
                self.out.push('.');
            }
            self.out.push_str(&method.name);
            if let Type::Func(signature) = self.types.get(method.ty) {
                self.signature(signature);
            }
        }
        self.out.push_str(" }");
    }
}

fn basic_name(basic: Basic) -> &'static str {
    match basic {
        Basic::Invalid => "invalid type",
        Basic::Bool | Basic::UntypedBool => "bool",
        Basic::Int | Basic::UntypedInt => "int",
        Basic::Int8 => "int8",
        Basic::Int16 => "int16",
        Basic::Int32 | Basic::UntypedRune => "int32",
        Basic::Int64 => "int64",
        Basic::Uint => "uint",
        Basic::Uint8 => "uint8",
        Basic::Uint16 => "uint16",
        Basic::Uint32 => "uint32",
        Basic::Uint64 => "uint64",
        Basic::Uintptr => "uintptr",
        Basic::Float32 => "float32",
        Basic::Float64 | Basic::UntypedFloat => "float64",
        Basic::Complex64 => "complex64",
        Basic::Complex128 | Basic::UntypedComplex => "complex128",
        Basic::String | Basic::UntypedString => "string",
        Basic::UnsafePointer => "unsafe.Pointer",
        Basic::UntypedNil => "nil",
    }
}
