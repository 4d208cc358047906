//! The refinement of Leiden: inside each community the nodes start alone and join only parts that are well connected to
//! the rest of it. What it splits off may move as a whole on the next level; what it keeps together is connected. The
//! paper draws the part to join at random; here it is the one that gains most, equals by the smaller number.

use super::aggregate::{Level, Links};

/// The refined parts, labelled by one of their nodes. O(n + m).
pub(super) fn refine(level: &Level, labels: &[u32]) -> Vec<u32> {
    let n = level.node_count();
    let mut parts: Vec<u32> = (0..super::id(n)).collect();
    if level.total <= 0.0 {
        return parts;
    }
    let mut whole = vec![0.0; n];
    for (node, &label) in labels.iter().enumerate() {
        whole[label as usize] += level.strengths[node];
    }
    let mut strengths = level.strengths.clone();
    let mut alone = vec![true; n];
    // The weight between each part and the rest of its community.
    let outward = |node: usize| {
        let inside = level.graph.edges(node).filter(|edge| edge.0 != node && labels[edge.0] == labels[node]);
        inside.map(|edge| edge.1).sum::<f64>()
    };
    let mut outward: Vec<f64> = (0..n).map(outward).collect();
    let mut links = Links::new(n);
    for node in 0..n {
        let community = whole[labels[node] as usize];
        let connected = |strength: f64, outward: f64| outward >= level.expected(strength, community - strength);
        let strength = level.strengths[node];
        if !alone[node] || !connected(strength, outward[node]) {
            continue;
        }
        links.gather(level, node, &parts, |to| labels[to] == labels[node]);
        let mut best: Option<(f64, u32)> = None;
        for &part in links.labels() {
            let gain = links.to(part) - level.expected(strength, strengths[part as usize]);
            let better = best.is_none_or(|(most, to)| gain > most || (gain >= most && part < to));
            if gain >= 0.0 && better && connected(strengths[part as usize], outward[part as usize]) {
                best = Some((gain, part));
            }
        }
        if let Some((_, part)) = best {
            let part = part as usize;
            outward[part] += outward[node] - 2.0 * links.to(parts[part]);
            strengths[part] += strength;
            alone[part] = false;
            alone[node] = false;
            parts[node] = parts[part];
        }
    }
    parts
}
