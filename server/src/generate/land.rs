//! The made-up province: a grid of counties with townships and villages in them.

use super::{
    entry::{Common, SOURCE, put},
    words,
};
use app::domain::{
    division::{Division, DivisionCode, Level},
    geo::{Latitude, Location, Longitude, Precision},
    record::Records,
    rule::Broken,
    slug::Slug,
    text::Text,
};
use rand::{Rng, rngs::StdRng};

/// The middle of the province in the open ocean: latitude and longitude.
pub const MIDDLE: (f64, f64) = (10.0, -150.0);
/// How many sites a county has.
const SITES_PER_COUNTY: u32 = 400;
/// The widest the grid of counties may grow, in degrees, so that it stays clear of every island.
const WIDEST: f64 = 6.0;

/// A latitude and a longitude in degrees.
pub type Point = (f64, f64);

/// The province and what lies in it.
pub struct Land {
    pub slug: Slug,
    /// Half the width and half the height of the grid of counties, in degrees.
    pub half: f64,
    pub counties: Vec<County>,
}

impl Land {
    /// The division that the programme covers: the county when there is one, else the province.
    pub fn covered(&self) -> &Slug {
        match self.counties.as_slice() {
            [only] => &only.slug,
            _ => &self.slug,
        }
    }
}

/// A county.
pub struct County {
    pub slug: Slug,
    pub stem: (String, String),
    pub sites: u32,
    pub townships: Vec<Township>,
}

/// A township.
pub struct Township {
    pub slug: Slug,
    pub seat: Point,
    /// How far it reaches from its seat, in degrees.
    pub reach: f64,
    pub villages: Vec<Village>,
}

/// A village; some have a known point.
pub struct Village {
    pub slug: Slug,
    pub at: Option<Point>,
}

/// A position to five decimals, about a metre, and how it was found, in Chinese and English.
pub fn location(at: Point, precision: Precision, (zh, en): (&str, &str)) -> Result<Location, Broken> {
    let round = |degrees: f64| (degrees * 100_000.0).round() / 100_000.0;
    Ok(Location {
        lat: Latitude::new(round(at.0))?,
        lng: Longitude::new(round(at.1))?,
        precision,
        method: Text::both(zh, en)?,
        source: Slug::new(SOURCE)?,
        entered: None,
        cross_check: None,
    })
}

/// A point near another, at most so many degrees away on either axis.
pub fn near(rng: &mut StdRng, (lat, lng): Point, reach: f64) -> Point {
    (lat + rng.random_range(-reach..reach), lng + rng.random_range(-reach..reach))
}

struct Row<'a> {
    id: &'a str,
    code: String,
    level: Level,
    kind: &'a str,
    parent: Option<&'a Slug>,
    stem: &'a (String, String),
    zh: &'a str,
    en: &'a str,
    location: Option<Location>,
}

fn put_division(records: &mut Records, row: Row<'_>) -> Result<Slug, Broken> {
    let (zh, sound) = row.stem;
    let common =
        Common::new(row.id, &[])?.named(&format!("虚构{zh}{}", row.zh), &format!("Example {sound} {}", row.en))?;
    let slug = common.id.clone();
    put!(records, Division, common, {
        code: DivisionCode::new(row.code)?,
        code_source: Slug::new(SOURCE)?,
        code_year: *words::YEARS.end(),
        level: row.level,
        kind: Text::new(row.kind)?,
        parent: row.parent.cloned(),
        pinyin: Some(Text::new(format!("Xugou {sound}"))?),
        named_in_source: row.level != Level::Village,
        location: row.location,
        valid_from: None,
        valid_to: None,
    });
    Ok(slug)
}

/// Makes the divisions for so many sites.
pub fn make(rng: &mut StdRng, records: &mut Records, sites: u32) -> Result<Land, Broken> {
    let count = sites.div_ceil(SITES_PER_COUNTY);
    let columns = f64::from(count).sqrt().ceil() as u32;
    let cell = (WIDEST / f64::from(columns)).min(0.5);
    let half = cell * f64::from(columns) / 2.0;
    let stem = ("海".to_owned(), "Hai".to_owned());
    let centre = location(MIDDLE, Precision::County, ("虚构轮廓的中点", "the middle of a made-up outline"))?;
    let slug = put_division(
        records,
        Row {
            id: "province",
            code: "990000".to_owned(),
            level: Level::Province,
            kind: "province",
            parent: None,
            stem: &stem,
            zh: "省",
            en: "Province",
            location: Some(centre),
        },
    )?;
    let per_prefecture = count.div_ceil(99).max(20);
    let mut land = Land { slug: slug.clone(), half, counties: Vec::new() };
    let mut prefecture = slug.clone();
    for index in 0..count {
        let number = index / per_prefecture + 1;
        if index % per_prefecture == 0 {
            let stem = words::stem(rng);
            prefecture = put_division(
                records,
                Row {
                    id: &format!("prefecture-{number:02}"),
                    code: format!("99{number:02}00"),
                    level: Level::Prefecture,
                    kind: "prefecture-level city",
                    parent: Some(&slug),
                    stem: &stem,
                    zh: "市",
                    en: "City",
                    location: None,
                },
            )?;
        }
        let code = format!("99{number:02}{:02}", index % per_prefecture + 1);
        let (line, column) = (index / columns, index % columns);
        let middle =
            (MIDDLE.0 + half - cell * (f64::from(line) + 0.5), MIDDLE.1 - half + cell * (f64::from(column) + 0.5));
        // The sites are shared out evenly, the remainder to the first counties.
        let share = sites / count + u32::from(index < sites % count);
        land.counties.push(county(rng, records, &prefecture, &code, middle, cell, (index, share))?);
    }
    Ok(land)
}

fn county(
    rng: &mut StdRng,
    records: &mut Records,
    prefecture: &Slug,
    code: &str,
    middle: Point,
    cell: f64,
    (index, sites): (u32, u32),
) -> Result<County, Broken> {
    let stem = words::stem(rng);
    let id = format!("county-{:04}", index + 1);
    let slug = put_division(
        records,
        Row {
            id: &id,
            code: code.to_owned(),
            level: Level::County,
            kind: "county",
            parent: Some(prefecture),
            stem: &stem,
            zh: "县",
            en: "County",
            location: Some(location(middle, Precision::County, ("虚构县域的中点", "the middle of a made-up county"))?),
        },
    )?;
    let wanted = f64::from(sites) / 20.0 * rng.random_range(0.8..1.2);
    let count = wanted.clamp(4.0, 30.0) as u32;
    let columns = f64::from(count).sqrt().ceil() as u32;
    let step = cell / f64::from(columns);
    let mut townships = Vec::new();
    for position in 0..count {
        let corner = (middle.0 + cell / 2.0, middle.1 - cell / 2.0);
        let (line, column) = (f64::from(position / columns) + 0.5, f64::from(position % columns) + 0.5);
        let seat = near(rng, (corner.0 - line * step, corner.1 + column * step), step * 0.2);
        townships.push(township(rng, records, &slug, (code, position), seat, step * 0.3)?);
    }
    Ok(County { slug, stem, sites, townships })
}

fn township(
    rng: &mut StdRng,
    records: &mut Records,
    county: &Slug,
    (code, position): (&str, u32),
    seat: Point,
    reach: f64,
) -> Result<Township, Broken> {
    let (kind, zh, en, digits) = match position {
        0 => ("subdistrict", "街道", "Subdistrict", 1),
        _ if rng.random_bool(0.6) => ("town", "镇", "Town", 100),
        _ => ("township", "乡", "Township", 200),
    };
    let stem = words::stem(rng);
    let code = format!("{code}{:03}", digits + position);
    let id = format!("{county}-township-{:02}", position + 1);
    let slug = put_division(
        records,
        Row {
            id: &id,
            code: code.clone(),
            level: Level::Township,
            kind,
            parent: Some(county),
            stem: &stem,
            zh,
            en,
            location: Some(location(seat, Precision::TownshipSeat, ("虚构的乡镇驻地", "a made-up township seat"))?),
        },
    )?;
    let mut villages = Vec::new();
    for number in 1..=rng.random_range(3..=10) {
        let at = words::sometimes(rng, 0.6, |rng| near(rng, seat, reach));
        let stem = words::stem(rng);
        let place =
            at.map(|at| location(at, Precision::Village, ("虚构的村点位", "a made-up village point"))).transpose()?;
        let slug = put_division(
            records,
            Row {
                id: &format!("{slug}-village-{number:02}"),
                code: format!("{code}{:03}", 200 + number),
                level: Level::Village,
                kind: "administrative village",
                parent: Some(&slug),
                stem: &stem,
                zh: "村",
                en: "Village",
                location: place,
            },
        )?;
        villages.push(Village { slug, at });
    }
    Ok(Township { slug, seat, reach, villages })
}
