//! Constants against real Go: every line of `golden.tsv` is a literal, a binary operation or a chain of operations with what
//! Go 1.23's `go/constant` makes of it: text, nearest float64 and float32 (as bits), and value as an integer.

use super::represent::{self, Misfit};
use super::{Const, literal, ops};
use crate::check::types::Basic;
use gosyn::token::{LitKind, Operator};

fn kind(name: &str) -> LitKind {
    match name {
        "Int" => LitKind::Integer,
        "Float" => LitKind::Float,
        "Imag" => LitKind::Imag,
        "Char" => LitKind::Char,
        _ => LitKind::String,
    }
}

fn number(text: &str) -> Const {
    let is_float = text.contains('.')
        || (text.contains(['e', 'p']) && !text.starts_with("0x"))
        || text.contains('p');
    literal::value(
        if is_float {
            LitKind::Float
        } else {
            LitKind::Integer
        },
        text,
    )
}

fn operator(text: &str) -> Operator {
    if text == "//" {
        Operator::Quo
    } else {
        text.parse().unwrap()
    }
}

/// The same three columns as the generator prints.
fn show(value: &Const) -> String {
    let floats = match value {
        Const::Int(_) | Const::Rat(_) | Const::Float(_) => {
            format!(
                "{:016x} {:08x}",
                value.to_f64().unwrap().to_bits(),
                value.to_f32().unwrap().to_bits()
            )
        }
        _ => "-".to_string(),
    };
    let short = |text: String, limit| {
        if text.len() > limit {
            format!("{} digits", text.len())
        } else {
            text
        }
    };
    let is_int = matches!(value, Const::Int(_));
    let text = value.to_string().replace('\t', "\\t");
    let text = if is_int { short(text, 160) } else { text };
    let int = if is_int {
        "same".to_string()
    } else {
        short(value.to_int().to_string(), 40)
    };
    format!("{text}\t{floats}\t{int}")
}

fn calculate(x: &Const, op: &str, y: &Const) -> String {
    match op {
        "==" | "<" | ">=" => format!("{}\t-\tunknown", ops::compare(x, operator(op), y)),
        _ => show(&ops::binary(x, operator(op), y, op == "//")),
    }
}

#[test]
fn as_real_go() {
    let mut wrong = Vec::new();
    for line in include_str!("golden.tsv").lines() {
        let fields: Vec<&str> = line.split('\t').collect();
        let (actual, expected) = match fields.as_slice() {
            ["lit", name, text, expected @ ..] => {
                (show(&literal::value(kind(name), text)), expected)
            }
            ["bin", ka, a, op, kb, b, expected @ ..] => (
                calculate(
                    &literal::value(kind(ka), a),
                    op,
                    &literal::value(kind(kb), b),
                ),
                expected,
            ),
            ["chain", steps, expected @ ..] => {
                let steps: Vec<&str> = steps.split(' ').collect();
                let value = steps.chunks(2).fold(Const::int(1), |value, step| {
                    ops::binary(&value, operator(step[0]), &number(step[1]), false)
                });
                (show(&value), expected)
            }
            _ => panic!("a line of no known form: {line}"),
        };
        if actual != expected.join("\t") {
            wrong.push(format!("{line}\n   ours {actual}"));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn misfits_have_reasons() {
    let check = |text: &str, from, target, expected: Result<&str, Misfit>| {
        let fitted = represent::represent(&number(text), from, target);
        assert_eq!(
            fitted.map(|value| value.to_string()),
            expected.map(str::to_string),
            "{text} {target:?}"
        );
    };
    check("255", Basic::UntypedInt, Basic::Uint8, Ok("255"));
    check(
        "256",
        Basic::UntypedInt,
        Basic::Uint8,
        Err(Misfit::Overflows),
    );
    check(
        "1.5",
        Basic::UntypedFloat,
        Basic::Int,
        Err(Misfit::Truncated),
    );
    check("2.0", Basic::UntypedFloat, Basic::Int, Ok("2"));
    check(
        "9223372036854775808",
        Basic::UntypedInt,
        Basic::Int,
        Err(Misfit::Overflows),
    );
    check(
        "18446744073709551615",
        Basic::UntypedInt,
        Basic::Uint64,
        Ok("18446744073709551615"),
    );
    check(
        "1e39",
        Basic::UntypedFloat,
        Basic::Float32,
        Err(Misfit::Overflows),
    );
    check("0.1", Basic::UntypedFloat, Basic::Float32, Ok("0.1"));
    check(
        "16777217",
        Basic::UntypedInt,
        Basic::Float32,
        Ok("1.67772e+07"),
    );
    check("1", Basic::UntypedInt, Basic::String, Err(Misfit::Kind));
}

#[test]
fn nothing_is_unbounded() {
    let huge = number("1e646456990");
    assert!(ops::binary(&huge, Operator::Star, &huge, false).is_unknown());
    assert!(ops::shift(&Const::int(1), Operator::Shl, u64::MAX).is_unknown());
    assert_eq!(
        ops::shift(&Const::int(-1), Operator::Shr, u64::MAX),
        Const::int(-1)
    );
    assert!(literal::value(LitKind::Integer, &"9".repeat(20_000)).is_unknown());
    let tiny = number("1e-646456990");
    assert_eq!(ops::binary(&huge, Operator::Sub, &tiny, false), huge);
    assert!(ops::compare(&huge, Operator::Greater, &tiny));
    assert!(ops::binary(&number("1"), Operator::Quo, &number("0"), false).is_unknown());
    let long = Const::string(&[b'x'; super::STRING_BYTES_MAX]);
    assert!(ops::binary(&long, Operator::Add, &long, false).is_unknown());
}
