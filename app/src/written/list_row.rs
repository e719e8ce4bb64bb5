//! Rows of a list: name, place, and what the subject's readers look for first.

use super::link::address;
use crate::{
    atlas::view::Card,
    components::{
        badges::{BrandBadge, NameWithMark},
        glyph::Glyph,
        words,
    },
    domain::record::{Kind, Record},
    i18n::{Locale, use_locale},
    routes,
};
use leptos::prelude::*;

/// The rows.
#[component]
pub fn Rows(
    /// The rows of one page.
    cards: Vec<Card>,
) -> impl IntoView {
    let locale = use_locale();
    let atlas = super::link::atlas();
    let rows = cards
        .into_iter()
        .map(|card| {
            let href = address(&atlas, locale.language, &card.entry);
            let parts = atlas.records().get(&card.entry).map(|record| more(locale, &record)).unwrap_or_default();
            let approximate = card.precision.is_some_and(|precision| !precision.is_exact());
            let unplaced = (card.entry.kind == Kind::Site && card.at.is_none()).then_some(locale.place_not_stated);
            view! {
                <li class="card" id=routes::anchor(&card.entry)>
                    <a href=href>
                        <Glyph rings=card.rings size=22 approximate=approximate/>
                        <span class="card-text">
                            <span class="card-name"><NameWithMark name=card.name.clone()/></span>
                            <span class="card-meta">
                                {card.place.as_ref().map(|place| view! { <span>{locale.name(&place.name)}</span> })}
                                <span>{locale.label(&card.kind)}</span>
                                {card.status.map(|status| view! { <span>{words::status(locale, status)}</span> })}
                                {unplaced.map(|unplaced| view! { <span>{unplaced}</span> })}
                                {parts.into_iter().map(|part| view! { <span>{part}</span> }).collect_view()}
                                <BrandBadge brand=card.brand/>
                            </span>
                        </span>
                    </a>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="cards rows">{rows}</ul> }
}

/// What else stands in a row.
fn more(locale: Locale, record: &Record) -> Vec<String> {
    let people = |count: Option<u32>| count.map(|count| locale.count(count, locale.people));
    let parts = match record {
        Record::Project(project) => vec![
            Some(locale.label(&project.theme)),
            Some(
                project
                    .stated_amount
                    .map_or_else(|| locale.amount_not_stated.to_owned(), |amount| locale.money(&amount)),
            ),
            project.start.as_ref().map(|date| locale.date(date)),
        ],
        Record::Training(training) => vec![
            locale.phrase(&training.subject),
            locale.phrase(&training.audience),
            Some(people(training.participants).unwrap_or_else(|| locale.participants_not_stated.to_owned())),
            training.date.as_ref().map(|date| locale.date(date)),
        ],
        Record::Aid(aid) => vec![
            Some(aid.value.map_or_else(|| locale.amount_not_stated.to_owned(), |value| locale.money(&value))),
            people(aid.people),
            aid.date.as_ref().map(|date| locale.date(date)),
        ],
        Record::Proposal(proposal) => vec![proposal.count.map(|count| {
            let bound = proposal.bound.unwrap_or(crate::domain::money::Bound::Exact);
            locale.bounded(bound, &locale.number(i64::from(count)))
        })],
        Record::Service(service) => {
            vec![people(service.beneficiaries), service.date.as_ref().map(|date| locale.date(date))]
        }
        Record::Organisation(organisation) => {
            vec![organisation.level.as_ref().map(|level| locale.label(level))]
        }
        _ => Vec::new(),
    };
    parts.into_iter().flatten().collect()
}
