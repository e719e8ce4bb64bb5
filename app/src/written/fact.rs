//! A record on a place's page: what, who, with what money, when, and how that is known.

use super::{
    link::{NamedLink, NamedLinks},
    parts::folded,
    sources::{Citations, StatedIn},
};
use crate::{
    atlas::{
        dossier::{Detail, Fact, FactHead, FigureRow, Party},
        view::Named,
    },
    components::{
        badges::{BrandBadge, NameWithMark, ReadingNote},
        words,
    },
    domain::{
        record::Kind,
        text::{Phrase, Text},
    },
    i18n::{Locale, fill, inner_quotes, use_locale},
    routes,
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
    if facts.len() > MOST_OPEN {
        return facts.into_iter().map(|fact| view! { <FoldedFact fact/> }).collect_view().into_any();
    }
    facts.into_iter().map(|fact| view! { <FactArticle fact/> }).collect_view().into_any()
}

/// The most records that stand open below one another.
const MOST_OPEN: usize = 24;

/// One of many records within the page of another one: its name, and the rest when it is opened.
#[component]
fn FoldedFact(fact: Fact) -> impl IntoView {
    let locale = use_locale();
    let entry = fact.head.entry.clone();
    let atlas = super::link::atlas();
    let named = atlas.title(&entry);
    let page = super::link::address(&atlas, locale.language, &entry);
    let status = fact.status.map(|status| view! { <span class="meta">{words::status(locale, status)}</span> });
    view! {
        <details class="fact" id=routes::anchor(&entry)>
            <summary>{named.map(|named| view! { <NameWithMark name=named.name/> })} " " <BrandBadge brand=fact.brand/> " " {status}</summary>
            {page.map(|page| view! { <p><a href=page>{locale.open_page}</a></p> })}
            <FactDetails fact/>
        </details>
    }
}

/// A record within the page of another one; its name leads to its own.
#[component]
fn FactArticle(fact: Fact) -> impl IntoView {
    let entry = fact.head.entry.clone();
    let named = super::link::atlas().title(&entry);
    let brand = fact.brand;
    view! {
        <article class="fact" id=routes::anchor(&entry)>
            <h3>{named.map(|named| view! { <NamedLink named/> })} " " <BrandBadge brand/></h3>
            <FactDetails fact/>
        </article>
    }
}

/// Everything about a record but its name.
#[component]
pub fn FactDetails(
    /// The record.
    fact: Fact,
    /// More lines of the list of facts.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let locale = use_locale();
    let dates = fact.dates.map(|(from, to)| match (from, to) {
        (None, None) => locale.date_not_stated.to_owned(),
        (Some(from), None) => locale.date(&from),
        (None, Some(to)) => fill(locale.period_to, &[&locale.date(&to)]),
        (Some(from), Some(to)) => locale.span(&from, &to),
    });
    let amount = fact.amount.map(|amount| match amount {
        Some(amount) => view! { <span class="amount">{locale.money(&amount)}</span> }.into_any(),
        // Of a project, movements of money below may well say more.
        None if fact.head.entry.kind == Kind::Project => {
            view! { <span>{locale.pages().no_total_amount}</span> }.into_any()
        }
        None => view! { <span>{locale.amount_not_stated}</span> }.into_any(),
    });
    let details = by_label(fact.details.into_iter().filter_map(|detail| detail_line(locale, detail)))
        .into_iter()
        .map(|(name, all)| {
            let all = all.into_iter().map(|words| view! { <dd>{words}</dd> }).collect_view();
            view! { <div><dt>{label(name)}</dt>{all}</div> }
        })
        .collect_view();
    let at_sites = !fact.sites.is_empty();
    view! {
            <p class="meta">
                <span>{locale.label(&fact.kind)}</span>
                {fact.status.map(|status| view! { <span>{words::status(locale, status)}</span> })}
                {amount}
                {dates.map(|dates| view! { <span>{dates}</span> })}
                {fact.county_wide.then(|| view! { <span>{locale.place_of_record_county}</span> })}
            </p>
            {locale.phrase(&fact.head.summary).map(|summary| view! { <p>{summary}</p> })}
            <dl>
                {at_sites.then(|| view! { <div><dt>{label(locale.at_sites)}</dt><dd><NamedLinks all=fact.sites/></dd></div> })}
                {fact.part_of.map(|named| view! { <div><dt>{label(locale.part_of)}</dt><dd><NamedLink named/></dd></div> })}
                {details}
                <Parties parties=fact.parties/>
                {children.map(|children| children())}
            </dl>
            <Statements statements=fact.statements/>
            <ReadingNote garbled=fact.head.garbled note=fact.head.reading_note/>
            <Citations citations=fact.head.citations/>
    }
}

/// Details that follow one another under the same label, such as the participants of several groups, with the label once.
fn by_label(details: impl Iterator<Item = (&'static str, AnyView)>) -> Vec<(&'static str, Vec<AnyView>)> {
    let mut all: Vec<(&'static str, Vec<AnyView>)> = Vec::new();
    for (label, words) in details {
        match all.last_mut() {
            Some((last, words_so_far)) if *last == label => words_so_far.push(words),
            _ => all.push((label, vec![words])),
        }
    }
    all
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
                    <li><NamedLink named=party.organisation/> " " <span class="role">{words::role(locale, party.role)}</span> " " {joint}</li>
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
                    <ReadingNote garbled=statement.garbled note=statement.reading_note/>
                    <Citations citations=statement.citations/>
                </div>
            }
        })
        .collect_view()
}

fn phrases(locale: Locale, phrases: &[Phrase]) -> String {
    phrases.iter().filter_map(|phrase| locale.phrase(phrase)).collect::<Vec<_>>().join(locale.list_separator)
}

/// The label of a detail, and its words or links.
fn detail_line(locale: Locale, detail: Detail) -> Option<(&'static str, AnyView)> {
    let links = |all: Vec<Named>| view! { <NamedLinks all/> }.into_any();
    Some(match detail {
        Detail::Lead(named) => (locale.lead, links(vec![named])),
        Detail::Members(members) => (locale.members, links(members)),
        _ => {
            let (label, words) = detail_words(locale, &detail)?;
            (label, words.into_any())
        }
    })
}

/// The label and the words of a detail that names no record.
fn detail_words(locale: Locale, detail: &Detail) -> Option<(&'static str, String)> {
    let counted = |pattern: &str, count: u32| fill(pattern, &[&locale.number(i64::from(count))]);
    Some(match detail {
        Detail::Theme(theme) => (locale.theme, locale.label(theme)),
        Detail::Subject(phrase) => (locale.subject_matter, locale.phrase(phrase)?),
        Detail::Audience(phrase) => (locale.audience, locale.phrase(phrase)?),
        Detail::Place(text) => (locale.at_sites, text.to_string()),
        Detail::Goods(goods) => (locale.goods, phrases(locale, goods)),
        Detail::Recipients(phrase) => (locale.recipients, locale.phrase(phrase)?),
        Detail::Head(phrase) => (locale.head, locale.phrase(phrase)?),
        Detail::Lead(_) | Detail::Members(_) => return None,
        Detail::Participants(None, _) => (locale.participants, locale.participants_not_stated.to_owned()),
        Detail::Participants(Some(all), women) => {
            let women = women.map(|women| counted(locale.of_them_women, women)).unwrap_or_default();
            (locale.participants, format!("{}{women}", counted(locale.people, *all)))
        }
        Detail::ParticipantGroup(group, people) => {
            (locale.participants, format!("{} · {}", locale.phrase(group)?, counted(locale.people, *people)))
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

/// What a source prints. It is quoted in the source's language, English, and only the quoted words are.
#[component]
pub fn AsPrinted(
    /// The words.
    printed: Text,
) -> impl IntoView {
    let (before, after) = use_locale().as_printed.split_once("{}").unwrap_or_default();
    let printed = if after.is_empty() { printed.to_string() } else { inner_quotes(&printed) };
    view! { {before} <span lang="en">{printed}</span> {after} }
}

/// Claimed numbers: value, bound, period, what each counts, how it is printed, which other figure may contain it.
#[component]
pub fn Figures(
    /// The figures.
    figures: Vec<FigureRow>,
    /// Whether to say which record each belongs to.
    of: bool,
    /// Whether a long list stands open.
    #[prop(optional)]
    open: bool,
) -> impl IntoView {
    let locale = use_locale();
    let rows = figures
        .into_iter()
        .map(|figure| {
            let contained = figure.may_be_contained_in;
            let (before, after) = locale.may_be_contained.split_once("{}").unwrap_or((locale.may_be_contained, ""));
            let meta = [
                locale.phrase(&figure.counts),
                figure.period.as_ref().and_then(|period| locale.period(period)),
                Some(words::figure_status(locale, figure.status).to_owned()),
            ];
            view! {
                <li id=routes::anchor(&figure.head.entry)>
                    <strong class="value">{locale.quantity(&figure.quantity)}</strong>
                    {figure.head.name.map(|name| view! { <span class="figure-name"><NameWithMark name/></span> })}
                    <span class="meta">
                        {meta.into_iter().flatten().map(|part| view! { <span>{part}</span> }).collect_view()}
                        <span><AsPrinted printed=figure.as_printed/></span>
                    </span>
                    {(!contained.is_empty()).then(|| view! { <p class="meta">{before} <NamedLinks all=contained/> {after}</p> })}
                    {of.then(|| view! { <p class="meta">{locale.pages().belongs_to} {locale.gap} <NamedLink named=figure.of/></p> })}
                    <ReadingNote garbled=figure.head.garbled note=figure.head.reading_note/>
                    <StatedIn citations=figure.head.citations/>
                </li>
            }
            .into_any()
        })
        .collect::<Vec<_>>();
    if open { view! { <ul class="figures">{rows}</ul> }.into_any() } else { folded(locale, "figures", rows) }
}
