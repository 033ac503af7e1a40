//! Two runs of one program, side by side: what they have in common at first, and which transitions of the rest belong together.
//!
//! After the place where they part, the longest common subsequence of what is done is put in common columns; what only one run does
//! there, or does elsewhere, stands in a column of its own. Long rests are not aligned but set one after the other: the cost is the
//! product of their lengths.

/// A column: positions in the left and the right run, from 0.
pub type Column = (Option<u32>, Option<u32>);

/// Largest product of the rests' lengths that is aligned.
const CELLS_MAX: usize = 4 << 20;

/// Two runs in columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alignment {
    /// Transitions that both make alike at first; the columns begin with them.
    pub common: u32,
    /// All transitions of both.
    pub columns: Vec<Column>,
}

/// Aligns two runs, each given as what its transitions do: equal numbers for the same deed of the same goroutine.
pub fn align(left: &[u64], right: &[u64]) -> Alignment {
    let common = left.iter().zip(right).take_while(|(a, b)| a == b).count();
    let mut columns: Vec<Column> = (0..common as u32).map(|i| (Some(i), Some(i))).collect();
    let rest_left = left.get(common..).unwrap_or_default();
    let rest_right = right.get(common..).unwrap_or_default();
    let base = common as u32;
    for (a, b) in rest(rest_left, rest_right) {
        columns.push((a.map(|a| a + base), b.map(|b| b + base)));
    }
    Alignment {
        common: base,
        columns,
    }
}

/// The columns of two sequences by their longest common subsequence; of equal ones, what the left run does comes first.
fn rest(left: &[u64], right: &[u64]) -> Vec<Column> {
    let (n, m) = (left.len(), right.len());
    let all_left = (0..n as u32).map(|i| (Some(i), None));
    let all_right = (0..m as u32).map(|i| (None, Some(i)));
    if n.saturating_mul(m) > CELLS_MAX {
        return all_left.chain(all_right).collect();
    }
    // lengths[i * width + j]: of the longest common subsequence of left[i..] and right[j..].
    let width = m + 1;
    let mut lengths = vec![0_u32; (n + 1) * width];
    let at = |lengths: &[u32], i: usize, j: usize| lengths.get(i * width + j).copied().unwrap_or(0);
    for i in (0..n).rev() {
        for j in (0..m).rev() {
            let length = if left.get(i) == right.get(j) {
                at(&lengths, i + 1, j + 1) + 1
            } else {
                at(&lengths, i + 1, j).max(at(&lengths, i, j + 1))
            };
            if let Some(place) = lengths.get_mut(i * width + j) {
                *place = length;
            }
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut columns = Vec::with_capacity(n + m);
    while i < n || j < m {
        let both = i < n && j < m && left.get(i) == right.get(j);
        if both {
            columns.push((Some(i as u32), Some(j as u32)));
            (i, j) = (i + 1, j + 1);
        } else if j >= m || (i < n && at(&lengths, i + 1, j) >= at(&lengths, i, j + 1)) {
            columns.push((Some(i as u32), None));
            i += 1;
        } else {
            columns.push((None, Some(j as u32)));
            j += 1;
        }
    }
    columns
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(left: &str, right: &str) -> String {
        let deeds = |text: &str| text.bytes().map(u64::from).collect::<Vec<u64>>();
        let alignment = align(&deeds(left), &deeds(right));
        let sign = |text: &str, at: Option<u32>| {
            at.map_or('-', |at| char::from(text.as_bytes()[at as usize]))
        };
        let above: String = alignment.columns.iter().map(|c| sign(left, c.0)).collect();
        let below: String = alignment.columns.iter().map(|c| sign(right, c.1)).collect();
        format!("{} {above} {below}", alignment.common)
    }

    #[test]
    fn what_is_alike_stands_in_one_column() {
        assert_eq!(drawn("abcdef", "abdecf"), "2 abcde-f ab-decf");
        assert_eq!(drawn("abc", "abc"), "3 abc abc");
        assert_eq!(drawn("ab", "abcd"), "2 ab-- abcd");
        assert_eq!(drawn("", "x"), "0 - x");
        assert_eq!(drawn("xy", "zw"), "0 xy-- --zw");
    }

    #[test]
    fn very_long_rests_are_set_one_after_the_other() {
        let left: Vec<u64> = (0..3_000).collect();
        let right: Vec<u64> = (0..3_000).map(|n| n + 1).collect();
        assert_eq!(align(&left, &right).columns.len(), 6_000);
    }
}
