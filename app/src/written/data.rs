//! Data, sources and credits.

use super::{Question, Written, sources::SourceList};
use crate::{
    atlas::query::Subject,
    components::{badges::Approval, words},
    domain::record::Kind,
    i18n::fill,
    routes::Page,
};
use leptos::prelude::*;

/// The page of data, sources and credits.
pub(super) fn page(question: &Question<'_>) -> Written {
    let Question { atlas, locale, programme, .. } = *question;
    let texts = locale.pages();
    let lists = Subject::ALL
        .iter()
        .map(|subject| {
            let (query, _) = atlas.question(&format!("show={subject}"));
            let count = atlas.passing(&query, locale.language).len() as u32;
            let href = Page::List(*subject).path(locale.language);
            view! { <li><a href=href>{words::counted(locale, *subject, count)}</a></li> }
        })
        .collect_view();
    let back_translated = atlas.records().iter().filter(|record| {
        record.head().name.is_some_and(|name| name.zh_status == crate::domain::text::NameStatus::Translated)
    });
    let garbled = atlas.records().iter().filter(|record| record.head().garbled).count();
    let number = |count: usize| locale.number(count as i64);
    let names = fill(texts.data_names, &[&number(back_translated.count())]);
    let readings = fill(texts.data_readings, &[&number(garbled)]);
    let figures = atlas.records().count(Kind::Figure);
    let version = fill(locale.footer_version, &[&atlas.version().0.to_string()]);
    let body = view! {
        <header>
            <h1>{texts.data}</h1>
            <p>{texts.data_intro}</p>
            <p class="hint">{version}</p>
        </header>
        <section id="lists">
            <h2>{texts.data_lists}</h2>
            <ul class="numbers">{lists}
                <li><a href=Page::Figures.path(locale.language)>{locale.count(figures as u32, texts.count_figures)}</a></li>
            </ul>
        </section>
        <section id="care">
            <h2>{texts.data_care}</h2>
            <ul class="plain">
                <li>{texts.data_unknown}</li>
                <li>{names}</li>
                <li>{readings}</li>
                <li>{texts.data_places}</li>
                <li>{locale.no_sum}</li>
            </ul>
        </section>
        <SourceList sources=atlas.sources()/>
        <section id="credits" class="credits">
            <h2>{texts.credits}</h2>
            <p>{locale.phrase(&programme.map_credit)}</p>
            {programme.map_approval.clone().map(|number| view! { <p><Approval sentence=locale.map_source_approval number/></p> })}
            {programme.own_approval.clone().map(|number| view! { <p><Approval sentence=locale.map_own_approval number/></p> })}
            <p>{texts.software}</p>
        </section>
    };
    Written {
        title: texts.data.to_owned(),
        here: texts.data.to_owned(),
        description: texts.data_intro.to_owned(),
        class: "place",
        crumbs: Vec::new(),
        body: body.into_any(),
    }
}
