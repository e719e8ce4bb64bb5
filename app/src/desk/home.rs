//! What a person may work on, and the changes that are being worked on.

mod list;
mod sought;

pub use sought::{Sought, Standing};

use super::{
    Called,
    change::{called, state},
    values::time,
};
use crate::{
    domain::{draft::DraftState, form, record::EntryId, slug::Slug},
    routes::{DeskPage, Page},
    written::{Question, Written},
};
use leptos::prelude::*;

/// What the page shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Home {
    /// What is asked of the list of entries.
    pub sought: Sought,
    /// One page of the entries that are found.
    pub entries: Vec<HomeEntry>,
    /// How many are found on all pages.
    pub found: usize,
    /// This page, counted from 1, and how many there are.
    pub page: (usize, usize),
    /// Changes that are not closed, the newest first, and the last ones that are.
    pub drafts: Vec<HomeDraft>,
    /// Whether the person decides for a division, and so finds all of its entries.
    pub decides: bool,
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
    pub entries: Vec<(EntryId, Option<Called>)>,
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
    let no_drafts = data.drafts.is_empty();
    let drafts = data
        .drafts
        .iter()
        .map(|draft| {
            let named: Vec<String> =
                draft.entries.iter().map(|(entry, new)| called(question, entry, new.as_ref())).collect();
            let named = if named.is_empty() { texts.draft.to_owned() } else { named.join(locale.list_separator) };
            view! {
                <li>
                    <a href=Page::Desk(DeskPage::Draft(draft.id.clone())).path(language)>{named}</a>
                    <span class="meta">{state(locale, draft.state)} " · " {time(locale, draft.changed_at)}</span>
                    {draft.asked.clone().map(|asked| view! { <p class="notices">{asked}</p> })}
                </li>
            }
        })
        .collect_view();
    let new = form::KINDS
        .iter()
        .map(|kind| view! { <li><a class="action" href=Page::Desk(DeskPage::New(*kind)).path(language)>{texts.kind(kind.code())}</a></li> })
        .collect_view();
    let intro = if data.decides { texts.home_intro_official } else { texts.home_intro };
    Written {
        title: texts.home.to_owned(),
        here: texts.home.to_owned(),
        description: intro.to_owned(),
        class: "place desk",
        crumbs: Vec::new(),
        body: view! {
            <header><h1>{texts.home}</h1><p>{intro}</p></header>
            <section><h2>{texts.make_new}</h2><ul class="desk-new">{new}</ul></section>
            <section>
                <h2>{texts.open_changes}</h2>
                {no_drafts.then(|| view! { <p class="hint">{texts.no_drafts}</p> })}
                <ul class="desk-list">{drafts}</ul>
            </section>
            {list::section(question, &home, data)}
        }
        .into_any(),
    }
}
