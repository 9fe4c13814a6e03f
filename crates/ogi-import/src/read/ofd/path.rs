//! Paths of OFD, in which curves count as the lines between their ends: tables are drawn with lines.

use crate::read::page_geometry::outline::Point;

/// The rings of a path, and how many points they have.
pub(super) fn rings(data: &str, most: usize, place: impl Fn(Point) -> Point) -> Vec<Vec<Point>> {
    let mut rings: Vec<Vec<Point>> = Vec::new();
    let mut words = data.split_whitespace().take(most.saturating_mul(8));
    while let Some(word) = words.next() {
        let numbers = match word {
            "M" | "S" | "L" => 2,
            "Q" => 4,
            "B" => 6,
            "A" => 7,
            "C" => {
                close(&mut rings);
                continue;
            }
            _ => continue,
        };
        let read: Vec<f64> = words
            .by_ref()
            .take(numbers)
            .filter_map(|word| word.parse().ok())
            .collect();
        let [.., x, y] = read[..] else { break };
        if !(x.is_finite() && y.is_finite()) {
            break;
        }
        let point = place((x, y));
        match rings.last_mut() {
            Some(ring) if !matches!(word, "M" | "S") => ring.push(point),
            _ => rings.push(vec![point]),
        }
    }
    rings
}

fn close(rings: &mut [Vec<Point>]) {
    if let Some(ring) = rings.last_mut()
        && let Some(first) = ring.first().copied()
    {
        ring.push(first);
    }
}
