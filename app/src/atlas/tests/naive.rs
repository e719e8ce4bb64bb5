//! The same questions, answered the slow way: for each row every record is looked at anew, straight from the text of
//! the design, with no number, column or index.

use super::programmes::NAMES;
use crate::{
    atlas::{
        query::{Has, Predicate, Query, Subject},
        view::Rings,
    },
    domain::{
        geo::LatLng,
        money::Amount,
        project::ProjectStatus,
        record::{EntryId, Kind, Record, Records},
        slug::Slug,
        text::Name,
    },
    i18n::chinese_word,
};
use pinyin::ToPinyin;
use std::collections::BTreeSet;

/// The slow reader.
pub(super) struct Naive<'a>(pub(super) &'a Records);

/// Which conditions of a question are looked at.
pub(super) type Asked<'q> = &'q dyn Fn(&Predicate) -> bool;

impl Naive<'_> {
    pub(super) fn get(&self, entry: &EntryId) -> Record {
        self.0.get(entry).expect("a record that is there")
    }

    pub(super) fn rows(&self, subject: Subject) -> Vec<EntryId> {
        let programme = self.programme();
        let is_row = |record: &Record| match record {
            Record::Division(division) => division.parent.as_ref() == Some(&programme),
            _ => true,
        };
        let of_kind = self.0.iter().filter(|record| record.kind() == subject.kind());
        of_kind.filter(is_row).map(|record| record.entry_id()).collect()
    }

    /// A division and all above it.
    pub(super) fn above(&self, division: &Slug) -> Vec<Slug> {
        let Some(record) = self.0.divisions.get(division) else { return Vec::new() };
        let mut path = vec![division.clone()];
        path.extend(record.parent.iter().flat_map(|parent| self.above(parent)));
        path
    }

    pub(super) fn programme(&self) -> Slug {
        self.0.programmes.values().next().expect("a programme").division.clone()
    }

    pub(super) fn is_whole(&self, division: &Slug) -> bool {
        self.above(&self.programme()).contains(division)
    }

    pub(super) fn township(&self, division: &Slug) -> Option<Slug> {
        let programme = self.programme();
        self.above(division).into_iter().find(|d| self.0.divisions[d].parent.as_ref() == Some(&programme))
    }

    /// What the record itself names: sites, divisions.
    fn named(&self, record: &Record) -> (Vec<Slug>, Vec<Slug>) {
        match record {
            Record::Site(r) => (vec![r.id.clone()], vec![r.division.clone()]),
            Record::Project(r) => (r.sites.clone(), r.divisions.clone()),
            Record::Training(r) => (r.sites.clone(), r.division.iter().cloned().collect()),
            Record::Aid(r) => (r.sites.clone(), r.divisions.clone()),
            Record::Service(r) => (r.sites.clone(), r.divisions.clone()),
            Record::Proposal(r) => (Vec::new(), r.divisions.clone()),
            _ => (Vec::new(), Vec::new()),
        }
    }

    /// Whether a record, or what money moved for, could name a place and names none.
    pub(super) fn is_placeless(&self, entry: &EntryId) -> bool {
        let record = self.get(entry);
        let of = |of: EntryId| self.0.get(&of).is_some_and(|_| self.is_placeless(&of));
        match record {
            Record::Transaction(moved) => of(moved.of.clone()),
            Record::Training(ref training) if training.place.is_some() => false,
            Record::Project(_) | Record::Training(_) | Record::Aid(_) | Record::Service(_) => {
                let (sites, divisions) = self.named(&record);
                sites.is_empty() && divisions.is_empty()
            }
            Record::Site(site) => site.location.is_none(),
            _ => false,
        }
    }

    fn about(&self, record: &Record) -> Option<EntryId> {
        match record {
            Record::Figure(r) => Some(r.of.clone()),
            Record::Statement(r) => Some(r.of.clone()),
            Record::Transaction(r) => Some(r.of.clone()),
            _ => None,
        }
    }

    /// The organisations that take part in a record.
    fn organisations(&self, record: &Record) -> BTreeSet<Slug> {
        let entry = record.entry_id();
        let parts = self.0.participations.values().filter(|part| part.of == entry);
        let mut all: BTreeSet<Slug> = parts.map(|part| part.organisation.clone()).collect();
        match record {
            Record::Aid(r) => all.extend(r.donors.clone()),
            Record::Service(r) => all.extend(r.organiser.clone()),
            Record::WorkingGroup(r) => all.extend(r.members.iter().chain(&r.lead).cloned()),
            Record::Statement(r) => all.extend(r.organisations.clone()),
            Record::Transaction(r) => all.extend(r.provider.iter().chain(&r.receiver).cloned()),
            _ => {}
        }
        all.retain(|slug| self.0.organisations.contains_key(slug));
        all
    }

    /// The records that an organisation takes part in.
    fn parts(&self, organisation: &Slug) -> Vec<EntryId> {
        let parts = self.0.iter().filter(|record| self.organisations(record).contains(organisation));
        parts.map(|record| record.entry_id()).filter(|entry| entry.kind != Kind::Division).collect()
    }

    /// Divisions of a record.
    pub(super) fn divisions(&self, entry: &EntryId) -> BTreeSet<Slug> {
        let record = self.get(entry);
        if entry.kind == Kind::Division {
            return BTreeSet::from([entry.id.clone()]);
        }
        let (sites, divisions) = self.named(&record);
        let mut all: BTreeSet<Slug> = divisions.into_iter().collect();
        all.retain(|slug| self.0.divisions.contains_key(slug));
        let stated = all.clone();
        // A county says nothing more where one of its townships is stated.
        let says_more = |division: &Slug| !stated.iter().any(|own| self.above(own)[1..].contains(division));
        let of_sites = sites.iter().filter_map(|site| self.0.sites.get(site)).map(|site| &site.division);
        all.extend(of_sites.filter(|division| says_more(division)).cloned());
        match self.about(&record) {
            Some(of) if of.kind == Kind::Division => all.extend([of.id]),
            Some(of) if of.kind != Kind::Organisation && self.0.get(&of).is_some() => all.extend(self.divisions(&of)),
            _ => {}
        }
        if entry.kind == Kind::Organisation {
            // What an organisation does for another leads to no place.
            let parts = self.parts(&entry.id).into_iter().filter(|part| part.kind != Kind::Organisation);
            all.extend(parts.flat_map(|part| self.divisions(&part)));
        }
        all.retain(|slug| self.0.divisions.contains_key(slug));
        if all.is_empty() {
            all.insert(self.programme());
        }
        all
    }

    pub(super) fn lies_in(&self, entry: &EntryId, asked: &BTreeSet<Slug>) -> bool {
        self.divisions(entry).iter().any(|division| self.above(division).iter().any(|above| asked.contains(above)))
    }

    /// Everything that belongs to a row.
    pub(super) fn belonging(&self, row: &EntryId) -> BTreeSet<EntryId> {
        let said = |of: &EntryId| -> Vec<EntryId> {
            self.0.iter().filter(|r| self.about(r).as_ref() == Some(of)).map(|r| r.entry_id()).collect()
        };
        if row.kind == Kind::Division {
            return self.in_division(&row.id);
        }
        let mut all = BTreeSet::from([row.clone()]);
        match row.kind {
            Kind::Organisation => {
                all.extend(self.parts(&row.id));
                all.extend(said(row));
            }
            Kind::Site | Kind::WorkingGroup => {
                let direct = self.0.iter().filter(|r| match r {
                    Record::Service(service) if row.kind == Kind::WorkingGroup => {
                        service.working_group.as_ref() == Some(&row.id)
                    }
                    _ => row.kind == Kind::Site && self.named(r).0.contains(&row.id),
                });
                for entry in direct.map(|r| r.entry_id()) {
                    all.extend(said(&entry));
                    all.insert(entry);
                }
                all.extend(said(row));
            }
            _ => loop {
                let before = all.len();
                let parts = self.0.iter().filter(|r| {
                    let whole = match r {
                        Record::Project(r) => r.part_of.as_ref(),
                        Record::Training(r) => r.part_of.as_ref(),
                        _ => None,
                    };
                    whole.is_some_and(|whole| all.contains(&EntryId::new(Kind::Project, whole.clone())))
                });
                let parts: Vec<_> = parts.map(|r| r.entry_id()).chain(all.iter().flat_map(said)).collect();
                all.extend(parts);
                if all.len() == before {
                    break;
                }
            },
        }
        all
    }

    pub(super) fn rings(&self, entries: &BTreeSet<EntryId>) -> Rings {
        let mut rings = Rings::default();
        for entry in entries {
            self.get(entry).head().pillars.iter().for_each(|pillar| rings[pillar.ring()] += 1);
        }
        rings
    }

    /// All records that can fill a ring and lie in a division, or all where it is the whole.
    pub(super) fn in_division(&self, division: &Slug) -> BTreeSet<EntryId> {
        const NONE: [Kind; 5] = [Kind::Division, Kind::Programme, Kind::Participation, Kind::Source, Kind::MapFeature];
        let all = self.0.iter().map(|r| r.entry_id()).filter(|entry| !NONE.contains(&entry.kind));
        let lies_in = |entry: &EntryId| self.lies_in(entry, &BTreeSet::from([division.clone()]));
        all.filter(|entry| self.is_whole(division) || (entry.kind != Kind::Organisation && lies_in(entry))).collect()
    }

    pub(super) fn row_organisations(&self, row: &EntryId) -> BTreeSet<Slug> {
        if row.kind == Kind::Organisation {
            return BTreeSet::from([row.id.clone()]);
        }
        self.without_parts(row).iter().flat_map(|entry| self.organisations(&self.get(entry))).collect()
    }

    /// What belongs to a row; to a project only what names it, and no other project: those are rows themselves.
    fn without_parts(&self, row: &EntryId) -> BTreeSet<EntryId> {
        if row.kind != Kind::Project {
            return self.belonging(row);
        }
        let names_it = |record: &Record| match record {
            Record::Training(training) => training.part_of.as_ref() == Some(&row.id),
            _ => self.about(record).as_ref() == Some(row),
        };
        let direct = self.0.iter().filter(names_it).map(|record| record.entry_id());
        direct.chain([row.clone()]).collect()
    }

    pub(super) fn statuses(&self, row: &EntryId) -> BTreeSet<ProjectStatus> {
        let projects = self.without_parts(row).into_iter().filter(|entry| entry.kind == Kind::Project);
        projects.map(|entry| self.0.projects[&entry.id].status).collect()
    }

    pub(super) fn themes(&self, row: &EntryId) -> BTreeSet<String> {
        let projects = self.without_parts(row).into_iter().filter(|entry| entry.kind == Kind::Project);
        projects.map(|entry| self.0.projects[&entry.id].theme.to_string()).collect()
    }

    /// The texts of one field of the trainings that belong to a row: the Chinese one, else the English.
    pub(super) fn of_trainings(&self, row: &EntryId, field: &str) -> BTreeSet<String> {
        let trainings = self.belonging(row).into_iter().filter(|entry| entry.kind == Kind::Training);
        let texts = trainings.filter_map(|entry| {
            let body = self.get(&entry).to_json();
            let text = |language: &str| body[field][language].as_str().map(str::to_owned);
            text("zh").or_else(|| text("en"))
        });
        texts.collect()
    }

    /// The years of a record's own dates, from its first to its last.
    pub(super) fn years(&self, row: &EntryId) -> BTreeSet<u16> {
        let body = self.get(row).to_json();
        let year = |field: &str| body[field].as_str().map(|date| date[..4].parse::<u16>().expect("a year"));
        let known: Vec<u16> = ["start", "end", "date"].into_iter().filter_map(year).collect();
        let (first, last) = (known.first().copied(), known.last().copied());
        first.zip(last).map(|(first, last)| (first..=last).collect()).unwrap_or_default()
    }

    pub(super) fn givers(&self, row: &EntryId) -> BTreeSet<Slug> {
        let all: BTreeSet<Slug> = match self.get(row) {
            Record::Aid(aid) => aid.donors.iter().cloned().collect(),
            Record::Transaction(transaction) => transaction.provider.iter().cloned().collect(),
            _ => BTreeSet::new(),
        };
        all.into_iter().filter(|slug| self.0.organisations.contains_key(slug)).collect()
    }

    pub(super) fn receivers(&self, row: &EntryId) -> BTreeSet<Slug> {
        let Record::Transaction(transaction) = self.get(row) else { return BTreeSet::new() };
        transaction.receiver.iter().filter(|slug| self.0.organisations.contains_key(*slug)).cloned().collect()
    }

    pub(super) fn kind(&self, row: &EntryId) -> String {
        self.get(row).to_json()["kind"].as_str().expect("a kind").to_owned()
    }

    pub(super) fn amount(&self, project: &EntryId) -> Option<Amount> {
        self.0.projects[&project.id].stated_amount
    }

    /// The sites that a row stands at, in the places that are asked for.
    pub(super) fn sites(&self, row: &EntryId, query: &Query) -> BTreeSet<Slug> {
        let entries = if row.kind == Kind::Organisation { self.belonging(row) } else { BTreeSet::from([row.clone()]) };
        let named = entries.iter().flat_map(|entry| match entry.kind {
            Kind::Division => {
                let sites = self.0.sites.values().filter(|site| self.above(&site.division).contains(&entry.id));
                sites.map(|site| site.id.clone()).collect()
            }
            _ => self.named(&self.get(entry)).0,
        });
        named
            .filter(|site| self.0.sites.contains_key(site))
            .filter(|site| {
                row.kind == Kind::Site
                    || query.clauses.iter().filter(|clause| !clause.not).all(|clause| match &clause.what {
                        Predicate::Within(asked) => self.lies_in(&EntryId::new(Kind::Site, site.clone()), asked),
                        _ => true,
                    })
            })
            .collect()
    }

    pub(super) fn at(&self, site: &Slug) -> Option<LatLng> {
        self.0.sites[site].location.as_ref().map(|location| location.point())
    }

    fn has(&self, row: &EntryId, has: &Has) -> bool {
        let itself = row.kind == Kind::Project && has.record == Kind::Project;
        let among = if itself { BTreeSet::from([row.clone()]) } else { self.belonging(row) };
        among.iter().filter(|entry| entry.kind == has.record).any(|entry| {
            let record = self.get(entry);
            let amount = match &record {
                Record::Project(project) => project.stated_amount.is_some(),
                Record::Figure(figure) => figure.quantity.unit.code() == "fen",
                Record::Transaction(_) => true,
                _ => false,
            };
            has.organisation.as_ref().is_none_or(|slug| self.organisations(&record).contains(slug))
                && has
                    .status
                    .is_none_or(|status| matches!(&record, Record::Project(project) if project.status == status))
                && has.amount_stated.is_none_or(|stated| stated == amount)
                && has.role.is_none_or(|role| {
                    self.0.participations.values().any(|part| {
                        part.of == *entry
                            && part.role == role
                            && has.organisation.as_ref().is_none_or(|o| *o == part.organisation)
                    })
                })
        })
    }

    fn holds(&self, row: &EntryId, what: &Predicate) -> bool {
        match what {
            Predicate::Within(asked) => self.lies_in(row, asked),
            Predicate::Pillar(asked) => {
                let rings = self.rings(&self.belonging(row));
                asked.iter().any(|pillar| rings[pillar.ring()] > 0)
            }
            Predicate::Kind(asked) => asked.iter().any(|kind| **kind == *self.kind(row)),
            Predicate::Organisation(asked) => !self.row_organisations(row).is_disjoint(asked),
            Predicate::Status(asked) => !self.statuses(row).is_disjoint(asked),
            Predicate::Brand(asked) => {
                let brand = self.get(row).to_json()["brand"].as_str().map(str::to_owned);
                asked.iter().any(|asked| brand.as_deref() == Some(asked.code()))
            }
            Predicate::Theme(asked) => asked.iter().any(|theme| self.themes(row).contains(&**theme)),
            Predicate::Taught(asked) => asked.iter().any(|key| self.of_trainings(row, "subject").contains(&**key)),
            Predicate::Audience(asked) => asked.iter().any(|key| self.of_trainings(row, "audience").contains(&**key)),
            Predicate::Year(asked) => !self.years(row).is_disjoint(asked),
            Predicate::Giver(asked) => !self.givers(row).is_disjoint(asked),
            Predicate::Receiver(asked) => !self.receivers(row).is_disjoint(asked),
            Predicate::Has(has) => self.has(row, has),
        }
    }

    /// Whether the conditions hold that are looked at, and the text, if that is. What is left out is always looked at.
    pub(super) fn passes(&self, row: &EntryId, query: &Query, asked: Asked<'_>) -> bool {
        let conditions = query.clauses.iter().filter(|clause| clause.not || asked(&clause.what));
        conditions.into_iter().all(|clause| self.holds(row, &clause.what) != clause.not)
            && query.text.as_ref().is_none_or(|text| self.says(row, text))
    }

    pub(super) fn passing(&self, query: &Query, asked: Asked<'_>) -> Vec<EntryId> {
        self.rows(query.subject).into_iter().filter(|row| self.passes(row, query, asked)).collect()
    }

    /// Whether every word stands somewhere in a row's texts. Words of these tests stand in names, kinds and themes only, and in
    /// their pinyin.
    fn says(&self, row: &EntryId, text: &str) -> bool {
        let record = self.get(row);
        let mut words = vec![self.kind(row)];
        if let Record::Project(project) = &record {
            words.push(project.theme.to_string());
        }
        for chinese in words.clone().iter().filter_map(|word| chinese_word(word)) {
            let syllables: Vec<&str> = chinese.to_pinyin().flatten().map(|syllable| syllable.plain()).collect();
            let initials: String = syllables.iter().filter_map(|syllable| syllable.chars().next()).collect();
            words.extend([chinese.to_owned(), syllables.concat(), initials]);
        }
        let mut texts = words;
        let mut add = |name: Option<&Name>| {
            let known = name.and_then(|name| NAMES.iter().find(|known| *known[0] == *name.zh));
            texts.extend(known.into_iter().flatten().map(|text| text.to_lowercase()));
        };
        add(record.head().name);
        if row.kind != Kind::Organisation {
            let divisions = self.divisions(row);
            let below =
                divisions.iter().flat_map(|division| self.above(division)).filter(|d| self.township(d).is_some());
            below.for_each(|division| add(self.0.divisions[&division].name.as_ref()));
        }
        text.to_lowercase().split(' ').all(|word| texts.iter().any(|text| text.contains(word)))
    }
}
