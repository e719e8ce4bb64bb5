//! The history of an entry: every revision, and what changed with it, in words.

mod back;
mod steps;
mod unpublished;

pub use back::{Back, Staying};
pub use unpublished::{Beside, Happened};

use super::{Author, Moment, field_words};
use crate::{
    domain::{
        history::Turn,
        record::{EntryId, Kind},
        slug::Slug,
        text::{Name, Text},
    },
    i18n::{fill, use_locale},
    routes::Page,
    written::{Question, Written, address},
};
use leptos::prelude::*;

/// What the page shows.
#[derive(Clone, Debug, PartialEq)]
pub struct History {
    /// The entry.
    pub entry: EntryId,
    /// What an archived one was called last.
    pub last_name: Option<Name>,
    /// Whether it is not published any more.
    pub archived: bool,
    /// Some of its revisions, the newest first.
    pub revisions: Vec<Revision>,
    /// What of its changes was not published, as far as the visitor may see it; the newest first.
    pub unpublished: Vec<Beside>,
    /// The revision to go on from, where there are older ones.
    pub older: Option<u32>,
    /// The number of the present revision.
    pub present: u32,
    /// How an archived entry comes back, where the visitor may bring it back.
    pub back: Option<Back>,
    /// Where the visitor may bring a revision back: what names one sending of the form, so that a double click begins once.
    pub restore: Option<String>,
    /// Whether nothing was begun, because something that was to come back cannot any more.
    pub refused: bool,
}

/// A revision as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Revision {
    /// Its number.
    pub number: u32,
    /// When it was published.
    pub at: Moment,
    /// For which organisation.
    pub organisation: Option<Slug>,
    /// What it did.
    pub turn: Turn,
    /// Who made it and why; only for those with rights.
    pub inside: Option<Inside>,
}

/// What of a revision is only for those with rights.
#[derive(Clone, Debug, PartialEq)]
pub struct Inside {
    /// Who made the change.
    pub person: Author,
    /// Which official approved it; `None` where it was published without a review.
    pub approver: Option<Author>,
    /// Why it was made.
    pub reason: Text,
}

pub(super) fn page(question: &Question<'_>, data: History) -> Written {
    let locale = question.locale;
    let texts = locale.monitor();
    let called = match &data.last_name {
        Some(name) => locale.name(name),
        None => field_words::name(locale, question.atlas, &data.entry),
    };
    let title = fill(texts.history_of, &[&called]);
    let back = address(question.atlas, locale.language, &data.entry).map(|href| (href, called.clone()));
    let path = Page::History(data.entry.clone()).path(locale.language);
    let refused = data.refused.then(|| {
        view! { <p class="notices" role="alert" id="mistake">{texts.bring_back_refused}</p> }
    });
    let archived = data.archived.then(|| {
        let back = data.back.as_ref().zip(data.restore.clone());
        let back = back.map(|(back, key)| back.form(question, &path, key));
        view! { <p class="notices">{texts.history_archived}</p> {back} }
    });
    let nothing = data.revisions.is_empty().then(|| view! { <p class="none">{texts.history_none}</p> });
    let rows = data.revisions.iter().map(|revision| article(question, &data, revision, &path)).collect_view();
    let older = data.older.map(|number| {
        view! { <p><a class="action" href=format!("{path}?from={number}")>{texts.history_older}</a></p> }
    });
    let from_middle = data.revisions.first().is_some_and(|first| first.number < data.present);
    let newest = from_middle.then(|| view! { <p><a href=path.clone()>{texts.history_newest}</a></p> });
    Written {
        title: title.clone(),
        here: texts.history.to_owned(),
        description: texts.history_intro.to_owned(),
        class: "place history",
        crumbs: back.into_iter().collect(),
        body: view! {
            <header>
                <h1>{title}</h1>
                <p>{texts.history_intro}</p>
                {refused}
                {archived}
                {newest}
            </header>
            {nothing}
            <div class="revisions">{rows}</div>
            {older}
            {unpublished::section(question, &data)}
        }
        .into_any(),
    }
}

fn article(question: &Question<'_>, data: &History, revision: &Revision, path: &str) -> impl IntoView + use<> {
    let locale = question.locale;
    let texts = locale.monitor();
    let Revision { number, at, organisation, turn, inside } = revision;
    let present = (*number == data.present).then_some(texts.revision_present);
    let organisation = match organisation {
        Some(id) => {
            let name = field_words::name(locale, question.atlas, &EntryId::new(Kind::Organisation, id.clone()));
            fill(texts.for_organisation, &[&name])
        }
        None => texts.for_nobody.to_owned(),
    };
    let inside = inside.as_ref().map(|Inside { person, approver, reason }| {
        let approver = approver
            .as_ref()
            .map(|approver| view! { <div><dt>{texts.approver}</dt><dd>{approver.words(locale)}</dd></div> });
        view! {
            <dl class="inside">
                <div><dt>{texts.by_person}</dt><dd>{person.words(locale)}</dd></div>
                {approver}
                <div><dt>{texts.because}</dt><dd>{reason.reads(locale.language).0.to_owned()}</dd></div>
            </dl>
        }
    });
    let older = *number < data.present && *turn != Turn::Archived;
    let key = data.restore.clone().filter(|_| older);
    let heading = fill(texts.revision, &[&locale.number(i64::from(*number))]);
    view! {
        <article class="revision" id=format!("revision-{number}")>
            <h2>{heading} {present.map(|words| view! { " " <span class="badge quiet">{words}</span> })}</h2>
            <p class="meta"><span>{at.view(locale)}</span><span>{organisation}</span></p>
            {inside}
            {steps::turn(locale, question.atlas, turn)}
            {key.map(|key| {
                let with = data.back.as_ref().map(Back::all_hidden);
                let hint = if with.is_some() { texts.bring_back_hint } else { texts.restore_hint };
                restore(path, *number, key, (texts.restore, hint), format!("restore-{number}"), with)
            })}
        </article>
    }
}

/// The button that begins a change with the values of an old revision: its words and its hint. `hint_id`: the name of the
/// hint on the page. `with`: what the form sends besides.
fn restore(
    path: &str,
    number: u32,
    key: String,
    (button, hint): (&'static str, &'static str),
    hint_id: String,
    with: Option<AnyView>,
) -> impl IntoView + use<> {
    view! {
        <form method="post" action=path.to_owned()>
            <input type="hidden" name="revision" value=number.to_string()/>
            <input type="hidden" name="key" value=key/>
            {with}
            <button type="submit" aria-describedby=hint_id.clone()>{button}</button>
            <p class="hint" id=hint_id>{hint}</p>
        </form>
    }
}

/// The link to the history of an entry from its page.
#[component]
pub fn HistoryLink(
    /// The entry.
    entry: EntryId,
) -> impl IntoView {
    let locale = use_locale();
    // An installation without a database to ask has no histories.
    let shown = crate::api::guard::desk().is_some();
    let href = Page::History(entry).path(locale.language);
    shown.then(|| view! { <p class="hint"><a href=href>{locale.monitor().history_link}</a></p> })
}
