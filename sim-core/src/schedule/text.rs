//! The string form of a schedule: short, URL-safe, versioned, checked, and readable.
//!
//! ```text
//! w1~ITEM.ITEM…~CCCC
//! ITEM  = RUN | _RUN.RUN…_COUNT        a group repeated COUNT times
//! RUN   = G | GxN | G-ALT              goroutine G once; N times in a row; once with alternative ALT (base 36)
//! CCCC  = four hexadecimal digits: a checksum of the choices, so that a link cut short is noticed
//! ```
//! Example: `w1~1x12.2.1-3._1.2_40~9f0c`. The empty schedule is `w1~~` and its checksum.
//!
//! Invariants: `parse(print(s)) == s`; parsing never expands beyond [`MAX_CHOICES`].

use super::{Choice, Schedule, mix};
use crate::machine::Gid;

/// Most choices a string may expand to.
pub const MAX_CHOICES: usize = 4_000_000;
/// Longest group that printing looks for.
const MAX_PERIOD: usize = 12;

/// Why a schedule string cannot be read. Texts name what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ParseError {
    /// Not a schedule at all.
    NotASchedule,
    /// Made by another version of Weft.
    Version(String),
    /// This item is malformed (1-based number, its text).
    Item(usize, String),
    /// Expands beyond the limit.
    TooLong,
    /// The checksum disagrees: cut short or changed.
    Checksum,
}

impl std::fmt::Display for ParseError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            ParseError::NotASchedule => {
                write!(f, "not a schedule: it should look like w1~1x3.2~0a1b")
            }
            ParseError::Version(v) => write!(
                f,
                "schedule version {v} is not known here; this Weft reads w1"
            ),
            ParseError::Item(n, text) => write!(f, "schedule item {n} is malformed: {text:?}"),
            ParseError::TooLong => {
                write!(f, "the schedule stands for more than {MAX_CHOICES} choices")
            }
            ParseError::Checksum => write!(
                f,
                "the schedule's checksum does not match: it was cut short or changed"
            ),
        }
    }
}

impl Schedule {
    /// The string form.
    pub fn print(&self) -> String {
        let runs = runs_of(&self.choices);
        let mut items = Vec::new();
        let mut at = 0;
        while at < runs.len() {
            let (period, count) = best_repeat(&runs[at..]);
            if count > 1 {
                let body: Vec<String> = runs[at..at + period].iter().map(print_run).collect();
                items.push(format!("_{}_{count}", body.join(".")));
                at += period * count;
            } else {
                items.push(print_run(&runs[at]));
                at += 1;
            }
        }
        format!("w1~{}~{:04x}", items.join("."), self.checksum())
    }

    /// Reads the string form.
    pub fn parse(text: &str) -> Result<Schedule, ParseError> {
        let text = text.trim();
        let mut parts = text.split('~');
        let (version, body, sum) = match (parts.next(), parts.next(), parts.next(), parts.next()) {
            (Some(v), Some(b), Some(s), None) => (v, b, s),
            _ => return Err(ParseError::NotASchedule),
        };
        if version != "w1" {
            let looks_like_one = version.len() < 8 && version.starts_with('w');
            return Err(if looks_like_one {
                ParseError::Version(version.to_string())
            } else {
                ParseError::NotASchedule
            });
        }
        let mut schedule = Schedule::default();
        for (n, item) in split_items(body).into_iter().enumerate() {
            expand_item(&item, &mut schedule.choices).map_err(|e| match e {
                Expand::Malformed => ParseError::Item(n + 1, item.clone()),
                Expand::TooLong => ParseError::TooLong,
            })?;
        }
        if u16::from_str_radix(sum, 16) != Ok(schedule.checksum()) || sum.len() != 4 {
            return Err(ParseError::Checksum);
        }
        Ok(schedule)
    }

    /// In words, one line per run of one goroutine (`weft fmt-schedule`).
    pub fn in_words(&self) -> String {
        let mut out = String::new();
        let mut step = 1;
        for (choice, n) in runs_of(&self.choices) {
            let last = step + n - 1;
            let steps = if n == 1 {
                format!("transition {step}")
            } else {
                format!("transitions {step}-{last}")
            };
            let alt = if choice.alt == 0 {
                String::new()
            } else {
                format!(", alternative {}", choice.alt)
            };
            out.push_str(&format!("{steps}: goroutine {}{alt}\n", choice.goroutine.0));
            step += n;
        }
        out
    }

    fn checksum(&self) -> u16 {
        let mut h = 0u64;
        for c in &self.choices {
            h = mix(h ^ mix(u64::from(c.goroutine.0) ^ c.alt.rotate_left(32)));
        }
        (h ^ (h >> 16) ^ (h >> 32) ^ (h >> 48)) as u16
    }
}

type Run = (Choice, usize);

fn runs_of(choices: &[Choice]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for &c in choices {
        match runs.last_mut() {
            Some((last, n)) if *last == c && c.alt == 0 => *n += 1,
            _ => runs.push((c, 1)),
        }
    }
    runs
}

/// The repetition at the start of `runs` that saves most: (period, count), count 1 when none does.
fn best_repeat(runs: &[Run]) -> (usize, usize) {
    let mut best = (1, 1);
    for period in 1..=MAX_PERIOD.min(runs.len() / 2) {
        let count = 1 + runs[period..]
            .chunks_exact(period)
            .take_while(|c| *c == &runs[..period])
            .count();
        if count > 1 && (count - 1) * period > (best.1 - 1) * best.0 {
            best = (period, count);
        }
    }
    // A group costs three characters more than its body.
    if best.1 > 1 && (best.1 - 1) * best.0 < 3 {
        (1, 1)
    } else {
        best
    }
}

fn print_run((c, n): &Run) -> String {
    let g = c.goroutine.0;
    match (c.alt, n) {
        (0, 1) => format!("{g}"),
        (0, n) => format!("{g}x{n}"),
        (alt, _) => format!("{g}-{}", base36(alt)),
    }
}

fn base36(mut n: u64) -> String {
    let mut digits = Vec::new();
    loop {
        digits.push(char::from_digit((n % 36) as u32, 36).unwrap_or('0'));
        n /= 36;
        if n == 0 {
            return digits.iter().rev().collect();
        }
    }
}

/// Splits at dots that are not inside a group.
fn split_items(body: &str) -> Vec<String> {
    let mut items = Vec::new();
    let mut item = String::new();
    let mut in_group = false;
    for c in body.chars() {
        match c {
            '_' => {
                in_group = !in_group;
                item.push(c);
            }
            '.' if !in_group => items.push(std::mem::take(&mut item)),
            _ => item.push(c),
        }
    }
    if !item.is_empty() || !items.is_empty() {
        items.push(item);
    }
    items
}

enum Expand {
    Malformed,
    TooLong,
}

fn expand_item(item: &str, out: &mut Vec<Choice>) -> Result<(), Expand> {
    let Some(group) = item.strip_prefix('_') else {
        return expand_run(item, out);
    };
    let (body, count) = group.split_once('_').ok_or(Expand::Malformed)?;
    let count: usize = count.parse().map_err(|_| Expand::Malformed)?;
    let mut once = Vec::new();
    for run in body.split('.') {
        expand_run(run, &mut once)?;
    }
    if once.len().saturating_mul(count) > MAX_CHOICES.saturating_sub(out.len()) {
        return Err(Expand::TooLong);
    }
    for _ in 0..count {
        out.extend_from_slice(&once);
    }
    Ok(())
}

fn expand_run(run: &str, out: &mut Vec<Choice>) -> Result<(), Expand> {
    let goroutine = |s: &str| {
        s.parse::<u32>()
            .ok()
            .filter(|g| *g > 0)
            .map(Gid)
            .ok_or(Expand::Malformed)
    };
    let (choice, n) = if let Some((g, alt)) = run.split_once('-') {
        let alt = u64::from_str_radix(alt, 36).map_err(|_| Expand::Malformed)?;
        (
            Choice {
                goroutine: goroutine(g)?,
                alt,
            },
            1,
        )
    } else if let Some((g, n)) = run.split_once('x') {
        (
            Choice {
                goroutine: goroutine(g)?,
                alt: 0,
            },
            n.parse::<usize>().map_err(|_| Expand::Malformed)?,
        )
    } else {
        (
            Choice {
                goroutine: goroutine(run)?,
                alt: 0,
            },
            1,
        )
    };
    if n > MAX_CHOICES.saturating_sub(out.len()) {
        return Err(Expand::TooLong);
    }
    out.extend(std::iter::repeat_n(choice, n));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(items: &[(u32, u64)]) -> Schedule {
        Schedule {
            choices: items
                .iter()
                .map(|&(g, alt)| Choice {
                    goroutine: Gid(g),
                    alt,
                })
                .collect(),
        }
    }

    #[test]
    fn prints_runs_groups_and_alternatives() {
        let s = of(&[(1, 0), (1, 0), (1, 0), (2, 0), (1, 37)]);
        assert!(s.print().starts_with("w1~1x3.2.1-11~"), "{}", s.print());
        let pingpong = Schedule {
            choices: (0..100).map(|i| Choice::plain(1 + i % 2)).collect(),
        };
        assert!(
            pingpong.print().starts_with("w1~_1.2_50~"),
            "{}",
            pingpong.print()
        );
    }

    #[test]
    fn round_trips_every_short_schedule_and_random_long_ones() {
        for n in 0..=6u32 {
            for code in 0..3u32.pow(n) {
                let s = of(&(0..n)
                    .map(|i| (1 + code / 3u32.pow(i) % 3, 0))
                    .collect::<Vec<_>>());
                assert_eq!(Schedule::parse(&s.print()), Ok(s));
            }
        }
        for seed in 0..200u64 {
            let s = of(&(0..300)
                .map(|i| {
                    let r = mix(seed << 20 | i);
                    (1 + (r % 4) as u32, if r >> 60 == 0 { r } else { 0 })
                })
                .collect::<Vec<_>>());
            assert_eq!(Schedule::parse(&s.print()), Ok(s));
        }
    }

    #[test]
    fn says_what_is_wrong() {
        let good = of(&[(1, 0), (2, 0)]).print();
        assert_eq!(Schedule::parse("hello"), Err(ParseError::NotASchedule));
        assert_eq!(
            Schedule::parse(&good.replace("w1", "w2")),
            Err(ParseError::Version("w2".into()))
        );
        assert_eq!(
            Schedule::parse(&good.replace("1.2", "1.q")),
            Err(ParseError::Item(2, "q".into()))
        );
        assert_eq!(
            Schedule::parse(&good.replace("1.2", "2.1")),
            Err(ParseError::Checksum)
        );
        assert_eq!(
            Schedule::parse("w1~_1x999999_999999999~0000"),
            Err(ParseError::TooLong)
        );
        assert_eq!(
            Schedule::parse("w1~0~0000"),
            Err(ParseError::Item(1, "0".into()))
        );
    }
}
