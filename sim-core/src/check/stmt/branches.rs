//! Jumps: break, continue, goto, fallthrough and labels, checked before types are (as gc does).

use std::collections::BTreeMap;

use gosyn::ast::{BranchStmt, DeclStmt, Expression, Statement};
use gosyn::token::{Keyword, Operator};

use crate::check::expr_text::expr_text;
use crate::diagnostic::Diagnostics;
use crate::source::{Pos, SourceMap};
use crate::syntax::ast_pos;

/// The labels that goto statements name, in a function's own statements.
pub(super) fn goto_labels(list: &[Statement]) -> Vec<&str> {
    let mut names = Vec::new();
    visit(list, &mut |stmt| {
        if let Statement::Branch(branch) = stmt
            && branch.key == Keyword::Goto
            && let Some(ident) = &branch.ident
            && !names.contains(&ident.name.as_str())
        {
            names.push(&ident.name);
        }
    });
    names
}

/// The labels that a list of statements declares, nested ones included.
pub(super) fn declared_labels(list: &[Statement]) -> Vec<&str> {
    let mut names = Vec::new();
    visit(list, &mut |stmt| {
        if let Statement::Label(stmt) = stmt {
            names.push(stmt.name.name.as_str());
        }
    });
    names
}

/// Calls `f` for each statement, nested ones included, but not those of function literals.
fn visit<'s>(list: &'s [Statement], f: &mut impl FnMut(&'s Statement)) {
    let mut stack: Vec<&'s Statement> = list.iter().rev().collect();
    while let Some(stmt) = stack.pop() {
        f(stmt);
        let mut push = |list: &'s [Statement]| stack.extend(list.iter().rev());
        match stmt {
            Statement::Block(block) => push(&block.list),
            Statement::If(stmt) => {
                push(&stmt.body.list);
                push(stmt.else_.as_deref().map_or(&[], std::slice::from_ref));
            }
            Statement::For(stmt) => push(&stmt.body.list),
            Statement::Range(stmt) => push(&stmt.body.list),
            Statement::Switch(stmt) => stmt.block.body.iter().for_each(|clause| push(&clause.body)),
            Statement::TypeSwitch(stmt) => {
                stmt.block.body.iter().for_each(|clause| push(&clause.body))
            }
            Statement::Select(stmt) => stmt.body.body.iter().for_each(|clause| push(&clause.body)),
            Statement::Label(stmt) => push(std::slice::from_ref(&*stmt.stmt)),
            _ => {}
        }
    }
}

/// Reports misplaced jumps and unused or unknown labels in one function's statements.
pub(in crate::check) fn check_branches(
    list: &[Statement],
    start: Pos,
    sources: &SourceMap,
    errors: &mut Diagnostics,
) {
    let mut walk = Walk {
        sources,
        errors,
        labels: BTreeMap::new(),
        blocks: Vec::new(),
    };
    let forward = walk.block(None, Targets::default(), None, start, list);
    for jump in forward {
        let Some(ident) = &jump.ident else {
            continue;
        };
        let pos = ast_pos::ident_pos(ident);
        match walk.labels.get_mut(ident.name.as_str()) {
            Some(label) => {
                label.used = true;
                let place = walk.sources.describe(walk.blocks[label.block].start);
                walk.errors.report(
                    pos,
                    format!("goto {} jumps into block starting at {place}", ident.name),
                );
            }
            None => walk
                .errors
                .report(pos, format!("label {} not defined", ident.name)),
        }
    }
    let unused: Vec<(Pos, &str)> = walk
        .labels
        .iter()
        .filter(|(_, label)| !label.used)
        .map(|(name, label)| (label.pos, *name))
        .collect();
    for (pos, name) in unused {
        walk.errors
            .report(pos, format!("label {name} defined and not used"));
    }
}

/// What a jump without label leaves.
#[derive(Clone, Copy, Default)]
struct Targets {
    /// Inside something that break leaves.
    can_break: bool,
    /// Inside a loop.
    can_continue: bool,
    /// What fallthrough may do.
    fallthrough: Fallthrough,
}

/// What fallthrough may do at the end of the list at hand.
#[derive(Clone, Copy, Default, PartialEq)]
enum Fallthrough {
    #[default]
    OutOfPlace,
    TypeSwitch,
    FinalCase,
    Allowed,
}

/// What kind of statement a label stands before.
#[derive(Clone, Copy, PartialEq)]
enum Labelled {
    Loop,
    Switch,
    Other,
}

struct Label {
    /// The block that declares it.
    block: usize,
    pos: Pos,
    used: bool,
    what: Labelled,
}

struct Block<'s> {
    parent: Option<usize>,
    start: Pos,
    label: Option<&'s str>,
}

struct Walk<'s, 'e> {
    sources: &'e SourceMap,
    errors: &'e mut Diagnostics,
    labels: BTreeMap<&'s str, Label>,
    blocks: Vec<Block<'s>>,
}

impl<'s> Walk<'s, '_> {
    /// Checks one block; yields the forward gotos that found no label in it.
    fn block(
        &mut self,
        parent: Option<usize>,
        targets: Targets,
        label: Option<&'s str>,
        start: Pos,
        list: &'s [Statement],
    ) -> Vec<&'s BranchStmt> {
        let here = self.blocks.len();
        self.blocks.push(Block {
            parent,
            start,
            label,
        });
        let mut forward: Vec<&'s BranchStmt> = Vec::new();
        // The latest variable declaration, and the gotos before it: they must not jump over it.
        let mut var: Option<(Pos, String, usize)> = None;
        for (i, stmt) in list.iter().enumerate() {
            let mut stmt = stmt;
            let mut label = None;
            while let Statement::Label(labelled) = stmt {
                label = Some(labelled.name.name.as_str());
                self.declare(here, labelled);
                forward = self.arrive(forward, &labelled.name.name, &var);
                stmt = &labelled.stmt;
            }
            if let Some((pos, name)) = declared_var(stmt) {
                var = Some((pos, name, forward.len()));
            }
            let last = i + 1 == list.len();
            match stmt {
                Statement::Branch(branch) => {
                    forward.extend(self.branch(here, branch, targets, last))
                }
                _ => self.inner(here, stmt, targets, label, &mut forward),
            }
        }
        forward
    }

    fn declare(&mut self, here: usize, stmt: &'s gosyn::ast::LabeledStmt) {
        let name = stmt.name.name.as_str();
        let pos = ast_pos::ident_pos(&stmt.name);
        if name == "_" {
            return;
        }
        if let Some(first) = self.labels.get(name) {
            let place = self.sources.describe(first.pos);
            self.errors
                .report(pos, format!("label {name} already defined at {place}"));
            return;
        }
        let what = match &*stmt.stmt {
            Statement::For(_) | Statement::Range(_) => Labelled::Loop,
            Statement::Switch(_) | Statement::TypeSwitch(_) | Statement::Select(_) => {
                Labelled::Switch
            }
            _ => Labelled::Other,
        };
        self.labels.insert(
            name,
            Label {
                block: here,
                pos,
                used: false,
                what,
            },
        );
    }

    /// Resolves the forward gotos that a label ends.
    fn arrive(
        &mut self,
        forward: Vec<&'s BranchStmt>,
        name: &str,
        var: &Option<(Pos, String, usize)>,
    ) -> Vec<&'s BranchStmt> {
        let mut rest = Vec::new();
        for (i, jump) in forward.into_iter().enumerate() {
            let Some(ident) = jump.ident.as_ref().filter(|ident| ident.name == name) else {
                rest.push(jump);
                continue;
            };
            if let Some(label) = self.labels.get_mut(name) {
                label.used = true;
            }
            if let Some((pos, var_name, before)) = var
                && i < *before
            {
                let place = self.sources.describe(*pos);
                let at = ast_pos::ident_pos(ident);
                self.errors.report(
                    at,
                    format!("goto {name} jumps over declaration of {var_name} at {place}"),
                );
            }
        }
        rest
    }

    /// One jump; a goto to a label not met yet is handed back.
    fn branch(
        &mut self,
        here: usize,
        branch: &'s BranchStmt,
        targets: Targets,
        last: bool,
    ) -> Option<&'s BranchStmt> {
        let Some(ident) = &branch.ident else {
            self.plain(branch, targets, last);
            return None;
        };
        let name = ident.name.as_str();
        let pos = ast_pos::ident_pos(ident);
        if branch.key == Keyword::Goto {
            let block = self.labels.get_mut(name).map(|label| {
                label.used = true;
                label.block
            });
            return match block {
                Some(block) if self.encloses(block, here) => None,
                _ => Some(branch),
            };
        }
        let word = if branch.key == Keyword::Break {
            "break"
        } else {
            "continue"
        };
        let Some(label) = self.labels.get_mut(name) else {
            self.errors
                .report(pos, format!("{word} label not defined: {name}"));
            return None;
        };
        label.used = true;
        let what = label.what;
        let kind_ok = what == Labelled::Loop || (what == Labelled::Switch && word == "break");
        if !kind_ok || !self.inside_label(here, name) {
            self.errors
                .report(pos, format!("invalid {word} label {name}"));
        }
        None
    }

    fn plain(&mut self, branch: &BranchStmt, targets: Targets, last: bool) {
        let pos = ast_pos::at(branch.pos);
        let message = match branch.key {
            Keyword::Break if !targets.can_break => "break is not in a loop, switch, or select",
            Keyword::Continue if !targets.can_continue => "continue is not in a loop",
            Keyword::FallThrough => match targets.fallthrough {
                Fallthrough::TypeSwitch => "cannot fallthrough in type switch",
                Fallthrough::OutOfPlace => "fallthrough statement out of place",
                _ if !last => "fallthrough statement out of place",
                Fallthrough::FinalCase => "cannot fallthrough final case in switch",
                Fallthrough::Allowed => return,
            },
            _ => return,
        };
        self.errors.report(pos, message);
    }

    /// Whether a block is the one at hand or around it.
    fn encloses(&self, outer: usize, inner: usize) -> bool {
        let mut block = Some(inner);
        while let Some(here) = block {
            if here == outer {
                return true;
            }
            block = self.blocks[here].parent;
        }
        false
    }

    /// Whether the block at hand is inside the statement with this label.
    fn inside_label(&self, here: usize, name: &str) -> bool {
        let mut block = Some(here);
        while let Some(here) = block {
            if self.blocks[here].label == Some(name) {
                return true;
            }
            block = self.blocks[here].parent;
        }
        false
    }

    /// The blocks inside a statement.
    fn inner(
        &mut self,
        here: usize,
        stmt: &'s Statement,
        targets: Targets,
        label: Option<&'s str>,
        forward: &mut Vec<&'s BranchStmt>,
    ) {
        let plain = Targets {
            fallthrough: inherited(targets.fallthrough),
            ..targets
        };
        let in_loop = Targets {
            can_break: true,
            can_continue: true,
            fallthrough: Fallthrough::OutOfPlace,
        };
        let in_case = |fallthrough| Targets {
            can_break: true,
            fallthrough,
            ..targets
        };
        let mut inside = |targets, start, list: &'s [Statement]| {
            forward.extend(self.block(Some(here), targets, label, start, list));
        };
        match stmt {
            Statement::Block(block) => inside(plain, ast_pos::at(block.pos.0), &block.list),
            Statement::If(stmt) => {
                inside(plain, ast_pos::at(stmt.body.pos.0), &stmt.body.list);
                if let Some(els) = stmt.else_.as_deref() {
                    inside(plain, ast_pos::stmt_start(els), std::slice::from_ref(els));
                }
            }
            Statement::For(stmt) => inside(in_loop, ast_pos::at(stmt.body.pos.0), &stmt.body.list),
            Statement::Range(stmt) => {
                inside(in_loop, ast_pos::at(stmt.body.pos.0), &stmt.body.list)
            }
            Statement::Switch(stmt) => {
                let count = stmt.block.body.len();
                for (i, clause) in stmt.block.body.iter().enumerate() {
                    let fallthrough = if i + 1 == count {
                        Fallthrough::FinalCase
                    } else {
                        Fallthrough::Allowed
                    };
                    inside(
                        in_case(fallthrough),
                        ast_pos::at(clause.pos.0),
                        &clause.body,
                    );
                }
            }
            Statement::TypeSwitch(stmt) => {
                for clause in &stmt.block.body {
                    let targets = in_case(Fallthrough::TypeSwitch);
                    inside(targets, ast_pos::at(clause.pos.0), &clause.body);
                }
            }
            Statement::Select(stmt) => {
                for clause in &stmt.body.body {
                    let targets = in_case(Fallthrough::OutOfPlace);
                    inside(targets, ast_pos::at(clause.pos.0), &clause.body);
                }
            }
            _ => {}
        }
    }
}

/// Inside a plain block of a case, fallthrough is out of place (in a type switch it is worded as such).
fn inherited(fallthrough: Fallthrough) -> Fallthrough {
    match fallthrough {
        Fallthrough::TypeSwitch => Fallthrough::TypeSwitch,
        _ => Fallthrough::OutOfPlace,
    }
}

/// The position and names of the variables a statement declares.
fn declared_var(stmt: &Statement) -> Option<(Pos, String)> {
    match stmt {
        Statement::Declaration(DeclStmt::Variable(decl)) => {
            let name = decl.specs.first()?.name.first()?;
            Some((ast_pos::ident_pos(name), name.name.clone()))
        }
        Statement::Assign(assign) if assign.op == Operator::Define => {
            let names: Vec<String> = assign
                .left
                .iter()
                .map(|e: &Expression| expr_text(e))
                .collect();
            Some((ast_pos::at(assign.pos), names.join(", ")))
        }
        _ => None,
    }
}
