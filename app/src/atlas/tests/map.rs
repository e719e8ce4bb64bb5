//! What stands on the map: every site once, nothing outside, never too much.

use super::{
    naive::Naive,
    programmes::{atlas, ground, programme, record},
    questions::{query, slug},
};
use crate::{
    atlas::{
        Atlas,
        marks::fan_reach,
        query::{Query, Want},
        view::{Mark, MarkKind},
    },
    domain::{
        geo::{Bounds, LatLng},
        language::Language,
        record::{Kind, Records},
        slug::Slug,
    },
    map::{fan::fan_offset, viewport::mercator},
};
use proptest::{collection::vec, option, prelude::*, sample::select};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};

fn marks(atlas: &Atlas, query: &Query) -> Vec<Mark> {
    atlas.view(query, Want::PAN, Language::Chinese).marks
}

fn count(mark: &Mark) -> u32 {
    match &mark.what {
        MarkKind::Site { .. } => 1,
        MarkKind::Place { sites, .. } | MarkKind::Cluster { sites, .. } => *sites,
    }
}

/// What must hold of any marks for the sites that are expected.
fn check(marks: &[Mark], expected: &BTreeMap<Slug, LatLng>, query: &Query) -> Result<(), TestCaseError> {
    prop_assert_eq!(marks.iter().map(count).sum::<u32>() as usize, expected.len());
    prop_assert!(marks.len() <= 1_000, "{} marks", marks.len());
    let mut seen = BTreeSet::new();
    let mut fans: BTreeMap<(u64, u64), (u32, BTreeSet<u32>)> = BTreeMap::new();
    for mark in marks {
        prop_assert!(query.bounds.is_none_or(|bounds| bounds.contains(mark.at)));
        match &mark.what {
            MarkKind::Site { id, approximate, .. } => {
                prop_assert!(seen.insert(id.clone()), "{} stands twice", id);
                prop_assert_eq!(Some(&mark.at), expected.get(id));
                prop_assert_eq!(*approximate, mark.fan.is_some());
            }
            MarkKind::Place { sites, .. } => prop_assert!(*sites > 0),
            MarkKind::Cluster { sites, bounds } => {
                prop_assert!(*sites > 1 && bounds.contains(mark.at));
                let inside = expected.values().filter(|at| bounds.contains(**at)).count();
                prop_assert!(inside >= *sites as usize, "a cluster's box holds its sites");
            }
        }
        if let Some(fan) = mark.fan {
            let point = (mark.at.lat.degrees().to_bits(), mark.at.lng.degrees().to_bits());
            let (of, slots) = fans.entry(point).or_insert((fan.of, BTreeSet::new()));
            prop_assert_eq!(*of, fan.of);
            prop_assert!(fan.slot < fan.of && fan.of <= 12 && slots.insert(fan.slot));
        }
    }
    prop_assert!(fans.values().all(|(of, slots)| slots.len() == *of as usize), "every slot is taken");
    Ok(())
}

/// Nothing but sites, anywhere on earth, close together or far apart; the poles and the date line too.
fn sites_anywhere() -> impl Strategy<Value = Records> {
    let lat = prop_oneof![24.2..24.3f64, -90.0..=90.0f64, select(&[-90.0, 90.0, 24.25][..])];
    let lng = prop_oneof![103.0..103.1f64, -180.0..=180.0f64, select(&[-180.0, 180.0, 103.05][..])];
    vec((lat, lng, any::<bool>()), 0..700).prop_map(|places| {
        let mut records = ground();
        for (number, (lat, lng, exact)) in places.into_iter().enumerate() {
            let precision = if exact { "exact" } else { "township" };
            let location =
                json!({ "lat": lat, "lng": lng, "precision": precision, "method": "made up", "source": "nbs" });
            records.insert(record(
                Kind::Site,
                &format!("site-{number}"),
                json!({ "kind": "road", "division": "jia-one",
                "candidate_divisions": [], "location": location }),
            ));
        }
        records
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(96) })]

    #[test]
    fn clusters_conserve_counts(records in programme(), query in query()) {
        let naive = Naive(&records);
        let rows = naive.passing(&query, &|_| true);
        let expected = rows.iter().flat_map(|row| naive.sites(row, &query))
            .filter_map(|site| Some((naive.at(&site)?, site)))
            .filter(|(at, _)| query.bounds.is_none_or(|bounds| bounds.contains(*at)))
            .map(|(at, site)| (site, at)).collect();
        check(&marks(&atlas(&records), &query), &expected, &query)?;
        let want = Want { unplaced: true, ..Want::NOTHING };
        let view = atlas(&records).view(&query, want, Language::Chinese);
        let unplaced: BTreeSet<Slug> = rows.iter().flat_map(|row| naive.sites(row, &query))
            .filter(|site| naive.at(site).is_none()).collect();
        prop_assert_eq!(view.unplaced_total as usize, unplaced.len());
        prop_assert_eq!(view.unplaced.into_iter().map(|card| card.entry.id).collect::<BTreeSet<_>>(), unplaced);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(24) })]

    #[test]
    fn any_box_at_any_zoom_holds_exactly_its_sites(records in sites_anywhere(), boxes in vec((
        (-90.0..=90.0f64, -90.0..=90.0f64, -180.0..=180.0f64, -180.0..=180.0f64),
        (24.2..24.3f64, 24.2..24.3f64, 103.0..103.1f64, 103.0..103.1f64),
        any::<bool>(), option::of(0..=Query::ZOOM_MAX)), 1..12)) {
        let atlas = atlas(&records);
        for (wide, near, is_near, zoom) in boxes {
            let (one, other, left, right) = if is_near { near } else { wide };
            let bounds = Bounds { south: one.min(other), north: one.max(other), west: left.min(right), east: left.max(right) };
            let query = Query { bounds: Some(bounds), zoom, ..Query::default() };
            let places = records.sites.values().filter_map(|site| Some((site.id.clone(), site.location.as_ref()?.point())));
            let expected = places.filter(|(_, at)| bounds.contains(*at)).collect();
            check(&marks(&atlas, &query), &expected, &query)?;
            prop_assert_eq!(atlas.view(&query, Want::PAN, Language::Chinese).list.total as usize, expected.len());
        }
    }
}

/// Sites in `jia`, at the points and with the precision given.
fn sites(places: &[(f64, f64, &str)]) -> Atlas {
    let mut records = ground();
    for (number, (lat, lng, precision)) in places.iter().enumerate() {
        let location = json!({ "lat": lat, "lng": lng, "precision": precision, "method": "made up", "source": "nbs" });
        let division = if number % 2 == 0 { "jia-one" } else { "jia-two" };
        records.insert(record(
            Kind::Site,
            &format!("site-{number}"),
            json!({ "kind": "road", "division": division,
            "candidate_divisions": [], "location": location, "pillars": ["training"] }),
        ));
    }
    atlas(&records)
}

fn at_zoom(zoom: u8) -> Query {
    Query { zoom: Some(zoom), ..Query::default() }
}

#[test]
fn approximate_sites_stand_in_a_fan_or_are_one_place() {
    let few = sites(&[(24.2, 103.0, "township-seat"); 12]);
    assert_eq!(marks(&few, &Query::default()).len(), 12);
    assert_eq!(marks(&few, &at_zoom(9)).len(), 12);
    for (atlas, query) in [(&few, at_zoom(8)), (&sites(&[(24.2, 103.0, "township-seat"); 13]), Query::default())] {
        let [mark] = &*marks(atlas, &query) else { panic!("one mark") };
        let MarkKind::Place { id, sites, .. } = &mark.what else { panic!("a place") };
        assert_eq!((id, *sites), (&slug("jia"), atlas.records().sites.len() as u32), "the township of both villages");
        assert_eq!(mark.rings[2], *sites);
    }
}

#[test]
fn fans_stay_within_the_room_that_is_kept_for_them() {
    for of in 1..=12 {
        let farthest = (0..of).map(|slot| fan_offset(slot, of)).map(|(x, y)| x.hypot(y)).fold(0.0, f64::max);
        assert!(farthest + 14.0 <= fan_reach(of as usize), "a fan of {of} reaches {farthest}");
    }
}

#[test]
fn a_fan_gives_way_to_a_mark_that_it_would_lie_on() {
    // Five in a fan, and one with an exact place north of their seat, where the fan would be.
    let with = |north: f64| {
        let mut places = vec![(24.2, 103.0, "township-seat"); 5];
        places.push((24.2 + north, 103.0, "exact"));
        sites(&places)
    };
    let fans = |atlas: &Atlas, zoom| marks(atlas, &at_zoom(zoom)).iter().filter(|mark| mark.fan.is_some()).count();
    // 0.05 degrees are some 40 pixels at zoom 10 and 160 at zoom 12.
    assert_eq!(fans(&with(0.05), 10), 0);
    assert_eq!(marks(&with(0.05), &at_zoom(10)).iter().map(count).sum::<u32>(), 6);
    assert_eq!(fans(&with(0.05), 12), 5);
    assert_eq!(fans(&with(-0.08), 10), 5, "below the seat there is room");
}

#[test]
fn exact_sites_share_a_mark_only_while_they_share_a_cell() {
    // Some 11 metres apart, far from the edge of any large cell.
    let close = sites(&[(24.2, 103.0, "exact"), (24.2001, 103.0, "exact"), (24.4, 103.3, "exact")]);
    assert_eq!(marks(&close, &Query::default()).len(), 3, "nothing is clustered that is not too much");
    assert_eq!(marks(&close, &at_zoom(0)).len(), 1);
    assert_eq!(marks(&close, &at_zoom(10)).len(), 2);
    assert_eq!(marks(&close, &at_zoom(17)).len(), 3);
}

#[test]
fn a_first_view_is_clustered_where_its_sites_would_lie_in_a_heap() {
    // Some 100 metres apart, and one far away; with an approximate one, which is no part of a heap.
    let places = |near: u32| {
        let mut places: Vec<_> = (0..near).map(|n| (24.2 + f64::from(n) / 1_000.0, 103.0, "exact")).collect();
        places.extend([(25.2, 104.0, "exact"), (24.8, 103.5, "township-seat")]);
        sites(&places)
    };
    assert_eq!(marks(&places(2), &Query::default()).len(), 4, "two can be told apart, or nearly");
    let heap = marks(&places(20), &Query::default());
    assert_eq!(heap.len(), 3);
    assert_eq!(heap.iter().map(count).sum::<u32>(), 22);
    let near =
        Query { bounds: Some(Bounds { south: 24.1, west: 102.9, north: 24.3, east: 103.1 }), ..Query::default() };
    assert_eq!(marks(&places(20), &near).len(), 20, "who looks at a part of the map knows how near that is");
}

#[test]
fn the_first_view_of_many_sites_is_clustered() {
    let many: Vec<_> =
        (0..2_000).map(|n| (24.0 + f64::from(n % 50) / 100.0, 103.0 + f64::from(n / 50) / 100.0, "exact")).collect();
    let atlas = sites(&many);
    let first = marks(&atlas, &Query::default());
    assert!((20..=120).contains(&first.len()), "{} marks", first.len());
    assert_eq!(first.iter().map(count).sum::<u32>(), 2_000);
    let pixels = |mark: &Mark, zoom: u8| {
        let (x, y) = mercator(mark.at.lng.degrees(), mark.at.lat.degrees());
        (x * 256.0 * f64::from(1u32 << zoom), y * 256.0 * f64::from(1u32 << zoom))
    };
    for zoom in [8, 10, 11, 12] {
        let marks = marks(&atlas, &at_zoom(zoom));
        for (index, one) in marks.iter().enumerate() {
            for other in &marks[index + 1..] {
                let (a, b) = (pixels(one, zoom), pixels(other, zoom));
                assert!((a.0 - b.0).hypot(a.1 - b.1) >= 44.0, "no mark touches another at zoom {zoom}: {a:?} {b:?}");
            }
        }
    }
    assert!(marks(&atlas, &at_zoom(18)).len() <= 1_000, "a box that claims too much is clustered at any zoom");
}
