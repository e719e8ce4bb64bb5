//! Rows as a reader sees them. Texts are only copied for the rows of one page.

use super::{
    Index,
    lists::Bits,
    query::{Query, Subject},
    table::{name, shared_division},
    view::{Card, Named, Page},
};
use crate::domain::{
    division::Level,
    language::Language,
    record::{EntryId, Kind, Record, Records},
    slug::Slug,
};

/// The page of the list that a question asks for, or the last one where it asks for a later one.
pub(super) fn page(query: &Query, language: Language, records: &Records, index: &Index, listed: &Bits) -> Page<Card> {
    let table = index.table(query.subject);
    let total = listed.count();
    let pages = total.div_ceil(Query::PAGE_ROWS).max(1);
    let page = (query.page.max(1) as usize).min(pages);
    let order = table.order(query.sort, language).iter();
    let rows = order.filter(|row| listed.contains(**row)).skip((page - 1) * Query::PAGE_ROWS).take(Query::PAGE_ROWS);
    Page {
        rows: rows.filter_map(|row| card(query.subject, *row, records, index)).collect(),
        total: total as u32,
        page: page as u32,
        pages: pages as u32,
    }
}

/// The card of a row.
pub(super) fn card(subject: Subject, row: u32, records: &Records, index: &Index) -> Option<Card> {
    let table = index.table(subject);
    let record = table.records.get(row as usize)?;
    let entry = record.entry_id();
    let place = match subject {
        Subject::Organisations | Subject::WorkingGroups | Subject::Townships => None,
        _ => shared_division(table.divisions.get(row), &index.places),
    };
    let place = place.map(|division| Record::Division(index.places.get(division).clone()));
    let location = match record {
        Record::Site(site) => site.location.as_ref(),
        _ => None,
    };
    let (home, home_level) = home(record, records, index).unwrap_or((entry.clone(), Level::County));
    Some(Card {
        home,
        home_level,
        name: name(record),
        place: place.map(|record| Named { entry: record.entry_id(), name: name(&record) }),
        kind: table.kinds[table.kind[row as usize] as usize].clone(),
        rings: table.rings[row as usize],
        brand: table.brand[row as usize],
        status: match record {
            Record::Project(project) => Some(project.status),
            _ => None,
        },
        precision: location.map(|location| location.precision),
        at: location.map(|location| location.point()),
        entry,
    })
}

/// The record whose page shows another one, and the level of its division.
fn home(record: &Record, records: &Records, index: &Index) -> Option<(EntryId, Level)> {
    const NONE: &[Slug] = &[];
    if let Record::Division(division) = record {
        return Some((record.entry_id(), division.level));
    }
    if let Record::Transaction(moved) = record {
        return home(&records.get(&moved.of)?, records, index).map(|(place, level)| match moved.of.kind {
            Kind::Division => (place, level),
            _ => (moved.of.clone(), level),
        });
    }
    let (sites, divisions) = match record {
        Record::Site(site) => (std::slice::from_ref(&site.id), NONE),
        Record::Project(project) => (&*project.sites, &*project.divisions),
        Record::Training(training) => (&*training.sites, training.division.as_slice()),
        Record::Aid(aid) => (&*aid.sites, &*aid.divisions),
        Record::Service(service) => (&*service.sites, &*service.divisions),
        Record::Proposal(proposal) => (NONE, &*proposal.divisions),
        _ => (NONE, NONE),
    };
    if let Some(site) = sites.iter().find(|site| records.sites.contains_key(*site)) {
        return Some((EntryId::new(Kind::Site, site.clone()), Level::Village));
    }
    let places = &index.places;
    let divisions = || divisions.iter().filter_map(|slug| places.number(slug));
    let below = divisions().find(|division| places.township(*division).is_some());
    let division = places.get(below.or(places.programme()).or_else(|| divisions().next())?);
    Some((EntryId::new(Kind::Division, division.id.clone()), division.level))
}
