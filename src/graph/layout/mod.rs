//! Where every node is drawn: a map on which communities lie apart, no two circles overlap, and small components and
//! isolates stay near. In: graph, communities and radii; out: positions in the unit of the radii, y upwards, rounded to
//! 2 decimals. The one law: only + − × ÷ √, which every machine rounds alike, in one thread and a fixed order: the same
//! bytes everywhere.
//!
//! Each component is seeded (`seed`), moved by forces (`force`, with the help of `quadtree`), spread (`overlap`), and
//! packed among the others (`packing`).

mod force;
mod hull;
mod overlap;
mod packing;
mod quadtree;
mod seed;

use super::adjacency::{Adjacency, real};
use super::components::components;
pub use force::{Attraction, WeightInfluence};

/// A place on the picture.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Point {
    /// To the right.
    pub x: f64,
    /// Upwards.
    pub y: f64,
}

impl Point {
    fn distance(self, other: Self) -> f64 {
        let (x, y) = (self.x - other.x, self.y - other.y);
        (x * x + y * y).sqrt()
    }
}

/// What may be chosen; the default suits graphs of news.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Options {
    /// How the pull of an edge grows with its length.
    pub attraction: Attraction,
    /// How the pull of an edge grows with its weight.
    pub weights: WeightInfluence,
    /// How strongly all nodes are drawn to the middle; keeps the picture round.
    pub gravity: f64,
    /// The pull of an edge between two communities, as a share of that of one inside; below 1 draws communities apart.
    pub bridge: f64,
    /// The least free space between two circles.
    pub gap: f64,
    /// The area of the picture over that of the circles; the larger, the more air for edges and labels.
    pub air: f64,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            attraction: Attraction::LinLog,
            weights: WeightInfluence::Root,
            gravity: 2.0,
            bridge: 0.6,
            gap: 4.0,
            air: 8.0,
        }
    }
}

/// The radius of each node's circle from a measure such as the degree: the area grows with the measure.
#[must_use]
pub fn radii(measure: &[f64], smallest: f64, largest: f64) -> Vec<f64> {
    let most = measure.iter().copied().fold(0.0, f64::max);
    let share = |value: f64| if most > 0.0 { (value.max(0.0) / most).sqrt() } else { 0.0 };
    measure.iter().map(|&value| rounded(smallest + (largest - smallest) * share(value))).collect()
}

/// The position of each node of an undirected `graph`, the middle of the picture at (0, 0).
///
/// `communities` are numbers below n, as [`super::communities::communities`] gives; `radii` are positive.
/// Missing entries count as community 0 and radius 1. O((n log n + m) · iterations) time, O(n + m) space.
#[must_use]
pub fn layout(graph: &Adjacency, communities: &[u32], radii: &[f64], options: &Options) -> Vec<Point> {
    let n = graph.node_count();
    let pick = |nodes: &[u32]| -> (Vec<u32>, Vec<f64>) {
        let community = |&node: &u32| communities.get(node as usize).copied().unwrap_or(0);
        let radius = |&node: &u32| {
            radii.get(node as usize).copied().filter(|radius| *radius > 0.0 && radius.is_finite()).unwrap_or(1.0)
        };
        (nodes.iter().map(community).collect(), nodes.iter().map(radius).collect())
    };
    let mut islands = Vec::new();
    for nodes in components(graph).members() {
        let (communities, radii) = pick(&nodes);
        let part = if nodes.len() == n { graph.clone() } else { graph.induced(&nodes) };
        let points = component(&part, &communities, &radii, options);
        islands.push(packing::Island { nodes, points, radii });
    }
    let mut points = packing::pack(n, &islands, options.gap);
    for point in &mut points {
        *point = Point { x: rounded(point.x), y: rounded(point.y) };
    }
    points
}

fn component(graph: &Adjacency, communities: &[u32], radii: &[f64], options: &Options) -> Vec<Point> {
    if graph.node_count() < 2 {
        return vec![Point::default(); graph.node_count()];
    }
    let mut points = seed::seed(graph, communities, options);
    let bodies = force::Bodies::new(graph, communities, options);
    force::run(&bodies, &mut points, force::iterations(graph.node_count()));
    overlap::scale(&mut points, radii, options.air, options.gap);
    overlap::separate(&mut points, radii, options.gap);
    points
}

fn rounded(value: f64) -> f64 {
    // Adding zero turns a negative zero into zero.
    (value * 100.0).round() / 100.0 + 0.0
}

fn middle(points: &[Point]) -> Point {
    let n = real(points.len().max(1));
    let sum = points.iter().fold(Point::default(), |sum, point| Point { x: sum.x + point.x, y: sum.y + point.y });
    Point { x: sum.x / n, y: sum.y / n }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::communities::communities;

    fn planted(groups: u32, size: u32) -> Vec<(u32, u32, f64)> {
        let mut edges = Vec::new();
        for node in 0..groups * size {
            let group = node / size;
            for step in [1, 3, 7] {
                edges.push((node, group * size + (node * step + step) % size, f64::from(step)));
            }
            if node % 5 == 0 {
                edges.push((node, (node * 31 + 17) % (groups * size), 1.0));
            }
        }
        edges
    }

    fn drawn(n: usize, edges: &[(u32, u32, f64)]) -> (Vec<Point>, Vec<f64>, Vec<u32>) {
        let graph = Adjacency::undirected(n, edges);
        let degrees: Vec<f64> = (0..n).map(|node| real(graph.degree(node))).collect();
        let (radii, communities) = (radii(&degrees, 3.0, 12.0), communities(&graph).of);
        (layout(&graph, &communities, &radii, &Options::default()), radii, communities)
    }

    /// Some nodes without edges are always there.
    fn check_no_overlap(n: usize, edges: &[(u32, u32, f64)]) {
        let (points, radii, _) = drawn(n, edges);
        assert_eq!(points.len(), n);
        for a in 0..n {
            for b in 0..a {
                assert!(points[a].distance(points[b]) >= radii[a] + radii[b] + 1.9, "{a} {b}");
            }
        }
    }

    #[test]
    fn no_two_circles_overlap() {
        check_no_overlap(0, &[]);
        check_no_overlap(1, &[(0, 0, 1.0)]);
        check_no_overlap(9, &[(0, 1, 1.0), (3, 2, 1.0), (4, 3, 1.0)]);
        check_no_overlap(60, &planted(2, 20));
        check_no_overlap(330, &planted(6, 50));
        check_no_overlap(150, &(1..120u32).map(|leaf| (0, leaf, 1.0)).collect::<Vec<_>>());
    }

    #[test]
    fn the_same_bytes_twice_and_whatever_the_order_of_edges() {
        let edges = planted(4, 30);
        let mut turned: Vec<_> = edges.iter().map(|&(a, b, weight)| (b, a, weight)).collect();
        turned.reverse();
        let bits =
            |points: Vec<Point>| points.iter().map(|point| (point.x.to_bits(), point.y.to_bits())).collect::<Vec<_>>();
        assert_eq!(bits(drawn(125, &edges).0), bits(drawn(125, &turned).0));
    }

    #[test]
    fn weights_beyond_measure_still_give_a_picture() {
        let weights = [f64::MAX, f64::MIN_POSITIVE, 1e300, 1.0];
        let edges: Vec<_> = (0..40u32).map(|node| (node, node * 7 % 13, weights[node as usize % 4])).collect();
        let (points, _, _) = drawn(40, &edges);
        assert!(points.iter().all(|point| point.distance(Point::default()) < 2000.0), "{points:?}");
    }

    /// Written down once: a machine, a compiler or an optimisation that rounds otherwise fails here.
    #[test]
    fn the_same_picture_on_every_machine() {
        let (points, _, _) = drawn(125, &planted(4, 30));
        let written: Vec<String> =
            [0, 31, 77, 124].map(|node: usize| format!("{} {}", points[node].x, points[node].y)).to_vec();
        assert_eq!(written, ["333.59 147.4", "-362.53 -148.95", "-80 -305.76", "-276.23 270.88"]);
    }

    #[test]
    fn communities_lie_apart() {
        let (points, _, communities) = drawn(300, &planted(6, 50));
        let mut strangers = 0;
        for (a, point) in points.iter().enumerate() {
            let nearest = (0..300)
                .filter(|b| *b != a)
                .min_by(|b, c| point.distance(points[*b]).total_cmp(&point.distance(points[*c])));
            strangers += usize::from(nearest.map(|b| communities[b]) != Some(communities[a]));
        }
        assert!(strangers < 30, "{strangers} of 300 lie next to another community");
    }

    #[test]
    fn positions_are_rounded() {
        assert!(drawn(60, &planted(2, 20)).0.iter().all(|point| rounded(point.x).to_bits() == point.x.to_bits()));
        assert_eq!(rounded(-0.001).to_bits(), 0.0f64.to_bits());
    }
}
