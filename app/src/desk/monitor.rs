//! The monitor: what is missing, stale or doubtful in the official's division, as tables whose numbers lead to lists.

mod list;
mod tables;

use super::{Moment, field_words};
use crate::{
    domain::{
        record::{EntryId, Kind},
        slug::Slug,
    },
    i18n::{Locale, fill},
    monitor::{Counts, Filter, Flaw, Group},
    routes::{self, DeskPage, Page},
    written::{Question, Written},
};
use leptos::prelude::*;

/// What the page shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Monitor {
    /// What is asked for.
    pub filter: Filter,
    /// The tables, or a list.
    pub shown: Shown,
    /// Changes that wait for a decision.
    pub to_review: usize,
    /// Days after which an entry is stale.
    pub stale_after_days: u32,
    /// What became of a click on “still true”.
    pub renewed: Option<Renewed>,
}

/// The tables, or a list.
#[derive(Clone, Debug, PartialEq)]
pub enum Shown {
    /// How many entries there are of each sort.
    Tables(Counts),
    /// The entries that were asked for.
    List {
        /// Those of this page.
        rows: Vec<Row>,
        /// How many there are.
        all: usize,
        /// This page, counted from 1, and the last one.
        page: (usize, usize),
    },
}

/// An entry with what is to be said of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The entry.
    pub entry: EntryId,
    /// What is to be said of it, and the other entry where it is about two.
    pub flaws: Vec<(Flaw, Option<EntryId>)>,
    /// When it was last changed or confirmed.
    pub confirmed: Option<Moment>,
    /// The revision that is shown, which a click on “still true” confirms; `None` where that says nothing.
    pub renewable: Option<u32>,
}

/// What became of a click on “still true”.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Renewed {
    /// The entry counts as looked at.
    Done(EntryId),
    /// It has changed since.
    Stale(EntryId),
}

pub(super) fn page(question: &Question<'_>, data: Monitor) -> Written {
    let locale = question.locale;
    let texts = locale.monitor();
    let Monitor { filter, shown, to_review, stale_after_days, renewed } = data;
    let said = renewed.map(|renewed| notice(question, &renewed));
    let is_list = matches!(shown, Shown::List { .. });
    let crumb = (address(locale, &Filter::default()), texts.monitor.to_owned());
    let what = Sayings { locale, stale_after_days };
    let body = match shown {
        Shown::Tables(counts) => tables::tables(question, what, &counts, to_review).into_any(),
        Shown::List { rows, all, page } => list::list(question, what, &filter, rows, all, page).into_any(),
    };
    let heading = if is_list { asked(question, what, &filter) } else { texts.monitor.to_owned() };
    Written {
        title: heading.clone(),
        here: heading.clone(),
        description: texts.monitor_intro.to_owned(),
        class: "place desk monitor",
        crumbs: if is_list { vec![crumb] } else { Vec::new() },
        body: view! {
            <header>
                <h1>{heading}</h1>
                {(!is_list).then(|| view! { <p>{texts.monitor_intro}</p> })}
                {said}
            </header>
            {body}
        }
        .into_any(),
    }
}

/// The words for flaws and groups.
#[derive(Clone, Copy)]
pub struct Sayings {
    /// The language.
    pub locale: Locale,
    /// Days after which an entry is stale.
    pub stale_after_days: u32,
}

impl Sayings {
    /// What is to be said.
    pub fn flaw(self, flaw: Flaw) -> String {
        let texts = self.locale.monitor();
        match flaw {
            Flaw::NoPlace => texts.no_place,
            Flaw::NoAmount => texts.no_amount,
            Flaw::NoDate => texts.no_date,
            Flaw::NoSource => texts.no_source,
            Flaw::NoTranslation => texts.no_translation,
            Flaw::NoName => texts.no_name,
            Flaw::Stale => return fill(texts.stale, &[&self.locale.number(i64::from(self.stale_after_days))]),
            Flaw::OutsideDivision => texts.outside_division,
            Flaw::IdenticalPin => texts.identical_pin,
            Flaw::NullIsland => texts.null_island,
            Flaw::NearDuplicate => texts.near_duplicate,
            Flaw::DoubtfulReading => texts.doubtful_reading,
        }
        .to_owned()
    }

    /// The column in which it is counted.
    pub const fn group(self, group: Group) -> &'static str {
        let texts = self.locale.monitor();
        match group {
            Group::Missing => texts.group_missing,
            Group::Stale => texts.group_stale,
            Group::Doubtful => texts.group_doubtful,
        }
    }
}

/// The address of a list, or of the tables.
fn address(locale: Locale, filter: &Filter) -> String {
    address_of_page(locale, filter, 1)
}

/// The address of one page of a list.
fn address_of_page(locale: Locale, filter: &Filter, page: usize) -> String {
    routes::with_query(Page::Desk(DeskPage::Monitor).path(locale.language), &filter.on_page(page))
}

/// What is asked for, in words.
fn asked(question: &Question<'_>, what: Sayings, filter: &Filter) -> String {
    let name = |kind, id: &Slug| field_words::name(question.locale, question.atlas, &EntryId::new(kind, id.clone()));
    let parts = [
        filter.group.map(|group| what.group(group).to_owned()),
        filter.flaw.map(|flaw| what.flaw(flaw)),
        filter.organisation.as_ref().map(|id| name(Kind::Organisation, id)),
        filter.within.as_ref().map(|id| name(Kind::Division, id)),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// What became of a click on “still true”.
pub(super) fn notice(question: &Question<'_>, renewed: &Renewed) -> impl IntoView + use<> {
    let texts = question.locale.monitor();
    let (pattern, entry, role, class) = match renewed {
        Renewed::Done(entry) => (texts.renewed, entry, "status", "done"),
        Renewed::Stale(entry) => (texts.renew_stale, entry, "alert", "notices"),
    };
    let words = fill(pattern, &[&field_words::name(question.locale, question.atlas, entry)]);
    view! { <p class=class role=role>{words}</p> }
}
