//! One check of every index in a program, so that the machine may trust them.
//!
//! Checked: registers lie within the frame (as far as the words an instruction touches are known from it), jump targets and indices
//! of functions, constants, types, methods and selects exist, operand instructions follow where they must, control cannot run past the
//! end. Not checked, because it depends on values: the words of channel elements and the callees of func values and methods.

use super::{CodePos, Function, Instr, Program, Reg};

/// What is wrong with a program, and where.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct VerifyError {
    /// The instruction; for errors of a whole function its first.
    pub at: CodePos,
    /// Name of the function.
    pub function: String,
    /// What is wrong.
    pub what: &'static str,
}

impl std::fmt::Display for VerifyError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "bytecode of {} at {}: {}",
            self.function, self.at.pc, self.what
        )
    }
}

type Check = Result<(), &'static str>;

/// Checks a whole program.
pub fn verify(program: &Program) -> Result<(), VerifyError> {
    let whole = |what| VerifyError {
        at: CodePos::default(),
        function: "the program".to_string(),
        what,
    };
    if program.entry as usize >= program.functions.len() {
        return Err(whole("no such entry function"));
    }
    if program
        .tests
        .iter()
        .any(|(_, func)| *func as usize >= program.functions.len())
    {
        return Err(whole("no such test function"));
    }
    let methods = program.rtypes.iter().flat_map(|ty| &ty.methods);
    if methods
        .into_iter()
        .any(|method| method.func as usize >= program.functions.len())
    {
        return Err(whole("no such method"));
    }
    for (index, function) in program.functions.iter().enumerate() {
        verify_function(program, function).map_err(|(pc, what)| VerifyError {
            at: CodePos {
                func: index as u32,
                pc,
            },
            function: function.name.clone(),
            what,
        })?;
    }
    Ok(())
}

fn verify_function(program: &Program, function: &Function) -> Result<(), (u32, &'static str)> {
    if function.params.max(function.results) > function.regs {
        return Err((0, "parameters outside the frame"));
    }
    if function.epilogue as usize >= function.code.len().max(1) {
        return Err((0, "no such epilogue"));
    }
    match function.code.last() {
        Some(Instr::Return { .. } | Instr::Jump { .. } | Instr::Panic { .. }) => {}
        _ => return Err((0, "control runs past the end")),
    }
    let checker = Checker { program, function };
    for (pc, instr) in function.code.iter().enumerate() {
        let next = function.code.get(pc + 1);
        checker
            .check(pc, instr, next)
            .map_err(|what| (pc as u32, what))?;
    }
    Ok(())
}

struct Checker<'a> {
    program: &'a Program,
    function: &'a Function,
}

impl Checker<'_> {
    fn check(&self, pc: usize, instr: &Instr, next: Option<&Instr>) -> Check {
        self.check_followed(instr, next)?;
        self.check_control(pc, instr)?;
        self.check_moves(instr, next)?;
        self.check_values(instr, next)?;
        self.check_memory(instr, next)
    }

    fn regs(&self, from: Reg, n: u32) -> Check {
        let end = u32::from(from) + n;
        if end <= u32::from(self.function.regs) {
            Ok(())
        } else {
            Err("register outside the frame")
        }
    }

    fn all(&self, regs: &[Reg]) -> Check {
        regs.iter().try_for_each(|&reg| self.regs(reg, 1))
    }

    fn target(&self, to: u32) -> Check {
        if (to as usize) < self.function.code.len() {
            Ok(())
        } else {
            Err("jump to nowhere")
        }
    }

    fn ty(&self, ty: u32) -> Result<u32, &'static str> {
        self.program
            .rtypes
            .get(ty as usize)
            .map(|ty| ty.words)
            .ok_or("no such type")
    }

    fn call(&self, func: u32, base: Reg) -> Check {
        let callee = self
            .program
            .functions
            .get(func as usize)
            .ok_or("no such function")?;
        self.regs(base, u32::from(callee.params.max(callee.results)))
    }

    /// Instructions that need an operand instruction behind them.
    fn check_followed(&self, instr: &Instr, next: Option<&Instr>) -> Check {
        let good = match instr {
            Instr::GetAt { .. }
            | Instr::SetAt { .. }
            | Instr::ElemAddr { .. }
            | Instr::InitN { .. } => {
                matches!(next, Some(Instr::Stride { .. }))
            }
            Instr::EqType { .. }
            | Instr::HashType { .. }
            | Instr::CheckKey { .. }
            | Instr::NewArray { .. } => {
                matches!(next, Some(Instr::TypeOperand { .. }))
            }
            Instr::Closure { .. } => matches!(next, Some(Instr::ClosureFunc { .. })),
            _ => true,
        };
        if good {
            Ok(())
        } else {
            Err("operand is missing")
        }
    }

    fn check_control(&self, pc: usize, instr: &Instr) -> Check {
        match *instr {
            Instr::Jump { to } => self.target(to),
            Instr::JumpIf { cond, to } | Instr::JumpIfNot { cond, to } => {
                self.target(to)?;
                self.regs(cond, 1)
            }
            Instr::Switch { index, n } => {
                let table = self
                    .function
                    .code
                    .get(pc + 1..pc + 1 + usize::from(n))
                    .ok_or("jump table past the end")?;
                if !table
                    .iter()
                    .all(|entry| matches!(entry, Instr::Jump { .. }))
                {
                    return Err("jump table with something else in it");
                }
                self.regs(index, 1)
            }
            Instr::Call { func, base } => self.call(func, base),
            Instr::CallValue { f, base } => {
                self.regs(f, 1)?;
                self.regs(base, 0)
            }
            Instr::CallMethod { recv, method, base } => {
                if usize::from(method) >= self.program.method_names.len() {
                    return Err("no such method name");
                }
                self.regs(recv, 2)?;
                self.regs(base, 1)
            }
            Instr::Return { src, n } => self.regs(src, u32::from(n)),
            Instr::Native { base, .. } | Instr::Sync { base, .. } => self.regs(base, 0),
            Instr::ClosureFunc { func } if func as usize >= self.program.functions.len() => {
                Err("no such function")
            }
            Instr::Select { dst, desc } => {
                let desc = self
                    .program
                    .selects
                    .get(desc as usize)
                    .ok_or("no such select")?;
                desc.cases.iter().try_for_each(|case| {
                    self.regs(case.ch, 1)?;
                    self.regs(case.value, 0)?;
                    self.regs(case.ok, u32::from(!case.send))
                })?;
                self.regs(dst, 1)
            }
            _ => Ok(()),
        }
    }

    fn check_moves(&self, instr: &Instr, next: Option<&Instr>) -> Check {
        let stride = match next {
            Some(Instr::Stride { n }) => *n,
            _ => 0,
        };
        match *instr {
            Instr::Int { dst, .. } | Instr::GlobalAddr { dst, .. } => self.regs(dst, 1),
            Instr::Word { dst, index } => {
                if index as usize >= self.program.words.len() {
                    return Err("no such constant");
                }
                self.regs(dst, 1)
            }
            Instr::Str { dst, index } => {
                let (at, len) = *self
                    .program
                    .strings
                    .get(index as usize)
                    .ok_or("no such string")?;
                if at as usize + len as usize > self.program.text.len() {
                    return Err("string outside the text");
                }
                self.regs(dst, 2)
            }
            Instr::Move { dst, src } => self.all(&[dst, src]),
            Instr::MoveN { dst, src, n } => {
                self.regs(dst, u32::from(n))?;
                self.regs(src, u32::from(n))
            }
            Instr::Zero { dst, n } | Instr::Captured { dst, n, .. } => self.regs(dst, u32::from(n)),
            Instr::GetAt { dst, base, index } => {
                self.regs(dst, stride)?;
                self.all(&[index])?;
                self.regs(base, stride)
            }
            Instr::SetAt { base, index, src } => {
                self.regs(src, stride)?;
                self.all(&[index])?;
                self.regs(base, stride)
            }
            Instr::Closure { dst, src, n } => {
                self.regs(dst, 1)?;
                self.regs(src, u32::from(n))
            }
            _ => Ok(()),
        }
    }

    fn check_values(&self, instr: &Instr, next: Option<&Instr>) -> Check {
        match *instr {
            Instr::Alu { dst, a, b, .. } => self.all(&[dst, a, b]),
            Instr::AluImm { dst, a, .. }
            | Instr::Unary { dst, a, .. }
            | Instr::Wrap { dst, a, .. } => self.all(&[dst, a]),
            Instr::CheckShift { a } | Instr::NilCheck { a } => self.regs(a, 1),
            Instr::Complex { dst, a, b, .. }
            | Instr::ComplexF32 { dst, a, b, .. }
            | Instr::StrCat { dst, a, b } => {
                [dst, a, b].iter().try_for_each(|&reg| self.regs(reg, 2))
            }
            Instr::StrCmp { dst, a, b, .. } | Instr::IfaceEq { dst, a, b } => {
                self.regs(dst, 1)?;
                self.regs(a, 2)?;
                self.regs(b, 2)
            }
            Instr::StrIndex { dst, s, index } => {
                self.regs(s, 2)?;
                self.all(&[dst, index])
            }
            Instr::StrSlice { dst, s, lo } => {
                [dst, s, lo].iter().try_for_each(|&reg| self.regs(reg, 2))
            }
            Instr::StrRune { dst, s, at } => {
                self.regs(dst, 2)?;
                self.regs(s, 2)?;
                self.regs(at, 1)
            }
            Instr::Defer { f } | Instr::Go { f } => self.regs(f, 1),
            Instr::DeferToken { dst } => self.regs(dst, 1),
            Instr::DeferAt { f, token } => self.all(&[f, token]),
            Instr::Panic { a } => self.regs(a, 2),
            Instr::Recover { dst } => self.regs(dst, 2),
            Instr::Fault { a, .. } => self.regs(a, 1),
            Instr::MakeIface { dst, src, ty } => {
                self.regs(dst, 2)?;
                self.regs(src, self.ty(u32::from(ty))?)
            }
            Instr::IsType { dst, a, ty } | Instr::Implements { dst, a, ty } => {
                self.ty(u32::from(ty))?;
                self.regs(dst, 1)?;
                self.regs(a, 2)
            }
            Instr::Unbox { dst, a, ty } => {
                self.regs(dst, self.ty(u32::from(ty))?)?;
                self.regs(a, 2)
            }
            Instr::AssertFail { a, to, iface } => {
                self.ty(u32::from(to))?;
                self.ty(u32::from(iface))?;
                self.regs(a, 2)
            }
            Instr::EqType { dst, a, b } => {
                let words = self.operand_words(next)?;
                self.regs(dst, 1)?;
                self.regs(a, words)?;
                self.regs(b, words)
            }
            Instr::HashType { dst, a, b } => {
                self.regs(a, self.operand_words(next)?)?;
                self.all(&[dst, b])
            }
            Instr::CheckKey { a } => self.regs(a, self.operand_words(next)?),
            Instr::TypeOperand { ty } => self.ty(ty).map(|_| ()),
            _ => Ok(()),
        }
    }

    fn operand_words(&self, next: Option<&Instr>) -> Result<u32, &'static str> {
        match next {
            Some(Instr::TypeOperand { ty }) => self.ty(*ty),
            _ => Err("operand is missing"),
        }
    }

    fn check_memory(&self, instr: &Instr, next: Option<&Instr>) -> Check {
        match *instr {
            Instr::New { dst, ty } => {
                self.ty(ty)?;
                self.regs(dst, 1)
            }
            Instr::NewArray { dst, n } => self.all(&[dst, n]),
            Instr::FieldAddr { dst, a, .. } | Instr::Load { dst, a, .. } => self.all(&[dst, a]),
            Instr::ElemAddr { dst, a, index } => self.all(&[dst, a, index]),
            Instr::Bounds { index, len } => self.all(&[index, len]),
            Instr::BoundsImm { index, .. } => self.regs(index, 1),
            Instr::SliceBounds { a, b, .. } => {
                self.regs(a, 3)?;
                self.regs(b, 1)
            }
            Instr::Store { a, src, .. } | Instr::Init { a, src, .. } => self.all(&[a, src]),
            Instr::InitN { a, src, .. } => {
                let words = match next {
                    Some(Instr::Stride { n }) => *n,
                    _ => return Err("operand is missing"),
                };
                self.regs(a, 1)?;
                self.regs(src, words)
            }
            Instr::MakeChan { dst, cap, ty } => {
                self.ty(u32::from(ty))?;
                self.all(&[dst, cap])
            }
            Instr::Send { ch, .. } | Instr::Close { ch } => self.regs(ch, 1),
            Instr::Recv { ch, ok, .. } => self.all(&[ch, ok]),
            Instr::ChanLen { dst, ch } | Instr::ChanCap { dst, ch } => self.all(&[dst, ch]),
            _ => Ok(()),
        }
    }
}
