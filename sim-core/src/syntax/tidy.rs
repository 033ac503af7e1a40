//! Turns a tree as gosyn builds it into the tree that the rest of the front end relies on.
//!
//! After [`tidy`]:
//! - every position is a global byte offset of the *original* source (gosyn's are offsets into the text it was given);
//! - `struct{…}` and `map[K]V` are positioned at their keyword, `<-chan T` at its arrow, an interface's method signature at
//!   its `(` (gosyn: the brace, the bracket, the keyword, 0);
//! - an instantiation with several arguments is an `IndexList`, also where a type is expected (gosyn: `Index` of a `List`);
//! - where only a type can stand there are no parentheses around it, as gc has it;
//! - statement lists have no empty statements (gosyn adds one after every block), but a label still labels one;
//! - a method has its type parameters (gosyn gets them as a function's, see `canonical`);
//! - documentation and comments are dropped;
//! - names and literals have their own spelling again, and what was inserted for gosyn is gone (see `canonical`).
//!
//! The recursion is bounded: the recogniser has bounded the height of the tree before gosyn sees the text.

use gosyn::ast::*;
use gosyn::token::Operator;

/// How positions of the text that gosyn parsed relate to the source.
pub trait Positions {
    /// The global byte offset for a position that gosyn gave to a token.
    fn global(&self, gosyn_pos: usize) -> usize;
    /// The same for the token *before* the one at that position.
    fn global_of_previous(&self, gosyn_pos: usize) -> usize;
    /// The source of the token at a position; `None` when it was inserted.
    fn spelling(&self, gosyn_pos: usize) -> Option<&str>;
    /// Whether the token at a position was inserted.
    fn is_inserted(&self, gosyn_pos: usize) -> bool;
}

/// Tidies a whole file (see the module's text).
pub fn tidy(file: &mut File, positions: &dyn Positions) {
    Tidy { positions }.file(file);
}

/// The walk over the tree.
struct Tidy<'a> {
    positions: &'a dyn Positions,
}

impl Tidy<'_> {
    fn pos(&self, pos: &mut usize) {
        *pos = self.positions.global(*pos);
    }

    fn pair(&self, pos: &mut (usize, usize)) {
        self.pos(&mut pos.0);
        self.pos(&mut pos.1);
    }

    fn file(&self, file: &mut File) {
        file.docs.clear();
        file.comments.clear();
        self.ident(&mut file.pkg_name);
        self.reunite_methods(&mut file.decl);
        for import in &mut file.imports {
            import.name.iter_mut().for_each(|name| self.ident(name));
            self.string(&mut import.path);
        }
        for decl in &mut file.decl {
            match decl {
                Declaration::Function(decl) => self.func_decl(decl),
                Declaration::Type(decl) => self.type_decl(decl),
                Declaration::Const(decl) => self.const_decl(decl),
                Declaration::Variable(decl) => self.var_decl(decl),
            }
        }
    }

    /// Gives methods the type parameters that `canonical` put into declarations of their own, right before them.
    fn reunite_methods(&self, decls: &mut Vec<Declaration>) {
        let mut params = None;
        decls.retain_mut(|decl| {
            let Declaration::Function(func) = decl else {
                return true;
            };
            if self.positions.is_inserted(func.typ.pos) {
                params = Some(std::mem::take(&mut func.typ.typ_params));
                return false;
            }
            if let Some(params) = params.take() {
                func.typ.typ_params = params;
            }
            true
        });
    }

    fn ident(&self, ident: &mut Ident) {
        self.spelling(ident.pos, &mut ident.name);
        self.pos(&mut ident.pos);
    }

    /// Puts the source's spelling in place of a stand-in.
    fn spelling(&self, gosyn_pos: usize, text: &mut String) {
        if let Some(spelling) = self.positions.spelling(gosyn_pos) {
            spelling.clone_into(text);
        }
    }

    fn string(&self, literal: &mut StringLit) {
        self.spelling(literal.pos, &mut literal.value);
        self.pos(&mut literal.pos);
    }

    fn func_decl(&self, decl: &mut FuncDecl) {
        decl.docs.clear();
        decl.recv.iter_mut().for_each(|recv| self.field_list(recv));
        self.ident(&mut decl.name);
        self.func_type(&mut decl.typ);
        decl.body.iter_mut().for_each(|body| self.block(body));
    }

    fn decl_head<T>(&self, decl: &mut Decl<T>) {
        decl.docs.clear();
        self.pos(&mut decl.pos0);
        decl.pos1.iter_mut().for_each(|pos| self.pair(pos));
    }

    fn type_decl(&self, decl: &mut Decl<TypeSpec>) {
        self.decl_head(decl);
        for spec in &mut decl.specs {
            spec.docs.clear();
            self.ident(&mut spec.name);
            self.field_list(&mut spec.params);
            self.typ(&mut spec.typ);
        }
    }

    fn const_decl(&self, decl: &mut Decl<ConstSpec>) {
        self.decl_head(decl);
        for spec in &mut decl.specs {
            spec.docs.clear();
            self.value_spec(&mut spec.name, &mut spec.typ, &mut spec.values);
        }
    }

    fn var_decl(&self, decl: &mut Decl<VarSpec>) {
        self.decl_head(decl);
        for spec in &mut decl.specs {
            spec.docs.clear();
            self.value_spec(&mut spec.name, &mut spec.typ, &mut spec.values);
        }
    }

    fn value_spec(
        &self,
        names: &mut [Ident],
        typ: &mut Option<Expression>,
        values: &mut [Expression],
    ) {
        names.iter_mut().for_each(|name| self.ident(name));
        typ.iter_mut().for_each(|typ| self.typ(typ));
        self.exprs(values);
    }

    fn field_list(&self, list: &mut FieldList) {
        list.pos.iter_mut().for_each(|pos| self.pair(pos));
        list.list.iter_mut().for_each(|field| self.field(field));
    }

    fn field(&self, field: &mut Field) {
        field.comments.clear();
        field.name.iter_mut().for_each(|name| self.ident(name));
        field.tag.iter_mut().for_each(|tag| self.string(tag));
        self.typ(&mut field.typ);
    }

    fn func_type(&self, typ: &mut FuncType) {
        self.pos(&mut typ.pos);
        self.field_list(&mut typ.typ_params);
        self.field_list(&mut typ.params);
        self.field_list(&mut typ.result);
    }

    /// Methods have no `func` keyword: their signature begins at its parameters.
    fn method(&self, field: &mut Field) {
        let is_method = !field.name.is_empty();
        if let (true, Expression::TypeFunction(typ)) = (is_method, &mut field.typ) {
            typ.pos = typ.params.pos.map_or(typ.pos, |(open, _)| open);
        }
        self.field(field);
    }

    /// An expression where only a type can stand: gc does not keep parentheses there.
    fn typ(&self, typ: &mut Expression) {
        self.unwrap_inserted(typ);
        while let Expression::Paren(paren) = typ {
            let inner = std::mem::replace(paren.expr.as_mut(), Expression::List(Vec::new()));
            *typ = inner;
        }
        self.expr(typ);
    }

    fn exprs(&self, list: &mut [Expression]) {
        list.iter_mut().for_each(|expr| self.expr(expr));
    }

    fn option(&self, expr: &mut Option<Box<Expression>>) {
        expr.iter_mut().for_each(|expr| self.expr(expr));
    }

    fn expr(&self, expr: &mut Expression) {
        self.unwrap_inserted(expr);
        match expr {
            Expression::Ident(x) => self.ident(x),
            Expression::BasicLit(x) => {
                self.spelling(x.pos, &mut x.value);
                self.pos(&mut x.pos);
            }
            Expression::Call(x) => self.call(x),
            Expression::Index(_) => self.index(expr),
            Expression::IndexList(x) => {
                self.pair(&mut x.pos);
                self.expr(&mut x.left);
                self.exprs(&mut x.indices);
            }
            Expression::Slice(x) => {
                self.pair(&mut x.pos);
                self.expr(&mut x.left);
                x.index.iter_mut().for_each(|index| self.option(index));
            }
            Expression::FuncLit(x) => {
                self.func_type(&mut x.typ);
                self.block(&mut x.body);
            }
            Expression::Ellipsis(x) => {
                self.pos(&mut x.pos);
                x.elt.iter_mut().for_each(|typ| self.typ(typ));
            }
            Expression::Selector(x) => {
                self.pos(&mut x.pos);
                self.expr(&mut x.x);
                self.ident(&mut x.sel);
            }
            Expression::Range(x) => {
                self.pos(&mut x.pos);
                self.expr(&mut x.right);
            }
            Expression::Star(x) => {
                self.pos(&mut x.pos);
                self.expr(&mut x.right);
            }
            Expression::Paren(x) => {
                self.pair(&mut x.pos);
                self.expr(&mut x.expr);
            }
            Expression::TypeAssert(x) => {
                self.pair(&mut x.pos);
                self.expr(&mut x.left);
                x.right.iter_mut().for_each(|typ| self.typ(typ));
            }
            Expression::CompositeLit(x) => {
                self.expr(&mut x.typ);
                self.literal_value(&mut x.val);
            }
            Expression::List(list) => self.exprs(list),
            Expression::Operation(x) => {
                self.pos(&mut x.pos);
                self.expr(&mut x.x);
                self.option(&mut x.y);
            }
            other => self.type_literal(other),
        }
    }

    /// Takes away parentheses and interfaces that were put around something only for gosyn.
    fn unwrap_inserted(&self, expr: &mut Expression) {
        let inner = match expr {
            Expression::Paren(x) if self.positions.is_inserted(x.pos.0) => Some(std::mem::replace(
                x.expr.as_mut(),
                Expression::List(Vec::new()),
            )),
            Expression::TypeInterface(x) if self.positions.is_inserted(x.pos) => {
                x.methods.list.pop().map(|element| element.typ)
            }
            _ => None,
        };
        if let Some(inner) = inner {
            *expr = inner;
        }
    }

    fn call(&self, call: &mut Call) {
        self.pair(&mut call.pos);
        call.dots.iter_mut().for_each(|dots| self.pos(dots));
        self.expr(&mut call.func);
        self.exprs(&mut call.args);
    }

    /// `x[i]`, and `T[A, B]` where gosyn expected a type.
    fn index(&self, expr: &mut Expression) {
        let Expression::Index(x) = expr else { return };
        self.pair(&mut x.pos);
        self.expr(&mut x.left);
        self.expr(&mut x.index);
        if let Expression::List(list) = x.index.as_mut() {
            let indices = std::mem::take(list);
            let left = std::mem::replace(&mut x.left, Box::new(Expression::List(Vec::new())));
            *expr = Expression::IndexList(IndexList {
                pos: x.pos,
                left,
                indices,
            });
        }
    }

    fn literal_value(&self, value: &mut LiteralValue) {
        self.pair(&mut value.pos);
        for element in &mut value.values {
            element.key.iter_mut().for_each(|key| self.element(key));
            self.element(&mut element.val);
        }
    }

    fn element(&self, element: &mut Element) {
        match element {
            Element::Expr(expr) => self.expr(expr),
            Element::LitValue(value) => self.literal_value(value),
        }
    }

    fn type_literal(&self, expr: &mut Expression) {
        match expr {
            Expression::TypeMap(x) => {
                x.pos = (
                    self.positions.global_of_previous(x.pos.0),
                    self.positions.global(x.pos.1),
                );
                self.typ(&mut x.key);
                self.typ(&mut x.val);
            }
            Expression::TypeArray(x) => {
                self.pair(&mut x.pos);
                self.expr(&mut x.len);
                self.typ(&mut x.typ);
            }
            Expression::TypeSlice(x) => {
                self.pair(&mut x.pos);
                self.typ(&mut x.typ);
            }
            Expression::TypeFunction(x) => self.func_type(x),
            Expression::TypeStruct(x) => {
                x.pos = (
                    self.positions.global_of_previous(x.pos.0),
                    self.positions.global(x.pos.1),
                );
                x.fields.iter_mut().for_each(|field| self.field(field));
            }
            Expression::TypeChannel(x) => {
                self.pair(&mut x.pos);
                if x.dir == Some(ChanMode::Recv) {
                    x.pos = (x.pos.0.min(x.pos.1), x.pos.0.max(x.pos.1));
                }
                self.typ(&mut x.typ);
            }
            Expression::TypePointer(x) => {
                self.pos(&mut x.pos);
                self.typ(&mut x.typ);
            }
            Expression::TypeInterface(x) => {
                self.pos(&mut x.pos);
                x.methods.pos.iter_mut().for_each(|pos| self.pair(pos));
                x.methods
                    .list
                    .iter_mut()
                    .for_each(|method| self.method(method));
            }
            _ => {}
        }
    }

    fn block(&self, block: &mut BlockStmt) {
        self.pair(&mut block.pos);
        self.stmts(&mut block.list);
    }

    fn stmts(&self, list: &mut Vec<Statement>) {
        list.retain(|stmt| !matches!(stmt, Statement::Empty(_)));
        list.iter_mut().for_each(|stmt| self.stmt(stmt));
    }

    fn boxed(&self, stmt: &mut Option<Box<Statement>>) {
        stmt.iter_mut().for_each(|stmt| self.stmt(stmt));
    }

    fn stmt(&self, stmt: &mut Statement) {
        match stmt {
            Statement::Go(x) => {
                self.pos(&mut x.pos);
                self.call(&mut x.call);
            }
            Statement::Defer(x) => {
                self.pos(&mut x.pos);
                self.call(&mut x.call);
            }
            Statement::Send(x) => {
                self.pos(&mut x.pos);
                self.expr(&mut x.chan);
                self.expr(&mut x.value);
            }
            Statement::Expr(x) => self.expr(&mut x.expr),
            Statement::Block(x) => self.block(x),
            Statement::Empty(x) => self.pos(&mut x.pos),
            Statement::Label(x) => {
                self.pos(&mut x.pos);
                self.ident(&mut x.name);
                self.stmt(&mut x.stmt);
            }
            Statement::IncDec(x) => {
                self.pos(&mut x.pos);
                self.expr(&mut x.expr);
            }
            Statement::Assign(x) => {
                x.left.retain(|target| !self.is_padding(target));
                self.assign_op(x.pos, &mut x.op);
                self.pos(&mut x.pos);
                self.exprs(&mut x.left);
                self.exprs(&mut x.right);
            }
            Statement::Return(x) => {
                self.pos(&mut x.pos);
                self.exprs(&mut x.ret);
            }
            Statement::Branch(x) => {
                self.pos(&mut x.pos);
                x.ident.iter_mut().for_each(|label| self.ident(label));
            }
            Statement::Declaration(DeclStmt::Type(decl)) => self.type_decl(decl),
            Statement::Declaration(DeclStmt::Const(decl)) => self.const_decl(decl),
            Statement::Declaration(DeclStmt::Variable(decl)) => self.var_decl(decl),
            other => self.control(other),
        }
    }

    /// Makes a definition of what gosyn was shown as an assignment.
    fn assign_op(&self, gosyn_pos: usize, op: &mut Operator) {
        if self.positions.spelling(gosyn_pos) == Some(":=") {
            *op = Operator::Define;
        }
    }

    /// Whether an assignment's target is there only to please gosyn.
    fn is_padding(&self, target: &Expression) -> bool {
        matches!(target, Expression::Ident(name) if self.positions.is_inserted(name.pos))
    }

    /// Statements with a header and blocks.
    fn control(&self, stmt: &mut Statement) {
        match stmt {
            Statement::If(x) => {
                self.pos(&mut x.pos);
                self.boxed(&mut x.init);
                self.expr(&mut x.cond);
                self.block(&mut x.body);
                self.boxed(&mut x.else_);
            }
            Statement::For(x) => {
                self.pos(&mut x.pos);
                self.boxed(&mut x.init);
                self.boxed(&mut x.cond);
                self.boxed(&mut x.post);
                self.block(&mut x.body);
            }
            Statement::Range(x) => {
                self.pair(&mut x.pos);
                if let Some((pos, op)) = &mut x.op {
                    self.assign_op(*pos, op);
                    self.pos(pos);
                }
                x.key.iter_mut().for_each(|key| self.expr(key));
                x.value.iter_mut().for_each(|value| self.expr(value));
                self.expr(&mut x.expr);
                self.block(&mut x.body);
            }
            Statement::Switch(x) => {
                self.pos(&mut x.pos);
                self.boxed(&mut x.init);
                x.tag.iter_mut().for_each(|tag| self.expr(tag));
                self.cases(&mut x.block);
            }
            Statement::TypeSwitch(x) => {
                self.pos(&mut x.pos);
                self.boxed(&mut x.init);
                self.boxed(&mut x.tag);
                self.cases(&mut x.block);
            }
            Statement::Select(x) => {
                self.pos(&mut x.pos);
                self.pair(&mut x.body.pos);
                for clause in &mut x.body.body {
                    self.pair(&mut clause.pos);
                    self.boxed(&mut clause.comm);
                    self.stmts(&mut clause.body);
                }
            }
            _ => {}
        }
    }

    fn cases(&self, block: &mut CaseBlock) {
        self.pair(&mut block.pos);
        for clause in &mut block.body {
            self.pair(&mut clause.pos);
            self.exprs(&mut clause.list);
            self.stmts(&mut clause.body);
        }
    }
}
