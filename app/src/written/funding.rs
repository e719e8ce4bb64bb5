//! What stands beside the movements of money on their page: budgets, and amounts that sources state for projects.

use super::{
    fact::Figures,
    frame::bounded,
    link::{NamedLink, atlas},
    money::Budgets,
};
use crate::{
    atlas::{dossier::FigureRow, view::Named},
    domain::{
        money::Amount,
        quantity::Unit,
        record::{EntryId, Kind},
    },
    i18n::use_locale,
    routes::Page,
};
use leptos::prelude::*;

/// Budgets and stated amounts; each says in words when there is none.
#[component]
pub fn FundingBeside() -> impl IntoView {
    let locale = use_locale();
    let texts = locale.pages();
    let atlas = atlas();
    let records = atlas.records();
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
    let (stated, more_stated) = bounded::<(Named, &'static str, Amount)>(projects.chain(aid).chain(cost).collect());
    let claimed = atlas.figures().into_iter().filter(|figure| figure.quantity.unit == Unit::Fen);
    let (claimed, more_claimed) = bounded::<FigureRow>(claimed.collect());
    let (budgets, more_budgets) = bounded(atlas.budgets());
    let no_budgets = budgets.is_empty().then(|| view! { <p class="none">{texts.no_budgets}</p> });
    let no_movements = records.transactions.is_empty().then(|| view! { <p class="none">{texts.no_movements}</p> });
    let nothing_stated = stated.is_empty() && claimed.is_empty();
    let figures_page = Page::Figures.path(locale.language);
    view! {
        {no_movements}
        <section id="stated">
            <h2>{texts.stated_amounts}</h2>
            <p class="hint">{locale.no_sum} " " <a href=figures_page>{texts.figures}</a></p>
            {nothing_stated.then(|| view! { <p class="none">{locale.none_funding}</p> })}
            <StatedAmounts stated/>
            {more_stated}
            {(!claimed.is_empty()).then(|| view! { <Figures figures=claimed of=true/> })}
            {more_claimed}
        </section>
        <section id="budgets">
            <h2>{texts.budgets}</h2>
            {no_budgets}
            <Budgets rows=budgets of=true/>
            {more_budgets}
        </section>
    }
}

#[component]
fn StatedAmounts(stated: Vec<(Named, &'static str, Amount)>) -> impl IntoView {
    let locale = use_locale();
    let texts = locale.pages();
    let any = !stated.is_empty();
    let rows = stated
        .into_iter()
        .map(|(named, what, amount)| {
            view! { <tr><td><NamedLink named/></td><td>{what}</td><td class="amount">{locale.money(&amount)}</td></tr> }
        })
        .collect_view();
    any.then(|| {
        view! {
            <div class="scroll" role="region" tabindex="0" aria-label=texts.stated_amounts>
                <table>
                    <thead><tr>
                        <th scope="col">{texts.record}</th>
                        <th scope="col">{texts.what}</th>
                        <th scope="col">{texts.amount}</th>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
    })
}
