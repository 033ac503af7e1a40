//! The walk over arguments: Go's `printArg` and `printValue`, with their order of attempts.
//!
//! Order matters, since it decides which methods are called and what is printed for what has none: `%T` and `%p` first, then methods
//! (unless an error text is being written), then the kinds. `depth` counts from the argument: only there does a pointer print as `&{…}`.

mod composite;

pub use composite::shown_address;

use super::directive::{Ask, Directives, Piece};
use super::spec::Spec;
use super::value::{Reader, Value};
use super::{Call, Mode, Stop};
use crate::bytecode::{Kind, RTypeId};
use crate::library::float::Precision;
use crate::library::search::encode;
use crate::versions;

/// Nesting beyond this is refused.
const DEPTH_MAX: usize = 250;

/// The verb `v`.
const V: u32 = b'v' as u32;

/// One formatting operation under way.
pub struct Printer<'a> {
    read: Reader<'a>,
    call: Call,
    out: Vec<u8>,
    /// Longest text allowed.
    out_max: usize,
    spec: Spec,
    /// Texts of `done` used so far.
    used: u64,
    /// Writing a bad-verb text: methods are not called.
    erroring: bool,
    /// `%w` is allowed.
    wraps: bool,
    nesting: usize,
    /// The slices and maps that are being printed, outermost first: type, address, length.
    path: Vec<(RTypeId, u64, u64)>,
}

impl<'a> Printer<'a> {
    /// Ready to print at most `out_max` bytes.
    pub fn new(read: Reader<'a>, call: Call, out_max: usize) -> Printer<'a> {
        let wraps = call.mode == Mode::Errorf as u64;
        Printer {
            read,
            call,
            out: vec![],
            out_max,
            spec: Spec::default(),
            used: 0,
            erroring: false,
            wraps,
            nesting: 0,
            path: vec![],
        }
    }

    /// Does what the call's mode says.
    pub fn run(mut self) -> Result<Vec<u8>, Stop> {
        match self.call.mode {
            mode if mode == Mode::Print as u64 => self.all_args(false)?,
            mode if mode == Mode::Println as u64 => self.all_args(true)?,
            _ => self.by_format()?,
        }
        self.check_size()?;
        Ok(self.out)
    }

    fn check_size(&self) -> Result<(), Stop> {
        if self.out.len() > self.out_max {
            Err(Stop::Limit)
        } else {
            Ok(())
        }
    }

    fn write(&mut self, bytes: &[u8]) {
        self.out.extend_from_slice(bytes);
    }

    /// Argument `index`; `None` for a nil interface.
    fn arg(&self, index: usize) -> Result<Option<Value>, Stop> {
        let load = |at: u64| self.read.heap.load(at).ok_or(Stop::BadAddress);
        let addr = self.call.args.0.wrapping_add(2 * index as u64);
        self.read
            .dynamic(load(addr)?, load(addr.wrapping_add(1))?, false)
    }

    /// `Print` and `Println`.
    fn all_args(&mut self, line: bool) -> Result<(), Stop> {
        let mut after_string = true;
        for index in 0..self.call.args.1 as usize {
            let arg = self.arg(index)?;
            let is_string = matches!(arg, Some(value) if self.read.kind(value)? == Kind::String);
            if index > 0 && (line || !is_string && !after_string) {
                self.out.push(b' ');
            }
            self.print_arg(arg, V)?;
            after_string = is_string;
        }
        if line {
            self.out.push(b'\n');
        }
        Ok(())
    }

    /// `Printf`.
    fn by_format(&mut self) -> Result<(), Stop> {
        let (addr, len) = self.call.format;
        let format = self.read.heap.text(addr, len).ok_or(Stop::BadAddress)?;
        let args = usize::try_from(self.call.args.1).map_err(|_| Stop::BadAddress)?;
        let mut directives = Directives::new(format, args);
        loop {
            let piece = directives.next(|index| self.star(index));
            match piece {
                None => break,
                Some(Piece::Text(text)) => self.write(text),
                Some(Piece::Directive {
                    bad_width,
                    bad_precision,
                    ask,
                }) => {
                    self.write(if bad_width { b"%!(BADWIDTH)" } else { b"" });
                    self.write(if bad_precision { b"%!(BADPREC)" } else { b"" });
                    self.answer(ask)?;
                }
            }
            self.check_size()?;
        }
        directives
            .first_extra()
            .map_or(Ok(()), |first| self.extra(first, args))
    }

    fn answer(&mut self, ask: Ask) -> Result<(), Stop> {
        match ask {
            Ask::Value { arg, verb, spec } => {
                self.spec = spec;
                let arg = self.arg(arg)?;
                self.print_arg(arg, verb)?;
            }
            Ask::Percent => self.out.push(b'%'),
            Ask::BadIndex(verb) => self.complain(verb, b"(BADINDEX)"),
            Ask::Missing(verb) => self.complain(verb, b"(MISSING)"),
            Ask::NoVerb => self.write(b"%!(NOVERB)"),
        }
        Ok(())
    }

    fn complain(&mut self, verb: u32, what: &[u8]) {
        self.write(b"%!");
        encode(verb, &mut self.out);
        self.write(what);
    }

    /// Arguments nobody asked for.
    fn extra(&mut self, first: usize, args: usize) -> Result<(), Stop> {
        self.spec = Spec::default();
        self.write(b"%!(EXTRA ");
        for index in first..args {
            if index > first {
                self.write(b", ");
            }
            match self.arg(index)? {
                None => self.write(b"<nil>"),
                Some(value) => {
                    self.type_name(value)?;
                    self.out.push(b'=');
                    self.print_arg(Some(value), V)?;
                }
            }
        }
        self.out.push(b')');
        Ok(())
    }

    /// An argument as an integer, for `*`.
    fn star(&self, index: usize) -> Option<i64> {
        let value = self.arg(index).ok()??;
        let word = self.read.word(value, 0).ok()?;
        match self.read.kind(value).ok()? {
            Kind::Int | Kind::Int8 | Kind::Int16 | Kind::Int32 | Kind::Int64 => Some(word as i64),
            kind if is_unsigned(kind) => i64::try_from(word).ok(),
            _ => None,
        }
    }

    fn type_name(&mut self, value: Value) -> Result<(), Stop> {
        let name = &self.read.rtype(value.ty)?.name;
        self.out.extend_from_slice(name.as_bytes());
        Ok(())
    }

    fn print_arg(&mut self, arg: Option<Value>, verb: u32) -> Result<(), Stop> {
        self.check_size()?;
        let Some(value) = arg else {
            if matches!(letter(verb), b'T' | b'v') {
                self.spec.pad(&mut self.out, b"<nil>");
                return Ok(());
            }
            return self.bad_verb(None, verb);
        };
        let rtype = self.read.rtype(value.ty)?;
        match letter(verb) {
            b'T' => self.spec.string(&mut self.out, rtype.name.as_bytes()),
            b'p' => self.pointer(value, verb)?,
            _ if rtype.name == "[]uint8" => self.byte_slice(value, verb, "[]byte")?,
            _ if self.methods(value, verb)? => {}
            _ => self.print_value(value, verb, 0)?,
        }
        Ok(())
    }

    /// `%!d(string=hi)`
    fn bad_verb(&mut self, value: Option<Value>, verb: u32) -> Result<(), Stop> {
        self.erroring = true;
        self.complain(verb, b"(");
        match value {
            Some(value) => {
                self.type_name(value)?;
                self.out.push(b'=');
                self.print_value(value, V, 0)?;
            }
            None => self.write(b"<nil>"),
        }
        self.out.push(b')');
        self.erroring = false;
        Ok(())
    }

    /// Tries the value's own methods; whether one was used.
    fn methods(&mut self, value: Value, mut verb: u32) -> Result<bool, Stop> {
        let methods = &self.read.rtype(value.ty)?.methods;
        if self.erroring || methods.is_empty() && letter(verb) != b'w' {
            return Ok(false);
        }
        let known = &self.read.program.known;
        let has = |name: Option<u16>| {
            name.is_some_and(|name| methods.iter().any(|method| method.name == name))
        };
        if letter(verb) == b'w' {
            if !has(known.error_method) || !self.wraps {
                // Before Go 1.20 one mistake with %w spoils those that follow.
                self.wraps &= versions::WRAPS_MANY.is_in(self.read.program.go_minor);
                self.bad_verb(Some(value), verb)?;
                return Ok(true);
            }
            self.wraps &= versions::WRAPS_MANY.is_in(self.read.program.go_minor);
            verb = V;
        }
        let method = match letter(verb) {
            _ if has(known.format_method) => Method::Format,
            _ if self.spec.sharp_v && has(known.go_string_method) => Method::GoString,
            b'v' | b's' | b'x' | b'X' | b'q' if !self.spec.sharp_v && has(known.error_method) => {
                Method::Error
            }
            b'v' | b's' | b'x' | b'X' | b'q' if !self.spec.sharp_v && has(known.string_method) => {
                Method::String
            }
            _ => return Ok(false),
        };
        self.use_method(value, method, verb)?;
        Ok(true)
    }

    /// Writes the text that a method gave, or stops to have it called.
    fn use_method(&mut self, value: Value, method: Method, verb: u32) -> Result<(), Stop> {
        if self.used >= self.call.done.1 {
            let words = self.read.words(value)?;
            let spec = if method == Method::Format {
                self.spec.text(verb)
            } else {
                rune_text(verb)
            };
            return Err(Stop::Need {
                ty: value.ty,
                words,
                method: method as u64,
                spec,
            });
        }
        let at = self.call.done.0.wrapping_add(2 * self.used);
        self.used += 1;
        let load = |at: u64| self.read.heap.load(at).ok_or(Stop::BadAddress);
        let text = self
            .read
            .heap
            .text(load(at)?, load(at.wrapping_add(1))?)
            .ok_or(Stop::BadAddress)?;
        let (&tag, text) = text.split_first().unwrap_or((&b'r', &[]));
        match (tag, method) {
            (b'm', Method::Error | Method::String) => self.string(value, text, verb),
            (b'm', Method::GoString) => {
                self.spec.string(&mut self.out, text);
                Ok(())
            }
            _ => {
                self.write(text);
                if tag == b'p' {
                    self.forget_numbers();
                }
                Ok(())
            }
        }
    }

    /// What Go's recovery from a method's panic leaves of the directive: flags, but width and precision 0.
    fn forget_numbers(&mut self) {
        self.spec.width = self.spec.width.and(Some(0));
        self.spec.precision = self.spec.precision.and(Some(0));
    }

    /// By kind. Methods of parts are tried first; the argument's own have been.
    fn print_value(&mut self, value: Value, verb: u32, depth: usize) -> Result<(), Stop> {
        self.check_size()?;
        if self.nesting > DEPTH_MAX {
            return Err(Stop::Limit);
        }
        self.nesting += 1;
        self.print_kind(value, verb, depth)?;
        self.nesting -= 1;
        Ok(())
    }

    /// Prints the parts of a slice or map by `print`; one that is among its own parts never comes to an end.
    fn print_parts(
        &mut self,
        whole: (RTypeId, u64, u64),
        print: impl FnOnce(&mut Self) -> Result<(), Stop>,
    ) -> Result<(), Stop> {
        if self.path.contains(&whole) {
            return Err(Stop::Endless);
        }
        self.path.push(whole);
        print(self)?;
        self.path.pop();
        Ok(())
    }

    fn print_kind(&mut self, value: Value, verb: u32, depth: usize) -> Result<(), Stop> {
        let kind = self.read.kind(value)?;
        if depth > 0 && !value.hidden && kind != Kind::Interface && self.methods(value, verb)? {
            return Ok(());
        }
        match kind {
            Kind::Bool => self.boolean(value, verb),
            Kind::Int | Kind::Int8 | Kind::Int16 | Kind::Int32 | Kind::Int64 => {
                self.integer(value, true, verb)
            }
            kind if is_unsigned(kind) => self.integer(value, false, verb),
            Kind::Float32 | Kind::Float64 => {
                let (number, bits) = self.read.float(value)?;
                self.float(value, number, bits, verb)
            }
            Kind::Complex64 | Kind::Complex128 => self.complex(value, verb),
            Kind::String => {
                let text = self.read.text(value)?;
                self.string(value, text, verb)
            }
            Kind::Map => self.map(value, verb, depth),
            Kind::Struct => self.structure(value, verb, depth),
            Kind::Interface => self.interface(value, verb, depth),
            Kind::Array | Kind::Slice => self.sequence(value, verb, depth),
            Kind::Pointer if depth == 0 && self.read.word(value, 0)? != 0 => {
                self.pointee(value, verb)
            }
            _ => self.pointer(value, verb),
        }
    }

    fn boolean(&mut self, value: Value, verb: u32) -> Result<(), Stop> {
        if !matches!(letter(verb), b't' | b'v') {
            return self.bad_verb(Some(value), verb);
        }
        self.spec
            .boolean(&mut self.out, self.read.word(value, 0)? != 0);
        Ok(())
    }

    fn integer(&mut self, value: Value, signed: bool, verb: u32) -> Result<(), Stop> {
        let number = self.read.word(value, 0)?;
        self.number(value, number, signed, verb)
    }

    fn number(&mut self, value: Value, number: u64, signed: bool, verb: u32) -> Result<(), Stop> {
        let (spec, out) = (self.spec, &mut self.out);
        match letter(verb) {
            b'v' if spec.sharp_v && !signed => spec.hex_word(out, number, true),
            b'v' | b'd' => spec.integer(out, number, signed, 10, false, false),
            b'b' => spec.integer(out, number, signed, 2, false, false),
            b'o' => spec.integer(out, number, signed, 8, false, false),
            b'O' => spec.integer(out, number, signed, 8, false, true),
            b'x' => spec.integer(out, number, signed, 16, false, false),
            b'X' => spec.integer(out, number, signed, 16, true, false),
            b'c' => spec.character(out, number),
            b'q' => spec.quoted_rune(out, number),
            b'U' => spec.unicode(out, number),
            _ => return self.bad_verb(Some(value), verb),
        }
        Ok(())
    }

    fn float(&mut self, value: Value, number: f64, bits: u32, verb: u32) -> Result<(), Stop> {
        let (layout, digits) = match letter(verb) {
            b'v' => (b'g', Precision::Shortest),
            verb @ (b'b' | b'g' | b'G' | b'x' | b'X') => (verb, Precision::Shortest),
            verb @ (b'f' | b'e' | b'E') => (verb, Precision::Digits(6)),
            b'F' => (b'f', Precision::Digits(6)),
            _ => return self.bad_verb(Some(value), verb),
        };
        self.spec.float(&mut self.out, number, bits, layout, digits);
        Ok(())
    }

    fn complex(&mut self, value: Value, verb: u32) -> Result<(), Stop> {
        if !matches!(
            letter(verb),
            b'v' | b'b' | b'g' | b'G' | b'x' | b'X' | b'f' | b'F' | b'e' | b'E'
        ) {
            return self.bad_verb(Some(value), verb);
        }
        let (real, imaginary, bits) = self.read.complex(value)?;
        let plus = self.spec.plus;
        self.out.push(b'(');
        self.float(value, real, bits, verb)?;
        self.spec.plus = true;
        self.float(value, imaginary, bits, verb)?;
        self.spec.plus = plus;
        self.write(b"i)");
        Ok(())
    }

    fn string(&mut self, value: Value, text: &[u8], verb: u32) -> Result<(), Stop> {
        let (spec, out) = (self.spec, &mut self.out);
        match letter(verb) {
            b'v' if spec.sharp_v => spec.quoted(out, text),
            b'v' | b's' => spec.string(out, text),
            b'x' => spec.hex(out, text, false),
            b'X' => spec.hex(out, text, true),
            b'q' => spec.quoted(out, text),
            _ => return self.bad_verb(Some(value), verb),
        }
        Ok(())
    }

    /// Bytes under a verb that sees them as a whole; others go element by element.
    fn byte_slice(&mut self, value: Value, verb: u32, type_name: &str) -> Result<(), Stop> {
        let nil = self.read.kind(value)? == Kind::Slice && self.read.word(value, 0)? == 0;
        match letter(verb) {
            b'v' | b'd' if self.spec.sharp_v => {
                self.write(type_name.as_bytes());
                self.go_bytes(value, nil)
            }
            b's' => {
                let bytes = self.read.bytes(value)?;
                self.spec.string(&mut self.out, &bytes);
                Ok(())
            }
            b'x' | b'X' | b'q' => {
                let bytes = self.read.bytes(value)?;
                self.string(value, &bytes, verb)
            }
            _ => self.print_value(value, verb, 0),
        }
    }

    fn go_bytes(&mut self, value: Value, nil: bool) -> Result<(), Stop> {
        if nil {
            self.write(b"(nil)");
            return Ok(());
        }
        let bytes = self.read.bytes(value)?;
        self.out.push(b'{');
        for (at, &byte) in bytes.iter().enumerate() {
            self.separator(at);
            self.spec.hex_word(&mut self.out, u64::from(byte), true);
        }
        self.out.push(b'}');
        Ok(())
    }
}

/// Methods of the program that formatting calls; numbers as the prelude knows them.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Method {
    Error = 1,
    String = 2,
    GoString = 3,
    Format = 4,
}

/// A verb as a byte; 0 for one beyond ASCII.
fn letter(verb: u32) -> u8 {
    u8::try_from(verb).ok().filter(u8::is_ascii).unwrap_or(0)
}

fn rune_text(rune: u32) -> Vec<u8> {
    let mut text = vec![];
    encode(rune, &mut text);
    text
}

fn is_unsigned(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Uint | Kind::Uint8 | Kind::Uint16 | Kind::Uint32 | Kind::Uint64 | Kind::Uintptr
    )
}
