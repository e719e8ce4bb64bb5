//! What a place's page shows: the same parts for a site, a township and the county, as far as there are any.

use super::{
    badges::{BrandBadge, NameWithMark, ReadingNote},
    fact::{Facts, Figures, Statements},
    frame::FictionalBanner,
    glyph::Glyph,
    place_list::{OrganisationList, PlaceList},
    sources::{Citations, SourceList},
    words,
};
use crate::{
    api::overview::ProgrammeHead,
    atlas::dossier::{Dossier, FactHead},
    domain::{division::Level, record::Kind},
    i18n::{Locale, fill, use_locale},
    routes::{self, Page},
};
use leptos::prelude::*;

/// Everything known about a place.
#[component]
pub fn PlaceBody(
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
        Kind::Site => format!("sel={}", dossier.entry.id),
        _ if whole => String::new(),
        _ => format!("in={}", dossier.entry.id),
    };
    let county = dossier.county.as_ref().map(|county| {
        (Page::of_division(county.entry.id.clone(), Level::County).path(locale.language), locale.name(&county.name))
    });
    view! {
            <FictionalBanner fictional=programme.fictional/>
            <Breadcrumbs dossier=dossier.clone()/>
            <PlaceHeader dossier=dossier.clone() on_map=routes::overview_with(locale.language, &on_map)/>
            <Statements statements=dossier.statements/>
            {(!dossier.figures.is_empty()).then(|| view! {
                <section id="figures">
                    <h2>{locale.section_figures}</h2>
                    <p class="hint">{locale.no_sum} " " {whole.then_some(locale.county_only)}</p>
                    <Figures figures=dossier.figures/>
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
                <p class="hint">{locale.county_only} " " <a href=path>{locale.see_county} " · " {name}</a></p>
            })}
            <SourceList sources=dossier.sources/>
            <section id="credits" class="credits">
                <h2>{locale.section_credits}</h2>
                <p>{locale.phrase(&programme.map_credit)}</p>
                {programme.map_approval.map(|number| view! { <p>{fill(locale.map_source_approval, &[&number])}</p> })}
                {programme.own_approval.map(|number| view! { <p>{fill(locale.map_own_approval, &[&number])}</p> })}
            </section>
    }
}

/// The title of a place's page.
pub fn title(locale: Locale, programme: &ProgrammeHead, dossier: &Dossier) -> String {
    let name = dossier.head.name.as_ref().map(|name| locale.name(name)).unwrap_or_default();
    format!("{name} · {}", locale.name(&programme.name))
}

/// What a search engine shows of the page.
pub fn description(locale: Locale, dossier: &Dossier) -> String {
    let count = |count: usize, words| locale.count(u32::try_from(count).unwrap_or(u32::MAX), words);
    [
        Some(locale.word(&dossier.kind)),
        locale.phrase(&dossier.head.summary),
        Some(count(dossier.projects.len(), (locale.count_projects_one, locale.count_projects_other))),
        Some(count(dossier.organisations.len(), (locale.count_organisations_one, locale.count_organisations_other))),
    ]
    .into_iter()
    .flatten()
    .collect::<Vec<_>>()
    .join(" · ")
}

#[component]
fn Breadcrumbs(dossier: Dossier) -> impl IntoView {
    let locale = use_locale();
    let last = dossier.path.len().saturating_sub(1);
    let links = dossier
        .path
        .into_iter()
        .enumerate()
        .map(|(index, division)| {
            let level = if index == 0 && last > 0 || dossier.level == Some(Level::Township) {
                Level::County
            } else {
                Level::Township
            };
            let level = if index == 0 { Level::County } else { level };
            let page = Page::of_division(division.entry.id.clone(), level);
            view! { <li><a href=page.path(locale.language)>{locale.name(&division.name)}</a></li> }
        })
        .collect_view();
    view! {
        <nav class="breadcrumbs" aria-label=locale.breadcrumbs>
            <ol>
                <li><a href=Page::Overview.path(locale.language)>{locale.menu_map}</a></li>
                {links}
                <li aria-current="page">{dossier.head.name.map(|name| locale.name(&name))}</li>
            </ol>
        </nav>
    }
}

#[component]
fn PlaceHeader(dossier: Dossier, on_map: String) -> impl IntoView {
    let locale = use_locale();
    let FactHead { name, summary, garbled, reading_note, citations, .. } = dossier.head;
    let other = name.as_ref().map(|name| name.get(locale.language.other()).to_owned());
    let place = match &dossier.location {
        Some(location) => words::precision(locale, location.precision),
        None => locale.place_not_stated,
    };
    let code = dossier.code.map(|(code, year)| {
        format!("{}{} ({})", locale.division_code, code.as_str(), fill(locale.codes_of_year, &[&year.to_string()]))
    });
    let candidates =
        dossier.candidates.iter().map(|place| locale.name(&place.name)).collect::<Vec<_>>().join(locale.list_separator);
    view! {
        <header class="place-header">
            <Glyph rings=dossier.rings size=64/>
            <div>
                <h1>{name.map(|name| view! { <NameWithMark name/> })} " " <BrandBadge brand=dossier.brand/></h1>
                {other.map(|other| view! { <p class="other-name" lang=locale.language.other().tag()>{other}</p> })}
                <p class="meta">
                    <span>{locale.word(&dossier.kind)}</span>
                    <span>{place}</span>
                    {code.map(|code| view! { <span>{code}</span> })}
                </p>
                {locale.phrase(&summary).map(|summary| view! { <p>{summary}</p> })}
                {(!candidates.is_empty()).then(|| view! { <p>{locale.candidates} {candidates}</p> })}
                {dossier.location.map(|location| {
                    let at = format!("{:.5}, {:.5}", location.lat.degrees(), location.lng.degrees());
                    let check = location.cross_check.as_ref().map(|check| {
                        fill(locale.cross_check, &[&check.name, &locale.number(i64::from(check.distance_m))])
                    });
                    let sources = dossier.location_sources.iter().map(|source| locale.name(&source.name)).collect::<Vec<_>>().join(locale.list_separator);
                    view! {
                        <details class="position">
                            <summary>{locale.coordinates} <span class="number">{at}</span></summary>
                            <p>{locale.coordinates_method} <span lang="en">{location.method.to_string()}</span></p>
                            <p>{sources}</p>
                            {check.map(|check| view! { <p>{check}</p> })}
                        </details>
                    }
                })}
                <ReadingNote garbled note=reading_note.map(|note| note.to_string())/>
                <Citations citations/>
                <p><a class="action" href=on_map>{locale.show_on_map}</a></p>
            </div>
        </header>
    }
}
