//! Money planned and moved, and indicators, as tables.

use super::{
    link::{NamedLink, atlas},
    sources::Citations,
    table::{Cell, Row, table},
};
use crate::{
    atlas::{
        dossier::{BudgetRow, FactHead, IndicatorRow, TransactionRow},
        view::Named,
    },
    components::badges::NameWithMark,
    domain::record::EntryId,
    i18n::{fill, use_locale},
    routes,
};
use leptos::prelude::*;
use std::{cmp::Reverse, collections::BTreeMap};

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

/// Movements of money as a table; year by year where there are many.
#[component]
pub fn Transactions(
    /// The movements.
    rows: Vec<TransactionRow>,
    /// Whether to say for what.
    of: bool,
    /// Whether all of them stand in one table, however many they are.
    #[prop(optional)]
    whole: bool,
) -> impl IntoView {
    let locale = use_locale();
    let texts = locale.pages();
    let unit = locale.money_unit(rows.iter().map(|row| &row.amount));
    let who = |named: Option<_>| match named {
        Some(named) => view! { <NamedLink named/> }.into_any(),
        None => view! { <span class="none">{texts.not_stated}</span> }.into_any(),
    };
    let line = |row: TransactionRow| {
        let date = row.date.as_ref().map_or_else(|| locale.date_not_stated.to_owned(), |date| locale.date(date));
        let in_kind = row.in_kind.then(|| view! { " " <span class="badge quiet">{locale.word("in kind")}</span> });
        let cells = vec![
            Cell::new(view! { {locale.label(row.kind.code())} {in_kind} }),
            Cell::number(locale.money_in(unit, &row.amount)),
            Cell::new(date),
            Cell::new(who(row.provider)),
            Cell::new(who(row.receiver)),
        ];
        Line { year: row.date.map(|date| date.year()), head: row.head, of: row.of, cells }
    };
    let lines = rows.into_iter().map(line).collect();
    let columns =
        vec![texts.kind, locale.amount_heading(unit), texts.date, locale.filter_giver, locale.filter_receiver];
    view! { <Lines caption=texts.movements columns of lines whole/> }
}

/// Budgets as a table; year by year where there are many.
#[component]
pub fn Budgets(
    /// The budgets.
    rows: Vec<BudgetRow>,
    /// Whether to say for what.
    of: bool,
    /// Whether all of them stand in one table, however many they are.
    #[prop(optional)]
    whole: bool,
) -> impl IntoView {
    let locale = use_locale();
    let texts = locale.pages();
    let unit = locale.money_unit(rows.iter().map(|row| &row.amount));
    let line = |row: BudgetRow| {
        let cells = vec![Cell::new(locale.span(&row.from, &row.to)), Cell::number(locale.money_in(unit, &row.amount))];
        Line { year: Some(row.from.year()), head: row.head, of: row.of, cells }
    };
    let lines = rows.into_iter().map(line).collect();
    let columns = vec![texts.time, locale.amount_heading(unit)];
    view! { <Lines caption=texts.budgets columns of lines whole/> }
}

/// The most lines of money that stand in one table among other sections.
const MOST_LINES: usize = 24;

/// A line of a table of money.
struct Line {
    year: Option<u16>,
    head: FactHead,
    of: Named,
    cells: Vec<Cell>,
}

/// Tables of money: columns of their own, then what the money is for, then where that is stated. Nothing without lines; many
/// are folded year by year, the last year first.
#[component]
fn Lines(
    caption: &'static str,
    mut columns: Vec<&'static str>,
    of: bool,
    lines: Vec<Line>,
    whole: bool,
) -> impl IntoView {
    let locale = use_locale();
    if lines.is_empty() {
        return ().into_any();
    }
    if of {
        columns.push(locale.pages().for_what);
    }
    columns.push(locale.provenance);
    if whole || lines.len() <= MOST_LINES {
        return table(caption, Some(caption), columns, lines.into_iter().map(|line| line.row(of)).collect());
    }
    let mut years: BTreeMap<Reverse<Option<u16>>, Vec<Row>> = BTreeMap::new();
    for line in lines {
        years.entry(Reverse(line.year)).or_default().push(line.row(of));
    }
    let groups = years.into_iter().map(|(Reverse(year), rows)| {
        let year = year.map_or_else(|| locale.date_not_stated.to_owned(), |year| year.to_string());
        let summary = fill(locale.in_brackets, &[&year, &locale.number(rows.len() as i64)]);
        let rows = table(format!("{caption} · {year}"), None, columns.clone(), rows);
        view! { <details class="group"><summary>{summary}</summary>{rows}</details> }
    });
    view! { <h3>{caption}</h3> {groups.collect_view()} }.into_any()
}

impl Line {
    fn row(self, of: bool) -> Row {
        let Self { head, of: what, mut cells, .. } = self;
        if of {
            cells.push(Cell::new(view! { <NamedLink named=what/> }));
        }
        let id = Some(routes::anchor(&head.entry));
        cells.push(Cell::new(view! { <Citations citations=head.citations/> }));
        Row { id, cells }
    }
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
            let label = row.head.name.as_ref().map_or_else(|| texts.indicator.to_owned(), |name| locale.name(name));
            let name = match row.head.name {
                Some(name) => view! { <NameWithMark name/> }.into_any(),
                None => texts.indicator.into_any(),
            };
            let caption = view! { {name} " · " {texts.baseline} " " {quantity(&row.baseline)} };
            let rows = row.values.iter().map(|value| {
                let cells = vec![
                    Cell::new(locale.span(&value.from, &value.to)),
                    Cell::number(quantity(&value.target)),
                    Cell::number(quantity(&value.actual)),
                    Cell::number(count(value.women)),
                    Cell::number(count(value.children)),
                    Cell::number(count(value.ethnic_minorities)),
                ];
                Row { id: None, cells }
            });
            let columns = vec![texts.time, texts.target, texts.actual, texts.women, texts.children, texts.minorities];
            view! {
                <div id=routes::anchor(&row.head.entry)>
                    <h3>{caption}</h3>
                    {table(label, None, columns, rows.collect())}
                    <Citations citations=row.head.citations/>
                </div>
            }
        })
        .collect_view();
    view! { <section id="indicators"><h2>{texts.indicators}</h2>{tables}</section> }.into_any()
}
