//! `atlas reports`: what readers reported as wrong.

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
    /// As JSON, one report a line, for other programs
    #[arg(long)]
    pub json: bool,
}

/// Lists the reports in the order in which they came.
///
/// # Errors
/// When the database cannot be read.
pub async fn run(place: &Place, arguments: &Arguments) -> Result<(), Failure> {
    let database = Database::open_existing(&place.url()).await?;
    let reports = database.reports().await;
    database.close().await;
    let mut reports = reports?;
    reports.retain(|received| received.number > arguments.after);
    if arguments.json {
        reports.iter().map(json).for_each(say);
    } else if reports.is_empty() {
        say("No reports.");
    } else {
        say(table(&reports));
    }
    Ok(())
}

fn json(Received { number, received_at, report }: &Received) -> serde_json::Value {
    serde_json::json!({
        "number": number, "received_at": rfc3339(*received_at), "language": report.language.code(), "page": report.page,
        "message": report.message, "contact": report.contact,
    })
}

/// One report a line under a head; columns are as wide as they have to be, and the reader's words stand last.
fn table(reports: &[Received]) -> String {
    let head = ["no", "received", "page", "contact", "what is wrong"].map(str::to_owned);
    let plain = |text: &Option<Text>| text.as_ref().map_or_else(|| "-".to_owned(), |text| text.replace('\n', " "));
    let rows = reports.iter().map(|Received { number, received_at, report }| {
        let message = report.message.replace('\n', " ⏎ ");
        [number.to_string(), rfc3339(*received_at), plain(&report.page), plain(&report.contact), message]
    });
    let rows: Vec<_> = [head].into_iter().chain(rows).collect();
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or_default();
    let widths: Vec<usize> = (0..4).map(width).chain([0]).collect();
    let line = |row: &[String; 5]| {
        let cells: Vec<_> = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:<width$}")).collect();
        cells.join("  ")
    };
    rows.iter().map(line).collect::<Vec<_>>().join("\n")
}
