//! The convex hull of a component's circles: the outline by which it is packed among others. Every edge lies inside.
//!
//! Andrew: "Another efficient algorithm for convex hulls in two dimensions", Inf. Process. Lett. 9, 1979.

use super::Point;

/// The convex hull of circles and the free space around each, counter-clockwise. O(n log n).
pub(super) fn hull(points: &[Point], radii: &[f64], margin: f64) -> Vec<Point> {
    // A circle lies inside the octagon whose sides touch it.
    let slope = std::f64::consts::SQRT_2 - 1.0;
    let mut corners = Vec::with_capacity(points.len() * 8);
    for (point, radius) in points.iter().zip(radii) {
        let long = radius + margin;
        let short = long * slope;
        for (x, y) in [(long, short), (short, long)] {
            corners.extend([(x, y), (-x, y), (x, -y), (-x, -y)].map(|(x, y)| Point { x: point.x + x, y: point.y + y }));
        }
    }
    corners.sort_unstable_by(|a, b| a.x.total_cmp(&b.x).then(a.y.total_cmp(&b.y)));
    corners.dedup();
    let mut hull = half(corners.iter());
    hull.extend(half(corners.iter().rev()));
    hull
}

/// One side of the hull of sorted points, without its last point.
fn half<'a>(corners: impl Iterator<Item = &'a Point>) -> Vec<Point> {
    let mut chain: Vec<Point> = Vec::new();
    for &corner in corners {
        while let [.., a, b] = chain[..] {
            if (b.x - a.x) * (corner.y - a.y) - (b.y - a.y) * (corner.x - a.x) > 0.0 {
                break;
            }
            chain.pop();
        }
        chain.push(corner);
    }
    chain.pop();
    chain
}

/// The least and the greatest x of a convex polygon between two heights; crossed when there is nothing between them.
pub(super) fn extent(hull: &[Point], bottom: f64, top: f64) -> (f64, f64) {
    let (mut from, mut to) = (f64::MAX, f64::MIN);
    let mut take = |x: f64| (from, to) = (from.min(x), to.max(x));
    for (a, b) in hull.iter().zip(hull.iter().cycle().skip(1)) {
        if (bottom..=top).contains(&a.y) {
            take(a.x);
        }
        for height in [bottom, top] {
            if (a.y < height) != (b.y < height) {
                take(a.x + (b.x - a.x) * (height - a.y) / (b.y - a.y));
            }
        }
    }
    (from, to)
}

#[cfg(test)]
mod tests {
    use super::super::quadtree::bounds;
    use super::*;

    #[test]
    fn the_hull_of_a_square_holds_its_circles() {
        let points = [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0), (5.0, 5.0)].map(|(x, y)| Point { x, y });
        let hull = hull(&points, &[1.0; 5], 1.0);
        let (low, high) = bounds(&hull);
        assert_eq!((low, high), (Point { x: -2.0, y: -2.0 }, Point { x: 12.0, y: 12.0 }));
        assert_eq!(hull.len(), 8);
        assert_eq!(extent(&hull, 4.0, 5.0), (-2.0, 12.0));
    }

    #[test]
    fn between_heights_without_the_polygon_there_is_nothing() {
        let hull = hull(&[Point::default()], &[1.0], 0.0);
        let (from, to) = extent(&hull, 5.0, 6.0);
        assert!(from > to);
    }
}
