//! Capacity against length while appending: the program that is run for it, and the curve read from what it printed.
//!
//! The page has no formula for capacities. It runs the real `append` of the chosen Go version and plots what came out.

/// Element types on offer: name in Go, an element to append.
pub const ELEMENTS: &[(&str, &str)] = &[
    ("int", "i"),
    ("*int", "&i"),
    ("byte", "byte(i)"),
    ("string", "\"\""),
];

/// Go versions compared: the last with the old rule, and the first on offer with the new one.
pub const VERSIONS: &[u32] = &[17, 21];

/// Appends until this length.
pub const LENGTH_MAX: usize = 2048;

/// One change of capacity: from this length on, this capacity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point {
    /// Length after the append.
    pub len: u64,
    /// Capacity after it.
    pub cap: u64,
}

/// The program to run for an element type, by its index in [`ELEMENTS`].
pub fn program(element: usize) -> String {
    let (ty, value) = ELEMENTS.get(element).copied().unwrap_or(ELEMENTS[0]);
    format!(
        "package main\n\nfunc main() {{\n\tvar s []{ty}\n\tlast := -1\n\tfor i := 0; i < {LENGTH_MAX}; i++ {{\n\t\ts = append(s, {value})\n\
         \t\tif cap(s) != last {{\n\t\t\tlast = cap(s)\n\t\t\tprintln(len(s), last)\n\t\t}}\n\t}}\n}}\n"
    )
}

/// Reads what the program printed; lines that are none of its own are skipped.
pub fn points(printed: &str) -> Vec<Point> {
    let point = |line: &str| {
        let (len, cap) = line.split_once(' ')?;
        Some(Point {
            len: len.trim().parse().ok()?,
            cap: cap.trim().parse().ok()?,
        })
    };
    printed.lines().filter_map(point).collect()
}

/// The staircase through the points, from (0, 0) to the last length.
pub fn staircase(points: &[Point]) -> Vec<(f64, f64)> {
    let mut corners = vec![(0.0, 0.0)];
    let mut cap = 0.0;
    for point in points {
        let at = point.len.saturating_sub(1) as f64;
        corners.push((at, cap));
        cap = point.cap as f64;
        corners.push((at, cap));
    }
    corners.push((LENGTH_MAX as f64, cap));
    corners
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn output_becomes_a_staircase() {
        let points = points("1 1\n2 2\nnoise\n3 4\n");
        assert_eq!(
            points,
            [
                Point { len: 1, cap: 1 },
                Point { len: 2, cap: 2 },
                Point { len: 3, cap: 4 }
            ]
        );
        let stairs = staircase(&points);
        assert_eq!(
            &stairs[..5],
            &[(0.0, 0.0), (0.0, 0.0), (0.0, 1.0), (1.0, 1.0), (1.0, 2.0)]
        );
        assert_eq!(stairs.last(), Some(&(2048.0, 4.0)));
    }

    #[test]
    fn the_program_is_plain_go() {
        assert!(program(1).contains("var s []*int"));
        assert!(program(99).contains("var s []int"));
    }
}
