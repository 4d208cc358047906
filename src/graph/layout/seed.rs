//! Where the nodes begin: each community on its own spot, its nodes in a small sunflower around it, hubs in the middle.
//! The spots come from a layout of the communities themselves, so neighbours on the map are communities that share
//! edges. A sunflower puts point k at radius √k, turned by the golden angle: turning is a multiplication by a constant.

use super::{Options, Point, force};
use crate::graph::adjacency::{Adjacency, WeightedEdge, id, real};

/// Cosine and sine of the golden angle, π(3 − √5).
const TURN: (f64, f64) = (-0.737_368_878_078_319_7, 0.675_490_294_261_523_8);

/// Starting points for the nodes of a connected graph. O((n + m) log n).
pub(super) fn seed(graph: &Adjacency, communities: &[u32], options: &Options) -> Vec<Point> {
    let groups = groups(communities);
    let spots = if groups.len() > 2 { spots(graph, &groups, options) } else { sunflower(groups.len()) };
    let mut points = vec![Point::default(); graph.node_count()];
    for (group, spot) in groups.iter().zip(spots) {
        let mut nodes = group.clone();
        nodes.sort_by_key(|&node| std::cmp::Reverse(graph.degree(node as usize)));
        // A spot of community size s has the radius √s, as a sunflower of s points; the spots lie twice as far apart.
        for (&node, offset) in nodes.iter().zip(sunflower(nodes.len())) {
            points[node as usize] = Point { x: spot.x + offset.x, y: spot.y + offset.y };
        }
    }
    points
}

/// Points evenly over a disc of radius √n.
pub(super) fn sunflower(n: usize) -> Vec<Point> {
    let mut direction = (1.0, 0.0);
    let mut points = Vec::with_capacity(n);
    for place in 0..n {
        let radius = (real(place) + 0.5).sqrt();
        points.push(Point { x: radius * direction.0, y: radius * direction.1 });
        let turned = (direction.0 * TURN.0 - direction.1 * TURN.1, direction.0 * TURN.1 + direction.1 * TURN.0);
        // Rounding would let the length drift over very many turns.
        let length = (turned.0 * turned.0 + turned.1 * turned.1).sqrt();
        direction = (turned.0 / length, turned.1 / length);
    }
    points
}

/// The nodes of each community, largest community first.
fn groups(communities: &[u32]) -> Vec<Vec<u32>> {
    let mut pairs: Vec<(u32, u32)> =
        communities.iter().enumerate().map(|(node, &community)| (community, id(node))).collect();
    pairs.sort_unstable();
    let mut groups: Vec<Vec<u32>> =
        pairs.chunk_by(|a, b| a.0 == b.0).map(|chunk| chunk.iter().map(|pair| pair.1).collect()).collect();
    groups.sort_by_key(|group| std::cmp::Reverse(group.len()));
    groups
}

/// The middle of each community: a layout of the communities as heavy bodies, scaled so that their discs have room.
fn spots(graph: &Adjacency, groups: &[Vec<u32>], options: &Options) -> Vec<Point> {
    let mut group_of = vec![0; graph.node_count()];
    for (number, group) in groups.iter().enumerate() {
        for &node in group {
            group_of[node as usize] = id(number);
        }
    }
    let mut edges: Vec<WeightedEdge> = Vec::new();
    for node in 0..graph.node_count() {
        let between = graph.edges(node).filter(|edge| edge.0 > node && group_of[edge.0] != group_of[node]);
        edges.extend(between.map(|(to, _)| (group_of[node], group_of[to], 1.0)));
    }
    let quotient = Adjacency::undirected(groups.len(), &edges);
    let sizes: Vec<f64> = groups.iter().map(|group| real(group.len())).collect();
    let discs: Vec<f64> = sizes.iter().map(|size| size.sqrt()).collect();
    let mut points = sunflower(groups.len());
    let bodies = force::Bodies::weighted(&quotient, &sizes, options);
    force::run(&bodies, &mut points, force::iterations(groups.len()));
    super::overlap::scale(&mut points, &discs, 3.0, 0.0);
    super::overlap::separate(&mut points, &discs, 1.0);
    points
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sunflower_is_a_disc_of_even_points() {
        let points = sunflower(1000);
        let far = points.iter().map(|point| point.distance(Point::default())).fold(0.0, f64::max);
        assert!((far - 999.5f64.sqrt()).abs() < 1e-9);
        let mut nearest = f64::MAX;
        for (place, a) in points.iter().enumerate() {
            nearest = points[..place].iter().map(|b| a.distance(*b)).fold(nearest, f64::min);
        }
        assert!(nearest > 1.2, "{nearest}");
    }

    #[test]
    fn communities_begin_apart() {
        let edges: Vec<_> = (0..40u32).map(|node| (node, (node + 1) % 40, 1.0)).collect();
        let communities: Vec<u32> = (0..40).map(|node| node / 10).collect();
        let points = seed(&Adjacency::undirected(40, &edges), &communities, &Options::default());
        for (a, one) in points.iter().enumerate() {
            let nearest = (0..40)
                .filter(|b| *b != a)
                .min_by(|b, c| one.distance(points[*b]).total_cmp(&one.distance(points[*c])));
            assert_eq!(nearest.map(|b| communities[b]), Some(communities[a]));
        }
    }
}
