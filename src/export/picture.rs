//! From positions to a picture: fitted to a page, with labels where there is room.
//!
//! Deterministic: the most important node is labelled first, and a label that would cover another is left out.

use crate::graph::view::View;

/// A page's worth of graph; y grows downwards.
pub(super) struct Picture {
    pub(super) width: f64,
    pub(super) height: f64,
    /// Where each node is.
    pub(super) spots: Vec<Spot>,
    /// The labels that found room.
    pub(super) labels: Vec<Label>,
}

/// A node on the page.
pub(super) struct Spot {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) radius: f64,
}

/// A label, centred under its node.
pub(super) struct Label {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) size: f64,
    pub(super) text: String,
}

/// The longer side of the page.
const SIDE: f64 = 1600.0;
/// Room around the graph, and for half a label beside the outermost nodes.
const MARGIN: f64 = 110.0;
/// No more labels than these: a picture is no list.
const LABELS: usize = 400;
/// A label is cut here.
const LETTERS: usize = 42;

impl Picture {
    pub(super) fn new(view: &View<'_>) -> Self {
        let places = places(view);
        let span = |part: fn(&(f64, f64)) -> f64| {
            let (low, high) = places
                .iter()
                .map(part)
                .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), p| (low.min(p), high.max(p)));
            if low.is_finite() { (low, (high - low).max(1.0)) } else { (0.0, 1.0) }
        };
        let ((left, wide), (top, tall)) = (span(|p| p.0), span(|p| p.1));
        let scale = (SIDE - 2.0 * MARGIN) / wide.max(tall);
        let largest = view.nodes.iter().map(|node| node.size).fold(1.0, f64::max);
        // Half of the layout's radii would touch; the largest node is a thirtieth of the page at most.
        let grow = scale.min(SIDE / 30.0 / largest);
        let spots: Vec<Spot> = places
            .iter()
            .zip(&view.nodes)
            .map(|((x, y), node)| Spot {
                x: tenth(MARGIN + (x - left) * scale),
                y: tenth(MARGIN + (y - top) * scale),
                radius: tenth((node.size * grow).max(3.0)),
            })
            .collect();
        let labels = labels(view, &spots);
        Self { width: wide * scale + 2.0 * MARGIN, height: (tall * scale + 2.0 * MARGIN).max(340.0), spots, labels }
    }
}

/// The positions; a grid where there are none.
fn places(view: &View<'_>) -> Vec<(f64, f64)> {
    let grid = |number: usize| {
        let side = 1 + (number as f64).sqrt() as usize;
        ((number % side) as f64 * 40.0, (number / side) as f64 * 40.0)
    };
    let place = |(number, node): (usize, &crate::graph::view::ViewNode<'_>)| {
        node.position.map_or_else(|| grid(number), |(x, y)| (x, -y))
    };
    view.nodes.iter().enumerate().map(place).collect()
}

/// The labels of the largest nodes, as long as none covers another or another's node.
fn labels(view: &View<'_>, spots: &[Spot]) -> Vec<Label> {
    let mut order: Vec<usize> = (0..spots.len()).collect();
    let degree = |number: usize| view.nodes[number].entity().map_or(0, |node| node.measures.degree_total);
    order
        .sort_by(|a, b| spots[*b].radius.total_cmp(&spots[*a].radius).then(degree(*b).cmp(&degree(*a))).then(a.cmp(b)));
    let mut taken: Vec<[f64; 4]> = Vec::new();
    let mut labels = Vec::new();
    for number in order.into_iter().take(LABELS * 4) {
        let (spot, node) = (&spots[number], &view.nodes[number]);
        let size = tenth((9.0 + spot.radius * 0.35).min(22.0));
        let mut text: String = node.label.chars().take(LETTERS).collect();
        if text.len() < node.label.len() {
            text.push('…');
        }
        if runs_from_right(&text) && !text.ends_with(char::is_alphanumeric) {
            // Else what ends the label would stand on its other side.
            text.push(RIGHT_TO_LEFT_MARK);
        }
        let half = text.chars().count() as f64 * size * 0.29;
        let y = spot.y + spot.radius + size;
        let area = [spot.x - half, y - size, spot.x + half, y + size * 0.3];
        if taken.iter().any(|other| overlap(other, &area)) {
            continue;
        }
        taken.push(area);
        taken.push([spot.x - spot.radius, spot.y - spot.radius, spot.x + spot.radius, spot.y + spot.radius]);
        labels.push(Label { x: spot.x, y: tenth(y), size, text });
        if labels.len() == LABELS {
            break;
        }
    }
    labels
}

/// What no one sees, and makes what stands before it run from right to left.
const RIGHT_TO_LEFT_MARK: char = '\u{200f}';

/// Whether the first letter is of a script that runs from right to left.
fn runs_from_right(text: &str) -> bool {
    text.chars()
        .find(|c| c.is_alphabetic())
        .is_some_and(|c| matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fefc}'))
}

/// Whether two areas (left, top, right, bottom) share a point.
fn overlap(a: &[f64; 4], b: &[f64; 4]) -> bool {
    a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]
}

/// Rounded to a tenth.
fn tenth(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}
