//! Reading a format string, directive by directive.
//!
//! Two readers share it: the formatter, and `Errorf` when it asks which arguments `%w` wraps. Only the formatter knows the values that
//! `*` takes from the arguments; which argument a directive uses does not depend on them.

use super::spec::Spec;
use crate::library::search::decode;

/// A piece of a format string.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Piece<'a> {
    /// Text to copy.
    Text(&'a [u8]),
    /// A directive, with what to complain of before it.
    Directive {
        /// `%!(BADWIDTH)`: `*` found no integer.
        bad_width: bool,
        /// `%!(BADPREC)`.
        bad_precision: bool,
        /// What it asks for.
        ask: Ask,
    },
}

/// What a directive asks for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Ask {
    /// An argument, by number.
    Value {
        /// Which.
        arg: usize,
        /// The verb, a rune.
        verb: u32,
        /// How.
        spec: Spec,
    },
    /// `%%`
    Percent,
    /// `%!v(BADINDEX)`
    BadIndex(u32),
    /// `%!v(MISSING)`
    Missing(u32),
    /// `%!(NOVERB)`: the string ends here.
    NoVerb,
}

/// Reads a format string for a given number of arguments.
pub struct Directives<'a> {
    format: &'a [u8],
    at: usize,
    args: usize,
    /// The next argument to use.
    next_arg: usize,
    /// Whether some directive named its argument: then unused ones are no error.
    reordered: bool,
    good_arg: bool,
}

/// Larger widths, precisions and indexes are not numbers.
const NUMBER_MAX: i64 = 1_000_000;

impl<'a> Directives<'a> {
    /// At the start of `format`.
    pub fn new(format: &'a [u8], args: usize) -> Directives<'a> {
        Directives {
            format,
            at: 0,
            args,
            next_arg: 0,
            reordered: false,
            good_arg: true,
        }
    }

    /// The first argument that nothing asked for, once the string has ended; `None` if there is none or order was changed.
    pub fn first_extra(&self) -> Option<usize> {
        (!self.reordered && self.next_arg < self.args).then_some(self.next_arg)
    }

    /// Whether arguments were used out of order.
    pub fn reordered(&self) -> bool {
        self.reordered
    }

    /// The next piece. `star(n)` is argument n as an integer, if it is one.
    pub fn next(&mut self, star: impl Fn(usize) -> Option<i64>) -> Option<Piece<'a>> {
        let rest = self.format.get(self.at..).filter(|rest| !rest.is_empty())?;
        let text = rest
            .iter()
            .position(|&byte| byte == b'%')
            .unwrap_or(rest.len());
        if text > 0 {
            self.at += text;
            return Some(Piece::Text(&rest[..text]));
        }
        self.at += 1;
        Some(self.directive(star))
    }

    fn peek(&self) -> Option<u8> {
        self.format.get(self.at).copied()
    }

    fn directive(&mut self, star: impl Fn(usize) -> Option<i64>) -> Piece<'a> {
        let mut spec = Spec::default();
        self.good_arg = true;
        self.flags(&mut spec);
        let mut after_index = self.index();
        let (mut bad_width, mut bad_precision) = (false, false);
        if self.peek() == Some(b'*') {
            let width = self.star(&star);
            bad_width = width.is_none();
            spec.width = width.map(|width| width.unsigned_abs() as usize);
            if width.is_some_and(|width| width < 0) {
                spec.minus = true;
                spec.zero = false;
            }
            after_index = false;
        } else {
            spec.width = self.number();
            self.good_arg &= !(after_index && spec.width.is_some());
        }
        if self.peek() == Some(b'.') && self.at + 1 < self.format.len() {
            self.at += 1;
            self.good_arg &= !after_index;
            after_index = self.index();
            if self.peek() == Some(b'*') {
                spec.precision = self
                    .star(&star)
                    .and_then(|precision| usize::try_from(precision).ok());
                bad_precision = spec.precision.is_none();
                after_index = false;
            } else {
                spec.precision = Some(self.number().unwrap_or(0));
            }
        }
        if !after_index {
            self.index();
        }
        Piece::Directive {
            bad_width,
            bad_precision,
            ask: self.verb(spec),
        }
    }

    fn flags(&mut self, spec: &mut Spec) {
        while let Some(flag) = self.peek() {
            match flag {
                b'#' => spec.sharp = true,
                b'0' => spec.zero = true,
                b'+' => spec.plus = true,
                b'-' => spec.minus = true,
                b' ' => spec.space = true,
                _ => break,
            }
            self.at += 1;
        }
    }

    /// A decimal number; an absurd one swallows the rest of the string, as Go's parser does.
    fn number(&mut self) -> Option<usize> {
        let (number, end) = parse_number(self.format, self.at, self.format.len());
        self.at = end;
        number
    }

    /// `*`: takes the next argument.
    fn star(&mut self, star: &impl Fn(usize) -> Option<i64>) -> Option<i64> {
        self.at += 1;
        if self.next_arg >= self.args {
            return None;
        }
        let value = star(self.next_arg);
        self.next_arg += 1;
        value.filter(|value| (-NUMBER_MAX..=NUMBER_MAX).contains(value))
    }

    /// `[n]`: sets the next argument. Whether an index stood here.
    fn index(&mut self) -> bool {
        if self.peek() != Some(b'[') {
            return false;
        }
        self.reordered = true;
        let rest = &self.format[self.at..];
        let close = rest
            .iter()
            .position(|&byte| byte == b']')
            .filter(|_| rest.len() >= 3);
        let Some(close) = close else {
            self.good_arg = false;
            self.at += 1;
            return false;
        };
        let (number, end) = parse_number(rest, 1, close);
        self.at += close + 1;
        let number = number.filter(|_| end == close);
        match number
            .and_then(|number| number.checked_sub(1))
            .filter(|&index| index < self.args)
        {
            Some(index) => self.next_arg = index,
            None => self.good_arg = false,
        }
        number.is_some()
    }

    fn verb(&mut self, mut spec: Spec) -> Ask {
        let Some((verb, width)) = self.format.get(self.at..).and_then(decode) else {
            return Ask::NoVerb;
        };
        self.at += width;
        if verb == u32::from(b'%') {
            return Ask::Percent;
        }
        if !self.good_arg {
            return Ask::BadIndex(verb);
        }
        if self.next_arg >= self.args {
            return Ask::Missing(verb);
        }
        if matches!(char::from_u32(verb), Some('v' | 'w')) {
            spec = Spec {
                sharp_v: spec.sharp,
                sharp: false,
                plus_v: spec.plus,
                plus: false,
                ..spec
            };
        }
        let arg = self.next_arg;
        self.next_arg += 1;
        Ask::Value { arg, verb, spec }
    }
}

/// Digits of `s` from `from` to `end` as a number, and where they end.
fn parse_number(s: &[u8], from: usize, end: usize) -> (Option<usize>, usize) {
    let (mut number, mut at) = (None, from);
    while at < end && s[at].is_ascii_digit() {
        let so_far = number.unwrap_or(0);
        if so_far > NUMBER_MAX {
            return (None, end);
        }
        number = Some(so_far * 10 + i64::from(s[at] - b'0'));
        at += 1;
    }
    (number.and_then(|number| usize::try_from(number).ok()), at)
}

/// The arguments that `%w` wraps, as `Errorf` counts them: in order of use, or sorted when the order was changed.
pub fn wrapped_args(format: &[u8], args: usize) -> Vec<usize> {
    let mut directives = Directives::new(format, args);
    let mut wrapped = vec![];
    while let Some(piece) = directives.next(|_| None) {
        if let Piece::Directive {
            ask: Ask::Value { arg, verb, .. },
            ..
        } = piece
            && verb == u32::from(b'w')
        {
            wrapped.push(arg);
        }
    }
    if directives.reordered() {
        wrapped.sort_unstable();
    }
    wrapped
}
