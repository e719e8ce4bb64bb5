//! Columns that several lists share.

use super::{Column, column};
use crate::export::cell::Cell;
use app::{
    components::words,
    domain::{money::Currency, pillar::Pillar, record::Kind, record::Record, slug::Slug, text::NameStatus},
};

/// What every row begins with.
pub(super) const HEAD: &[Column] = &[
    column("id", "编号", "Identifier", 24, |line| Cell::text(line.entry().id.as_str())),
    column("name_zh", "中文名称", "Name in Chinese", 28, |line| Cell::text(line.row.card.name.zh.as_str())),
    column("name_en", "英文名称", "Name in English", 32, |line| Cell::text(line.row.card.name.en.as_str())),
    column("name_zh_back_translated", "中文名称为回译", "Chinese name is a back-translation", 12, |line| {
        let name = line.row.record.head().name;
        name.map_or(Cell::Empty, |name| Cell::Flag(name.zh_status == NameStatus::Translated))
    }),
    column("kind", "类别", "Kind", 16, |line| line.word(&line.row.card.kind)),
    column("pillars", "所属方面", "Pillars", 22, |line| {
        // A place shows the pillars of the records that belong to it, as its rings do.
        let entry = line.entry();
        let pillars = match entry.kind {
            Kind::Site | Kind::Division => {
                let rings = line.atlas.rings_of(&entry);
                Pillar::ALL.iter().copied().filter(|pillar| rings[pillar.ring()] > 0).collect()
            }
            _ => line.row.record.head().pillars.to_vec(),
        };
        line.joined(pillars.into_iter().map(|pillar| words::pillar(line.locale, pillar).to_owned()))
    }),
    column("summary", "简介", "Summary", 48, |line| line.phrase(line.row.record.head().summary)),
];

/// Where it is known from, whether the reading is doubtful, and the page that shows it.
pub(super) const TAIL: &[Column] = &[
    column("sources", "出处", "Sources", 48, |line| line.sources()),
    column("doubtful", "原文存疑", "Doubtful reading", 10, |line| Cell::Flag(line.row.record.head().garbled)),
    column("reading_note", "判读说明", "How it was read", 32, |line| {
        line.row.record.head().reading_note.map_or(Cell::Empty, |note| Cell::text(note.reads(line.locale.language).0))
    }),
    column("page", "网页", "Page", 40, |line| line.page()),
];

/// What every row of a made-up programme ends with.
pub(super) const FICTIONAL: &[Column] = &[column("fictional", "虚构数据", "Fictional", 10, |_| Cell::Flag(true))];

/// The divisions that a row lies in.
pub(super) const PLACE: &[Column] = &[
    column("township", "乡镇", "Township", 24, |line| {
        let townships = line.row.townships.iter();
        line.joined(townships.map(|place| line.name(Kind::Division, &place.id)))
    }),
    column("township_code", "乡镇代码", "Township code", 14, |line| {
        let codes: Vec<_> = line.row.townships.iter().map(|place| place.code.as_str()).collect();
        Cell::text(codes.join(" "))
    }),
    column("place", "所在区划", "Place", 24, |line| {
        let place = line.row.card.place.as_ref();
        place.map_or(Cell::Empty, |place| Cell::text(line.locale.name(&place.name)))
    }),
    column("place_code", "区划代码", "Division code", 14, |line| {
        let place = line.row.card.place.as_ref();
        let division = place.and_then(|place| line.atlas.records().divisions.get(&place.entry.id));
        division.map_or(Cell::Empty, |division| Cell::text(division.code.as_str()))
    }),
];

/// The sites that a row stands at.
pub(super) const SITES: &[Column] = &[
    column("sites", "示范点", "Sites", 32, |line| line.names(Kind::Site, sites(&line.row.record))),
    column("site_ids", "示范点编号", "Site identifiers", 24, |line| line.ids(sites(&line.row.record))),
];

/// What a source says it cost or was worth.
pub(super) const AMOUNT: &[Column] = &[
    column("amount", "金额", "Amount", 16, |line| {
        line.amount().map_or(Cell::Empty, |amount| Cell::Money(amount.fen))
    }),
    column("amount_bound", "金额限定", "Bound of the amount", 12, |line| {
        line.bound(line.amount().map(|amount| amount.bound))
    }),
    column("currency", "币种", "Currency", 10, |line| {
        line.amount().map_or(Cell::Empty, |amount| Cell::text(Currency::code(amount.currency)))
    }),
];

/// Who takes part.
pub(super) const PARTIES: &[Column] = &[
    column("organisations", "参与单位及角色", "Organisations and roles", 40, |line| line.parties()),
    column("organisation_ids", "参与单位编号", "Organisation identifiers", 24, |line| {
        let parts = line.atlas.relations().participations_of(&line.entry());
        let mut ids: Vec<&Slug> = Vec::new();
        for part in parts {
            // One organisation may have several roles.
            if !ids.contains(&&part.organisation) {
                ids.push(&part.organisation);
            }
        }
        line.ids(ids)
    }),
];

/// How many records of each pillar belong to a row: its rings on the screen.
pub(super) const RINGS: &[Column] = &[
    column("records_organisation", "支柱记录数：组织领导", "Pillar records: organisation", 12, |line| {
        ring(line, Pillar::Organisation)
    }),
    column("records_projects", "支柱记录数：项目帮扶", "Pillar records: projects", 12, |line| {
        ring(line, Pillar::Projects)
    }),
    column("records_training", "支柱记录数：智力扶贫", "Pillar records: training", 12, |line| {
        ring(line, Pillar::Training)
    }),
    column("records_proposals", "支柱记录数：建言献策", "Pillar records: proposals", 12, |line| {
        ring(line, Pillar::Proposals)
    }),
    column("records_livelihood", "支柱记录数：民生服务", "Pillar records: livelihood", 12, |line| {
        ring(line, Pillar::Livelihood)
    }),
];

fn ring(line: &crate::export::line::Line<'_>, pillar: Pillar) -> Cell {
    Cell::Whole(line.row.card.rings[pillar.ring()].into())
}

/// The sites that a record names, the primary one first.
fn sites(record: &Record) -> &[Slug] {
    match record {
        Record::Project(project) => &project.sites,
        Record::Training(training) => &training.sites,
        Record::Aid(aid) => &aid.sites,
        Record::Service(service) => &service.sites,
        _ => &[],
    }
}
