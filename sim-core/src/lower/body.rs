//! One function under construction: its instructions, registers, labels, positions and variables.
//!
//! Registers are handed out as a stack. A variable keeps its registers until its block ends, a temporary until the expression
//! or statement that needed it is done ([`Body::mark`], [`Body::release`]). The first registers hold the parameters, then
//! the captured words of a closure, then the results if they are variables.
//!
//! Invariant: jump targets are label numbers until [`Body::finish`] replaces them by instruction numbers.

mod frame;

pub(super) use frame::lower_func;

use rustc_hash::FxHashMap;

use super::unit::Unit;
use crate::bytecode::{Alu, Function, Instr, Line, LocalInfo, RTypeId, Reg, Storage};
use crate::check::typed::{self, Expr, LabelId, LocalId};
use crate::check::types::TypeId;
use crate::source::Pos;

/// A value with more words than this that is assigned from memory to memory is copied in one transition.
pub(super) const COPIED_WORDS_MAX: u32 = 4096;

/// Variables with more words than this live in memory even if they do not escape.
pub(super) const REGISTER_WORDS_MAX: u32 = 64;

/// Registers a frame may have.
pub(super) const FRAME_WORDS_MAX: u32 = 60_000;

/// The register `words` behind another. Values that do not fit a frame have been reported when registers were taken for them;
/// the result is clamped so that nothing overflows until then.
pub(super) fn after(reg: Reg, words: u32) -> Reg {
    reg_of(u32::from(reg).saturating_add(words))
}

/// The register at a height of the stack.
pub(super) fn reg_of(height: u32) -> Reg {
    height.min(FRAME_WORDS_MAX) as Reg
}

/// A jump target that is not known yet.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Label(u32);

/// Where a variable is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Var {
    /// In registers from here on.
    Regs(Reg),
    /// In memory; the register holds the address.
    Cell(Reg),
}

/// Labels of a statement that break and continue can name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Jumps {
    pub(super) on_break: Label,
    pub(super) on_continue: Option<Label>,
}

/// A function under construction.
pub(super) struct Body<'u, 'p> {
    pub(super) unit: &'u mut Unit<'p>,
    /// The function of the program whose body this is; none for a synthesized one.
    pub(super) func: Option<&'p typed::Func>,
    code: Vec<Instr>,
    lines: Vec<Line>,
    fault_bytes: Vec<(u32, u64)>,
    unsigned_bounds: Vec<(u32, u8)>,
    infos: Vec<LocalInfo>,
    /// Infos of variables whose block is still open, with the register watermark under which they lie.
    open_infos: Vec<usize>,
    top: u32,
    max: u32,
    vars: Vec<Option<Var>>,
    labels: Vec<Option<u32>>,
    /// Cells of variables that the statement under way declares, until their values are known.
    pub(super) later_cells: Vec<(LocalId, Reg)>,
    jumps: FxHashMap<LabelId, Jumps>,
    gotos: FxHashMap<LabelId, Label>,
    /// Values computed ahead of the expression they belong to (see `hoist.rs`), by the address of the expression.
    pub(super) hoisted: FxHashMap<*const Expr, Reg>,
    /// Where the values are that [`ExprKind::Part`](crate::check::typed::ExprKind::Part) numbers.
    pub(super) parts: Vec<Reg>,
    /// Most exact position, and start of the statement, of the instructions that follow.
    pub(super) pos: Pos,
    pub(super) stmt: Pos,
    /// Register of the first result variable and the label that runs defers, when the function has defers.
    pub(super) results: Vec<LocalId>,
    pub(super) epilogue: Option<Label>,
    pub(super) captures: Reg,
    /// Slice variables whose first append in the text is still to come and may use a buffer (see `stack_slice.rs`): the register that
    /// says whether it is in use, and its elements.
    pub(super) buffers: FxHashMap<LocalId, (Reg, u64)>,
}

/// What a finished body is called and how it is called.
pub(super) struct Shape {
    pub(super) name: String,
    pub(super) params: u32,
    pub(super) results: u32,
    pub(super) wrapper: bool,
    pub(super) prelude: bool,
    pub(super) pos: Pos,
}

impl<'u, 'p> Body<'u, 'p> {
    /// An empty body whose first `params` registers are taken.
    pub(super) fn new(
        unit: &'u mut Unit<'p>,
        func: Option<&'p typed::Func>,
        params: u32,
    ) -> Body<'u, 'p> {
        let (locals, pos) = func.map_or((0, Pos::NONE), |func| (func.locals.len(), func.pos));
        let mut body = Body {
            unit,
            func,
            code: Vec::new(),
            lines: Vec::new(),
            fault_bytes: Vec::new(),
            unsigned_bounds: Vec::new(),
            infos: Vec::new(),
            open_infos: Vec::new(),
            top: 0,
            max: 0,
            vars: vec![None; locals],
            labels: Vec::new(),
            later_cells: Vec::new(),
            jumps: FxHashMap::default(),
            gotos: FxHashMap::default(),
            hoisted: FxHashMap::default(),
            parts: Vec::new(),
            pos,
            stmt: pos,
            results: Vec::new(),
            epilogue: None,
            captures: 0,
            buffers: FxHashMap::default(),
        };
        body.alloc(params);
        body
    }

    // ── instructions and positions ──

    /// Adds an instruction at the present position.
    pub(super) fn emit(&mut self, instr: Instr) {
        if !self.unit.count_instruction() {
            return;
        }
        let line = Line {
            pc: self.code.len() as u32,
            pos: self.pos,
            stmt: self.stmt,
        };
        let same = self
            .lines
            .last()
            .is_some_and(|last| last.pos == line.pos && last.stmt == line.stmt);
        if !same {
            self.lines.push(line);
        }
        self.code.push(instr);
    }

    /// Notes which bounds the next instruction checks are unsigned, for the text of its panic.
    pub(super) fn unsigned_bounds(&mut self, bits: u8) {
        if bits != 0 {
            self.unsigned_bounds.push((self.pc(), bits));
        }
    }

    /// Notes that a nil fault of the next instruction has an address of its own.
    pub(super) fn note_fault(&mut self, bytes: u64) {
        if bytes != 0 {
            self.fault_bytes.push((self.pc(), bytes));
        }
    }

    /// The number of the next instruction.
    pub(super) fn pc(&self) -> u32 {
        self.code.len() as u32
    }

    /// Records why this program cannot be lowered.
    pub(super) fn fail(&mut self, message: impl Into<String>) {
        let pos = self.pos;
        self.unit.fail(pos, message);
    }

    // ── registers ──

    /// Takes `words` consecutive registers.
    pub(super) fn alloc(&mut self, words: u32) -> Reg {
        let at = self.top;
        let top = at.saturating_add(words);
        if top > FRAME_WORDS_MAX {
            self.fail("function needs more registers than the simulator has (values too large?)");
            return 0;
        }
        self.top = top;
        self.max = self.max.max(top);
        reg_of(at)
    }

    /// Takes registers for a value of a type.
    pub(super) fn alloc_for(&mut self, ty: TypeId) -> Reg {
        let words = self.words(ty);
        self.alloc(words)
    }

    /// `dst`, or new registers for a value of a type.
    pub(super) fn dst_or_alloc(&mut self, dst: Option<Reg>, ty: TypeId) -> Reg {
        match dst {
            Some(dst) => dst,
            None => self.alloc_for(ty),
        }
    }

    /// The present height of the register stack.
    pub(super) fn mark(&self) -> u32 {
        self.top
    }

    /// Gives back all registers taken since `mark`.
    pub(super) fn release(&mut self, mark: u32) {
        self.top = mark;
    }

    /// Words of a type.
    pub(super) fn words(&self, ty: TypeId) -> u32 {
        self.unit.layout(ty).words
    }

    /// Copies n registers, as if all at once.
    pub(super) fn move_regs(&mut self, dst: Reg, src: Reg, n: u32) {
        match n {
            _ if dst == src => {}
            0 => {}
            1 => self.emit(Instr::Move { dst, src }),
            n => self.emit(Instr::MoveN {
                dst,
                src,
                n: n as u16,
            }),
        }
    }

    /// Zeroes n registers.
    pub(super) fn zero_regs(&mut self, dst: Reg, n: u32) {
        match n {
            0 => {}
            1 => self.emit(Instr::Int { dst, value: 0 }),
            n => self.emit(Instr::Zero { dst, n: n as u16 }),
        }
    }

    /// Loads an integer constant.
    pub(super) fn int(&mut self, dst: Reg, value: u64) {
        match i32::try_from(value as i64) {
            Ok(value) => self.emit(Instr::Int { dst, value }),
            Err(_) => {
                let index = self.unit.word(value);
                self.emit(Instr::Word { dst, index });
            }
        }
    }

    /// A new register with an integer constant.
    pub(super) fn int_reg(&mut self, value: u64) -> Reg {
        let dst = self.alloc(1);
        self.int(dst, value);
        dst
    }

    /// `dst = a op imm`, with the constant in a register when it is too long.
    pub(super) fn alu_imm(&mut self, op: Alu, dst: Reg, a: Reg, imm: u64) {
        match i16::try_from(imm as i64) {
            Ok(imm) => self.emit(Instr::AluImm { op, dst, a, imm }),
            Err(_) => {
                let mark = self.mark();
                let b = self.int_reg(imm);
                self.emit(Instr::Alu { op, dst, a, b });
                self.release(mark);
            }
        }
    }

    // ── labels ──

    pub(super) fn label(&mut self) -> Label {
        self.labels.push(None);
        Label(self.labels.len() as u32 - 1)
    }

    /// The label stands before the next instruction.
    pub(super) fn bind(&mut self, label: Label) {
        let pc = self.pc();
        if let Some(slot) = self.labels.get_mut(label.0 as usize) {
            *slot = Some(pc);
        }
    }

    pub(super) fn jump(&mut self, to: Label) {
        self.emit(Instr::Jump { to: to.0 });
    }

    pub(super) fn jump_if(&mut self, cond: Reg, to: Label) {
        self.emit(Instr::JumpIf { cond, to: to.0 });
    }

    pub(super) fn jump_if_not(&mut self, cond: Reg, to: Label) {
        self.emit(Instr::JumpIfNot { cond, to: to.0 });
    }

    /// Declares what break and continue of a statement mean, and returns it.
    pub(super) fn open_jumps(&mut self, id: LabelId, with_continue: bool) -> Jumps {
        let jumps = Jumps {
            on_break: self.label(),
            on_continue: with_continue.then(|| self.label()),
        };
        self.jumps.insert(id, jumps);
        jumps
    }

    pub(super) fn jumps(&self, id: LabelId) -> Option<Jumps> {
        self.jumps.get(&id).copied()
    }

    /// The label that goto `id` means.
    pub(super) fn goto_label(&mut self, id: LabelId) -> Label {
        if let Some(&label) = self.gotos.get(&id) {
            return label;
        }
        let label = self.label();
        self.gotos.insert(id, label);
        label
    }

    // ── variables ──

    /// The declaration of a variable.
    pub(super) fn local(&self, id: LocalId) -> Option<&'p typed::Local> {
        self.func.and_then(|func| func.locals.get(id.0 as usize))
    }

    /// Where a variable is. One that was never declared gets registers (a failure of the checker, reported).
    pub(super) fn var(&mut self, id: LocalId) -> Var {
        if let Some(Some(var)) = self.vars.get(id.0 as usize) {
            return *var;
        }
        let name = self
            .local(id)
            .map_or("", |local| local.name.as_str())
            .to_string();
        self.fail(format!(
            "internal error: variable {name} is used before its declaration"
        ));
        Var::Regs(0)
    }

    /// Whether a register belongs to a variable, so that a later assignment may change it.
    pub(super) fn is_variable_reg(&self, reg: Reg) -> bool {
        self.vars.iter().enumerate().any(|(index, var)| match var {
            Some(Var::Regs(start)) => {
                let words = self
                    .local(LocalId(index as u32))
                    .map_or(0, |local| self.words(local.ty));
                (u32::from(*start)..u32::from(*start) + words).contains(&u32::from(reg))
            }
            _ => false,
        })
    }

    /// Whether a variable must live in memory.
    pub(super) fn lives_in_memory(&self, local: &typed::Local) -> bool {
        local.escapes() || self.words(local.ty) > REGISTER_WORDS_MAX
    }

    /// Tells where a variable is from here on.
    pub(super) fn place_var(&mut self, id: LocalId, var: Var) {
        if let Some(slot) = self.vars.get_mut(id.0 as usize) {
            *slot = Some(var);
        }
        let Some(local) = self.local(id) else {
            return;
        };
        if local.name.is_empty() || local.name == "_" || local.name.starts_with('.') {
            return;
        }
        let storage = match var {
            Var::Regs(reg) => Storage::Regs(reg),
            Var::Cell(reg) => Storage::Cell(reg),
        };
        let ty = RTypeId(self.unit.rtype(local.ty));
        let (from, name, pos) = (self.pc(), local.name.clone(), local.pos);
        self.open_infos.push(self.infos.len());
        self.infos.push(LocalInfo {
            name,
            ty,
            storage,
            from,
            to: u32::MAX,
            pos,
        });
    }

    /// Makes registers known to inspection as a variable of the compiler's own, up to the end of the block. Its name begins with a dot.
    pub(super) fn hidden_var(&mut self, name: &str, ty: TypeId, reg: Reg) {
        let info = LocalInfo {
            name: name.to_string(),
            ty: RTypeId(self.unit.rtype(ty)),
            storage: Storage::Regs(reg),
            from: self.pc(),
            to: u32::MAX,
            pos: self.pos,
        };
        self.open_infos.push(self.infos.len());
        self.infos.push(info);
    }

    /// Declares a variable with registers of its own: either for its words or for the address of a new cell.
    /// The words are not initialised; the cell is zero.
    pub(super) fn declare(&mut self, id: LocalId) -> Var {
        let Some(local) = self.local(id) else {
            return Var::Regs(0);
        };
        let var = if self.lives_in_memory(local) {
            let dst = self.alloc(1);
            self.emit_new(dst, local.ty);
            Var::Cell(dst)
        } else {
            Var::Regs(self.alloc_for(local.ty))
        };
        self.place_var(id, var);
        var
    }

    /// Allocates a zeroed object.
    pub(super) fn emit_new(&mut self, dst: Reg, ty: TypeId) {
        let ty = self.unit.rtype(ty);
        self.emit(Instr::New { dst, ty });
    }

    /// Runs `f` as a block: variables it declares end with it.
    pub(super) fn block(&mut self, f: impl FnOnce(&mut Self)) {
        let (mark, infos) = (self.mark(), self.open_infos.len());
        f(self);
        let pc = self.pc();
        for index in self.open_infos.split_off(infos) {
            if let Some(info) = self.infos.get_mut(index) {
                info.to = pc;
            }
        }
        self.release(mark);
    }

    // ── the end ──

    /// Resolves labels and makes the function.
    pub(super) fn finish(mut self, shape: Shape) -> Function {
        if shape.params.max(shape.results) > self.max {
            self.max = shape.params.max(shape.results);
        }
        let end = self.pc();
        let target = |label: u32| self.labels.get(label as usize).copied().flatten();
        let mut unbound = false;
        for instr in &mut self.code {
            if let Instr::Jump { to } | Instr::JumpIf { to, .. } | Instr::JumpIfNot { to, .. } =
                instr
            {
                unbound |= target(*to).is_none();
                *to = target(*to).unwrap_or(0);
            }
        }
        for info in &mut self.infos {
            info.to = info.to.min(end);
        }
        let epilogue = self.epilogue.and_then(|label| target(label.0)).unwrap_or(0);
        if unbound {
            self.unit.fail(
                shape.pos,
                format!("internal error: a label of {} stands nowhere", shape.name),
            );
        }
        Function {
            name: shape.name,
            code: self.code,
            regs: self.max as u16,
            params: shape.params as u16,
            results: shape.results as u16,
            lines: self.lines,
            locals: self.infos,
            prelude: shape.prelude,
            wrapper: shape.wrapper,
            epilogue,
            fault_bytes: self.fault_bytes,
            unsigned_bounds: self.unsigned_bounds,
            pos: shape.pos,
        }
    }
}

/// Words of a list of types.
pub(super) fn words_of(unit: &Unit<'_>, types: impl IntoIterator<Item = TypeId>) -> u32 {
    types
        .into_iter()
        .fold(0u32, |sum, ty| sum.saturating_add(unit.layout(ty).words))
}

impl Shape {
    /// The shape of a function that exists only because something failed.
    pub(super) fn none() -> Shape {
        Shape {
            name: String::new(),
            params: 0,
            results: 0,
            wrapper: true,
            prelude: true,
            pos: Pos::NONE,
        }
    }
}
