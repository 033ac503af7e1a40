//! Where arrows between lanes begin and end.

use super::lanes::{CELL_WIDTH, ROW_HEIGHT, STRIP_HEIGHT, Window};

/// Length of an arrow's head, CSS pixels.
const HEAD: f64 = 6.0;

/// A point of the canvas, CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// From the left.
    pub x: f64,
    /// From the top.
    pub y: f64,
}

/// The middle of a transition's cell; `None` when its goroutine has no row. A transition that is not on screen is beyond its edge.
pub fn centre(window: &Window, rows: &[u32], (step, goroutine): (u64, u32)) -> Option<Point> {
    let row = rows.iter().position(|id| *id == goroutine)?;
    Some(Point {
        x: window.x_of(step) + CELL_WIDTH / 2.0,
        y: STRIP_HEIGHT + 2.0 + (row as f64 + 0.5) * ROW_HEIGHT,
    })
}

/// The two hind corners of an arrow's head.
pub fn head(from: Point, to: Point) -> [Point; 2] {
    let (dx, dy) = (to.x - from.x, to.y - from.y);
    let length = dx.hypot(dy).max(1.0);
    let (ux, uy) = (dx / length, dy / length);
    let corner = |side: f64| Point {
        x: to.x - HEAD * ux + side * HEAD / 2.0 * uy,
        y: to.y - HEAD * uy - side * HEAD / 2.0 * ux,
    };
    [corner(1.0), corner(-1.0)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrows_join_the_middles_of_cells() {
        let window = Window {
            first: 11,
            capacity: 10,
            recorded: 100,
        };
        let at = |place| centre(&window, &[1, 2], place);
        assert_eq!(at((11, 1)), Some(Point { x: 8.0, y: 21.0 }));
        assert_eq!(at((13, 2)), Some(Point { x: 40.0, y: 43.0 }));
        assert_eq!(at((13, 3)), None, "no row");
        let [left, right] = head(Point { x: 0.0, y: 0.0 }, Point { x: 10.0, y: 0.0 });
        assert_eq!((left.x, left.y), (4.0, -3.0));
        assert_eq!((right.x, right.y), (4.0, 3.0));
    }
}
