//! The list of entries that a person may work on: which of them are asked for, and what is said of each.

use super::is_own;
use crate::{
    desk::{entry_typed::entry_typed, reach},
    store::EntryTimes,
};
use app::{
    atlas::{Atlas, named_like},
    desk::{Home, HomeEntry, Sought, Stale, Standing, entry_name},
    domain::{
        account::{Editor, Official},
        draft::{Draft, DraftEntry, DraftState, Verdict},
        form::{completeness, write_entry},
        language::Language,
        record::EntryId,
    },
    i18n::Locale,
    monitor::goes_stale,
};
use std::sync::Arc;

/// How many entries stand on one page.
const ON_A_PAGE: usize = 50;

/// What the list is made from.
pub(super) struct Listed {
    pub(super) editor: Editor,
    pub(super) official: Option<Official>,
    pub(super) atlas: Arc<Atlas>,
    /// The running drafts that the person may see.
    pub(super) running: Vec<Draft>,
    /// When entries were last changed or confirmed, and before when that is long ago: milliseconds since 1970, UTC.
    pub(super) times: EntryTimes,
    pub(super) oldest: i64,
}

impl Listed {
    /// A page of what is found; the last one for a number past it.
    pub(super) fn page(&self, sought: Sought, page: usize) -> Home {
        let all = self.found(&sought);
        let last = all.len().div_ceil(ON_A_PAGE).max(1);
        let page = page.clamp(1, last);
        let entries = all.iter().skip((page - 1) * ON_A_PAGE).take(ON_A_PAGE).map(|entry| self.row(entry)).collect();
        Home { sought, entries, found: all.len(), page: (page, last), ..Home::default() }
    }

    /// The entries that are asked for: first those of which an official asks something, then those that are being worked on.
    fn found(&self, sought: &Sought) -> Vec<EntryId> {
        let mut all: Vec<EntryId> = reach::editable(&self.editor, self.official.as_ref(), &self.atlas)
            .into_iter()
            .filter(|entry| sought.kind.is_none_or(|kind| entry.kind == kind))
            .filter(|entry| sought.standing.is_none_or(|standing| self.stands(entry, standing)))
            .collect();
        match entry_typed(&sought.text) {
            Some(named) => all.retain(|entry| *entry == named),
            None => {
                let name = |language, entry| entry_name(Locale::of(language), &self.atlas, entry);
                let names = all.iter().map(|entry| (name(Language::Chinese, entry), name(Language::English, entry)));
                if let Some(found) = named_like(names, &sought.text) {
                    all = found.into_iter().map(|row| all[row].clone()).collect();
                }
            }
        }
        all.sort_by_cached_key(|entry| {
            let open = self.open(entry);
            (open.is_none_or(|draft| draft.state != DraftState::Returned), open.is_none())
        });
        all
    }

    /// The person's running change of an entry; what was published of a change that runs on is none.
    fn open(&self, entry: &EntryId) -> Option<&Draft> {
        let mut own = self.running.iter().filter(|draft| is_own(draft, &self.editor));
        own.find(|draft| draft.entry(entry).is_some_and(|part| part.verdict != Verdict::Approved))
    }

    fn stands(&self, entry: &EntryId, standing: Standing) -> bool {
        let state = self.open(entry).map(|draft| draft.state);
        match standing {
            Standing::Open => state.is_some_and(DraftState::is_open),
            Standing::Submitted => state == Some(DraftState::Submitted),
            Standing::Returned => state == Some(DraftState::Returned),
            Standing::Incomplete => {
                let (done, all) = self.complete(entry);
                done < all
            }
            Standing::Stale => self.stale(entry).is_some(),
        }
    }

    /// Since when nobody has changed or confirmed an entry, where that is long ago. What is being changed is looked at.
    fn stale(&self, entry: &EntryId) -> Option<i64> {
        let since = self.times.confirmed.get(entry).copied().filter(|since| *since < self.oldest)?;
        (goes_stale(entry.kind) && self.open(entry).is_none()).then_some(since)
    }

    /// How many required fields are filled in, and how many there are.
    fn complete(&self, entry: &EntryId) -> (usize, usize) {
        let record = self.atlas.records().get(entry);
        record.map_or((0, 0), |record| completeness(entry.kind, &write_entry(entry.kind, &record.to_json()), &[]))
    }

    fn row(&self, entry: &EntryId) -> HomeEntry {
        let open = self.open(entry);
        HomeEntry {
            entry: entry.clone(),
            complete: self.complete(entry),
            changed_at: self.times.changed.get(entry).copied(),
            asked: open.and_then(|draft| asked(draft.entry(entry)?)),
            stale: self.stale(entry).map(|since| Stale { since, revision: 0 }),
            open: open.map(|draft| (draft.id.clone(), draft.state)),
        }
    }
}

/// What an official asks of an entry, as long as it is the author's turn.
fn asked(part: &DraftEntry) -> Option<String> {
    part.answer.as_ref().filter(|_| part.verdict == Verdict::Returned).map(ToString::to_string)
}
