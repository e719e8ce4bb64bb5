//! Tables. On a phone each row becomes a card, in which every cell says of which column it is.

use leptos::prelude::*;

/// A row of a table.
pub(super) struct Row {
    /// The name by which it is found within the page.
    pub(super) id: Option<String>,
    /// What stands in it.
    pub(super) cells: Vec<Cell>,
}

/// What stands in a row.
pub(super) struct Cell {
    class: Option<&'static str>,
    inside: AnyView,
}

impl Cell {
    /// Words or links.
    pub(super) fn new(inside: impl IntoAny) -> Self {
        Self { class: None, inside: inside.into_any() }
    }

    /// A number, which stands at the right to be compared with those above and below.
    pub(super) fn number(inside: impl IntoAny) -> Self {
        Self { class: Some("amount"), inside: inside.into_any() }
    }
}

/// A table with its columns; those whose first cell is a number have their name at the right, too.
pub(super) fn table(
    label: impl Into<String>,
    caption: Option<&'static str>,
    columns: Vec<&'static str>,
    rows: Vec<Row>,
) -> AnyView {
    let classes: Vec<_> = rows.first().map(|row| row.cells.iter().map(|cell| cell.class).collect()).unwrap_or_default();
    let of = |column: usize| classes.get(column).copied().flatten();
    let head = columns.iter().enumerate().map(|(column, name)| view! { <th scope="col" class=of(column)>{*name}</th> });
    let head = head.collect_view();
    let rows = rows.into_iter().map(|Row { id, cells }| {
        let cells = cells.into_iter().zip(&columns).map(|(Cell { class, inside }, column)| {
            view! { <td class=class data-column=*column><div>{inside}</div></td> }
        });
        view! { <tr id=id>{cells.collect_view()}</tr> }
    });
    let rows = rows.collect_view();
    view! {
        <div class="scroll stacked" role="region" tabindex="0" aria-label=label.into()>
            <table>
                {caption.map(|caption| view! { <caption>{caption}</caption> })}
                <thead><tr>{head}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}
