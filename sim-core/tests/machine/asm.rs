//! A tiny assembler: hand-written functions become a program with the few types that the tests need.

use std::collections::BTreeMap;
use std::sync::Arc;

use sim_core::bytecode::{
    CodePos, Function, Instr, Kind, KnownTypes, Program, RField, RMethod, RType, RTypeId,
    SelectDesc,
};
use sim_core::machine::{Config, Event, Gid, Machine, Status};
use sim_core::source::{Pos, SourceMap};

pub const STRING: u32 = 0;
pub const INT: u32 = 1;
pub const ERROR: u32 = 2;
pub const RUNTIME_ERROR: u32 = 3;
pub const PLAIN_ERROR: u32 = 4;
pub const ASSERTION_ERROR: u32 = 5;
pub const SLICE: u32 = 6;
/// `struct { a, b int }`.
pub const PAIR: u32 = 7;
/// `interface {}`.
pub const ANY: u32 = 8;
pub const FLOAT: u32 = 9;
/// `struct { k interface{}; s string }`.
pub const KEY: u32 = 10;

/// Address of the first global word of [`Asm::program`]; functions have closure words before.
pub const GLOBALS: u32 = 64;

/// A program under construction.
#[derive(Default)]
pub struct Asm {
    functions: Vec<Function>,
    strings: Vec<(u32, u32)>,
    text: Vec<u8>,
    words: Vec<u64>,
    selects: Vec<SelectDesc>,
    by_text: BTreeMap<String, u32>,
}

impl Asm {
    pub fn new() -> Asm {
        let mut asm = Asm::default();
        // Function 0: Error of the runtime's error; its receiver is the data word of an interface over struct { text string }.
        let prefix = asm.str("runtime error: ");
        asm.func(
            "runtime.errorString.Error",
            8,
            1,
            vec![
                Instr::Move { dst: 2, src: 0 },
                Instr::Unbox {
                    dst: 3,
                    a: 1,
                    ty: RUNTIME_ERROR as u16,
                },
                Instr::Str {
                    dst: 5,
                    index: prefix,
                },
                Instr::StrCat { dst: 5, a: 5, b: 3 },
                Instr::Return { src: 5, n: 2 },
            ],
        );
        // Function 1: Error of the others.
        asm.func(
            "runtime.plainError.Error",
            8,
            1,
            vec![
                Instr::Move { dst: 2, src: 0 },
                Instr::Unbox {
                    dst: 3,
                    a: 1,
                    ty: PLAIN_ERROR as u16,
                },
                Instr::Return { src: 3, n: 2 },
            ],
        );
        asm
    }

    /// A string constant.
    pub fn str(&mut self, text: &str) -> u32 {
        if let Some(&index) = self.by_text.get(text) {
            return index;
        }
        let index = self.strings.len() as u32;
        self.strings
            .push((self.text.len() as u32, text.len() as u32));
        self.text.extend_from_slice(text.as_bytes());
        self.by_text.insert(text.to_string(), index);
        index
    }

    /// A word constant.
    pub fn word(&mut self, word: u64) -> u32 {
        self.words.push(word);
        self.words.len() as u32 - 1
    }

    pub fn select(&mut self, desc: SelectDesc) -> u32 {
        self.selects.push(desc);
        self.selects.len() as u32 - 1
    }

    /// A function; its closure word has the address `closure(index)`.
    pub fn func(&mut self, name: &str, regs: u16, params: u16, code: Vec<Instr>) -> u32 {
        self.functions.push(Function {
            name: name.to_string(),
            code,
            regs,
            params,
            results: 0,
            lines: vec![],
            locals: vec![],
            prelude: name.starts_with("runtime."),
            wrapper: false,
            epilogue: 0,
            fault_bytes: vec![],
            unsigned_bounds: Vec::new(),
            pos: Pos::NONE,
        });
        self.functions.len() as u32 - 1
    }

    pub fn change(&mut self, func: u32, change: impl FnOnce(&mut Function)) {
        change(&mut self.functions[func as usize]);
    }

    /// The program, which starts in `entry`.
    pub fn program(self, entry: u32) -> Arc<Program> {
        let mut image = vec![0; GLOBALS as usize + 32];
        for index in 0..self.functions.len() {
            image[closure(index as u32) as usize] = index as u64;
        }
        let mut sources = SourceMap::new();
        sources.add("main.go", "package main\n", sim_core::source::Origin::User);
        Arc::new(Program {
            functions: self.functions,
            entry,
            words: self.words,
            text: self.text,
            strings: self.strings,
            image,
            globals: vec![],
            rtypes: rtypes(),
            method_names: vec!["Error".into(), "String".into()],
            selects: self.selects,
            sources,
            go_minor: 23,
            known: KnownTypes {
                string: RTypeId(STRING),
                int: RTypeId(INT),
                error: RTypeId(ERROR),
                runtime_error: RTypeId(RUNTIME_ERROR),
                plain_error: RTypeId(PLAIN_ERROR),
                bounds_error: RTypeId(RUNTIME_ERROR),
                type_assertion_error: RTypeId(ASSERTION_ERROR),
                panic_nil_error: RTypeId(PLAIN_ERROR),
                error_method: Some(0),
                string_method: Some(1),
                go_string_method: None,
                format_method: None,
            },
            tests: vec![],
            facts: Default::default(),
        })
    }
}

/// Address of the closure word of a function.
pub fn closure(func: u32) -> u32 {
    func + 1
}

fn rtypes() -> Vec<RType> {
    let base = |name: &str, kind, words| RType {
        name: name.to_string(),
        kind,
        named: false,
        words,
        bytes: 8 * u64::from(words),
        has_pointers: false,
        comparable: true,
        elem: None,
        key: None,
        len: 0,
        fields: vec![],
        hmap: None,
        methods: vec![],
    };
    let field = |name: &str, ty, offset| RField {
        name: name.to_string(),
        ty: RTypeId(ty),
        offset,
        byte_offset: 8 * u64::from(offset),
        embedded: false,
        exported: false,
    };
    let error = |name: &str, func| RType {
        named: true,
        fields: vec![field("text", STRING, 0)],
        methods: vec![RMethod { name: 0, func }],
        ..base(name, Kind::Struct, 2)
    };
    let wants_error = vec![RMethod { name: 0, func: 0 }];
    vec![
        base("string", Kind::String, 2),
        base("int", Kind::Int, 1),
        RType {
            named: true,
            methods: wants_error,
            ..base("error", Kind::Interface, 2)
        },
        error("runtime.errorString", 0),
        error("runtime.plainError", 1),
        error("runtime.typeAssertionError", 1),
        RType {
            comparable: false,
            elem: Some(RTypeId(INT)),
            ..base("[]int", Kind::Slice, 3)
        },
        RType {
            named: true,
            fields: vec![field("a", INT, 0), field("b", INT, 1)],
            ..base("main.T", Kind::Struct, 2)
        },
        base("interface {}", Kind::Interface, 2),
        base("float64", Kind::Float64, 1),
        RType {
            fields: vec![field("k", ANY, 0), field("s", STRING, 2)],
            ..base("struct { k interface {}; s string }", Kind::Struct, 4)
        },
    ]
}

/// Runs a program, always stepping the first enabled goroutine, to its end (or 10,000 steps).
pub fn run(program: &Arc<Program>) -> (Machine, Vec<Event>) {
    drive(
        Machine::new(program.clone(), &Config::default()),
        |enabled, _| enabled[0],
    )
}

/// Runs a machine with a scheduler: it is given the enabled goroutines and the step's number.
pub fn drive(
    mut machine: Machine,
    mut pick: impl FnMut(&[Gid], usize) -> Gid,
) -> (Machine, Vec<Event>) {
    let (mut enabled, mut events) = (vec![], vec![]);
    for step in 0..10_000 {
        machine.enabled(&mut enabled);
        if *machine.status() != Status::Running {
            assert!(enabled.is_empty());
            break;
        }
        assert!(!enabled.is_empty(), "running, but nobody can");
        let g = pick(&enabled, step);
        assert!(machine.is_enabled(g) && machine.pending(g).is_some());
        events.push(machine.step(g, 0).expect("enabled"));
    }
    (machine, events)
}

/// Steps the named goroutines in turn.
pub fn steps(machine: &mut Machine, order: &[u32]) -> Vec<Event> {
    order
        .iter()
        .map(|&g| {
            machine
                .step(Gid(g), 0)
                .unwrap_or_else(|e| panic!("goroutine {g}: {e:?}"))
        })
        .collect()
}

pub fn stderr(machine: &Machine) -> String {
    String::from_utf8(machine.stderr().to_vec()).unwrap()
}

pub fn stdout(machine: &Machine) -> String {
    String::from_utf8(machine.stdout().to_vec()).unwrap()
}

/// `Return` of nothing.
pub const RET: Instr = Instr::Return { src: 0, n: 0 };

/// Entry code that stores the registers `r..r+n` to the globals and returns.
pub fn store_globals(r: u16, n: u16) -> Vec<Instr> {
    let mut code = vec![Instr::GlobalAddr {
        dst: 60,
        addr: GLOBALS,
    }];
    code.extend((0..n).map(|i| Instr::Store {
        a: 60,
        off: i,
        src: r + i,
    }));
    code.push(RET);
    code
}

/// Runs straight code in main (64 registers) and gives back the registers `r..r+n` as it left them.
pub fn eval(asm: Asm, mut code: Vec<Instr>, r: u16, n: u16) -> Vec<u64> {
    let mut asm = asm;
    code.extend(store_globals(r, n));
    let main = asm.func("main.main", 64, 0, code);
    let (machine, _) = run(&asm.program(main));
    assert_eq!(stderr(&machine), "");
    (0..n)
        .map(|i| machine.word(u64::from(GLOBALS + u32::from(i))).unwrap())
        .collect()
}

/// Runs code in main that must panic or die; what Go would print before the goroutine's trace.
pub fn dies(asm: Asm, mut code: Vec<Instr>) -> String {
    let mut asm = asm;
    code.push(RET);
    let main = asm.func("main.main", 64, 0, code);
    let (machine, _) = run(&asm.program(main));
    let text = stderr(&machine);
    text.split("goroutine 1").next().unwrap().to_string()
}

pub fn at(func: u32, pc: u32) -> CodePos {
    CodePos { func, pc }
}
