//! Loads the monitor, and receives clicks on “still true”.

use super::{Office, Seat, failed, renewal};
use crate::{
    http::{Form, Outcome},
    store,
};
use app::{
    atlas::Atlas,
    desk::{Moment, Monitor, MonitorRow, MonitorShown, Renewed, Sheet},
    domain::{account::Official, language::Language, record::EntryId},
    error::AppError,
    monitor::{Confirmed, Filter, Finding, Flaw, Owners, Thresholds, counts, lasting, stale},
    routes::{DeskPage, Page, entry_named},
};
use http::StatusCode;
use std::{
    collections::BTreeMap,
    sync::{Arc, Weak},
};
use tokio::sync::Mutex;

/// How many entries stand on one page of a list.
const ON_A_PAGE: usize = 50;

/// A finding with whom it concerns.
type Owned = (Finding, Owners);

/// What was found in the newest Atlas that was surveyed. To survey a large programme takes seconds, and every page, list and
/// file of the monitor asks for it.
#[derive(Default)]
pub(super) struct Surveys(Mutex<Survey>);

/// What was found, and in which Atlas.
#[derive(Default)]
struct Survey {
    of: Weak<Atlas>,
    found: Arc<Vec<Owned>>,
}

impl Surveys {
    /// What is to be said of an Atlas as long as it is the newest. Who asks while it is surveyed waits for that.
    async fn lasting(&self, atlas: &Arc<Atlas>, thresholds: Thresholds) -> Result<Arc<Vec<Owned>>, AppError> {
        let mut newest = self.0.lock().await;
        if Weak::ptr_eq(&newest.of, &Arc::downgrade(atlas)) {
            return Ok(Arc::clone(&newest.found));
        }
        let surveyed = Arc::clone(atlas);
        let work = move || -> Vec<Owned> {
            lasting(&surveyed, &thresholds).into_iter().map(|finding| with_owners(&surveyed, finding)).collect()
        };
        let found = Arc::new(tokio::task::spawn_blocking(work).await.map_err(failed)?);
        *newest = Survey { of: Arc::downgrade(atlas), found: Arc::clone(&found) };
        Ok(found)
    }
}

fn with_owners(atlas: &Atlas, finding: Finding) -> Owned {
    let owners = Owners::of(atlas, &finding.entry);
    (finding, owners)
}

/// What is to be said in the division of an official.
pub(crate) struct Surveyed {
    /// What was read.
    pub(crate) atlas: Arc<Atlas>,
    /// When entries were last changed or confirmed.
    pub(crate) confirmed: Confirmed,
    /// What was found, with whom it concerns.
    pub(crate) found: Vec<Owned>,
}

impl Surveyed {
    /// Surveys what an official decides for.
    pub(crate) async fn of(office: &Office, official: &Official) -> Result<Self, AppError> {
        let atlas = office.publication.atlas();
        let lasting = office.surveys.lasting(&atlas, office.thresholds).await?;
        let confirmed = office.database.confirmed().await.map_err(failed)?;
        let stale = stale(&atlas, &confirmed, office.clock.now_ms(), &office.thresholds);
        let stale: Vec<_> = stale.into_iter().map(|finding| with_owners(&atlas, finding)).collect();
        let all = lasting.iter().chain(&stale);
        let mut found: Vec<_> = all
            .filter_map(|(finding, owners)| Some((finding.clone(), owners.clone().covered(&atlas, official)?)))
            .collect();
        found.sort_by(|(one, _), (other, _)| one.cmp(other));
        Ok(Self { atlas, confirmed, found })
    }

    /// The entries that a filter takes, each with everything that the filter takes of it.
    pub(crate) fn rows(&self, filter: &Filter) -> BTreeMap<EntryId, Vec<(Flaw, Option<EntryId>)>> {
        let mut rows: BTreeMap<EntryId, Vec<_>> = BTreeMap::new();
        for (finding, owners) in &self.found {
            if filter.takes(&self.atlas, finding, owners) {
                rows.entry(finding.entry.clone()).or_default().push((finding.flaw, finding.with.clone()));
            }
        }
        rows
    }
}

/// The monitor. `query`: a [`Filter`], `page`, and `renewed`, the entry that was just confirmed.
pub(super) async fn load(seat: &Seat, query: &str) -> Result<Sheet, AppError> {
    let mut filter = Filter::from_query(query);
    shown(seat, &mut filter, Filter::page_of(query), renewal::done(query)).await
}

async fn shown(seat: &Seat, filter: &mut Filter, page: usize, renewed: Option<Renewed>) -> Result<Sheet, AppError> {
    let (office, official) = (&seat.office, seat.official()?);
    let surveyed = Surveyed::of(office, &official).await?;
    let within = |one: &_, other: &_| surveyed.atlas.within(one, other);
    let to_review = office.database.number_for_review(&official, within).await.map_err(failed)?;
    let shown = if filter.is_empty() {
        MonitorShown::Tables(counts(&surveyed.atlas, &surveyed.found))
    } else {
        list(office, &surveyed, filter, page).await?
    };
    Ok(Sheet::Monitor(Monitor {
        filter: filter.clone(),
        shown,
        to_review,
        stale_after_days: office.thresholds.stale_after_days,
        renewed,
    }))
}

async fn list(office: &Office, surveyed: &Surveyed, filter: &Filter, page: usize) -> Result<MonitorShown, AppError> {
    let rows = surveyed.rows(filter);
    let all = rows.len();
    let last = all.div_ceil(ON_A_PAGE).max(1);
    let page = page.clamp(1, last);
    let shown: Vec<_> = rows.into_iter().skip((page - 1) * ON_A_PAGE).take(ON_A_PAGE).collect();
    let is_stale = |flaws: &[(Flaw, _)]| flaws.iter().any(|(flaw, _)| *flaw == Flaw::Stale);
    let stale: Vec<&EntryId> = shown.iter().filter(|(_, flaws)| is_stale(flaws)).map(|(entry, _)| entry).collect();
    let revisions = office.database.revision_numbers(&stale).await.map_err(failed)?;
    let drawn = shown.into_iter().map(|(entry, flaws)| {
        let confirmed = surveyed.confirmed.get(&entry).and_then(|at| Moment::at(*at));
        let renewable = revisions.get(&entry).map(|revision| revision.0);
        MonitorRow { entry, flaws, confirmed, renewable }
    });
    Ok(MonitorShown::List { rows: drawn.collect(), all, page: (page, last) })
}

/// A click on “still true”.
pub(super) async fn receive(seat: &Seat, language: Language, form: &Form) -> Outcome {
    match renew(seat, language, form).await {
        Ok(outcome) => outcome,
        Err(error) => error.into(),
    }
}

async fn renew(seat: &Seat, language: Language, form: &Form) -> Result<Outcome, AppError> {
    let official = seat.official()?;
    let (mut filter, page) = (Filter::from_query(form.get("back")), Filter::page_of(form.get("back")));
    let entry = entry_named(form.get("entry")).ok_or(AppError::NotFound)?;
    let atlas = seat.office.publication.atlas();
    // An entry that is not the official's is not told from one that is not there.
    let published = atlas.records().get(&entry).is_some();
    if !published || !Owners::of(&atlas, &entry).are_covered(&atlas, &official) {
        return Err(AppError::NotFound);
    }
    match renewal::renew(seat, official.editor(), &entry, form).await? {
        store::Renewed::Done => {
            let to = renewal::address(Page::Desk(DeskPage::Monitor).path(language), filter.on_page(page), &entry);
            Ok(Outcome::Done { to, cookie: None })
        }
        store::Renewed::Stale => {
            let sheet = shown(seat, &mut filter, page, Some(Renewed::Stale(entry))).await?;
            Ok(Outcome::Again(StatusCode::CONFLICT, sheet))
        }
    }
}
