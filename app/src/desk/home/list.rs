//! The entries that a person may work on: the form that asks for some of them, and one page of what is found.

use super::{Home, HomeEntry, Sought, Stale, Standing};
use crate::{
    desk::{
        change::state,
        values::{name, time},
    },
    domain::{form, record::EntryId},
    i18n::{Locale, fill},
    routes::{DeskPage, Page, with_query},
    written::{Question, pager},
};
use leptos::prelude::*;

/// The section of the list.
pub(super) fn section(question: &Question<'_>, home: &str, data: Home) -> impl IntoView + use<> {
    let locale = question.locale;
    let texts = locale.drafts();
    let asks = data.sought != Sought::default();
    let nothing = (data.found == 0).then(|| {
        let words = match (asks, data.decides) {
            (true, _) => texts.find_none,
            (false, true) => texts.home_none_official,
            (false, false) => texts.home_none,
        };
        view! { <p class="none" role="status">{words}</p> }
    });
    let count = (data.found > 0).then(|| {
        view! { <p class="count"><strong>{fill(texts.found, &[&locale.number(data.found as i64)])}</strong></p> }
    });
    let back = data.sought.to_query(data.page.0);
    let rows = data.entries.into_iter().map(|entry| row(question, home, (&data.key, &back), entry)).collect_view();
    let address = |page: usize| with_query(home.to_owned(), &data.sought.to_query(page)) + "#entries";
    let pages = pager(locale, data.page, address);
    view! {
        <section id="entries">
            <h2>{texts.entries}</h2>
            {ask(locale, home, &data.sought)}
            {nothing}
            {count}
            <ul class="desk-list">{rows}</ul>
            {pages}
        </section>
    }
}

/// The words for how far the work has come.
const fn standing(locale: Locale, standing: Standing) -> &'static str {
    let texts = locale.drafts();
    match standing {
        Standing::Open => texts.standing_open,
        Standing::Submitted => texts.state_submitted,
        Standing::Returned => texts.standing_returned,
        Standing::Incomplete => texts.standing_incomplete,
        Standing::Stale => locale.monitor().group_stale,
    }
}

fn ask(locale: Locale, home: &str, sought: &Sought) -> impl IntoView + use<> {
    let texts = locale.drafts();
    let kinds = form::KINDS
        .iter()
        .map(|kind| {
            let selected = sought.kind == Some(*kind);
            view! { <option value=kind.code() selected=selected>{texts.kind(kind.code())}</option> }
        })
        .collect_view();
    let standings = Standing::ALL
        .iter()
        .map(|one| {
            let selected = sought.standing == Some(*one);
            view! { <option value=one.code() selected=selected>{standing(locale, *one)}</option> }
        })
        .collect_view();
    view! {
        <form class="desk-filter" method="get" action=format!("{home}#entries") role="search" aria-label=texts.find>
            <label class="field">
                <span>{texts.find}</span>
                <input type="search" name="q" maxlength="300" autocomplete="off" placeholder=texts.find_hint value=sought.text.clone()/>
            </label>
            <label class="field">
                <span>{texts.find_kind}</span>
                <select name="kind"><option value="">{locale.filter_any}</option>{kinds}</select>
            </label>
            <label class="field">
                <span>{texts.find_standing}</span>
                <select name="state"><option value="">{locale.filter_any}</option>{standings}</select>
            </label>
            <p class="actions">
                <button type="submit">{locale.filter_apply}</button>
                <a href=home.to_owned()>{locale.filter_clear}</a>
            </p>
        </form>
    }
}

fn row(question: &Question<'_>, home: &str, (key, back): (&str, &str), row: HomeEntry) -> impl IntoView + use<> {
    let locale = question.locale;
    let texts = locale.drafts();
    let code = row.entry.to_string();
    let state = row.open.as_ref().map_or(texts.state_published, |(_, open)| state(locale, *open));
    let (done, all) = row.complete;
    let complete = fill(texts.complete, &[&done.to_string(), &all.to_string()]);
    let changed = row.changed_at.map(|at| fill(texts.last_change, &[&time(locale, at)]));
    let way = match row.open {
        Some((draft, open)) if open.is_open() => {
            let to = Page::Desk(DeskPage::Edit(draft, row.entry.clone())).path(locale.language);
            view! { <a class="action" href=to>{texts.edit}</a> }.into_any()
        }
        Some((draft, _)) => {
            let to = Page::Desk(DeskPage::Draft(draft)).path(locale.language);
            view! { <a class="action" href=to>{texts.draft}</a> }.into_any()
        }
        None => view! {
            <form method="post" action=home.to_owned()>
                <input type="hidden" name="key" value=key.to_owned()/>
                <button type="submit" name="entry" value=code.clone()>{texts.edit}</button>
            </form>
        }
        .into_any(),
    };
    let still = row.stale.map(|stale| still_true(locale, home, back, &row.entry, stale));
    view! {
        <li data-entry=code>
            <span><strong>{name(question, &row.entry)}</strong> " " <small>{texts.kind(row.entry.kind.code())}</small></span>
            <span class="meta">{state} " · " {complete} {changed.map(|changed| format!(" · {changed}"))}</span>
            {way}
            {still}
            {row.asked.map(|asked| view! { <p class="notices">{asked}</p> })}
        </li>
    }
}

/// The click that says that an entry is still true as it stands.
fn still_true(locale: Locale, home: &str, back: &str, entry: &EntryId, stale: Stale) -> impl IntoView + use<> {
    let texts = locale.monitor();
    view! {
        <form class="still-true" method="post" action=home.to_owned()>
            <input type="hidden" name="revision" value=stale.revision.to_string()/>
            <input type="hidden" name="back" value=back.to_owned()/>
            <span class="meta">{fill(texts.last_confirmed, &[&time(locale, stale.since)])}</span>
            " "
            <button type="submit" class="second" name="renew" value=entry.to_string()>{texts.still_true}</button>
        </form>
    }
}
