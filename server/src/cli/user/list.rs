//! How `atlas user list` shows the accounts.

use crate::{clock::rfc3339, store::Person};

/// One account a line, for other programs.
pub(super) fn json(people: &[Person]) -> String {
    let line = |person: &Person| {
        let account = &person.account;
        serde_json::json!({
            "id": account.id, "login": person.login, "name": account.name, "role": account.role,
            "organisations": account.organisations, "division": account.division, "active": person.active,
            "password": person.password.is_some(), "seen_at": person.seen_at.map(rfc3339),
        })
        .to_string()
    };
    people.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// A table; columns are as wide as they have to be.
pub(super) fn table(people: &[Person]) -> String {
    if people.is_empty() {
        return "No accounts. “atlas user add” makes one.".into();
    }
    let head =
        ["account", "sign-in name", "role", "state", "last seen", "division", "organisations"].map(str::to_owned);
    let rows = people.iter().map(row);
    let rows: Vec<_> = [head].into_iter().chain(rows).collect();
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or_default();
    let widths: Vec<usize> = (0..6).map(width).chain([0]).collect();
    let line = |row: &[String; 7]| {
        let cells: Vec<_> = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:<width$}")).collect();
        cells.join("  ").trim_end().to_owned()
    };
    rows.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn row(person: &Person) -> [String; 7] {
    let unknown = || "-".to_owned();
    let account = &person.account;
    let state = match (person.active, &person.password) {
        (false, _) => "deactivated",
        (true, None) => "no password yet",
        (true, Some(_)) => "active",
    };
    let organisations: Vec<_> = account.organisations.iter().map(ToString::to_string).collect();
    [
        account.id.to_string(),
        person.login.as_ref().map_or_else(unknown, ToString::to_string),
        account.role.to_string(),
        state.to_owned(),
        person.seen_at.map_or_else(unknown, rfc3339),
        account.division.as_ref().map_or_else(unknown, ToString::to_string),
        if organisations.is_empty() { unknown() } else { organisations.join(" ") },
    ]
}
