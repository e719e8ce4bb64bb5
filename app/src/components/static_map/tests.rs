//! The map of the data set in the repository.

use super::*;
use crate::{
    atlas::view::Fan,
    domain::record::{Kind, Record},
};

/// The records of the data set that comes with the program.
pub(super) fn huaning() -> Records {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../server/seed/huaning.json");
    let text = std::fs::read_to_string(file).expect("the data set of the repository");
    let data: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let mut records = Records::default();
    for kind in Kind::ALL {
        for body in data[kind.collection()].as_array().into_iter().flatten() {
            records.insert(Record::from_json(*kind, body).expect("a record that keeps its rules"));
        }
    }
    records
}

fn whole(records: &Records, language: Language) -> String {
    let division = records.programmes.values().next().map(|programme| &programme.division);
    draw(records, division, language, &seen(None), &[], |_, _| {})
}

/// Every number of a path's data, added up to absolute positions in units of the view box.
fn positions(path: &str) -> Vec<(f64, f64)> {
    let spaced = path.replace('-', " -").replace('M', " M ").replace('l', " l ").replace('z', "");
    let (mut at, mut relative, mut numbers, mut found) = ((0.0, 0.0), false, Vec::new(), Vec::new());
    for word in spaced.split_whitespace() {
        match word {
            "M" => relative = false,
            "l" => relative = true,
            number => numbers.push(number.parse::<f64>().expect("a number") / 10.0),
        }
        if let [x, y] = numbers[..] {
            at = if relative { (at.0 + x, at.1 + y) } else { (x, y) };
            found.push(at);
            numbers.clear();
        }
    }
    found
}

#[test]
fn the_county_stands_whole_in_the_view_box() {
    let svg = whole(&huaning(), Language::Chinese);
    let path =
        svg.split("<path class=\"border\" d=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("the border");
    let border = positions(path);
    assert!(border.len() > 50);
    let inside = |(x, y): &(f64, f64)| {
        (PADDING - 1.0..=WIDTH - PADDING + 1.0).contains(x) && (PADDING - 1.0..=HEIGHT - PADDING + 1.0).contains(y)
    };
    assert!(border.iter().all(inside), "{border:?}");
    let top = border.iter().map(|at| at.1).fold(f64::MAX, f64::min);
    assert!((top - PADDING).abs() < 1.0, "it fills the height");
}

#[test]
fn names_are_in_the_language_of_the_page() {
    let records = huaning();
    let (zh, en) = (whole(&records, Language::Chinese), whole(&records, Language::English));
    for (name_zh, name_en) in
        [("盘溪镇", "Panxi Town"), ("通海县", "Tonghai County"), ("抚仙湖", "Fuxian Lake"), ("南盘江", "Nanpan River")]
    {
        assert!(zh.contains(name_zh) && !zh.contains(name_en), "{name_zh}");
        assert!(en.contains(name_en) && !en.contains(name_zh), "{name_en}");
    }
}

#[test]
fn the_base_map_stays_small_and_keeps_to_the_policy() {
    let svg = whole(&huaning(), Language::Chinese);
    assert!(svg.len() < 13_000, "{} bytes before compression", svg.len());
    assert!(!svg.contains("style=") && !svg.contains(" id="));
}

/// The names of seats that are shown from the first or second step on, as on a phone.
fn seats_on_a_phone(svg: &str) -> Vec<String> {
    let seats = svg.split("<g class=\"seat\">").nth(1).expect("the names of seats");
    let seats = seats.split("</g></g></g>").next().expect("the end of the group");
    let shown = seats.split("<g class=\"px").filter(|name| name.starts_with("\"") || name.starts_with(" from-1\""));
    let words =
        |name: &str| name.split('>').filter_map(|part| Some(part.split_once('<')?.0)).collect::<Vec<_>>().join(" ");
    shown.map(words).map(|name| name.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

#[test]
fn every_township_has_its_name_on_a_phone() {
    let records = huaning();
    let programme = records.programmes.values().next().map(|programme| programme.division.clone());
    let seats = records.divisions.values().filter(|one| one.parent == programme && one.location.is_some());
    let wanted: Vec<_> = seats.filter_map(|seat| seat.name.clone()).collect();
    let atlas = Atlas::build(crate::atlas::Published { records, ..Default::default() });
    for language in [Language::Chinese, Language::English] {
        let (_, view) = atlas.answer("", Want::ALL, language);
        let svg = static_map(&atlas, &view, language, Look::default(), &|_| String::new());
        let mut wanted: Vec<_> = wanted.iter().map(|name| name.get(language)).collect();
        let mut shown = seats_on_a_phone(&svg);
        wanted.sort_unstable();
        shown.sort_unstable();
        assert_eq!(shown, wanted);
    }
}

#[test]
fn pins_are_named_links_in_the_order_of_the_answer() {
    let records = huaning();
    let sites: Vec<_> = records.sites.values().filter(|site| site.location.is_some()).take(3).collect();
    let marks: Vec<Mark> = (0_u32..)
        .zip(&sites)
        .map(|(slot, site)| Mark {
            at: site.location.as_ref().expect("a location").point(),
            rings: [0, 1, 0, 0, 2],
            what: MarkKind::Site { id: site.id.clone(), name: site.name.clone().expect("a name"), approximate: true },
            fan: Some(Fan { slot, of: 3 }),
        })
        .collect();
    let locale = Locale::of(Language::English);
    let svg = draw(&records, None, Language::English, &seen(None), &marks, |svg, viewport| {
        for mark in &marks {
            push_pin(svg, viewport, mark, locale, ("pin", ""), &|what| match what {
                MarkKind::Site { id, .. } => format!("/en/site/{id}"),
                _ => String::new(),
            });
        }
    });
    let mut last = 0;
    for site in sites {
        let link = format!(
            "href=\"/en/site/{}\" aria-label=\"{}",
            site.id,
            pin::escape(&site.name.as_ref().expect("a name").en)
        );
        let place = svg.find(&link).expect("a link with the name of the site");
        assert!(place > last, "in order");
        last = place;
    }
}

#[test]
fn without_any_position_there_is_no_map() {
    assert_eq!(whole(&Records::default(), Language::English), "");
}

#[test]
fn a_camera_is_in_the_middle() {
    let camera = LatLng::new(24.2247, 103.10105).expect("a point");
    let records = huaning();
    draw(&records, None, Language::English, &seen(Some((camera, 13.0))), &[], |_, viewport| {
        let (x, y) = viewport.project(103.10105, 24.2247);
        assert!((x - WIDTH / 2.0).abs() < 1e-6 && (y - HEIGHT / 2.0).abs() < 1e-6);
    });
}
