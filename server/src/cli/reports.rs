//! `atlas reports`: what readers reported as wrong, and what was done about.

use super::{Failure, Place, say::say};
use crate::{
    clock::rfc3339,
    store::{Database, Received},
};
use app::domain::text::Text;
use clap::Args;

/// The flags of `atlas reports`.
#[derive(Args, Clone, Debug)]
pub struct Arguments {
    /// Only those after this number
    #[arg(long, value_name = "NUMBER", default_value_t = 0)]
    pub after: i64,
    /// Those that something was done about, too
    #[arg(long)]
    pub all: bool,
    /// Say that something was done about the report of this number: it is listed no more, and how its sender can be reached is
    /// erased
    #[arg(long, value_name = "NUMBER", conflicts_with_all = ["after", "all", "json"])]
    pub done: Option<i64>,
    /// As JSON, one report a line, for other programs
    #[arg(long)]
    pub json: bool,
}

/// Lists the reports in the order in which they came, or closes one. `now_ms`: milliseconds since 1970, UTC.
///
/// # Errors
/// When the database cannot be read, or there is no report of the number.
pub async fn run(place: &Place, arguments: &Arguments, now_ms: i64) -> Result<(), Failure> {
    if let Some(number) = arguments.done {
        let database = Database::open_existing(&place.url()).await?;
        let closed = database.close_report(number, now_ms).await;
        database.close().await;
        return match closed? {
            true => say(format_args!("Report {number} is done. How its sender can be reached is erased.")),
            false => Err(Failure::NoReport(number)),
        };
    }
    let database = Database::open_existing(&place.url()).await?;
    let reports = database.reports().await;
    database.close().await;
    let mut reports = reports?;
    reports.retain(|received| received.number > arguments.after && (arguments.all || received.done_at.is_none()));
    if arguments.json {
        reports.iter().map(json).try_for_each(say)
    } else if reports.is_empty() {
        let open = if arguments.all { "" } else { "open " };
        say(format_args!("No {open}reports in {}.", place.named()))
    } else {
        say(table(&reports, arguments.all))
    }
}

fn json(Received { number, received_at, report, done_at }: &Received) -> serde_json::Value {
    serde_json::json!({
        "number": number, "received_at": rfc3339(*received_at), "language": report.language.code(), "page": report.page,
        "message": report.message, "contact": report.contact, "done_at": done_at.map(rfc3339),
    })
}

/// The column that says when something was done about a report.
const DONE: usize = 2;

/// One report a line under a head; columns are as wide as they have to be, and the reader's words stand last. `all`: those
/// that something was done about are among them, and it is said when.
fn table(reports: &[Received], all: bool) -> String {
    let head = ["no", "received", "done", "page", "contact", "what is wrong"].map(str::to_owned);
    let plain = |text: &Option<Text>| text.as_ref().map_or_else(|| "-".to_owned(), |text| text.replace('\n', " "));
    let rows = reports.iter().map(|Received { number, received_at, report, done_at }| {
        let message = report.message.replace('\n', " ⏎ ");
        let done = done_at.map_or_else(|| "open".to_owned(), rfc3339);
        [number.to_string(), rfc3339(*received_at), done, plain(&report.page), plain(&report.contact), message]
    });
    let rows: Vec<_> = [head].into_iter().chain(rows).collect();
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or_default();
    let widths: Vec<usize> = (0..5).map(width).chain([0]).collect();
    let line = |row: &[String; 6]| {
        let shown = row.iter().zip(&widths).enumerate().filter(|(column, _)| all || *column != DONE);
        let cells: Vec<_> = shown.map(|(_, (cell, width))| format!("{cell:<width$}")).collect();
        cells.join("  ")
    };
    rows.iter().map(line).collect::<Vec<_>>().join("\n")
}
