//! Entry points: a function that initialises all packages and then calls `main.main` or one test.

use super::Entry;
use super::body::after;
use super::body::{Body, Shape};
use super::place::Place;
use super::unit::Unit;
use crate::bytecode::{Instr, Reg};
use crate::check::typed::{Expr, FuncId, GlobalId, Init};
use crate::check::types::Type;
use crate::source::Pos;

/// Lowers the entry functions of main and of all tests, and chooses the program's.
pub(super) fn lower_entries(unit: &mut Unit<'_>, entry: &Entry) {
    let program = unit.program;
    let init = init_functions(unit);
    let mut chosen = None;
    if let Some(main) = program.main {
        let number = entry_function(unit, &init, Target::Main(main));
        if *entry == Entry::Main {
            chosen = Some(number);
        }
    }
    for (name, func) in &program.tests {
        let number = entry_function(unit, &init, Target::Test(name, *func));
        unit.tests.push((name.clone(), number));
        if matches!(entry, Entry::Test(wanted) if wanted == name) {
            chosen = Some(number);
        }
    }
    match (chosen, entry) {
        (Some(number), _) => unit.entry = number,
        (None, Entry::Main) => {
            unit.fail(Pos::NONE, "function main is undeclared in the main package")
        }
        (None, Entry::Test(name)) => {
            unit.fail(Pos::NONE, format!("the program has no test {name}"))
        }
    }
}

enum Target<'p> {
    Main(FuncId),
    Test(&'p str, FuncId),
}

fn entry_function(unit: &mut Unit<'_>, init: &[u32], target: Target<'_>) -> u32 {
    let number = unit.reserve();
    let mut body = Body::new(unit, None, 0);
    let base = body.window(0);
    for &func in init {
        body.emit(Instr::Call { func, base });
    }
    match target {
        Target::Main(main) => {
            let func = body.unit.function(main);
            body.emit(Instr::Call { func, base });
        }
        Target::Test(name, test) => body.call_test(name, test, base),
    }
    body.emit(Instr::Return { src: 0, n: 0 });
    let shape = Shape {
        name: "runtime.main".to_string(),
        params: 0,
        results: 0,
        wrapper: true,
        prelude: true,
        pos: Pos::NONE,
    };
    let function = body.finish(shape);
    unit.define(number, function);
    number
}

/// The functions that initialise the packages, in order: for the variables of each one function, as in Go, then those called `init`.
fn init_functions<'p>(unit: &mut Unit<'p>) -> Vec<u32> {
    let same = |a: &Init, b: &Init| match (a, b) {
        (Init::Vars { package: a, .. }, Init::Vars { package: b, .. }) => a == b,
        _ => false,
    };
    let program = unit.program;
    let steps = program.init.chunk_by(same);
    let function = |steps: &'p [Init]| match steps {
        [Init::Call(id), ..] => Some(unit.function(*id)),
        [Init::Vars { package, .. }, ..] => Some(vars_function(unit, package, steps)),
        [] => None,
    };
    steps.filter_map(function).collect()
}

/// The function that gives the variables of a package their first values.
fn vars_function<'p>(unit: &mut Unit<'p>, package: &str, steps: &'p [Init]) -> u32 {
    let number = unit.reserve();
    let mut body = Body::new(unit, None, 0);
    for step in steps {
        if let Init::Vars { targets, value, .. } = step {
            let mark = body.mark();
            (body.pos, body.stmt) = (value.span.start, value.span.start);
            body.init_vars(targets, value);
            body.release(mark);
        }
    }
    body.emit(Instr::Return { src: 0, n: 0 });
    let shape = Shape {
        name: format!("{package}.init"),
        params: 0,
        results: 0,
        wrapper: false,
        prelude: package != "main",
        pos: Pos::NONE,
    };
    let function = body.finish(shape);
    unit.define(number, function);
    number
}

impl<'p> Body<'_, 'p> {
    /// Package-level variables are initialised before any other goroutine exists: quietly, like a new object.
    fn init_vars(&mut self, targets: &[Option<GlobalId>], value: &'p Expr) {
        if let ([Some(id)], true) = (targets, !super::hoist::has_moved(value)) {
            let addr = self.global_addr(*id);
            return self.init_object(addr, 0, value);
        }
        let mut src = self.value(value, None);
        let parts = match self.unit.types.get(value.ty) {
            Type::Tuple(parts) => parts.as_slice(),
            _ => std::slice::from_ref(&value.ty),
        };
        for (target, &part) in targets.iter().zip(parts) {
            let global = target.and_then(|id| {
                self.unit
                    .program
                    .globals
                    .get(id.0 as usize)
                    .map(|global| (id, global.ty))
            });
            if let Some((id, ty)) = global {
                let mark = self.mark();
                let reg = self.alloc_for(ty);
                self.convert_part(src, part, ty, reg);
                let (addr, words) = (self.global_addr(id), self.words(ty));
                self.init_words(addr, 0, reg, words);
                self.release(mark);
            }
            src = after(src, self.words(part));
        }
    }

    fn global_addr(&mut self, id: GlobalId) -> Reg {
        match self.global_place(id) {
            Place::Memory { addr, .. } => addr,
            _ => 0,
        }
    }

    /// `testing.runTest(name, f)` of the prelude runs a test; where the program has a `TestMain`, `testing.runMain(name, f, main)` does.
    fn call_test(&mut self, name: &str, test: FuncId, base: Reg) {
        let program = self.unit.program;
        let runner = match program.test_main {
            Some(_) => "testing.runMain",
            None => "testing.runTest",
        };
        let Some(runner) = program.funcs.iter().position(|func| func.name == runner) else {
            return self.fail("package testing is not part of the program");
        };
        let text = self.unit.string(name.as_bytes());
        self.alloc(4);
        self.emit(Instr::Str {
            dst: base,
            index: text,
        });
        self.func_value(test, Some(base + 2));
        if let Some(main) = program.test_main {
            self.func_value(main, Some(base + 3));
        }
        let func = self.unit.function(FuncId(runner as u32));
        self.emit(Instr::Call { func, base });
    }
}
