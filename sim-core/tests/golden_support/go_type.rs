//! Go types as the vectors name them: how the small number that stands for a key or a value is written as a literal of the type,
//! and how it is read back, in the program and in the machine's memory.
//!
//! The number goes into the first scalar of the type; all else is zero. A type whose text is not understood (a named type of
//! somebody's program) is replaced by one of the same size and with as many pointers, since nothing else of it matters.

/// A type that can hold a number.
#[derive(Clone, Debug, PartialEq)]
pub enum GoType {
    /// Integer or floating-point type, by name, with its size in bytes.
    Number(&'static str, u64),
    /// `string`; holds the number in decimal after [`STRING_PREFIX`].
    String,
    /// An interface type, by its text; holds an int.
    Interface(String),
    /// `[n]T`; holds it in element 0.
    Array(u64, Box<GoType>),
    /// `struct { number int64; pointer *int; rest [n]int64 }`, the parts as they fit; holds it in `number`.
    Filler {
        /// Size.
        bytes: u64,
        /// Whether there is a pointer in it.
        pointer: bool,
    },
    /// A type without bytes: holds nothing.
    Empty,
}

/// What precedes the number in a string.
pub const STRING_PREFIX: &str = "key-";

const NUMBERS: &[(&str, u64)] = &[
    ("int", 8),
    ("int8", 1),
    ("int16", 2),
    ("int32", 4),
    ("int64", 8),
    ("uint", 8),
    ("uint8", 1),
    ("uint16", 2),
    ("uint32", 4),
    ("uint64", 8),
    ("uintptr", 8),
    ("byte", 1),
    ("rune", 4),
    ("float32", 4),
    ("float64", 8),
];

impl GoType {
    /// Reads a type's text; `None` when it is not one of the forms above.
    pub fn parse(text: &str) -> Option<GoType> {
        let text = text.trim();
        if let Some((name, bytes)) = NUMBERS.iter().find(|(name, _)| *name == text) {
            return Some(GoType::Number(name, *bytes));
        }
        match text {
            "string" => return Some(GoType::String),
            "any" | "interface{}" | "interface {}" => {
                return Some(GoType::Interface(text.to_string()));
            }
            "struct{}" | "struct {}" => return Some(GoType::Empty),
            _ => {}
        }
        let (len, elem) = text.strip_prefix('[')?.split_once(']')?;
        let len: u64 = len.parse().ok()?;
        if len == 0 {
            return Some(GoType::Empty);
        }
        Some(GoType::Array(len, Box::new(GoType::parse(elem)?)))
    }

    /// Its size in bytes.
    pub fn bytes(&self) -> u64 {
        match self {
            GoType::Number(_, bytes) | GoType::Filler { bytes, .. } => *bytes,
            GoType::String | GoType::Interface(_) => 16,
            GoType::Array(len, elem) => len * elem.bytes(),
            GoType::Empty => 0,
        }
    }

    /// Words of the machine for it.
    pub fn words(&self) -> u64 {
        match self {
            GoType::Number(..) => 1,
            GoType::String | GoType::Interface(_) => 2,
            GoType::Array(len, elem) => len * elem.words(),
            GoType::Filler { bytes, .. } => bytes / filler_width(*bytes).0,
            GoType::Empty => 0,
        }
    }

    /// Whether the garbage collector sees pointers in it.
    pub fn has_pointers(&self) -> bool {
        match self {
            GoType::Number(..) | GoType::Empty => false,
            GoType::String | GoType::Interface(_) => true,
            GoType::Array(_, elem) => elem.has_pointers(),
            GoType::Filler { pointer, .. } => *pointer,
        }
    }

    /// As Go writes it.
    pub fn text(&self) -> String {
        match self {
            GoType::Number(name, _) => (*name).to_string(),
            GoType::String => "string".to_string(),
            GoType::Interface(text) => text.clone(),
            GoType::Array(len, elem) => format!("[{len}]{}", elem.text()),
            GoType::Filler { bytes, pointer } => filler(*bytes, *pointer),
            GoType::Empty => "struct{}".to_string(),
        }
    }

    /// The number as an expression of the type.
    pub fn literal(&self, number: i64) -> String {
        match self {
            GoType::Number(name, bytes) => format!("{name}({})", wrapped(name, *bytes, number)),
            GoType::String => format!("\"{STRING_PREFIX}{number}\""),
            GoType::Interface(text) => format!("{text}({number})"),
            GoType::Array(_, elem) => format!("{}{{{}}}", self.text(), elem.literal(number)),
            GoType::Filler { bytes, pointer } if filler_has_number(*bytes, *pointer) => {
                format!("{}{{number: {number}}}", self.text())
            }
            GoType::Filler { .. } | GoType::Empty => format!("{}{{}}", self.text()),
        }
    }

    /// An expression that `println` shows the number of, given one of the type.
    pub fn printed(&self, value: &str) -> String {
        match self {
            GoType::Number(..) => format!("int64({value})"),
            GoType::String => value.to_string(),
            GoType::Interface(_) => format!("held({value})"),
            GoType::Array(_, elem) => elem.printed(&format!("{value}[0]")),
            GoType::Filler { bytes, pointer } if filler_has_number(*bytes, *pointer) => {
                format!("{value}.number")
            }
            GoType::Filler { .. } | GoType::Empty => "0".to_string(),
        }
    }

    /// Whether a number can be read back from it.
    pub fn holds_number(&self) -> bool {
        match self {
            GoType::Filler { bytes, pointer } => filler_has_number(*bytes, *pointer),
            GoType::Array(_, elem) => elem.holds_number(),
            GoType::Empty => false,
            _ => true,
        }
    }

    /// A stand-in of the given size.
    pub fn filler(bytes: u64, pointer: bool) -> GoType {
        if bytes == 0 {
            GoType::Empty
        } else {
            GoType::Filler { bytes, pointer }
        }
    }
}

/// A number as it is left after conversion to an integer type.
fn wrapped(name: &str, bytes: u64, number: i64) -> i64 {
    if bytes == 8 || name.starts_with("float") {
        return number;
    }
    let unused = 64 - 8 * bytes;
    let shifted = number << unused;
    if name.starts_with('u') || name == "byte" {
        (shifted as u64 >> unused) as i64
    } else {
        shifted >> unused
    }
}

fn filler_has_number(bytes: u64, pointer: bool) -> bool {
    !pointer || bytes >= 16
}

/// The fields are as wide as the size allows, so that the machine needs few words for them.
fn filler(bytes: u64, pointer: bool) -> String {
    let (width, elem) = filler_width(bytes);
    let mut rest = bytes / width;
    let mut fields = Vec::new();
    if filler_has_number(bytes, pointer) {
        fields.push(format!("number {elem}"));
        rest -= 1;
    }
    if pointer {
        fields.push("pointer *int".to_string());
        rest -= 1;
    }
    if rest > 0 {
        fields.push(format!("rest [{rest}]{elem}"));
    }
    format!("struct {{ {} }}", fields.join("; "))
}

/// Size and type of the integers in a filler.
fn filler_width(bytes: u64) -> (u64, &'static str) {
    match bytes % 8 {
        0 => (8, "int64"),
        4 => (4, "int32"),
        2 | 6 => (2, "int16"),
        _ => (1, "int8"),
    }
}
