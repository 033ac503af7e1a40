//! A readable listing of bytecode, for snapshot tests and for looking at what the lowering made.
//!
//! One line per instruction: number, what happens, and the source line where it changes. Visible instructions are marked with `*`.

use std::fmt::Write;

use super::{Function, Instr, Program, Reg, SelectDesc, Storage};

/// Lists all functions for which `wanted` holds.
pub fn program(program: &Program, wanted: impl Fn(&Function) -> bool) -> String {
    let mut out = String::new();
    for function in program.functions.iter().filter(|function| wanted(function)) {
        if !out.is_empty() {
            out.push('\n');
        }
        out.push_str(&self::function(program, function));
    }
    out
}

/// Lists one function.
pub fn function(program: &Program, function: &Function) -> String {
    let mut out = String::new();
    let wrapper = if function.wrapper { ", wrapper" } else { "" };
    let (params, results, regs) = (function.params, function.results, function.regs);
    let _ = writeln!(
        out,
        "{}: params {params}, results {results}, regs {regs}{wrapper}",
        function.name
    );
    for local in &function.locals {
        let place = match local.storage {
            Storage::Regs(reg) => format!("r{reg}"),
            Storage::Cell(reg) => format!("[r{reg}]"),
        };
        let _ = writeln!(out, "  {} {place} {}..{}", local.name, local.from, local.to);
    }
    if function.epilogue != 0 {
        let _ = writeln!(out, "  epilogue {}", function.epilogue);
    }
    let mut line_shown = 0;
    for (pc, instr) in function.code.iter().enumerate() {
        let mark = if instr.is_visible() { '*' } else { ' ' };
        let text = instruction(program, instr);
        let line = line_of(program, function, pc as u32);
        if line == line_shown || line == 0 {
            let _ = writeln!(out, "{pc:4}{mark} {text}");
        } else {
            let _ = writeln!(out, "{pc:4}{mark} {text:<40}; {line}");
            line_shown = line;
        }
    }
    out
}

fn line_of(program: &Program, function: &Function, pc: u32) -> u32 {
    let index = function.lines.partition_point(|line| line.pc <= pc);
    let line = index
        .checked_sub(1)
        .and_then(|index| function.lines.get(index));
    line.map_or(0, |line| program.sources.line(line.pos))
}

fn type_name(program: &Program, ty: u32) -> &str {
    program
        .rtypes
        .get(ty as usize)
        .map_or("?", |ty| ty.name.as_str())
}

fn function_name(program: &Program, func: u32) -> &str {
    program
        .functions
        .get(func as usize)
        .map_or("?", |function| function.name.as_str())
}

/// One instruction in words.
pub fn instruction(program: &Program, instr: &Instr) -> String {
    moves(program, instr)
        .or_else(|| values(program, instr))
        .or_else(|| control(program, instr))
        .or_else(|| memory(program, instr))
        .unwrap_or_else(|| format!("{instr:?}"))
}

fn moves(program: &Program, instr: &Instr) -> Option<String> {
    Some(match *instr {
        Instr::Nop => "nop".to_string(),
        Instr::Int { dst, value } => format!("r{dst} = {value}"),
        Instr::Word { dst, index } => format!(
            "r{dst} = {:#x}",
            program.words.get(index as usize).copied().unwrap_or(0)
        ),
        Instr::Str { dst, index } => {
            let (at, len) = program
                .strings
                .get(index as usize)
                .copied()
                .unwrap_or((0, 0));
            let bytes = program
                .text
                .get(at as usize..(at + len) as usize)
                .unwrap_or(&[]);
            format!("r{dst}:2 = {:?}", String::from_utf8_lossy(bytes))
        }
        Instr::Move { dst, src } => format!("r{dst} = r{src}"),
        Instr::MoveN { dst, src, n } => format!("r{dst}:{n} = r{src}:{n}"),
        Instr::Zero { dst, n } => format!("r{dst}:{n} = 0"),
        Instr::GetAt { dst, base, index } => format!("r{dst} = r{base}[r{index}]"),
        Instr::SetAt { base, index, src } => format!("r{base}[r{index}] = r{src}"),
        Instr::Stride { n } => format!("  stride {n}"),
        _ => return None,
    })
}

fn values(program: &Program, instr: &Instr) -> Option<String> {
    let ty_name = |ty: u16| type_name(program, u32::from(ty));
    Some(match *instr {
        Instr::Alu { op, dst, a, b } => format!("r{dst} = {op:?} r{a} r{b}"),
        Instr::AluImm { op, dst, a, imm } => format!("r{dst} = {op:?} r{a} {imm}"),
        Instr::Unary { op, dst, a } => format!("r{dst} = {op:?} r{a}"),
        Instr::Wrap { kind, dst, a } => format!("r{dst} = {kind:?} r{a}"),
        Instr::CheckShift { a } => format!("check shift r{a}"),
        Instr::Complex { op, dst, a, b } => format!("r{dst}:2 = complex {op:?} r{a} r{b}"),
        Instr::ComplexF32 { op, dst, a, b } => format!("r{dst}:2 = complex64 {op:?} r{a} r{b}"),
        Instr::StrCat { dst, a, b } => format!("r{dst}:2 = string r{a} + r{b}"),
        Instr::StrCmp { op, dst, a, b } => format!("r{dst} = string {op:?} r{a} r{b}"),
        Instr::StrIndex { dst, s, index } => format!("r{dst} = string r{s}[r{index}]"),
        Instr::StrSlice { dst, s, lo } => format!("r{dst}:2 = string r{s}[r{lo}:r{}]", lo + 1),
        Instr::StrRune { dst, s, at } => format!("r{dst}:2 = rune of string r{s} at r{at}"),
        Instr::MakeIface { dst, src, ty } => format!("r{dst}:2 = iface {} r{src}", ty_name(ty)),
        Instr::IsType { dst, a, ty } => format!("r{dst} = r{a} is {}", ty_name(ty)),
        Instr::Implements { dst, a, ty } => format!("r{dst} = r{a} implements {}", ty_name(ty)),
        Instr::Unbox { dst, a, ty } => format!("r{dst} = unbox r{a} {}", ty_name(ty)),
        Instr::AssertFail { a, to, iface } => {
            format!("assertion fails r{a} {} to {}", ty_name(iface), ty_name(to))
        }
        Instr::IfaceEq { dst, a, b } => format!("r{dst} = iface r{a} == r{b}"),
        Instr::EqType { dst, a, b } => format!("r{dst} = r{a} == r{b}"),
        Instr::HashType { dst, a, b } => format!("r{dst} = hash r{a} seed r{b}"),
        Instr::CheckKey { a } => format!("check key r{a}"),
        Instr::TypeOperand { ty } => format!("  type {}", type_name(program, ty)),
        _ => return None,
    })
}

fn control(program: &Program, instr: &Instr) -> Option<String> {
    Some(match *instr {
        Instr::Jump { to } => format!("jump {to}"),
        Instr::JumpIf { cond, to } => format!("if r{cond} jump {to}"),
        Instr::JumpIfNot { cond, to } => format!("if not r{cond} jump {to}"),
        Instr::Switch { index, n } => format!("switch r{index} of {n}"),
        Instr::Call { func, base } => format!("call {} at r{base}", function_name(program, func)),
        Instr::CallValue { f, base } => format!("call value r{f} at r{base}"),
        Instr::CallMethod { recv, method, base } => {
            let name = program
                .method_names
                .get(usize::from(method))
                .map_or("?", String::as_str);
            format!("call r{recv}.{name} at r{base}")
        }
        Instr::Return { src, n } => format!("return r{src}:{n}"),
        Instr::Native { id, base } => format!(
            "native {} at r{base}",
            crate::library::name(id).unwrap_or("?")
        ),
        Instr::Closure { dst, src, n } => format!("r{dst} = closure r{src}:{n}"),
        Instr::ClosureFunc { func } => format!("  of {}", function_name(program, func)),
        Instr::Captured { dst, index, n } => format!("r{dst}:{n} = captured {index}"),
        Instr::Defer { f } => format!("defer r{f}"),
        Instr::DeferToken { dst } => format!("r{dst} = defer token"),
        Instr::DeferAt { f, token } => format!("defer r{f} at r{token}"),
        Instr::RunDefers => "run defers".to_string(),
        Instr::Panic { a } => format!("panic r{a}"),
        Instr::Recover { dst } => format!("r{dst}:2 = recover"),
        Instr::Fault { code, a } => format!("fault {code:?} r{a}"),
        _ => return None,
    })
}

fn memory(program: &Program, instr: &Instr) -> Option<String> {
    Some(match *instr {
        Instr::New { dst, ty } => format!("r{dst} = new {}", type_name(program, ty)),
        Instr::NewArray { dst, n } => format!("r{dst} = new array of r{n}"),
        Instr::GlobalAddr { dst, addr } => format!("r{dst} = &{}", global_name(program, addr)),
        Instr::FieldAddr { dst, a, off } => format!("r{dst} = &[r{a}+{off}]"),
        Instr::ElemAddr { dst, a, index } => format!("r{dst} = &r{a}[r{index}]"),
        Instr::NilCheck { a } => format!("nil check r{a}"),
        Instr::Bounds { index, len } => format!("bounds r{index} < r{len}"),
        Instr::BoundsImm { index, len } => format!("bounds r{index} < {len}"),
        Instr::SliceBounds {
            kind,
            present,
            a,
            b,
        } => format!("slice bounds {kind:?} {present:03b} r{a}:3 of r{b}"),
        Instr::Load { dst, a, off } => format!("r{dst} = load [r{a}+{off}]"),
        Instr::Store { a, off, src } => format!("store [r{a}+{off}] = r{src}"),
        Instr::Init { a, off, src } => format!("init [r{a}+{off}] = r{src}"),
        Instr::InitN { a, off, src } => format!("init [r{a}+{off}] = r{src}.."),
        Instr::Go { f } => format!("go r{f}"),
        Instr::MakeChan { dst, cap, ty } => {
            format!("r{dst} = chan {} r{cap}", type_name(program, u32::from(ty)))
        }
        Instr::Send { ch, src } => format!("send r{ch} <- r{src}"),
        Instr::Recv { ch, dst, ok } => format!("r{dst}, r{ok} = <-r{ch}"),
        Instr::Close { ch } => format!("close r{ch}"),
        Instr::ChanLen { dst, ch } => format!("r{dst} = chan len r{ch}"),
        Instr::ChanCap { dst, ch } => format!("r{dst} = chan cap r{ch}"),
        Instr::Select { dst, desc } => {
            let text = program
                .selects
                .get(desc as usize)
                .map_or(String::new(), select);
            format!("r{dst} = select {text}")
        }
        Instr::Sync { op, kind, base } => format!("{op:?} {kind:?} at r{base}"),
        _ => return None,
    })
}

fn global_name(program: &Program, addr: u32) -> String {
    if let Some(global) = program.globals.iter().find(|global| global.addr == addr) {
        return global.name.clone();
    }
    match program.image.get(addr as usize) {
        Some(&func) if func != 0 => format!("func {}", function_name(program, func as u32)),
        _ => format!("image {addr}"),
    }
}

fn select(desc: &SelectDesc) -> String {
    let reg = |reg: Reg| format!("r{reg}");
    let mut parts: Vec<String> = desc
        .cases
        .iter()
        .map(|case| match case.send {
            true => format!("{} <- {}", reg(case.ch), reg(case.value)),
            false => format!("{}, {} = <-{}", reg(case.value), reg(case.ok), reg(case.ch)),
        })
        .collect();
    if desc.default {
        parts.push("default".to_string());
    }
    format!("({})", parts.join("; "))
}
