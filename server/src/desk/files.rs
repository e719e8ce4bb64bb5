//! The lists of the desk as files: comma-separated values, as the public lists are.

use super::{Seat, audit::Reader, monitor::Surveyed};
use crate::export::cell::Cell;
use app::{
    desk::{Asked, Author, Sayings, action_words, entry_name},
    domain::{language::Language, record::EntryId},
    error::AppError,
    i18n::{Locale, fill},
    monitor::Filter,
};
use std::collections::BTreeSet;

/// The heading and the rows of a file.
pub(crate) type Rows = (Vec<String>, Vec<Vec<Cell>>);

/// How many rows of the audit a file holds at most.
const MOST_ROWS: usize = 100_000;

/// The entries that a filter of the monitor takes, a line for each, as the page lists and counts them; a cell holds everything
/// that is to be said of one.
pub(crate) async fn monitor_file(seat: &Seat, language: Language, query: &str) -> Result<Rows, AppError> {
    let (office, official) = (&seat.office, seat.official()?);
    let locale = Locale::of(language);
    let texts = locale.monitor();
    let surveyed = Surveyed::of(office, &official).await?;
    let what = Sayings { locale, stale_after_days: office.thresholds.stale_after_days };
    let name = |entry: &EntryId| entry_name(locale, &surveyed.atlas, entry);
    let at = |entry: &EntryId| {
        let at = surveyed.confirmed.get(entry).and_then(|at| app::desk::Moment::at(*at));
        at.map_or(Cell::Empty, |at| Cell::Text(at.in_beijing()))
    };
    let rows = surveyed.rows(&Filter::from_query(query)).into_iter().map(|(entry, flaws)| {
        let mut groups: Vec<_> = flaws.iter().map(|(flaw, _)| what.group(flaw.group())).collect();
        groups.dedup();
        let said = flaws.iter().map(|(flaw, _)| what.flaw(*flaw));
        let others: BTreeSet<_> = flaws.iter().filter_map(|(_, with)| with.as_ref()).collect();
        vec![
            Cell::text(entry.to_string()),
            Cell::text(name(&entry)),
            Cell::text(groups.join(locale.list_separator)),
            Cell::text(said.collect::<Vec<_>>().join(locale.list_separator)),
            Cell::text(others.into_iter().map(name).collect::<Vec<_>>().join(locale.list_separator)),
            at(&entry),
        ]
    });
    let heading = [texts.entry, texts.entry_name, texts.group, texts.what, texts.compare, texts.confirmed];
    Ok((heading.map(str::to_owned).to_vec(), rows.collect()))
}

/// The rows of the audit that are asked for.
pub(crate) async fn audit_file(seat: &Seat, language: Language, query: &str) -> Result<Rows, AppError> {
    let (office, official) = (&seat.office, seat.official()?);
    let locale = Locale::of(language);
    let texts = locale.monitor();
    let mut asked = Asked::from_query(query);
    let mut reader = Reader::new(office, official, &mut asked, None).await?;
    let mut rows = Vec::new();
    while asked.mistakes.is_empty() && reader.next().is_some() && rows.len() < MOST_ROWS {
        rows.append(&mut reader.read(office, MOST_ROWS - rows.len()).await?);
    }
    let is_cut = asked.mistakes.is_empty() && reader.next().is_some();
    let atlas = office.publication.atlas();
    let lines = rows.into_iter().map(|row| {
        let names = row.entries.iter().map(|entry| format!("{} ({entry})", entry_name(locale, &atlas, entry)));
        let account = row.account.iter().map(|account: &Author| account.words(locale));
        let more = row.more.then(|| texts.more_entries.to_owned());
        let who = row.who(locale);
        let targets: Vec<_> = account.chain(names).chain(more).collect();
        vec![
            Cell::Whole(row.seq),
            Cell::Text(row.at.in_beijing()),
            Cell::text(who),
            Cell::text(action_words(locale, row.action)),
            Cell::text(targets.join(locale.list_separator)),
            row.reason.map_or(Cell::Empty, |reason| Cell::text(reason.reads(locale.language).0)),
        ]
    });
    // Nobody takes a part for the whole.
    let cut = is_cut.then(|| vec![Cell::text(fill(texts.file_cut, &[&MOST_ROWS.to_string()]))]);
    let heading = [texts.number, texts.time, texts.filter_person, texts.filter_action, texts.target, texts.because];
    Ok((heading.map(str::to_owned).to_vec(), lines.chain(cut).collect()))
}
