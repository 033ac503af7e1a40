//! Range over functions (Go spec, "For statements with range clause", Go 1.23): the loop body becomes a function literal.

use gosyn::ast;

use super::Context;
use super::loops::Yields;
use crate::check::checker::Checker;
use crate::check::operand::Operand;
use crate::check::typed::{Stmt, StmtKind};

/// What a loop body that became a function literal knows about the loop around it.
#[derive(Clone, Debug)]
pub(in crate::check) struct LoopBody;

impl<'a> Checker<'a> {
    pub(super) fn range_over_func(
        &mut self,
        x: Operand<'a>,
        _yields: Yields,
        _stmt: &'a ast::RangeStmt,
        _defines: bool,
        _context: Context,
        _out: &mut Vec<Stmt>,
    ) -> Option<StmtKind> {
        self.error(x.start, "range over func is not supported yet");
        None
    }

    pub(super) fn return_from_range_func(
        &mut self,
        _stmt: &'a ast::ReturnStmt,
        _out: &mut Vec<Stmt>,
    ) -> Option<Option<StmtKind>> {
        None
    }

    pub(super) fn branch_from_range_func(
        &mut self,
        _stmt: &'a ast::BranchStmt,
        _out: &mut Vec<Stmt>,
    ) -> Option<Option<StmtKind>> {
        None
    }
}
