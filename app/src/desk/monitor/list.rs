//! A list of entries with what is to be said of each, and the button that confirms one.

use super::{Row, Sayings, address, address_of_page};
use crate::{
    desk::field_words,
    domain::record::EntryId,
    i18n::{Locale, fill},
    monitor::Filter,
    routes::{self, DeskPage, Page},
    written::{Question, address as page_of, kind_words, pager},
};
use leptos::prelude::*;

pub(super) fn list(
    question: &Question<'_>,
    what: Sayings,
    filter: &Filter,
    rows: Vec<Row>,
    all: usize,
    page: (usize, usize),
) -> impl IntoView + use<> {
    let locale = question.locale;
    let texts = locale.monitor();
    let back = filter.on_page(page.0);
    let rows = rows.into_iter().map(|row| item(question, what, &back, row)).collect_view();
    let file = routes::monitor_file(locale.language, &filter.to_query());
    let to = |number: usize| address_of_page(locale, filter, number);
    view! {
        <section>
            <p class="count">
                <strong>{fill(texts.asked_for, &[&locale.number(all as i64)])}</strong>
                <a href=address(locale, &Filter::default())>{texts.all_tables}</a>
                <a href=file download="">{texts.as_file}</a>
            </p>
            <ul class="findings">{rows}</ul>
            {pager(locale, page, to)}
        </section>
    }
}

fn item(question: &Question<'_>, what: Sayings, back: &str, row: Row) -> impl IntoView + use<> {
    let locale = question.locale;
    let texts = locale.monitor();
    let flaws = row
        .flaws
        .iter()
        .map(|(flaw, with)| {
            let with = with.as_ref().map(|other| view! { ": " {texts.with_other} {link(question, other)} });
            view! { <li>{what.flaw(*flaw)}{with}</li> }
        })
        .collect_view();
    let confirmed =
        row.confirmed.map(|at| view! { <p class="meta">{fill(texts.last_confirmed, &[&at.words(locale)])}</p> });
    let renew = row.renewable.map(|revision| renew(locale, back, &row.entry, revision));
    view! {
        <li>
            <p><strong>{link(question, &row.entry)}</strong> " " <span class="meta">{kind_words(locale, row.entry.kind)}</span></p>
            <ul class="plain">{flaws}</ul>
            {confirmed}
            {renew}
        </li>
    }
}

/// The name of an entry as a link to where it is shown.
fn link(question: &Question<'_>, entry: &EntryId) -> impl IntoView + use<> {
    let name = field_words::name(question.locale, question.atlas, entry);
    match page_of(question.atlas, question.locale.language, entry) {
        Some(href) => view! { <a href=href>{name}</a> }.into_any(),
        None => name.into_any(),
    }
}

/// The button; `back` is the query of the page that it stands on.
fn renew(locale: Locale, back: &str, entry: &EntryId, revision: u32) -> impl IntoView + use<> {
    view! {
        <form method="post" action=Page::Desk(DeskPage::Monitor).path(locale.language)>
            <input type="hidden" name="entry" value=entry.to_string()/>
            <input type="hidden" name="revision" value=revision.to_string()/>
            <input type="hidden" name="back" value=back.to_owned()/>
            <button type="submit">{locale.monitor().still_true}</button>
        </form>
    }
}
