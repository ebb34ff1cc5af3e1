//! Plots as SVG: text, without a library.

use std::fmt::Write as _;

const WIDTH: f64 = 760.0;
const COLORS: [&str; 6] = ["#1f6feb", "#d1495b", "#2a9d5c", "#8957e5", "#bf8700", "#6e7781"];

/// One bar of a chart.
pub struct Bar {
    /// What it stands for.
    pub name: String,
    /// How long it is.
    pub value: f64,
    /// Whether it is this project's.
    pub ours: bool,
}

/// A chart of horizontal bars. Bars longer than `longest` are cut, which a gap shows.
pub fn bars(title: &str, bars: &[Bar], longest: Option<f64>) -> String {
    let (top, step, right) = (50.0, 26.0, 80.0);
    // Room for the names, in whichever font.
    let characters = bars.iter().map(|bar| bar.name.chars().count()).max().unwrap_or_default();
    let left = 32.0 + 7.2 * characters as f64;
    let most = bars.iter().map(|bar| bar.value).fold(1.0, f64::max).min(longest.unwrap_or(f64::MAX));
    let height = top + step * bars.len() as f64 + 16.0;
    let mut svg = begin(title, height);
    for (index, bar) in bars.iter().enumerate() {
        let y = top + step * index as f64;
        let length = (bar.value.clamp(0.0, most) / most) * (WIDTH - left - right);
        let color = if bar.ours { COLORS[0] } else { "#afb8c1" };
        let weight = if bar.ours { "600" } else { "400" };
        let _ = writeln!(
            svg,
            r#"<text x="{x}" y="{text_y}" text-anchor="end" font-weight="{weight}">{name}</text><rect x="{left}" y="{y}" width="{length:.1}" height="18" rx="2" fill="{color}"/><text x="{end:.1}" y="{text_y}">{value}</text>"#,
            x = left - 8.0,
            text_y = y + 14.0,
            name = escape(&bar.name),
            end = left + length + 6.0,
            value = figure(bar.value),
        );
        if bar.value > most {
            let (at, below) = (left + length - 40.0, y + 20.0);
            let _ = writeln!(svg, r##"<path d="M{at} {below} l8 -22 h6 l-8 22 z" fill="#ffffff"/>"##);
        }
    }
    svg + "</svg>\n"
}

/// How the horizontal axis is divided.
#[derive(Clone, Copy, PartialEq)]
pub enum Scale {
    /// Evenly.
    Linear,
    /// By powers of ten.
    Logarithmic,
}

/// One line of a chart.
pub struct Line {
    /// What it stands for.
    pub name: String,
    /// Its points, from left to right.
    pub points: Vec<(f64, f64)>,
}

/// A chart of lines over a common axis. The vertical axis begins at zero. Lines that lie on another have its colour.
pub fn lines(title: &str, across: &str, up: &str, scale: Scale, lines: &[Line]) -> String {
    let (left, right, top, bottom) = (70.0, 190.0, 68.0, 348.0);
    let place = |x: f64| if scale == Scale::Logarithmic { x.log10() } else { x };
    let points = || lines.iter().flat_map(|line| &line.points);
    let first = points().map(|point| place(point.0)).fold(f64::MAX, f64::min);
    let last = points().map(|point| place(point.0)).fold(f64::MIN, f64::max);
    let most = points().map(|point| point.1).fold(0.0, f64::max);
    let step = round_up(most / 5.0);
    let parts = (most / step).ceil();
    let highest = step * parts;
    let x = |value: f64| left + (place(value) - first) / (last - first) * (WIDTH - left - right);
    let y = |value: f64| bottom - value / highest * (bottom - top);
    let mut svg = begin(title, bottom + 56.0);
    for value in (0..).map(|part| step * f64::from(part)).take_while(|value| *value <= highest) {
        let _ = writeln!(
            svg,
            r##"<line x1="{left}" x2="{end}" y1="{at:.1}" y2="{at:.1}" stroke="#d0d7de"/><text x="{label}" y="{text:.1}" text-anchor="end">{value}</text>"##,
            end = WIDTH - right,
            at = y(value),
            label = left - 8.0,
            text = y(value) + 4.0,
            value = figure(value),
        );
    }
    if let Some(line) = lines.first() {
        for (value, _) in &line.points {
            let _ = writeln!(
                svg,
                r#"<text x="{:.1}" y="{}" text-anchor="middle">{}</text>"#,
                x(*value),
                bottom + 20.0,
                figure(*value)
            );
        }
    }
    let middle = f64::midpoint(left, WIDTH - right);
    let _ = writeln!(
        svg,
        r#"<text x="{middle}" y="{}" text-anchor="middle">{}</text><text x="{left}" y="{}" text-anchor="end">{}</text>"#,
        bottom + 44.0,
        escape(across),
        top - 12.0,
        escape(up)
    );
    let is_same = |one: &Line, two: &Line| {
        let mut pairs = one.points.iter().zip(&two.points);
        one.points.len() == two.points.len()
            && pairs.all(|(one, two)| (one.0 - two.0).abs() < f64::EPSILON && (y(one.1) - y(two.1)).abs() < 2.0)
    };
    let mut drawn: Vec<&Line> = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let place = drawn.iter().position(|other| is_same(other, line)).unwrap_or(drawn.len());
        let color = COLORS[place % COLORS.len()];
        if place == drawn.len() {
            let path: Vec<_> =
                line.points.iter().map(|(across, up)| format!("{:.1},{:.1}", x(*across), y(*up))).collect();
            let _ = writeln!(
                svg,
                r#"<polyline points="{}" fill="none" stroke="{color}" stroke-width="2"/>"#,
                path.join(" ")
            );
            drawn.push(line);
        }
        let at = top + 22.0 * index as f64;
        let _ = writeln!(
            svg,
            r#"<rect x="{}" y="{at}" width="14" height="4" fill="{color}"/><text x="{}" y="{}">{}</text>"#,
            WIDTH - right + 12.0,
            WIDTH - right + 32.0,
            at + 7.0,
            escape(&line.name)
        );
    }
    svg + "</svg>\n"
}

fn begin(title: &str, height: f64) -> String {
    format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" font-family="system-ui, sans-serif" font-size="12" fill="#1f2328">
<rect width="100%" height="100%" fill="#ffffff"/>
<text x="16" y="24" font-size="15" font-weight="600">{}</text>
"##,
        escape(title)
    )
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn figure(value: f64) -> String {
    if value >= 100.0 || value.fract() == 0.0 { format!("{value:.0}") } else { format!("{value:.1}") }
}

/// The next of 1, 2, 5, 10, 20, …
fn round_up(value: f64) -> f64 {
    let power = 10_f64.powf(value.max(1e-9).log10().floor());
    [1.0, 2.0, 5.0].into_iter().map(|step| step * power).find(|step| *step >= value).unwrap_or(10.0 * power)
}
