//! The fast local moving of Leiden: each node goes where modularity gains most; its neighbours are then looked at
//! again.

use std::collections::VecDeque;

use super::aggregate::{Level, Links};

/// Nodes are looked at again this often on average, at most: rounding can then never keep two of them moving for ever.
const VISITS_PER_NODE: usize = 200;

/// Gains below this share of the whole weight are rounding.
const EPSILON: f64 = 1e-13;

/// Changes `labels` (below the number of nodes) until no single move gains; begins in the given order. O(m) per round.
pub(super) fn improve(level: &Level, order: &[u32], labels: &mut [u32]) {
    if level.total <= 0.0 {
        return;
    }
    let n = level.node_count();
    let (mut strengths, mut sizes) = (vec![0.0; n], vec![0usize; n]);
    for (node, &label) in labels.iter().enumerate() {
        strengths[label as usize] += level.strengths[node];
        sizes[label as usize] += 1;
    }
    let mut empty: Vec<u32> = (0..super::id(n)).rev().filter(|&label| sizes[label as usize] == 0).collect();
    let mut queue: VecDeque<u32> = order.iter().copied().collect();
    let mut waiting = vec![true; n];
    let mut links = Links::new(n);
    for _ in 0..n.saturating_mul(VISITS_PER_NODE) {
        let Some(node) = queue.pop_front() else { break };
        let node = node as usize;
        waiting[node] = false;
        let (from, strength) = (labels[node], level.strengths[node]);
        links.gather(level, node, labels, |_| true);
        strengths[from as usize] -= strength;
        let gain = |label: u32| links.to(label) - level.expected(strength, strengths[label as usize]);
        let (mut to, mut most) = (from, gain(from));
        for &label in links.labels() {
            let gain = gain(label);
            let margin = EPSILON * level.total;
            if gain > most + margin || (to != from && gain > most - margin && label < to) {
                (to, most) = (label, gain);
            }
        }
        if most < -EPSILON * level.total && sizes[from as usize] > 1 {
            to = empty.pop().unwrap_or(from);
        }
        strengths[to as usize] += strength;
        if to == from {
            continue;
        }
        labels[node] = to;
        sizes[to as usize] += 1;
        sizes[from as usize] -= 1;
        if sizes[from as usize] == 0 {
            strengths[from as usize] = 0.0;
            empty.push(from);
        }
        for &neighbour in level.graph.neighbours(node) {
            let place = neighbour as usize;
            if labels[place] != to && !waiting[place] {
                waiting[place] = true;
                queue.push_back(neighbour);
            }
        }
    }
}
