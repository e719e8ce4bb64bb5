//! Money planned and moved, and indicators, as tables.

use super::{
    link::{NamedLink, atlas},
    sources::Citations,
};
use crate::{
    atlas::{
        dossier::{BudgetRow, FactHead, IndicatorRow, TransactionRow},
        view::Named,
    },
    domain::record::EntryId,
    i18n::use_locale,
    routes,
};
use leptos::prelude::*;

/// Budgets, movements of money and indicators of a record, as far as there are any.
#[component]
pub fn MoneyOf(
    /// The record.
    entry: EntryId,
) -> impl IntoView {
    let atlas = atlas();
    let (budgets, transactions) = atlas.money_of(&entry);
    view! { <Money budgets transactions of=false/> <Indicators rows=atlas.indicators_of(&entry)/> }
}

/// Budgets and movements of money; nothing where there are none.
#[component]
pub fn Money(
    /// The budgets.
    budgets: Vec<BudgetRow>,
    /// The movements.
    transactions: Vec<TransactionRow>,
    /// Whether to say for what: a page about one record need not.
    of: bool,
) -> impl IntoView {
    let locale = use_locale();
    let texts = locale.pages();
    let any = !budgets.is_empty() || !transactions.is_empty();
    any.then(|| {
        view! {
            <section id="funding">
                <h2>{locale.section_funding}</h2>
                <p class="hint">{texts.kinds_not_added}</p>
                <Transactions rows=transactions of/>
                <Budgets rows=budgets of/>
            </section>
        }
    })
}

/// Movements of money as a table.
#[component]
pub fn Transactions(
    /// The movements.
    rows: Vec<TransactionRow>,
    /// Whether to say for what.
    of: bool,
) -> impl IntoView {
    let locale = use_locale();
    let texts = locale.pages();
    let who = |named: Option<_>| match named {
        Some(named) => view! { <NamedLink named/> }.into_any(),
        None => view! { <span class="none">{texts.not_stated}</span> }.into_any(),
    };
    let line = |row: TransactionRow| {
        let date = row.date.as_ref().map_or_else(|| locale.date_not_stated.to_owned(), |date| locale.date(date));
        let cells = view! {
            <td>{locale.word(row.kind.code())} {row.in_kind.then(|| view! { " " <span class="badge quiet">{locale.word("in kind")}</span> })}</td>
            <td class="amount">{locale.money(&row.amount)}</td>
            <td>{date}</td>
            <td>{who(row.provider)}</td>
            <td>{who(row.receiver)}</td>
        };
        Line { head: row.head, of: row.of, cells: cells.into_any() }
    };
    let columns = vec![texts.kind, texts.amount, texts.date, locale.filter_giver, locale.filter_receiver];
    view! { <Lines caption=texts.movements columns of lines=rows.into_iter().map(line).collect()/> }
}

/// Budgets as a table.
#[component]
pub fn Budgets(
    /// The budgets.
    rows: Vec<BudgetRow>,
    /// Whether to say for what.
    of: bool,
) -> impl IntoView {
    let locale = use_locale();
    let texts = locale.pages();
    let line = |row: BudgetRow| {
        let cells = view! {
            <td>{locale.date(&row.from)} " – " {locale.date(&row.to)}</td>
            <td class="amount">{locale.money(&row.amount)}</td>
        };
        Line { head: row.head, of: row.of, cells: cells.into_any() }
    };
    let columns = vec![texts.time, texts.amount];
    view! { <Lines caption=texts.budgets columns of lines=rows.into_iter().map(line).collect()/> }
}

/// A line of a table of money.
struct Line {
    head: FactHead,
    of: Named,
    cells: AnyView,
}

/// A table of money: columns of its own, then what the money is for, then where that is stated. Nothing without lines.
#[component]
fn Lines(caption: &'static str, columns: Vec<&'static str>, of: bool, lines: Vec<Line>) -> impl IntoView {
    let locale = use_locale();
    let any = !lines.is_empty();
    let columns = columns.into_iter().map(|name| view! { <th scope="col">{name}</th> }).collect_view();
    let lines = lines.into_iter().map(|Line { head, of: what, cells }| {
        view! {
            <tr id=routes::anchor(&head.entry)>
                {cells}
                {of.then(|| view! { <td><NamedLink named=what/></td> })}
                <td><Citations citations=head.citations/></td>
            </tr>
        }
    });
    let lines = lines.collect_view();
    any.then(|| {
        view! {
            <div class="scroll" role="region" tabindex="0" aria-label=caption>
                <table>
                    <caption>{caption}</caption>
                    <thead><tr>
                        {columns}
                        {of.then(|| view! { <th scope="col">{locale.pages().for_what}</th> })}
                        <th scope="col">{locale.provenance}</th>
                    </tr></thead>
                    <tbody>{lines}</tbody>
                </table>
            </div>
        }
    })
}

/// Indicators with their values as tables.
#[component]
pub fn Indicators(
    /// The indicators.
    rows: Vec<IndicatorRow>,
) -> impl IntoView {
    let locale = use_locale();
    let texts = locale.pages();
    if rows.is_empty() {
        return ().into_any();
    }
    let quantity = move |value: &Option<_>| {
        value.as_ref().map_or_else(|| texts.not_stated.to_owned(), |value| locale.quantity(value))
    };
    let count = move |value: Option<u32>| {
        value.map_or_else(|| texts.not_stated.to_owned(), |value| locale.number(i64::from(value)))
    };
    let tables = rows
        .into_iter()
        .map(|row| {
            let name = row.head.name.as_ref().map_or_else(|| texts.indicator.to_owned(), |name| locale.name(name));
            let label = name.clone();
            let lines = row
                .values
                .iter()
                .map(|value| {
                    view! {
                        <tr>
                            <td>{locale.date(&value.from)} " – " {locale.date(&value.to)}</td>
                            <td>{quantity(&value.target)}</td>
                            <td>{quantity(&value.actual)}</td>
                            <td>{count(value.women)}</td>
                            <td>{count(value.children)}</td>
                            <td>{count(value.ethnic_minorities)}</td>
                        </tr>
                    }
                })
                .collect_view();
            view! {
                <div class="scroll" role="region" tabindex="0" id=routes::anchor(&row.head.entry) aria-label=label>
                    <table>
                        <caption>{name} " · " {texts.baseline} " " {quantity(&row.baseline)}</caption>
                        <thead><tr>
                            <th scope="col">{texts.time}</th>
                            <th scope="col">{texts.target}</th>
                            <th scope="col">{texts.actual}</th>
                            <th scope="col">{texts.women}</th>
                            <th scope="col">{texts.children}</th>
                            <th scope="col">{texts.minorities}</th>
                        </tr></thead>
                        <tbody>{lines}</tbody>
                    </table>
                    <Citations citations=row.head.citations/>
                </div>
            }
        })
        .collect_view();
    view! { <section id="indicators"><h2>{texts.indicators}</h2>{tables}</section> }.into_any()
}
