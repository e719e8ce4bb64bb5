//! Loads the audit: for administrators all of it, for officials what concerns their division.

use super::{Office, Seat, authors::Authors, care, entry_typed::entry_typed, failed, moments::day_begins};
use crate::store::{AuditQuestion, Noted};
use app::{
    atlas::Atlas,
    desk::{Asked, Audit, AuditMistake, AuditRow, Author, Moment, Sheet},
    domain::{
        account::{Account, Official},
        audit::Action,
        record::EntryId,
    },
    error::AppError,
    monitor::Owners,
};
use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

/// How many rows stand on one page.
const ON_A_PAGE: usize = 50;
/// How many rows are read at once.
const AT_ONCE: u32 = 200;
/// How many rows are looked through for one page at most; then the page says where to go on.
const MOST: usize = 5_000;

/// What is read for an official, row by row.
pub(crate) struct Reader {
    atlas: Arc<Atlas>,
    official: Official,
    authors: Authors,
    question: AuditQuestion,
    /// Who did what the rows so far say.
    appeared: HashSet<String>,
    /// Whether an entry is the official's, once asked.
    covered: HashMap<EntryId, bool>,
    /// The place in the chain before which to go on; `None` at its beginning.
    next: Option<i64>,
}

impl Reader {
    /// Reads what was typed. The reader stands at the newest row, or before the one given.
    pub(crate) async fn new(
        office: &Office,
        official: Official,
        asked: &mut Asked,
        before: Option<i64>,
    ) -> Result<Self, AppError> {
        let question = question(asked);
        let authors = Authors::read(office).await?;
        let atlas = office.publication.atlas();
        let (appeared, covered) = Default::default();
        let next = Some(before.unwrap_or(i64::MAX));
        Ok(Self { atlas, official, authors, question, appeared, covered, next })
    }

    /// The next rows that the official may see, at most so many, and fewer where many are not its own.
    pub(crate) async fn read(&mut self, office: &Office, most: usize) -> Result<Vec<AuditRow>, AppError> {
        let (mut rows, mut looked) = (Vec::new(), 0);
        while let Some(before) = self.next.filter(|_| looked < MOST) {
            let found = office.database.noted(&self.question, Some(before), AT_ONCE).await.map_err(failed)?;
            let all = found.len() == AT_ONCE as usize;
            looked += found.len();
            self.next = None;
            for noted in found {
                let seq = noted.seq;
                if self.may_see(&noted) {
                    if rows.len() == most {
                        // This one stands first on the next page.
                        self.next = Some(seq + 1);
                        return Ok(rows);
                    }
                    rows.extend(self.row(noted));
                }
                if all {
                    self.next = Some(seq);
                }
            }
        }
        Ok(rows)
    }

    /// Whether there may be more.
    pub(crate) const fn next(&self) -> Option<i64> {
        self.next
    }

    /// An official sees what was done to entries of its division and to accounts that it looks after, and what it did
    /// itself. A change of more entries than are named concerns the whole programme.
    fn may_see(&mut self, noted: &Noted) -> bool {
        if self.official.division().is_none() || noted.actor == self.official.author() {
            return true;
        }
        if let Some(account) = self.authors.account(&noted.target) {
            return self.looks_after(account);
        }
        if noted.more {
            let atlas = &self.atlas;
            let within = |one: &_, other: &_| atlas.within(one, other);
            return atlas.programme().is_some_and(|programme| self.official.covers(&programme.division, within));
        }
        noted.entries.iter().any(|entry| self.covers(entry))
    }

    fn looks_after(&self, account: &Account) -> bool {
        care::looks_after(&self.official, account, &self.atlas)
    }

    /// Whom the official may ask for by name: itself, the accounts that it looks after, and who did what it has read.
    fn people(&self) -> Vec<(String, Author)> {
        let own = self.official.author();
        let may_name = |author: &str| {
            let looked_after = || self.authors.account(author).is_some_and(|account| self.looks_after(account));
            author == own || self.appeared.contains(author) || looked_after()
        };
        self.authors.all().into_iter().filter(|(author, _)| may_name(author)).collect()
    }

    fn covers(&mut self, entry: &EntryId) -> bool {
        if let Some(known) = self.covered.get(entry) {
            return *known;
        }
        let covered = Owners::of(&self.atlas, entry).are_covered(&self.atlas, &self.official);
        self.covered.insert(entry.clone(), covered);
        covered
    }

    fn row(&mut self, noted: Noted) -> Option<AuditRow> {
        self.appeared.insert(noted.actor.clone());
        Some(AuditRow {
            seq: noted.seq,
            at: Moment::at(noted.made_at)?,
            person: self.authors.who(&noted.actor),
            approver: noted.approver.as_deref().map(|approver| self.authors.who(approver)),
            action: noted.action,
            entries: noted.entries,
            more: noted.more,
            account: self.authors.account(&noted.target).map(|_| self.authors.who(&noted.target)),
            reason: noted.reason,
        })
    }
}

/// The audit. `query`: what is [`Asked`], and `before`, the row to go on from.
pub(super) async fn load(seat: &Seat, query: &str) -> Result<Sheet, AppError> {
    let (office, official) = (&seat.office, seat.official()?);
    let before = form_urlencoded::parse(query.as_bytes())
        .find_map(|(key, value)| (key == "before").then(|| value.parse().ok()).flatten());
    let mut asked = Asked::from_query(query);
    let mut reader = Reader::new(office, official, &mut asked, before).await?;
    let rows = if asked.mistakes.is_empty() { reader.read(office, ON_A_PAGE).await? } else { Vec::new() };
    let older = reader.next().filter(|_| asked.mistakes.is_empty());
    let people = reader.people();
    Ok(Sheet::Audit(Audit { asked, people, rows, older }))
}

/// What is asked of the database; notes in what was typed what cannot be understood.
fn question(asked: &mut Asked) -> AuditQuestion {
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let mut mistakes = Vec::new();
    let mut day = |text: &str, mistake| {
        let day = some(text)?;
        let begins = day_begins(&day);
        if begins.is_none() {
            mistakes.push(mistake);
        }
        begins
    };
    let from_ms = day(&asked.from, AuditMistake::From);
    let until_ms = day(&asked.until, AuditMistake::Until).map(|begins| begins + 86_400_000);
    let entry = some(&asked.entry).map(|text| entry_typed(&text));
    if entry == Some(None) {
        mistakes.push(AuditMistake::Entry);
    }
    asked.mistakes = mistakes;
    AuditQuestion {
        actor: some(&asked.person),
        action: Action::from_code(&asked.action),
        entry: entry.flatten(),
        from_ms,
        until_ms,
    }
}
