//! INTERFACE. What a native function sees of the machine: a window of registers, the string space, and the runtime types.
//!
//! Invariant: nothing here can reach a memory cell, so a native can never be seen by another goroutine.

use crate::bytecode::RType;

/// A native: its path-qualified name and the function that carries it out.
pub struct NativeDef(
    pub &'static str,
    pub fn(&mut NativeCtx<'_>) -> Result<(), NativeFault>,
);

/// Why a native could not be carried out.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NativeFault {
    /// The string space is full: the `limit` outcome "strings".
    StringLimit,
    /// An operand's address and length name no string: the header was torn by a data race. Go would read whatever lies there or die;
    /// the machine raises "invalid memory address or nil pointer dereference".
    BadString,
    /// No native has this number.
    Unknown,
}

/// The machine's string space.
pub trait Text {
    /// The bytes of the string (`addr`, `len`); the empty string whatever `addr` when `len` is 0. `None` if it reaches out of the space.
    fn bytes(&self, addr: u64, len: u64) -> Option<&[u8]>;
    /// Adds a string and returns its address and length, or [`NativeFault::StringLimit`].
    fn make(&mut self, bytes: &[u8]) -> Result<(u64, u64), NativeFault>;
    /// How many more bytes [`Text::make`] would take.
    fn room(&self) -> usize;
}

/// A place in the program's text where a function stands.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct FramePlace {
    /// As Go prints it.
    pub function: String,
    /// As it was given.
    pub file: String,
    /// From 1.
    pub line: u32,
    /// A number that stands for it, not 0.
    pub pc: u64,
}

/// The calling goroutine's stack.
pub trait Frames {
    /// Where the frame `depth` calls above the one that calls the native stands; those of the compiler do not count. `None` beyond the
    /// outermost.
    fn frame(&self, depth: usize) -> Option<FramePlace>;
    /// The place that a number of [`FramePlace::pc`] stands for.
    fn place(&self, pc: u64) -> Option<FramePlace>;
    /// The goroutine's bubble of `testing/synctest`, 0 outside.
    fn bubble(&self) -> u64;
}

/// A stack of nothing.
pub struct NoFrames;

impl Frames for NoFrames {
    fn frame(&self, _depth: usize) -> Option<FramePlace> {
        None
    }

    fn place(&self, _pc: u64) -> Option<FramePlace> {
        None
    }

    fn bubble(&self) -> u64 {
        0
    }
}

/// One call of a native.
pub struct NativeCtx<'a> {
    window: &'a mut [u64],
    text: &'a mut dyn Text,
    types: &'a [RType],
    frames: &'a dyn Frames,
    cost: u64,
}

impl<'a> NativeCtx<'a> {
    /// `window` begins at the call's base register; `types` are the program's, by `RTypeId`.
    pub fn new(
        window: &'a mut [u64],
        text: &'a mut dyn Text,
        types: &'a [RType],
        frames: &'a dyn Frames,
    ) -> NativeCtx<'a> {
        NativeCtx {
            window,
            text,
            types,
            frames,
            cost: 0,
        }
    }

    /// See [`Frames::bubble`].
    pub fn bubble(&self) -> u64 {
        self.frames.bubble()
    }

    /// See [`Frames::frame`].
    pub fn frame(&self, depth: usize) -> Option<FramePlace> {
        self.frames.frame(depth)
    }

    /// See [`Frames::place`].
    pub fn place(&self, pc: u64) -> Option<FramePlace> {
        self.frames.place(pc)
    }

    /// Bytes of strings read and made so far: the machine charges them to the goroutine's invisible work.
    pub fn cost(&self) -> u64 {
        self.cost
    }

    /// Operand word `at`.
    pub fn word(&self, at: usize) -> u64 {
        self.window.get(at).copied().unwrap_or(0)
    }

    /// Operand word as a signed integer.
    pub fn int(&self, at: usize) -> i64 {
        self.word(at) as i64
    }

    /// Operand word as a float64.
    pub fn float(&self, at: usize) -> f64 {
        f64::from_bits(self.word(at))
    }

    /// Operand word as a bool.
    pub fn flag(&self, at: usize) -> bool {
        self.word(at) != 0
    }

    /// The string whose two words begin at `at`.
    pub fn str(&self, at: usize) -> Result<&[u8], NativeFault> {
        self.text
            .bytes(self.word(at), self.word(at + 1))
            .ok_or(NativeFault::BadString)
    }

    /// The type behind an interface's type word; `None` for a nil interface.
    pub fn dynamic_type(&self, type_word: u64) -> Option<&RType> {
        self.types
            .get(usize::try_from(type_word.checked_sub(1)?).ok()?)
    }

    /// The program's types.
    pub fn types(&self) -> &[RType] {
        self.types
    }

    /// Charges work that is not seen as a string's length.
    pub fn charge(&mut self, cost: u64) {
        self.cost = self.cost.saturating_add(cost);
    }

    /// Sets result word `at`.
    pub fn set(&mut self, at: usize, word: u64) {
        if let Some(slot) = self.window.get_mut(at) {
            *slot = word;
        }
    }

    /// Sets a signed integer result.
    pub fn set_int(&mut self, at: usize, value: i64) {
        self.set(at, value as u64);
    }

    /// Sets a float64 result.
    pub fn set_float(&mut self, at: usize, value: f64) {
        self.set(at, value.to_bits());
    }

    /// Sets a bool result.
    pub fn set_flag(&mut self, at: usize, value: bool) {
        self.set(at, u64::from(value));
    }

    /// Sets a string result to new bytes.
    pub fn set_str(&mut self, at: usize, bytes: &[u8]) -> Result<(), NativeFault> {
        let (addr, len) = if bytes.is_empty() {
            (0, 0)
        } else {
            self.text.make(bytes)?
        };
        self.charge(len);
        self.set(at, addr);
        self.set(at + 1, len);
        Ok(())
    }

    /// Sets a string result to `len` bytes that start `from` bytes into the operand whose address is `addr`: no bytes are copied.
    pub fn set_part(&mut self, at: usize, addr: u64, from: usize, len: usize) {
        self.set(at, addr.wrapping_add(from as u64));
        self.set(at + 1, len as u64);
    }

    /// Fails early when a result of `len` bytes cannot fit, before it is built.
    pub fn reserve(&self, len: usize) -> Result<(), NativeFault> {
        if len > self.text.room() {
            Err(NativeFault::StringLimit)
        } else {
            Ok(())
        }
    }
}

/// A string space for tests of natives.
#[cfg(test)]
pub(crate) mod testing {
    use super::*;

    /// Strings one after another; address 0 is the first.
    #[derive(Default)]
    pub struct Strings(pub Vec<u8>);

    impl Text for Strings {
        fn bytes(&self, addr: u64, len: u64) -> Option<&[u8]> {
            if len == 0 {
                return Some(&[]);
            }
            let from = usize::try_from(addr).ok()?;
            self.0
                .get(from..from.checked_add(usize::try_from(len).ok()?)?)
        }
        fn make(&mut self, bytes: &[u8]) -> Result<(u64, u64), NativeFault> {
            if bytes.len() > self.room() {
                return Err(NativeFault::StringLimit);
            }
            let at = self.0.len();
            self.0.extend_from_slice(bytes);
            Ok((at as u64, bytes.len() as u64))
        }
        fn room(&self) -> usize {
            (1 << 20) - self.0.len()
        }
    }

    /// Runs native `id` on a window of any words; whatever they are, it must come back.
    pub fn call_any(id: u16, window: &mut [u64], strings: &mut Strings) {
        let _ = crate::library::run(id, &mut NativeCtx::new(window, strings, &[], &NoFrames));
    }

    /// An operand or result of a native.
    #[derive(Clone, Debug, PartialEq)]
    pub enum Arg {
        /// One word.
        Word(u64),
        /// Two words.
        Str(Vec<u8>),
    }

    /// Runs native `name` and reads its results, shaped like `shape` (`s` a string, `w` a word).
    pub fn call(name: &str, args: &[Arg], shape: &str) -> Result<Vec<Arg>, NativeFault> {
        let mut strings = Strings(vec![b'#']);
        let mut window = vec![];
        for arg in args {
            match arg {
                Arg::Word(word) => window.push(*word),
                Arg::Str(bytes) => {
                    let (addr, len) = strings.make(bytes)?;
                    window.extend([addr, len]);
                }
            }
        }
        window.resize(16, 0);
        let id = crate::library::lookup(name).unwrap_or_else(|| panic!("no native {name}"));
        crate::library::run(
            id,
            &mut NativeCtx::new(&mut window, &mut strings, &[], &NoFrames),
        )?;
        let mut at = 0;
        let mut results = vec![];
        for letter in shape.chars() {
            if letter == 's' {
                results.push(Arg::Str(
                    strings
                        .bytes(window[at], window[at + 1])
                        .ok_or(NativeFault::BadString)?
                        .to_vec(),
                ));
                at += 2;
            } else {
                results.push(Arg::Word(window[at]));
                at += 1;
            }
        }
        Ok(results)
    }
}
