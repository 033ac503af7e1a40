//! What all functions of a program share while it is lowered: function numbers, constants, the static image, runtime types.
//!
//! Invariants:
//! - A function gets its number when it is first mentioned and its code when [`Unit::lower_pending`] reaches it; every number that
//!   was given out has code in the end.
//! - The image holds word 0 (nil), the globals, a region of zero words as long as the longest map element (what `m[k]` of a
//!   missing key reads), then one word per function used as a value.

use std::collections::{BTreeMap, VecDeque};

use rustc_hash::FxHashMap;

use super::layout::{Layout, Layouts};
use super::rtypes::RTypes;
use super::{body, closure, defer, stub};
use crate::bytecode::{self, Function, GlobalInfo, SelectDesc};
use crate::check::typed::{self, FuncId, FuncKind, GlobalId};
use crate::check::types::{Type, TypeId, Types};
use crate::diagnostic::Diagnostics;
use crate::source::{Pos, SourceMap};

/// Functions a program may have, synthesized ones included.
const FUNCTIONS_MAX: usize = 1 << 20;

/// Instructions a program may have. Copies of large values are unrolled, so a short text can ask for many.
const INSTRUCTIONS_MAX: usize = 4 << 20;

/// A function whose number is given out and whose code is not made yet.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Work {
    /// A function of the program.
    Func(FuncId),
    /// See [`defer::Thunk`].
    Thunk(defer::Thunk),
    /// See [`closure::BoundMethod`].
    Bound(closure::BoundMethod),
    /// See [`stub::Stub`].
    Stub(stub::Stub),
    /// See [`stub::NativeBody`]: a body-less function used as a value.
    Native(FuncId),
}

/// The program under construction.
pub(super) struct Unit<'p> {
    pub(super) program: &'p typed::Program,
    pub(super) types: &'p Types,
    pub(super) layouts: Layouts,
    pub(super) rtypes: RTypes,
    pub(super) sources: SourceMap,
    pub(super) entry: u32,
    pub(super) tests: Vec<(String, u32)>,
    functions: Vec<Option<Function>>,
    instructions: usize,
    numbers: BTreeMap<Work, u32>,
    pending: VecDeque<(u32, Work)>,
    words: Vec<u64>,
    word_index: FxHashMap<u64, u32>,
    text: Vec<u8>,
    strings: Vec<(u32, u32)>,
    string_index: FxHashMap<Vec<u8>, u32>,
    global_addrs: Vec<u32>,
    zero_addr: u32,
    image: Vec<u64>,
    closure_words: FxHashMap<u32, u32>,
    selects: Vec<SelectDesc>,
    runtime: FxHashMap<(&'p str, &'p [TypeId]), FuncId>,
    failure: Option<(Pos, String)>,
}

impl<'p> Unit<'p> {
    pub(super) fn new(program: &'p typed::Program, sources: SourceMap) -> Unit<'p> {
        let types = &program.types;
        let layouts = Layouts::new(types);
        let runtime = program
            .runtime
            .iter()
            .map(|entry| ((entry.name.as_str(), entry.args.as_slice()), entry.func))
            .collect();
        let mut unit = Unit {
            program,
            types,
            rtypes: RTypes::new(program),
            layouts,
            sources,
            entry: 0,
            tests: Vec::new(),
            functions: Vec::new(),
            instructions: 0,
            numbers: BTreeMap::new(),
            pending: VecDeque::new(),
            words: Vec::new(),
            word_index: FxHashMap::default(),
            text: Vec::new(),
            strings: Vec::new(),
            string_index: FxHashMap::default(),
            global_addrs: Vec::new(),
            zero_addr: 0,
            image: vec![0],
            closure_words: FxHashMap::default(),
            selects: Vec::new(),
            runtime,
            failure: None,
        };
        // The machine's own types come first, with their methods, so that their numbers do not depend on the program.
        unit.rtypes.known(unit.types, &unit.layouts);
        if unit.layouts.too_deep() {
            unit.fail(
                Pos::NONE,
                "types contain each other too deeply for the simulator",
            );
        }
        unit.place_globals();
        unit
    }

    fn place_globals(&mut self) {
        for global in &self.program.globals {
            let words = self.layouts.get(global.ty).words;
            let addr = self.extend_image(words, global.pos);
            self.global_addrs.push(addr);
        }
        let element_words = |index: usize| match self.types.get(TypeId(index as u32)) {
            Type::Map(_, elem) => self.layouts.get(*elem).words,
            _ => 1,
        };
        let longest = (0..self.types.len()).map(element_words).max().unwrap_or(1);
        self.zero_addr = self.extend_image(longest, Pos::NONE);
    }

    /// Adds zero words to the image (at least one, so that every object has an address of its own).
    fn extend_image(&mut self, words: u32, pos: Pos) -> u32 {
        const IMAGE_WORDS_MAX: usize = 1 << 22;
        let addr = self.image.len();
        let end = addr + words.max(1) as usize;
        if end > IMAGE_WORDS_MAX {
            self.fail(
                pos,
                "package-level variables are too large for the simulator",
            );
            return 1;
        }
        self.image.resize(end, 0);
        addr as u32
    }

    /// Records why the program cannot be lowered; only the first reason is kept.
    pub(super) fn fail(&mut self, pos: Pos, message: impl Into<String>) {
        self.failure.get_or_insert_with(|| (pos, message.into()));
    }

    /// Whether the program cannot be lowered any more; then further work is for nothing.
    pub(super) fn has_failed(&self) -> bool {
        self.failure.is_some()
    }

    /// Counts an instruction; false when it need not be kept.
    pub(super) fn count_instruction(&mut self) -> bool {
        self.instructions += 1;
        if self.instructions > INSTRUCTIONS_MAX {
            self.fail(Pos::NONE, "program is too large for the simulator");
        }
        !self.has_failed()
    }

    // ── types ──

    pub(super) fn layout(&self, ty: TypeId) -> Layout {
        self.layouts.get(ty)
    }

    pub(super) fn underlying(&self, ty: TypeId) -> &'p Type {
        self.types.underlying(ty)
    }

    /// The runtime type of `ty`.
    pub(super) fn rtype(&mut self, ty: TypeId) -> u32 {
        self.rtypes.id(self.types, &self.layouts, ty).0
    }

    /// The same as an operand of 16 bits.
    pub(super) fn rtype16(&mut self, ty: TypeId, pos: Pos) -> u16 {
        let id = self.rtype(ty);
        u16::try_from(id).unwrap_or_else(|_| {
            self.fail(pos, "too many types for the simulator");
            0
        })
    }

    /// The number of a method's name and type for interface calls.
    pub(super) fn method_name(&mut self, name: &str, pkg: &str, ty: TypeId) -> u16 {
        self.rtypes.method_name(name, pkg, ty)
    }

    /// The number of a method of an interface type.
    pub(super) fn interface_method(&mut self, iface: TypeId, name: &str, pkg: &str) -> u16 {
        let ty = match self.underlying(iface) {
            Type::Interface(interface) => interface
                .methods
                .iter()
                .find(|method| method.name == name && method.pkg == pkg)
                .map(|method| method.ty),
            _ => None,
        };
        match ty {
            Some(ty) => self.method_name(name, pkg, ty),
            None => u16::MAX,
        }
    }

    // ── functions ──

    pub(super) fn func(&self, id: FuncId) -> Option<&'p typed::Func> {
        self.program.funcs.get(id.0 as usize)
    }

    /// The number of a function of the program.
    pub(super) fn function(&mut self, id: FuncId) -> u32 {
        let native = self
            .func(id)
            .is_some_and(|func| matches!(func.kind, FuncKind::Native { .. }));
        self.number(if native {
            Work::Native(id)
        } else {
            Work::Func(id)
        })
    }

    /// The number of a function, which is queued when it is new.
    pub(super) fn number(&mut self, work: Work) -> u32 {
        if let Some(&number) = self.numbers.get(&work) {
            return number;
        }
        let number = self.reserve();
        self.numbers.insert(work.clone(), number);
        self.pending.push_back((number, work));
        number
    }

    /// A number for a function that the caller will [`Unit::define`].
    pub(super) fn reserve(&mut self) -> u32 {
        if self.functions.len() >= FUNCTIONS_MAX {
            self.fail(Pos::NONE, "too many functions for the simulator");
            return 0;
        }
        self.functions.push(None);
        self.functions.len() as u32 - 1
    }

    pub(super) fn define(&mut self, number: u32, function: Function) {
        if let Some(slot) = self.functions.get_mut(number as usize) {
            *slot = Some(function);
        }
    }

    /// An instance of a prelude function; a missing one is a failure.
    pub(super) fn runtime(
        &mut self,
        name: &'static str,
        args: &[TypeId],
        pos: Pos,
    ) -> Option<FuncId> {
        let found = self.runtime.get(&(name, args)).copied();
        if found.is_none() {
            self.fail(
                pos,
                format!("the prelude has no runtime.{name} for these types"),
            );
        }
        found
    }

    /// Lowers everything that has been asked for, and what that asks for in turn.
    pub(super) fn lower_pending(&mut self) {
        loop {
            while let Some((number, work)) = self.pending.pop_front() {
                if self.failure.is_some() {
                    return;
                }
                self.lower_one(number, work);
            }
            // Method tables name functions, whose code may bring in further types.
            let wanted = self.rtypes.take_methods_wanted();
            if wanted.is_empty() {
                return;
            }
            for ty in wanted {
                stub::fill_methods(self, ty);
            }
        }
    }

    fn lower_one(&mut self, number: u32, work: Work) {
        let function = match work {
            Work::Func(id) => body::lower_func(self, id),
            Work::Thunk(thunk) => defer::lower_thunk(self, &thunk),
            Work::Bound(bound) => closure::lower_bound(self, &bound),
            Work::Stub(stub) => stub::lower_stub(self, &stub),
            Work::Native(id) => stub::lower_native(self, id),
        };
        self.define(number, function);
    }

    // ── constants and the image ──

    /// Index of a 64-bit constant.
    pub(super) fn word(&mut self, value: u64) -> u32 {
        let words = &mut self.words;
        *self.word_index.entry(value).or_insert_with(|| {
            words.push(value);
            words.len() as u32 - 1
        })
    }

    /// Index of a string constant.
    pub(super) fn string(&mut self, bytes: &[u8]) -> u32 {
        if let Some(&index) = self.string_index.get(bytes) {
            return index;
        }
        let (Ok(at), Ok(len)) = (u32::try_from(self.text.len()), u32::try_from(bytes.len())) else {
            self.fail(Pos::NONE, "string constants are too long for the simulator");
            return 0;
        };
        self.text.extend_from_slice(bytes);
        self.strings.push((at, len));
        let index = self.strings.len() as u32 - 1;
        self.string_index.insert(bytes.to_vec(), index);
        index
    }

    /// Address of a package-level variable.
    pub(super) fn global_addr(&self, id: GlobalId) -> u32 {
        self.global_addrs.get(id.0 as usize).copied().unwrap_or(0)
    }

    /// Address of words that are always zero.
    pub(super) fn zero_addr(&self) -> u32 {
        self.zero_addr
    }

    /// Address of the static func value of a function.
    pub(super) fn closure_word(&mut self, function: u32) -> u32 {
        if let Some(&addr) = self.closure_words.get(&function) {
            return addr;
        }
        let addr = self.extend_image(1, Pos::NONE);
        if let Some(word) = self.image.get_mut(addr as usize) {
            *word = u64::from(function);
        }
        self.closure_words.insert(function, addr);
        addr
    }

    pub(super) fn select(&mut self, desc: SelectDesc) -> u32 {
        self.selects.push(desc);
        self.selects.len() as u32 - 1
    }

    // ── the end ──

    pub(super) fn finish(mut self) -> Result<bytecode::Program, Diagnostics> {
        // Again, now that the names of their methods are known.
        let known = self.rtypes.known(self.types, &self.layouts);
        let globals = self.global_infos();
        if let Some((pos, message)) = self.failure {
            return Err(Diagnostics::one(pos, message));
        }
        let (rtypes, method_names) = self.rtypes.into_parts();
        let mut program = bytecode::Program {
            functions: self.functions.into_iter().flatten().collect(),
            entry: self.entry,
            words: self.words,
            text: self.text,
            strings: self.strings,
            image: self.image,
            globals,
            rtypes,
            method_names,
            selects: self.selects,
            sources: self.sources,
            go_minor: self.program.go_minor,
            known,
            tests: self.tests,
            facts: bytecode::Facts::default(),
        };
        program.facts = bytecode::Facts::of(&program);
        match bytecode::verify::verify(&program) {
            Ok(()) => Ok(program),
            Err(error) => Err(Diagnostics::one(
                Pos::NONE,
                format!("internal error: {error}"),
            )),
        }
    }

    fn global_infos(&mut self) -> Vec<GlobalInfo> {
        let program = self.program;
        let mut infos = Vec::with_capacity(program.globals.len());
        for (global, addr) in program.globals.iter().zip(self.global_addrs.clone()) {
            let ty = self.rtypes.id(self.types, &self.layouts, global.ty);
            let prelude = self.sources.is_prelude(global.pos);
            infos.push(GlobalInfo {
                name: global.name.clone(),
                addr,
                ty,
                prelude,
            });
        }
        infos
    }
}
