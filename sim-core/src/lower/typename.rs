//! Names of types as Go prints them at run time (`%T`, panic texts, stack traces).

use crate::check::types::{Basic, ChanDir, Interface, Signature, Type, TypeId, Types};

/// Names are cut here; no text of a program needs more.
const LENGTH_MAX: usize = 4096;

/// The name of a type as `reflect.Type.String` gives it.
pub(super) fn type_name(types: &Types, ty: TypeId) -> String {
    let mut out = String::new();
    write_type(types, ty, &mut out);
    out
}

fn write_type(types: &Types, ty: TypeId, out: &mut String) {
    if out.len() > LENGTH_MAX {
        return;
    }
    match types.get(ty) {
        Type::Basic(basic) => out.push_str(basic_name(*basic)),
        Type::Named(_) => write_named(types, ty, out),
        Type::Pointer(elem) => prefixed("*", types, *elem, out),
        Type::Slice(elem) => prefixed("[]", types, *elem, out),
        Type::Array(elem, len) => prefixed(&format!("[{len}]"), types, *elem, out),
        Type::Map(key, elem) => {
            prefixed("map[", types, *key, out);
            prefixed("]", types, *elem, out);
        }
        Type::Chan(dir, elem) => write_chan(types, *dir, *elem, out),
        Type::Func(signature) => {
            out.push_str("func");
            write_signature(types, signature, out);
        }
        Type::Interface(interface) => write_interface(types, interface, out),
        Type::Struct(fields) => {
            out.push_str(if fields.is_empty() {
                "struct {"
            } else {
                "struct { "
            });
            for (index, field) in fields.iter().enumerate() {
                out.push_str(if index > 0 { "; " } else { "" });
                if !field.embedded {
                    out.push_str(&field.name);
                    out.push(' ');
                }
                write_type(types, field.ty, out);
                if let Some(tag) = &field.tag {
                    out.push_str(&format!(" {tag:?}"));
                }
            }
            out.push_str(if fields.is_empty() { "}" } else { " }" });
        }
        Type::Tuple(parts) => write_list(types, parts, false, out),
        Type::Param(index) => out.push_str(
            types
                .params
                .get(*index as usize)
                .map_or("?", |param| param.name.as_str()),
        ),
    }
}

fn prefixed(prefix: &str, types: &Types, ty: TypeId, out: &mut String) {
    out.push_str(prefix);
    write_type(types, ty, out);
}

fn write_named(types: &Types, ty: TypeId, out: &mut String) {
    let Some((_, named)) = types.named_of(ty) else {
        return;
    };
    if named.pkg.is_empty() && named.name == "any" {
        out.push_str("interface {}");
        return;
    }
    if !named.pkg.is_empty() {
        out.push_str(&named.pkg);
        out.push('.');
    }
    out.push_str(&named.name);
    if !named.args.is_empty() {
        out.push('[');
        for (index, &arg) in named.args.iter().enumerate() {
            prefixed(if index > 0 { "," } else { "" }, types, arg, out);
        }
        out.push(']');
    }
}

fn write_chan(types: &Types, dir: ChanDir, elem: TypeId, out: &mut String) {
    match dir {
        ChanDir::RecvOnly => prefixed("<-chan ", types, elem, out),
        ChanDir::SendOnly => prefixed("chan<- ", types, elem, out),
        ChanDir::Both => {
            // chan (<-chan T) needs its parentheses.
            if matches!(types.get(elem), Type::Chan(ChanDir::RecvOnly, _)) {
                prefixed("chan (", types, elem, out);
                out.push(')');
            } else {
                prefixed("chan ", types, elem, out);
            }
        }
    }
}

fn write_signature(types: &Types, signature: &Signature, out: &mut String) {
    write_list(types, &signature.params, signature.variadic, out);
    match signature.results.as_slice() {
        [] => {}
        [one] => prefixed(" ", types, *one, out),
        several => {
            out.push(' ');
            write_list(types, several, false, out);
        }
    }
}

fn write_list(types: &Types, list: &[TypeId], variadic: bool, out: &mut String) {
    out.push('(');
    for (index, &ty) in list.iter().enumerate() {
        out.push_str(if index > 0 { ", " } else { "" });
        match types.get(ty) {
            Type::Slice(elem) if variadic && index + 1 == list.len() => {
                prefixed("...", types, *elem, out)
            }
            _ => write_type(types, ty, out),
        }
    }
    out.push(')');
}

fn write_interface(types: &Types, interface: &Interface, out: &mut String) {
    if interface.methods.is_empty() {
        out.push_str("interface {}");
        return;
    }
    out.push_str("interface { ");
    for (index, method) in interface.methods.iter().enumerate() {
        out.push_str(if index > 0 { "; " } else { "" });
        if !method.pkg.is_empty() {
            out.push_str(&method.pkg);
            out.push('.');
        }
        out.push_str(&method.name);
        if let Type::Func(signature) = types.get(method.ty) {
            write_signature(types, signature, out);
        }
    }
    out.push_str(" }");
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
