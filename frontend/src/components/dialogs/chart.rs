//! A line chart on a canvas, drawn by plotters.

use plotters::prelude::*;
use plotters_canvas::CanvasBackend;
use web_sys::HtmlCanvasElement;
use yew::prelude::*;

use crate::bridge::media::css_variable;

/// A named line.
#[derive(Clone, Debug, PartialEq)]
pub struct Curve {
    /// Name for the legend.
    pub name: String,
    /// Corners.
    pub points: Vec<(f64, f64)>,
}

/// What the chart shows.
#[derive(Properties, PartialEq)]
pub struct ChartProps {
    /// Lines.
    pub curves: Vec<Curve>,
    /// Name of the horizontal axis.
    pub x_label: String,
    /// Name of the vertical axis.
    pub y_label: String,
}

/// Size in canvas pixels; CSS shows it at half of that at most, so it is sharp on any screen.
const SIZE: (u32, u32) = (1280, 720);

/// The chart.
#[component]
pub fn Chart(props: &ChartProps) -> Html {
    let canvas = use_node_ref();
    let labels = (props.x_label.clone(), props.y_label.clone());
    use_effect_with(
        (props.curves.clone(), labels, canvas.clone()),
        |(curves, labels, canvas)| {
            if let Some(canvas) = canvas.cast::<HtmlCanvasElement>() {
                // A chart that cannot be drawn (no canvas) leaves the legend.
                let _ = draw(&canvas, curves, labels);
            }
        },
    );
    let label = props
        .curves
        .iter()
        .map(|curve| curve.name.clone())
        .collect::<Vec<_>>()
        .join(", ");
    html! { <canvas class="chart" ref={canvas} width={SIZE.0.to_string()} height={SIZE.1.to_string()} role="img" aria-label={label} /> }
}

fn draw(canvas: &HtmlCanvasElement, curves: &[Curve], labels: &(String, String)) -> Option<()> {
    let colour = |name: &str| parsed(&css_variable(canvas, name));
    let (ink, line) = (colour("--ink"), colour("--line"));
    let corners = || curves.iter().flat_map(|curve| &curve.points);
    let x_max = corners().map(|point| point.0).fold(1.0, f64::max);
    let y_max = corners().map(|point| point.1).fold(1.0, f64::max) * 1.05;
    let area = CanvasBackend::with_canvas_object(canvas.clone())?.into_drawing_area();
    area.fill(&colour("--surface")).ok()?;
    let text = |size: i32| ("sans-serif", size).into_font().color(&ink);
    let mut chart = ChartBuilder::on(&area)
        .margin(16)
        .x_label_area_size(70)
        .y_label_area_size(100)
        .build_cartesian_2d(0.0..x_max, 0.0..y_max)
        .ok()?;
    chart
        .configure_mesh()
        .light_line_style(TRANSPARENT)
        .bold_line_style(line)
        .axis_style(ink)
        .label_style(text(24))
        .axis_desc_style(text(26))
        .x_desc(labels.0.clone())
        .y_desc(labels.1.clone())
        .x_label_formatter(&|x| format!("{x:.0}"))
        .y_label_formatter(&|y| format!("{y:.0}"))
        .draw()
        .ok()?;
    for (index, curve) in curves.iter().enumerate() {
        let style = ShapeStyle {
            color: colour(&format!("--g{}", index + 1)).to_rgba(),
            filled: false,
            stroke_width: 4,
        };
        chart
            .draw_series(LineSeries::new(curve.points.iter().copied(), style))
            .ok()?;
    }
    area.present().ok()
}

/// `#rrggbb` as a colour; anything else is grey.
fn parsed(css: &str) -> RGBColor {
    let channel = |at: usize| {
        css.get(at..at + 2)
            .and_then(|hex| u8::from_str_radix(hex, 16).ok())
            .unwrap_or(128)
    };
    RGBColor(channel(1), channel(3), channel(5))
}
