//! The page of a project, an organisation, a working group, a training, aid, a proposal or a service.

use super::{
    Question, Written,
    fact::{AsPrinted, FactDetails, Facts, Figures, Statements},
    link::{NamedLink, NamedLinks},
    money::{Indicators, Money},
    place::site_on_map,
    sources::SourceList,
    table::{Cell, Row, table},
};
use crate::{
    atlas::{
        Atlas,
        dossier::{Body, Deed, Profile},
        query::{Clause, Predicate, Query, Subject},
        view::Named,
    },
    components::{
        badges::{BrandBadge, NameWithMark, OtherName},
        glyph::Glyph,
        words,
    },
    desk::HistoryLink,
    domain::{
        record::{EntryId, Kind},
        slug::Slug,
    },
    i18n::{Locale, fill, sentence_case, use_locale},
    routes::{self, Page},
};
use leptos::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// The page of a record; `None` where there is no such record.
pub(super) fn page(question: &Question<'_>, entry: &EntryId) -> Option<Written> {
    let Question { atlas, locale, .. } = *question;
    let profile = atlas.profile(entry)?;
    let subject = subject(entry.kind)?;
    let name = atlas.title(entry)?;
    let called = called(atlas, locale, &name);
    let kind = kind_words(locale, entry.kind);
    let description = description(locale, &called, kind, &profile);
    let its_lists = if entry.kind == Kind::Organisation { lists(question, &profile) } else { Vec::new() };
    let list = (Page::List(subject).path(locale.language), words::subject(locale, subject).to_owned());
    Some(Written {
        title: format!("{called} · {kind}"),
        here: locale.name(&name.name),
        description,
        class: "place",
        crumbs: vec![list],
        body:
            view! { <RecordBody on_map=on_map(question, subject, &profile) lists=its_lists profile name rings=atlas.rings_of(entry)/> }
                .into_any(),
    })
}

/// The list that a kind of record stands in.
const fn subject(kind: Kind) -> Option<Subject> {
    Some(match kind {
        Kind::Project => Subject::Projects,
        Kind::Organisation => Subject::Organisations,
        Kind::WorkingGroup => Subject::WorkingGroups,
        Kind::Training => Subject::Trainings,
        Kind::Aid => Subject::Aid,
        Kind::Proposal => Subject::Proposals,
        Kind::Service => Subject::Services,
        _ => return None,
    })
}

/// What one record of a kind is called.
pub(crate) const fn kind_words(locale: Locale, kind: Kind) -> &'static str {
    let texts = locale.pages();
    match kind {
        Kind::Project => texts.one_project,
        Kind::Organisation => texts.one_organisation,
        Kind::WorkingGroup => texts.one_working_group,
        Kind::Training => texts.one_training,
        Kind::Aid => texts.one_aid,
        Kind::Proposal => texts.one_proposal,
        Kind::Service => texts.one_service,
        Kind::Source => texts.one_source,
        Kind::Site => locale.texts().kind_of_place_site,
        Kind::Division => texts.one_division,
        Kind::Figure => texts.one_figure,
        Kind::Statement => texts.one_statement,
        Kind::Participation => texts.one_participation,
        Kind::Budget => texts.one_budget,
        Kind::Transaction => texts.one_transaction,
        Kind::Indicator | Kind::IndicatorValue => texts.indicator,
        Kind::Programme => texts.one_programme,
        Kind::MapFeature => texts.one_map_feature,
        Kind::Photo => texts.one_photo,
    }
}

/// The name of a record, with its identifier where another record of the kind has the same name: titles are unique.
pub(super) fn called(atlas: &Atlas, locale: Locale, named: &Named) -> String {
    let name = locale.name(&named.name);
    let same = atlas
        .records()
        .iter()
        .filter(|record| record.kind() == named.entry.kind && *record.head().id != named.entry.id)
        .filter_map(|record| atlas.title(&record.entry_id()))
        .any(|other| locale.name(&other.name) == name);
    if same { fill(locale.in_brackets, &[&name, named.entry.id.as_str()]) } else { name }
}

/// How many rows a question has.
fn found(question: &Question<'_>, raw: &str) -> usize {
    let (query, _) = question.atlas.question(raw);
    question.atlas.passing(&query, question.language()).len()
}

/// The lists that hold what an organisation has a part in, each with its number of rows; those without any are left out.
fn lists(question: &Question<'_>, profile: &Profile) -> Vec<(String, String)> {
    let (locale, id) = (question.locale, &profile.fact.head.entry.id);
    let texts = locale.pages();
    let list = |(subject, query, words): (Subject, String, &str)| {
        let rows = found(question, &format!("show={subject}&{query}"));
        let words = fill(words, &[&locale.number(rows as i64)]);
        (rows > 0).then(|| (routes::list_with(locale.language, subject, &query), words))
    };
    [
        (Subject::Projects, format!("org={id}"), texts.its_projects),
        (Subject::Funding, format!("giver={id}"), texts.its_gifts),
        (Subject::Funding, format!("receiver={id}"), texts.its_receipts),
    ]
    .into_iter()
    .filter_map(list)
    .collect()
}

/// What the overview is asked to show of a record: its site, or else the list of the townships that it lies in. `None` for
/// what belongs to the whole county: the map has no place for it.
fn on_map(question: &Question<'_>, subject: Subject, profile: &Profile) -> Option<String> {
    if subject == Subject::Organisations {
        let sites = format!("org={}", profile.fact.head.entry.id);
        return (found(question, &sites) > 0).then_some(sites);
    }
    if let Some(site) = profile.fact.sites.first() {
        return Some(site_on_map(question.atlas, &site.entry.id));
    }
    let whole = &question.programme.whole.entry.id;
    let smaller = |division: &&Slug| !question.atlas.within(whole, division);
    let places: BTreeSet<Slug> =
        profile.divisions.iter().map(|division| &division.entry.id).filter(smaller).cloned().collect();
    let asked = |places| Query {
        subject,
        clauses: vec![Clause { not: false, what: Predicate::Within(places) }],
        ..Query::default()
    };
    (!places.is_empty()).then(|| asked(places).to_url())
}

fn description(locale: Locale, called: &str, kind: &str, profile: &Profile) -> String {
    let fact = &profile.fact;
    let sites = fact.sites.iter().map(|site| locale.name(&site.name)).collect::<Vec<_>>().join(locale.list_separator);
    [
        Some(fill(locale.in_brackets, &[called, kind])),
        locale.phrase(&fact.head.summary),
        fact.status.map(|status| words::status(locale, status).to_owned()),
        (!sites.is_empty()).then_some(sites),
    ]
    .into_iter()
    .flatten()
    .collect::<Vec<_>>()
    .join(" · ")
}

#[component]
fn RecordBody(
    profile: Profile,
    name: Named,
    rings: crate::atlas::view::Rings,
    /// What the overview shows of it, where it can show it.
    on_map: Option<String>,
    /// Of an organisation, the lists that hold what it has a part in.
    lists: Vec<(String, String)>,
) -> impl IntoView {
    let locale = use_locale();
    let texts = locale.pages();
    let fact = profile.fact;
    let entry = fact.head.entry.clone();
    // A record without a name of its own is called by the beginning of its summary, which then needs no translation.
    let other = fact.head.name.clone();
    let places = fact.sites.is_empty() && !matches!(entry.kind, Kind::Organisation | Kind::WorkingGroup);
    let stated_place = !profile.divisions.is_empty();
    let grouped = !profile.grouped_with.is_empty();
    view! {
        <header class="place-header">
            <Glyph rings=rings size=64/>
            <div>
                <h1><NameWithMark name=name.name/> " " <BrandBadge brand=fact.brand/></h1>
                {other.map(|name| view! { <OtherName name/> })}
                {on_map.map(|shown| view! {
                    <p><a class="action" href=routes::overview_with(locale.language, &shown)>{locale.show_on_map}</a></p>
                })}
            </div>
        </header>
        <section class="record">
            <FactDetails fact=fact.clone()>
                {stated_place.then(|| view! { <div><dt>{texts.one_division}</dt><dd><NamedLinks all=profile.divisions/></dd></div> })}
                {(places && !stated_place).then(|| view! { <div><dt>{texts.place}</dt><dd>{texts.no_place_stated}</dd></div> })}
                {grouped.then(|| view! {
                    <div><dt>{texts.grouped_with}</dt><dd><NamedLinks all=profile.grouped_with/></dd></div>
                })}
                {profile.body.map(|body| view! { <BodyFacts body/> })}
            </FactDetails>
        </section>
        {(!profile.figures.is_empty()).then(|| view! {
            <section id="figures">
                <h2>{locale.section_figures}</h2>
                <p class="hint">{locale.no_sum}</p>
                <Figures figures=profile.figures of=false/>
            </section>
        })}
        <Deeds deeds=profile.deeds organisation=entry.clone() lists/>
        {(!profile.parts.is_empty()).then(|| view! {
            <section id="parts">
                <h2>{texts.parts}</h2>
                <p class="hint">{locale.part_of_note}</p>
                <Facts facts=profile.parts none=""/>
            </section>
        })}
        <Money budgets=profile.budgets transactions=profile.transactions of={entry.kind == Kind::Organisation}/>
        <Indicators rows=profile.indicators/>
        {(!profile.named_in.is_empty()).then(|| view! {
            <section id="named-in"><h2>{texts.named_in}</h2><Statements statements=profile.named_in/></section>
        })}
        <SourceList sources=profile.sources/>
        <HistoryLink entry/>
    }
}

#[component]
fn BodyFacts(body: Body) -> impl IntoView {
    let locale = use_locale();
    let texts = locale.pages();
    let level = body.level.map_or_else(|| texts.not_stated.to_owned(), |level| locale.label(&level));
    view! {
        <div><dt>{texts.level}</dt><dd>{level}</dd></div>
        {body.credit_code.map(|code| view! { <div><dt>{texts.credit_code}</dt><dd>{code.to_string()}</dd></div> })}
        {body.as_printed.map(|printed| view! {
            <div><dt>{texts.printed}</dt><dd><AsPrinted printed/></dd></div>
        })}
        {(!body.members.is_empty()).then(|| view! { <div><dt>{texts.members}</dt><dd><NamedLinks all=body.members/></dd></div> })}
        {(!body.collectives.is_empty()).then(|| view! {
            <div><dt>{texts.counted_in}</dt><dd><NamedLinks all=body.collectives/></dd></div>
        })}
    }
}

/// What an organisation does, record by record, kind by kind.
#[component]
fn Deeds(
    deeds: Vec<Deed>,
    organisation: EntryId,
    /// Addresses of the lists that hold them, with what they are called.
    lists: Vec<(String, String)>,
) -> impl IntoView {
    let locale = use_locale();
    let texts = locale.pages();
    if organisation.kind != Kind::Organisation {
        return ().into_any();
    }
    let lists = (!lists.is_empty()).then(|| {
        let all = lists.into_iter().map(|(there, words)| view! { <li><a href=there>{words}</a></li> }).collect_view();
        view! { <ul class="plain">{all}</ul> }
    });
    if deeds.is_empty() {
        return view! { <section id="deeds"><h2>{texts.deeds}</h2><p class="none">{texts.no_deeds}</p>{lists}</section> }
            .into_any();
    }
    let columns = vec![texts.kind, texts.record, texts.role];
    let list = if deeds.len() <= MOST_DEEDS {
        let rows = deeds.into_iter().map(|deed| deed_row(locale, deed, true)).collect();
        table(texts.deeds, None, columns, rows)
    } else {
        let mut kinds: BTreeMap<Kind, Vec<Row>> = BTreeMap::new();
        for deed in deeds {
            kinds.entry(deed.record.entry.kind).or_default().push(deed_row(locale, deed, false));
        }
        let groups = kinds.into_iter().map(|(kind, rows)| {
            let heading = subject(kind).map_or(kind_words(locale, kind), |subject| words::subject(locale, subject));
            let summary = fill(locale.in_brackets, &[heading, &locale.number(rows.len() as i64)]);
            let rows = table(heading, None, columns[1..].to_vec(), rows);
            view! { <details class="group"><summary>{summary}</summary>{rows}</details> }
        });
        groups.collect_view().into_any()
    };
    view! {
        <section id="deeds">
            <h2>{texts.deeds}</h2>
            {lists}
            {list}
        </section>
    }
    .into_any()
}

/// The most records of an organisation that stand in one table; more are folded kind by kind.
const MOST_DEEDS: usize = 60;

/// A record that an organisation has a part in; its kind where the table does not say it.
fn deed_row(locale: Locale, deed: Deed, with_kind: bool) -> Row {
    let joint = deed
        .joint
        .then(|| view! { <span class="badge quiet" title=locale.joint_credit_hint>{locale.joint_credit}</span> });
    let kind = with_kind.then(|| Cell::new(kind_words(locale, deed.record.entry.kind)));
    let rest = [
        Cell::new(view! { <NamedLink named=deed.record/> }),
        Cell::new(view! { {sentence_case(words::role(locale, deed.role))} " " {joint} }),
    ];
    Row { id: None, cells: kind.into_iter().chain(rest).collect() }
}
