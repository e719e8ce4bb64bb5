//! The programme: what it is and what its five pillars hold, in the words of the data set.

use super::{Question, Written, chart::by_township, fact::Statements, money::MoneyOf, sources::Citations};
use crate::{
    atlas::dossier::FactHead,
    components::{glyph::Glyph, words},
    domain::{
        pillar::Pillar,
        record::{Entry, EntryId, Kind},
    },
    i18n::{fill, use_locale},
    routes::{self, Page},
};
use leptos::prelude::*;

/// The page about the programme.
pub(super) fn page(question: &Question<'_>) -> Written {
    let Question { atlas, locale, programme, .. } = *question;
    let texts = locale.pages();
    let name = locale.name(&programme.name);
    let whole = locale.name(&programme.whole.name);
    let summary = locale.phrase(&programme.summary);
    let county = super::link::page_of(atlas, &programme.whole.entry).unwrap_or(Page::Overview);
    let intro = fill(texts.about_intro, &[&whole]);
    let own = atlas.programme().map(|programme| {
        let entry = EntryId::new(Kind::Programme, programme.id.clone());
        (entry.clone(), atlas.head(Kind::Programme, programme.head()))
    });
    let citations = own.as_ref().map(|(_, head)| head.citations.clone()).unwrap_or_default();
    let entry = own.map(|(entry, _)| entry);
    let sections = Pillar::ALL.iter().map(|pillar| view! { <PillarSection pillar=*pillar/> }).collect_view();
    let body = view! {
        <header>
            <h1>{name}</h1>
            {summary.map(|summary| view! { <p>{summary}</p> })}
            <p>{intro.clone()} {locale.gap} <a href=county.path(locale.language)>{whole}</a></p>
            <Citations citations/>
        </header>
        {sections}
        {by_township(question)}
        {entry.map(|entry| view! { <MoneyOf entry/> })}
        <p class="hint">{texts.about_words} {locale.gap} <a href=Page::Data.path(locale.language)>{texts.data}</a></p>
    };
    Written {
        title: texts.about.to_owned(),
        here: texts.about.to_owned(),
        description: intro,
        class: "place",
        crumbs: Vec::new(),
        body: body.into_any(),
    }
}

/// A pillar: its records, and what the source says of it without numbers.
#[component]
fn PillarSection(pillar: Pillar) -> impl IntoView {
    let locale = use_locale();
    let texts = locale.pages();
    let atlas = super::link::atlas();
    let mut rings = [0; 5];
    rings[pillar.ring()] = 1;
    let summary = atlas.pillars().into_iter().find(|summary| summary.pillar == pillar);
    let counts = summary
        .map(|summary| summary.rows)
        .unwrap_or_default()
        .into_iter()
        .map(|(subject, count)| {
            let href = routes::list_with(locale.language, subject, &format!("pillar={pillar}"));
            view! { <li><a href=href>{words::counted(locale, subject, count)}</a></li> }
        })
        .collect_view();
    let said: Vec<FactHead> = atlas.statements().filter(|head| main_pillar(&atlas, head) == Some(pillar)).collect();
    let none = said.is_empty().then(|| view! { <p class="none">{texts.nothing_said}</p> });
    let count = atlas.records().figures.values().filter(|figure| figure.pillars.first() == Some(&pillar)).count();
    let figures = (count > 0).then(|| {
        let href = format!("{}#pillar-{pillar}", Page::Figures.path(locale.language));
        view! { <li><a href=href>{locale.count(count as u32, texts.count_figures)}</a></li> }
    });
    view! {
        <section id=format!("pillar-{pillar}")>
            <h2><Glyph rings=rings size=28/> " " {words::pillar(locale, pillar)}</h2>
            <ul class="numbers">{counts} {figures}</ul>
            {none}
            <Statements statements=said/>
        </section>
    }
}

fn main_pillar(atlas: &crate::atlas::Atlas, head: &FactHead) -> Option<Pillar> {
    atlas.records().statements.get(&head.entry.id)?.pillars.first().copied()
}
