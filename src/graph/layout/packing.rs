//! Components side by side: the largest in the middle, each other one at the free place nearest to it, so small
//! components and isolates form a close ring instead of flying far away. A component takes the cells under its convex
//! hull.
//!
//! Freivalds, Doğrusöz, Kikusts: "Disconnected Graph Layout and the Polyomino Packing Approach", Graph Drawing 2001.

use std::collections::BTreeMap;

use super::Point;
use super::hull::{extent, hull};
use super::quadtree::{bounds, centre};
use crate::graph::adjacency::real;

/// A component laid out for itself.
pub(super) struct Island {
    pub nodes: Vec<u32>,
    pub points: Vec<Point>,
    pub radii: Vec<f64>,
}

/// No island is more than this many cells long, and all together take about its square at most.
const FINEST: f64 = 400.0;

/// The positions of all `n` nodes, the middle of the picture at (0, 0). Islands are placed in the order in which they
/// come, the largest first. O(n log n) and the cells looked at.
pub(super) fn pack(n: usize, islands: &[Island], gap: f64) -> Vec<Point> {
    let hulls: Vec<Vec<Point>> = islands.iter().map(|island| outline(island, gap)).collect();
    let cell = cell(islands, &hulls, gap);
    let mut points = vec![Point::default(); n];
    let shapes: Vec<Shape> = hulls.iter().map(|hull| Shape::new(hull, cell)).collect();
    let mut grid = Grid::new(&shapes);
    for ((island, hull), shape) in islands.iter().zip(&hulls).zip(&shapes) {
        let centre = centre(hull);
        let at = grid.place(shape);
        // The middle of the hull goes to the middle of the shape's box.
        let shift = Point {
            x: (f64::from(at.0) + real(shape.width) / 2.0) * cell - centre.x,
            y: (f64::from(at.1) + real(shape.rows.len()) / 2.0) * cell - centre.y,
        };
        for (&node, point) in island.nodes.iter().zip(&island.points) {
            points[node as usize] = Point { x: point.x + shift.x, y: point.y + shift.y };
        }
    }
    let middle = centre(&points);
    for point in &mut points {
        *point = Point { x: point.x - middle.x, y: point.y - middle.y };
    }
    points
}

/// The hull of an island with air around each circle: half of the gap, and more where circles are large.
fn outline(island: &Island, gap: f64) -> Vec<Point> {
    let mean = island.radii.iter().sum::<f64>() / real(island.radii.len().max(1));
    hull(&island.points, &island.radii, mean.max(gap / 2.0))
}

/// The side of a cell: about the smallest island, and never so small that there would be too many.
fn cell(islands: &[Island], hulls: &[Vec<Point>], gap: f64) -> f64 {
    let sides = hulls.iter().map(|hull| {
        let (low, high) = bounds(hull);
        (high.x - low.x, high.y - low.y)
    });
    let (mut area, mut least, mut longest) = (0.0, f64::MAX, 0.0f64);
    for (width, height) in sides {
        area += width * height;
        least = least.min(width.max(height));
        longest = longest.max(width.max(height));
    }
    if islands.is_empty() { 1.0 } else { least.max(area.sqrt().max(longest) / FINEST).max(gap) + SLACK }
}

/// Keeps a hull that just fits its cells from spilling into the next by a rounding.
const SLACK: f64 = 0.01;

/// The cells an island takes: of each row the first and the one after the last.
struct Shape {
    width: usize,
    rows: Vec<(usize, usize)>,
}

impl Shape {
    fn new(hull: &[Point], cell: f64) -> Self {
        let (low, high) = bounds(hull);
        let (width, height) = (cells((high.x - low.x) / cell), cells((high.y - low.y) / cell));
        // The hull lies in the middle of its box of cells.
        let left = (low.x + high.x - real(width) * cell) / 2.0;
        let floor = (low.y + high.y - real(height) * cell) / 2.0;
        let row = |row: usize| {
            let bottom = floor + real(row) * cell;
            let (from, to) = extent(hull, bottom, bottom + cell);
            if from > to {
                return (0, 0);
            }
            (cells((from - left) / cell).saturating_sub(1), cells((to - left) / cell).min(width))
        };
        Self { width, rows: (0..height).map(row).collect() }
    }
}

/// A length in cells as the number of cells that hold it, at least one.
fn cells(length: f64) -> usize {
    length.ceil().max(1.0) as usize
}

/// Which cells are taken, and the order in which places are tried: outwards from the middle.
struct Grid {
    half: i32,
    taken: Vec<bool>,
    places: Vec<(i32, i32)>,
    /// Where the search for a box of this size ended last: all places before are taken for the next one too.
    reached: BTreeMap<(usize, usize), usize>,
}

impl Grid {
    /// A square in which all the shapes have room: three times the side of their boxes' area, and the largest box
    /// beside.
    fn new(shapes: &[Shape]) -> Self {
        let area: usize = shapes.iter().map(|shape| shape.width * shape.rows.len()).sum();
        let longest = shapes.iter().map(|shape| shape.width.max(shape.rows.len())).max().unwrap_or(0);
        let half = i32::try_from(cells(real(area).sqrt() * 1.5) + longest).unwrap_or(i32::MAX / 4);
        let side = usize::try_from(2 * half).unwrap_or(0);
        let mut places: Vec<(i32, i32)> = Vec::with_capacity(side * side);
        places.extend((-half..half).flat_map(|row| (-half..half).map(move |column| (column, row))));
        places.sort_unstable_by_key(|&(column, row)| (column * column + row * row, row, column));
        Self { half, taken: vec![false; places.len()], places, reached: BTreeMap::new() }
    }

    /// Takes the free place nearest to the middle; tells its lower left cell.
    fn place(&mut self, shape: &Shape) -> (i32, i32) {
        let size = (shape.width, shape.rows.len());
        let shift = (i32::try_from(size.0 / 2).unwrap_or(0), i32::try_from(size.1 / 2).unwrap_or(0));
        let start = self.reached.get(&size).copied().unwrap_or(0);
        let corner = |place: &(i32, i32)| (place.0 - shift.0, place.1 - shift.1);
        let found = (start..self.places.len()).find(|&place| self.fits(shape, corner(&self.places[place])));
        let place = found.unwrap_or(self.places.len().saturating_sub(1));
        self.reached.insert(size, place);
        let at = self.places.get(place).map_or((0, 0), corner);
        let cells: Vec<_> = self.rows(shape, at).flatten().collect();
        for cells in cells {
            self.taken[cells].fill(true);
        }
        at
    }

    fn fits(&self, shape: &Shape, at: (i32, i32)) -> bool {
        self.rows(shape, at).all(|cells| cells.is_some_and(|cells| self.taken[cells].iter().all(|taken| !taken)))
    }

    /// The cells of each row of a shape in the array, or none where it leaves the grid.
    fn rows<'a>(
        &'a self,
        shape: &'a Shape,
        at: (i32, i32),
    ) -> impl Iterator<Item = Option<std::ops::Range<usize>>> + 'a {
        let side = usize::try_from(2 * self.half).unwrap_or(0);
        let (column, row) = (usize::try_from(at.0 + self.half), usize::try_from(at.1 + self.half));
        shape.rows.iter().enumerate().map(move |(up, &(from, to))| {
            let (column, row) = (column.ok()?, row.ok()? + up);
            (column + to <= side && row < side).then(|| row * side + column + from..row * side + column + to)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn island(nodes: std::ops::Range<u32>, spread: f64) -> Island {
        let count = nodes.len();
        let points = nodes
            .clone()
            .map(|node| Point { x: f64::from(node % 7) * spread, y: f64::from(node % 5) * spread })
            .collect();
        Island { nodes: nodes.collect(), points, radii: vec![2.0; count] }
    }

    #[test]
    fn islands_do_not_touch_and_stay_near() {
        let mut islands = vec![island(0..35, 10.0), island(35..50, 6.0), island(50..60, 6.0)];
        islands.extend((60..200).map(|node| island(node..node + 1, 1.0)));
        let island_of = |node: usize| {
            if node < 35 {
                0
            } else if node < 50 {
                35
            } else if node < 60 {
                50
            } else {
                node
            }
        };
        let points = pack(200, &islands, 1.0);
        for a in 0..200 {
            for b in (0..a).filter(|&b| island_of(a) != island_of(b)) {
                assert!(points[a].distance(points[b]) > 4.0, "{a} {b}");
            }
        }
        let far = points.iter().map(|point| point.distance(Point::default())).fold(0.0, f64::max);
        assert!(far < 120.0, "{far}");
    }

    #[test]
    fn nothing_to_pack() {
        assert!(pack(0, &[], 1.0).is_empty());
    }
}
