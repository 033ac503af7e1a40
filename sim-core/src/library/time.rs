//! Natives of package `time`: calendar arithmetic and the texts of durations and times. The clock itself is the machine's.
//!
//! Times are seconds since 1 January of year 1, 00:00 UTC (proleptic Gregorian calendar). To what is formatted its zone's offset has
//! been added.

use super::native::{NativeCtx, NativeDef, NativeFault};

type Done = Result<(), NativeFault>;

pub(super) const TABLE: &[NativeDef] = &[
    NativeDef("time.durationString", duration_string),
    NativeDef("time.parseDuration", parse_duration),
    NativeDef("time.civil", civil),
    NativeDef("time.daysBefore", days_before),
    NativeDef("time.formatTime", format_time),
];

const SECOND: u64 = 1_000_000_000;

/// `durationString(d int64) string`: 1h2m3.5s, with the unit chosen by size below a second.
fn duration_string(ctx: &mut NativeCtx<'_>) -> Done {
    let text = duration_text(ctx.int(0));
    ctx.set_str(0, text.as_bytes())
}

fn duration_text(d: i64) -> String {
    let size = d.unsigned_abs();
    let sign = if d < 0 { "-" } else { "" };
    let body = match size {
        0 => return "0s".to_string(),
        1..1_000 => format!("{size}ns"),
        1_000..1_000_000 => with_fraction(size, 1_000, "µs"),
        1_000_000..SECOND => with_fraction(size, 1_000_000, "ms"),
        _ => {
            let (minutes, rest) = (size / SECOND / 60, size % (60 * SECOND));
            let seconds = with_fraction(rest, SECOND, "s");
            match (minutes / 60, minutes % 60) {
                (0, 0) => seconds,
                (0, minutes) => format!("{minutes}m{seconds}"),
                (hours, minutes) => format!("{hours}h{minutes}m{seconds}"),
            }
        }
    };
    format!("{sign}{body}")
}

/// `size / unit` in decimal without trailing zeros.
fn with_fraction(size: u64, unit: u64, name: &str) -> String {
    let digits = unit.ilog10() as usize;
    let fraction = format!("{:0digits$}", size % unit);
    let fraction = fraction.trim_end_matches('0');
    let point = if fraction.is_empty() { "" } else { "." };
    format!("{}{point}{fraction}{name}", size / unit)
}

/// What a duration's text is: numbers as in `prelude/time/duration.go`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Parsed {
    Ok,
    Invalid,
    MissingUnit,
    UnknownUnit,
}

/// `parseDuration(s string) (d int64, code int, unit string)`.
fn parse_duration(ctx: &mut NativeCtx<'_>) -> Done {
    let s = String::from_utf8_lossy(ctx.str(0)?).into_owned();
    ctx.charge(s.len() as u64);
    let (d, code, unit) = match duration_of(&s) {
        Ok(d) => (d, Parsed::Ok, String::new()),
        Err((code, unit)) => (0, code, unit),
    };
    ctx.set_int(0, d);
    ctx.set(1, code as u64);
    ctx.set_str(2, unit.as_bytes())
}

fn duration_of(s: &str) -> Result<i64, (Parsed, String)> {
    let invalid = || (Parsed::Invalid, String::new());
    let (negative, mut rest) = match s.as_bytes().first() {
        Some(b'-') => (true, &s[1..]),
        Some(b'+') => (false, &s[1..]),
        _ => (false, s),
    };
    if rest == "0" {
        return Ok(0);
    }
    if rest.is_empty() {
        return Err(invalid());
    }
    let mut total = 0_u64;
    while !rest.is_empty() {
        let whole_end = rest
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(rest.len());
        let (whole, after) = rest.split_at(whole_end);
        let (fraction, after) = match after.strip_prefix('.') {
            Some(after) => after.split_at(
                after
                    .find(|c: char| !c.is_ascii_digit())
                    .unwrap_or(after.len()),
            ),
            None => ("", after),
        };
        if whole.is_empty() && fraction.is_empty() {
            return Err(invalid());
        }
        let unit_end = after
            .find(|c: char| c == '.' || c.is_ascii_digit())
            .unwrap_or(after.len());
        let (unit, after) = after.split_at(unit_end);
        let nanoseconds = unit_size(unit)?;
        let part = amount(whole, fraction, nanoseconds).ok_or_else(invalid)?;
        total = total
            .checked_add(part)
            .filter(|&total| total <= 1 << 63)
            .ok_or_else(invalid)?;
        rest = after;
    }
    match (negative, total) {
        (true, _) => Ok(total.wrapping_neg() as i64),
        (false, _) => i64::try_from(total).map_err(|_| invalid()),
    }
}

fn unit_size(unit: &str) -> Result<u64, (Parsed, String)> {
    Ok(match unit {
        "" => return Err((Parsed::MissingUnit, String::new())),
        "ns" => 1,
        "us" | "µs" | "μs" => 1_000,
        "ms" => 1_000_000,
        "s" => SECOND,
        "m" => 60 * SECOND,
        "h" => 3600 * SECOND,
        _ => return Err((Parsed::UnknownUnit, unit.to_string())),
    })
}

/// whole.fraction × unit in nanoseconds, cut off; `None` beyond 2⁶³.
fn amount(whole: &str, fraction: &str, unit: u64) -> Option<u64> {
    let whole = if whole.is_empty() {
        0
    } else {
        whole.parse::<u64>().ok()?
    };
    let mut total = whole.checked_mul(unit)?;
    // As Go does: as many digits as fit a word, then one multiplication in floating point.
    let (mut digits, mut scale) = (0_u64, 1.0_f64);
    for digit in fraction.bytes().map(|byte| u64::from(byte - b'0')) {
        match digits
            .checked_mul(10)
            .and_then(|digits| digits.checked_add(digit))
        {
            Some(sum) if sum <= i64::MAX as u64 => (digits, scale) = (sum, scale * 10.0),
            _ => break,
        }
    }
    if digits > 0 {
        total = total.checked_add((digits as f64 * (unit as f64 / scale)) as u64)?;
    }
    (total <= 1 << 63).then_some(total)
}

const DAY: i64 = 86_400;

/// Days before 1 January of `year`, counted from that of year 1.
fn days_before_year(year: i64) -> i64 {
    let years = year - 1;
    years * 365 + years.div_euclid(4) - years.div_euclid(100) + years.div_euclid(400)
}

const MONTH_STARTS: [i64; 13] = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365];

fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// A calendar date.
struct Date {
    year: i64,
    /// From 1.
    month: i64,
    day: i64,
    /// Day of the year, from 1.
    yday: i64,
    /// From Sunday, 0.
    weekday: i64,
}

fn date_of(seconds: i64) -> Date {
    let days = seconds.div_euclid(DAY);
    // 146097 days are 400 years; the estimate is never too small and at most one too large.
    let mut year = days.div_euclid(146_097) * 400 + days.rem_euclid(146_097) / 365 + 1;
    while days_before_year(year) > days {
        year -= 1;
    }
    let in_year = days - days_before_year(year);
    let leap = i64::from(is_leap(year));
    let starts = |month: usize| MONTH_STARTS[month] + if month >= 2 { leap } else { 0 };
    let month = (1..12).find(|&month| starts(month) > in_year).unwrap_or(12);
    Date {
        year,
        month: month as i64,
        day: in_year - starts(month - 1) + 1,
        yday: in_year + 1,
        weekday: (days + 1).rem_euclid(7),
    }
}

/// `civil(sec int64) (year, month, day, yday, weekday int)`.
fn civil(ctx: &mut NativeCtx<'_>) -> Done {
    let date = date_of(ctx.int(0));
    for (at, part) in [date.year, date.month, date.day, date.yday, date.weekday]
        .into_iter()
        .enumerate()
    {
        ctx.set_int(at, part);
    }
    Ok(())
}

/// `daysBefore(year, month int) int`: days before the first of a month, which may lie outside 1 to 12.
fn days_before(ctx: &mut NativeCtx<'_>) -> Done {
    const YEARS_MAX: i64 = 1 << 40;
    let month = ctx.int(1).clamp(-YEARS_MAX, YEARS_MAX) - 1;
    let year = ctx.int(0).clamp(-YEARS_MAX, YEARS_MAX) + month.div_euclid(12);
    let month = month.rem_euclid(12) as usize;
    let leap = if month >= 2 && is_leap(year) { 1 } else { 0 };
    ctx.set_int(0, days_before_year(year) + MONTH_STARTS[month] + leap);
    Ok(())
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const DAYS: [&str; 7] = [
    "Sunday",
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
];

/// Elements of a layout, the longer before those they begin with.
const ELEMENTS: &[&str] = &[
    "January",
    "Jan",
    "Monday",
    "Mon",
    "MST",
    "2006",
    "002",
    "01",
    "02",
    "03",
    "04",
    "05",
    "06",
    "_2006",
    "__2",
    "_2",
    "15",
    "1",
    "2",
    "3",
    "4",
    "5",
    "PM",
    "pm",
    "-07:00:00",
    "-07:00",
    "-070000",
    "-0700",
    "-07",
    "Z07:00:00",
    "Z07:00",
    "Z070000",
    "Z0700",
    "Z07",
];

/// A time zone as it is shown.
struct Zone {
    /// Empty where it has none.
    name: String,
    /// Seconds east of UTC.
    offset: i64,
}

/// `formatTime(sec, nsec int64, offset int, zone, layout string) string`: `sec` is of the zone.
fn format_time(ctx: &mut NativeCtx<'_>) -> Done {
    let (sec, nsec) = (ctx.int(0), ctx.int(1));
    let name = String::from_utf8_lossy(ctx.str(3)?).into_owned();
    let layout = String::from_utf8_lossy(ctx.str(5)?).into_owned();
    let zone = Zone {
        name,
        offset: ctx.int(2),
    };
    let date = date_of(sec);
    let mut out = String::new();
    let mut rest = layout.as_str();
    while let Some(first) = rest.chars().next() {
        if let Some((text, after)) = fraction(rest, nsec) {
            out.push_str(&text);
            rest = after;
        } else if let Some(element) = element_at(rest) {
            out.push_str(&element_text(element, &date, sec.rem_euclid(DAY), &zone));
            rest = &rest[element.len()..];
        } else {
            out.push(first);
            rest = &rest[first.len_utf8()..];
        }
    }
    ctx.set_str(0, out.as_bytes())
}

/// The element that `rest` begins with. "Jan" and "Mon" count only where no lower-case letter follows.
fn element_at(rest: &str) -> Option<&'static str> {
    let element = ELEMENTS
        .iter()
        .copied()
        .find(|element| rest.starts_with(element))?;
    let follows = rest[element.len()..].bytes().next();
    let word_goes_on =
        matches!(element, "Jan" | "Mon") && follows.is_some_and(|byte| byte.is_ascii_lowercase());
    match element {
        "_2006" => None,
        _ if word_goes_on => None,
        _ => Some(element),
    }
}

/// A fraction of a second: a point or comma and zeros (as many digits) or nines (trailing zeros cut), not followed by a digit.
fn fraction(rest: &str, nsec: i64) -> Option<(String, &str)> {
    let point = rest.chars().next().filter(|&c| c == '.' || c == ',')?;
    let digit = rest[1..].chars().next().filter(|&c| c == '0' || c == '9')?;
    let count = rest[1..].chars().take_while(|&c| c == digit).count();
    let after = &rest[1 + count..];
    if after.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let digits = format!("{nsec:09}");
    let text: String = std::iter::once(point)
        .chain(digits.chars().take(count))
        .collect();
    match digit {
        '0' => Some((text, after)),
        _ => Some((
            text.trim_end_matches('0')
                .trim_end_matches(point)
                .to_string(),
            after,
        )),
    }
}

fn element_text(element: &str, date: &Date, of_day: i64, zone: &Zone) -> String {
    let (hour, minute, second) = (of_day / 3600, of_day / 60 % 60, of_day % 60);
    let hour12 = if hour % 12 == 0 { 12 } else { hour % 12 };
    let month = MONTHS[(date.month - 1).clamp(0, 11) as usize];
    let day = DAYS[date.weekday.clamp(0, 6) as usize];
    match element {
        "January" => month.to_string(),
        "Jan" => month[..3].to_string(),
        "Monday" => day.to_string(),
        "Mon" => day[..3].to_string(),
        "MST" if zone.name.is_empty() => offset_text("-0700", zone.offset),
        "MST" => zone.name.clone(),
        "2006" => format!("{:04}", date.year),
        "06" => format!("{:02}", date.year.rem_euclid(100)),
        "01" => format!("{:02}", date.month),
        "1" => date.month.to_string(),
        "02" => format!("{:02}", date.day),
        "_2" => format!("{:2}", date.day),
        "2" => date.day.to_string(),
        "002" => format!("{:03}", date.yday),
        "__2" => format!("{:3}", date.yday),
        "15" => format!("{hour:02}"),
        "03" => format!("{hour12:02}"),
        "3" => hour12.to_string(),
        "04" => format!("{minute:02}"),
        "4" => minute.to_string(),
        "05" => format!("{second:02}"),
        "5" => second.to_string(),
        "PM" => if hour >= 12 { "PM" } else { "AM" }.to_string(),
        "pm" => if hour >= 12 { "pm" } else { "am" }.to_string(),
        _ if element.starts_with('Z') && zone.offset == 0 => "Z".to_string(),
        _ => offset_text(element, zone.offset),
    }
}

/// An offset as the element shows it: hours, minutes and seconds as far as it goes, with or without colons.
fn offset_text(element: &str, offset: i64) -> String {
    let sign = if offset / 60 < 0 { '-' } else { '+' };
    let (minutes, seconds) = ((offset / 60).abs(), offset.abs() % 60);
    let colon = if element.contains(':') { ":" } else { "" };
    let mut out = format!("{sign}{:02}", minutes / 60);
    if element.len() > 3 {
        out += &format!("{colon}{:02}", minutes % 60);
    }
    if element.len() > 6 {
        out += &format!("{colon}{seconds:02}");
    }
    out
}
