//! Which Go version changed what: the one table that everything else asks.
//!
//! A [`Change`] is a rule of the language, of the runtime or of a message that is otherwise before its version. Code asks
//! `versions::LOOP_VARIABLES.is_in(go_minor)`; nothing else compares a version with a number (`tests/versions` looks).
//! [`LIBRARY`] says with which version a name came into a package; the prelude keeps such names in files of their own, marked
//! `//go:build go1.N`.
//!
//! Invariants: every row has a program in `tests/versions` that shows the difference; each list is in order of versions.
//! Sources are the release notes (`RN 1.N`), proposals (`#N`), and files of Go's source tree, at 1.27.3 where no other is named.

/// One thing that a Go version changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// Its name in this table, by which its test is found.
    pub name: &'static str,
    /// The minor number of the first version that has it: 22 for Go 1.22.
    pub minor: u32,
    /// What is new.
    pub what: &'static str,
    /// Where that is written.
    pub source: &'static str,
}

impl Change {
    /// Whether Go 1.`go_minor` has it.
    pub const fn is_in(&self, go_minor: u32) -> bool {
        go_minor >= self.minor
    }

    /// As the compiler says that it is not there yet: `requires go1.22 or later`.
    pub fn required(&self) -> String {
        format!("requires go1.{} or later", self.minor)
    }
}

/// Declares each row as a constant and lists them all.
macro_rules! changes {
    ($($name:ident: $minor:literal, $what:literal, $source:literal;)*) => {
        $(#[doc = $what] pub const $name: Change = Change { name: stringify!($name), minor: $minor, what: $what, source: $source };)*
        /// Every row.
        pub const CHANGES: &[Change] = &[$($name),*];
    };
}

changes! {
    GENERICS: 18, "Type parameters, `any`, constraints.", "RN 1.18; #43651; types2 allowVersion(go1_18)";
    GROWTH_FROM_256: 18, "`append` doubles up to 256 elements, then by less and less; before, up to 1024, then by a quarter.",
        "RN 1.18, runtime; runtime/slice.go nextslicecap";
    PDQSORT: 19, "`sort` and `slices` use pattern-defeating quicksort, which shows in how often and in which order they compare.",
        "RN 1.19, sort; #50154; sort/zsortfunc.go";
    SLICE_TO_ARRAY: 20, "A slice converts to an array.", "RN 1.20, language; #46505; types2/conversions.go";
    COMPARABLE_INTERFACES: 20, "Interfaces satisfy `comparable`.", "RN 1.20, language; #56548; types2/instantiate.go";
    WRAPS_MANY: 20, "`fmt.Errorf` takes more than one `%w`.", "RN 1.20, fmt; #53435; fmt/errors.go";
    NAMED_LOCK_WAITS: 20, "Traces say `sync.Mutex.Lock`, `sync.RWMutex.Lock`, `sync.RWMutex.RLock` in place of `semacquire`.",
        "runtime/runtime2.go waitReasonStrings of 1.20";
    NEW_BUILTINS: 21, "The built-in functions `clear`, `min`, `max`.", "RN 1.21, language; #56351, #59488; types2/builtins.go";
    WIDER_INFERENCE: 21, "Type inference looks at methods of interfaces; generic functions may be arguments as they are.",
        "RN 1.21, language; #58671, #59338; types2/infer.go, unify.go";
    CLEAR_ENDS_ITERATORS: 21, "Clearing a map also empties the buckets that a loop under way still walks.",
        "#56351; runtime/map.go mapclear of 1.21";
    NIL_PANIC_ERROR: 21, "`panic(nil)` panics with a *runtime.PanicNilError.", "RN 1.21, language; #25448; runtime/panic.go";
    CREATOR_NUMBERED: 21, "Traces say in which goroutine a goroutine was created.", "RN 1.21, runtime; runtime/traceback.go";
    INIT_CLOSURE_NAMES: 22, "Function literals of package variables are called `main.init.func1`; before, `main.glob..func1`.",
        "cmd/compile/internal/ir/func.go closureName of 1.22";
    LOOP_VARIABLES: 22, "Each iteration of a `for` loop has its own variables.", "RN 1.22, language; #60078";
    RANGE_OVER_INT: 22, "`range` over an integer.", "RN 1.22, language; #61405; types2/range.go";
    MALLOC_HEADER: 22, "A block of more than 512 bytes that holds pointers begins with a header of 8 bytes, so `append` gives such slices \
        other capacities.", "RN 1.22, runtime; runtime/mbitmap.go, msize.go";
    CLEARS_REMOVED: 22, "`slices.Delete` and its kin clear the elements they remove.", "RN 1.22, slices; #63393";
    RANGE_OVER_FUNC: 23, "`range` over a function.", "RN 1.23, language; #61897; types2/range.go";
    SYNCHRONOUS_TIMERS: 23, "A timer's channel holds nothing: after Stop or Reset no old value comes.", "RN 1.23, time; #37196";
    GENERIC_ALIAS: 24, "A type alias may have type parameters.", "RN 1.24, language; #46477; types2/decl.go";
    HASH_TRIE_SYNC_MAP: 24, "`sync.Map` is a concurrent hash trie.", "RN 1.24, sync; #70683; internal/sync/hashtriemap.go";
    SWISS_MAP: 24, "Maps are Swiss tables.", "RN 1.24, runtime; #54766; internal/runtime/maps";
    XORSHIFT: 24, "The random numbers inside `sort` go another way, which shows in the order of comparisons.",
        "sort/zsortfunc.go xorshift of 1.24";
    SEED_DOES_NOTHING: 24, "The top-level function `Seed` of `math/rand` does nothing.", "RN 1.24, math/rand; #67273; math/rand/rand.go";
    NAMED_WAIT_GROUP_WAIT: 24, "Traces say `sync.WaitGroup.Wait` in place of `semacquire`.", "runtime/runtime2.go of 1.24";
    CANNOT_INFER_DECLARED: 24, "Where a type argument cannot be inferred, the error says `declared at` before the parameter's position.",
        "types2/infer.go of 1.24";
    KEYWORD_TOKENS: 24, "Syntax errors call a keyword `keyword else`; before, `else`.", "syntax/parser.go tokstring of 1.24";
    DESCRIBES_KINDS: 24, "Errors say of which kind a declared type is: `value of struct type T`.",
        "types2/operand.go operandString, compositeKind of 1.24";
    MISSING_PARAMETER: 24, "Of parameters of which only some have names, the error says what is missing: `missing parameter type`.",
        "syntax/parser.go paramList of 1.24";
    AMBIGUOUS_SYNC: 24, "Errors name types of package sync by its path, `\"sync\".Mutex`, because Go has internal/sync too.",
        "types2/check.go qualifier; internal/sync of 1.24";
    CYCLE_NAMED: 24, "Each line about a cycle of declarations names the next: `A refers to B`.", "types2/cycles.go, decl.go of 1.24";
    DOTS_SHOWN: 24, "Errors about a wrong number of arguments show `...` after the last: `have (number, []int...)`.",
        "types2/call.go arguments of 1.24";
    LITERAL_TYPE_NAMED: 24, "A literal that leaves its type out is still called by the type's name in errors.",
        "types2/literals.go of 1.24";
    BUILTIN_SPACED: 24, "Errors about arguments say `built-in print`; before, `built-inprint`.", "types2/builtins.go of 1.24";
    RECEIVER_PARAMETERS: 24, "A receiver with too few or too many type parameters is told that it declares so many.",
        "types2/signature.go collectRecv of 1.24";
    RECEIVER_BASE_POSITION: 24, "Errors about a receiver's type stand at the name of the type; before, at the receiver.",
        "types2/signature.go validRecv of 1.24";
    NO_CORE_TYPES: 25, "Errors about calls, channels, indexes, slices, `range`, `append`, `copy` and `make` name the type that does \
        not fit: `int is not a function`.", "RN 1.25, language; types2/call.go, expr.go chanElem, index.go, builtins.go, range.go";
    EXPORTED_SPELLING: 25, "Where a package has a name in another case, the error says so: `undefined: fmt.println (but have Println)`.",
        "types2/call.go selector of 1.25";
    STACK_APPEND: 25, "The first append to an empty slice that never leaves its function uses a buffer of 32 bytes on the stack.",
        "RN 1.25, compiler; cmd/compile/internal/ssagen/ssa.go append, getBackingStoreInfo";
    UNHASHABLE_IN_EMPTY: 25, "A key that has no hash, looked for in a map without entries, panics with words of its own.",
        "internal/runtime/maps/map.go mapKeyError of 1.25; runtime/alg.go";
    DOTS_WHILE_PARSING: 25, "A `...` in the wrong place: `can only use ... with final parameter` or `invalid use of ...`, once in a list.",
        "syntax/parser.go paramList of 1.25";
    REPANIC_ONCE: 25, "A value that is recovered and panicked with again is printed once, `[recovered, repanicked]`.",
        "RN 1.25, runtime; #71517; runtime/panic.go printpanics";
    NOT_A_TYPE_KIND: 26, "Where a name is not a type, the error says what it is: `x (local variable) is not a type`.",
        "types2/typexpr.go, object.go objectKind of 1.26";
    FATAL_LISTS_ONE: 26, "A fatal error lists only the goroutine that raised it.", "runtime/panic.go fatalthrow, dopanic of 1.26";
    UNTYPED_MISMATCH: 26, "An operand of another kind than an untyped constant: `mismatched types T and untyped int`.",
        "types2/expr.go matchBinaryOperands of 1.26";
    NEW_OF_VALUE: 26, "`new` takes a value.", "RN 1.26, language; #45624; types2/builtins.go";
    SHORT_FLOATS: 26, "`print` and traces show floats in their shortest form.", "RN 1.26; runtime/print.go printfloat64";
    NUMBERED_RESULTS: 27, "Errors about one result of several call it `2nd function result`, and a `multiple assignment` by name.",
        "types2/assignments.go, util.go of 1.27";
    PROMOTED_KEYS: 27, "A promoted field may be a key of a struct literal.", "RN 1.27, language; types2/literals.go structLit";
    FIELD_OF_TYPE: 27, "A field selected from a type: `operand for field selector a must be value of type T`.", "types2/call.go of 1.27";
    NIL_PANIC_PREFIXED: 27, "The text of a *runtime.PanicNilError begins with `runtime error: `.", "runtime/panic.go of 1.27";
    GENERIC_METHODS: 27, "A method may have type parameters of its own.", "RN 1.27, language; #77273; types2/signature.go funcType";
    RANGE_BODY_NAMES: 27, "The body of a range over a function counts by itself in the names of closures.",
        "cmd/compile/internal/ir/func.go closureName of 1.27";
}

/// Names that came into a package of the library after Go 1.17: package, minor version, names. Methods are `Type.Name`; no names
/// stand for the whole package. (From the packages' exported names in each release from 1.21 to 1.27, and RN 1.18 to 1.20.)
pub const LIBRARY: &[(&str, u32, &str)] = &[
    ("bufio", 18, "Writer.AvailableBuffer"),
    ("bytes", 18, "Cut"),
    ("strings", 18, "Clone Cut"),
    ("sync", 18, "Mutex.TryLock RWMutex.TryLock RWMutex.TryRLock"),
    ("unicode/utf8", 18, "AppendRune"),
    ("fmt", 19, "Append Appendf Appendln"),
    ("runtime/debug", 19, "SetMemoryLimit"),
    ("sort", 19, "Find"),
    (
        "sync/atomic",
        19,
        "Bool Int32 Int64 Pointer Uint32 Uint64 Uintptr",
    ),
    ("time", 19, "Duration.Abs Time.ZoneBounds"),
    ("bytes", 20, "Clone CutPrefix CutSuffix"),
    ("context", 20, "CancelCauseFunc Cause WithCancelCause"),
    ("errors", 20, "Join"),
    ("fmt", 20, "FormatString"),
    ("io", 20, "NewOffsetWriter OffsetWriter"),
    ("strings", 20, "CutPrefix CutSuffix"),
    (
        "sync",
        20,
        "Map.CompareAndDelete Map.CompareAndSwap Map.Swap",
    ),
    ("time", 20, "DateOnly DateTime Time.Compare TimeOnly"),
    ("unicode/utf16", 20, "AppendRune"),
    ("unsafe", 20, "SliceData String StringData"),
    (
        "bytes",
        21,
        "Buffer.Available Buffer.AvailableBuffer ContainsFunc",
    ),
    ("cmp", 21, ""),
    (
        "context",
        21,
        "AfterFunc WithDeadlineCause WithTimeoutCause WithoutCancel",
    ),
    ("errors", 21, "ErrUnsupported"),
    ("maps", 21, ""),
    ("runtime", 21, "PanicNilError Pinner"),
    ("slices", 21, ""),
    ("strings", 21, "ContainsFunc"),
    ("sync", 21, "OnceFunc OnceValue OnceValues"),
    ("testing", 21, "Testing"),
    (
        "unicode",
        21,
        "Cypro_Minoan Kawi Nag_Mundari Old_Uyghur Tangsa Toto Vithkuqi",
    ),
    ("cmp", 22, "Or"),
    ("io", 22, "SectionReader.Outer"),
    ("math/rand/v2", 22, ""),
    ("os", 22, "File.WriteTo"),
    ("slices", 22, "Concat"),
    ("iter", 23, ""),
    ("maps", 23, "All Collect Insert Keys Values"),
    ("math/rand/v2", 23, "ChaCha8.Read Rand.Uint Uint"),
    ("os", 23, "CopyFS"),
    (
        "slices",
        23,
        "All AppendSeq Backward Chunk Collect Repeat Sorted SortedFunc SortedStableFunc Values",
    ),
    ("sync", 23, "Map.Clear"),
    (
        "sync/atomic",
        23,
        "AndInt32 AndInt64 AndUint32 AndUint64 AndUintptr Int32.And Int32.Or Int64.And Int64.Or OrInt32 OrInt64 OrUint32 \
         OrUint64 OrUintptr Uint32.And Uint32.Or Uint64.And Uint64.Or Uintptr.And Uintptr.Or",
    ),
    ("unicode/utf16", 23, "RuneLen"),
    ("unique", 23, ""),
    (
        "bytes",
        24,
        "FieldsFuncSeq FieldsSeq Lines SplitAfterSeq SplitSeq",
    ),
    ("math/rand/v2", 24, "ChaCha8.AppendBinary PCG.AppendBinary"),
    ("os", 24, "OpenInRoot OpenRoot Root"),
    ("runtime", 24, "AddCleanup Cleanup"),
    (
        "strings",
        24,
        "FieldsFuncSeq FieldsSeq Lines SplitAfterSeq SplitSeq",
    ),
    ("testing", 24, "B.Loop T.Chdir T.Context"),
    ("time", 24, "Time.AppendBinary Time.AppendText"),
    ("hash", 25, "Cloner XOF"),
    ("runtime", 25, "SetDefaultGOMAXPROCS"),
    ("sync", 25, "WaitGroup.Go"),
    ("testing", 25, "T.Attr T.Output"),
    ("testing/synctest", 25, ""),
    ("unicode", 25, "CategoryAliases Cn LC"),
    ("bytes", 26, "Buffer.Peek"),
    ("errors", 26, "AsType"),
    ("os", 26, "ErrNoHandle"),
    ("testing", 26, "T.ArtifactDir"),
    ("bytes", 27, "CutLast"),
    ("math/rand/v2", 27, "Rand.N"),
    ("strings", 27, "CutLast"),
    ("testing/synctest", 27, "Sleep"),
    (
        "unicode",
        27,
        "Beria_Erfe Garay Gurung_Khema IDS_Unary_Operator ID_Compat_Math_Continue ID_Compat_Math_Start Kirat_Rai \
         Modifier_Combining_Mark Ol_Onal Sidetic Sunuwar Tai_Yo Todhri Tolong_Siki Tulu_Tigalari",
    ),
];

/// The first version that has `name` of package `path` (empty: the package itself), where that is later than Go 1.17.
pub fn since(path: &str, name: &str) -> Option<u32> {
    let row = LIBRARY.iter().find(|(package, _, names)| {
        *package == path
            && (name.is_empty() && names.is_empty()
                || names.split_whitespace().any(|known| known == name))
    });
    row.map(|(_, minor, _)| *minor)
}
