//! What stands beside the movements of money on their page: budgets, and amounts that sources state for projects. Of long
//! sections the page shows the beginning; each of them has pages of its own.

use super::{
    Question,
    fact::Figures,
    link::NamedLink,
    money::Budgets,
    parts::Parts,
    table::{Cell, Row, table},
};
use crate::{
    atlas::{Atlas, dossier::FigureRow, view::Named},
    domain::{
        money::Amount,
        quantity::Unit,
        record::{EntryId, Kind},
    },
    i18n::Locale,
    routes::Page,
};
use leptos::prelude::*;

/// The section of amounts that records state of themselves.
const STATED: &str = "stated";
/// The section of claimed numbers that are money.
const CLAIMED: &str = "claimed";
/// The section of budgets.
const BUDGETS: &str = "budgets";
/// Every section.
pub(super) const PARTS: [&str; 3] = [STATED, CLAIMED, BUDGETS];

/// What a section is called.
pub(super) fn heading(locale: Locale, part: &str) -> &'static str {
    if part == BUDGETS { locale.pages().budgets } else { locale.pages().stated_amounts }
}

/// Budgets and stated amounts; each says in words when there is none.
pub(super) fn beside(question: &Question<'_>, parts: &Parts) -> impl IntoView + use<> {
    let Question { atlas, locale, .. } = *question;
    let texts = locale.pages();
    let stated = stated(locale, atlas);
    let claimed: Vec<FigureRow> =
        atlas.figures().into_iter().filter(|figure| figure.quantity.unit == Unit::Fen).collect();
    let budgets = atlas.budgets();
    let nothing_stated = stated.is_empty() && claimed.is_empty();
    let no_budgets = budgets.is_empty();
    let figures_page = Page::Figures.path(locale.language);
    let amounts = (parts.shows(STATED) || parts.shows(CLAIMED)).then(|| {
        let stated = parts.shows(STATED).then(|| stated_amounts(locale, parts, stated));
        let claimed = (parts.shows(CLAIMED) && !claimed.is_empty()).then(|| {
            let (figures, way) = parts.rows(locale, CLAIMED, claimed);
            view! { <div id=CLAIMED><Figures figures of=true open=true/></div> {way} }
        });
        view! {
            <section id=STATED>
                <h2>{texts.stated_amounts}</h2>
                <p class="hint">{locale.no_sum} {locale.gap} <a href=figures_page>{texts.figures}</a></p>
                {nothing_stated.then(|| view! { <p class="none">{locale.none_funding}</p> })}
                {stated}
                {claimed}
            </section>
        }
    });
    let budgets = parts.shows(BUDGETS).then(|| {
        let (rows, way) = parts.rows(locale, BUDGETS, budgets);
        view! {
            <section id=BUDGETS>
                <h2>{texts.budgets}</h2>
                {no_budgets.then(|| view! { <p class="none">{texts.no_budgets}</p> })}
                <Budgets rows of=true whole=true/>
                {way}
            </section>
        }
    });
    view! { {amounts} {budgets} }
}

/// The amounts that records state of themselves.
fn stated(locale: Locale, atlas: &Atlas) -> Vec<(Named, &'static str, Amount)> {
    let (texts, records) = (locale.pages(), atlas.records());
    let named = |kind: Kind, id: &_| atlas.title(&EntryId::new(kind, Clone::clone(id)));
    let projects = records
        .projects
        .values()
        .filter_map(|project| Some((named(Kind::Project, &project.id)?, texts.stated_amount, project.stated_amount?)));
    let aid = records.aid.values().filter_map(|aid| Some((named(Kind::Aid, &aid.id)?, texts.value, aid.value?)));
    let cost = records
        .trainings
        .values()
        .filter_map(|training| Some((named(Kind::Training, &training.id)?, texts.cost, training.cost?)));
    projects.chain(aid).chain(cost).collect()
}

fn stated_amounts(locale: Locale, parts: &Parts, stated: Vec<(Named, &'static str, Amount)>) -> impl IntoView + use<> {
    let texts = locale.pages();
    let unit = locale.money_unit(stated.iter().map(|(.., amount)| amount));
    let (stated, way) = parts.rows(locale, STATED, stated);
    let any = !stated.is_empty();
    let rows = stated.into_iter().map(|(named, what, amount)| {
        let cells = vec![
            Cell::new(view! { <NamedLink named/> }),
            Cell::new(what),
            Cell::number(locale.money_in(unit, &amount)),
        ];
        Row { id: None, cells }
    });
    let columns = vec![texts.record, texts.what, locale.amount_heading(unit)];
    let list = any.then(|| table(texts.stated_amounts, None, columns, rows.collect()));
    view! { {list} {way} }
}
