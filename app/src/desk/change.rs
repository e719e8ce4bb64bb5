//! What pages about a change share: its entries with what they change, and what was said.

use super::{
    Author, Called, Posted, compared,
    names::Names,
    values::{name, time},
};
use crate::{
    atlas::Atlas,
    domain::{
        draft::{DraftState, Verdict, Word},
        form::{self, Problem},
        record::EntryId,
    },
    i18n::Locale,
    written::Question,
};
use leptos::prelude::*;
use serde_json::Value;
use std::collections::BTreeSet;

/// What a change does to one entry.
#[derive(Clone, Debug, PartialEq)]
pub struct EntryChanges {
    /// The entry.
    pub entry: EntryId,
    /// What it is called in the change, where it is new or comes back.
    pub new_name: Option<Called>,
    /// Why it is to be archived.
    pub archive: Option<String>,
    /// The fields that it changes.
    pub changes: Vec<FieldChange>,
    /// Where it is stated after the change, as JSON.
    pub sources: Value,
    /// What is still wrong with it, or would be wrong beside what is published.
    pub problems: Vec<Problem>,
    /// Where it is to be archived: the entries that would still name it.
    pub named_by: Vec<EntryId>,
    /// What an official made of it.
    pub verdict: Verdict,
    /// What the official said to it.
    pub answer: Option<String>,
}

/// The old and the new value of a field, as JSON.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldChange {
    /// The field.
    pub field: String,
    /// As it is published.
    pub before: Value,
    /// As the change has it.
    pub after: Value,
}

impl EntryChanges {
    /// What the entry is called.
    pub(super) fn name(&self, question: &Question<'_>) -> String {
        called(question, &self.entry, self.new_name.as_ref())
    }
}

/// What an entry of a change is called; `new`: where it is not published.
pub(super) fn called(question: &Question<'_>, entry: &EntryId, new: Option<&Called>) -> String {
    new.map_or_else(|| name(question, entry), |new| new.get(question.locale).to_owned())
}

/// The words for a state.
pub(super) const fn state(locale: Locale, state: DraftState) -> &'static str {
    let texts = locale.drafts();
    match state {
        DraftState::Draft => texts.state_draft,
        DraftState::Submitted => texts.state_submitted,
        DraftState::Returned => texts.state_returned,
        DraftState::Withdrawn => texts.state_withdrawn,
        DraftState::Approved => texts.state_approved,
    }
}

/// Old and new per field, in the order in which forms ask for them; of what is not published yet there is nothing old. `leave`,
/// what was posted before, adds a box for leaving a field out.
pub(super) fn changes(names: &Names<'_>, entry: &EntryChanges, leave: Option<&Posted>) -> impl IntoView + use<> {
    let texts = names.question.locale.drafts();
    let order = form::fields(entry.entry.kind).unwrap_or_default();
    let place =
        |change: &&FieldChange| order.iter().position(|field| field.name == change.field).unwrap_or(order.len());
    let mut in_order: Vec<_> = entry.changes.iter().collect();
    in_order.sort_by_key(place);
    let is_new = entry.new_name.is_some() && entry.changes.iter().all(|change| change.before.is_null());
    let rows = in_order
        .into_iter()
        .map(|change| {
            let (before, after) = match is_new {
                true => (None, compared::new(names, entry.entry.kind, change)),
                false => compared::both(names, entry.entry.kind, change),
            };
            let box_name = format!("leave:{}:{}", entry.entry, change.field);
            let leave = leave.map(|posted| {
                let ticked = posted.is(&box_name, "yes");
                view! { <td class="leave"><label class="tick"><input type="checkbox" name=box_name value="yes" checked=ticked/> {texts.leave_out}</label></td> }
            });
            view! {
                <tr>
                    <th scope="row">{texts.label(&change.field)}</th>
                    {before.map(|before| view! { <td data-column=texts.field_was>{before}</td> })}
                    <td data-column=texts.field_now>{after}</td>
                    {leave}
                </tr>
            }
        })
        .collect_view();
    (!entry.changes.is_empty()).then(|| {
        view! {
            <div class="table-frame">
                <table class="desk-changes">
                    <thead><tr><td class="what"></td>{(!is_new).then(|| view! { <th scope="col">{texts.field_was}</th> })}<th scope="col">{texts.field_now}</th>{leave.is_some().then(|| view! { <td class="leave"></td> })}</tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
    })
}

/// Whether a published entry belongs to another one: what is said or paid of that, or who takes part in it.
pub fn belongs_to(atlas: &Atlas, one: &EntryId, other: &EntryId) -> bool {
    atlas.records().get(one).and_then(|record| record.owner()).is_some_and(|owner| owner == *other)
}

/// The entries that name what is to be archived; as long as there are any it cannot be. `ways`: where forms of the change are
/// sent, and what of these entries the person may edit, as long as the change is open.
pub(super) fn named_by(
    names: &Names<'_>,
    entry: &EntryChanges,
    ways: Option<(&str, &BTreeSet<EntryId>)>,
) -> impl IntoView + use<> {
    let texts = names.question.locale.drafts();
    let way = |of: &EntryId, what: &'static str, words: &'static str| {
        ways.map(|(here, _)| {
            view! {
                <form method="post" action=here.to_owned()>
                    <input type="hidden" name="entry" value=of.to_string()/>
                    <button type="submit" class="second" name="do" value=what>{words}</button>
                </form>
            }
        })
    };
    let may_edit = |one: &&EntryId| ways.is_some_and(|(_, editable)| editable.contains(*one));
    let rows = entry
        .named_by
        .iter()
        .map(|one| {
            let edit = Some(one).filter(may_edit).and_then(|one| way(one, "include", texts.include));
            view! { <li>{names.name(one)} " " <small>{texts.kind(one.kind.code())}</small> {edit}</li> }
        })
        .collect_view();
    // What belongs to it goes with it; other entries only name it.
    let any = entry.named_by.iter().any(|one| may_edit(&one) && belongs_to(names.question.atlas, one, &entry.entry));
    let archive = any.then(|| way(&entry.entry, "archive-belongings", texts.archive_belongings)).flatten();
    (!entry.named_by.is_empty())
        .then(|| view! { <div class="notices"><p>{texts.named_by}</p><ul>{rows}</ul>{archive}</div> })
}

/// What was done, for a line that goes on with who did it and when.
const fn event(locale: Locale, state: DraftState) -> &'static str {
    let texts = locale.drafts();
    match state {
        DraftState::Draft => texts.state_draft,
        DraftState::Submitted => texts.event_submitted,
        DraftState::Returned => texts.event_returned,
        DraftState::Withdrawn => texts.event_withdrawn,
        DraftState::Approved => texts.event_approved,
    }
}

/// What author and officials said to each other.
pub(super) fn said(question: &Question<'_>, all: &[(Word, Author)]) -> impl IntoView + use<> {
    let locale = question.locale;
    let texts = locale.drafts();
    let rows = all
        .iter()
        .map(|(word, who)| {
            let by = crate::i18n::fill(texts.by_whom, &[&who.words(locale), &time(locale, word.at)]);
            view! { <li><strong>{event(locale, word.state)}</strong> " " <small>{by}</small><p>{word.text.to_string()}</p></li> }
        })
        .collect_view();
    (!all.is_empty()).then(|| view! { <section><h2>{texts.words}</h2><ol class="desk-said">{rows}</ol></section> })
}
