//! The tables: by what is to be done, by organisation, by place. Every number is a link to its list.

use super::{Sayings, address};
use crate::{
    desk::field_words,
    domain::{
        record::{EntryId, Kind},
        slug::Slug,
    },
    i18n::fill,
    monitor::{Counts, Filter, Flaw, Group},
    routes::{self, DeskPage, Page},
    written::Question,
};
use leptos::prelude::*;
use std::collections::BTreeMap;

pub(super) fn tables(
    question: &Question<'_>,
    what: Sayings,
    counts: &Counts,
    to_review: usize,
) -> impl IntoView + use<> {
    let locale = question.locale;
    let texts = locale.monitor();
    let review = Page::Desk(DeskPage::Review).path(locale.language);
    let flaws = Flaw::ALL
        .iter()
        .filter_map(|flaw| Some((*flaw, *counts.flaws.get(flaw)?)))
        .map(|(flaw, count)| {
            let href = address(locale, &Filter { flaw: Some(flaw), ..Filter::default() });
            view! {
                <tr>
                    <th scope="row">{what.group(flaw.group())}": "{what.flaw(flaw)}</th>
                    <td class="number"><a href=href>{locale.number(count as i64)}</a></td>
                </tr>
            }
        })
        .collect_view();
    let sound = counts.flaws.is_empty().then(|| view! { <p class="none">{texts.monitor_nothing}</p> });
    let organisation = |id: &Slug| Filter { organisation: Some(id.clone()), ..Filter::default() };
    let place = |id: &Slug| Filter { within: Some(id.clone()), ..Filter::default() };
    let programme = question.atlas.programme().map(|programme| programme.division.clone());
    let name = |kind, id: &Slug| {
        let name = field_words::name(locale, question.atlas, &EntryId::new(kind, id.clone()));
        let whole = kind == Kind::Division && programme.as_ref() == Some(id);
        if whole { fill(texts.whole_programme, &[&name]) } else { name }
    };
    let by_organisation = rows(what, &counts.organisations, |id| name(Kind::Organisation, id), organisation);
    let by_place = rows(what, &counts.places, |id| name(Kind::Division, id), place);
    let file = routes::monitor_file(locale.language, "");
    view! {
        <section id="by-flaw">
            <h2>{texts.by_flaw}</h2>
            {sound}
            <div class="scroll" role="region" tabindex="0" aria-label=texts.by_flaw>
                <table>
                    <thead><tr><th scope="col">{texts.what}</th><th scope="col" class="number">{texts.entries}</th></tr></thead>
                    <tbody>
                        <tr>
                            <th scope="row">{texts.to_review}</th>
                            <td class="number"><a href=review>{locale.number(to_review as i64)}</a></td>
                        </tr>
                        {flaws}
                    </tbody>
                </table>
            </div>
            <p><a class="action" href=file download="">{texts.as_file}</a></p>
        </section>
        {by_organisation.map(|rows| table(what, "by-organisation", texts.by_organisation, texts.organisation, rows))}
        {by_place.map(|rows| table(what, "by-place", texts.by_place, texts.place, rows))}
    }
}

fn table(what: Sayings, id: &'static str, heading: &'static str, first: &'static str, rows: AnyView) -> AnyView {
    let groups = Group::ALL.iter().map(|group| view! { <th scope="col" class="number">{what.group(*group)}</th> });
    let groups = groups.collect_view();
    view! {
        <section id=id>
            <h2>{heading}</h2>
            <div class="scroll" role="region" tabindex="0" aria-label=heading>
                <table>
                    <thead><tr><th scope="col">{first}</th>{groups}</tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}

/// The rows of a table, those with most to do first; `None` when there are none.
fn rows(
    what: Sayings,
    counted: &BTreeMap<Slug, BTreeMap<Group, usize>>,
    name: impl Fn(&Slug) -> String,
    filter: impl Fn(&Slug) -> Filter,
) -> Option<AnyView> {
    let locale = what.locale;
    let mut rows: Vec<_> = counted.iter().collect();
    rows.sort_by_key(|(id, cells)| (std::cmp::Reverse(cells.values().sum::<usize>()), *id));
    let drawn = rows
        .into_iter()
        .map(|(id, cells)| {
            let numbers = Group::ALL
                .iter()
                .map(|group| {
                    let href = address(locale, &Filter { group: Some(*group), ..filter(id) });
                    let count = cells.get(group).copied().unwrap_or_default();
                    let number = locale.number(count as i64);
                    let shown =
                        if count == 0 { number.into_any() } else { view! { <a href=href>{number}</a> }.into_any() };
                    view! { <td class="number">{shown}</td> }
                })
                .collect_view();
            view! { <tr><th scope="row">{name(id)}</th>{numbers}</tr> }
        })
        .collect_view();
    (!counted.is_empty()).then(|| drawn.into_any())
}
