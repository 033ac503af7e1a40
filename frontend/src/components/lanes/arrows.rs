//! Arrows between lanes: what happens before what, and the two accesses of a race.

use web_sys::CanvasRenderingContext2d;

use super::paint::Picture;
use crate::view_model::arrows::{Point, centre, head};

/// Happens-before edges as thin arrows from the earlier transition to the later.
pub fn edges(pen: &CanvasRenderingContext2d, picture: &Picture, colour: &str) {
    let Some(board) = &picture.edges else { return };
    pen.set_stroke_style_str(colour);
    pen.set_fill_style_str(colour);
    pen.set_line_width(1.25);
    for edge in &board.edges {
        let from = centre(
            &picture.window,
            &picture.rows,
            (edge.from, edge.from_goroutine),
        );
        let to = centre(&picture.window, &picture.rows, (edge.to, edge.to_goroutine));
        if let (Some(from), Some(to)) = (from, to) {
            arrow(pen, from, to);
        }
    }
}

/// A ring around each access of a race, and a dashed line between them: nothing orders these.
pub fn pair(pen: &CanvasRenderingContext2d, picture: &Picture, colour: &str) {
    let Some([first, second]) = picture.pair else {
        return;
    };
    let places = [first, second].map(|place| centre(&picture.window, &picture.rows, place));
    pen.set_stroke_style_str(colour);
    pen.set_line_width(2.0);
    for place in places.iter().flatten() {
        pen.stroke_rect(place.x - 8.0, place.y - 9.0, 16.0, 18.0);
    }
    if let [Some(from), Some(to)] = places {
        let dashes = js_sys::Array::of2(&4.0.into(), &3.0.into());
        let _ = pen.set_line_dash(&dashes);
        line(pen, from, to);
        let _ = pen.set_line_dash(&js_sys::Array::new());
    }
}

fn line(pen: &CanvasRenderingContext2d, from: Point, to: Point) {
    pen.begin_path();
    pen.move_to(from.x, from.y);
    pen.line_to(to.x, to.y);
    pen.stroke();
}

fn arrow(pen: &CanvasRenderingContext2d, from: Point, to: Point) {
    line(pen, from, to);
    let [left, right] = head(from, to);
    pen.begin_path();
    pen.move_to(to.x, to.y);
    pen.line_to(left.x, left.y);
    pen.line_to(right.x, right.y);
    pen.close_path();
    pen.fill();
}
