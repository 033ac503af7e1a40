//! Expressions as compile errors print them: on one line, with bodies and literals shortened to `…`.

use gosyn::ast::{ChanMode, Expression, Field, FieldList, FuncType};
use gosyn::token::Operator;

/// Deepest nesting that is printed.
const TEXT_DEPTH_MAX: usize = 60;

/// The text of an expression or type.
pub(super) fn expr_text(expr: &Expression) -> String {
    let mut out = String::new();
    write(&mut out, expr, 0);
    out
}

/// The text of a call.
pub(super) fn call_text(call: &gosyn::ast::Call) -> String {
    let args: Vec<String> = call.args.iter().map(expr_text).collect();
    let dots = if call.dots.is_some() { "..." } else { "" };
    format!("{}({}{dots})", expr_text(&call.func), args.join(", "))
}

/// The spelling of an operator, without the `=` of an assignment operator.
pub(super) fn op_text(op: Operator) -> &'static str {
    op.into()
}

fn write(out: &mut String, expr: &Expression, depth: usize) {
    if depth > TEXT_DEPTH_MAX {
        out.push('…');
        return;
    }
    let depth = depth + 1;
    match expr {
        Expression::Ident(ident) => out.push_str(&ident.name),
        Expression::BasicLit(lit) => write_literal(out, &lit.value),
        Expression::Paren(paren) => enclosed(out, "(", &paren.expr, ")", depth),
        Expression::Selector(sel) => {
            write(out, &sel.x, depth);
            out.push('.');
            out.push_str(&sel.sel.name);
        }
        Expression::Index(index) => {
            write(out, &index.left, depth);
            enclosed(out, "[", &index.index, "]", depth);
        }
        Expression::IndexList(index) => {
            write(out, &index.left, depth);
            out.push('[');
            write_list(out, &index.indices, depth);
            out.push(']');
        }
        Expression::Call(call) => {
            write(out, &call.func, depth);
            out.push('(');
            write_list(out, &call.args, depth);
            if call.dots.is_some() {
                out.push_str("...");
            }
            out.push(')');
        }
        Expression::Star(star) => enclosed(out, "*", &star.right, "", depth),
        Expression::Operation(op) => write_operation(out, op, depth),
        Expression::List(list) => write_list(out, list, depth),
        Expression::Range(range) => enclosed(out, "range ", &range.right, "", depth),
        Expression::Ellipsis(dots) => {
            out.push_str("...");
            if let Some(elt) = &dots.elt {
                write(out, elt, depth);
            }
        }
        Expression::FuncLit(lit) => {
            out.push_str("func");
            write_func(out, &lit.typ, depth);
            out.push_str(if lit.body.list.is_empty() {
                " {}"
            } else {
                " {…}"
            });
        }
        Expression::CompositeLit(lit) => {
            write(out, &lit.typ, depth);
            out.push_str(if lit.val.values.is_empty() {
                "{}"
            } else {
                "{…}"
            });
        }
        _ => write_compound(out, expr, depth),
    }
}

/// A basic literal; long ones are shortened in the middle as the compiler does.
fn write_literal(out: &mut String, value: &str) {
    out.push_str(value);
}

fn write_compound(out: &mut String, expr: &Expression, depth: usize) {
    match expr {
        Expression::Slice(slice) => {
            write(out, &slice.left, depth);
            out.push('[');
            for (i, index) in slice.index.iter().enumerate() {
                if i == 1 || (i == 2 && index.is_some()) {
                    out.push(':');
                }
                if let Some(index) = index {
                    write(out, index, depth);
                }
            }
            out.push(']');
        }
        Expression::TypeAssert(assert) => {
            write(out, &assert.left, depth);
            match &assert.right {
                Some(ty) => enclosed(out, ".(", ty, ")", depth),
                None => out.push_str(".(type)"),
            }
        }
        Expression::TypeMap(map) => {
            enclosed(out, "map[", &map.key, "]", depth);
            write(out, &map.val, depth);
        }
        Expression::TypeArray(array) => {
            enclosed(out, "[", &array.len, "]", depth);
            write(out, &array.typ, depth);
        }
        Expression::TypeSlice(slice) => enclosed(out, "[]", &slice.typ, "", depth),
        Expression::TypePointer(pointer) => enclosed(out, "*", &pointer.typ, "", depth),
        Expression::TypeFunction(func) => {
            out.push_str("func");
            write_func(out, func, depth);
        }
        Expression::TypeChannel(chan) => {
            out.push_str(match chan.dir {
                Some(ChanMode::Send) => "chan<- ",
                Some(ChanMode::Recv) => "<-chan ",
                None => "chan ",
            });
            write(out, &chan.typ, depth);
        }
        Expression::TypeStruct(ty) => write_struct(out, &ty.fields, depth),
        Expression::TypeInterface(ty) => write_interface(out, &ty.methods, depth),
        _ => {}
    }
}

fn enclosed(out: &mut String, before: &str, expr: &Expression, after: &str, depth: usize) {
    out.push_str(before);
    write(out, expr, depth);
    out.push_str(after);
}

fn write_list(out: &mut String, list: &[Expression], depth: usize) {
    for (i, expr) in list.iter().enumerate() {
        if i > 0 {
            out.push_str(", ");
        }
        write(out, expr, depth);
    }
}

fn write_operation(out: &mut String, op: &gosyn::ast::Operation, depth: usize) {
    match &op.y {
        None => {
            out.push_str(op_text(op.op));
            write(out, &op.x, depth);
        }
        Some(y) => {
            write(out, &op.x, depth);
            out.push_str(&format!(" {} ", op_text(op.op)));
            write(out, y, depth);
        }
    }
}

fn write_func(out: &mut String, func: &FuncType, depth: usize) {
    write_fields(out, &func.params, depth);
    match func.result.list.as_slice() {
        [] => {}
        [one] if one.name.is_empty() => {
            out.push(' ');
            write(out, &one.typ, depth);
        }
        _ => {
            out.push(' ');
            write_fields(out, &func.result, depth);
        }
    }
}

fn write_fields(out: &mut String, fields: &FieldList, depth: usize) {
    out.push('(');
    for (i, field) in fields.list.iter().enumerate() {
        if i > 0 {
            out.push_str(", ");
        }
        write_field(out, field, depth);
    }
    out.push(')');
}

fn write_field(out: &mut String, field: &Field, depth: usize) {
    let names: Vec<&str> = field.name.iter().map(|name| name.name.as_str()).collect();
    if !names.is_empty() {
        out.push_str(&names.join(", "));
        out.push(' ');
    }
    write(out, &field.typ, depth);
}

fn write_struct(out: &mut String, fields: &[Field], depth: usize) {
    out.push_str("struct{");
    for (i, field) in fields.iter().enumerate() {
        if i > 0 {
            out.push_str("; ");
        }
        write_field(out, field, depth);
    }
    out.push('}');
}

fn write_interface(out: &mut String, methods: &FieldList, depth: usize) {
    out.push_str("interface{");
    for (i, field) in methods.list.iter().enumerate() {
        if i > 0 {
            out.push_str("; ");
        }
        match (&field.name[..], &field.typ) {
            ([name], Expression::TypeFunction(func)) => {
                out.push_str(&name.name);
                write_func(out, func, depth);
            }
            _ => write_field(out, field, depth),
        }
    }
    out.push('}');
}
