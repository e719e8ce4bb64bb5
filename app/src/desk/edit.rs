//! The form for one entry of a change: its data and its page. The fields of it stand in `form`, each control in `control`.

mod came;
mod control;
mod form;
mod rules;

use super::{
    Called, Speaker,
    change::called,
    values::{name, time},
};
use crate::{
    domain::{
        form::{Problem, Raws, completeness, fields},
        language::Language,
        record::{EntryId, Kind},
        rule::Broken,
        slug::Slug,
    },
    editing::words::SavedLine,
    i18n::fill,
    routes::{DeskPage, Page},
    written::{Question, Written},
};
pub use came::{CAME_WITH, SEEN, mark};
use form::Form;
use leptos::prelude::*;
use std::collections::BTreeMap;

/// What the page shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Edit {
    /// The change.
    pub draft: Slug,
    /// The entry.
    pub entry: EntryId,
    /// Who types: the stable name of the account.
    pub account: String,
    /// The raw texts of all controls.
    pub raws: Raws,
    /// The saved texts of those controls that show what was typed and could not be saved.
    pub stood: Raws,
    /// When the server saved what was typed: milliseconds since 1970, UTC.
    pub saved_at: BTreeMap<String, i64>,
    /// Texts that the saved ones have replaced unknown to who wrote these: see
    /// [`DraftEntry::replaced`](crate::domain::draft::DraftEntry::replaced).
    pub replaced: Raws,
    /// What is wrong.
    pub problems: Vec<Problem>,
    /// What others have open: who, control, text, when.
    pub others: Vec<(Speaker, String, String, i64)>,
    /// Entries that are made by the same change and can be named here, with what they are called.
    pub own: Vec<(EntryId, Option<Called>)>,
    /// Amounts as they are understood, by the path of their field.
    pub understood: Vec<(String, Broken)>,
    /// Why nothing was saved.
    pub refused: Option<Refusal>,
}

/// Why nothing was saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The change is not open any more.
    Closed,
    /// Another person types in it.
    Others,
    /// A text is too long.
    TooLong,
    /// The form has no such field.
    UnknownField,
    /// A text holds something that cannot be kept.
    Unreadable,
    /// The database takes nothing just now.
    Unavailable,
}

pub(super) fn page(question: &Question<'_>, data: Edit) -> Written {
    let locale = question.locale;
    let texts = locale.drafts();
    let language = locale.language;
    let kind = data.entry.kind;
    let here = Page::Desk(DeskPage::Edit(data.draft.clone(), data.entry.clone())).path(language);
    let draft = Page::Desk(DeskPage::Draft(data.draft.clone())).path(language);
    let typed_name = data.raws.get(if language == Language::Chinese { "name.zh" } else { "name.en" }).cloned();
    let title = typed_name.filter(|typed| !typed.is_empty()).unwrap_or_else(|| {
        let new = data.own.iter().find(|(entry, _)| *entry == data.entry).and_then(|(_, new)| new.as_ref());
        called(question, &data.entry, new)
    });
    let mut form = Form::new(question, &data);
    let sections: Vec<AnyView> = fields(kind).unwrap_or_default().iter().map(|part| form.section(part)).collect();
    let lists = form.lists();
    let (done, all) = completeness(kind, &data.raws, &data.problems);
    let complete = fill(texts.complete, &[&done.to_string(), &all.to_string()]);
    let saved = data.saved_at.values().max();
    let seen = saved.map_or(0, |at| *at).to_string();
    let saved = saved.map_or_else(|| texts.not_saved_yet.to_owned(), |at| fill(texts.saved, &[&time(locale, *at)]));
    let next: String = form_urlencoded::byte_serialize(here.as_bytes()).collect();
    let refused = data.refused.map(|refusal| match refusal {
        Refusal::Closed if data.stood.is_empty() => texts.closed_form,
        Refusal::Closed => texts.closed,
        Refusal::Others => texts.others_type,
        Refusal::TooLong => texts.problem_too_long,
        Refusal::UnknownField => texts.problem_unknown_field,
        Refusal::Unreadable => texts.problem_unreadable,
        Refusal::Unavailable => texts.unavailable,
    });
    // What one may only read cannot be typed in, and the script leaves it alone.
    let shut = data.refused == Some(Refusal::Others);
    let attached = (!shut).then(|| data.draft.to_string());
    let sections = match shut {
        true => view! { <fieldset class="shut" disabled>{sections}</fieldset> }.into_any(),
        false => sections.into_any(),
    };
    let ended = data.refused == Some(Refusal::Closed) && data.stood.is_empty();
    let button = (!shut && !ended).then(|| view! { <button type="submit">{texts.save}</button> " " });
    let sign_in = format!("{}?next={next}", Page::Desk(DeskPage::SignIn).path(language));
    let line = (!shut).then(|| view! { <SavedLine words=saved sign_in/> });
    Written {
        title: format!("{} · {title}", texts.edit),
        here: title.clone(),
        description: texts.edit_intro.to_owned(),
        class: "place desk",
        crumbs: vec![
            (Page::Desk(DeskPage::Home).path(language), texts.home.to_owned()),
            (draft.clone(), texts.this_change.to_owned()),
        ],
        body: view! {
            <header><h1>{title}</h1><p>{texts.edit_intro}</p><p class="meta">{texts.kind(kind.code())} " · " {complete}</p></header>
            <form class="desk-form desk-edit" method="post" action=here.clone() data-draft=attached
                data-entry=data.entry.to_string() data-account=data.account.clone()>
                <input type="hidden" name=SEEN value=seen/>
                {refused.map(|refused| view! { <p class="notices" role="alert" id="mistake">{refused}</p> })}
                {sections}
                <p>{button} <a class="action" href=draft>{texts.edit_done}</a></p>
            </form>
            {line}
            {lists}
        }
        .into_any(),
    }
}

/// The organisations that a person may speak for.
pub(super) fn organisations(question: &Question<'_>, all: &[Slug], chosen: Option<&Slug>) -> AnyView {
    let label = question.locale.drafts().another_site;
    let options = all
        .iter()
        .map(|slug| {
            let words = name(question, &EntryId::new(Kind::Organisation, slug.clone()));
            let selected = chosen == Some(slug);
            view! { <option value=slug.to_string() selected=selected>{words}</option> }
        })
        .collect_view();
    if all.is_empty() {
        return ().into_any();
    }
    view! { <label class="field"><span>{label}</span><select name="organisation">{options}</select></label> }.into_any()
}
