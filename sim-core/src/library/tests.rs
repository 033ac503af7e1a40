//! Compares natives and the formatter with tables that real Go has written (`tests/library/`).

use super::fmt::{self, Call, Formatted, Heap};
use super::native::testing::{Arg, Strings, call, call_any};
use super::quote::unquote;
use super::{TABLES, lookup, name};
use crate::bytecode::{Kind, KnownTypes, Program, RType, RTypeId};

/// Runs `row` on each row of a table and fails with the first rows that differ. Returns how many there were.
fn check_table(table: &str, row: impl Fn(&[&str], &[&str]) -> Result<(), String>) -> usize {
    let mut wrong = vec![];
    let mut count = 0;
    for line in table.lines() {
        let fields: Vec<&str> = line.split('\t').collect();
        let split = fields
            .iter()
            .position(|&field| field == "=>")
            .expect("a row has =>");
        count += 1;
        if let Err(got) = row(&fields[..split], &fields[split + 1..]) {
            wrong.push(format!("{line}\n     got {got}"));
        }
    }
    let shown = wrong
        .iter()
        .take(40)
        .cloned()
        .collect::<Vec<_>>()
        .join("\n");
    assert!(
        wrong.is_empty(),
        "{} of {count} rows differ:\n{shown}",
        wrong.len()
    );
    count
}

/// An operand or result of a table. Any NaN is as good as another.
fn parse_arg(field: &str) -> Arg {
    let (kind, value) = field.split_at(1);
    match kind {
        "s" => Arg::Str(unquote(value.as_bytes()).expect("quoted")),
        "f" if value == "nan" => Arg::Word(f64::NAN.to_bits()),
        "f" => Arg::Word(u64::from_str_radix(value, 16).expect("bits")),
        _ => Arg::Word(value.parse().expect("word")),
    }
}

/// Equality, any NaN being as good as another.
fn same(got: &Arg, wanted: &Arg) -> bool {
    let nan = |arg: &Arg| matches!(arg, Arg::Word(word) if f64::from_bits(*word).is_nan());
    got == wanted || *wanted == Arg::Word(f64::NAN.to_bits()) && nan(got)
}

fn check_natives(table: &str) -> usize {
    check_table(table, |call_fields, expected| {
        let args: Vec<Arg> = call_fields[1..]
            .iter()
            .map(|field| parse_arg(field))
            .collect();
        let wanted: Vec<Arg> = expected.iter().map(|field| parse_arg(field)).collect();
        let shape: String = expected
            .iter()
            .map(|field| if field.starts_with('s') { 's' } else { 'w' })
            .collect();
        let got = call(call_fields[0], &args, &shape).map_err(|fault| format!("{fault:?}"))?;
        if got
            .iter()
            .zip(&wanted)
            .all(|(got, wanted)| same(got, wanted))
        {
            Ok(())
        } else {
            Err(format!("{got:?}"))
        }
    })
}

#[test]
fn strings_as_in_go() {
    assert!(check_natives(include_str!("../../tests/library/strings.tsv")) > 2000);
}

#[test]
fn strconv_as_in_go() {
    assert!(check_natives(include_str!("../../tests/library/strconv.tsv")) > 2000);
}

#[test]
fn unicode_as_in_go() {
    assert!(check_natives(include_str!("../../tests/library/unicode.tsv")) > 1000);
}

#[test]
fn math_as_in_go() {
    assert!(check_natives(include_str!("../../tests/library/math.tsv")) > 2000);
}

/// Memory of a test: cells from address 1, strings one after another.
#[derive(Default)]
struct Memory {
    cells: Vec<u64>,
    text: Vec<u8>,
}

impl Memory {
    fn string(&mut self, bytes: &[u8]) -> (u64, u64) {
        let at = self.text.len() as u64;
        self.text.extend_from_slice(bytes);
        (at, bytes.len() as u64)
    }

    fn cells(&mut self, words: &[u64]) -> u64 {
        self.cells.extend_from_slice(words);
        (self.cells.len() - words.len() + 1) as u64
    }
}

impl Heap for Memory {
    fn load(&self, addr: u64) -> Option<u64> {
        self.cells
            .get(usize::try_from(addr.checked_sub(1)?).ok()?)
            .copied()
    }
    fn peek(&self, addr: u64) -> Option<u64> {
        self.load(addr)
    }
    fn map_read(&self, _addr: u64) {}
    fn text(&self, addr: u64, len: u64) -> Option<&[u8]> {
        let from = usize::try_from(addr).ok()?;
        self.text
            .get(from..from.checked_add(usize::try_from(len).ok()?)?)
    }
}

const BASICS: &[(&str, Kind, u32)] = &[
    ("bool", Kind::Bool, 1),
    ("int", Kind::Int, 1),
    ("int8", Kind::Int8, 1),
    ("int16", Kind::Int16, 1),
    ("int32", Kind::Int32, 1),
    ("int64", Kind::Int64, 1),
    ("uint", Kind::Uint, 1),
    ("uint8", Kind::Uint8, 1),
    ("uint16", Kind::Uint16, 1),
    ("uint32", Kind::Uint32, 1),
    ("uint64", Kind::Uint64, 1),
    ("uintptr", Kind::Uintptr, 1),
    ("float32", Kind::Float32, 1),
    ("float64", Kind::Float64, 1),
    ("complex128", Kind::Complex128, 2),
    ("string", Kind::String, 2),
];

/// A program that has the basic types and nothing else.
fn basic_program() -> Program {
    let rtype = |&(name, kind, words): &(&str, Kind, u32)| RType {
        name: name.to_string(),
        kind,
        named: false,
        words,
        bytes: u64::from(words) * 8,
        has_pointers: false,
        comparable: true,
        elem: None,
        key: None,
        len: 0,
        fields: vec![],
        hmap: None,
        methods: vec![],
    };
    let any = RTypeId(0);
    Program {
        functions: vec![],
        entry: 0,
        words: vec![],
        text: vec![],
        strings: vec![],
        image: vec![],
        globals: vec![],
        rtypes: BASICS.iter().map(rtype).collect(),
        method_names: vec![],
        selects: vec![],
        sources: Default::default(),
        go_minor: 23,
        known: KnownTypes {
            string: any,
            int: any,
            error: any,
            runtime_error: any,
            plain_error: any,
            bounds_error: any,
            type_assertion_error: any,
            panic_nil_error: any,
            error_method: None,
            string_method: None,
            go_string_method: None,
            format_method: None,
        },
        tests: vec![],
        facts: Default::default(),
    }
}

/// The two words of an interface that holds the typed value of a table's field.
fn interface_of(memory: &mut Memory, field: &str) -> [u64; 2] {
    let Some((name, value)) = field.split_once(':') else {
        return [0, 0];
    };
    let ty = BASICS
        .iter()
        .position(|basic| basic.0 == name)
        .expect("basic type");
    let bits = |text: &str| u64::from_str_radix(text, 16).expect("bits");
    let data = match BASICS[ty].1 {
        Kind::Bool => u64::from(value == "true"),
        Kind::Float32 | Kind::Float64 => bits(value),
        Kind::Complex128 => {
            let (real, imaginary) = value.split_once(',').expect("two parts");
            memory.cells(&[bits(real), bits(imaginary)])
        }
        Kind::String => {
            let (addr, len) = memory.string(&unquote(value.as_bytes()).expect("quoted"));
            memory.cells(&[addr, len])
        }
        _ => value
            .parse::<i64>()
            .map_or_else(|_| value.parse().expect("integer"), |value| value as u64),
    };
    [ty as u64 + 1, data]
}

#[test]
fn basic_values_print_as_in_go() {
    let program = basic_program();
    let rows = check_table(
        include_str!("../../tests/library/fmt.tsv"),
        |fields, expected| {
            let mut memory = Memory::default();
            let format = memory.string(&unquote(fields[0].as_bytes()).expect("quoted"));
            let args: Vec<u64> = fields[1..]
                .iter()
                .flat_map(|field| interface_of(&mut memory, field))
                .collect();
            let args = (memory.cells(&args), fields.len() as u64 - 1);
            let call = Call {
                format,
                args,
                done: (0, 0),
                mode: 0,
            };
            let wanted = unquote(expected[0].as_bytes()).expect("quoted");
            match fmt::format(&memory, &program, &call, 1 << 24) {
                Formatted::Text(text) if text == wanted => Ok(()),
                Formatted::Text(text) => Err(format!("{:?}", String::from_utf8_lossy(&text))),
                other => Err(format!("{other:?}")),
            }
        },
    );
    assert!(rows > 2000);
}

#[test]
fn every_native_has_one_number() {
    let mut names = std::collections::BTreeSet::new();
    for table in TABLES {
        assert!(
            table.len() <= 256,
            "a table has more rows than a number can tell apart"
        );
        for def in *table {
            assert!(names.insert(def.0), "{} is there twice", def.0);
            let id = lookup(def.0).expect("listed");
            assert_eq!(name(id), Some(def.0));
        }
    }
    assert_eq!(lookup("strings.NoSuchFunction"), None);
}

/// Words that natives stumble over if over any: extremes, small numbers, floats, places and lengths in a short text.
fn odd_word(random: &mut u64) -> u64 {
    *random = random
        .wrapping_mul(6_364_136_223_846_793_005)
        .wrapping_add(1_442_695_040_888_963_407);
    let value = *random >> 33;
    match value % 9 {
        0 => value % 40,
        1 => u64::MAX - value % 3,
        2 => 1 << (value % 64),
        3 => (i64::MIN as u64) | (value % 2),
        4 => (value as f64 / 1e6).to_bits(),
        5 => [f64::NAN, f64::INFINITY, -0.0, 5e-324, f64::MAX, -1.5][value as usize % 6].to_bits(),
        6 => value,
        _ => value % 8,
    }
}

#[test]
fn no_operand_makes_a_native_panic() {
    let text = "a\u{4e16}\\xff%-*.[3]d 1h2.5ms \"q\" 0x1p-9 Jan 2006 .000 \n\t\r1e400_";
    let mut random = 1;
    for (table, rows) in TABLES.iter().enumerate() {
        for row in 0..rows.len() {
            for _ in 0..400 {
                let mut strings = Strings(text.as_bytes().to_vec());
                strings.0.extend([0xff, 0xe4, 0xb8, b'-', 0]);
                let mut window: Vec<u64> = (0..12).map(|_| odd_word(&mut random)).collect();
                call_any((table << 8 | row) as u16, &mut window, &mut strings);
            }
        }
    }
}

#[test]
fn no_format_string_makes_the_formatter_panic() {
    let program = basic_program();
    let letters = b"%%%%vTdsqxXoObcUeEfgGtpwz+-# 0123456789.*[]\xff";
    let mut random = 7;
    for _ in 0..20_000 {
        let mut memory = Memory::default();
        let format: Vec<u8> = (0..odd_word(&mut random) % 12)
            .map(|_| letters[(odd_word(&mut random) >> 3) as usize % letters.len()])
            .collect();
        let format = memory.string(&format);
        let count = odd_word(&mut random) % 4;
        let args: Vec<u64> = (0..2 * count).map(|_| odd_word(&mut random)).collect();
        let args = (memory.cells(&args), count);
        let mode = odd_word(&mut random) % 4;
        let formatted = fmt::format(
            &memory,
            &program,
            &Call {
                format,
                args,
                done: (0, 0),
                mode,
            },
            1 << 16,
        );
        assert!(
            !matches!(formatted, Formatted::Need { .. }),
            "no type here has methods"
        );
    }
}
