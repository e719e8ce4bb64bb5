//! The columns of townships.

use super::{Column, column, of};
use crate::export::cell::Cell;
use app::{components::words, domain::geo::Datum};

pub(super) const COLUMNS: &[Column] = &[
    column("code", "区划代码", "Division code", 14, of!(Division, |_, place| Cell::text(place.code.as_str()))),
    column(
        "code_year",
        "代码年份",
        "Year of the code",
        10,
        of!(Division, |_, place| Cell::Whole(place.code_year.into())),
    ),
    column(
        "latitude",
        "驻地纬度",
        "Latitude of the seat",
        12,
        of!(Division, |_, place| place.location.as_ref().map_or(Cell::Empty, |at| Cell::Degrees(at.lat.degrees()))),
    ),
    column(
        "longitude",
        "驻地经度",
        "Longitude of the seat",
        12,
        of!(Division, |_, place| place.location.as_ref().map_or(Cell::Empty, |at| Cell::Degrees(at.lng.degrees()))),
    ),
    column(
        "datum",
        "坐标系",
        "Datum",
        10,
        of!(Division, |_, place| place.location.as_ref().map_or(Cell::Empty, |_| Cell::text(Datum::Wgs84.code()))),
    ),
    column(
        "precision_in_words",
        "位置精度",
        "Precision",
        24,
        of!(Division, |line, place| {
            let precision = place.location.as_ref().map(|at| words::precision(line.locale, at.precision));
            precision.map_or(Cell::Empty, Cell::text)
        }),
    ),
];
