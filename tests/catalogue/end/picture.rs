//! The rules as a flow chart. Boxes and background have their own colours, so the picture is readable on a light and on a dark page.
//! In a documentation page it is part of the HTML: a blank line would end it, and a style sheet would apply to the whole page.

use std::fmt::Write as _;

use super::{OTHERWISE, Outcome, RULES, Rule};

/// How many characters fit into a line of a box.
pub(super) const CHARACTERS: usize = 68;
/// How many characters fit into a line of a box for what follows.
pub(super) const CHARACTERS_OF_OUTCOME: usize = 34;

const WIDTH: usize = 900;
const BOX_X: usize = 40;
const BOX_WIDTH: usize = 510;
const OUTCOME_X: usize = 598;
const OUTCOME_WIDTH: usize = 288;
const LINE: usize = 19;
const GAP: usize = 20;
const MARGIN: usize = 14;

const INK: &str = "#1f2328";
const RULE_COLOURS: (&str, &str) = ("#ffffff", "#57606a");

fn colours(outcome: Outcome) -> (&'static str, &'static str) {
    match outcome {
        Outcome::End => ("#dafbe1", "#1a7f37"),
        Outcome::Error => ("#ffebe9", "#cf222e"),
        Outcome::EndOrError => ("#fff8c5", "#9a6700"),
    }
}

/// The lines of a rule's box, the name among them.
fn height(rule: &Rule) -> usize {
    (rule.when.len() + 1) * LINE + 14
}

fn rectangle(svg: &mut String, at: (usize, usize), size: (usize, usize), (fill, stroke): (&str, &str)) {
    let ((x, y), (width, height)) = (at, size);
    writeln!(
        svg,
        r#"<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="6" fill="{fill}" stroke="{stroke}"></rect>"#
    )
    .unwrap();
}

/// A line of text. Backticks mark code.
fn text(svg: &mut String, x: usize, y: usize, line: &str, weight: &str) {
    write!(svg, r#"<text x="{x}" y="{y}" fill="{INK}" font-weight="{weight}" xml:space="preserve">"#).unwrap();
    for (index, part) in line.split('`').enumerate() {
        let part = part.replace('&', "&amp;").replace('<', "&lt;");
        match index % 2 {
            0 => svg.push_str(&part),
            _ => write!(svg, r#"<tspan font-family="monospace">{part}</tspan>"#).unwrap(),
        }
    }
    svg.push_str("</text>\n");
}

/// An arrow along these points.
fn arrow(svg: &mut String, points: &[(usize, usize)], is_dashed: bool) {
    let dashes = if is_dashed { r#" stroke-dasharray="5 4""# } else { "" };
    let path: Vec<String> = points.iter().map(|(x, y)| format!("{x} {y}")).collect();
    let path = path.join(" L ");
    writeln!(
        svg,
        r##"<path d="M {path}" fill="none" stroke="#57606a" stroke-width="1.5"{dashes} marker-end="url(#end-of-walk-arrow)"></path>"##
    )
    .unwrap();
}

pub(super) fn draw() -> String {
    let rules: usize = RULES.iter().map(|rule| height(rule) + GAP).sum();
    let whole = MARGIN + rules + LINE + 14 + MARGIN;
    let mut svg = format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {whole}" width="{WIDTH}" style="max-width:100%;height:auto" role="img" font-family="sans-serif" font-size="14">
<title>How the end of a list is decided</title>
<defs><marker id="end-of-walk-arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M 0 0 L 8 4 L 0 8 z" fill="#57606a"></path></marker></defs>
<rect x="0" y="0" width="{WIDTH}" height="{whole}" rx="8" fill="#f6f8fa"></rect>
"##
    );
    let mut y = MARGIN;
    for (number, rule) in (1..).zip(RULES) {
        let height = height(rule);
        let middle = y + height / 2;
        rectangle(&mut svg, (BOX_X, y), (BOX_WIDTH, height), RULE_COLOURS);
        text(&mut svg, BOX_X + 12, y + LINE + 2, &format!("{number}  {}", rule.name), "bold");
        for (index, line) in (2..).zip(rule.when) {
            text(&mut svg, BOX_X + 12, y + index * LINE + 2, line, "normal");
        }
        let outcome = rule.then.len() * LINE + 12;
        let top = middle - outcome / 2;
        rectangle(&mut svg, (OUTCOME_X, top), (OUTCOME_WIDTH, outcome), colours(rule.outcome));
        for (index, line) in (1..).zip(rule.then) {
            text(&mut svg, OUTCOME_X + 10, top + index * LINE + 1, line, "normal");
        }
        arrow(&mut svg, &[(BOX_X + BOX_WIDTH, middle), (OUTCOME_X, middle)], false);
        text(&mut svg, BOX_X + BOX_WIDTH + 10, middle - 6, "yes", "normal");
        arrow(&mut svg, &[(BOX_X + BOX_WIDTH / 2, y + height), (BOX_X + BOX_WIDTH / 2, y + height + GAP)], false);
        text(&mut svg, BOX_X + BOX_WIDTH / 2 + 8, y + height + 15, "no", "normal");
        if rule.skipped_by_flag {
            // From the bottom of the box before, around this one, to the top of the next.
            let (left, above, below) = (BOX_X - 22, y - GAP - 12, y + height + GAP + 12);
            arrow(&mut svg, &[(BOX_X, above), (left, above), (left, below), (BOX_X, below)], true);
        }
        y += height + GAP;
    }
    rectangle(&mut svg, (BOX_X, y), (BOX_WIDTH, LINE + 14), ("#ddf4ff", "#0969da"));
    text(&mut svg, BOX_X + 12, y + LINE + 2, OTHERWISE, "bold");
    text(&mut svg, OUTCOME_X, y + LINE + 2, "Dashed: the flag promises a page.", "normal");
    svg.push_str("</svg>\n");
    svg
}
