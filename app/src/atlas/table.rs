//! Columns for asking: one table per subject, one row per record.

use super::{
    facts::Facts,
    graph::Graph,
    lists::Lists,
    places::Places,
    query::{Sort, Subject},
    search::{Haystack, latin_key, pinyin_key},
    view::Rings,
};
use crate::domain::{
    language::Language,
    period::PartialDate,
    pillar::Pillar,
    project::ProjectStatus,
    record::{Kind, Record, Records},
    site::Brand,
    slug::Slug,
    text::{Name, NameStatus, Text},
};
use std::ops::Range;

impl Subject {
    /// The kind of the records that are its rows.
    pub const fn kind(self) -> Kind {
        match self {
            Self::Sites => Kind::Site,
            Self::Projects => Kind::Project,
            Self::Trainings => Kind::Training,
            Self::Aid => Kind::Aid,
            Self::Proposals => Kind::Proposal,
            Self::Services => Kind::Service,
            Self::Organisations => Kind::Organisation,
            Self::WorkingGroups => Kind::WorkingGroup,
            Self::Townships => Kind::Division,
            Self::Funding => Kind::Transaction,
        }
    }
}

/// The rows of one subject, in the order of slugs.
#[derive(Debug)]
pub(super) struct Table {
    /// The nodes of the rows in the graph; [`NO_NODES`] for townships, which have none.
    pub(super) nodes: Range<u32>,
    /// The records themselves.
    pub(super) records: Vec<Record>,
    /// The nodes that belong to a row, its own included.
    pub(super) belonging: Lists,
    /// Records per pillar.
    pub(super) rings: Vec<Rings>,
    /// The different kinds, in order.
    pub(super) kinds: Vec<Text>,
    /// Position of the row's kind in `kinds`.
    pub(super) kind: Vec<u32>,
    /// Organisations that take part in the row's record or one that belongs to it; an organisation stands for itself.
    pub(super) organisations: Lists,
    /// Statuses of the projects that belong to the row, one bit each.
    pub(super) statuses: Vec<u16>,
    /// Brand of the record itself.
    pub(super) brand: Vec<Option<Brand>>,
    /// Rows of the sites that it stands at.
    pub(super) sites: Lists,
    /// Divisions directly under the programme's that it lies in.
    pub(super) townships: Lists,
    /// Divisions that it lies in.
    pub(super) divisions: Lists,
    /// The different themes of projects, in order.
    pub(super) themes: Vec<Text>,
    /// Positions in `themes` of those of the row's projects, and its own.
    pub(super) theme: Lists,
    /// Subjects of the row's trainings, and its own, as [`Facts::taught`] numbers them.
    pub(super) taught: Lists,
    /// Audiences of the row's trainings, and its own, as [`Facts::audiences`] numbers them.
    pub(super) audience: Lists,
    /// Years in which the record itself is dated.
    pub(super) years: Lists,
    /// Organisations that give in the record itself.
    pub(super) givers: Lists,
    /// Organisations that receive in the record itself.
    pub(super) receivers: Lists,
    /// Whether it belongs to the programme as a whole and to no smaller place.
    pub(super) county_wide: Vec<bool>,
    /// What is searched.
    pub(super) haystack: Haystack,
    /// Rows in the order of each [`Sort`], for each [`Language`].
    orders: [[Vec<u32>; 2]; 3],
}

impl Table {
    /// Builds the table of a subject.
    pub(super) fn build(subject: Subject, records: &Records, places: &Places, graph: &Graph, facts: &Facts) -> Self {
        let kind = subject.kind();
        let nodes = graph.nodes(kind).unwrap_or(NO_NODES);
        let mut table = Self::empty(nodes.clone());
        table.themes = records.projects.values().map(|project| project.theme.clone()).collect();
        table.themes.sort_unstable();
        table.themes.dedup();
        let mut keys = Keys::default();
        let mut kind_texts = Vec::new();
        let first_organisation = graph.nodes(Kind::Organisation).unwrap_or_default().start;
        let mut townships = townships(places, graph, subject);
        for (row, record) in (0..).zip(rows(subject, records, places)) {
            let node = nodes.start.saturating_add(row);
            let township = record_township(&record, places);
            let belonging = match township {
                Some(division) => std::mem::take(&mut townships[division as usize]),
                None => graph.belonging(kind, node),
            };
            table.rings.push(rings(graph, &belonging));
            let projects = belonging.iter().filter_map(|node| facts.project(*node));
            let themes = belonging.iter().filter_map(|node| facts.theme(*node));
            table.theme.push(themes.map(|theme| table.themes.partition_point(|known| known < theme) as u32).collect());
            let trainings = || belonging.iter().filter_map(|node| facts.training(*node));
            table.taught.push(trainings().filter_map(|training| training.taught).collect());
            table.audience.push(trainings().filter_map(|training| training.audience).collect());
            let statuses = projects.fold(0, |statuses, project| statuses | status_bit(project.status));
            table.statuses.push(statuses);
            table.organisations.push(match subject {
                Subject::Organisations => vec![node - first_organisation],
                _ => belonging.iter().flat_map(|n| graph.organisations_of(*n)).copied().collect(),
            });
            table.sites.push(match subject {
                Subject::Organisations => belonging.iter().flat_map(|n| graph.sites_of(*n)).copied().collect(),
                Subject::Townships => graph.sites_among(&belonging),
                _ => graph.sites_of(node).to_vec(),
            });
            let own: Vec<u32> = township.into_iter().collect();
            let divisions = if township.is_some() { &own } else { graph.divisions_of(node) };
            let townships_of: Vec<u32> = divisions.iter().filter_map(|division| places.township(*division)).collect();
            table.county_wide.push(divisions.iter().all(|division| places.is_whole(*division)));
            table.townships.push(townships_of);
            table.divisions.push(divisions.to_vec());
            table.years.push(years(&record));
            let position = |slug: &Slug| Some(graph.node(Kind::Organisation, slug)? - first_organisation);
            table.givers.push(givers(&record).filter_map(position).collect());
            table.receivers.push(receiver(&record).and_then(position).into_iter().collect());
            table.brand.push(brand(&record));
            kind_texts.push(kind_text(&record));
            let name = name(&record);
            keys.add(&name, place_key(divisions, places), belonging.len());
            write_haystack(&mut table.haystack, &record, &name, divisions, places);
            table.belonging.push(belonging);
            table.records.push(record);
        }
        table.kinds = kind_texts.clone();
        table.kinds.sort_unstable();
        table.kinds.dedup();
        table.kind = kind_texts.iter().map(|text| table.kinds.partition_point(|kind| kind < text) as u32).collect();
        table.orders = keys.orders();
        table
    }

    fn empty(nodes: Range<u32>) -> Self {
        Self {
            nodes,
            records: Vec::new(),
            belonging: Lists::default(),
            rings: Vec::new(),
            kinds: Vec::new(),
            kind: Vec::new(),
            organisations: Lists::default(),
            statuses: Vec::new(),
            brand: Vec::new(),
            sites: Lists::default(),
            townships: Lists::default(),
            divisions: Lists::default(),
            themes: Vec::new(),
            theme: Lists::default(),
            taught: Lists::default(),
            audience: Lists::default(),
            years: Lists::default(),
            givers: Lists::default(),
            receivers: Lists::default(),
            county_wide: Vec::new(),
            haystack: Haystack::default(),
            orders: Default::default(),
        }
    }

    /// How many rows there are.
    pub(super) fn len(&self) -> usize {
        self.rings.len()
    }

    /// The rows in an order.
    pub(super) fn order(&self, sort: Sort, language: Language) -> &[u32] {
        &self.orders[sort as usize][language as usize]
    }
}

/// The nodes of a table whose rows have none.
const NO_NODES: Range<u32> = u32::MAX..u32::MAX;

/// The number of the division that a row of townships stands for.
fn record_township(record: &Record, places: &Places) -> Option<u32> {
    match record {
        Record::Division(division) => places.number(&division.id),
        _ => None,
    }
}

/// The nodes that lie in each township, by the number of its division: what was done there, without the bodies that
/// did it and without what belongs to the whole. Empty for other subjects.
fn townships(places: &Places, graph: &Graph, subject: Subject) -> Vec<Vec<u32>> {
    let mut lying = vec![Vec::new(); places.len()];
    if subject == Subject::Townships {
        let organisations = graph.nodes(Kind::Organisation).unwrap_or_default();
        for node in (0..graph.size() as u32).filter(|node| !organisations.contains(node)) {
            let divisions = graph.divisions_of(node).iter();
            let mut townships: Vec<u32> = divisions.filter_map(|division| places.township(*division)).collect();
            townships.sort_unstable();
            townships.dedup();
            townships.into_iter().for_each(|township| lying[township as usize].push(node));
        }
    }
    lying
}

/// The years that a record itself is dated in: that of its date, or those of its span of time.
fn years(record: &Record) -> Vec<u32> {
    let span = |from: Option<&PartialDate>, to: Option<&PartialDate>| {
        let (from, to) = (from.or(to).map(PartialDate::year), to.or(from).map(PartialDate::year));
        from.zip(to).map(|(from, to)| (u32::from(from)..=u32::from(to)).collect()).unwrap_or_default()
    };
    match record {
        Record::Project(project) => span(project.start.as_ref(), project.end.as_ref()),
        Record::Training(training) => span(training.date.as_ref(), None),
        Record::Service(service) => span(service.date.as_ref(), None),
        Record::Transaction(transaction) => span(transaction.date.as_ref(), None),
        Record::Aid(aid) => {
            let period = aid.period.as_ref().filter(|_| aid.date.is_none());
            let from = period.and_then(|period| period.from.as_ref());
            span(aid.date.as_ref().or(from), period.and_then(|period| period.to.as_ref()))
        }
        _ => Vec::new(),
    }
}

/// The organisations that give in a record.
fn givers(record: &Record) -> impl Iterator<Item = &Slug> {
    let (many, one): (&[Slug], _) = match record {
        Record::Aid(aid) => (&aid.donors, None),
        Record::Transaction(transaction) => (&[], transaction.provider.as_ref()),
        _ => (&[], None),
    };
    many.iter().chain(one)
}

/// The organisation that receives in a record.
fn receiver(record: &Record) -> Option<&Slug> {
    match record {
        Record::Transaction(transaction) => transaction.receiver.as_ref(),
        _ => None,
    }
}

/// The records of a subject, in the order of their slugs.
fn rows(subject: Subject, records: &Records, places: &Places) -> Vec<Record> {
    match subject {
        Subject::Sites => records.sites.values().cloned().map(Record::Site).collect(),
        Subject::Projects => records.projects.values().cloned().map(Record::Project).collect(),
        Subject::Trainings => records.trainings.values().cloned().map(Record::Training).collect(),
        Subject::Aid => records.aid.values().cloned().map(Record::Aid).collect(),
        Subject::Proposals => records.proposals.values().cloned().map(Record::Proposal).collect(),
        Subject::Services => records.services.values().cloned().map(Record::Service).collect(),
        Subject::Organisations => records.organisations.values().cloned().map(Record::Organisation).collect(),
        Subject::WorkingGroups => records.working_groups.values().cloned().map(Record::WorkingGroup).collect(),
        Subject::Funding => records.transactions.values().cloned().map(Record::Transaction).collect(),
        Subject::Townships => (0..places.len() as u32)
            .filter(|division| places.township(*division) == Some(*division))
            .map(|division| Record::Division(places.get(division).clone()))
            .collect(),
    }
}

/// Counts records per pillar; a record counts once in each pillar it belongs to.
pub(super) fn rings(graph: &Graph, nodes: &[u32]) -> Rings {
    let mut rings = Rings::default();
    let filling = graph.ring_nodes();
    for node in nodes.iter().filter(|node| filling.contains(node)) {
        for pillar in Pillar::ALL {
            rings[pillar.ring()] += u32::from(graph.pillars(*node) & (1 << pillar.ring()) != 0);
        }
    }
    rings
}

/// The bit that stands for a status.
pub(super) const fn status_bit(status: ProjectStatus) -> u16 {
    1 << status as u16
}

fn brand(record: &Record) -> Option<Brand> {
    match record {
        Record::Site(site) => site.brand,
        Record::Project(project) => project.brand,
        _ => None,
    }
}

/// The code or words of a record's kind.
fn kind_text(record: &Record) -> Text {
    let code = match record {
        Record::Site(record) => return record.kind.clone(),
        Record::Aid(record) => return record.kind.clone(),
        Record::Proposal(record) => return record.kind.clone(),
        Record::WorkingGroup(record) => return record.kind.clone(),
        Record::Division(record) => return record.kind.clone(),
        Record::Transaction(record) => record.kind.code(),
        Record::Project(record) => record.kind.code(),
        Record::Training(record) => record.kind.code(),
        Record::Service(record) => record.kind.code(),
        Record::Organisation(record) => record.kind.code(),
        _ => record.kind().code(),
    };
    text_or(code, "unknown")
}

/// The name of a record; where it has none, the beginning of its summary, or else its slug.
pub(super) fn name(record: &Record) -> Name {
    let head = record.head();
    if let Some(name) = head.name {
        return name.clone();
    }
    let in_language = |language| {
        let said = head.summary.get(language).map(|(text, _)| text.chars().take(80).collect::<String>());
        text_or(said.as_deref().unwrap_or_default(), head.id.as_str())
    };
    Name { zh: in_language(Language::Chinese), en: in_language(Language::English), zh_status: NameStatus::Established }
}

/// The first text, or the second where the first is none. A slug and a code are always a text.
fn text_or(text: &str, otherwise: &str) -> Text {
    Text::new(text).or_else(|_| Text::new(otherwise)).unwrap_or_else(|_| unreachable!("“{otherwise}” is a text"))
}

/// The code of the smallest division that holds all of the row's: neighbours stand together.
fn place_key<'a>(divisions: &[u32], places: &'a Places) -> &'a str {
    shared_division(divisions, places).map_or("", |division| places.get(division).code.as_str())
}

/// The smallest division that holds all of some divisions.
pub(super) fn shared_division(divisions: &[u32], places: &Places) -> Option<u32> {
    let (first, others) = divisions.split_first()?;
    others.iter().try_fold(*first, |shared, other| places.shared(shared, *other))
}

fn write_haystack(haystack: &mut Haystack, record: &Record, name: &Name, divisions: &[u32], places: &Places) {
    haystack.add_name(name);
    let head = record.head();
    let said = |haystack: &mut Haystack, phrase: &crate::domain::text::Phrase| {
        for text in phrase.zh.iter().chain(&phrase.en) {
            haystack.add(text);
        }
    };
    said(haystack, head.summary);
    haystack.add(&kind_text(record));
    match record {
        Record::Project(project) => haystack.add(&project.theme),
        Record::Training(training) => {
            said(haystack, &training.subject);
            said(haystack, &training.audience);
        }
        Record::Aid(aid) => aid.goods.iter().for_each(|goods| said(haystack, goods)),
        Record::Proposal(proposal) => proposal.topics.iter().for_each(|topic| said(haystack, topic)),
        Record::Organisation(organisation) => organisation.as_printed.iter().for_each(|text| haystack.add(text)),
        _ => {}
    }
    // Who searches for a township wants what lies in it. Organisations lie in none.
    if !matches!(record, Record::Organisation(_)) {
        for division in divisions.iter().flat_map(|d| places.upwards(*d)).filter(|d| places.township(*d).is_some()) {
            haystack.add_folded(places.searched(division));
        }
    }
    haystack.end_row();
}

/// Sort keys of all rows, used once.
#[derive(Default)]
struct Keys<'a> {
    names: [Vec<String>; 2],
    places: Vec<&'a str>,
    records: Vec<usize>,
}

impl<'a> Keys<'a> {
    fn add(&mut self, name: &Name, place: &'a str, records: usize) {
        self.names[Language::Chinese as usize].push(pinyin_key(&name.zh));
        self.names[Language::English as usize].push(latin_key(&name.en));
        self.places.push(place);
        self.records.push(records);
    }

    fn orders(&self) -> [[Vec<u32>; 2]; 3] {
        [Sort::Place, Sort::Name, Sort::Records].map(|sort| {
            self.names.each_ref().map(|names| {
                let mut rows: Vec<u32> = (0..names.len() as u32).collect();
                // Rows without a place come last. The sort is stable, so that equal names stay in the order of slugs.
                rows.sort_by_key(|row| {
                    let row = *row as usize;
                    let (place, records) = match sort {
                        Sort::Place => ((self.places[row].is_empty(), self.places[row]), 0),
                        Sort::Name => ((false, ""), 0),
                        Sort::Records => ((false, ""), self.records[row]),
                    };
                    (place, std::cmp::Reverse(records), &names[row])
                });
                rows
            })
        })
    }
}
