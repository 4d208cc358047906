//! `ForceAtlas2`: nodes push each other away in proportion to their degrees, edges pull, gravity keeps all in one
//! round. Comes in: starting points; goes out: the points at rest. Speed is set for each node by how much it swings.
//!
//! Jacomy, Venturini, Heymann, Bastian: "`ForceAtlas2`, a Continuous Graph Layout Algorithm …", `PLoS` ONE 9(6), 2014.
//! Noack: "Energy Models for Graph Clustering", J. Graph Algorithms and Applications 11(2), 2007.

use super::quadtree::Quadtree;
use super::{Options, Point, middle};
use crate::graph::adjacency::{Adjacency, real};

/// How the pull of an edge grows with its length.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Attraction {
    /// In proportion, as in `ForceAtlas2`.
    Linear,
    /// Levels off, as in Noack's `LinLog` energy: clusters become tighter. (The paper's log(1 + d) is not portable to
    /// the bit.)
    LinLog,
}

/// How the pull of an edge grows with its weight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WeightInfluence {
    /// All edges alike.
    None,
    /// With the square root: a pair named together a hundred times pulls ten times.
    Root,
    /// In proportion.
    Linear,
}

/// The opening angle of the quadtree; the paper's own, 1.2, costs a third less and leaves small ripples.
const THETA: f64 = 1.0;

/// How much swinging is borne for speed; the paper's for graphs below 5,000 nodes.
const TOLERANCE: f64 = 1.0;

/// The last part of the run in which the speed falls to zero: the points come to rest.
const COOLING: f64 = 0.3;

/// Where forces balance nothing swings, and the speed would rise to no use.
const FASTEST: f64 = 1000.0;

/// How many steps a component of `n` nodes is given: small graphs need many to unfold and large ones cannot afford
/// them.
pub(super) fn iterations(n: usize) -> usize {
    (5_000_000 / n.max(1)).clamp(100, 1000)
}

/// What does not change while the points move.
pub(super) struct Bodies<'a> {
    graph: &'a Adjacency,
    masses: Vec<f64>,
    /// The pull of each edge at length one, in the order of the graph's rows.
    pulls: Vec<f64>,
    attraction: Attraction,
    gravity: f64,
}

impl<'a> Bodies<'a> {
    /// Masses from the degrees, as the paper has them.
    pub fn new(graph: &'a Adjacency, communities: &[u32], options: &Options) -> Self {
        let masses = (0..graph.node_count()).map(|node| 1.0 + real(graph.degree(node))).collect();
        Self::with(graph, masses, options, |a, b| if communities[a] == communities[b] { 1.0 } else { options.bridge })
    }

    /// Given masses; all edges alike.
    pub fn weighted(graph: &'a Adjacency, masses: &[f64], options: &Options) -> Self {
        Self::with(graph, masses.to_vec(), options, |_, _| 1.0)
    }

    fn with(graph: &'a Adjacency, masses: Vec<f64>, options: &Options, share: impl Fn(usize, usize) -> f64) -> Self {
        let mut pulls = Vec::with_capacity(graph.entry_count());
        for node in 0..graph.node_count() {
            pulls.extend(graph.edges(node).map(|(to, weight)| {
                let pull = match options.weights {
                    WeightInfluence::None => 1.0,
                    WeightInfluence::Root => weight.sqrt(),
                    WeightInfluence::Linear => weight,
                };
                if to == node { 0.0 } else { pull * share(node, to) }
            }));
        }
        // The mean pull is one, whatever the unit of the weights.
        let mean = pulls.iter().sum::<f64>() / real(pulls.len().max(1));
        if mean > 0.0 {
            for pull in &mut pulls {
                *pull = (*pull / mean).min(STRONGEST);
            }
        }
        Self { graph, masses, pulls, attraction: options.attraction, gravity: options.gravity }
    }

    fn forces(&self, points: &[Point]) -> Vec<Point> {
        let tree = Quadtree::new(points, &self.masses, THETA);
        let centre = middle(points);
        let mut edge = 0;
        let mut forces = Vec::with_capacity(points.len());
        for (node, &point) in points.iter().enumerate() {
            let mass = self.masses[node];
            let push = tree.push(crate::graph::adjacency::id(node), point);
            let (mut x, mut y) = (push.x * mass * REPULSION, push.y * mass * REPULSION);
            let (dx, dy) = (centre.x - point.x, centre.y - point.y);
            let pull = self.gravity * mass * GRAVITY;
            x += dx * pull;
            y += dy * pull;
            for &to in self.graph.neighbours(node) {
                let other = points[to as usize];
                let (dx, dy) = (other.x - point.x, other.y - point.y);
                let pull = match self.attraction {
                    Attraction::Linear => self.pulls[edge],
                    Attraction::LinLog => self.pulls[edge] * LINLOG / (1.0 + (dx * dx + dy * dy).sqrt()),
                };
                x += dx * pull;
                y += dy * pull;
                edge += 1;
            }
            forces.push(Point { x, y });
        }
        forces
    }
}

/// The pull of the heaviest edge, in pulls of a mean one: it holds two nodes together, and more would only shake them.
const STRONGEST: f64 = 20.0;

/// The push of two bodies of mass one at distance one; it sets the unit of length, nothing else.
const REPULSION: f64 = 2.0;

/// The pull to the middle at gravity one, for each unit of mass and distance ("strong gravity": a spring, so the
/// picture is round).
const GRAVITY: f64 = 0.05;

/// Puts the levelled pull on a footing with the linear one at the usual length of an edge.
const LINLOG: f64 = 10.0;

/// Moves the points, step by step. O((n log n + m) · steps).
pub(super) fn run(bodies: &Bodies, points: &mut [Point], steps: usize) {
    let n = real(points.len());
    let mut before = vec![Point::default(); points.len()];
    let (mut speed, mut efficiency) = (1.0, 1.0);
    for step in 0..steps {
        let forces = bodies.forces(points);
        let (mut swinging, mut traction) = (0.0, 0.0);
        for ((force, old), mass) in forces.iter().zip(&before).zip(&bodies.masses) {
            swinging += mass * force.distance(*old);
            traction += mass * force.distance(Point { x: -old.x, y: -old.y }) / 2.0;
        }
        (speed, efficiency) = pace(speed, efficiency, swinging, traction, n);
        let left = real(steps - step) / (real(steps) * COOLING);
        for (place, (force, old)) in forces.iter().zip(&before).enumerate() {
            let swing = bodies.masses[place] * force.distance(*old);
            let factor = left.min(1.0) * speed / (1.0 + (speed * swing).sqrt());
            points[place].x += force.x * factor;
            points[place].y += force.y * factor;
        }
        before = forces;
    }
}

/// The global speed of the next step, as Gephi computes it: as fast as swinging allows, never rising by more than half.
fn pace(speed: f64, mut efficiency: f64, swinging: f64, traction: f64, n: f64) -> (f64, f64) {
    if swinging <= 0.0 || traction <= 0.0 {
        return (speed, efficiency);
    }
    let estimate = 0.05 * n.sqrt();
    let lowest = estimate.sqrt();
    let mut jitter = TOLERANCE * lowest.max((estimate * traction / (n * n)).min(10.0));
    if swinging / traction > 2.0 {
        if efficiency > 0.05 {
            efficiency *= 0.5;
        }
        jitter = jitter.max(TOLERANCE);
    }
    let target = jitter * efficiency * traction / swinging;
    if swinging > jitter * traction {
        if efficiency > 0.05 {
            efficiency *= 0.7;
        }
    } else if speed < 1000.0 {
        efficiency *= 1.3;
    }
    ((speed + (target - speed).min(0.5 * speed)).min(FASTEST), efficiency)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run_from(graph: &Adjacency, points: &[(f64, f64)], steps: usize) -> Vec<Point> {
        let mut points: Vec<Point> = points.iter().map(|&(x, y)| Point { x, y }).collect();
        let communities = vec![0; points.len()];
        run(&Bodies::new(graph, &communities, &Options::default()), &mut points, steps);
        points
    }

    #[test]
    fn linked_nodes_end_nearer_than_unlinked_ones() {
        let graph = Adjacency::undirected(4, &[(0, 1, 1.0), (1, 2, 1.0), (2, 3, 1.0)]);
        let points = run_from(&graph, &[(0.0, 0.0), (5.0, 5.0), (1.0, 0.5), (-3.0, 4.0)], 500);
        let longest = (0..3).map(|node| points[node].distance(points[node + 1])).fold(0.0, f64::max);
        assert!(
            longest < points[0].distance(points[2]) && points[0].distance(points[2]) < points[0].distance(points[3])
        );
    }

    #[test]
    fn forces_in_balance_stay_at_rest() {
        let graph = Adjacency::undirected(2, &[(0, 1, 1e9)]);
        let (early, late) = [200, 20_000]
            .map(|steps| run_from(&graph, &[(-1.0, 0.0), (1.0, 0.0)], steps)[0].distance(Point::default()))
            .into();
        assert!((early - late).abs() < 1e-6 * early && early > 0.1, "{early} {late}");
    }

    #[test]
    fn a_light_edge_pulls_less() {
        let graph = Adjacency::undirected(3, &[(0, 1, 16.0), (1, 2, 1.0)]);
        let points = run_from(&graph, &[(0.0, 0.0), (2.0, 1.0), (5.0, 0.0)], 500);
        assert!(points[0].distance(points[1]) < 0.8 * points[1].distance(points[2]), "{points:?}");
    }
}
