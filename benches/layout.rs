//! A map of ten thousand nodes: `cargo bench --bench layout`; the goal is 20 s on two cores, and no two circles that
//! overlap. The graph is made: 60 communities of unlike size, a few nodes that many know, and small parts aside.

use std::time::Instant;

use khabar::graph::adjacency::Adjacency;
use khabar::graph::communities::communities;
use khabar::graph::layout::{Options, Point, layout, radii};

const NODES: u32 = 10_000;
const EDGES: u32 = 30_000;
const GROUPS: u32 = 60;
/// The last nodes stand aside, in pairs or alone.
const ASIDE: u32 = 600;
/// The radii that `build` gives.
const RADII: (f64, f64) = (4.0, 24.0);

#[expect(clippy::print_stdout, reason = "a bench shows its figures")]
fn main() {
    let edges = edges();
    let graph = Adjacency::undirected(NODES as usize, &edges);
    let degrees: Vec<f64> = (0..NODES as usize).map(|node| graph.degree(node) as f64).collect();
    let radii = radii(&degrees, RADII.0, RADII.1);
    let start = Instant::now();
    let communities = communities(&graph).of;
    println!("communities: {:.2} s", start.elapsed().as_secs_f64());
    let start = Instant::now();
    let points = layout(&graph, &communities, &radii, &Options::default());
    println!(
        "layout of {NODES} nodes, {} edges: {:.2} s, {} circles overlap",
        edges.len(),
        start.elapsed().as_secs_f64(),
        overlaps(&points, &radii)
    );
}

/// Edges within groups, mostly to the first nodes of each; some between groups; none of the nodes aside but in pairs.
fn edges() -> Vec<(u32, u32, f64)> {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut random = |below: u32| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 33) as u32 % below
    };
    let linked = NODES - ASIDE;
    // A group is the numbers with one remainder; the first groups are asked most.
    let member = |group: u32, known: bool, random: &mut dyn FnMut(u32) -> u32| {
        let rank = random(linked / GROUPS);
        let rank = if known { rank * rank / (linked / GROUPS) * rank / (linked / GROUPS) } else { rank };
        rank * GROUPS + group
    };
    let mut edges: Vec<(u32, u32, f64)> = (0..EDGES)
        .map(|_| {
            let group = random(GROUPS).min(random(GROUPS));
            let other = if random(8) == 0 { random(GROUPS) } else { group };
            let (from, to) = (member(group, false, &mut random), member(other, true, &mut random));
            (from, to, f64::from(1 + random(4)))
        })
        .collect();
    edges.extend((linked..linked + ASIDE / 2).step_by(2).map(|node| (node, node + 1, 1.0)));
    edges
}

/// Pairs of circles that touch or overlap.
fn overlaps(points: &[Point], radii: &[f64]) -> usize {
    let mut order: Vec<usize> = (0..points.len()).collect();
    order.sort_by(|a, b| points[*a].x.total_cmp(&points[*b].x));
    let mut found = 0;
    for (rank, &a) in order.iter().enumerate() {
        for &b in order[rank + 1..].iter().take_while(|b| points[**b].x - points[a].x <= 2.0 * RADII.1) {
            let (x, y, sum) = (points[a].x - points[b].x, points[a].y - points[b].y, radii[a] + radii[b]);
            found += usize::from(x * x + y * y <= sum * sum);
        }
    }
    found
}
