//! Begins a new entry.

use super::{Called, change::called, edit::organisations};
use crate::{
    domain::{
        form::{self, owner_control},
        record::{EntryId, Kind},
        slug::Slug,
    },
    routes::{DeskPage, Page},
    written::{Question, Written},
};
use leptos::prelude::*;

/// What the page shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Begin {
    /// The kind of the entry.
    pub kind: Kind,
    /// The organisations that the person may speak for.
    pub organisations: Vec<Slug>,
    /// The change that the entry is added to; a new one without it.
    pub draft: Option<Slug>,
    /// The new entries of that change that this one can belong to.
    pub owners: Vec<(EntryId, Option<Called>)>,
    /// What was typed: the Chinese and the English name.
    pub names: (String, String),
    /// The organisation that was chosen to speak for.
    pub chosen: Option<Slug>,
    /// Why nothing was begun.
    pub mistake: Option<BeginMistake>,
    /// Names the beginning, so that a double click begins once.
    pub key: String,
}

/// Why no entry was begun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BeginMistake {
    /// A name is too long.
    TooLong,
    /// The change that it was to be added to is not open any more.
    Closed,
    /// Another person types in that change.
    Others,
    /// The database takes nothing just now.
    Unavailable,
}

pub(super) fn page(question: &Question<'_>, data: Begin) -> Written {
    let locale = question.locale;
    let texts = locale.drafts();
    let title = format!("{} · {}", texts.new_entry, texts.kind(data.kind.code()));
    // A kind that must have a name is asked for it; the others are called by what they link.
    let named = form::field(data.kind, "name").is_some_and(|part| part.required);
    let intro = if named { texts.new_intro } else { texts.new_intro_nameless };
    let names = named.then(|| view! {
        <label class="field"><span>{texts.label("name.zh")}</span><input name="name.zh" lang="zh-Hans" maxlength="200" value=data.names.0/></label>
        <label class="field"><span>{texts.label("name.en")}</span><input name="name.en" lang="en" maxlength="200" value=data.names.1/></label>
    });
    let owner = owner_control(data.kind).filter(|_| !data.owners.is_empty()).map(|(field, _)| {
        let options = data.owners.iter().map(|(entry, new)| {
            view! { <option value=entry.to_string()>{called(question, entry, new.as_ref())}</option> }
        });
        let options = options.collect_view();
        view! {
            <label class="field">
                <span>{texts.label(field)}</span>
                <select name="of">{options}<option value="">{texts.choose}</option></select>
            </label>
        }
    });
    let mistake = data.mistake.map(|mistake| match mistake {
        BeginMistake::TooLong => texts.problem_too_long,
        BeginMistake::Closed => texts.begin_closed,
        BeginMistake::Others => texts.begin_others,
        BeginMistake::Unavailable => texts.unavailable,
    });
    let speak = data.draft.is_none().then(|| organisations(question, &data.organisations, data.chosen.as_ref()));
    Written {
        title: title.clone(),
        here: title.clone(),
        description: intro.to_owned(),
        class: "place desk",
        crumbs: vec![(Page::Desk(DeskPage::Home).path(locale.language), texts.home.to_owned())],
        body: view! {
            <header>
                <h1>{title}</h1>
                <p>{intro}</p>
                {mistake.map(|mistake| view! { <p class="notices" role="alert" id="mistake">{mistake}</p> })}
            </header>
            <form class="desk-form" method="post" action=Page::Desk(DeskPage::New(data.kind)).path(locale.language)>
                <input type="hidden" name="key" value=data.key/>
                {data.draft.map(|draft| view! { <input type="hidden" name="draft" value=draft.to_string()/> })}
                {names}
                {owner}
                {speak}
                <p><button type="submit">{texts.make_new}</button></p>
            </form>
        }
        .into_any(),
    }
}
