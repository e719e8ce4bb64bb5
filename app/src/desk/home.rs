//! What a person may work on, and the changes that are being worked on.

mod list;
mod sought;

pub use sought::{Sought, Standing};

use super::{
    Author, Called, Renewed,
    change::{called, state},
    monitor::notice,
    values::time,
};
use crate::{
    domain::{draft::DraftState, form, record::EntryId, slug::Slug},
    i18n::{Locale, fill},
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
    /// What became of a click on “still true”.
    pub renewed: Option<Renewed>,
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
    /// Whether nobody has changed or confirmed it for long.
    pub stale: Option<Stale>,
}

/// An entry that nobody has changed or confirmed for long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stale {
    /// When it was last changed or confirmed: milliseconds since 1970, UTC.
    pub since: i64,
    /// The revision that a click on “still true” confirms.
    pub revision: u32,
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
    /// Whose it is, where it is another one's of the same organisation.
    pub author: Option<Author>,
    /// Whether that one has left, so that it waits for somebody to go on with it.
    pub left: bool,
    /// What an official asks for.
    pub asked: Option<String>,
}

impl HomeDraft {
    /// Whose it is; empty for one's own.
    fn whose(&self, locale: Locale) -> String {
        let texts = locale.drafts();
        self.author.as_ref().map_or_else(String::new, |author| {
            let who = author.words(locale);
            // What waits for an answer or is closed nobody works on, and who began it may have left.
            let words = match (self.left, self.state.is_open()) {
                (true, _) => fill(texts.left_by, &[&who]),
                (false, true) => fill(texts.worked_on_by, &[&who]),
                (false, false) => who,
            };
            format!(" · {words}")
        })
    }
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
                    <span class="meta">{state(locale, draft.state)} " · " {time(locale, draft.changed_at)} {draft.whose(locale)}</span>
                    {draft.left.then(|| view! { <p class="notices">{texts.left_go_on}</p> })}
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
            <header><h1>{texts.home}</h1><p>{intro}</p>{data.renewed.as_ref().map(|renewed| notice(question, renewed))}</header>
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
