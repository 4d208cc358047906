//! No circle lies on another: the picture is brought to a size that has room for all circles, then those that still
//! overlap push each other apart along the line between them, which keeps neighbourhoods as they are. A last stretch of
//! the whole picture settles what pushing leaves, so the law holds always.

use super::{Point, middle};
use crate::graph::adjacency::{id, real};

/// Rounds of pushing; a few dozen suffice for pictures with air.
const ROUNDS: usize = 200;

/// What is kept free beyond the gap: rounding to two decimals moves two circles together by less.
const SLACK: f64 = 0.02;

/// Brings the picture to `air` times the area of the circles and their gaps, and its middle to (0, 0). O(n).
///
/// Its area is told by the mean square of the distances from the middle: that of an even disc of radius R is R²/2.
pub(super) fn scale(points: &mut [Point], radii: &[f64], air: f64, gap: f64) {
    let centre = middle(points);
    let square = points.iter().map(|point| point.distance(centre)).map(|distance| distance * distance).sum::<f64>();
    let wanted: f64 = air * radii.iter().map(|radius| (radius + gap) * (radius + gap)).sum::<f64>() / 2.0;
    let square = square / real(points.len().max(1));
    let factor = if square > 0.0 { (wanted / square).sqrt() } else { 1.0 };
    for point in points {
        *point = Point { x: (point.x - centre.x) * factor, y: (point.y - centre.y) * factor };
    }
}

/// Moves the points until all circles are `gap` apart. O(n log n) for each round, given circles of similar size.
pub(super) fn separate(points: &mut [Point], radii: &[f64], gap: f64) {
    let gap = gap + SLACK;
    for round in 0..ROUNDS {
        let pairs = overlapping(points, radii, gap);
        if pairs.is_empty() {
            return;
        }
        for (a, b) in pairs {
            push(points, radii, gap, (a as usize, b as usize), round);
        }
    }
    let pairs = overlapping(points, radii, gap);
    let stretch = |&(a, b): &(u32, u32)| {
        let (a, b) = (a as usize, b as usize);
        (radii[a] + radii[b] + gap) / points[a].distance(points[b]).max(SLACK)
    };
    let factor = pairs.iter().map(stretch).fold(1.0, f64::max);
    for point in points {
        *point = Point { x: point.x * factor, y: point.y * factor };
    }
}

/// Moves two circles apart by what they overlap, the larger one less.
fn push(points: &mut [Point], radii: &[f64], gap: f64, (a, b): (usize, usize), round: usize) {
    let wanted = radii[a] + radii[b] + gap;
    let (mut dx, mut dy) = (points[b].x - points[a].x, points[b].y - points[a].y);
    let mut distance = (dx * dx + dy * dy).sqrt();
    if distance >= wanted {
        return;
    }
    if distance < SLACK {
        // Points that coincide part in a direction of their own.
        let turn = super::seed::sunflower((a + b + round) % 16 + 1);
        let direction = turn[turn.len() - 1];
        (dx, dy, distance) = (direction.x, direction.y, direction.distance(Point::default()));
    }
    let missing = (wanted - points[a].distance(points[b])) / distance;
    let (area_a, area_b) = (radii[a] * radii[a], radii[b] * radii[b]);
    let share_a = missing * area_b / (area_a + area_b);
    let share_b = missing * area_a / (area_a + area_b);
    points[a].x -= dx * share_a;
    points[a].y -= dy * share_a;
    points[b].x += dx * share_b;
    points[b].y += dy * share_b;
}

/// All pairs of circles nearer than `gap`, rising: a sweep over the points from left to right.
pub(super) fn overlapping(points: &[Point], radii: &[f64], gap: f64) -> Vec<(u32, u32)> {
    let largest = radii.iter().copied().fold(0.0, f64::max);
    let cell = (2.0 * largest + gap).max(SLACK);
    // Rows of cells as high as the widest reach: only the own row and the next can hold a partner.
    let mut order: Vec<(f64, f64, u32)> =
        points.iter().enumerate().map(|(place, point)| ((point.y / cell).floor(), point.x, id(place))).collect();
    order.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)).then(a.2.cmp(&b.2)));
    let mut pairs = Vec::new();
    let mut below = 0;
    for (place, &(row, x, a)) in order.iter().enumerate() {
        let near = |other: &&(f64, f64, u32)| {
            let (a, b) = (a as usize, other.2 as usize);
            points[a].distance(points[b]) < radii[a] + radii[b] + gap
        };
        let own = order[..place].iter().rev().take_while(|other| other.0 >= row && x - other.1 < cell);
        pairs.extend(own.filter(near).map(|other| (a.min(other.2), a.max(other.2))));
        while order[below].0 < row - 1.0 || (order[below].0 < row && order[below].1 <= x - cell) {
            below += 1;
        }
        let previous = order[below..place].iter().take_while(|other| other.0 < row && other.1 < x + cell);
        pairs.extend(previous.filter(near).map(|other| (a.min(other.2), a.max(other.2))));
    }
    pairs.sort_unstable();
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scattered(n: u32) -> (Vec<Point>, Vec<f64>) {
        let point =
            |node: u32| Point { x: f64::from(node * 7919 % 613) / 5.0, y: f64::from(node * 104_729 % 401) / 4.0 };
        ((0..n).map(point).collect(), (0..n).map(|node| 1.0 + f64::from(node % 5)).collect())
    }

    #[test]
    fn the_sweep_finds_every_pair() {
        let (points, radii) = scattered(400);
        let mut expected = Vec::new();
        for a in 0..400u32 {
            for b in a + 1..400 {
                if points[a as usize].distance(points[b as usize]) < radii[a as usize] + radii[b as usize] + 1.0 {
                    expected.push((a, b));
                }
            }
        }
        assert!(expected.len() > 100);
        assert_eq!(overlapping(&points, &radii, 1.0), expected);
    }

    #[test]
    fn after_separation_nothing_overlaps() {
        let (mut points, radii) = scattered(400);
        separate(&mut points, &radii, 1.0);
        assert_eq!(overlapping(&points, &radii, 1.0), []);
        let mut same = vec![Point { x: 3.0, y: 4.0 }; 60];
        separate(&mut same, &radii[..60], 1.0);
        assert_eq!(overlapping(&same, &radii[..60], 1.0), []);
    }

    #[test]
    fn what_has_room_stays_where_it_is() {
        let mut points = vec![Point { x: 0.0, y: 0.0 }, Point { x: 10.0, y: 0.0 }];
        let before = points.clone();
        separate(&mut points, &[2.0, 2.0], 1.0);
        assert_eq!(points, before);
    }
}
