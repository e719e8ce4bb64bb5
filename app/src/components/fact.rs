//! A record on a place's page: what, who, with what money, when, and how that is known.

use super::{
    badges::{BrandBadge, NameWithMark, ReadingNote},
    sources::Citations,
    words,
};
use crate::{
    atlas::dossier::{Detail, Fact, FactHead, FigureRow, Party},
    atlas::view::Named,
    domain::text::Phrase,
    i18n::{Locale, fill, use_locale},
    routes::{self, Page},
};
use leptos::prelude::*;

/// The records of one kind, or a sentence that there are none.
#[component]
pub fn Facts(
    /// The records.
    facts: Vec<Fact>,
    /// What is said when there are none.
    none: &'static str,
) -> impl IntoView {
    if facts.is_empty() {
        return view! { <p class="none">{none}</p> }.into_any();
    }
    facts.into_iter().map(|fact| view! { <FactArticle fact/> }).collect_view().into_any()
}

#[component]
fn FactArticle(fact: Fact) -> impl IntoView {
    let locale = use_locale();
    let dates = fact.dates.map(|(from, to)| match (from, to) {
        (None, None) => locale.date_not_stated.to_owned(),
        (Some(from), None) => locale.date(&from),
        (None, Some(to)) => fill(locale.period_to, &[&locale.date(&to)]),
        (Some(from), Some(to)) => format!("{} – {}", locale.date(&from), locale.date(&to)),
    });
    let amount = fact
        .amount
        .map(|amount| amount.map_or_else(|| locale.amount_not_stated.to_owned(), |amount| locale.money(&amount)));
    let sites = fact
        .sites
        .iter()
        .map(|site| {
            let path = Page::Site(site.entry.id.clone()).path(locale.language);
            view! { <a href=path>{locale.name(&site.name)}</a> " " }
        })
        .collect_view();
    let details = fact
        .details
        .iter()
        .filter_map(|detail| detail_line(locale, detail))
        .map(|(label, text)| {
            view! { <div><dt>{label.trim_end_matches([':', ' ', '：']).to_owned()}</dt><dd>{text}</dd></div> }
        })
        .collect_view();
    view! {
        <article class="fact" id=routes::anchor(&fact.head.entry)>
            <h3>
                {fact.head.name.clone().map(|name| view! { <NameWithMark name/> })} " "
                <BrandBadge brand=fact.brand/>
            </h3>
            <p class="meta">
                <span>{locale.word(&fact.kind)}</span>
                {fact.status.map(|status| view! { <span>{words::status(locale, status)}</span> })}
                {amount.map(|amount| view! { <span class="amount">{amount}</span> })}
                {dates.map(|dates| view! { <span>{dates}</span> })}
                {fact.county_wide.then(|| view! { <span>{locale.place_of_record_county}</span> })}
            </p>
            {locale.phrase(&fact.head.summary).map(|summary| view! { <p>{summary}</p> })}
            <dl>
                {(!fact.sites.is_empty()).then(|| view! { <div><dt>{label(locale.at_sites)}</dt><dd>{sites}</dd></div> })}
                {fact.part_of.as_ref().map(|whole| view! { <div><dt>{label(locale.part_of)}</dt><dd>{locale.name(&whole.name)}</dd></div> })}
                {details}
                <Parties parties=fact.parties/>
            </dl>
            <Statements statements=fact.statements/>
            <ReadingNote garbled=fact.head.garbled note=fact.head.reading_note.map(|note| note.to_string())/>
            <Citations citations=fact.head.citations/>
        </article>
    }
}

/// A label without the colon that running text needs.
fn label(text: &'static str) -> &'static str {
    text.trim_end_matches([':', ' ', '：'])
}

#[component]
fn Parties(parties: Vec<Party>) -> impl IntoView {
    let locale = use_locale();
    (!parties.is_empty()).then(|| {
        let names = parties
            .into_iter()
            .map(|party| {
                let joint = party.joint.then(|| view! { <span class="badge quiet" title=locale.joint_credit_hint>{locale.joint_credit}</span> });
                view! {
                    <li>{locale.name(&party.organisation.name)} " " <span class="role">{words::role(locale, party.role)}</span> " " {joint}</li>
                }
            })
            .collect_view();
        view! { <div><dt>{locale.section_organisations}</dt><dd><ul class="parties">{names}</ul></dd></div> }
    })
}

/// What the source says without a number.
#[component]
pub fn Statements(
    /// The statements.
    statements: Vec<FactHead>,
) -> impl IntoView {
    let locale = use_locale();
    statements
        .into_iter()
        .map(|statement| {
            view! {
                <div class="statement" id=routes::anchor(&statement.entry)>
                    {locale.phrase(&statement.summary).map(|summary| view! { <p>{summary}</p> })}
                    <ReadingNote garbled=statement.garbled note=statement.reading_note.map(|note| note.to_string())/>
                    <Citations citations=statement.citations/>
                </div>
            }
        })
        .collect_view()
}

fn phrases(locale: Locale, phrases: &[Phrase]) -> String {
    phrases.iter().filter_map(|phrase| locale.phrase(phrase)).collect::<Vec<_>>().join(locale.list_separator)
}

fn names(locale: Locale, names: &[Named]) -> String {
    names.iter().map(|named| locale.name(&named.name)).collect::<Vec<_>>().join(locale.list_separator)
}

/// The label and the words of a detail.
fn detail_line(locale: Locale, detail: &Detail) -> Option<(&'static str, String)> {
    let counted = |pattern: &str, count: u32| fill(pattern, &[&locale.number(i64::from(count))]);
    Some(match detail {
        Detail::Theme(theme) => (locale.theme, locale.word(theme)),
        Detail::Subject(phrase) => (locale.subject_matter, locale.phrase(phrase)?),
        Detail::Audience(phrase) => (locale.audience, locale.phrase(phrase)?),
        Detail::Place(text) => (locale.at_sites, text.to_string()),
        Detail::Goods(goods) => (locale.goods, phrases(locale, goods)),
        Detail::Recipients(phrase) => (locale.recipients, locale.phrase(phrase)?),
        Detail::Lead(named) => (locale.lead, locale.name(&named.name)),
        Detail::Head(phrase) => (locale.head, locale.phrase(phrase)?),
        Detail::Members(members) => (locale.members, names(locale, members)),
        Detail::Participants(None, _) => (locale.participants, locale.participants_not_stated.to_owned()),
        Detail::Participants(Some(all), women) => {
            let women = women.map(|women| format!(" ({})", counted(locale.of_them_women, women))).unwrap_or_default();
            (locale.participants, format!("{}{women}", counted(locale.people, *all)))
        }
        Detail::ParticipantGroup(group, people) => {
            (locale.participants, format!("{}: {}", locale.phrase(group)?, counted(locale.people, *people)))
        }
        Detail::People(count) => (locale.reached, counted(locale.people, *count)),
        Detail::Households(count) => (locale.reached, counted(locale.households, *count)),
        Detail::Students(count) => (locale.reached, counted(locale.students, *count)),
        Detail::VillageCommittees(count) => (locale.reached, counted(locale.village_committees, *count)),
        Detail::Count(quantity, counts) => (
            locale.counted,
            match locale.phrase(counts) {
                Some(counts) => format!("{} · {counts}", locale.quantity(quantity)),
                None => locale.quantity(quantity),
            },
        ),
        Detail::Topics(topics) => (locale.topics, phrases(locale, topics)),
        Detail::Methods(methods) => (locale.methods, phrases(locale, methods)),
        Detail::Adopted => (locale.status, locale.adopted.to_owned()),
        Detail::Period(period) => (locale.period, locale.period(period)?),
    })
}

/// Claimed numbers: value, bound, period, what each counts, how it is printed, which other figure may contain it.
#[component]
pub fn Figures(
    /// The figures.
    figures: Vec<FigureRow>,
) -> impl IntoView {
    let locale = use_locale();
    let rows = figures
        .into_iter()
        .map(|figure| {
            let contained = figure.may_be_contained_in.iter().map(|other| locale.name(&other.name)).collect::<Vec<_>>().join(locale.list_separator);
            let meta = [
                locale.phrase(&figure.counts),
                figure.period.as_ref().and_then(|period| locale.period(period)),
                Some(words::figure_status(locale, figure.status).to_owned()),
                (!contained.is_empty()).then(|| fill(locale.may_be_contained, &[&contained])),
            ];
            view! {
                <li id=routes::anchor(&figure.head.entry)>
                    <strong class="value">{locale.quantity(&figure.quantity)}</strong>
                    {figure.head.name.map(|name| view! { <span class="figure-name">{locale.name(&name)}</span> })}
                    <span class="meta">
                        {meta.into_iter().flatten().map(|part| view! { <span>{part}</span> }).collect_view()}
                        <span lang="en">{fill(locale.as_printed, &[&figure.as_printed])}</span>
                    </span>
                    <ReadingNote garbled=figure.head.garbled note=figure.head.reading_note.map(|note| note.to_string())/>
                    <Citations citations=figure.head.citations/>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="figures">{rows}</ul> }
}
