//! INTERFACE. Every bound of the product in one place (design.md section 8). Reaching one is an ordinary outcome with its name.

/// Bounds on one program and one run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of source text over all user files.
    pub source_bytes: usize,
    /// Transitions in one run.
    pub steps: u64,
    /// Invisible instructions within one transition before it is paused.
    pub local_steps: u32,
    /// Words of heap memory.
    pub heap_words: usize,
    /// Bytes of strings made at run time.
    pub string_bytes: usize,
    /// Goroutines ever started and alive at once.
    pub goroutines: usize,
    /// Words of one goroutine's stack; beyond it Go's own stack overflow is raised.
    pub stack_words: usize,
    /// Frames of one goroutine's stack.
    pub frames: usize,
    /// Bytes of stdout and stderr together.
    pub output_bytes: usize,
    /// Bytes of a URL fragment.
    pub fragment_bytes: usize,
}

impl Default for Limits {
    /// Keeps a page alive on a phone.
    fn default() -> Limits {
        Limits {
            source_bytes: 256 << 10,
            steps: 2_000_000,
            local_steps: 1_000_000,
            heap_words: 4 << 20,
            string_bytes: 16 << 20,
            goroutines: 10_000,
            stack_words: 1 << 20,
            frames: 100_000,
            output_bytes: 1 << 20,
            fragment_bytes: 256 << 10,
        }
    }
}

impl Limits {
    /// For the command line: room for larger programs. A run keeps its choices, 16 bytes per transition.
    pub fn native() -> Limits {
        Limits {
            source_bytes: 4 << 20,
            steps: 50_000_000,
            heap_words: 64 << 20,
            string_bytes: 256 << 20,
            output_bytes: 64 << 20,
            ..Limits::default()
        }
    }

    /// For exploring on the command line: each snapshot of an execution holds its memory, so there is less than for one run.
    pub fn explored() -> Limits {
        Limits {
            heap_words: 8 << 20,
            ..Limits::default()
        }
    }
}
