//! A map view as GeoJSON (RFC 7946): one feature per row of the list, at the sites with which it stands on the map.

use super::{
    about::{About, SourceNote},
    cell::{Cell, decimal},
    chunks::PlainFormat,
    line::Line,
    list::{List, cite},
};
use app::domain::{geo::Location, slug::Slug};
use serde::Serialize;
use serde_json::{Map, Value};
use std::{collections::BTreeSet, io, ops::Range};

/// Media type of the file.
pub const MEDIA_TYPE: &str = "application/geo+json";

/// GeoJSON. It remembers which sources the features cite, for the end of the file.
#[derive(Clone, Debug, Default)]
pub struct GeoJson {
    cited: BTreeSet<Slug>,
}

#[derive(Serialize)]
struct Feature {
    r#type: &'static str,
    id: String,
    geometry: Option<Geometry>,
    properties: Map<String, Value>,
}

/// Longitude, then latitude, in WGS-84 degrees.
type Position = [f64; 2];

#[derive(Serialize)]
#[serde(tag = "type", content = "coordinates")]
enum Geometry {
    Point(Position),
    MultiPoint(Vec<Position>),
}

/// The members beside the features; the standard leaves room for them (section 6.1).
#[derive(Serialize)]
struct End<'a> {
    about: &'a About,
    sources: Vec<SourceNote>,
}

impl PlainFormat for GeoJson {
    fn begin(&mut self, list: &List) -> io::Result<Vec<u8>> {
        // Readers take the member `name` for the name of the layer.
        let name = serde_json::to_string(list.about.list)?;
        Ok(format!("{{\"type\":\"FeatureCollection\",\"name\":{name},\"features\":[").into_bytes())
    }

    fn rows(&mut self, list: &List, rows: Range<usize>) -> io::Result<Vec<u8>> {
        let mut json = Vec::with_capacity(64 * 1024);
        for row in rows {
            let Some(line) = list.line(row) else { continue };
            cite(&mut self.cited, &line.row.record);
            json.extend_from_slice(if row == 0 { b"\n" } else { b",\n" });
            serde_json::to_writer(&mut json, &feature(list, &line))?;
        }
        Ok(json)
    }

    fn end(&mut self, list: &List) -> io::Result<Vec<u8>> {
        let end = serde_json::to_string(&End { about: &list.about, sources: list.sources(&self.cited) })?;
        // The object without its opening brace goes on after the features.
        Ok(format!("\n],{}\n", end.trim_start_matches('{')).into_bytes())
    }
}

fn feature(list: &List, line: &Line<'_>) -> Feature {
    let locations: Vec<&Location> = line.row.sites.iter().filter_map(|site| site.location.as_ref()).collect();
    let least_exact = locations.iter().map(|location| location.precision).max();
    let mut properties: Map<String, Value> =
        list.columns.iter().map(|column| (column.key.to_owned(), value(&(column.cell)(line)))).collect();
    // As codes: what a program chooses a symbol by.
    properties.insert("precision".into(), least_exact.map_or(Value::Null, |precision| precision.code().into()));
    properties
        .insert("approximate".into(), least_exact.map_or(Value::Null, |precision| (!precision.is_exact()).into()));
    let positions: Vec<Position> =
        locations.iter().map(|location| [location.lng.degrees(), location.lat.degrees()]).collect();
    let geometry = match *positions {
        [] => None,
        [position] => Some(Geometry::Point(position)),
        _ => Some(Geometry::MultiPoint(positions)),
    };
    Feature { r#type: "Feature", id: line.entry().id.to_string(), geometry, properties }
}

fn value(cell: &Cell) -> Value {
    match cell {
        Cell::Empty => Value::Null,
        Cell::Text(text) => text.as_str().into(),
        Cell::Whole(number) => (*number).into(),
        // A decimal number of at most 16 digits is the nearest one to itself.
        Cell::Money(fen) if fen.get() % 100 == 0 => (fen.get() / 100).into(),
        Cell::Money(fen) => decimal(*fen).parse::<f64>().map_or(Value::Null, Value::from),
        Cell::Degrees(degrees) => (*degrees).into(),
        Cell::Date(date) => date.as_str().into(),
        Cell::Flag(flag) => (*flag).into(),
    }
}
