//! The made-up base map: a wobbly outline, six neighbours, rivers, a lake and towns.

use super::{
    entry::{Common, put},
    land::{Land, MIDDLE},
    words,
};
use app::domain::{
    map_feature::{FeatureKind, Lines, MapFeature},
    record::Records,
    rule::Broken,
    slug::Slug,
};
use rand::{Rng, rngs::StdRng};
use std::f64::consts::{PI, TAU};

/// Points of the outline; a multiple of the number of neighbours.
const STEPS: usize = 120;
const NEIGHBOURS: usize = 6;
const RIVERS: u32 = 3;

/// A position as the base map writes it: longitude, latitude.
type Position = [f64; 2];

/// A line around the middle that swings in and out by up to 8 %.
struct Outline {
    /// Distance from the middle, in degrees.
    radius: f64,
    /// Where each of its waves begins.
    phases: [f64; 4],
}

impl Outline {
    fn new(rng: &mut StdRng, radius: f64) -> Self {
        Self { radius, phases: std::array::from_fn(|_| rng.random_range(0.0..TAU)) }
    }

    fn at(&self, step: usize) -> Position {
        let angle = TAU * (step % STEPS) as f64 / STEPS as f64;
        let waves: f64 = self.phases.iter().zip(2..).map(|(phase, wave)| (f64::from(wave) * angle + phase).sin()).sum();
        polar(angle, self.radius * (1.0 + 0.02 * waves))
    }
}

/// A position by its angle and distance from the middle.
fn polar(angle: f64, distance: f64) -> Position {
    position(MIDDLE.1 + distance * angle.cos(), MIDDLE.0 + distance * angle.sin())
}

fn position(lng: f64, lat: f64) -> Position {
    let round = |degrees: f64| (degrees * 10_000.0).round() / 10_000.0;
    [round(lng), round(lat)]
}

fn put_feature(
    records: &mut Records,
    id: &str,
    kind: FeatureKind,
    rank: u8,
    names: (&str, &str),
    line: Vec<Position>,
    division: Option<&Slug>,
) -> Result<(), Broken> {
    let common = Common::new(id, &[])?.named(names.0, names.1)?;
    put!(records, MapFeature, common, { kind: kind, lines: Lines::new(vec![line])?, rank: rank, division: division.cloned() });
    Ok(())
}

/// Makes the features around and within the province.
pub fn make(rng: &mut StdRng, records: &mut Records, land: &Land) -> Result<(), Broken> {
    // Around the corners of the grid of counties, with room for the outline's swing.
    let radius = land.half * 2.0_f64.sqrt() * 1.12;
    let border = Outline::new(rng, radius);
    let beyond = Outline::new(rng, radius * 1.6);
    let ring = (0..=STEPS).map(|step| border.at(step)).collect();
    put_feature(records, "outline", FeatureKind::Area, 1, ("虚构区域", "Example area"), ring, Some(land.covered()))?;
    let share = STEPS / NEIGHBOURS;
    for number in 0..NEIGHBOURS {
        let steps = number * share..=(number + 1) * share;
        let mut ring: Vec<Position> = steps.clone().map(|step| border.at(step)).collect();
        ring.extend(steps.rev().step_by(2).map(|step| beyond.at(step)));
        ring.extend(ring.first().copied());
        let (zh, sound) = words::stem(rng);
        let names = (format!("虚构{zh}州"), format!("Example {sound} Prefecture"));
        put_feature(
            records,
            &format!("neighbour-{}", number + 1),
            FeatureKind::Neighbour,
            2,
            (&names.0, &names.1),
            ring,
            None,
        )?;
        let town = polar(TAU * (number as f64 + 0.5) / NEIGHBOURS as f64, radius * rng.random_range(1.2..1.4));
        let names = (format!("虚构{zh}城"), format!("Example {sound}"));
        put_feature(
            records,
            &format!("town-{}", number + 1),
            FeatureKind::Place,
            3,
            (&names.0, &names.1),
            vec![town],
            None,
        )?;
    }
    for number in 1..=RIVERS {
        let heading = PI * (f64::from(number) + rng.random_range(-0.3..0.3)) / f64::from(RIVERS);
        let line = river(rng, radius, heading);
        let (zh, sound) = words::stem(rng);
        let names = (format!("虚构{zh}江"), format!("Example {sound} River"));
        put_feature(records, &format!("river-{number}"), FeatureKind::River, 2, (&names.0, &names.1), line, None)?;
    }
    let (zh, sound) = words::stem(rng);
    let names = (format!("虚构{zh}湖"), format!("Example {sound} Lake"));
    let shore = lake(rng, radius);
    put_feature(records, "lake-1", FeatureKind::Lake, 1, (&names.0, &names.1), shore, None)
}

/// A line across the province in a direction, swinging from side to side.
fn river(rng: &mut StdRng, radius: f64, heading: f64) -> Vec<Position> {
    let phase: f64 = rng.random_range(0.0..TAU);
    (0..=60)
        .map(|step| {
            let along = f64::from(step) / 20.0 - 1.5;
            let aside = 0.25 * (2.2 * along + phase).sin() + 0.05 * (9.0 * along + phase).sin();
            position(
                MIDDLE.1 + radius * (along * heading.cos() - aside * heading.sin()),
                MIDDLE.0 + radius * (along * heading.sin() + aside * heading.cos()),
            )
        })
        .collect()
}

/// A closed shore in the east or the west, between the counties and the border.
fn lake(rng: &mut StdRng, radius: f64) -> Vec<Position> {
    let phase: f64 = rng.random_range(0.0..TAU);
    let [lng, lat] = polar(if rng.random_bool(0.5) { 0.0 } else { PI }, radius * 0.8);
    (0..=40)
        .map(|step| {
            let turn = TAU * f64::from(step % 40) / 40.0;
            let distance = radius * 0.08 * (1.0 + 0.2 * (3.0 * turn + phase).sin());
            position(lng + distance * turn.cos(), lat + distance * 1.6 * turn.sin())
        })
        .collect()
}
