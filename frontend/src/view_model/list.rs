//! Which rows of a long list are on screen. Only those are asked for and drawn.

/// Height of a row of the trace, CSS pixels; style.css has the same.
pub const ROW_HEIGHT: f64 = 24.0;
/// Rows drawn beyond the screen on each side, so that scrolling shows no gap.
const SPARE_ROWS: u64 = 12;

/// First and last row (1-based, inclusive) for a scroll position; `(1, 0)` for an empty list.
pub fn rows_on_screen(scroll_top: f64, height: f64, total: u64) -> (u64, u64) {
    let first = (scroll_top.max(0.0) / ROW_HEIGHT) as u64 + 1;
    let count = (height.max(0.0) / ROW_HEIGHT) as u64 + 1;
    let from = first.saturating_sub(SPARE_ROWS).max(1);
    (
        from.min(total.max(1)),
        (first + count + SPARE_ROWS).min(total),
    )
}

/// The scroll position that shows a row, if it is not on screen already.
pub fn scroll_to(row: u64, scroll_top: f64, height: f64) -> Option<f64> {
    let top = row.saturating_sub(1) as f64 * ROW_HEIGHT;
    if top < scroll_top {
        return Some(top);
    }
    (top + ROW_HEIGHT > scroll_top + height).then_some(top + ROW_HEIGHT - height)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_on_screen() {
        assert_eq!(rows_on_screen(0.0, 100.0, 10_000), (1, 18));
        assert_eq!(rows_on_screen(2400.0, 100.0, 10_000), (89, 118));
        assert_eq!(rows_on_screen(1e9, 100.0, 50), (50, 50));
        assert_eq!(rows_on_screen(0.0, 100.0, 0), (1, 0));
    }

    #[test]
    fn the_current_row_comes_on_screen() {
        assert_eq!(scroll_to(1, 0.0, 100.0), None);
        assert_eq!(scroll_to(10, 0.0, 96.0), Some(144.0));
        assert_eq!(scroll_to(2, 240.0, 96.0), Some(24.0));
    }
}
