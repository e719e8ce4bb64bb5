//! Reviewing one change: old and new values, conflicts and the effect on totals.

use super::{
    Author, Posted, Speaker,
    change::{EntryChanges, changes, named_by, said},
    draft::text_box,
    effect::{self, TotalChange},
    names::Names,
    review_map,
    values::{time, words},
};
use crate::{
    atlas::differences::MarkChange,
    domain::{draft::Word, form, merge::Conflict, record::EntryId, rule::Broken, slug::Slug},
    i18n::fill,
    routes::{DeskPage, Page},
    written::{Question, Written},
};
use leptos::prelude::*;
use serde_json::Value;

/// One change, to be decided on.
#[derive(Clone, Debug, PartialEq)]
pub struct ReviewOne {
    /// Its name.
    pub id: Slug,
    /// How often it was sent.
    pub round: u32,
    /// Whether it waits for a decision.
    pub waits: bool,
    /// Its author.
    pub who: Speaker,
    /// When it was sent, or last decided on: milliseconds since 1970, UTC.
    pub at: i64,
    /// Its entries.
    pub entries: Vec<EntryChanges>,
    /// What was said about it.
    pub words: Vec<(Word, Author)>,
    /// Totals that it changes.
    pub effect: Vec<TotalChange>,
    /// Marks of the map that it changes.
    pub map: Vec<MarkChange>,
    /// Fields that others have set meanwhile, whether anybody has tried to approve it or not.
    pub conflicts: Vec<EntryConflicts>,
    /// The form as it was posted, when it was not taken.
    pub posted: Posted,
    /// Why nothing was done.
    pub mistake: Option<ReviewMistake>,
    /// What would be broken by it.
    pub broken: Vec<BrokenRule>,
}

/// A rule that a change would break.
#[derive(Clone, Debug, PartialEq)]
pub struct BrokenRule {
    /// The entry, where it is one's.
    pub entry: Option<EntryId>,
    /// The path of the control; empty for the entry as a whole.
    pub control: String,
    /// The rule.
    pub rule: Broken,
    /// What it would name, that is not published.
    pub target: Option<EntryId>,
}

/// The conflicts of one entry.
#[derive(Clone, Debug, PartialEq)]
pub struct EntryConflicts {
    /// The entry.
    pub entry: EntryId,
    /// Its fields.
    pub conflicts: Vec<Conflict>,
    /// Who published the other values, and when (milliseconds since 1970, UTC).
    pub theirs: (Speaker, i64),
}

/// Why nothing was decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReviewMistake {
    /// A reason is missing.
    NoReason,
    /// Everything was left out.
    Empty,
    /// It does not wait any more.
    Closed,
    /// It was sent again since the page was opened.
    SentAgain,
    /// A person has to decide between two values.
    Conflicts,
    /// It breaks rules.
    Broken,
    /// The database takes nothing just now.
    Unavailable,
}

pub(super) fn page(question: &Question<'_>, data: ReviewOne) -> Written {
    let locale = question.locale;
    let texts = locale.drafts();
    let here = Page::Desk(DeskPage::ReviewOne(data.id.clone())).path(locale.language);
    let who = fill(texts.by_whom, &[&data.who.words(locale, question.atlas), &time(locale, data.at)]);
    let names = Names::of(question, &data.entries);
    let entries = data.entries.iter().map(|entry| part(&names, entry, &data)).collect_view();
    // Of a change that is decided there is nothing to foresee any more.
    let effect = data.waits.then(|| {
        let (totals, map) = (effect::part(question.locale, &data.effect), review_map::part(question, &data.map));
        view! { {totals} {map} }
    });
    let mistake = data.mistake.map(|mistake| match mistake {
        ReviewMistake::NoReason => texts.must_reason,
        ReviewMistake::Empty => texts.empty_change,
        ReviewMistake::Closed => texts.old_draft,
        ReviewMistake::SentAgain => texts.sent_again,
        ReviewMistake::Conflicts => texts.conflict_first,
        ReviewMistake::Broken => texts.problems,
        ReviewMistake::Unavailable => texts.unavailable,
    });
    let undecided = data.mistake == Some(ReviewMistake::Conflicts);
    let undecided = undecided.then(|| view! { " " <a href="#conflicts">{texts.conflicts}</a> });
    let broken = data.broken.iter().map(|one| view! { <li>{broken(&names, one)}</li> }).collect_view();
    let conflicts = (!data.conflicts.is_empty()).then(|| {
        let all = data.conflicts.iter().map(|entry| conflict(&names, &who, entry, &data.posted)).collect_view();
        view! { <section id="conflicts"><h2>{texts.conflicts}</h2><p>{texts.conflict_intro}</p>{all}</section> }
    });
    // What was typed about a change that is decided by now is kept on the page, too.
    let reason = data.posted.text("reason");
    let reason =
        (data.waits || !reason.is_empty()).then(|| text_box("reason".into(), texts.return_reason, reason, false));
    let decide = data.waits.then(|| {
        view! {
            <p>
                <button type="submit" name="do" value="approve" accesskey="a">{texts.approve}</button> " "
                <button type="submit" class="second" name="do" value="return" accesskey="r">{texts.return_it}</button>
            </p>
        }
    });
    Written {
        title: texts.review_one.to_owned(),
        here: texts.review_one.to_owned(),
        description: texts.review_intro.to_owned(),
        class: "place desk",
        crumbs: vec![
            (Page::Desk(DeskPage::Home).path(locale.language), texts.home.to_owned()),
            (Page::Desk(DeskPage::Review).path(locale.language), texts.review.to_owned()),
        ],
        body: view! {
            <header>
                <h1>{texts.review_one}</h1>
                <p>{who}</p>
                {(!data.waits).then(|| view! { <p class="hint">{texts.old_draft}</p> })}
            </header>
            {mistake.map(|mistake| view! { <div class="notices" role="alert" id="mistake"><p>{mistake}{undecided}</p><ul>{broken}</ul></div> })}
            {said(question, &data.words)}
            <form class="desk-form desk-review" method="post" action=here>
                <input type="hidden" name="round" value=data.round/>
                {conflicts}
                {entries}
                {effect}
                {reason}
                {decide}
            </form>
        }
        .into_any(),
    }
}

/// What is broken where: the name of the entry, the label of its control, and the rule.
fn broken(names: &Names<'_>, BrokenRule { entry, control, rule, target }: &BrokenRule) -> String {
    let locale = names.question.locale;
    let label = (!control.is_empty()).then(|| locale.drafts().label(control));
    let place = [entry.as_ref().map(|entry| names.name(entry)), label].into_iter().flatten().collect::<Vec<_>>();
    let sentence = match target {
        Some(target) => fill(locale.drafts().refers_to_missing, &[&names.name(target)]),
        None => rule.get(locale.language).to_owned(),
    };
    if place.is_empty() { sentence } else { format!("{}: {sentence}", place.join(" · ")) }
}

fn part(names: &Names<'_>, entry: &EntryChanges, data: &ReviewOne) -> impl IntoView + use<> {
    let question = names.question;
    let texts = question.locale.drafts();
    let code = entry.entry.to_string();
    let sources = words(names, entry.entry.kind, "citations", &entry.sources);
    // Where they are changed they stand among what is.
    let are_said = entry.changes.iter().any(|change| change.field == "citations");
    let has_sources = form::field(entry.entry.kind, "citations").is_some() && !are_said;
    let (leave, answer) = (format!("leave:{code}"), format!("answer:{code}"));
    let ticked = data.posted.is(&leave, "yes");
    let leave = data.waits.then(|| {
        view! { <label class="tick"><input type="checkbox" name=leave value="yes" checked=ticked/> {texts.leave_out_entry}</label> }
    });
    let said = data.posted.text(&answer);
    let answer = (data.waits || !said.is_empty()).then(|| text_box(answer, texts.return_entry, said, false));
    let problems = entry
        .problems
        .iter()
        .map(|problem| view! { <li>{texts.label(&problem.path)} ": " {problem.rule.get(question.locale.language).to_owned()}</li> })
        .collect_view();
    let problems = (!entry.problems.is_empty())
        .then(|| view! { <div class="notices"><p>{texts.problems}</p><ul>{problems}</ul></div> });
    let asked = entry.answer.clone().filter(|_| data.waits);
    let asked = asked.map(|asked| view! { <p class="notices"><strong>{texts.asked_before} ": "</strong>{asked}</p> });
    let partial = data.waits && entry.new_name.is_none() && entry.archive.is_none();
    view! {
        <section class="desk-part" data-entry=code.clone()>
            <h2>{entry.name(question)} " " <small>{texts.kind(entry.entry.kind.code())}</small></h2>
            {entry.archive.clone().map(|reason| view! { <p class="notices"><strong>{texts.archive} ": "</strong>{reason}</p> })}
            {asked}
            {problems}
            {named_by(names, entry, None)}
            {changes(names, entry, partial.then_some(&data.posted))}
            {has_sources.then(|| view! { <p class="meta">{texts.sources} ": " {sources}</p> })}
            {leave}
            {answer}
        </section>
    }
}

/// Both values of every conflict, with who set them and when. Neither is chosen beforehand; what was chosen before stays
/// chosen, as long as the other value is still the one that was seen.
fn conflict(names: &Names<'_>, ours: &str, entry: &EntryConflicts, posted: &Posted) -> impl IntoView + use<> {
    let question = names.question;
    let texts = question.locale.drafts();
    let by = fill(
        texts.by_whom,
        &[&entry.theirs.0.words(question.locale, question.atlas), &time(question.locale, entry.theirs.1)],
    );
    let fields = entry
        .conflicts
        .iter()
        .map(|conflict| {
            let value = |which: &str, by: &str, value: &Value| {
                let value = words(names, entry.entry.kind, &conflict.field, value);
                view! { <span><strong>{value}</strong> <small class="meta">{which.to_owned()} " · " {by.to_owned()}</small></span> }
            };
            let place = format!("{}:{}", entry.entry, conflict.field);
            let (keep, seen) = (format!("keep:{place}"), format!("seen:{place}"));
            let theirs = conflict.theirs.to_string();
            let kept = |which| posted.is(&seen, &theirs) && posted.is(&keep, which);
            let (is_theirs, is_ours) = (kept("theirs"), kept("ours"));
            view! {
                <fieldset>
                    <legend>{texts.label(&conflict.field)}</legend>
                    <input type="hidden" name=seen value=theirs/>
                    <label class="tick"><input type="radio" name=keep.clone() value="theirs" checked=is_theirs/> {value(texts.conflict_theirs, &by, &conflict.theirs)}</label>
                    <label class="tick"><input type="radio" name=keep value="ours" checked=is_ours/> {value(texts.conflict_ours, ours, &conflict.ours)}</label>
                </fieldset>
            }
        })
        .collect_view();
    view! { <div data-conflict=entry.entry.to_string()><h3>{names.name(&entry.entry)}</h3>{fields}</div> }
}
