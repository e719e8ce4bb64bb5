//! What of an entry's changes was not published: versions that came back, and values that another one was preferred to.

use super::{
    super::{Author, Moment, Speaker, names::Names, values::words},
    History, steps,
};
use crate::{
    domain::{history::Turn, merge::Keep, text::Text},
    i18n::fill,
    written::Question,
};
use leptos::prelude::*;
use serde_json::Value;

/// What an official did with a change, as far as it concerns the entry.
#[derive(Clone, Debug, PartialEq)]
pub struct Beside {
    /// When.
    pub at: Moment,
    /// The official.
    pub by: Author,
    /// Who made the change.
    pub author: Speaker,
    /// What was done.
    pub happened: Happened,
}

/// What was done with a change.
#[derive(Clone, Debug, PartialEq)]
pub enum Happened {
    /// A version came back to its author.
    Returned {
        /// Why.
        reason: Text,
        /// What was said to this entry.
        answer: Option<Text>,
        /// What it would have done.
        sent: Turn,
    },
    /// Of two values for a field one was chosen.
    Decided {
        /// The field, as the conflict named it.
        field: String,
        /// The value that stood there.
        theirs: Value,
        /// The value of the change.
        ours: Value,
        /// Which one holds.
        keep: Keep,
    },
}

/// All of it; nothing where there is none.
pub(super) fn section(question: &Question<'_>, data: &History) -> Option<impl IntoView + use<>> {
    let texts = question.locale.monitor();
    let rows = data.unpublished.iter().map(|one| article(question, data, one)).collect_view();
    (!data.unpublished.is_empty()).then(|| {
        view! {
            <section id="unpublished">
                <h2>{texts.unpublished}</h2>
                <p>{texts.unpublished_intro}</p>
                <div class="revisions">{rows}</div>
            </section>
        }
    })
}

fn article(question: &Question<'_>, data: &History, one: &Beside) -> impl IntoView + use<> {
    let locale = question.locale;
    let texts = locale.monitor();
    let (heading, said, what) = match &one.happened {
        Happened::Returned { reason, answer, sent } => {
            let said = [(texts.because, Some(reason)), (texts.said_to_entry, answer.as_ref())];
            (texts.returned, said, steps::turn(locale, question.atlas, sent))
        }
        Happened::Decided { field, theirs, ours, keep } => {
            let label = locale.drafts().label(field);
            let (kept, other) = match keep {
                Keep::Ours => (ours, theirs),
                Keep::Theirs => (theirs, ours),
            };
            let names = Names::published(question);
            let say = |value| words(&names, data.entry.kind, field, value);
            let what = fill(texts.kept_not, &[&say(kept), &say(other)]);
            let what = view! { <dl class="steps"><div><dt>{label}</dt><dd>{what}</dd></div></dl> };
            (texts.decided, [(texts.because, None), (texts.said_to_entry, None)], what.into_any())
        }
    };
    let said = said
        .into_iter()
        .filter_map(|(label, text)| Some(view! { <div><dt>{label}</dt><dd>{text?.to_string()}</dd></div> }))
        .collect_view();
    view! {
        <article class="revision">
            <h3>{heading}</h3>
            <p class="meta">{one.at.view(locale)}</p>
            <dl class="inside">
                <div><dt>{texts.changed_by}</dt><dd>{one.author.words(locale, question.atlas)}</dd></div>
                <div><dt>{texts.decided_by}</dt><dd>{one.by.words(locale)}</dd></div>
                {said}
            </dl>
            {what}
        </article>
    }
}
