//! The Barnes–Hut quadtree: far groups of nodes push like one body at their centre of mass, so a step costs n log n.
//! Cells lie in one array in depth-first order, each with the place of the cell after its subtree: a walk needs no
//! stack.
//!
//! Barnes, Hut: "A hierarchical O(N log N) force-calculation algorithm", Nature 324, 1986.

use super::Point;
use crate::graph::adjacency::id;

/// Cells with this many bodies or fewer are not divided.
const LEAF: usize = 8;

/// Bodies nearer to each other than 2⁻³² of the picture stay in one cell.
const DEEPEST: u32 = 32;

struct Cell {
    centre: Point,
    mass: f64,
    /// The square of the side, over the square of the opening angle.
    reach: f64,
    /// The first cell that is not below this one.
    after: u32,
    /// The bodies of a leaf; empty for an inner cell.
    bodies: std::ops::Range<u32>,
}

/// A tree over bodies as they lie at one moment.
pub(super) struct Quadtree {
    cells: Vec<Cell>,
    /// Place, mass and number of the bodies, those of a leaf side by side.
    bodies: Vec<(Point, f64, u32)>,
    buffer: Vec<(Point, f64, u32)>,
}

impl Quadtree {
    /// O(n log n). `theta` is the opening angle: the larger, the faster and the coarser.
    pub fn new(points: &[Point], masses: &[f64], theta: f64) -> Self {
        let bodies: Vec<_> =
            points.iter().zip(masses).enumerate().map(|(place, (&point, &mass))| (point, mass, id(place))).collect();
        let mut tree = Self { cells: Vec::with_capacity(bodies.len()), buffer: bodies.clone(), bodies };
        let (low, high) = bounds(points);
        let side = (high.x - low.x).max(high.y - low.y);
        tree.divide(0, points.len(), centre(points), side, 1.0 / (theta * theta), 0);
        tree
    }

    fn divide(&mut self, from: usize, to: usize, middle: Point, side: f64, sharpness: f64, depth: u32) {
        if from == to {
            return;
        }
        let (mut x, mut y, mut mass) = (0.0, 0.0, 0.0);
        for body in &self.bodies[from..to] {
            x += body.0.x * body.1;
            y += body.0.y * body.1;
            mass += body.1;
        }
        let centre = Point { x: x / mass, y: y / mass };
        let leaf = to - from <= LEAF || depth >= DEEPEST;
        let place = self.cells.len();
        let bodies = if leaf { id(from)..id(to) } else { 0..0 };
        self.cells.push(Cell { centre, mass, reach: side * side * sharpness, after: 0, bodies });
        if !leaf {
            let ends = self.quarter(from, to, middle);
            let step = side / 4.0;
            let mut start = from;
            for (quarter, end) in ends.into_iter().enumerate() {
                let x = if quarter % 2 == 0 { middle.x - step } else { middle.x + step };
                let y = if quarter < 2 { middle.y - step } else { middle.y + step };
                self.divide(start, end, Point { x, y }, side / 2.0, sharpness, depth + 1);
                start = end;
            }
        }
        self.cells[place].after = id(self.cells.len());
    }

    /// Sorts the bodies into the four quarters around `middle`, keeping their order, and tells where each quarter ends.
    fn quarter(&mut self, from: usize, to: usize, middle: Point) -> [usize; 4] {
        let quarter_of = |point: Point| usize::from(point.x >= middle.x) + 2 * usize::from(point.y >= middle.y);
        let mut counts = [0; 4];
        for body in &self.bodies[from..to] {
            counts[quarter_of(body.0)] += 1;
        }
        let mut next = [from, from + counts[0], from + counts[0] + counts[1], to - counts[3]];
        for body in &self.bodies[from..to] {
            let place = &mut next[quarter_of(body.0)];
            self.buffer[*place] = *body;
            *place += 1;
        }
        self.bodies[from..to].copy_from_slice(&self.buffer[from..to]);
        next
    }

    /// The push all other bodies give to body `of` at `point`: the sum of mass · difference ÷ distance². O(log n).
    pub fn push(&self, of: u32, point: Point) -> Point {
        let (mut x, mut y) = (0.0, 0.0);
        let mut add = |from: Point, mass: f64| {
            let (dx, dy) = (point.x - from.x, point.y - from.y);
            let square = dx * dx + dy * dy;
            if square > 0.0 {
                let strength = mass / square;
                x += dx * strength;
                y += dy * strength;
            }
        };
        let mut next = 0;
        while let Some(cell) = self.cells.get(next) {
            let (dx, dy) = (point.x - cell.centre.x, point.y - cell.centre.y);
            if dx * dx + dy * dy > cell.reach {
                add(cell.centre, cell.mass);
                next = cell.after as usize;
            } else {
                for body in &self.bodies[cell.bodies.start as usize..cell.bodies.end as usize] {
                    if body.2 != of {
                        add(body.0, body.1);
                    }
                }
                next += 1;
            }
        }
        Point { x, y }
    }
}

/// The lower left and the upper right corner around the points.
pub(super) fn bounds(points: &[Point]) -> (Point, Point) {
    let first = points.first().copied().unwrap_or_default();
    points.iter().fold((first, first), |(low, high), point| {
        let low = Point { x: low.x.min(point.x), y: low.y.min(point.y) };
        (low, Point { x: high.x.max(point.x), y: high.y.max(point.y) })
    })
}

/// The middle of the bounds.
pub(super) fn centre(points: &[Point]) -> Point {
    let (low, high) = bounds(points);
    Point { x: f64::midpoint(low.x, high.x), y: f64::midpoint(low.y, high.y) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(n: u32) -> Vec<Point> {
        (0..n).map(|node| Point { x: f64::from(node * 37 % 101), y: f64::from(node * 53 % 89) }).collect()
    }

    #[test]
    fn a_closed_angle_gives_the_exact_sum() {
        let (points, masses) = (points(300), vec![1.5; 300]);
        let tree = Quadtree::new(&points, &masses, 1e-9);
        for (of, &point) in points.iter().enumerate() {
            let (mut x, mut y) = (0.0, 0.0);
            for (other, from) in points.iter().enumerate().filter(|pair| pair.0 != of) {
                let square = point.distance(*from) * point.distance(*from);
                assert!(square > 0.0, "{of} {other}");
                x += 1.5 * (point.x - from.x) / square;
                y += 1.5 * (point.y - from.y) / square;
            }
            let push = tree.push(id(of), point);
            assert!((push.x - x).abs() + (push.y - y).abs() < 1e-9);
        }
    }

    #[test]
    fn an_open_angle_is_near_and_points_that_coincide_end() {
        let (points, masses) = (points(300), vec![1.0; 300]);
        let (exact, coarse) = (Quadtree::new(&points, &masses, 1e-9), Quadtree::new(&points, &masses, 1.0));
        let error: f64 =
            (0..300).map(|of| exact.push(of, points[of as usize]).distance(coarse.push(of, points[of as usize]))).sum();
        let size: f64 = (0..300).map(|of| exact.push(of, points[of as usize]).distance(Point::default())).sum();
        assert!(error > 0.0 && error < 0.05 * size, "{error} of {size}");
        let same = vec![Point { x: 1.0, y: 1.0 }; 50];
        assert_eq!(Quadtree::new(&same, &masses[..50], 1.0).push(3, same[3]), Point::default());
    }
}
