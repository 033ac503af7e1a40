//! Terminating statements (Go spec, "Terminating statements"): whether control can reach the end of a function with results.

use gosyn::ast::{BlockStmt, CaseBlock, Expression, Statement};
use gosyn::token::Keyword;

use crate::check::expr::unparen;

/// Whether a list of statements ends in a terminating one.
pub(in crate::check) fn block_terminates(list: &[Statement]) -> bool {
    let last = list
        .iter()
        .rev()
        .find(|stmt| !matches!(stmt, Statement::Empty(_)));
    last.is_some_and(|stmt| terminates(stmt, None))
}

fn terminates(stmt: &Statement, label: Option<&str>) -> bool {
    match stmt {
        Statement::Return(_) => true,
        Statement::Branch(branch) => matches!(branch.key, Keyword::Goto | Keyword::FallThrough),
        Statement::Expr(stmt) => is_panic(&stmt.expr),
        Statement::Block(block) => block_terminates(&block.list),
        Statement::If(stmt) => {
            let els = stmt.else_.as_deref();
            els.is_some_and(|els| terminates(els, None)) && block_terminates(&stmt.body.list)
        }
        Statement::For(stmt) => {
            let endless = stmt
                .cond
                .as_deref()
                .is_none_or(|cond| matches!(cond, Statement::Empty(_)));
            endless && !block_breaks(&stmt.body, label, true)
        }
        Statement::Switch(stmt) => switch_terminates(&stmt.block, label),
        Statement::TypeSwitch(stmt) => switch_terminates(&stmt.block, label),
        Statement::Select(stmt) => {
            let ends =
                |body: &Vec<Statement>| block_terminates(body) && !list_breaks(body, label, true);
            stmt.body.body.iter().all(|clause| ends(&clause.body))
        }
        Statement::Label(stmt) => terminates(&stmt.stmt, Some(&stmt.name.name)),
        _ => false,
    }
}

fn is_panic(e: &Expression) -> bool {
    match unparen(e) {
        Expression::Call(call) => {
            matches!(&*call.func, Expression::Ident(ident) if ident.name == "panic")
        }
        _ => false,
    }
}

fn switch_terminates(block: &CaseBlock, label: Option<&str>) -> bool {
    let has_default = block
        .body
        .iter()
        .any(|clause| clause.tok == Keyword::Default);
    has_default
        && block
            .body
            .iter()
            .all(|clause| block_terminates(&clause.body) && !list_breaks(&clause.body, label, true))
}

fn list_breaks(list: &[Statement], label: Option<&str>, implicit: bool) -> bool {
    list.iter().any(|stmt| breaks(stmt, label, implicit))
}

fn block_breaks(block: &BlockStmt, label: Option<&str>, implicit: bool) -> bool {
    list_breaks(&block.list, label, implicit)
}

/// Whether a statement contains a break out of the statement labelled `label` (`implicit`: or one without label).
fn breaks(stmt: &Statement, label: Option<&str>, implicit: bool) -> bool {
    let labelled = |body: &[Statement]| label.is_some() && list_breaks(body, label, false);
    match stmt {
        Statement::Branch(branch) if branch.key == Keyword::Break => match &branch.ident {
            None => implicit,
            Some(ident) => Some(ident.name.as_str()) == label,
        },
        Statement::Label(stmt) => breaks(&stmt.stmt, label, implicit),
        Statement::Block(block) => block_breaks(block, label, implicit),
        Statement::If(stmt) => {
            let els = stmt.else_.as_deref();
            block_breaks(&stmt.body, label, implicit)
                || els.is_some_and(|els| breaks(els, label, implicit))
        }
        Statement::Switch(stmt) => stmt.block.body.iter().any(|clause| labelled(&clause.body)),
        Statement::TypeSwitch(stmt) => stmt.block.body.iter().any(|clause| labelled(&clause.body)),
        Statement::Select(stmt) => stmt.body.body.iter().any(|clause| labelled(&clause.body)),
        Statement::For(stmt) => labelled(&stmt.body.list),
        Statement::Range(stmt) => labelled(&stmt.body.list),
        _ => false,
    }
}
