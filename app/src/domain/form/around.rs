//! What a form is checked against: the records that it can name, and where their divisions lie.

use super::words;
use crate::domain::{
    datum::to_wgs84,
    geo::{Datum, Location},
    map_feature::FeatureKind,
    record::{EntryId, Kind, Records},
    rule::Broken,
    slug::Slug,
    text::Text,
};
use serde_json::{Value, json};
use std::collections::{BTreeSet, HashSet};

/// Metres in a degree of latitude.
const METRE: f64 = 111_320.0;
/// How far from its seat a point may lie in a township or village whose outline is not known, in kilometres. A limit that we
/// chose against slips, neither a border nor taken from a source: wide, so that no point of a large township should be
/// refused, and still less than one degree typed wrongly, which is about 100 km in Yunnan.
pub const FARTHEST_FROM_SEAT_KM: f64 = 60.0;

/// The kinds that something can belong to.
pub const OWNERS: [Kind; 8] = [
    Kind::Project,
    Kind::Site,
    Kind::Training,
    Kind::Aid,
    Kind::Proposal,
    Kind::Service,
    Kind::Division,
    Kind::Organisation,
];

/// What the reader asks of the records. A trait, so that the browser's program, which reads alone, has no part of their code.
pub(super) trait Known {
    /// Whether everything is judged. The browser leaves to the server what it can tell with its answer to a saving: what is
    /// loaded for that would be loaded by everybody.
    const ALL: bool;
    /// The record of a kind that a name means, its slug; `path` is that of the control.
    fn link(&self, kind: Kind, typed: &str, path: &str) -> Result<Value, Broken>;
    /// The same, as an object of kind and slug.
    fn owner(&self, kind: Kind, typed: &str, path: &str) -> Result<Value, Broken>;
    /// The same by its name alone, whatever its kind.
    fn owner_called(&self, typed: &str, path: &str) -> Result<Value, Broken>;
    /// The word of the data that a text means in a control of a kind.
    fn word(&self, kind: Kind, typed: &Text, path: &str) -> Value;
    /// Where a point (latitude, longitude in degrees) lies in WGS-84.
    fn place(&self, datum: Datum, at: (f64, f64)) -> (f64, f64);
    /// The unit of an indicator, as far as that is known.
    fn unit(&self, indicator: &str) -> Option<String>;
    /// Whether a point can lie in a division.
    fn lies_in(&self, at: (f64, f64), division: &str) -> Result<(), Broken>;
}

impl Known for Around<'_> {
    const ALL: bool = true;

    fn link(&self, kind: Kind, typed: &str, _: &str) -> Result<Value, Broken> {
        self.find(kind, typed).map(|entry| entry.id.as_str().into())
    }

    fn owner(&self, kind: Kind, typed: &str, _: &str) -> Result<Value, Broken> {
        self.find(kind, typed).map(|entry| json!(entry))
    }

    fn owner_called(&self, typed: &str, _: &str) -> Result<Value, Broken> {
        self.called(&OWNERS, typed).map(|entry| json!(entry))
    }

    fn word(&self, kind: Kind, typed: &Text, path: &str) -> Value {
        Around::word(self, kind, path, typed).into()
    }

    fn place(&self, datum: Datum, at: (f64, f64)) -> (f64, f64) {
        to_wgs84(datum, at)
    }

    fn unit(&self, indicator: &str) -> Option<String> {
        self.records.indicators.get(indicator).map(|indicator| indicator.unit.to_string())
    }

    fn lies_in(&self, at: (f64, f64), division: &str) -> Result<(), Broken> {
        Around::lies_in(self, at, division)
    }
}

/// No records at hand. Every name stands for one of its own: whether there is one, and whether two mean the same, is not known. A
/// position stays where it was entered, because nobody asks where on the map that is.
pub(super) struct Alone;

impl Known for Alone {
    const ALL: bool = false;

    fn link(&self, _: Kind, _: &str, path: &str) -> Result<Value, Broken> {
        Ok(path.into())
    }

    fn owner(&self, _: Kind, _: &str, path: &str) -> Result<Value, Broken> {
        Ok(path.into())
    }

    fn owner_called(&self, _: &str, path: &str) -> Result<Value, Broken> {
        Ok(path.into())
    }

    fn word(&self, _: Kind, typed: &Text, _: &str) -> Value {
        typed.as_str().into()
    }

    fn place(&self, _: Datum, at: (f64, f64)) -> (f64, f64) {
        at
    }

    fn unit(&self, _: &str) -> Option<String> {
        None
    }

    fn lies_in(&self, _: (f64, f64), _: &str) -> Result<(), Broken> {
        Ok(())
    }
}

/// The records around a form.
#[derive(Clone, Copy, Debug)]
pub struct Around<'a> {
    records: &'a Records,
    own: &'a [EntryId],
    called: &'a [(EntryId, String)],
}

impl<'a> Around<'a> {
    /// The published records, and entries that are made by the same change.
    pub const fn new(records: &'a Records, own: &'a [EntryId]) -> Self {
        Self { records, own, called: &[] }
    }

    /// The same, where entries of the change are called so, in any language: they can be named by that as published ones can.
    pub const fn calling(self, called: &'a [(EntryId, String)]) -> Self {
        Self { called, ..self }
    }

    /// The word of the data that a text means in a field of a kind: one that is printed so in either language, or itself.
    pub fn word(&self, kind: Kind, field: &str, typed: &str) -> String {
        words::meant(self.records, kind, field, typed)
    }

    /// The entry of a kind that a person means: its slug, or its name in either language where only one has it.
    ///
    /// # Errors
    /// When there is none, or several.
    pub fn find(&self, kind: Kind, typed: &str) -> Result<EntryId, Broken> {
        if let Ok(slug) = Slug::new(typed) {
            let entry = EntryId::new(kind, slug);
            if self.own.contains(&entry) || self.records.get(&entry).is_some() {
                return Ok(entry);
            }
        }
        self.called(&[kind], typed)
    }

    /// The one entry of some kinds with a name, in either language.
    fn called(&self, kinds: &[Kind], typed: &str) -> Result<EntryId, Broken> {
        let shown: String = typed.chars().take(60).collect();
        let published = self
            .records
            .iter()
            .filter(|record| kinds.contains(&record.kind()))
            .filter(|record| record.head().name.is_some_and(|name| &*name.zh == typed || &*name.en == typed))
            .map(|record| record.entry_id());
        let new = self.called.iter().filter(|(entry, name)| name == typed && kinds.contains(&entry.kind));
        let alike: BTreeSet<EntryId> = published.chain(new.map(|(entry, _)| entry.clone())).take(3).collect();
        let alike = Vec::from_iter(alike);
        match &alike[..] {
            [one] => Ok(one.clone()),
            [] => Err(Broken::new(
                format!("There is no record “{shown}” to choose here."),
                format!("没有可选的记录“{shown}”。"),
            )),
            _ => Err(Broken::new(
                format!("Several records are called “{shown}”: choose one of the list."),
                format!("有多个记录名为“{shown}”：请从列表中选择。"),
            )),
        }
    }

    /// Whether a point (latitude, longitude in degrees) can lie in a division: inside the outlines that are known of it and
    /// of those above it, and not too far from its seat.
    ///
    /// # Errors
    /// When it cannot: the reason and the distance.
    pub fn lies_in(&self, at: (f64, f64), division: &str) -> Result<(), Broken> {
        let divisions = &self.records.divisions;
        let Some(named) = divisions.get(division) else { return Ok(()) };
        let (mut step, mut seen) = (Some(named), HashSet::new());
        while let Some(here) = step.filter(|here| seen.insert(&here.id)) {
            let area = self
                .records
                .map_features
                .values()
                .find(|feature| feature.kind == FeatureKind::Area && feature.division.as_ref() == Some(&here.id));
            if let Some(distance) = area.and_then(|area| outside(at, area.lines.get())) {
                let (en, zh) = here.name.as_ref().map_or((here.id.as_str(), here.id.as_str()), |n| (&n.en, &n.zh));
                let km = distance / 1000.0;
                return Err(Broken::new(
                    format!("This point lies {km:.1} km outside {en}. Check the numbers and the datum."),
                    format!("该点在{zh}界外{km:.1}公里。请核对数字和坐标系。"),
                ));
            }
            step = here.parent.as_ref().and_then(|parent| divisions.get(parent));
        }
        let km = named.location.as_ref().map_or(0.0, |seat| from_seat(at, seat) / 1000.0);
        if km <= FARTHEST_FROM_SEAT_KM {
            return Ok(());
        }
        let (en, zh) = named.name.as_ref().map_or((named.id.as_str(), named.id.as_str()), |n| (&n.en, &n.zh));
        Err(Broken::new(
            format!("This point lies {km:.0} km from the seat of {en}; at most {FARTHEST_FROM_SEAT_KM} km are taken."),
            format!("该点距{zh}驻地{km:.0}公里，超过{FARTHEST_FROM_SEAT_KM}公里的上限。"),
        ))
    }
}

fn from_seat(at: (f64, f64), seat: &Location) -> f64 {
    let east = (seat.lng.degrees() - at.1) * METRE * at.0.to_radians().cos();
    ((seat.lat.degrees() - at.0) * METRE).hypot(east)
}

/// How many metres a point lies outside rings of `[longitude, latitude]`; `None` when it lies inside.
fn outside(at: (f64, f64), rings: &[Vec<[f64; 2]>]) -> Option<f64> {
    let scale = at.0.to_radians().cos();
    let flat = |[lng, lat]: [f64; 2]| ((lng - at.1) * METRE * scale, (lat - at.0) * METRE);
    let (mut inside, mut nearest) = (false, f64::INFINITY);
    for ring in rings {
        let next = ring.iter().skip(1).chain(ring.first());
        for (from, to) in ring.iter().zip(next) {
            let ((x1, y1), (x2, y2)) = (flat(*from), flat(*to));
            if (y1 > 0.0) != (y2 > 0.0) && x1 - y1 * (x2 - x1) / (y2 - y1) > 0.0 {
                inside = !inside;
            }
            let (dx, dy) = (x2 - x1, y2 - y1);
            let length = dx * dx + dy * dy;
            let along = if length == 0.0 { 0.0 } else { (-(x1 * dx + y1 * dy) / length).clamp(0.0, 1.0) };
            nearest = nearest.min((x1 + along * dx).hypot(y1 + along * dy));
        }
    }
    (!inside).then_some(nearest)
}
