//! The ground of the map: area, water, borders.

use super::outline::{Borders, Point, on_grid, push_line};
use crate::{
    domain::{
        map_feature::{FeatureKind, MapFeature},
        record::Records,
    },
    map::viewport::Viewport,
};

/// Appends the ground. What is not the programme's area has no fill of its own: the background of the map shows.
pub fn push(svg: &mut String, records: &Records, viewport: &Viewport) {
    let of = |kind: FeatureKind| records.map_features.values().filter(move |feature| feature.kind == kind);
    let grid = |feature: &MapFeature| -> Vec<Vec<Point>> {
        feature.lines.get().iter().map(|line| on_grid(line, viewport)).collect()
    };
    let areas: Vec<_> = of(FeatureKind::Area).flat_map(|feature| grid(feature)).collect();
    let neighbours: Vec<_> = of(FeatureKind::Neighbour).flat_map(|feature| grid(feature)).collect();

    svg.push_str("<g class=\"ground\" transform=\"scale(.1)\">");
    push_path(svg, "area", areas.iter(), true);
    push_path(svg, "lake", of(FeatureKind::Lake).flat_map(|feature| grid(feature)).collect::<Vec<_>>().iter(), true);
    for (class, rank) in [("river main", 0..=2), ("river", 3..=u8::MAX)] {
        let rivers: Vec<_> = of(FeatureKind::River)
            .filter(|river| rank.contains(&river.rank))
            .flat_map(|feature| grid(feature))
            .collect();
        push_path(svg, class, rivers.iter(), false);
    }
    // The area's own border is drawn last, by its own path, so the neighbours leave it out.
    let mut borders = Borders::cut_along_edges_of(neighbours.iter().chain(&areas));
    areas.iter().for_each(|ring| borders.skip(ring));
    let rest: Vec<_> = neighbours.iter().flat_map(|ring| borders.rest(ring)).collect();
    push_path(svg, "neighbour", rest.iter(), false);
    push_path(svg, "border", areas.iter(), true);
    svg.push_str("</g>");
}

/// Appends one path for all lines of a class; nothing when there are none.
fn push_path<'a>(svg: &mut String, class: &str, lines: impl Iterator<Item = &'a Vec<Point>>, closed: bool) {
    let mut lines = lines.filter(|line| line.len() > 1).peekable();
    if lines.peek().is_none() {
        return;
    }
    svg.push_str("<path class=\"");
    svg.push_str(class);
    svg.push_str("\" d=\"");
    lines.for_each(|line| push_line(svg, line, closed));
    svg.push_str("\"/>");
}
