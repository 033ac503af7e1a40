//! Where a node of the syntax tree is, as the Go compiler sees it.
//!
//! Three positions matter, and gc's error messages use all of them; their names here are those of `cmd/compile/internal/syntax`:
//! - [`node_pos`]: the node's own position, which for most compound expressions is the token that makes them what they are
//!   (the operator of `a + b`, the `.` of `a.b`, the `(` of `f(x)`, the `[` of `a[i]`, the `{` of `T{}`);
//! - [`start_pos`]: the leftmost position that belongs to the node, where type errors about an operand are reported;
//! - [`end_pos`]: roughly where it ends, used for scopes. It is *approximate* in the same way as gc's: `f(x)` ends after
//!   `x`, `(x)` after `x`, a block *at* its closing brace.
//!
//! Invariant relied on: the tree comes from [`super::parse`], which has turned every position into a global byte offset
//! (see [`crate::source::Pos`]) and has put keyword positions where gosyn keeps those of braces (`struct`, `map`).
//! The recursion is bounded because the parser bounds the height of the tree.

use crate::source::Pos;
use gosyn::ast::{
    BlockStmt, Call, CaseClause, CommClause, DeclStmt, Element, Expression, Field, FieldList,
    FuncType, Ident, LiteralValue, Statement, StringLit,
};

/// A position stored in the tree.
pub fn at(offset: usize) -> Pos {
    u32::try_from(offset).map_or(Pos::NONE, Pos)
}

/// The position of a name.
pub fn ident_pos(name: &Ident) -> Pos {
    at(name.pos)
}

/// The position just after a name.
pub fn ident_end(name: &Ident) -> Pos {
    at(name.pos).plus(name.name.len())
}

/// The position of a string literal such as an import path or a field tag.
pub fn string_pos(literal: &StringLit) -> Pos {
    at(literal.pos)
}

/// The node's own position (see the module's text).
pub fn node_pos(expr: &Expression) -> Pos {
    match expr {
        Expression::Call(x) => at(x.pos.0),
        Expression::Index(x) => at(x.pos.0),
        Expression::IndexList(x) => at(x.pos.0),
        Expression::Slice(x) => at(x.pos.0),
        Expression::Selector(x) => at(x.pos),
        Expression::TypeAssert(x) => at(x.pos.0),
        Expression::CompositeLit(x) => at(x.val.pos.0),
        Expression::Operation(x) => at(x.pos),
        Expression::List(list) => list.first().map_or(Pos::NONE, node_pos),
        other => first_token(other),
    }
}

/// Where the leftmost part of an expression begins.
///
/// As in gc, a slice expression `a[i:j]` is the exception: it counts from its `[`.
pub fn start_pos(expr: &Expression) -> Pos {
    match expr {
        Expression::Call(x) => start_pos(&x.func),
        Expression::Index(x) => start_pos(&x.left),
        Expression::IndexList(x) => start_pos(&x.left),
        Expression::Selector(x) => start_pos(&x.x),
        Expression::TypeAssert(x) => start_pos(&x.left),
        Expression::CompositeLit(x) => start_pos(&x.typ),
        Expression::Operation(x) if x.y.is_some() => start_pos(&x.x),
        Expression::List(list) => list.first().map_or(Pos::NONE, start_pos),
        other => first_token(other),
    }
}

/// The first token of an expression that begins with a token of its own.
fn first_token(expr: &Expression) -> Pos {
    match expr {
        Expression::Ident(x) => at(x.pos),
        Expression::FuncLit(x) => at(x.typ.pos),
        Expression::Ellipsis(x) => at(x.pos),
        Expression::BasicLit(x) => at(x.pos),
        Expression::Range(x) => at(x.pos),
        Expression::Star(x) => at(x.pos),
        Expression::Paren(x) => at(x.pos.0),
        Expression::Operation(x) => at(x.pos),
        Expression::Slice(x) => at(x.pos.0),
        Expression::TypeMap(x) => at(x.pos.0),
        Expression::TypeArray(x) => at(x.pos.0),
        Expression::TypeSlice(x) => at(x.pos.0),
        // A function type counts from its parameters; only a function literal from its keyword.
        Expression::TypeFunction(x) => at(x.params.pos.map_or(x.pos, |(open, _)| open)),
        Expression::TypeStruct(x) => at(x.pos.0),
        Expression::TypeChannel(x) => at(x.pos.0),
        Expression::TypePointer(x) => at(x.pos),
        Expression::TypeInterface(x) => at(x.pos),
        _ => Pos::NONE,
    }
}

/// Where an expression ends, approximately (see the module's text).
pub fn end_pos(expr: &Expression) -> Pos {
    match expr {
        Expression::Ident(x) => ident_end(x),
        Expression::BasicLit(x) => at(x.pos).plus(x.value.len()),
        Expression::Call(x) => x.args.last().map_or_else(|| end_pos(&x.func), end_pos),
        Expression::Index(x) => end_pos(&x.index),
        Expression::IndexList(x) => x.indices.last().map_or_else(|| end_pos(&x.left), end_pos),
        Expression::Slice(x) => end_pos(&x.left),
        Expression::FuncLit(x) => at(x.body.pos.1),
        Expression::Ellipsis(x) => x.elt.as_deref().map_or(at(x.pos), end_pos),
        Expression::Selector(x) => ident_end(&x.sel),
        Expression::Range(x) => end_pos(&x.right),
        Expression::Star(x) => end_pos(&x.right),
        Expression::Paren(x) => end_pos(&x.expr),
        Expression::TypeAssert(x) => end_pos(x.right.as_deref().unwrap_or(&x.left)),
        Expression::CompositeLit(x) => at(x.val.pos.1),
        Expression::List(list) => list.last().map_or(Pos::NONE, end_pos),
        Expression::Operation(x) => end_pos(x.y.as_deref().unwrap_or(&x.x)),
        Expression::TypeMap(x) => end_pos(&x.val),
        Expression::TypeArray(x) => end_pos(&x.typ),
        Expression::TypeSlice(x) => end_pos(&x.typ),
        Expression::TypeFunction(x) => func_type_end(x),
        Expression::TypeStruct(x) => x.fields.last().map_or(at(x.pos.0), field_end),
        Expression::TypeChannel(x) => end_pos(&x.typ),
        Expression::TypePointer(x) => end_pos(&x.typ),
        Expression::TypeInterface(x) => x.methods.list.last().map_or(at(x.pos), field_end),
    }
}

/// Where a signature ends.
pub fn func_type_end(typ: &FuncType) -> Pos {
    let last = typ.result.list.last().or(typ.params.list.last());
    let open = typ.typ_params.pos.or(typ.params.pos);
    last.map_or(at(open.map_or(typ.pos, |(open, _)| open)), field_end)
}

/// Where a parameter, field or method begins: its first name, else its type.
pub fn field_pos(field: &Field) -> Pos {
    field
        .name
        .first()
        .map_or_else(|| start_pos(&field.typ), ident_pos)
}

/// Where a parameter, field or method ends.
pub fn field_end(field: &Field) -> Pos {
    end_pos(&field.typ)
}

/// Whether `go x` or `defer x` has no call: gosyn's tree has no other place for `x` than a call's function, so it gets
/// parentheses that are nowhere in the source (both at the position of what follows).
pub fn is_no_call(call: &Call) -> bool {
    call.pos.0 == call.pos.1
}

/// The closing parenthesis or bracket of a parameter list, when it has one.
pub fn field_list_close(list: &FieldList) -> Option<Pos> {
    list.pos.map(|(_, close)| at(close))
}

/// Opening and closing brace of a literal's elements.
pub fn literal_braces(value: &LiteralValue) -> (Pos, Pos) {
    (at(value.pos.0), at(value.pos.1))
}

/// Where an element of a composite literal begins.
pub fn element_start(element: &Element) -> Pos {
    match element {
        Element::Expr(expr) => start_pos(expr),
        Element::LitValue(value) => at(value.pos.0),
    }
}

/// The closing brace of a block.
pub fn block_end(block: &BlockStmt) -> Pos {
    at(block.pos.1)
}

/// The statement's own position: keyword, operator, or that of its expression.
pub fn stmt_pos(stmt: &Statement) -> Pos {
    match stmt {
        Statement::Go(x) => at(x.pos),
        Statement::If(x) => at(x.pos),
        Statement::For(x) => at(x.pos),
        Statement::Send(x) => at(x.pos),
        Statement::Expr(x) => node_pos(&x.expr),
        Statement::Defer(x) => at(x.pos),
        Statement::Block(x) => at(x.pos.0),
        Statement::Range(x) => at(x.pos.0),
        Statement::Empty(x) => at(x.pos),
        Statement::Label(x) => at(x.pos),
        Statement::IncDec(x) => at(x.pos),
        Statement::Assign(x) => at(x.pos),
        Statement::Return(x) => at(x.pos),
        Statement::Branch(x) => at(x.pos),
        Statement::Switch(x) => at(x.pos),
        Statement::Select(x) => at(x.pos),
        Statement::TypeSwitch(x) => at(x.pos),
        Statement::Declaration(x) => at(match x {
            DeclStmt::Type(d) => d.pos0,
            DeclStmt::Const(d) => d.pos0,
            DeclStmt::Variable(d) => d.pos0,
        }),
    }
}

/// The first position that belongs to a statement: what a debugger marks as "the next statement".
pub fn stmt_start(stmt: &Statement) -> Pos {
    match stmt {
        Statement::Send(x) => start_pos(&x.chan),
        Statement::Expr(x) => start_pos(&x.expr),
        Statement::IncDec(x) => start_pos(&x.expr),
        Statement::Assign(x) => x.left.first().map_or(at(x.pos), start_pos),
        Statement::Label(x) => ident_pos(&x.name),
        other => stmt_pos(other),
    }
}

/// Where a statement ends, approximately.
pub fn stmt_end(stmt: &Statement) -> Pos {
    match stmt {
        Statement::Go(x) => x
            .call
            .args
            .last()
            .map_or_else(|| end_pos(&x.call.func), end_pos),
        Statement::Defer(x) => x
            .call
            .args
            .last()
            .map_or_else(|| end_pos(&x.call.func), end_pos),
        Statement::If(x) => x
            .else_
            .as_deref()
            .map_or_else(|| block_end(&x.body), stmt_end),
        Statement::For(x) => block_end(&x.body),
        Statement::Range(x) => block_end(&x.body),
        Statement::Send(x) => end_pos(&x.value),
        Statement::Expr(x) => end_pos(&x.expr),
        Statement::Block(x) => block_end(x),
        Statement::Empty(x) => at(x.pos),
        Statement::Label(x) => stmt_end(&x.stmt),
        Statement::IncDec(x) => end_pos(&x.expr).plus(2),
        Statement::Assign(x) => x.right.last().map_or(at(x.pos), end_pos),
        Statement::Return(x) => x.ret.last().map_or(at(x.pos), end_pos),
        Statement::Branch(x) => x.ident.as_ref().map_or(at(x.pos), ident_end),
        Statement::Switch(x) => at(x.block.pos.1),
        Statement::Select(x) => at(x.body.pos.1),
        Statement::TypeSwitch(x) => at(x.block.pos.1),
        Statement::Declaration(x) => decl_end(x),
    }
}

/// Where the last specification of a declaration ends.
fn decl_end(decl: &DeclStmt) -> Pos {
    let of = |values: &[Expression], typ: Option<&Expression>, names: &[Ident]| {
        let last = values.last().or(typ).map(end_pos);
        last.or_else(|| names.last().map(ident_end))
            .unwrap_or(Pos::NONE)
    };
    match decl {
        DeclStmt::Type(d) => d.specs.last().map_or(at(d.pos0), |s| end_pos(&s.typ)),
        DeclStmt::Const(d) => d
            .specs
            .last()
            .map_or(at(d.pos0), |s| of(&s.values, s.typ.as_ref(), &s.name)),
        DeclStmt::Variable(d) => d
            .specs
            .last()
            .map_or(at(d.pos0), |s| of(&s.values, s.typ.as_ref(), &s.name)),
    }
}

/// Where a case of a switch ends: its last statement, else its colon.
pub fn case_end(clause: &CaseClause) -> Pos {
    clause.body.last().map_or(at(clause.pos.1), stmt_end)
}

/// Where a case of a select ends: its last statement, else its colon.
pub fn comm_end(clause: &CommClause) -> Pos {
    clause.body.last().map_or(at(clause.pos.1), stmt_end)
}
