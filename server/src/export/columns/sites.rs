//! The columns of demonstration sites.

use super::{Column, column, common, of};
use crate::export::{cell::Cell, line::Line};
use app::{
    components::words,
    domain::{
        geo::{Datum, Entered, Location},
        record::{Kind, Record},
    },
};

fn location<'a>(line: &'a Line<'_>) -> Option<&'a Location> {
    match &line.row.record {
        Record::Site(site) => site.location.as_ref(),
        _ => None,
    }
}

fn of_location(line: &Line<'_>, cell: impl Fn(&Location) -> Cell) -> Cell {
    location(line).map_or(Cell::Empty, cell)
}

fn of_entered(line: &Line<'_>, cell: impl Fn(&Entered) -> Cell) -> Cell {
    location(line).and_then(|location| location.entered.as_ref()).map_or(Cell::Empty, cell)
}

pub(super) const COLUMNS: &[&[Column]] = &[
    &[column(
        "brand",
        "品牌",
        "Brand",
        12,
        of!(Site, |line, site| site.brand.map_or(Cell::Empty, |brand| line.word(brand.code()))),
    )],
    common::PLACE,
    &[
        column(
            "candidate_places",
            "可能所在地",
            "May lie in",
            20,
            of!(Site, |line, site| line.names(Kind::Division, &site.candidate_divisions)),
        ),
        column("latitude", "纬度", "Latitude", 12, |line| of_location(line, |at| Cell::Degrees(at.lat.degrees()))),
        column("longitude", "经度", "Longitude", 12, |line| of_location(line, |at| Cell::Degrees(at.lng.degrees()))),
        column("datum", "坐标系", "Datum", 10, |line| of_location(line, |_| Cell::text(Datum::Wgs84.code()))),
        column("precision_in_words", "位置精度", "Precision", 24, |line| {
            of_location(line, |at| Cell::text(words::precision(line.locale, at.precision)))
        }),
        column("position_found", "定位方法", "How the position was found", 28, |line| {
            of_location(line, |at| Cell::text(at.method.reads(line.locale.language).0))
        }),
        column("position_source", "位置出处", "Source of the position", 28, |line| {
            of_location(line, |at| Cell::text(line.name(Kind::Source, &at.source)))
        }),
        column("entered_datum", "原始坐标系", "Datum as entered", 12, |line| {
            of_entered(line, |given| Cell::text(given.datum.code()))
        }),
        column("entered_latitude", "原始纬度", "Latitude as entered", 12, |line| {
            of_entered(line, |given| Cell::Degrees(given.lat.degrees()))
        }),
        column("entered_longitude", "原始经度", "Longitude as entered", 12, |line| {
            of_entered(line, |given| Cell::Degrees(given.lng.degrees()))
        }),
    ],
    common::RINGS,
];
