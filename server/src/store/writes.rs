//! What a change writes, gathered, so that many records go to the database in few statements: a statement for each row would
//! cost a large import most of its time.
//!
//! The order in which rows are gathered does not matter: foreign keys wait for the end of the transaction, and what is taken
//! out goes before anything is put in.

use super::{
    connection::{Connection, StoreResult},
    value::Values,
};
use std::collections::HashMap;

/// The most rows that one statement brings.
const ROWS: usize = 64;

/// Rows that wait to be written.
#[derive(Default)]
pub(super) struct Writes {
    deletes: Vec<(&'static str, Values)>,
    /// Statements with their rows, in the order in which the statements came first.
    rows: Vec<(&'static str, Vec<Values>)>,
    places: HashMap<&'static str, usize>,
    /// Whether the record whose rows are gathered was there before.
    was_there: bool,
}

impl Writes {
    /// Begins with the rows of a record. One that is new has no lists that would have to be taken out.
    pub(super) fn begin(&mut self, was_there: bool) {
        self.was_there = was_there;
    }

    /// Adds a row: the statement puts in one, with all its values behind `VALUES`.
    pub(super) fn put(&mut self, statement: &'static str, values: Values) {
        let next = self.rows.len();
        let place = *self.places.entry(statement).or_insert(next);
        match self.rows.get_mut(place) {
            Some((_, rows)) => rows.push(values),
            None => self.rows.push((statement, vec![values])),
        }
    }

    /// Takes out what the record has had so far.
    pub(super) fn take_out(&mut self, statement: &'static str, values: Values) {
        if self.was_there {
            self.deletes.push((statement, values));
        }
    }

    /// Writes everything that waits.
    pub(super) async fn write(&mut self, connection: &mut Connection<'_>) -> StoreResult<()> {
        for (statement, values) in self.deletes.drain(..) {
            connection.execute(statement, values).await?;
        }
        for (statement, rows) in &mut self.rows {
            let mut rows = rows.drain(..);
            // Always a power of two, so that there are few statements and engines keep them prepared.
            while rows.len() > 0 {
                let count = if rows.len() >= ROWS { ROWS } else { 1 << rows.len().ilog2() };
                let values: Values = rows.by_ref().take(count).flatten().collect();
                match count {
                    1 => connection.execute(statement, values).await?,
                    _ => connection.execute_assembled(with_rows(statement, count), values).await?,
                };
            }
        }
        Ok(())
    }
}

/// A statement that puts in one row, for so many: what stands behind `VALUES` is repeated with its parameters counted on.
fn with_rows(statement: &str, count: usize) -> String {
    const BEFORE: &str = "VALUES ";
    let start = statement.find(BEFORE).map_or(statement.len(), |at| at + BEFORE.len());
    let end = statement[start..].find(')').map_or(statement.len(), |at| start + at + 1);
    let (row, width) = (&statement[start..end], statement[start..end].matches('$').count());
    let mut many = statement[..start].to_owned();
    for position in 0..count {
        if position > 0 {
            many.push_str(", ");
        }
        let mut parts = row.split('$');
        many.push_str(parts.next().unwrap_or_default());
        for part in parts {
            let digits = part.find(|c: char| !c.is_ascii_digit()).unwrap_or(part.len());
            let number: usize = part[..digits].parse().unwrap_or_default();
            many.push_str(&format!("${}{}", position * width + number, &part[digits..]));
        }
    }
    many.push_str(&statement[end..]);
    many
}

#[cfg(test)]
mod tests {
    use super::with_rows;

    #[test]
    fn parameters_are_counted_on() {
        let one = "INSERT INTO a (b, c, d) VALUES ($1, NULL, $2) ON CONFLICT (b) DO UPDATE SET c = excluded.c";
        assert_eq!(with_rows(one, 1), one);
        assert_eq!(
            with_rows(one, 3),
            "INSERT INTO a (b, c, d) VALUES ($1, NULL, $2), ($3, NULL, $4), ($5, NULL, $6) \
            ON CONFLICT (b) DO UPDATE SET c = excluded.c"
        );
    }
}
