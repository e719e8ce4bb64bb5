//! Positions as people write them: decimal degrees, degrees with minutes and seconds, decimal commas, any datum.

use super::{
    Raws,
    around::Known,
    below,
    kinds::PLACE,
    number::{narrow, parts},
    read::Reader,
};
use crate::domain::{
    geo::{Datum, Latitude, Longitude},
    rule::Broken,
};
use serde_json::{Value, json};

/// Where China lies: within these the two numbers cannot be taken for each other.
const LATITUDES: std::ops::RangeInclusive<f64> = 3.0..=54.0;
const LONGITUDES: std::ops::RangeInclusive<f64> = 73.0..=136.0;

/// The axis that a letter or word names.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Axis {
    North,
    East,
}

pub(super) fn read<K: Known>(reader: &mut Reader<'_, K>, path: &str) -> Value {
    let names = ["lat", "lng", "datum", "precision", "method", "source"];
    let [lat, lng, datum, precision, method, source] = parts(reader, path, names, PLACE);
    let angle = |reader: &mut Reader<'_, K>, name: &str, raw: &Value| -> Option<(f64, Option<Axis>)> {
        let read = angle(raw.as_str()?);
        read.map_err(|rule| reader.say(&below(path, name), rule)).ok()
    };
    let (lat, lng) = (angle(reader, "lat", &lat), angle(reader, "lng", &lng));
    if let (Some((lat, north)), Some((lng, east))) = (lat, lng) {
        let named = north == Some(Axis::East) || east == Some(Axis::North);
        let fit = Latitude::new(lng).is_ok() && Longitude::new(lat).is_ok();
        if named && !fit {
            let en = "Latitude is north or south (N, S), longitude east or west (E, W).";
            reader.say(&below(path, "lat"), Broken::new(en, "纬度为北纬或南纬（N、S），经度为东经或西经（E、W）。"));
            return Value::Null;
        }
        if named || (LONGITUDES.contains(&lat) && LATITUDES.contains(&lng)) {
            let en = format!("Latitude and longitude seem to be swapped. Did you mean {lng} north, {lat} east?");
            let zh = format!("纬度和经度似乎填反了。是否应为北纬 {lng}、东经 {lat}？");
            reader.say(&below(path, "lat"), Broken::new(en, zh));
            return Value::Null;
        }
    }
    // Each on its own, as long as the other one is still to come.
    let lat = lat.and_then(|(lat, _)| within(reader, &below(path, "lat"), lat, Latitude::new(lat).err()));
    let lng = lng.and_then(|(lng, _)| within(reader, &below(path, "lng"), lng, Longitude::new(lng).err()));
    let datum = datum.as_str().and_then(Datum::from_code);
    let (Some(lat), Some(lng), Some(datum)) = (lat, lng, datum) else { return Value::Null };
    if [&precision, &method, &source].iter().any(|part| part.is_null()) {
        return Value::Null;
    }
    let (at_lat, at_lng) = reader.around.place(datum, (lat, lng));
    let entered = (datum != Datum::Wgs84).then(|| json!({ "datum": datum, "lat": lat, "lng": lng }));
    json!({
        "lat": rounded(at_lat), "lng": rounded(at_lng), "precision": precision, "method": method, "source": source,
        "entered": entered, "cross_check": null,
    })
}

/// Degrees that break no rule; one that they break is said.
fn within(reader: &mut Reader<'_, impl Known>, path: &str, degrees: f64, broken: Option<Broken>) -> Option<f64> {
    let Some(rule) = broken else { return Some(degrees) };
    reader.say(path, rule);
    None
}

pub(super) fn write(path: &str, value: &Value, raws: &mut Raws) {
    if value.is_null() {
        return;
    }
    let as_entered = if value["entered"].is_object() { &value["entered"] } else { value };
    for part in ["lat", "lng"] {
        let degrees = as_entered[part].as_f64().map(|degrees| degrees.to_string());
        raws.insert(below(path, part), degrees.unwrap_or_default());
    }
    let datum = value["entered"]["datum"].as_str().unwrap_or(Datum::Wgs84.code());
    raws.insert(below(path, "datum"), datum.into());
    for part in ["precision", "method", "source"] {
        raws.insert(below(path, part), value[part].as_str().unwrap_or_default().into());
    }
}

/// Ten-millionths of a degree, about a centimetre: more is not in any coordinate that a person has.
fn rounded(degrees: f64) -> f64 {
    (degrees * 1e7).round() / 1e7
}

/// Degrees from what was typed, and the axis that it names, if it names one.
fn angle(raw: &str) -> Result<(f64, Option<Axis>), Broken> {
    let not_read = || {
        let shown: String = raw.chars().take(40).collect();
        Broken::new(
            format!("“{shown}” is not read as degrees: write 24.1925 or 24°11′33″."),
            format!("“{shown}”无法读作度数：请写 24.1925 或 24°11′33″。"),
        )
    };
    let mut text = narrow(raw).trim().to_ascii_uppercase();
    let (mut axis, mut sign) = (None, 1.0);
    for (word, names, towards) in [
        ("北纬", Axis::North, 1.0),
        ("南纬", Axis::North, -1.0),
        ("东经", Axis::East, 1.0),
        ("西经", Axis::East, -1.0),
        ("N", Axis::North, 1.0),
        ("S", Axis::North, -1.0),
        ("E", Axis::East, 1.0),
        ("W", Axis::East, -1.0),
    ] {
        if let Some(rest) = text.strip_prefix(word).or_else(|| text.strip_suffix(word)) {
            text = rest.to_owned();
            (axis, sign) = (Some(names), towards);
            break;
        }
    }
    let mut text = text.trim();
    if let Some(rest) = text.strip_prefix(['-', '−']) {
        // South is not less than nothing, and what follows a sign is digits.
        if sign < 0.0 {
            return Err(not_read());
        }
        (text, sign) = (rest.trim(), -1.0);
    }
    if let Some((first, second)) = text.split_once(',')
        && (first.contains('.') || second.starts_with(' ') || second.contains(','))
    {
        return Err(Broken::new(
            "These are two numbers: put the second one into the other field.",
            "这里有两个数：请把第二个填入另一栏。",
        ));
    }
    let plain = text.replace(',', ".");
    let marks = ['°', 'º', '度', '′', '\'', '’', '分', '″', '"', '”', '秒', ' '];
    let numbers: Vec<&str> = plain.split(marks).filter(|part| !part.is_empty()).collect();
    let number = |text: &str| -> Result<f64, Broken> {
        let digits = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
        text.parse::<f64>().ok().filter(|_| digits).ok_or_else(not_read)
    };
    let sixty = |text: &str| number(text).and_then(|value| if value < 60.0 { Ok(value) } else { Err(not_read()) });
    let degrees = match numbers[..] {
        [degrees] => number(degrees)?,
        [degrees, minutes] if !degrees.contains('.') => rounded(number(degrees)? + sixty(minutes)? / 60.0),
        [degrees, minutes, seconds] if !degrees.contains('.') && !minutes.contains('.') => {
            rounded(number(degrees)? + sixty(minutes)? / 60.0 + sixty(seconds)? / 3600.0)
        }
        _ => return Err(not_read()),
    };
    Ok((sign * degrees, axis))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn degrees_are_understood_as_people_write_them() {
        for (raw, wanted) in [
            ("24.1925", 24.1925),
            ("24,1925", 24.1925),
            ("24，1925", 24.1925),
            (" 24°11′33″ ", 24.1925),
            ("24 11 33", 24.1925),
            ("24度11分33秒", 24.1925),
            ("北纬24°11'33\"", 24.1925),
            ("24°11.55'N", 24.1925),
            ("102.93E", 102.93),
            ("33.5S", -33.5),
            ("-33.5", -33.5),
            ("２４．１９２５", 24.1925),
            ("２４，１９２５", 24.1925),
            ("－３３．５", -33.5),
            ("北纬　２４º１１＇３３＂", 24.1925),
        ] {
            assert_eq!(angle(raw).map(|(degrees, _)| degrees), Ok(wanted), "{raw}");
        }
        for raw in ["", "x", "24.19, 102.93", "24,19,3", "24.5°11'", "24°61'", "--3", "1e3", "NaN", "inf", "-5S", "24°"]
        {
            assert!(angle(raw).is_err() || raw == "24°", "{raw}");
        }
        assert!(angle(&"-".repeat(10_000)).is_err(), "however long, on any stack");
    }
}
