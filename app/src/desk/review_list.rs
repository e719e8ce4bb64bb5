//! Reviewing: what waits for a decision, and what became of the change that was decided on just now.

use super::{
    Called, Speaker,
    change::called,
    values::{name, time},
};
use crate::{
    domain::{record::EntryId, slug::Slug},
    i18n::fill,
    routes::{DeskPage, Page},
    written::{Question, Written, address},
};
use leptos::prelude::*;

/// What the page shows.
#[derive(Clone, Debug, PartialEq)]
pub struct ReviewList {
    /// What waits, the oldest first.
    pub waiting: Vec<Waiting>,
    /// What was decided on the page before.
    pub decided: Option<DecidedChange>,
}

/// A change that waits.
#[derive(Clone, Debug, PartialEq)]
pub struct Waiting {
    /// Its name.
    pub id: Slug,
    /// Its entries, with the names of new ones.
    pub entries: Vec<(EntryId, Option<Called>)>,
    /// Its author.
    pub who: Speaker,
    /// When it was sent: milliseconds since 1970, UTC.
    pub at: i64,
    /// Why.
    pub reason: String,
}

/// What became of a change.
#[derive(Clone, Debug, PartialEq)]
pub struct DecidedChange {
    /// Its name.
    pub id: Slug,
    /// The entries of which something was published.
    pub published: Vec<EntryId>,
    /// The entries of which something went back to the author, with the names of new ones.
    pub back: Vec<(EntryId, Option<Called>)>,
}

pub(super) fn page(question: &Question<'_>, data: ReviewList) -> Written {
    let locale = question.locale;
    let texts = locale.drafts();
    let none = data.waiting.is_empty();
    let decided = data.decided.map(|decided| told(question, decided));
    let rows = data
        .waiting
        .into_iter()
        .map(|one| {
            let named: Vec<String> = one.entries.iter().map(|(entry, new)| called(question, entry, new.as_ref())).collect();
            view! {
                <li>
                    <a href=Page::Desk(DeskPage::ReviewOne(one.id)).path(locale.language)>{named.join(locale.list_separator)}</a>
                    <span class="meta">{fill(texts.by_whom, &[&one.who.words(locale, question.atlas), &time(locale, one.at)])}</span>
                    <p>{one.reason}</p>
                </li>
            }
        })
        .collect_view();
    Written {
        title: texts.review.to_owned(),
        here: texts.review.to_owned(),
        description: texts.review_intro.to_owned(),
        class: "place desk",
        crumbs: vec![(Page::Desk(DeskPage::Home).path(locale.language), texts.home.to_owned())],
        body: view! {
            <header>
                <h1>{texts.review}</h1>
                <p>{texts.review_intro}</p>
                {decided}
            </header>
            {none.then(|| view! { <p class="hint">{texts.no_review}</p> })}
            <ul class="desk-list">{rows}</ul>
        }
        .into_any(),
    }
}

/// Says what was published and what went back, with the ways to both.
fn told(question: &Question<'_>, decided: DecidedChange) -> impl IntoView + use<> {
    let locale = question.locale;
    let texts = locale.drafts();
    let published = decided
        .published
        .iter()
        .map(|entry| {
            // What was archived has no page any more, but a history.
            let page = address(question.atlas, locale.language, entry);
            let to = page.unwrap_or_else(|| Page::History(entry.clone()).path(locale.language));
            view! { <li><a href=to>{name(question, entry)}</a></li> }
        })
        .collect_view();
    let count = locale.number(decided.published.len() as i64);
    let nothing = decided.published.is_empty() && decided.back.is_empty();
    let published = (!decided.published.is_empty())
        .then(|| view! { <p>{fill(texts.decided_published, &[&count])}</p> <ul>{published}</ul> });
    let back: Vec<String> = decided.back.iter().map(|(entry, new)| called(question, entry, new.as_ref())).collect();
    let back = (!back.is_empty())
        .then(|| view! { <p>{fill(texts.decided_returned, &[&back.join(locale.list_separator)])}</p> });
    let change = Page::Desk(DeskPage::ReviewOne(decided.id)).path(locale.language);
    view! {
        <div class="done" role="status" id="decided">
            {published}
            {back}
            {nothing.then(|| view! { <p>{texts.decided_same}</p> })}
            <p><a href=change>{texts.decided_change}</a></p>
        </div>
    }
}
