//! What can go wrong while a program runs, and Go's words for it.
//!
//! A [`Fault`] is raised by an instruction. Most become a panic whose value is a `runtime.Error` of the prelude and may be recovered;
//! some kill the program (`fatal error: …`), and the limits of this product end the run as an outcome of their own.
//!
//! The text of a runtime error is kept without `runtime error: `; the `Error` method in the prelude puts that in front.

/// Something an instruction could not do.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Fault {
    /// Access to a cell that does not exist: nil (0) panics, anything else is an unexpected fault address.
    Address(u64),
    /// Nil dereference at a byte address below the first page.
    Nil(u64),
    /// String bytes that do not exist: an unexpected fault address.
    Bytes(u64),
    /// Panics with a runtime error of this text (`runtime error: ` comes in front of it when it is printed).
    Runtime(String),
    /// The same, about an index or a slice's bounds.
    Bounds(String),
    /// Panics with an error of this text that has no prefix.
    Plain(String),
    /// Panics with this string (not an error), as some packages do.
    Text(String),
    /// Panics with a failed type assertion's text.
    Assertion(String),
    /// `fatal error: …`; cannot be recovered.
    Fatal(String),
    /// The stack outgrew its bound.
    StackOverflow,
    /// The heap outgrew its bound.
    HeapLimit,
    /// Strings outgrew their bound.
    StringLimit,
    /// One operation looked at more than a sensible number of values (a comparison of enormous values).
    WorkLimit,
}

/// `index out of range [i] with length n`.
#[cold]
pub(super) fn index(index: u64, len: u64, unsigned: bool) -> Fault {
    let negative = !unsigned && (index as i64) < 0;
    Fault::Bounds(match negative {
        true => format!("index out of range [{}]", index as i64),
        false => format!(
            "index out of range [{index}] with length {len}",
            len = len as i64
        ),
    })
}

/// What an iterator did wrong that called the body of a loop in a state in which it must not: numbers as in `check/stmt/range_state.rs`.
#[cold]
pub(super) fn range_state(state: u64) -> Fault {
    let what = match state {
        0 => "continued iteration after function for loop body returned false",
        2 => "continued iteration after loop body panic",
        3 => "continued iteration after whole loop exit",
        _ => "recovered a loop body panic and did not resume panicking",
    };
    Fault::Runtime(format!("range function {what}"))
}

/// Which bounds of a slice expression were wrong, for [`slice_bounds`].
#[derive(Clone, Copy, Debug)]
pub(super) struct SliceCheck {
    /// The operand is an array or string: "length" instead of "capacity".
    pub array_or_string: bool,
    /// Low bound (0 where not written).
    pub lo: i64,
    /// High bound (the length where not written).
    pub hi: i64,
    /// Whether the high bound was written; else it needs no check.
    pub hi_written: bool,
    /// Max, in the three-index form.
    pub max: Option<i64>,
    /// Length of a string or array, capacity of a slice.
    pub cap: i64,
    /// Which are unsigned: bits 1 low, 2 high, 4 max. Only the text asks: those of 2^63 and more are out of bounds in any case.
    pub unsigned: u8,
}

impl SliceCheck {
    /// A bound that is negative, in a signed type.
    fn negative(&self, bit: u8, bound: i64) -> bool {
        bound < 0 && self.unsigned & bit == 0
    }

    /// A bound in its type.
    fn shown(&self, bit: u8, bound: i64) -> String {
        match self.unsigned & bit {
            0 => bound.to_string(),
            _ => (bound as u64).to_string(),
        }
    }
}

/// Whether all bounds of a slice expression are in order.
#[inline]
pub(super) fn slice_in_bounds(check: &SliceCheck) -> bool {
    let top = check.max.unwrap_or(check.cap);
    let max_fits = (0..=check.cap).contains(&top) || check.max.is_none();
    let hi_fits = (0..=top).contains(&check.hi) || (!check.hi_written && check.max.is_none());
    max_fits && hi_fits && check.lo >= 0 && check.lo <= check.hi
}

/// The fault of a slice expression, or `None` when all bounds are in order.
#[cold]
pub(super) fn slice_bounds(check: &SliceCheck) -> Option<Fault> {
    let (low, high) = (check.shown(1, check.lo), check.shown(2, check.hi));
    let what = if check.array_or_string {
        "length"
    } else {
        "capacity"
    };
    let (lo, hi, cap) = (check.lo, check.hi, check.cap);
    let above = |bound: i64, limit: i64| bound < 0 || bound > limit;
    let text = |detail: String| Some(Fault::Bounds(format!("slice bounds out of range {detail}")));
    if let Some(max) = check.max {
        let third = check.shown(4, max);
        return match () {
            () if check.negative(4, max) => text(format!("[::{max}]")),
            () if above(max, cap) => text(format!("[::{third}] with {what} {cap}")),
            () if check.negative(2, hi) => text(format!("[:{hi}:]")),
            () if above(hi, max) => text(format!("[:{high}:{max}]")),
            () if check.negative(1, lo) => text(format!("[{lo}::]")),
            () if above(lo, hi) => text(format!("[{low}:{hi}:]")),
            () => None,
        };
    }
    match () {
        () if check.hi_written && check.negative(2, hi) => text(format!("[:{hi}]")),
        () if check.hi_written && above(hi, cap) => text(format!("[:{high}] with {what} {cap}")),
        () if check.negative(1, lo) => text(format!("[{lo}:]")),
        () if above(lo, hi) => text(format!("[{low}:{hi}]")),
        () => None,
    }
}
