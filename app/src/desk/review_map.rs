//! What a change would do to the map: a small map of the marks that differ, and the same in sentences. It is drawn for the
//! person who decides and is no part of what is published.

use crate::{
    atlas::differences::{MarkChange, Stand},
    components::{
        glyph::Glyph,
        static_map::{Side, changed_map, map_around},
        words,
    },
    domain::{pillar::Pillar, record::Kind},
    i18n::{Locale, fill, within_sentence},
    written::Question,
};
use leptos::prelude::*;

/// The most changes that are drawn and told one by one.
const MOST: usize = 60;

/// The part of the page.
pub(super) fn part(question: &Question<'_>, changes: &[MarkChange]) -> impl IntoView + use<> {
    let locale = question.locale;
    let texts = locale.drafts();
    let shown = &changes[..changes.len().min(MOST)];
    let figure = (!shown.is_empty()).then(|| {
        let label = |number: usize, side| format!("{} {}", number + 1, side_words(locale, side));
        let drawing = changed_map(question.atlas, shown, locale.language, &label);
        // A short move is drawn so near that nothing else is seen around it.
        let around = map_around(question.atlas, shown, locale.language).map(|around| {
            view! { <div class="still" role="img" aria-label=texts.map_around><div class="map-canvas" inner_html=around></div></div> }
        });
        let items = shown.iter().map(|change| item(locale, change)).collect_view();
        let more = changes.len() - shown.len();
        let more = (more > 0).then(|| {
            let words = fill(texts.map_more, &[&locale.number(more as i64)]);
            view! { <p class="hint">{words}</p> }
        });
        view! {
            <figure class="map-effect">
                <div class="maps">
                    <div class="still" role="img" aria-label=texts.map_effect><div class="map-canvas" inner_html=drawing></div></div>
                    {around}
                </div>
                <figcaption>
                    <p class="hint">{texts.map_effect_hint}</p>
                    <ol>{items}</ol>
                    {more}
                </figcaption>
            </figure>
        }
    });
    let nothing = changes.is_empty().then(|| view! { <p class="hint">{texts.map_effect_none}</p> });
    view! { <section id="map-effect"><h2>{texts.map_effect}</h2>{nothing}{figure}</section> }
}

fn item(locale: Locale, change: &MarkChange) -> impl IntoView + use<> {
    let glyph = |stand: Option<Stand>, words: &'static str| {
        let approximate = |stand: &Stand| change.entry.kind == Kind::Site && !stand.precision.is_exact();
        stand.map(|stand| view! { <span><small>{words}</small> <Glyph rings=stand.rings size=36 approximate=approximate(&stand)/></span> })
    };
    let texts = locale.drafts();
    let sentences = sentences(locale, change).join(if locale.is_chinese() { "" } else { " " });
    view! {
        <li>
            <span class="looks">{glyph(change.was, texts.map_was)} {glyph(change.now, texts.map_now)}</span>
            <span>{sentences}</span>
        </li>
    }
}

/// The words beside a mark.
const fn side_words(locale: Locale, side: Side) -> &'static str {
    let texts = locale.drafts();
    match side {
        Side::Was => texts.map_was,
        Side::Now => texts.map_now,
        Side::New => texts.map_new,
        Side::Gone => texts.map_gone,
        Side::Changed => texts.map_changed,
    }
}

/// What differs, in sentences.
fn sentences(locale: Locale, change: &MarkChange) -> Vec<String> {
    let texts = locale.drafts();
    let name = locale.name(&change.name);
    let (was, now) = match (&change.was, &change.now) {
        (Some(was), Some(now)) => (was, now),
        (None, Some(now)) => {
            let precision = within_sentence(words::precision(locale, now.precision));
            let division = change.division.as_ref().map(|division| locale.name(division));
            let place = [division.as_deref(), Some(&*precision)].into_iter().flatten().collect::<Vec<_>>();
            return vec![fill(texts.map_appears, &[&name, &place.join(if locale.is_chinese() { "，" } else { ", " })])];
        }
        (Some(_), None) => return vec![fill(texts.map_goes, &[&name])],
        (None, None) => return Vec::new(),
    };
    let mut said = Vec::new();
    if was.at != now.at {
        let distance = distance(locale, was.at.distance_m(now.at));
        said.push(fill(texts.map_moves, &[&name, direction(locale, was, now), &distance]));
    }
    if was.precision.is_exact() != now.precision.is_exact() {
        said.push(fill(texts.map_precision, &[&name, &within_sentence(words::precision(locale, now.precision))]));
    }
    for pillar in Pillar::ALL.iter().copied().filter(|pillar| was.has(*pillar) != now.has(*pillar)) {
        let sentence = if now.has(pillar) { texts.map_ring_comes } else { texts.map_ring_goes };
        said.push(fill(sentence, &[&name, &within_sentence(words::pillar(locale, pillar))]));
    }
    said
}

/// A length on the ground: to ten metres below a kilometre, above it to a hundred; below twenty metres to one.
fn distance(locale: Locale, metres: f64) -> String {
    let units = locale.drafts().map_units;
    let whole = |step: f64| ((metres / step).round() * step) as i64;
    match metres {
        ..20.0 => format!("{} {}", whole(1.0).max(1), units.0),
        ..995.0 => format!("{} {}", whole(10.0), units.0),
        _ => {
            let hundreds = whole(100.0) / 100;
            let tenth = if hundreds % 10 > 0 { format!(".{}", hundreds % 10) } else { String::new() };
            format!("{}{tenth} {}", locale.number(hundreds / 10), units.1)
        }
    }
}

/// One of eight directions.
fn direction(locale: Locale, from: &Stand, to: &Stand) -> &'static str {
    let north = to.at.lat.degrees() - from.at.lat.degrees();
    let middle = f64::midpoint(to.at.lat.degrees(), from.at.lat.degrees());
    let east = (to.at.lng.degrees() - from.at.lng.degrees()) * middle.to_radians().cos();
    let eighth = (east.atan2(north).to_degrees() / 45.0).round().rem_euclid(8.0);
    locale.drafts().map_directions[eighth as usize % 8]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        geo::{LatLng, Precision},
        language::Language,
        record::EntryId,
        slug::Slug,
        text::{Name, NameStatus, Text},
    };

    fn stand(lat: f64, lng: f64, rings: [u32; 5]) -> Option<Stand> {
        Some(Stand { at: LatLng::new(lat, lng).expect("a point"), precision: Precision::Exact, rings })
    }

    fn said(was: Option<Stand>, now: Option<Stand>) -> [String; 2] {
        let text = |text: &str| Text::new(text).expect("a text");
        let name = |zh, en| Name { zh: text(zh), en: text(en), zh_status: NameStatus::Established };
        let entry = EntryId::new(Kind::Site, Slug::new("a").expect("a slug"));
        let change =
            MarkChange { entry, name: name("甲", "A"), division: Some(name("盘溪镇", "Panxi Town")), was, now };
        [Language::Chinese, Language::English].map(|language| sentences(Locale::of(language), &change).join(" "))
    }

    #[test]
    fn what_differs_is_said_in_words() {
        let here = stand(24.0, 103.0, [0, 1, 0, 0, 0]);
        for (was, now, zh, en) in [
            (
                here,
                stand(24.00763, 103.00836, [0, 1, 0, 0, 0]),
                "甲向东北移动 1.2 公里。",
                "A moves to the north-east by 1.2 km.",
            ),
            (here, stand(23.9955, 103.0, [0, 1, 0, 0, 0]), "甲向南移动 500 米。", "A moves to the south by 500 m."),
            (None, here, "新增标记：甲（盘溪镇，位置准确）。", "A new mark: A (Panxi Town, exact position)."),
            (here, None, "甲不再显示在地图上。", "A is no longer on the map."),
            (here, stand(24.0, 103.0, [0, 3, 2, 0, 0]), "甲出现“智力扶贫”一圈。", "At A the ring of training appears."),
            (here, stand(24.0, 103.0, [0; 5]), "甲不再有“项目帮扶”一圈。", "At A the ring of projects disappears."),
        ] {
            assert_eq!(said(was, now), [zh, en]);
        }
    }
}
