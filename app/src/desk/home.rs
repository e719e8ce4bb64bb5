//! What one's organisations take part in, and the changes that are being worked on.

use super::{
    change::state,
    edit::{all_of, list},
    values::{name, time},
};
use crate::{
    domain::{draft::DraftState, form, record::EntryId, slug::Slug},
    i18n::fill,
    routes::{DeskPage, Page},
    written::{Question, Written},
};
use leptos::prelude::*;

/// What the page shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Home {
    /// What the organisations take part in.
    pub entries: Vec<HomeEntry>,
    /// Changes that are not closed, the newest first, and the last ones that are.
    pub drafts: Vec<HomeDraft>,
    /// Whether the person may change entries of others, too, and so chooses among all.
    pub chooses: bool,
    /// Names the next change that is begun, so that a double click begins one.
    pub key: String,
}

/// An entry of the list.
#[derive(Clone, Debug, PartialEq)]
pub struct HomeEntry {
    /// The entry.
    pub entry: EntryId,
    /// The open change that it is in, and how far that has come.
    pub open: Option<(Slug, DraftState)>,
    /// How many required fields are filled in, and how many there are.
    pub complete: (usize, usize),
    /// When it was last published: milliseconds since 1970, UTC.
    pub changed_at: Option<i64>,
    /// What an official asks for.
    pub asked: Option<String>,
}

/// A change of the list.
#[derive(Clone, Debug, PartialEq)]
pub struct HomeDraft {
    /// Its name.
    pub id: Slug,
    /// How far it has come.
    pub state: DraftState,
    /// Its entries, with the names of new ones.
    pub entries: Vec<(EntryId, Option<String>)>,
    /// When it was last changed: milliseconds since 1970, UTC.
    pub changed_at: i64,
    /// What an official asks for.
    pub asked: Option<String>,
}

pub(super) fn page(question: &Question<'_>, data: Home) -> Written {
    let locale = question.locale;
    let texts = locale.drafts();
    let language = locale.language;
    let home = Page::Desk(DeskPage::Home).path(language);
    let none = data.entries.is_empty();
    let entries = data.entries.into_iter().map(|entry| row(question, &home, &data.key, entry)).collect_view();
    let no_drafts = data.drafts.is_empty();
    let drafts = data
        .drafts
        .into_iter()
        .map(|draft| {
            let named: Vec<String> =
                draft.entries.iter().map(|(entry, new)| new.clone().unwrap_or_else(|| name(question, entry))).collect();
            let named = if named.is_empty() { texts.draft.to_owned() } else { named.join(locale.list_separator) };
            view! {
                <li>
                    <a href=Page::Desk(DeskPage::Draft(draft.id)).path(language)>{named}</a>
                    <span class="meta">{state(locale, draft.state)} " · " {time(locale, draft.changed_at)}</span>
                    {draft.asked.map(|asked| view! { <p class="notices">{asked}</p> })}
                </li>
            }
        })
        .collect_view();
    let choose = data.chooses.then(|| {
        let kinds = form::KINDS.iter().filter(|kind| crate::routes::has_page(**kind));
        let all = kinds.flat_map(|kind| {
            all_of(question, *kind, &[]).into_iter().map(move |(slug, words)| (format!("{kind}/{slug}"), words))
        });
        let all = list("all-entries".into(), all.collect());
        view! {
            <form class="desk-form" method="post" action=home.clone()>
                <input type="hidden" name="key" value=format!("{}-any", data.key)/>
                <label class="field"><span>{texts.label("entry")}</span><input name="entry" list="all-entries" autocomplete="off" required/></label>
                <p><button type="submit">{texts.edit}</button></p>
                {all}
            </form>
        }
    });
    let new = form::KINDS
        .iter()
        .map(|kind| view! { <li><a class="action" href=Page::Desk(DeskPage::New(*kind)).path(language)>{texts.kind(kind.code())}</a></li> })
        .collect_view();
    Written {
        title: texts.home.to_owned(),
        here: texts.home.to_owned(),
        description: texts.home_intro.to_owned(),
        class: "place desk",
        crumbs: Vec::new(),
        body: view! {
            <header><h1>{texts.home}</h1><p>{texts.home_intro}</p></header>
            <section>
                <h2>{texts.open_changes}</h2>
                {no_drafts.then(|| view! { <p class="hint">{texts.no_drafts}</p> })}
                <ul class="desk-list">{drafts}</ul>
            </section>
            <section>
                <h2>{texts.entries}</h2>
                {none.then(|| view! { <p class="hint">{texts.home_none}</p> })}
                {choose}
                <ul class="desk-list">{entries}</ul>
            </section>
            <section><h2>{texts.make_new}</h2><ul class="desk-new">{new}</ul></section>
        }
        .into_any(),
    }
}

fn row(question: &Question<'_>, home: &str, key: &str, row: HomeEntry) -> impl IntoView + use<> {
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
    view! {
        <li data-entry=code>
            <span><strong>{name(question, &row.entry)}</strong> " " <small>{texts.kind(row.entry.kind.code())}</small></span>
            <span class="meta">{state} " · " {complete} {changed.map(|changed| format!(" · {changed}"))}</span>
            {way}
            {row.asked.map(|asked| view! { <p class="notices">{asked}</p> })}
        </li>
    }
}
