//! GeoJSON (RFC 7946, <https://www.rfc-editor.org/rfc/rfc7946>): what has a place on the earth, for maps.
//!
//! Cannot hold: nodes without coordinates, and edges. Coordinates are longitude, latitude.

use std::io::{self, Write};

use serde_json::{Map, Value as Json, json};

use crate::graph::attributes::NODE_COLUMNS;
use crate::graph::style::hex;
use crate::graph::value::{Value, clean};
use crate::graph::view::{View, ViewNode};

use super::Format;

/// GeoJSON.
pub struct GeoJson;

impl Format for GeoJson {
    fn name(&self) -> &'static str {
        "geojson"
    }

    fn title(&self) -> &'static str {
        "places, countries and events on a map, for QGIS, Leaflet, kepler.gl"
    }

    fn files(&self) -> &'static [&'static str] {
        &["places.geojson"]
    }

    fn specification(&self) -> &'static str {
        "https://www.rfc-editor.org/rfc/rfc7946"
    }

    fn cannot_express(&self) -> &'static str {
        "edges; nodes without coordinates"
    }

    fn write(&self, view: &View<'_>, _file: usize, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(b"{\"type\": \"FeatureCollection\", \"features\": [")?;
        let mut first = true;
        for node in &view.nodes {
            let Some(entity) = node.entity() else { continue };
            let on_earth = |degrees: f64, limit: f64| degrees.is_finite() && degrees.abs() <= limit;
            let (Some(latitude), Some(longitude)) = (entity.latitude, entity.longitude) else { continue };
            if !on_earth(latitude, 90.0) || !on_earth(longitude, 180.0) {
                continue;
            }
            out.write_all(if first { b"\n" } else { b",\n" })?;
            first = false;
            let feature = json!({
                "type": "Feature",
                "id": &*node.id,
                "geometry": { "type": "Point", "coordinates": [longitude, latitude] },
                "properties": properties(view, node),
            });
            serde_json::to_writer(&mut *out, &feature)?;
        }
        out.write_all(b"\n]}\n")
    }
}

/// The columns; lists stay lists.
fn properties(view: &View<'_>, node: &ViewNode<'_>) -> Map<String, Json> {
    let mut map = Map::new();
    map.insert("label".into(), node.label.as_str().into());
    map.insert("color".into(), hex(node.colour()).into());
    for column in NODE_COLUMNS {
        let cell = match (column.get)(view, node) {
            Value::Missing => continue,
            Value::Name(name) => name.into(),
            Value::Text(text) => clean(&text).into(),
            Value::List(items) => items.iter().map(|item| Json::from(clean(item))).collect(),
            Value::Day(date) => date.to_string().into(),
            Value::Integer(number) => number.into(),
            Value::Double(number) => number.into(),
            Value::Boolean(yes) => yes.into(),
        };
        map.insert(column.name.into(), cell);
    }
    map
}
