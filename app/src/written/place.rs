//! What a place's page shows: the same parts for a site, a township and the county, as far as there are any.

use super::{
    Question, Written,
    fact::{Facts, Figures, Statements},
    link::{NamedLinks, page_of},
    money::MoneyOf,
    place_list::{OrganisationList, PlaceList},
    record::called,
    sources::{Citations, SourceList},
};
use crate::{
    api::overview::ProgrammeHead,
    atlas::{
        Atlas,
        dossier::{Dossier, FactHead},
        query::{Query, Want},
        view::Named,
    },
    components::{
        badges::{Approval, BrandBadge, NameWithMark, OtherName, ReadingNote},
        glyph::Glyph,
        words,
    },
    desk::HistoryLink,
    domain::{
        division::Level,
        language::Language,
        record::{EntryId, Kind},
        slug::Slug,
    },
    i18n::{Locale, fill, use_locale},
    routes::{self, Page},
};
use leptos::prelude::*;
use std::sync::Arc;

/// The page of a site or division; `None` where there is no such place in the programme, or its page is another one.
pub(super) fn page(question: &Question<'_>, entry: &EntryId, page: &Page) -> Option<Written> {
    let Question { atlas, locale, programme, .. } = *question;
    if page_of(atlas, entry).as_ref() != Some(page) {
        return None;
    }
    let dossier = atlas.dossier(entry)?;
    let named = atlas.title(entry)?;
    let called = called(atlas, locale, &named);
    let crumb = |named: &Named| {
        let way = page_of(atlas, &named.entry)?;
        Some((way.path(locale.language), locale.name(&named.name)))
    };
    Some(Written {
        title: format!("{called} · {}", sort_of_place(locale, &dossier)),
        here: locale.name(&named.name),
        description: format!("{called} · {}", description(locale, &dossier)),
        class: "place",
        crumbs: dossier.path.iter().filter_map(crumb).collect(),
        body: body(programme, dossier),
    })
}

/// What is known about a place.
pub(super) fn body(programme: &ProgrammeHead, dossier: Dossier) -> AnyView {
    view! { <PlaceBody programme=programme.clone() dossier/> }.into_any()
}

/// What sort of place it is: a site, or what its division is within its level.
fn sort_of_place(locale: Locale, dossier: &Dossier) -> String {
    match dossier.level {
        None => locale.kind_of_place_site.to_owned(),
        Some(_) => locale.label(&dossier.kind),
    }
}

#[component]
fn PlaceBody(
    /// The programme.
    programme: ProgrammeHead,
    /// The place.
    dossier: Dossier,
) -> impl IntoView {
    let locale = use_locale();
    let whole = dossier.county.is_none();
    let parts_heading = if whole { locale.section_townships } else { locale.section_villages };
    let none_trainings = if whole { locale.none_trainings_county } else { locale.none_trainings };
    let on_map = match dossier.entry.kind {
        Kind::Site => {
            use_context::<Arc<Atlas>>().map_or_else(String::new, |atlas| site_on_map(&atlas, &dossier.entry.id))
        }
        _ if whole => String::new(),
        _ => format!("in={}", dossier.entry.id),
    };
    let county = dossier.county.as_ref().map(|county| {
        (Page::of_division(county.entry.id.clone(), Level::County).path(locale.language), locale.name(&county.name))
    });
    view! {
            <PlaceHeader dossier=dossier.clone() on_map=routes::overview_with(locale.language, &on_map)/>
            <Statements statements=dossier.statements/>
            {(!dossier.figures.is_empty()).then(|| view! {
                <section id="figures">
                    <h2>{locale.section_figures}</h2>
                    <p class="hint">{locale.no_sum} {locale.gap} {whole.then_some(locale.county_only)}</p>
                    <Figures figures=dossier.figures of=true/>
                </section>
            })}
            {(whole && !dossier.parts.is_empty()).then(|| view! {
                <section id="townships"><h2>{parts_heading}</h2><PlaceList places=dossier.parts.clone()/></section>
            })}
            {(!dossier.sites.is_empty()).then(|| view! {
                <section id="sites"><h2>{locale.section_sites}</h2><PlaceList places=dossier.sites/></section>
            })}
            <section id="projects"><h2>{locale.section_projects}</h2><Facts facts=dossier.projects none=locale.none_projects/></section>
            <section id="trainings"><h2>{locale.section_trainings}</h2><Facts facts=dossier.trainings none=none_trainings/></section>
            <section id="aid"><h2>{locale.section_aid}</h2><Facts facts=dossier.aid none=locale.none_aid/></section>
            {(!dossier.proposals.is_empty()).then(|| view! {
                <section id="proposals"><h2>{locale.section_proposals}</h2><Facts facts=dossier.proposals none=""/></section>
            })}
            {(!dossier.services.is_empty()).then(|| view! {
                <section id="services"><h2>{locale.section_services}</h2><Facts facts=dossier.services none=""/></section>
            })}
            {(!dossier.working_groups.is_empty()).then(|| view! {
                <section id="working-groups"><h2>{locale.section_working_groups}</h2><Facts facts=dossier.working_groups none=""/></section>
            })}
            <MoneyOf entry=dossier.entry.clone()/>
            <section id="organisations">
                <h2>{locale.section_organisations}</h2>
                {if dossier.organisations.is_empty() {
                    view! { <p class="none">{locale.none_organisations}</p> }.into_any()
                } else {
                    view! { <OrganisationList organisations=dossier.organisations/> }.into_any()
                }}
            </section>
            {(!whole && !dossier.parts.is_empty()).then(|| view! {
                <section id="villages"><h2>{parts_heading}</h2><PlaceList places=dossier.parts/></section>
            })}
            {county.map(|(path, name)| view! {
                <p class="hint">{locale.county_only} {locale.gap} <a href=path>{locale.see_county} " · " {name}</a></p>
            })}
            <SourceList sources=dossier.sources/>
            <HistoryLink entry=dossier.entry/>
            <section id="credits" class="credits">
                <h2>{locale.section_credits}</h2>
                <p>{locale.phrase(&programme.map_credit)}</p>
                {programme.map_approval.map(|number| view! { <p><Approval sentence=locale.map_source_approval number/></p> })}
                {programme.own_approval.map(|number| view! { <p><Approval sentence=locale.map_own_approval number/></p> })}
            </section>
    }
}

/// What a search engine shows of the page.
fn description(locale: Locale, dossier: &Dossier) -> String {
    let count = |count: usize, words| locale.count(u32::try_from(count).unwrap_or(u32::MAX), words);
    [
        Some(locale.label(&dossier.kind)),
        locale.phrase(&dossier.head.summary),
        Some(count(dossier.projects.len(), locale.count_projects)),
        Some(count(dossier.organisations.len(), locale.count_organisations)),
    ]
    .into_iter()
    .flatten()
    .collect::<Vec<_>>()
    .join(" · ")
}

/// What the overview is asked to show of a site: the site selected, and near enough that it has a mark of its own.
pub(super) fn site_on_map(atlas: &Atlas, site: &Slug) -> String {
    let marks = atlas.view(&Query::default(), Want { marks: true, ..Want::NOTHING }, Language::Chinese).marks;
    let location = atlas.records().sites.get(site).and_then(|site| site.location.as_ref());
    match location.filter(|_| !marks.iter().any(|mark| mark.is_of(site))) {
        Some(at) => {
            let (lat, lng) = (at.lat.degrees(), at.lng.degrees());
            format!("lat={lat:.5}&lng={lng:.5}&z={NEAR}&sel={site}")
        }
        None => format!("sel={site}"),
    }
}

/// The zoom of Leaflet's at which a site is shown that is one of many in a mark of the whole.
const NEAR: u8 = 14;

#[component]
fn PlaceHeader(dossier: Dossier, on_map: String) -> impl IntoView {
    let locale = use_locale();
    let FactHead { name, summary, garbled, reading_note, citations, .. } = dossier.head;
    let other = name.clone();
    let place = match &dossier.location {
        // Where the point of a division stands says nothing of where the division is.
        _ if dossier.entry.kind == Kind::Division => None,
        Some(location) => Some(words::precision(locale, location.precision)),
        None => Some(locale.place_not_stated),
    };
    let code = dossier.code.map(|(code, year)| {
        let year = fill(locale.codes_of_year, &[&year.to_string()]);
        format!("{}{}", locale.division_code, fill(locale.in_brackets, &[code.as_str(), &year]))
    });
    view! {
        <header class="place-header">
            <Glyph rings=dossier.rings size=64/>
            <div>
                <h1>{name.map(|name| view! { <NameWithMark name/> })} " " <BrandBadge brand=dossier.brand/></h1>
                {other.map(|name| view! { <OtherName name/> })}
                <p class="meta">
                    <span>{locale.label(&dossier.kind)}</span>
                    {place.map(|place| view! { <span>{place}</span> })}
                    {code.map(|code| view! { <span>{code}</span> })}
                </p>
                {locale.phrase(&summary).map(|summary| view! { <p>{summary}</p> })}
                {(!dossier.candidates.is_empty()).then(|| view! { <p>{locale.candidates} <NamedLinks all=dossier.candidates/></p> })}
                {dossier.location.map(|location| {
                    let at = format!("{:.5}, {:.5}", location.lat.degrees(), location.lng.degrees());
                    let check = location.cross_check.as_ref().map(|check| {
                        let source = dossier.location_sources.iter().find(|source| source.entry.id == check.source);
                        let source = source.map_or_else(|| check.source.to_string(), |source| locale.name(&source.name));
                        fill(locale.cross_check, &[&source, &check.name, &locale.number(i64::from(check.distance_m))])
                    });
                    let sources = dossier.location_sources.iter().map(|source| locale.name(&source.name)).collect::<Vec<_>>().join(locale.list_separator);
                    let (method, language) = location.method.reads(locale.language);
                    view! {
                        <details class="position">
                            <summary>{locale.coordinates} <span class="number">{at}</span></summary>
                            <p>{locale.coordinates_method} <span lang=language.tag()>{method.to_owned()}</span></p>
                            <p>{sources}</p>
                            {check.map(|check| view! { <p>{check}</p> })}
                        </details>
                    }
                })}
                <ReadingNote garbled note=reading_note/>
                <Citations citations/>
                <p><a class="action" href=on_map>{locale.show_on_map}</a></p>
            </div>
        </header>
    }
}
