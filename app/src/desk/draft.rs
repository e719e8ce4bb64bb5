//! A change that is being worked on.

use super::{
    Author, HistoryLink, Posted,
    change::{EntryChanges, changes, named_by, said, state},
    edit::SEEN,
    names::{Names, division_name},
};
use crate::{
    domain::{
        draft::{DraftState, Verdict, Word},
        form::{self, OWNERS},
        language::Language,
        record::{EntryId, Kind},
        rule::Broken,
        slug::Slug,
        text::Text,
    },
    editing::words::LeftOfDraft,
    i18n::fill,
    map::pin::escape,
    routes::{DeskPage, Page},
    written::{Question, Written},
};
use leptos::prelude::*;
use std::collections::BTreeSet;

/// What the page shows.
#[derive(Clone, Debug, PartialEq)]
pub struct DraftSheet {
    /// Its name.
    pub id: Slug,
    /// How far it has come.
    pub state: DraftState,
    /// Whose officials decide on it, once it was sent.
    pub division: Option<Slug>,
    /// Its entries.
    pub entries: Vec<EntryChanges>,
    /// What was said about it, with the names of who did.
    pub words: Vec<(Word, Author)>,
    /// The new entries that the person could not edit once they are public.
    pub strangers: BTreeSet<EntryId>,
    /// What the person may edit, where something that is to be archived is named by other entries.
    pub editable: BTreeSet<EntryId>,
    /// Whether the person may publish it without another one's decision.
    pub may_publish: bool,
    /// The reason that was typed when it could not be sent yet.
    pub kept_reason: Option<Text>,
    /// The form as it was posted, when it was not taken.
    pub posted: Posted,
    /// When something was last done with it: milliseconds since 1970, UTC.
    pub changed_at: i64,
    /// Why nothing was done.
    pub mistake: Option<DraftMistake>,
}

/// Why nothing was done with a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DraftMistake {
    /// No reason is given.
    NoReason,
    /// The reason cannot be kept as it is.
    Reason(Broken),
    /// It says nothing.
    Empty,
    /// Something in it has to be put right first; it stands with the entries.
    Problems,
    /// It is not open any more.
    Closed,
    /// Another person types in it.
    Others,
    /// Something was typed in it since the page was opened from which it was to be sent.
    Changed,
    /// The database takes nothing just now.
    Unavailable,
}

/// A box for a text of several lines, with what was typed in it.
pub(super) fn text_box(name: String, label: &'static str, typed: &str, required: bool) -> impl IntoView + use<> {
    // The framework writes the inside of a textarea as it is; a line feed at its beginning is not part of the text.
    let typed = format!("\n{}", escape(typed));
    view! {
        <label class="field wide">
            <span>{label}</span>
            <textarea name=name rows="3" maxlength="4000" required=required inner_html=typed></textarea>
        </label>
    }
}

pub(super) fn page(question: &Question<'_>, data: DraftSheet) -> Written {
    let locale = question.locale;
    let texts = locale.drafts();
    let language = locale.language;
    let here = Page::Desk(DeskPage::Draft(data.id.clone())).path(language);
    let open = data.state.is_open();
    let stands = match (data.state, &data.division) {
        (DraftState::Draft | DraftState::Returned, _) => texts.draft_intro.to_owned(),
        (DraftState::Submitted, Some(division)) => {
            fill(texts.sent_waits, &[&division_name(question.atlas, locale, division)])
        }
        (DraftState::Withdrawn, _) => texts.withdrawn_stands.to_owned(),
        _ => texts.old_draft.to_owned(),
    };
    let mistake = data.mistake.as_ref().map(|mistake| match mistake {
        DraftMistake::NoReason => texts.reason_missing,
        DraftMistake::Reason(rule) => rule.get(language),
        DraftMistake::Empty => texts.empty_change,
        DraftMistake::Problems => texts.problems,
        DraftMistake::Closed => texts.closed,
        DraftMistake::Others => texts.others_type,
        DraftMistake::Changed => texts.changed_meanwhile,
        DraftMistake::Unavailable => texts.unavailable,
    });
    let names = Names::of(question, &data.entries);
    let entries = data.entries.iter().map(|entry| part(&names, &data, &here, entry)).collect_view();
    let answering = data.state == DraftState::Returned;
    let reason = Some(data.posted.text("reason")).filter(|typed| !typed.is_empty());
    let reason = reason.or(data.kept_reason.as_deref()).unwrap_or_default();
    let send = open.then(|| {
        let label = if answering { texts.reason_answer } else { texts.reason };
        view! {
            <form class="desk-form" method="post" action=here.clone()>
                <input type="hidden" name=SEEN value=data.changed_at.to_string()/>
                {text_box("reason".into(), label, reason, false)}
                <LeftOfDraft draft=data.id.clone()/>
                <p>
                    <button type="submit" name="do" value="send">{texts.send}</button>
                    {data.may_publish.then(|| view! { " " <button type="submit" class="second" name="do" value="publish">{texts.approve_own}</button> })}
                </p>
                {data.may_publish.then(|| view! { <p class="hint">{texts.publish_own_intro}</p> })}
            </form>
        }
    });
    // It cannot be sent any more; what was typed for it is kept on the page all the same.
    let unsent = ["reason", "archive"].map(|name| data.posted.text(name)).into_iter().find(|text| !text.is_empty());
    let unsent = unsent.filter(|_| !open).map(|typed| text_box("reason".into(), texts.reason, typed, false));
    let withdraw = (open || data.state == DraftState::Submitted).then(|| {
        // Before anybody was asked there is nothing to take back.
        let words = if data.state == DraftState::Draft { texts.discard } else { texts.withdraw };
        view! { <form method="post" action=here.clone()><button type="submit" class="second" name="do" value="withdraw">{words}</button></form> }
    });
    let reopen = (data.state == DraftState::Withdrawn).then(|| {
        view! { <form method="post" action=here.clone()><button type="submit" name="do" value="reopen">{texts.reopen}</button></form> }
    });
    let new = open.then(|| {
        let links = form::KINDS
            .iter()
            .map(|kind| {
                let to = format!("{}?draft={}", Page::Desk(DeskPage::New(*kind)).path(language), data.id);
                view! { <li><a class="action" href=to>{texts.kind(kind.code())}</a></li> }
            })
            .collect_view();
        view! { <section><h2>{texts.add_entry}</h2><ul class="desk-new">{links}</ul></section> }
    });
    Written {
        title: texts.draft.to_owned(),
        here: texts.draft.to_owned(),
        description: texts.draft_intro.to_owned(),
        class: "place desk",
        crumbs: vec![(Page::Desk(DeskPage::Home).path(language), texts.home.to_owned())],
        body: view! {
            <header>
                <h1>{texts.draft} " · " {state(locale, data.state)}</h1>
                <p>{stands}</p>
            </header>
            {mistake.map(|mistake| view! { <p class="notices" role="alert" id="mistake">{mistake.to_owned()}</p> })}
            {unsent}
            {said(question, &data.words)}
            {entries}
            {send}
            {new}
            {withdraw}
            {reopen}
        }
        .into_any(),
    }
}

/// One entry of the change.
fn part(names: &Names<'_>, data: &DraftSheet, here: &str, entry: &EntryChanges) -> impl IntoView + use<> {
    let question = names.question;
    let (id, open) = (&data.id, data.state.is_open());
    let locale = question.locale;
    let texts = locale.drafts();
    let edit = (open && entry.verdict != Verdict::Approved).then(|| {
        let to = Page::Desk(DeskPage::Edit(id.clone(), entry.entry.clone())).path(locale.language);
        view! { <p><a class="action" href=to>{texts.edit}<span class="unseen">" · " {entry.name(question)}</span></a></p> }
    });
    let problems = entry
        .problems
        .iter()
        .map(|problem| {
            let sentence = if locale.language == Language::Chinese { &problem.rule.zh } else { &problem.rule.en };
            let to = Page::Desk(DeskPage::Edit(id.clone(), entry.entry.clone())).path(locale.language);
            view! { <li><a href=format!("{to}#{}", problem.path)>{texts.label(&problem.path)}</a> ": " {sentence.clone()}</li> }
        })
        .collect_view();
    let problems = (!entry.problems.is_empty())
        .then(|| view! { <div class="notices"><h3>{texts.problems}</h3><ul>{problems}</ul></div> });
    let stranger = (open && data.strangers.contains(&entry.entry)).then(|| {
        let part = Page::Desk(DeskPage::New(Kind::Participation)).path(locale.language);
        let part = OWNERS.contains(&entry.entry.kind).then(|| {
            view! { " " <a href=format!("{part}?draft={id}")>{texts.stranger_add}</a> }
        });
        view! { <p class="notices">{texts.stranger} {part}</p> }
    });
    let archive = (open && entry.new_name.is_none() && entry.verdict != Verdict::Approved).then(|| {
        let (code, marked) = (entry.entry.to_string(), entry.archive.clone());
        let again = data.posted.is("entry", &code);
        let typed = if again { data.posted.text("archive") } else { marked.as_deref().unwrap_or_default() };
        let reason = text_box("archive".into(), texts.archive_reason, typed, false);
        let undo = marked.is_some().then(|| {
            view! { <button type="submit" class="second" name="do" value="unarchive">{texts.archive_undo}</button> }
        });
        view! {
            <details open=again || marked.is_some()>
                <summary>{texts.archive}</summary>
                <form class="desk-form" method="post" action=here.to_owned()>
                    <input type="hidden" name="entry" value=code/>
                    {reason}
                    <p><button type="submit" class="second" name="do" value="archive">{texts.archive}</button> " " {undo}</p>
                </form>
            </details>
        }
    });
    // No list names what is archived; its history, from where it can be brought back, is reached from here.
    let archived = entry.archive.is_some() && entry.verdict == Verdict::Approved;
    view! {
        <section class="desk-part" data-entry=entry.entry.to_string()>
            <h2>{entry.name(question)} " " <small>{texts.kind(entry.entry.kind.code())}</small></h2>
            {(entry.verdict == Verdict::Approved).then(|| view! { <p class="meta">{if archived { texts.state_archived } else { texts.state_approved }}</p> })}
            {entry.answer.clone().filter(|_| entry.verdict != Verdict::Approved).map(|answer| view! { <p class="notices"><strong>{texts.answer_of_official} ": "</strong>{answer}</p> })}
            {problems}
            {stranger}
            {named_by(names, entry, open.then_some((here, &data.editable)))}
            {changes(names, entry, None)}
            {edit}
            {archive}
            {archived.then(|| view! { <HistoryLink entry=entry.entry.clone()/> })}
        </section>
    }
}
