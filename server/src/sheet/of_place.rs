//! The sheet of a site, a township or the county.

use super::{
    SHEET, document,
    parts::{
        SheetFoot, SheetFootProps, SheetHead, SheetHeadProps, SheetLegend, SheetLegendProps, SheetMap, SheetMapProps,
        SheetMarks, SheetMarksProps,
    },
};
use crate::export::about::{About, Asked};
use app::{
    api::overview::ProgrammeHead,
    atlas::{
        Atlas,
        dossier::Dossier,
        query::{Clause, Predicate, Query, Want},
    },
    components::{
        drawn::drawn,
        static_map::{Look, static_map},
    },
    domain::{geo::LatLng, record::Kind},
    map::viewport::Viewport,
    routes::Page,
    store::Settings,
    written,
};
use leptos::{nonce::Nonce, prelude::*};
use std::sync::Arc;

/// The zoom of the map around a site: its village and the next ones.
const ZOOM: f64 = 12.0;

/// The document: the map around the place, everything that its page says, day, version, code to the page. `asked` is a
/// question without conditions; `page` is the place's own.
pub fn html(
    atlas: &Arc<Atlas>,
    settings: &Settings,
    asked: Asked<'_>,
    (programme, dossier, page): (ProgrammeHead, Dossier, &Page),
    nonce: &Nonce,
) -> String {
    let locale = asked.locale;
    let (query, camera) = around(&dossier);
    let want = Want { marks: true, ..Want::NOTHING };
    let view = atlas.view(&query, want, locale.language);
    // A site that nobody knows the place of has no map: one without its pin would say that it is nowhere.
    let placed = dossier.entry.kind != Kind::Site || camera.is_some();
    // Which of the marks is the site; where it stands for several, its name in the heading has to do.
    let own = view.marks.iter().find(|mark| dossier.entry.kind == Kind::Site && mark.is_of(&dossier.entry.id)).cloned();
    let map = if placed {
        let (href, selected) =
            (|mark: &_| Page::of_mark(mark).path(locale.language), own.as_ref().map(|_| &dossier.entry.id));
        static_map(atlas, &view, locale.language, Look { camera, selected, framed: false }, &href)
    } else {
        String::new()
    };
    let link = format!("{}{}", asked.site.unwrap_or_default(), page.path(locale.language));
    let about = About { link, ..About::new(atlas, settings, asked, 0) };
    let name = dossier.head.name.as_ref().map_or_else(|| dossier.entry.id.to_string(), |name| locale.name(name));
    let title = format!("{name} · {}", locale.name(&programme.name));
    let place = written::body_of_place(atlas, &programme, locale, dossier);
    let marked = place.contains(&format!("title=\"{}\"", locale.back_translation_hint));
    let body = drawn(locale, || {
        let head = SheetHeadProps {
            title: name,
            programme: locale.name(&programme.name),
            fictional: programme.fictional,
            link: about.link.clone(),
        };
        let legend = placed.then(|| SheetLegend(SheetLegendProps { marks: view.marks, own }));
        view! {
            <main class="sheet" id="content">
                {SheetHead(head)}
                <div class="sheet-view">
                    {SheetMap(SheetMapProps { map })}
                    <div class="sheet-side">{legend}</div>
                </div>
                <div class="place" inner_html=place></div>
                {SheetMarks(SheetMarksProps { shown: marked })}
                {SheetFoot(SheetFootProps { about })}
            </main>
        }
    });
    // Paper cannot be opened: what a page folds away stands open on a sheet.
    let body = body.replace("<details class=", "<details open class=");
    document(locale.language, &title, nonce, SHEET, body)
}

/// What the map shows: the surroundings of a site; the sites of a division, in the whole area.
fn around(dossier: &Dossier) -> (Query, Option<(LatLng, f64)>) {
    let whole = dossier.county.is_none();
    match &dossier.location {
        Some(location) if dossier.entry.kind == Kind::Site => {
            let camera = (location.point(), ZOOM);
            let bounds = Some(Viewport::at(camera.0, camera.1).bounds());
            (Query { bounds, zoom: Some(ZOOM as u8), ..Query::default() }, Some(camera))
        }
        _ if dossier.entry.kind == Kind::Division && !whole => {
            let what = Predicate::Within([dossier.entry.id.clone()].into());
            (Query { clauses: vec![Clause { not: false, what }], ..Query::default() }, None)
        }
        _ => (Query::default(), None),
    }
}
