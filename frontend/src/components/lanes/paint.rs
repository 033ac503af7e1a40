//! Draws the lanes on a canvas: only the cells on screen, each kind with its own mark in its goroutine's colour.

use std::rc::Rc;

use sim_core::inspect::view::{CellKind, LaneCell};
use sim_core::session::races::RaceBoard;
use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use super::{arrows, height_of};
use crate::bridge::media::css_variable;
use crate::view_model::goroutine::colour;
use crate::view_model::lanes::{CELL_WIDTH, Glyph, ROW_HEIGHT, STRIP_HEIGHT, Window, glyph};

/// Everything that decides what is drawn.
#[derive(Clone, PartialEq)]
pub struct Picture {
    /// Part on screen.
    pub window: Window,
    /// Its cells.
    pub cells: Rc<Vec<LaneCell>>,
    /// Goroutines from the top.
    pub rows: Vec<u32>,
    /// Cursor.
    pub cursor: u64,
    /// Transition under the pointer.
    pub hovered: Option<u64>,
    /// Width of the canvas, CSS pixels.
    pub width: f64,
    /// Happens-before edges to draw.
    pub edges: Option<Rc<RaceBoard>>,
    /// Transitions and goroutines of a race.
    pub pair: Option<[(u64, u32); 2]>,
}

/// Draws the whole picture.
pub fn paint(canvas: &HtmlCanvasElement, picture: &Picture) {
    let Some(pen) = pen(canvas, picture.width, height_of(picture.rows.len())) else {
        return;
    };
    let css = |name: &str| css_variable(canvas, name);
    let palette: Vec<String> = (1..=6).map(|index| css(&format!("--g{index}"))).collect();
    let (line, accent, ink) = (css("--line"), css("--accent"), css("--ink"));
    let top = STRIP_HEIGHT + 2.0;
    pen.set_fill_style_str(&line);
    for row in 0..picture.rows.len() {
        pen.fill_rect(
            0.0,
            top + (row as f64 + 1.0) * ROW_HEIGHT - 1.0,
            picture.width,
            1.0,
        );
    }
    if let Some(step) = picture.hovered {
        pen.set_global_alpha(0.5);
        pen.fill_rect(
            picture.window.x_of(step),
            top,
            CELL_WIDTH,
            picture.rows.len() as f64 * ROW_HEIGHT,
        );
        pen.set_global_alpha(1.0);
    }
    for cell in picture.cells.iter() {
        let Some(row) = picture.rows.iter().position(|id| *id == cell.goroutine) else {
            continue;
        };
        let y = top + row as f64 * ROW_HEIGHT;
        let x = picture.window.x_of(cell.step);
        if cell.step == picture.cursor {
            pen.set_fill_style_str(&accent);
            pen.fill_rect(x, y + 1.0, CELL_WIDTH, ROW_HEIGHT - 2.0);
        }
        let is_ahead = cell.step > picture.cursor;
        pen.set_global_alpha(match (is_ahead, cell.prelude) {
            (true, _) => 0.3,
            (false, true) => 0.7,
            (false, false) => 1.0,
        });
        let size = if cell.prelude { 7.0 } else { 10.0 };
        let colour = palette
            .get(colour(cell.goroutine) as usize - 1)
            .map_or("", String::as_str);
        mark(
            &pen,
            glyph(cell.kind),
            x + CELL_WIDTH / 2.0,
            y + ROW_HEIGHT / 2.0,
            size,
            colour,
        );
        pen.set_global_alpha(1.0);
    }
    arrows::edges(&pen, picture, &css("--muted"));
    arrows::pair(&pen, picture, &css("--bad"));
    cursor(&pen, picture, &ink);
    strip(&pen, picture, &line, &ink);
}

/// The line between what has happened and what has not.
fn cursor(pen: &CanvasRenderingContext2d, picture: &Picture, ink: &str) {
    let x = picture.window.x_of(picture.cursor + 1);
    pen.set_fill_style_str(ink);
    pen.fill_rect(
        x.max(0.0) - if x > 0.0 { 1.0 } else { 0.0 },
        STRIP_HEIGHT,
        2.0,
        height_of(picture.rows.len()) - STRIP_HEIGHT,
    );
}

/// The strip for the whole run, when it is longer than the screen.
fn strip(pen: &CanvasRenderingContext2d, picture: &Picture, line: &str, ink: &str) {
    if !picture.window.is_partial() {
        return;
    }
    let (left, width) = picture.window.thumb(picture.width);
    pen.set_fill_style_str(line);
    pen.fill_rect(0.0, 0.0, picture.width, STRIP_HEIGHT - 2.0);
    pen.set_fill_style_str(ink);
    pen.set_global_alpha(0.35);
    pen.fill_rect(left, 0.0, width, STRIP_HEIGHT - 2.0);
    pen.set_global_alpha(1.0);
    let x = picture.cursor as f64 / picture.window.recorded.max(1) as f64 * picture.width;
    pen.fill_rect(x.min(picture.width - 2.0), 0.0, 2.0, STRIP_HEIGHT - 2.0);
}

/// One kind's mark alone, for the legend.
pub fn paint_sample(canvas: &HtmlCanvasElement, kind: CellKind) {
    const SIDE: f64 = 20.0;
    if let Some(pen) = pen(canvas, SIDE, SIDE) {
        mark(
            &pen,
            glyph(kind),
            SIDE / 2.0,
            SIDE / 2.0,
            12.0,
            &css_variable(canvas, "--ink"),
        );
    }
}

/// A clean canvas of that size in CSS pixels, sharp on this screen.
fn pen(canvas: &HtmlCanvasElement, width: f64, height: f64) -> Option<CanvasRenderingContext2d> {
    let scale = web_sys::window()?.device_pixel_ratio();
    canvas.set_width((width * scale).round() as u32);
    canvas.set_height((height * scale).round() as u32);
    let style = web_sys::HtmlElement::style(canvas);
    style.set_property("width", &format!("{width}px")).ok()?;
    style.set_property("height", &format!("{height}px")).ok()?;
    let pen: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    pen.scale(scale, scale).ok()?;
    Some(pen)
}

/// A mark around its middle.
fn mark(pen: &CanvasRenderingContext2d, glyph: Glyph, x: f64, y: f64, size: f64, colour: &str) {
    pen.set_fill_style_str(colour);
    pen.set_stroke_style_str(colour);
    pen.set_line_width(1.75);
    let half = size / 2.0;
    match glyph {
        Glyph::Hollow => pen.stroke_rect(x - half + 0.9, y - half + 0.9, size - 1.8, size - 1.8),
        Glyph::Solid => pen.fill_rect(x - half, y - half, size, size),
        Glyph::Diamond => fill(
            pen,
            &[
                (x, y - half - 1.0),
                (x + half + 1.0, y),
                (x, y + half + 1.0),
                (x - half - 1.0, y),
            ],
        ),
        Glyph::Lock => {
            pen.fill_rect(x - half, y - half * 0.2, size, size * 0.6);
            pen.stroke_rect(x - half * 0.55, y - half, half * 1.1, half);
        }
        Glyph::Arrows => {
            stroke(
                pen,
                &[
                    (x - half, y - 2.0),
                    (x + half, y - 2.0),
                    (x + half - 3.0, y - 5.0),
                ],
            );
            stroke(
                pen,
                &[
                    (x + half, y + 2.0),
                    (x - half, y + 2.0),
                    (x - half + 3.0, y + 5.0),
                ],
            );
        }
        Glyph::Fork => {
            stroke(pen, &[(x - half, y), (x, y), (x + half, y - half)]);
            stroke(pen, &[(x, y), (x + half, y + half)]);
        }
        Glyph::Lines => {
            for dy in [-half + 1.0, 0.0, half - 1.0] {
                stroke(pen, &[(x - half, y + dy), (x + half, y + dy)]);
            }
        }
        Glyph::Dot => fill(
            pen,
            &[
                (x - 2.0, y - 2.0),
                (x + 2.0, y - 2.0),
                (x + 2.0, y + 2.0),
                (x - 2.0, y + 2.0),
            ],
        ),
        Glyph::Bar => pen.fill_rect(x - 1.5, y - half - 1.0, 3.0, size + 2.0),
        Glyph::Cross => {
            stroke(pen, &[(x - half, y - half), (x + half, y + half)]);
            stroke(pen, &[(x + half, y - half), (x - half, y + half)]);
        }
    }
}

fn path(pen: &CanvasRenderingContext2d, points: &[(f64, f64)]) {
    pen.begin_path();
    for (index, (x, y)) in points.iter().enumerate() {
        if index == 0 {
            pen.move_to(*x, *y);
        } else {
            pen.line_to(*x, *y);
        }
    }
}

fn stroke(pen: &CanvasRenderingContext2d, points: &[(f64, f64)]) {
    path(pen, points);
    pen.stroke();
}

fn fill(pen: &CanvasRenderingContext2d, points: &[(f64, f64)]) {
    path(pen, points);
    pen.close_path();
    pen.fill();
}
