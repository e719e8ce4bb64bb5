//! The sheet of a question.

use super::{
    SHEET, document,
    parts::{
        SheetFoot, SheetFootProps, SheetHead, SheetHeadProps, SheetLegend, SheetLegendProps, SheetMap, SheetMapProps,
        SheetMarks, SheetMarksProps,
    },
};
use crate::export::{
    about::{About, Asked},
    words,
};
use app::{
    atlas::{
        Atlas,
        query::{Query, Subject, Want},
        rows::Row,
    },
    components::{
        badges::NameWithMark,
        drawn::drawn,
        static_map::{Look, static_map},
        words::{self as page_words, counted},
    },
    i18n::{Locale, fill},
    routes::Page,
    store::Settings,
    written::called,
};
use leptos::{nonce::Nonce, prelude::*};

/// The most rows that a sheet lists: some pages of paper.
const MOST_ROWS: usize = 400;

/// The document: map with legend and scale, conditions, list, sources of the map, day, version, code to the live view.
pub fn html(atlas: &Atlas, settings: &Settings, asked: Asked<'_>, nonce: &Nonce) -> String {
    let locale = asked.locale;
    let texts = words::of(locale.language);
    let rows = atlas.rows(asked.query, locale.language);
    let about = About::new(atlas, settings, asked, rows.len());
    let want = Want { marks: true, ..Want::NOTHING };
    let view = atlas.view(&Query { page: 1, ..asked.query.clone() }, want, locale.language);
    let look = Look { camera: asked.camera, ..Look::default() };
    let map = static_map(atlas, &view, locale.language, look, &|mark| Page::of_mark(mark).path(locale.language));
    let shown = (0..rows.len().min(MOST_ROWS)).filter_map(|row| atlas.row(&rows, row));
    let shown: Vec<Row> = shown.map(|row| Row { card: called(atlas, row.card), ..row }).collect();
    let count = counted(locale, rows.subject(), u32::try_from(rows.len()).unwrap_or(u32::MAX));
    let rest = (rows.len() > shown.len())
        .then(|| fill(texts.first_rows, &[&shown.len().to_string(), &rows.len().to_string()]));
    let named = |row: &Row| {
        std::iter::once(row.card.name.clone()).chain(row.card.place.as_ref().map(|place| place.name.clone()))
    };
    let marked = shown.iter().flat_map(named).any(|name| name.is_back_translation(locale.language));
    let title = format!("{} · {}", about.list, about.programme.as_deref().unwrap_or(locale.live.site_title));
    let body = drawn(locale, || {
        let head = SheetHeadProps {
            title: about.list.to_owned(),
            programme: about.programme.clone().unwrap_or_default(),
            fictional: about.fictional.is_some(),
            link: about.link.clone(),
        };
        let (question, ignored) = (about.question.clone(), about.ignored.clone());
        view! {
            <main class="sheet" id="content">
                {SheetHead(head)}
                <div class="sheet-view">
                    {SheetMap(SheetMapProps { map })}
                    <div class="sheet-side">
                        {SheetLegend(SheetLegendProps { marks: view.marks, own: None })}
                        <section>
                            <h2>{texts.question}</h2>
                            {question.is_empty().then(|| view! { <p>{texts.everything}</p> })}
                            <dl>{question.into_iter().map(|(label, value)| view! { <div><dt>{label}</dt><dd>{value}</dd></div> }).collect_view()}</dl>
                            {ignored.into_iter().map(|sentence| view! { <p class="ignored">{sentence}</p> }).collect_view()}
                            <p class="number">{count}</p>
                        </section>
                    </div>
                </div>
                {list(locale, rows.subject(), &shown)}
                {SheetMarks(SheetMarksProps { shown: marked })}
                {rest.map(|sentence| view! { <p class="hint">{sentence}</p> })}
                {SheetFoot(SheetFootProps { about })}
            </main>
        }
    });
    document(locale.language, &title, nonce, SHEET, body)
}

/// The rows as a table, in the words of the page's list.
fn list(locale: Locale, subject: Subject, rows: &[Row]) -> impl IntoView + use<> {
    if rows.is_empty() {
        return view! { <p class="none">{locale.list_empty}</p> }.into_any();
    }
    let [number, name, place, kind, status] = words::of(locale.language).list_headings;
    let has_status = subject == Subject::Projects;
    let lines = (1..).zip(rows).map(|(number, row): (u32, &Row)| {
        let card = &row.card;
        // Where it is unknown where a site stands, the list says so.
        let unplaced = (subject == Subject::Sites && card.at.is_none()).then_some(locale.place_not_stated);
        let between = (card.place.is_some() && unplaced.is_some()).then_some(" · ");
        let place = card.place.clone().map(|place| view! { <NameWithMark name=place.name/> });
        let status = has_status.then(|| view! { <td>{card.status.map(|status| page_words::status(locale, status))}</td> });
        view! { <tr><td>{number}</td><td><NameWithMark name=card.name.clone()/></td><td>{place} {between} {unplaced}</td><td>{locale.label(&card.kind)}</td>{status}</tr> }
    });
    let lines = lines.collect_view();
    view! {
        <table class="sheet-list">
            <thead><tr>
                <th scope="col">{number}</th><th scope="col">{name}</th><th scope="col">{place}</th><th scope="col">{kind}</th>
                {has_status.then(|| view! { <th scope="col">{status}</th> })}
            </tr></thead>
            <tbody>{lines}</tbody>
        </table>
    }
    .into_any()
}
