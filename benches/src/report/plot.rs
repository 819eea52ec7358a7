//! Lines as an SVG file, on white, which is legible on any page.

use super::text::grouped;
use crate::section::{Axis, Plot};
use plotters::coord::Shift;
use plotters::coord::ranged1d::{AsRangedCoord, ValueFormatter};
use plotters::prelude::*;
use std::error::Error;
use std::ops::Range;
use std::path::Path;

/// The size of the lines; the legend is beside them.
const SIZE: (u32, u32) = (720, 500);

/// Colours that the colour-blind can tell apart (Okabe and Ito); the first line is ours.
const COLOURS: [RGBColor; 8] = [
    RGBColor(213, 94, 0),
    RGBColor(0, 114, 178),
    RGBColor(0, 158, 115),
    RGBColor(204, 121, 167),
    RGBColor(86, 180, 233),
    RGBColor(230, 159, 0),
    RGBColor(90, 90, 90),
    RGBColor(0, 0, 0),
];

pub(super) fn write(plot: &Plot, file: &Path) -> Result<(), Box<dyn Error>> {
    let x = range(&plot.x, plot.lines.iter().flat_map(|line| &line.points).map(|point| point.0));
    let y = range(&plot.y, plot.lines.iter().flat_map(|line| &line.points).map(|point| point.1));
    let (x_ticks, y_ticks) = (ticks(&plot.x, &x), ticks(&plot.y, &y));
    match (plot.x.logarithmic, plot.y.logarithmic) {
        (true, true) => draw(plot, file, (x.log_scale(), x_ticks), (y.log_scale(), y_ticks)),
        (true, false) => draw(plot, file, (x.log_scale(), x_ticks), (y, y_ticks)),
        (false, true) => draw(plot, file, (x, x_ticks), (y.log_scale(), y_ticks)),
        (false, false) => draw(plot, file, (x, x_ticks), (y, y_ticks)),
    }
    .map_err(|error| format!("{}: {error}", file.display()).into())
}

/// From the least to the largest value, with some room.
fn range(axis: &Axis, values: impl Iterator<Item = f64> + Clone) -> Range<f64> {
    let largest = values.clone().fold(f64::MIN_POSITIVE, f64::max);
    if !axis.logarithmic {
        return 0.0..largest * 1.1;
    }
    let least = values.fold(largest, f64::min);
    let (start, end) = (least * 0.8, largest * 1.25);
    let has_two_powers = start.log10().ceil() < end.log10().floor();
    if has_two_powers { start..end } else { 10_f64.powf(start.log10().floor())..10_f64.powf(end.log10().ceil()) }
}

fn draw<X, Y>(
    plot: &Plot,
    file: &Path,
    (x, x_ticks): (X, usize),
    (y, y_ticks): (Y, usize),
) -> Result<(), Box<dyn Error>>
where
    X: AsRangedCoord<Value = f64>,
    Y: AsRangedCoord<Value = f64>,
    X::CoordDescType: ValueFormatter<f64>,
    Y::CoordDescType: ValueFormatter<f64>,
{
    let size = (SIZE.0 + legend_width(plot)?, SIZE.1);
    let area = SVGBackend::new(file, size).into_drawing_area();
    area.fill(&WHITE)?;
    let (lines, legend) = area.split_horizontally(SIZE.0);
    let mut chart = ChartBuilder::on(&lines)
        .caption(&plot.title, ("sans-serif", 22))
        .margin(14)
        .x_label_area_size(48)
        .y_label_area_size(72)
        .build_cartesian_2d(x, y)?;
    chart
        .configure_mesh()
        .x_labels(x_ticks)
        .y_labels(y_ticks)
        .x_desc(plot.x.title)
        .y_desc(plot.y.title)
        .axis_desc_style(("sans-serif", 17))
        .label_style(("sans-serif", 15))
        .x_label_formatter(&|value| label(*value))
        .y_label_formatter(&|value| label(*value))
        .light_line_style(TRANSPARENT)
        .draw()?;
    for (number, line) in plot.lines.iter().enumerate() {
        chart.draw_series(LineSeries::new(line.points.iter().copied(), style(number)))?;
        let points = line.points.iter().map(|point| chart.backend_coord(point)).collect::<Vec<_>>();
        for point in points {
            mark(&area, number, point)?;
        }
        name(&legend, number, &line.name)?;
    }
    area.present()?;
    Ok(())
}

fn legend_width(plot: &Plot) -> Result<u32, Box<dyn Error>> {
    /// As wide as a letter may be: browsers differ in fonts.
    const LETTER: u32 = 9;
    let longest = plot.lines.iter().map(|line| line.name.chars().count()).max().unwrap_or_default();
    Ok(50 + LETTER * u32::try_from(longest)?)
}

/// The first line is thick: it is ours.
fn style(number: usize) -> ShapeStyle {
    COLOURS[number % COLOURS.len()].stroke_width(if number == 0 { 4 } else { 2 })
}

type Area<'a> = DrawingArea<SVGBackend<'a>, Shift>;

/// Of different shapes, so that it can be read without colours.
fn mark(area: &Area, number: usize, point: (i32, i32)) -> Result<(), Box<dyn Error>> {
    let style = style(number);
    match number % 4 {
        0 => area.draw(&Circle::new(point, 5, style.filled()))?,
        1 => area.draw(&TriangleMarker::new(point, 7, style.filled()))?,
        2 => area.draw(&Cross::new(point, 5, style))?,
        _ => area.draw(&Circle::new(point, 6, style))?,
    }
    Ok(())
}

/// A line of the legend.
fn name(legend: &Area, number: usize, name: &str) -> Result<(), Box<dyn Error>> {
    let top = 60 + 28 * i32::try_from(number)?;
    legend.draw(&PathElement::new([(0, top), (30, top)], style(number)))?;
    mark(legend, number, (15, top))?;
    legend.draw(&Text::new(name.to_owned(), (38, top - 7), ("sans-serif", 16)))?;
    Ok(())
}

/// How many numbers stand at the axis: powers of ten, if it is logarithmic.
fn ticks(axis: &Axis, range: &Range<f64>) -> usize {
    if !axis.logarithmic {
        return 10;
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few")]
    let powers = (range.end / range.start).log10().max(1.0) as usize;
    powers
}

/// "100,000", "0.25".
fn label(value: f64) -> String {
    if value < 10.0 {
        return format!("{value:.3}").trim_end_matches('0').trim_end_matches('.').to_owned();
    }
    grouped(&format!("{value:.0}"))
}
