//! Functions without a body: which instruction carries out each, by qualified name. [`VISIBLE`] lists the operations on shared
//! things, [`QUIET`] the rest; whatever is in neither is a native of the library, or an error.
//!
//! Operands lie at `base` in the order of the parameters (receiver first), results go there too.

use super::body::Body;
use super::body::after;
use super::expr::Num;
use crate::bytecode::{Alu, Cmp, Instr, Reg, SyncOp, Wrap};
use crate::check::typed::{BinOp, Call, Expr, Func, FuncKind};
use crate::check::types::{Basic, Type, TypeId};
use crate::versions;

/// Operations on synchronisation objects and other things that all goroutines share. Names are without the path's folders.
const VISIBLE: &[(&str, SyncOp)] = &[
    ("sync.(*Mutex).Lock", SyncOp::MutexLock),
    ("sync.(*Mutex).TryLock", SyncOp::MutexTryLock),
    ("sync.(*Mutex).Unlock", SyncOp::MutexUnlock),
    ("sync.(*RWMutex).announce", SyncOp::RwLockAnnounce),
    ("sync.(*RWMutex).lock", SyncOp::RwLock),
    ("sync.(*RWMutex).TryLock", SyncOp::RwTryLock),
    ("sync.(*RWMutex).Unlock", SyncOp::RwUnlock),
    ("sync.(*RWMutex).arrive", SyncOp::RwRLock),
    ("sync.(*RWMutex).enter", SyncOp::RwREnter),
    ("sync.(*RWMutex).TryRLock", SyncOp::RwTryRLock),
    ("sync.(*RWMutex).RUnlock", SyncOp::RwRUnlock),
    ("sync.(*WaitGroup).Add", SyncOp::WgAdd),
    ("sync.(*WaitGroup).Wait", SyncOp::WgWait),
    ("sync.(*Once).enter", SyncOp::OnceEnter),
    ("sync.(*Once).done", SyncOp::OnceDone),
    ("sync.(*notifyList).add", SyncOp::CondAdd),
    ("sync.(*notifyList).wait", SyncOp::CondWait),
    ("sync.(*notifyList).signal", SyncOp::CondSignal),
    ("sync.(*notifyList).broadcast", SyncOp::CondBroadcast),
    ("atomic.(*Value).Load", SyncOp::ValueLoad),
    ("atomic.(*Value).Store", SyncOp::ValueStore),
    ("atomic.(*Value).Swap", SyncOp::ValueSwap),
    ("atomic.(*Value).CompareAndSwap", SyncOp::ValueCas),
    ("runtime.Gosched", SyncOp::Gosched),
    ("runtime.Goexit", SyncOp::Goexit),
    ("runtime.NumGoroutine", SyncOp::NumGoroutine),
    ("runtime.GOMAXPROCS", SyncOp::GoMaxProcs),
    ("runtime.stack", SyncOp::Stack),
    ("runtime.RaceDisable", SyncOp::RaceDisable),
    ("runtime.RaceEnable", SyncOp::RaceEnable),
    ("synctest.enter", SyncOp::BubbleEnter),
    ("synctest.leave", SyncOp::BubbleLeave),
    ("synctest.current", SyncOp::Bubble),
    ("synctest.quiet", SyncOp::BubbleWait),
    ("synctest.end", SyncOp::BubbleRun),
    ("runtime.fastrand64", SyncOp::Choose),
    ("sync.randomSeed", SyncOp::Choose),
    ("runtime.throw", SyncOp::Throw),
    ("runtime.atomicOr8", SyncOp::AtomicOr),
    ("runtime.storeByte", SyncOp::StoreByte),
    ("time.fatal", SyncOp::Throw),
    ("time.Sleep", SyncOp::Sleep),
    ("time.now", SyncOp::Now),
    ("rand.choose", SyncOp::Choose),
    ("rand.chooseBelow", SyncOp::ChooseN),
    ("v2.choose", SyncOp::Choose),
    ("v2.chooseBelow", SyncOp::ChooseN),
    ("os.Exit", SyncOp::Exit),
    ("os.write", SyncOp::Write),
    ("fmt.format", SyncOp::Format),
];

/// Functions of `sync/atomic` and their like are named by operation and type: `AddInt32`, `LoadPointer`.
const ATOMIC: &[(&str, SyncOp)] = &[
    ("Load", SyncOp::AtomicLoad),
    ("Store", SyncOp::AtomicStore),
    ("Add", SyncOp::AtomicAdd),
    ("Swap", SyncOp::AtomicSwap),
    ("CompareAndSwap", SyncOp::AtomicCas),
    ("And", SyncOp::AtomicAnd),
    ("Or", SyncOp::AtomicOr),
];

/// Carries out one quiet intrinsic: emits instructions for operands at `base`, with its type arguments.
type Quiet = fn(&mut Body<'_, '_>, &[TypeId], Reg);

/// What the runtime's Go cannot say, beyond visible operations.
const QUIET: &[(&str, Quiet)] = &[
    ("runtime.hash", |body, types, base| {
        body.hash_key(types, base)
    }),
    ("runtime.checkKey", |body, types, base| {
        body.check_key(types, base)
    }),
    ("sync.hash", |body, types, base| body.hash_key(types, base)),
    ("runtime.equal", |body, types, base| {
        body.equal_keys(types, base)
    }),
    ("runtime.reflexive", |body, types, base| {
        body.fold(base, u64::from(reflexive(body, first(types))))
    }),
    ("runtime.needKeyUpdate", |body, types, base| {
        body.fold(base, u64::from(needs_key_update(body, first(types))))
    }),
    ("runtime.plainMemory", |body, types, base| {
        body.fold(base, u64::from(plain_memory(body, first(types))))
    }),
    ("runtime.sizeof", |body, types, base| {
        body.fold(base, body.unit.layout(first(types)).bytes)
    }),
    ("runtime.hasPointers", |body, types, base| {
        body.fold(base, u64::from(body.unit.layout(first(types)).has_pointers))
    }),
    ("runtime.goVersion", |body, _, base| {
        body.fold(base, u64::from(body.unit.program.go_minor))
    }),
    ("runtime.newArray", |body, types, base| {
        body.new_array(base, base, first(types))
    }),
    ("runtime.index", |body, types, base| {
        body.index_pointer(types, base)
    }),
    ("runtime.distance", |body, types, base| {
        body.distance(types, base)
    }),
    ("runtime.zeroVal", |body, _, base| body.zero_value(base)),
    // A header is its three operands; its pointer is its first word.
    ("runtime.makeSlice", |_, _, _| {}),
    ("runtime.sliceData", |_, _, _| {}),
    ("runtime.raceRead", |body, _, base| {
        body.race_note(SyncOp::RaceRead, base)
    }),
    ("runtime.raceWrite", |body, _, base| {
        body.race_note(SyncOp::RaceWrite, base)
    }),
    ("runtime.raceReadRange", |body, types, base| {
        body.race_range(SyncOp::RaceRead, types, base)
    }),
    ("runtime.raceWriteRange", |body, types, base| {
        body.race_range(SyncOp::RaceWrite, types, base)
    }),
];

fn first(types: &[TypeId]) -> TypeId {
    types.first().copied().unwrap_or(TypeId(0))
}

/// `sync/atomic.AddInt32` → `atomic.AddInt32`; type arguments (`[...]`) are left out.
fn short_name(name: &str) -> String {
    let name = name.rsplit_once('/').map_or(name, |(_, short)| short);
    name.replace("[...]", "")
}

impl<'p> Body<'_, 'p> {
    /// Emits what carries out a body-less function, on operands at `base` (the top of the stack).
    pub(super) fn native(&mut self, func: &Func, base: Reg) {
        let FuncKind::Native { type_args } = &func.kind else {
            return;
        };
        let name = short_name(&func.name);
        if let Some((_, quiet)) = QUIET.iter().find(|(known, _)| *known == name) {
            return quiet(self, type_args, base);
        }
        if let Some(op) = visible_op(&name) {
            let kind = self.width(func);
            return self.emit(Instr::Sync { op, kind, base });
        }
        match crate::library::lookup(&func.name.replace("[...]", "")) {
            Some(id) => self.emit(Instr::Native { id, base }),
            None => self.fail(format!(
                "function {} has no body, and neither the machine nor the library knows it",
                func.name
            )),
        }
    }

    /// Intrinsics that need no window because they are one instruction on values wherever these are. `None` if this is none.
    pub(super) fn inline_native(
        &mut self,
        func: &Func,
        e: &'p Expr,
        call: &'p Call,
        dst: Option<Reg>,
    ) -> Option<Reg> {
        let FuncKind::Native { type_args } = &func.kind else {
            return None;
        };
        match (short_name(&func.name).as_str(), call.args.as_slice()) {
            ("runtime.index", [pointer, index]) => Some(self.with_dst(e.ty, dst, |this, dst| {
                this.hoist(pointer);
                this.hoist(index);
                let (a, index) = (this.expr(pointer, None), this.expr(index, None));
                let n = this.words(first(type_args));
                this.emit(Instr::ElemAddr { dst, a, index });
                this.emit(Instr::Stride { n });
            })),
            ("runtime.sliceData", [slice]) => Some(self.with_dst(e.ty, dst, |this, dst| {
                let slice = this.value(slice, None);
                this.move_regs(dst, slice, 1);
            })),
            ("runtime.equal", [x, y]) => Some(self.with_dst(e.ty, dst, |this, dst| {
                this.hoist(x);
                this.hoist(y);
                let (a, b) = (this.expr(x, None), this.expr(y, None));
                this.equal_regs(first(type_args), dst, a, b);
            })),
            _ => None,
        }
    }

    /// The width of an atomic operation: that of what the first parameter points to.
    fn width(&self, func: &Func) -> Wrap {
        let Type::Func(signature) = self.unit.underlying(func.ty) else {
            return Wrap::U64;
        };
        let pointee = signature
            .params
            .first()
            .and_then(|&ty| self.element_type(ty));
        match pointee.map(|ty| self.num(ty)) {
            Some(Num::Signed(kind) | Num::Unsigned(kind)) => kind,
            _ => Wrap::U64,
        }
    }

    fn fold(&mut self, base: Reg, value: u64) {
        self.int(base, value);
    }

    fn hash_key(&mut self, types: &[TypeId], base: Reg) {
        let seed = after(base, self.words(first(types)));
        let ty = self.unit.rtype(first(types));
        self.emit(Instr::HashType {
            dst: base,
            a: base,
            b: seed,
        });
        self.emit(Instr::TypeOperand { ty });
    }

    /// Up to Go 1.24 hashing the key is the check.
    fn check_key(&mut self, types: &[TypeId], base: Reg) {
        if versions::UNHASHABLE_IN_EMPTY.is_in(self.unit.program.go_minor) {
            let ty = self.unit.rtype(first(types));
            self.emit(Instr::CheckKey { a: base });
            self.emit(Instr::TypeOperand { ty });
            return;
        }
        let seed = after(base, self.words(first(types)));
        self.int(seed, 0);
        self.hash_key(types, base);
    }

    fn equal_keys(&mut self, types: &[TypeId], base: Reg) {
        let other = after(base, self.words(first(types)));
        self.equal_regs(first(types), base, base, other);
    }

    /// `dst` = whether two values of a type are equal.
    pub(super) fn equal_regs(&mut self, ty: TypeId, dst: Reg, a: Reg, b: Reg) {
        let num = self.num(ty);
        let is_word = matches!(
            self.unit.underlying(ty),
            Type::Pointer(_) | Type::Chan(..) | Type::Basic(Basic::Bool)
        );
        match num {
            Num::Str => self.emit(Instr::StrCmp {
                op: Cmp::Eq,
                dst,
                a,
                b,
            }),
            Num::Signed(_) | Num::Unsigned(_) => self.emit(Instr::Alu {
                op: Alu::Eq,
                dst,
                a,
                b,
            }),
            Num::F32 | Num::F64 => {
                self.compare_regs(BinOp::Eq, num, dst, a, b);
            }
            _ if is_word => self.emit(Instr::Alu {
                op: Alu::Eq,
                dst,
                a,
                b,
            }),
            _ => {
                let ty = self.unit.rtype(ty);
                self.emit(Instr::EqType { dst, a, b });
                self.emit(Instr::TypeOperand { ty });
            }
        }
    }

    fn index_pointer(&mut self, types: &[TypeId], base: Reg) {
        let n = self.words(first(types));
        self.emit(Instr::ElemAddr {
            dst: base,
            a: base,
            index: base + 1,
        });
        self.emit(Instr::Stride { n });
    }

    /// Two addresses of one array differ by a multiple of the element's words.
    fn distance(&mut self, types: &[TypeId], base: Reg) {
        self.emit(Instr::Alu {
            op: Alu::Sub,
            dst: base,
            a: base + 1,
            b: base,
        });
        match self.words(first(types)) {
            0 => self.int(base, 0),
            1 => {}
            words => self.alu_imm(Alu::DivS, base, base, u64::from(words)),
        }
    }

    fn zero_value(&mut self, base: Reg) {
        let addr = self.unit.zero_addr();
        self.emit(Instr::GlobalAddr { dst: base, addr });
    }

    /// Tells the race detector of an access to the object at `base`, for which its first cell stands.
    fn race_note(&mut self, op: SyncOp, base: Reg) {
        self.int(base + 1, 1);
        self.emit(Instr::Sync {
            op,
            kind: Wrap::U64,
            base,
        });
    }

    /// The same for `n` (at base + 1) consecutive objects.
    fn race_range(&mut self, op: SyncOp, types: &[TypeId], base: Reg) {
        let words = self.words(first(types));
        self.alu_imm(Alu::Mul, base + 1, base + 1, u64::from(words));
        self.emit(Instr::Sync {
            op,
            kind: Wrap::U64,
            base,
        });
    }
}

fn visible_op(name: &str) -> Option<SyncOp> {
    if let Some((_, op)) = VISIBLE.iter().find(|(known, _)| *known == name) {
        return Some(*op);
    }
    // A method of a type of package atomic or one of its functions.
    let function = name.strip_prefix("atomic.")?;
    let function = function
        .rsplit_once('.')
        .map_or(function, |(_, method)| method);
    ATOMIC
        .iter()
        .find(|(prefix, _)| function.starts_with(prefix))
        .map(|(_, op)| *op)
}

/// Whether every value of a type equals itself: no float and no interface in it.
fn reflexive(body: &Body<'_, '_>, ty: TypeId) -> bool {
    !contains(body, ty, &|part| match part {
        Type::Basic(basic) => matches!(
            basic,
            Basic::Float32 | Basic::Float64 | Basic::Complex64 | Basic::Complex128
        ),
        Type::Interface(_) => true,
        _ => false,
    })
}

/// Whether two equal values of a type can differ in memory: floats (±0), strings, interfaces.
fn needs_key_update(body: &Body<'_, '_>, ty: TypeId) -> bool {
    contains(body, ty, &|part| {
        matches!(
            part,
            Type::Interface(_)
                | Type::Basic(Basic::String | Basic::Float32 | Basic::Float64)
                | Type::Basic(Basic::Complex64 | Basic::Complex128)
        )
    })
}

/// Whether == on a type compares exactly its bytes: no float, string or interface, no padding and no blank field.
fn plain_memory(body: &Body<'_, '_>, ty: TypeId) -> bool {
    let mut work = vec![ty];
    while let Some(ty) = work.pop() {
        match body.unit.underlying(ty) {
            Type::Array(elem, _) => work.push(*elem),
            Type::Struct(fields) => {
                let bytes = fields.iter().map(|field| body.unit.layout(field.ty).bytes);
                let blank = fields.iter().any(|field| field.name == "_");
                if blank || bytes.sum::<u64>() != body.unit.layout(ty).bytes {
                    return false;
                }
                work.extend(fields.iter().map(|field| field.ty));
            }
            _ => {}
        }
    }
    !needs_key_update(body, ty)
}

/// Whether a type or a part of it fulfils a condition. Each type is looked at once.
fn contains(body: &Body<'_, '_>, ty: TypeId, test: &dyn Fn(&Type) -> bool) -> bool {
    let mut seen = std::collections::BTreeSet::new();
    let mut work = vec![ty];
    while let Some(ty) = work.pop() {
        if !seen.insert(ty) {
            continue;
        }
        let part = body.unit.underlying(ty);
        if test(part) {
            return true;
        }
        match part {
            Type::Array(elem, _) => work.push(*elem),
            Type::Struct(fields) => work.extend(fields.iter().map(|field| field.ty)),
            _ => {}
        }
    }
    false
}

impl Body<'_, '_> {
    /// Whether every key of a type equals itself.
    pub(super) fn key_is_reflexive(&self, key: TypeId) -> bool {
        reflexive(self, key)
    }
}
